"""The entries of `languages` in the settings: tags, some with settings of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, TypeVar, cast

from pydantic import BeforeValidator, Field, create_model

from beyan.language.locale import Language, UnknownLanguage
from beyan.language.transliteration import can_be_made
from beyan.model.diagnostic import Diagnostic, nearest, problem
from beyan.model.page import MostReadPage
from beyan.model.social_card import FONTS, is_font_file
from beyan.source.fields import Form, LanguageTag, NumberingSystem, Slug, Text, with_settings
from beyan.source.strict_yaml import Document

# Its key is a word of Python's own.
TransliterationForm = create_model(
    "TransliterationForm",
    __base__=Form,
    __module__=__name__,
    **cast(Any, {"from": (LanguageTag, ...)}),
)


# What addresses have in place of these words. The last of them is no name in Python.
_WORDS = (
    "releases", "topics", "participants", "search", "corrections", "feeds", MostReadPage.slug,
)  # fmt: skip
WordsForm = create_model(
    "WordsForm",
    __base__=Form,
    __module__=__name__,
    **cast(Any, dict.fromkeys(_WORDS, (Slug, ""))),
)


# What else stands beside these in the folder of a language.
_KEPT = ("pages",)


class LanguageForm(Form):
    formats: LanguageTag = ""
    digits: NumberingSystem = ""
    name: Text = ""
    fallback: list[LanguageTag] = []
    catalogue: LanguageTag = ""
    transliterate: TransliterationForm | None = None
    words: WordsForm = WordsForm()
    card_font: Text = ""


def _or_a_tag(schema: dict[str, Any]) -> None:
    """For editors: a tag alone is an entry as well."""
    with_its_settings = dict(schema)
    schema.clear()
    schema["anyOf"] = [{"shape": "language"}, with_its_settings]


LanguageEntry = Annotated[
    dict[str, LanguageForm],
    BeforeValidator(with_settings),
    Field(json_schema_extra=_or_a_tag),
]


# A tag with its settings, alone.
Entry = Mapping[str, LanguageForm]
_Choice = TypeVar("_Choice", bound=tuple[object, ...] | str)


def chosen(
    entries: Iterable[Entry], choice: Callable[[LanguageForm], _Choice]
) -> tuple[tuple[str, _Choice], ...]:
    """What is chosen for each language, where anything is."""
    made = ((tag, choice(own)) for entry in entries for tag, own in entry.items())
    return tuple((tag, own) for tag, own in made if any(own))


def tags_of(entries: Iterable[Entry]) -> list[str]:
    return [tag for entry in entries for tag in entry]


def wrong_choices(
    entry: Entry, position: int, listed: Sequence[str], document: Document
) -> list[Diagnostic]:
    """What cannot be meant of the entry at `position`; `listed` are the tags of all."""
    ((tag, own),) = entry.items()
    inside = ("languages", position, tag)
    found = list(_of_others(own, inside, listed, document))
    if not _is_known(own.formats or tag):
        is_alone = isinstance(document.value(inside[:2]), str)
        if own.formats:
            span = document.span((*inside, "formats"))
        else:
            span = document.span(inside[:2]) if is_alone else document.key_span(inside)
        found.append(problem("bad-language", span, value=own.formats or tag))
    return found


def _of_others(
    own: LanguageForm, inside: tuple[str | int, ...], listed: Sequence[str], document: Document
) -> Iterator[Diagnostic]:
    source = transliterated_from(own)
    if source and not can_be_made(str(inside[-1]), source):
        span = document.span((*inside, "transliterate", "from"))
        made = source if source == inside[-1] else f"{source} → {inside[-1]}"
        yield problem("bad-choice", span, key="transliterate", value=made, choices="az → az-Cyrl")
    if own.card_font and not (own.card_font in FONTS or is_font_file(own.card_font)):
        yield problem(
            "bad-choice",
            document.span((*inside, "card_font")),
            key="card_font",
            value=own.card_font,
            choices=", ".join((*FONTS, "assets/….ttf", "assets/….otf")),
            suggestion=nearest(own.card_font, FONTS),
        )
    taken = {usual: usual for usual, word in own.words if word in ("", usual)}
    taken.update((each, each) for each in _KEPT)
    for usual, word in words_of(own):
        if word in taken:
            span, address = document.span((*inside, "words", usual)), f"/{inside[-1]}/{word}/"
            yield problem("address-collision", span, address=address, other=taken[word])
        taken.setdefault(word, usual)
    for place, other in enumerate(own.fallback):
        span = document.span((*inside, "fallback", place))
        if other not in listed:
            yield problem(
                "unknown-language",
                span,
                language=other,
                known=", ".join(listed),
                suggestion=nearest(other, listed),
            )
        elif other == inside[-1] or other in own.fallback[:place]:
            yield problem("duplicate-item", span, value=other)


def words_of(own: LanguageForm) -> tuple[tuple[str, str], ...]:
    """Those that are not the usual ones."""
    return tuple((usual, word) for usual, word in own.words if word and word != usual)


def transliterated_from(own: LanguageForm) -> str:
    return getattr(own.transliterate, "from", "")


def _is_known(tag: str) -> bool:
    try:
        Language(tag)
    except UnknownLanguage:
        return False
    return True
