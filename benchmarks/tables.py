"""How the page of the benchmark says numbers, and its tables."""

from __future__ import annotations

from collections.abc import Sequence


def share(ratio: float) -> str:
    """`0.35`, or `1/30` where a decimal says little."""
    return f"{ratio:.2f}" if ratio >= 0.2 else f"1/{1 / ratio:,.0f}"


def seconds(value: float) -> str:
    return (
        f"{value:.2f} s" if value < 10 else f"{value:,.1f} s" if value < 100 else f"{value:,.0f} s"
    )


def milliseconds(value: float) -> str:
    return f"{value * 1000:,.0f} ms" if value >= 0.02 else f"{value * 1000:.1f} ms"


def table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = rows
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(row)} |" for row in body]
    return "\n".join(lines) + "\n"
