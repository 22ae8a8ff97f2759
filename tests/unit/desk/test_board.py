"""The board: a page from values."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from lxml import html

from beyan.console import UI_LANGUAGES
from beyan.desk.board import STYLE, board
from beyan.desk.words import BOARD, STATE_NAMES
from beyan.model.diagnostic import Span, problem
from beyan.model.release import Moment
from beyan.model.status import (
    STATES,
    Broken,
    Cell,
    Draft,
    Expired,
    Missing,
    Outdated,
    Published,
    Row,
    Scheduled,
    Status,
    Withdrawn,
)
from beyan.model.words import Words

NOW = datetime(2026, 12, 9, 20, 30, tzinfo=ZoneInfo("Asia/Baku"))
DUE = NOW.replace(day=10, hour=9, minute=0)


def row(name: str, *cells: Cell) -> Row:
    return Row(f"releases/{name}", Words(f"<{name}> & co", "az"), Moment(NOW), cells)


STATUS = Status(
    NOW,
    ("az", "en"),
    (
        row("broken", Broken("b.az.md"), Withdrawn("w.en.md")),
        row("waits", Scheduled("s.az.md", DUE), Draft("d.en.md", is_translation=True)),
        row("shown", Published("p.az.md"), Outdated("o.en.md", "content/p.az.md")),
        row("alone", Published("q.az.md"), Missing("q.en.md")),
    ),
    (Row("pages/x", Words("X", "az"), None, (Expired("x.az.md", NOW), Draft("x.en.md"))),),
)
PROBLEMS = [
    problem("unknown-topic", Span("b.az.md", 4, 9), key="<law>", suggestion="law"),
    problem("withheld-link", Span("a.az.md", 2, 1), target="x.md"),
]


def page(language: str = "en", **more: str | dict[str, str]) -> html.HtmlElement:
    return html.document_fromstring(board(STATUS, PROBLEMS, language, **more))  # type: ignore[arg-type]


def those(element: html.HtmlElement, tag: str, kind: str) -> list[html.HtmlElement]:
    """The elements of a tag and class."""
    return element.xpath(f"//{tag}[contains(concat(' ', @class, ' '), ' {kind} ')]")  # type: ignore[no-any-return]


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_state_is_told_in_words() -> None:
    found = {text(each) for each in those(page(), "td/*", "state")}
    assert found == set(STATE_NAMES.values())


def test_rows_name_their_files_and_lead_to_their_pages() -> None:
    cells = page(links={"p.az.md": "/az/releases/2026/p/"}).xpath("//td")
    links = {text(each): each.xpath("string(.//a/@href)") for each in cells}
    assert links["Azərbaycan published p.az.md"] == "/az/releases/2026/p/"
    assert [each for each in links.values() if each] == ["/az/releases/2026/p/"]
    assert "English missing beyan translate q.az.md --to en" in links
    assert "English out of date p.az.md has changed. beyan translate o.en.md --diff" in links
    assert "English draft The translation is not finished. d.en.md" in links


def test_what_waits_has_its_hour_and_a_countdown() -> None:
    (waits,) = those(page(), "time", "at")[:1]
    assert waits.get("datetime") == DUE.isoformat()
    assert text(waits).replace("\u202f", " ") == "December 10, 2026, 9:00 AM, in 12 h 30 min"


def test_problems_stand_on_top_with_place_message_and_hint() -> None:
    first, second = page().xpath("//main//ol/li")
    assert (first.get("class"), second.get("class")) == ("error", "warning")
    assert text(first).startswith(
        'b.az.md:4:9 error · unknown-topic no topic "<law>" did you mean "law"?'
    )
    without = html.document_fromstring(board(STATUS, [], "en"))
    assert without.xpath("//ol") == []
    assert "No problems." in text(without)


def test_one_state_can_be_shown_alone() -> None:
    filtered = page(state="missing", here="/x/")
    assert [text(each) for each in those(filtered, "th/span", "title")] == ["<alone> & co"]
    links = {each.get("href"): each.get("aria-current") for each in filtered.xpath("//nav//a")}
    assert links == {"/x/": None} | {
        f"/x/?state={state}": "true" if state == "missing" else None for state in STATES
    }
    assert len(page(state="<unknown>").xpath("//tbody/tr")) == 5


def test_a_plot_of_reads_has_its_place() -> None:
    (place,) = those(page(reads="<h2>Reads</h2><svg><path/></svg>"), "section", "reads")
    assert place.xpath(".//svg/path") != []
    assert those(page(), "section", "reads") == []


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_the_page_speaks_the_officers_language_and_marks_others(language: str) -> None:
    found = page(language)
    assert found.get("lang") == language
    assert {each.get("lang") for each in those(found, "*", "title")} == {"az"}
    plain = text(found)
    if language == "az":
        assert not any(f" {word} " in plain for word in (*BOARD, *STATE_NAMES.values()))
        assert "Mətbuat xidmətinin iş paneli" in plain
        assert "12 saat 30 dəq" in plain


def test_every_word_of_the_template_is_a_phrase_with_translations() -> None:
    from beyan.desk import board as module

    template = (module._FOLDER / "board.html").read_text()
    said = re.findall(r"""say\(["'](.+?)["']\)""", template)
    assert set(said) - set(BOARD) == {"There is nothing yet."}
    assert set(BOARD) <= set(said)


def test_the_page_has_no_script_no_style_of_its_own_and_asks_nobody_else() -> None:
    found = page()
    assert found.xpath("//script | //style | //@style | //*[@onclick]") == []
    assert [each.get("href") for each in found.xpath("//link")] == ["/_desk/desk.css"]
    assert b"http" not in board(STATUS, PROBLEMS, "en")
    assert b"url(" not in STYLE
    assert b"@import" not in STYLE


def test_a_large_site_is_shown_in_parts_and_its_standing_pages_last() -> None:
    rows = tuple(
        row(f"r{number}", Published("p.az.md"), Missing("p.en.md")) for number in range(250)
    )
    large = Status(NOW, ("az", "en"), rows, STATUS.pages)

    def shown(number: int) -> html.HtmlElement:
        return html.document_fromstring(
            board(large, PROBLEMS * 40, "en", page=number, state="missing")
        )

    def titles(found: html.HtmlElement) -> list[str]:
        return [each.text_content() for each in found.find_class("title")]

    assert titles(shown(1)) == [f"<r{number}> & co" for number in range(100)]
    assert titles(shown(3)) == titles(shown(99)) == [f"<r{n}> & co" for n in range(200, 250)]
    links = [link.get("href") for link in shown(2).xpath("//nav[@class='pager']/a")]
    assert links == ["/_desk/?page=1&state=missing", "/_desk/?page=3&state=missing"]
    assert len(shown(1).xpath("//*[@class='problems']//li")) == 50
    assert "The others are shown by beyan check." in shown(1).text_content()


@pytest.mark.parametrize("count", [2, 4, 5, 16])
def test_many_languages_stand_below_their_title(count: int) -> None:
    tags = [
        "az",
        "en",
        "ru",
        "tr",
        "ar",
        "zh-Hans",
        "az-Cyrl",
        "de",
        "fr",
        "es",
        "it",
        "pt-BR",
        "uk",
        "ka",
        "he",
        "fa",
    ][:count]
    cells = [Published(f"a.{tag}.md") for tag in tags]
    status = Status(NOW, tuple(tags), (row("a", *cells),), ())
    shown = html.document_fromstring(board(status, [], "en"))
    (table,) = shown.xpath("//table")
    assert (table.get("class") == "many") == (count > 4)
    # Each cell has the name of its language, because the head of the table is not seen then.
    assert [text(each) for each in shown.xpath("//td/span[@class='language']")] == [
        text(each) for each in shown.xpath("//thead/tr/th[@lang]")
    ]
