"""What an officer types as a list, a table, a heading, a rule or a link is one on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from beyan.console import Console
from tests.commonmark import shape
from tests.typed.desk import Desk, Row, Shown, Told, desk_of, names

NBSP, EM_SPACE, THIN_SPACE = "\u00a0", "\u2003", "\u2009"

LISTS = [
    Shown(
        "a list below a sentence",
        "Görüşə gəldilər:\n- müfəttişlər\n- məsləhətçilər\n\nSonda suallar verildi.",
        "<p>Görüşə gəldilər:</p><ul><li>müfəttişlər</li><li>məsləhətçilər</li></ul>"
        "<p>Sonda suallar verildi.</p>",
    ),
    Shown(
        "a list below bold words",
        "**Gündəlik:**\n* açılış\n* təqdimat",
        "<p><strong>Gündəlik:</strong></p><ul><li>açılış</li><li>təqdimat</li></ul>",
    ),
    Shown(
        "plus signs below a sentence",
        "The office asks for:\n+ a copy of the decision\n+ two photographs",
        "<p>The office asks for:</p>"
        "<ul><li>a copy of the decision</li><li>two photographs</li></ul>",
    ),
    Shown(
        "numbers below a sentence",
        "Qərara alındı:\n1. Komissiya yaradılsın\n2. Hesabat hazırlansın",
        "<p>Qərara alındı:</p><ol><li>Komissiya yaradılsın</li><li>Hesabat hazırlansın</li></ol>",
    ),
    Shown(
        "a list in a quotation",
        "> Tövsiyələr:\n> - pandus quraşdırılsın\n> - qapı genişləndirilsin",
        "<blockquote><p>Tövsiyələr:</p>"
        "<ul><li>pandus quraşdırılsın</li><li>qapı genişləndirilsin</li></ul></blockquote>",
    ),
    Shown(
        "numbers in a quotation",
        "> We agreed:\n> 1. to meet in May\n> 2. to publish the minutes",
        "<blockquote><p>We agreed:</p>"
        "<ol><li>to meet in May</li><li>to publish the minutes</li></ol></blockquote>",
    ),
    Shown(
        "a list below an item's second paragraph",
        "- Bərpa mərkəzi\n\n  Otaqlar:\n  - həkim\n  - psixoloq",
        "<ul><li><p>Bərpa mərkəzi</p><p>Otaqlar:</p>"
        "<ul><li>həkim</li><li>psixoloq</li></ul></li></ul>",
    ),
    *(
        Shown(
            f"nesting by {said}",
            f"- Qarabağ\n{blanks}- Şuşa\n{blanks}- Xankəndi\n- Naxçıvan",
            "<ul><li>Qarabağ<ul><li>Şuşa</li><li>Xankəndi</li></ul></li><li>Naxçıvan</li></ul>",
        )
        for said, blanks in (("two", "  "), ("three", "   "), ("four", "    "), ("tab", "\t"))
    ),
    Shown(
        "numbers below an item",
        "* Seçki\n  1. qeydiyyat\n  2. səsvermə\n* Nəticə",
        "<ul><li>Seçki<ol><li>qeydiyyat</li><li>səsvermə</li></ol></li><li>Nəticə</li></ul>",
    ),
    Shown(
        "three levels by two blanks",
        "- North\n  - Guba\n    - Khinalig\n- South",
        "<ul><li>North<ul><li>Guba<ul><li>Khinalig</li></ul></li></ul></li><li>South</li></ul>",
    ),
    *(
        Shown(
            f"{said} as the sign of a list",
            f"Xidmətlər:\n{sign}hüquqi yardım\n{sign}tərcümə\n{sign}müşayiət",
            "<p>Xidmətlər:</p><ul><li>hüquqi yardım</li><li>tərcümə</li><li>müşayiət</li></ul>",
        )
        for said, sign in (
            ("a bullet", "• "),
            ("a bullet and a tab", "•\t"),
            ("a bullet and NBSP", f"•{NBSP}"),
            ("a middle dot", "· "),
        )
    ),
    Shown(
        "bullets without a sentence above",
        "• legal aid\n• interpreters\n\nAll of it is free.",
        "<ul><li>legal aid</li><li>interpreters</li></ul><p>All of it is free.</p>",
    ),
    Shown(
        "bullets in a quotation",
        "> • açıq qapı\n> • isti xətt",
        "<blockquote><ul><li>açıq qapı</li><li>isti xətt</li></ul></blockquote>",
    ),
    Shown(
        "numbers with a parenthesis",
        "Məsələlər:\n1) torpaq;\n2) su;\n3) qaz.",
        "<p>Məsələlər:</p><ol><li>torpaq;</li><li>su;</li><li>qaz.</li></ol>",
    ),
    Shown(
        "numbers with a parenthesis and a tab",
        "1)\tland;\n2)\twater.",
        "<ol><li>land;</li><li>water.</li></ol>",
    ),
    *(
        Shown(
            f"{said} behind the sign of a list",
            f"-{blank}ərizə forması\n-{blank}şəxsiyyət vəsiqəsi",
            "<ul><li>ərizə forması</li><li>şəxsiyyət vəsiqəsi</li></ul>",
        )
        for said, blank in (("NBSP", NBSP), ("an em space", EM_SPACE), ("a thin space", THIN_SPACE))
    ),
    Shown(
        "NBSP behind the number of a list",
        f"1.{NBSP}ərizə\n2.{NBSP}qəbz",
        "<ol><li>ərizə</li><li>qəbz</li></ol>",
    ),
]

PARAGRAPHS = [
    Shown(
        "hashtags as a paragraph",
        "Forum bitdi.\n\n#uşaqhüquqları #media",
        "<p>Forum bitdi.</p><p>#uşaqhüquqları #media</p>",
    ),
    Shown("hashtags first", "#Gənclər2026 başladı.", "<p>#Gənclər2026 başladı.</p>"),
    Shown(
        "a hashtag below a line",
        "The forum is over.\n#openoffice",
        "<p>The forum is over. #openoffice</p>",
    ),
    Shown(
        "a number behind a hash", "#1 yer Lənkərana verildi.", "<p>#1 yer Lənkərana verildi.</p>"
    ),
    *(
        Shown(
            f"{said} on an empty line",
            f"Qapılar açıqdır.\n{blank}\nGəlin.",
            "<p>Qapılar açıqdır.</p><p>Gəlin.</p>",
        )
        for said, blank in (
            ("NBSP", NBSP),
            ("a thin space", THIN_SPACE),
            ("an ideographic space", "\u3000"),
            ("blanks of two kinds", f" {NBSP}\t"),
        )
    ),
    Shown(
        "NBSP behind the sign of a heading",
        f"##{NBSP}Yekun\n\nMətn.",
        "<h2>Yekun</h2><p>Mətn.</p>",
    ),
    Shown(
        "first lines indented by a tab",
        "\tMüvəkkil məktəbə gedib.\n\n\tUşaqlar suallar verib.",
        "<p>Müvəkkil məktəbə gedib.</p><p>Uşaqlar suallar verib.</p>",
        warned=-1,
    ),
    Shown(
        "first lines indented by blanks",
        "      The hall was full.\n\n      Nobody left early.",
        "<p>The hall was full.</p><p>Nobody left early.</p>",
        warned=-1,
    ),
    Shown(
        "a first line indented, the next one not",
        "     Komissiya iclas keçirib\nvə qərar verib.",
        "<p>Komissiya iclas keçirib və qərar verib.</p>",
        warned=-1,
    ),
    Shown(
        "an indented block below a paragraph is no code",
        "Ünvan:\n\n    AZ1000\n    Bakı",
        "<p>Ünvan:</p><p>AZ1000 Bakı</p>",
        warned=3,
    ),
    Shown(
        "code in a fence",
        "```\nbeyan build <site>\n```",
        "<pre><code>beyan build &lt;site&gt;\n</code></pre>",
    ),
    Shown(
        "code in tildes below a line",
        "Əmr:\n~~~\n- bu siyahı deyil\n~~~",
        "<p>Əmr:</p><pre><code>- bu siyahı deyil\n</code></pre>",
    ),
    *(
        Shown(
            f"{sign} below a paragraph is a rule",
            f"Tədbir iki gün çəkib.\n{sign}\nƏlaqə üçün: 916",
            "<p>Tədbir iki gün çəkib.</p><hr><p>Əlaqə üçün: 916</p>",
        )
        for sign in ("---", "-----", "- - -", "***", "___")
    ),
    Shown(
        "a rule below two lines",
        "The meeting lasted\ntwo hours.\n---\nThe office",
        "<p>The meeting lasted two hours.</p><hr><p>The office</p>",
    ),
    Shown("a rule below a list", "- qeyd\n---\nSon.", "<ul><li>qeyd</li></ul><hr><p>Son.</p>"),
    Shown("equals signs are a heading", "Nəticə\n======\n\nMətn.", "<h1>Nəticə</h1><p>Mətn.</p>"),
    Shown(
        "a line ended by a backslash",
        "Qəbul otağı\\\nSəməd Vurğun küçəsi 7\\\nBakı",
        "<p>Qəbul otağı<br>Səməd Vurğun küçəsi 7<br>Bakı</p>",
    ),
    Shown(
        "a line ended by two blanks",
        "Reception  \n7 Vurghun street  \nBaku",
        "<p>Reception<br>7 Vurghun street<br>Baku</p>",
    ),
    Shown(
        "lines that an editor has wrapped",
        "Müvəkkil bildirib ki, bu ilin ilk rübündə daxil olan müraciətlərin sayı əvvəlki\n"
        "illə müqayisədə artıb, onların xeyli hissəsi sosial məsələlərə aiddir və bu barədə\n"
        "aidiyyəti qurumlara təkliflər göndərilib, cavablar isə aprel ayında gözlənilir.",
        "<p>Müvəkkil bildirib ki, bu ilin ilk rübündə daxil olan müraciətlərin sayı əvvəlki "
        "illə müqayisədə artıb, onların xeyli hissəsi sosial məsələlərə aiddir və bu barədə "
        "aidiyyəti qurumlara təkliflər göndərilib, cavablar isə aprel ayında gözlənilir.</p>",
    ),
]

TABLES = [
    Shown(
        "a table below a line",
        "Müraciətlər:\n| Ay | Say |\n|---|---|\n| may | 31 |",
        "<p>Müraciətlər:</p><table><thead><tr><th>Ay</th><th>Say</th></tr></thead>"
        "<tbody><tr><td>may</td><td>31</td></tr></tbody></table>",
    ),
    Shown(
        "a table without outer bars below a line",
        "By region\nRegion | Number\n--- | ---\nGuba | 12",
        "<p>By region</p><table><thead><tr><th>Region</th><th>Number</th></tr></thead>"
        "<tbody><tr><td>Guba</td><td>12</td></tr></tbody></table>",
    ),
    Shown(
        "a table below bold words",
        "**Nəticə**\n| A | B |\n|:--|--:|\n| bir | iki |\n\nSon.",
        "<p><strong>Nəticə</strong></p><table><thead><tr><th>A</th><th>B</th></tr></thead>"
        "<tbody><tr><td>bir</td><td>iki</td></tr></tbody></table><p>Son.</p>",
    ),
]

INLINE = [
    Shown("products", "5*4*3 və a*b*c", "<p>5*4*3 və a*b*c</p>"),
    Shown("emphasis inside of a word", "Bəy*an*", "<p>Bəy<em>an</em></p>"),
    Shown("underscores inside of words", "hesabat_2026_may", "<p>hesabat_2026_may</p>"),
    Shown(
        "emphasis beside punctuation", "«**Vacib!**» dedi", "<p>«<strong>Vacib!</strong>» dedi</p>"
    ),
    Shown("a lonely asterisk", "Qısa nömrə *4411# yığın", "<p>Qısa nömrə *4411# yığın</p>"),
    Shown("signs between blanks", "6 * 7 = 42, 2 ** 3", "<p>6 * 7 = 42, 2 ** 3</p>"),
    Shown("a row of stars", "Qiymət: *****", "<p>Qiymət: *****</p>"),
    Shown("blanks to fill in", "Ad: ______ (imza)", "<p>Ad: ______ (imza)</p>"),
]

# The lines of the page: each of them on a line of its own, with its dash or its letter.
LINES = {
    "dashes as a list": (
        "– birinci təklif;\n– ikinci təklif.",
        "– birinci təklif;|– ikinci təklif.",
    ),
    "a dialogue": (
        "— Who are you?\n— I write for a paper.\n— Come in.",
        "— Who are you?|— I write for a paper.|— Come in.",
    ),
    "dashes below a line": (
        "Müvəkkil:\n— Qapımız açıqdır.\n— Gəlin.",
        "Müvəkkil:|— Qapımız açıqdır.|— Gəlin.",
    ),
    "dashes in a quotation": ("> – sülh\n> – əmək", "– sülh|– əmək"),
    "letters of a list": ("a) su;\nb) qaz;\nc) işıq;\nç) yol.", "a) su;|b) qaz;|c) işıq;|ç) yol."),
    "letters below a line": ("Forma:\na) adi\nb) rəqəmsal", "Forma:|a) adi|b) rəqəmsal"),
    "letters below numbers": (
        "1) müraciət\n2) cavab\n\na) yazılı\nb) şifahi",
        "müraciət|cavab|a) yazılı|b) şifahi",
    ),
    "a plus and a number": ("+ 994 12 000 00 00", "+ 994 12 000 00 00"),
    "a number with a plus below a line": (
        "Telefon:\n\n+994 12 000 00 07",
        "Telefon:|+994 12 000 00 07",
    ),
}

# The number before each item of the ordered lists, as a browser counts.
NUMBERS = {
    "a list from twelve": ("12. on ikinci\n15. on beşinci\n16. on altıncı", [12, 15, 16]),
    "a gap with parentheses": ("3) third\n7) seventh", [3, 7]),
    "a list that goes on": ("1. bir\n\nArada mətn.\n\n2. iki\n3. üç", [1, 2, 3]),
    "a list from nought": ("0. sıfır\n1. bir", [0, 1]),
    "a number twice": ("1. bir\n1. yenə bir", [1, 1]),
    "years that follow one another": ("1990. başlanğıc\n1991. davamı", [1990, 1991]),
    "a year that begins a sentence": ("2023. ildə 77 müraciət olub.", []),
    "a year that begins a sentence, then a list": (
        "2024. ildə iş davam edib.\n\n5. Beşinci bənd",
        [5],
    ),
    "a number that begins a line by chance": ("Bu məsələ\n14. iclasda həll olunub.", []),
}

# Text and target of each link.
BARE = {
    "an address": (
        "Ətraflı: https://www.example.org/hesabat.",
        [("https://www.example.org/hesabat", "https://www.example.org/hesabat")],
    ),
    "an address in parentheses": (
        "The report (https://example.org/a) is out.",
        [("https://example.org/a", "https://example.org/a")],
    ),
    "an address with parentheses": (
        "https://example.org/wiki/Ev_(ada), sonra",
        [("https://example.org/wiki/Ev_(ada)", "https://example.org/wiki/Ev_(ada)")],
    ),
    "an address in quotation marks": (
        "«https://example.org/b»; “http://example.org/c”",
        [
            ("https://example.org/b", "https://example.org/b"),
            ("http://example.org/c", "http://example.org/c"),
        ],
    ),
    "an address with a query": (
        "https://example.org/s?a=1&b=2!",
        [("https://example.org/s?a=1&b=2", "https://example.org/s?a=1&b=2")],
    ),
    "www": (
        "Sayt: www.example.org, www.example.org/az.",
        [
            ("www.example.org", "//www.example.org"),
            ("www.example.org/az", "//www.example.org/az"),
        ],
    ),
    "e-mail": (
        "Yazın: metbuat@example.org. Or press.office@example.org!",
        [
            ("metbuat@example.org", "mailto:metbuat@example.org"),
            ("press.office@example.org", "mailto:press.office@example.org"),
        ],
    ),
    "bold": (
        "**https://example.org/d**",
        [("https://example.org/d", "https://example.org/d")],
    ),
    "in pointed brackets": (
        "<https://example.org/e> və <metbuat@example.org>",
        [
            ("https://example.org/e", "https://example.org/e"),
            ("metbuat@example.org", "mailto:metbuat@example.org"),
        ],
    ),
    "in a link's text": (
        "[https://example.org/f](https://example.org/g)",
        [("https://example.org/f", "https://example.org/g")],
    ),
    "in an item": ("- www.example.org", [("www.example.org", "//www.example.org")]),
    "in code": ("`https://example.org/h` və `www.example.org`", []),
}

STRUCK = [
    Shown(
        "struck words",
        "Görüş ~~saat 10:00-da~~ 11:00-da",
        "<p>Görüş <del>saat 10:00-da</del> 11:00-da</p>",
    ),
    Shown(
        "struck words with emphasis",
        "~~**ləğv** edilib~~",
        "<p><del><strong>ləğv</strong> edilib</del></p>",
    ),
    Shown(
        "a struck item",
        "- ~~Monday~~\n- Tuesday",
        "<ul><li><del>Monday</del></li><li>Tuesday</li></ul>",
    ),
    Shown("a single tilde", "təxminən ~5 ~ 6 nəfər", "<p>təxminən ~5 ~ 6 nəfər</p>"),
]

# Each with how the line should be, which its warning shows.
NEARLY = {
    "a blank inside bold": ("**Diqqət: ** sabah iclas var.", "**Diqqət:**"),
    "a blank at the beginning of bold": ("Bu gün ** açıq qapı** günüdür.", "**açıq qapı**"),
    "a blank inside bold, in an item": ("- **Ünvan: **Bakı", "**Ünvan:**"),
    "a blank before the target": (
        "Bax: [hesabat] (https://example.org/h).",
        "[hesabat](https://example.org/h)",
    ),
    "a blank before the target of an item": (
        "- [the report] (https://example.org/r)",
        "[the report](https://example.org/r)",
    ),
    "one slash": ("Sayt: https:/example.org/a", "https://example.org/a"),
    "one slash in a link": ("[sayt](http:/example.org)", "http://example.org"),
    "an address with a blank": (
        "[plan](https://example.org/illik plan.pdf)",
        "<https://example.org/illik plan.pdf>",
    ),
}

# Three or more short lines that will run together.
SHORT_LINES = [
    Told("an address", "Mətbuat xidməti\nNizami küçəsi 12\nAZ1000, Bakı", 1, "warning"),
    Told(
        "a poem",
        "Above the town\na lantern burns\nand nobody sleeps\nand nobody turns",
        1,
        "warning",
    ),
    Told(
        "telephones", "Tel.: 012 000 00 01\nFaks: 012 000 00 02\nMobil: 050 000 00 03", 1, "warning"
    ),
]

INDENTED = [
    Told("an indented block", "Ünvan:\n\n    AZ1000\n    Bakı", 3, "warning"),
    Told("an indented block by a tab", "Code:\n\n\tbeyan build\n\tbeyan check\n", 3, "warning"),
    Told(
        "an indented block first", "    Hörmətli həmkarlar,\n    sizi dəvət edirik.", 1, "warning"
    ),
]

SHOWN = [*LISTS, *PARAGRAPHS, *TABLES, *INLINE]
LOOSE = {
    kind: [Shown(name, typed) for name, (typed, _) in table.items()]
    for kind, table in (("lines", LINES), ("numbers", NUMBERS), ("bare", BARE), ("nearly", NEARLY))
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    rows: tuple[Sequence[Row], ...] = (SHOWN, STRUCK, SHORT_LINES, INDENTED, *LOOSE.values())
    return desk_of(tmp_path_factory.mktemp("structure"), *rows)


def test_check_and_build_say_the_same(desk: Desk) -> None:
    desk.assert_check_and_build_agree()


@pytest.mark.parametrize("row", **names(SHOWN))
def test_what_is_typed_as_structure_is_structure(desk: Desk, row: Shown) -> None:
    desk.assert_shown(row)


@pytest.mark.parametrize("row", **names(STRUCK))
def test_words_between_double_tildes_are_struck(desk: Desk, row: Shown) -> None:
    prose = re.sub(r"(?<=</)s(?=>)|(?<=<)s(?=>)", "del", desk.page(row).prose)
    assert shape(prose) == shape(row.html), prose


@pytest.mark.parametrize("row", **names(LOOSE["lines"]))
def test_dashes_and_letters_begin_lines_of_their_own(desk: Desk, row: Shown) -> None:
    assert "|".join(desk.page(row).lines) == LINES[row.name][1]


@pytest.mark.parametrize("row", **names(LOOSE["numbers"]))
def test_lists_count_as_they_are_typed(desk: Desk, row: Shown) -> None:
    typed, numbers = NUMBERS[row.name]
    page = desk.page(row)
    assert counted(page.prose) == numbers, page.prose
    if not numbers:
        assert " ".join(page.lines) == " ".join(typed.split())


def counted(prose: str) -> list[int]:
    """The numbers that a browser puts before the items of ordered lists."""
    found: list[int] = []
    following: list[int | None] = []
    for tag, attributes in re.findall(r"<(/?[ou]l|li)\b([^>]*)>", prose):
        given = {name: int(value) for name, value in re.findall(r'(\w+)="(\d+)"', attributes)}
        if tag == "li" and following[-1] is not None:
            found.append(given.get("value", following[-1]))
            following[-1] = found[-1] + 1
        elif tag.startswith("/"):
            following.pop()
        elif tag != "li":
            following.append(given.get("start", 1) if tag == "ol" else None)
    return found


@pytest.mark.parametrize("row", **names(LOOSE["bare"]))
def test_bare_addresses_are_links_without_the_punctuation_behind(desk: Desk, row: Shown) -> None:
    found = [(text, re.sub(r"^https?:(?=//www)", "", to)) for text, to in desk.page(row).links]
    expected = [(text, re.sub(r"^https?:(?=//www)", "", to)) for text, to in BARE[row.name][1]]
    assert found == expected


@pytest.mark.parametrize("row", **names(LOOSE["nearly"]))
def test_what_nearly_is_markdown_is_shown_as_it_should_be(desk: Desk, row: Shown) -> None:
    console = Console("en")
    found = desk.told_at(row, 1)
    assert found, desk.page(row).prose
    assert not desk.errors(row), desk.said(row)
    said = " ".join(f"{console.what(each)} {console.hint(each)}" for each in found)
    assert NEARLY[row.name][1] in said


@pytest.mark.parametrize("row", **names([*SHORT_LINES, *INDENTED]))
def test_lines_that_will_run_together_are_told(desk: Desk, row: Told) -> None:
    desk.assert_told(row)
