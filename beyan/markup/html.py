"""HTML that an officer typed: what goes on to the sanitiser, and what is told of the rest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from html import escape

from beyan.markup.blocks import MOST_NESTED
from beyan.markup.budget import Budget
from beyan.markup.destinations import ENTITY, unescaped
from beyan.markup.elements import ALLOWED, ATTRIBUTE, CODE, IMPLIED, KNOWN, TAG, VOID

Report = Callable[..., None]
Place = Callable[[int], int]

# Markdown that would be shown as it stands.
_MARKDOWN = re.compile(
    r"\*\*(?=[^\s*])[^*\n]*(?<=\S)\*\*|(?<![\w*])\*[^\s*][^*\n]*\*(?![\w*])"
    r"|\[[^\[\]\n]+\]\([^()\n]+\)?|^ {0,3}#{1,6} \S.*|^ {0,3}[-*+] \S.*"
    r"|~~(?=[^\s~])[^~\n]*(?<=\S)~~|\[\^[^\[\]\s]+\]",
    re.MULTILINE,
)
# The text of these is shown as it was typed.
_AS_TYPED = frozenset(("pre", "code", "kbd"))


class Tags:
    """The tags of one text: each is judged, and all are paired.

    `seen(tag, place)` is told of each that is published. `ids` are those they give, with places.
    """

    def __init__(
        self, report: Report, budget: Budget, seen: Callable[[re.Match[str], Place], None]
    ) -> None:
        self._report, self._budget, self._seen = report, budget, seen
        self.ids: list[tuple[str, int]] = []
        self._open: list[tuple[str, int]] = []
        self._names: defaultdict[str, int] = defaultdict(int)
        # Of elements that are open; those whose end may be left out end by themselves.
        self._depth = 0
        self._is_too_deep = False

    def judge(self, match: re.Match[str], place: Place) -> str | None:
        """What is published of a tag; None, if it is no tag but a text in angle brackets.

        `place` gives the offset in the source of a position in the tag's text.
        """
        name = (match["name"] or match["end"]).lower()
        offset = place(match.start())
        if name not in KNOWN:
            return None
        if name in CODE:
            if match["name"]:
                self._report("html-removed", offset, element=name)
            return ""
        if name not in ALLOWED:
            if match["name"]:
                self._report("html-dropped", offset, element=name)
            return ""
        if match["end"]:
            self._close(name, offset)
            return match[0]
        if name not in VOID:
            self._depth += name not in IMPLIED
            if self._depth > MOST_NESTED:
                self._depth -= 1
                if not self._is_too_deep:
                    self._report("nested-too-deep", offset, limit=MOST_NESTED)
                self._is_too_deep = True
                return None
            self._open.append((name, offset))
            self._names[name] += 1
        if match["attributes"]:
            given = attributes_of(match).get("id")
            if given is not None:
                self.ids.append((given[0], place(given[1])))
        self._seen(match, place)
        return match[0]

    def _close(self, name: str, offset: int) -> None:
        if not self._names[name]:
            self._report("html-unopened", offset, element=name)
            return
        while self._open:
            each, at = self._open.pop()
            self._names[each] -= 1
            self._depth -= each not in IMPLIED
            if each == name:
                return
            self._unclosed(each, at)

    def _unclosed(self, name: str, offset: int) -> None:
        if name not in IMPLIED:
            self._report("html-unclosed", offset, element=name)

    def finish(self) -> None:
        for name, offset in self._open:
            self._unclosed(name, offset)

    def block(self, text: str, place: Place) -> Iterator[str]:
        """A block of HTML as it goes on; `place` gives the offset in the source of one in it."""
        position = 0
        as_typed = 0
        for match in TAG.finditer(text):
            self._budget.spend(1, place(match.start()))
            yield self._words(text, position, match.start(), place, is_text=not as_typed)
            position = match.end()
            judged = self.judge(match, place)
            yield escape(match[0], quote=False) if judged is None else judged
            name = (match["name"] or match["end"]).lower()
            if name in _AS_TYPED:
                as_typed = max(0, as_typed + (1 if match["name"] else -1))
        yield self._words(text, position, len(text), place, is_text=not as_typed)

    def _words(self, text: str, start: int, end: int, place: Place, *, is_text: bool) -> str:
        words = text[start:end]
        if is_text and (match := _MARKDOWN.search(words)):
            at = place(start + match.start())
            self._report("markdown-in-html", at, typed=" ".join(match[0].split()))
        parts, position = [], 0
        for match in ENTITY.finditer(words):
            parts += [_escaped(words[position : match.start()]), match[0]]
            position = match.end()
        return "".join((*parts, _escaped(words[position:])))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attributes_of(match: re.Match[str]) -> dict[str, tuple[str, int]]:
    """The attributes of a tag by name, each with its value and the value's offset in the text.

    The first of two with one name counts, as for browsers.
    """
    found: dict[str, tuple[str, int]] = {}
    typed, start = match["attributes"] or "", match.start("attributes")
    for each in ATTRIBUTE.finditer(typed):
        value = each[2] or ""
        is_quoted = value[:1] in ("'", '"')
        bare = value[1:-1] if is_quoted else value
        at = start + (each.start(2) if each[2] else each.start(1)) + is_quoted
        found.setdefault(each[1].lower(), (unescaped_value(bare), at))
    return found


def unescaped_value(value: str) -> str:
    """An attribute's value; a backslash in it is one."""
    return unescaped(value.replace("\\", "\\\\")) if "\\" in value else unescaped(value)
