"""What `publish` tells: results on the standard output, what went wrong beside it, and, where it is
asked to, what went wrong to another program as well: the release's file and its hour, no title.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from beyan import __version__
from beyan.build.report import Report
from beyan.console import Console
from beyan.desk.publishing.place import Hour
from beyan.model.diagnostic import Diagnostic

PUBLISHED = "published: {folder}"
SAME = "{folder} is up to date"
NEXT = "next: {hour}"
NOTHING_NEXT = "nothing waits for its hour"
ENDED = "ended; {folder} stays as it is"
MISSED = "{release}: its hour was {hour}, and it came at {now}"
HELD_UP = "{release}: its hour, {hour}, has come, and nothing could be published at {now}"
SET_BACK = "the clock was set back from {before} to {now}"
NOT_AT_ONCE = (
    "{folder} was exchanged by two renamings: for a moment it was not there; a symbolic link in "
    "its place is exchanged at once"
)
NOT_TOLD = "{host} could not be told: {reason}"
PHRASES = (
    PUBLISHED, SAME, NEXT, NOTHING_NEXT, ENDED, MISSED, HELD_UP, SET_BACK, NOT_AT_ONCE, NOT_TOLD,
)  # fmt: skip

# How long another program may take to answer (seconds), and what it is told, as a number that
# changes when the fields mean something else.
_PATIENCE = 10.0
_VERSION = 1


class Telling:
    """Speaks by `console`, and posts to `webhook` if there is one."""

    def __init__(self, console: Console, folder: Path, webhook: str | None = None) -> None:
        self._console = console
        self._folder = folder
        self._webhook = webhook
        self._last: frozenset[Diagnostic] = frozenset()

    def built(self, report: Report) -> None:
        """The problems, unless they are those that were told last."""
        if report.exit_code or report.problems != self._last:
            self._console.build_report(report)
        self._last = report.problems

    def refused(self, problems: Sequence[Diagnostic]) -> None:
        self._console.problems(problems)

    def published(self, *, is_new: bool) -> None:
        self._console.line(PUBLISHED if is_new else SAME, folder=self._folder)

    def next(self, due: datetime | None) -> None:
        if due is None:
            self._console.line(NOTHING_NEXT)
        else:
            self._console.line(NEXT, hour=due.isoformat())

    def ended(self) -> None:
        self._console.line(ENDED, folder=self._folder)

    def not_at_once(self) -> None:
        self._console.aside(NOT_AT_ONCE, folder=self._folder)

    def set_back(self, before: datetime, now: datetime) -> None:
        shown = now.astimezone(before.tzinfo)
        self._console.aside(SET_BACK, before=before.isoformat(), now=shown.isoformat())

    def waiting(self, process: str, since: str) -> None:
        self._console.waiting(process, since)

    def missed(self, hours: Sequence[Hour], now: datetime) -> None:
        self._late(MISSED, "missed", hours, now)

    def held_up(self, hours: Sequence[Hour], now: datetime) -> None:
        self._late(HELD_UP, "held-up", hours, now)

    def _late(self, phrase: str, event: str, hours: Sequence[Hour], now: datetime) -> None:
        if not hours:
            return
        shown = now.astimezone(hours[0].instant.tzinfo).replace(microsecond=0)
        for hour, release in hours:
            told = {"release": release, "hour": hour.isoformat(), "now": shown.isoformat()}
            self._console.aside(phrase, **told)
        if self._webhook is not None:
            releases = [{"path": path, "hour": hour.isoformat()} for hour, path in hours]
            event_of = {"version": _VERSION, "event": event, "at": shown.isoformat()}
            self._post(self._webhook, {**event_of, "releases": releases})

    def _post(self, url: str, value: dict[str, object]) -> None:
        """Whatever fails is told, and is no reason not to publish."""
        headers = {"Content-Type": "application/json", "User-Agent": f"beyan/{__version__}"}
        data = json.dumps(value, ensure_ascii=False).encode()
        try:
            with urlopen(Request(url, data, headers), timeout=_PATIENCE):
                pass
        except (OSError, HTTPException, ValueError) as error:
            reason = str(error.reason) if isinstance(error, URLError) else str(error)
            # All else of the address may be a secret.
            host = url.split("/")[2].rpartition("@")[2]
            self._console.aside(NOT_TOLD, host=host, reason=reason)
