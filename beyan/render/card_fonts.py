"""The fonts of social cards: three come with the program, others are extras of its package.

The extras' fonts, but for those of Chinese, Japanese and Korean, have nothing but the letters of
their script: signs, digits and Latin names between them are of the first font.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from beyan.language.letters import has_dotted_i
from beyan.language.patterns import late
from beyan.language.tongues import is_traditional
from beyan.model.social_card import EXTRA_LETTERS, NOT_IN_CJK, SANS, CardFont, among

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont


class _File(NamedTuple):
    """A font in an installed package: it is read where it lies, for the package is for other uses.

    `axes` are those that vary beside the weight.
    """

    package: str
    name: str
    axes: tuple[int, ...] = ()


_FILES = {
    SANS: _File("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf", (100,)),
    "arabic": _File("fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf", (100,)),
    "armenian": _File("manimgx_fonts", "NotoSansArmenian[wght].ttf"),
    "georgian": _File("manimgx_fonts", "NotoSansGeorgian[wght].ttf"),
    "hebrew": _File("manimgx_fonts", "NotoSansHebrew[wght].ttf"),
    "cjk": _File("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc"),
}
# How the characters that these have in common look, by the place in the collection.
_LOOKS = {"ja": 0, "ko": 1, "zh-Hans": 2, "zh-Hant": 3}
_WEIGHT = (b"Weight", b"wght")
# That of f and i has no dot.
_NO_LIGATURES = ("-liga",)
_LEADING = {SANS: 1.22, "arabic": 1.5, "cjk": 1.4}
_LEADING_OF_OTHERS = 1.3


# That of headings, as on the pages; as a card's title has it, in one weight (`make fonts`).
HEADING = Path(__file__).parent / "fonts" / "NotoSerif-Bold.ttf"


class Face:
    """One size and weight of the font that a text needs, with the first font beside it."""

    def __init__(
        self,
        font: str | CardFont,
        size: int,
        weight: int,
        language: str = "",
        *,
        heading: bool = False,
    ) -> None:
        """In a `heading` the first font is the one of headings."""
        self._features = _NO_LIGATURES if has_dotted_i(language) else ()
        self._first = _heading(size) if heading else _font(SANS, size, weight, 0)
        if isinstance(font, CardFont):
            self._own = _file_of_the_site(font, size, weight)
            self._letters: re.Pattern[str] | None = among(font.letters)
            self.leading = max(sum(self._own.getmetrics()), round(size * _LEADING[SANS]))
            return
        if font == SANS:
            self._own = self._first
        else:
            self._own = _font(font, size, weight, _look(language) if font == "cjk" else 0)
        self._letters = _LETTERS.get(font)
        self.leading = round(size * _LEADING.get(font, _LEADING_OF_OTHERS))

    def getlength(self, text: str) -> float:
        if self._letters is None:
            return _measured(self._own, text, self._features)
        runs = self._runs(text)
        return sum(_measured(font, part, self._features) for font, part in runs)

    def draw(self, pen: ImageDraw, at: tuple[float, int], text: str, fill: int, **how: Any) -> None:
        """From the point on, in the direction of the text: `how` is what Pillow may know of it."""
        is_rtl = how["direction"] == "rtl"
        x: float = at[0]
        for font, part in self._runs(text):
            anchor = "rs" if is_rtl else "ls"
            pen.text((x, at[1]), part, fill, font, anchor, features=[*self._features], **how)
            length = _measured(font, part, self._features)
            x += -length if is_rtl else length

    def _runs(self, text: str) -> list[tuple[FreeTypeFont, str]]:
        letters = self._letters
        if letters is None:
            return [(self._own, text)]
        parts = groupby(text, key=lambda each: letters.match(each) is not None)
        return [(self._own if is_own else self._first, "".join(part)) for is_own, part in parts]


# A site's titles have many words in common.
@lru_cache(maxsize=1 << 12)
def _measured(font: FreeTypeFont, text: str, features: tuple[str, ...]) -> float:
    return font.getlength(text, features=[*features])


def installed() -> tuple[str, ...]:
    """The extras' fonts that are there."""
    return tuple(font for font in EXTRA_LETTERS if find_spec(_FILES[font].package) is not None)


def font_file(font: str) -> Path:
    file = _FILES[font]
    spec = find_spec(file.package)
    assert spec is not None, "the plan has no card that needs a font which is not there"
    assert spec.origin is not None, "a package of files has a place"
    return Path(spec.origin).parent / file.name


@cache
def _font(font: str, size: int, weight: int, index: int) -> FreeTypeFont:
    from PIL import ImageFont

    made = ImageFont.truetype(font_file(font), size, index=index)
    made.set_variation_by_axes([weight, *_FILES[font].axes])
    return made


@cache
def _heading(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(HEADING, size)


# Of the site, not the program: a preview may see several versions of one file.
@lru_cache(maxsize=64)
def _file_of_the_site(font: CardFont, size: int, weight: int) -> FreeTypeFont:
    from PIL import ImageFont

    made = ImageFont.truetype(Path(font.root) / font.name, size)
    try:
        axes = made.get_variation_axes()
    except OSError:  # it has one weight
        return made
    weights: list[float] = [
        min(max(weight, each["minimum"] or 0), each["maximum"] or weight)
        if each.get("name") in _WEIGHT
        else each["default"] or 0
        for each in axes
    ]
    made.set_variation_by_axes(weights)
    return made


def _look(language: str) -> int:
    primary = language.partition("-")[0]
    if primary in _LOOKS:
        return _LOOKS[primary]
    return _LOOKS["zh-Hant" if is_traditional(language) else "zh-Hans"]


_LETTERS = {font: late(f"[{letters}]") for font, letters in EXTRA_LETTERS.items()}
_LETTERS["cjk"] = late(f"[^{NOT_IN_CJK}]")
