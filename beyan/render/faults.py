"""What goes wrong in a template → a problem at its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from jinja2 import (
    TemplateAssertionError,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)

from beyan.language.catalogue import MissingString
from beyan.model.diagnostic import Diagnostic, Span, problem, shown_path
from beyan.render.templating import MissingAsset


def fault(error: Exception, template: str, folders: Sequence[Path], root: Path) -> Diagnostic:
    """The problem that `error`, raised while `template` was rendered, shows."""
    if isinstance(error, TemplateSyntaxError):
        span = Span(_shown(error.filename, template, root), error.lineno)
        code = "template-name" if isinstance(error, TemplateAssertionError) else "template-syntax"
        return problem(code, span, reason=error.message or "")
    span = _deepest_line(error, template, folders, root)
    if isinstance(error, MissingString):
        return problem("missing-string", span, message=error.msgid, language=error.language)
    if isinstance(error, UndefinedError):
        return problem("template-undefined", span, name=_asked_for(error.message or ""))
    if isinstance(error, TemplateNotFound):
        return problem("template-missing", span, name=error.name or "")
    if isinstance(error, MissingAsset):
        suggestion = error.suggestion
        return problem("missing-asset", span, file=error.path, suggestion=suggestion)
    if isinstance(error, TemplateError):
        return problem("template-error", span, reason=error.message or "")
    return problem("template-error", span, reason=f"{type(error).__name__}: {error}")


def _asked_for(said: str) -> str:
    """Of "'x' is undefined" and "'… object' has no attribute 'x'" the name x alone."""
    names = re.findall(r"'([^']*)'", said)
    return names[-1] if names else said


def _shown(filename: str | None, template: str, root: Path) -> str:
    """The template's file, or its name where Jinja2 does not know the file."""
    return f"templates/{template}" if filename is None else shown_path(Path(filename), root)


def _deepest_line(error: Exception, template: str, folders: Sequence[Path], root: Path) -> Span:
    """Jinja2 rewrites tracebacks so that frames in templates carry their files and lines."""
    span = Span(_shown(None, template, root))
    traceback = error.__traceback__
    while traceback is not None:
        filename = traceback.tb_frame.f_code.co_filename
        if any(Path(filename).is_relative_to(folder) for folder in folders):
            span = Span(_shown(filename, template, root), traceback.tb_lineno)
        traceback = traceback.tb_next
    return span
