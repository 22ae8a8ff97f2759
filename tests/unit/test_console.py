import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from beyan.build.report import Report
from beyan.console import UI_LANGUAGES, Console, ui_language
from beyan.console.formats import Finding, job_summary
from beyan.model.diagnostic import Diagnostic, Span, problem
from tests.conftest import REPOSITORY

PLACE = Span("content/releases/2026/x,y.az.md", 7, 5)
ERROR = problem("unknown-participant", PLACE, key="sabina-aliyev", suggestion="sabina-aliyeva")
WARNING = problem("withheld-link", Span("content/pages/about.az.md", 2, 1), target="50%\n.az.md")


def report(*problems: object, **more: object) -> Report:
    return Report(problems=set(problems), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "environment", "language"),
    [
        ("az", {"LANG": "en_US.UTF-8"}, "az"),
        (None, {"LANG": "az_AZ.UTF-8"}, "az"),
        (None, {"LC_ALL": "en_GB.UTF-8", "LANG": "az_AZ.UTF-8"}, "en"),
        (None, {"LANG": "C.UTF-8"}, "en"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, {"LC_ALL": "de_DE.UTF-8", "LANG": "az_AZ.UTF-8"}, "en"),
        (None, {"LANG": "az"}, "az"),
        (None, {}, "en"),
    ],
)
def test_the_tool_speaks_as_asked_or_as_the_locale_says(
    wanted: str | None, environment: dict[str, str], language: str
) -> None:
    assert ui_language(wanted, environment) == language


def test_a_problem_is_one_line_and_its_hint_another(capsys: pytest.CaptureFixture[str]) -> None:
    Console("en").check_report(report(ERROR))
    out, err = capsys.readouterr()
    what, hint = err.splitlines()
    assert what.startswith(f"{PLACE}: error[unknown-participant]: ")
    assert '"sabina-aliyev"' in what
    assert hint.startswith('  hint: did you mean "sabina-aliyeva"? ')
    assert out == "errors: 1, warnings: 0\n"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\nb.az.md", r"a\u000ab.az.md"),
        ("\x1b[31ma.az.md", r"\u001b[31ma.az.md"),
        ("a\u202efdp.exe", r"a\u202efdp.exe"),
        ("a\r\x9bb", r"a\u000d\u009bb"),
    ],
)
def test_no_name_moves_or_colours_what_a_terminal_shows(
    capsys: pytest.CaptureFixture[str], name: str, shown: str
) -> None:
    found = problem("missing-file", Span(name, 7, 5), file=name, folder="x")
    Console("en").check_report(report(found))
    what, _ = capsys.readouterr().err.splitlines()
    assert what.startswith(f"{shown}:7:5: error[missing-file]: ")
    assert f'"{shown}"' in what


def test_problems_come_in_the_order_of_their_places(capsys: pytest.CaptureFixture[str]) -> None:
    Console("en").check_report(report(ERROR, WARNING))
    codes = [
        line.partition("[")[2].partition("]")[0] for line in capsys.readouterr().err.split("\n")
    ]
    assert [code for code in codes if code] == ["withheld-link", "unknown-participant"]


def test_strictness_turns_warnings_into_errors(capsys: pytest.CaptureFixture[str]) -> None:
    Console("en").check_report(report(WARNING, strict=True))
    assert "error[withheld-link]" in capsys.readouterr().err


def test_json_is_the_whole_report_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    Console("en", "json").build_report(report(ERROR, WARNING, pages=5))
    shown = json.loads(capsys.readouterr().out)
    assert (shown["exit_code"], shown["pages"]) == (1, 5)
    warning, error = shown["problems"]
    assert (warning["severity"], warning["suggestion"]) == ("warning", None)
    assert (error["path"], error["line"], error["column"]) == (PLACE.path, 7, 5)
    assert (error["code"], error["severity"], error["suggestion"]) == (
        "unknown-participant",
        "error",
        "sabina-aliyeva",
    )


def test_an_annotation_marks_its_line_and_escapes_what_would_end_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Console("en", "github").check_report(report(ERROR, WARNING))
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("::warning file=content/pages/about.az.md,line=2,col=1,")
    assert "50%25%0A.az.md" in first
    assert second.startswith("::error file=content/releases/2026/x%2Cy.az.md,line=7,col=5,")


def test_sarif_names_each_rule_once_and_each_place(capsys: pytest.CaptureFixture[str]) -> None:
    Console("en", "sarif").check_report(report(ERROR, WARNING))
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["unknown-participant", "withheld-link"]
    assert [result["level"] for result in run["results"]] == ["warning", "error"]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 7, "startColumn": 5}


