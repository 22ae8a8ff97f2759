"""`translate`: beginning a translation, and keeping it up to date."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from typing import Literal
from unicodedata import normalize

import pytest
from click.testing import CliRunner, Result

from beyan.cli import cli
from tests.conftest import CONFIG, SampleSite
from tests.properties.conftest import picture

Make = Callable[..., SampleSite]
FOLDER = "content/releases/2026"
AZ, EN = (f"{FOLDER}/2026-03-05-a.{tag}.md" for tag in ("az", "en"))
SOURCE = """\
---
title: "Görüş: birinci gün"
date: 2026-03-05
place: Bakı
summary: Qısa xülasə.
topics: [law]
participants:
  - aysel
  - name: Rauf Zeyni
    role: Forumun sədri
  - {name: Leyla, role: {az: Katib, en: Secretary}}
  - name: Nigar Əliyeva
    role: Müavin
photos:
  - file: hall.png
    alt: Zal
    credit: {az: Xidmət, en: Service}
attachments: [{file: plan.pdf, title: Plan}]
contact: {name: Mətbuat xidməti, phone: "916"}
---
Birinci abzas `<!-- a -->`
iki sətirdə.

## Bölmə

[Keçid](2026-03-05-a.az.md) burada.
"""
FILES = {
    "content/topics.yaml": "law:\n  name: {az: Hüquq, en: Law}\n",
    "content/participants.yaml": (
        "aysel:\n  name: {az: Aysel Məmmədova, en: Aysel Mammadova}\n"
        "  role: {az: Müdir, en: Head}\n"
        "nigar:\n  name: {az: Nigar Əliyeva, en: Nigar Aliyeva}\n"
        "  role: {az: Müavin, en: Deputy}\n"
    ),
    AZ: SOURCE,
    f"{FOLDER}/2026-03-05-a/hall.png": picture("hall"),
    f"{FOLDER}/2026-03-05-a/plan.pdf": b"%PDF-1.4",
}
SIMPLE = "---\ntitle: A\ndate: 2026-03-05\n---\nBir.\n\nİki.\n\nÜç.\n"


def translate(made: SampleSite, *arguments: str, language: str = "en") -> Result:
    options = ["--site", str(made.root), "--ui-lang", language, "translate"]
    return CliRunner().invoke(cli, [*options, *arguments], catch_exceptions=False)


def test_the_twin_has_the_words_to_write_over_and_no_facts(site: Make) -> None:
    made = site(FILES)
    done = translate(made, AZ, "--to", "en")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == f"created: {EN}"
    text = (made.root / EN).read_text()
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    lines = [line for line in head.splitlines() if line and not line.startswith("# ")]
    digest = lines.pop()
    assert lines == [
        'title: "Görüş: birinci gün"',
        "place:",
        "summary:",
        "participants:",
        "  - aysel  # Aysel Mammadova (Head)",
        "  # az: Rauf Zeyni",
        "  - name: Rauf Zeyni",
        "    # az: Forumun sədri",
        "    role:",
        "  # az: Leyla",
        "  - name: Leyla",
        "    role: Secretary",
        "  - name: Nigar Aliyeva",
        "    role: Deputy",
        "photos:",
        "  - file: hall.png",
        "    # az: Zal",
        "    alt:",
        "    credit: Service",
        "attachments:",
        "  - file: plan.pdf",
        "    # az: Plan",
        "    title:",
        "contact:",
        "  # az: Mətbuat xidməti",
        "  name:",
        "slug:",
        "translated_from:",
        "  edition: az",
    ]
    assert digest.startswith("  digest: title:")
    assert "\n# az: Qısa xülasə.\nsummary:\n" in text
    notes = " ".join(body.partition("-->\n\n")[2].split())
    assert notes == (
        "<!-- az: Birinci abzas `<! -- a -- >` iki sətirdə. --> <!-- az: ## Bölmə --> "
        "<!-- az: [Keçid](2026-03-05-a.az.md) burada. -->"
    )


def test_the_twin_is_right_as_it_stands_and_published_when_its_notes_are_gone(site: Make) -> None:
    # Nigar is written in place on purpose: her role comes from the registry.
    made = site(FILES, config=CONFIG.replace("silence: [", "silence: [registered-participant, "))
    translate(made, AZ, "--to", "en")
    before = made.check(strict=True).lines
    # Of the original alone, which has no English words yet.
    assert all("words-in-other-language" in line and AZ in line for line in before)
    assert "/en/releases/2026/a/" not in made.build().html("/en/releases/")
    head = (made.root / EN).read_text().partition("\n---\n")[0]
    words = {
        "place:": "Baku",
        "summary:": "A summary.",
        "    role:": "Chair",
        "    alt:": "The hall",
        "    title:": "The plan",
        "  name:": "Press",
        "slug:": "meeting",
    }
    for empty, filled in words.items():
        head = head.replace(f"\n{empty}\n", f"\n{empty} {filled}\n")
    head = head.replace('title: "Görüş: birinci gün"', "title: Meeting")
    made.change({EN: f"{head}\n---\nThe first paragraph.\n"})
    result = made.build(strict=True)
    assert result.lines == []
    page = result.html("/en/releases/2026/meeting/")
    for shown in ("A summary.", "Rauf Zeyni", "Deputy", "The hall", "The plan", "The first"):
        assert shown in page
    assert "<!--" not in page


def test_a_standing_page_is_translated_too(site: Make) -> None:
    page = "---\ntitle: Haqqımızda\nsummary: Qısa.\norder: 1\n---\nMətn.\n"
    made = site({"content/pages/about.az.md": page})
    assert translate(made, "content/pages/about.az.md", "--to", "en").exit_code == 0
    text = (made.root / "content/pages/about.en.md").read_text()
    assert "\norder:" not in text
    assert made.check(strict=True).lines == []
    text = text.replace("<!-- az: Mətn. -->", "Text.")
    made.change({"content/pages/about.en.md": text})
    assert made.build().codes == ["translation-unfinished"]
    for empty, filled in {"title: Haqqımızda": "title: About", "summary:": "summary: S."}.items():
        text = text.replace(f"\n{empty}\n", f"\n{filled}\n")
    made.change({"content/pages/about.en.md": text})
    assert "Text." in made.build(strict=True).html("/en/about/")


def test_where_the_original_is_a_title_alone_that_is_what_waits(site: Make) -> None:
    made = site({AZ: "---\ntitle: Görüş\ndate: 2026-03-05\n---\n"})
    assert translate(made, AZ, "--to", "en").exit_code == 0
    text = (made.root / EN).read_text()
    assert "\n<!-- az: Görüş -->\n" in text
    # The Azerbaijani title, which stands there to be written over, is no English page's.
    assert "/en/releases/2026/a/" not in made.build().html("/en/releases/")
    text = text.replace("title: Görüş", "title: Meeting").replace("<!-- az: Görüş -->", "")
    made.change({EN: text})
    assert "Meeting" in made.build().html("/en/releases/2026/a/")


def test_only_registered_people_need_no_list_and_are_named_in_a_note(site: Make) -> None:
    source = SIMPLE.replace("date:", "participants: [aysel]\ndate:")
    made = site({"content/participants.yaml": FILES["content/participants.yaml"], AZ: source})
    translate(made, AZ, "--to", "en")
    text = (made.root / EN).read_text()
    assert "\n# participants: Aysel Mammadova (Head)\n" in text
    assert "\nparticipants:" not in text


def test_words_of_lists_are_taken_from_the_edition_that_states_them(site: Make) -> None:
    config = CONFIG.replace("[az, en]", "[az, en, ru]").replace("en: S", "ru: У, en: S")
    stated = "---\ntitle: A\nattachments: [{file: plan.pdf, title: План}]\n---\nТекст.\n"
    made = site(
        {
            AZ: SIMPLE,
            AZ.replace(".az.", ".ru."): stated,
            f"{FOLDER}/2026-03-05-a/plan.pdf": b"%PDF-1.4",
        },
        config=config,
    )
    translate(made, AZ, "--to", "en")
    assert "  - file: plan.pdf\n    # ru: План\n    title:\n" in (made.root / EN).read_text()


@pytest.mark.parametrize(
    "name",
    [AZ, "2026/2026-03-05-a.az.md", "releases/2026/2026-03-05-a.az.md", f"./{AZ}", "HERE"],
)
def test_the_file_may_be_named_from_several_places(
    site: Make, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = site({AZ: SIMPLE})
    if name == "HERE":
        monkeypatch.chdir(made.root / FOLDER)
        name = "2026-03-05-a.az.md"
    assert translate(made, name, "--to", "en").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (("2026-03-05-b.az.md", "--to", "en"), "unknown-edition", 2),
        ((AZ, "--to", "ru"), "unknown-language", 2),
        ((AZ, "--to", "az"), "file-exists", 2),
        ((EN, "--to", "az"), "file-exists", 2),
        ((EN, "--diff"), "no-original", 2),
        ((EN, "--refresh", "--from", "ru"), "unknown-language", 2),
        ((f"{FOLDER}/only.az.md", "--refresh"), "original-missing", 1),
        ((f"{FOLDER}/broken.az.md", "--to", "en"), "yaml-colon", 1),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    site: Make, arguments: tuple[str, ...], code: str, exit_code: int
) -> None:
    made = site(
        {
            AZ: SIMPLE,
            EN: "---\ntitle: A\n---\nOne.\n",
            f"{FOLDER}/only.az.md": SIMPLE,
            f"{FOLDER}/broken.az.md": SIMPLE.replace("title: A", "title: A: b"),
        }
    )
    before = {path: path.read_bytes() for path in made.root.rglob("*") if path.is_file()}
    done = translate(made, *arguments)
    assert f"error[{code}]" in done.stderr
    assert (done.exit_code, done.stdout) == (exit_code, "")
    assert before == {path: path.read_bytes() for path in made.root.rglob("*") if path.is_file()}


def test_a_file_that_was_meant_is_suggested(site: Make) -> None:
    done = translate(site({AZ: SIMPLE}), "2026-03-05-b.az.md", "--to", "en")
    assert f'did you mean "{AZ}"?' in done.stderr


@pytest.mark.parametrize("arguments", [(), ("--to", "en", "--diff"), ("--diff", "--from", "az")])
def test_the_options_that_do_not_go_together_are_refused(
    site: Make, arguments: tuple[str, ...]
) -> None:
    done = translate(site({AZ: SIMPLE}), AZ, *arguments)
    assert done.exit_code == 2
    assert "give one of" in done.stderr


def test_refreshing_changes_the_record_and_nothing_else(site: Make) -> None:
    made = site({AZ: SIMPLE})
    translate(made, AZ, "--to", "en")
    text = (made.root / EN).read_text().replace("<!-- az:", "<!--").replace("\n", "\r\n")
    text = text.replace("title: A", "title: B")
    made.change({EN: text.encode(), AZ: SIMPLE.replace("İki.", "Dörd.")})
    assert made.check().codes == ["translation-outdated"]
    done = translate(made, EN, "--refresh")
    assert (done.exit_code, done.stdout) == (0, f"changed: {EN}\n")
    assert made.check().codes == []
    after = (made.root / EN).read_bytes().decode()
    old, new = text.split("\r\n"), after.split("\r\n")
    differing = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert [a.partition(":")[0] for a, _ in differing] == ["  digest"]
    assert translate(made, EN, "--refresh").stdout == "nothing to change\n"


def test_a_translation_made_without_the_program_gets_its_record(site: Make) -> None:
    english = "---\ntitle: A\nsummary: x # y\n---\nOne.\n\n---\n\nTwo.\n"
    made = site({AZ: SIMPLE, EN: english})
    assert translate(made, EN, "--refresh").exit_code == 0
    text = (made.root / EN).read_text()
    head, noted, body = text.partition("translated_from:\n  edition: az\n  digest: title:")
    assert (head, body.partition("\n")[2]) == ("---\ntitle: A\nsummary: x # y\n", english[28:])
    assert noted
    made.change({AZ: SIMPLE + "\nDörd.\n"})
    assert made.check().codes == ["translation-outdated"]


def test_the_language_that_was_translated_can_be_told(site: Make) -> None:
    made = site({AZ: SIMPLE, EN: "---\ntitle: A\n---\nOne.\n"})
    translate(made, AZ, "--refresh", "--from", "en")
    assert "  edition: en\n" in (made.root / AZ).read_text()
    assert made.check().codes == []


def test_the_difference_is_shown_from_the_fingerprints_alone(site: Make) -> None:
    made = site({AZ: SIMPLE})
    translate(made, AZ, "--to", "en")
    done = translate(made, EN, "--diff")
    assert done.stdout == f"{EN} is up to date with {AZ}\n"
    made.change({AZ: SIMPLE.replace("title: A", "title: B").replace("İki.", "Dörd.\n\nBeş.")})
    done = translate(made, EN, "--diff")
    assert done.exit_code == 0
    assert done.stdout == (
        f"{AZ} has changed since {EN} was translated from it:\n"
        f"\n{AZ}:2:8: changed (title)\n"
        "  - (what stood here before is not known)\n"
        "  + B\n"
        f"\n{AZ}:7:1: changed (text)\n"
        "  - (what stood here before is not known)\n"
        "  + Dörd.\n"
        f"\n{AZ}:9:1: new (text)\n"
        "  + Beş.\n"
    )


def test_the_old_words_are_looked_up_in_the_history(site: Make) -> None:
    made = site({AZ: SIMPLE})

    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=n", "-c", "user.email=e@example.org"]
        subprocess.run(
            ["git", *identity, *arguments], cwd=made.root, check=True, capture_output=True
        )

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "one")
    translate(made, AZ, "--to", "en")
    made.change({AZ: SIMPLE.replace("İki.", "Yarımçıq.")})
    git("commit", "-qam", "two")
    made.change({AZ: SIMPLE.replace("İki.", "İki dəfə\niki.").replace("Üç.", "")})
    done = translate(made, EN, "--diff", language="az")
    assert done.stdout.splitlines()[1:] == [
        "",
        f"{AZ}:7:1: dəyişib (text)",
        "  - İki.",
        "  + İki dəfə",
        "  + iki.",
        "",
        f"{AZ}:7:1: silinib (text)",
        "  - Üç.",
    ]


@pytest.mark.parametrize("disk", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_an_edition_is_found_in_either_normal_form_and_translated_beside_itself(
    site: Make, disk: Literal["NFC", "NFD"], typed: Literal["NFC", "NFD"]
) -> None:
    original = normalize(disk, f"{FOLDER}/görüş/çıxış.az.md")
    made = site({original: SIMPLE})
    done = translate(made, normalize(typed, "görüş/çıxış.az.md"), "--to", "en")
    assert done.exit_code == 2
    done = translate(made, normalize(typed, "2026/görüş/çıxış.az.md"), "--to", "en")
    assert done.exit_code == 0
    assert (made.root / original.replace(".az.", ".en.")).is_file()
    again = translate(made, original, "--to", "en")
    assert "file-exists" in again.stderr
