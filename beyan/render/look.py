"""A site's own look → the rules that follow those of its style sheet.

They say the same as the tokens on top of `assets/beyan.css`, once for all pages. What is printed
stays black on white, and a reader who asks for more contrast gets it of these colours.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from beyan.model.colour import TEXT, contrast, fitted, mixed
from beyan.model.look import (
    DARK,
    DARK_TINTS,
    LIGHT,
    LIGHT_TINTS,
    TINT_INK,
    USUAL,
    Border,
    Look,
    OwnFont,
    Palette,
)

# As in assets/beyan.css: what a page's letters are of, where a font of its own lacks them.
STACKS = {
    "serif": '"Beyan Serif", "Beyan Serif as Noto", "Beyan Serif as Times", ui-serif, serif',
    "sans": '"Beyan Sans", "Beyan Sans as Noto", "Beyan Sans as Roboto", "Beyan Sans as Arial", '
    "system-ui, sans-serif",
}
ARABIC = ":root:lang(ar), :root:lang(fa), :root:lang(ur)"
ARABIC_STACKS = {
    "serif": '"Noto Naskh Arabic", "Noto Serif", "Traditional Arabic", "Times New Roman", serif',
    "sans": 'system-ui, "Segoe UI", "Noto Sans Arabic", "Geeza Pro", Tahoma, Arial, sans-serif',
}
# How a reader is given more contrast: the same.
_MORE = {
    "muted": "ink",
    "rule": "edge",
    "edge": "ink",
    "gold": "ink",
    "accent": "accent-strong",
    "visited": "accent-strong",
    "bar_edge": "bar-ink",
}
_PLAIN = re.compile(r"[^A-Za-z0-9 -]")
# In place of a photo words stand upon the bar's colour and the border, large. So dark is the colour
# that something of the border may show: in per cent, of which the first is the style sheet's.
_WELL = 7
_NETS = (34, 24, 16, 8, 0)


def rules_of(look: Look, files: Mapping[str, str]) -> str:
    """The rules; empty for a site that looks as it comes.

    `files` has the addresses of fonts, as links from the style sheet, by their path.
    """
    if look == USUAL:
        return ""
    return "\n/* The site's own look: theme, in its settings. */\n" + "".join(_rules(look, files))


def _rules(look: Look, files: Mapping[str, str]) -> Iterator[str]:
    fonts = {"serif": look.headings, "sans": look.text}
    for font in dict.fromkeys(each for each in fonts.values() if each is not None):
        yield from _faces(font, files, is_text=font == look.text)
    yield from _stacks(":root", fonts, STACKS)
    yield from _stacks(ARABIC, fonts, ARABIC_STACKS)
    schemes = ((look.light, LIGHT, LIGHT_TINTS), (look.dark, DARK, DARK_TINTS))
    # Light ones hold in the dark as well, where nothing else is said after them.
    changed = {
        name
        for own, usual, _ in schemes
        for name in Palette._fields
        if getattr(own, name) != getattr(usual, name)
    }
    for (own, usual, tints), when in zip(schemes, ("", _IN_THE_DARK), strict=True):
        yield from _screen(when, _tokens(own, changed, _first_tint(own, usual, tints)))
    more = (f"--{_css(name)}: var(--{by});" for name, by in _MORE.items() if name in changed)
    yield from _screen(" and (prefers-contrast: more)", more)
    if {"bar", "bar_ink"} & changed:
        yield ".switcher [aria-current] { box-shadow: inset 0 -0.125rem currentcolor; }\n"
    if "bar_ink" in changed:
        yield f"@media screen {{ .plate {{ color: {TINT_INK}; }} }}\n"
    net = min(_net(*each) for each in schemes)
    if look.border is Border.LATTICE and net != _NETS[0]:
        yield f".plate {{ --net: color-mix(in srgb, var(--bar-edge) {net}%, transparent); }}\n"
    yield _BORDERS[look.border]
    if look.logo is not None:
        yield _LOGO


_IN_THE_DARK = " and (prefers-color-scheme: dark)"
_BORDERS = {
    Border.LATTICE: "",
    Border.PLAIN: """\
.bar::after { block-size: 0.25rem; background: var(--bar-edge); }
@media screen { .plate { background: var(--tint); } }
""",
    Border.NONE: """\
.bar::after { content: none; }
@media screen { .plate { background: var(--tint); } }
""",
}
# As high as the program's own, and as wide as it is: an office's may be a line of letters.
_LOGO = """\
.brand-mark {
  inline-size: auto; block-size: 2rem; max-inline-size: min(40%, 5rem); object-fit: contain;
}
.chooser-mark {
  inline-size: auto; block-size: 7rem; max-inline-size: calc(100vw - 2 * var(--gutter));
  object-fit: contain;
}
@media (min-width: 30rem) { .brand-mark { block-size: 3rem; max-inline-size: 40%; } }
@media (min-width: 62rem) {
  @supports selector(::details-content) { .brand-mark { inline-size: auto; block-size: 3.5rem; } }
}
"""


def _screen(further: str, declared: Iterator[str]) -> Iterator[str]:
    lines = "".join(f"    {each}\n" for each in declared)
    if lines:
        yield f"@media screen{further} {{\n  :root {{\n{lines}  }}\n}}\n"


def _tokens(own: Palette, changed: Collection[str], tint: str) -> Iterator[str]:
    for name in Palette._fields:
        if name in changed:
            yield f"--{_css(name)}: {getattr(own, name)};"
    if "bar" in changed:
        yield f"--tint-0: {tint};"


def _first_tint(own: Palette, usual: Palette, tints: tuple[str, ...]) -> str:
    """The bar's colour, as dark as lets be read what is written there, with a net below it."""
    return tints[0] if own.bar == usual.bar else fitted(own.bar, [TINT_INK], _WELL)


def _net(own: Palette, usual: Palette, tints: tuple[str, ...]) -> int:
    """How much of the border's colour still lets words upon it be read: in per cent."""
    if (own.bar, own.bar_edge) == (usual.bar, usual.bar_edge):
        return _NETS[0]
    grounds = (_first_tint(own, usual, tints), *tints[1:])
    for net in _NETS:
        netted = (mixed(ground, own.bar_edge, net / 100) for ground in grounds)
        if all(contrast(each, TINT_INK) >= TEXT for each in netted):
            return net
    return 0


def _faces(font: OwnFont, files: Mapping[str, str], *, is_text: bool) -> Iterator[str]:
    if font.bold:
        weights = [(font.file, "100 500"), (font.bold, "600 900")]
    else:
        # A browser makes bold letters of a text's; a heading's are as heavy as they were drawn.
        weights = [(font.file, "400" if is_text and not font.is_variable else "100 900")]
    for file, weight in weights:
        yield (
            f"@font-face {{\n  font-family: {_quoted(font.family)};\n"
            f'  src: url("{files[file]}") format("woff2");\n'
            f"  font-weight: {weight};\n  font-display: swap;\n}}\n"
        )


def _stacks(
    selector: str, fonts: Mapping[str, OwnFont | None], others: Mapping[str, str]
) -> Iterator[str]:
    for name, font in fonts.items():
        if font is not None:
            yield f"{selector} {{ --{name}: {_quoted(font.family)}, {others[name]}; }}\n"


def _css(name: str) -> str:
    return name.replace("_", "-")


def _quoted(family: str) -> str:
    """As a string of a style sheet, whatever it is."""
    return '"' + _PLAIN.sub(lambda match: f"\\{ord(match[0]):x} ", family) + '"'
