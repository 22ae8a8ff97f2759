"""The spellings of one name: Cəfərova, Jafarova and Джафарова are one family."""

from __future__ import annotations

import re
from functools import lru_cache

from beyan.language.slug import slugify

# Of what `slugify` leaves: ə is typed e or a, and English writes c, ç, ş, x, ğ and q its own way.
_DIGRAPHS = re.compile("dzh|dj|zh|ch|sh|kh|gh|ye|yo")
_ONE_SIGN = {
    **dict.fromkeys(("dzh", "dj", "zh", "ch"), "c"),
    "sh": "s",
    "kh": "h",
    "gh": "g",
    "ye": "a",
    "yo": "o",
}
_LETTERS = str.maketrans("ejxqyw", "achgiv")
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=4096)
def same_name(name: str) -> str:
    """Equal for one name in capitals, with other blanks or without its diacritics."""
    return slugify(name)


@lru_cache(maxsize=4096)
def name_words(name: str) -> frozenset[str]:
    """The words of the name, each as all its spellings have it; none for what has no letters.

    The order does not count: some lists begin with the family name.
    """
    words = slugify(name).split("-")
    return frozenset(_one_spelling(word) for word in words if word)


def own_words(name: str) -> frozenset[str]:
    """`name_words` without "son of" and "daughter of", which tell nobody from another."""
    return name_words(name) - name_words("oğlu qızı")


def _one_spelling(word: str) -> str:
    plain = _DIGRAPHS.sub(lambda match: _ONE_SIGN[match[0]], word).translate(_LETTERS)
    return _REPEATED.sub(r"\1", plain)
