"""Slips of the front matter are shown as they should be typed, and the scaffold's notes work."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import yaml
from click.testing import CliRunner

from beyan.cli import cli
from tests.conftest import SampleSite, release
from tests.typed.desk import Desk, Shown, Told, desk_of, names

Make = Callable[..., SampleSite]
R = "content/releases/2026/2026-03-05"

# The line of the head, counted from its end, and how it should be typed.
INDENTED = {
    "a blank that the # has left": (" place: Bakı\n", -1, "place: Bakı"),
    "the first blank of a list": (
        " participants:\n   - name: Ana\n     role: Həkim\n",
        -3,
        "participants:",
    ),
    "two blanks before a key": ("  views: 41\n", -1, "views: 41"),
    "a key that is too far in": ("place: Bakı\n    views: 41\n", -1, "views: 41"),
    "a key of an item too far out": (
        "participants:\n  - name: Ana\n   role: Həkim\n",
        -1,
        "    role: Həkim",
    ),
    "a key of an item too far in": (
        "participants:\n  - name: Ana\n      role: Həkim\n",
        -1,
        "    role: Həkim",
    ),
    "an item too far in": (
        "participants:\n  - name: Ana\n    - name: Rauf\n",
        -1,
        "  - name: Rauf",
    ),
    "an item too far out": (
        "participants:\n    - name: Ana\n  - name: Rauf\n",
        -1,
        "    - name: Rauf",
    ),
    "a key behind a list, one blank in": (
        "participants:\n  - name: Ana\n place: Bakı\n",
        -1,
        "place: Bakı",
    ),
}
# Each with the line of the head that is told.
SLIPS = {
    "a colon inside": ("summary: Müvəkkil dedi: gəlin\n", -1),
    "two colons inside": ("summary: Saat: 10:00, yer: zal\n", -1),
    "a colon in the line that goes on": ("summary: Müvəkkil gəldi\n  və dedi: bəli\n", -1),
    "words behind quotation marks": ('place: "Bakı" şəhəri\n', -1),
    "words behind single quotation marks": ("summary: 'Ev' filmi göstərildi\n", -1),
    "a bracket that closes too early": ("summary: [Yeni] açıqlama\n", -1),
    "no blank behind the colon": ("summary:Qısa xülasə\n", -1),
    "an equals sign": ("summary = Qısa xülasə\n", -1),
    "a key twice without a blank": ("place: Bakı\ntitle:Yeni başlıq\n", -1),
    "a key twice with an equals sign": ("date = 2026-03-06\n", -1),
    "a line of words": ("place: Bakı\nbu sətir açarsızdır\n", -1),
    "a reserved sign": ("place: @Bakı\n", -1),
    "a reserved accent": ("summary: `kod` dərc edilib\n", -1),
    "a percent sign": ("summary: %20 artım\n", -1),
    "an asterisk": ("summary: *vacib* xəbər\n", -1),
    "a dash": ("summary: - bir bənd\n", -1),
}
CONFLICT = "<<<<<<< HEAD\n{0}: Bakı\n=======\n{0}: Gəncə\n>>>>>>> 4f1c2aa (düzəliş)\n"
CONFLICTS = [
    Told("a conflict in the head", "Mətn.", -5, "error", CONFLICT.format("place")),
    Told(
        "a conflict between two keys",
        "Mətn.",
        -5,
        "error",
        "<<<<<<< HEAD\nplace: Bakı\n||||||| 12ab\n=======\n>>>>>>> su\n",
    ),
    Told("a conflict in the text", f"Bir.\n\n{CONFLICT.format('Yer')}\nSon.", 3, "error"),
    Told("a conflict in a list", f"- su\n{CONFLICT.format('- yer')}", 2, "error"),
]


def line_of(name: str) -> int:
    return (INDENTED.get(name) or SLIPS[name])[1]


TABLES = {
    kind: [Shown(name, "Mətn.", "", row[0]) for name, row in table.items()]
    for kind, table in (("indented", INDENTED), ("slips", SLIPS))
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_of(tmp_path_factory.mktemp("front"), CONFLICTS, *TABLES.values())


def test_check_and_build_say_the_same(desk: Desk) -> None:
    desk.assert_check_and_build_agree()


@pytest.mark.parametrize("row", **names(TABLES["indented"]))
def test_a_wrong_indentation_is_shown_as_it_should_be(desk: Desk, row: Shown) -> None:
    found = desk.told_at(row, line_of(row.name))
    assert found, desk.said(row)
    examples = [dict(problem.values).get("example", "") for problem in found]
    assert [each.replace("␣", " ").replace("·", " ") for each in examples] == [
        INDENTED[row.name][2]
    ], desk.said(row)


@pytest.mark.parametrize("row", **names(TABLES["slips"]))
def test_a_hint_neither_repeats_the_mistake_nor_makes_another(desk: Desk, row: Shown) -> None:
    found = desk.told_at(row, line_of(row.name))
    assert found, desk.said(row)
    typed = row.head.strip("\n").split("\n")
    for problem in found:
        example = dict(problem.values).get("example", "")
        assert example not in [line.strip() for line in typed]
        if example:
            read = yaml.safe_load(example)
            assert not isinstance(read, dict) or not read.keys() & {"title", "date"}, example


@pytest.mark.parametrize("row", **names(CONFLICTS))
def test_marks_of_a_merge_are_named(desk: Desk, row: Told) -> None:
    desk.assert_told(row)
    assert re.search("<<<<<<<|>>>>>>>|merge|git", desk.hints(row)), desk.hints(row)


@pytest.mark.parametrize(
    "path", ["site_config.yaml", "content/topics.yaml", "content/participants.yaml"]
)
def test_marks_of_a_merge_are_named_in_every_file_of_settings(site: Make, path: str) -> None:
    made = site({
        "content/topics.yaml": "su:\n  name: {az: Su, en: Water}\n",
        "content/participants.yaml": "ana:\n  name: {az: Ana, en: Ana}\n",
        f"{R}-x.az.md": release(),
    })  # fmt: skip
    text = (made.root / path).read_text("utf-8")
    made.change({path: f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> su\n"})
    result = made.check()
    assert [(problem.span.path, problem.span.line) for problem in result.diagnostics] == [(path, 1)]
    assert result.codes == ["merge-conflict"]


KEY_IN_NOTE = re.compile(
    r"^#(?=\s*(?:- )?(?:photos|attachments|embargo|file|alt|caption|credit|title|name|role):)", re.M
)


@pytest.mark.parametrize("language", ["az", "en"])
@pytest.mark.parametrize("language_of_notes", ["az", "en"])
def test_the_notes_of_a_new_release_can_be_used_by_deleting_their_sign_alone(
    site: Make, language: str, language_of_notes: str
) -> None:
    made = site()
    options = ["--site", str(made.root), "--ui-lang", language_of_notes]
    CliRunner().invoke(cli, [*options, "new", "Yeni", "--lang", language], catch_exceptions=False)
    (file,) = (made.root / "content/releases").rglob("*.md")
    text, count = KEY_IN_NOTE.subn("", file.read_text("utf-8"))
    assert count >= 9
    file.write_text(text, "utf-8")
    result = made.check()
    assert {problem.code for problem in result.diagnostics} <= {
        "missing-file",
        "duplicate-item",
        "words-in-other-language",
        "other-language",
        "far-embargo",
    }, result.lines
    assert "missing-file" in result.codes


@pytest.mark.parametrize("language", ["az", "en"])
def test_a_blank_that_the_sign_of_a_note_leaves_is_told_as_such(site: Make, language: str) -> None:
    """As many do: the # is replaced by nothing in one line, by a blank in the next."""
    made = site()
    options = ["--site", str(made.root), "new", "Yeni", "--lang", language]
    CliRunner().invoke(cli, options, catch_exceptions=False)
    (file,) = (made.root / "content/releases").rglob("*.md")
    lines = file.read_text("utf-8").split("\n")
    number = next(n for n, line in enumerate(lines) if re.match(r"#\s*embargo:", line))
    lines[number] = " " + lines[number].lstrip("# ")
    file.write_text("\n".join(lines), "utf-8")
    result = made.check()
    assert [problem.span.line for problem in result.diagnostics] == [number + 1], result.lines
    assert lines[number].strip() in " ".join(v for _, v in result.diagnostics[0].values)
