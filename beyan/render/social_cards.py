"""Social cards → PNG files: a title in the design's colours, as large as it fits.

Text is drawn as 15 shades from the ground to the ink; with the border's colour these make a palette
of 16, four bits a pixel. The colours are those of the bar on top of every page.

A site has a card for every release: what all cards of a language have is drawn once, and what a
word measures is kept.
"""

from __future__ import annotations

import zlib
from bisect import bisect
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache, partial
from hashlib import sha256
from itertools import islice
from math import inf
from pathlib import Path
from struct import pack
from typing import TYPE_CHECKING, NamedTuple

from beyan.language.bidi import direction_of, isolated, without_signs
from beyan.language.locale import Direction, Formats, Language
from beyan.language.patterns import late
from beyan.model.colour import channels
from beyan.model.look import Border
from beyan.model.release_summary import digest
from beyan.model.social_card import SANS, CardColours, CardFont, SocialCard, font_for
from beyan.render import card_fonts
from beyan.render.card_fonts import Face, font_file, installed

if TYPE_CHECKING:
    from PIL.Image import Image

_SHADES = 15
# The kind of a PNG file whose pixels are numbers of colours.
_PALETTE = 3
_FULL, _SOFT = _SHADES - 1, 11

MARGIN = 80
_WIDTH = SocialCard.width - 2 * MARGIN
# Chinese and Japanese have no blanks: a line may end after any character, but not with an opening
# sign, and none begins with a closing one.
_UNSPACED = late("[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff]")
_PARTS = late(
    f"[《〈「『【（]*{_UNSPACED.pattern}[、。〉》」』】！，．：；？）]*|(?:(?!{_UNSPACED.pattern}).)+"
)
# A line has no more letters than that, however narrow they are.
_LONGEST = 1000
_BOLD, _MEDIUM = 700, 500
_TITLE_SIZES, _SMALL_SIZES = (84, 76, 68, 60, 54, 48), (36, 32, 28)
_TITLE_HEIGHT, _SMALL_HEIGHT = 330, 96


class Block(NamedTuple):
    """Lines of text set in one size; `leading` is from one line to the next, in pixels."""

    lines: tuple[str, ...]
    face: Face
    leading: int


def card_key(card: SocialCard) -> bytes:
    """Of all that the file's bytes depend on."""
    import PIL

    said = (card.language, card.title, card.office, card.day, card.place, card.formats, card.font)
    look = (*card.colours, card.border.value)
    return digest(repr((PIL.__version__, zlib.ZLIB_RUNTIME_VERSION, _tools(), said, look)).encode())


def drawn(card: SocialCard) -> bytes:
    language = _spoken(card.language, card.formats)
    side = language.direction
    fit = partial(fitted, language=card.language, chosen=card.font)
    image = _ground(replace(card, address="", title="", day=None, place="")).copy()
    title = fit(card.title, _BOLD, _TITLE_SIZES, _TITLE_HEIGHT, heading=True)
    top = 170 + (_TITLE_HEIGHT - title.leading * len(title.lines)) // 2
    _write(image, language, title, top, _FULL, direction_of(card.title, side))
    place = (card.place, language.date_long(card.day) if card.day else "")
    below = " · ".join(isolated(each, side, side) for each in place if each)
    if below:
        _write(image, language, fit(below, _MEDIUM, _SMALL_SIZES, 56), 540, _SOFT, side)
    return _png(image, card.colours)


# One is 750 kB, and there is one for each language.
@lru_cache(maxsize=16)
def _ground(card: SocialCard) -> Image:
    """What all cards of a language have: the office's name, the border and the line below a title.

    Each pixel is the number of its colour in the palette.
    """
    import PIL.Image
    from PIL import ImageDraw

    image = PIL.Image.new("P", (card.width, card.height), 0)
    language = _spoken(card.language, card.formats)
    side = language.direction
    office = fitted(card.office, _MEDIUM, _SMALL_SIZES, _SMALL_HEIGHT, card.language, card.font)
    _write(image, language, office, 64, _SOFT, direction_of(card.office, side))
    pen = ImageDraw.Draw(image)
    if card.border is Border.LATTICE:
        # The pattern below the bar of every page.
        for left in range(0, card.width, 24):
            pen.polygon([(left, 0), (left + 24, 0), (left + 12, 20)], fill=_SHADES)
    elif card.border is Border.PLAIN:
        pen.rectangle((0, 0, card.width, 11), fill=_SHADES)
    edge = card.width - MARGIN - 96 if side == "rtl" else MARGIN
    pen.rectangle((edge, 516, edge + 96, 520), fill=_SHADES)
    return image


def _write(
    image: Image, language: Language, block: Block, top: int, shade: int, way: Direction
) -> None:
    from PIL import ImageDraw

    pen = ImageDraw.Draw(image)
    # With soft edges: as much of the shade as of the letter lies in the pixel.
    pen.fontmode = "L"
    side = language.direction
    for number, line in enumerate(block.lines, start=1):
        y = top + number * block.leading - block.leading // 4
        length = 0 if way == side else round(block.face.getlength(line))
        x = image.width - MARGIN - length if side == "rtl" else MARGIN + length
        block.face.draw(pen, (x, y), line, shade, direction=way, language=language.tag)


