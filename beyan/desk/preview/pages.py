"""What the preview adds to a page: a banner, a script, and errors with the lines they are in."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from beyan.console import Console
from beyan.console.languages import formats_of
from beyan.console.phrases import FOUND
from beyan.desk.preview import words
from beyan.desk.preview.site import Shown
from beyan.language.encodings import text_of
from beyan.model.diagnostic import Diagnostic
from beyan.model.messages import WARNINGS

DESK = "/_desk/"
# Lines before and after the one that a problem points at.
_AROUND = 2
_BODY = re.compile(rb"<body[^>]*>")
_HEAD_END = b"</head>"


def with_extras(shown: Shown, address: str, console: Console, language: str) -> bytes:
    """The page with the preview's own parts; a file that is no page stays as it is."""
    if not shown.is_page:
        return shown.data
    data = with_script(shown.data, address, shown.version)
    if shown.held_back is None:
        return data
    text = words.held_back(console, language, *shown.held_back)
    why = shown.held_back[0]
    banner = (
        f'<p class="beyan-held-back beyan-{why}" role="note" lang="{language}" '
        f'dir="{formats_of(language).direction}">'
        f"{escape(text)}</p>"
    )
    return _BODY.sub(lambda match: match[0] + banner.encode(), data, count=1)


def with_script(page: bytes, address: str, version: str) -> bytes:
    """The page with what tells it to load itself again."""
    head = f'<link rel="stylesheet" href="{DESK}preview.css">{_script(address, version)}'
    return page.replace(_HEAD_END, head.encode() + _HEAD_END, 1)


def stand_in(address: str, version: str, title: str, language: str) -> bytes:
    """A page for an address that has none; the script shows why."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{formats_of(language).direction}">\n'
        '<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f'<link rel="stylesheet" href="{DESK}preview.css">{_script(address, version)}\n'
        f'</head>\n<body class="beyan-stand-in">\n<h1>{escape(title)}</h1>\n'
        f'<p><a href="{DESK}">{DESK}</a></p>\n</body>\n</html>\n'
    ).encode()


def problems_event(
    problems: Sequence[Diagnostic], root: Path, console: Console, *, ends: bool
) -> dict[str, Any]:
    """All problems as the script shows them; `ends` tells that the page itself cannot be shown."""
    errors = [each for each in problems if each.code not in WARNINGS]
    counts = console.say(FOUND, errors=len(errors), warnings=len(problems) - len(errors))
    return {
        "counts": counts,
        "warnings": len(problems) - len(errors),
        "desk": console.say(words.DESK),
        "hide": console.say(words.HIDE),
        "lost": console.say(words.LOST),
        "note": "" if ends else console.say(words.UNTIL_MENDED),
        "errors": [
            {
                "place": str(each.span),
                "code": each.code,
                "what": console.what(each),
                "hint": console.hint(each),
                "excerpt": excerpt(root, each),
            }
            for each in errors
        ],
    }


def excerpt(root: Path, problem: Diagnostic) -> str:
    """The lines around a problem with a caret below its column; empty where there is no file."""
    try:
        text, *_ = text_of((root / problem.span.path).read_bytes())
    except OSError:
        return ""
    lines = text.split("\n")
    number, column = problem.span.line, problem.span.column
    # A photo has lines as well, but none to show.
    if number > len(lines) or "\0" in text:
        return ""
    first = max(1, number - _AROUND)
    width = len(str(number + _AROUND))
    shown = []
    for at in range(first, min(len(lines), number + _AROUND) + 1):
        line = lines[at - 1]
        shown.append(f"{at:>{width}} │ {line}".rstrip())
        if at == number:
            # A tab before the column stays one, so that the caret stands below the right letter.
            pad = "".join(sign if sign == "\t" else " " for sign in line[: column - 1])
            shown.append(f"{'':>{width}} │ {pad}^")
    return "\n".join(shown)


def data(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _script(address: str, version: str) -> str:
    return (
        f'<script src="{DESK}preview.js" defer data-address="{escape(address)}" '
        f'data-version="{version}"></script>'
    )
