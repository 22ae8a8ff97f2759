from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from beyan.model.diagnostic import Span
from beyan.model.release import Edition, Moment, Prose, Release
from beyan.model.release_summary import ReleaseSummary, microseconds, summarised
from beyan.source.gate import changes, is_visible

BAKU = ZoneInfo("Asia/Baku")
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=BAKU)
MINUTE = timedelta(minutes=1)


def at(instant: datetime) -> Moment:
    return Moment(instant, has_time=True)


def release(**facts: Any) -> ReleaseSummary:
    """Its card, which is what the gate looks at."""
    edition = Edition(
        path="x.az.md", language="az", slug="x", title="x", summary="", prose=Prose("", Span("x"))
    )
    dated = {"date": at(NOON - MINUTE), "editions": (edition,), **facts}
    return summarised(Release(key="x", **dated))


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
