"""An address of an earlier site: as it is typed, as servers see it, as it stands in a link.

It may be copied from anywhere, so its letters are there as they are or percent-encoded, or both.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote, unquote_to_bytes

from beyan.language.patterns import late
from beyan.model.release import composed

# The signs that RFC 3986 lets stand in a path or query as they are, besides letters and digits.
# Browsers encode the apostrophe in a query all the same.
_IN_PATHS = "/!$&'()*+,;=:@"
_IN_QUERIES = "/?!$&()*+,;=:@%"
# Of most aliases this says all.
_PLAIN = late(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*)?")
_WHOLE = late(r"https?://([\w.:-]+)(?=[/?]|$)", re.IGNORECASE)
_ESCAPE = late(r"%([0-9A-Fa-f]{2})?")
_UNRESERVED = late(r"[A-Za-z0-9._~-]")
# What browsers send in a query as it is, and others as RFC 3986 wants it.
_SENT_AS_IT_IS = late("%(5B|5C|5D|5E|60|7B|7C|7D)")
_CONTROL = late("[\0-\x1f\x7f]")
# What no system's files can be called, or what is read in another way where it is decoded twice.
_IN_NO_NAME = late('[\0-\x1f\x7f-\x9f<>:"|?*\\\\%\ud800-\udfff]')
# A part of an address is a folder's name, which file systems end at 255 bytes.
_MAX_NAME = 200


class OldAddress(NamedTuple):
    """`path` is decoded as servers decode it, with surrogates for bytes that are no UTF-8; `query`
    is encoded, in one of the ways in which the same can be written. With a `host` the path begins
    at the root of the server, else at the folder of the site.
    """

    path: str
    query: str = ""
    host: str = ""

    @classmethod
    def read(cls, typed: str) -> OldAddress | None:
        """None where no server is ever asked for it. What stands after "#" stays with the reader,
        and browsers send neither backslashes nor "." and "..".
        """
        if _PLAIN.fullmatch(typed):
            return cls(typed)
        typed = composed(typed)
        whole = _WHOLE.match(typed)
        host, rest = (whole[1], typed[whole.end() :]) if whole is not None else ("", typed)
        if host and not rest.startswith("/"):
            rest = f"/{rest}"
        path, _, query = rest.partition("?")
        decoded = unquote_to_bytes(path).decode("utf-8", "surrogateescape")
        if (
            not path.startswith("/")
            or (not host and path.startswith("//"))
            or "#" in rest
            or "\\" in rest
            or _CONTROL.search(decoded + query)
            or not {".", ".."}.isdisjoint(decoded.split("/"))
        ):
            return None
        return cls(re.sub("/{2,}", "/", decoded), _encoded(query), host)

    @property
    def text(self) -> str:
        """As a link has it: `read` makes the same of it."""
        if not self.query and not self.host and _PLAIN.fullmatch(self.path):
            return self.path
        address = quote(self.path.encode("utf-8", "surrogateescape"), safe=_IN_PATHS)
        origin = f"https://{self.host}" if self.host else ""
        return f"{origin}{address}?{self.query}" if self.query else origin + address

    @property
    def queries(self) -> tuple[str, ...]:
        """The query as programs write it; none where there is none."""
        by_browsers = _SENT_AS_IT_IS.sub(lambda sign: unquote(sign[0]), self.query)
        ways = (self.query, by_browsers, by_browsers.replace("%27", "'"))
        return tuple(dict.fromkeys(filter(None, ways)))

    @property
    def is_file(self) -> bool:
        """Whether a file on any system can answer to it."""
        if self.host or self.query:
            return False
        if len(self.path) <= _MAX_NAME and _PLAIN.fullmatch(self.path):
            return True
        *folders, last = self.path.split("/")
        return not (
            _IN_NO_NAME.search(self.path)
            or last.startswith(".")
            or any(part != part.strip(" ") for part in (*folders, last))
            or any(len(part.encode()) > _MAX_NAME for part in (*folders, last))
            or composed(self.path) != self.path
        )

    def below(self, base_path: str) -> OldAddress:
        """Seen from the folder of the site, if it lies there: `base_path`, "" or "/press"."""
        folder = f"{unquote(base_path)}/"
        if not self.host or not f"{self.path}/".startswith(folder):
            return self
        return OldAddress(f"/{self.path[len(folder) :]}", self.query)

    def from_root(self, base_path: str) -> OldAddress:
        """Seen from the root of the server."""
        return self if self.host else self._replace(path=unquote(base_path) + self.path)


def _encoded(query: str) -> str:
    return quote(_ESCAPE.sub(_normal, query), safe=_IN_QUERIES)


def _normal(escape: re.Match[str]) -> str:
    """RFC 3986, 6.2.2: what needs no encoding has none, and hexadecimals are capitals."""
    if escape[1] is None:
        return "%25"
    sign = chr(int(escape[1], 16))
    return sign if _UNRESERVED.fullmatch(sign) else escape[0].upper()
