"""IPTC ninjs 3.1: a release as news agencies read it, and the list of them.

The names follow the schema "ninjs-schema_3.1.json" (camel case; `uri` is the only required one,
and nothing beyond the schema is allowed).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import count
from typing import Any

from beyan.language.cldr import direction
from beyan.model.export import AgencyItem, AgencyList
from beyan.model.media_type import media_type
from beyan.model.page import ContactLines, PhotoFigure, ReleasePage
from beyan.model.words import Words
from beyan.render.exporters.boxes import with_boxes
from beyan.render.exporters.json_text import document
from beyan.render.exporters.tools import Tools, listed, rfc3339, stamp
from beyan.render.pictures import without_downloads

SCHEMA = "https://iptc.org/std/ninjs/ninjs-schema_3.1.json"

_TAG = re.compile(r"<[^>]*>")
# With the spaces and marks up to the next word, which end in the same blank line.
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|blockquote|tr|dt|dd|div)>(?:\s+|<[^>]*>)*")
_LINE_END = re.compile(r"<br>\n?")
_CELL_END = re.compile(r"</t[hd]>\s*(?=<t[hd])")
# A note's number must not run into the word before it: "17:00" with note 1 is not "17:001".
_NOTE_MARK = re.compile(r'<sup id="fnref[^"]*"><a [^>]*>([^<]*)</a></sup>')
_NOTE = re.compile(r'<li id="fn:[^"]*">\s*')
_WAY_BACK = re.compile(r'<a [^>]*class="footnote-backref"[^>]*>[^<]*</a>')
_BLANK_LINES = re.compile(r"\n{3,}")
# All that `str.split` takes for a space, but for the space itself and line ends.
_RARE_SPACE = re.compile(
    "[\t\x0b\x0c\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)


def agency_item(planned: AgencyItem, tools: Tools) -> bytes:
    return document(item(planned, tools))


def agency_list(planned: AgencyList, tools: Tools) -> bytes:
    """Not a part of ninjs: what a client needs to find the items that changed."""
    return document(
        {
            "title": planned.title,
            "language": planned.language,
            "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
            "items": [
                {
                    "uri": entry.id,
                    "href": tools.url(entry.item),
                    "page": tools.url(entry.page),
                    "headline": entry.title,
                    "contentCreated": rfc3339(entry.published),
                    "versionCreated": rfc3339(entry.modified),
                }
                for entry in planned.entries
            ],
        }
    )


def item(planned: AgencyItem, tools: Tools) -> dict[str, Any]:
    """The document as Python values."""
    page = planned.page
    values: dict[str, Any] = {
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "uri": page.id,
        "type": "text",
        "representationType": "full",
        "language": page.text_language,
        "pubStatus": "usable" if page.withdrawn is None else "canceled",
        "firstCreated": rfc3339(page.published),
        "versionCreated": rfc3339(page.modified or page.published),
        "contentCreated": rfc3339(page.published),
        "by": planned.office.text,
        "copyrightHolder": planned.office.text,
        "headlines": [{"role": "main", "contentType": "text/plain", "value": page.title}],
        "infoSources": [{"name": planned.office.text, "role": "originator"}],
        "altIds": [{"role": "web", "value": tools.url(page.address)}],
        "organisations": [_office(planned)],
    }
    if planned.embargoed_until is not None:
        values["embargoedUntil"] = rfc3339(planned.embargoed_until)
        values["pubStatus"] = "withheld"
    if page.place:
        values["located"] = page.place
        values["places"] = [{"name": page.place, "rel": "dateline"}]
    note = "\n".join((*planned.notes, *_editors_note(page)))
    if note:
        values["edNote"] = note
    associations = [*_photos(page, tools), *_attachments(page, tools), *_translations(page, tools)]
    if page.withdrawn is None:
        values |= _content(page, tools)
    if associations:
        values["associations"] = associations
    return values


def plain_text(html: str) -> str:
    """The words of rendered prose, with a blank line between blocks and a line per table row."""
    return _plain(html)[0]


def _plain(html: str) -> tuple[str, int]:
    """`plain_text` and how many words it has."""
    html = without_downloads(html)
    # Few texts have notes or tables, and looking for each kind of mark takes as long as the rest.
    if "footnote" in html:
        html = _WAY_BACK.sub("", html)
        numbers = count(1)
        html = _NOTE.sub(lambda _: f"[{next(numbers)}] ", html)
        html = _NOTE_MARK.sub(r"[\1]", html)
    if "<br>" in html:
        html = _LINE_END.sub("\n", html)
    if "</t" in html:
        html = _CELL_END.sub(" | ", html)
    text = unescape(_TAG.sub("", _BLOCK_END.sub("\n\n", html)))
    # Nearly all texts have single spaces between words already.
    if "  " in text or " \n" in text or "\n " in text or _RARE_SPACE.search(text):
        text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    if "\n\n\n" in text:
        text = _BLANK_LINES.sub("\n\n", text)
    text = text.strip()
    if not text:
        return "", 0
    return text, text.count(" ") + text.count("\n") - text.count("\n\n") + 1


def _content(page: ReleasePage, tools: Tools) -> dict[str, Any]:
    prose = tools.standalone(page.prose, page.text_language, page.address)
    html = with_boxes(prose, page, page.text_language)
    text, words = _plain(html)
    content: dict[str, Any] = {
        "bodies": [
            {
                "role": "main",
                "contentType": "text/html",
                "charCount": len(html),
                "value": html,
            },
            {
                "role": "main",
                "contentType": "text/plain",
                "charCount": len(text),
                "wordCount": words,
                "value": text,
            },
        ]
    }
    described = [("summary", page.summary)] if page.summary else []
    described += [("key-fact", line) for line in page.key_facts]
    if described:
        content["descriptions"] = [
            {"role": role, "contentType": "text/plain", "value": value} for role, value in described
        ]
    took_part = {person.address for person in page.participants if person.address}
    speakers = {quote.person.address: quote.person for quote in page.quotes}
    people = [("participant", person) for person in page.participants]
    people += [("speaker", person) for key, person in speakers.items() if key not in took_part]
    if people:
        content["people"] = [
            {
                "name": person.name.text,
                "rel": rel,
                **({"uri": tools.url(person.address)} if person.address else {}),
                **_role(person.role, person.organisation, page.text_language),
            }
            for rel, person in people
        ]
    if page.topics:
        content["subjects"] = [
            {"name": topic.label.text, "uri": tools.url(topic.address)} for topic in page.topics
        ]
    return content


def _role(role: Words | None, organisation: Words | None, language: str) -> dict[str, Any]:
    """ninjs has no key for what a person is; the free-text identifier says it."""
    said = listed((role, organisation), direction(language))
    return {"literal": said} if said else {}


def _office(planned: AgencyItem) -> dict[str, Any]:
    return {
        "name": planned.office.text,
        "rel": "issuer",
        "contactInfo": list(_contacts(planned.contact, planned.page.text_language)),
    }


def _contacts(contact: ContactLines, language: str) -> Iterator[dict[str, Any]]:
    name = {"name": contact.name.text} if contact.name is not None else {}
    for type, value in (
        ("call-centre", contact.call_centre),
        ("phone", contact.phone),
        ("email", contact.email),
    ):
        if value:
            yield {"type": type, "role": "press", "lang": language, **name, "value": value}
    if contact.address is not None:
        address = {"lines": [contact.address.text]}
        yield {"type": "address", "role": "press", "lang": contact.address.language, **name} | {
            "address": address
        }


def _editors_note(page: ReleasePage) -> Iterator[str]:
    if page.withdrawn is not None:
        yield f"{stamp(page.withdrawn.date)}: {page.withdrawn.reason.text}"
    for correction in page.corrections:
        yield f"{stamp(correction.date)}: {correction.text}"


def _photos(page: ReleasePage, tools: Tools) -> Iterator[dict[str, Any]]:
    for number, photo in enumerate(page.photos, start=1):
        large = photo.renditions.large
        association: dict[str, Any] = {
            "name": f"photo-{number}",
            "rel": "photo",
            "uri": tools.url(photo.address),
            "type": "picture",
            "descriptions": list(_descriptions(photo)),
            "renditions": [
                {
                    "name": "original",
                    "href": tools.url(photo.address),
                    "contentType": media_type(photo.address),
                    "width": photo.width,
                    "height": photo.height,
                },
                {
                    "name": "large",
                    "href": tools.url(large.address),
                    "contentType": large.type,
                    "width": large.width,
                    "height": large.height,
                },
            ],
        }
        if photo.credit is not None:
            association["by"] = photo.credit.text
        yield association


def _descriptions(photo: PhotoFigure) -> Iterator[dict[str, str]]:
    if photo.caption is not None:
        yield {"role": "caption", "contentType": "text/plain", "value": photo.caption.text}
    yield {"role": "alt", "contentType": "text/plain", "value": photo.alt.text}


def _attachments(page: ReleasePage, tools: Tools) -> Iterator[dict[str, Any]]:
    for number, attachment in enumerate(page.attachments, start=1):
        yield {
            "name": f"attachment-{number}",
            "rel": "attachment",
            "uri": tools.url(attachment.address),
            "type": "component",
            "title": attachment.title.text,
            "renditions": [
                {
                    "name": "original",
                    "href": tools.url(attachment.address),
                    "contentType": media_type(attachment.address),
                    **({"sizeInBytes": attachment.size} if attachment.size is not None else {}),
                }
            ],
        }


def _translations(page: ReleasePage, tools: Tools) -> Iterator[dict[str, Any]]:
    for other in page.alternates:
        if other.language != page.language:
            yield {
                "name": f"translation-{other.language}",
                "rel": "translation",
                "uri": tools.url(f"{other.address}release.json"),
                "type": "text",
                "language": other.language,
            }
