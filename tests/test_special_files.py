"""Files that are none, and files that change or vanish while they are read."""

from __future__ import annotations

import os
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from beyan.build import load
from beyan.build.options import Options
from beyan.model.messages import NO_FILE, NO_FOLDER, NOTHING_BEHIND, RINGED, SPECIAL
from tests.conftest import NOW, SampleSite
from tests.faults import meddled
from tests.fuzz import seeds
from tests.fuzz.judgement import Hung, misplaced

TEMPLATE, STYLE = "templates/base.html", "assets/own.css"
READ = (
    *(seeds.RELEASE, seeds.TWIN, seeds.PAGE, seeds.PEOPLE, seeds.TOPICS, seeds.VIEWS),
    *(seeds.COVERAGE, seeds.CATALOGUE, TEMPLATE, STYLE, seeds.SETTINGS),
)
# Longer than any of these builds takes, in seconds: what waits for a pipe waits for ever.
PATIENCE = 60


@pytest.fixture(autouse=True)
def watched() -> Iterator[None]:
    """A reader that waits for ever fails with the place where it does."""

    def hung(*_: Any) -> None:
        raise Hung

    before = signal.signal(signal.SIGALRM, hung)
    signal.alarm(PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def made(tmp_path: Path) -> SampleSite:
    return SampleSite(seeds.own_site(tmp_path / "site"))


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listener(path: Path) -> None:
    before = Path.cwd()
    os.chdir(path.parent)  # an address of a socket has room for 100 bytes
    with socket.socket(socket.AF_UNIX) as own:
        own.bind(path.name)
    os.chdir(before)


def folder(path: Path) -> None:
    path.mkdir()


def linked(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def ringed(path: Path) -> None:
    path.symlink_to(path.name)


def a_file(path: Path) -> None:
    path.write_text("x")


def spoil(made: SampleSite, path: str, by: Callable[[Path], None]) -> None:
    target = made.root / path
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink()
    by(target)


@pytest.mark.parametrize("path", READ)
@pytest.mark.parametrize(
    ("by", "reason"),
    [
        (pipe, SPECIAL),
        (listener, SPECIAL),
        (linked("/dev/zero"), SPECIAL),
        (linked("/dev/null"), SPECIAL),
        (folder, NO_FILE),
        (linked("nothing"), NOTHING_BEHIND),
        (ringed, RINGED),
    ],
    ids=["pipe", "socket", "zero", "null", "folder", "dangling", "ring"],
)
def test_what_is_no_file_is_told_and_waited_for_by_nobody(
    made: SampleSite, path: str, by: Callable[[Path], None], reason: str
) -> None:
    # A style sheet that is a folder is a folder of assets.
    if path == STYLE and reason == NO_FILE:
        return
    spoil(made, path, by)
    report, _ = load(made.root, made.output, Options(now=NOW))
    told = [each for each in report.problems if each.code == "wrong-kind"]
    assert [(each.span.path, dict(each.values)["reason"]) for each in told] == [(path, reason)]
    assert list(misplaced(report.problems, made.root)) == []
    assert report.exit_code == (2 if path == seeds.SETTINGS else 1)


@pytest.mark.parametrize(
    ("path", "by"),
    [
        (seeds.RELEASE, pipe),
        (seeds.PAGE, folder),
        (seeds.VIEWS, linked("nothing")),
        (TEMPLATE, ringed),
        (STYLE, linked("/dev/zero")),
        (seeds.PHOTO, pipe),
        (seeds.ATTACHMENT, linked("/dev/zero")),
        (seeds.PHOTO, folder),
    ],
)
def test_while_there_is_something_in_the_place_of_a_file_nothing_is_published(
    made: SampleSite, path: str, by: Callable[[Path], None]
) -> None:
    before = made.build(jobs=1).tree()
    spoil(made, path, by)
    result = made.build(jobs=1)
    assert result.report.exit_code == 1
    assert result.tree() == before


@pytest.mark.parametrize(
    ("path", "code"),
    [
        *((each, "cannot-read") for each in ("content", "templates", "assets", "locales")),
        *((each, "wrong-kind") for each in ("content/releases", "content/pages", "locales/az")),
        ("locales/az/LC_MESSAGES", "wrong-kind"),
    ],
)
@pytest.mark.parametrize(
    "by", [a_file, pipe, linked("nothing"), ringed], ids=["file", "pipe", "dangling", "ring"]
)
def test_a_folder_that_is_none_is_not_an_empty_one(
    made: SampleSite, path: str, code: str, by: Callable[[Path], None]
) -> None:
    """All that stood in it would be deleted from the site, or be replaced by the defaults."""
    spoil(made, path, by)
    result = made.build(jobs=1)
    told = [each for each in result.diagnostics if each.code == code]
    assert [each.span.path for each in told] == [path]
    assert result.report.exit_code == (2 if code == "cannot-read" else 1)
    if code == "wrong-kind":
        assert dict(told[0].values)["reason"] == NO_FOLDER


@pytest.mark.parametrize("path", ["output", ".cache"])
@pytest.mark.parametrize(
    "by", [a_file, pipe, linked("nothing"), ringed], ids=["file", "pipe", "dangling", "ring"]
)
def test_a_place_to_write_to_that_is_no_folder_ends_in_a_line(
    made: SampleSite, path: str, by: Callable[[Path], None]
) -> None:
    by(made.root / path)
    result = made.build(jobs=1)
    assert result.report.exit_code in (0, 2)
    assert (result.report.exit_code == 0) == (made.output / "index.html").is_file()
    assert list(misplaced(result.diagnostics, made.root)) == []


CHANGING = (
    *(seeds.RELEASE, seeds.TWIN, seeds.PAGE, seeds.PEOPLE, seeds.TOPICS, seeds.VIEWS),
    *(seeds.CATALOGUE, seeds.TEMPLATE, STYLE, seeds.SETTINGS, seeds.PHOTO, seeds.ATTACHMENT),
)
# And which time it is opened; a template is read by the check and by Jinja2.
OPENINGS = tuple((path, 0) for path in CHANGING)


@pytest.mark.parametrize(("path", "nth"), OPENINGS)
def test_a_file_that_vanishes_while_it_is_read_ends_in_a_line(
    made: SampleSite, path: str, nth: int
) -> None:
    before = made.build(jobs=1).tree()
    target = made.root / path
    data = target.read_bytes()
    touched(made, path)
    with meddled(target, nth, lambda: target.unlink()) as seen:
        result = made.build(jobs=1)
    assert len(seen) > nth
    if result.report.exit_code:
        assert result.tree() == before
    target.write_bytes(data)
    assert list(misplaced(result.diagnostics, made.root)) == []
    assert made.build(jobs=1).tree() == made.build(jobs=1, uses_cache=False).tree()


@pytest.mark.parametrize(("path", "nth"), OPENINGS)
def test_a_file_that_changes_while_it_is_read_is_published_by_the_next_build_at_the_latest(
    made: SampleSite, path: str, nth: int
) -> None:
    made.build(jobs=1)
    target = made.root / path
    touched(made, path)
    with meddled(target, nth, lambda: target.write_bytes(another(path))) as seen:
        result = made.build(jobs=1)
    assert len(seen) > nth
    assert list(misplaced(result.diagnostics, made.root)) == []
    after = made.build(jobs=1)
    assert after.report.exit_code == 0
    assert after.tree() == made.build(jobs=1, uses_cache=False).tree()


def touched(made: SampleSite, path: str) -> None:
    """What did not change is not opened."""
    with suppress(FileNotFoundError):
        os.utime(made.root / path, (1, 1))


def another(path: str) -> bytes:
    """As long as the file is, and other content of its kind."""
    content = seeds.site_files()[path]
    data = content if isinstance(content, bytes) else content.encode()
    match path:
        case seeds.PHOTO:
            return seeds.picture("PNG", "L")
        case seeds.VIEWS:
            return data.replace(b",3", b",5")
        case seeds.CATALOGUE:
            return data.replace(b'"Axtar', b'"Tapax')
        case seeds.SETTINGS:
            return data.replace(b"Sample", b"Simple")
        case _ if path == STYLE:
            return data.replace(b"red", b"tan")
        case seeds.ATTACHMENT:
            return data.replace(b"1.4", b"1.5")
        case seeds.TEMPLATE:
            return data.replace(b"x", b"y")
        case _:
            return data.replace(b"zqxmark", b"zqxbark").replace(b"en: Law", b"en: Lex")
