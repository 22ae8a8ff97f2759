"""A cached release is fresh while all that decides what is said of it is what it was."""

from __future__ import annotations

import marshal
import os
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from beyan.model.diagnostic import Span, problem
from beyan.model.packing import pack
from beyan.snapshot.inputs import Signature
from beyan.snapshot.releases import (
    CachedRelease,
    Circumstances,
    fresh_again,
    is_fresh,
    problems_of,
    release_of,
    summary_of,
)
from beyan.snapshot.store import Cache, CacheLost
from beyan.snapshot.told import plain_problem, told_again
from tests.unit.plan.conftest import edition, release
from tests.unit.snapshot.conftest import SIGNED, again, cached, damage

AZ, EN = (each.path for each in release().editions)
EDITIONS = (AZ, EN)
PHOTO = "content/releases/2026/2026-03-05-x/x.png"
RELEASE = release(topics=("law",))
CACHED = cached(
    RELEASE,
    files=((AZ, SIGNED, b"az"), (EN, SIGNED, b"en"), (PHOTO, SIGNED, b"photo")),
    people=(("ana", b"ana as she was"),),
    inline=(("Rauf", ""), ("Ana", "ana")),
)
SIGNATURES: Mapping[str, Signature] = {AZ: SIGNED, EN: SIGNED, PHOTO: SIGNED, "other": (1, 1, 1)}


class Names(NamedTuple):
    """The names of a registry."""

    digest: bytes = b"names"
    keys: Mapping[str, str] = {"Ana": "ana"}

    def key_of(self, names: Sequence[str]) -> str:
        (name,) = names
        return self.keys.get(name, "")


def around(root: Path = Path("/nowhere"), **more: Any) -> Circumstances:
    """As it was when the release was read, but for what is given."""
    return Circumstances(
        **{
            "root": root,
            "signatures": SIGNATURES,
            "people": frozenset({("ana", b"ana as she was"), ("rauf", b"anything")}),
            "topics": {"law", "trade"},
            "names": Names(),
            "now": 150,
            **more,
        }
    )


# What changed, and whether a release may be as it was all the same.
OTHER: Signature = (6, 1, 1)
FRESH: Mapping[str, Mapping[str, Any]] = {
    "nothing": {},
    "first instant": {"now": 100},
    "last instant but one": {"now": 199},
    "another file": {"signatures": {**SIGNATURES, "other": (2, 2, 2), "more": (1, 1, 1)}},
    "another person": {"people": frozenset({("ana", b"ana as she was"), ("new", b"x")})},
    "another topic": {"topics": {"law"}},
    "registry with errors": {"people": None, "topics": ()},
}
OUTDATED: Mapping[str, Mapping[str, Any]] = {
    "before its first instant": {"now": 99},
    "at its last instant": {"now": 200},
    "person changed": {"people": frozenset({("ana", b"ana as she is")})},
    "person gone": {"people": frozenset({("rauf", b"anything")})},
    "topic gone": {"topics": {"trade"}},
}
OTHER_FILES: Mapping[str, Mapping[str, Any]] = {
    "other text": {"signatures": {**SIGNATURES, AZ: OTHER}},
    "other photo": {"signatures": {**SIGNATURES, PHOTO: OTHER}},
    "photo gone": {"signatures": {AZ: SIGNED, EN: SIGNED}},
    "young text": {"signatures": {**SIGNATURES, EN: None}},
}


@pytest.mark.parametrize("change", FRESH)
def test_a_release_is_fresh_while_it_is_not_concerned(change: str) -> None:
    assert is_fresh(CACHED, EDITIONS, around(**FRESH[change]))


@pytest.mark.parametrize("change", [*OUTDATED, *OTHER_FILES])
def test_a_release_is_outdated_when_something_of_it_changed(change: str) -> None:
    now = around(**{**OUTDATED, **OTHER_FILES}[change])
    assert not is_fresh(CACHED, EDITIONS, now)


@pytest.mark.parametrize("editions", [(AZ,), (AZ, EN, "x.ru.md"), ()])
def test_a_release_with_more_or_fewer_editions_is_outdated(
    editions: tuple[str, ...], checkout: Path
) -> None:
    assert not is_fresh(CACHED, editions, around())
    assert fresh_again(signed(), editions, around(checkout)) is None


def test_a_release_of_files_that_were_too_young_is_never_fresh() -> None:
    """Though they are still the same as far as anybody can tell."""
    young = CACHED._replace(files=((AZ, None, b"az"), *CACHED.files[1:]))
    assert not is_fresh(young, EDITIONS, around())
    assert not is_fresh(young, EDITIONS, around(signatures={**SIGNATURES, AZ: None}))


def test_other_names_in_the_registry_are_no_small_matter() -> None:
    """A new entry may stand in an old text, which is then to be told."""
    assert not is_fresh(CACHED, EDITIONS, around(names=Names(b"other names")))


# --- with files that have other signatures ----------------------------------------------------

