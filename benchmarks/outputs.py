"""What the tools have written: how many files of which kind, and how large."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.results import Written
from benchmarks.tools.tool import Tool

# The first that fits names the kind. Addresses are those of docs/addresses.md.
KINDS: tuple[tuple[str, str], ...] = (
    ("release page", r"\w\w/releases/\d{4}/(?!page/)[^/]+/index\.html"),
    ("release.json", r"\w\w/releases/.+\.json"),
    ("list page", r"\w\w/(releases|topics/[^/]+|participants/[^/]+)/(.*/)?index\.html"),
    ("feed", r".*feed\.(xml|json)"),
    ("other", r".*"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in KINDS)


class OutputsDiffer(AssertionError):
    """Two tools have not built the same releases."""


def written(tool: Tool, corpus: Corpus, folder: Path) -> list[Written]:
    """The output by kinds; an error if a release is missing or there is one too many."""
    files: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    output = tool.output(folder)
    for current, _, names in os.walk(output):
        for name in names:
            path = Path(current, name)
            inside = path.relative_to(output).as_posix()
            kind = next(kind for kind, pattern in _PATTERNS if pattern.fullmatch(inside))
            files[kind] += 1
            sizes[kind] += path.stat().st_size
    wanted = 2 * corpus.size
    if files["release page"] != wanted:
        found = files["release page"]
        raise OutputsDiffer(f"{tool.label}: {found} release pages in place of {wanted}")
    return [
        Written(corpus.size, tool.key, kind, files[kind], sizes[kind])
        for kind, _ in KINDS
        if files[kind]
    ]
