"""The forms in which other programs take problems: our JSON, annotations of GitHub, SARIF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from beyan import __version__
from beyan.model.diagnostic import Diagnostic, Span

if TYPE_CHECKING:
    from beyan.build.report import Report


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


def report_json(
    report: Report, findings: Sequence[Finding], *, explains: bool = False
) -> dict[str, Any]:
    """All that a run found and did; `explains`: with every file that was made, and why."""
    made = {"made": dict(made_files(report))} if explains else {}
    return {
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
                        "rules": [
                            {"id": code} for code in sorted({each.code for each in findings})
                        ],
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
