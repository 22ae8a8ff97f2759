import pytest

from beyan.markup.reader import MAX_LENGTH, Reader, Reading
from beyan.markup.summary import shorten

READER = Reader()


def read(text: str, first_line: int = 0) -> Reading:
    return READER.read(text, "x.az.md", first_line)


def targets(text: str) -> list[str]:
    return [link.target for link in read(text).links]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](other.az.md)", ["other.az.md"]),
        ("[a](other.az.md#bolme 'Title')", ["other.az.md#bolme"]),
        ("[a](<other.az.md>)", ["other.az.md"]),
        ("[a](<illik hesabat.pdf>)", ["illik hesabat.pdf"]),
        ("![a](photo.jpg)", ["photo.jpg"]),
        ("[a][1] b\n\n[1]: /az/releases/", ["/az/releases/"]),
        ("<A HREF='other.az.md'>a</A>", ["other.az.md"]),
        ("[a][1] b\n\n[1]:\n/az/releases/ 'c'", ["/az/releases/"]),
        ("[a](hesabat(1).pdf) [b](hesabat%20(2).pdf)", ["hesabat(1).pdf", "hesabat%20(2).pdf"]),
        ('<a href="other.az.md">a</a>', ["other.az.md"]),
        ("<img src=photo.jpg>", ["photo.jpg"]),
        ("[a](x.md) and [b](y.md)", ["x.md", "y.md"]),
        ("[a](#bolme)", ["#bolme"]),
        ("- bir\n\n    [a](x.md)\n\n    [b](y.md)", ["x.md", "y.md"]),
        ("Mətn\n    [a](x.md)", ["x.md"]),
    ],
)
def test_links_to_inside_the_site_are_found_however_they_are_written(
    text: str, found: list[str]
) -> None:
    assert targets(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://example.org/x)",
        "[a](//example.org/x)",
        "[a](mailto:x@example.org)",
        "[a](tel:916)",
        "`[a](x.md)`",
        "Mətn.\n\n```\n[a](x.md)\n\n[b](y.md)\n```\n\nMətn.",
        "A note[^1]\n\n[^1]: its text",
        "no link (at all)",
    ],
)
def test_what_leads_outside_or_is_code_is_no_inside_link(text: str) -> None:
    assert targets(text) == []


def test_a_link_between_two_unmatched_backticks_is_a_link() -> None:
    assert targets("one ` here\n\n[a](x.md)\n\nand ` there") == ["x.md"]


def test_a_link_knows_its_line_and_column_in_the_file() -> None:
    assert str(read("Bir.\n\nBax: [b](x.md)", 7).links[0].span) == "x.az.md:10:10"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x" * (MAX_LENGTH + 1), "text-too-long"),
        ("a\n" + "[" * 101, "too-many-brackets"),
    ],
)
def test_a_text_that_would_take_minutes_is_refused(text: str, code: str) -> None:
    reading = read(text)
    assert ([each.code for each in reading.problems], reading.html) == ([code], "")


def test_many_brackets_one_after_another_are_fine() -> None:
    assert read("[a](https://x.example) " * 500).problems == ()


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("Bir.\n\nİki.", "Bir."),
        ("Bir\niki.", "Bir iki."),
        ("# Başlıq\n\nBir.", "Bir."),
        ("- a\n- b\n\n> c\n\n1. d\n\n| e |\n|---|\n| f |\n\nBir.", "Bir."),
        ("![şəkil](x.jpg)\n\n<div>x</div>\n\n```\nkod\n```\n\n***\n\nBir.", "Bir."),
        ("**Bir** _iki_ `üç` snake_case.", "Bir iki üç snake_case."),
        ("Bir[^1] [iki](x.md) [üç][a] ![dörd](y.jpg).\n\n[^1]: Qeyd.\n[a]: /az/", "Bir iki üç ."),
        (r"5 \* 3 <b>qalın</b>", "5 * 3 qalın"),
        ("", ""),
        ("## Yalnız başlıq", ""),
    ],
)
def test_the_first_paragraph_is_taken_without_its_markup(text: str, summary: str) -> None:
    assert read(text).first == summary


def test_a_long_paragraph_is_cut_between_words() -> None:
    assert shorten("bir iki, üç", 9) == "bir iki…"
    assert shorten("bir iki", 7) == "bir iki"
    assert shorten("uzunsöz", 4) == "uzu…"


def test_what_looks_like_an_attribute_inside_a_link_is_a_part_of_its_target() -> None:
    text = "[x](/az/?src=b) və <a href='/en/'>y</a> [z]\n\n[z]: /az/ 'src=c'"
    assert targets(text) == ["/az/?src=b", "/en/", "/az/"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[a][nope]", ["nope"]),
        ("[a][]", ["a"]),
        ("![a][nope]", ["nope"]),
        ("[![a](x.png)][nope]", ["nope"]),
        ("[a][Nope  Two]\n\n[nope two]: /az/", []),
        ("[a][b]\n\n[b]: https://example.org/", []),
        ("`[a][nope]`", []),
        ("\\[a][nope]", []),
        ("a[^1][^2]\n\n[^1]: b\n[^2]: c", []),
        ("[a] və [b]", []),
    ],
)
def test_a_reference_that_nothing_defines_is_a_problem(text: str, names: list[str]) -> None:
    problems = [each for each in read(text).problems if each.code == "dead-reference"]
    assert [dict(each.values)["name"] for each in problems] == names
