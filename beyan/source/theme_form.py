"""`theme:` in the settings → the look that it asks for, and what nobody could read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field

from beyan.model.diagnostic import Diagnostic, problem
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


def _chosen(form: ColoursForm) -> Chosen:
    found: Mapping[str, str] = {key: getattr(form, key) for key in ColoursForm.model_fields}
    return {key: colour for key, colour in found.items() if colour}


def _font(form: FontForm | None) -> OwnFont | None:
    return OwnFont(form.family, form.file, form.bold) if form is not None else None
