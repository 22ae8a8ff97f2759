"""The site as it is now, for commands that make no page: nothing is planned and nothing written.

What the last build knew is not read again. On a site that has not changed since, even that is not
looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beyan.build import (
    MEMOS,
    READ_SETTINGS,
    RECORDS,
    STATE,
    cache_name,
    is_same,
    old_report,
    without_collector,
)
from beyan.cache import Cache
from beyan.generator import generator_digest
from beyan.report import Options, Report
from beyan.source.inputs import scan_inputs

if TYPE_CHECKING:
    from beyan.source.site import Loaded


def due(root: Path, output: Path, options: Options) -> Report:
    """Only `Report.due`, and what is wrong with the content; read as `read` does."""
    with without_collector():
        state, _ = _left(root, output)
        if is_same(state, scan_inputs(root), options):
            return old_report(state, options)
        report, _ = read(root, output, options)
        return report


def read(root: Path, output: Path, options: Options) -> tuple[Report, Loaded | None]:
    """The site, with what the last build into `output` knew of it.

    The releases themselves cannot be asked for, only their summaries.
    """
    from beyan.pipeline import load
    from beyan.source.memos import Memos
    from beyan.source.records import CachedRelease
    from beyan.source.site import Memory

    report = Report(strict=options.strict)
    state, old = _left(root, output)
    if not state:
        return report, load(root, options, report, Memory.nothing(root))
    assert old is not None, "there is no state without its folder"
    kept = old.read_map(RECORDS)
    read_settings = kept.pop(READ_SETTINGS, None)
    records = {key: CachedRelease(*values) for key, values in kept.items()}
    memos = Memos(old.read(MEMOS) or {})
    # What is read now goes into a cache of its own, which is forgotten.
    memory = Memory(scan_inputs(root), Cache(None), records, memos, read_settings)
    return report, load(root, options, report, memory)


def _left(root: Path, output: Path) -> tuple[Mapping[str, Any], Cache | None]:
    """The state and the cache that the last build into `output` left, if it was of this program."""
    folder = root / ".cache" / cache_name(root, str(output.resolve()))
    if not folder.is_dir():
        return {}, None
    cache = Cache(folder)
    state: Mapping[str, Any] = cache.read(STATE) or {}
    return (state, cache) if state.get("generator") == generator_digest() else ({}, None)
