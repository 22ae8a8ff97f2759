"""CommonMark's own examples: no word is lost in silence, and few are read otherwise in silence."""

from __future__ import annotations

import pytest

from tests.browser.conftest import needed
from tests.commonmark import SPECIFICATION, Outcome, examples, outcomes, table

# Of the 652; those that differ in silence stand in docs/content.md with their reasons.
READ_OR_TOLD = 560


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    needed(str(SPECIFICATION), "CommonMark's examples (npm package commonmark-spec)")
    return outcomes(examples(), tmp_path_factory.mktemp("commonmark"))


def test_all_examples_of_the_specification_were_tried(results: list[Outcome]) -> None:
    assert len(results) == 652


def test_no_example_loses_a_word_in_silence(results: list[Outcome]) -> None:
    assert {each.example.number: each.lost for each in results if each.lost} == {}


def test_nearly_all_examples_are_read_as_specified_or_told(results: list[Outcome]) -> None:
    assert sum(each.kind != "silent" for each in results) >= READ_OR_TOLD, table(results)
