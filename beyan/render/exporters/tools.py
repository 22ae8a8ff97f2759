"""What exporters share: absolute links, rendered prose, times and XML text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from beyan.model.page import PlannedProse

__all__ = ["Tools", "attribute", "text", "utc"]

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
        return self.base + quote(address, safe="/~.-_#?=&")


def utc(moment: datetime) -> str:
    """RFC 3339 in UTC: the same bytes whatever the time zone of the machine."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
