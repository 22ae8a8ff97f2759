from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from beyan.model.diagnostic import Diagnostic
from beyan.model.words import Translations
from beyan.source.dates import moment
from beyan.source.edition import ReleaseForm
from beyan.source.fields import per_language
from beyan.source.strict_yaml import parse
from beyan.source.validation import validate


def read(front_matter: str) -> tuple[ReleaseForm | None, list[Diagnostic]]:
    document, problems = parse(f"title: x\n{front_matter}", "x.az.md")
    assert problems == []
    return validate(ReleaseForm, document)


def form(front_matter: str) -> ReleaseForm:
    found, problems = read(front_matter)
    assert problems == []
    assert found is not None
    return found


def codes(front_matter: str) -> list[str]:
    return [f"{each.code} {each.span.line}:{each.span.column}" for each in read(front_matter)[1]]


@pytest.mark.parametrize(
    ("typed", "day", "at"),
    [
        ("2026-03-05", date(2026, 3, 5), None),
        ("2026-03-05 14:00", date(2026, 3, 5), time(14, 0)),
        ("2026-03-05T14:00:59", date(2026, 3, 5), time(14, 0, 59)),
        ("'2026-03-05'", date(2026, 3, 5), None),
        ("2024-02-29", date(2024, 2, 29), None),
    ],
)
def test_a_date_is_read_with_or_without_its_time(typed: str, day: date, at: time | None) -> None:
    assert form(f"date: {typed}").date == (day, at)


@pytest.mark.parametrize(
    "typed",
    ["05.03.2026", "2026-3-5", "2026-03-05 24:00", "2026-03-05 9:00", "2026-03-05 14:00+15:00",
     "tomorrow", "20260305", "0206-03-05"],
)  # fmt: skip
def test_what_is_not_a_date_is_a_problem_and_not_a_guess(typed: str) -> None:
    assert codes(f"date: {typed}") == ["bad-date 2:7"]


@pytest.mark.parametrize("typed", ["2026-02-30", "2025-02-29", "31.11.2026", "31 noyabr 2026"])
def test_a_day_that_no_calendar_has_is_told_apart(typed: str) -> None:
    assert codes(f"date: {typed}") == ["no-such-day 2:7"]


def test_a_correction_is_of_a_day_or_of_an_hour() -> None:
    for typed in ("2026-03-05", "2026-03-05 10:00", "2026-03-05T10:00+04:00"):
        assert codes(f"corrections: [{{date: {typed}, text: y}}]") == []
    assert codes("corrections: [{date: 10:00, text: y}]") == ["bad-date 2:22"]


@pytest.mark.parametrize(("typed", "views"), [("0", 0), ("1", 1), ("368", 368), ("'12'", 12)])
def test_views_are_a_whole_number(typed: str, views: int) -> None:
    assert form(f"views: {typed}").views == views


@pytest.mark.parametrize(
    "typed", ["0123", "1.234", "1,234", "1 234", "1_000", "-1", "+1", "1e3", "0x10", "٣", "many"]
)
def test_what_yaml_readers_disagree_on_is_not_a_number(typed: str) -> None:
    assert codes(f"views: {typed}") == ["bad-number 2:8"]


@pytest.mark.parametrize("typed", ["yes", "no", "on", "True", "1"])
def test_a_draft_is_true_or_false_in_these_words(typed: str) -> None:
    assert form("draft: true").draft is True
    assert form("draft: false").draft is False
    assert codes(f"draft: {typed}") == ["bad-truth-value 2:8"]


@pytest.mark.parametrize(
    "typed",
    [
        *("old/address", "/a/../b/", "/a/./b/", "//evil.example/", "/a/%2E%2e/b/", "/a#b", "?a=b"),
        *(
            "ftp://example.org/x",
            "https:///x",
            "https:x",
            "/a%0d%0ab",
            "/a%00",
            r"/a\b",
            "mailto:a@b",
        ),
    ],
)
def test_an_alias_is_an_address_that_a_server_can_be_asked_for(typed: str) -> None:
    assert codes(f"aliases: ['{typed}']") == ["bad-alias 2:11"]


@pytest.mark.parametrize(
    ("typed", "alias"),
    [
        ("/old/address/", "/old/address/"),
        ("/index.php", "/index.php"),
        ("/index.php?id=12", "/index.php?id=12"),
        ("/köhnə/ünvan", "/k%C3%B6hn%C9%99/%C3%BCnvan"),
        ("/a b", "/a%20b"),
        ("https://example.org/x", "https://example.org/x"),
    ],
)
def test_an_alias_is_read_as_a_link_has_it(typed: str, alias: str) -> None:
    assert form(f"aliases: ['{typed}']").aliases == [alias]


@pytest.mark.parametrize("typed", ["../x.jpg", "/etc/passwd", "a/../../x.jpg", "C:x.jpg", r"a\b"])
def test_a_file_is_beside_its_release_and_nowhere_else(typed: str) -> None:
    assert codes(f"photos: [{{file: '{typed}'}}]") == ["path-escapes 2:17"]


def test_a_slug_that_cannot_be_an_address_comes_with_one_that_can() -> None:
    _, problems = read("slug: QHT görüşü")
    assert [(each.code, dict(each.values)["better"]) for each in problems] == [
        ("bad-slug", "qht-gorusu")
    ]


