"""A line of text, safe to be printed on a terminal."""

from __future__ import annotations

import re

_ACTING = re.compile("[\0-\x08\n-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def on_one_line(text: str) -> str:
    """With the code of what would move a terminal's cursor, colour it, or turn its letters around.

    Names of files can have such signs, and what a message repeats of a text.
    """
    return _ACTING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
