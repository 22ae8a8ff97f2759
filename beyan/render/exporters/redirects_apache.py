"""Redirects for Apache: the server's configuration, or a .htaccess file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beyan.render.exporters.moved import Moved, told_apart


def apache(moved: Sequence[Moved], _: str) -> Iterator[str]:
    """A query is asked for by mod_rewrite, which a server need not have; a path by mod_alias."""
    apart = told_apart(moved)
    queries = [each for each in moved if each.old.query]
    if queries:
        yield "<IfModule mod_rewrite.c>"
        yield "RewriteEngine On"
        # What has no query is through at once.
        yield 'RewriteCond %{QUERY_STRING} "^$"'
        yield f'RewriteRule "^" "-" [S={len(queries)}]'
    for each in queries:
        any_case = "" if each.old in apart else " [NC]"
        asked = "|".join(map(re.escape, each.old.queries))
        # "%" and a digit would be a part of what the condition found.
        target = each.new.replace("%", "\\%")
        yield f"RewriteCond %{{REQUEST_URI}} {_condition(_path(each))}{any_case}"
        yield f"RewriteCond %{{QUERY_STRING}} {_condition(f'^(?:{asked})$')}{any_case}"
        yield f'RewriteRule "^" "{target}" [R=301,L,NE,QSD]'
    if queries:
        yield "</IfModule>"
    for each in moved:
        if not each.old.query:
            any_case = "" if each.old in apart else "(?i)"
            yield f'RedirectMatch 301 {_quoted(any_case + _path(each))} "{each.new}"'


def _path(moved: Moved) -> str:
    return f"^{re.escape(moved.old.path.rstrip('/'))}/?$"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _condition(pattern: str) -> str:
    """mod_rewrite reads its lines itself, and leaves backslashes between quotation marks alone."""
    escaped = pattern.replace('"', '\\"')
    return f'"{escaped}"'
