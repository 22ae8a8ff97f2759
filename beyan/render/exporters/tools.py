"""What exporters share: absolute links, rendered prose, times and XML text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from beyan.model.page import PlannedProse

__all__ = ["Tools", "attribute", "rfc3339", "text"]

text = escape
attribute = quoteattr


@dataclass(frozen=True, slots=True)
class Tools:
    """`base` is the site's base URL without a closing slash.

    `html` renders prose in a language with absolute links, for readers outside of the site.
    """

    base: str
    html: Callable[[PlannedProse, str], str]

    def url(self, address: str) -> str:
        """A file's name may have any sign, so "#" and "?" are of the name as well."""
        return self.base + quote(address)

    def standalone(self, prose: PlannedProse, language: str, address: str) -> str:
        """The HTML for a format without a base: links to notes lead to the page at `address`."""
        html = self.html(prose, language)
        return html.replace('href="#', f'href="{self.url(address)}#')


def rfc3339(moment: datetime) -> str:
    """In the site's own zone, so that a release of 22 May is of 22 May for every reader."""
    return moment.isoformat(timespec="seconds")
