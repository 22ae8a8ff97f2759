"""A site goes from one system to another: names, line ends, and what a system lacks."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from beyan.cli import cli
from beyan.model.messages import ADVICE
from tests.conftest import CONFIG, REPOSITORY, SampleSite, release

Make = Callable[..., SampleSite]
KEY = "content/releases/2026/2026-03-05-report"
OF_OTHER_SYSTEMS = {
    "name-on-windows",
    "path-on-windows",
    "same-but-capitals",
    "address-on-windows",
}


def photo() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 3)).save(buffer, "JPEG")
    return buffer.getvalue()


def told(made: SampleSite) -> dict[str, list[str]]:
    """What is said of names, by code: the paths and what fills the message."""
    found: dict[str, list[str]] = {}
    for each in made.check(strict=True).diagnostics:
        if each.code in OF_OTHER_SYSTEMS:
            values = " ".join(value for _, value in each.values)
            found.setdefault(each.code, []).append(f"{each.span.path}: {values}")
    return found


# --- names ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("static/files/report: 2026.pdf", "report: 2026.pdf"),
        ("static/what?.txt", "what?.txt"),
        ('static/"news".txt', '"news".txt'),
        ("static/a<b>.txt", "a<b>.txt"),
        ("static/a|b/c.txt", "a|b"),
        ("static/5*5.txt", "5*5.txt"),
        ("static/a\\b.txt", "a\\b.txt"),
        ("static/con/x.txt", "con"),
        ("static/AUX.txt", "AUX.txt"),
        ("static/lpt1", "lpt1"),
        ("static/nul.tar.gz", "nul.tar.gz"),
        ("static/COM9.pdf", "COM9.pdf"),
        ("static/end./x.txt", "end."),
        ("static/blank ", "blank "),
        ("content/Com1/note.txt", "Com1"),
        ("templates/parts/prn.html", "prn.html"),
        ("assets/aux.css", "aux.css"),
    ],
)
def test_a_name_that_windows_does_not_take_is_told(site: Make, path: str, name: str) -> None:
    made = site({f"{KEY}.az.md": release(), path: "x"})
    assert told(made) == {"name-on-windows": [f"{path}: {name}"]}


@pytest.mark.parametrize(
    "path",
    [
        "static/console.txt", "static/com10.txt", "static/com.txt", "static/auxiliary/x.txt",
        "static/.well-known/security.txt", "static/a.b c.txt", "static/lpt.pdf",
        "static/ə ü.txt", "static/x con.txt", "static/null.txt", "static/it's (1) & [2].txt",
    ],
)  # fmt: skip
def test_a_name_that_every_system_takes_is_not(site: Make, path: str) -> None:
    assert told(site({f"{KEY}.az.md": release(), path: "x"})) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("static/Report.pdf", "static/report.pdf"),
        ("static/Files/x.txt", "static/files/x.txt"),
        ("static/ŞƏHƏR.pdf", "static/şəhər.pdf"),
        (f"{KEY}/Hall.jpg", f"{KEY}/hall.JPG"),
    ],
)
def test_files_that_differ_in_capitals_alone_are_told(site: Make, one: str, other: str) -> None:
    made = site({f"{KEY}.az.md": release(), one: photo(), other: photo()})
    assert told(made) == {"same-but-capitals": [f"{other}: {one}"]}


def test_a_long_path_is_told_with_its_length(site: Make) -> None:
    just, long = (f"static/{'a' * 100}/{'b' * rest}" for rest in (92, 93))
    made = site({f"{KEY}.az.md": release(), just: "x", long: "x"})
    assert told(made) == {"path-on-windows": [f"{long}: 201 259"]}


def test_an_address_that_windows_takes_for_a_device_is_told_where_it_is_made(site: Make) -> None:
    made = site(
        {
            "content/releases/2026/2026-03-05-con.az.md": release(topics="[x]"),
            "content/releases/2026/2026-03-06-aux-2.az.md": release("B", "2026-03-06"),
            "content/releases/2026/2026-03-07-c.az.md": release("C", "2026-03-07", slug="nul"),
            "content/pages/p.az.md": "---\ntitle: P\nslug: prn\n---\nMətn.\n",
            "content/topics.yaml": "x:\n  name: {az: Aux, en: X}\n",
            "content/participants.yaml": "com1:\n  name: {az: A, en: A}\n",
        }
    )
    assert told(made) == {
        "address-on-windows": [
            "content/pages/p.az.md: prn",
            "content/participants.yaml: com1",
            "content/releases/2026/2026-03-05-con.az.md: con",
            "content/releases/2026/2026-03-07-c.az.md: nul",
            "content/topics.yaml: aux",
        ]
    }


def test_none_of_it_ends_a_build() -> None:
    assert OF_OTHER_SYSTEMS <= ADVICE


@pytest.mark.parametrize("file", ["photos\\hall.jpg", "..\\hall.jpg", "C:\\photos\\hall.jpg"])
def test_a_path_as_windows_writes_it_is_told_where_it_is_typed(site: Make, file: str) -> None:
    photos = f"\n  - file: {file}\n    alt: Zal"
    made = site({f"{KEY}.az.md": release(photos=photos), f"{KEY}/hall.jpg": photo()})
    (found,) = [each for each in made.check().diagnostics if each.code != "unused-file"]
    assert found.code in ("path-escapes", "missing-file")
    assert str(found.span) == f"{KEY}.az.md:5:11"


# --- line ends ------------------------------------------------------------------------------

SITE = {
    "site_config.yaml": CONFIG,
    f"{KEY}.az.md": """\
