"""The files that a style sheet asks for: the one reader of `url(…)`.

https://www.w3.org/TR/css-values-4/#urls
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath

_URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<target>[^"'()\\\s]+)(?P=quote)\s*\)""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# An address of its own, of another host or of the site's top, or a place in a drawing.
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|#")


def files_asked_for(css: str, path: str) -> Iterator[str]:
    """Their paths, as that of the style sheet is one; those of other style sheets are left out."""
    for match in _URL.finditer(_COMMENT.sub("", css)):
        file = _file(match["target"], path)
        if file and not file.endswith(".css"):
            yield file


def with_published(css: str, path: str, names: Mapping[str, str]) -> str:
    """With the `names` that these files are published by, each in the folder where it lies."""

    def renamed(match: re.Match[str]) -> str:
        target = match["target"]
        name = names.get(_file(target, path))
        if name is None:
            return match[0]
        bare = re.split("[?#]", target, maxsplit=1)[0]
        shown = f"{bare[: bare.rfind('/') + 1]}{name}{target[len(bare) :]}"
        return f"url({match['quote']}{shown}{match['quote']})"

    return _URL.sub(renamed, css)


def _file(target: str, path: str) -> str:
    """The path of the file; empty for what is no file beside the style sheet or below it."""
    bare = re.split("[?#]", target, maxsplit=1)[0]
    return "" if not bare or _ELSEWHERE.match(bare) else normpath(join(dirname(path), bare))
