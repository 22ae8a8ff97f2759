"""Tables that are data files beside their module: words in groups."""

from __future__ import annotations

from pathlib import Path


def word_groups(path: Path) -> dict[str, frozenset[str]]:
    """The words of each group, in the order of the file.

    A line is the name of a group and words of it; a group may take several lines. `#` begins a
    comment.
    """
    found: dict[str, frozenset[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        group, *words = line.partition("#")[0].split() or ("",)
        if group:
            found[group] = found.get(group, frozenset()) | frozenset(words)
    return found