TEXTS = {AZ: b"az text", EN: b"en text", PHOTO: b"photo"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for path, data in TEXTS.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def signed() -> CachedRelease:
    """The release with the digests of the files in the checkout."""
    return CACHED._replace(
        files=tuple((path, SIGNED, sha256(data).digest()) for path, data in TEXTS.items())
    )


ELSEWHERE: Mapping[str, Signature] = {AZ: OTHER, EN: None, PHOTO: OTHER}


def test_a_copied_checkout_is_known_by_its_bytes(checkout: Path) -> None:
    now = around(checkout, signatures=ELSEWHERE)
    found = fresh_again(signed(), EDITIONS, now)
    assert found is not None
    assert [each[:2] for each in found.files] == [(AZ, OTHER), (EN, None), (PHOTO, OTHER)]
    assert found._replace(files=()) == CACHED._replace(files=())
    # From now on without opening any, as soon as all are trusted.
    assert not is_fresh(found, EDITIONS, now)
    trusted = fresh_again(found, EDITIONS, around(checkout, signatures={**ELSEWHERE, EN: OTHER}))
    assert trusted is not None
    assert is_fresh(trusted, EDITIONS, around(signatures={**ELSEWHERE, EN: OTHER}))


@pytest.mark.parametrize("path", TEXTS)
@pytest.mark.parametrize("how", ["gone", "cut", "other bytes"])
def test_a_checkout_with_another_file_is_another(checkout: Path, path: str, how: str) -> None:
    damage(checkout / path, how)
    assert fresh_again(signed(), EDITIONS, around(checkout, signatures=ELSEWHERE)) is None


def test_files_whose_signatures_are_the_same_are_not_opened(checkout: Path) -> None:
    for path in (EN, PHOTO):
        os.unlink(checkout / path)
    assert fresh_again(signed(), EDITIONS, around(checkout, signatures={**SIGNATURES, AZ: OTHER}))


def test_a_file_that_was_too_young_is_opened_once_more(checkout: Path) -> None:
    """Its old signature says nothing, even if it is the same now."""
    young = signed()._replace(files=tuple((path, None, each) for path, _, each in signed().files))
    assert fresh_again(young, EDITIONS, around(checkout)) == signed()
    (checkout / AZ).write_bytes(b"edited")
    doubtful = around(checkout, signatures=dict.fromkeys(TEXTS))
    assert fresh_again(young, EDITIONS, doubtful) is None


@pytest.mark.parametrize("change", OUTDATED)
def test_the_same_bytes_are_no_reason_when_something_else_changed(
    checkout: Path, change: str
) -> None:
    assert fresh_again(signed(), EDITIONS, around(checkout, **OUTDATED[change])) is None


@pytest.mark.parametrize("change", FRESH)
def test_the_same_bytes_are_enough_when_nothing_else_changed(checkout: Path, change: str) -> None:
    now = {**FRESH[change], "signatures": ELSEWHERE}
    assert fresh_again(signed(), EDITIONS, around(checkout, **now)) is not None


@pytest.mark.parametrize(
    ("keys", "stays"),
    [
        ({"Ana": "ana"}, True),
        ({"Ana": "ana", "Somebody": "else"}, True),
        ({"Ana": "ana", "Rauf": "rauf"}, False),
        ({}, False),
        ({"Ana": "another-ana"}, False),
    ],
)
def test_new_names_matter_where_they_are_those_of_people_written_in_place(
    checkout: Path, keys: Mapping[str, str], stays: bool
) -> None:
    now = around(checkout, names=Names(b"other names", keys))
    assert (fresh_again(signed(), EDITIONS, now) is not None) == stays
    # While the registries have errors, nothing is said against it.
    assert fresh_again(
        signed(), EDITIONS, around(checkout, names=Names(b"other names", keys), people=None)
    )


# --- what is kept of it -----------------------------------------------------------------------


def test_summary_and_release_come_back_as_they_were(cache: Cache) -> None:
    shown = release(edition("az", "gorus"), edition("en", "meeting"), topics=("law",))
    kept = cached(shown, blob=cache.put(marshal.dumps(tuple(pack(shown)))))
    kept = CachedRelease(*marshal.loads(marshal.dumps(tuple(kept))))
    assert release_of(kept, again(cache)) == shown
    summary = summary_of(kept)
    assert (summary.key, summary.topics) == (shown.key, ("law",))
    assert [each.slug for each in summary.editions] == ["gorus", "meeting"]


def test_a_release_whose_text_is_lost_is_told_as_lost(cache: Cache) -> None:
    with pytest.raises(CacheLost):
        release_of(CACHED, cache)


def test_problems_come_back_as_they_were() -> None:
    found = (
        problem("dead-link", Span("a.az.md", 3, 5), target="yox", suggestion="x"),
        problem("summary-missing", Span("a.az.md")),
    )
    assert problems_of(CACHED._replace(problems=tuple(map(plain_problem, found)))) == found
    assert tuple(told_again(plain_problem(each)) for each in found) == found