---
title: Hesabat
date: 2026-03-05
summary: |
  İki
  sətir.
topics: [office-services]
participants:
  - name: Rauf
    role: Sədr
aliases:
  - /old/report.html
corrections:
  - date: 2026-03-06
    text: Tarix.
---
Birinci sətir
ikinci sətir.\\
Üçüncü.

| A | B |
|---|---|
| 1 | 2 |

```
kod
  kod
```

- bir
- iki

    davamı

<!-- qeyd
 iki sətirdə -->
Son[^1].

[^1]: Qeyd.
""",
    f"{KEY}.en.md": "---\ntitle: Report\n---\n## Part\n\nText  \nnext line.\n",
    "content/pages/about.az.md": "---\ntitle: Haqqımızda\n---\nMətn.\n",
    "content/topics.yaml": "office-services:\n  name:\n    az: Xidmət\n    en: Service\n",
    "content/views.csv": "month,release,language,reads\n2026-03,2026/2026-03-05-report,az,7\n",
    "content/glossary.yaml": "x:\n  form: {az: A şurası, en: Council A}\n",
    "content/synonyms.yaml": "az:\n  - [QHT, təşkilat]\n",
}


def test_lines_that_end_as_on_windows_give_the_same_bytes(site: Make, tmp_path: Path) -> None:
    ours = site(SITE).build()
    typed = {path: text.replace("\n", "\r\n") for path, text in SITE.items()}
    theirs = SampleSite(tmp_path / "windows").change(typed).build()
    assert theirs.lines == ours.lines
    assert theirs.tree() == ours.tree()
    assert ours.report.exit_code == 0


# --- what a system lacks --------------------------------------------------------------------


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that `init` filled, and `output-here`: what this system builds of it."""
    folder = tmp_path_factory.mktemp("office") / "Mətbuat xidməti"
    run = CliRunner().invoke
    assert run(cli, ["init", str(folder), "--lang", "az,en"]).exit_code == 0
    here = run(
        cli, ["--site", str(folder), "build", "--output", str(folder / "output-here"), *CLOCK]
    )
    assert here.exit_code == 0, here.output
    return folder


CLOCK = ["--now", "2100-01-01T12:00+04:00"]


@pytest.mark.parametrize("system", ["windows", "macos"])
def test_where_a_system_lacks_what_this_one_has_the_bytes_are_the_same(
    office: Path, tmp_path: Path, system: str
) -> None:
    site = tmp_path / "site"
    shutil.copytree(office, site, ignore=shutil.ignore_patterns("output*", ".cache"))
    web = tmp_path / "web"
    commands = [
        ["check", *CLOCK],
        ["build", "--jobs", "2", *CLOCK],
        ["publish", "--to", str(web), "--now", "2100-01-01T12:00+04:00"],
        ["new", "İclas", "--lang", "az", "--date", "2026-03-05"],
        ["translate", "content/releases/2026/2026-03-05-iclas.az.md", "--to", "en"],
        ["status"],
        ["messages"],
        ["schema"],
        ["build", *CLOCK],
        ["publish", "--to", str(web), "--now", "2100-01-02T12:00+04:00"],
        ["due"],
    ]
    done = subprocess.run(
        [sys.executable, "-m", "tests.lacking", system, json.dumps(commands)],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    expected = {
        p.relative_to(office / "output-here"): p.read_bytes()
        for p in _files(office / "output-here")
    }
    for place in (site / "output", web):
        assert {p.relative_to(place): p.read_bytes() for p in _files(place)} == expected


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
