"""Old addresses: which of them have a page, and where they all lead."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from beyan.language.slug import is_slug
from beyan.model.config import PlanSettings
from beyan.model.ledger import FROZEN, Row, without_word
from beyan.model.old_address import OldAddress
from beyan.model.plan import Artifact
from beyan.plan import addresses


class Aliases:
    """Divides the aliases of a site, in plan order, into pages and rules of servers."""

    def __init__(self, base_path: str) -> None:
        self._base_path = base_path
        self._pages: dict[str, str] = {}

    def divided(self, aliases: Iterable[str]) -> tuple[list[str], tuple[str, ...]]:
        """The addresses of pages, and what no page can answer to, as `OldAddress.text`.

        A page stands wherever a file can. Of addresses that differ in capitals alone the first has
        it, because not every file system tells them apart; a server does.
        """
        pages, rules = [], []
        for alias in aliases:
            old = OldAddress.read(alias)
            assert old is not None, "what is no address was told when it was read"
            old = old.below(self._base_path)
            page = addresses.alias(old.path)
            if old.is_file and self._pages.setdefault(page.lower(), page) == page:
                pages.append(page)
            else:
                rules.append(old.text)
        return pages, tuple(rules)


# Of what has a word in its address: how many parts follow the word.
_BEHIND = {"releases": 2, "topics": 1, "participants": 1}


def in_other_words(rows: Iterable[Row], settings: PlanSettings) -> Iterator[tuple[str, str]]:
    """Addresses of the ledger in which another word stands than the settings have now, each with
    the one that has that; and those of the lists around them, which no ledger has.
    """
    lists: dict[str, str] = {}
    languages: set[str] = set()
    for address, of, *_ in rows:
        language, *parts = address.strip("/").split("/")
        if language not in settings.languages:
            continue
        languages.add(language)
        usual = "releases" if of.startswith(FROZEN) else of.partition("/")[0]
        if usual not in _BEHIND or len(parts) != _BEHIND[usual] + 1:
            continue
        word, *rest = parts
        old, new = f"/{language}/{word}/", f"/{language}/{settings.word(language, usual)}/"
        if old == new or not is_slug(word):
            continue
        yield address, f"{new}{'/'.join(rest)}/"
        lists[old] = new
        if usual == "releases":
            lists[f"{old}{rest[0]}/"] = f"{new}{rest[0]}/"
    for language, words in settings.words:
        if language in languages:
            lists.update((f"/{language}/{usual}/", f"/{language}/{now}/") for usual, now in words)
    yield from lists.items()


def feeds_in_other_words(
    moved: Iterable[tuple[str, str]], lists: Container[str], recorded: Container[str]
) -> Iterator[tuple[str, str]]:
    """The feeds of the `lists` that have `moved` and of which no more than the word changed; only a
    server can lead on who asks for them. `recorded` are the addresses of the ledger.
    """
    for old, new in moved:
        if new in lists and old in recorded and without_word(old) == without_word(new):
            for before, now in zip(addresses.feeds(old), addresses.feeds(new), strict=True):
                yield before.address, now.address


def redirects(artifacts: Iterable[Artifact]) -> Iterator[tuple[str, str]]:
    """All old addresses as `OldAddress.text`, with the new address of each, in plan order."""
    for artifact in artifacts:
        if artifact.target:
            yield OldAddress(artifact.name).text, artifact.target
        for old in artifact.aliases:
            yield old, artifact.name
