"""An output of the plan, searched: what it is made of tells what its bytes alone do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape, unescape

from beyan.audit.patterns import Key
from beyan.audit.secrets import Secrets
from beyan.audit.watch import NOT_SEARCHED, Watch
from beyan.model.export import AgencyItem, AtomFeed, FeedFile, JsonFeed
from beyan.model.page import Output, Page, PlannedProse, ReleasePage, TextPage
from beyan.model.picture import Picture
from beyan.model.social_card import SocialCard

# Before each entry of a feed.
_ENTRY, _ITEM, _JSON_ITEM = b"\n<entry ", b"\n<item>", b'{"id":'
# A shorter part of a text is searched sooner than it is found.
_WORTH = 40

_TAG = re.compile("<[^>]*>")

Written = Callable[[str], str]


@dataclass
class Audit:
    """Says of a file that was made what of the secrets it has that no file before it had."""

    secrets: Secrets

    @cached_property
    def _watch(self) -> Watch:
        return Watch(self.secrets.patterns)

    def __call__(self, output: Output, data: bytes, digest: bytes) -> frozenset[Key]:
        secrets = self.secrets
        if not secrets:
            return frozenset()
        # The text of a page that readers may see needs no search: that is most of the output.
        watch, path = self._watch, output.path
        found = watch.exact(digest)
        if isinstance(output, Page):
            page = page_key(output.source)
            if secrets.holds(page):
                found |= {page}
            elif isinstance(output, ReleasePage | TextPage):
                data = _without(data, output.prose, str)
            # Pages share most of their lines, and what lists say of a release.
            data = b"\n".join(watch.fresh_lines(data.split(b"\n")))
        elif isinstance(output, AgencyItem):
            if not secrets.holds(page_key(output.page.source)):
                data = _without(data, output.page.prose, _in_json)
                # It has the text once more, as lines.
                data = _cut(data, _lines(output.page.prose.html))
        elif isinstance(output, FeedFile):
            data = self._unknown_entries(output, data)
        elif isinstance(output, Picture):
            # It has other bytes than the photo that it is made of.
            found |= watch.exact(bytes.fromhex(output.source.digest))
        elif isinstance(output, SocialCard):
            found |= watch.read(output.title.encode())
        return frozenset(found | watch.look(path, data, b""))

    def look(self, path: str, data: bytes) -> frozenset[Key]:
        """At a file of the search index."""
        return frozenset(self._watch.look(path, data, b"") if self.secrets else ())

    def _unknown_entries(self, feed: FeedFile, data: bytes) -> bytes:
        """The feed without entries that another one had, and without texts that may be seen."""
        form = _in_json if isinstance(feed, JsonFeed) else _in_xml
        between = _ENTRY if isinstance(feed, AtomFeed) else _ITEM
        head, *parts = data.split(_JSON_ITEM if isinstance(feed, JsonFeed) else between)
        if len(parts) != len(feed.entries):
            return data
        entries = dict(zip(parts, feed.entries, strict=True))
        fresh = [head]
        for part in self._watch.fresh_entries(parts):
            entry = entries[part]
            is_held = self.secrets.holds_address(entry.address)
            fresh.append(part if is_held else _without(part, entry.prose, form))
        return NOT_SEARCHED.join(fresh)


def page_key(source: str) -> Key:
    """What stands for the page that is made from the file; no text has it."""
    return b"\0" + source.encode()


def _without(data: bytes, prose: PlannedProse, form: Written) -> bytes:
    """A file without a text that it shows, but for what the page alone knows: its links."""
    return _cut(data, _parts(form(prose.html).encode()))


def _cut(data: bytes, known: Iterable[bytes]) -> bytes:
    """Without what is known, as far as it comes in this order."""
    left, at = [], 0
    for part in known:
        begin = data.find(part, at)
        if begin >= 0:
            left.append(data[at:begin])
            at = begin + len(part)
    return NOT_SEARCHED.join((*left, data[at:]))


def _lines(html: str) -> Iterator[bytes]:
    """The longer ones, as JSON has them."""
    for line in _in_json(unescape(_TAG.sub("", html))).encode().split(b"\\n"):
        if len(line) >= _WORTH:
            yield line


def _parts(html: bytes) -> Iterator[bytes]:
    """What stands between the marks of what the page alone knows (`model/marks.py`)."""
    first, *others = html.split(b"\0")
    for text in (first, *(each[each.find(b'"') :] for each in others)):
        # Every other part is what is read aloud of a sign.
        for part in text.split(b"\x01")[::2]:
            if len(part) >= _WORTH:
                yield part


def _in_xml(html: str) -> str:
    return escape(html, quote=False)


def _in_json(html: str) -> str:
    return html.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
