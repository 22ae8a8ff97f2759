"""`translate --export` and `--import`: files that translators work in."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from beyan.cli import cli
from beyan.desk.exchange.exporting import FORMS
from beyan.desk.exchange.reading import read_rows
from beyan.desk.exchange.rows import DONE, NEW, OUTDATED, Languages, Row
from tests.conftest import CONFIG, SampleSite, release
from tests.unit.desk.test_translation import FILES, SOURCE

Make = Callable[..., SampleSite]
Fill = Callable[[Row], Row]
FOLDER = "content/releases/2026"
AZ, EN = (f"{FOLDER}/2026-03-05-a.{tag}.md" for tag in ("az", "en"))
TEXT = """\
Bir [keçid](https://example.org/a) və qeyd[^1].

## Bölmə

- birinci
- `kod`

[^1]: Qeydin mətni."""
ENGLISH = {
    "Bəyanat": "Statement",
    "Bir [keçid](https://example.org/a) və qeyd[^1].": (
        "A note[^1], and a [link](https://example.org/a)."
    ),
    "## Bölmə": "## Section",
    "- birinci\n- `kod`": "- first\n- `kod`",
    "[^1]: Qeydin mətni.": "[^1]: The words of the note.",
}
IN_THREE = CONFIG.replace("[az, en]", "[az, en, tr]").replace("{az: N", "{tr: Örnek, az: N")
ENDINGS = {name: form.ending for name, form in FORMS.items()}


def translate(made: SampleSite, *arguments: object, language: str = "en") -> Result:
    options = ["--site", str(made.root), "--ui-lang", language, "translate"]
    return CliRunner().invoke(cli, [*options, *map(str, arguments)], catch_exceptions=False)


def exported(made: SampleSite, form: str, *names: str) -> Path:
    out = made.root.parent / f"out.{ENDINGS[form]}"
    out.unlink(missing_ok=True)
    done = translate(made, *(names or (AZ,)), "--export", form, "--output", out)
    assert (done.exit_code, done.stderr) == (0, "")
    return out


def filled(path: Path, fill: Fill) -> Path:
    """The file as a translator's program writes it."""
    rows = [fill(row) for row in read_rows(path)]
    form = next(name for name, ending in ENDINGS.items() if path.suffix == f".{ending}")
    path.write_bytes(FORMS[form].written(rows, Languages("az", "en"), "https://example.org"))
    return path


def english(row: Row) -> Row:
    return row._replace(target=ENGLISH[row.source], state=DONE)


def content(made: SampleSite) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in (made.root / "content").rglob("*") if p.is_file()}


def places(stderr: str) -> list[tuple[int, str]]:
    """Line and code of what is told of the exchange file."""
    found = re.findall(r"^\S*out\.\w+:(\d+):\d+: error\[([\w-]+)\]", stderr, re.MULTILINE)
    return [(int(line), code) for line, code in found]


@pytest.fixture
def simple(site: Make) -> SampleSite:
    return site({AZ: release(text=TEXT)})


# --- out and back ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_translator_gets_the_words_and_readers_get_the_translation(
    simple: SampleSite, form: str
) -> None:
    back = filled(exported(simple, form), english)
    done = translate(simple, "--import", back)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"changed: {EN}",
        f"{EN}: segments new: 0, outdated: 0, done: 5",
    ]
    text = (simple.root / EN).read_text()
    assert "title: Statement\n" in text
    assert text.endswith("---\n" + "\n\n".join(list(ENGLISH.values())[1:]) + "\n")
    assert "# az:" not in text
    assert "<!--" not in text
    built = simple.build()
    assert not built.diagnostics
    assert "The words of the note." in built.html("/en/releases/2026/a/")
    again = translate(simple, "--import", back)
    assert again.stdout.splitlines()[0] == "nothing to change"


def test_all_that_an_edition_says_goes_out(site: Make) -> None:
    corrections = "corrections: [{date: 2026-03-06, text: Düzəliş}]"
    extra = f"{corrections}\nwithdrawn: {{date: 2026-03-07, reason: Səbəb}}\n---\n"
    made = site({**FILES, AZ: SOURCE.replace("---\nBirinci", f"{extra}Birinci")})
    keys = [row.name.split("/")[1] for row in read_rows(exported(made, "csv"))]
    assert keys == [
        "title", "summary", "place", "participants.2.name", "participants.2.role",
        "participants.3.name", "participants.3.role", "participants.4.name", "participants.4.role",
        "photos.1.alt", "photos.1.credit", "attachments.1.title", "contact.name",
        "withdrawn.reason", "corrections.1.text", "text.1", "text.2", "text.3",
    ]  # fmt: skip


