"""The commands: options in, exit code out. What they do stands in the build and the desk."""

from __future__ import annotations

from beyan.cli.commands.authoring import move, new, translate
from beyan.cli.commands.building import build, check
from beyan.cli.commands.founding import init, messages, schema
from beyan.cli.commands.program import completion, help_, theme, upgrade_notes
from beyan.cli.commands.publishing import (
    due,
    export,
    publish,
    serve,
    status,
)
from beyan.cli.commands.views import views

# In the order of the help.
COMMANDS = (
    build, check, serve, publish, export, new, due, views, translate, move, status, init, schema,
    messages, theme, upgrade_notes, completion, help_,
)  # fmt: skip
