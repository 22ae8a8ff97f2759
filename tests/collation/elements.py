"""What ICU compares texts by, as the program's tables have it."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import icu

# Primary weight, secondary, tertiary with the two bits of case on top.
Element = tuple[int, int, int]
Elements = tuple[Element, ...]
COMMON = 0x0500

# Scripts in which languages of CLDR are written; others are ordered by code point.
SCRIPTS = frozenset(
    """
    Zyyy Zinh Latn Grek Cyrl Armn Hebr Arab Thaa Nkoo Deva Beng Guru Gujr Orya Taml Telu Knda Mlym
    Sinh Thai Laoo Tibt Mymr Geor Ethi Cher Mong Khmr Hira Kana Bopo Tfng Olck Adlm Hang
    """.split()  # noqa: SIM905 - forty lines of quotation marks say no more
)
# They write a second letter into the first's place: a word with them is a list of its own.
BEFORE_CONSONANT = {"Thai": range(0xE40, 0xE45), "Laoo": range(0xEC0, 0xEC5)}


def is_ideograph(text: str) -> bool:
    return any(script(sign) == "Hani" for sign in text)


def is_syllable(text: str) -> bool:
    return any(0xAC00 <= ord(sign) <= 0xD7A3 for sign in text)


@cache
def script(sign: str) -> str:
    return str(icu.Script.getScript(sign).getShortName())


class Order:
    """ICU's order of one locale."""

    def __init__(self, tag: str) -> None:
        self.collator = icu.Collator.createInstance(icu.Locale(tag.replace("-", "_")))
        self._iterator = self.collator.createCollationElementIterator("")
        self._known: dict[str, Elements] = {}

    def elements(self, text: str) -> Elements:
        """As ICU gives them, two numbers each where 16, 8 and 8 bits are too few."""
        if text not in self._known:
            self._iterator.setText(text)
            found: list[Element] = []
            while (order := self._iterator.next()) != icu.CollationElementIterator.NULLORDER:
                order &= 0xFFFFFFFF
                primary, secondary, tertiary = (
                    order & 0xFFFF0000,
                    order & 0xFF00,
                    (order & 0xFF) << 8,
                )
                if found and order & 0xC0 == 0xC0:
                    last = found[-1]
                    found[-1] = (
                        last[0] | order >> 16,
                        last[1] | secondary >> 8,
                        last[2] | order & 0x3F,
                    )
                else:
                    found.append((primary, secondary, tertiary))
            self._known[text] = tuple(found)
        return self._known[text]

    def primary(self, text: str) -> tuple[int, ...]:
        return tuple(weight for weight, _, _ in self.elements(text) if weight)

    def tailored(self) -> list[str]:
        # PyICU asks for an argument that it does not read.
        return [str(each) for each in self.collator.getTailoredSet(None)]

    @property
    def rules(self) -> str:
        return str(self.collator.getRules())


def characters() -> Iterator[str]:
    for code in range(0x20, 0x1E960):
        sign = chr(code)
        category = unicodedata.category(sign)
        if category in ("Cn", "Co", "Cs", "Cc"):
            continue
        # Other forms of letters, which the program takes apart; of ª, ſ, և and ำ there are entries.
        if unicodedata.decomposition(sign).startswith("<") and code > 0x1FFF:
            continue
        if script(sign) not in SCRIPTS or is_syllable(sign):
            continue
        # Pictures, technical signs and musical ones are in no name.
        if (category[0] in "SPZN" and code > 0x2BFF) or 0x2190 <= code <= 0x2BFF:
            continue
        yield sign


class Table:
    """What the program has: elements of letters and contractions; composed ones are taken apart."""

    def __init__(self, below: Table | None = None) -> None:
        self.own: dict[str, Elements] = {}
        self._below = below
        self._longest: int = below._longest if below else 1

    def add(self, text: str, elements: Elements) -> None:
        if self.elements(text) != elements:
            self.own[text] = elements
            self._longest = max(self._longest, len(text))

    def get(self, text: str) -> Elements | None:
        found = self.own.get(text)
        return found if found is not None or self._below is None else self._below.get(text)

    def elements(self, text: str) -> Elements | None:
        found: list[Element] = []
        start = 0
        while start < len(text):
            for end in range(min(len(text), start + self._longest), start, -1):
                elements = self.get(text[start:end])
                if elements is not None:
                    break
            else:
                end = start + 1
                parts = unicodedata.normalize("NFD", text[start])
                elements = self.elements(parts) if parts != text[start] else None
                if elements is None:
                    return None
            found += elements
            start = end
        return tuple(found)


def table(order: Order, signs: list[str], below: Table | None) -> Table:
    made = Table(below)
    composed = [sign for sign in signs if unicodedata.normalize("NFD", sign) != sign]
    for sign in signs:
        if unicodedata.normalize("NFD", sign) == sign:
            made.add(sign, order.elements(sign))
    for text in sorted(
        contractions(order, signs, below is None), key=lambda text: (len(text), text)
    ):
        made.add(text, order.elements(text))
    for sign in composed:
        if unicodedata.normalize("NFC", sign) == sign:
            made.add(sign, order.elements(sign))
    return made


def contractions(order: Order, signs: list[str], is_root: bool) -> set[str]:
    """Tailored texts of several letters; and pairs that are more than two letters to the root."""
    found = {
        form
        for text in order.tailored()
        for form in {text, unicodedata.normalize("NFC", text)}
        if len(form) > 1
        and not is_ideograph(form)
        and not is_syllable(form)
        and "\ufdd0" not in form
    }
    of_script = defaultdict(list)
    for sign in signs:
        of_script[script(sign)].append(sign)
    pairs: list[tuple[str, str]] = [("l", "·"), ("L", "·")]
    if is_root:
        for name, before in BEFORE_CONSONANT.items():
            pairs += [(chr(vowel), sign) for vowel in before for sign in of_script[name]]
        pairs += [(a, b) for a in of_script["Tibt"] for b in of_script["Tibt"]]
    if "ー" in order.rules:
        kana = of_script["Hira"] + of_script["Kana"]
        pairs += [(sign, mark) for sign in kana for mark in "ーゝゞヽヾ"]
    found.update(
        a + b for a, b in pairs if order.elements(a + b) != order.elements(a) + order.elements(b)
    )
    return found


def packed(elements: Elements) -> list[int]:
    """Three numbers each; the last one without what is common."""
    flat = [number for element in elements for number in element]
    while flat and len(flat) % 3 != 1 and flat[-1] == COMMON:
        flat.pop()
    return flat
