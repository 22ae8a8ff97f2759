"""Characters that nobody sees or that no reader of XML takes are told where they stand."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from lxml import etree

from tests.conftest import SampleSite, release
from tests.typed.desk import Desk, Shown, Told, desk_of, names

Make = Callable[..., SampleSite]
R = "content/releases/2026/2026-03-05"
MARK = b"\xef\xbb\xbf"

REFUSED = [
    *(
        Told(f"reference {reference[1:-1]}", f"Bir.\n\nSətir{reference}davamı.", 3, "error")
        for reference in (
            *("&#11;", "&#x0B;", "&#1;", "&#x1;", "&#0;", "&#x0;", "&#8;", "&#31;", "&#x1F;"),
            *("&#xFFFE;", "&#xFFFF;", "&#65535;", "&#xD800;", "&#xDFFF;", "&#x110000;", "&#x000b;"),
        )
    ),
    Told("in a link's title", "Bir.\n[a](https://example.org/ 'x&#11;y')", 2, "error"),
    Told("in a link's address", "[a](https://example.org/x&#xFFFE;y)", 1, "error"),
    Told("in a definition", "[a][k]\n\n[k]: https://example.org/ 'x&#1;y'", 3, "error"),
    Told("in an attribute", 'Bir.\n\n<abbr title="x&#12;y">z</abbr>', 3, "error"),
    Told("in a picture's words", "![x&#11;y](z.png)", 1, "error"),
    Told("in an item", "- su\n- qaz&#x2;", 2, "error"),
    Told("in a table", "a | b\n--|--\n1 | x&#xFFFF;y", 3, "error"),
    Told("in a heading", "## Nəticə&#11;lər", 1, "error"),
    Told("in a footnote", "Mətn[^1].\n\n[^1]: Qeyd&#11;.", 3, "error"),
    Told("in the title", "Mətn.", -1, "error", head="title: Görüş&#11;Bakıda\n"),
    Told("in the summary", "Mətn.", -1, "error", head="summary: Görüş&#xFFFE; keçirildi\n"),
    Told("in a role", "Mətn.", -1, "error", head="participants: [{name: Ana, role: 'x&#2;y'}]\n"),
]

SHOWN = [
    Shown("references of letters", "&#601;lil &#x131;şıq &#65; &#x1F600;", "<p>əlil ışıq A 😀</p>"),
    Shown("references of blanks", "bir&#9;iki&#32;üç&#160;dörd", "<p>bir iki üç\u00a0dörd</p>"),
    Shown("escaped", "Yazın: &amp;#11; və &amp;#xFFFE;", "<p>Yazın: &amp;#11; və &amp;#xFFFE;</p>"),
    Shown(
        "no reference",
        "&#; &#x; &#xG; #11;",
        "<p>&amp;#; &amp;#x; &amp;#xG; #11;</p>",
    ),
    Shown("emoji of several signs", "Ailə 👩‍👧 və 🇦🇿 bayrağı", "<p>Ailə 👩‍👧 və 🇦🇿 bayrağı</p>"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_of(tmp_path_factory.mktemp("characters"), REFUSED, SHOWN)


def test_check_and_build_say_the_same(desk: Desk) -> None:
    desk.assert_check_and_build_agree()


@pytest.mark.parametrize("row", **names(REFUSED))
def test_references_that_xml_forbids_are_refused(desk: Desk, row: Told) -> None:
    desk.assert_told(row)


@pytest.mark.parametrize("row", **names(SHOWN))
def test_other_references_are_shown(desk: Desk, row: Shown) -> None:
    desk.assert_shown(row)


def test_machines_can_read_all_that_is_published(desk: Desk) -> None:
    for path in desk.output.rglob("*.xml"):
        etree.parse(path)
    for path in desk.output.rglob("*.json"):
        json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "code",
    ["`x&#11;y`", "```\nx&#11;y\n```", "`&#xFFFE;` və `&#0;`"],
)
def test_a_forbidden_reference_in_code_is_told_or_shown_as_its_signs(site: Make, code: str) -> None:
    made = site({f"{R}-kod.az.md": release(text=f"Bir.\n\n{code}")})
    result = made.build()
    if result.report.exit_code == 0:
        etree.parse(made.output / "az/feed.xml")
        assert "&amp;#" in result.html("/az/releases/2026/kod/")
    else:
        assert {problem.span.line for problem in result.diagnostics} & {7, 8}


INVISIBLE = {
    "vertical tabs": ("Bir\x0biki.\n\n" * 12, 12, [5, 7, 9]),
    "controls of several kinds": ("a\x01b\n\nc\x02d\n\ne\x7ff", 3, [5, 7, 9]),
    "two in a line": ("Bir\x0biki\x0büç.\n\nDörd\x0bbeş.", 3, [5, 7]),
    "form feeds": ("Səhifə\x0c\n\nSəhifə\x0c\n\nSəhifə\x0c", 3, [5, 7, 9]),
}


@pytest.mark.parametrize("name", INVISIBLE)
@pytest.mark.parametrize("command", ["check", "build"])
def test_all_invisible_characters_of_a_file_are_told_in_one_run(
    site: Make, name: str, command: str
) -> None:
    """Each of them, or the first with their number."""
    text, count, lines = INVISIBLE[name]
    made = site({f"{R}-x.az.md": release(text=text.strip("\n"))})
    result = getattr(made, command)()
    assert result.report.exit_code == 1
    assert result.files == set()
    first, *_ = result.diagnostics
    assert first.span.line == lines[0]
    told = " ".join(value for each in result.diagnostics for _, value in each.values)
    assert len(result.codes) >= count or str(count) in told, result.lines
    assert {each.span.line for each in result.diagnostics} >= set(lines) or all(
        str(line) in told for line in lines
    ), result.lines


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("Bir\x0biki.\n\n[yox](yox.az.md)", 7, "dead-link"),
        ("[yox](yox.az.md)\n\nBir\x01iki.", 5, "dead-link"),
        ("Bir\x0biki.\n\n![şəkil](https://example.org/x.png)", 7, "outside-image"),
    ],
)
def test_an_invisible_character_hides_no_other_problem(
    site: Make, text: str, line: int, code: str
) -> None:
    result = site({f"{R}-x.az.md": release(text=text)}).check()
    assert "control-character" in result.codes
    assert (line, code) in [(each.span.line, each.code) for each in result.diagnostics]


def test_an_invisible_character_in_the_text_hides_no_problem_of_the_head(site: Make) -> None:
    files = {f"{R}-x.az.md": release(date="2026-31-12", text="Bir\x0biki.", views="çox")}
    assert {"control-character", "bad-date", "bad-number"} <= set(site(files).check().codes)


def test_files_that_are_no_utf8_hide_no_other_file(site: Make) -> None:
    files: dict[str, str | bytes] = {
        f"{R}-a.az.md": release(text="Görüş").encode("utf-16"),
        f"{R}-b.az.md": release("Görüş", text="Işıq").encode("iso-8859-9"),
        f"{R}-c.az.md": release(date="2026-31-12"),
        f"{R}-d.az.md": release(text="[yox](yox.az.md)"),
    }
    result = site(files).check()
    told = {(each.span.path, each.code) for each in result.diagnostics}
    assert {(f"{R}-a.az.md", "not-utf8"), (f"{R}-b.az.md", "not-utf8")} <= told
    assert (f"{R}-c.az.md", "bad-date") in told
    assert any(path == f"{R}-d.az.md" for path, _ in told)


def test_a_byte_order_mark_is_accepted_in_every_text_file(site: Make) -> None:
    files: dict[str, str | bytes] = {
        "content/topics.yaml": "su:\n  name: {az: Su, en: Water}\n",
        "content/participants.yaml": "ana:\n  name: {az: Ana Səlimova, en: Ana S}\n",
        "content/views.csv": "month,release,language,reads\n2026-03,2026/2026-03-05-su,az,41\n",
        "content/pages/biz.az.md": "---\ntitle: Biz\n---\nBiz.\n",
        f"{R}-su.az.md": release(text="Mətn.", topics="[su]", participants="[ana]"),
        f"{R}-su.en.md": release("Water", text="Text."),
        "templates/parts/footer.html": "<footer>Son</footer>\n",
    }
    plain = site(files).build()
    assert plain.report.exit_code == 0, plain.lines
    tree = plain.tree()
    marked = {path: MARK + text.encode() for path, text in files.items() if isinstance(text, str)}
    made = site(marked)
    config = made.root / "site_config.yaml"
    config.write_bytes(MARK + config.read_bytes())
    result = made.build(uses_cache=False)
    assert result.codes == []
    assert {path for path, data in result.tree().items() if data != tree.get(path)} == set()


@pytest.mark.parametrize("path", [f"{R}-su.az.md", "site_config.yaml", "content/topics.yaml"])
def test_a_byte_order_mark_shifts_no_place(site: Make, path: str) -> None:
    """The other problems of the file are told at their places."""
    made = site(
        {f"{R}-su.az.md": release(), "content/topics.yaml": "su:\n  name: {az: Su, en: S}\n"}
    )
    first, rest = (made.root / path).read_text("utf-8").split("\n", 1)
    made.change({path: MARK + f"{first}\nyad: 1\n{rest}".encode()})
    without = made.check().lines
    made.change({path: f"{first}\nyad: 1\n{rest}".encode()})
    assert without == made.check().lines != []
