"""The quotation marks that languages use, as CLDR lists them."""

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
