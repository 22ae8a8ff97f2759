"""The status as text to read in a terminal, and as values for machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from beyan.console import Console, phrases
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
from beyan.model.status import (
    STATES,
    Broken,
    Cell,
    Draft,
    Expired,
    Missing,
    Outdated,
    Row,
    Scheduled,
    Status,
)
from beyan.model.words import Words

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
# What is in one of these is not for readers.
_HELD = (Broken, Draft, Scheduled)
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


def discreet(status: Status, console: Console) -> Status:
    """The same with numbers for what is held back, whose files and titles nobody else may read."""
    numbers = count(1)

    def hidden(row: Row) -> Row:
        if not any(isinstance(cell, _HELD) for cell in row.cells):
            return row
        shown = [cell for cell in row.cells if not isinstance(cell, (*_HELD, Missing))]
        name = console.say(phrases.HELD_BACK, number=next(numbers))
        if shown:
            # It is published, and a translation of it is being written.
            some = [replace(e, path=name) if isinstance(e, _HELD) else e for e in row.cells]
            return replace(row, title=Words(name, row.title.language), cells=tuple(some))
        every = tuple(replace(cell, path=name) for cell in row.cells)
        return Row(name, Words(name, row.title.language), None, every)

    return replace(
        status,
        releases=tuple(map(hidden, status.releases)),
        pages=tuple(map(hidden, status.pages)),
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
