"""What a run found out, as values and as `results.json`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import Any

RESULTS = Path(__file__).resolve().parent / "results.json"

DEFAULTS = "beyan-defaults"
"""The tool that builds more than the others: Bəyan with everything on."""


@dataclass(frozen=True, slots=True)
class Machine:
    """`memory` in bytes. `python_build` says how Python was compiled, for speed or not."""

    cores: int
    processor: str
    memory: int
    system: str
    python: str
    python_build: str = ""


@dataclass(frozen=True, slots=True)
class ToolFacts:
    key: str
    label: str
    version: str
    lacks: tuple[str, ...]


@dataclass(slots=True)
class Row:
    """One tool, one size, one measure; a value per repetition.

    `wall` and `cpu` in seconds (of a preview: `wall` alone), `memory` in bytes. `failed` says why
    there is nothing.
    """

    size: int
    tool: str
    measure: str
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    failed: str = ""

    @property
    def seconds(self) -> float | None:
        return median(self.wall) if self.wall else None

    @property
    def cpu_seconds(self) -> float | None:
        return median(self.cpu) if self.cpu else None

    @property
    def peak(self) -> float | None:
        return median(self.memory) if self.memory else None

    @property
    def runs(self) -> int:
        return max(len(self.wall), len(self.memory))


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a kind in one tool's output. `size` counts bilingual releases."""

    size: int
    tool: str
    kind: str
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Scale:
    """A clean build of Bəyan alone. `wall` and `cpu` in seconds, `memory` and `bytes` in bytes.

    `pages` counts HTML files.
    """

    size: int
    pages: int
    files: int
    bytes: int
    wall: float
    cpu: float
    memory: int


@dataclass(frozen=True, slots=True)
class Stages:
    """A clean build of Bəyan alone: `wall` seconds, and `seconds` of processor time by stage.

    `copying` is what one process needs to copy the output, in seconds.
    """

    size: int
    wall: float
    seconds: dict[str, float]
    copying: float


@dataclass(frozen=True, slots=True)
class Alone:
    """What Bəyan alone needs for something (benchmarks/alone.py), in seconds, a value per run.

    `size` counts what it was done with: releases, cards, pixels, lines. `beside` is what `values`
    is compared with, as far as it is with anything.
    """

    name: str
    size: int
    values: list[float]
    beside: list[float] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return median(self.values)

    @property
    def share(self) -> float:
        return self.seconds / median(self.beside)


class ResultsDiffer(Exception):
    """Earlier results are of another machine, or of another version of a tool."""


@dataclass(slots=True)
class Results:
    """`days` are those on which something was measured, as ISO 8601, in order."""

    machine: Machine
    tools: list[ToolFacts]
    days: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    scale: list[Scale] = field(default_factory=list)
    stages: list[Stages] = field(default_factory=list)
    alone: list[Alone] = field(default_factory=list)

    @property
    def compared(self) -> list[ToolFacts]:
        """The tools that build the same pages."""
        return [tool for tool in self.tools if tool.key != DEFAULTS]

    @property
    def dearer(self) -> float:
        """How many times as many seconds a page costs at the large size."""
        small, large = self.scale[0], self.scale[-1]
        return large.wall / large.pages / (small.wall / small.pages)

    def row(self, size: int, tool: str, measure: str) -> Row:
        """The row of that name, or an empty one."""
        for row in self.rows:
            if (row.size, row.tool, row.measure) == (size, tool, measure):
                return row
        return Row(size, tool, measure)

    def row_to_fill(self, size: int, tool: str, measure: str) -> Row:
        """The same, and it is one of these results."""
        row = self.row(size, tool, measure)
        if not any(each is row for each in self.rows):
            self.rows.append(row)
        return row

    def going_on(self, now: Results) -> Results:
        """These results, with the tools of a run that begins now; an error if they do not fit."""
        if now.machine != self.machine:
            raise ResultsDiffer(f"measured on {self.machine}, and this is {now.machine}")
        tools = {tool.key: tool for tool in self.tools}
        for tool in now.tools:
            earlier = tools.setdefault(tool.key, tool)
            if earlier.version != tool.version:
                raise ResultsDiffer(
                    f"measured with {tool.label} {earlier.version}, and this is {tool.version}"
                )
            tools[tool.key] = tool
        return replace(self, tools=list(tools.values()))

    @property
    def sizes(self) -> list[int]:
        return sorted({row.size for row in self.rows})

    def save(self, path: Path = RESULTS) -> None:
        """In place of what is there, and whole at any moment."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        new = path.with_name(f"{path.name}.new")
        new.write_text(text + "\n", encoding="utf-8")
        new.replace(path)


def load(path: Path = RESULTS) -> Results:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Results(
        machine=Machine(**found["machine"]),
        tools=[ToolFacts(**{**tool, "lacks": tuple(tool["lacks"])}) for tool in found["tools"]],
        days=found["days"],
        rows=[Row(**row) for row in found["rows"]],
        written=[Written(**each) for each in found["written"]],
        scale=[Scale(**each) for each in found["scale"]],
        stages=[Stages(**each) for each in found.get("stages", [])],
        alone=[Alone(**each) for each in found.get("alone", [])],
    )
