"""The commands: options in, exit code out. What they do stands in the build and the desk."""

from __future__ import annotations

from beyan.cli.commands.authoring import init, messages, move, new, schema, translate
from beyan.cli.commands.publishing import (
    build,
    check,
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
    messages,
)  # fmt: skip
