"""Pages that the sample site does not have: notices, and what is handed to journalists."""

from __future__ import annotations

import json
import shutil
import subprocess
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from beyan.build import build
from beyan.build.options import Options
from beyan.cli import cli
from tests.browser.conftest import served
from tests.browser.kinds import SCHEMES
from tests.conftest import NOW, REPOSITORY


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The two notices of the sample content, and its embargoed release in both languages."""
    folder = tmp_path_factory.mktemp("other")
    site, handed = folder / "site", folder / "handed"
    shutil.copytree(REPOSITORY / "content", site / "content")
    config = (REPOSITORY / "site_config.yaml").read_text()
    config = config.replace("missing_translation: link", "missing_translation: notice")
    (site / "site_config.yaml").write_text(config)
    assert build(site, site / "output", Options(now=NOW)).exit_code == 0
    arguments = ["--site", str(site), "export", "2026/2026-12-10-human-rights-day"]
    arguments += ["--embargoed", str(handed), "--now", "2026-11-22T12:00"]
    assert CliRunner().invoke(cli, arguments).exit_code == 0
    notices = [
        page
        for page in (site / "output").glob("*/releases/*/*/index.html")
        if 'content="noindex"' in page.read_text()
    ]
    assert len(notices) == 2
    return [*notices, *sorted(handed.glob("*.html"))]


def test_they_are_valid_html(pages: list[Path], validator: list[str]) -> None:
    command = [*validator, "--stdout", "--format", "json", *map(str, pages)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert json.loads(run.stdout)["messages"] == []


def test_they_are_accessible_and_fit_a_phone_in_light_and_dark(
    browser: Browser, pages: list[Path], axe_source: str
) -> None:
    for file, scheme in product(pages, SCHEMES):
        is_notice = file.name == "index.html"
        with served(file.parents[4] if is_notice else file.parent) as url:
            page = browser.new_page(viewport={"width": 320, "height": 800}, color_scheme=scheme)
            inside = file.relative_to(file.parents[4]) if is_notice else file.name
            page.goto(f"{url}/{inside}")
            page.evaluate(axe_source)
            result = page.evaluate("axe.run(document)")
            found = [(each["id"], each["nodes"][0]["html"]) for each in result["violations"]]
            assert found == [], (file.name, scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, file.name
            page.close()
