"""What a process has compiled serves all sites that it builds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from jinja2.bccache import Bucket

from beyan.render import compiled
from beyan.render.compiled import CompiledTemplates


@dataclass
class Counting(CompiledTemplates):
    """How often a template had to be compiled."""

    folder: Path | None
    compiled: int = 0

    def __post_init__(self) -> None:
        super().__init__(self.folder, (__file__,))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.compiled += 1
        super().dump_bytecode(bucket)


@pytest.fixture(autouse=True)
def _forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_compiled", type(compiled._compiled)())


def shown(cache: CompiledTemplates, text: str, name: str = "a.html", **values: object) -> str:
    made = Environment(loader=DictLoader({name: text}), bytecode_cache=cache)
    return made.get_template(name).render(**values)


def test_a_second_site_of_the_process_takes_what_the_first_compiled() -> None:
    first, second = Counting(None), Counting(None)
    assert shown(first, "{{ a }}", a=1) == "1"
    assert shown(second, "{{ a }}", a=2) == "2"
    assert (first.compiled, second.compiled) == (1, 0)


@pytest.mark.parametrize("text", ["{{ a }}.", "{# #}{{ a }}", "{% if a %}{{ a }}{% endif %}"])
def test_another_text_is_compiled_anew(text: str) -> None:
    cache = Counting(None)
    shown(cache, "{{ a }}", a=1)
    assert shown(cache, text, a=1).strip(".") == "1"
    assert cache.compiled == 2


def test_another_process_takes_it_from_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(Counting(tmp_path), "{{ a }}", a=1)
    monkeypatch.setattr(compiled, "_compiled", type(compiled._compiled)())
    cache = Counting(tmp_path)
    assert shown(cache, "{{ a }}", a=3) == "3"
    assert cache.compiled == 0


def test_the_process_keeps_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_REMEMBERED", 3)
    for number in range(9):
        assert shown(Counting(None), "{{ 1 }}", f"{number}.html") == "1"
    assert len(compiled._compiled) == 3


def test_of_a_template_that_is_edited_again_and_again_one_version_is_kept() -> None:
    for number in range(9):
        assert shown(Counting(None), f"{number}") == f"{number}"
    shown(Counting(None), "{{ 1 }}", "b.html")
    assert len(compiled._compiled) == 2


def test_a_folder_that_cannot_be_written_to_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert shown(Counting(tmp_path / "file" / "folder"), "{{ a }}", a=1) == "1"
