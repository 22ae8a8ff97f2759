"""Makes assets/fonts/, what assets/beyan.css says of them, and the font of social cards' titles.

Run by `make fonts`, in an environment of its own. Noto Serif and Noto Sans are cut into the scripts
that readers need one at a time, and to the weights that pages have. A reader's own font stands in
until they have come: it is drawn as large, line by line, as the text will be, which is computed
from the letters' widths in the sample site's texts. Arimo, Tinos and Roboto are as wide as Arial,
Times New Roman and Android's own, letter by letter.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.ttProgram import Program
from fontTools.varLib.instancer import OverlapMode, instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
FONTS = ASSETS / "fonts"
CARDS = ROOT / "beyan" / "render" / "fonts"
SHEET = ASSETS / "beyan.css"
_BLOCK = re.compile(r"(?<=/\* Made by `make fonts`\. \*/\n).*?(?=/\* - \*/)", re.DOTALL)

# From 400 to 700: texts, headings and what is strong.
WEIGHTS = (400, 700)
HEADING = 600
FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "lnum", "tnum"]

# What a page in Azerbaijani, English, Turkish, German, French, Spanish … needs stands first, and no
# character in two.
SCRIPTS = {
    "latin": "20-7E A0-FF 11E-11F 130-131 152-153 15E-15F 18F 259 2010-2014 2018-201E 2020-2022"
    " 2026 202F-2030 2032-2033 2039-203A 2044 20AC 20BA 20BC-20BD 2116 2122 2212",
    "latin-ext": "100-11D 120-12F 132-151 154-15D 160-18E 190-19F 1A2-1AE 1B1-258 25A-2FF 304"
    " 306-308 30A-30C 326-328 1E00-1E9F 1EFA-1EFF 20A0-20AB 20AD-20B9 20BB 20BE-20C0 2C60-2C7F",
    "vietnamese": "1A0-1A1 1AF-1B0 300-303 309 31B 323 1EA0-1EF9",
    "cyrillic": "400-45F 48A-48B 490-493 496-49D 4A0-4A3 4A8-4A9 4AE-4B3 4B6-4BB 4C0 4D8-4D9"
    " 4E2-4E3 4E8-4E9 4EE-4EF",
    "cyrillic-ext": "460-489 48C-48F 494-495 49E-49F 4A4-4A7 4AA-4AD 4B4-4B5 4BC-4BF 4C1-4D7"
    " 4DA-4E1 4E4-4E7 4EA-4ED 4F0-52F",
    "greek": "370-3FF 1F00-1FFF",
}
# As in beyan/model/social_card.py, which says what the fonts have.
ON_CARDS = "20-7E A0-2AF 400-52F 1E00-1EFF 2010-2026 202F-203A 20A0-20BF 2116"


class Family(NamedTuple):
    """`behind` are the reader's fonts that stand in: name, file of 400 and 700, and what they are
    called on the reader's computer, by weight.
    """

    name: str
    package: str
    file: str
    behind: tuple[tuple[str, tuple[Path, Path], tuple[str, str]], ...]


def main(tinos: Path) -> None:
    arimo = (_file("fontpkg-arimo", "Arimo[wght].ttf"),) * 2
    roboto = (_file("fontpkg-roboto", "Roboto[wdth,wght].ttf"),) * 2
    # Most have it in two weights.
    serif = (_file("fontpkg-noto-serif", "NotoSerif[wdth,wght].ttf"),) * 2
    sans = (_file("fontpkg-noto-sans", "NotoSans[wdth,wght].ttf"),) * 2
    times = (tinos / "tinos-latin-400-normal.woff2", tinos / "tinos-latin-700-normal.woff2")
    families = (
        Family("Serif", "fontpkg-noto-serif", "NotoSerif[wdth,wght].ttf", (
            ("Noto", serif, ('local("Noto Serif")', 'local("Noto Serif Bold")')),
            ("Times", times, (
                'local("Times New Roman"), local("Liberation Serif"), local("Tinos")',
                'local("Times New Roman Bold"), local("Liberation Serif Bold"),'
                ' local("Tinos Bold")',
            )),
        )),
        Family("Sans", "fontpkg-noto-sans", "NotoSans[wdth,wght].ttf", (
            ("Noto", sans, ('local("Noto Sans")', 'local("Noto Sans Bold")')),
            ("Roboto", roboto, ('local("Roboto")', 'local("Roboto Bold"), local("Roboto")')),
            ("Arial", arimo, (
                'local("Arial"), local("Liberation Sans"), local("Arimo")',
                'local("Arial Bold"), local("Liberation Sans Bold"), local("Arimo Bold")',
            )),
        )),
    )  # fmt: skip
    for old in FONTS.glob("*"):
        old.unlink()
    for folder in (FONTS, CARDS):
        folder.mkdir(exist_ok=True)
    letters = _letters()
    rules = [rule for family in families for rule in _rules(family, letters)]
    css = SHEET.read_text("utf-8")
    SHEET.write_text(_BLOCK.sub(lambda _: "\n".join(rules) + "\n", css), "utf-8")
    for folder in (FONTS, CARDS):
        (folder / "OFL.txt").write_text(_licence("fontpkg-noto-serif"), "utf-8")
    source = _file("fontpkg-noto-serif", "NotoSerif[wdth,wght].ttf")
    # A letter of parts that lie over one another takes FreeType five times as long to draw.
    title = _cut(source, _characters(ON_CARDS), 700, "", OverlapMode.REMOVE)
    (CARDS / "NotoSerif-Bold.ttf").write_bytes(_as_designed(title))


def _rules(family: Family, letters: Counter[str]) -> Iterator[str]:
    source = _file(family.package, family.file)
    known = TTFont(source).getBestCmap().keys()
    for script, wanted in SCRIPTS.items():
        characters = sorted(set(_characters(wanted)) & known)
        name = f"{family.name.lower()}-{script}.woff2"
        (FONTS / name).write_bytes(_cut(source, characters, WEIGHTS, "woff2"))
        yield (
            f'@font-face {{\n  font-family: "Beyan {family.name}";\n'
            f'  src: url("fonts/{name}") format("woff2");\n'
            f"  font-weight: {WEIGHTS[0]} {WEIGHTS[1]};\n  font-display: swap;\n"
            f"  unicode-range: {_ranges(characters)};\n}}\n"
        )
    for name, files, called in family.behind:
        for place, (own, other) in enumerate(((WEIGHTS[0], 400), (HEADING, 700))):
            ours, theirs = _Set(source, own, letters), _Set(files[place], other, letters)
            size = ours.width(letters, theirs) / theirs.width(letters, ours)
            ascent, descent, gap = (each / size for each in ours.lines())
            yield (
                f'@font-face {{\n  font-family: "Beyan {family.name} as {name}";\n'
                f"  src: {called[place]};\n  font-weight: {own};\n"
                f"  size-adjust: {size:.2%};\n  ascent-override: {ascent:.2%};\n"
                f"  descent-override: {descent:.2%};\n  line-gap-override: {gap:.2%};\n}}\n"
            )


class _Set:
    """A font in one weight: how wide its letters are, and how high its lines, in ems."""

    def __init__(self, path: Path, weight: int, letters: Iterable[str]) -> None:
        font = TTFont(path)
        if "fvar" in font:
            font = TTFont(BytesIO(_cut(path, map(ord, letters), weight, "")))
        self._font, self._em = font, font["head"].unitsPerEm
        self._glyphs, self._widths = font.getBestCmap(), font["hmtx"].metrics

    def has(self, character: str) -> bool:
        return ord(character) in self._glyphs

    def width(self, letters: Counter[str], other: _Set) -> float:
        """Of all the letters that both have."""
        total: float = sum(
            count * self._widths[self._glyphs[ord(each)]][0] / self._em
            for each, count in letters.items()
            if self.has(each) and other.has(each)
        )
        return total

    def lines(self) -> tuple[float, float, float]:
        table = self._font["hhea"]
        return tuple(each / self._em for each in (table.ascent, -table.descent, table.lineGap))


def _cut(
    source: Path,
    characters: Iterable[int],
    weight: int | tuple[int, int],
    flavour: str,
    overlap: OverlapMode = OverlapMode.KEEP_AND_SET_FLAGS,
) -> bytes:
    """The font with nothing but these characters and weights; the same bytes each time."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(hinting=False, notdef_outline=True, layout_features=FEATURES)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=list(characters))
    cutter.subset(font)
    # Read again: the instancer knows nothing of what the subsetter took away.
    font = TTFont(BytesIO(_saved(font, "")), recalcTimestamp=False)
    font = instantiateVariableFont(font, _axes(font, weight), overlap=overlap)
    return _saved(font, flavour)


