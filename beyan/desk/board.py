"""The board: what stands where and what is wrong, as a page of the preview (`/_desk/`).

A function from values to bytes: it reads nothing of the site. `STYLE` is served beside the page as
`desk.css`; the page has no script, no style of its own and nothing from another place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from beyan.console import Console, command_name
from beyan.console.languages import formats_of
from beyan.console.phrases import ERROR, WARNING
from beyan.desk.words import (
    ORIGINAL,
    PAGES,
    RELEASES,
    STATE_NAMES,
    TRANSLATING,
    countdown,
)
from beyan.language.pseudo import Pseudo
from beyan.model.diagnostic import Diagnostic
from beyan.model.messages import WARNINGS
from beyan.model.release import Moment
from beyan.model.status import (
    STATES,
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
    from jinja2 import Template

_FOLDER = Path(__file__).parent
STYLE = (_FOLDER / "desk.css").read_bytes()
# What one page shows of a large site: releases, and problems.
_ROWS, _PROBLEMS = 100, 50
NO_LINKS: Mapping[str, str] = {}


class ShownCell(NamedTuple):
    """A cell as the page shows it."""

    state: str
    name: str
    tag: str
    language: str
    file: str
    link: str
    at: datetime | None
    countdown: str
    note: str
    command: str


class ShownRow(NamedTuple):
    title: Words
    date: Moment | None
    cells: tuple[ShownCell, ...]


class ShownProblem(NamedTuple):
    is_error: bool
    place: str
    code: str
    kind: str
    what: str
    hint: str


def board(
    status: Status,
    problems: Sequence[Diagnostic],
    language: str,
    *,
    office: str = "",
    links: Mapping[str, str] = NO_LINKS,
    reads: str = "",
    state: str = "",
    page: int = 1,
    here: str = "/_desk/",
    pseudo: Pseudo | None = None,
) -> bytes:
    """The page, in the officer's `language` (one of `console.UI_LANGUAGES`).

    `links` has the address in the preview by the path of each edition that can be seen there.
    `reads` is safe HTML that stands at the end, such as a plot. `state` is the one to show alone,
    as the query `?state=` names it; an unknown one shows all. `page` counts from 1, as `?page=`
    does; one too far is the last. `here` is the board's own address, below which `desk.css` is.
    """
    console = Console(language, pseudo=pseudo)
    own = formats_of(language)
    chosen = state if state in STATE_NAMES else ""
    releases = [row for row in status.releases if _is_chosen(row, chosen)]
    last = max(1, -(-len(releases) // _ROWS))
    page = min(max(page, 1), last)
    # Standing pages are few, and stand below the oldest releases.
    pages = [row for row in status.pages if _is_chosen(row, chosen)] if page == last else []
    groups = [
        (console.say(heading), [_row(row, status, console, links) for row in rows])
        for heading, rows in (
            (RELEASES, releases[(page - 1) * _ROWS : page * _ROWS]),
            (PAGES, pages),
        )
        if rows
    ]
    # Errors first; a long list of warnings is for `check`.
    ordered = sorted(problems, key=lambda each: (each.code in WARNINGS, each))
    shown_problems = ordered[:_PROBLEMS]
    return (
        _template()
        .render(
            say=console.say,
            moment=lambda instant: f"{own.date_long(instant)}, {own.time(instant)}",
            tag=language,
            language=own,
            languages=[(tag, status.language(tag).self_name) for tag in status.languages],
            office=office,
            status=status,
            problems=[_problem(each, console) for each in shown_problems],
            problem_count=len(problems),
            page=page,
            last=last,
            counts=[
                (each, console.say(STATE_NAMES[each]), count)
                for each in STATES
                if (count := status.count(each))
            ],
            total=sum(len(row.cells) for row in status.rows),
            chosen=chosen,
            groups=groups,
            reads=_safe(reads),
            here=here,
        )
        .encode()
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("board.html")


def _safe(html: str) -> Any:
    from markupsafe import Markup

    return Markup(html)


def _is_chosen(row: Row, state: str) -> bool:
    return not state or any(cell.state == state for cell in row.cells)


def _row(row: Row, status: Status, console: Console, links: Mapping[str, str]) -> ShownRow:
    cells = zip(status.languages, row.cells, strict=True)
    return ShownRow(
        row.title,
        row.date,
        tuple(_cell(tag, cell, row, status, console, links) for tag, cell in cells),
    )


def _cell(
    tag: str, cell: Cell, row: Row, status: Status, console: Console, links: Mapping[str, str]
) -> ShownCell:
    at, left = None, ""
    if isinstance(cell, Scheduled):
        at, left = cell.due, countdown(console, cell.due - status.now)
    elif isinstance(cell, Expired):
        at = cell.since
    return ShownCell(
        state=cell.state,
        name=console.say(STATE_NAMES[cell.state]),
        tag=tag,
        language=status.language(tag).self_name,
        file=cell.path,
        link=links.get(cell.path, ""),
        at=at,
        countdown=left,
        note=_note(cell, console),
        command=_command(tag, cell, row),
    )


def _note(cell: Cell, console: Console) -> str:
    """What else an officer wants to know of it."""
    if isinstance(cell, Draft) and cell.is_translation:
        return console.say(TRANSLATING)
    if isinstance(cell, Outdated):
        return console.say(ORIGINAL, file=cell.original.rpartition("/")[2])
    return ""


def _command(tag: str, cell: Cell, row: Row) -> str:
    """The next step, where there is one."""
    if isinstance(cell, Outdated):
        return f"{command_name()} translate {cell.path} --diff"
    source = next((each for each in row.cells if not isinstance(each, Missing)), None)
    if isinstance(cell, Missing) and source is not None:
        return f"{command_name()} translate {source.path} --to {tag}"
    return ""


def _problem(each: Diagnostic, console: Console) -> ShownProblem:
    is_error = each.code not in WARNINGS
    return ShownProblem(
        is_error=is_error,
        place=str(each.span),
        code=each.code,
        kind=console.say(ERROR if is_error else WARNING),
        what=console.what(each),
        hint=console.hint(each),
    )
