"""The picture by which a shared page is recognised: its title, drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from struct import unpack_from
from typing import Any

import pytest
from babel.messages.pofile import read_po
from lxml import html
from PIL import Image, ImageFont

from beyan.build import reading
from beyan.language.locale import Language
from beyan.model import social_card
from beyan.model.colour import channels
from beyan.model.look import LIGHT, Border
from beyan.model.social_card import (
    SANS,
    CardColours,
    CardFont,
    SocialCard,
    among,
    can_show,
    font_for,
)
from beyan.render import card_fonts, images, social_cards
from beyan.render.card_fonts import HEADING, Face, font_file
from beyan.render.social_cards import MARGIN, drawn, fitted
from beyan.source.font_file import letters_of
from tests.conftest import CONFIG, REPOSITORY, Result, SampleSite, release
from tests.test_photos import HALL, PAGE, photo

Make = Callable[..., SampleSite]
WITH_CARDS = CONFIG.replace("social_cards: false", "social_cards: true")
CARD = SocialCard("/card.png", "az", "Açıq gün", "Nümunə İdarəsi", date(2026, 3, 5), "Bakı")
GROUND, INK = channels(LIGHT.bar), channels(LIGHT.bar_ink)
CATALOGUES = [
    *(REPOSITORY / "locales").glob("*/LC_MESSAGES/messages.po"),
    *(REPOSITORY / "tests/sites/languages/locales").glob("*/LC_MESSAGES/messages.po"),
]


def image(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def written(card: SocialCard, top: int = 150) -> tuple[int, int, int, int]:
    """Around all that is of the ink's colour or near it, below `top`."""
    found = image(drawn(card)).crop((0, top, card.width, card.height))
    box = found.getchannel("B").point(lambda value: 255 if value > GROUND[2] + 20 else 0).getbbox()
    assert box is not None
    left, upper, right, lower = box
    return left, upper + top, right, lower + top


def forget() -> None:
    """What was drawn and measured for cards before."""
    social_cards._ground.cache_clear()
    card_fonts._measured.cache_clear()


def cards(result: Result) -> set[str]:
    return {path for path in result.files if "/card." in path}


def meta(result: Result, address: str = f"/{PAGE}") -> dict[str, str]:
    page = html.fromstring(result.html(address))
    return {
        each.get("property") or each.get("name") or "": each.get("content") or ""
        for each in page.iter("meta")
    }


def test_a_release_is_shown_by_a_card_with_its_title(site: Make) -> None:
    result = site({f"{HALL}.az.md": release("Açıq gün")}, WITH_CARDS).build()
    said = meta(result)
    path = said["og:image"].removeprefix("https://press.example.org/")
    assert re.fullmatch(rf"{PAGE}card\.[0-9a-f]{{8}}\.png", path)
    assert said["twitter:card"] == "summary_large_image"
    assert said["og:image:alt"] == "Açıq gün"
    shown = Image.open(result.output / path)
    assert shown.size == (int(said["og:image:width"]), int(said["og:image:height"])) == (1200, 630)
    assert (result.output / path).stat().st_size < 50_000


def test_a_photo_is_better_than_a_card(site: Make) -> None:
    listed = "[{file: a.jpg, alt: Zal}]"
    made = site({f"{HALL}.az.md": release(photos=listed), f"{HALL}/a.jpg": photo()}, WITH_CARDS)
    result = made.build()
    assert meta(result)["og:image"].endswith(".jpg")
    assert not [path for path in cards(result) if "/releases/" in path]


def test_other_pages_are_shown_by_the_card_of_their_language(site: Make) -> None:
    result = site({f"{HALL}.az.md": release()}, WITH_CARDS).build()
    az, en = meta(result, "/az/"), meta(result, "/en/")
    assert az["og:image:alt"] == "Nümunə İdarəsi"
    assert en["og:image:alt"] == "Sample Office"
    assert az["og:image"].rpartition("/")[2] != en["og:image"].rpartition("/")[2]
    assert meta(result, "/az/releases/")["og:image"] == az["og:image"]


