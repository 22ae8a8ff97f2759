"""What is installed is known to the byte, and listed with its licence."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from requirements import licences, lock

REPOSITORY = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
EXTRAS = PROJECT["project"]["optional-dependencies"]
NEEDED = {
    "site": PROJECT["project"]["dependencies"],
    "test": PROJECT["project"]["dependencies"] + EXTRAS["test"],
    "measure": PROJECT["project"]["dependencies"] + EXTRAS["coverage"] + EXTRAS["mutants"],
    "release": PROJECT["project"]["dependencies"] + EXTRAS["release"],
    "build": PROJECT["build-system"]["requires"] + [lock.EDITABLE],
}
MAKE = "run `make lock licences` (CONTRIBUTING.md)"


def _constraints() -> dict[str, str]:
    lines = (REPOSITORY / "constraints.txt").read_text().splitlines()
    pairs = (line.split("==") for line in lines if not line.startswith("#"))
    return {canonicalize_name(name): version for name, version in pairs}


def _listed() -> dict[str, dict[str, list[str]]]:
    """The cells of each package after its name, below each heading of the page."""
    _, *parts = re.split(r"^## (.+)$", licences.PAGE.read_text(), flags=re.MULTILINE)
    return {
        heading: {
            name: cells.split(" | ")
            for name, cells in re.findall(r"^\| `(.+?)` \| (.+) \|$", rows, re.MULTILINE)
        }
        for heading, rows in zip(parts[::2], parts[1::2], strict=True)
    }


def test_constraints_are_the_one_source_of_versions() -> None:
    assert set(NEEDED) == set(lock.SETS)
    pinned = [licences.pins(name) for name in lock.SETS]
    assert set(chain.from_iterable(each.items() for each in pinned)) == set(
        _constraints().items()
    ), MAKE


@pytest.mark.parametrize("name", NEEDED)
def test_what_is_asked_for_is_pinned_in_a_version_that_will_do(name: str) -> None:
    pinned = licences.pins(name)
    for each in map(Requirement, NEEDED[name]):
        assert each.specifier.contains(pinned[canonicalize_name(each.name)]), f"{each}: {MAKE}"


@pytest.mark.parametrize("name", lock.SETS)
def test_each_version_has_the_digests_of_its_files_and_no_host_is_named(name: str) -> None:
    text = (REPOSITORY / "requirements" / f"{name}.txt").read_text()
    assert "://" not in text
    blocks = re.split(r"^(?=\S)", text.partition("\n")[2], flags=re.MULTILINE)[1:]
    assert len(blocks) == len(licences.pins(name)) > 5
    for block in blocks:
        first, *digests = [line.strip().removesuffix(" \\") for line in block.splitlines()]
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+(?: ; .+)?", first)
        assert digests, first
        assert all(re.fullmatch("--hash=sha256:[0-9a-f]{64}", each) for each in digests), block


@pytest.mark.parametrize("name", ["orjson", "pillow", "pydantic-core", "pyyaml"])
def test_all_systems_find_their_file_among_the_digests(name: str) -> None:
    """Wheels for three systems and several Pythons, and the sources."""
    text = (REPOSITORY / "requirements" / "site.txt").read_text()
    block = re.search(rf"^{name}==.+\n(?: +--hash.+\n)+", text, re.MULTILINE)
    assert block is not None
    assert block[0].count("--hash") > 20


def test_the_licences_listed_are_those_of_what_is_pinned() -> None:
    expected = dict(licences.parts())
    listed = _listed()
    assert {
        heading: {name: cells[0] for name, cells in rows.items()}
        for heading, rows in listed.items()
    } == expected, MAKE
    compared = 0
    for name, (version, licence, purpose) in chain.from_iterable(
        rows.items() for rows in listed.values()
    ):
        assert licence, name
        assert purpose, name
        try:
            installed = distribution(name).version
        except PackageNotFoundError:
            continue  # of another system, or of an extra that tests do without
        if installed == version:
            compared += 1
            assert licences.licence(name) == licence, MAKE
    assert compared > 40


def test_of_each_package_that_is_asked_for_it_is_said_what_for() -> None:
    asked = {
        canonicalize_name(Requirement(each).name) for each in chain.from_iterable(NEEDED.values())
    }
    assert set(licences.PURPOSES) == asked
