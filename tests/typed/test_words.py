"""No word vanishes: what is no element is text, and what is taken out is told."""

from __future__ import annotations

import re

import pytest

from tests.typed.desk import Desk, Shown, Told, desk_of, names

# Each of them a paragraph that every reader gets as it is typed, or as the second text says.
KEPT: dict[str, str | tuple[str, str]] = {
    "guillemets of two signs": "Müvəkkil <<Səs>> layihəsini və << Ev >> kitabını tanıtdı.",
    "guillemets with emphasis": (
        "The film <<*Open* door>> was shown.",
        "The film <<Open door>> was shown.",
    ),
    "a name in angles": "Layihə <Bakı xəbər> tərəfindən dəstəklənib.",
    "Cyrillic in angles": "Газета <Голос> писала об этом.",
    "less and more": "Nəticə: n<m>k, p<0,05, yaş<18, gəlir<orta və artım>5%.",
    "letters as if elements": "x<y>z və k<l>m",
    "an address in words": "Rauf <press at example.org>, Leyla <metbuat (et) example.org>.",
    "an e-mail address": (
        "Yazın: Rauf <rauf@example.org>.",
        "Yazın: Rauf rauf@example.org.",
    ),
    "a program": "Kod <?php echo 'salam' ?> burada",
    "a declaration": "Word yazır: <!DOCTYPE html> sonra",
    "a section of characters": "XML: <![CDATA[daxili]]> son",
    "an end of something": "Bu </bağla> nişanı və </sənəd> qaldı.",
    "an unknown element": "Bu <gündəm>sual</gündəm> idi.",
    "an unknown element of plain letters": "Bu <movzu>sual</movzu> idi.",
    "an element with an attribute": "Bu <bölmə nömrə='5'>mətn</bölmə> idi.",
    "a heart and an arrow": "Sizi <3 və <- geri, -> irəli, => nəticə",
    "a lonely angle": "Bir < iki və üç > dörd, beş <altı",
    "an angle at the end": "Sonda qalan <",
    "braces": "Siyahı {2026} və {əlavə} burada",
    "braces at the end": "Giriş haqqı 5 manat { endirimlə }",
    "braces with a colon inside": "Mətn {qeyd: vacib} və {a=b}",
    "braces with a hash": "Mətn {#nömrə beş} qaldı",
    "two braces": "Hörmətli {{ad}} {{soyad}}, {% salam %}",
    "square brackets": "Bax [əlavə] və [ ] və [1] və [[iki]]",
    "folders": r"Qovluq C:\Sənədlər\hesabat\2026",
    "entities": (
        "&lt;script&gt; &amp;copy; &#399;mək &laquo;söz&raquo; AT&T R&D",
        "<script> &copy; Əmək «söz» AT&T R&D",
    ),
    "entities that are none": "&heç; &; &söz &#; &#x;",
    "a footnote's sign": "Sıfır[^] və iki^üç",
    "a caret and a colon": "Bax *[Qısaltma] və [ad]: deyil",
    "dollars": "$5 və $10 arasında, $x$",
    "ellipsis": "«Niyə...» – soruşdu",
    "a short number to dial": "Qısa nömrə *4411# yığın, 6 * 7 = 42, 2 ** 3",
    "an element of Word": ("Mətn <o:p>içəri</o:p> burada", "Mətn içəri burada"),
    "a break": (
        "Bakı şəhəri,<br>Nizami küçəsi 1<br/>AZ1000<BR />Tel.",
        "Bakı şəhəri, Nizami küçəsi 1 AZ1000 Tel.",
    ),
}
# Paragraphs of which every word must reach every reader, whatever becomes of the signs.
WORDS = {
    "a telephone": "Zəng edin: <tel:+994120000007> və <tel:916>",
    "an address of mail": "Yazın: <mailto:metbuat@example.org> ünvanına",
    "www": "Sayt <www.example.org> və <example.org/az> ünvanı",
    "an address with a blank": "Bax <https://example.org/iki söz> sənədinə",
    "signs of everything": "Bir * ** _ __ ~ ~~ ` `` # ## > >> son | || ! !! ^ ^^ = == + ++",
    "words and signs": "a*b*c 5*4*3 **3*4** *** __init__ snake_case_ad",
    "braces with a colon": "Mətn {:sual} burada",
}
# Those whose lines are not paragraphs.
KEPT_ELSEWHERE = {
    "in a heading": "## Layihə <Səs> {2026}\n\nMətn.",
    "in items": "- bənd {ikinci}\n- <Nizami> küçəsi\n- </son>",
    "in a table": "| A {x} | <B> |\n|---|---|\n| c {y} | d<e>f |",
    "in a quotation": "> <Sitat> {mənbə}\n> </Sitat>",
    "at the beginning": "<Bakı xəbər> yazır ki, iş gedir.",
    "braces on a line of their own": "Qiymət 5 manat\n{ endirimlə }\n\n{son}",
    "braces below a heading": "## Yekun\n{ilin}\n\nMətn {burada}.",
    "braces below an item": "- su\n{içməli}\n- qaz",
    "a program on a line of its own": "Bax:\n\n<?php\necho 'salam';\n?>\n\nSon.",
    "an end on a line of its own": "Mətn.\n\n</bağla>\n\nSon.",
    "a tag over two lines": "Bu <uzun\nad> qaldı.",
    "a quotation of many angles": ">>> dərin >> deyil",
    "a definition's words": "[plan]: burada heç bir ünvan yoxdur\n\nMətn.",
    "a note's words": "[^a]Mətn.",
    "a link's title": '[plan](https://example.org/ "Bizim plan")',
    "a number that is too long": "1234567890. bənd",
    "a table that is none": "a | b\n-- | -- | --\nc | d",
    "a short row": "a | b\n--|--\nc",
}
LOST = [
    *(
        Told(f"<{tag}>", f"Bir.\n\n<{tag}>içəridəki sözlər</{tag}>\n\nSon.", 3)
        for tag in ("script", "style", "video", "form", "iframe", "object", "audio", "noscript")
    ),
    Told("a frame with a source", '<iframe src="https://video.example.org/1"></iframe>', 1),
    Told("a frame in a line", 'Baxın: <iframe src="https://video.example.org/1"></iframe> son', 1),
    Told("a script in a line", "Əvvəl <script>gizlət()</script> sonra", 1),
    Told("a script never closed", "Bir.\n\nƏvvəl <script>Mətn\n\nSon.", 3, "error"),
    Told("a style never closed", "<style>\nbody {}\n\nİtən mətn.", 1, "error"),
    Told("a title never closed", "Əvvəl <title>Mətn\n\nSon **abzas**.", 1),
    Told("a text field never closed", "Bir.\n\n<textarea>\n\nSon.", 3),
    Told("a field of a form", 'Ad: <input name="ad" value="dəyər"> yazın', 1),
    Told("a choice", "<select>bir<option>iki</select>", 1),
    Told("a button", "Bas: <button>Göndər</button>", 1),
    Told(
        "a tweet",
        "<blockquote><p>Tvit</p></blockquote>\n<script async src='https://t.example.org/w.js'></script>",
        2,
    ),
    Told("a division never closed", "Bir.\n\n<div>\nMətn\n\nSon.", 3),
    Told("bold never closed", "Bir.\n\nİki <b>üç\n\nDörd.", 3),
    Told("a table never closed", "<table><tr><td>bir\n\nSon.", 1),
    Told("Markdown in a division", "<div>\n**Qalın** söz\n</div>", 2),
    Told("Markdown in a paragraph of HTML", '<p align="center">Orta *kursiv*</p>', 1),
    Told(
        "Markdown in a cell of HTML",
        "<table><tr><td>\n[plan](https://example.org/)\n</td></tr></table>",
        2,
    ),
    Told("a heading in a division", "<div>\n## Başlıq\n</div>", 2),
    Told("a note twice", "Bir[^a].\n\n[^a]: İlk qeyd.\n\n[^a]: İkinci qeyd.", 5),
    Told("a note twice, in a row", "Bir[^1].\n\n[^1]: İlk qeyd.\n[^1]: İkinci qeyd.", 4),
    Told("no such note", "Mətn[^a] və daha[^yox].\n\n[^a]: Qeyd.", 1),
    Told("no note at all", "Birinci.\n\nİkinci[^7].", 3),
    Told("no such note, in an item", "- su\n- qaz[^5]\n", 2),
    Told("a note that nothing names", "Mətn[^1].\n\n[^1]: Qeyd.\n[^2]: Artıq qeyd.", 4),
    Told("the only note", "Mətn.\n\n[^tək]: Artıq qeyd.", 3),
    Told("a row with more cells", "a | b\n--|--\n1 | 2 | 3\n", 3),
    Told(
        "a row with more cells, in the middle",
        "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 | itən |\n| 5 | 6 |\n",
        4,
    ),
    Told("a row with more cells below a line", "Rəqəmlər:\n| a |\n|---|\n| 1 | itən |", 4),
    Told(
        "a bar in a table's link", "| a | b |\n|---|---|\n| [x](https://example.org/a|b) | 2 |", 3
    ),
    Told(
        "a bar in a table's link's text",
        "| a | b |\n|---|---|\n| [bir|iki](https://example.org/) | 2 |",
        3,
    ),
]
PARAGRAPHS = [
    Shown(name, typed if isinstance(typed, str) else typed[0], warned=-1)
    for name, typed in KEPT.items()
]
LOOSE = [Shown(name, typed, warned=-1) for name, typed in WORDS.items()]
OTHERS = [Shown(name, typed, warned=-1) for name, typed in KEPT_ELSEWHERE.items()]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_of(tmp_path_factory.mktemp("words"), PARAGRAPHS, LOOSE, OTHERS, LOST)


