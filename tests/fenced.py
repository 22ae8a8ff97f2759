"""The fenced blocks of a page of Markdown.

A block is a file if the line before it is the file's path: "`content/pages/about.en.md`:".
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import NamedTuple

_FENCE = re.compile(
    r"(?:^`(?P<file>[^`\n]+)`:\n\n?)?"
    r"^(?P<indent> *)```(?P<kind>\w+)\n(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """A fenced block; `file` is the path it is to be written to, or empty."""

    kind: str
    text: str
    file: str


def blocks(text: str) -> Iterator[Block]:
    for match in _FENCE.finditer(text):
        yield Block(match["kind"], textwrap.dedent(match["text"]), match["file"] or "")


def without_blocks(text: str) -> str:
    return _FENCE.sub("", text)
