"""The status as text to read in a terminal, and as values for machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from beyan.console import Console
from beyan.desk.words import (
    COUNTS,
    DATE,
    LANGUAGES,
    NOTHING,
    PAGES,
    RELEASES,
    STATE,
    STATE_NAMES,
    countdown,
)
from beyan.model.status import STATES, Cell, Expired, Outdated, Row, Scheduled, Status

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

# Colour is never alone: the word stands in it.
_STYLES = {
    "published": "green",
    "scheduled": "cyan",
    "draft": "blue",
    "out-of-date": "yellow",
    "missing": "magenta",
    "withdrawn": "dim",
    "expired": "dim",
    "broken": "bold red",
}
_DATE_WIDTH, _TITLE_WIDTH = 10, 12


def show(status: Status, console: Console) -> None:
    """A table for releases and one for standing pages, and how many editions are in each state.

    A column for each language, as long as titles have room beside them; else a line for each state.
    """
    said = [
        console.say(COUNTS, state=console.say(STATE_NAMES[state]), count=count)
        for state in STATES
        if (count := status.count(state))
    ]
    console.tables(
        *(
            _table(heading, rows, status, console)
            for heading, rows in ((RELEASES, status.releases), (PAGES, status.pages))
            if rows
        ),
        ", ".join(said) or console.say(NOTHING),
    )


def _table(heading: str, rows: Sequence[Row], status: Status, console: Console) -> Any:
    # rich costs 40 ms to import.
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    dated = any(row.date for row in rows)
    cells = [[_cell(cell, status, console) for cell in row.cells] for row in rows]
    if dated:
        table.add_column(console.say(DATE), min_width=_DATE_WIDTH)
    widths = [
        max(len(line) for text in column for line in text.plain.splitlines())
        for column in zip(*cells, strict=True)
    ]
    # Only a title may be cut. There are two spaces between columns, and one at each end.
    others = [_DATE_WIDTH, *widths] if dated else widths
    left = console.width - sum(others) - 2 * len(others) - 2
    if left < _TITLE_WIDTH:
        return _by_state(table, heading, rows, status, console, dated=dated)
    table.add_column(console.say(heading), overflow="ellipsis", no_wrap=True, max_width=left)
    for language, width in zip(status.languages, widths, strict=True):
        table.add_column(language, no_wrap=True, min_width=width)
    for row, shown in zip(rows, cells, strict=True):
        day = [row.date.day.isoformat() if row.date else ""] if dated else []
        table.add_row(*day, row.title.text, *shown)
    return table


def _by_state(
    table: Table,
    heading: str,
    rows: Sequence[Row],
    status: Status,
    console: Console,
    *,
    dated: bool,
) -> Table:
    """What asks for attention first, each with the languages it is said of."""
    table.add_column(console.say(heading), overflow="ellipsis", no_wrap=True, ratio=1)
    table.add_column(console.say(STATE))
    table.add_column(console.say(LANGUAGES), ratio=1)
    table.expand = True
    for row in rows:
        day = [row.date.day.isoformat() if row.date else ""] if dated else []
        title = row.title.text
        for state in STATES:
            found = [
                (tag, cell)
                for tag, cell in zip(status.languages, row.cells, strict=True)
                if cell.state == state
            ]
            if found:
                tags = " ".join(tag for tag, _ in found)
                table.add_row(*day, title, _cell(found[0][1], status, console), tags)
                day, title = [""] * len(day), ""
    return table


def _cell(cell: Cell, status: Status, console: Console) -> Text:
    from rich.text import Text

    text = console.say(STATE_NAMES[cell.state])
    if isinstance(cell, Scheduled):
        text += "\n" + countdown(console, cell.due - status.now)
    return Text(text, style=_STYLES[cell.state])


def status_values(status: Status) -> dict[str, Any]:
    """What `--format json` prints."""
    return {
        "now": status.now.isoformat(),
        "languages": list(status.languages),
        "counts": {state: status.count(state) for state in STATES},
        "releases": [_row_values(row, status) for row in status.releases],
        "pages": [_row_values(row, status) for row in status.pages],
    }


def _row_values(row: Row, status: Status) -> dict[str, Any]:
    return {
        "key": row.key,
        "title": row.title.text,
        "language": row.title.language,
        "date": row.date.day.isoformat() if row.date else None,
        "editions": {
            language: _cell_values(cell)
            for language, cell in zip(status.languages, row.cells, strict=True)
        },
    }


def _cell_values(cell: Cell) -> dict[str, Any]:
    values: dict[str, Any] = {"state": cell.state, "path": cell.path}
    if isinstance(cell, Scheduled):
        values["at"] = cell.due.isoformat()
    elif isinstance(cell, Expired):
        values["at"] = cell.since.isoformat()
    elif isinstance(cell, Outdated):
        values["original"] = cell.original
    return values
