"""What stops a run is told as a problem, in the words of the machine that stopped it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from beyan.build.problems import CannotGoOn, has_errors, is_usage
from beyan.lifetime import KILLED, NO_MEMORY, TOO_DEEP, WorkStopped
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.saving import NotSaved

ROOT = Path("/site")
TEXT = "/site/content/releases/2026/x.az.md"
BEFORE = problem("unknown-topic", Span("content/releases/2026/y.az.md", 4), key="civil")


def system(number: int, path: str = TEXT, kind: type[OSError] = OSError) -> OSError:
    return kind(number, os.strerror(number), path)


def told(error: Exception) -> Diagnostic:
    """What is said besides what was known before."""
    found = CannotGoOn.because(error, ROOT, [BEFORE]).problems
    assert BEFORE in found
    (own,) = found - {BEFORE}
    return own


@pytest.mark.parametrize(
    ("error", "place", "reason"),
    [
        (WorkStopped("/az/releases/2026/x/", KILLED), "/az/releases/2026/x/", KILLED),
        (WorkStopped("", NO_MEMORY), ".", NO_MEMORY),
        (MemoryError(), ".", NO_MEMORY),
        (RecursionError(), ".", TOO_DEEP),
        (system(errno.ENOMEM), "content/releases/2026/x.az.md", NO_MEMORY),
        (system(errno.EMFILE), "content/releases/2026/x.az.md", os.strerror(errno.EMFILE)),
        (system(errno.EFBIG, "/elsewhere/pack"), "/elsewhere/pack", os.strerror(errno.EFBIG)),
        (ImportError("libm.so: cannot open shared object file"), ".", NO_MEMORY),
        (ImportError("_ssl: failed to map segment: cannot allocate memory"), ".", NO_MEMORY),
    ],
)
def test_a_machine_without_room_is_told_with_what_was_being_worked_on(
    error: Exception, place: str, reason: str
) -> None:
    found = told(error)
    assert (found.code, found.span, dict(found.values)) == (
        "cut-off",
        Span(place),
        {"reason": reason},
    )


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (system(errno.EACCES), "cannot-read"),
        (system(errno.EIO), "cannot-read"),
        (system(errno.ENOENT), "cannot-read"),
        (system(errno.ENOSPC), "cannot-write"),
        (system(errno.EROFS), "cannot-write"),
        (system(errno.EACCES, kind=NotSaved), "cannot-write"),
    ],
)
def test_a_file_that_the_system_refuses_is_named_with_its_reason(error: OSError, code: str) -> None:
    found = told(error)
    assert (found.code, found.span.path) == (code, "content/releases/2026/x.az.md")
    assert dict(found.values)["reason"] == error.strerror


@pytest.mark.parametrize(
    "error", [ValueError("a mistake of ours"), KeyError("x"), ImportError("no module named x")]
)
def test_a_mistake_of_the_program_is_no_problem_of_the_site(error: Exception) -> None:
    with pytest.raises(type(error)) as raised:
        CannotGoOn.because(error, ROOT, [BEFORE])
    assert raised.value is error


def test_a_second_build_tells_who_has_the_output_and_since_when() -> None:
    (found,) = CannotGoOn.busy(Path("/srv/www"), "4711", "2026-11-29 12:00:00").problems
    assert (found.code, found.span) == ("build-running", Span("/srv/www"))
    assert dict(found.values) == {
        "folder": "/srv/www",
        "process": "4711",
        "since": "2026-11-29 12:00:00",
    }


@pytest.mark.parametrize(
    ("codes", "strict", "stops"),
    [
        ([], True, False),
        (["summary-missing"], False, False),
        (["withheld-link"], False, False),
        (["withheld-link"], True, True),
        (["summary-missing", "translation-outdated", "stray-file"], True, False),
        (["summary-missing", "unknown-topic"], False, True),
    ],
)
def test_a_warning_stops_a_strict_run_alone(codes: list[str], strict: bool, stops: bool) -> None:
    found = [problem(code, Span("x")) for code in codes]
    assert has_errors(found, strict=strict) is stops


@pytest.mark.parametrize("code", ["summary-missing", "translation-outdated", "stray-file"])
def test_advice_stops_a_strict_run_where_an_office_insists_on_it(code: str) -> None:
    found = [problem(code, Span("x"))]
    assert has_errors(found, strict=True, also=[code])
    assert not has_errors(found, strict=False, also=[code])
    assert not has_errors(found, strict=True, also=["title-long"])


@pytest.mark.parametrize(
    ("codes", "usage"),
    [([], False), (["unknown-topic"], False), (["unknown-topic", "cannot-read"], True)],
)
def test_what_is_wrong_with_the_machine_is_no_error_of_the_content(
    codes: list[str], usage: bool
) -> None:
    assert is_usage(problem(code, Span("x")) for code in codes) is usage
