"""Aliases as lines for web servers, so that an old address answers with 301 and not a page."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from urllib.parse import quote, urlsplit

from beyan.model.export import RedirectRules, RedirectStyle
from beyan.model.old_address import OldAddress
from beyan.render.exporters.moved import Moved, site_mark
from beyan.render.exporters.redirects_apache import apache
from beyan.render.exporters.redirects_nginx import nginx, nginx_map
from beyan.render.exporters.tools import Tools

# As a target may have them; "$" is a variable's beginning in what servers read.
_IN_TARGETS = "/:?!&'()*+,;=@%[]~"
# Where it stands for a part of any address in what Netlify and Cloudflare read.
_PLACEHOLDER = re.compile(r"\*|/:[A-Za-z]")


def redirect_rules(planned: RedirectRules, tools: Tools) -> bytes:
    """Empty where the site has no alias."""
    base_path = urlsplit(tools.base).path.rstrip("/")
    moved = []
    for typed, new in planned.redirects:
        old = OldAddress.read(typed)
        assert old is not None, "planned as OldAddress.text"
        moved.append(Moved(old.from_root(base_path), quote(tools.url(new), safe=_IN_TARGETS)))
    if not moved:
        return b""
    # A path stands for every query, and of two rules the first has the word.
    moved.sort(key=lambda each: not each.old.query)
    lines = _LINES[planned.style](moved, site_mark(tools.base))
    # A path may have bytes that are no UTF-8, and servers compare bytes.
    return "".join(f"{each}\n" for each in lines).encode("utf-8", "surrogateescape")


def _netlify(moved: Sequence[Moved], _: str) -> Iterator[str]:
    """For `_redirects` (Netlify, Cloudflare Pages).

    Netlify has the parts of a query between the addresses; Cloudflare skips such a line. What
    would be a pattern there, and a query of anything but names with a value each, has no line.
    """
    for old, new in moved:
        path = old._replace(query="", host="").text
        pairs = old.query.split("&") if old.query else []
        names = {pair.partition("=")[0] for pair in pairs}
        are_pairs = all(re.fullmatch("[^=]+=[^=:][^=]*", pair) for pair in pairs)
        if not _PLACEHOLDER.search(path) and are_pairs and len(names) == len(pairs):
            yield " ".join([path, *pairs, new, "301"])


def _csv(moved: Sequence[Moved], _: str) -> Iterator[str]:
    """For any other server."""
    written = StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(("old", "new", "status"))
    rows.writerows((old._replace(host="").text, new, 301) for old, new in moved)
    yield from written.getvalue().splitlines()


_LINES: dict[RedirectStyle, Callable[[Sequence[Moved], str], Iterator[str]]] = {
    RedirectStyle.NGINX: nginx,
    RedirectStyle.NGINX_MAP: nginx_map,
    RedirectStyle.APACHE: apache,
    RedirectStyle.NETLIFY: _netlify,
    RedirectStyle.CSV: _csv,
}
