"""What `translate` noted for the translator and still stands in an edition: it is not finished.

In the text each part of the original stands in a comment that begins with its language
(`<!-- az: … -->`), in the front matter the words behind a `#` (`# az: …`). However a note was
moved, indented or retyped since, it is known by that beginning: a language of the site, but not
the edition's own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import NamedTuple

import yaml

from beyan.markup.comments import Comment, uncommented
from beyan.model.diagnostic import Span
from beyan.source.strict_yaml import Document


class Left(NamedTuple):
    """A note that is left: where, and whether it holds a part of the text."""

    span: Span
    is_of_text: bool


class _Signs(NamedTuple):
    begins: re.Pattern[str]
    in_code: re.Pattern[str]
    in_head: re.Pattern[str]


def notes_left(
    languages: Collection[str],
    document: Document,
    head: str,
    body: str,
    comments: Iterable[Comment],
    shown: str,
    first_line: int,
) -> Iterator[Left]:
    """Those in the text `body`, which begins after `first_line` lines, and in the front matter.

    `languages` are the other ones of the site; `shown` is the text without its `comments`.
    """
    if not languages:
        return
    signs = _signs(tuple(sorted(languages)))
    path = document.path
    for comment in comments:
        if signs.begins.match(comment.words):
            yield Left(_span(path, body, comment.start, first_line), True)
    # Backticks around it make it no part of the translation.
    if "<!--" in shown:
        for match in signs.in_code.finditer(shown):
            yield Left(_span(path, shown, match.start(), first_line), True)
    if "<!--" in head:
        for comment in uncommented(head, has_code=False).comments:
            if signs.begins.match(comment.words):
                yield Left(_span(path, head, comment.start, document.first_line), True)
    if "#" in head:
        yield from _in_head(signs.in_head, document, head)


def notes_of(body: str, language: str) -> Iterator[Comment]:
    """The parts of the original in this language that wait in the text as `translate` left them."""
    begins = _signs((language,)).begins
    return (each for each in uncommented(body, has_code=True).comments if begins.match(each.words))


def _in_head(sign: re.Pattern[str], document: Document, head: str) -> Iterator[Left]:
    """A note above, or behind, a key that has no words yet, or a title that has the original's.

    Above words of its own it is a note like any other: nobody has to delete it.
    """
    keys: dict[int, list[tuple[str, str]]] = {}
    for match in sign.finditer(head):
        keys = keys or _keys(document)
        line = head.count("\n", 0, match.start("sign"))
        below = head.count("\n", 0, match.end())
        words = " ".join(re.sub(r"\n[ \t]*#", " ", match["words"]).split())
        for key, value in keys.get(line) or keys.get(below) or ():
            if not value or (key == "title" and " ".join(value.split()) == words):
                yield Left(
                    _span(document.path, head, match.start("sign"), document.first_line), False
                )
                break


def _keys(document: Document) -> dict[int, list[tuple[str, str]]]:
    """The keys whose value is a text, or nothing, by the line that they stand in; items of lists
    have no key.
    """
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    waiting: list[yaml.Node | None] = [document.node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
            for item in node.value:
                if isinstance(item, yaml.ScalarNode):
                    found[item.start_mark.line].append(("", item.value))
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                waiting.append(value)
                if isinstance(value, yaml.ScalarNode):
                    found[key.start_mark.line].append((str(key.value), value.value))
    return found


@cache
def _signs(languages: tuple[str, ...]) -> _Signs:
    tag = rf"(?:{'|'.join(map(re.escape, languages))})[ \t\xa0]*[:：]"
    begins = rf"\W*+{tag}"
    return _Signs(
        re.compile(begins, re.IGNORECASE),
        re.compile(f"<!--{begins}", re.IGNORECASE),
        # With the lines that go on with it, which are indented behind their "#".
        re.compile(
            rf"(?:^|(?<=[ \t]))(?P<sign>\#)[ \t\xa0]*{tag}"
            r"(?P<words>.*(?:\n[ \t]*\#[ \t]{2,}.*)*)\n?\s*",
            re.IGNORECASE | re.MULTILINE,
        ),
    )


def _span(path: str, text: str, offset: int, first_line: int) -> Span:
    line = text.count("\n", 0, offset)
    return Span(path, first_line + line + 1, offset - text.rfind("\n", 0, offset))
