"""docs/images/soak.svg: what the preview takes of memory, edit by edit, beside its first figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from benchmarks.plot import GAP, LEFT, RIGHT, STYLE, TOP, WIDTH

# After how many edits, how many bytes of memory and of the cache.
Curve = Sequence[tuple[int, int, int]]
# Pixels.
HEIGHT, BETWEEN = 120, 48
# Of text: two figures may be nearly the same.
LINE = 14


def draw(curves: Mapping[int, Curve]) -> str:
    """A panel for each size of site, from nothing to a fifth more than the highest figure."""
    lines, top = [], float(TOP)
    for releases, curve in sorted(curves.items()):
        lines += _panel(releases, curve, top)
        top += HEIGHT + BETWEEN
    title = "Memory (line) and cache (dots) of the preview, in MB, over its edits"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top + GAP:.0f}" '
            f'width="{WIDTH}" height="{top + GAP:.0f}" role="img" aria-labelledby="title">',
            f'<title id="title">{escape(title)}</title>',
            f"<style>\n{STYLE}\n.curve {{ fill: none; stroke-width: 2; }}\n"
            ".disk { stroke-dasharray: 2 4; }\n</style>",
            '<rect class="ground" width="100%" height="100%" rx="8"/>',
            f'<text class="title" x="16" y="26">{escape(title)}</text>',
            *lines,
            "</svg>",
            "",
        ]
    )


def _panel(releases: int, curve: Curve, top: float) -> list[str]:
    last = max(number for number, *_ in curve)
    highest = max(max(memory, disk) for _, memory, disk in curve) * 1.2
    width, bottom = WIDTH - LEFT - RIGHT, top + HEIGHT

    def path(column: int) -> str:
        return " ".join(
            f"{LEFT + width * each[0] / last:.1f},{bottom - HEIGHT * each[column] / highest:.1f}"
            for each in curve
        )

    _, *values = curve[-1]
    upper, lower = (bottom - HEIGHT * each / highest for each in sorted(values, reverse=True))
    levels = (upper, max(lower, upper + LINE))
    return [
        f'<text class="measure" x="{LEFT}" y="{top - 6:.0f}">{releases:,} releases</text>',
        f'<path class="grid" d="M{LEFT},{bottom:.0f} h{width}"/>',
        f'<polyline class="curve own" points="{path(1)}"/>',
        f'<polyline class="curve own disk" points="{path(2)}"/>',
        *(
            f'<text class="value" x="{LEFT + width + 8}" y="{level:.0f}">{each / 1e6:,.0f}</text>'
            for level, each in zip(levels, sorted(values, reverse=True), strict=True)
        ),
        f'<text class="scale" x="{LEFT + width}" y="{bottom + 14:.0f}" '
        f'text-anchor="end">{last:,} edits</text>',
    ]