def test_words_that_only_another_edition_states_go_out_as_well(site: Make) -> None:
    config = IN_THREE
    photo = "[{file: hall.png, alt: {az: Zal, en: The hall}}]"
    made = site(
        {AZ: release(photos=photo), EN: "---\ntitle: Statement\n---\nText.\n"}, config=config
    )
    rows = read_rows(exported_into(made, "po", EN, "tr"))
    assert [(row.source, row.target) for row in rows] == [
        ("Statement", ""), ("The hall", ""), ("Text.", ""),
    ]  # fmt: skip
    back = filled(made.root.parent / "out.po", lambda row: row._replace(target="X", state=DONE))
    assert translate(made, "--import", back).exit_code == 0
    assert (
        "  - file: hall.png\n    # az: Zal\n    alt: X\n"
        in (made.root / EN.replace(".en", ".tr")).read_text()
    )


def exported_into(made: SampleSite, form: str, name: str, to: str) -> Path:
    out = made.root.parent / f"out.{ENDINGS[form]}"
    done = translate(made, name, "--export", form, "--to", to, "--output", out)
    assert (done.exit_code, done.stderr) == (0, "")
    return out


def test_several_texts_and_standing_pages_go_into_one_file(site: Make) -> None:
    page = "content/pages/about.az.md"
    made = site({AZ: release(text="Mətn."), page: "---\ntitle: Haqqımızda\n---\nSəhifə.\n"})
    back = filled(
        exported(made, "xliff", AZ, page), lambda row: row._replace(target="X", state=DONE)
    )
    done = translate(made, "--import", back)
    assert done.stdout.splitlines()[:2] == [
        f"changed: {EN}",
        "changed: content/pages/about.en.md",
    ]


def test_one_wrong_text_keeps_all_from_being_written(site: Make) -> None:
    page = "content/pages/about.az.md"
    made = site({AZ: release(text="Mətn."), page: "---\ntitle: Haqqımızda\n---\n## Bölmə\n"})
    back = filled(exported(made, "po", AZ, page), lambda row: row._replace(target="X", state=DONE))
    before = content(made)
    done = translate(made, "--import", back)
    assert done.exit_code == 1
    assert [code for _, code in places(done.stderr)] == ["exchange-markup"]
    assert content(made) == before


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_finished_waits_as_a_note(simple: SampleSite, form: str) -> None:
    back = filled(
        exported(simple, form),
        lambda row: (
            english(row) if "Bölmə" not in row.source else row._replace(target="", state=NEW)
        ),
    )
    done = translate(simple, "--import", back)
    assert done.stdout.splitlines()[1] == f"{EN}: segments new: 1, outdated: 0, done: 4"
    assert "\n\n<!-- az: ## Bölmə -->\n\n" in (simple.root / EN).read_text()
    simple.build()
    assert not (simple.output / "en/releases/2026/a/index.html").exists()
    states = [
        row.state or ("new" if not row.target else "done")
        for row in read_rows(exported(simple, "csv"))
    ]
    assert states == [DONE, DONE, NEW, DONE, DONE]


@pytest.mark.parametrize("form", ["po", "xliff"])
def test_what_the_program_marks_as_unsure_is_not_written(simple: SampleSite, form: str) -> None:
    back = filled(exported(simple, form), lambda row: english(row)._replace(state=OUTDATED))
    done = translate(simple, "--import", back)
    assert done.stdout.splitlines() == [
        "nothing to change",
        f"{EN}: segments new: 5, outdated: 0, done: 0",
    ]
    assert not (simple.root / EN).exists()


