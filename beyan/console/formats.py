"""The forms in which other programs take problems.

Our JSON (docs/report.schema.json), annotations and job summaries of GitHub, GitLab's Code Quality,
SARIF.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from beyan import __version__
from beyan.model.diagnostic import Diagnostic, Span
from beyan.model.messages import MESSAGES, WARNINGS

if TYPE_CHECKING:
    from beyan.build.report import Report

# Goes up where a field of the reports in JSON is taken away or means something else.
SCHEMA = 1
# On GitHub's page of a run, which has an end.
_MOST_ROWS = 100


class Finding(NamedTuple):
    """A problem, how much it weighs in this run, and what is said of it."""

    problem: Diagnostic
    is_error: bool
    what: str
    hint: str

    @property
    def code(self) -> str:
        return self.problem.code

    @property
    def span(self) -> Span:
        return self.problem.span

    @property
    def severity(self) -> str:
        return "error" if self.is_error else "warning"

    @property
    def text(self) -> str:
        return f"{self.what}\n{self.hint}"

    def within(self, folder: str) -> Finding:
        """The finding with its place as the folder around the site has it."""
        path = self.span.path
        if not folder or Path(path).is_absolute():
            return self
        span = self.span._replace(path=f"{folder}/{path}")
        return self._replace(problem=replace(self.problem, span=span))


def report_json(
    report: Report, findings: Sequence[Finding], *, explains: bool = False
) -> dict[str, Any]:
    """All that a run found and did; `explains`: with every file that was made, and why."""
    made = {"made": dict(made_files(report))} if explains else {}
    return {
        "schema": SCHEMA,
        "version": __version__,
        "exit_code": report.exit_code,
        "releases": report.releases,
        "editions": report.editions,
        "pages": report.pages,
        "written": report.written,
        "removed": report.removed,
        "seconds": round(report.seconds, 3),
        "due": report.due.isoformat() if report.due else None,
        **made,
        "problems": _problems(findings),
    }


def made_files(report: Report) -> Iterator[tuple[str, Sequence[str]]]:
    """The address of every file that was made, sorted, with the reasons."""
    # Not loaded where nothing was built.
    from beyan.model.page import address_of

    found = (
        (address_of(path), result.reasons)
        for result in report.made.values()
        for path, *_ in result.files
    )
    yield from sorted(found)


def answer_json(
    report: Report, findings: Sequence[Finding], answer: Mapping[str, Any]
) -> dict[str, Any]:
    """What a command was asked for, between what the report of a run has as well."""
    return {
        "schema": SCHEMA,
        "version": __version__,
        "exit_code": report.exit_code,
        **answer,
        "problems": _problems(findings),
    }


def _problems(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    return [
        {
            "path": each.span.path,
            "line": each.span.line,
            "column": each.span.column,
            "severity": each.severity,
            "code": each.code,
            "message": each.what,
            "hint": each.hint,
            "suggestion": each.problem.suggestion or None,
        }
        for each in findings
    ]


def annotation(finding: Finding) -> str:
    """A GitHub Actions workflow command, which marks the line in the changes' view."""
    properties = {
        "file": finding.span.path,
        "line": str(finding.span.line),
        "col": str(finding.span.column),
        "title": finding.code,
    }
    listed = ",".join(f"{name}={_escaped(text, ':,')}" for name, text in properties.items())
    return f"::{finding.severity} {listed}::{_escaped(finding.text, '')}"


def _escaped(text: str, also: str) -> str:
    """Percent escapes of workflow commands."""
    for sign in "%\r\n" + also:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def job_summary(told: str, findings: Sequence[Finding]) -> str:
    """Markdown for the page of a run: what is told of it, and a row for each problem."""
    lines = [f"### Bəyan: {told}", ""]
    if findings:
        lines += ["| | | |", "|---|---|---|"]
    for each in findings[:_MOST_ROWS]:
        cells = (f"`{each.span}`", f"{each.severity}[{each.code}]", f"{each.what} — {each.hint}")
        lines.append(f"| {' | '.join(map(_in_cell, cells))} |")
    if len(findings) > _MOST_ROWS:
        lines.append(f"| … | {len(findings) - _MOST_ROWS} | |")
    return "\n".join(lines) + "\n\n"


def _in_cell(text: str) -> str:
    """Words of a text are no markup of the table that tells of them."""
    for sign in ("&", "<", ">"):
        text = text.replace(sign, escape(sign))
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


def code_quality(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """GitLab's report of Code Quality, in the form of Code Climate.

    A finding has the same fingerprint in the next run, also where lines before it came or went.
    """
    seen: Counter[str] = Counter()
    found = []
    for each in findings:
        said = f"{each.span.path}\0{each.code}\0{each.what}"
        seen[said] += 1
        found.append(
            {
                "description": each.text.replace("\n", " — "),
                "check_name": each.code,
                "fingerprint": sha256(f"{said}\0{seen[said]}".encode()).hexdigest(),
                "severity": "major" if each.is_error else "minor",
                "location": {"path": each.span.path, "lines": {"begin": each.span.line}},
            }
        )
    return found


def _rule(code: str) -> dict[str, Any]:
    """What SARIF's readers show of a kind of problem, whatever the text is that has it."""
    message = MESSAGES[code]
    level = "warning" if code in WARNINGS else "error"
    return {
        "id": code,
        "shortDescription": {"text": _without_values(message.what)},
        "help": {"text": _without_values(message.hint)},
        "defaultConfiguration": {"level": level},
    }


def _without_values(phrase: str) -> str:
    return re.sub(r"\{\w+\}", "…", phrase.replace("{beyan}", "beyan"))


def sarif(findings: Sequence[Finding]) -> dict[str, Any]:
    """SARIF 2.1.0, the OASIS exchange format of static analysis results."""
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "beyan",
                        "version": __version__,
                        "rules": [_rule(code) for code in sorted({e.code for e in findings})],
                    }
                },
                "results": [
                    {
                        "ruleId": each.code,
                        "level": each.severity,
                        "message": {"text": each.text},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {"uri": each.span.path},
                                    "region": {
                                        "startLine": each.span.line,
                                        "startColumn": each.span.column,
                                    },
                                }
                            }
                        ],
                    }
                    for each in findings
                ],
            }
        ],
    }
