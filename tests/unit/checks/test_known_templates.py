"""What the program's templates ask for is read once for all sites."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from beyan.checks import templates
from beyan.checks.known_templates import known_templates
from beyan.checks.templates import TemplateFault, TemplateText, read_template, read_templates
from beyan.model.defaults import DEFAULTS

OWN = DEFAULTS / "templates"


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The texts that had to be parsed; what is kept lies in the folder "python"."""
    found: list[bytes] = []

    def reading(data: bytes) -> TemplateText | TemplateFault:
        found.append(data)
        return read_template(data)

    monkeypatch.setattr(templates, "read_template", reading)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "python"))
    return found


def test_another_process_has_them_as_they_were_read(read: list[bytes], tmp_path: Path) -> None:
    site = tmp_path / "templates"
    site.mkdir()
    (site / "home.html").write_text("{{ page.title }}")
    usual = list(read_templates([site, OWN]))
    read.clear()

    assert known_templates([site, OWN]) == usual
    assert len(read) == len(usual)
    read.clear()

    assert known_templates([site, OWN]) == usual
    # What a site has of its own is nothing to be kept with the program.
    assert read == [b"{{ page.title }}"]


@pytest.mark.parametrize("left", [b"", b"\x80", b"no pickle", b"cos\nsystem\n"])
def test_what_is_damaged_is_read_again(left: bytes, read: list[bytes], tmp_path: Path) -> None:
    usual = known_templates([OWN])
    (kept,) = (tmp_path / "python").rglob("read")
    kept.write_bytes(left)
    read.clear()
    assert known_templates([OWN]) == usual
    assert len(read) == len(usual)
    read.clear()
    assert known_templates([OWN]) == usual
    assert read == []


def test_where_python_keeps_nothing_nothing_is_kept(
    read: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    known_templates([OWN])
    assert not (tmp_path / "python").exists()
