"""Makes the tables of alphabetical order (`beyan/language/collation/`) from ICU.

`make collation` runs it; PyICU is no requirement of anything else here. It compiles against
libicu-dev in a minute and a half.

Elements are taken from ICU as it compares them, so tailorings come out with all that follows from
them (composed letters, contractions); the rules of CLDR are not read a second time.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import icu

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1] / "beyan" / "language"

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
# Letters whose order is that of their language's scholars: by sound, by strokes, by a standard.
IDEOGRAPHS = ("zh", "zh-Hant", "ja", "ko")
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


# --- which languages ------------------------------------------------------------------------


def tags() -> list[str]:
    """Languages, with a script or a country where that may make an order of its own."""
    found = {"zh-Hant"}
    for name in icu.Locale.getAvailableLocales():
        parts = re.fullmatch(r"([a-z]{2,3})(_[A-Z][a-z]{3})?(_[A-Z]{2})?", name)
        if parts is None:
            continue
        language, of_script, country = parts.groups()
        found.add(language)
        found.add(language + (of_script or ""))
        found.add(language + (country or ""))
    return sorted(tag.replace("_", "-") for tag in found)


def usual_script(tag: str) -> str:
    return str(icu.Locale.addLikelySubtags(icu.Locale(tag.replace("-", "_"))).getScript())


def labels(tag: str) -> list[tuple[str, int]]:
    """Headings of an index, with the numbers by which ICU calls them."""
    index = icu.AlphabeticIndex(icu.Locale(tag.replace("-", "_")))
    found = []
    index.resetBucketIterator()
    while index.nextBucket():
        if index.bucketLabelType == icu.UAlphabeticIndexLabelType.NORMAL:
            found.append((str(index.bucketLabel), index.bucketIndex))
    return found


def headings(tag: str, order: Order) -> list[str]:
    """Those of ICU, and A to Z where the script is Latin: names from abroad have all of them."""
    own = [label for label, _ in labels(tag)]
    if usual_script(tag) != "Latn" or tag in IDEOGRAPHS:
        return own
    found = {order.primary(label): label for label in (*LATIN, *own)}
    return [found[key] for key in sorted(found)]


def ideographs(order: Order, tag: str) -> dict[str, str]:
    """In their order, by heading; Korean ones by the syllable that they are read as."""
    found: defaultdict[str, str] = defaultdict(str)
    every = [chr(code) for code in range(0x3400, 0x32000) if is_ideograph(chr(code))]
    every = [sign for sign in every if unicodedata.normalize("NFKC", sign) == sign]
    own = set(order.tailored())
    tailored = sorted((sign for sign in every if sign in own), key=order.elements)
    if tag == "ko":
        syllables = {
            tuple(element[0] for element in order.elements(chr(code))): chr(code)
            for code in range(0xAC00, 0xD7A4)
        }
        for sign in tailored:
            found[syllables[tuple(element[0] for element in order.elements(sign))]] += sign
        return dict(found)
    assert len({order.elements(sign)[0][0] for sign in tailored}) == len(tailored)
    index = icu.AlphabeticIndex(icu.Locale(tag.replace("-", "_")))
    names = {number: label for label, number in labels(tag)}
    for sign in tailored:
        found[names.get(index.getBucketIndex(sign), "")] += sign
    return dict(found)


def facts(tag: str, order: Order, signs: list[str], root: Table) -> dict[str, object]:
    """What sets the language's order and headings off from those of others."""
    rules = order.rules
    made: dict[str, object] = {}
    elements = table(order, signs, root).own
    found = headings(tag, order)
    reorder = reordered(rules)
    if reorder:
        made["scripts"] = reorder
    if found != LATIN:
        made["headings"] = " ".join(found)
    if "[caseFirst upper]" in rules:
        made["upper_first"] = True
    if "[backwards 2]" in rules:
        made["backwards"] = True
    if "[alternate shifted]" in rules:
        made["passed_over"] = max(
            order.elements(sign)[0][0]
            for sign in signs
            if unicodedata.category(sign)[0] == "P" and order.elements(sign)
        )
    if tag in IDEOGRAPHS:
        made["syllables" if tag == "ko" else "ideographs"] = ideographs(order, tag)
    if elements:
        made["elements"] = {text: packed(found) for text, found in sorted(elements.items())}
    return made


def reordered(rules: str) -> list[str]:
    found = re.search(r"\[reorder ([A-Za-z ]+)\]", rules)
    imported = re.search(r"\[import ([a-z]+)\]", rules)
    if imported:
        return reordered(Order(imported[1]).rules)
    return found[1].split() if found else []


def beginnings(order: Order, signs: list[str]) -> list[tuple[int, str]]:
    """The first weight of each script."""
    first: dict[str, int] = {}
    for sign in signs:
        elements = order.elements(sign)
        if script(sign) not in ("Zyyy", "Zinh") and unicodedata.category(sign) in LETTERS:
            weight = elements[0][0]
            # Letters that stand for nothing, and those for figures.
            if weight < order.elements("a")[0][0]:
                continue
            first[script(sign)] = min(weight, first.get(script(sign), weight))
    first["Hani"] = HANI
    return sorted((weight, name) for name, weight in first.items())


LETTERS = ("Lu", "Ll", "Lt", "Lo")
LATIN = list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
# The program has alphabets of its own for these.
OWN = ("az", "az-Cyrl", "ru", "tr")
# Where the program counts ideographs from; in ICU's root they stand above this.
HANI = 0xFA000000


def write(tag: str, made: dict[str, object]) -> None:
    """With a line for each part and each element, so that a change of ICU's can be read."""
    (PACKAGE / "collation" / f"{tag}.json").write_text(lines(made) + "\n", encoding="utf-8")


def lines(value: object) -> str:
    if not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    parts = (f"{lines(key)}:{lines(each)}" for key, each in value.items())
    return "{\n" + ",\n".join(parts) + "\n}"


def write_tables() -> None:
    signs = list(characters())
    root = Order("root")
    root_table = table(root, signs, None)
    made: dict[str, dict[str, object]] = {}
    for tag in tags():
        below = tag.partition("-")[0]
        if tag in OWN or tag.partition("-")[2] == usual_script(below):
            continue
        if re.search("-[A-Z]{2}$", tag) and Order(tag).rules == Order(below).rules:
            continue
        found = facts(tag, Order(tag), signs, root_table)
        if found and found != made.get(below):
            made[tag] = found
    usual = {tag: usual_script(tag) for tag in tags() if "-" not in tag}
    abroad = {
        tag: f"{tag.partition('-')[0]}-{usual_script(tag)}"
        for tag in tags()
        if re.fullmatch(r"[a-z]+-[A-Z]{2}", tag)
        and usual_script(tag) != usual[tag.partition("-")[0]]
    }
    # Cantonese has the order of Chinese, which is large.
    same = {**abroad, "yue": "zh-Hant", "yue-Hans": "zh"}
    for tag in list(made):
        like = next(each for each in made if made[each] == made[tag])
        if tag in same or like != tag:
            same.setdefault(tag, like)
            del made[tag]
    write(
        "root",
        {
            "icu": icu.ICU_VERSION,
            "beginnings": beginnings(root, signs),
            "usual": usual,
            "same": same,
            "headings": " ".join(LATIN),
            "elements": {text: packed(found) for text, found in sorted(root_table.own.items())},
        },
    )
    for tag, found in made.items():
        write(tag, found)


if __name__ == "__main__":
    (PACKAGE / "collation").mkdir(exist_ok=True)
    write_tables()
