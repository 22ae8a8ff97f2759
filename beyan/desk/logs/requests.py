"""`GET /a?b HTTP/1.1` as logs write it → method and target."""

from __future__ import annotations

import re

_PROTOCOL = re.compile(r" HTTP/[0-9.]+$")
_METHOD = re.compile(r"[A-Za-z]{1,20}")

# What Sec-Purpose, Purpose, X-Purpose and X-Moz say of a page that nobody may ever look at.
PREFETCH = re.compile(r"(?:prefetch|prerender|preview)\b", re.IGNORECASE)


def parted(request: str) -> tuple[str, str]:
    """Method and target; a browser that is no browser may have sent anything."""
    method, _, rest = request.partition(" ")
    if not _METHOD.fullmatch(method):
        return "", ""
    return method, _PROTOCOL.sub("", rest)
