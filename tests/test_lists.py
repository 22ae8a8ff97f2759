"""What lists tell of releases, of time, and of how to follow them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from lxml import html

from beyan.model.page import Teaser
from beyan.plan import teasers
from beyan.plan.at_hand import AtHand
from beyan.plan.listing import Listed
from tests.conftest import CONFIG, Result, SampleSite, release
from tests.test_photos import photo

Make = Callable[..., SampleSite]

F = "content/releases/2026/2026-03"
TOPICS = "education:\n  name: {az: Təhsil, en: Education}\nlaw:\n  name: {az: Qanun, en: Law}\n"
PEOPLE = "leyla:\n  name: {az: Leyla Əhmədova, en: Leyla Ahmadova}\n"
PHOTOS = "[{file: a.jpg, alt: {az: a, en: a}}, {file: b.jpg, alt: {az: b, en: b}}]"
FACTS = {
    "topics": "[education, law]",
    "participants": "[leyla]",
    "photos": PHOTOS,
    "attachments": "[{file: c.txt, title: {az: c, en: c}}]",
}
FILES: dict[str, str | bytes] = {
    "content/topics.yaml": TOPICS,
    "content/participants.yaml": PEOPLE,
    f"{F}-05-a.az.md": release("A", "2026-03-05", **FACTS),
    f"{F}-05-a.en.md": release("A en", "2026-03-05"),
    f"{F}-05-a/a.jpg": photo(),
    f"{F}-05-a/b.jpg": photo(),
    f"{F}-05-a/c.txt": "mətn",
    f"{F}-04-b.az.md": release(
        "B", "2026-03-04", topics="[law]", corrections="[{date: 2026-03-06, text: Səhv.}]"
    ),
    f"{F}-03-c.az.md": release(
        "C", "2026-03-03", topics="[law]", withdrawn="{date: 2026-03-06, reason: Səhv.}"
    ),
    f"{F}-02-d.az.md": release("D", "2026-03-02"),
    "content/releases/2024/2024-12-30-e.az.md": release("E", "2024-12-30", topics="[law]"),
}
SETTINGS = f"{CONFIG}page_size: 2\n"


def facts(result: Result, address: str) -> dict[str, list[str]]:
    """The titles of the list, each with the parts of its line."""
    page = html.fromstring(result.html(address))
    return {
        item.findtext(".//h2/a") or item.findtext(".//h3/a") or "": [
            " ".join(part.text_content().split())
            for line in item.find_class("facts")
            for part in line
        ]
        for item in page.find_class("teaser")
    }


def text(result: Result, address: str, kind: str) -> list[str]:
    page = html.fromstring(result.html(address))
    return [" ".join(each.text_content().split()) for each in page.find_class(kind)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Result:
    made = SampleSite(tmp_path_factory.mktemp("lists"))
    result = made.change({"site_config.yaml": SETTINGS, **FILES}).build()
    assert not result.report.has_errors, result.lines
    return result


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/az/releases/", {"A": ["Təhsil", "2 foto", "1 fayl", "English"]}),
        ("/az/topics/tehsil/", {"A": ["Qanun", "2 foto", "1 fayl", "English"]}),
        ("/az/topics/qanun/", {"A": ["Təhsil", "2 foto", "1 fayl", "English"]}),
        ("/en/releases/", {"A en": ["Education", "2 photos", "1 file", "Azərbaycan"]}),
        ("/az/releases/", {"B": ["Düzəliş edilib", "Qanun"]}),
        ("/en/releases/", {"B": ["Text in Azərbaycan", "Corrected", "Law"]}),
        ("/az/releases/page/2/", {"C": ["Geri götürülüb"], "D": []}),
    ],
)
def test_a_list_says_in_a_line_what_there_is_to_a_release(
    built: Result, address: str, expected: dict[str, list[str]]
) -> None:
    assert facts(built, address).items() >= expected.items()


@pytest.mark.parametrize("edit", ["a language more", "one less"])
def test_another_language_is_new_on_the_list_at_once(site: Make, edit: str) -> None:
    path, english = f"{F}-05-a.en.md", release("A en", "2026-03-05")
    made = site({f"{F}-05-a.az.md": release("A", "2026-03-05")})
    made.change({} if edit == "a language more" else {path: english}).build()
    made.change({path: english if edit == "a language more" else None})
    result = made.build()
    assert facts(result, "/az/releases/") == {"A": ["English"] if edit == "a language more" else []}
    tree = result.tree()
    assert made.build(uses_cache=False).tree() == tree


def test_a_renamed_topic_is_new_on_every_list_that_names_it_and_on_no_other(site: Make) -> None:
    made = site(FILES, SETTINGS)
    before = made.build().tree()
    topics = TOPICS.replace("Təhsil", "Maarif")
    result = made.change({"content/topics.yaml": topics}).build()
    after = result.tree()
    assert facts(result, "/az/releases/")["A"][0] == "Maarif"
    assert after["az/releases/page/2/index.html"] == before["az/releases/page/2/index.html"]
    assert made.build(uses_cache=False).tree() == after


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/az/releases/", ["4–5 mart 2026 · səhifə 1/3"]),
        ("/az/releases/page/2/", ["2–3 mart 2026 · səhifə 2/3"]),
        ("/en/releases/page/3/", ["December 30, 2024 · page 3 of 3"]),
        ("/az/topics/qanun/2026/", ["4–5 mart 2026 · səhifə 1/2"]),
        ("/az/releases/2024/", []),
    ],
)
def test_a_page_of_a_list_says_when_it_was(
    built: Result, address: str, expected: list[str]
) -> None:
    page = html.fromstring(built.html(address))
    notes = page.xpath("//nav[@class='pager']//p")
    assert [" ".join(each.text_content().split()) for each in notes] == expected


def test_the_neighbours_of_a_page_say_when_they_were(built: Result) -> None:
    page = html.fromstring(built.html("/az/releases/page/2/"))
    ways = page.xpath("//nav[@class='pager']/a")
    assert [(each.get("rel"), each.findtext("span")) for each in ways] == [
        ("prev", "4–5 mart 2026"),
        ("next", "30 dekabr 2024"),
    ]


def test_a_topic_of_more_than_a_page_leads_to_its_years_and_they_to_it(built: Result) -> None:
    topic, year = built.html("/az/topics/qanun/"), built.html("/az/topics/qanun/2024/")
    assert 'href="/az/topics/qanun/2024/"' in topic
    assert 'href="/az/topics/qanun/2026/"' in topic
    assert "<h1>Qanun, 2024</h1>" in year
    steps = html.fromstring(year).xpath("//nav[contains(@class, 'trail')]//a/@href")
    assert steps == ["/az/", "/az/topics/", "/az/topics/qanun/"]
    assert 'hreflang="en" href="https://press.example.org/en/topics/law/2024/"' in year
    assert '<link rel="canonical" href="https://press.example.org/az/topics/qanun/2024/">' in year
    assert "/az/topics/qanun/2024/" in built.html("/sitemap.xml")
    # One page is enough for the other topic.
    assert "az/topics/tehsil/2026/index.html" not in built.files
    assert 'class="years"' not in built.html("/az/topics/tehsil/")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/az/topics/qanun/", "4 açıqlama ilki: 30 dekabr 2024 Yeni açıqlamaları izləyin"),
        ("/en/topics/law/", "4 press releases the first on December 30, 2024 Get new releases"),
        ("/az/participants/leyla/", "1 açıqlama Yeni açıqlamaları izləyin"),
    ],
)
def test_topics_and_people_say_since_when_and_how_many(
    built: Result, address: str, expected: str
) -> None:
    assert text(built, address, "page-note")[0] == expected


def test_a_year_leads_to_its_months_and_shows_a_line_each(built: Result) -> None:
    page = html.fromstring(built.html("/az/releases/2026/"))
    assert [each.get("id") for each in page.find_class("month-name")] == ["month_3"]
    assert page.xpath("//ul[@class='lines']/li/div/a/text()") == list("ABCD")
    assert not page.xpath("//main//img")
    assert not page.find_class("months")  # where there is one, it is in sight


def test_the_page_of_feeds_has_the_feeds_of_all_of_topics_and_of_people(built: Result) -> None:
    page = html.fromstring(built.html("/az/feeds/"))
    links = page.xpath("//main//a/@href")
    for list in ("/az/", "/az/topics/tehsil/", "/az/topics/qanun/", "/az/participants/leyla/"):
        assert {f"{list}{file}" for file in ("feed.xml", "rss.xml", "feed.json")} <= {*links}
    for address in ("/az/topics/qanun/", "/az/participants/leyla/"):
        list_page = html.fromstring(built.html(address))
        (way,) = list_page.xpath("//main//a[contains(@href, '/feeds/')]/@href")
        assert page.get_element_by_id(way.partition("#")[2]).findtext("a")
    assert built.html("/az/releases/").count('<a href="/az/feeds/">') == 1  # in the footer


def test_no_teaser_is_made_again_while_pages_follow_that_show_it(
    site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many releases there are: fewer stay at hand than the lists show, all in all."""
    made: list[str] = []

    def counted(listed: Listed, *shown: Any) -> Teaser:
        made.append(shown[0] + listed.value.slug)
        return make(listed, *shown)

    make = teasers._teaser
    monkeypatch.setattr(teasers, "_teaser", counted)
    monkeypatch.setattr(teasers, "_TEASERS", AtHand[Teaser](30))
    days = [date(2026, 3, 1) - timedelta(days=60 * each) for each in range(100)]
    people = {f"p{each}": f"  name: {{az: Əli {each}, en: Ali {each}}}\n" for each in range(7)}
    files = {
        f"content/releases/{day.year}/{day}-a{number}.{tag}.md": release(
            "A", f"{day}", participants=f"[p{number % 4}, p{4 + number % 3}]"
        )
        for number, day in enumerate(days)
        for tag in ("az", "en")
    }
    files["content/participants.yaml"] = "".join(f"{key}:\n{of}" for key, of in people.items())
    assert not site(files, f"{CONFIG}page_size: 3\nhome_size: 1\n").build(jobs=1).report.has_errors
    assert len(set(made)) == 200
    assert len(made) < 220
