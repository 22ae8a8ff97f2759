"""Each change comes at its hour: not before, and at once where the clock was set or stood still."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beyan.desk.publishing import service
from beyan.desk.publishing.place import Place
from beyan.desk.publishing.workshop import AHEAD, NOW
from tests.browser.webserver import free_port
from tests.unit.desk.publishing.conftest import (
    HOUR,
    Hands,
    Shown,
    Small,
    SmallPress,
    at,
)


def _end() -> None:
    raise KeyboardInterrupt


SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
NOON = at("12:00:00")


@pytest.mark.parametrize(
    ("facts", "hour"),
    [
        (Shown(HOUR), HOUR),
        (Shown(at("09:00:07")), at("09:00:07")),
        (Shown(at("01:00:00"), until=at("09:00:30")), at("09:00:30")),
        (Shown(at("09:00:02.123456")), at("09:00:02.123456")),
    ],
    ids=["embargo", "seconds", "expiry", "a part of a second"],
)
def test_each_change_comes_at_its_hour_and_never_before(
    press: SmallPress, facts: Shown, hour: datetime
) -> None:
    press.workshop.releases["x"] = facts
    hands = Hands(at("08:59:00"), at("09:02:00"))
    looked: list[datetime] = []

    def watched(now: datetime) -> None:
        looked.append(now)
        assert press.shows(now)

    hands.watched = watched
    assert press.wait(hands) == 0
    # Whoever waited was at it at that very instant.
    assert hour in looked


def test_nothing_is_built_at_the_hour_but_what_comes_next(press: SmallPress) -> None:
    press.workshop.releases["y"] = Shown(NOON)
    hands = Hands(at("08:59:50"), at("09:00:05"))
    hands.acts[HOUR - SECOND] = press.workshop.built.clear
    press.wait(hands)
    assert press.shows(HOUR)
    assert press.workshop.built == [(AHEAD, NOON)]


JUMPS: dict[str, dict[datetime, timedelta]] = {
    "over the hour": {at("08:59:10"): timedelta(hours=3)},
    "days": {at("08:59:10"): timedelta(days=9)},
    "not as far": {at("08:50:10"): timedelta(minutes=9)},
    "back and on": {at("08:59:10"): -timedelta(hours=1), at("07:59:40"): timedelta(hours=2)},
    "back": {at("08:59:10"): -timedelta(hours=1)},
    "back over the hour": {at("09:30:00"): -timedelta(hours=1)},
    "again and again": {at("08:59:10"): timedelta(hours=1), at("10:00:00"): -timedelta(hours=2)},
}


@pytest.mark.parametrize("name", JUMPS)
def test_after_a_jump_of_the_clock_readers_see_at_once_what_it_says(
    press: SmallPress, name: str
) -> None:
    press.workshop.releases["y"] = Shown(at("09:10:00"), until=at("11:00:00"))
    begin = max(JUMPS[name]) - 40 * SECOND
    hands = Hands(begin, begin + timedelta(days=30), jumps=dict(JUMPS[name]))

    def watched(now: datetime) -> None:
        assert press.shows(now)
        if hands.slept > 700:
            _end()

    hands.watched = watched
    press.wait(hands)
    assert not hands.jumps


@pytest.mark.parametrize(
    ("jump", "missed"),
    [
        (timedelta(hours=3), ["x: its hour was 2026-12-10T09:00:00+04:00, and it came at "]),
        (timedelta(seconds=52), []),
        (timedelta(0), []),
    ],
)
def test_an_hour_that_was_missed_is_told(
    press: SmallPress, jump: timedelta, missed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    press.wait(Hands(at("08:59:00"), at("13:00:00"), jumps={at("08:59:10"): jump}))
    told = capsys.readouterr().err.splitlines()
    assert len(told) == len(missed)
    assert all(line.startswith(start) for line, start in zip(told, missed, strict=True))


def test_a_clock_that_is_set_back_is_told(
    press: SmallPress, capsys: pytest.CaptureFixture[str]
) -> None:
    hands = Hands(at("09:30:00"), at("10:00:00"), jumps={at("09:30:05"): -timedelta(hours=1)})

    def watched(now: datetime) -> None:
        if hands.slept > 9:
            _end()

    hands.watched = watched
    press.wait(hands)
    told = capsys.readouterr().err
    assert told == (
        "the clock was set back from 2026-12-10T09:30:00+04:00 to 2026-12-10T08:30:05+04:00\n"
    )


@pytest.mark.parametrize("seconds", [0.3, 1, 60])
def test_a_clock_that_is_corrected_after_the_hour_takes_nothing_back(
    press: SmallPress, seconds: float
) -> None:
    hands = Hands(at("08:59:55"), at("09:05:00"), jumps={at("09:00:01"): -SECOND * seconds})

    def watched(now: datetime) -> None:
        assert press.shows(HOUR if hands.slept > 5 else now)

    hands.watched = watched
    press.wait(hands)
    assert hands.slept > 300


@given(
    hours=st.lists(st.integers(0, 400), min_size=1, max_size=4, unique=True),
    jumps=st.lists(st.tuples(st.integers(0, 400), st.integers(-900, 900)), max_size=3),
    ends=st.lists(st.integers(1, 200), max_size=2),
)
@settings(max_examples=12)
def test_whatever_the_clock_does_readers_see_what_it_says_and_no_more(
    hours: list[int], jumps: list[tuple[int, int]], ends: list[int]
) -> None:
    """Clocks are set, and the program is ended and begun again."""
    begin = at("06:00:00")
    with TemporaryDirectory() as folder:
        place = Place(Path(folder) / "press")
        press = SmallPress(place, Small(place))
        press.workshop.releases |= {
            f"r{number}": Shown(begin + SECOND * each) for number, each in enumerate(hours)
        }
        now = begin
        left = {begin + SECOND * when: SECOND * by for when, by in jumps}
        for length in (*ends, 200):
            hands = Hands(now, now + timedelta(days=99), jumps=left)

            def watched(now: datetime, hands: Hands = hands, length: int = length) -> None:
                seen = place.current()
                assert seen is not None
                # A clock that is set back by little takes nothing back.
                is_kept = now < seen.since <= now + 2 * MINUTE
                assert press.shows(seen.since if is_kept else now)
                if hands.slept > length:
                    _end()

            hands.watched = watched
            press.wait(hands)
            now, left = hands.now, hands.jumps
        assert len(list(place.trees.glob("?" * 16))) <= 2


@pytest.mark.parametrize("asleep", [MINUTE, timedelta(hours=9), timedelta(days=90)])
def test_who_was_ended_before_the_hour_shows_what_waits_before_anything_is_built(
    press: SmallPress, asleep: timedelta, capsys: pytest.CaptureFixture[str]
) -> None:
    press.wait(Hands(at("08:50:00"), at("08:50:30")))
    press.workshop.built.clear()
    assert press.publish(HOUR + asleep) == 0
    assert press.shows(HOUR)
    assert press.workshop.built == []
    assert capsys.readouterr().err.startswith("x: its hour was 2026-12-10T09:00:00+04:00, and it")


@pytest.mark.parametrize("what", ["a later hour has passed", "it was edited", "another program"])
def test_who_finds_that_what_waits_does_not_hold_builds(press: SmallPress, what: str) -> None:
    press.workshop.releases["y"] = Shown(NOON)
    press.wait(Hands(at("08:50:00"), at("08:50:30")))
    now = HOUR + MINUTE
    if what == "it was edited":
        press.workshop.releases["x"] = Shown(at("11:00:00"))
    elif what == "another program":
        waiting = press.place.waiting()
        assert waiting is not None
        (press.place.private / f"{waiting.name}.json").write_text('{"name": 1}')
    else:
        now = NOON + MINUTE
    assert press.publish(now) == 0
    assert press.shows(now)


# --- edits ---


@pytest.mark.parametrize("before", [60, 3, 0.5])
@pytest.mark.parametrize(
    "change",
    [{"x": Shown(at("10:00:00"))}, {"x": Shown(HOUR, words="Yeni")}, {"y": Shown(HOUR)}, {}],
    ids=["later", "other words", "another release", "an error"],
)
def test_what_is_edited_before_the_hour_counts_at_the_hour(
    press: SmallPress, change: dict[str, Shown], before: float
) -> None:
    """An error keeps everything back: least of all is published what was meant before."""

    def edit() -> None:
        press.workshop.releases |= change
        press.workshop.has_error = not change

    hands = Hands(at("08:58:00"), at("09:00:40"))
    hands.acts[HOUR - SECOND * before] = edit
    seen: list[bool] = []

    def watched(now: datetime) -> None:
        seen.append(now < HOUR or press.shows(now if change else HOUR - MINUTE))

    hands.watched = watched
    press.wait(hands)
    assert all(seen)


def test_an_edit_is_published_when_the_files_have_come_to_rest(press: SmallPress) -> None:
    hands = Hands(at("08:00:00"), at("08:00:59"))

    def edit(words: str) -> None:
        press.workshop.releases["y"] = Shown(at("01:00:00"), words=words)

    for second in range(10, 30):
        hands.acts[at(f"08:00:{second}")] = partial(edit, f"{second}")
    press.wait(hands)
    published = [now for name, now in press.workshop.built if name == NOW]
    assert len(published) == 2
    assert published[1] >= at("08:00:30")
    assert press.shows(at("08:00:30"))


def test_an_hour_that_finds_errors_is_told_and_comes_when_they_are_mended(
    press: SmallPress, capsys: pytest.CaptureFixture[str]
) -> None:
    hands = Hands(at("08:59:00"), at("09:02:00"))
    hands.acts[at("08:59:30")] = lambda: setattr(press.workshop, "has_error", True)
    seen: list[bool] = []
    hands.acts[at("09:01:00")] = lambda: seen.append(press.shows(at("08:59:00")))
    hands.acts[at("09:01:01")] = lambda: setattr(press.workshop, "has_error", False)
    press.wait(hands)
    assert seen == [True]
    assert press.shows(HOUR)
    told = capsys.readouterr().err
    assert "x: its hour, 2026-12-10T09:00:00+04:00, has come, and nothing could be" in told
    assert "x: its hour was 2026-12-10T09:00:00+04:00, and it came at 2026-12-10T09:01:" in told


@pytest.mark.parametrize("minutes", [5, 11, 25])
def test_with_errors_another_build_is_tried_now_and_then(press: SmallPress, minutes: int) -> None:
    press.workshop.has_error = True
    press.wait(Hands(at("07:00:00"), at("07:00:00") + MINUTE * minutes))
    assert len(press.workshop.built) == 1 + minutes // 10


@pytest.mark.parametrize("minutes", [5, 11, 25])
def test_where_nobody_can_tell_whether_files_changed_it_is_looked_now_and_then(
    press: SmallPress, minutes: int
) -> None:
    press.workshop.is_trusted = False
    hands = Hands(at("07:00:00"), at("07:00:00") + MINUTE * minutes)
    press.wait(hands)
    assert [name for name, _ in press.workshop.built].count(NOW) == 1 + minutes // 10
    hands = Hands(at("08:59:30"), at("09:00:30"))
    hands.watched = lambda now: _assert(press.shows(now))
    press.wait(hands)


def _assert(fact: bool) -> None:
    assert fact


def test_another_publication_meanwhile_is_no_harm(press: SmallPress) -> None:
    hands = Hands(at("08:59:00"), at("09:00:30"))

    def other() -> None:
        press.workshop.releases["y"] = Shown(at("01:00:00"))
        assert press.publish(hands.now) == 0

    hands.acts[at("08:59:30")] = other
    press.wait(hands)
    assert press.shows(HOUR)


@pytest.mark.parametrize("differs", [False, True])
def test_with_time_enough_what_waits_is_compared_with_a_clean_build(
    press: SmallPress, differs: bool
) -> None:
    press.workshop.differs = differs
    press.wait(Hands(at("08:59:00"), at("08:59:10")))
    assert press.workshop.verified == []
    press.workshop.releases["y"] = Shown(at("01:00:00"))
    press.workshop.built.clear()
    press.wait(Hands(at("08:00:00"), at("08:00:10")))
    assert press.workshop.verified == [HOUR]
    ahead = [now for name, now in press.workshop.built if name == AHEAD]
    assert ahead == [HOUR] * (2 if differs else 1)


def test_an_hour_without_an_event_costs_next_to_nothing(press: SmallPress) -> None:
    looks: list[datetime] = []
    hands = Hands(at("07:00:00"), at("08:00:00"))
    real = press.workshop.made_of

    def made_of() -> tuple[str, bool]:
        looks.append(hands.now)
        return real()

    press.workshop.made_of = made_of  # type: ignore[method-assign]
    press.wait(hands)
    assert len(press.workshop.built) == 2
    assert all(later - one >= SECOND * service._LOOK for one, later in pairwise(looks[1:]))


# --- telling ---


@contextmanager
def listening(status: int = 204) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    heard: list[dict[str, Any]] = []

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/told?key=geheim", heard
    finally:
        server.shutdown()
        server.server_close()


def test_a_webhook_is_told_the_path_and_the_hour_and_no_title(press: SmallPress) -> None:
    press.wait(Hands(at("08:50:00"), at("08:50:10")))
    with listening() as (url, heard):
        press.webhook = url
        assert press.publish(at("09:30:00")) == 0
    assert heard == [
        {
            "version": 1,
            "event": "missed",
            "at": "2026-12-10T09:30:00+04:00",
            "releases": [{"path": "x", "hour": "2026-12-10T09:00:00+04:00"}],
        }
    ]


@contextmanager
def no_address() -> Iterator[tuple[str, None]]:
    yield "http://[/told?key=geheim", None


@contextmanager
def nobody() -> Iterator[tuple[str, None]]:
    yield f"http://127.0.0.1:{free_port()}/told?key=geheim", None


@pytest.mark.parametrize("ear", [lambda: listening(500), nobody, no_address])
def test_a_webhook_that_fails_is_told_without_its_secret_and_stops_nothing(
    press: SmallPress, ear: Callable[[], Any], capsys: pytest.CaptureFixture[str]
) -> None:
    press.wait(Hands(at("08:50:00"), at("08:50:10")))
    with ear() as (url, _):
        press.webhook = url
        assert press.publish(at("09:30:00")) == 0
    told = capsys.readouterr().err
    assert " could not be told: " in told
    assert "geheim" not in told
    assert press.shows(HOUR)