def test_without_cards_no_page_names_one(site: Make) -> None:
    result = site({f"{HALL}.az.md": release()}).build()
    assert cards(result) == set()
    assert meta(result)["twitter:card"] == "summary"
    assert "og:image" not in meta(result)


@pytest.mark.parametrize(
    "held",
    [
        {"draft": "true"},
        {"embargo": "2030-01-01 09:00"},
        {"expires": "2026-04-01"},
        {"withdrawn": "{date: 2026-04-01, reason: Səhv}"},
    ],
)
def test_what_is_held_back_or_withdrawn_has_no_card(site: Make, held: dict[str, str]) -> None:
    result = site({f"{HALL}.az.md": release(**held)}, WITH_CARDS).build()
    assert not [path for path in cards(result) if "/releases/" in path]


@pytest.mark.parametrize(
    "new",
    [
        release("Başqa"),
        release(date="2026-03-06"),
        release(place="Şəki"),
        release(text="Başqa mətn."),
    ],
)
def test_a_card_follows_what_it_shows_and_an_edit_leaves_what_a_clean_build_makes(
    site: Make, new: str
) -> None:
    made = site({f"{HALL}.az.md": release()}, WITH_CARDS)
    before = cards(made.build())
    result = made.change({f"{HALL}.az.md": new}).build()
    assert (cards(result) == before) == ("Başqa mətn" in new)
    tree = result.tree()
    assert made.build(uses_cache=False).tree() == tree


