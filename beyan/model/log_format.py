"""The format of a log, as nginx's `log_format` or Apache's `LogFormat` declare it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from beyan.language.patterns import late

# What pages are counted by; one of each is needed.
_NEEDED = (
    ("$time_local (%t)", ("time_local", "time_iso8601", "msec")),
    (
        "$remote_addr (%h)",
        ("remote_addr", "remote_host", "peer_addr", "realip_remote_addr", "client_ip"),
    ),
    ("$request (%r)", ("request", "request_uri", "uri", "document_uri")),
    ("$status (%s)", ("status",)),
)
_NGINX = late(r"\$(?:\{(\w+)\}|(\w+))")
_APACHE = late(r"%[<>!0-9,]*(?:\{([^}]*)\})?(\^[A-Z]{2}|[A-Za-z])|%(%)")
_APACHE_NAMES = {
    "h": "remote_host", "a": "remote_addr", "t": "time_local", "r": "request",
    "m": "request_method", "U": "request_uri", "q": "args", "s": "status", "v": "server_name",
    "V": "host",
}  # fmt: skip
# Directives of nginx and Apache, as they stand in the files of these.
_NGINX_LINE = late(r"\s*log_format\s+\S+\s+(?:escape=\w+\s+)?(.*?);?\s*", re.DOTALL)
_APACHE_LINE = late(r'\s*(?:LogFormat|CustomLog\s+\S+)\s+"((?:[^"\\]|\\.)*)".*', re.DOTALL)
_QUOTED = late(r"'([^']*)'|\"((?:[^\"\\]|\\.)*)\"")
_ESCAPED = late(rb"\\(?:x([0-9A-Fa-f]{2})|u00([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"v": b"\v"}
# Fields that have blanks, also where nothing encloses them; not longer, so that no line takes long.
_LOOSE = late(r"remote_user|apache_u|request|time_|http_")
_WITH_BLANKS = r'([^"]{1,500}?)'
_DUPLICATE = "_again"


class LogFormat:
    """Text and fields of a line. Raises ValueError for a format that does not say enough: its
    message names what is missing.
    """

    def __init__(self, declared: str) -> None:
        text = _bare(declared)
        is_nginx = _NGINX.search(text) is not None
        self._names: list[str] = []
        pattern, end = [], 0
        for match in (_NGINX if is_nginx else _APACHE).finditer(text):
            pattern.append(re.escape(text[end : match.start()]))
            end = match.end()
            name = match[1] or match[2] if is_nginx else _apache_name(match)
            if name == "%":
                pattern.append("%")
                continue
            pattern.append(self._field(name, text, match.start(), end, is_nginx=is_nginx))
        pattern.append(re.escape(text[end:]))
        missing = [what for what, names in _NEEDED if not set(names) & set(self._names)]
        if missing:
            raise ValueError(", ".join(missing))
        # Fields that somebody added later, at the end, do no harm; one with blanks has them itself.
        rest = "" if pattern[-2:] == [_WITH_BLANKS, ""] else "(?: .*)?"
        self._pattern = re.compile("".join(pattern) + rest)

    def values(self, line: str) -> Mapping[str, str]:
        """Raises ValueError where the line is none of this format."""
        match = self._pattern.fullmatch(line)
        if match is None:
            raise ValueError
        found = dict(zip(self._names, map(unescaped, match.groups()), strict=True))
        if "args" in found and "request_uri" in found:
            found["request_uri"] += found["args"]
        return found

    def _field(self, name: str, text: str, start: int, end: int, *, is_nginx: bool) -> str:
        """The pattern of its value: up to the sign that stands behind it."""
        self._names.append(name if name not in self._names else f"{name}{_DUPLICATE}{start}")
        if name == "time_local":
            # Apache writes it in brackets, nginx's formats have them.
            return r"([^\]\"|;]+?)" if is_nginx else r"\[?([^\]\"|;]+?)\]?"
        before, behind = text[start - 1 : start], text[end : end + 1]
        if before == behind == '"':
            return r'((?:[^"\\]|\\.)*)'
        if behind == " " or not behind:
            return _WITH_BLANKS if _LOOSE.match(name) else r"(\S+)"
        return rf"([^{re.escape(behind)}]*?)"


def _apache_name(match: re.Match[str]) -> str:
    if match[3]:
        return "%"
    inside, letters = match[1], match[2]
    if inside and letters == "i":
        return f"http_{inside.lower().replace('-', '_')}"
    if letters == "a" and inside == "c":
        return "peer_addr"
    if letters == "t" and inside:
        return "msec" if inside in ("sec", "msec", "usec") else "time_iso8601"
    return _APACHE_NAMES.get(letters, f"apache_{letters}") if not inside else f"apache_{inside}"


def _bare(declared: str) -> str:
    """The format alone, also where the whole directive was pasted."""
    nginx = _NGINX_LINE.fullmatch(declared)
    if nginx is not None:
        parts = (one or unescaped(two) for one, two in _QUOTED.findall(nginx[1]))
        return "".join(parts)
    apache = _APACHE_LINE.fullmatch(declared)
    text = apache[1] if apache is not None else declared
    return text.replace('\\"', '"').replace("\\t", "\t").strip()


def unescaped(text: str) -> str:
    """Without the escapes of nginx and Apache: bytes of UTF-8 as \\xC9\\x99, and \\"."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(_byte, text.encode()).decode("utf-8", "replace")


def _byte(match: re.Match[bytes]) -> bytes:
    number = match[1] or match[2]
    if number is not None:
        return bytes((int(number, 16),))
    return _LETTERS.get(match[3], match[3])
