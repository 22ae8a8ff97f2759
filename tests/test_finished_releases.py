"""What journalists finish with: key facts, quotes, portraits, boilerplate, the last update."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest
from click.testing import CliRunner
from lxml import html
from PIL import Image

from beyan.cli import cli
from beyan.render.page import Renderer
from tests.conftest import CONFIG, Result, SampleSite, release

Make = Callable[..., SampleSite]

R = "content/releases/2026/2026-03-05-a"
AZ, EN = f"{R}.az.md", f"{R}.en.md"
PAGE = "/az/releases/2026/a/"
BOILERPLATE = "boilerplate: {az: Qurum <2002> & bu gün., en: The office since 2002.}\n"
PEOPLE = """\
aysel:
  name: {az: Aysel Məmmədova, en: Aysel Mammadova}
  role: {az: Müdir, en: Head}
  organisation: {az: Aparat, en: Office}
  portrait: aysel.png
  earlier_roles: [{until: 2026-03-31, role: {az: Məsləhətçi, en: Adviser}}]
nigar:
  name: {az: Nigar Əliyeva, en: Nigar Aliyeva}
"""
FACTS = '\n  - "Bir <b>fakt</b> & \\"iki\\""\n  - İkinci fakt <!-- {{ qaralama }} -->'
QUOTES = """
  - person: aysel
    text: {az: "Qapımız 5 < 6 & hamıya açıqdır.", en: "Our door is open, 5 < 6."}
  - person: nigar
    text: Yalnız azərbaycanca deyildi."""


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (50, 60), "teal").save(buffer, "PNG")
    return buffer.getvalue()


FILES: dict[str, str | bytes] = {
    "content/participants.yaml": PEOPLE,
    "content/participants/aysel.png": picture(),
    AZ: release("Açıq qapı", key_facts=FACTS, quotes=QUOTES, slug="a"),
    EN: "---\ntitle: Open door\nslug: a\nkey_facts: [One fact]\n---\nText.\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Result:
    made = SampleSite(tmp_path_factory.mktemp("finished") / "site")
    settings = CONFIG.replace("search: false", "search: true") + BOILERPLATE
    return made.change({"site_config.yaml": settings, **FILES}).build()


def main(result: Result, address: str) -> Any:
    return html.fromstring(result.html(address)).find(".//main")


def texts(result: Result, address: str, path: str) -> list[str]:
    found = main(result, address).cssselect(path)
    return [" ".join(each.text_content().split()) for each in found]


# --- the page -------------------------------------------------------------------------------


def test_quotation_marks_are_told_and_what_a_language_lacks(built: Result) -> None:
    told, lacking = built.lines
    assert told.startswith(f"{AZ}:5:5: [straight-quotes] ")
    assert lacking == (
        f"{AZ}:11:11: [words-in-other-language] "
        '"text" is not given in "en" and will be shown in "az"'
    )


def test_key_facts_stand_above_the_text_as_they_were_typed(built: Result) -> None:
    assert texts(built, PAGE, ".key-facts li") == ['Bir <b>fakt</b> & "iki"', "İkinci fakt"]
    assert texts(built, "/en/releases/2026/a/", ".key-facts li") == ["One fact"]
    (prose,) = main(built, PAGE).cssselect("div.prose")
    assert prose.getnext() is None
    assert prose.getprevious().get("class") == "key-facts"


def test_a_quote_has_an_address_a_speaker_and_the_role_of_its_day(built: Result) -> None:
    quotes = main(built, PAGE).cssselect(".quote")
    assert [each.get("id") for each in quotes] == ["quote_1", "quote_2"]
    assert texts(built, PAGE, ".quote blockquote") == [
        "Qapımız 5 < 6 & hamıya açıqdır.",
        "Yalnız azərbaycanca deyildi.",
    ]
    assert texts(built, PAGE, ".speaker") == ["Aysel Məmmədova Məsləhətçi Aparat", "Nigar Əliyeva"]
    assert quotes[1].cssselect(".permalink")[0].get("href") == "#quote_2"


def test_words_of_a_quote_in_another_language_say_so(built: Result) -> None:
    first, second = main(built, "/en/releases/2026/a/").cssselect("blockquote")
    assert first.get("lang") is None
    assert first.text_content() == "Our door is open, 5 < 6."
    assert second.get("lang") == "az"


@pytest.mark.parametrize("tag", ["az", "en"])
def test_a_portrait_stands_beside_the_words_and_on_the_page_of_the_person(
    built: Result, tag: str
) -> None:
    name = {"az": "Portret: Aysel Məmmədova", "en": "Portrait: Aysel Mammadova"}[tag]
    folder = f"/{tag}/participants/aysel/"
    for address in (f"/{tag}/releases/2026/a/", folder):
        (image,) = main(built, address).cssselect(".portrait img")
        assert image.get("alt") == name
        assert image.get("src").startswith(f"{folder}aysel.")
        assert image.get("src").lstrip("/") in built.files
    assert not main(built, f"/{tag}/participants/nigar/").cssselect(".portrait")


def test_whoever_is_quoted_has_the_release_on_their_page(built: Result) -> None:
    for key in ("aysel", "nigar"):
        assert f'href="{PAGE}"' in built.html(f"/az/participants/{key}/")


def test_the_boilerplate_is_at_the_foot_of_the_release(built: Result) -> None:
    assert texts(built, PAGE, ".boilerplate") == ["Qurum <2002> & bu gün."]


def test_structured_data_have_the_quotes(built: Result) -> None:
    (data,) = html.fromstring(built.html(PAGE)).xpath('//script[@type="application/ld+json"]')
    article = next(
        each for each in json.loads(data.text)["@graph"] if each["@type"] == "NewsArticle"
    )
    first = article["hasPart"][0]
    assert first["@id"] == f"https://press.example.org{PAGE}#quote_1"
    assert (first["creator"]["name"], first["creator"]["jobTitle"]) == (
        "Aysel Məmmədova",
        "Məsləhətçi",
    )
    assert article["author"]["name"] == "Nümunə İdarəsi"


# --- other files ----------------------------------------------------------------------------

SAID = (
    'Bir <b>fakt</b> & "iki"',
    "İkinci fakt",
    "Qapımız 5 < 6 & hamıya açıqdır.",
    "Aysel Məmmədova, Məsləhətçi, Aparat",
    "Qurum <2002> & bu gün.",
)


def plain(markup: str) -> str:
    return html.fromstring(f"<div>{markup}</div>").text_content()


@pytest.mark.parametrize("name", ["feed.xml", "rss.xml", "feed.json", "release.json"])
def test_a_program_that_takes_one_text_gets_all_of_it(built: Result, name: str) -> None:
    file = f"{PAGE}{name}" if name == "release.json" else f"/az/{name}"
    text = built.html(file)
    if name == "feed.json":
        bodies = [plain(json.loads(text)["items"][0]["content_html"])]
    elif name == "release.json":
        item = json.loads(text)
        bodies = [plain(item["bodies"][0]["value"]), item["bodies"][1]["value"]]
        assert [each["value"] for each in item["descriptions"] if each["role"] == "key-fact"] == [
            *SAID[:2]
        ]
        assert [(each["rel"], each["name"]) for each in item["people"]] == [
            ("speaker", "Aysel Məmmədova"),
            ("speaker", "Nigar Əliyeva"),
        ]
    else:
        (entry,) = feedparser.parse(text, sanitize_html=False).entries
        bodies = [plain(entry.content[0].value)]
    for body in bodies:
        at = [body.index(each) for each in (*SAID[:2], "Mətn.", *SAID[2:])]
        assert at == sorted(at)
        assert "qaralama" not in body


def test_an_entry_of_a_feed_has_one_alternate_and_its_twins_beside_it(built: Result) -> None:
    own, twin = (f"https://press.example.org/{tag}/releases/2026/a/" for tag in ("az", "en"))
    (entry,) = feedparser.parse(built.html("/az/feed.xml")).entries
    assert entry.link == own
    assert [
        (each.rel, each.href, each.get("hreflang"))
        for each in entry.links
        if each.rel in ("alternate", "related")
    ] == [("alternate", own, "az"), ("related", twin, "en")]
    assert entry.author == "Nümunə İdarəsi (press@example.org)"
    (entry,) = feedparser.parse(built.html("/az/rss.xml")).entries
    assert entry.link == own
    assert [each.href for each in entry.links if each.rel == "related"] == [twin]
    (item,) = json.loads(built.html("/az/feed.json"))["items"]
    assert item["url"] == own
    assert item["_related"] == {"links": [{"url": twin, "language": "en"}]}


def test_a_feed_has_one_alternate_as_well(built: Result) -> None:
    feed = feedparser.parse(built.html("/az/feed.xml")).feed
    links = [each.href for each in feed.links if each.rel == "alternate"]
    assert links == ["https://press.example.org/az/releases/"]


# --- when it was updated --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "shown", "modified"),
    [
        ({}, None, "2026-03-05T00:00:00+04:00"),
        ({"corrections": "[{date: 2026-03-06, text: x}]"}, "2026-03-06", "2026-03-06T00:00"),
        (
            {"corrections": "[{date: 2026-03-06 14:30, text: x}, {date: 2026-03-06, text: y}]"},
            "2026-03-06T14:30:00+04:00",
            "2026-03-06T14:30",
        ),
        (
            {"withdrawn": "{date: 2026-03-07T06:00Z, reason: x}"},
            "2026-03-07T10:00:00+04:00",
            "2026-03-07T10:00",
        ),
    ],
)
def test_page_feed_and_data_agree_on_when_it_was_updated(
    site: Make, keys: dict[str, str], shown: str | None, modified: str
) -> None:
    result = site({f"{R}.az.md": release("A", slug="a", **keys)}).build(strict=True)
    assert result.codes == []
    times = main(result, PAGE).cssselect(".updated time")
    assert [each.get("datetime") for each in times] == ([shown] if shown else [])
    assert f'"dateModified":"{modified}' in result.html(PAGE)
    (entry,) = feedparser.parse(result.html("/az/feed.xml")).entries
    assert entry.updated.startswith(modified)
    assert json.loads(result.html(f"{PAGE}release.json"))["versionCreated"].startswith(modified)


def test_a_correction_of_an_hour_to_come_waits_for_it(site: Make) -> None:
    keys = {"corrections": "[{date: 2026-11-22 18:00, text: Saat düzəldilib.}]"}
    made = site({AZ: release("A", slug="a", **keys)})
    before = made.at(datetime(2026, 11, 22, 13, 59, tzinfo=UTC)).build()
    assert before.codes == ["future-correction"]
    assert "Saat düzəldilib" not in before.html(PAGE)
    after = made.at(datetime(2026, 11, 22, 14, 0, tzinfo=UTC)).build()
    assert after.codes == []
    assert "Saat düzəldilib" in after.html(PAGE)


# --- what is held back, and what is translated ----------------------------------------------


@pytest.mark.parametrize(
    "leak", ["Gizli fakt budur", "Qərarı sabah elan edəcəyik", "aysel.png", "Aysel Məmmədova"]
)
def test_what_a_release_that_is_held_back_says_so_is_looked_for(
    site: Make, monkeypatch: pytest.MonkeyPatch, leak: str
) -> None:
    held = release(
        "Sirli açıqlama",
        key_facts="[Gizli fakt budur]",
        quotes="[{person: aysel, text: Qərarı sabah elan edəcəyik}]",
        embargo="2026-12-10 09:00",
    )
    made = site({**FILES, AZ: held, EN: release("B"), f"{R}b.az.md": release("C", slug="c")})
    made.change({EN: None})
    clean = made.build()
    assert clean.codes == []
    assert not [each for each in clean.files if "aysel" in each]
    real = Renderer.render

    def render(self: Renderer, output: object, **more: bool) -> bytes:
        data = real(self, output, **more)  # type: ignore[arg-type]
        added = f'<p>{leak} <img src="/x/{leak}" alt=""></p></body>'.encode()
        is_page = getattr(output, "path", "") == "az/releases/2026/c/index.html"
        return data.replace(b"</body>", added) if is_page else data

    monkeypatch.setattr(Renderer, "render", render)
    assert {*made.build(uses_cache=False).codes} == {"embargo-leak"}


def translate(made: SampleSite, *arguments: str) -> str:
    command = ["--site", str(made.root), "--ui-lang", "en", "translate", *arguments]
    done = CliRunner().invoke(cli, command, catch_exceptions=False)
    assert (done.exit_code, done.stderr) == (0, ""), done.stderr
    return done.stdout


@pytest.fixture
def original(site: Make) -> SampleSite:
    quotes = "\n  - person: aysel\n    text: Qapı açıqdır.\n  - person: nigar\n    text: Bəli."
    made = site({**FILES, AZ: release(key_facts="[Bir fakt, İki fakt]", quotes=quotes)})
    return made.change({EN: None})


def test_a_translation_begins_with_a_place_for_each_word(original: SampleSite) -> None:
    translate(original, AZ, "--to", "en")
    begun = (original.root / EN).read_text()
    assert "key_facts:\n  # az: Bir fakt\n  -\n  # az: İki fakt\n  -\n" in begun
    assert "  - person: aysel\n    # az: Qapı açıqdır.\n    text:\n" in begun
    assert original.build().codes == []
    original.change({EN: begun.replace("  -\n", "  - One fact\n", 1).replace("<!-- az", "<!--az")})
    half = original.build()
    assert half.codes == []
    assert "en/releases/2026/a/index.html" not in half.files


def test_what_a_translator_sends_back_is_put_in_its_place(original: SampleSite) -> None:
    english = {
        "Bəyanat": "Statement",
        "Bir fakt": "One fact",
        "İki fakt": "Two, facts",
        "Qapı açıqdır.": "The door is open.",
        "Bəli.": "Yes.",
        "Mətn.": "Text.",
    }
    file = original.root.parent / "out.csv"
    translate(original, AZ, "--to", "en", "--export", "csv", "--output", str(file))
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))
    at = {name: number for number, name in enumerate(rows[0])}
    for row in rows[1:]:
        row[at["target"]] = english[row[at["source"]]]
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    file.write_text(written.getvalue(), "utf-8")
    translate(original, "--import", str(file))
    result = original.build()
    assert result.codes == []
    page = "/en/releases/2026/a/"
    assert texts(result, page, ".key-facts li") == ["One fact", "Two, facts"]
    assert texts(result, page, "blockquote") == ["The door is open.", "Yes."]


@pytest.mark.parametrize("key", ["key_facts", "quotes"])
def test_a_translation_is_out_of_date_when_such_a_word_has_changed(
    original: SampleSite, key: str
) -> None:
    translate(original, AZ, "--to", "en")
    path = original.root / EN
    done = "key_facts: [One, Two]\nquotes:\n  - {person: aysel, text: Open.}\n"
    done += "  - {person: nigar, text: Yes.}\n"
    digest = path.read_text().split("translated_from:")[1].partition("---")[0]
    original.change({EN: f"---\ntitle: S\n{done}translated_from:{digest}---\nText.\n"})
    assert original.build().codes == []
    changed = {"key_facts": ("Bir fakt", "Bir yeni fakt"), "quotes": ("Bəli.", "Xeyr.")}[key]
    original.change({AZ: (original.root / AZ).read_text().replace(*changed)})
    assert original.build().codes == ["translation-outdated"]
