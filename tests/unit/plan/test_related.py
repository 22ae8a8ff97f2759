from collections.abc import Mapping, Sequence

from beyan.model.page import ReleasePage
from beyan.model.release import Withdrawal
from beyan.model.release_summary import ReleaseSummary
from beyan.model.words import Translations
from beyan.plan.plan import plan_pages
from beyan.plan.related import SHOWN, Relations
from tests.unit.plan.conftest import (
    edition,
    pages,
    participant,
    person,
    release,
    site,
    topic,
)

ANA, RAUF = participant("ana", az="Ana"), participant("rauf", az="Rauf")


def summaries(*releases: tuple[int, Mapping[str, object]]) -> Sequence[ReleaseSummary]:
    """Newest first: the day of March, and facts."""
    made = (
        release(edition("az", slug=f"r{number}"), day=f"2026-03-{day:02}", **facts)
        for number, (day, facts) in enumerate(releases)
    )
    return site(*made).summaries


def test_what_shares_more_comes_first_and_a_topic_tells_more_than_a_person() -> None:
    both = {"topics": ("law",), "participants": (ANA,)}
    relations = Relations(
        summaries(
            (30, both),
            (29, {"participants": (ANA,)}),
            (28, {"topics": ("law",)}),
            (27, both),
            (26, {"topics": ("health",), "participants": (RAUF,)}),
        )
    )
    assert relations.of(0) == [3, 2, 1]
    assert relations.of(4) == []


def test_of_those_that_share_as_much_the_nearest_in_time_come_first() -> None:
    law = {"topics": ("law",)}
    relations = Relations(summaries(*((day, law) for day in (30, 20, 18, 17, 10))))
    assert relations.of(2) == [3, 1, 4]
    assert Relations(summaries(*((day, law) for day in (20, 18, 16)))).of(1) == [0, 2]


def test_a_person_who_is_named_twice_counts_once() -> None:
    relations = Relations(
        summaries(
            (30, {"topics": ("law",), "participants": (ANA, ANA)}),
            (20, {"participants": (ANA, ANA)}),
            (10, {"topics": ("law",)}),
        )
    )
    assert relations.of(0) == [2, 1]


def test_withdrawn_releases_are_related_to_nothing() -> None:
    withdrawn = Withdrawal(release().date, Translations())
    law = {"topics": ("law",)}
    relations = Relations(summaries((30, law), (20, {**law, "withdrawn": withdrawn}), (10, law)))
    assert relations.of(0) == [2]
    assert relations.of(1) == []


def test_a_new_release_changes_nothing_far_from_it() -> None:
    """Or each one would change every page of its topic."""
    law = {"topics": ("law",)}
    many = summaries(*((1 + day // 3, law) for day in reversed(range(60))))
    before, after = Relations(many[1:]), Relations(many)
    changed = [
        number
        for number in range(1, 60)
        if before.of(number - 1) != [other - 1 for other in after.of(number)]
    ]
    assert set(changed) <= {1, 2, 3, 4}
    assert all(len(after.of(number)) == SHOWN for number in range(60))


def test_a_page_names_related_releases_of_its_own_language_only() -> None:
    law = {"topics": ("law",)}
    plan = plan_pages(
        site(
            release(edition("az", slug="c"), edition("en", slug="c"), day="2026-03-03", **law),
            release(edition("az", slug="b"), day="2026-03-02", **law),
            release(edition("az", slug="a"), edition("en", slug="a"), day="2026-03-01", **law),
            topics=(topic("law", az="Hüquq", en="Law"),),
            people=(person("ana", az="Ana"),),
        )
    )
    found = pages(plan)
    azerbaijani, english = (found[f"/{tag}/releases/2026/c/"] for tag in ("az", "en"))
    assert isinstance(azerbaijani, ReleasePage)
    assert isinstance(english, ReleasePage)
    assert [each.title.text for each in azerbaijani.related] == ["b az", "a az"]
    assert [each.address for each in english.related] == ["/en/releases/2026/a/"]
    assert english.related[0].date.day.isoformat() == "2026-03-01"
