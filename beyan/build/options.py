"""What is asked of a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from beyan.model.records import dataclass

if TYPE_CHECKING:
    from beyan.language.pseudo import Pseudo

Progress = Callable[[int, int], None]
Waiting = Callable[[str, str], None]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How one run differs from the default. `now` is aware; `base_url` replaces the setting.

    `jobs` is the greatest number of processes, by default one for each core. `cache` is the folder
    for what builds leave for later ones, by default the site's; without `uses_cache` that is
    forgotten first. Without `indexes` the search index stays as it is: a preview need not wait for
    it. `records`: what is published is recorded in the ledger of addresses. Another build into the
    same output is waited for, which `waiting` tells with the number of its process and since when
    it runs; without `waits` that is a problem. A rehearsal has no `notes_due`: when the site next
    changes is not left for others. `pseudo` names a pseudo-language for the interface. `cluster` is
    the address of a scheduler of Dask, whose workers make what is to be published.
    """

    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    base_url: str | None = None
    strict: bool = False
    cache: Path | None = None
    uses_cache: bool = True
    jobs: int | None = None
    indexes: bool = True
    records: bool = False
    progress: Progress = lambda done, total: None
    waits: bool = True
    waiting: Waiting = lambda process, since: None
    notes_due: bool = True
    pseudo: Pseudo | None = None
    cluster: str | None = None

    @property
    def clock(self) -> int:
        """`now` in microseconds since 1970 (UTC)."""
        # As `release_summary.microseconds` counts them, which is not loaded where nothing changed.
        return (self.now - _EPOCH) // timedelta(microseconds=1)
