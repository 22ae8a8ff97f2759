"""An exchange file → its rows by the texts they are of, and what is wrong with any of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from beyan.desk.editions import Stopped
from beyan.desk.exchange import po, spreadsheet, xliff
from beyan.desk.exchange.exporting import has_toolkit
from beyan.desk.exchange.rows import Name, Row, Unreadable
from beyan.desk.scaffold import unknown_language
from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.source.files import decoded

# So much of a text is enough to know it again.
_SHOWN = 90


class Named(NamedTuple):
    """A row of which it is known what it is of."""

    row: Row
    name: Name


def read_rows(file: Path) -> list[Row]:
    """What the exchange file says, whichever of the forms it has. Raises `Stopped`."""
    path = str(file)
    try:
        data = file.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise Stopped(problem("cannot-read", Span(path), file=path, reason=reason)) from None
    is_xliff = data.lstrip(b"\xef\xbb\xbf \t\r\n\xff\xfe\0").startswith(b"<")
    text = ""
    if not is_xliff:
        text, problems = decoded(data, path)
        if problems:
            raise Stopped(*problems)
    is_table = not is_xliff and (spreadsheet.has_header(text) or "msgid" not in text)
    if not is_table and not has_toolkit():
        raise Stopped(problem("exchange-extra", Span(path), form="xliff" if is_xliff else "po"))
    form = "XLIFF" if is_xliff else "CSV" if is_table else "PO"
    try:
        if is_xliff:
            rows = list(xliff.read(data))
        else:
            rows = list(spreadsheet.read(text) if is_table else po.read(text))
    except Unreadable as error:
        span = Span(path, error.line)
        raise Stopped(
            problem("exchange-unreadable", span, form=form, reason=error.reason)
        ) from None
    if not rows:
        raise Stopped(problem("empty-file", Span(path)))
    return rows


def groups(
    file: Path, config: Config, problems: list[Diagnostic]
) -> Iterator[tuple[str, str, list[Named]]]:
    """The rows of each text, in the order of the file; what is wrong with any of them is told."""
    try:
        rows = read_rows(file)
    except Stopped as stopped:
        problems += stopped.problems
        return
    found: dict[tuple[str, str], dict[str, Named]] = {}
    for row in rows:
        span = Span(str(file), row.line)
        name = Name.read(row.name)
        if name is None or not row.path:
            problems.append(problem("exchange-row", span, name=shown(row.name)))
            continue
        if name.to not in config.languages:
            told = unknown_language(str(file), name.to, config)
            problems.append(replace(told, span=span))
            continue
        group = found.setdefault((row.path, name.to), {})
        if name.key in group:
            line = group[name.key].row.line
            problems.append(problem("exchange-twice", span, key=name.key, line=line))
        group.setdefault(name.key, Named(row, name))
    for (path, to), named in found.items():
        yield path, to, list(named.values())


def shown(text: str) -> str:
    """As much of it as a message has room for."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
