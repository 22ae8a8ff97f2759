"""Imports point down only; every module has a layer; each job has one place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "beyan"

# What a module of each layer may import of beyan, from the ground up. Siblings (source, plan,
# render, checks) are absent from one another's sets on purpose.
BASE = {"model", "language"}
STAGES = {"snapshot", "source", "plan", "render", "checks", "publish"}
MAY_IMPORT = {
    "language": set[str](),
    "model": set[str]() | {"language"},
    "saving": set[str](),
    "markup": BASE,
    "snapshot": BASE,
    "source": BASE | {"snapshot", "markup"},
    "plan": BASE,
    "render": BASE | {"snapshot"},
    "checks": BASE,
    "publish": BASE | {"snapshot", "render"},
    "build": BASE | STAGES,
    "console": BASE | {"source", "build"},
    "desk": BASE | STAGES | {"saving", "build", "console"},
    "cli": BASE | {"snapshot", "source", "saving", "build", "console", "desk"},
    "__main__": {"cli"},
    "__init__": set[str](),
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").as_posix()


def _layer(path: Path) -> str:
    return _name(path).partition("/")[0]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def _imported(path: Path) -> Iterator[str]:
    """Every module that this one imports, wherever in its text."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)}: imports are written in full"
            assert node.module is not None
            # `from beyan.plan import addresses` imports a module as well.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _called(path: Path) -> set[str]:
    """The last name of every call: `open`, `now`, `read_text`."""
    names = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Name):
                names.add(function.id)
            elif isinstance(function, ast.Attribute):
                names.add(function.attr)
    return names


def test_every_module_has_a_layer() -> None:
    assert {_layer(path) for path in MODULES} <= MAY_IMPORT.keys()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_point_down(path: Path) -> None:
    layer = _layer(path)
    for module in _imported(path):
        parts = module.split(".")
        if parts[0] != "beyan" or parts[1] == "__version__":
            continue
        assert parts[1] == layer or parts[1] in MAY_IMPORT[layer], module


def test_the_language_package_stands_alone() -> None:
    """It may be used, and tested, without the rest."""
    for path in MODULES:
        if _layer(path) == "language":
            inside = {m for m in _imported(path) if m.startswith("beyan.")}
            assert all(module.startswith("beyan.language") for module in inside)


def test_the_plan_opens_no_file_and_asks_no_time() -> None:
    forbidden = {"open", "read_text", "read_bytes", "stat", "exists", "is_file", "iterdir", "walk"}
    forbidden |= {"now", "today", "utcnow", "getenv", "monotonic"}
    for path in MODULES:
        if _layer(path) == "plan":
            assert _called(path) & forbidden == set(), _name(path)
            assert not {"os", "pathlib", "time", "random"} & {
                module.partition(".")[0] for module in _imported(path)
            }, _name(path)


def test_only_the_console_prints() -> None:
    for path in MODULES:
        if _name(path) != "console/__init__":
            assert "print" not in _called(path), _name(path)
            assert "echo" not in _called(path), _name(path)


def test_the_clock_is_read_in_three_places_only() -> None:
    """Everywhere else the time arrives as a value."""
    asking = {_name(path) for path in MODULES if _called(path) & {"now", "today", "utcnow"}}
    assert asking <= {"build/options", "cli/options", "cli/commands/authoring"}


def test_no_file_has_a_second_job() -> None:
    """A file past 400 lines has one; `model/page.py` and `model/messages.py` are lists."""
    long = {_name(path) for path in MODULES if len(path.read_text().splitlines()) > 400}
    assert long <= {"model/page", "model/messages"}
