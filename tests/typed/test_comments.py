"""Hidden notes never leave the file, wherever they stand, and nothing of what they hide is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from beyan.cli import cli
from beyan.console import Console
from tests.conftest import CONFIG, SampleSite
from tests.typed.desk import Desk, Shown, Told, desk_of, names

Make = Callable[..., SampleSite]

# Stands in every note that must not be seen, and in nothing else.
HIDDEN = "gizlin"

TEXTS = [
    Shown("in a line", f"Müfəttiş <!-- {HIDDEN}: adı yoxla --> gəldi.", "<p>Müfəttiş gəldi.</p>"),
    Shown(
        "at the end of a line",
        f"Zal doludur. <!-- {HIDDEN} -->\n\nSon.",
        "<p>Zal doludur.</p><p>Son.</p>",
    ),
    Shown("at the beginning of a line", f"<!-- {HIDDEN} -->Qapı açıqdır.", "<p>Qapı açıqdır.</p>"),
    Shown("on a line of its own", f"Bir.\n\n<!-- {HIDDEN} -->\n\nİki.", "<p>Bir.</p><p>İki.</p>"),
    Shown(
        "between two lines",
        f"Birinci\n<!-- {HIDDEN} -->\nikinci",
        "<p>Birinci</p><p>ikinci</p>",
    ),
    Shown(
        "over blank lines",
        f"It rained <!-- {HIDDEN}\n\n{HIDDEN} two --> all day.",
        "<p>It rained all day.</p>",
        warned=-1,
    ),
    Shown(
        "over many paragraphs",
        f"A.\n\n<!--\n{HIDDEN}\n\n- {HIDDEN}\n\n## {HIDDEN}\n-->\n\nB.",
        "<p>A.</p><p>B.</p>",
    ),
    Shown("two in a line", f"a <!-- {HIDDEN} -->b<!-- {HIDDEN} --> c", "<p>a b c</p>"),
    Shown("without blanks", f"söz<!--{HIDDEN}-->", "<p>söz</p>"),
    Shown("an empty one", "söz<!---->lük", "<p>sözlük</p>"),
    Shown(
        "indented by four blanks", f"Mətn\n\n    <!-- {HIDDEN} -->\n\nSon", "<p>Mətn</p><p>Son</p>"
    ),
    Shown("indented by a tab", f"Mətn\n\n\t<!-- {HIDDEN} -->\n\nSon", "<p>Mətn</p><p>Son</p>"),
    Shown("in an item", f"- su <!-- {HIDDEN} -->\n- qaz", "<ul><li>su</li><li>qaz</li></ul>"),
    Shown("below an item", f"- su\n  <!-- {HIDDEN} -->\n- qaz", "<ul><li>su</li><li>qaz</li></ul>"),
    Shown(
        "in a nested item",
        f"- a\n  - b<!-- {HIDDEN} -->\n",
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
    ),
    Shown(
        "in a quotation", f"> Gəlin. <!-- {HIDDEN} -->", "<blockquote><p>Gəlin.</p></blockquote>"
    ),
    Shown(
        "over the lines of a quotation",
        f"> Gəlin. <!-- {HIDDEN}\n> {HIDDEN} --> Sabah.",
        "<blockquote><p>Gəlin. Sabah.</p></blockquote>",
    ),
    Shown("in a heading", f"## Nəticə <!-- {HIDDEN} -->\n\nMətn.", "<h2>Nəticə</h2><p>Mətn.</p>"),
    Shown(
        "in a table",
        f"a | b\n--|--\n1 <!-- {HIDDEN} | {HIDDEN} --> | 2",
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tr><td>1</td><td>2</td></tr></table>",
    ),
    Shown(
        "in a link's text",
        f"[plan<!-- {HIDDEN} -->](https://example.org/)",
        '<p><a href="https://example.org/">plan</a></p>',
    ),
    Shown("in bold words", f"**çox<!-- {HIDDEN} --> vacib**", "<p><strong>çox vacib</strong></p>"),
    Shown(
        "in a block of HTML",
        f"<div>\n<p>söz <!-- {HIDDEN} --></p>\n</div>",
        "<div><p>söz</p></div>",
        warned=-1,
    ),
    Shown(
        "with signs of Markdown",
        f"bir <!-- *{HIDDEN}* [{HIDDEN}](x.md) `{HIDDEN}` --> iki",
        "<p>bir iki</p>",
    ),
    Shown("with HTML inside", f"bir <!-- <b>{HIDDEN}</b> <script> --> iki", "<p>bir iki</p>"),
    Shown(
        "with one backtick",
        f"bir <!-- {HIDDEN} ` --> iki <!-- {HIDDEN} ` --> üç",
        "<p>bir iki üç</p>",
    ),
    Shown(
        "with a fence inside", f"Bir.\n\n<!--\n```\n{HIDDEN}\n-->\n\nİki.", "<p>Bir.</p><p>İki.</p>"
    ),
    Shown("with an arrow of one dash", f"bir <!-- {HIDDEN} -> {HIDDEN} --> iki", "<p>bir iki</p>"),
    Shown(
        "with lines that end as in Windows",
        f"bir <!-- {HIDDEN}\r\n{HIDDEN} --> iki",
        "<p>bir iki</p>",
        warned=-1,
    ),
    Shown(
        "with a definition of a link",
        f"[plan][p] <!-- {HIDDEN}\n\n[p]: https://{HIDDEN}.example.org -->\n\n[p]: https://example.org/p",
        '<p><a href="https://example.org/p">plan</a></p>',
    ),
    Shown(
        "in code",
        "`<!-- göstər -->` göstərilir",
        "<p><code>&lt;!-- göstər --&gt;</code> göstərilir</p>",
    ),
    Shown(
        "in code of two backticks", "``a ` <!-- b -->``", "<p><code>a ` &lt;!-- b --&gt;</code></p>"
    ),
    Shown(
        "in a fence",
        "```\n<!-- göstər\n```\n\nSon.",
        "<pre><code>&lt;!-- göstər\n</code></pre><p>Son.</p>",
    ),
]

# What follows a note stays on its line.
BELOW = [
    Told("below three lines", f"<!-- {HIDDEN}\n{HIDDEN}\n-->\n[yox](yox.az.md)", 4, "error"),
    Told("in the last line", f"Mətn <!--\n\n{HIDDEN} --> [yox](yox.az.md)", 3, "error"),
    Told(
        "below two of them", f"<!-- {HIDDEN} -->\n\nSöz <!--\n{HIDDEN}\n-->\n\n[a][b]", 7, "error"
    ),
]

LEFT_OVER = [
    Told("never closed", f"Mətn.\n\n<!-- {HIDDEN}: razılaşdır.\n\nDavamı.", 3, "error"),
    Told("never closed in a line", f"Birinci.\nİkinci <!-- {HIDDEN}", 2, "error"),
    Told("never closed in an item", f"- su\n- qaz <!-- {HIDDEN}\n- işıq", 2, "error"),
    Told("closed in a fence alone", f"A <!-- {HIDDEN}\n\n```\n--\n```\n", 1, "error"),
    Told("one dash", f"The <!- {HIDDEN} -> minister", 1, "error"),
    Told("one dash, closed by two", f"Söz.\n\nNazir <!- {HIDDEN} --> gəldi", 3, "error"),
    Told("a long dash", f"Nazir <!— {HIDDEN} —> gəldi", 1, "error"),
    Told("a long dash, closed by two", f"Nazir <!— {HIDDEN} --> gəldi", 1, "error"),
    Told("a short dash", f"Nazir <!– {HIDDEN} –> gəldi", 1, "error"),
    Told("typographic brackets", f"Nazir ‹!— {HIDDEN} —› gəldi", 1, "error"),
    Told("typographic brackets and hyphens", f"Sözlər.\n\n‹!-- {HIDDEN} --›", 3, "error"),
    Told("an arrow", "Bakı --> Gəncə qatarı", 1, "error"),
    Told("an end without a beginning", "Bir.\n\nİki.\n-->\n", 4, "error"),
    Told("one inside another", f"<!-- {HIDDEN} <!-- {HIDDEN} --> {HIDDEN} -->", 1, "error"),
    Told(
        "one inside another, over lines",
        f"A.\n\n<!--\n{HIDDEN}\n<!-- {HIDDEN} -->\n-->",
        3,
        "problem",
    ),
    Told("in the title", "Mətn.", -1, "error", head=f"title: Görüş <!-- {HIDDEN}\n"),
    Told("in the summary", "Mətn.", -1, "error", head=f"summary: Qısa <!— {HIDDEN} —> xülasə\n"),
    Told("an arrow in the title", "Mətn.", -1, "error", head="title: Bakı --> Şuşa\n"),
    Told(
        "in a correction",
        "Mətn.",
        -1,
        "error",
        head=f"corrections: [{{date: 2026-03-06, text: 'Ad <!- {HIDDEN} ->'}}]\n",
    ),
]

# Fields of words; the note is taken out, and what stands around it is shown.
FIELDS = {
    "title": "title: Görüş <!-- {} -->keçirildi\n",
    "summary": "summary: Görüş <!-- {} -->keçirildi\n",
    "place": "place: Görüş <!-- {} -->keçirildi\n",
    "name": "participants: [{{name: 'Görüş <!-- {} -->keçirildi'}}]\n",
    "role": "participants: [{{name: Rauf, role: 'Görüş <!-- {} -->keçirildi'}}]\n",
    "organisation": "participants: [{{name: Ana, organisation: 'Görüş <!-- {} -->keçirildi'}}]\n",
    "alternative text": "photos: [{{file: zal.png, alt: 'Görüş <!-- {} -->keçirildi'}}]\n",
    "caption": "photos: [{{file: zal.png, alt: Zal, caption: 'Görüş <!-- {} -->keçirildi'}}]\n",
    "credit": "photos: [{{file: zal.png, alt: Zal, credit: 'Görüş <!-- {} -->keçirildi'}}]\n",
    "attachment": "attachments: [{{file: plan.pdf, title: 'Görüş <!-- {} -->keçirildi'}}]\n",
    "correction": "corrections: [{{date: 2026-03-06, text: 'Görüş <!-- {} -->keçirildi'}}]\n",
    "withdrawal": "withdrawn: {{date: 2026-03-06, reason: 'Görüş <!-- {} -->keçirildi'}}\n",
    "contact": "contact: {{name: 'Görüş <!-- {} -->keçirildi', phone: '1'}}\n",
    "block of lines": "summary: >-\n  Görüş <!--\n  {} -->keçirildi\n",
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)
FILES = {"zal.png": PNG, "plan.pdf": b"%PDF-1.4"}
IN_FIELDS = [
    Shown(
        f"in the {name}",
        "Mətn.",
        "<p>Mətn.</p>",
        head.format(HIDDEN),
        {file: data for file, data in FILES.items() if file in head},
        warned=-1,
    )
    for name, head in FIELDS.items()
]
ELSEWHERE = {
    "content/topics.yaml": f"su:\n  name: {{az: 'Su <!-- {HIDDEN} -->işi', en: Water}}\n",
    "content/participants.yaml": (
        f"ana:\n  name: {{az: 'Ana <!-- {HIDDEN} -->Səlimova', en: Ana S}}\n"
        f"  role: {{az: 'Həkim <!-- {HIDDEN} -->', en: Doctor}}\n"
    ),
    "content/pages/haqqimizda.az.md": (
        f"---\ntitle: Biz <!-- {HIDDEN} -->kimik\n---\nSöz <!-- {HIDDEN}\n\n{HIDDEN} --> son.\n"
    ),
    "content/releases/2026/2026-03-05-su.az.md": (
        "---\ntitle: Su\ndate: 2026-03-05\ntopics: [su]\nparticipants: [ana]\n---\nMətn[^1].\n\n"
        f"[^1]: Qeyd <!-- {HIDDEN} -->burada. <!--\n\n    {HIDDEN} -->\n"
    ),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = tmp_path_factory.mktemp("comments")
    return desk_of(root, TEXTS, BELOW, LEFT_OVER, IN_FIELDS, files=ELSEWHERE)


def test_check_and_build_say_the_same(desk: Desk) -> None:
    desk.assert_check_and_build_agree()


def test_no_word_of_a_note_is_anywhere_in_the_output(desk: Desk) -> None:
    assert desk.published(HIDDEN) == []


@pytest.mark.parametrize("row", **names(TEXTS))
def test_what_stands_around_a_note_is_shown(desk: Desk, row: Shown) -> None:
    desk.assert_shown(row)


@pytest.mark.parametrize("row", **names(IN_FIELDS))
def test_fields_of_words_have_notes_as_well(desk: Desk, row: Shown) -> None:
    assert not desk.errors(row), desk.said(row)
    assert "Görüş keçirildi" in " ".join(desk.page(row).whole.split())


@pytest.mark.parametrize("row", **names(BELOW))
def test_what_follows_a_note_is_told_at_its_own_line(desk: Desk, row: Told) -> None:
    desk.assert_told(row)


@pytest.mark.parametrize("row", **names(LEFT_OVER))
def test_what_looks_like_a_note_is_an_error_at_its_place(desk: Desk, row: Told) -> None:
    desk.assert_told(row)


def test_an_arrow_of_hyphens_is_answered_with_an_arrow(desk: Desk) -> None:
    row = next(row for row in LEFT_OVER if row.name == "an arrow")
    assert any("→" in Console("en").hint(each) for each in desk.told_at(row, 1)), desk.said(row)


def test_pages_and_registries_have_notes_as_well(desk: Desk) -> None:
    shown = " ".join(
        (desk.output / path / "index.html").read_text()
        for path in ("az/haqqimizda", "az/topics", "az/participants", "az/releases/2026/su")
    )
    for words in ("Biz kimik", "Söz son.", "Su işi", "Ana Səlimova", "Qeyd burada."):
        assert words in " ".join(shown.split()), words


def run(made: SampleSite, *arguments: str) -> str:
    options = ["--site", str(made.root), "--ui-lang", "en", *arguments]
    done = CliRunner().invoke(cli, options, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def written(made: SampleSite, language: str) -> Path:
    found = (made.root / "content/releases").rglob(f"*.{language}.md")
    return max(found, key=lambda path: path.stat().st_mtime_ns)


@pytest.mark.parametrize(
    "text",
    [
        f"Müfəttiş <!-- {HIDDEN} --> gəldi.",
        f"Bir.\n\n<!-- {HIDDEN} -->\n\nİki <!-- {HIDDEN}\n\n{HIDDEN} --> üç.",
        f"- su <!-- {HIDDEN} -->\n- qaz\n\n## Son <!-- {HIDDEN} -->",
    ],
)
def test_a_translation_begins_without_the_notes_of_its_original(site: Make, text: str) -> None:
    head = f"title: Görüş <!-- {HIDDEN} -->\ndate: 2026-03-05\nsummary: Qısa <!-- {HIDDEN} -->"
    path = "content/releases/2026/2026-03-05-x.az.md"
    made = site({path: f"---\n{head}\n---\n{text}\n"})
    run(made, "translate", str(made.root / path), "--to", "en")
    draft = written(made, "en").read_text("utf-8")
    assert HIDDEN not in draft
    assert made.check().report.exit_code == 0


@pytest.mark.parametrize("language", ["az", "en"])
def test_the_notes_of_a_new_release_are_on_no_page(site: Make, language: str) -> None:
    made = site(config=CONFIG)
    run(made, "new", "Yeni görüş", "--lang", language)
    file = written(made, language)
    text = file.read_text("utf-8")
    note = text[text.index("<!--") :]
    file.write_text(text.replace("draft: true\n", "") + "\nYazılmış mətn.\n", "utf-8")
    result = made.at(made.now.replace(year=2036)).build()
    assert result.report.exit_code == 0, result.lines
    pages = b" ".join(result.tree().values()).decode("utf-8", "replace")
    assert "Yazılmış mətn." in pages
    for line in note.splitlines()[1:-1]:
        assert not line or line not in pages
