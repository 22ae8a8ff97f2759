"""`theme:` in the settings → the look that it asks for, and what nobody could read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.look import Border, Look, OwnFont, Theme
from beyan.source.fields import (
    Colour,
    FontName,
    Form,
    PictureOfTheme,
    Text,
)
from beyan.source.palette import Chosen, palettes, unreadable
from beyan.source.strict_yaml import Document

# Without quotation marks, a colour's sign begins a comment.
_COLOUR_KEY = re.compile(r"\s*[\w-]+:\s+(#\s*[0-9A-Fa-f]{3,8})\b")


class ColoursForm(Form):
    accent: Colour = ""
    bar: Colour = ""
    bar_text: Colour = ""
    ornament: Colour = ""
    paper: Colour = ""
    text: Colour = ""
    muted: Colour = ""


class LightColoursForm(ColoursForm):
    dark: ColoursForm = ColoursForm()


class FontForm(Form):
    family: Text
    file: FontName
    bold: FontName = ""


class FontsForm(Form):
    headings: FontForm | None = None
    text: FontForm | None = None


class ThemeForm(Form):
    logo: PictureOfTheme = ""
    favicon: PictureOfTheme = ""
    colours: LightColoursForm = LightColoursForm()
    fonts: FontsForm = FontsForm()
    border: Annotated[Border, Field(strict=False), BeforeValidator(lambda value: value)] = (
        Border.LATTICE
    )


def look_of(form: ThemeForm) -> Look:
    """Without what lies in files, which may not be there."""
    light, dark = palettes(_chosen(form.colours), _chosen(form.colours.dark))
    return Look(light=light, dark=dark, border=form.border)


def theme_of(form: ThemeForm) -> Theme:
    return Theme(form.logo, form.favicon, _font(form.fonts.headings), _font(form.fonts.text))


def colour_problems(form: ThemeForm, document: Document) -> Iterator[Diagnostic]:
    for each in unreadable(_chosen(form.colours), _chosen(form.colours.dark)):
        inside = ("theme", "colours", *(("dark",) if each.is_dark else ()), each.key)
        yield problem(
            "low-contrast",
            document.span(inside),
            key=each.key,
            colour=each.colour,
            beside=each.beside,
            ratio=each.ratio,
            needed=each.needed,
            better=each.better,
        )


def commented_out(text: str, document: Document) -> Iterator[Diagnostic]:
    """Colours that state nothing, because their sign begins a comment."""
    lines = text.splitlines()
    for inside in (("theme", "colours"), ("theme", "colours", "dark")):
        held = document.value(inside)
        for key, value in held.items() if isinstance(held, dict) else ():
            span = document.key_span((*inside, key))
            match = _COLOUR_KEY.match(lines[span.line - 1]) if value is None else None
            if match is not None:
                place = Span(span.path, span.line, match.start(1) + 1)
                yield problem("bad-colour", place, value=match[1])


def _chosen(form: ColoursForm) -> Chosen:
    found: Mapping[str, str] = {key: getattr(form, key) for key in ColoursForm.model_fields}
    return {key: colour for key, colour in found.items() if colour}


def _font(form: FontForm | None) -> OwnFont | None:
    return OwnFont(form.family, form.file, form.bold) if form is not None else None
