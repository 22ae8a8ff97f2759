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
from pathlib import Path

import icu

from tests.collation.digest import digest
from tests.collation.elements import (
    Order,
    Table,
    characters,
    is_ideograph,
    packed,
    script,
    table,
)

TABLES = Path(__file__).parents[2] / "beyan" / "language" / "collation"

# Letters whose order is that of their language's scholars: by sound, by strokes, by a standard.
IDEOGRAPHS = ("zh", "zh-Hant", "ja", "ko")
LETTERS = ("Lu", "Ll", "Lt", "Lo")
LATIN = list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
# The program has alphabets of its own for these.
OWN = ("az", "az-Cyrl", "ru", "tr")
# Where the program counts ideographs from; in ICU's root they stand above this.
HANI = 0xFA000000


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


def write(tag: str, made: dict[str, object]) -> None:
    """With a line for each part and each element, so that a change of ICU's can be read."""
    (TABLES / f"{tag}.json").write_text(lines(made) + "\n", encoding="utf-8")


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
    TABLES.mkdir(exist_ok=True)
    write_tables()
    (TABLES / "digest.txt").write_text(f"{digest(TABLES)}\n", encoding="utf-8")
