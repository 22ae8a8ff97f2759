"""Aliases as lines for web servers, so that an old address answers with 301 and not a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from beyan.model.export import RedirectRules, RedirectStyle
from beyan.render.exporters.tools import Tools


def redirect_rules(planned: RedirectRules, tools: Tools) -> bytes:
    """Empty where the site has no alias."""
    path = urlsplit(tools.base).path.rstrip("/")
    line = _LINES[planned.style]
    lines = [line(path + old, tools.url(new)) for old, new in planned.redirects]
    return "".join(f"{each}\n" for each in lines).encode()


def _nginx(old: str, new: str) -> str:
    """For a `server` block. With or without the closing slash.

    Addresses are compared without their escapes; the settings let no sign in that would tell.
    """
    bare = unquote(old).rstrip("/")
    return f"location ~ ^{re.escape(bare)}/?$ {{ return 301 {new}; }}"


def _apache(old: str, new: str) -> str:
    """For the server's configuration or .htaccess (mod_alias)."""
    return f"RedirectMatch 301 ^{re.escape(unquote(old).rstrip('/'))}/?$ {new}"


def _netlify(old: str, new: str) -> str:
    """For `_redirects` (Netlify, Cloudflare Pages)."""
    return f"{old} {new} 301"


_LINES: dict[RedirectStyle, Callable[[str, str], str]] = {
    RedirectStyle.NGINX: _nginx,
    RedirectStyle.APACHE: _apache,
    RedirectStyle.NETLIFY: _netlify,
}