def _as_designed(data: bytes) -> bytes:
    """The font with a program that does nothing. Of one without any, FreeType moves each letter's
    stems to whole pixels, which nobody sees in letters of 48 and more, and takes a third longer.
    """
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    font["prep"] = table = newTable("prep")
    table.program = Program()
    # FreeType counts one of seven bytes as none: that is what tools write for fonts without.
    table.program.fromAssembly(["PUSHB[ ] 0", "POP[ ]"] * 3)
    font["maxp"].maxStackElements = 1
    return _saved(font, "")


def _axes(font: TTFont, weight: int | tuple[int, int]) -> dict[str, int | tuple[int, int]]:
    own: dict[str, int | tuple[int, int]] = {"wght": weight, "wdth": 100}
    return {axis.axisTag: own[axis.axisTag] for axis in font["fvar"].axes}


def _saved(font: TTFont, flavour: str) -> bytes:
    font.flavor = flavour or None
    buffer = BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _characters(ranges: str) -> Iterator[int]:
    for each in ranges.split():
        first, _, last = each.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def _ranges(characters: list[int]) -> str:
    joined: list[list[int]] = []
    for each in characters:
        if joined and each == joined[-1][1] + 1:
            joined[-1][1] = each
        else:
            joined.append([each, each])
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in joined)


def _letters() -> Counter[str]:
    """How often each stands in the sample site's texts."""
    texts = sorted((ROOT / "content").rglob("*.md"))
    return Counter("".join(each.read_text("utf-8") for each in texts).replace("\n", " "))


def _file(package: str, name: str) -> Path:
    found = [each for each in distribution(package).files or () if each.name == name]
    return Path(str(found[0].locate()))


def _licence(package: str) -> str:
    found = [each for each in distribution(package).files or () if each.name == "LICENSE"]
    return Path(str(found[0].locate())).read_text("utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
