"""How the search index is divided: a part for each language and year, so that a new release costs
the index of one year, and one part for the standing pages of each language.
"""

from __future__ import annotations

# The folder of the output that holds all parts.
SEARCH_INDEX = "/search-index/"
_STANDING = "pages"
# Those of the languages without spaces between words in which Pagefind tells the words apart.
_SEGMENTED = frozenset({"ja", "th", "zh"})


def year_part(language: str, year: int) -> str:
    """The address of the part that a release is in."""
    return f"{SEARCH_INDEX}{language}/{year}/"


def standing_part(language: str) -> str:
    return f"{SEARCH_INDEX}{language}/{_STANDING}/"


def language_of(part: str) -> str:
    return part.removeprefix(SEARCH_INDEX).partition("/")[0]


def needs_segmentation(language: str) -> bool:
    """Whether a search would find no word of the language inside of a sentence otherwise."""
    return language.partition("-")[0].lower() in _SEGMENTED
