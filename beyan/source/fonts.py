"""The fonts of social cards: those that the settings name, and what is missing of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from beyan.language.locale import Language
from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, Span, nearest, problem
from beyan.model.social_card import EXTRA_LETTERS, CardFont, among, extra_of, font_for, is_font_file
from beyan.snapshot.inputs import Signature
from beyan.snapshot.memo import Memos
from beyan.source.files import is_inside, stored, why_no_file
from beyan.source.font_file import letters_of
from beyan.source.setting_spans import language_span

# Pixels, and letters: what is drawn to see whether it can be.
_SIZE, _AT_A_TIME = 36, 200


def known_fonts(
    root: Path, config: Config, files: Mapping[str, Signature], memos: Memos
) -> tuple[Config, list[Diagnostic]]:
    """The settings with the fonts that they name, and all that is wrong or missing; these depend
    on `files`.
    """
    also = (str(root), config.languages, config.card_fonts, config.dates)
    found, problems = memos.memoised("fonts", files, also, partial(chosen_fonts, root, config))
    config = replace(config, chosen_fonts=found)
    return config, [*problems, *missing_fonts(root, config)]


def chosen_fonts(
    root: Path, config: Config
) -> tuple[tuple[tuple[str, CardFont], ...], list[Diagnostic]]:
    """What the languages have of the fonts that their settings name."""
    found: list[tuple[str, CardFont]] = []
    problems = []
    for tag, name in config.card_font:
        if is_font_file(name):
            font, wrong = _read(root, name, language_span(root, tag, "card_font"))
            problems += wrong
            if font is not None and not font.has(_sample(config, tag)):
                span = language_span(root, tag, "card_font")
                problems.append(problem("font-letters", span, file=name, language=tag))
            found += [(tag, font)] if font is not None else []
        elif name not in EXTRA_LETTERS or name in config.card_fonts:
            found.append((tag, CardFont(name)))
    return tuple(found), [each for each in problems if each.code not in config.silence]


def missing_fonts(root: Path, config: Config) -> Iterator[Diagnostic]:
    """One for each language whose own name, or a date in it, no card could show; or whose font,
    as the settings name it, is not there.
    """
    if not config.social_cards or "missing-font" in config.silence:
        return
    named = dict(config.card_font)
    for tag in config.languages:
        font = named.get(tag, "")
        key = "card_font" if font in EXTRA_LETTERS else ""
        if not key:
            chosen, sample = config.card_font_of(tag), _sample(config, tag)
            if chosen is not None and chosen.has(sample):
                continue
            font = font_for(sample)
        if font in EXTRA_LETTERS and font not in config.card_fonts:
            span = language_span(root, tag, key)
            yield problem("missing-font", span, language=tag, extra=extra_of(font))


def _sample(config: Config, tag: str) -> str:
    language = Language(tag, config.formats_of(tag))
    return f"{language.self_name} {language.date_long(config.dates.earliest)}"


def _read(root: Path, name: str, span: Span) -> tuple[CardFont | None, list[Diagnostic]]:
    path = stored(root, name)
    if not is_inside(root, path):
        return None, [problem("symlink-escapes", span, file=name)]
    if reason := why_no_file(root / path):
        return None, [problem("wrong-kind", span, file=name, reason=reason)]
    if not (root / path).is_file():
        inside = (each.relative_to(root / "assets") for each in (root / "assets").rglob("*.[to]tf"))
        near = nearest(name.removeprefix("assets/"), sorted(each.as_posix() for each in inside))
        file = name.removeprefix("assets/")
        return None, [problem("missing-asset", span, file=file, suggestion=near)]
    data = (root / path).read_bytes()
    font = CardFont(path, str(root), sha256(data).hexdigest(), letters_of(data))
    if not font.letters or not _can_be_drawn(data, font.letters):
        return None, [problem("bad-font", span, file=name)]
    return font, []


def _can_be_drawn(data: bytes, letters: str) -> bool:
    """Whether what draws the cards can read the font, and draw each of its letters."""
    # Imported here: a site without a font of its own does not pay for it.
    from io import BytesIO

    from PIL import ImageFont

    own = among(letters)
    text = "".join(each for each in map(chr, range(0x110000)) if own.match(each))
    try:
        font = ImageFont.truetype(BytesIO(data), _SIZE, layout_engine=ImageFont.Layout.BASIC)
        axes = []
        with suppress(OSError):  # it has one weight
            axes = font.get_variation_axes()
        if axes:
            font.set_variation_by_axes([each["default"] or 0 for each in axes])
        for start in range(0, len(text), _AT_A_TIME):
            font.getmask(text[start : start + _AT_A_TIME])
    except (OSError, ValueError, KeyError, RuntimeError):
        return False
    return True
