from codecs import BOM_UTF8
from pathlib import Path

import pytest

from beyan.model.diagnostic import Diagnostic
from beyan.source.files import decoded, is_inside, read_text


def read(tmp_path: Path, data: bytes) -> tuple[str, list[str]]:
    (tmp_path / "x.md").write_bytes(data)
    text, problems = read_text(tmp_path, "x.md")
    return text, [f"{each.code} {each.span.line}:{each.span.column}" for each in problems]


def value(problem: Diagnostic, name: str) -> str:
    return dict(problem.values)[name]


def shown(problem: Diagnostic) -> str:
    """As the message lists them."""
    character, count, places = (value(problem, name) for name in ("character", "count", "places"))
    return f"{character}: {count} ({places})"


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_end_alike_whatever_program_saved_them(tmp_path: Path, end: bytes) -> None:
    assert read(tmp_path, b"a" + end + b"b" + end) == ("a\nb\n", [])


@pytest.mark.parametrize("data", [b"", b" \n\t\n", BOM_UTF8, "\n".encode("utf-16")])
def test_a_file_without_a_text_is_empty(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, data) == ("", ["empty-file 1:1"])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("text", ["a", "---{end}title: ə{end}", "month,reads{end}"])
def test_a_byte_order_mark_at_the_beginning_is_no_part_of_the_text(
    tmp_path: Path, text: str, end: str
) -> None:
    data = BOM_UTF8 + text.format(end=end).encode()

    assert read(tmp_path, data) == (text.format(end="\n"), [])


@pytest.mark.parametrize(
    ("text", "rest", "problems"),
    [
        ("a\nb\x07c", "a\nbc", ["U+0007: 1 (2:2)"]),
        ("a\u0080", "a", ["U+0080: 1 (1:2)"]),
        ("söz\x0bsöz\n\x0b", "söz söz\n ", ["U+000B: 2 (1:4, 2:1)"]),
        ("t\ufeff: a\u2028b\x85c\x0cd", "t: a b c d", "U+FEFF U+2028 U+0085 U+000C"),
        ("a\x0b" * 30, "a " * 30, ["U+000B: 30 (1:2, 1:4, 1:6, 1:8, 1:10, 1:12, 1:14, 1:16, …)"]),
        ("a\uffff b\ufffe c\x00", "a b c", "U+FFFF U+FFFE U+0000"),
    ],
)
def test_every_invisible_character_is_told_with_its_places_and_the_rest_is_read(
    text: str, rest: str, problems: list[str] | str
) -> None:
    found, told = decoded(text.encode(), "x.md")

    assert found == rest
    if isinstance(problems, str):
        assert sorted(value(each, "character") for each in told) == sorted(problems.split())
    else:
        assert [shown(each) for each in told] == problems


@pytest.mark.parametrize(
    "number",
    [
        "11",
        "1",
        "0",
        "011",
        "0000000000011",
        "31",
        "127",
        "129",
        "141",
        "8232",
        "8233",
        "65279",
        "65534",
        "65535",
        "55296",
        "1114112",
        "99999999999",
        "x1",
        "xB",
        "x0b",
        "X1F",
        "x0",
        "x7f",
        "xD800",
        "xDFFF",
        "xFEFF",
        "xFFFE",
        "xffff",
        "x110000",
        "xFFFFFFFFF",
    ],
)
@pytest.mark.parametrize("end", [";", ""])
def test_the_number_of_a_character_that_may_not_stand_there_is_told_like_the_character(
    number: str, end: str
) -> None:
    text, problems = decoded(f"a\nb &#{number}{end} c".encode(), "x.md")

    assert [(each.code, shown(each)) for each in problems] == [
        ("character-reference", f"&#{number}{end}: 1 (2:3)")
    ]
    assert text.split() == ["a", "b", "c"]
    assert len(text) == len(f"a\nb &#{number}{end} c"), "columns stay what they are"


@pytest.mark.parametrize(
    "text",
    [
        "&#9; &#10; &#13; &#32; &#65; &#601; &#x259; &#8203; &#8205; &#173; &#128330; &#x1FFFE;",
        # What Windows-1252 has there, and every browser shows: a dash, an apostrophe, €.
        "&#150; &#146; &#x80; &#133;",
        "&amp;#11; &# 11; &#xg; & #11 &#; &lt;11;",
        "so\u00adft jo\u200din no\u200cn \u200e\u200f\u2066\u2069 \u2060 \u200b \u1fff",
    ],
)
def test_characters_that_a_page_may_have_stay(text: str) -> None:
    assert decoded(text.encode(), "x.md") == (text, [])


AZERBAIJANI = "title: Görüş\nMüvəkkil şöbəyə gəldi, çıxdı.\n"
TURKISH = "title: Görüş\nÇağrı merkezi için iş günü.\n"
RUSSIAN = "title: Встреча\nПресс-секретарь ответит на вопросы.\n"
DAMAGED = AZERBAIJANI.encode() + b"x\xff y\xc3 z\n"


@pytest.mark.parametrize(
    ("data", "place", "seems"),
    [
        (TURKISH.encode("cp1254"), "1:9", "Windows-1254"),
        (RUSSIAN.encode("cp1251"), "1:8", "Windows-1251"),
        (AZERBAIJANI.encode("utf-16"), "1:1", "UTF-16"),
        (AZERBAIJANI.encode("utf-16-le"), "1:1", "UTF-16"),
        (RUSSIAN.encode("utf-16-be"), "1:1", "UTF-16"),
        (AZERBAIJANI.encode("utf-32"), "1:1", "UTF-16"),
        (DAMAGED, "3:2", "damaged"),
    ],
)
def test_text_in_another_encoding_is_told_with_what_it_seems_to_be_and_read(
    data: bytes, place: str, seems: str
) -> None:
    text, (found,) = decoded(data, "x.md")

    assert found.code == "not-utf8"
    assert f"{found.span.line}:{found.span.column}" == place
    assert value(found, "places").partition(",")[0] == place
    assert seems in value(found, "reason")
    # Neither those bytes nor a byte-order mark are in what is read on with.
    assert text.startswith("title: ")
    assert text.isascii() or any(word in text for word in ("Görüş", "Встреча"))


def test_emoji_and_letters_of_every_script_are_text(tmp_path: Path) -> None:
    text = "Ədalət · العدالة · справедливость · 🕊 · «—»\n"
    assert read(tmp_path, text.encode()) == (text, [])


def test_a_link_that_leads_out_of_the_site_is_outside(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "secret").write_text("x")
    (site / "inside").write_text("x")
    (site / "out").symlink_to(tmp_path / "secret")
    (site / "in").symlink_to(site / "inside")
    assert not is_inside(site, "out")
    assert is_inside(site, "in")