def words(typed: str) -> list[str]:
    """Runs of letters and digits, except names of entities and targets of links."""
    typed = re.sub(r"\]\([^) ]*", " ", typed)
    typed = re.sub(r"&(?:lt|gt|amp|laquo|raquo|#399);", " ", typed)
    return re.findall(r"[^\W_]+", typed)


def test_check_and_build_say_the_same(desk: Desk) -> None:
    desk.assert_check_and_build_agree()


@pytest.mark.parametrize("row", **names(PARAGRAPHS))
def test_every_reader_gets_a_paragraph_as_it_is_typed(desk: Desk, row: Shown) -> None:
    typed = KEPT[row.name]
    expected = typed if isinstance(typed, str) else typed[1]
    page = desk.page(row)
    shown = {**page.bodies, **page.summaries}
    found = shown.pop("search")
    assert shown == dict.fromkeys(shown, expected)
    assert [word for word in words(expected) if word not in found] == []


@pytest.mark.parametrize("row", **names(LOOSE))
def test_every_word_of_a_paragraph_reaches_every_reader(desk: Desk, row: Shown) -> None:
    page = desk.page(row)
    for reader, text in (*page.bodies.items(), *page.summaries.items()):
        assert [word for word in words(row.typed) if word not in text] == [], (reader, text)


@pytest.mark.parametrize("row", **names(OTHERS))
def test_every_word_of_other_lines_reaches_every_reader(desk: Desk, row: Shown) -> None:
    """Or the run names its line."""
    if desk.errors(row):
        return
    page = desk.page(row)
    titles = " ".join(re.findall(r'(?:title|start)="([^"]*)"', page.prose))
    for reader, text in page.bodies.items():
        titled = f"{text} {titles}"
        missing = [word for word in words(row.typed) if word not in titled]
        assert not missing or desk.told(row), (reader, missing)


@pytest.mark.parametrize("row", **names(LOST))
def test_what_is_lost_is_told(desk: Desk, row: Told) -> None:
    desk.assert_told(row)
