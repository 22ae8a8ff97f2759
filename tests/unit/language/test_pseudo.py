from __future__ import annotations

import pytest

from beyan.language.catalogue import placeholders, read_catalogue
from beyan.language.locale import Language
from beyan.language.pseudo import CLOSING, OPENING, Pseudo, pseudo_catalogue, pseudo_text
from tests.test_languages import CATALOGUES

STYLES: tuple[Pseudo, ...] = ("accents", "rtl")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Topics", "⟦Ţóóþîîćš⟧"),
        ("Page %(number)s of %(last)s", "⟦Þààĝéé %(number)s óóƒ %(last)s⟧"),
        ("<b>All</b> &amp; 100%%", "⟦<b>Ààļļ</b> &amp; 100%%⟧"),
        ("{count} files", "⟦{count} ƒîîļééš⟧"),
        ("İl", "⟦İîļ⟧"),
    ],
)
def test_letters_have_accents_and_what_is_filled_in_stays(text: str, shown: str) -> None:
    assert pseudo_text(text, "accents") == shown


def test_every_word_is_turned_around_and_what_is_filled_in_is_not() -> None:
    assert pseudo_text("Page %(number)s", "rtl") == "⟦\u202ePaagee\u202c %(number)s⟧"


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", CATALOGUES)
def test_every_string_of_a_catalogue_is_longer_in_brackets_and_takes_the_same_values(
    language: str, style: Pseudo
) -> None:
    catalogue = read_catalogue([CATALOGUES[language]], language)
    made = pseudo_catalogue(catalogue, style)
    assert made.digest != catalogue.digest
    for before, now in zip(catalogue, made, strict=True):
        assert (now.key, now.plural_rule) == (before.key, before.plural_rule)
        for old, new in zip(before.forms, now.forms, strict=True):
            assert new[0] == OPENING
            assert new[-1] == CLOSING
            assert placeholders(new) == placeholders(old)
            assert len(new) > len(old)


def test_a_language_can_be_mirrored_and_is_otherwise_the_same() -> None:
    language = Language("en").mirrored()
    assert language.direction == "rtl"
    assert language == Language("en")
    assert Language("en").direction == "ltr"
