"""Every page of the sample site, and of one in seven languages, is valid HTML; so is the CSS."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path


def _complaints(command: list[str], files: list[Path]) -> list[str]:
    run = subprocess.run(
        [*command, "--stdout", "--format", "json", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout, run.stderr
    return [
        f"{message.get('url', '')}:{message.get('lastLine', 0)}: {message['message']}"
        for message in json.loads(run.stdout)["messages"]
    ]


def test_every_page_is_valid_html(output: Path, validator: list[str]) -> None:
    pages = sorted(output.rglob("*.html"))
    assert len(pages) > 100
    assert _complaints(validator, pages) == []


def test_every_page_in_seven_languages_is_valid_html(languages: Path, validator: list[str]) -> None:
    pages = sorted(languages.rglob("*.html"))
    assert len(pages) > 100
    assert _complaints(validator, pages) == []


def test_the_style_sheet_is_valid_css(output: Path, validator: list[str]) -> None:
    sheets = sorted(output.rglob("*.css"))
    assert sheets
    assert _complaints([*validator, "--css"], sheets) == []


def test_the_drawings_are_valid_svg(output: Path, validator: list[str]) -> None:
    drawings = sorted(output.rglob("*.svg"))
    assert drawings
    assert _complaints([*validator, "--svg"], drawings) == []
