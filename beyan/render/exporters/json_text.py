"""JSON on one line, by orjson: the standard library takes 90 µs for an agency item, orjson 3.

What orjson writes can be read: it refuses what has no place in JSON.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from beyan.model.joined import Joined
from beyan.render.exporters.tools import Unreadable


def encode(value: Any) -> str:
    return encoded(value).decode()


def document(value: dict[str, Any]) -> bytes:
    return encoded(value, orjson.OPT_APPEND_NEWLINE)


def listing(head: dict[str, Any], key: str, items: Iterable[bytes]) -> bytes:
    """The document `head` with one more key, a list whose items are JSON already."""
    return Joined.of(b"%b,%b:[" % (encoded(head)[:-1], encoded(key)), items, b"]}\n", b",")


def read(text: str, name: str) -> None:
    """Raises `Unreadable` for what is no JSON; `name` is what it is called there."""
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Unreadable(name, error.msg) from error


def part(value: Any) -> bytes:
    """For a `listing`, and to be kept: orjson has room for eight bytes a letter, 64 kB for 7."""
    return bytes(memoryview(encoded(value)))


def encoded(value: Any, option: int | None = None) -> bytes:
    try:
        return orjson.dumps(value, option=option)
    except orjson.JSONEncodeError as error:
        raise Unreadable("JSON", str(error)) from error
