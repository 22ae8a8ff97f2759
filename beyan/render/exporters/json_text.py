"""JSON on one line, by orjson: the standard library takes 90 µs for an agency item, orjson 3."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson


def encode(value: Any) -> str:
    return orjson.dumps(value).decode()


def document(value: dict[str, Any]) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)


def listing(head: dict[str, Any], key: str, items: Iterable[str]) -> bytes:
    """The document `head` with one more key, a list whose items are JSON already."""
    return f"{encode(head)[:-1]},{encode(key)}:[{','.join(items)}]}}\n".encode()
