"""Names as texts have them, with the endings of their language: Səbinə Əliyevanın."""

from __future__ import annotations

import re

# Of a word: Markdown writes "_" around words.
LETTER = r"[^\W_]"
# What may follow a name: Səbinə Əliyevanın, Əliyeva’dan.
_CASES = {
    "az": r"(?:['’]?(?:[ny]?[ıiuü]n?|[ny]?[aə]|d[aə]n?|y?l[aə]|l[aə]r\w{0,5}))?",
    "tr": r"(?:['’]?(?:[ny]?[ıiuü]n?|[ny]?[ae]|[dt][ae]n?|y?l[ae]|l[ae]r\w{0,5}))?",
}
# Between the words of a name: a paragraph may be wrapped there, but it does not end.
_GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"


def in_any_case(name: str, language: str) -> re.Pattern[str]:
    """What finds the name in a text of the language: as a whole, and in every grammatical case.

    Name and text are in the same normal form. Of a language without endings here, the name alone.
    """
    words = _GAP.join(map(re.escape, name.split()))
    endings = _CASES.get(language.partition("-")[0].lower(), "")
    return re.compile(rf"(?<!{LETTER}){words}{endings}(?!{LETTER})")


def in_any_form(words: str) -> re.Pattern[str]:
    """What finds the words in a text of any language, whatever their endings: too much rather than
    too little. Small letters or capitals are the same.
    """
    found = _GAP.join(f"{re.escape(beginning(word))}{LETTER}*" for word in words.split())
    return re.compile(rf"(?<!{LETTER}){found}", re.IGNORECASE)


def beginning(word: str) -> str:
    """Of longer words the endings of a case are left out: three letters at most."""
    length = len(word)
    return word[: length - min(3, max(0, (length - 2) // 2))]
