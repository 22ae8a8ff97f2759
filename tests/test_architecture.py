"""Imports point down only; every module has a layer; each job has one place."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import settings

from tests.conftest import REPOSITORY, SampleSite, release

PACKAGE = REPOSITORY / "beyan"

# What a module of each layer may import of beyan, from the ground up. Siblings (source, plan,
# render, checks) are absent from one another's sets on purpose.
BASE = {"model", "language", "lifetime"}
STAGES = {"snapshot", "source", "plan", "render", "checks", "publish"}
MAY_IMPORT = {
    "lifetime": set[str](),
    "language": set[str](),
    "model": {"language", "lifetime"},
    "saving": set[str](),
    "markup": BASE,
    "snapshot": BASE | {"saving"},
    "source": BASE | {"snapshot", "markup"},
    "plan": BASE,
    "render": BASE | {"snapshot"},
    "checks": BASE,
    "audit": BASE,
    "publish": BASE | {"saving", "snapshot", "render", "audit"},
    "crew": BASE | {"snapshot", "render", "publish"},
    "build": BASE | STAGES | {"saving", "audit", "crew"},
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


# What answers at once, of a page that may still be on its way after a click.
AT_ONCE = {"is_visible", "is_hidden", "is_enabled", "is_disabled", "is_checked", "is_editable"}


def test_what_a_browser_shows_is_waited_for() -> None:
    for path in (REPOSITORY / "tests/browser").glob("*.py"):
        assert not AT_ONCE & _called(path), path.name
        asserted = [node.test for node in ast.walk(_tree(path)) if isinstance(node, ast.Assert)]
        assert [told for test in asserted if "page.url ==" in (told := ast.unparse(test))] == []


def test_what_a_click_leads_to_is_waited_for_before_anything_else() -> None:
    hasty = [
        f"{path.name}:{then.lineno}"
        for path in (REPOSITORY / "tests/browser").glob("*.py")
        for block in _blocks(_tree(path))
        for first, then in pairwise(block)
        if _method(first) == "click"
        and (isinstance(then, ast.Assert) or _method(then) in {"go_back", "goto", "reload"})
    ]
    assert hasty == []


def _blocks(tree: ast.AST) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                yield block


def _method(statement: ast.stmt) -> str:
    """What the statement calls, if it does nothing else."""
    match statement:
        case ast.Expr(ast.Call(ast.Attribute(attr=name))):
            return name
    return ""


# Seconds. A machine that does other things as well may take many times as long as usual.
PATIENCE = 30


def test_no_test_expects_a_machine_to_be_quick() -> None:
    hasty = [
        f"{path.relative_to(REPOSITORY)}:{node.lineno}"
        for path in (REPOSITORY / "tests").rglob("*.py")
        if "node_modules" not in path.parts
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call)
        for named in node.keywords
        if named.arg == "timeout"
        if isinstance(named.value, ast.Constant) and isinstance(named.value.value, int | float)
        if named.value.value < PATIENCE
    ]
    assert hasty == []
    assert settings().deadline is None, "nor an example of a property"


# --- no circles -----------------------------------------------------------------------------

HOUSES = (PACKAGE, PACKAGE.parent / "benchmarks")


def _siblings(house: Path) -> dict[str, dict[str, set[str]]]:
    """For each package, which of its modules and packages import which others of them.

    An import counts in the innermost package that has both ends. What a package itself defines
    is its `__init__`.
    """
    # What the benchmark compares with, and where it installs that.
    others = {"peers", ".peers"}
    paths = (path for path in house.rglob("*.py") if others.isdisjoint(path.parts))
    modules = {_dotted(path, house): path for path in paths}
    packages: dict[str, dict[str, set[str]]] = {}
    for module, path in modules.items():
        for imported in _imported(path):
            target = _defining(imported, modules)
            if target in ("", module):
                continue
            one, other = module.split("."), target.split(".")
            depth = next(i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
            package = packages.setdefault(".".join(one[:depth]), {})
            package.setdefault(one[depth], set()).add(other[depth])
    return packages


def _dotted(path: Path, house: Path) -> str:
    return ".".join(path.relative_to(house.parent).with_suffix("").parts)


def _defining(imported: str, modules: Mapping[str, Path]) -> str:
    """The module in which an imported name stands; "" for names from elsewhere."""
    while imported:
        for module in (imported, f"{imported}.__init__"):
            if module in modules:
                return module
        imported = imported.rpartition(".")[0]
    return ""


def _circle(siblings: Mapping[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(siblings).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.mark.parametrize("house", HOUSES, ids=lambda path: path.name)
def test_siblings_import_one_another_in_one_direction(house: Path) -> None:
    circles = {package: _circle(siblings) for package, siblings in _siblings(house).items()}
    assert {package: circle for package, circle in circles.items() if circle} == {}


@pytest.mark.parametrize(
    "back",
    [
        "from house.one import a",
        "import house.one.a",
        "def later():\n    from house.one.a import NAME",
        "if TYPE_CHECKING:\n    from house.one import a",
    ],
)
def test_a_circle_is_found_wherever_its_import_stands(tmp_path: Path, back: str) -> None:
    house = tmp_path / "house"
    for name, text in {
        "one/__init__": "",
        "one/a": "NAME = 1\nfrom house.two import b",
        "two/b": "",
        "two/c": back,
    }.items():
        (house / name).parent.mkdir(parents=True, exist_ok=True)
        (house / f"{name}.py").write_text(text)
    assert set(_circle(_siblings(house)["house"])) == {"one", "two"}


# --- the build ------------------------------------------------------------------------------

ARCHITECTURE = (REPOSITORY / "ARCHITECTURE.md").read_text()
BLOCK = PACKAGE / "build/__init__.py"


def test_the_architecture_shows_the_build_as_it_stands_in_the_code() -> None:
    text = BLOCK.read_text()
    (block,) = (
        ast.get_source_segment(text, node)
        for node in ast.walk(_tree(BLOCK))
        if isinstance(node, ast.FunctionDef) and node.name == "_build"
    )
    (shown,) = re.findall(r"```python\n(.*?)\n```", ARCHITECTURE, re.DOTALL)
    assert shown == block


def _state_types() -> Iterator[str]:
    """The classes in which one step of a build hands something to another."""
    folders = [PACKAGE / name for name in ("build", "snapshot", "publish")]
    paths = [path for folder in folders for path in sorted(folder.glob("*.py"))]
    for path in (*paths, PACKAGE / "source/site.py", PACKAGE / "source/releases.py"):
        for node in _tree(path).body:
            if isinstance(node, ast.ClassDef):
                bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
                if not bases & {"Exception", "Protocol"}:
                    yield node.name


def test_the_types_of_a_builds_state_are_few_and_in_the_glossary() -> None:
    types = list(_state_types())
    assert len(types) <= 35
    (glossary,) = re.findall(r"## Words\n(.*?)\n## ", ARCHITECTURE, re.DOTALL)
    assert set(types) <= set(re.findall(r"`(\w+)`", glossary))


def test_an_edit_goes_through_each_module_of_the_build_once(
    site: Callable[..., SampleSite],
) -> None:
    path = "content/releases/2026/a.az.md"
    made = site({path: release()})
    made.build(jobs=1)
    made.change({path: release(text="Yeni mətn.")})
    entered: list[str] = []

    def traced(frame: FrameType, event: str, _: object) -> None:
        above = frame.f_back
        is_ours = event == "call" and str(PACKAGE) in frame.f_code.co_filename
        if is_ours and above is not None and above.f_code.co_name == "_build":
            name = Path(frame.f_code.co_filename).relative_to(PACKAGE).with_suffix("").as_posix()
            if not entered or entered[-1] != name:
                entered.append(name)

    sys.setprofile(traced)
    try:
        result = made.build(jobs=1)
    finally:
        sys.setprofile(None)
    assert "/az/releases/2026/a/" in result.report.made
    ours = [name for name in entered if name.startswith("build/") and name != "build/__init__"]
    steps = ["reading", "planning", "rendering", "committing", "report", "leaving"]
    assert ours == [f"build/{step}" for step in ("options", *steps)], entered
    assert all(f"`build/{step}`" in ARCHITECTURE for step in steps)
