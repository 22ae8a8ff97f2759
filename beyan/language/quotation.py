"""The quotation marks that languages use, as CLDR lists them, and those within others."""

from __future__ import annotations

_MARKS = {
    # CLDR has “…” alone; Azerbaijani newspapers and books set «…» as often.
    "az": "“…” or «…»",
    "ar": "”…“",
    "de": "„…“",
    "en": "“…”",
    "es": "«…»",
    "fa": "«…»",
    "fr": "« … »",
    "he": "”…”",
    "it": "«…»",
    "ka": "„…“",
    "kk": "«…»",
    "nl": "“…”",
    "pl": "„…”",
    "pt": "“…”",
    "ru": "«…»",
    "tr": "“…”",
    "uk": "«…»",
    "uz": "“…”",
}


def quotation_marks(language: str) -> tuple[str, ...]:
    """The pairs that are right in the language, the usual one first; none if it is not known."""
    marks = _MARKS.get(language.partition("-")[0].lower())
    return tuple(marks.split(" or ")) if marks else ()


# What closes what is opened, as it is typed; an apostrophe is told by the letter after it.
_CLOSED_BY = {"«": "»", "“": "”", "„": "“”", "‘": "’", "‚": "‘’", "‹": "›"}
# Within such marks, these stand for a second pair of the same.
_WITHIN = {"«": "“”", "“": "‘’", "„": "‚‘", "‘": "“”", "‚": "„“", "‹": "«»"}
_WITHIN_IN = {
    **{tag: {"«": "„“", "„": "«»"} for tag in ("be", "bg", "kk", "ru", "uk")},
    "fa": {"«": "‹›"},
    "pl": {"„": "«»"},
}


def nested_quotes(sentence: str, language: str) -> str:
    """With a quotation within another in the marks that belong there: «“A” və B».

    A sentence in which not every mark has its other half stays as it is, and so does one in a
    language that closes what others open, as Arabic and Hebrew do.
    """
    # Without two of one mark nothing is within its like: so it is with nearly every sentence.
    if all(sentence.count(sign) < 2 for sign in _CLOSED_BY):
        return sentence
    primary = language.partition("-")[0].lower()
    if _MARKS.get(primary, "").startswith("”"):
        return sentence
    within = {**_WITHIN, **_WITHIN_IN.get(primary, {})}
    opened: list[tuple[str, str, str]] = []  # as typed; as shown, and what closes it then
    made = []
    for place, sign in enumerate(sentence):
        follows = sentence[place + 1 : place + 2]
        if opened and sign in _CLOSED_BY[opened[-1][0]] and not (sign == "’" and follows.isalpha()):
            made.append(opened.pop()[2] or sign)
            continue
        if sign in _CLOSED_BY:
            shown, end = sign, ""
            if opened and opened[-1][1] == sign:
                shown, end = within[sign][0], within[sign][1]
            opened.append((sign, shown, end))
            made.append(shown)
            continue
        if sign in "»”›":
            return sentence
        made.append(sign)
    return sentence if opened else "".join(made)
