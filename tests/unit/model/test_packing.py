from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyan.model.config import Contact
from beyan.model.diagnostic import Span
from beyan.model.packing import pack
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

_TEXTS = st.text(max_size=6)
_COUNTS = st.integers(0, 9_999)
_ZONES = st.sampled_from([ZoneInfo("Asia/Baku"), ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")])
_WORDS = st.lists(st.tuples(st.sampled_from(["az", "en"]), _TEXTS), max_size=2).map(
    lambda pairs: Translations(tuple(pairs))
)
_FILES = st.builds(SourceFile, _TEXTS, _TEXTS, _TEXTS, _COUNTS, st.lists(_TEXTS).map(tuple))


def _moments() -> st.SearchStrategy[Moment]:
    # Without imaginary ones: the hour that is left out in spring is no instant.
    instants = st.datetimes(
        datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=_ZONES, allow_imaginary=False
    )
    return st.builds(Moment, instants, st.booleans())


def _several(items: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=3).map(tuple)


@st.composite
def _editions(draw: st.DrawFn) -> Edition:
    path = draw(_TEXTS)
    spans = st.builds(Span, st.just(path), _COUNTS, _COUNTS)
    links = _several(st.builds(ProseLink, _TEXTS, spans))
    return Edition(
        path=path,
        language=draw(_TEXTS),
        slug=draw(_TEXTS),
        title=draw(_TEXTS),
        summary=draw(_TEXTS),
        prose=Prose(draw(_TEXTS), draw(spans), draw(links), draw(links), draw(_TEXTS)),
        lead=draw(_TEXTS),
        place=draw(_TEXTS),
        views=draw(st.none() | _COUNTS),
        aliases=draw(_several(_TEXTS)),
        key_facts=draw(_several(_TEXTS)),
        corrections=draw(_several(st.builds(Correction, _moments(), _TEXTS))),
        original=draw(_TEXTS),
        is_outdated=draw(st.booleans()),
        is_waiting=draw(st.booleans()),
    )


_PARTICIPANTS = st.builds(Participant, _TEXTS, _WORDS, _WORDS, _WORDS)
_PORTRAITS = st.builds(Portrait, _FILES, _COUNTS, _COUNTS, st.booleans())
_RELEASES = st.builds(
    Release,
    key=_TEXTS,
    date=_moments(),
    editions=_several(_editions()),
    topics=_several(_TEXTS),
    participants=_several(_PARTICIPANTS),
    quotes=st.tuples() | st.tuples(st.builds(Quote, _PARTICIPANTS, _WORDS, st.none() | _PORTRAITS)),
    photos=_several(
        st.builds(Photo, _FILES, _COUNTS, _COUNTS, st.booleans(), _WORDS, _WORDS, _WORDS)
    ),
    attachments=_several(st.builds(Attachment, _FILES, _WORDS, _COUNTS, _COUNTS)),
    contact=st.none()
    | st.builds(
        Contact,
        name=_WORDS,
        call_centre=_TEXTS,
        phone=_TEXTS,
        email=_TEXTS,
        address=_WORDS,
        hours=_WORDS,
    ),
    embargo=st.none() | _moments(),
    expires=st.none() | _moments(),
    draft=st.booleans(),
    withdrawn=st.none() | st.builds(Withdrawal, _moments(), _WORDS),
    identity=_TEXTS,
    featured=st.booleans(),
)


@given(_RELEASES)
def test_a_packed_release_comes_back_with_everything_in_it(release: Release) -> None:
    back = pack(release).release()
    assert back == release
    # Instants are equal across zones, and equal in both hours of a clock that is set back.
    for before, now in (
        (release.date, back.date),
        (release.embargo, back.embargo),
        (release.expires, back.expires),
    ):
        if before is not None and now is not None:
            assert now.instant.tzinfo is before.instant.tzinfo
            assert now.instant.fold == before.instant.fold


@pytest.mark.parametrize(
    ("kind", "packed"),
    [
        (
            Release,
            "key date editions topics participants quotes photos attachments contact embargo"
            " expires draft withdrawn identity featured",
        ),
        (
            Edition,
            "path language slug title summary prose lead place views aliases key_facts corrections"
            " original is_outdated is_waiting",
        ),
        (Contact, "name call_centre phone email address hours"),
        (Moment, "instant has_time"),
        (Participant, "key name role organisation"),
        (Quote, "person text portrait"),
        (Portrait, "file width height is_transparent"),
        (Photo, "file width height is_transparent alt caption credit"),
        (Attachment, "file title width height"),
        (SourceFile, "root path digest size asks_for"),
        (Correction, "date text"),
        (Withdrawal, "date reason"),
        (Prose, "text span links undescribed html"),
        (ProseLink, "target span"),
        (Span, "path line column"),
        (Translations, "pairs"),
    ],
)
def test_a_new_field_is_to_be_packed_and_drawn_above(kind: Any, packed: str) -> None:
    names = [each.name for each in fields(kind)] if is_dataclass(kind) else list(kind._fields)
    assert names == packed.split()


def test_equal_releases_have_equal_bytes_whatever_objects_they_consist_of() -> None:
    moment = Moment(datetime(2026, 3, 5, tzinfo=ZoneInfo("Asia/Baku")))

    def made(name: str) -> Release:
        edition = Edition(
            path=name,
            language="az",
            slug=name,
            title=name,
            summary=name,
            prose=Prose(name, Span(name), (ProseLink(name, Span(name)),)),
            corrections=(Correction(moment, name),),
        )
        return Release(key=name, date=moment, editions=(edition,), topics=(name, name))

    # The same string each time, which an identifier in the source is; and another each time.
    one, other = made("name"), made("".join(["na", "me"]))
    assert one.topics[0] is not other.topics[0]
    assert pack(one) == pack(other)
