"""`addresses.csv`, the ledger of addresses → its rows."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import cache as once
from functools import lru_cache, partial
from pathlib import Path

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.ledger import FROZEN, KINDS, LEDGER_FILE, LEDGER_HEADER, NO_LEDGER, Ledger, Row
from beyan.snapshot.inputs import Signature
from beyan.snapshot.memo import Memos
from beyan.source.dates import clock_of
from beyan.source.table import Row as Line
from beyan.source.table import read_table

_OWNERS = (*KINDS, FROZEN)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def known_ledger(
    root: Path, files: Mapping[str, Signature], memos: Memos
) -> tuple[Ledger, list[Diagnostic]]:
    """The ledger, whose rows hardly any edit asks for, and what is wrong with it; `files` has its
    file, if there is one.
    """
    if not files:
        return NO_LEDGER, []
    read = once(partial(load_ledger, root))
    problems = memos.memoised("faults of the ledger", files, None, lambda: read()[1])
    return Ledger(memos.later("ledger", files, None, lambda: read()[0])), problems


def load_ledger(root: Path) -> tuple[tuple[Row, ...], list[Diagnostic]]:
    """The rows, one for each address.

    Two branches that were merged may have recorded one address each: the first day counts.
    """
    lines, problems = read_table(root, LEDGER_FILE, LEDGER_HEADER)
    found: dict[str, Row] = {}
    intern = sys.intern
    for line in lines:
        address, of, language, since = line.values
        if not (of.startswith(_OWNERS) and _is_address(address) and _is_day(since)):
            problems += _wrong(line)
            continue
        before = found.get(address)
        if before is not None:
            if before[1:3] != (of, language):
                span = Span(line.path, line.line)
                problems.append(problem("duplicate-item", span, value=address))
            since = min(since, before[3])
        found[address] = (address, of, intern(language), intern(since))
    return tuple(found.values()), problems


def ledger_lines(root: Path) -> dict[str, Span]:
    """Where the ledger has each address."""
    lines, _ = read_table(root, LEDGER_FILE, LEDGER_HEADER)
    return {line.values[0]: Span(line.path, line.line) for line in lines}


def _is_address(text: str) -> bool:
    return text[:1] == text[-1:] == "/" and "//" not in text and len(text) > 1


@lru_cache(maxsize=1024)
def _is_day(text: str) -> bool:
    return _DAY.fullmatch(text) is not None and clock_of(text) is not None


def _wrong(line: Line) -> list[Diagnostic]:
    address, of, _, since = line.values
    problems = []
    if not _is_address(address):
        problems.append(problem("bad-alias", line.span(0), value=address))
    if not of.startswith(_OWNERS):
        problems.append(problem("bad-owner", line.span(1), value=of))
    if not _is_day(since):
        problems.append(problem("bad-date", line.span(3), value=since))
    return problems
