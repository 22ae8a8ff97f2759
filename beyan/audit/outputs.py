"""An output of the plan, searched: what it is made of tells what its bytes alone do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from html import escape, unescape

import orjson

from beyan.audit.patterns import Key
from beyan.audit.secrets import Secrets
from beyan.audit.unpacking import files, texts
from beyan.audit.watch import END, NOT_SEARCHED, Seen, Watch
from beyan.model.export import AgencyItem, FeedFile, JsonFeed, MediaKitFile
from beyan.model.joined import Joined
from beyan.model.page import Export, Output, Page, PlannedProse, ReleasePage, TextPage
from beyan.model.picture import Picture
from beyan.model.social_card import SocialCard

_LINE_END = b"\\n"
# A shorter part of a text is searched sooner than it is found.
_WORTH = 40
# So much of a part is enough to find its place.
_BEGINNING = 32

# Of links, and of what is read aloud: as they are, and as they are escaped.
_MARKS, _JSON_MARKS = (b"\0", b"\x01"), (b"\\u0000", b"\\u0001")

_TAG = re.compile("<[^>]*>")

Written = Callable[[str], bytes]
# Of a file, by its path below the output, what was found in it.
Hit = tuple[str, frozenset[Key]]


@dataclass
class Audit:
    """Says of files that were made what of the secrets they have that no file before them had.

    They are searched together: a file is small, and all that is looked for is large.
    """

    secrets: Secrets
    _waiting: list[tuple[str, bytes]] = field(default_factory=list)
    _found: list[Hit] = field(default_factory=list)
    _entries: Seen[int] = field(default_factory=Seen[int])
    _lines: Seen[bytes] = field(default_factory=Seen[bytes])

    @cached_property
    def _watch(self) -> Watch:
        return Watch(self.secrets.patterns)

    def __call__(self, output: Output, data: bytes, digest: bytes) -> None:
        secrets = self.secrets
        if not secrets:
            return
        # The text of a page that readers may see needs no search: that is most of the output.
        watch, path = self._watch, output.path
        found, parts = watch.exact(digest), list[bytes]()
        if isinstance(output, Page):
            page = page_key(output.source)
            if secrets.holds(page):
                found |= {page}
            elif isinstance(output, ReleasePage | TextPage):
                data = _without(data, output.prose, str.encode)
            # Frames, and what lists have of a release, are the same lines again and again.
            data = b"\n".join(self._lines.fresh(data.split(b"\n")))
        elif isinstance(output, AgencyItem):
            if not secrets.holds(page_key(output.page.source)):
                # It has the text once more, as lines.
                data = _without(data, output.page.prose, _in_json)
                data = _cut(data, _lines(output.page.prose.html))
        elif isinstance(output, FeedFile) and isinstance(data, Joined):
            data = self._unknown_entries(output, data)
        elif isinstance(output, Picture):
            # It has other bytes than the photo that it is made of.
            found |= watch.exact(bytes.fromhex(output.source.digest))
        elif isinstance(output, SocialCard):
            parts.append(output.title.encode())
        if isinstance(output, Page | Export) and not isinstance(output, MediaKitFile):
            parts.append(data)
        else:
            parts += texts(path, data)
            for name, inside in files(data):
                # What is in a kit is compared by its bytes like what stands beside it.
                found |= watch.look(name, inside, sha256(inside).digest())
        found |= self._wait(path, parts)
        if found:
            self._found.append((path, frozenset(found)))

    def look(self, path: str, data: bytes) -> None:
        """At a file of the search index."""
        if self.secrets and (found := self._wait(path, texts(path, data))):
            self._found.append((path, frozenset(found)))

    def _wait(self, path: str, parts: Iterable[bytes]) -> set[Key]:
        """Search a file later, with others; if it can only be searched alone, what it has."""
        text = b"\n".join((b"/%b" % path.encode(), *parts))
        if END in text:
            return self._watch.read(text)
        self._waiting.append((path, text))
        return set()

    def finish(self) -> list[Hit]:
        """What was found since the last time; a file may be named twice."""
        waiting, found = self._waiting, self._found
        self._waiting, self._found = [], []
        if waiting:
            read = self._watch.read_all([text for _, text in waiting])
            found += ((waiting[number][0], frozenset(keys)) for number, keys in read.items())
        return found

    def _unknown_entries(self, feed: FeedFile, data: Joined) -> bytes:
        """The feed without entries that another one had, and without texts that may be seen."""
        form = _in_json if isinstance(feed, JsonFeed) else _in_xml
        pairs = zip(data.parts, feed.entries, strict=True)
        entries = {hash(part): (part, entry) for part, entry in pairs}
        fresh = [data.head]
        for number in self._entries.fresh(entries):
            part, entry = entries[number]
            is_held = self.secrets.holds_address(entry.address)
            fresh.append(part if is_held else _without(part, entry.prose, form))
        return NOT_SEARCHED.join((*fresh, data.end))


def page_key(source: str) -> Key:
    """What stands for the page that is made from the file; no text has it."""
    return b"\0" + source.encode()


def _without(data: bytes, prose: PlannedProse, form: Written) -> bytes:
    """A file without a text that it shows, but for what the page alone knows: its links."""
    marks = _JSON_MARKS if form is _in_json else _MARKS
    return _cut(data, _parts(form(prose.html), *marks))


def _cut(data: bytes, known: Iterable[bytes]) -> bytes:
    """Without what is known, as far as it comes in this order."""
    left, at = [], 0
    for part in known:
        begin = _place(part, data, at)
        if begin >= 0:
            left.append(data[at:begin])
            at = begin + len(part)
    return NOT_SEARCHED.join((*left, data[at:]))


def _lines(html: str) -> Iterator[bytes]:
    """The longer ones, as JSON has them."""
    for line in _in_json(unescape(_TAG.sub("", html))).split(_LINE_END):
        if len(line) >= _WORTH:
            yield line


def _place(part: bytes, data: bytes, at: int) -> int:
    """Where it stands; to look for all of a long one takes far longer."""
    begin = data.find(part[:_BEGINNING], at)
    return begin if begin < 0 or data.startswith(part, begin) else data.find(part, begin)


def _parts(html: bytes, link: bytes, label: bytes) -> Iterator[bytes]:
    """What stands between the marks of what the page alone knows (`model/marks.py`)."""
    first, *others = html.split(link)
    for text in (first, *(each[each.find(b'"') :] for each in others)):
        # Every other part is what is read aloud of a sign.
        for part in text.split(label)[::2]:
            if len(part) >= _WORTH:
                yield part


def _in_xml(html: str) -> bytes:
    return escape(html, quote=False).encode()


def _in_json(html: str) -> bytes:
    return orjson.dumps(html)[1:-1]
