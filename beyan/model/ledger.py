"""The ledger of addresses: what stands, or ever stood, at which address of the site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from urllib.parse import unquote

LEDGER_FILE = "content/addresses.csv"
LEDGER_HEADER = ("address", "of", "language", "since")
# What may have an address for ever, as `of` begins. A release that was recorded before the site
# had an authority of its own stands there with its whole identifier, without language.
KINDS = ("releases/", "pages/", "topics/", "participants/")
FROZEN = "tag:"
_OF_A_RELEASE = 5  # slashes

# Address, what stands there, its language, the day since which it is recorded (2026-03-05).
Row = tuple[str, str, str, str]


class Ledger:
    """The rows of the ledger by address, which are read when somebody asks for the first.

    Where the site has no ledger, `is_kept` is false.
    """

    def __init__(self, load: Callable[[], tuple[Row, ...]] | None = None) -> None:
        self._load = load
        self.is_kept = load is not None

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """By address, in the order of the file."""
        return {row[0]: row for row in self._load()} if self._load is not None else {}

    @cached_property
    def owners(self) -> frozenset[str]:
        """All that ever had an address."""
        return frozenset([of for _, of, *_ in self.rows.values()])

    def release_at(self, address: str) -> str:
        """The release that the address is recorded for, or ""."""
        row = self.rows.get(address if address.endswith("/") else f"{address}/")
        return row[1] if row is not None and row[1].startswith((KINDS[0], FROZEN)) else ""

    @cached_property
    def releases_in_any_words(self) -> Mapping[str, str]:
        """By their addresses as `without_word` gives them, the first ones first."""
        rows = reversed(list(self.rows.values()))
        return {
            without_word(address): of
            for address, of, *_ in rows
            if of.startswith((KINDS[0], FROZEN)) and address.count("/") == _OF_A_RELEASE
        }

    @cached_property
    def frozen(self) -> Mapping[str, str]:
        """Whole identifiers of releases by what these are called in them, the first ones first."""
        owners = [of for _, of, *_ in self.rows.values() if of.startswith(FROZEN)]
        return {unquote(of.partition(f":{KINDS[0]}")[2]): of for of in reversed(owners)}

    @cached_property
    def languages(self) -> Mapping[str, frozenset[str]]:
        """Those in which each owner is recorded."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for _, of, language, _ in self.rows.values():
            found[of].add(language)
        return {of: frozenset(languages) for of, languages in found.items()}


def without_word(address: str) -> str:
    """ "/az/releases/2026/x/" → "/az//2026/x/": the same whatever the settings call releases."""
    _, language, _, rest = address.split("/", 3)
    return f"/{language}//{rest}"


NO_LEDGER = Ledger()