@pytest.mark.parametrize("form", FORMS)
def test_of_an_original_that_changed_only_that_is_to_be_done(simple: SampleSite, form: str) -> None:
    translate(simple, "--import", filled(exported(simple, form), english))
    note = "<!-- mine -->\n\n## Section"
    text = (simple.root / EN).read_text().replace("slug:\n", "slug: statement\n")
    (simple.root / EN).write_text(text.replace("## Section", note))
    simple.change(
        {
            AZ: release(
                text=TEXT.replace("Bölmə", "Yeni bölmə").replace("- birinci", "Yeni.\n\n- birinci")
            )
        }
    )
    rows = read_rows(exported(simple, form))
    assert [(bool(row.target), row.is_unsure) for row in rows] == [
        (True, False), (True, False), (True, True), (False, False), (True, False), (True, False),
    ]  # fmt: skip
    new = {"## Yeni bölmə": "## New section", "Yeni.": "New."}
    back = filled(
        made_from := exported(simple, form),
        lambda row: row._replace(target=new.get(row.source, row.target), state=DONE),
    )
    assert made_from == back
    assert translate(simple, "--import", back).exit_code == 0
    after = (simple.root / EN).read_text()
    assert "<!-- mine -->\n\n## New section\n\nNew.\n\n- first" in after
    assert "slug: statement\n" in after
    assert not simple.check().diagnostics


def test_an_edition_keeps_its_line_ends_its_mark_and_what_is_not_exchanged(site: Make) -> None:
    theirs = (
        "\ufeff---\r\n# mine\r\ntitle: Köhnə\r\nslug: own\r\nsummary: >\r\n  Of\r\n  old.\r\n"
        "views: 3\r\n---\r\nOne.\r\n\r\n<!-- mine -->\r\nTwo.\r\n"
    )
    made = site({AZ: release(text="Bir.\n\nİki.", summary="Xülasə."), EN: theirs})
    new = {"Bəyanat": "Statement: new", "Xülasə.": "Lead", "Bir.": "One.", "İki.": "The second."}
    back = filled(
        exported(made, "xliff"), lambda row: row._replace(target=new[row.source], state=DONE)
    )
    assert translate(made, "--import", back).exit_code == 0
    after = (made.root / EN).read_bytes().decode()
    head, _, body = after.partition("translated_from:\r\n")
    assert head == (
        '\ufeff---\r\n# mine\r\ntitle: "Statement: new"\r\nslug: own\r\n'
        "summary: Lead\r\nviews: 3\r\n"
    )
    assert body.endswith("---\r\nOne.\r\n\r\n<!-- mine -->\r\nThe second.\r\n")


CODES = {
    "in the place of a list": ("- bir\n\n    iki\n\n    - üç", "```\nkod\n\n\n  son\n```"),
    "with more blank lines": ("```\nkod\n\nson\n```", "```\nkod\n\n\n\nson\n```"),
    "with fewer blanks": ("Mətn.\n\n```\na  b\n```", "Mətn.\n\n```\na b\n```"),
    "in a list": ("- a\n\n  ```\n  k\n\n  l\n  ```", "- a\n\n  ```\n  k\n\n\n  l\n  ```"),
}


@pytest.mark.parametrize(("before", "after"), CODES.values(), ids=CODES)
@pytest.mark.parametrize("first", [0, 1])
def test_code_is_the_same_in_a_translation_whatever_was_in_its_place(
    site: Make, before: str, after: str, first: int
) -> None:
    made = site({AZ: release(text=before)})
    finished = iter(range(first, 9))

    def some(row: Row) -> Row:
        is_done = row.source == "Bəyanat" or next(finished) > 0
        return row._replace(target=row.source, state=DONE) if is_done else row

    translate(made, "--import", filled(exported(made, "xliff"), some))
    made.change({AZ: release(text=after)})
    back = filled(exported(made, "xliff"), lambda row: row._replace(target=row.source, state=DONE))

    assert translate(made, "--import", back).exit_code == 0

    assert (made.root / EN).read_text().endswith(f"---\n{after}\n")


def test_a_footnote_is_kept_until_it_is_translated(simple: SampleSite) -> None:
    """In the language of the original, or the sign that leads to it would be dead."""
    back = filled(
        exported(simple, "po"),
        lambda row: row if row.source.startswith("[^1]:") else english(row),
    )
    done = translate(simple, "--import", back)
    assert done.stdout.splitlines()[1] == f"{EN}: segments new: 0, outdated: 1, done: 4"
    assert (simple.root / EN).read_text().endswith("\n\n[^1]: Qeydin mətni.\n")
    assert [each.code for each in simple.check().diagnostics] == ["translation-outdated"]
    assert [row.is_unsure for row in read_rows(exported(simple, "po"))] == [False] * 4 + [True]


