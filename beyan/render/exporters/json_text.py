"""JSON on one line: what the standard library writes five times as fast as with an indent."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def document(value: dict[str, Any]) -> bytes:
    return f"{encode(value)}\n".encode()


def listing(head: dict[str, Any], key: str, items: Iterable[str]) -> bytes:
    """The document `head` with one more key, a list whose items are JSON already."""
    return f"{encode(head)[:-1]},{encode(key)}:[{','.join(items)}]}}\n".encode()
