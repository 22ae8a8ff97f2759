"""What the program's own templates ask for, kept beside it from one process to the next."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from jinja2 import ext, lexer, parser

from beyan.checks import templates
from beyan.checks.templates import TemplateFile, TemplateText, read_templates
from beyan.model.defaults import DEFAULTS, keep_for_program, program_cache, real

# All that decides what is read in a template.
_MODULES = [str(module.__file__) for module in (templates, lexer, parser, ext)]


def known_templates(folders: Sequence[Path]) -> list[TemplateFile]:
    """Every template, as `read_templates` reads them."""
    file = program_cache("templates", *_MODULES) / "read"
    known: dict[bytes, TemplateText] = {}
    # It is not there yet; or it is damaged, which may show in any way.
    with suppress(Exception):
        known = pickle.loads(file.read_bytes())
    found = list(read_templates(folders, known))
    own = real(DEFAULTS / "templates")
    read = {
        each.digest: each.read
        for each in found
        if isinstance(each.read, TemplateText) and each.path.is_relative_to(own)
    }
    if not read.keys() <= known.keys():
        keep_for_program(file, pickle.dumps({**known, **read}))
    return found
