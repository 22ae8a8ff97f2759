from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from beyan.model.diagnostic import Span
from beyan.model.release import Edition, Moment, Prose, Release, StandingPage
from beyan.model.release_summary import ReleaseSummary, microseconds, summarised
from beyan.source.gate import changes, finished, finished_page, is_visible

BAKU = ZoneInfo("Asia/Baku")
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=BAKU)
MINUTE = timedelta(minutes=1)


def at(instant: datetime) -> Moment:
    return Moment(instant, has_time=True)


def edition(language: str = "az", *, is_waiting: bool = False) -> Edition:
    path = f"x.{language}.md"
    return Edition(
        path=path,
        language=language,
        slug="x",
        title="x",
        summary="",
        prose=Prose("", Span(path)),
        is_waiting=is_waiting,
    )


def release(*, awaited: datetime | None = None, **facts: Any) -> ReleaseSummary:
    """Its card, which is what the gate looks at."""
    dated = {"date": at(NOON - MINUTE), "editions": (edition(),), **facts}
    then = microseconds(awaited) if awaited is not None else None
    return summarised(Release(key="x", **dated), awaited=then)


@pytest.mark.parametrize(
    ("facts", "visible"),
    [
        ({}, True),
        ({"draft": True}, False),
        ({"date": at(NOON + MINUTE)}, False),
        ({"date": at(NOON)}, True),
        ({"embargo": at(NOON + MINUTE)}, False),
        ({"embargo": at(NOON)}, True),
        ({"expires": at(NOON + MINUTE)}, True),
        ({"expires": at(NOON)}, False),
        ({"embargo": at(NOON - MINUTE), "expires": at(NOON + MINUTE)}, True),
        ({"embargo": at(NOON - MINUTE), "draft": True}, False),
        ({"embargo": at(NOON - MINUTE), "date": at(NOON + MINUTE)}, False),
    ],
)
def test_a_release_is_public_from_date_and_embargo_until_it_expires(
    facts: dict[str, Any], visible: bool
) -> None:
    assert is_visible(release(**facts), microseconds(NOON)) is visible


def test_the_gate_compares_instants_whatever_zone_the_clock_shows() -> None:
    embargoed = release(embargo=at(NOON))
    noon = NOON.astimezone(ZoneInfo("America/New_York"))
    before = (NOON - MINUTE).astimezone(ZoneInfo("Asia/Tokyo"))
    assert is_visible(embargoed, microseconds(noon))
    assert not is_visible(embargoed, microseconds(before))


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({}, None),
        ({"draft": True, "embargo": at(NOON + MINUTE)}, None),
        ({"embargo": at(NOON + MINUTE)}, NOON + MINUTE),
        ({"date": at(NOON + 2 * MINUTE), "embargo": at(NOON + MINUTE)}, NOON + 2 * MINUTE),
        ({"expires": at(NOON + MINUTE)}, NOON + MINUTE),
        ({"embargo": at(NOON + 2 * MINUTE), "expires": at(NOON + MINUTE)}, None),
        ({"expires": at(NOON - timedelta(seconds=1))}, None),
    ],
)
def test_the_next_change_is_when_something_opens_or_closes(
    facts: dict[str, Any], due: datetime | None
) -> None:
    to_come = [each for each in changes(release(**facts)) if each > microseconds(NOON)]
    found = min(to_come, default=None)
    assert found == (microseconds(due) if due is not None else None)


@pytest.mark.parametrize(
    ("facts", "instants"),
    [
        # It opens and closes at once: readers never see it.
        ({"expires": at(NOON - MINUTE)}, []),
        ({"expires": at(NOON)}, [NOON - MINUTE, NOON]),
        ({"awaited": NOON}, [NOON - MINUTE, NOON]),
        ({"awaited": NOON, "expires": at(NOON + MINUTE)}, [NOON - MINUTE, NOON + MINUTE, NOON]),
        # Nobody sees a correction that comes before the release, or after it is gone.
        ({"awaited": NOON - 2 * MINUTE}, [NOON - MINUTE]),
        ({"awaited": NOON + MINUTE, "expires": at(NOON)}, [NOON - MINUTE, NOON]),
        ({"awaited": NOON, "draft": True}, []),
    ],
)
def test_a_correction_is_a_change_where_readers_see_it(
    facts: dict[str, Any], instants: list[datetime]
) -> None:
    assert list(changes(release(**facts))) == list(map(microseconds, instants))


DONE, WAITING = edition("az"), edition("en", is_waiting=True)
ALSO_DONE = edition("ar")


@pytest.mark.parametrize(
    ("editions", "languages"),
    [
        ((DONE,), ["az"]),
        ((DONE, WAITING), ["az"]),
        ((WAITING, DONE, ALSO_DONE), ["az", "ar"]),
        ((WAITING,), None),
    ],
)
def test_a_translation_that_is_being_written_is_held_back_alone(
    editions: tuple[Edition, ...], languages: list[str] | None
) -> None:
    found = finished(release(editions=editions))
    assert (found and [each.language for each in found.editions]) == languages
    page = finished_page(StandingPage(key="about", order=1, editions=editions))
    assert (page and [each.language for each in page.editions]) == languages
    assert page is None or (page.key, page.order) == ("about", 1)


def test_a_draft_is_held_back_with_all_its_translations() -> None:
    assert finished(release(draft=True, editions=(DONE, ALSO_DONE))) is None


def test_what_is_finished_stays_the_same_value() -> None:
    """Nothing is copied for the many texts that wait for nobody."""
    whole, page = release(), StandingPage(key="about", order=None, editions=(DONE, ALSO_DONE))
    assert finished(whole) is whole
    assert finished_page(page) is page
