"""What readers see anew after a build."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from beyan.model.records import dataclass

if TYPE_CHECKING:
    from beyan.model.departure import Gone

# What changes are compared with: the files that the last build left.
MANIFEST = "manifest"
# Of the form in which they are written; raised when a reader of it would go wrong.
_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What readers see anew: addresses, and releases that they see for the first time by their key,
    each with its address by language.

    `gone` are pages of releases that readers could see, and cannot any more.

    `base` tells what it was compared with; None where nobody knows what was published before, and
    then nothing counts as new.
    """

    base: str | None = None
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    releases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    gone: tuple[Gone, ...] = ()


def changes_json(changes: Changes) -> bytes:
    """As `build --changes` writes them: docs/publishing.md has the fields."""
    value = {
        "version": _VERSION,
        "base": changes.base,
        "added": changes.added,
        "changed": changes.changed,
        "removed": changes.removed,
        "releases": [
            {"key": key, "addresses": addresses} for key, addresses in changes.releases.items()
        ],
    }
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()
