"""Keys that YAML can read where they stand, but that belong further in or out."""

import pytest

from beyan.model.diagnostic import Diagnostic
from beyan.source.edition import ReleaseForm
from beyan.source.settings import ConfigForm
from beyan.source.strict_yaml import parse
from beyan.source.validation import validate


def told(front_matter: str) -> list[tuple[int, str, str]]:
    document, problems = parse(f"title: x\n{front_matter}", "x.az.md")
    assert problems == []
    found = validate(ReleaseForm, document)[1]
    return [(each.span.line, each.code, _example(each)) for each in found]


def _example(found: Diagnostic) -> str:
    return dict(found.values).get("example", found.suggestion)


@pytest.mark.parametrize(
    ("typed", "examples"),
    [
        ("place:\n summary: x", ["summary: x"]),
        ("summary:\n   embargo: 2026-03-05\n   expires: 2026-03-06",
         ["embargo: 2026-03-05", "expires: 2026-03-06"]),
        ("participants:\n photos:\n  - file: x.jpg", ["photos:"]),
        ("contact:\n  name: A\n  embargo: 2026-03-05", ["embargo: 2026-03-05"]),
        ("photos:\n  - file: x.jpg\n    alt:\n     caption: y", ["    caption: y"]),
        ("withdrawn:\n  date: 2026-03-06\n  reason: x\n  draft: true", ["draft: true"]),
    ],
)  # fmt: skip
def test_a_key_below_one_that_does_not_have_it_belongs_beside_it(
    typed: str, examples: list[str]
) -> None:
    assert [(code, example) for _, code, example in told(typed)] == [
        ("yaml-indent", each) for each in examples
    ]


@pytest.mark.parametrize(
    ("typed", "examples"),
    [
        ("contact:\nname: A\nphone: 1", ["  name: A", "  phone: 1"]),
        ("contact:\n   name: A\nphone: 1", ["   phone: 1"]),
        ("participants:\n- name: A\nrole: B", ["  role: B"]),
        ("participants:\n  - name: A\nrole: B", ["    role: B"]),
        ("photos:\nfile: x.jpg\nalt: y", ["  - file: x.jpg", "    alt: y"]),
        ("withdrawn:\ndate: 2026-03-06\nreason: y", ["  reason: y"]),
    ],
)
def test_a_key_at_the_margin_may_belong_below_the_one_above(
    typed: str, examples: list[str]
) -> None:
    assert [example for _, code, example in told(typed) if code == "yaml-indent"] == examples
    assert {code for _, code, _ in told(typed)} == {"yaml-indent"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("role: B\nparticipants: [{name: A}]", "unknown-key"),
        ("place: Bakı\nrole: B", "unknown-key"),
        ("embargo: 2026-03-05\ncontact: {embargo: 2026-03-05}", "unknown-key"),
        ("place: {az: Bakı}", "wrong-type"),
    ],
)
def test_what_could_not_stand_there_either_is_what_it_was(typed: str, code: str) -> None:
    assert [each for _, each, _ in told(typed)] == [code]


def test_a_key_that_is_found_elsewhere_is_not_missing() -> None:
    document, _ = parse("tagline:\n name: {az: A}\nbase_url: https://x.org\nlanguages: [az]", "x")
    found = validate(ConfigForm, document)[1]
    assert {(each.code, dict(each.values).get("key")) for each in found} == {
        ("yaml-indent", None),
        ("missing-key", "timezone"),
    }


@pytest.mark.parametrize(
    ("typed", "example"),
    [
        ("topics:\n  -law", "topics: [law]"),
        ("topics:\n  -law\n  -health", "topics: [law, health]"),
        ("aliases:\n  - /a/\n", ""),
        ("topics: -law", "topics: [law]"),
    ],
)
def test_an_example_has_the_blanks_that_were_forgotten(typed: str, example: str) -> None:
    assert [each for _, _, each in told(typed)] == [example] * bool(example)
