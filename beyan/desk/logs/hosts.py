"""Which host was asked, and whether it is this site's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

_HOST = re.compile(r"[^\s/@\"'\\,;=]{1,253}")
# A server that has no name, and what stands where nothing is known.
_NONE = frozenset({"", "-", "_", "*"})


class Hosts:
    """Those of the site: the one that its address names, with and without `www.`, and others that
    the settings list.
    """

    def __init__(self, base_url: str, others: Iterable[str] = ()) -> None:
        own = _bare(urlsplit(base_url).netloc)
        self._own = {own, own.removeprefix("www."), f"www.{own}", *map(_bare, others)}
        self.has = lru_cache(maxsize=4_096)(self._has)

    def _has(self, host: str) -> bool:
        """Whether a request that named this host asked for this site; also where it named none."""
        return host.strip() in _NONE or _bare(host) in self._own


def is_host(text: str) -> bool:
    """Whether it may be the name of a host: `press.example.org`, `press.example.org:443`."""
    return _HOST.fullmatch(text) is not None and "." in text and not text.startswith(".")


def split_target(target: str) -> tuple[str, str]:
    """The host that the target names itself, as it does for a proxy; and the path of both."""
    if target.startswith("/") or "://" not in target:
        return "", target
    try:
        parts = urlsplit(target)
    except ValueError:
        return "", ""
    return parts.netloc.rpartition("@")[2], parts.path or "/"


def _bare(host: str) -> str:
    """In small ASCII letters, without port and the dot of the root."""
    name = re.sub(r":\d*$", "", host.strip().lower()).rstrip(".")
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode()
    except UnicodeError:
        return name
