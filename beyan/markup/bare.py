"""Addresses that stand in a text without any markup: they become links all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# The last part of a host has letters alone: in Azerbaijani a case is joined to it with a hyphen
# ("www.example.org-da").
_HOST = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}"
_SIGNS = ("://", "ww.", "WW.", "@")
_BARE = re.compile(
    rf"(?<![\w@./+-])(?:"
    rf"(?P<url>[hH][tT][tT][pP][sS]?://(?:{_HOST}|localhost|\d{{1,3}}(?:\.\d{{1,3}}){{3}})(?::\d+)?"
    rf"|[wW][wW][wW]\.{_HOST}(?::\d+)?)(?P<rest>[/?#](?:[^\s<>\"“”„«»‹›’`|\]]|\](?![(\[]))*+)?"
    rf"|(?P<mail>[A-Za-z0-9][\w.+-]*@{_HOST}))"
)
_TRAILING = frozenset("?!.,:;*_~'’…")
_ENTITY = re.compile(r"&[A-Za-z0-9]{1,32};")


_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
_AUTOMAIL = re.compile(
    r"<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*)>"
)


class Bare(NamedTuple):
    """`text` stands from `start` to `end` and leads to `target`."""

    start: int
    end: int
    text: str
    target: str


def bare_links(text: str) -> Iterator[Bare]:
    """In their order; they do not overlap."""
    if not any(sign in text for sign in _SIGNS):
        return
    for match in _BARE.finditer(text):
        start, end = match.span()
        if match["mail"]:
            yield Bare(start, end, match[0], f"mailto:{match[0]}")
            continue
        found = _trimmed(match[0], len(match["url"]))
        scheme = "https://" if found[:4].lower() == "www." else ""
        yield Bare(start, start + len(found), found, scheme + found)


def _trimmed(address: str, least: int) -> str:
    """Without the signs that end the sentence; brackets stay in pairs."""
    end = len(address)
    opened = {")": address.count("("), "]": address.count("["), "}": address.count("{")}
    closed = {sign: address.count(sign) for sign in opened}
    while end > least:
        sign = address[end - 1]
        if sign in opened:
            if closed[sign] <= opened[sign]:
                break
            closed[sign] -= 1
        elif sign == ";" and (entity := _ENTITY.fullmatch(address, _ampersand(address, end), end)):
            end = entity.start() + 1
        elif sign not in _TRAILING:
            break
        end -= 1
    return address[:end]


def _ampersand(address: str, end: int) -> int:
    """Where the reference begins that may end at `end`."""
    return max(address.rfind("&", max(end - 34, 0), end), 0)


def in_brackets(text: str, position: int) -> tuple[str, str, int] | None:
    """Of `<address>` at this position what is shown, where it leads, and where it ends."""
    if match := _AUTOLINK.match(text, position):
        return match[1], match[1], match.end()
    if match := _AUTOMAIL.match(text, position):
        return match[1], f"mailto:{match[1]}", match.end()
    return None