@pytest.mark.parametrize(
    ("language", "seconds"),
    [("en", "1.25 s"), ("az", "1,25 san"), ("ru", "1,25 с"), ("tr", "1,25 sn")],
)
def test_seconds_have_the_decimal_sign_of_the_language_but_not_for_machines(
    capsys: pytest.CaptureFixture[str], language: str, seconds: str
) -> None:
    number = seconds.split()[0]
    Console(language).build_report(report(seconds=1.25))
    assert number in capsys.readouterr().out
    Console(language).timings(report(stages={"read": 1.25}))
    first, *_ = capsys.readouterr().out.splitlines()
    assert seconds in first
    slow = problem("reading-budget", PLACE, seconds=1.25)
    Console(language).check_report(report(slow))
    assert number in capsys.readouterr().err
    Console(language, "json").build_report(report(seconds=1.25))
    assert json.loads(capsys.readouterr().out)["seconds"] == 1.25


def test_the_columns_of_timings_stand_below_one_another_in_every_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for language in UI_LANGUAGES:
        Console(language).timings(report(stages={"exports": 1.25, "plan": 123.4}))
        lines = capsys.readouterr().out.splitlines()
        assert len({len(line) for line in lines}) == 1, language


def test_a_document_for_machines_is_not_spoiled_by_a_summary(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for format in ("json", "sarif"):
        Console("en", format).build_report(report())
        json.loads(capsys.readouterr().out)


# --- forms of other programs ---


def printed(capsys: pytest.CaptureFixture[str], format: str, folder: str = "") -> Any:
    Console("en", format, folder=folder).check_report(report(ERROR, WARNING))
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("command", ["build", "check", "due", "is due"])
def test_every_report_is_as_its_schema_says(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    console, found = Console("en", "json"), report(ERROR, WARNING)
    match command:
        case "build":
            console.build_report(found, explains=True)
        case "check":
            console.check_report(found)
        case "due":
            console.due(found)
        case _:
            console.due_since(found, 3, is_due=False)
    schema = json.loads((REPOSITORY / "docs/report.schema.json").read_text())
    Draft202012Validator(schema).validate(json.loads(capsys.readouterr().out))


def test_gitlab_tells_a_problem_by_the_same_fingerprint_wherever_it_stands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    moved = replace(ERROR, span=ERROR.span._replace(line=99))
    prints = []
    for problems in ((ERROR, WARNING), (moved, WARNING), (ERROR, moved, WARNING)):
        Console("en", "gitlab").check_report(report(*problems))
        found = json.loads(capsys.readouterr().out)
        prints.append({each["fingerprint"] for each in found})
        assert len(prints[-1]) == len(problems)
        for each in found:
            assert each.keys() == {
                "description", "check_name", "fingerprint", "severity", "location"
            }  # fmt: skip
            assert each["severity"] in {"info", "minor", "major", "critical", "blocker"}
            assert each["location"]["lines"]["begin"] > 0
    assert prints[0] == prints[1] < prints[2]


@pytest.mark.parametrize("format", ["json", "gitlab", "sarif"])
def test_other_programs_are_told_places_in_the_repository(
    capsys: pytest.CaptureFixture[str], format: str
) -> None:
    at_home = json.dumps(printed(capsys, format), ensure_ascii=False)
    within = json.dumps(printed(capsys, format, "sites/press"), ensure_ascii=False)
    assert f'"{PLACE.path}"' in at_home
    assert f'"sites/press/{PLACE.path}"' in within
    assert f'"{PLACE.path}"' not in within


def test_sarif_says_what_its_rules_mean(capsys: pytest.CaptureFixture[str]) -> None:
    (run,) = printed(capsys, "sarif")["runs"]
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert "{" not in rule["shortDescription"]["text"] + rule["help"]["text"]
        level = "error" if rule["id"] == "unknown-participant" else "warning"
        assert rule["defaultConfiguration"] == {"level": level}


@pytest.mark.parametrize("problems", [(), (ERROR,), (ERROR, WARNING)])
def test_github_gets_a_page_with_all_problems(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    problems: tuple[Diagnostic, ...],
) -> None:
    page = tmp_path / "summary.md"
    page.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    Console("en", "github").check_report(report(*problems))
    before, title, *rows = page.read_text().strip().splitlines()
    assert (before, title[:4]) == ("before", "### ")
    assert sum("[" in row for row in rows) == len(problems)


def test_words_of_a_text_cannot_break_the_page_of_a_run() -> None:
    hostile = problem("unknown-topic", PLACE, key="<script>|\n| x |")
    shown = job_summary("told", [Finding(hostile, is_error=True, what="<b>|\n x", hint="&")])
    row = shown.splitlines()[-2]
    assert row.count(" | ") == 2
    assert "<" not in row
