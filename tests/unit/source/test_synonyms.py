"""`content/synonyms.yaml`: every mistake is told at its place, and what is right is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from beyan.source.settings import load_config
from beyan.source.synonyms import load_synonyms
from tests.conftest import CONFIG


def told(root: Path, text: str) -> tuple[dict[str, tuple[tuple[str, ...], ...]], list[str]]:
    (root / "content").mkdir()
    (root / "site_config.yaml").write_text(CONFIG)
    (root / "content/synonyms.yaml").write_text(text)
    config, _ = load_config(root)
    assert config is not None
    synonyms, problems = load_synonyms(root, config)
    return synonyms, [f"{each.span.line}:{each.span.column} {each.code}" for each in problems]


def test_groups_are_kept_by_language(tmp_path: Path) -> None:
    text = "az:\n  - [QHT, qeyri-hökumət təşkilatı]\nen:\n  - [NGO, charity, association]\n"
    assert told(tmp_path, text) == (
        {"az": (("QHT", "qeyri-hökumət təşkilatı"),), "en": (("NGO", "charity", "association"),)},
        [],
    )


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("az:\n  - [QHT]\n", ["2:5 synonyms-alone"]),
        ("az:\n  - [QHT, QHT]\n", ["2:5 synonyms-alone"]),
        ("az:\n  - [QHT, '–']\n", ["2:5 synonyms-alone"]),
        ("az: [QHT, təşkilat]\n", ["1:6 wrong-type", "1:11 wrong-type"]),
        ("az:\n  - QHT\n  - [bir, {iki: üç}]\n", ["2:5 wrong-type", "3:5 wrong-type"]),
        ("az: QHT\n", ["1:5 wrong-type"]),
        ("az:\n  qht: [a, b]\n", ["2:3 wrong-type"]),
        ("az:\n", ["1:1 empty-value"]),
        ("ru:\n  - [a, b]\naz:\n  - [x]\n", ["1:1 unknown-language", "4:5 synonyms-alone"]),
        ("", ["1:1 empty-file"]),
        ("# nothing yet\n", []),
    ],
)
def test_every_mistake_is_told_where_it_is(tmp_path: Path, text: str, problems: list[str]) -> None:
    assert told(tmp_path, text)[1] == problems


def test_a_missing_file_has_none(tmp_path: Path) -> None:
    (tmp_path / "site_config.yaml").write_text(CONFIG)
    config, _ = load_config(tmp_path)
    assert config is not None
    assert load_synonyms(tmp_path, config) == ({}, [])
