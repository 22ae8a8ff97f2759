"""Case, alphabetical order, and what letters are typed for.

`language` is always a BCP 47 tag; only its first part counts ("az", "az-Latn" and "AZ" are one).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from beyan.language import collation

SortKey = tuple[tuple[int, ...], tuple[str, ...], str]

_ALPHABETS = {
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvwyz",
    # With the letters that Russian names have besides, where the older alphabets had them.
    "az-Cyrl": "абвгғдеәжзийыјкҝлмноөпрстуүфхһцчҹшщъьэюя",
    # q, w and x stand in foreign names only; their places are CLDR's.
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    # Without ё: dictionaries list it among the words with е.
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
}
_DOTTED_I = frozenset({"az", "tr"})

# Latin letters that Unicode does not take apart, though people look for them under these.
BASES = {
    "ə": "e", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ŋ": "n",
    "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
}  # fmt: skip
# And those of single languages, by what people type who have a Russian keyboard. A search leaves
# off the breve of й, which is typed for ј.
TYPED_AS = {
    "az-Cyrl": {
        "ә": "е", "ғ": "г", "һ": "х", "ы": "и", "ј": "и", "ҝ": "к", "ө": "о", "ү": "у", "ҹ": "ч",
    },
}  # fmt: skip

# Groups of weights, each with room for all places that characters can have.
_GAP, _DIGIT, _LETTER, _FOREIGN = (group << 24 for group in range(4))


# --- case -----------------------------------------------------------------------------------


def has_dotted_i(language: str) -> bool:
    """Whether i and ı are two letters: a ligature that swallows the dot misspells the word."""
    return _primary(language) in _DOTTED_I


def upper(text: str, language: str) -> str:
    """Upper case in NFC; i becomes İ in Azerbaijani and Turkish."""
    text = _composed(text, language)
    if has_dotted_i(language):
        text = text.replace("i", "İ")
    return unicodedata.normalize("NFC", text.upper())


def lower(text: str, language: str) -> str:
    """Lower case in NFC; İ becomes i and I becomes ı in Azerbaijani and Turkish."""
    text = _composed(text, language)
    if has_dotted_i(language):
        text = text.replace("İ", "i").replace("I", "ı")
    return unicodedata.normalize("NFC", text.lower())


def capitalize(text: str, language: str) -> str:
    """The text in NFC with its first letter in upper case and the rest as it was.

    Opening quotation marks are passed over; a text that begins with a digit stays as it is.
    """
    text = _composed(text, language)
    for position, character in enumerate(text):
        if character.isalpha():
            # Title case, because Georgian letters have an upper case that no sentence uses.
            dotted = character == "i" and has_dotted_i(language)
            first = "İ" if dotted else character.title()
            return unicodedata.normalize("NFC", text[:position] + first + text[position + 1 :])
        if character.isdigit():
            break
    return text


def caseless(text: str) -> str:
    """Equal for texts that differ in capitals alone, whatever the language: I, İ, ı, i are one."""
    if text.isascii():
        return text.lower()
    return text.casefold().replace("i\u0307", "i").replace("ı", "i")


def _composed(text: str, language: str) -> str:
    text = unicodedata.normalize("NFC", text)
    if has_dotted_i(language):
        # What software that knows no Azerbaijani makes of İ when it lowers it.
        text = text.replace("i\u0307", "i")
    return text


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


# --- alphabetical order ---------------------------------------------------------------------


def sort_key(text: str, language: str) -> SortKey:
    """Key of the alphabetical order; two texts have the same key only if they are the same.

    Languages without an alphabet here have ICU's order (`collation`). In those with one, letters
    are compared first, without regard to case, then accents, then the raw text. Spaces and hyphens
    come before digits, digits before letters, letters of other scripts last; other punctuation is
    passed over.
    """
    name = _alphabet(language)
    if not name:
        weights, accents, cases = collation.of_language(language).order(text)
        return weights, (accents, cases), text
    weighed = [_weigh(character, name) for character in lower(text, language)]
    return (
        tuple(weight for weights, _ in weighed for weight in weights),
        tuple(accent for _, accent in weighed),
        text,
    )


def initial(text: str, language: str) -> str:
    """The heading under which a list shows the text: a capital letter most often.

    `#` for a text that begins with a digit or has no letters, and in the languages with an alphabet
    here for one that begins with a letter of another script.
    """
    name = _alphabet(language)
    if not name:
        return collation.of_language(language).heading(without_opening(text)) or "#"
    for character in lower(text, language):
        for weight in _weigh(character, name)[0]:
            if _LETTER <= weight < _FOREIGN:
                return capitalize(_ALPHABETS[name][weight - _LETTER], language)
            if weight >= _DIGIT:
                return "#"
    return "#"


def without_opening(text: str) -> str:
    """The text from its first letter or digit on, by which lists have it: without quotation marks.

    A text without either is left as it is.
    """
    first = next((place for place, sign in enumerate(text) if sign.isalnum()), 0)
    return text[first:]


@lru_cache(maxsize=256)
def _alphabet(language: str) -> str:
    """The name of the language's alphabet here, in the script that is meant; or empty."""
    primary, script, _ = collation.subtags(language)
    if script in ("", "Cyrl" if primary == "ru" else "Latn"):
        return primary if primary in _ALPHABETS else ""
    name = f"{primary}-{script}"
    return name if name in _ALPHABETS else ""


@lru_cache(maxsize=4096)
def _weigh(character: str, name: str) -> tuple[tuple[int, ...], str]:
    """Weights of one lower-case character, and what sets it off from its base."""
    alphabet = _ALPHABETS[name]
    if character in alphabet:
        return (_LETTER + alphabet.index(character),), ""
    if character.isspace() or unicodedata.category(character) == "Pd":
        return (_GAP,), ""
    if character.isdecimal():
        return (_DIGIT + unicodedata.decimal(character),), ""
    if unicodedata.combining(character):
        return (), character
    # Vowel signs of Indic scripts are marks that order words as letters do.
    if unicodedata.category(character)[0] not in "LM":
        return (), ""
    parts = unicodedata.normalize("NFD", character)
    letters = "".join(BASES.get(part, part) for part in parts if not unicodedata.combining(part))
    weights = tuple(
        _LETTER + alphabet.index(letter) if letter in alphabet else _FOREIGN + ord(letter)
        for letter in letters
    )
    return weights, "" if letters == character else character
