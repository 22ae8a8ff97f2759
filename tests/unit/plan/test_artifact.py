"""What the plan knows of an artifact without making it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from beyan.model.inputs import fingerprint
from beyan.model.page import Output
from beyan.plan.artifact import artifact


class FileInputs(NamedTuple):
    text: str


def build(inputs: FileInputs) -> Iterator[Output]:
    raise AssertionError(f"{inputs} are made of nothing before somebody asks")


def test_an_artifact_is_a_file_without_language_or_page_where_nobody_says_more() -> None:
    plain = artifact(FileInputs("a"), build, ("/robots.txt",))
    assert plain.addresses == ("/robots.txt",)
    assert (plain.language, plain.template, plain.source, plain.target) == ("", "", "", "")
    assert (plain.twins, plain.links, plain.resolved) == ((), (), ())
    assert plain.modified is None
    assert plain.is_withdrawn is False


def test_an_artifact_tells_all_that_is_said_of_it() -> None:
    links = (("/en/b/", 3, 5, ""),)
    told = artifact(
        FileInputs("a"),
        build,
        ("/en/a/", "/en/a/release.json"),
        "en",
        template="release.html",
        source="content/releases/2026/a.en.md",
        twins=(("az", "/az/a/"),),
        modified=7,
        links=links,
        resolved=("/en/b/",),
        target="/en/c/",
        is_withdrawn=True,
    )
    assert told.addresses == ("/en/a/", "/en/a/release.json")
    assert (told.language, told.template) == ("en", "release.html")
    assert (told.source, told.target) == ("content/releases/2026/a.en.md", "/en/c/")
    assert told.twins == (("az", "/az/a/"),)
    assert told.modified == 7
    assert (told.links, told.resolved) == (links, ("/en/b/",))
    assert told.is_withdrawn is True


@pytest.mark.parametrize("text", ["a", "b", ""])
def test_the_fingerprint_is_that_of_the_inputs_alone(text: str) -> None:
    inputs = FileInputs(text)
    one, other = artifact(inputs, build, ("/a/",)), artifact(inputs, build, ("/b/",), "az")
    assert one.inputs == inputs
    assert one.fingerprint == other.fingerprint == fingerprint(inputs)
    assert one.fingerprint != artifact(FileInputs("other"), build, ("/a/",)).fingerprint