def test_a_card_is_drawn_once(site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    made = site({f"{HALL}.az.md": release()}, WITH_CARDS)
    made.build(jobs=1)
    monkeypatch.setattr(images, "drawn", None)
    made.build(jobs=1, uses_cache=False)


def test_a_check_draws_nothing(site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "drawn", None)
    assert site({f"{HALL}.az.md": release()}, WITH_CARDS).check().codes == []


def test_two_titles_two_places_and_two_days_give_different_cards() -> None:
    others = [
        replace(CARD, title="Açıq qapı"),
        replace(CARD, place="Şəki"),
        replace(CARD, day=date(2026, 3, 6)),
        replace(CARD, office="Başqa idarə"),
        replace(CARD, language="en"),
    ]
    assert len({drawn(each) for each in (CARD, *others)}) == 6


@pytest.mark.parametrize(
    "title",
    [
        "Açıq gün",
        "Əlilliyi olan şəxslərin hüquqlarının müdafiəsinə həsr olunmuş görüş " * 2,
        "Əlilliyi olan şəxslərin hüquqlarının müdafiəsinə həsr olunmuş görüş " * 20,
        "Ə" * 400,
        "Wm " * 300,
    ],
)
@pytest.mark.parametrize("language", ["az", "ar"])
def test_a_title_of_any_length_stays_within_the_margins(title: str, language: str) -> None:
    left, top, right, lower = written(replace(CARD, title=title.strip(), language=language))
    # Some letters lean a pixel out of their place.
    assert left >= MARGIN - 4
    assert right <= CARD.width - MARGIN + 4
    assert top > 160
    assert lower < CARD.height - 40


@pytest.mark.parametrize("letter", ["ə", "W", "i", "ş ", "ё", "ي"])
def test_what_does_not_fit_on_a_card_is_hardly_measured(
    letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[int] = []
    getlength = ImageFont.FreeTypeFont.getlength

    def counted(font: ImageFont.FreeTypeFont, text: str, **how: Any) -> float:
        measured.append(len(text))
        return getlength(font, text, **how)

    monkeypatch.setattr(ImageFont.FreeTypeFont, "getlength", counted)
    letters = []
    for count in (2000, 5000, 40_000):
        measured.clear()
        forget()
        drawn(replace(CARD, title=letter * count, office=letter * count, place=letter * count))
        letters.append(sum(measured))

    assert max(letters) < 2 * min(letters)
    assert max(letters) < 60_000


TITLE_AND_OFFICE = [
    ("az", "Təlim başa çatdı: ahılların hüquqları", "Nümunə İdarəsi"),
    ("en", "The Office explains how to write a complaint", "Sample Office"),
    ("ar", "اجتماع عبر الإنترنت مع UNICEF", "مكتب"),
    ("zh-Hans", "监察员举行了一次会议", "办公室"),
]


@pytest.mark.parametrize(("language", "title", "office"), TITLE_AND_OFFICE)
def test_what_cards_have_in_common_is_measured_and_drawn_once(
    language: str, title: str, office: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[ImageFont.FreeTypeFont, str]] = []
    shown: list[str] = []
    getlength, getmask2 = ImageFont.FreeTypeFont.getlength, ImageFont.FreeTypeFont.getmask2

    def measured(font: ImageFont.FreeTypeFont, text: str, **how: Any) -> float:
        asked.append((font, text))
        return getlength(font, text, **how)

    def rendered(font: ImageFont.FreeTypeFont, text: str, *rest: Any, **more: Any) -> Any:
        shown.append(text)
        return getmask2(font, text, *rest, **more)

    monkeypatch.setattr(ImageFont.FreeTypeFont, "getlength", measured)
    monkeypatch.setattr(ImageFont.FreeTypeFont, "getmask2", rendered)
    forget()
    card = replace(CARD, language=language, title=title, office=office)
    drawn(card)
    assert len(asked) == len(set(asked))
    assert office in shown
    asked.clear()
    shown.clear()
    drawn(replace(card, day=date(2026, 3, 6)))
    assert not {text for _, text in asked} & {*title.split(" "), *office.split(" ")}
    assert office not in shown


@pytest.mark.parametrize(("language", "title", "office"), TITLE_AND_OFFICE)
def test_a_card_is_the_same_whichever_was_drawn_before_it(
    language: str, title: str, office: str
) -> None:
    card = replace(CARD, language=language, title=title, office=office)
    forget()
    alone = drawn(card)
    for other in (
        replace(card, title=f"{title} {title}", place="Şəki"),
        replace(card, language="en", title=title[::-1]),
        replace(card, border=Border.PLAIN, colours=CardColours("#ffcc33", "#24221e", "#b35c00")),
    ):
        assert drawn(other) != alone
        assert drawn(card) == alone


@pytest.mark.parametrize("border", Border)
def test_a_card_is_a_whole_png_of_sixteen_colours(border: Border) -> None:
    data = drawn(replace(CARD, border=border))
    Image.open(BytesIO(data)).verify()
    shown = Image.open(BytesIO(data))
    assert (shown.format, shown.mode, shown.size) == ("PNG", "P", (CARD.width, CARD.height))
    colours = shown.getcolors()
    assert colours is not None
    assert {colour for _, colour in colours} <= set(range(16))


def test_no_letter_of_a_title_is_of_parts_that_lie_over_one_another() -> None:
    """FreeType looks at sixteen points of each pixel of such a letter."""
    data = HEADING.read_bytes()
    tables = {
        data[at : at + 4]: unpack_from(">II", data, at + 8)
        for at in range(12, 12 + 16 * unpack_from(">H", data, 4)[0], 16)
    }
    (places, size), (glyphs, _), (head, _) = (tables[each] for each in (b"loca", b"glyf", b"head"))
    is_long = unpack_from(">H", data, head + 50)[0]
    count = size // (4 if is_long else 2)
    offsets = [
        each * (1 if is_long else 2)
        for each in unpack_from(f">{count}{'I' if is_long else 'H'}", data, places)
    ]
    overlapping = 0
    for start, end in pairwise(offsets):
        if start == end:
            continue
        contours = unpack_from(">h", data, glyphs + start)[0]
        if contours < 0:
            overlapping += unpack_from(">H", data, glyphs + start + 10)[0] >> 10 & 1
            continue
        at = glyphs + start + 10 + 2 * contours
        overlapping += data[at + 2 + unpack_from(">H", data, at)[0]] >> 6 & 1
    assert count > 500
    assert overlapping == 0


def test_no_word_stands_alone_in_the_last_line_of_a_title() -> None:
    title = "26 iyun – İşgəncə Qurbanlarına Dəstək Günü"
    assert fitted(title, 700, (84,), 330).lines == (
        "26 iyun – İşgəncə",
        "Qurbanlarına",
        "Dəstək Günü",
    )


def test_a_language_from_right_to_left_begins_at_the_right() -> None:
    card = replace(CARD, title="يوم مفتوح", office="مكتب", place="باكو", language="ar")
    left, _, right, _ = written(card)
    assert right > CARD.width - MARGIN - 12
    assert left > CARD.width / 3


def test_text_is_drawn_in_the_ink_of_the_bar_on_its_ground() -> None:
    colours = image(drawn(CARD)).getcolors()
    assert colours is not None
    assert {GROUND, INK} <= {colour for _, colour in colours}


@pytest.mark.parametrize("border", Border)
def test_a_card_has_the_colours_and_the_border_of_the_site(border: Border) -> None:
    own = CardColours("#ffcc33", "#24221e", "#b35c00")
    drawing = image(drawn(replace(CARD, colours=own, border=border)))
    colours = drawing.getcolors()
    assert colours is not None
    assert set(map(channels, own)) <= {colour for _, colour in colours}
    top = {drawing.getpixel((at, 3)) for at in range(0, CARD.width, 7)}
    shown = {
        Border.LATTICE: {channels(own.ground), channels(own.border)},
        Border.PLAIN: {channels(own.border)},
        Border.NONE: {channels(own.ground)},
    }
    assert top == shown[border]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_every_word_of_the_interface_could_be_on_a_card(path: Path) -> None:
    with path.open("rb") as file:
        texts = [message.string for message in read_po(file) if message.id and message.string]
    flat = [each for text in texts for each in ([text] if isinstance(text, str) else text)]
    assert [text for text in flat if not can_show(text.replace("\n", " "), {"cjk"})] == []


@pytest.mark.parametrize(
    ("name", "pattern", "least"),
    [
        ("sans", social_card._SANS, 300),
        ("arabic", social_card._ARABIC, 300),
        *(
            (name, re.compile(f"[{letters}]"), 70)
            for name, letters in social_card.EXTRA_LETTERS.items()
        ),
    ],
)
def test_the_fonts_have_every_letter_that_cards_may_show(
    name: str, pattern: re.Pattern[str], least: int
) -> None:
    font = ImageFont.truetype(font_file(name), 20, layout_engine=ImageFont.Layout.BASIC)
    box = bytes(font.getmask("\U0010fffe"))
    # Of Han characters and Korean syllables a sample does: there are 40,000.
    codes = (*range(0x3400), *range(0x3400, 0xFB00, 97), *range(0xFB00, 0xFFFF))
    letters = [chr(code) for code in codes if pattern.fullmatch(chr(code))]
    assert len(letters) > least
    blank = {"\u3000", "\u3164"}
    assert [each for each in letters if bytes(font.getmask(each)) == box] in ([], sorted(blank))


def test_a_title_in_letters_that_no_font_has_gets_the_card_of_the_site(site: Make) -> None:
    result = site({f"{HALL}.az.md": release("ข่าว")}, WITH_CARDS).build()
    assert meta(result)["og:image"] == meta(result, "/az/")["og:image"]
    assert not [path for path in cards(result) if "/releases/" in path]


# --- fonts that are extras ------------------------------------------------------------------

# A title with a Latin name, signs and digits, as the office of a country writes it.
TITLES = {
    "ka": "ომბუდსმენმა UNICEF-ს ანგარიში (2026) წარუდგინა",
    "hy": "Պաշտպանը ներկայացրեց 2026 թվականի զեկույցը UNICEF-ին",
    "he": "הנציבה הגישה דוח שנתי ל-UNICEF (2026)",
    "zh-Hans": "监察员举行了一次关于《儿童权利公约》的会议，UNICEF 代表出席。",
    "ja": "オンブズマンは子どもの権利に関する会議を開き、提案が用意されました。",
    "ko": "옴부즈맨은 아동의 권리에 관한 회의를 열었다 (UNICEF)",
}


@pytest.mark.parametrize("language", TITLES)
def test_a_title_in_the_letters_of_an_extra_has_a_card(
    site: Make, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"{HALL}.az.md": release(TITLES[language])}
    monkeypatch.setattr(reading, "installed", lambda: ())
    without = site(files, WITH_CARDS).build()
    assert not [path for path in cards(without) if "/releases/" in path]
    monkeypatch.undo()
    result = site(files, WITH_CARDS).build()
    assert [path for path in cards(result) if "/releases/" in path]


@pytest.mark.parametrize("title", ["Hüquq müdafiəçiləri", "Yeni fikir", "Sertifikat"])
def test_no_ligature_takes_the_dot_of_an_i_where_a_letter_without_it_is_another(title: str) -> None:
    alike = replace(CARD, title=title, office="A", day=None, place="")
    az, tr, en, de = (drawn(replace(alike, language=each)) for each in ("az", "tr", "en", "de"))
    assert az == tr != en == de


@pytest.mark.parametrize("language", TITLES)
def test_what_an_extra_lacks_is_drawn_in_the_first_font(language: str) -> None:
    title = TITLES[language]
    card = replace(CARD, title=title, office=title, place=title[:8], language=language)
    left, _, right, _ = written(card)
    assert left >= MARGIN - 4
    assert right <= card.width - MARGIN + 4
    face = Face(font_for(title), 48, 700, language)
    # Each part has its own width, and nothing is left out.
    assert face.getlength(title) > 0.9 * sum(map(face.getlength, title))
    if language != "he":
        assert face.getlength(title[:-4]) < face.getlength(title)


@pytest.mark.parametrize(
    ("language", "place"),
    [
        ("ar", "Baku"),
        ("ar", "باكو"),
        ("fa", "UNESCO (Paris)"),
        ("he", "Baku"),
        ("he", "באקו"),
        ("en", "באקו"),
        ("en", "باكو"),
        ("az", "باكو"),
    ],
)
def test_the_line_of_place_and_day_begins_with_the_place_whichever_way_it_runs(
    language: str, place: str
) -> None:
    def beginning(day: date) -> bytes:
        card = replace(CARD, title="5", office="5", place=place, day=day, language=language)
        line = image(drawn(card)).crop((0, 530, card.width, card.height))
        left, right = (MARGIN - 10, MARGIN + 40)
        if language in ("ar", "fa", "he"):
            left, right = (card.width - right, card.width - left)
        return line.crop((left, 0, right, line.height)).tobytes()

    assert beginning(date(2026, 3, 5)) == beginning(date(2026, 3, 8))
    day = Language(language).date_long(date(2026, 3, 5))
    assert font_for(f"{place} · {day}")


@pytest.mark.parametrize("language", ["ar", "he", "fa"])
def test_a_latin_title_keeps_to_the_side_of_the_card_and_ends_with_its_own_sign(
    language: str,
) -> None:
    title = "What now?"
    card = replace(CARD, title=title, office="5", place="", day=None, language=language)
    latin = replace(card, language="en")
    left, top, right, lower = written(card)
    assert right == pytest.approx(card.width - MARGIN, abs=6)
    other = written(latin)
    width = right - left
    assert width == other[2] - other[0]
    ours, theirs = (
        image(drawn(each)).crop((box[0], top, box[0] + width, lower - 60)).tobytes()
        for each, box in ((card, (left,)), (latin, (other[0],)))
    )
    assert ours == theirs


@pytest.mark.parametrize("language", ["zh-Hans", "ja"])
def test_a_title_without_blanks_goes_on_in_the_next_line_and_no_line_begins_with_a_full_stop(
    language: str,
) -> None:
    title = TITLES[language] * 2
    block = fitted(title, 700, (84, 60, 48), 330, language)
    assert len(block.lines) > 1
    assert "".join(block.lines).replace(" ", "").startswith(title.replace(" ", "")[:20])
    assert [line for line in block.lines if line[0] in "，。、》" or line[-1] in "《「"] == []


def test_chinese_in_its_two_ways_of_writing_looks_as_each_country_has_it() -> None:
    title = "直接骨角"
    shown = {
        language: drawn(
            replace(CARD, title=title, office="", place="", day=None, language=language)
        )
        for language in ("zh-Hans", "zh-Hant", "ja")
    }
    assert len(set(shown.values())) == 3


@pytest.mark.parametrize(
    ("language", "extra"),
    [("ka", "fonts"), ("he", "fonts"), ("hy", "fonts"), ("zh-Hans", "fonts-cjk")],
)
def test_a_language_whose_font_is_missing_is_told_with_the_extra_that_has_it(
    site: Make, language: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = WITH_CARDS.replace("[az, en]", f"[az, en, {{{language}: {{catalogue: en}}}}]")
    made = site(config=config.replace("en: Sample", f"{language}: Office, en: Sample"))
    monkeypatch.setattr(reading, "installed", lambda: ())
    found = made.check()
    assert found.codes == ["missing-font"]
    (told,) = found.diagnostics
    assert dict(told.values) == {"language": language, "extra": extra}
    assert told.span.path == "site_config.yaml"
    monkeypatch.undo()
    assert "missing-font" not in made.check().codes


def with_font(name: str, language: str = "az") -> str:
    return WITH_CARDS.replace("[az, en]", f"[{{{language}: {{card_font: {name}}}}}, en]")


def font_of_the_site(made: SampleSite, font: str, name: str = "office.ttf") -> None:
    (made.root / "assets").mkdir(exist_ok=True)
    (made.root / "assets" / name).write_bytes(font_file(font).read_bytes())


def card_of(result: Result) -> Image.Image:
    (path,) = (path for path in cards(result) if "/releases/" in path)
    return image((result.output / path).read_bytes())


@pytest.mark.parametrize("name", ["sans", "arabic", "georgian", "cjk"])
def test_a_language_has_the_font_of_the_program_that_it_names(site: Make, name: str) -> None:
    files = {f"{HALL}.az.md": release("Office Week 2026")}
    usual = card_of(site(files, WITH_CARDS).build())
    found = site(files, with_font(name)).build()
    assert "bad-choice" not in found.codes
    # The first one is the usual one of Latin letters; the others have lines of their own height.
    assert (card_of(found).tobytes() == usual.tobytes()) is (name == "sans")


def test_a_font_of_the_site_is_that_of_its_cards_and_another_one_makes_others(site: Make) -> None:
    files = {f"{HALL}.az.md": release("Open day"), f"{HALL}.en.md": release("Open day")}
    made = site(files, with_font("assets/office.ttf", "en").replace(", en]", ", az]"))
    font_of_the_site(made, "cjk")
    before = made.build()
    assert "bad-font" in before.codes  # it is a collection

    font_of_the_site(made, SANS)
    first = made.build()
    assert first.codes == []
    named = {path for path in cards(first) if path.startswith("en/releases/")}
    font_of_the_site(made, "armenian")
    second = made.build()
    assert second.codes == ["font-letters"]
    assert {path for path in cards(second) if path.startswith("en/releases/")} != named
    assert made.build(uses_cache=False).tree() == second.tree()


@pytest.mark.parametrize(("font", "letter"), [(SANS, "ə"), ("georgian", "ა"), ("hebrew", "ש")])
def test_a_text_that_the_font_of_the_site_lacks_letters_of_has_the_usual_one(
    font: str, letter: str
) -> None:
    data = font_file(font).read_bytes()
    own = CardFont(font_file(font).name, str(font_file(font).parent), "1", letters_of(data))
    assert own.has(f"{letter}{letter}!")
    assert not own.has("王")
    block = fitted("王 Office", 700, (84,), 330, "en", own)
    assert block.lines == fitted("王 Office", 700, (84,), 330, "en").lines
    shown = fitted(f"{letter} {letter}", 700, (84,), 330, "en", own)
    assert shown.face.getlength(letter) > 0


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no font",
        b"\0\1\0\0\0\1" + b"\0" * 6 + b"cmap" + b"\xff" * 12,
        b"OTTO\xff\xff" + b"\0" * 40,
        font_file(SANS).read_bytes()[:5000],
    ],
)
def test_what_is_no_font_has_no_letters(data: bytes) -> None:
    assert letters_of(data) == ""


def test_a_font_whose_letters_cannot_be_drawn_is_told_and_nothing_fails(site: Make) -> None:
    data = bytearray(font_file("georgian").read_bytes())
    tables = {bytes(data[at : at + 4]): at for at in range(12, 12 + 16 * data[5], 16)}
    place = tables[b"glyf"] + 8
    start = int.from_bytes(data[place : place + 4], "big")
    data[start : start + 9000] = b"\x7f" * 9000
    made = site({f"{HALL}.az.md": release("Day")}, with_font("assets/office.ttf"))
    made.change({"assets/office.ttf": bytes(data)})
    assert made.build().codes == ["bad-font"]
    assert not made.output.exists()
    font_of_the_site(made, SANS)
    assert made.build().codes == []


def test_a_font_knows_the_letters_that_are_in_it() -> None:
    found = among(letters_of(font_file(SANS).read_bytes()))
    assert all(found.match(each) for each in "aəğİşЯё№…5")
    assert not any(found.match(each) for each in "王שა")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("assets/", "bad-choice"),
        ("assets/../office.ttf", "bad-choice"),
        ("/assets/office.ttf", "bad-choice"),
        ("office.ttf", "bad-choice"),
        ("assets/office.woff2", "bad-choice"),
        ("times", "bad-choice"),
        ("assets/none.otf", "missing-asset"),
        ("assets/folder.ttf", "wrong-kind"),
        ("assets/link.ttf", "symlink-escapes"),
    ],
)
def test_a_font_that_cannot_be_had_is_told_at_its_line(site: Make, name: str, code: str) -> None:
    made = site({f"{HALL}.az.md": release("Day")}, with_font(name))
    (made.root / "assets/folder.ttf").mkdir(parents=True)
    (made.root / "assets/link.ttf").symlink_to("/etc/hostname")
    told = [each for each in made.check().diagnostics if each.span.path == "site_config.yaml"]
    assert [each.code for each in told] == [code]
    assert told[0].span.line == 3


def test_a_font_that_is_named_and_not_installed_is_told_at_its_name(
    site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = site({f"{HALL}.az.md": release("Day")}, with_font("georgian"))
    monkeypatch.setattr(reading, "installed", lambda: ())
    (told,) = made.check().diagnostics
    assert (told.code, dict(told.values)["extra"], told.span.line) == ("missing-font", "fonts", 3)
    assert [path for path in cards(made.build()) if "/releases/" in path]


def test_the_font_of_chinese_leaves_the_letters_that_it_lacks_to_the_first() -> None:
    for letter in "ıəğş":
        mixed = Face("cjk", 48, 700, "zh-Hans").getlength(letter)
        assert mixed == Face(SANS, 48, 700).getlength(letter)
