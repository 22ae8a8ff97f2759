"""`status`: where each edition stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result

from beyan.cli import cli
from beyan.console import Console
from beyan.desk.status import look
from beyan.desk.words import countdown
from beyan.model.status import (
    STATES,
    Broken,
    Draft,
    Expired,
    Missing,
    Outdated,
    Published,
    Scheduled,
    Status,
    Withdrawn,
)
from beyan.source.settings import load_config
from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]
F = "content/releases/2026"
RECORD = "translated_from: {edition: az, digest: 'title:00000000'}\n"
FILES = {
    f"{F}/a.az.md": release("A", "2026-03-01"),
    f"{F}/a.en.md": f"---\ntitle: A en\n{RECORD}---\nText.\n",
    f"{F}/b.az.md": release("B", "2026-03-02"),
    f"{F}/b.en.md": f"---\ntitle: B en\n{RECORD}---\n<!-- az: Mətn. -->\n",
    f"{F}/c.az.md": release("C", "2026-03-03", embargo="2026-12-10 09:00"),
    f"{F}/d.en.md": release("D", "2026-03-04", expires="2026-05-01 10:00"),
    f"{F}/e.az.md": release("E", "2026-03-05", withdrawn="{date: 2026-03-06, reason: Səhv}"),
    f"{F}/f.az.md": release("F", "2026-03-06", draft="true"),
    f"{F}/g.az.md": "---\ntitle: G: g\n---\n",
    f"{F}/g.en.md": release("G", "2026-03-07"),
    "content/pages/about.az.md": "---\ntitle: Haqqımızda\norder: 1\n---\nMətn.\n",
    "content/pages/about.en.md": f"---\ntitle: About\n{RECORD}---\nText.\n",
    "content/pages/help.az.md": "---\ntitle: Kömək\ndraft: true\n---\nMətn.\n",
    "content/pages/rules.az.md": "---\ntitle: Qaydalar\n---\nMətn.\n",
    "content/pages/rules.en.md": f"---\ntitle: Rules\n{RECORD}---\n<!-- az: Mətn. -->\n",
    "content/pages/wrong.az.md": "---\ntitle: W: w\n---\n",
}


def status_of(made: SampleSite) -> Status:
    config, _ = load_config(made.root)
    assert config is not None
    return look(made.root, config, made.now)


def run(made: SampleSite, *arguments: str, language: str = "en") -> Result:
    options = ["--site", str(made.root), "--ui-lang", language, "status"]
    options += ["--now", made.now.isoformat()]
    return CliRunner().invoke(cli, [*options, *arguments], catch_exceptions=False)


def test_every_state_is_told_apart(site: Make) -> None:
    found = status_of(site(FILES))
    assert found.languages == ("az", "en")
    shown = {row.key.rpartition("/")[2]: (row.title.text, row.cells) for row in found.rows}
    due = found.now.replace(month=12, day=10, hour=9, minute=0)
    since = found.now.replace(month=5, day=1, hour=10, minute=0)
    assert shown == {
        "g": ("g", (Broken(f"{F}/g.az.md"), Broken(f"{F}/g.en.md"))),
        "f": ("F", (Draft(f"{F}/f.az.md"), Missing(f"{F}/f.en.md"))),
        "e": ("E", (Withdrawn(f"{F}/e.az.md"), Missing(f"{F}/e.en.md"))),
        "d": ("D", (Missing(f"{F}/d.az.md"), Expired(f"{F}/d.en.md", since))),
        "c": ("C", (Scheduled(f"{F}/c.az.md", due), Missing(f"{F}/c.en.md"))),
        "b": ("B", (Published(f"{F}/b.az.md"), Draft(f"{F}/b.en.md", is_translation=True))),
        "a": ("A", (Published(f"{F}/a.az.md"), Outdated(f"{F}/a.en.md", f"{F}/a.az.md"))),
        "about": (
            "Haqqımızda",
            (
                Published("content/pages/about.az.md"),
                Outdated("content/pages/about.en.md", "content/pages/about.az.md"),
            ),
        ),
        "rules": (
            "Qaydalar",
            (
                Published("content/pages/rules.az.md"),
                Draft("content/pages/rules.en.md", is_translation=True),
            ),
        ),
        "help": ("help", (Draft("content/pages/help.az.md"), Missing("content/pages/help.en.md"))),
        "wrong": (
            "wrong",
            (Broken("content/pages/wrong.az.md"), Missing("content/pages/wrong.en.md")),
        ),
    }
    # Newest first, and before all what cannot be read.
    assert list(shown)[:7] == list("gfedcba")
    assert {state for state in STATES if found.count(state)} == set(STATES)


def test_what_the_clock_releases_is_published(site: Make) -> None:
    made = site(FILES)
    made.now = made.now.replace(month=12, day=11)
    (row,) = (each for each in status_of(made).releases if each.key.endswith("/c"))
    assert row.cells[0] == Published(f"{F}/c.az.md")


def test_the_table_can_be_read_at_80_columns_without_colours(site: Make) -> None:
    long = release("Uzun " * 30, "2026-03-08")
    done = run(site({**FILES, f"{F}/long.az.md": long}))
    assert (done.exit_code, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in done.stdout
    (a,) = (line.split() for line in lines if line.startswith(" 2026-03-01"))
    assert a == ["2026-03-01", "A", "published", "out", "of", "date"]
    (at,) = (n for n, line in enumerate(lines) if line.startswith(" 2026-03-03"))
    assert lines[at].split() == ["2026-03-03", "C", "scheduled", "missing"]
    assert lines[at + 1].split() == ["in", "17", "d", "17", "h"]
    (cut,) = (line for line in lines if line.startswith(" 2026-03-08"))
    assert "…" in cut
    assert cut.rstrip().endswith("missing")
    assert lines[-2].startswith("has errors: 3, out of date: 2, missing: ")


def test_the_table_speaks_azerbaijani(site: Make) -> None:
    text = run(site(FILES), language="az").stdout
    for word in ("Mətbuat açıqlamaları", "dərc olunub", "köhnəlib", "yoxdur", "17 gün 17 saat"):
        assert word in text


def test_machines_get_the_files_and_hours(site: Make) -> None:
    values = json.loads(run(site(FILES), "--format", "json").stdout)
    assert values["languages"] == ["az", "en"]
    assert values["counts"]["broken"] == 3
    (c,) = (each for each in values["releases"] if each["title"] == "C")
    assert c == {
        "key": "releases/2026/c",
        "title": "C",
        "language": "az",
        "date": "2026-03-03",
        "editions": {
            "az": {
                "state": "scheduled",
                "path": f"{F}/c.az.md",
                "at": "2026-12-10T09:00:00+04:00",
            },
            "en": {"state": "missing", "path": f"{F}/c.en.md"},
        },
    }


def test_a_site_without_anything_says_so(site: Make) -> None:
    assert run(site()).stdout.strip() == "There is nothing yet."


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=2, hours=3, minutes=5), "in 2 d 3 h"),
        (timedelta(days=1), "in 1 d 0 h"),
        (timedelta(hours=23, minutes=59), "in 23 h 59 min"),
        (timedelta(seconds=5), "in 0 h 1 min"),
        (timedelta(seconds=-5), "in 0 h 0 min"),
    ],
)
def test_a_countdown_is_as_exact_as_it_is_near(left: timedelta, said: str) -> None:
    assert countdown(Console("en"), left) == said


MANY = [
    "az",
    "en",
    "ru",
    "tr",
    "ar",
    "zh-Hans",
    "az-Cyrl",
    "de",
    "fr",
    "es",
    "it",
    "pt-BR",
    "uk",
    "ka",
    "he",
    "fa",
]


@pytest.mark.parametrize("language", ["en", "az"])
def test_sixteen_languages_fit_into_80_columns_with_a_line_for_each_state(
    site: Make, language: str
) -> None:
    names = ", ".join(f"{tag}: N" for tag in MANY)
    config = (
        f"name: {{{names}}}\nbase_url: https://press.example.org\nlanguages: [{', '.join(MANY)}]\n"
        "timezone: Asia/Baku\nsearch: false\n"
    )
    many = {f"{F}/m.{tag}.md": release(f"M {tag}", "2026-03-09") for tag in MANY[:9]}
    made = site({**FILES, **many, f"{F}/long.az.md": release("Uzun " * 30)}, config=config)
    done = run(made, language=language)
    assert (done.exit_code, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    at = next(n for n, line in enumerate(lines) if line.startswith(" 2026-03-09"))
    told = " ".join(" ".join(lines[at : at + 4]).split())
    missing, published = {"en": ("missing", "published"), "az": ("yoxdur", "dərc olunub")}[language]
    assert told.startswith(
        f"2026-03-09 M az {missing} es it pt-BR uk ka he fa {published} az en ru"
    )
