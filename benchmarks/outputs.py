"""What the tools have written: how many files of which kind, and how large."""

from __future__ import annotations

import os
import re
from collections import Counter
from html import unescape
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.results import Written
from benchmarks.tools.tool import Tool

# The first that fits names the kind. Addresses are those of docs/addresses.md.
KINDS: tuple[tuple[str, str], ...] = (
    ("release page", r"\w\w/releases/\d{4}/(?!page/)[^/]+/index\.html"),
    ("release.json", r"\w\w/releases/.+\.json"),
    ("list page", r"\w\w/(releases|topics/[^/]+|participants/[^/]+)/(.*/)?index\.html"),
    ("feed", r".*(feed\.(xml|json)|rss\.xml)"),
    ("other", r".*"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in KINDS)


# Tools differ in a capital letter here and there (Hugo writes "Iyun" for "İyun"), in no sentence.
SAME_WORDS = 0.98

_DATA = re.compile(r"<script.*?</script>|<style.*?</style>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class OutputsDiffer(AssertionError):
    """Two tools have not built the same site."""


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


def check_same_words(own: Tool, peer: Tool, corpus: Corpus, folders: tuple[Path, Path]) -> None:
    """Pages of each kind say the same with the peer as with Bəyan, whatever their HTML."""
    large = [each for each in of_large_sites(corpus) if own.page_file(folders[0], each).is_file()]
    for address in (*samples(corpus), *large):
        wanted = _words(own.page_file(folders[0], address))
        found = _words(peer.page_file(folders[1], address))
        same = (wanted & found).total() / max(wanted.total(), found.total())
        if same < SAME_WORDS:
            differing = sorted((wanted - found) + (found - wanted))[:20]
            raise OutputsDiffer(f"{peer.label}: {address} has other words: {differing}")


def samples(corpus: Corpus) -> list[str]:
    newest, middle = corpus.release(corpus.size - 1), corpus.release(corpus.size // 2)
    person = next(each for each in newest.participants if each.key)
    samples = []
    for side, language in enumerate(("az", "en")):
        home = f"/{language}/"
        samples += [
            newest.address(language),
            middle.address(language),
            home,
            f"{home}releases/",
            f"{home}releases/page/2/",
            f"{home}releases/{newest.date.year}/",
            f"{home}topics/",
            f"{home}topics/{newest.topics[0].slug[side]}/",
            f"{home}participants/",
            f"{home}participants/{person.key}/",
            f"{home}feeds/",
            f"{home}most-read/",
        ]
    return samples


def of_large_sites(corpus: Corpus) -> list[str]:
    """Pages that there are where lists are long: a year of a topic, the second page of people."""
    newest = corpus.release(corpus.size - 1)
    topic = newest.topics[0].slug
    return [
        address
        for side, language in enumerate(("az", "en"))
        for address in (
            f"/{language}/topics/{topic[side]}/{newest.date.year}/",
            f"/{language}/participants/page/2/",
        )
    ]


def _words(path: Path) -> Counter[str]:
    text = _TAG.sub(" ", _DATA.sub(" ", path.read_text(encoding="utf-8")))
    return Counter(unescape(text).split())
