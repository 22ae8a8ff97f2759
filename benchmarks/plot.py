"""docs/images/benchmarks.svg: a row for each tool and measure, on one logarithmic scale.

Text stays text, and the colours follow the reader's scheme, light or dark.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from html import escape

from benchmarks.results import Results

Say = Callable[[float], str]
Place = Callable[[float], float]

LABELS = {
    "clean": "Clean build",
    "nothing": "Nothing changed",
    "edit": "One text edited",
    "rename": "One participant renamed",
    "template": "One template edited",
    "preview": "Preview: save to page",
    "memory": "Peak memory, clean build",
}

# Pixels.
WIDTH, LEFT, RIGHT, TOP = 760, 96, 80, 56
ROW, HEADING, GAP = 19, 22, 12
BETWEEN = 40  # from one panel to the next, which has a scale of its own

STYLE = """\
text {
  font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  fill: #33404a; stroke: #fff; stroke-width: 4px; paint-order: stroke;
}
.ground { fill: #fff; }
.title { font-size: 16px; font-weight: 600; fill: #14202a; }
.measure { font-weight: 600; fill: #14202a; }
.scale { font-size: 11px; fill: #6b7680; }
.value, .own-value { font-variant-numeric: tabular-nums; }
.grid { stroke: #d5dbe0; stroke-width: 1; }
.bar { stroke: #9aa7b1; stroke-width: 6; stroke-linecap: round; }
.own { stroke: #0d6678; }
.own-name, .own-value { font-weight: 600; fill: #0d6678; }
@media (prefers-color-scheme: dark) {
  text { fill: #c3ccd3; stroke: #10181e; }
  .ground { fill: #10181e; }
  .title, .measure { fill: #eef2f5; }
  .scale { fill: #8d99a3; }
  .grid { stroke: #37434d; }
  .bar { stroke: #6f7d88; }
  .own { stroke: #4fc3d9; }
  .own-name, .own-value { fill: #4fc3d9; }
}"""


def draw(results: Results) -> str:
    """The largest size that was measured."""
    size = max(results.sizes, default=0)
    lines: list[str] = []
    top = float(TOP)
    seconds = [
        (measure, _values(results, size, measure)) for measure in LABELS if measure != "memory"
    ]
    top = _panel([each for each in seconds if each[1]], top, _say_seconds, lines)
    memory = [("memory", _values(results, size, "memory"))]
    top = _panel([each for each in memory if each[1]], top + BETWEEN, _say_bytes, lines)
    title = f"{size:,} bilingual releases: less is better; each line of the grid is ten times more"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top + GAP:.0f}" '
            f'width="{WIDTH}" height="{top + GAP:.0f}" role="img" aria-labelledby="title">',
            f'<title id="title">{escape(title)}</title>',
            f"<style>\n{STYLE}\n</style>",
            # Of its own, because a page may be light where the reader's system is dark.
            '<rect class="ground" width="100%" height="100%" rx="8"/>',
            f'<text class="title" x="16" y="26">{escape(title)}</text>',
            *lines,
            "</svg>",
            "",
        ]
    )


def _values(results: Results, size: int, measure: str) -> list[tuple[str, bool, float]]:
    """Label, whether it is Bəyan, and the median, for each tool that has one."""
    found = []
    for tool in results.compared:
        row = results.row(size, tool.key, measure)
        value = row.peak if measure == "memory" else row.seconds
        if value:
            found.append((tool.label, tool.key == "beyan", value))
    return found


def _panel(
    measures: list[tuple[str, list[tuple[str, bool, float]]]],
    top: float,
    say: Say,
    lines: list[str],
) -> float:
    """Draw the measures on a scale of their own, into `lines`; the height where they end."""
    if not measures:
        return top
    values = [value for _, each in measures for _, _, value in each]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    high = max(high, low + 1)

    def place(value: float) -> float:
        return LEFT + (math.log10(value) - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    height = sum(HEADING + ROW * len(each) + GAP for _, each in measures)
    for power in range(low, high + 1):
        x = place(10.0**power)
        lines.append(
            f'<line class="grid" x1="{x:.1f}" y1="{top:.1f}" x2="{x:.1f}" y2="{top + height:.1f}"/>'
        )
        lines.append(
            f'<text class="scale" x="{x:.1f}" y="{top - 5:.1f}" text-anchor="middle">'
            f"{say(10.0**power).replace('.0', '')}</text>"
        )
    for measure, tools in measures:
        top += HEADING
        lines.append(f'<text class="measure" x="16" y="{top - 5:.1f}">{LABELS[measure]}</text>')
        lines += _bars(tools, top, place, say)
        top += ROW * len(tools) + GAP
    return top


def _bars(
    tools: list[tuple[str, bool, float]], top: float, place: Place, say: Say
) -> Iterator[str]:
    for number, (label, is_own, value) in enumerate(tools):
        y, x = top + ROW * (number + 0.5), place(value)
        own = "own-" if is_own else ""
        yield (
            f'<text class="{own}name" x="{LEFT - 10}" y="{y + 4:.1f}" text-anchor="end">'
            f"{escape(label)}</text>"
        )
        yield (
            f'<line class="bar{" own" if is_own else ""}" x1="{LEFT}" y1="{y:.1f}" '
            f'x2="{x:.1f}" y2="{y:.1f}"/>'
        )
        yield f'<text class="{own}value" x="{x + 9:.1f}" y="{y + 4:.1f}">{say(value)}</text>'


def _say_seconds(value: float) -> str:
    if value < 1:
        return f"{value * 1000:.0f} ms"
    return f"{value:.1f} s" if value < 9.95 else f"{value:,.0f} s"


def _say_bytes(value: float) -> str:
    return f"{value / 1e6:,.0f} MB" if value < 1e9 else f"{value / 1e9:.1f} GB"
