"""`publish`: what readers may see now, and from then on each change at its hour."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from beyan.desk.publishing.clock import Clock
from beyan.desk.publishing.others import carry, strangers
from beyan.desk.publishing.place import Hour, NotExchanged, Place, Tree, remove
from beyan.desk.publishing.telling import Telling
from beyan.desk.publishing.workshop import AHEAD, NOW, Built, Workshop
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.snapshot.location import locked

# How often the clock is looked at, because it may be set or the machine suspended, and how often
# the site's files are. After an edit these must stay the same for some time.
_TICK, _LOOK, _REST = 0.5, 5.0, 2.0
# What others put into the folder is carried over as long before the hour, because in ten thousand
# releases it is looked for for a second or two; what comes later is, after the hour.
_CARRY = 10.0
# After a build with errors another is tried after as long, though nothing was edited; and where
# nobody can tell whether anything was, as in folders that are links.
_AGAIN = 600.0
# What comes later than this has missed its hour.
_LATE = timedelta(seconds=5)
# A clock that is set back to less before the last publication is corrected: what was published
# stays.
_CORRECTED = timedelta(minutes=2)
# A clean build of ten thousand releases takes half a minute: with less time nothing is compared
# with one, because the hour would pass.
_TIME_TO_VERIFY = timedelta(minutes=2)
# In place of a digest.
_CHANGING = "changing"


class Service:
    """Brings `place` to what `workshop` builds, by `clock`."""

    def __init__(self, workshop: Workshop, place: Place, clock: Clock, telling: Telling) -> None:
        self._workshop = workshop
        self._place = place
        self._clock = clock
        self._telling = telling
        # What the last build was made of, whether it failed, and when the last round was; and
        # whether there are edits that nobody sees.
        self._tried = ""
        self._has_failed = False
        self._is_blind = False
        self._round_at = clock.instant()
        # Whether the waiting tree has what others put into the one that is seen.
        self._is_carried = False

    def publish(self) -> int:
        """Once; the exit code."""
        try:
            return self._round(looks_ahead=False)
        except KeyboardInterrupt:
            self._telling.ended()
            return 1

    def wait(self) -> int:
        """Until somebody ends it; the exit code."""
        try:
            code = self._round(looks_ahead=True)
            while code != 2:
                self._wait()
                # What worked once is tried again.
                self._has_failed |= self._round(looks_ahead=True) == 2
            return code
        except KeyboardInterrupt:
            self._telling.ended()
            return 0

    # --- one round ---

    def _round(self, *, looks_ahead: bool) -> int:
        place = self._place
        try:
            place.prepare()
            with locked(place.private, "publish", meets=self._telling.waiting):
                code = self._brought_up()
                if looks_ahead and not code:
                    self._look_ahead()
                return code
        except NotExchanged:
            span = Span(str(place.target))
            self._telling.refused([problem("publish-mounted", span, folder=place.target)])
        except OSError as error:
            path = str(error.filename or place.target)
            reason = error.strerror or str(error)
            found = problem("cannot-write", Span(path), folder=path, reason=reason)
            self._telling.refused([found])
        return 2

    def _brought_up(self) -> int:
        place, now = self._place, self._clock.instant()
        made_of, is_trusted = self._workshop.made_of()
        current, waiting = place.current(), place.waiting()
        self._round_at, self._is_blind = now, not is_trusted
        if current is not None and now < current.since <= now + _CORRECTED:
            now = current.since
        is_first = not self._tried
        fits = waiting is not None and is_trusted and waiting.made_of == made_of
        if waiting is not None and fits and waiting.holds_at(now):
            self._tried, self._has_failed = made_of, False
            return self._show(waiting, current, now)
        holds = current is not None and current.made_of == made_of and current.holds_at(now)
        if holds and is_trusted and not is_first and not self._has_failed:
            self._tried = made_of
            return 0
        if current is not None and now < current.since:
            self._telling.set_back(current.since, now)
        return self._publish(current, now, made_of)

    def _publish(self, current: Tree | None, now: datetime, made_of: str) -> int:
        """Build what readers may see now, and show it."""
        built = self._workshop.build(NOW, now)
        self._telling.built(built.report)
        self._tried, self._has_failed = made_of, bool(built.report.exit_code)
        if built.report.exit_code:
            if current is not None and current.until is not None and current.until <= now:
                hours = [Hour(current.until, each) for each in current.coming]
                self._telling.held_up(hours, now)
            return built.report.exit_code
        if current is not None and self._workshop.is_whole(built, current):
            due, changing = built.report.due, built.report.changing
            seen = replace(current, since=now, until=due, made_of=made_of, coming=changing)
            self._place.note(seen)
            self._telling.published(is_new=False)
            self._telling.next(due)
            return 0
        tree = self._made(built, NOW, now, made_of)
        if tree is None:
            return 2
        self._is_carried = True
        return self._show(tree, current, now)

    def _show(self, tree: Tree, current: Tree | None, now: datetime) -> int:
        """Put the tree in place, and keep what others put there, up to the last moment."""
        place = self._place
        if not self._is_carried and not self._carried(tree, current):
            return 2
        self._is_carried = False
        old = place.exchange(tree)
        if not place.was_at_once:
            self._telling.not_at_once()
        self._telling.published(is_new=True)
        if old is not None and current is not None:
            # It may have come up to the last moment.
            carry(old, place.files(current), place.target, place.files(tree))
        self._telling.missed([each for each in tree.hours if now - each.instant > _LATE], now)
        self._telling.next(tree.until)
        place.sweep()
        return 0

    def _made(self, built: Built, name: str, since: datetime, made_of: str) -> Tree | None:
        """The tree, with what others put there; None where that is in its way."""
        place = self._place
        place.sweep()
        tree = self._workshop.tree(built, name, since, made_of)
        return tree if self._carried(tree, place.current()) else None

    def _carried(self, tree: Tree, current: Tree | None) -> bool:
        place, planned = self._place, self._place.files(tree)
        ours = place.files(current)
        found: Sequence[str] = []
        if not place.target.is_dir():
            found = [place.target.name] if place.target.exists() else []
        elif current is None:
            same = [p for p, each in planned.items() if _digest(place.target / p) == each.digest]
            ours = {path: planned[path] for path in same}
            found = strangers(place.target, planned, same)
        if not found and place.target.is_dir():
            found = carry(place.target, ours, place.folder(tree), planned)
        if found:
            remove(place.folder(tree))
            self._telling.refused([_in_the_way(place.target, found)])
        return not found

    # --- ahead ---

    def _look_ahead(self) -> None:
        """Have a tree wait for the next hour."""
        place, now = self._place, self._clock.instant()
        current, waiting = place.current(), place.waiting()
        if current is None or current.until is None:
            place.sweep()
            return
        due, made_of = current.until, current.made_of
        if waiting is not None and (waiting.made_of, waiting.since) == (made_of, due):
            place.sweep(but=waiting)
            return
        built = self._workshop.build(AHEAD, due)
        if built.files is not None and due - now > _TIME_TO_VERIFY:
            found = self._workshop.verify(AHEAD, due)
            if found:
                self._telling.refused(sorted(found))
                built = self._workshop.build(AHEAD, due, clean=True)
        if built.files is None:
            self._telling.built(built.report)
            return
        self._made(built, AHEAD, due, made_of)

    def _wait(self) -> None:
        """Return when an hour has come, the site was edited, or the clock was set back."""
        place = self._place
        current, waiting = place.current(), place.waiting()
        due = current.until if current is not None else None
        if due is not None and due <= self._round_at:  # the round failed
            due = None
        self._is_carried = False
        last, pending = self._round_at, ""
        since_look = since_start = 0.0
        while True:
            now = self._clock.instant()
            if now < last - _CORRECTED or (due is not None and now >= due):
                return
            last = now
            left = (due - now).total_seconds() if due is not None else _TICK
            if waiting is not None and not self._is_carried and left <= _CARRY:
                with suppress(OSError):  # another `publish` may have taken it away
                    self._is_carried = self._carried(waiting, current)
            if since_look >= (_REST if pending else _LOOK):
                since_look, seen = 0.0, self._seen()
                if seen == pending:
                    return
                pending = "" if seen == self._tried else seen
            if (self._has_failed or self._is_blind) and since_start >= _AGAIN:
                return
            pause = min(left, _TICK)
            self._clock.sleep(pause)
            since_look += pause
            since_start += pause

    def _seen(self) -> str:
        try:
            return self._workshop.made_of()[0]
        except OSError:  # a file or folder went while it was looked at
            return _CHANGING


def _in_the_way(folder: Path, found: Sequence[str]) -> Diagnostic:
    return problem(
        "publish-in-the-way",
        Span(str(folder / found[0])),
        file=found[0],
        folder=folder,
        count=len(found),
    )


def _digest(file: Path) -> str:
    with suppress(OSError):
        if file.is_file() and not file.is_symlink():
            return sha256(file.read_bytes()).hexdigest()
    return ""
