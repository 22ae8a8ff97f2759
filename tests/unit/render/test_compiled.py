"""What a process has compiled serves all sites that it builds."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader
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


def compiled_for(site: Path, monkeypatch: pytest.MonkeyPatch, text: str = "{{ a }}") -> int:
    """How often a new process has to compile a template of the program for the site."""
    own = site.parent / "program"
    for folder in (own, site):
        folder.mkdir(exist_ok=True)
    (own / "a.html").write_text(text)
    monkeypatch.setattr(compiled, "_PROGRAM", f"{own}{os.sep}")
    monkeypatch.setattr(compiled, "_compiled", type(compiled._compiled)())
    cache = Counting(site / "templates")
    made = Environment(loader=FileSystemLoader(own), bytecode_cache=cache)
    assert made.get_template("a.html").render(a=1) == "1"
    return cache.compiled


@pytest.mark.parametrize("text", ["1", "{{ a }}", "{% if a %}1{% endif %}"])
def test_the_programs_own_are_compiled_once_for_all_sites(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "python"))
    assert compiled_for(tmp_path / "a", monkeypatch, text) == 1
    assert compiled_for(tmp_path / "b", monkeypatch, text) == 0
    assert [path for path in (tmp_path / "a").rglob("*") if path.is_file()] == []
    assert compiled_for(tmp_path / "b", monkeypatch, f"{{# another #}}{text}") == 1


@pytest.mark.parametrize("refuses", ["python", "the system"])
def test_where_nothing_may_be_kept_beside_the_program_each_site_keeps_them(
    refuses: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    place = "file" if refuses == "the system" else "python"
    monkeypatch.setattr(sys, "dont_write_bytecode", refuses == "python")
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / place))
    assert compiled_for(tmp_path / "a", monkeypatch) == 1
    assert compiled_for(tmp_path / "a", monkeypatch) == 0
    assert compiled_for(tmp_path / "b", monkeypatch) == 1
    assert not (tmp_path / "python").exists()