def test_words_are_one_text_or_one_for_each_language() -> None:
    people = form("participants: [{name: Rauf, role: {az: üzv, en: member}}]").participants
    assert people is not None
    assert per_language(people[0].name, "az") == Translations.of({"az": "Rauf"})  # type: ignore[union-attr]
    assert per_language(people[0].role, "az") == Translations.of({"az": "üzv", "en": "member"})  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "typed",
    [
        "withdrawn: {date: 2026-03-05, reason: {}}",
        "withdrawn: {date: 2026-03-05, reason: {az: }}",
        "participants: [{name: {}}]",
    ],
)
def test_words_in_no_language_at_all_are_missing_words(typed: str) -> None:
    assert [each.code for each in read(typed)[1]] == ["empty-value"]


def test_keys_that_a_scaffold_left_empty_count_as_not_stated() -> None:
    assert form("summary:\nphotos:\nembargo:\nplace:\n") == form("")


@pytest.mark.parametrize(
    "typed",
    [
        "summary: ''\nplace: \"\"\nslug: ' '",
        "embargo: ''\nexpires: \"\"\nviews: ''\ndraft: ''",
        "topics: ['']\nparticipants: [\"\"]\naliases:\n  - ''\n  - ",
        "photos: [{file: '', alt: {az: '', en: \"\"}}]",
        "withdrawn: {date: '', reason: ''}\ncorrections: [{date: '', text: ''}]",
        "contact:\n  name: ''\n  phone: ''",
    ],
)
def test_empty_quotation_marks_count_as_nothing(typed: str) -> None:
    assert {**dict(form(typed)), "contact": None} == dict(form(""))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("topics: [law, '']", ["empty-value 2:15"]),
        ("participants: [{name: A}, {name: '', role: ''}]", ["empty-value 2:28"]),
        ("withdrawn: {date: 2026-03-06, reason: ''}", ["empty-value 2:31"]),
        ("corrections: [{date: '', text: x}]", ["empty-value 2:16"]),
        ("photos: [{file: '', alt: x}]", ["empty-value 2:11"]),
        ("photos:\n  - file: x.jpg\n  -", ["empty-value 4:4"]),
    ],
)
def test_what_has_to_be_there_may_not_be_empty(typed: str, told: list[str]) -> None:
    assert codes(typed) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("titel: y", [("unknown-key", "")]),
        ("photos: [{file: x.jpg, flie: y}]", [("unknown-key", "")]),
        ("photos: [{flie: x.jpg}]", [("unknown-key", "file")]),
        ("participants: [{nmae: x}]", [("unknown-key", "name")]),
    ],
)
def test_no_hint_leads_to_a_key_that_stands_there_twice(
    typed: str, told: list[tuple[str, str]]
) -> None:
    assert [(each.code, each.suggestion) for each in read(typed)[1]] == told


def test_a_misspelled_key_comes_with_the_right_one() -> None:
    _, problems = read("partisipants: []\nphotos: [{file: x.jpg, captoin: y}]")
    assert {(each.code, each.suggestion, each.span.line) for each in problems} == {
        ("unknown-key", "participants", 2),
        ("unknown-key", "caption", 3),
    }


def test_every_problem_of_a_form_is_found_at_once() -> None:
    found = codes("date: soon\nviews: many\ndraft: perhaps\nslug: Ə\nunknown: key")
    assert sorted(found) == [
        "bad-date 2:7",
        "bad-number 3:8",
        "bad-slug 5:7",
        "bad-truth-value 4:8",
        "unknown-key 6:1",
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("topics: civil-society", "list"),
        ("photos: {file: x.jpg}", "list"),
        ("withdrawn: 2026-03-05", "group of keys"),
        ("participants: [[a]]", "text"),
        ("place: [Bakı]", "text"),
        ("photos: [{file: x.jpg, alt: {az: [a]}}]", "text"),
    ],
)
def test_a_value_of_the_wrong_shape_is_told_the_right_one(typed: str, expected: str) -> None:
    _, problems = read(typed)
    assert [(each.code, dict(each.values)["expected"]) for each in problems] == [
        ("wrong-type", expected)
    ]


def test_a_date_without_a_time_is_midnight_where_the_site_is() -> None:
    baku = ZoneInfo("Asia/Baku")
    found = moment((date(2026, 3, 5), None), baku)
    assert (found.instant, found.has_time) == (datetime(2026, 3, 5, tzinfo=baku), False)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("topics: civil-society", "topics: [civil-society]"),
        ("participants: sabina-aliyeva", "participants: [sabina-aliyeva]"),
        ("photos: hall.jpg", "photos: [{file: hall.jpg}]"),
        ("photos: [hall.jpg]", "photos: [{file: hall.jpg}]"),
        ("withdrawn: true", "withdrawn: {date: …, reason: …}"),
        ("corrections: [Ad düzəldilib]", "corrections: [{date: …, text: …}]"),
        ("contact: Mətbuat", "contact: {name: …}"),
        ("place: [Bakı]", "place: …"),
        ("photos: [{file: x.jpg, alt: {az: [a]}}]", "alt: …"),
    ],
)
def test_a_value_of_the_wrong_shape_is_shown_as_it_should_be_typed(typed: str, shown: str) -> None:
    _, problems = read(typed)
    assert [dict(each.values)["example"] for each in problems] == [shown]
