"""What exporters share: absolute links, rendered prose, times, XML text, and a memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import field
from datetime import datetime, tzinfo
from functools import lru_cache, partial
from html import escape
from typing import Any, TypeVar, cast
from urllib.parse import quote
from xml.parsers.expat import ExpatError, ParserCreate

from beyan.language.bidi import isolated
from beyan.language.cldr import Direction, direction
from beyan.model.page import PlannedProse
from beyan.model.picture import Picture
from beyan.model.records import dataclass
from beyan.model.release import Moment, in_whole_minutes
from beyan.model.words import Words

__all__ = [
    "Tools",
    "Unreadable",
    "attribute",
    "content",
    "listed",
    "quoted",
    "rfc3339",
    "stamp",
    "text",
]

# The standard library has this for XML too, in a module that takes an HTTP client along: 25 ms.
text = partial(escape, quote=False)

_IN_ATTRIBUTES = str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})

_UNSAFE = re.compile(r"[^A-Za-z0-9/._~-]")
_UNSAFE_IN_XML = re.compile(r"[&<>\"\n\r\t]")
_Part = TypeVar("_Part", bound=Hashable)
_Made = TypeVar("_Made")

# An entry is of some 10 kB in each of three formats. As many as `plan/export_files.py` has at hand.
_REMEMBERED = 3 * 2_000


class Unreadable(ValueError):
    """No program could read the file, or this part of a page; nothing of the kind is published."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(file, reason)
        self.file = file
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Tools:
    """`base` is the site's base URL without a closing slash.

    `html` renders prose in a language with absolute links, for readers outside of the site. `size`
    tells how many bytes the file of a picture has; None where it is not known at a glance.
    """

    base: str
    html: Callable[[PlannedProse, str], str]
    size: Callable[[Picture], int | None] = lambda picture: None
    _once: Callable[..., Any] = field(init=False, repr=False, compare=False)
    _taken: set[int] = field(default_factory=set, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_once", lru_cache(_REMEMBERED)(self._make))

    def once(self, make: Callable[[_Part, Tools], _Made], part: _Part) -> _Made:
        """`make(part, tools)`, remembered for the next file that shows the same part."""
        return cast(_Made, self._once(make, part))

    def _make(self, make: Callable[[_Part, Tools], _Made], part: _Part) -> _Made:
        return make(part, self)

    def well_formed(self, xml: str, name: str) -> str:
        """The XML, if a parser takes it; `name` is what it is called where not: `Unreadable`.

        Of a feed, its frame and each entry by itself, once: an entry stands in a dozen feeds.
        """
        key = hash(xml)
        if key not in self._taken:
            try:
                ParserCreate().Parse(xml, True)
            except (ExpatError, UnicodeEncodeError) as error:
                raise Unreadable(name, str(error)) from error
            self._taken.add(key)
        return xml

    def url(self, address: str) -> str:
        """A file's name may have any sign, so "#" and "?" are of the name as well."""
        return self.base + quoted(address)

    def standalone(self, prose: PlannedProse, language: str, address: str) -> str:
        """The HTML for a format without a base: links to notes lead to the page at `address`."""
        html = self.html(prose, language)
        return html.replace('href="#', f'href="{self.url(address)}#')


# A page writes each of its addresses several times, and all pages have those of the menu.
@lru_cache(maxsize=4096)
def quoted(address: str) -> str:
    """A file's name may have any letters; a link has only those of RFC 3986."""
    return quote(address) if _UNSAFE.search(address) else address


@lru_cache(maxsize=128)
def content(html: str) -> str:
    """HTML as the text of an element: two formats have the same of all releases in a feed."""
    return text(html)


def attribute(value: str) -> str:
    """With its quotation marks, as XML wants it; most values are addresses and tags."""
    if _UNSAFE_IN_XML.search(value):
        value = text(value).translate(_IN_ATTRIBUTES)
    return f'"{value}"'


def listed(parts: Iterable[Words | None], around: Direction) -> str:
    """What there is of the parts, in one line of plain text that runs `around`."""
    found = [each for each in parts if each is not None]
    if len(found) == 1:
        return found[0].text
    return ", ".join(isolated(text, direction(tag), around) for text, tag in found)


def rfc3339(moment: datetime) -> str:
    """In the site's own zone, so that a release of 22 May is of 22 May for every reader."""
    return _written(moment, moment.tzinfo, moment.fold)


def stamp(moment: Moment) -> str:
    """For machines: the day, and the time where an officer gave one."""
    return rfc3339(moment.instant) if moment.has_time else moment.day.isoformat()


@lru_cache(maxsize=1024)
def _written(moment: datetime, _zone: tzinfo | None, _fold: int) -> str:
    """The zone is a part of the key: the same instant in two of them is equal.

    And of an hour that comes twice, the first is equal to the second.
    """
    return in_whole_minutes(moment).isoformat(timespec="seconds")
