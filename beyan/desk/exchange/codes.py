"""What a translator has to leave as it is: addresses of links and pictures, footnotes, code, and
the marks that make headings, lists and tables.

It is compared as the page shows it, by the one reader of texts: a link may stand elsewhere in the
sentence, and its words are the translator's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import NamedTuple

from beyan.model import marks
from beyan.source.prose import read_prose

# How the marks of blocks are typed.
_TYPED = {
    **{f"h{level}": "#" * level for level in range(1, 7)},
    "li": "-",
    "blockquote": ">",
    "pre": "```",
    "hr": "---",
    "td": "|",
    "th": "|",
}
_EDITION = re.compile(r"\.[A-Za-z0-9-]+\.md(?=$|#)")


class Unlike(NamedTuple):
    """The paragraph at `position` in which something is `missing`, or there besides."""

    position: int
    missing: tuple[str, ...]
    added: tuple[str, ...]


def unlike(
    paragraphs: Sequence[str], gaps: Sequence[str], translated: Mapping[int, str]
) -> Iterator[Unlike]:
    """The translated paragraphs whose marks are not those of the original.

    `gaps` stand before the paragraphs. A text is read as a whole, because definitions of links and
    notes may stand anywhere in it; halves of those that differ are looked at until they are single.
    """
    own = _codes_of(paragraphs, gaps, {})
    waiting = [sorted(translated)]
    while waiting:
        positions = waiting.pop()
        there = _codes_of(paragraphs, gaps, {each: translated[each] for each in positions})
        if there == own:
            continue
        if len(positions) == 1:
            missing, added = own - there, there - own
            yield Unlike(positions[0], tuple(missing.elements()), tuple(added.elements()))
            continue
        half = len(positions) // 2
        waiting += [positions[half:], positions[:half]]


def _codes_of(
    paragraphs: Sequence[str], gaps: Sequence[str], translated: Mapping[int, str]
) -> Counter[str]:
    text = "".join(
        gap + translated.get(position, each)
        for position, (gap, each) in enumerate(zip(gaps, paragraphs, strict=True))
    )
    found = _Codes()
    found.feed(read_prose(text, "", 0).html)
    found.close()
    return Counter(found.codes)


class _Codes(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.codes: list[str] = []
        self._code: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        target = values.get("href") if tag == "a" else values.get("src")
        if target is not None and values.get("class") != "footnote-backref":
            address = target.removeprefix(marks.LINK)
            self.codes.append(_EDITION.sub(".md", address))
        elif tag in _TYPED:
            self.codes.append(_TYPED[tag])
        elif tag == "code":
            self._code = []

    def handle_data(self, data: str) -> None:
        if self._code is not None:
            self._code.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "code" and self._code is not None:
            # White space in it is the wrapping's.
            self.codes.append(f"`{' '.join(''.join(self._code).split())}`")
            self._code = None
