"""`make mutants`: how many small mistakes in the code its tests see, into docs/quality.md.

mutmut makes a mistake (`<` for `<=`, `None` for a value, `and` for `or`), runs the tests that call
the function, and goes on with the next. It leaves alone what is outside of functions, and functions
with a decorator. What is measured by which tests, and why a mistake may live, is in modules.toml.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from tests.conftest import REPOSITORY

LIST = Path(__file__).with_name("modules.toml")
REPORT = REPOSITORY / "docs/quality.md"
BEGIN, END = "<!-- mutants: written by make mutants -->", "<!-- /mutants -->"
# In percent.
ENOUGH = 90
# What a unit test needs of a checkout. Sites that are wrong on purpose have links into nowhere.
_NEEDED = ("beyan", "templates", "assets", "locales", "tests/unit", "tests/conftest.py")
# A mistake that makes a test run for ever is seen as well.
_SEEN = frozenset({"killed", "timeout", "segfault"})
_MANGLED = re.compile(r"(?P<module>.*)\.x(?:_|ǁ(?P<kind>\w+)ǁ)(?P<name>\w+?)__mutmut_\d+")


class Survivor(NamedTuple):
    """A mistake that no test sees: in which function, and the lines as they are and would be."""

    function: str
    line: str
    mistake: str


class Measured(NamedTuple):
    mutants: int
    killed: int
    survivors: tuple[Survivor, ...]
    seconds: float

    @property
    def score(self) -> float:
        return 100 * self.killed / self.mutants


def measure(
    files: Sequence[str],
    tests: Sequence[str],
    without: Sequence[str] = (),
    untouched: Sequence[str] = (),
) -> Measured:
    """Mistakes in these files of the package, against these tests `without` some of them.

    Expressions that match one of the patterns `untouched` stay as they are.
    """
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        settings = {
            "source_paths": ["beyan"],
            "only_mutate": files,
            "do_not_mutate_patterns": untouched,
            "also_copy": ["templates", "assets", "locales"],
            "pytest_add_cli_args_test_selection": tests,
            "pytest_add_cli_args": [f"--deselect={each}" for each in without],
        }
        _copy(place, settings)
        _mutmut(place, "run", "--max-children", str(os.cpu_count() or 1))
        lines = _mutmut(place, "results", "--all", "true").splitlines()
        states = dict(line.strip().split(": ", 1) for line in lines if "__mutmut_" in line)
        alive = [name for name, state in states.items() if state not in _SEEN]
        survivors = tuple(_survivor(place, name) for name in alive)
    counted = Counter(state in _SEEN for state in states.values())
    return Measured(len(states), counted[True], survivors, time.monotonic() - started)


def _copy(place: Path, settings: Mapping[str, Sequence[str]]) -> None:
    """The mistakes are made here, and what they destroy is here as well."""
    tests = {each.partition("::")[0] for each in settings["pytest_add_cli_args_test_selection"]}
    beyond = sorted(path for path in tests if not path.startswith("tests/unit"))
    for path in (*_NEEDED, *beyond):
        source, target = REPOSITORY / path, place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    # Lists of text are written the same way in TOML.
    own = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    shared = (REPOSITORY / "pyproject.toml").read_text()
    (place / "pyproject.toml").write_text(f"{shared}\n[tool.mutmut]\n{own}")


def _mutmut(place: Path, *arguments: str) -> str:
    # The copy is what is imported, whatever PYTHONPATH says.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    (place / "tmp").mkdir(exist_ok=True)
    environment["TMPDIR"] = str(place / "tmp")
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"mutmut {' '.join(arguments)}:\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    return done.stdout


def _survivor(place: Path, name: str) -> Survivor:
    found = _MANGLED.fullmatch(name)
    assert found is not None, name
    parts = (found["module"], found["kind"], found["name"])
    changed = [
        line
        for line in _mutmut(place, "show", name).splitlines()
        if line.startswith(("-", "+")) and not line.startswith(("---", "+++"))
    ]
    was, now = (
        " ".join(line[1:].strip() for line in changed if line[0] == sign) for sign in ("-", "+")
    )
    return Survivor(".".join(filter(None, parts)), was, now)


def _reason(survivor: Survivor, reasons: Sequence[Mapping[str, Any]]) -> str:
    """Why nobody could tell the mistake from the line; "" where that is not known."""
    for each in reasons:
        if survivor.function.endswith(f".{each['in']}") and survivor.mistake in each["mistakes"]:
            return str(each["why"])
    return ""


def _written(found: Mapping[str, Measured], reasons: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    day = datetime.now(UTC)
    yield f"Measured on {day.day} {day:%B %Y} with mutmut {version('mutmut')}."
    yield ""
    yield "| module | mutants | killed | score | of the rest, the same in effect | time |"
    yield "|---|---|---|---|---|---|"
    same: Counter[tuple[str, str]] = Counter()
    unseen: list[Survivor] = []
    for name, each in found.items():
        told = [(one, _reason(one, reasons)) for one in each.survivors]
        same.update((one.function.removeprefix("beyan."), why) for one, why in told if why)
        unseen += [one for one, why in told if not why]
        rest = sum(bool(why) for _, why in told)
        cells = (name, each.mutants, each.killed, f"{each.score:.1f} %", rest)
        yield f"| {' | '.join(map(str, cells))} | {each.seconds / 60:.0f} min |"
    if same:
        yield "\nWhat lives and is the same in effect:\n"
    for (function, why), times in same.items():
        yield f"- `{function}`, {times}: {why}"
    if unseen:
        yield "\nWhat lives and is not seen:\n"
    for one in unseen:
        yield f"- `{one.function.removeprefix('beyan.')}`: `{one.line}` → `{one.mistake}`"


def main() -> None:
    listed = tomllib.loads(LIST.read_text("utf-8"))
    asked = sys.argv[1:]
    found: dict[str, Measured] = {}
    for name, target in listed["modules"].items():
        if asked and name not in asked:
            continue
        found[name] = measured = measure(**target)
        print(f"{name}: {measured.killed} of {measured.mutants}, {measured.score:.1f} %")
        for survivor in measured.survivors:
            why = _reason(survivor, listed["survivors"])
            print("", survivor.function, f"- {survivor.line}", f"+ {survivor.mistake}", sep="\n  ")
            print(f"  = {why}" if why else "  ?", flush=True)
    if not asked:
        before, _, rest = REPORT.read_text("utf-8").partition(BEGIN)
        _, _, after = rest.partition(END)
        said = _written(found, listed["survivors"])
        text = "\n".join([before + BEGIN, "", *said, "", END]) + after
        REPORT.write_text(text, "utf-8")
    sys.exit(any(each.score < ENOUGH for each in found.values()))


if __name__ == "__main__":
    main()
