"""Links that lead nowhere, or where no page may lead, are told at the place of their target."""

import pytest

from beyan.markup.reader import Reader
from beyan.model.marks import LINK
from tests.unit.markup.conftest import READER, read, shown, told


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[a]()", ("link-empty", 1, 5)),
        ("![](<>)", ("link-empty", 1, 6)),
        ("- a [b]( ) c", ("link-empty", 1, 10)),
        ('<a href="">b</a>', ("link-empty", 1, 10)),
        ("[a](mailto:)", ("link-empty", 1, 5)),
        ("[a](javascript:b)", ("link-scheme", 1, 5)),
        ("[a](<java\tscript:b>)", ("link-scheme", 1, 6)),
        ("> ![a](ftp://b)", ("link-scheme", 1, 8)),
        ("- <a href='data:x'>b</a>", ("link-scheme", 1, 12)),
        ("![a](mailto:b@c.az)", ("link-scheme", 1, 6)),
        ("<q cite='b.md'>a</q>", ("link-scheme", 1, 10)),
        ("[a](www.b.az)", ("link-without-scheme", 1, 5)),
        ("| [a](b@c.az) |\n|---|", ("link-without-scheme", 1, 7)),
        ("[a][b]\n\n[b]:\n<www.b.az>", ("link-without-scheme", 4, 2)),
        ("[a](https:/b.az)", ("nearly-link", 1, 5)),
        ("a[^1]\n\n[^1]: b\n\n    [a](http:b.az)", ("nearly-link", 5, 9)),
        ("> \t[a][b]\n\n[b]: https:/b.az", ("nearly-link", 3, 6)),
        ("![a](data:image/png;base64,xyz)", ("pasted-picture", 1, 6)),
        ('<!-- x -->\n- <img src="data:image/png,x" alt=a>', ("pasted-picture", 2, 13)),
        ("![a][b]\n\n[b]: <data:image/png;base64,x>", ("pasted-picture", 3, 7)),
        ("![a](https://b.az/c.png)", ("outside-image", 1, 6)),
        ("> <img src=//b.az/c.png alt=a>", ("outside-image", 1, 12)),
        ("a ![b][c]\n\n[c]: http://b.az/c.png", ("outside-image", 3, 6)),
        ("[a][b]", ("dead-reference", 1, 5)),
        ("> - [a][b]", ("dead-reference", 1, 9)),
        ("| a | [c][d] |\n|---|---|", ("dead-reference", 1, 11)),
        ("a\n\n\t![b][]", ("dead-reference", 3, 4)),
    ],
)
def test_a_link_that_no_page_may_have_is_told_at_its_target(
    text: str, problem: tuple[str, int, int]
) -> None:
    assert problem in told(text)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("[a](www.b.az/c)", "https://www.b.az/c"),
        ("[a](b@c.az)", "mailto:b@c.az"),
        ("[a](HTTPS:/b.az)", "https://b.az"),
        ("[a](http:b.az)", "http://b.az"),
    ],
)
def test_the_target_is_shown_as_it_should_be(text: str, better: str) -> None:
    (problem,) = read(text).problems
    assert dict(problem.values)["better"] == better


@pytest.mark.parametrize(
    "text", ["[a](https://b.az)", "[a](tel:+994)", "[a](mailto:b@c.az)", "[a](//b.az)", "[a](b.md)"]
)
def test_other_links_are_told_of_by_nobody_here(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("![Şəkil](a.jpg)", [("a.jpg", "Şəkil", 1, 3)]),
        ("> ![*B*](a.jpg)", [("a.jpg", "B", 1, 5)]),
        ("[![a](b.jpg)](c.md)", [("b.jpg", "a", 1, 4)]),
        ("<!-- x --> ![][b]\n\n[b]: a.jpg", [("a.jpg", "", 1, 14)]),
        ("|![a](b.jpg)|\n|-|", [("b.jpg", "a", 1, 4)]),
    ],
)
def test_pictures_know_their_words_and_place(
    text: str, found: list[tuple[str, str, int, int]]
) -> None:
    pictures = read(text).pictures
    assert [(each.target, each.alt, each.span.line, each.span.column) for each in pictures] == found


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("![](a.jpg)", "x.az.md:1:1"),
        ("a <img src=a.jpg>", "x.az.md:1:3"),
        ("- b\n- ![ ](a.jpg)", "x.az.md:2:3"),
    ],
)
def test_a_picture_without_words_is_undescribed(text: str, place: str) -> None:
    assert [str(each.span) for each in read(text).undescribed] == [place]


def test_an_empty_alternative_text_in_html_says_that_nothing_is_lost() -> None:
    assert read('<img src="a.jpg" alt="">').undescribed == ()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("[a](b.md)", ["1:5"]),
        ("[a][k] [b][k]\n\n> [k]: <b.md>", ["3:9"]),
        ("<!-- x\ny -->\n\n<a href=b.md>c</a>", ["4:9"]),
        ("1.\t[a](b.md)\n\n\t> [c](d.md)", ["1:8", "3:8"]),
        ("|a|[b](c.md)|\n|-|-|\n|[d](e.md)|f|", ["1:8", "3:6"]),
        ("a[^1]\n\n[^1]: b\n    [c](d.md)", ["4:9"]),
        ("a\n: [b](c.md)", ["2:7"]),
    ],
)
def test_links_to_inside_the_site_know_their_place(text: str, places: list[str]) -> None:
    assert [f"{each.span.line}:{each.span.column}" for each in read(text).links] == places


def test_many_dead_references_are_told_without_looking_for_what_was_meant() -> None:
    labels = "".join(f"[{'a' * 40}{number}]: /x/\n" for number in range(60))
    problems = read(labels + "\n" + "[b][c] " * 60).problems
    assert sum(each.code == "dead-reference" for each in problems) == 60


@pytest.mark.parametrize("title", ["", " 'b'", " (b\nc)"])
def test_a_long_target_is_not_repeated_without_end(title: str) -> None:
    text = f"[a]: /{'x' * 30_000}{title}\n\n" + "[a] " * 50
    assert [each.code for each in read(text).problems] == ["text-too-long"]
    assert len(shown(text)) < 1_100_000


SITE = "https://example.org/press"


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/press/az/",
        "https://example.org/press",
        "http://EXAMPLE.org/press/az/#a",
        "//example.org/press/?q=a",
    ],
)
@pytest.mark.parametrize("reader", [Reader(), Reader(shortcuts=False)])
def test_a_whole_address_of_the_site_leads_to_inside(reader: Reader, target: str) -> None:
    for text in (f"[a]({target})", f"<a href='{target}'>a</a>", f"[a][b]\n\n[b]: {target}"):
        found = reader.read(text, "x.az.md", 0, site=SITE)
        assert [each.target for each in found.links] == [target]
        assert f'href="{LINK}{target}"' in found.html
        assert found.problems == ()


@pytest.mark.parametrize(
    "text", ["a https://example.org/press/az/ b", "<https://example.org/press/>"]
)
def test_one_that_stands_in_the_text_as_a_word_does_so_too(text: str) -> None:
    (link,) = READER.read(text, "x.az.md", 0, site=SITE).links
    assert text[link.span.column - 1 :].startswith(link.target)


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/",
        "https://example.org/pressa/",
        "https://press.example.org/press/",
        "https://example.org:8000/press/",
        "//example.org/a",
    ],
)
def test_any_other_address_is_elsewhere(target: str) -> None:
    found = READER.read(f"[a]({target})", "x.az.md", 0, site=SITE)
    assert found.links == ()
    assert f'href="{target}"' in found.html
