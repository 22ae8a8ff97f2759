"""What a run found out, as values and as `results.json`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

RESULTS = Path(__file__).resolve().parent / "results.json"


@dataclass(frozen=True, slots=True)
class Machine:
    """`memory` in bytes; `date` as ISO 8601."""

    cores: int
    processor: str
    memory: int
    system: str
    python: str
    date: str


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


@dataclass(slots=True)
class Results:
    machine: Machine
    tools: list[ToolFacts]
    rows: list[Row] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    scale: list[Scale] = field(default_factory=list)
    stages: list[Stages] = field(default_factory=list)

    def row(self, size: int, tool: str, measure: str) -> Row:
        """The row of that name; an empty one is added if there is none."""
        for row in self.rows:
            if (row.size, row.tool, row.measure) == (size, tool, measure):
                return row
        self.rows.append(Row(size, tool, measure))
        return self.rows[-1]

    @property
    def sizes(self) -> list[int]:
        return sorted({row.size for row in self.rows})

    def save(self, path: Path = RESULTS) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        path.write_text(text + "\n", encoding="utf-8")


def load(path: Path = RESULTS) -> Results:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Results(
        machine=Machine(**found["machine"]),
        tools=[ToolFacts(**{**tool, "lacks": tuple(tool["lacks"])}) for tool in found["tools"]],
        rows=[Row(**row) for row in found["rows"]],
        written=[Written(**each) for each in found["written"]],
        scale=[Scale(**each) for each in found["scale"]],
        stages=[Stages(**each) for each in found.get("stages", [])],
    )
