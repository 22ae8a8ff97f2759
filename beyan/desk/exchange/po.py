"""Gettext's PO, by the Translate Toolkit: each segment is a message, its name the context."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from beyan.desk.exchange.rows import DONE, OUTDATED, Languages, Row, Unreadable

_CHARSET = re.compile(r'(^"Content-Type:.*?charset=)[\w-]+', re.MULTILINE)


def written(rows: Iterable[Row], languages: Languages, site: str) -> bytes:
    from translate.storage import pypo

    store: Any = pypo.pofile()
    store.updateheader(
        add=True,
        Project_Id_Version=site,
        POT_Creation_Date="",  # the same text gives the same file
        Language=languages.target,
        X_Source_Language=languages.source,
    )
    for row in rows:
        unit = store.UnitClass(row.source)
        unit.setcontext(f"{row.path} {row.name}")
        for note in row.notes:
            unit.addnote(note, "developer")
        best = row.offers[0] if row.offers else None
        target, before = row.target, ""
        if best is not None and not target:
            # What was translated before stands there to be looked at, and counts once it was.
            target, before = best.target, best.source
        unit.target = target
        if before and before != row.source:
            unit.prev_source = before
        unit.markfuzzy(bool(target) and row.state != DONE)
        store.addunit(unit)
    return bytes(store)


def read(text: str) -> Iterator[Row]:
    """Raises `Unreadable`."""
    from translate.storage import pypo
    from translate.storage.base import ParseError
    from translate.storage.poparser import PoParseError

    try:
        # It is UTF-8 by now, whatever it says of itself.
        told = _CHARSET.sub(r"\1UTF-8", text, count=1)
        kind: Any = pypo.pofile
        store = kind.parsestring(told.encode())
    except PoParseError as error:
        reason, _, _ = str(error).partition(" on line ")
        raise Unreadable(reason, error.parse_state.lineno) from None
    except (ParseError, ValueError) as error:
        raise Unreadable(str(error)) from None
    for unit in store.units:
        if unit.isheader() or unit.isobsolete():
            continue
        path, _, name = unit.getcontext().rpartition(" ")
        yield Row(
            path=path.strip(),
            name=name,
            source=str(unit.source),
            target=str(unit.target or ""),
            state=OUTDATED if unit.isfuzzy() else "",
            is_unsure=unit.isfuzzy(),
            line=unit._line_number or 1,
        )
