"""The only module that prints: problems and summaries as text, JSON, annotations or SARIF."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beyan import __version__
from beyan.language.letters import capitalize
from beyan.model.diagnostic import Diagnostic
from beyan.model.messages import MESSAGES, REASONS, WARNINGS
from beyan.sarif import sarif

if TYPE_CHECKING:
    from beyan.build.report import Report
    from beyan.language.catalogue import Catalogue
    from beyan.source.translation import Change

FORMATS = ("text", "json", "github", "sarif")
UI_LANGUAGES = ("en", "az")
_PIPE_WIDTH = 80
_LOCALES = Path(__file__).parent / "locales"

# What the tool says besides problems; msgids of beyan.po like the messages of the codes.
DID_YOU_MEAN = 'did you mean "{suggestion}"?'
ERROR, WARNING, HINT = "error", "warning", "hint"
SUMMARY = "releases: {releases}, editions: {editions}, pages: {pages}; {seconds} s"
CHANGES = "files written: {written}, deleted: {removed}"
NOTHING_PUBLISHED = "errors: {errors}, warnings: {warnings}; nothing was published"
ALL_FINE = "no problems; releases: {releases}, editions: {editions}, pages: {pages}"
FOUND = "errors: {errors}, warnings: {warnings}"
CHANGED = "changed: {path}"
WOULD_CHANGE = "would change: {path}"
UNCHANGED = "nothing to change"
READS = "reads: {reads}; requests: {requests}"
NOT_READS = (
    "not counted: other addresses {other}, robots {robots}, prefetched {prefetched}, "
    "repeated {repeated}, counted before {known}"
)
CREATED = "created: {path}"
NEXT_RELEASE = (
    "next: open the file and write the text; check tells what is wrong; "
    'delete the line "draft: true" when all may read it'
)
NEXT_SITE = (
    "next: in that folder, serve shows the site as you write; site_config.yaml has the name and "
    "address of your office"
)
# What a value may have to be, as `wrong-type` says it.
SHAPES = ("text", "list", "group of keys")
STAGES = {
    "read": "reading",
    "parse": "parsing",
    "plan": "planning",
    "prose": "texts",
    "templates": "templates",
    "exports": "exports",
    "images": "images",
    "search": "search",
    "write": "writing",
}
NEXT_TRANSLATION = (
    "next: open the file and write the translation under each note; "
    "when the last note is deleted, the text is published with the others"
)
UP_TO_DATE = "{file} is up to date with {original}"
OUT_OF_DATE = "{original} has changed since {file} was translated from it:"
ALTERED, ADDED, DROPPED = "changed", "new", "deleted"
LOST = "(what stood here before is not known)"
PHRASES = (
    *SHAPES,
    *STAGES.values(),
    DID_YOU_MEAN,
    ERROR,
    WARNING,
    HINT,
    SUMMARY,
    CHANGES,
    NOTHING_PUBLISHED,
    ALL_FINE,
    FOUND,
    CHANGED,
    WOULD_CHANGE,
    UNCHANGED,
    READS,
    NOT_READS,
    CREATED,
    NEXT_RELEASE,
    NEXT_SITE,
    NEXT_TRANSLATION,
    UP_TO_DATE,
    OUT_OF_DATE,
    ALTERED,
    ADDED,
    DROPPED,
    LOST,
)


def ui_language(wanted: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """The language the tool speaks: as asked, else the locale's, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = wanted or environment.get(name, "").partition("_")[0].partition(".")[0].lower()
    return wanted if wanted in UI_LANGUAGES else "en"


