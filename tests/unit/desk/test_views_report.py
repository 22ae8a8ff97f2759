"""`views report`: what was read most, as a table, CSV, JSON and a drawing."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from beyan.cli import cli
from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]
FOLDER = "content/releases/2026"
FILES = {
    "content/topics.yaml": "water: {name: {az: Su, en: Water}}\n"
    "roads: {name: {az: Yollar, en: Roads}}\n",
    "content/participants.yaml": "anar: {name: {az: Anar Quliyev, en: Anar Guliyev}}\n",
    f"{FOLDER}/a.az.md": release("=Su <kəsilir> & axır", "2026-03-01", topics="[water, roads]"),
    f"{FOLDER}/a.en.md": release("Water", "2026-03-01", topics="[water, roads]", views="100"),
    f"{FOLDER}/b.az.md": release("Yol", "2026-03-02", topics="[roads]", participants="[anar]"),
    f"{FOLDER}/c.az.md": release("Gizli", "2026-03-03", topics="[water]", draft="true"),
    f"{FOLDER}/d.az.md": release("Bitib", "2026-03-03", topics="[water]", expires="2026-04-01"),
    f"{FOLDER}/e.az.md": release("Yox", "2026-03-03", withdrawn="{date: 2026-04-01, reason: S.}"),
    "content/views.csv": "month,release,language,reads\n"
    "2025-12,2026/a,az,7\n2026-10,2026/a,az,5\n2026-10,2026/a,en,1\n2026-10,2026/c,az,900\n"
    "2026-10,2026/d,az,800\n2026-10,2026/e,az,700\n2026-11,2026/b,az,40\n",
}  # fmt: skip


def told(made: SampleSite, *arguments: str, language: str = "en") -> Result:
    command = ["--site", str(made.root), "--ui-lang", language, "views", "report"]
    now = ["--now", "2026-11-22T12:00+04:00"]
    return CliRunner().invoke(cli, [*command, *now, *arguments], catch_exceptions=False)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--by", "release"), [("2026/a", 113, ""), ("2026/b", 40, "")]),
        (("--by", "month"), [("2026-11", 40, "Yol"), ("2026-10", 2406, "Water"),
                             ("2025-12", 7, "Water")]),
        (("--by", "year"), [("2026", 2446, "Yol"), ("2025", 7, "Water")]),
        (("--by", "language"), [("az", 2452, "Yol"), ("en", 101, "Water")]),
        (("--by", "topic"), [("roads", 153, "Water"), ("water", 113, "Water")]),
        (("--by", "person"), [("anar", 40, "Yol")]),
        (("--months", "2"), [("2026/b", 40, ""), ("2026/a", 6, "")]),
        (("--months", "1", "--by", "topic"), [("roads", 40, "Yol")]),
        (("--count", "1"), [("2026/a", 113, "")]),
    ],
)  # fmt: skip
def test_reads_are_added_up_by_what_is_asked_for(
    site: Make, arguments: tuple[str, ...], expected: list[tuple[str, int, str]]
) -> None:
    result = told(site(FILES), *arguments, "--format", "json")
    lines = json.loads(result.stdout)["lines"]
    found = [(e["key"], e["reads"], e.get("most_read", {}).get("title", "")) for e in lines]
    assert found == expected
    assert not {"Gizli", "Bitib", "Yox"} & set(result.stdout.split('"'))


@pytest.mark.parametrize("by", ["release", "month", "year", "language", "topic", "person"])
def test_every_form_says_the_same(site: Make, by: str) -> None:
    made = site(FILES)

    def form(name: str) -> str:
        return told(made, "--by", by, "--format", name, language="az").stdout

    lines = json.loads(form("json"))["lines"]
    rows = list(csv.reader(StringIO(form("csv"))))
    assert rows[0][:3] == [by, "name", "reads"]
    assert [(row[0], int(row[2])) for row in rows[1:]] == [(e["key"], e["reads"]) for e in lines]
    assert not any(cell.startswith("=") for row in rows for cell in row), "a formula"
    drawn = ElementTree.fromstring(form("svg"))
    bars = [each for each in drawn if each.get("class") == "bar"]
    widths = [float(each.get("width") or 0) for each in bars]
    most = max(line["reads"] for line in lines)
    assert widths == [round(390 * line["reads"] / most, 1) for line in lines]
    table = form("table")
    assert all(line["name"].split()[0] in table for line in lines)


@pytest.mark.parametrize("format", ["table", "csv", "json", "svg"])
def test_without_reads_it_says_so(site: Make, format: str) -> None:
    result = told(site({f"{FOLDER}/a.az.md": release()}), "--format", format)
    assert result.exit_code == 0
    if format in ("table", "svg"):
        assert "No reads have been counted yet" in result.stdout


def test_a_site_with_errors_is_told_of(site: Make) -> None:
    result = told(site({f"{FOLDER}/a.az.md": release(date="x")}))
    assert result.exit_code == 1
    assert "error[bad-date]" in result.stderr
