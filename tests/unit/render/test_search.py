"""What the search index gets of a page."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from beyan.language.locale import Language
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


def text_of(page: ReleasePage | TextPage, prose: str = "<p>Mətn.</p>") -> str:
    found = document(page, prose, LANGUAGE)
    assert found is not None
    return found[1]


def test_a_release_is_in_the_part_of_its_year_with_its_filters() -> None:
    found = document(RELEASE, "<p>Mətn.</p>", LANGUAGE)
    assert found is not None
    part, text = found
    assert part == "/search-index/az/2026/"
    for mark in ("year:2026", "topic:usaqlar", "participant:aysel"):
        assert f'data-pagefind-filter="{mark}"' in text
    assert "participant:<" not in text
    assert text.count('data-pagefind-filter="participant:') == 1


def test_title_lead_text_corrections_and_people_are_in_it_with_stand_ins() -> None:
    text = text_of(RELEASE)
    for words in ("Qḛbul &amp; görüş", "Giriş.", "Mḛtn.", "Rḛqḛm", "Aysel, rḛis; Qonaq"):
        assert words in text, words


def test_reads_neighbours_and_captions_make_no_difference() -> None:
    same = replace(RELEASE, views=369, newer=None, photos=())
    assert text_of(same) == text_of(RELEASE)


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
    assert "Haqqḭmḭzda" in found[1]


def test_a_key_tells_its_part_and_other_keys_have_none() -> None:
    assert part_of(search_key("/search-index/az/2026/", "x")) == "/search-index/az/2026/"
    assert part_of(b"sixteen bytes or") is None