class Console:
    """Speaks `language` and prints in `format`; results to stdout, text problems to stderr."""

    def __init__(self, language: str = "en", format: str = "text") -> None:
        self.language = language
        self._format = format

    def build_report(self, report: Report) -> None:
        self._problems(report)
        if report.exit_code:
            self._line(self._counts(report, NOTHING_PUBLISHED))
        else:
            changes = self.say(CHANGES, written=report.written, removed=report.removed)
            self._line(f"{self._figures(report, SUMMARY)}; {changes}")

    def check_report(self, report: Report) -> None:
        self._problems(report)
        if report.problems:
            self._line(self._counts(report, FOUND))
        else:
            self._line(self._figures(report, ALL_FINE))

    def timings(self, report: Report) -> None:
        """What the stages took, of all processes together; the clock on the wall shows less."""
        total = sum(report.stages.values()) or 1.0
        for stage in STAGES:
            seconds = report.stages.get(stage, 0.0)
            label = self.say(STAGES[stage])
            self._line(f"{label:<12} {seconds:8.2f} s {seconds / total:6.1%}")

    def problems(self, problems: Iterable[Diagnostic]) -> None:
        """Problems that ended a command before it could begin, as text."""
        for each in sorted(problems):
            self._text(each, is_error=True)

    def wrong_usage(self, command: str, what: str, hint: str, suggestion: str = "") -> None:
        print(f"{command}: {self.say(ERROR)}: {what}", file=sys.stderr)
        if hint:
            hint = self._with_question(hint, suggestion)
            print(f"  {self.say(HINT)}: {hint}", file=sys.stderr)

    def due(self, report: Report) -> None:
        """The instant alone, or nothing; warnings are not what was asked for."""
        if self._format == "json":
            self._answer(report, {"due": report.due.isoformat() if report.due else None})
            return
        self.problems(each for each in report.problems if _is_error(each, report))
        if report.due is not None and not report.exit_code:
            _print(report.due.isoformat())

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
        _print(self.say(READS, **counts))
        for month, reads in months.items():
            _print(f"  {month}: {reads}")
        _print(self.say(NOT_READS, **counts))
        self.changed_files(changed)

    def changed_files(self, paths: Sequence[str], *, dry: bool = False) -> None:
        for path in paths:
            _print(self.say(WOULD_CHANGE if dry else CHANGED, path=path))
        if not paths:
            _print(self.say(UNCHANGED))

    def created(self, path: str, next_step: str) -> None:
        _print(self.say(CREATED, path=path))
        _print(self.say(next_step))

    def difference(self, original: str, translation: str, changes: Sequence[Change]) -> None:
        """What a translator has to go over: where, and the words before (-) and now (+)."""
        phrase = OUT_OF_DATE if changes else UP_TO_DATE
        _print(self.say(phrase, original=original, file=translation))
        for each in changes:
            kind = ADDED if each.before is None else DROPPED if each.now is None else ALTERED
            _print(f"\n{each.span}: {self.say(kind)} ({each.name})")
            lost = self.say(LOST)
            for sign, text in (("-", each.before if each.before != "" else lost), ("+", each.now)):
                for line in (text or "").splitlines():
                    _print(f"  {sign} {line}")

    @property
    def width(self) -> int:
        """That of the terminal; for another program that reads along, 80 columns."""
        return shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPE_WIDTH

    def tables(self, *shown: Any) -> None:
        """What rich can lay out; colours are for terminals."""
        from rich.console import Console as Terminal

        terminal = Terminal(width=self.width, highlight=False, emoji=False, markup=False)
        for each in shown:
            terminal.print(each)

    def values(self, values: Mapping[str, Any]) -> None:
        _print(json.dumps(values, ensure_ascii=False, indent=2))

    def line(self, phrase: str, **values: object) -> None:
        _print(self.say(phrase, **values))

    def say(self, phrase: str, **values: object) -> str:
        """A phrase in the officer's language, filled in."""
        if self.language != "en":
            phrase = _catalogue(self.language).gettext(phrase)
        return phrase.format(**values)

    def what(self, diagnostic: Diagnostic) -> str:
        return self.say(MESSAGES[diagnostic.code].what, **self._values(diagnostic))

    def hint(self, diagnostic: Diagnostic) -> str:
        hint = self.say(MESSAGES[diagnostic.code].hint, **self._values(diagnostic))
        return self._with_question(hint, diagnostic.suggestion)

    def _values(self, diagnostic: Diagnostic) -> dict[str, str]:
        values = dict(diagnostic.values)
        for name, known in (("expected", SHAPES), ("reason", REASONS)):
            if values.get(name) in known:
                values[name] = self.say(values[name])
        return values

    def _with_question(self, hint: str, suggestion: str) -> str:
        if not suggestion:
            return hint
        question = self.say(DID_YOU_MEAN, suggestion=suggestion)
        return f"{question} {capitalize(hint, self.language)}"

    def _problems(self, report: Report) -> None:
        problems = sorted(report.problems)
        match self._format:
            case "json":
                _print(json.dumps(self._json(report, problems), ensure_ascii=False, indent=2))
            case "sarif":
                found = [
                    (each, _is_error(each, report), f"{self.what(each)}\n{self.hint(each)}")
                    for each in problems
                ]
                _print(json.dumps(sarif(found), ensure_ascii=False, indent=2))
            case "github":
                for each in problems:
                    _print(self._annotation(each, _is_error(each, report)))
            case _:
                for each in problems:
                    self._text(each, is_error=_is_error(each, report))

    def _text(self, each: Diagnostic, *, is_error: bool) -> None:
        label = self.say(ERROR if is_error else WARNING)
        print(f"{each.span}: {label}[{each.code}]: {self.what(each)}", file=sys.stderr)
        print(f"  {self.say(HINT)}: {self.hint(each)}", file=sys.stderr)

    def _answer(self, report: Report, fields: Mapping[str, Any]) -> None:
        """What a command was asked for, between what the report of a run has as well."""
        run = self._json(report, sorted(report.problems))
        answer = {"version": run["version"], "exit_code": run["exit_code"], **fields}
        _print(json.dumps({**answer, "problems": run["problems"]}, ensure_ascii=False, indent=2))

    def _line(self, text: str) -> None:
        """A closing line, which must not spoil a document for machines."""
        if self._format in ("text", "github"):
            _print(text)

    def _figures(self, report: Report, phrase: str) -> str:
        return self.say(
            phrase,
            releases=report.releases,
            editions=report.editions,
            pages=report.pages,
            seconds=f"{report.seconds:.2f}",
        )

    def _counts(self, report: Report, phrase: str) -> str:
        errors = sum(_is_error(each, report) for each in report.problems)
        return self.say(phrase, errors=errors, warnings=len(report.problems) - errors)

    def _json(self, report: Report, problems: Iterable[Diagnostic]) -> dict[str, Any]:
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
            "problems": [
                {
                    "path": each.span.path,
                    "line": each.span.line,
                    "column": each.span.column,
                    "severity": "error" if _is_error(each, report) else "warning",
                    "code": each.code,
                    "message": self.what(each),
                    "hint": self.hint(each),
                    "suggestion": each.suggestion or None,
                }
                for each in problems
            ],
        }

    def _annotation(self, each: Diagnostic, is_error: bool) -> str:
        """A GitHub Actions workflow command, which marks the line in the changes' view."""
        properties = {
            "file": each.span.path,
            "line": str(each.span.line),
            "col": str(each.span.column),
            "title": each.code,
        }
        listed = ",".join(f"{name}={_escaped(text, ':,')}" for name, text in properties.items())
        text = _escaped(f"{self.what(each)}\n{self.hint(each)}", "")
        return f"::{'error' if is_error else 'warning'} {listed}::{text}"


