"""Which address is the visitor's, and which a proxy's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# What stands in place of the address of who came through a socket of the same machine.
_LOCAL = frozenset({"unix:", "unix", "-", ""})
_PORT = re.compile(r"(\[.+\]|\d+\.\d+\.\d+\.\d+):\d{1,5}")


@lru_cache(maxsize=1_024)
def address(text: str) -> IPv4Address | IPv6Address | None:
    """With or without port and brackets; IPv4 within IPv6 is IPv4."""
    if not text[:1].isalnum() and text[:1] not in ("[", ":"):
        return None
    match = _PORT.fullmatch(text)
    bare = (match[1] if match is not None else text).strip("[]")
    try:
        found = ip_address(bare)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def is_list(text: str) -> bool:
    """Whether it is what X-Forwarded-For has: addresses, of which some may not be known."""
    parts = [each.strip() for each in text.split(",")]
    return any(map(address, parts)) and all(
        address(each) is not None or each.lower() in ("unknown", "-") for each in parts
    )


class Visitors:
    """Whose requests they are, with what the settings say of proxies."""

    def __init__(self, proxies: Iterable[str] = ()) -> None:
        self._networks = tuple(ip_network(each, strict=False) for each in proxies)
        self._is_trusted = lru_cache(maxsize=1_024)(self._trusted)
        self.of = lru_cache(maxsize=1_024)(self._of)

    def _of(self, addresses: tuple[str, ...], forwarded: str) -> str:
        """Of those that the server saw the first of no proxy; where all are, who they say sent
        them. That is read from the right: what stands further left, a stranger may have written.
        """
        for each in addresses:
            if not self._is_trusted(each):
                return _plain(each)
        visitor = addresses[0]
        for each in reversed(forwarded.split(",") if forwarded else ()):
            named = each.strip()
            if address(named) is None:
                break
            visitor = named
            if not self._is_trusted(named):
                break
        return _plain(visitor)

    def _trusted(self, text: str) -> bool:
        found = address(text)
        if found is None:
            return text in _LOCAL
        if _is_within(found) or found.is_loopback or found.is_link_local:
            return True
        return any(found in each for each in self._networks if each.version == found.version)


# `is_private` of Python has the networks of documents and tests too, which visitors may have.
_PRIVATE = tuple(
    map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"))
)


def _is_within(found: IPv4Address | IPv6Address) -> bool:
    return any(found in each for each in _PRIVATE if each.version == found.version)


def _plain(text: str) -> str:
    """The same for one address, with whatever port it came."""
    found = address(text)
    return str(found) if found is not None else text
