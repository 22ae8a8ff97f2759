"""The elements of HTML: which a text may have, and what becomes of the others."""

from __future__ import annotations

import re
from pathlib import Path

from beyan.language.word_groups import word_groups

_GROUPS = word_groups(Path(__file__).with_name("elements.txt"))
ALLOWED, CODE, VOID, IMPLIED = (_GROUPS[each] for each in ("allowed", "code", "void", "implied"))
KNOWN = ALLOWED | CODE | _GROUPS["other"]

_NAME = r"[A-Za-z][A-Za-z0-9-]*(?::p(?![A-Za-z0-9-]))?"
_ATTRIBUTE = (
    r"(?:\s+[A-Za-z_:][A-Za-z0-9_.:-]*+(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+)"
)
TAG = re.compile(
    rf"<(?:(?P<name>{_NAME})(?P<attributes>{_ATTRIBUTE}*+)\s*+/?|/(?P<end>{_NAME})\s*+)>"
)
ATTRIBUTE = re.compile(
    r"\s+([A-Za-z_:][A-Za-z0-9_.:-]*)(?:\s*=\s*([^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?"
)
_BLOCK_START = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?=[\s>]|/>|$)")
_PREFORMATTED = re.compile(r"</pre>", re.IGNORECASE)
_CODE_END = re.compile(r"</(?:script|style)>", re.IGNORECASE)


EMPTY_LINE = re.compile(r"\s*\Z")


def html_block_end(line: str, *, may_be_any: bool) -> re.Pattern[str] | None:
    """What a line has that ends the block of HTML that this line begins; None for no block.

    `may_be_any`: no paragraph is open, so a tag of any element alone on its line begins a block.
    """
    match = _BLOCK_START.match(line)
    if match is not None:
        name = match[1].lower()
        if name == "pre" and line[1] != "/":
            return _PREFORMATTED
        if name in CODE and line[1] != "/":
            return _CODE_END
        if name in _GROUPS["block"]:
            return EMPTY_LINE
    tag = TAG.match(line) if may_be_any else None
    if tag is not None and not line[tag.end() :].strip():
        return EMPTY_LINE if (tag["name"] or tag["end"]).lower() in ALLOWED else None
    return None
