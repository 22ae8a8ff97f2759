"""What the search index gets of a page."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from beyan.language.locale import Language
from beyan.language.stems import BETWEEN_TERMS, stemmer
from beyan.model.page import (
    NO_PROSE,
    ContactLines,
    CorrectionNote,
    Link,
    ParticipantLine,
    PhotoFigure,
    ReleasePage,
    TextPage,
)
from beyan.model.picture import Format, Renditions
from beyan.model.release import Moment
from beyan.model.search import SearchDocument
from beyan.model.words import Words
from beyan.render.search import document, part_of, search_key

DAY = datetime(2026, 3, 5, tzinfo=ZoneInfo("Asia/Baku"))
RELEASE = ReleasePage(
    address="/az/releases/2026/qebul/",
    language="az",
    text_language="az",
    canonical="/az/releases/2026/qebul/",
    id="tag:x",
    title="Qəbul & görüş",
    date=Moment(DAY),
    published=DAY,
    place="Bakı",
    contact=ContactLines(None, "916", "", "", None),
    year="/az/releases/2026/",
    newer=Link(Words("Yeni açıqlama", "az"), "/az/x/"),
    older=None,
    lead="Giriş.",
    views=368,
    participants=(
        ParticipantLine(Words("Aysel", "az"), Words("rəis", "az"), None, "/az/participants/aysel/"),
        ParticipantLine(Words("Qonaq", "az"), None, None, ""),
    ),
    topics=(Link(Words("Uşaqlar", "az"), "/az/topics/usaqlar/"),),
    photos=(
        PhotoFigure(
            "/a.jpg",
            1,
            1,
            Words("Təsvir", "az"),
            Words("Altyazı", "az"),
            None,
            Renditions("/a", 1, 1, (1,), Format.JPEG),
        ),
    ),
    corrections=(CorrectionNote(Moment(datetime(2026, 3, 6, tzinfo=UTC)), "Rəqəm düzəldildi."),),
)
LANGUAGE = Language("az")


def found_of(page: ReleasePage | TextPage, prose: str = "<p>Mətn.</p>") -> SearchDocument:
    found = document(page, prose, LANGUAGE)
    assert found is not None
    return SearchDocument(*json.loads(found[1]))


def test_a_release_is_in_the_part_of_its_year_with_its_filters() -> None:
    found = document(RELEASE, "<p>Mətn.</p>", LANGUAGE)
    assert found is not None
    assert found[0] == "/search-index/az/2026/"
    of = found_of(RELEASE)
    assert (of.day, of.shown_day, of.place) == ("2026-03-05", "5 mart 2026", "Bakı")
    assert [*of.topics, *of.people] == ["usaqlar", "aysel"]


def test_lead_text_corrections_and_people_are_in_its_text() -> None:
    found = found_of(RELEASE)
    assert found.title == "Qəbul & görüş"
    assert found.text == "Giriş.\nMətn.\nRəqəm düzəldildi.\nAysel, rəis; Qonaq"


def weights_of(page: ReleasePage | TextPage, prose: str = "<p>Mətn.</p>") -> dict[str, int]:
    found = found_of(page, prose)
    return dict(zip(found.terms.split(BETWEEN_TERMS), found.weights, strict=True))


def test_a_title_counts_more_than_a_name_and_that_more_than_the_text() -> None:
    terms = weights_of(RELEASE)
    weights = [terms[stemmer("az").terms(word)[0]] for word in ("Qəbul", "Aysel", "Mətn")]
    assert weights == sorted({*weights}, reverse=True)
    often = weights_of(RELEASE, "<p>Mətn mətnin mətnlər.</p>")
    assert often["mətn"] > terms["mətn"]


@pytest.mark.parametrize(
    ("prose", "text"),
    [
        ("<p>Azad<b>lıq</b> və <em>hüquq</em>.</p><p>Bir</p>", "Azadlıq və hüquq.\nBir"),
        ("<ul><li>bir</li><li>iki</li></ul>", "bir\niki"),
        ("<table><tr><td>bir</td><td>iki</td></tr></table>", "bir\niki"),
        ('<p>Söz<sup id="a"><a class="footnote-ref" href="#b">1</a></sup>.</p>', "Söz."),
        ('<p>Qeyd &amp; şərh <a class="footnote-backref" href="#a">↩</a></p>', "Qeyd & şərh"),
        ("<p>Qo\u00adnaqlar&shy; \u200b</p>", "Qonaqlar"),
        ("<p>bir<br>iki</p>\n<pre>üç\n  dörd</pre>", "bir\niki\nüç\ndörd"),
        ("<p> bir\xa0iki  üç\tdörd\u2028</p>\n\n<p></p>", "bir iki üç dörd"),
    ],
)
def test_the_text_is_what_is_read_of_it(prose: str, text: str) -> None:
    page = replace(RELEASE, lead="", corrections=(), participants=())
    assert found_of(page, prose).text == text


def test_other_spellings_are_found_and_not_shown() -> None:
    page = replace(RELEASE, spellings=("Aysel Gooseva", "Baku"))
    assert {"gooseva", "baku"} & weights_of(page).keys()
    assert "Baku" not in found_of(page).text


def test_reads_neighbours_and_captions_make_no_difference() -> None:
    same = replace(RELEASE, views=369, newer=None, photos=())
    assert found_of(same) == found_of(RELEASE)


def test_a_standing_page_is_in_a_part_of_its_own() -> None:
    page = TextPage(
        address="/az/haqqimizda/",
        language="az",
        text_language="az",
        canonical="/az/haqqimizda/",
        title="Haqqımızda",
        summary="",
        prose=NO_PROSE,
    )
    found = document(page, "<p>Biz.</p>", LANGUAGE)
    assert found is not None
    assert found[0] == "/search-index/az/pages/"
    assert "Haqqımızda" in found[1].decode()


def test_a_key_tells_its_part_and_other_keys_have_none() -> None:
    assert part_of(search_key("/search-index/az/2026/", b"x")) == "/search-index/az/2026/"
    assert part_of(b"sixteen bytes or") is None


@pytest.mark.parametrize(
    ("prose", "shown"),
    [
        ("<p>Bir<br>iki</p><p>üç</p>", "Bir\niki\nüç"),
        ("<p>Bir <em>i</em>ki <a href='/x?a&gt;b'>üç</a></p>", "Bir iki üç"),
        ("<ul>\n<li>Bir</li>\n<li>i<wbr>ki</li></ul>", "Bir\niki"),
        ('<p title="a<b">Bir</p><h2 id="x">İki &lt;p&gt;</h2>', "Bir\nİki <p>"),
        ("<pre>Bir\n  iki</pre><p-x>üç</p-x><picture>dörd", "Bir\niki\nüç\ndörd"),
        ("Bir < iki", "Bir < iki"),
        ("<table><tr><td>Bir<td>iki", "Bir\niki"),
    ],
)
def test_each_block_of_a_text_is_a_line(prose: str, shown: str) -> None:
    page = TextPage(
        address="/az/x/",
        language="az",
        text_language="az",
        canonical="/az/x/",
        title="X",
        summary="",
        prose=NO_PROSE,
    )
    found = document(page, prose, Language("az"))
    assert found is not None
    assert SearchDocument(*json.loads(found[1])).text == shown
