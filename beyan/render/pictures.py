"""The pictures that a text shows, as HTML: in the widths and formats that its photos have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape

from beyan.language.cldr import direction
from beyan.model.page import TextPicture
from beyan.model.picture import Rendition, Renditions
from beyan.model.words import Words
from beyan.render.bdi import apart

# In what the sanitiser wrote: values stand in double quotes, and have no angle brackets.
_IMAGE = re.compile(r"<p>(?P<alone><img [^<>]*>)</p>|<img [^<>]*>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_DOWNLOAD = re.compile(r'<aside><a class="photo-download".*?</a></aside>', re.DOTALL)
# The column of a text: --measure in assets/beyan.css, and what a phone's margins leave.
_SIZES = "(min-width: 45rem) 41rem, 92vw"
# Of what an officer may write; how large a picture is, its file knows better.
_KEPT = ("alt", "dir", "id", "lang", "title")


class TextPictures:
    """For texts in one language.

    `download` is what the link to an original says, `link` makes a link, ready for HTML, of an
    address, and `figures` writes a number in the digits of the language.
    """

    def __init__(
        self,
        language: str,
        download: str,
        link: Callable[[str], str],
        figures: Callable[[int], str] = str,
    ) -> None:
        self._language = language
        self._figures = figures
        self._download = escape(download)
        self._link = link

    def shown(self, html: str, pictures: Mapping[str, TextPicture]) -> str:
        """`html`, which the sanitiser made, with all that a browser should know of its pictures.

        `pictures` are by their `src` in the HTML. A photo of the release that has a paragraph for
        itself becomes a figure.
        """

        def picture(match: re.Match[str]) -> str:
            typed = dict(_ATTRIBUTE.findall(match["alone"] or match[0]))
            found = pictures.get(typed.get("src", ""))
            if found is None:
                return match[0]
            image = self._picture(found, typed)
            if match["alone"] is None:
                return image
            if found.renditions is None or found.alt is None:
                return f"<p>{image}</p>"
            return self._figure(found, found.renditions, image)

        return _IMAGE.sub(picture, html)

    def _picture(self, picture: TextPicture, typed: Mapping[str, str]) -> str:
        # What was typed comes escaped.
        kept = "".join(f' {name}="{typed[name]}"' for name in _KEPT if typed.get(name))
        if not typed.get("alt"):
            alt = picture.alt
            kept += f' alt="{escape(alt.text)}"{self._lang(alt)}' if alt else ' alt=""'
        made = picture.renditions
        if made is None:
            return _image(f'src="{typed["src"]}"', picture.width, picture.height, kept)
        *others, fallback = made.formats
        sources = "".join(f'<source type="{same[0].type}" {self._choice(same)}>' for same in others)
        place = f'src="{self._link(made.shown.address)}" {self._choice(fallback)}'
        image = _image(place, made.shown.width, made.shown.height, kept)
        return f"<picture>{sources}{image}</picture>"

    def _choice(self, widths: Iterable[Rendition]) -> str:
        sources = ", ".join(f"{self._link(each.address)} {each.width}w" for each in widths)
        return f'srcset="{sources}" sizes="{_SIZES}"'

    def _figure(self, picture: TextPicture, made: Renditions, image: str) -> str:
        """As templates/parts/photo.html has it."""
        lines = []
        if picture.caption is not None:
            lines.append(f"<span{self._lang(picture.caption)}>{_said(picture.caption)}</span>")
        if picture.credit is not None:
            attributes = f' class="credit"{self._lang(picture.credit)}'
            lines.append(f"<span{attributes}>{_said(picture.credit)}</span>")
        pixels = " × ".join(map(self._figures, (picture.width, picture.height)))
        size = f'<span class="count" dir="ltr">{pixels}</span>'
        original = f'class="photo-download" href="{self._link(picture.address)}" download'
        lines.append(f"<aside><a {original}>{self._download} {size}</a></aside>")
        large = f'<a href="{self._link(made.large.address)}">{image}</a>'
        caption = "\n".join(["<figcaption>", *lines, "</figcaption>"])
        return f'<figure class="photo">\n{large}\n{caption}\n</figure>'

    def _lang(self, words: Words) -> str:
        if words.language == self._language:
            return ""
        own = direction(words.language)
        way = "" if own == direction(self._language) else f' dir="{own}"'
        return f' lang="{words.language}"{way}'


def without_downloads(html: str) -> str:
    """Of a text's figures, what belongs to the text: for readers who cannot follow a link."""
    return _DOWNLOAD.sub("", html) if "photo-download" in html else html


def _said(words: Words) -> str:
    return apart(words.text, direction(words.language))


def _image(place: str, width: int, height: int, kept: str) -> str:
    size = f'width="{width}" height="{height}"'
    return f'<img {place} {size}{kept} loading="lazy" decoding="async">'
