from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from beyan.model.release import EarlierRole, Moment, Person, SourceFile
from beyan.model.words import Translations

BAKU = ZoneInfo("Asia/Baku")


def role(text: str) -> Translations:
    return Translations.of({"az": text})


PERSON = Person(
    key="sabina-aliyeva",
    name=role("Səbinə Əliyeva"),
    role=role("Ombudsman"),
    organisation=Translations(),
    earlier_roles=(
        EarlierRole(until=date(2015, 6, 30), role=role("hakim")),
        EarlierRole(until=date(2019, 11, 28), role=role("prorektor")),
    ),
)


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2010, 1, 1), "hakim"),
        (date(2015, 6, 30), "hakim"),
        (date(2015, 7, 1), "prorektor"),
        (date(2019, 11, 28), "prorektor"),
        (date(2019, 11, 29), "Ombudsman"),
        (date(2026, 3, 5), "Ombudsman"),
    ],
)
def test_an_earlier_role_holds_up_to_and_including_its_last_day(day: date, shown: str) -> None:
    assert PERSON.role_on(day) == role(shown)


def test_a_moment_belongs_to_the_day_of_the_sites_own_clock() -> None:
    assert Moment(datetime(2026, 3, 5, 0, 30, tzinfo=BAKU)).day == date(2026, 3, 5)


def test_a_source_file_is_named_by_the_end_of_its_path() -> None:
    assert SourceFile("/site", "content/releases/2026/x/görüş 1.jpg", "ab", 1).name == "görüş 1.jpg"
