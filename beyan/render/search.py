"""A page as the search index takes it in: its text alone, without what stands around it.

Made from the page and not from its HTML, so that a site's own templates, numbers of reads and
neighbours neither show up in what is found nor make the index old.
"""

from __future__ import annotations

from html import escape

from beyan.language.letters import with_stand_ins
from beyan.language.locale import Language
from beyan.model.page import Page, ParticipantLine, ReleasePage, TextPage
from beyan.model.release_summary import digest
from beyan.model.search import needs_segmentation, standing_part, year_part

_MARK = b"search"


def search_key(part: str, document: str) -> bytes:
    """Under which the cache keeps a document; tells the part of the index that it belongs to."""
    return b"\0".join((_MARK, part.encode(), digest(document.encode())))


def part_of(key: bytes) -> str | None:
    """The address of the part; None: the key is not one of a document."""
    mark, _, rest = key.partition(b"\0")
    return rest.partition(b"\0")[0].decode() if mark == _MARK else None


def document(page: Page, prose: str, language: Language) -> tuple[str, str] | None:
    """The part and the document of a page that search finds. `prose` is the text as HTML."""
    match page:
        case ReleasePage():
            return year_part(page.language, page.date.day.year), _release(page, prose, language)
        case TextPage():
            return standing_part(page.language), _document(page, page.title, [prose], {}, {})
        case _:
            return None


def _release(page: ReleasePage, prose: str, language: Language) -> str:
    named = (*page.participants, *(quote.person for quote in page.quotes))
    filters = {
        "year": [str(page.date.day.year)],
        "topic": [_last(link.address) for link in page.topics],
        "participant": list(dict.fromkeys(_last(each.address) for each in named if each.address)),
    }
    shown = {
        "date": page.date.day.isoformat(),
        "day": language.date_long(page.date.day),
        "place": page.place,
    }
    parts = [
        _paragraph(page.lead),
        *map(_paragraph, page.key_facts),
        prose,
        *(_paragraph(each.text.text) for each in page.quotes),
        *(_paragraph(each.text) for each in page.corrections),
        _paragraph("; ".join(dict.fromkeys(map(_person, named)))),
    ]
    if page.withdrawn is not None:
        parts.append(_paragraph(page.withdrawn.reason.text))
    return _document(page, page.title, parts, filters, shown)


def _document(
    page: Page,
    title: str,
    parts: list[str],
    filters: dict[str, list[str]],
    shown: dict[str, str],
) -> str:
    marks = [
        f'<i data-pagefind-filter="{name}:{escape(value)}"></i>'
        for name, values in filters.items()
        for value in values
    ]
    marks += [
        f'<i data-pagefind-meta="{name}:{escape(value)}"></i>'
        for name, value in shown.items()
        if value
    ]
    if "date" in shown:
        marks.append(f'<i data-pagefind-sort="date:{shown["date"]}"></i>')
    # The title is looked into as a page's most weighty field; an excerpt need not repeat it.
    # But only its first word is found there in a language without spaces.
    mark = "" if needs_segmentation(page.text_language) else " data-pagefind-ignore"
    heading = f"<h1{mark}>{escape(title)}</h1>"
    body = "\n".join(["".join(marks), heading, *filter(None, parts)])
    return (
        f'<!DOCTYPE html>\n<html lang="{page.text_language}">\n<body data-pagefind-body>\n'
        f"{with_stand_ins(body, page.language)}\n</body>\n</html>\n"
    )


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _person(person: ParticipantLine) -> str:
    fields = (person.name, person.role, person.organisation)
    return ", ".join(field.text for field in fields if field is not None)


def _last(address: str) -> str:
    """The part of an address that tells topics, and people, apart."""
    return address.rstrip("/").rpartition("/")[2]
