"""An edit of texts alone, found before anything else is read, or after all was.

What plans is loaded where there may be one: other builds begin with reading.
"""

from __future__ import annotations

from pathlib import Path

from beyan.build.options import Options
from beyan.model.config import Config
from beyan.model.release_summary import microseconds
from beyan.snapshot.inputs import Inputs
from beyan.snapshot.releases import summary_of
from beyan.snapshot.snapshot import Known, Snapshot
from beyan.snapshot.store import Cache
from beyan.source.outline import TextsAlone, with_texts
from beyan.source.site import Loaded


def site_of_edit(
    root: Path,
    config: Config,
    inputs: Inputs,
    known: Known,
    cache: Cache,
    options: Options,
    last: Snapshot,
) -> tuple[Loaded, TextsAlone] | None:
    """The site as the last build had it, with the texts that were edited since; None where more
    may be new. Raises `CacheLost`.
    """
    paths = last.texts_edited(inputs, options.base_url, options.clock, options.pseudo)
    ending = last.ending
    if not paths or ending is None or known.token != last.token:
        return None
    from beyan.plan.delta import MANY_TEXTS, are_texts_alone

    if len(paths) > MANY_TEXTS:
        return None
    token, values = known.outline()
    if token != ending.outline:
        return None
    outline, guarded = values
    found = with_texts(root, config, options.now, inputs, known, cache, outline, paths)
    if found is None:
        return None
    if not are_texts_alone(found.changes, found.loaded.site, last.manifest.extent.anchors):
        return None
    keys = frozenset(now.key for _, now in found.changes)
    return found.loaded, TextsAlone(keys, ending, guarded)


def texts_alone(loaded: Loaded, known: Known, last: Snapshot) -> TextsAlone | None:
    """Whether texts alone were edited, where all was read; `known` is so now."""
    ending = last.ending
    before, now = last.releases, known.releases
    if (
        ending is None
        or before is None
        or not ending.is_quiet
        or not ending.holds_at(microseconds(loaded.site.now))
        or known.memos.renewed
        or loaded.held.broken
        or set(before) != set(now)
    ):
        return None
    from beyan.plan.delta import MANY_TEXTS, are_texts_alone

    edited = [key for key, cached in now.items() if before[key] is not cached]
    if len(edited) > MANY_TEXTS:
        return None
    changes = [(summary_of(before[key]), summary_of(now[key])) for key in edited]
    if not are_texts_alone(changes, loaded.site, last.manifest.extent.anchors):
        return None
    return TextsAlone(frozenset(edited))
