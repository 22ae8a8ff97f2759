"""Records in which order ICU has lists of words, a file for each language; see `tables.py`."""

from __future__ import annotations

import random
import unicodedata
from functools import cmp_to_key
from itertools import pairwise
from pathlib import Path

import icu
from babel import Locale

from tests.collation.elements import Order
from tests.collation.tables import OWN

HERE = Path(__file__).parent
LISTS = """
    ar az be bg bn ca cs cy da de el en eo es et eu fa fi fr fr-CA ga gl he hi hr hu hy id is it
    ja ka kk ko ku ky lt lv mk mt nb nl pl ps pt ro ru sk sl sq sr sr-Latn sv ta tg th tk tr tt
    uk ur uz vi zh zh-Hant
""".split()  # noqa: SIM905 - sixty lines of quotation marks say no more


def words(tag: str) -> list[str]:
    """Names of countries, languages, months and days as CLDR has them, and made-up words."""
    chosen = random.Random(tag)
    locale = Locale.parse(tag, sep="-")
    names = {*locale.territories.values(), *locale.languages.values()}
    names.update(locale.months["stand-alone"]["wide"].values())
    names.update(locale.days["stand-alone"]["wide"].values())
    names = {name for name in names if name.isprintable() and name[0].isalnum()}
    found = set(chosen.sample(sorted(names), min(len(names), 130)))
    letters = [str(each) for each in icu.LocaleData(tag.replace("-", "_")).getExemplarSet(0, 0)]
    if tag not in OWN:
        letters += [letter.upper() for letter in letters]
    while len(found) < 200:
        word = "".join(chosen.choice(letters) for _ in range(chosen.randint(1, 5)))
        found.add(unicodedata.normalize("NFC", word))
    return sorted(found)


def write_lists() -> None:
    for tag in LISTS:
        order = Order(tag).collator
        every = sorted(words(tag), key=cmp_to_key(order.compare))
        # Which of two texts comes first that are the same to ICU is for the program to say.
        kept = every[:1] + [b for a, b in pairwise(every) if order.compare(a, b)]
        (HERE / f"{tag}.txt").write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_lists()
