"""The only module that prints: problems, summaries and answers, in the form asked for."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beyan.console import phrases
from beyan.console.command import command_name
from beyan.console.formats import (
    Finding,
    annotation,
    answer_json,
    code_quality,
    job_summary,
    made_files,
    report_json,
    sarif,
)
from beyan.console.languages import UI_LANGUAGES, translated, ui_language, with_own_sign
from beyan.console.line import on_one_line
from beyan.language.letters import capitalize
from beyan.model.diagnostic import Diagnostic, Span
from beyan.model.messages import MESSAGES, REASONS

if TYPE_CHECKING:
    from beyan.build.report import Report
    from beyan.language.pseudo import Pseudo
    from beyan.model.withheld import Withheld
    from beyan.source.translation import Change

__all__ = ["FORMATS", "UI_LANGUAGES", "Console", "command_name", "ui_language"]

FORMATS = ("text", "json", "github", "gitlab", "sarif")
_PIPE_WIDTH = 80
# Of one kind; `build --changes` has all.
_MOST_LINES = 20


class Console:
    """Speaks `language` and prints in `format`; results to stdout, text problems to stderr.

    One that is `discreet` tells of what is held back no more than that there is something, by a
    number: logs of CI can be read by everybody. `pseudo` has it speak a pseudo-language, in the
    words of the language. One that `is_quiet` tells problems, and what it was asked for. `folder`
    is where the site lies in its repository: other programs are told places in that.
    """

    def __init__(
        self,
        language: str = "en",
        format: str = "text",
        *,
        discreet: bool = False,
        pseudo: Pseudo | None = None,
        is_quiet: bool = False,
        folder: str = "",
    ) -> None:
        self.language = language
        self.pseudo = pseudo
        self._format = format
        self.discreet = discreet
        self._is_quiet = is_quiet
        self._folder = folder

    def build_report(self, report: Report, *, explains: bool = False) -> None:
        """`explains`: with every file that was made, and why."""
        self._problems(report, explains=explains)
        if explains and not report.exit_code:
            for address, reasons in made_files(report):
                said = (self.say(phrases.MADE_BECAUSE[reason]) for reason in reasons)
                self._line(f"{address}: {', '.join(said)}")
        if report.exit_code:
            self._line(self._counts(report, phrases.NOTHING_PUBLISHED))
        else:
            self._seen(report)
            for path in report.recorded:
                self._line(self.say(phrases.CHANGED, path=path))
            changes = self.say(phrases.CHANGES, written=report.written, removed=report.removed)
            self._line(f"{self._figures(report, phrases.SUMMARY)}; {changes}")

    def _seen(self, report: Report) -> None:
        """What readers see for the first time, what they do not see any more, and what is to come.

        Of what is to come no more than the file and its hour.
        """
        changes = report.changes
        new = [
            self.say(phrases.FIRST_SEEN, addresses=", ".join(addresses.values()))
            for addresses in changes.releases.values()
        ]
        left = [
            self.say(phrases.LEFT, address=each.address, reason=self.say(each.reason))
            for each in changes.gone
        ]
        waiting = [
            self.say(
                phrases.WAITS,
                until=f"{until:%Y-%m-%d %H:%M:%S %z}",
                path=self._place(Span(path), report.withheld).path,
            )
            for path, until in report.waiting.items()
        ]
        for lines in (new, left, waiting):
            for line in lines[:_MOST_LINES]:
                self._line(on_one_line(line))
            if len(lines) > _MOST_LINES:
                self._line(self.say(phrases.AND_MORE, count=len(lines) - _MOST_LINES))

    def check_report(self, report: Report) -> None:
        self._problems(report)
        if report.problems:
            self._line(self._counts(report, phrases.FOUND))
        else:
            self._line(self._figures(report, phrases.ALL_FINE))

    def waiting(self, process: str, since: str) -> None:
        """The result comes when the other build has ended."""
        self.aside(phrases.WAITING, process=process, since=since)

    def aside(self, phrase: str, **values: object) -> None:
        """Beside the result."""
        print(self.say(phrase, **values), file=sys.stderr, flush=True)

    def timings(self, report: Report) -> None:
        """What the stages took, of all processes together; the clock on the wall shows less."""
        total = sum(report.stages.values()) or 1.0
        labels = {stage: self.say(name) for stage, name in phrases.STAGES.items()}
        width = max(12, *map(len, labels.values()))
        for stage, label in labels.items():
            seconds = report.stages.get(stage, 0.0)
            took = self.say(phrases.SECONDS, seconds=self.number(f"{seconds:8.2f}"))
            self._line(f"{label:<{width}} {took} {self.number(f'{seconds / total:6.1%}')}")
        if report.traffic is not None:
            workers, artifacts, sent, received = report.traffic
            sizes = {"sent": sent // 1000, "received": received // 1000}
            self._line(self.say(phrases.TRAFFIC, workers=workers, artifacts=artifacts, **sizes))

    def problems(self, problems: Iterable[Diagnostic]) -> None:
        """Problems that ended a command before it could begin, as text."""
        for each in sorted(problems):
            self._text(self._finding(each, is_error=True))

    def wrong_usage(self, command: str, what: str, hint: str, suggestion: str = "") -> None:
        print(f"{command}: {self.say(phrases.ERROR)}: {what}", file=sys.stderr)
        if hint:
            hint = self._with_question(hint, suggestion)
            print(f"  {self.say(phrases.HINT)}: {hint}", file=sys.stderr)

    def due(self, report: Report) -> None:
        """The instant alone on its line, then what changes; warnings are not what was asked for."""
        if self._format == "json":
            self._answer(report, self._due(report))
            return
        self._errors(report)
        if report.due is not None and not report.exit_code:
            _print("\n".join((report.due.isoformat(), *self._changing(report))))

    def due_since(self, report: Report, exit_code: int, *, is_due: bool) -> None:
        """Whether an hour has come is the exit code's to tell, and for machines."""
        if self._format == "json":
            self._answer(report, {"exit_code": exit_code, "is_due": is_due, **self._due(report)})
            return
        self._errors(report)
        if not report.exit_code:
            self._line(self.say(phrases.IS_DUE if is_due else phrases.NOTHING_DUE))

    def reads(
        self,
        report: Report,
        counts: Mapping[str, int],
        months: Mapping[str, int],
        changed: Sequence[str],
    ) -> None:
        """What an import counted. `counts` are what READS and NOT_READS tell."""
        if self._format == "json":
            self._answer(report, {**counts, "months": months, "changed": changed})
            return
        self._problems(report)
        if report.exit_code:
            return
        self.line(phrases.READS, **counts)
        for month, reads in months.items():
            self._line(f"  {month}: {reads}")
        self.line(phrases.NOT_READS, **counts)
        if counts["found"]:
            self.line(phrases.FOUND_LATER, **counts)
        self.changed_files(changed)

    def changed_files(self, paths: Sequence[str], *, dry: bool = False) -> None:
        for path in paths:
            self.line(phrases.WOULD_CHANGE if dry else phrases.CHANGED, path=path)
        if not paths:
            self.line(phrases.UNCHANGED)

    def created(self, path: str, next_step: str) -> None:
        self.line(phrases.CREATED, path=path)
        self.line(next_step)

    def difference(self, original: str, translation: str, changes: Sequence[Change]) -> None:
        """What a translator has to go over: where, and the words before (-) and now (+)."""
        phrase = phrases.OUT_OF_DATE if changes else phrases.UP_TO_DATE
        _print(self.say(phrase, original=original, file=translation))
        for each in changes:
            kind = phrases.ALTERED
            if each.before is None:
                kind = phrases.ADDED
            elif each.now is None:
                kind = phrases.DROPPED
            _print(f"\n{each.span}: {self.say(kind)} ({each.name})")
            lost = self.say(phrases.LOST)
            for sign, text in (("-", each.before if each.before != "" else lost), ("+", each.now)):
                for line in (text or "").splitlines():
                    _print(f"  {sign} {line}")

    @property
    def width(self) -> int:
        """That of the terminal; for another program that reads along, 80 columns."""
        return shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPE_WIDTH

    def tables(self, *shown: Any, crop: bool = True) -> None:
        """What rich can lay out; colours are for terminals."""
        from beyan.console.terminal import terminal

        there = terminal(self.width)
        for each in shown:
            there.print(each, crop=crop)

    def values(self, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> None:
        _print(json.dumps(values, ensure_ascii=False, indent=2))

    def answer(self, phrase: str, **values: object) -> None:
        """A line of what was asked for."""
        _print(on_one_line(self.say(phrase, **values)))

    def verbatim(self, text: str) -> None:
        """A line of a file."""
        _print(on_one_line(text))

    def document(self, text: str) -> None:
        """What another program reads."""
        _print(text.removesuffix("\n"))

    def page(self, text: str) -> None:
        """Markdown: laid out on a terminal, and else as it is."""
        if sys.stdout.isatty():
            from beyan.console.terminal import Page

            self.tables(Page(text, hyperlinks=False), crop=False)
        else:
            self.document(text)

    def line(self, phrase: str, **values: object) -> None:
        if not self._is_quiet:
            _print(self.say(phrase, **values))

    def say(self, phrase: str, **values: object) -> str:
        """A phrase in the officer's language, filled in; "{beyan}" is what commands begin with."""
        values = {"beyan": command_name(), **values}
        try:
            return self.phrase(phrase).format(**values)
        except (LookupError, ValueError):
            # A translation whose placeholders are wrong must not end the command.
            return phrase.format(**values)

    def phrase(self, phrase: str) -> str:
        """A phrase in the officer's language, still to be filled in."""
        phrase = translated(phrase, self.language)
        if self.pseudo is not None:
            from beyan.language.pseudo import pseudo_text

            phrase = pseudo_text(phrase, self.pseudo)
        return phrase

    def number(self, shown: str) -> str:
        """A number as the officer's language writes its decimals."""
        return with_own_sign(shown, self.language)

    def what(self, diagnostic: Diagnostic) -> str:
        return self.say(MESSAGES[diagnostic.code].what, **self._values(diagnostic))

    def hint(self, diagnostic: Diagnostic) -> str:
        hint = self.say(MESSAGES[diagnostic.code].hint, **self._values(diagnostic))
        return self._with_question(hint, diagnostic.suggestion)

    def _values(self, diagnostic: Diagnostic) -> dict[str, str]:
        values = dict(diagnostic.values)
        for name, known in (("expected", phrases.SHAPES), ("reason", REASONS)):
            if values.get(name) in known:
                values[name] = self.say(values[name])
        if "seconds" in values:
            values["seconds"] = self.number(values["seconds"])
        return values

    def _with_question(self, hint: str, suggestion: str) -> str:
        if not suggestion:
            return hint
        question = self.say(phrases.DID_YOU_MEAN, suggestion=suggestion)
        return f"{question} {capitalize(hint, self.language)}"

    def _problems(self, report: Report, *, explains: bool = False) -> None:
        findings = self._findings(report)
        match self._format:
            case "json":
                self.values(report_json(report, findings, explains=explains))
            case "sarif":
                self.values(sarif(findings))
            case "gitlab":
                self.values(code_quality(findings))
            case "github":
                for each in findings:
                    _print(annotation(each))
                self._summarise(report, findings)
            case _:
                for each in findings:
                    self._text(each)

    def _errors(self, report: Report) -> None:
        for each in self._findings(report):
            if each.is_error:
                self._text(each)

    def _due(self, report: Report) -> dict[str, Any]:
        due = report.due.isoformat() if report.due is not None else None
        return {"due": due, "releases": self._changing(report)}

    def _changing(self, report: Report) -> list[str]:
        return [self._place(Span(path), report.withheld).path for path in report.changing]

    def _findings(self, report: Report) -> list[Finding]:
        folder = "" if self._format == "text" else self._folder
        return [
            self._withheld(each, report)
            if self.discreet and self._is_withheld(each, report)
            else self._finding(each, is_error=report.is_error(each)).within(folder)
            for each in sorted(report.problems)
        ]

    def _summarise(self, report: Report, findings: Sequence[Finding]) -> None:
        """On the page that GitHub shows of a run, where it is one."""
        page = os.environ.get("GITHUB_STEP_SUMMARY")
        if page:
            phrase = phrases.FOUND if findings else phrases.ALL_FINE
            told = self._figures(report, phrase) if not findings else self._counts(report, phrase)
            with suppress(OSError), Path(page).open("a", encoding="utf-8") as file:
                file.write(job_summary(told, findings))

    def _is_withheld(self, problem: Diagnostic, report: Report) -> bool:
        hidden = report.withheld
        return hidden.number(problem.span.path) is not None or hidden.tells(problem)

    def _withheld(self, problem: Diagnostic, report: Report) -> Finding:
        """The problem without anything that its text says."""
        span = self._place(problem.span, report.withheld)
        what, hint = self.say(phrases.WITHHELD), self.say(phrases.WITHHELD_HINT)
        return Finding(Diagnostic(span, problem.code), report.is_error(problem), what, hint)

    def _place(self, span: Span, hidden: Withheld) -> Span:
        return hidden.span(span, self.phrase(phrases.HELD_BACK)) if self.discreet else span

    def _finding(self, problem: Diagnostic, *, is_error: bool) -> Finding:
        return Finding(problem, is_error, self.what(problem), self.hint(problem))

    def _text(self, each: Finding) -> None:
        label = self.say(phrases.ERROR if each.is_error else phrases.WARNING)
        line = f"{each.span}: {label}[{each.code}]: {each.what}"
        print(on_one_line(line), file=sys.stderr)
        print(on_one_line(f"  {self.say(phrases.HINT)}: {each.hint}"), file=sys.stderr)

    def _answer(self, report: Report, answer: Mapping[str, Any]) -> None:
        self.values(answer_json(report, self._findings(report), answer))

    def _line(self, text: str) -> None:
        """A closing line, which must not spoil a document for machines."""
        if self._format in ("text", "github") and not self._is_quiet:
            _print(text)

    def _figures(self, report: Report, phrase: str) -> str:
        return self.say(
            phrase,
            releases=report.releases,
            editions=report.editions,
            pages=report.pages,
            seconds=self.number(f"{report.seconds:.2f}"),
        )

    def _counts(self, report: Report, phrase: str) -> str:
        errors = sum(report.is_error(each) for each in report.problems)
        return self.say(phrase, errors=errors, warnings=len(report.problems) - errors)


def _print(text: str) -> None:
    print(text, flush=True)
