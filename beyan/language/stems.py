"""Words as a search knows them: without case, marks and endings.

`assets/search.js` does the same to what is typed, by the same tables (`rules`), which the search
page carries; `tests/browser/test_search.py` compares the two over a list of words.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from beyan.language import collation
from beyan.language.letters import BASES, TYPED_AS
from beyan.language.patterns import late

# Word processors leave these in words: soft hyphen, zero-width space, word joiner.
INVISIBLE = "\u00ad\u200b\u2060"
# Marks that stand inside of words: of Latin and Cyrillic letters, Hebrew, Arabic, of India.
MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff"
# Letters of languages that have no spaces between words: Thai, Lao, Tibetan, Burmese, Khmer,
# Chinese, Japanese.
UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = late(f"[{UNSPACED}]+")
# Python's letters and digits are those of \p{L} and \p{N}, and the low line.
_WORD = late(f"[\\w{MARKS}{UNSPACED}]+")
_NO_WORDS = (("_", " "), *((sign, "") for sign in INVISIBLE))

Suffixes = tuple[tuple[str, str, int], ...]


class Rules(NamedTuple):
    """`letters` is what is typed for what. Endings are taken off, the longest first, as long as
    there are any: each with what comes in its place, and how many letters have to be left: so many
    at the least, or if it is below zero just so many. One in `kept` stays. `last` is what a letter
    is that an ending has changed. A search can do without `small` words. `of_years` stand around
    the parts of dates, `doubtful` months may be other words.
    """

    letters: tuple[tuple[str, str], ...] = ()
    suffixes: Suffixes = ()
    kept: tuple[str, ...] = ()
    last: tuple[tuple[str, str], ...] = ()
    prefixes: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    of_years: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()


def _suffixes(*groups: tuple[int, str]) -> Suffixes:
    """Of words such as `ler` or `ies:i`; the number is of the letters that have to be left."""
    found = [
        (suffix, other, least)
        for least, words in groups
        for suffix, _, other in (word.partition(":") for word in words.split())
    ]
    return tuple(sorted(found, key=lambda each: (-len(each[0]), each[0])))


# With e for a and ə, i for ı, u for ü, s for ş: vowels follow those before them. What comes after
# a vowel alone stands there with each. A final n or s may be the word's own or the buffer of an
# ending (insan|ın, ailə|nin; görüş|ü, ailə|si), so it goes as well.
_AFTER_VOWEL = "n s nin nun nde nden ni nu ne si su ye"
_TURKIC = (
    (4, "e i u in un de den dir dur deki imiz umuz iniz unuz miz muz niz nuz"),
    (4, " ".join(f"{vowel}{end}:{vowel}" for end in _AFTER_VOWEL.split() for vowel in "eiou")),
    # These are endings of short words, too: evlər, evində, günü.
    (2, "ler leri lerin lerinin lerine lerinde lerinden lerde lerden lere"),
    (-2, "inde inden inin"),
    # What -daş makes is another word: vətəndaş is not of vətən.
    (4, "ndesi:ndes kdesi:kdes ldesi:ldes rdesi:rdes"),
)
_TURKIC_KEPT = ("ndes", "kdes", "ldes", "rdes")
_AZERBAIJANI = Rules(
    letters=(("a", "e"),),
    suffixes=_suffixes(*_TURKIC, (3, "gi:q ge:q gu:q gin:q gun:q")),
    # Families and towns: Əliyeva is not Əliyev, Gəncə is not gənc.
    kept=("eve", "ove", "gence", *_TURKIC_KEPT),
    last=(("g", "q"), ("y", "k")),
    small=("ve", "ile", "ucun", "de", "ki", "bu", "bir", "nin", "nun", "in", "un", "ler", "den"),
    of_years=(
        *("ci", "cu", "si", "su", "il", "ilin", "ilde", "ilden", "ili", "ilinde"),
        *("ey", "eyi", "eyin", "eyinde"),
    ),
)
_TO_CYRILLIC = str.maketrans("eiunldrkmzsyxvo", "еиунлдркмзсихво")
_SLAVIC = (
    "ями ами иями ией иям иях ием ого его ому ему ыми ими ов ев еи ои ыи ии ая яя ое ее ые ие ах ях"
    " ам ям ом ем ую юю а я о е и ы у ю ь"
)
_RULES = {
    "az": _AZERBAIJANI,
    "az-Cyrl": Rules(
        letters=(*TYPED_AS["az-Cyrl"].items(), ("а", "е")),
        suffixes=tuple(
            (suffix.translate(_TO_CYRILLIC), other.translate(_TO_CYRILLIC), least)
            for suffix, other, least in _suffixes(*_TURKIC)
        ),
        kept=("еве", "ове", *(each.translate(_TO_CYRILLIC) for each in _TURKIC_KEPT)),
        small=("ве", "иле", "учун", "де", "ки", "бу", "бир"),
        of_years=("чи", "чу", "си", "су", "ил", "илин", "илде", "или"),
    ),
    "tr": Rules(
        letters=(("a", "e"),),
        suffixes=_suffixes(
            *_TURKIC,
            (4, "te ten tir tur teki yi yu"),
            (3, "gi:k ge:k gu:k gin:k gun:k"),
        ),
        kept=_TURKIC_KEPT,
        last=(("g", "k"), ("b", "p"), ("d", "t")),
        small=("ve", "ile", "icin", "de", "ki", "bu", "bir", "nin", "nun", "in", "un", "ler"),
        of_years=("yil", "yili", "yilin", "yilinde", "yilde"),
        doubtful=("ocek", "merk"),
    ),
    "en": Rules(
        letters=(("z", "s"),),
        suffixes=_suffixes((4, "e es ies:i ing ings ed ion ions"), (3, "s y:i")),
        kept=("ss", "us", "is", "ee"),
        small=(
            "a",
            "an",
            "and",
            "at",
            "by",
            "for",
            "in",
            "is",
            "of",
            "on",
            "s",
            "the",
            "to",
            "with",
        ),
        of_years=("of", "year", "st", "nd", "rd", "th"),
        doubtful=("may", "march", "mar"),
    ),
    "ru": Rules(
        suffixes=_suffixes((4, _SLAVIC)),
        small=(
            "в",
            "во",
            "для",
            "до",
            "за",
            "и",
            "из",
            "к",
            "на",
            "о",
            "об",
            "от",
            "по",
            "с",
            "со",
        ),
        of_years=("г", "год", "года", "году"),
    ),
    "uk": Rules(suffixes=_suffixes((4, f"{_SLAVIC} ів їв і ї є ою ею ові еві".replace("ї", "і")))),
    "ar": Rules(
        letters=(("\u0640", ""), ("ة", "ه"), ("ى", "ي")),
        suffixes=_suffixes((3, "ات ون ين ان ها يه ه ي")),
        prefixes=("وال", "بال", "كال", "فال", "ال", "لل"),
        small=("و", "في", "من", "على", "الى", "عن"),
        of_years=("عام", "سنه"),
    ),
    "de": Rules(suffixes=_suffixes((4, "ern en er es em e n s"))),
    "fr": Rules(suffixes=_suffixes((4, "es e s x"))),
    "es": Rules(suffixes=_suffixes((4, "es os as a o e s"))),
}


T = TypeVar("T")

# No term has it, whatever a word is made of.
BETWEEN_TERMS = "\n"
# So many words are remembered at once; a site of 10,000 releases has as many in a language.
_MOST = 200_000


class _Remembered(dict[str, T]):
    """What `make` gives for a word: asked for a thousand times for most words of a site."""

    def __init__(self, make: Callable[[str], T]) -> None:
        self._make = make

    def __missing__(self, word: str) -> T:
        if len(self) >= _MOST:
            self.clear()
        found = self[word] = self._make(word)
        return found


class Stemmer:
    """Of one language. `terms_of` has the terms of any word."""

    def __init__(self, language: str) -> None:
        self._language = language
        primary, script, _ = collation.subtags(language)
        named = _RULES.get(f"{primary}-{script}") or _RULES.get(primary, Rules())
        self.rules = named._replace(letters=(*BASES.items(), *named.letters))
        self._letters = str.maketrans(dict(self.rules.letters))
        self._suffixes: dict[str, list[tuple[str, int]]] = {}
        for ending, other, least in self.rules.suffixes:
            self._suffixes.setdefault(ending, []).append((other, least))
        self._longest = max(map(len, self._suffixes), default=0)
        self._has_dotted_i = primary in ("az", "tr") and script != "Cyrl"
        self._last = dict(self.rules.last)
        self.terms_of: Mapping[str, tuple[str, ...]] = _Remembered(self._made)
        self.plain_of: Mapping[str, str] = _Remembered(self.plain)
        # By what stands between spaces, so with its comma: few of a text's are new. A string each,
        # nearly always one term, which is counted without a look at it.
        self._pieces: Mapping[str, str] = _Remembered(self._terms_in)

    def small(self, text: str) -> str:
        """In small letters, without what nobody sees."""
        if self._has_dotted_i:
            text = text.replace("İ", "i").replace("I", "ı")
        return unicodedata.normalize("NFC", text.lower().replace("i\u0307", "i"))

    def plain(self, small: str) -> str:
        """Without marks, and with one letter for those that are typed for each other."""
        if not small.isascii():
            if _RUN.search(small):
                return unicodedata.normalize("NFKC", small)
            parts = unicodedata.normalize("NFKD", small)
            bare = "".join(sign for sign in parts if unicodedata.category(sign)[0] != "M")
            small = unicodedata.normalize("NFC", "".join(map(_digit, bare)))
        return small.translate(self._letters)

    def stem(self, plain: str) -> str:
        rules = self.rules
        for prefix in rules.prefixes:
            if plain.startswith(prefix) and len(plain) - len(prefix) >= 3:
                plain = plain[len(prefix) :]
                break
        while (shorter := self._shortened(plain)) != plain:
            plain = shorter
        return plain[:-1] + self._last.get(plain[-1], plain[-1]) if len(plain) > 3 else plain

    def terms(self, word: str) -> tuple[str, ...]:
        """What the index has for a word of `words`: its stem, in its own letters where it can be.

        A word of a language without spaces has every two signs that stand beside each other.
        """
        return self.terms_of[word]

    def counted(self, text: str) -> Counter[str]:
        """All terms of a text, in its order, each with how often it stands there.

        No word has a space in it.
        """
        counts = Counter(map(self._pieces.__getitem__, text.split()))
        for several in [each for each in counts if BETWEEN_TERMS in each]:
            times = counts.pop(several)
            for term in several.split(BETWEEN_TERMS):
                counts[term] += times
        counts.pop("", None)
        return counts

    def _terms_in(self, piece: str) -> str:
        return BETWEEN_TERMS.join(term for word in words(piece) for term in self.terms_of[word])

    def _made(self, word: str) -> tuple[str, ...]:
        if not _RUN.search(word):
            small = self.small(word)
            plain = self.plain(small)
            stem = self.stem(plain)
            own = small[: len(stem) - 1] + stem[-1:]
            whole = small[: len(stem)]
            return (next((each for each in (whole, own) if self.plain(each) == stem), stem),)
        found: list[str] = []
        for part in re.split(f"([{UNSPACED}]+)", word):
            if _RUN.match(part):
                run = self.plain(self.small(part))
                found += [run[at : at + 2] for at in range(len(run))]
            elif part:
                found += self._made(part)
        return tuple(found)

    def _shortened(self, plain: str) -> str:
        """Without its longest ending."""
        if plain.endswith(self.rules.kept):
            return plain
        for length in range(min(self._longest, len(plain)), 0, -1):
            for other, least in self._suffixes.get(plain[-length:], ()):
                left = len(plain) - length + len(other)
                if left >= least if least > 0 else left == -least:
                    return plain[:-length] + other
        return plain


@lru_cache(maxsize=64)
def stemmer(language: str) -> Stemmer:
    return Stemmer(language)


def words(text: str) -> list[str]:
    """All words of a text, in its order. Invisible signs are no part of them."""
    for sign, other in _NO_WORDS:
        if sign in text:
            text = text.replace(sign, other)
    return _WORD.findall(text)


@lru_cache(maxsize=64)
def rules(language: str) -> str:
    """The tables for the browser, as JSON.

    In ASCII: they name ends of ranges, and some of those are no text that a page may have.
    """
    of: dict[str, Any] = stemmer(language).rules._asdict()
    primary, script, _ = collation.subtags(language)
    of["dotted"] = primary in ("az", "tr") and script != "Cyrl"
    of["unspaced"], of["marks"] = UNSPACED, MARKS
    return json.dumps(of, separators=(",", ":"))


def _digit(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
