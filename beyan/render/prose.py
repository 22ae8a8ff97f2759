"""A read text → what its page shows: links lead where the plan says, marks get their words.

The text itself was read with its release (`markup/`); what only the page knows stands in it as
marks (`model/marks.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import quote

from beyan.model import marks
from beyan.model.page import PlannedProse
from beyan.render.pictures import TextPictures

# The interface strings that are not in a template; `beyan messages` collects them from here.
_NOTE = "Footnote %(number)s"
_WAY_BACK = "Back to footnote %(number)s in the text"
_TABLE = "Table %(number)s"
# Also the words of templates/parts/photo.html.
_DOWNLOAD = "Download the original"
STRINGS = (_NOTE, _WAY_BACK, _TABLE, _DOWNLOAD)

_ATTRIBUTES = r'(?: [a-z-]+="[^"]*")*'
_LINK = re.compile(rf'<a(?={_ATTRIBUTES} href="\0)({_ATTRIBUTES})>(.*?)</a>', re.DOTALL)
_PICTURE = re.compile(rf'<img(?={_ATTRIBUTES} src="\0)({_ATTRIBUTES})>')
_TARGET = re.compile(r'"\0([^"]*)"')
_LABEL = re.compile(marks.LABEL)
# What is seen of the mark of a footnote.
_NUMBER = re.compile(rf"(\x01{marks.NOTE} (\d+)\x01[^<>]*>)\2(?=</a>)")


def addressed(html: str, base: str) -> str:
    """What `render` made, with `base` before its links to inside the site.

    "" or "/press" for its own pages, "https://example.org/press" for readers elsewhere.
    """
    return html.replace(marks.LINK, escape(base))


class Labels(NamedTuple):
    """What is said, when read aloud, of what shows a sign alone; "{}" stands for its number.

    `note` is the mark of a footnote in the text, `way_back` the arrow behind the footnote, `table`
    the box in which a table scrolls. `download` is the link below a photo.
    """

    note: str
    way_back: str
    table: str
    download: str

    @classmethod
    def of(cls, gettext: Callable[[str], str]) -> Labels:
        return cls._make(gettext(each) % {"number": "{}"} for each in STRINGS)


class ProseRenderer:
    """For texts in one language."""

    def __init__(self, language: str, labels: Labels, figures: Callable[[int], str] = str) -> None:
        """`figures` writes a number in the digits of the language."""
        self._figures = figures
        self._labels = {
            marks.NOTE: labels.note, marks.WAY_BACK: labels.way_back, marks.TABLE: labels.table,
        }  # fmt: skip
        self._pictures = TextPictures(
            language, labels.download, lambda address: marks.LINK + quote(address), figures
        )

    def render(self, prose: PlannedProse) -> str:
        """HTML for `addressed`, which says where the site stands.

        A link that leads nowhere published loses its anchor and keeps its text: it could only tell
        a hidden name.
        """
        html = prose.html
        if marks.LINK in html:
            html = self._linked(html, prose)
        if "\x01" in html:
            html = _LABEL.sub(self._label, _NUMBER.sub(self._number, html))
        if not prose.pictures:
            return html
        pictures = {escape(_marked(each.address)): each for each in prose.pictures}
        return self._pictures.shown(html, pictures)

    def _linked(self, html: str, prose: PlannedProse) -> str:
        addresses = {link.target: link.address for link in prose.links}

        def leads(attributes: str) -> str | None:
            found = _TARGET.search(attributes)
            assert found is not None
            address = addresses.get(unescape(found[1]))
            if address is None:
                return None
            # A function, because an address may have any signs.
            return _TARGET.sub(lambda _: f'"{escape(_marked(address))}"', attributes, count=1)

        def link(match: re.Match[str]) -> str:
            attributes = leads(match[1])
            return match[2] if attributes is None else f"<a{attributes}>{match[2]}</a>"

        def picture(match: re.Match[str]) -> str:
            attributes = leads(match[1])
            return "" if attributes is None else f"<img{attributes}>"

        return _LINK.sub(link, _PICTURE.sub(picture, html))

    def _label(self, match: re.Match[str]) -> str:
        return escape(self._labels[match[1]].replace("{}", self._figures(int(match[2]))))

    def _number(self, match: re.Match[str]) -> str:
        return match[1] + self._figures(int(match[2]))


def _marked(address: str) -> str:
    return marks.LINK + quote(address, safe="/#?=&;%:@!$'()*+,~")
