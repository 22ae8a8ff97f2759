"""How the search index is divided: a part for each language and year, so that a new release costs
the index of one year, and one part for the standing pages of each language.
"""

from __future__ import annotations

from typing import NamedTuple

# The folder of the output that holds all parts.
SEARCH_INDEX = "/search-index/"
_STANDING = "pages"


class SearchDocument(NamedTuple):
    """A page as the index takes it in.

    `day` is its date (ISO 8601), or empty, `shown_day` as its language writes it. `topics` and
    `people` are the last parts of their addresses. `terms` are what it is found for
    (`language/stems.py`), joined `BETWEEN_TERMS`, and `weights` those of each: a dictionary would
    take three times as long to write and to read.
    """

    address: str
    title: str
    day: str
    shown_day: str
    place: str
    topics: tuple[str, ...]
    people: tuple[str, ...]
    text: str
    terms: str
    weights: list[int]


def year_part(language: str, year: int) -> str:
    """The address of the part that a release is in."""
    return f"{SEARCH_INDEX}{language}/{year}/"


def standing_part(language: str) -> str:
    return f"{SEARCH_INDEX}{language}/{_STANDING}/"


def language_of(part: str) -> str:
    return part.removeprefix(SEARCH_INDEX).partition("/")[0]
