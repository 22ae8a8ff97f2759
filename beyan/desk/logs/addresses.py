"""Which address is the visitor's, and which a proxy's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_network

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
        if ":" not in bare:
            return IPv4Address(bare)
        found = IPv6Address(bare)
    except ValueError:
        return None
    return found.ipv4_mapped or found


def is_list(text: str) -> bool:
    """Whether it is what X-Forwarded-For has: addresses, of which some may not be known."""
    parts = [each.strip() for each in text.split(",")]
    return any(map(address, parts)) and all(
        address(each) is not None or each.lower() in ("unknown", "-") for each in parts
    )


class Visitors:
    """Whose requests they are, with what the settings say of proxies."""

    def __init__(self, proxies: Iterable[str] = ()) -> None:
        networks = (ip_network(each, strict=False) for each in (*_PRIVATE, *proxies))
        self._networks = [
            (each.version, int(each.network_address), int(each.broadcast_address))
            for each in networks
        ]
        self._is_trusted = lru_cache(maxsize=1_024)(self._trusted)

    def of(self, addresses: tuple[str, ...], forwarded: str) -> str:
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
        version, number = found.version, int(found)
        for each, begin, end in self._networks:
            if begin <= number <= end and each == version:
                return True
        return False


# `is_private` of Python has the networks of documents and tests too, which visitors may have.
_PRIVATE = (
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7",
    "127.0.0.0/8", "::1/128", "169.254.0.0/16", "fe80::/10",
)  # fmt: skip


def _plain(text: str) -> str:
    """The same for one address, with whatever port it came."""
    found = address(text)
    return str(found) if found is not None else text
