"""What must be so of whatever is read, right or wrong: nothing is told of a place that is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel

from beyan.console import Console
from beyan.language.encodings import text_of
from beyan.model.defaults import DEFAULTS
from beyan.model.diagnostic import Diagnostic
from beyan.model.messages import MESSAGES, WARNINGS

# Stands in texts and values; in no word of any language.
MARK = "zqxmarkzqx"
_CONSOLES = (Console("en"), Console("az"))
# What options say has its name for a place.
_NO_FILE = ("-", "TITLE")
_KEY = re.compile(r"^([\w-]+):(?:\s|$)", re.MULTILINE)
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


class Hung(BaseException):
    """A reader did not come to an end."""


def misplaced(
    problems: Iterable[Diagnostic], root: Path, texts: Mapping[str, bytes] | None = None
) -> Iterator[str]:
    """What is wrong with the problems themselves. `texts` are files that are on no disk."""
    for each in problems:
        if each.code not in MESSAGES:
            yield f"{each.code} is no code"
            continue
        for console in _CONSOLES:
            said = f"{console.what(each)} {console.hint(each)}"
            if re.search(r"%\(\w+\)s", console.what(each)) and "%(" not in str(each.values):
                yield f"{each.code} is not filled in: {said}"
            if "None" in said and "None" not in str(each.values):
                yield f"{each.code} says nothing: {said}"
        path, line, column = each.span
        if path.startswith(_NO_FILE):
            continue
        lines = _lines_of(root, path, texts or {})
        if lines is None:
            yield f"{each.code} is told of {path!r}, which is not there"
        elif not 1 <= line <= len(lines) + 1:
            yield f"{each.code} is told of line {line} of {len(lines)} in {path!r}"
        elif not 1 <= column <= len(lines[line - 1] if line <= len(lines) else "") + 1:
            yield f"{each.code} is told of column {column} in {lines[line - 1 :][:1]!r:.200}"


def _lines_of(root: Path, path: str, texts: Mapping[str, bytes]) -> list[str] | None:
    if path in texts:
        return _lines(texts[path])
    for place in (root / path, DEFAULTS / path):
        if place.is_file():
            return _lines(place.read_bytes())
        if place.exists() or place.is_symlink():
            return [""]
    return None


@lru_cache(maxsize=8)
def _lines(data: bytes) -> list[str]:
    return text_of(data)[0].split("\n")


def is_refused(problems: Iterable[Diagnostic]) -> bool:
    return any(each.code not in WARNINGS for each in problems)


def unknown_keys(head: str, form: type[BaseModel]) -> Iterator[str]:
    """Keys of what was accepted that nobody has read."""
    head = _COMMENT.sub("", head)
    for match in _KEY.finditer(head):
        before = head[: match.start()]
        is_inside = before.count("{") > before.count("}") or before.count("[") > before.count("]")
        if match[1] not in form.model_fields and not is_inside:
            yield f"the key {match[1]!r} is passed over"


def head_and_body(data: bytes) -> tuple[str, str]:
    text, _, _ = text_of(data)
    parts = _FENCE.split(text, maxsplit=2)
    return (parts[1], parts[2]) if len(parts) == 3 else ("", "")


def marks_in(text: str) -> int:
    """How often the mark stands where it is no comment, no target and no definition."""
    text = _COMMENT.sub("", text).partition("<!--")[0]
    lines = (line for line in text.split("\n") if not re.match(r"[ \t>]*\[[^\]]*\]:", line))
    return sum(line.partition("#")[0].count(MARK) for line in lines if "](" not in line)


def guarded(work: Iterator[str]) -> list[str]:
    """The faults that the work finds, and that it ended in a way that no reader may."""
    try:
        return list(work)
    except Hung:
        return ["it does not come to an end"]
    except Exception as error:
        return [f"{type(error).__name__}: {error}"[:300] + f" ({_place(error)})"]


def _place(error: BaseException) -> str:
    """The deepest line of the program's own."""
    found, traceback = "", error.__traceback__
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if "/beyan/" in code.co_filename or not found:
            found = f"{code.co_filename.rpartition('/beyan/')[2]}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return found
