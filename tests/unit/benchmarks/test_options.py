"""A word that the benchmark does not know ends it at once, with the words that it knows."""

from __future__ import annotations

import platform
import sys
import sysconfig
from pathlib import Path

import pytest

from benchmarks import alone, run
from benchmarks.alone import ALONE, CannotMeasure
from benchmarks.machine import python_build, this_machine
from benchmarks.options import PEERS, TOOLS, parser
from benchmarks.results import Alone, Machine, load
from benchmarks.turns import MEASURES

MACHINE = Machine(2, "Some processor", 24 * 2**30, "Linux 6", "3.11.7", "not optimised")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--measures", "clan"], "there is no measure “clan”; known are clean, nothing, edit"),
        (["--measures", "clean,Clean"], "there is no measure “Clean”"),
        (["--measures", ""], "no measure is named; known are clean"),
        (["--once", "previews"], "there is no measure “previews”"),
        (["--peers", "hugo,jekyll"], "no peer “jekyll”; known are hugo, pelican, eleventy, astro"),
        (["--peers", "beyan"], "there is no peer “beyan”"),
        (["--tools", "beyan-default"], "no tool “beyan-default”; known are beyan, beyan-defaults"),
        (
            ["--alone", "photos"],
            "known are all, everything, cards, photo, search, check, held, logs",
        ),
        (["--releases", "1000", "ten"], "“ten” is no whole number from 25 on"),
        (["--releases", "5"], "“5” is no whole number from 25 on"),
        (["--repeat", "0"], "“0” is no whole number from 1 on"),
        (["--minutes", "-1"], "“-1” is no whole number from 0 on"),
        (["--mesures", "clean"], "unrecognized arguments: --mesures"),
        (["--measure", "clean"], "unrecognized arguments: --measure"),
    ],
)
def test_a_wrong_word_measures_nothing(
    arguments: list[str],
    told: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run, "_measure", lambda *_: pytest.fail("it measures"))
    with pytest.raises(SystemExit) as ended:
        run.main(arguments)
    assert ended.value.code == 2
    assert told in capsys.readouterr().err


def test_without_options_everything_is_measured() -> None:
    options = parser(None).parse_args([])
    assert options.measures == MEASURES
    assert options.peers == tuple(peer.key for peer in PEERS)
    assert options.tools == tuple(tool.key for tool in TOOLS) == ("beyan", "beyan-defaults")


def test_names_may_have_spaces_and_peers_may_be_none() -> None:
    options = parser(None).parse_args(["--measures", "clean, memory", "--peers", ""])
    assert (options.measures, options.peers) == (("clean", "memory"), ())


@pytest.fixture
def _own_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "this_machine", lambda: MACHINE)
    monkeypatch.setattr("benchmarks.tools.beyan.Beyan.install", lambda self: None)


def found_alone(folder: Path, *arguments: str) -> list[Alone]:
    """What a run finds of Bəyan alone."""
    results = folder / "results.json"
    options = ["--releases", "--peers", "", "--repeat", "2", "--results", str(results)]
    run.main([*options, *arguments])
    return load(results).alone


@pytest.mark.usefixtures("_own_machine")
def test_what_was_measured_of_bəyan_alone_stays_when_a_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def measure(name: str, _: object) -> Alone:
        asked.append(name)
        if name == "logs":
            raise CannotMeasure("GoAccess is not there")
        return Alone(name, 100, [1.0, 2.0])

    monkeypatch.setattr(alone, "measure", measure)
    assert [each.name for each in found_alone(tmp_path, "--alone", "check,cards")] == [
        "check",
        "cards",
    ]
    assert len(found_alone(tmp_path, "--add", "--alone", "all")) == len(ALONE) - 1
    assert sorted(asked) == sorted(ALONE)


@pytest.mark.usefixtures("_own_machine")
def test_going_on_elsewhere_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(alone, "measure", lambda name, _: Alone(name, 100, [1.0]))
    found_alone(tmp_path, "--alone", "cards")
    monkeypatch.setattr(run, "this_machine", lambda: Machine(4, "Another", 2**30, "L", "3.12.1"))
    with pytest.raises(SystemExit, match="2"):
        found_alone(tmp_path, "--add", "--alone", "check")
    assert "--add: measured on" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "flags", "told"),
    [
        ("'--prefix=/usr' '--enable-shared'", "-O3 -Wall", "not optimised"),
        ("'--enable-optimizations'", "-O3", "optimised (profile-guided)"),
        ("'--enable-optimizations' '--with-lto=full'", "", "optimised (profile-guided, link-time)"),
        ("", "-O3 -fprofile-use -flto", "optimised (profile-guided, link-time)"),
        ("", "", "not optimised"),
    ],
)
def test_the_build_of_python_is_told_by_what_it_was_asked_for(
    arguments: str, flags: str, told: str
) -> None:
    assert python_build(arguments, flags) == told


@pytest.mark.parametrize(
    ("prefix", "system", "told"),
    [
        ("/usr", "ID=debian\nPRETTY_NAME='Debian 12'", "optimised (as Debian 12 packages it)"),
        ("/usr", "ID=u\nID_LIKE=debian\nPRETTY_NAME=Ubuntu", "optimised (as Ubuntu packages it)"),
        ("/usr", "ID=alpine\nPRETTY_NAME=Alpine", "not optimised"),
        ("/opt/python", "ID=debian\nPRETTY_NAME='Debian 12'", "not optimised"),
    ],
)  # fmt: skip
def test_a_python_of_debian_is_known_by_its_packager(
    monkeypatch: pytest.MonkeyPatch, prefix: str, system: str, told: str
) -> None:
    release = dict(line.replace("'", "").split("=") for line in system.splitlines())
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: release)
    monkeypatch.setattr(sys, "base_prefix", prefix)
    monkeypatch.setattr(sysconfig, "get_config_var", lambda _: "")
    assert this_machine().python_build == told