def test_words_that_the_original_gives_in_both_languages_are_not_repeated(site: Make) -> None:
    person = "[{name: {az: Könüllülər, en: Volunteers}, role: {az: Tərcümə, en: Interpreting}}]"
    made = site({AZ: release(participants=person), EN: "---\ntitle: Statement\n---\nText.\n"})
    back = filled(exported(made, "csv"), lambda row: row._replace(state=DONE))
    assert translate(made, "--import", back).exit_code == 0
    assert "participants" not in (made.root / EN).read_text().partition("translated_from")[0]
    back = filled(
        exported(made, "csv"),
        lambda row: row._replace(target=row.target.replace("Volunteers", "The volunteers")),
    )
    assert translate(made, "--import", back).exit_code == 0
    assert (
        "participants:\n  - name: The volunteers\n    role: Interpreting\n"
        in (made.root / EN).read_text()
    )
    assert not made.check().diagnostics


# --- what was translated before -------------------------------------------------------------


@pytest.fixture
def remembering(site: Make) -> SampleSite:
    old = f"{FOLDER}/2026-01-05-b"
    text = "Ombudsman bu gün vətəndaşları qəbul etdi və onları dinlədi."
    return site(
        {
            f"{old}.az.md": release("Qəbul", "2026-01-05", f"{text}\n\nMətbuat xidməti"),
            f"{old}.en.md": (
                "---\ntitle: Reception\n---\nThe Commissioner received citizens.\n\nPress service\n"
            ),
            AZ: release(
                "Bəyanat", text=f"{text[:-1]} diqqətlə.\n\nMətbuat xidməti\n\nBaşqa şeylər."
            ),
        }
    )


def test_what_was_translated_before_is_offered(remembering: SampleSite) -> None:
    text = exported(remembering, "xliff").read_text()
    found = re.findall(r'<alt-trans[^>]*match-quality="(\d+)%"[^>]*origin="([^"]*)"', text)
    assert [(quality, origin.rpartition("/")[2]) for quality, origin in found] == [
        ("94", "2026-01-05-b.az.md"), ("100", "2026-01-05-b.az.md"),
    ]  # fmt: skip
    assert "<target" not in re.sub(r"<alt-trans.*?</alt-trans>", "", text, flags=re.DOTALL)


def test_an_offer_counts_once_the_translator_has_taken_it(remembering: SampleSite) -> None:
    back = exported(remembering, "po")
    text = back.read_text()
    assert '#| msgid "Ombudsman bu gün vətəndaşları qəbul etdi və onları dinlədi."' in text
    assert (
        translate(remembering, "--import", back)
        .stdout.splitlines()[1]
        .endswith("new: 4, outdated: 0, done: 0")
    )
    table = list(csv.DictReader(io.StringIO(exported(remembering, "csv").read_text("utf-8-sig"))))
    assert [row["match"] for row in table] == [
        "", "94%: The Commissioner received citizens.", "100%: Press service", "",
    ]  # fmt: skip
    assert [row["target"] for row in table] == ["", "", "", ""]


def test_a_translation_that_does_not_fit_its_original_teaches_nothing(
    remembering: SampleSite,
) -> None:
    other = f"{FOLDER}/2026-01-05-b.en.md"
    remembering.change({other: "---\ntitle: Reception\n---\nOnly one paragraph.\n"})
    assert "alt-trans" not in exported(remembering, "xliff").read_text()


def test_words_are_read_whatever_inline_elements_a_program_puts_around_them(
    simple: SampleSite,
) -> None:
    back = filled(exported(simple, "xliff"), english)
    parts = '<mrk mtype="seg" mid="0">## </mrk><mrk mtype="seg" mid="1"><g id="1">Sec</g>tion</mrk>'
    replaced(back, (">## Section<", f">{parts}<"))
    assert translate(simple, "--import", back).exit_code == 0
    assert "\n\n## Section\n\n" in (simple.root / EN).read_text()


# --- what is refused ------------------------------------------------------------------------


def assert_refused(made: SampleSite, path: Path, *expected: tuple[int, str]) -> str:
    before = content(made)
    done = translate(made, "--import", path)
    assert (done.exit_code, places(done.stderr)) == (1, list(expected)), done.stderr
    assert content(made) == before
    assert "hint: " in done.stderr
    return done.stderr


def replaced(path: Path, *pairs: tuple[str, str]) -> Path:
    text = path.read_bytes().decode("utf-8-sig")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_bytes(text.encode())
    return path


DTDS = {
    "bomb": '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    "outside": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "empty": '<!DOCTYPE xliff SYSTEM "xliff.dtd">',
}


