"""What a site looks like where its settings say so: colours, logo, fonts and border."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from beyan.model.records import dataclass

# Bəyan's own star: nobody's site says that it is its logo.
STAR = "d16ebe769219d9e3f0b8b222c0714b91c52d8d1a3e74fe2d7d57520b77be71ab"


class Border(StrEnum):
    """What stands below the bar on top of every page."""

    LATTICE = "lattice"
    PLAIN = "plain"
    NONE = "none"


class Palette(NamedTuple):
    """The colours of a page, named as in assets/beyan.css, each as "#0d5666"."""

    paper: str
    sheet: str
    ink: str
    muted: str
    rule: str
    edge: str
    accent: str
    accent_strong: str
    accent_soft: str
    visited: str
    gold: str
    alarm: str
    alarm_soft: str
    bar: str
    bar_ink: str
    bar_edge: str


LIGHT = Palette(
    paper="#fbf8f2",
    sheet="#fffefb",
    ink="#24221e",
    muted="#5d574d",
    rule="#e0d8c8",
    edge="#8d8676",
    accent="#0d5666",
    accent_strong="#083c48",
    accent_soft="#e6f0f0",
    visited="#5c3d6b",
    gold="#b48a3a",
    alarm="#8f1d32",
    alarm_soft="#fbeeec",
    bar="#0d4a57",
    bar_ink="#f6f1e6",
    bar_edge="#b48a3a",
)
DARK = Palette(
    paper="#14191b",
    sheet="#1b2224",
    ink="#ebe6db",
    muted="#b3ac9e",
    rule="#343c3e",
    edge="#7f8786",
    accent="#84cbd6",
    accent_strong="#b4e3ea",
    accent_soft="#1c3237",
    visited="#c9a8d9",
    gold="#d0ab5f",
    alarm="#f2a3a6",
    alarm_soft="#32201f",
    bar="#0f2a31",
    bar_ink="#ece6d9",
    bar_edge="#8d7440",
)
# Of what is drawn in place of photos: its grounds, of which the first follows the bar, and what is
# written upon them.
LIGHT_TINTS = ("#0d4a57", "#6a2237", "#34406f", "#5c4318", "#23503a", "#55356a")
DARK_TINTS = ("#12404b", "#4f2331", "#2c3557", "#453519", "#1f3f31", "#422e50")
TINT_INK = LIGHT.bar_ink


class Mark(NamedTuple):
    """A logo or a favicon: a file below assets/, and its own width and height in pixels."""

    path: str
    width: int
    height: int


class OwnFont(NamedTuple):
    """A font of the site: WOFF2 files below assets/; `bold` is empty where one file has it all.

    `is_variable` tells whether the first has every weight.
    """

    family: str
    file: str
    bold: str = ""
    is_variable: bool = False

    @property
    def files(self) -> tuple[str, ...]:
        return (self.file, self.bold) if self.bold else (self.file,)


class Theme(NamedTuple):
    """The files that the settings name for the look: paths below the site's folder, or empty."""

    logo: str = ""
    favicon: str = ""
    headings: OwnFont | None = None
    text: OwnFont | None = None

    @property
    def pictures(self) -> tuple[str, ...]:
        return tuple(each for each in (self.logo, self.favicon) if each)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The files that it has are below assets/."""

    light: Palette = LIGHT
    dark: Palette = DARK
    border: Border = Border.LATTICE
    logo: Mark | None = None
    favicon: Mark | None = None
    headings: OwnFont | None = None
    text: OwnFont | None = None

    @property
    def font_files(self) -> Iterator[str]:
        for font in (self.headings, self.text):
            yield from font.files if font is not None else ()


# That of a site whose settings say nothing of it.
USUAL = Look()
NO_FILES = Theme()


@dataclass(frozen=True, slots=True)
class ShownMark:
    """A logo or a favicon, with its width and height in pixels; `type` is its media type."""

    address: str
    type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLook:
    """What pages show of a site's own look; templates know it as `site.look`.

    `bars` are the colours of the bar on top, by day and in the dark. `logo` and `favicon` are None
    where those of assets/ are shown. `headings` and `text` are the addresses of the site's own
    fonts. `publisher_logo` is that of the logo that is the office's own, and empty where there is
    only the program's.
    """

    bars: tuple[str, str] = (LIGHT.bar, DARK.bar)
    logo: ShownMark | None = None
    favicon: ShownMark | None = None
    headings: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    publisher_logo: str = ""


USUAL_PAGES = PageLook()
