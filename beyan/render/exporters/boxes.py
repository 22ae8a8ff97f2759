"""What a release says outside of its running text, for programs that take one text alone: key facts
before it, what people said and who the office is behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Protocol

from beyan.language.bidi import isolated
from beyan.language.cldr import direction
from beyan.model.page import ParticipantLine, QuoteLines
from beyan.model.words import Words
from beyan.render.exporters.tools import attribute, listed
from beyan.render.pictures import without_downloads


class Boxes(Protocol):
    """A release's page, or its entry in a feed."""

    @property
    def key_facts(self) -> tuple[str, ...]: ...

    @property
    def quotes(self) -> tuple[QuoteLines, ...]: ...

    @property
    def boilerplate(self) -> Words | None: ...


def with_boxes(html: str, boxes: Boxes, language: str) -> str:
    """The text as HTML with all of it; most releases have none. What belongs to the page alone, the
    links to the originals of photos, is left out.
    """
    html = without_downloads(html)
    if not (boxes.key_facts or boxes.quotes or boxes.boilerplate):
        return html
    return "\n".join([*_before(boxes.key_facts), html, *_after(boxes, language)])


def _before(key_facts: Sequence[str]) -> Iterator[str]:
    if key_facts:
        yield f"<ul>{''.join(f'<li>{escape(line, quote=False)}</li>' for line in key_facts)}</ul>"


def _after(boxes: Boxes, language: str) -> Iterator[str]:
    for quote in boxes.quotes:
        said = f"<p>{_marked(quote.text, language)}</p>"
        who = f"<p>— {escape(speaker(quote.person, language), quote=False)}</p>"
        yield f"<blockquote>{said}{who}</blockquote>"
    if boxes.boilerplate is not None:
        yield f"<p>{_marked(boxes.boilerplate, language)}</p>"


def speaker(person: ParticipantLine, language: str) -> str:
    """Name, role and organisation in one line of the language."""
    return listed((person.name, person.role, person.organisation), direction(language))


def in_plain_text(quote: QuoteLines, language: str) -> str:
    """What was said, and by whom on the next line."""
    way = direction(language)
    said = isolated(quote.text.text, direction(quote.text.language), way)
    return f"{said}\n— {speaker(quote.person, language)}"


def _marked(words: Words, around: str) -> str:
    text = escape(words.text, quote=False)
    if words.language == around:
        return text
    way = direction(words.language)
    return f'<span lang={attribute(words.language)} dir="{way}">{text}</span>'
