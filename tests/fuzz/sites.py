"""A whole site with one file that is spoilt, built and given to the commands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from click.testing import CliRunner

from beyan.cli import cli
from beyan.model.messages import USAGE
from tests.conftest import REPOSITORY
from tests.fuzz import mutators, seeds
from tests.fuzz.judgement import (
    is_refused,
)
from tests.fuzz.place import Place, seed_of

# What a mutant of the whole site may be, and what mutates it.
_FILES: dict[str, tuple[mutators.Mutator, ...]] = {
    seeds.RELEASE: mutators.OF_RELEASES,
    seeds.TWIN: mutators.OF_RELEASES,
    seeds.PAGE: mutators.OF_RELEASES,
    seeds.SETTINGS: mutators.OF_YAML,
    seeds.PEOPLE: mutators.OF_YAML,
    seeds.TOPICS: mutators.OF_YAML,
    seeds.VIEWS: mutators.OF_TABLES,
    seeds.CATALOGUE: mutators.OF_CATALOGUES,
    seeds.TEMPLATE: mutators.OF_TEMPLATES,
    seeds.PHOTO: mutators.OF_FILES,
    seeds.ATTACHMENT: mutators.OF_FILES,
    "assets/own.css": mutators.ANY_TEXT,
    "assets/own.svg": mutators.ANY_TEXT,
}


def _edited(place: Place, random: Random) -> str:
    path = random.choice(tuple(_FILES))
    place.write(path, mutators.mutated(seed_of(path), _FILES[path], random))
    return path


def site(place: Place, random: Random) -> Iterator[str]:
    """One file of a built site is spoilt: it is published as it stands, or nothing changes."""
    made = place.site
    before = _published(made.output)
    path = _edited(place, random)
    result = made.build(jobs=1)
    problems = result.diagnostics
    yield from place.judged(problems)
    after = _published(made.output)
    if result.report.exit_code:
        if before != after:
            yield f"{path}: with errors, {sorted(before.items() ^ after.items())[:2]} were written"
        if not is_refused(problems):
            yield f"{path}: exit code {result.report.exit_code}, and nobody is told why"
        is_usage = path == seeds.SETTINGS or any(each.code in USAGE for each in problems)
        if result.report.exit_code != 1 + is_usage:
            yield f"{path}: exit code {result.report.exit_code} for {result.codes}"
    elif is_refused(problems):
        yield f"{path}: exit code 0 for {result.codes}"
    elif path == seeds.ATTACHMENT and not any(
        each.read_bytes() == place.data for each in made.output.rglob("a.pdf")
    ):
        yield "the attachment is not the file that it was"
    if [each.name for each in made.output.parent.glob(".output*")]:
        yield "something is left beside the output"
    place.restore(path)
    if made.build(jobs=1).report.exit_code:
        yield f"{path}: the site is not whole again: {made.build(jobs=1).lines}"


def _published(output: Path) -> dict[str, int]:
    """When each file was written."""
    return {str(each): each.stat().st_mtime_ns for each in output.rglob("*") if each.is_file()}


_COMMANDS = (
    *(("check",), ("build", "--jobs", "1"), ("status",), ("due",), ("messages", "--check")),
    *(("schema",), ("translate", seeds.RELEASE, "--to", "en"), ("translate", seeds.TWIN, "--diff")),
    *(("translate", seeds.TWIN, "--refresh"), ("new", "Bəyanat", "--lang", "az")),
    *(("export", seeds.RELEASE, "--embargoed", "handed"), ("views", "import", "access.log")),
    *(
        ("check", "--format", "json"),
        ("check", "--format", "sarif"),
        ("status", "--format", "json"),
    ),
)
_LINE = re.compile(r"(?:error|warning|səhv|xəbərdarlıq)\[[a-z0-9-]+\]: .|  (?:hint|məsləhət): .")


def command(place: Place, random: Random) -> Iterator[str]:
    """In this process."""
    yield from _command(place, random, in_process)


def program(place: Place, random: Random) -> Iterator[str]:
    """As officers and CI start it."""
    yield from _command(place, random, in_own_process)


def _command(
    place: Place, random: Random, run: Callable[[Path, list[str]], tuple[int, str]]
) -> Iterator[str]:
    # A command may write into the site: each has one of its own.
    root = seeds.own_site(place.root.parent / "commanded")
    own = Place(root)
    path = _edited(own, random)
    own.write("access.log", mutators.mutated(seeds.logs()[1], mutators.OF_LOGS, random))
    places = {"access.log": str(root / "access.log"), "handed": str(root.parent / "handed")}
    arguments = [places.get(each, each) for each in random.choice(_COMMANDS)]
    code, told = run(root, arguments)
    place.data, place.told = (root / path).read_bytes(), bool(told)
    said = f"{' '.join(arguments)} with {path}"
    if code not in (0, 1, 2):
        yield f"{said}: exit code {code}: {told[-300:]}"
    if "Traceback" in told or "Warning:" in told:
        yield f"{said}: {told[-300:]}"
    is_answer = {"--check", "json", "sarif"}.intersection(arguments)
    if code and not is_answer and not _LINE.search(told):
        yield f"{said}: exit code {code}, and nobody is told why"
    if not code and re.search(r" error\[", told):
        yield f"{said}: exit code 0: {told[-300:]}"
    for folder in (root, root.parent / "handed"):
        shutil.rmtree(folder, ignore_errors=True)


def in_process(root: Path, arguments: list[str]) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["--site", str(root), "--ui-lang", "en", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stderr


def in_own_process(root: Path, arguments: list[str]) -> tuple[int, str]:
    result = subprocess.run(
        [sys.executable, "-m", "beyan", "--ui-lang", "en", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=50,
    )
    return result.returncode, result.stderr
