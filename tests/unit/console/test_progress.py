"""How far a long build has come, where somebody watches."""

from __future__ import annotations

import io
import sys
import time

import pytest

from beyan.console.progress import ProgressBar


class Terminal(io.StringIO):
    def __init__(self, is_watched: bool) -> None:
        super().__init__()
        self.is_watched = is_watched

    def isatty(self) -> bool:
        return self.is_watched


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", clock.monotonic)
    return clock


def shown(
    monkeypatch: pytest.MonkeyPatch, clock: Clock, *, seconds: float, is_watched: bool = True
) -> tuple[str, bool]:
    """What is on the terminal after ten steps, and whether a bar was there before the last."""
    terminal = Terminal(is_watched)
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    bar = ProgressBar()
    for done in range(10):
        bar(done, 10)
        clock.now += seconds / 10
    was_there = bar._bar is not None
    bar(10, 10)
    if bar._bar is not None:
        assert bar._bar.finished
        assert not bar._bar.live.is_started
    return terminal.getvalue(), was_there


@pytest.mark.parametrize(("seconds", "is_shown"), [(0.5, False), (1.0, False), (3.0, True)])
def test_a_bar_appears_once_a_build_has_run_for_a_second(
    monkeypatch: pytest.MonkeyPatch, clock: Clock, seconds: float, is_shown: bool
) -> None:
    text, was_there = shown(monkeypatch, clock, seconds=seconds)
    assert was_there is is_shown
    assert bool(text) is is_shown


def test_a_pipe_never_sees_a_bar(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    assert shown(monkeypatch, clock, seconds=60.0, is_watched=False) == ("", False)
