"""An output of the plan, searched: what it is made of tells what its bytes alone do not."""

from __future__ import annotations

from dataclasses import dataclass, field

from beyan.audit.secrets import Key, Secrets
from beyan.audit.watch import Watch
from beyan.model.export import AgencyItem, FeedFile
from beyan.model.page import Output, Page, ReleasePage, TextPage
from beyan.model.picture import Picture
from beyan.model.social_card import SocialCard


@dataclass
class Audit:
    """Says of a file that was made what of the secrets it has that no file before it had."""

    secrets: Secrets
    _watch: Watch = field(init=False)

    def __post_init__(self) -> None:
        self._watch = Watch(self.secrets, remembers=True)

    def __call__(self, output: Output, data: bytes, digest: bytes) -> frozenset[Key]:
        if not self.secrets:
            return frozenset()
        # The text of a page that readers may see needs no search: that is most of the output.
        watch, path = self._watch, output.path
        found: set[Key] = set()
        if isinstance(output, Page):
            page = page_key(output.source)
            if page in self.secrets.found:
                found.add(page)
            elif isinstance(output, ReleasePage | TextPage):
                watch.knows(output.prose.html)
        elif isinstance(output, AgencyItem | FeedFile):
            for each in output.entries if isinstance(output, FeedFile) else (output.page,):
                if each.address[1:-1].encode() not in self.secrets.found:
                    watch.knows(each.prose.html)
        elif isinstance(output, Picture):
            # It has other bytes than the photo that it is made of.
            found |= watch.look(path, b"", bytes.fromhex(output.source.digest))
        elif isinstance(output, SocialCard):
            found |= watch.look(path, output.title.encode(), b"")
        return frozenset(found | watch.look(path, data, digest))

    def look(self, path: str, data: bytes) -> frozenset[Key]:
        """At a file of the search index."""
        return frozenset(self._watch.look(path, data, b"") if self.secrets else ())


def page_key(source: str) -> bytes:
    """What stands for the page that is made from the file; no text has it."""
    return b"\0" + source.encode()
