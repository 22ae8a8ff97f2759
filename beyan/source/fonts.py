"""Languages that social cards have no letters for, though an extra of the program has them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from beyan.language.locale import Language
from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, problem
from beyan.model.social_card import EXTRA_LETTERS, extra_of, font_for
from beyan.source.settings import language_span


def missing_fonts(root: Path, config: Config) -> Iterator[Diagnostic]:
    """One for each language whose own name, or a date in it, no card could show."""
    if not config.social_cards or "missing-font" in config.silence:
        return
    for tag in config.languages:
        language = Language(tag)
        font = font_for(f"{language.self_name} {language.date_long(config.dates.earliest)}")
        if font in EXTRA_LETTERS and font not in config.card_fonts:
            span = language_span(root, tag)
            yield problem("missing-font", span, language=tag, extra=extra_of(font))
