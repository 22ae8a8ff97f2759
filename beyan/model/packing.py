"""Releases as the plain values that `marshal` writes: how they are kept between builds.

Pickle would know by itself what a release consists of, but it calls back for each of the sixty
named tuples in it: written and read again, a release takes three times as long. Of places in a text
only line and column are packed: their file is the text's own.
"""

from __future__ import annotations

import marshal
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from beyan.model.config import Contact
from beyan.model.diagnostic import Span
from beyan.model.release import (
    Attachment,
    Correction,
    Edition,
    Moment,
    Participant,
    Photo,
    Portrait,
    Prose,
    ProseLink,
    Quote,
    Release,
    SourceFile,
    Withdrawal,
)
from beyan.model.words import Translations

# The last version of the format that does not tell equal strings from the same string.
BY_VALUE = 2


class PackedRelease(NamedTuple):
    """The facts and each edition, apart: so each has a digest that tells whether it changed."""

    facts: bytes
    editions: tuple[bytes, ...]

    def release(self) -> Release:
        (
            key, date, topics, participants, photos, attachments, contact, embargo, expires, draft,
            withdrawn, identity, quotes, featured,
        ) = marshal.loads(self.facts)  # fmt: skip
        return Release(
            key=key,
            date=_moment(date),
            editions=tuple([_edition(marshal.loads(each)) for each in self.editions]),
            topics=topics,
            participants=tuple([_participant(*values) for values in participants]),
            photos=tuple(map(photo_of, photos)),
            attachments=tuple(map(_attachment, attachments)),
            contact=contact and _contact(*contact),
            embargo=embargo and _moment(embargo),
            expires=expires and _moment(expires),
            draft=draft,
            withdrawn=withdrawn and _withdrawal(*withdrawn),
            identity=identity,
            quotes=tuple([_quote(*values) for values in quotes]),
            featured=featured,
        )


def pack(release: Release) -> PackedRelease:
    return PackedRelease(
        marshal.dumps(_facts(release), BY_VALUE),
        tuple([marshal.dumps(_edition_values(each), BY_VALUE) for each in release.editions]),
    )


def plain(value: Any) -> Any:
    """The value with every named tuple in it as a tuple that `marshal` takes."""
    if not isinstance(value, tuple):
        return value
    # A summary has a hundred values, few of which are tuples.
    return tuple([plain(each) if isinstance(each, tuple) else each for each in value])


def photo_of(values: tuple[Any, ...]) -> Photo:
    """The photo of which `plain` made these values."""
    file, width, height, is_transparent, *words = values
    alt, caption, credit = (Translations(pairs) for (pairs,) in words)
    return Photo(SourceFile(*file), width, height, is_transparent, alt, caption, credit)


def _facts(release: Release) -> tuple[Any, ...]:
    contact, withdrawn = release.contact, release.withdrawn
    return (
        release.key,
        _moment_values(release.date),
        release.topics,
        tuple([_participant_values(each) for each in release.participants]),
        plain(release.photos),
        plain(release.attachments),
        contact
        and (
            contact.name.pairs,
            contact.call_centre,
            contact.phone,
            contact.email,
            contact.address.pairs,
            contact.hours.pairs,
        ),
        release.embargo and _moment_values(release.embargo),
        release.expires and _moment_values(release.expires),
        release.draft,
        withdrawn and (_moment_values(withdrawn.date), withdrawn.reason.pairs),
        release.identity,
        tuple(
            [
                (_participant_values(each.person), each.text.pairs, plain(each.portrait))
                for each in release.quotes
            ]
        ),
        release.featured,
    )


def _moment_values(moment: Moment) -> tuple[str, int, str, bool]:
    instant, has_time = moment
    zone = instant.tzinfo
    assert isinstance(zone, ZoneInfo), "moments are in the site's zone"
    return (instant.replace(tzinfo=None).isoformat(), instant.fold, zone.key, has_time)


def _moment(values: tuple[str, int, str, bool]) -> Moment:
    clock, fold, zone, has_time = values
    return Moment(datetime.fromisoformat(clock).replace(tzinfo=ZoneInfo(zone), fold=fold), has_time)


def _participant_values(person: Participant) -> tuple[Any, ...]:
    return (person.key, person.name.pairs, person.role.pairs, person.organisation.pairs)


def _quote(person: Any, text: Any, portrait: Any) -> Quote:
    return Quote(_participant(*person), Translations(text), portrait and _portrait(*portrait))


def _portrait(file: Any, width: int, height: int, is_transparent: bool) -> Portrait:
    return Portrait(SourceFile(*file), width, height, is_transparent)


def _participant(key: str, name: Any, role: Any, organisation: Any) -> Participant:
    return Participant(key, Translations(name), Translations(role), Translations(organisation))


def _attachment(values: tuple[Any, ...]) -> Attachment:
    file, (title,), width, height = values
    return Attachment(SourceFile(*file), Translations(title), width, height)


def _contact(
    name: Any, call_centre: str, phone: str, email: str, address: Any, hours: Any
) -> Contact:
    return Contact(
        name=Translations(name),
        call_centre=call_centre,
        phone=phone,
        email=email,
        address=Translations(address),
        hours=Translations(hours),
    )


def _withdrawal(moment: Any, reason: Any) -> Withdrawal:
    return Withdrawal(_moment(moment), Translations(reason))


def _edition_values(edition: Edition) -> tuple[Any, ...]:
    text, (_, line, column), links, undescribed, html = edition.prose
    return (
        edition.path,
        edition.language,
        edition.slug,
        edition.title,
        edition.summary,
        (text, line, column, _link_values(links), _link_values(undescribed), html),
        edition.lead,
        edition.place,
        edition.views,
        edition.aliases,
        edition.key_facts,
        tuple([(_moment_values(moment), note) for moment, note in edition.corrections]),
        edition.original,
        edition.is_outdated,
        edition.is_waiting,
    )


def _edition(values: tuple[Any, ...]) -> Edition:
    (
        path, language, slug, title, summary, prose, lead, place, views, aliases, key_facts,
        corrections, original, is_outdated, is_waiting,
    ) = values  # fmt: skip
    text, line, column, links, undescribed, html = prose
    span = Span(path, line, column)
    return Edition(
        path=path,
        language=language,
        slug=slug,
        title=title,
        summary=summary,
        prose=Prose(text, span, _links(path, links), _links(path, undescribed), html),
        lead=lead,
        place=place,
        views=views,
        aliases=aliases,
        key_facts=key_facts,
        corrections=tuple([Correction(_moment(values), note) for values, note in corrections]),
        original=original,
        is_outdated=is_outdated,
        is_waiting=is_waiting,
    )


def _link_values(links: tuple[ProseLink, ...]) -> tuple[tuple[str, int, int], ...]:
    """All are of one text, whose path is told once."""
    return tuple([(target, line, column) for target, (_, line, column) in links])


def _links(path: str, values: tuple[tuple[str, int, int], ...]) -> tuple[ProseLink, ...]:
    return tuple([ProseLink(target, Span(path, line, column)) for target, line, column in values])
