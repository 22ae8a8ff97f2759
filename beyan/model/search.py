"""How the search index is divided: a part for each language and year, so that a new release costs
the index of one year, and one part for the standing pages of each language.
"""

from __future__ import annotations

# The folder of the output that holds all parts.
SEARCH_INDEX = "/search-index/"
_STANDING = "pages"


def year_part(language: str, year: int) -> str:
    """The address of the part that a release is in."""
    return f"{SEARCH_INDEX}{language}/{year}/"


def standing_part(language: str) -> str:
    return f"{SEARCH_INDEX}{language}/{_STANDING}/"
