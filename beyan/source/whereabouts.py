"""Where a site stands, on earth and on the web, as its settings say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from beyan.lifetime import starved
from beyan.model.diagnostic import Diagnostic, Span, nearest, problem
from beyan.source.strict_yaml import Document

# The address stands in files of servers, which give other signs a meaning of their own.
_HOST = re.compile(r"(?:[\w-]+(?:\.[\w-]+)*\.?|\[[0-9A-Fa-f:.]+\])(?::[0-9]*)?")
_FOLDERS = re.compile(r"(?:/(?!\.)[\w.~-]*)*")
# As all zones are called. zoneinfo looks for any other name as for a module, folder by folder.
_ZONE = re.compile(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+){0,3}")


def place_problems(document: Document, base_url: str | None) -> Iterator[Diagnostic]:
    """What is wrong with it, as far as the settings say it at all."""
    zone, address = document.values.get("timezone"), document.values.get("base_url")
    if isinstance(zone, str) and zone and not _is_zone(zone):
        span = document.span(("timezone",))
        yield problem("bad-timezone", span, value=zone, suggestion=_meant_zone(zone))
    # An address from the command line has no place in a file.
    span = document.span(("base_url",)) if base_url is None else Span("--base-url")
    address = base_url if base_url is not None else address
    if not isinstance(address, str) or (base_url is None and not address):
        return
    if not _is_site_address(address):
        meant = f"https://{address}"
        is_meant = "." in address and "//" not in address and _is_site_address(meant)
        yield problem("bad-url", span, value=address, suggestion=meant if is_meant else "")


def _is_zone(name: str) -> bool:
    if _ZONE.fullmatch(name) is None:
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        if starved(error):
            raise
        return False
    return True


def _meant_zone(typed: str) -> str:
    """A zone's whole name, of which a town alone is often typed."""
    zones = available_timezones()
    towns = {zone.rpartition("/")[2].casefold(): zone for zone in sorted(zones)}
    return towns.get(typed.casefold()) or nearest(typed, zones)


def _is_site_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return (
            parts.scheme in ("http", "https")
            and _HOST.fullmatch(parts.netloc) is not None
            and _FOLDERS.fullmatch(unquote(parts.path)) is not None
            # As it was typed: of these, urlsplit leaves some out.
            and not (parts.query or parts.fragment or re.search(r"[?#\s]", text))
            and parts.port != 0  # asked for, because it raises ValueError where it is too large
        )
    except ValueError:
        return False
