"""No length of a word or a text makes a build hang."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.conftest import CONFIG, SampleSite, release

Make = Callable[..., SampleSite]
R = "content/releases/2026/2026-03-05"

# What hangs takes minutes; all of this takes a few seconds, on the slowest machine perhaps thirty.
HANGS = 120
LONG = "ə" * 5_000
FIELDS: dict[str, dict[str, str]] = {
    "title": {"title": LONG},
    "title of capitals": {"title": "W" * 5_000},
    "title of hyphens": {"title": "a-" * 2_500},
    "title of brackets": {"title": f'"{"[" * 2_500}{"]" * 2_500}"'},
    "summary": {"summary": LONG},
    "place": {"place": LONG},
    "name and role": {"participants": f"[{{name: {LONG}, role: {LONG}}}]"},
    "correction": {"corrections": f"[{{date: 2026-03-06, text: {LONG}}}]"},
}
TEXTS: dict[str, dict[str, str]] = {
    "text": {"text": LONG * 10},
    "text of asterisks": {"text": "*a **b " * 3_000},
    "text of angles": {"text": "<a " * 10_000},
    "text of ends of comments": {"text": "<!" * 10_000},
    "text of ampersands": {"text": "&#" * 10_000},
    "text of backticks": {"text": " ".join("`" * n for n in range(1, 300))},
    "text of quotations": {"text": ">" * 2_000},
    "text of lists": {"text": "\n".join(f"{'  ' * n}- a" for n in range(150))},
    "text of definitions": {"text": "\n".join(f"[{n}]: /a" for n in range(3_000))},
    "text of tables": {"text": "a|" * 2_000 + "\n" + "-|" * 2_000},
    "text of footnotes": {"text": "[^a]" * 5_000},
    "text of addresses": {"text": "www." * 10_000 + "https://" * 5_000},
    "text of blanks": {"text": "a" + " " * 20_000 + "b"},
    "text of tildes": {"text": "~~a" * 5_000},
}


@pytest.mark.parametrize("rows", [FIELDS, TEXTS], ids=["fields", "texts"])
def test_a_build_ends_however_long_a_word_is(site: Make, rows: dict[str, dict[str, str]]) -> None:
    """All that has no error is published in one run, pictures for social networks included."""
    files = {f"{R}-{number}.az.md": edition(**row) for number, row in enumerate(rows.values())}
    made = site(files, config=CONFIG.replace("social_cards: false\n", ""))
    checked = run(made, "check", "--format", "json")
    told = json.loads(checked.stdout)
    broken = {each["path"] for each in told["problems"] if each["severity"] == "error"}
    made.change(dict.fromkeys(broken))
    assert len(broken) < len(files), broken
    built = run(made, "build")
    assert built.returncode == 0, built.stderr
    assert len(list(made.output.glob("az/releases/2026/*/"))) >= len(files) - len(broken)


def edition(title: str = "Görüş", text: str = "Mətn.", **more: str) -> str:
    return release(title, text=text, **more)


def run(made: SampleSite, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "beyan", "--site", str(made.root), *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=HANGS, check=False)
    assert "Traceback" not in ended.stderr, ended.stderr[-1000:]
    return ended
