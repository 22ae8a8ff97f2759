"""`new`: what an officer begins a release with."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result
from hypothesis import assume, given
from hypothesis import strategies as st
from PIL import Image

from beyan.cli import cli
from beyan.desk.scaffold import quoted
from beyan.markup.comments import leftovers
from beyan.source.strict_yaml import parse
from tests.conftest import CONFIG, SampleSite, release

Make = Callable[..., SampleSite]
REGISTRIES = {
    "content/topics.yaml": (
        "office-services:\n  name: {az: Qəbul və müraciətlər, en: Reception}\n"
        "law:\n  name: {az: Hüquq, en: Law}\n"
    ),
    "content/participants.yaml": "aysel:\n  name: {az: Aysel Məmmədova, en: Aysel Mammadova}\n",
}


def new(made: SampleSite, *arguments: str, language: str = "en") -> Result:
    options = ["--site", str(made.root), "--ui-lang", language, "new"]
    return CliRunner().invoke(cli, [*options, *arguments], catch_exceptions=False)


def files(made: SampleSite) -> list[str]:
    found = (made.root / "content/releases").rglob("*")
    return sorted(path.relative_to(made.root).as_posix() for path in found if path.is_file())


def test_a_release_is_begun_in_the_folder_of_its_year(site: Make) -> None:
    made = site(REGISTRIES)
    done = new(
        made,
        "Açıq qapı günü: hər kəs üçün",
        *("--lang", "az", "--date", "2026-03-05 14:30", "--topic", "law"),
        *("--topic", "office-services", "--participant", "aysel"),
    )
    path = "content/releases/2026/2026-03-05-aciq-qapi-gunu-her-kes-ucun.az.md"
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == f"created: {path}"
    assert files(made) == [path]
    text = (made.root / path).read_text()
    assert 'title: "Açıq qapı günü: hər kəs üçün"\n' in text
    assert "\ndate: 2026-03-05 14:30\n" in text
    assert "topics:\n  - law  # Hüquq\n  - office-services  # Qəbul və müraciətlər\n" in text
    assert "participants:\n  - aysel  # Aysel Məmmədova\n" in text


def test_the_topics_that_were_not_asked_for_are_offered(site: Make) -> None:
    made = site(REGISTRIES)
    assert new(made, "Day", "--lang", "az", "--topic", "law").exit_code == 0
    text = (made.root / files(made)[0]).read_text()
    assert "\ntopics:\n  - law  # Hüquq\n#  - office-services  # Qəbul və müraciətlər\n" in text


# A line that is ready for use: a key or an item right after the sign, with the blanks it needs.
READY = re.compile(r"^#((?:  )*(?:- +)?[\w-]+(?:: .+|:|  # .+))$", re.MULTILINE)


def ready_blocks(text: str) -> list[list[str]]:
    """The lines that are ready for use, a key or an item with those that belong below it."""
    blocks: list[list[str]] = []
    is_going_on = False
    for line in text.splitlines():
        match = READY.fullmatch(line)
        if match is not None:
            if is_going_on and match[1].startswith(" "):
                blocks[-1].append(match[1])
            else:
                blocks.append([match[1]])
        is_going_on = match is not None
    return blocks


def photo() -> bytes:
    data = BytesIO()
    Image.new("RGB", (4, 3)).save(data, "JPEG")
    return data.getvalue()


@pytest.mark.parametrize("language", ["az", "en"])
def test_every_line_that_is_ready_is_used_by_deleting_its_sign_alone(
    site: Make, language: str
) -> None:
    made = site(REGISTRIES)
    options = ("--lang", language, "--date", "2026-03-05", "--participant", "aysel")
    assert new(made, "Day 1", *options).exit_code == 0
    (path,) = files(made)
    text = (made.root / path).read_text()
    folder = path.removesuffix(f".{language}.md")
    made.change({f"{folder}/hall.jpg": photo(), f"{folder}/programme.pdf": b"%PDF-1.4"})
    blocks = ready_blocks(text)
    assert [len(block) for block in blocks] == [2, 2, 5, 3, 1]
    everything = READY.sub(r"\1", text)
    # The name in the example is that of the person who stands in the registry here.
    assert set(made.change({path: everything}).check(strict=True).codes) <= {"same-name"}
    for block in blocks:
        # From the top: what belongs below a key is nothing without it.
        used = text
        for number, line in enumerate(block):
            used = used.replace(f"\n#{line}\n", f"\n{line}\n")
            found = made.change({path: used}).check().codes
            is_whole = number == len(block) - 1
            # A file that is there is named only by its own block.
            unfinished = set() if is_whole else {"photo-without-alt"}
            assert set(found) <= {"unused-file", "same-name"} | unfinished, line


@pytest.mark.parametrize("note", ["# photos:", "# embargo: 2026-03-05 10:00", "#   - file: x.jpg"])
def test_a_blank_that_is_left_of_a_note_is_told(site: Make, note: str) -> None:
    path = "content/releases/2026/2026-03-05-x.az.md"
    text = f"---\ntitle: x\ndate: 2026-03-05\ntopics:\n  - law\n{note[1:]}\n---\nMətn.\n"
    (line,) = site({**REGISTRIES, path: text}).check().lines
    assert ": [yaml-indent] " in line
    assert f"{path}:6:" in line


@pytest.mark.parametrize("language", ["az", "en"])
def test_what_is_begun_is_right_hidden_and_published_by_deleting_one_line(
    site: Make, language: str
) -> None:
    made = site(REGISTRIES)
    options = ("--lang", language, "--date", "2026-03-05", "--topic", "law")
    assert new(made, "Day 1", *options).exit_code == 0
    assert made.check(strict=True).lines == []
    assert made.build().report.releases == 0
    (path,) = files(made)
    text = (made.root / path).read_text()
    made.change({path: text.replace("\ndraft: true\n", "\n")})
    result = made.build(strict=True)
    assert result.lines == []
    page = result.html(f"/{language}/releases/2026/day-1/")
    assert "<h1>Day 1</h1>" in page
    # The notes of the front matter and the text are on no page.
    assert "example.org/)" not in page
    assert "<!--" not in page


def test_the_notes_are_in_the_language_of_the_file_and_else_in_english(site: Make) -> None:
    readers = {
        "az": "oxucular",
        "de": "readers",
        "en": "readers",
        "ru": "читатели",
        "tr": "okurlar",
        "tr-CY": "okurlar",
    }
    config = CONFIG.replace("[az, en]", f"[{', '.join(readers)}]")
    config = config.replace("en: S", "ru: У, tr: Ö, tr-CY: Ö, de: M, en: S")
    made = site(REGISTRIES, config=config)
    for language in readers:
        new(made, f"Gün {language}", "--lang", language, "--date", "2026-03-05")
    texts = {path.split(".")[-2]: (made.root / path).read_text() for path in files(made)}
    for language, word in readers.items():
        assert word in texts[language], language
        others = {*readers.values()} - {word}
        assert not any(other in texts[language] for other in others), language


def test_the_date_is_today_in_the_time_zone_of_the_site(site: Make) -> None:
    made = site(config=CONFIG.replace("Asia/Baku", "Pacific/Kiritimati"))
    before = datetime.now(ZoneInfo("Pacific/Kiritimati")).date()
    new(made, "Gün", "--lang", "az")
    after = datetime.now(ZoneInfo("Pacific/Kiritimati")).date()
    (path,) = files(made)
    assert path in {f"content/releases/{day.year}/{day}-gun.az.md" for day in (before, after)}


@pytest.mark.parametrize(
    ("arguments", "line", "hint"),
    [
        (
            ("Gün", "--lang", "az", "--topic", "office-service"),
            '--topic:1:1: error[unknown-topic]: no topic "office-service"',
            'did you mean "office-services"? Topics are listed in content/topics.yaml',
        ),
        (
            ("Gün", "--lang", "az", "--participant", "aysal"),
            '--participant:1:1: error[unknown-participant]: no participant "aysal"',
            'did you mean "aysel"? Participants are listed in content/participants.yaml; '
            "or write the person here, with name: and role:",
        ),
        (
            ("Gün", "--lang", "AZ"),
            '--lang:1:1: error[unknown-language]: "AZ" is not a language of this site',
            'did you mean "az"? The site\'s languages are az, en; '
            "they are listed in site_config.yaml",
        ),
        (
            ("Gün", "--lang", "az", "--date", "05.03.2026"),
            '--date:1:1: error[bad-date]: "05.03.2026" is not a date',
            'did you mean "2026-03-05"? Write a day of the calendar as year-month-day, with the '
            "time if needed: 2026-03-05 or 2026-03-05 14:00",
        ),
        (
            ("!", "--lang", "az"),
            'TITLE:1:1: error[bad-slug]: "!" cannot be part of an address',
            'use small letters a to z, digits and hyphens: "press-release"',
        ),
        (
            (" ", "--lang", "az"),
            'TITLE:1:1: error[empty-value]: "TITLE" is empty',
            "give it a value; a line that is not needed may be deleted",
        ),
        (
            ("Gün", "--lang", "az", "--topic", "law", "--topic", "law"),
            '--topic:1:1: error[duplicate-item]: "law" is listed twice',
            "delete one of the two",
        ),
    ],
)
def test_what_is_asked_wrongly_is_told_and_nothing_is_written(
    site: Make, arguments: tuple[str, ...], line: str, hint: str
) -> None:
    made = site(REGISTRIES)
    done = new(made, *arguments)
    assert done.stderr.splitlines() == [line, f"  hint: {hint}"]
    assert (done.exit_code, done.stdout, files(made)) == (2, "", [])


def test_a_registry_with_errors_is_mended_first(site: Make) -> None:
    made = site({"content/topics.yaml": "law: x\n"})
    done = new(made, "Gün", "--lang", "az")
    assert "error[wrong-type]" in done.stderr
    assert (done.exit_code, files(made)) == (1, [])


def test_a_name_that_the_year_has_already_gets_a_number(site: Make) -> None:
    older = "content/releases/2026/2026-01-01-gun.az.md"
    made = site({older: release("Gün", "2026-01-01")})
    for _ in range(2):
        new(made, "Gün", "--lang", "az", "--date", "2026-03-05")
    new(made, "Gün", "--lang", "az", "--date", "2025-03-05")
    folder = "content/releases"
    begun = [
        f"{folder}/2025/2025-03-05-gun.az.md",
        older,
        f"{folder}/2026/2026-03-05-gun-2.az.md",
        f"{folder}/2026/2026-03-05-gun-3.az.md",
    ]
    assert files(made) == begun
    texts = {path: (made.root / path).read_text() for path in begun}
    made.change({path: text.replace("draft: true", "") for path, text in texts.items()})
    assert made.check().lines == []


def test_a_folder_that_leads_out_of_the_site_is_not_written_to(site: Make, tmp_path: Path) -> None:
    made = site(REGISTRIES)
    (tmp_path / "outside").mkdir()
    (made.root / "content/releases").symlink_to(tmp_path / "outside")
    done = new(made, "Gün", "--lang", "az", "--date", "2026-03-05")
    assert "error[symlink-escapes]" in done.stderr
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_long_title_is_cut_between_words_in_the_name_only(site: Make) -> None:
    made = site()
    title = " ".join(["uzun"] * 60)
    new(made, title, "--lang", "az", "--date", "2026-03-05")
    (path,) = files(made)
    assert path.endswith(f"/2026-03-05-{'-'.join(['uzun'] * 20)}.az.md")
    assert f"\ntitle: {title}\n" in (made.root / path).read_text()


def test_the_next_step_is_told_in_the_language_of_the_officer(site: Make) -> None:
    done = new(site(), "Gün", "--lang", "en", "--date", "2026-03-05", language="az")
    assert done.stdout == (
        "yaradıldı: content/releases/2026/2026-03-05-gun.en.md\n"
        "növbəti addım: faylı açıb mətni yazın; səhvləri beyan check əmri göstərir; "
        "mətni hamı oxuya biləndə «draft: true» sətrini silin\n"
    )


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" ")))
def test_any_title_is_the_same_when_it_is_read(text: str) -> None:
    title = " ".join(text.split())
    assume("<!--" not in title)  # a comment goes before anything is read
    line = f"title: {quoted(title)}\n"
    document, problems = parse(line, "x.md")
    # What looks like half of a comment is told, and stays as it was typed.
    assert [each.code for each in problems] == [each.code for each in leftovers(line)]
    assert document.values == {"title": title or ""}