class ProgressBar:
    """Shown on a terminal once a build has run for a second; a pipe never sees it."""

    PATIENCE = 1.0

    def __init__(self) -> None:
        self._is_watched = sys.stderr.isatty()
        self._started: float | None = None
        self._bar: Any = None
        self._task: Any = None

    def __call__(self, done: int, total: int) -> None:
        if not self._is_watched:
            return
        import time

        now = time.monotonic()
        if self._started is None:
            self._started = now
        if self._bar is None and now - self._started > self.PATIENCE:
            self._open(total)
        if self._bar is not None:
            self._bar.update(self._task, completed=done)
            if done == total:
                self._bar.stop()

    def _open(self, total: int) -> None:
        # rich costs 40 ms to import: only a long build pays for it.
        from rich.console import Console as Terminal
        from rich.progress import Progress

        self._bar = Progress(console=Terminal(stderr=True), transient=True)
        self._task = self._bar.add_task("", total=total)
        self._bar.start()


def _is_error(diagnostic: Diagnostic, report: Report) -> bool:
    return report.strict or diagnostic.code not in WARNINGS


def _print(text: str) -> None:
    print(text, flush=True)


def _escaped(text: str, also: str) -> str:
    """Percent escapes of workflow commands."""
    for sign in "%\r\n" + also:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


@lru_cache
def _catalogue(language: str) -> Catalogue:
    # Babel's parser is imported only where a message must be translated.
    from beyan.language.catalogue import read_catalogue

    return read_catalogue([_LOCALES / language / "beyan.po"], language)
