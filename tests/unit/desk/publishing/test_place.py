"""Trees take one another's place as a whole, and what other programs put there stays."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from errno import EBUSY
from pathlib import Path

import pytest

from beyan.desk.publishing import place as places
from tests.faults import FREES, NEEDS_ROOM, Faults
from tests.unit.desk.publishing.conftest import HOUR, Hands, Shown, SmallPress, at, tree

MINUTE = timedelta(minutes=1)
BEFORE, AFTER = HOUR - 5 * MINUTE, HOUR + 5 * MINUTE
TOKEN = ".well-known/acme-challenge/token"


def empty(folder: Path) -> None:
    """What an office had made for it."""
    folder.mkdir()


def link(folder: Path) -> None:
    (folder.parent / "old").mkdir()
    folder.symlink_to("old")


def nothing(folder: Path) -> None:
    pass


KINDS: tuple[Callable[[Path], None], ...] = (nothing, empty, link)


def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_renameat2", lambda: None)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("at_once", [True, False])
def test_a_folder_is_exchanged_whatever_it_is(
    press: SmallPress,
    kind: Callable[[Path], None],
    at_once: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if not at_once:
        without_exchange(monkeypatch)
    kind(press.target)
    was_link = press.target.is_symlink()
    for now in (BEFORE, AFTER, BEFORE, AFTER):
        assert press.publish(now) == 0
        assert press.shows(now)
        assert press.target.is_symlink() == (kind is not empty)
    told = "by two renamings" in capsys.readouterr().err
    assert told == (kind is empty and not at_once)
    if was_link:
        assert tree(press.target.parent / "old") == {}


@pytest.mark.parametrize("kind", KINDS)
def test_the_last_two_trees_are_kept(press: SmallPress, kind: Callable[[Path], None]) -> None:
    kind(press.target)
    for number in range(5):
        press.workshop.releases["x"] = Shown(at("01:00:00"), words=str(number))
        press.publish(HOUR)
    trees = [each for each in press.place.trees.iterdir() if each != press.place.private]
    if kind is empty:
        trees.append(press.target)
    assert sorted((each / "az/x/index.html").read_text() for each in trees) == ["3", "4"]
    left = {each.name.split(".")[0] for each in press.place.private.iterdir()}
    assert len(left - {"now", "order", "publish"}) == 2


def test_what_did_not_change_is_the_same_file_with_the_same_times(press: SmallPress) -> None:
    press.wait(Hands(BEFORE, BEFORE + timedelta(seconds=5)))
    path = press.target / "style.css"
    before = path.stat()
    os.utime(press.place.private / "ahead/style.css", (1, 1))
    press.publish(HOUR)
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("how", ["deleted", "changed", "touched"])
def test_a_file_that_somebody_spoilt_is_put_right(press: SmallPress, how: str) -> None:
    press.publish(BEFORE)
    file = press.target / "style.css"
    if how == "deleted":
        file.unlink()
    elif how == "changed":
        file.write_bytes(b"p{}")
    else:
        file.unlink()
        file.write_bytes(b"b0dy{}")
        os.utime(file, (1, 1))
    press.publish(BEFORE)
    assert press.shows(BEFORE)


@pytest.mark.parametrize("kind", KINDS)
def test_at_every_step_readers_see_one_tree_or_the_other(
    press: SmallPress, kind: Callable[[Path], None]
) -> None:
    """Each call of the system fails once, or kills the program there."""
    kind(press.target)
    press.publish(BEFORE)
    (press.target / ".well-known").mkdir()
    (press.target / ".well-known/x").write_text("mine")
    calls = 0
    for error in (5, KeyboardInterrupt()):
        n = 0
        while True:
            faults = Faults(n, error, names=(*NEEDS_ROOM, *FREES))
            now = AFTER if press.shows_alone(BEFORE) else BEFORE
            with faults.injected():
                press.publish(now)
            assert press.shows_alone(BEFORE) or press.shows_alone(AFTER), faults.before[-3:]
            assert (press.target / ".well-known/x").read_text() == "mine"
            assert press.publish(now) == 0
            assert press.shows_alone(now)
            if not faults.happened:
                break
            n += 7  # each in turn would take a minute; the next test has the exchange itself
            calls += 1
    assert calls > 10


@pytest.mark.parametrize("step", [0, 1, 2])
def test_a_program_that_is_killed_between_two_renamings_is_put_right_by_the_next(
    press: SmallPress, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_exchange(monkeypatch)
    press.target.mkdir()
    press.publish(BEFORE)
    faults = Faults(step, KeyboardInterrupt(), names=("rename",))
    with faults.injected():
        press.publish(AFTER)
    there = press.target.is_dir()
    assert there == (step != 1)
    assert press.publish(BEFORE) == 0
    assert press.shows(BEFORE)


# --- others ---


def put(press: SmallPress, path: str, text: str = "mine") -> None:
    file = press.target / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", [TOKEN, "google123.html", "az/x/notes.txt", ".htaccess"])
def test_what_others_put_there_is_carried_on(
    press: SmallPress, kind: Callable[[Path], None], path: str
) -> None:
    kind(press.target)
    press.publish(AFTER)
    put(press, path)
    os.utime(press.target / path, (5, 5))
    press.workshop.releases.pop("x")
    for now in (BEFORE, AFTER):
        press.workshop.releases["y"] = Shown(at("01:00:00"), words=str(now))
        assert press.publish(now) == 0
        assert (press.target / path).read_text() == "mine"
        assert (press.target / path).stat().st_mtime == 5


@pytest.mark.parametrize("before", [30, 1, 0])
def test_what_comes_at_the_last_moment_is_carried_on_as_well(
    press: SmallPress, before: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = Hands(HOUR - MINUTE, HOUR + MINUTE)
    if before:
        hands.acts[HOUR - timedelta(seconds=before)] = lambda: put(press, TOKEN)
    else:
        real = press.place.exchange

        def exchange(tree: places.Tree) -> Path | None:
            put(press, TOKEN)
            return real(tree)

        hands.acts[HOUR - timedelta(seconds=1)] = lambda: monkeypatch.setattr(
            press.place, "exchange", exchange
        )
    press.wait(hands)
    assert (press.target / TOKEN).read_text() == "mine"
    assert (press.target / "az/x/index.html").is_file()


def test_links_and_empty_folders_of_others_stay(press: SmallPress) -> None:
    press.publish(BEFORE)
    (press.target / ".well-known/empty").mkdir(parents=True)
    (press.target / "latest").symlink_to("az")
    (press.target / "gone").symlink_to("nowhere")
    press.publish(AFTER)
    assert (press.target / ".well-known/empty").is_dir()
    assert os.readlink(press.target / "latest") == "az"
    assert os.readlink(press.target / "gone") == "nowhere"


def in_the_way_page(press: SmallPress) -> None:
    put(press, "az/y/index.html")
    press.workshop.releases["y"] = Shown(at("01:00:00"))


def in_the_way_folder(press: SmallPress) -> None:
    put(press, "az/y", "a file where a folder belongs")
    press.workshop.releases["y"] = Shown(at("01:00:00"))


def in_the_way_file(press: SmallPress) -> None:
    put(press, "az/y/index.html/x")
    press.workshop.releases["y"] = Shown(at("01:00:00"))


def pipe(press: SmallPress) -> None:
    os.mkfifo(press.target / "pipe")


@pytest.mark.parametrize("wrong", [in_the_way_page, in_the_way_folder, in_the_way_file, pipe])
def test_what_cannot_be_kept_is_a_refusal_and_nothing_is_changed(
    press: SmallPress, wrong: Callable[[SmallPress], None], capsys: pytest.CaptureFixture[str]
) -> None:
    press.publish(BEFORE)
    wrong(press)
    before = press.tree()
    assert press.publish(AFTER) == 2
    assert press.tree() == before
    assert "error[publish-in-the-way]: publish did not put " in capsys.readouterr().err


@pytest.mark.parametrize("path", ["index.html", "notes.txt", "az/z/index.html", "backup/x"])
def test_a_folder_that_nobody_knows_is_refused_and_left_as_it_is(
    press: SmallPress, path: str
) -> None:
    press.target.mkdir()
    put(press, path)
    assert press.publish(AFTER) == 2
    assert press.tree() == {path: b"mine"}


def test_a_folder_that_has_just_what_would_be_put_there_is_taken_over(press: SmallPress) -> None:
    """As of a site that was copied there until now."""
    for path, data in press.workshop.files(AFTER).items():
        put(press, path, data.decode())
    put(press, TOKEN)
    assert press.publish(AFTER) == 0
    assert press.tree() == {**press.workshop.files(AFTER), TOKEN: b"mine"}


def test_a_record_that_is_lost_leaves_the_folder_as_it_is(press: SmallPress) -> None:
    press.target.mkdir()
    press.publish(BEFORE)
    shutil.rmtree(press.place.trees)
    press.workshop.releases["open"] = Shown(at("01:00:00"), words="Başqa")
    before = press.tree()
    assert press.publish(AFTER) == 2
    assert press.tree() == before


def test_a_mount_point_is_refused(
    press: SmallPress, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def busy(one: Path, other: Path) -> bool:
        raise OSError(EBUSY, os.strerror(EBUSY), str(other))

    monkeypatch.setattr(places, "_exchanged", busy)
    press.target.mkdir()
    assert press.publish(AFTER) == 2
    assert "error[publish-mounted]" in capsys.readouterr().err