@lru_cache(maxsize=64)
def _spoken(tag: str, formats: Formats) -> Language:
    return Language(tag, formats)


def fitted(
    text: str,
    weight: int,
    sizes: tuple[int, ...],
    height: int,
    language: str = "",
    chosen: CardFont | None = None,
    heading: bool = False,
) -> Block:
    """The text in the largest size in which it fits; in the smallest, cut off at the last line.

    In the font that is `chosen`, where that has its letters.
    """
    letters = without_signs(text)
    needed: str | CardFont = font_for(letters) or SANS
    if chosen is not None and chosen.has(letters):
        needed = chosen if chosen.digest else chosen.name
    for size in sizes:
        font = Face(needed, size, weight, language, heading=heading)
        leading = font.leading
        most = max(1, height // leading)
        # What no longer fits is not even looked at, however much it is.
        lines = tuple(islice(_wrapped(text, font, _WIDTH), most + 1))
        if len(lines) <= most and all(_length(font, line) <= _WIDTH for line in lines):
            return Block(_balanced(text, font, lines), font, leading)
    # A word wider than the card is broken, and what then remains is left out.
    parts = (part for line in lines for part in _broken(line, font))
    broken = list(islice(parts, most + 1))
    if len(broken) > most:
        last = broken[most - 1]
        while font.getlength(f"{last}…") > _WIDTH:
            last = last[:-1]
        broken[most - 1 :] = [f"{last.rstrip(' ,;:–—-')}…"]
    return Block(tuple(broken), font, leading)


def _balanced(text: str, font: Face, lines: tuple[str, ...]) -> tuple[str, ...]:
    """As many lines, but near to one another in length: no word stands alone in the last."""
    if len(lines) == 1 or _UNSPACED.search(text):
        return lines
    blank = font.getlength(" ")
    whole = sum(font.getlength(word) + blank for word in text.split(" "))
    # Not to the pixel: lines that are yet a little nearer part words that belong together.
    widths = range(round(whole / len(lines)), _WIDTH, _WIDTH // 24)

    def wrapped(width: int) -> tuple[str, ...]:
        return tuple(_wrapped(text, font, width - blank))

    enough = bisect(widths, False, key=lambda width: len(wrapped(width)) <= len(lines))
    return wrapped(widths[enough]) if enough < len(widths) else lines


def _wrapped(text: str, font: Face, width: float) -> Iterator[str]:
    """What a line measures is taken for the sum of its words: each is measured once."""
    line, length = "", 0.0
    for blank, word in _words(text):
        own = _length(font, word)
        longer = length + font.getlength(blank) + own if line else own
        if line and longer > width:
            yield line
            line, longer = word, own
        else:
            line = f"{line}{blank}{word}" if line else word
        length = longer
    yield line


def _words(text: str) -> Iterator[tuple[str, str]]:
    """What stands in one line, and the blank before it: in Chinese and Japanese each character."""
    for word in text.split(" "):
        if not _UNSPACED.search(word):
            yield " ", word
            continue
        for number, part in enumerate(_PARTS.findall(word)):
            yield "" if number else " ", part


def _broken(line: str, font: Face) -> Iterator[str]:
    """Each piece as long as it fits: twice what is known to fit is tried, then halves between."""
    while _length(font, line) > _WIDTH:
        fitting, end = 1, 2
        while _length(font, line[:end]) <= _WIDTH:
            fitting, end = end, 2 * end
        ends = range(fitting + 1, min(end, len(line)))
        end = fitting + bisect(ends, False, key=lambda at: _length(font, line[:at]) > _WIDTH)
        yield line[:end]
        line = line[end:]
    yield line


def _length(font: Face, text: str) -> float:
    """In pixels; of what is longer than any line not even that is asked: it takes its time."""
    return font.getlength(text) if len(text) <= _LONGEST else inf


def _png(image: Image, colours: CardColours) -> bytes:
    """Pillow looks for a filter for each row, which makes nothing smaller here and takes 1 ms."""
    # Before each row stands a byte that says which filter it has: none, as two pixels of the first
    # colour say. To put it there row by row takes half a millisecond.
    rows = image.crop((-2, 0, *image.size)).tobytes("raw", "P;4")
    # Pressing harder takes 3 ms more for a fifth of the bytes.
    chunks = (
        (b"IHDR", pack(">IIBBBBB", *image.size, 4, _PALETTE, 0, 0, 0)),
        (b"PLTE", _palette(colours)),
        (b"IDAT", zlib.compress(rows, 1)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


@lru_cache(maxsize=16)
def _palette(colours: CardColours) -> bytes:
    ground, ink = channels(colours.ground), channels(colours.ink)
    shades = bytearray()
    for step in range(_SHADES):
        pairs = zip(ground, ink, strict=True)
        shades += bytes(round(low + (high - low) * step / (_SHADES - 1)) for low, high in pairs)
    return bytes(shades) + bytes(channels(colours.border))


@cache
def _tools() -> str:
    """What draws: these modules and the fonts; of a large extra its size does."""
    shipped = (card_fonts.HEADING, *map(font_file, (SANS, "arabic")))
    files = (Path(__file__), Path(card_fonts.__file__), *shipped)
    sizes = repr([(font, font_file(font).stat().st_size) for font in installed()])
    return sha256(b"".join([sizes.encode(), *(file.read_bytes() for file in files)])).hexdigest()
