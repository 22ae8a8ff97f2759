"""Nothing grows faster than its input: twice as much of anything is twice as much work."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from beyan.build import check
from beyan.build.options import Options
from beyan.model.known import Known
from beyan.model.social_card import SocialCard
from beyan.render.social_cards import drawn
from beyan.source.edition import EditionName, ReleaseForm, read_edition
from tests.conftest import CONFIG, NOW, SampleSite, release
from tests.growth import growth

# Twice the input is work 2 times as much, and n log n a little more; a square is 4 times as much.
MOST = 2.7

MARKS = (
    *(
        "`",
        "`a ",
        "` ``a ",
        "\\",
        "[](",
        "[a](",
        "[",
        "![",
        "]",
        "[a](b 'c",
        "[a](<",
        "[a]((",
        "[^",
    ),
    *("<a ", '<x y="', "<a b='", "<a href=", "<img>", "<img> ", "<img>\n\n", "<div>", "<b>\n"),
    *("</div>", "<script>", "<!--", "<!-- ", "-->", "<!-- a -->", "<!- ", "<https://", "<a@", "<"),
    *(" ", "\t", " \t", "\xa0", "a ", "a  \n", "a\\\n", "\n", "\n\n", "a\n"),
    *("- ", "1. ", "> ", ">", "* ", "a) ", "a) b\n", "- a\n", "  - a\n", "> - a\n", "1. a\n\n"),
    *(
        "*",
        "**",
        "*a **b ",
        "_a ",
        "***a ",
        "~~",
        "*a_b ",
        "# ",
        "# a\n",
        "{: .a",
        "{#a}",
        "# b {#b}\n",
    ),
    *(
        "*[A]: b\n",
        "*[A]: b\n\nA ",
        "[a]: b\n",
        "[a]:\n",
        "[a][b] ",
        "[^1]: x\n\n",
        "[^1] ",
        "a\n: b\n\n",
    ),
    *("|", "|a", "|-", "|a|\n|-|\n", "|a|b|\n", "```\n", "~~~\n", "    a\n", "--- ", "=\n"),
    *("http://a.az/;", "a@b.", "www.a.", "htp:/ ", "(a)[http://b] ", ")[http", "&amp", "&", "ww."),
    *('"', "“", "«", "аa ", "é", "\x01", "<<<<<<< a\n", "+994 ", "1.1", "(1) a\n", "1- a\n", "•\t"),
)
HEADS = ("", "a\n", "- ", "> ", "*[A]: b\n\n", "<div>\n", "|a|b|\n|-|-|\n", "<!-- a -->\n")


def reading(data: str) -> Callable[[], object]:
    name = EditionName("releases/2026/x", "en", "x")
    raw = data.encode()
    return lambda: read_edition(raw, "content/releases/2026/x.en.md", ReleaseForm, name)


def repeated(mark: str, length: int, head: str = "", tail: str = "") -> Callable[[], object]:
    return reading(f"---\ntitle: A\n---\n{head}{mark * (length // len(mark))}{tail}\n")


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_again_and_again_is_as_much_work_as_there_are_of_it(mark: str) -> None:
    assert growth(lambda length: repeated(mark, length), 500) < MOST


@pytest.mark.parametrize(
    "lines",
    [
        lambda number: f"key{number}: a",
        lambda number: f"key{number}: a #b",
        lambda number: f"key{number}: !!a b",
        lambda number: f"key{number} a",
        lambda number: "title: A",
        lambda number: "\tsummary: a",
        lambda number: "summary: <!- a",
        lambda number: "topics: [a, b",
    ],
)
def test_mistakes_in_the_head_are_told_one_by_one(lines: Callable[[int], str]) -> None:
    def work(count: int) -> Callable[[], object]:
        return reading("---\ntitle: A\n" + "\n".join(map(lines, range(count))) + "\n---\na\n")

    assert growth(work, 200) < MOST


@pytest.mark.parametrize(
    "item",
    [
        "participants:\n{}- a\n  - b\n",
        "participants:\n{}- name: A B\n",
        "participants:\n{}- nam: A B\n",
        "photos:\n{}- {{file: a.jpg}}\n",
        "corrections:\n{}- {{date: x, text: y}}\n",
        "aliases:\n{}- a b\n",
        "topics:\n{}- A B\n",
    ],
)
def test_a_list_in_the_head_is_as_much_work_as_it_has_items(item: str) -> None:
    head, _, line = item.partition("{}")

    def work(count: int) -> Callable[[], object]:
        return reading(f"---\ntitle: A\n{head}{line.format() * count}---\na\n")

    assert growth(work, 200) < MOST


@pytest.mark.parametrize("word", ["a", "W", "a ", "a-", "é", "ا"])
def test_a_social_card_looks_at_no_more_of_a_title_than_it_shows(word: str) -> None:
    def work(length: int) -> Callable[[], object]:
        title = word * (length // len(word))
        return lambda: drawn(SocialCard("/x.png", "en", title, "Office", None, title))

    assert growth(work, 4000) < MOST


def test_what_was_meant_is_found_without_a_look_at_all_that_is_known() -> None:
    def work(count: int) -> Callable[[], object]:
        known = Known([f"ad{number}-soyad{7 * number}" for number in range(count)])
        known.nearest("x")
        return lambda: [known.nearest(f"ad{number}-soyadx") for number in range(count)]

    assert growth(work, 50) < MOST


# --- sites ----------------------------------------------------------------------------------


def people(count: int, name: str) -> str:
    return "".join(
        f"p{number}: {{name: {{az: {name.format(number)}, en: {name.format(number)}}}}}\n"
        for number in range(count)
    )


def registry_alone(count: int) -> dict[str, str]:
    return {"content/participants.yaml": people(count, "Ad{0} Soyad{0}")}


def one_first_name(count: int) -> dict[str, str]:
    """A text that begins a name of the registry at each word, and people of that first name."""
    text = "Ad Soyad was there. " * (count // 4)
    return {
        "content/participants.yaml": people(count, "Ad Soyad{0}"),
        "content/releases/2026/a.en.md": release("A", text=text),
    }


def all_are_named(count: int) -> dict[str, str]:
    text = ", ".join(f"Ad Soyad{number}" for number in range(count))
    return {
        "content/participants.yaml": people(count, "Ad Soyad{0}"),
        "content/releases/2026/a.en.md": release("A", text=text),
    }


def one_name(count: int) -> dict[str, str]:
    return {"content/participants.yaml": people(count, "Ad Soyad")}


def unknown_people(count: int) -> dict[str, str]:
    return {
        "content/participants.yaml": people(count, "Ad{0} Soyad{0}"),
        **{
            f"content/releases/2026/a{number}.en.md": release(
                f"A{number}", participants=f"[ad-soyad{number}, ad-soyad{number}x]"
            )
            for number in range(count // 4)
        },
    }


def dead_links(count: int) -> dict[str, str]:
    return {
        f"content/releases/2026/a{number}.en.md": release(
            f"A{number}", text=f"[x](b{number}.en.md)"
        )
        for number in range(count // 2)
    }


def dead_anchors(count: int) -> dict[str, str]:
    # Of fewer names all that have letters in common are counted.
    text = "\n\n".join(f"## A{number}\n\n[x](#b{number})" for number in range(3 * count))
    return {"content/releases/2026/a.en.md": release("A", text=text)}


def missing_photos(count: int) -> dict[str, str]:
    photos = ", ".join(f"{{file: a{number}.jpg, alt: x}}" for number in range(count))
    there = {f"content/releases/2026/a/b{number}.txt": "x" for number in range(count)}
    return {"content/releases/2026/a.en.md": release("A", photos=f"[{photos}]"), **there}


def standing_pages(count: int) -> dict[str, str]:
    return {
        f"content/pages/p{number}.en.md": f"---\ntitle: P{number}\n---\nx\n"
        for number in range(count // 2)
    }


SITES = (
    *(registry_alone, one_first_name, all_are_named, one_name, unknown_people),
    *(dead_links, dead_anchors, missing_photos, standing_pages),
)


@pytest.mark.slow
@pytest.mark.parametrize("files", SITES, ids=lambda files: files.__name__)
def test_a_site_is_as_much_work_as_there_is_of_it(
    files: Callable[[int], dict[str, str]], tmp_path: Path
) -> None:
    def work(count: int) -> Callable[[], object]:
        made = SampleSite(tmp_path / str(count))
        made.change({"site_config.yaml": CONFIG, **files(count)})
        return lambda: check(made.root, Options(now=NOW, jobs=1, uses_cache=False))

    assert growth(work, 100) < MOST


# --- what nobody thought of -----------------------------------------------------------------

# `make soak` sets it to thousands.
TRIED = int(os.environ.get("BEYAN_SOAK_TEXTS", "20"))


def test_no_marks_in_any_order_are_more_work_than_there_are_of_them() -> None:
    chance = random.Random(os.environ.get("BEYAN_SOAK_SEED", "beyan"))
    for _ in range(TRIED):
        mark = "".join(chance.choices(MARKS, k=chance.randint(2, 5)))
        head, tail = chance.choice(HEADS), chance.choice(("", "x}", *MARKS))
        work = partial(repeated, mark, head=head, tail=tail)
        found = growth(work, 500)
        assert found < MOST, (head, mark, tail)