@pytest.mark.parametrize("name", DTDS)
def test_a_dtd_is_refused_before_anything_is_made_of_it(simple: SampleSite, name: str) -> None:
    back = filled(exported(simple, "xliff"), english)
    replaced(back, ("?>\n", f"?>\n\n{DTDS[name]}\n"), ("Statement", "Statement"))
    assert "DTD" in assert_refused(simple, back, (3, "exchange-unreadable"))
    back.write_bytes(back.read_text().replace("UTF-8", "UTF-16").encode("utf-16"))
    assert_refused(simple, back, (3, "exchange-unreadable"))


BROKEN: dict[str, tuple[str, Callable[[bytes], bytes], int, str]] = {
    "cut off": ("xliff", lambda data: data[: len(data) // 2], 11, "exchange-unreadable"),
    "no XML": ("xliff", lambda data: b"<html><body>&nbsp;", 1, "exchange-unreadable"),
    "XLIFF 2": (
        "xliff",
        lambda data: b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>',
        1,
        "exchange-unreadable",
    ),
    "no file": (
        "xliff",
        lambda data: b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>',
        1,
        "exchange-unreadable",
    ),
    "XML in another encoding": (
        "xliff",
        lambda data: (
            data.decode().replace("Bəyanat", "Bаyanat").encode("utf-8", "ignore")[:-20] + b"\xe9"
        ),
        27,
        "exchange-unreadable",
    ),
    "PO cut off": ("po", lambda data: data[:-3], 43, "exchange-unreadable"),
    "PO in Cyrillic": (
        "po",
        lambda data: data + 'msgid "Привет, мир"'.encode("cp1251"),
        44,
        "not-utf8",
    ),
    "table in UTF-16": (
        "csv",
        lambda data: data.decode("utf-8-sig").encode("utf-16"),
        1,
        "not-utf8",
    ),
    "no header": (
        "csv",
        lambda data: b"\n".join(data.split(b"\n")[1:]),
        1,
        "exchange-unreadable",
    ),
    "open quote": ("csv", lambda data: data + b'"', 9, "exchange-unreadable"),
    "empty": ("csv", lambda data: b"", 1, "empty-file"),
    "header alone": ("csv", lambda data: data.split(b"\n")[0], 1, "empty-file"),
    "a picture": ("csv", lambda data: b"GIF89a;\n", 1, "exchange-unreadable"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_none_is_told_with_its_line(simple: SampleSite, name: str) -> None:
    form, damage, line, code = BROKEN[name]
    back = filled(exported(simple, form), english)
    back.write_bytes(damage(back.read_bytes()))
    before = content(simple)
    done = translate(simple, "--import", back)
    assert (done.exit_code, content(simple)) == (1, before)
    assert (line, code) in places(done.stderr), done.stderr


def test_a_file_that_is_not_there_is_told(simple: SampleSite) -> None:
    done = translate(simple, "--import", simple.root / "nothing.po")
    assert (done.exit_code, "cannot-read" in done.stderr) == (2, True)


@pytest.mark.parametrize("form", FORMS)
def test_rows_may_come_in_any_order(simple: SampleSite, form: str) -> None:
    back = exported(simple, form)
    rows = [english(row) for row in reversed(read_rows(back))]
    back.write_bytes(FORMS[form].written(rows, Languages("az", "en"), ""))
    assert translate(simple, "--import", back).exit_code == 0
    assert (simple.root / EN).read_text().endswith("\n[^1]: The words of the note.\n")


@pytest.mark.parametrize("form", FORMS)
def test_line_ends_and_marks_of_other_systems_are_read(simple: SampleSite, form: str) -> None:
    back = filled(exported(simple, form), english)
    data = back.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    back.write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    assert translate(simple, "--import", back).exit_code == 0
    assert "- first\n- `kod`\n" in (simple.root / EN).read_text()


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_a_table_may_have_any_separator_and_fewer_columns(
    simple: SampleSite, separator: str
) -> None:
    back = filled(exported(simple, "csv"), english)
    rows = list(csv.reader(io.StringIO(back.read_text("utf-8-sig"), newline="")))
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([[*row[:2], *row[3:5]] for row in rows])
    back.write_bytes(out.getvalue().encode("utf-8-sig"))
    assert translate(simple, "--import", back).exit_code == 0


@pytest.mark.parametrize("form", FORMS)
def test_a_segment_that_is_gone_or_there_twice_is_told(simple: SampleSite, form: str) -> None:
    back = exported(simple, form)
    rows = [english(row) for row in read_rows(back)]
    back.write_bytes(FORMS[form].written(rows[:-2], Languages("az", "en"), ""))
    last = read_rows(back)[-1].line
    assert "text.3, text.4" in assert_refused(simple, back, (last, "exchange-missing"))
    back.write_bytes(FORMS[form].written([*rows, rows[1]], Languages("az", "en"), ""))
    first, last = (read_rows(back)[n].line for n in (1, -1))
    assert f"line {first}" in assert_refused(simple, back, (last, "exchange-twice"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda row: row._replace(path="content/releases/2026/other.az.md"), "unknown-edition"),
        (lambda row: row._replace(path="../../etc/passwd"), "unknown-edition"),
        (lambda row: row._replace(name=row.name.replace("en/", "fr/")), "unknown-language"),
        (lambda row: row._replace(name="1"), "exchange-row"),
        (lambda row: row._replace(name=row.name.replace("title", "titel")), "exchange-row"),
        (lambda row: row._replace(source="Another one"), "exchange-source"),
    ],
    ids=["another site", "outside", "language", "number", "unknown key", "source"],
)
def test_a_row_that_is_of_nothing_is_told_at_its_line(
    simple: SampleSite, form: str, change: Fill, code: str
) -> None:
    back = exported(simple, form)
    rows = [english(row) for row in read_rows(back)]
    back.write_bytes(FORMS[form].written([change(rows[0]), *rows[1:]], Languages("az", "en"), ""))
    before = content(simple)
    done = translate(simple, "--import", back)
    assert (done.exit_code, content(simple)) == (2 if code == "unknown-edition" else 1, before)
    assert (read_rows(back)[0].line, code) in places(done.stderr), done.stderr


MARKUP = {
    "link changed": ("text.1", "A [link](https://evil.example/) and a note[^1]."),
    "link dropped": ("text.1", "A link and a note[^1]."),
    "link added": ("text.1", "A [link](https://example.org/a)[^1] [b](https://example.org/b)."),
    "footnote dropped": ("text.1", "A [link](https://example.org/a)."),
    "heading dropped": ("text.2", "Section"),
    "heading lowered": ("text.2", "### Section"),
    "item dropped": ("text.3", "- first and `kod`"),
    "code translated": ("text.3", "- first\n- `code`"),
    "picture added": ("text.2", "## Section ![](https://evil.example/a.png)"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", MARKUP)
def test_links_footnotes_and_marks_have_to_be_those_of_the_original(
    simple: SampleSite, form: str, name: str
) -> None:
    key, words = MARKUP[name]
    back = filled(
        exported(simple, form),
        lambda row: english(row)._replace(target=words) if f"/{key}/" in row.name else english(row),
    )
    line = next(row.line for row in read_rows(back) if f"/{key}/" in row.name)
    stderr = assert_refused(simple, back, (line, "exchange-markup"))
    assert f'"{key}"' in stderr


@pytest.mark.parametrize(
    "words",
    ["One[^1].\n\nTwo [link](https://example.org/a).", "A <!-- [link](https://example.org/a)[^1]"],
    ids=["two paragraphs", "comment"],
)
def test_what_would_be_read_otherwise_is_told(simple: SampleSite, words: str) -> None:
    back = filled(
        exported(simple, "po"),
        lambda row: english(row)._replace(target=words) if "/text.1/" in row.name else english(row),
    )
    done = translate(simple, "--import", back)
    assert done.exit_code == 1
    line = next(row.line for row in read_rows(back) if "/text.1/" in row.name)
    assert places(done.stderr)[0][0] == line
    assert not (simple.root / EN).exists()


@pytest.mark.parametrize("words", ["=SUM(A1:A3)", "#NAME?", '=HYPERLINK("x")', "#ИМЯ?"])
def test_a_formula_is_no_translation(simple: SampleSite, words: str) -> None:
    back = filled(exported(simple, "csv"), english)
    replaced(back, ("Statement", words.replace('"', "")))
    assert_refused(simple, back, (2, "exchange-formula"))


def test_words_that_begin_like_a_formula_come_back(site: Make) -> None:
    words = ["+994 12 000 00 00", "- bənd", "= bərabər", "@ad", "'dırnaq'"]
    made = site({AZ: release(text="\n\n".join(words))})
    path = exported(made, "csv")
    cells = [row["source"] for row in csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))]
    assert not any(cell[0] in "=+-@" for cell in cells)
    back = filled(path, lambda row: row._replace(target=row.source, state=DONE))
    assert translate(made, "--import", back).exit_code == 0
    assert (made.root / EN).read_text().endswith("\n\n".join(words) + "\n")


@pytest.mark.parametrize("form", FORMS)
def test_an_original_that_changed_since_is_refused_and_both_are_shown(
    simple: SampleSite, form: str
) -> None:
    back = filled(exported(simple, form), english)
    line = next(row.line for row in read_rows(back) if "/text.2/" in row.name)
    simple.change({AZ: release(text=TEXT.replace("## Bölmə", "## Başqa"))})
    stderr = assert_refused(simple, back, (line, "exchange-changed"))
    assert f'{AZ}:7:1: "## Bölmə" is now "## Başqa"' in stderr
    simple.change({AZ: release(text=f"Əvvəl.\n\n{TEXT}")})
    stderr = assert_refused(simple, back, (read_rows(back)[0].line, "exchange-changed"))
    assert f'{AZ}:5:1: "–" is now "Əvvəl."' in stderr


@pytest.mark.parametrize("form", FORMS)
def test_a_translation_that_somebody_edited_since_is_refused_and_both_are_shown(
    simple: SampleSite, form: str
) -> None:
    translate(simple, "--import", filled(exported(simple, form), english))
    back = filled(
        exported(simple, form),
        lambda row: row._replace(target=row.target.replace("Section", "Part"), state=DONE),
    )
    line = next(row.line for row in read_rows(back) if "/text.2/" in row.name)
    path = simple.root / EN
    path.write_text(path.read_text().replace("## Section", "## Chapter"))
    stderr = assert_refused(simple, back, (line, "exchange-edited"))
    assert '"## Chapter" stands there, and "## Part" here' in stderr
    path.write_text(path.read_text().replace("## Chapter", "## Part"))
    assert translate(simple, "--import", back).exit_code == 0


def test_a_translation_of_another_shape_is_not_exported(simple: SampleSite) -> None:
    simple.change({EN: "---\ntitle: Statement\n---\nAll in one.\n"})
    done = translate(simple, AZ, "--export", "po", "--output", simple.root / "x.po")
    assert done.exit_code == 1
    assert f"{EN}:4:1: error[exchange-unaligned]" in done.stderr
    assert "(1, not 4)" in done.stderr


def test_no_file_is_overwritten_by_an_export(simple: SampleSite) -> None:
    back = exported(simple, "csv")
    before = back.read_bytes()
    done = translate(simple, AZ, "--export", "csv", "--output", back)
    assert (done.exit_code, "file-exists" in done.stderr) == (2, True)
    assert back.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([AZ, "--export", "po", "--to", "az"], "exchange-same-language"),
        ([AZ, "--export", "po", "--to", "xx"], "unknown-language"),
        ([AZ, "x.az.md", "--export", "po"], "unknown-edition"),
        ([AZ, EN, "--export", "po", "--to", "tr"], "exchange-languages"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_exported_is_told(site: Make, arguments: list[str], code: str) -> None:
    config = IN_THREE
    made = site({AZ: release(), EN: "---\ntitle: A\n---\nB.\n"}, config=config)
    done = translate(made, *arguments)
    assert (done.exit_code, f"error[{code}]" in done.stderr) == (2, True), done.stderr


def test_without_the_toolkit_one_line_names_the_extra(
    simple: SampleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = exported(simple, "po")
    for name in [name for name in sys.modules if name.partition(".")[0] == "translate"]:
        monkeypatch.setitem(sys.modules, name, None)
    for done in (
        translate(simple, AZ, "--export", "xliff", "--output", simple.root / "x"),
        translate(simple, "--import", back),
    ):
        assert done.exit_code == 2
        (line, hint) = done.stderr.splitlines()
        assert "error[exchange-extra]" in line
        assert "pip install 'beyan[translation]'" in hint
    assert translate(simple, "--import", filled(exported(simple, "csv"), english)).exit_code == 0


def test_everything_is_told_in_the_officers_language(simple: SampleSite) -> None:
    back = filled(exported(simple, "csv"), english)
    done = translate(simple, "--import", back, language="az")
    assert done.stdout.splitlines()[0] == f"dəyişdirildi: {EN}"
    assert "yeni" in done.stdout.splitlines()[1]
