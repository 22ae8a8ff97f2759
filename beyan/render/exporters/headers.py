"""Headers as lines for web servers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

from beyan.model.export import HeaderRule, HeaderRules, HeaderStyle
from beyan.render.exporters.moved import site_mark
from beyan.render.exporters.tools import Tools

# What a browser may keep for a year must not be the error that stood in its place for a moment.
_OF_FILES_ONLY = frozenset({"Cache-Control"})

_EVERYTHING = ("/*",)


def header_lines(planned: HeaderRules, tools: Tools) -> bytes:
    """Below the folder of the site alone: what else the host shows is none of its business."""
    folder = urlsplit(tools.base).path.rstrip("/")
    rules = [
        HeaderRule(tuple(folder + path for path in rule.paths), rule.headers)
        for rule in planned.rules
    ]
    # Of several sites in one server block none may take the variables of another.
    mark = f"{site_mark(tools.base)}_" if folder else ""
    return "".join(f"{line}\n" for line in _LINES[planned.style](rules, mark)).encode()


def _nginx(rules: Sequence[HeaderRule], mark: str) -> Iterator[str]:
    """For a `server` block, once.

    `add_header` takes no condition, so what depends on the address goes through variables: an
    empty one is a header that is not sent. In a `server` block `if` with `set` is what it says.
    """
    yield "# For the server block. A location with an add_header of its own loses all of these:"
    yield "# include headers.nginx.location.conf in it."
    first, *others = rules
    is_whole_host = first.paths == _EVERYTHING
    always = dict(first.headers) if is_whole_host else {}
    for name in _names(rules):
        yield f'set {_variable(name, mark)} "{always.get(name, "")}";'
    for rule in others if is_whole_host else rules:
        sets = " ".join(f'set {_variable(name, mark)} "{value}";' for name, value in rule.headers)
        yield f'if ($uri ~ "{_pattern(rule.paths)}") {{ {sets} }}'
    yield from _add_headers(rules, mark)


def _nginx_location(rules: Sequence[HeaderRule], mark: str) -> Iterator[str]:
    """For a `location` with an `add_header` of its own, which takes over none of the server's."""
    yield "# For a location with an add_header of its own; the server block has the other file."
    yield from _add_headers(rules, mark)


def _add_headers(rules: Sequence[HeaderRule], mark: str) -> Iterator[str]:
    for name in _names(rules):
        always = "" if name in _OF_FILES_ONLY else " always"
        yield f"add_header {name} {_variable(name, mark)}{always};"


def _variable(name: str, mark: str) -> str:
    return f"$beyan_{mark}" + name.lower().replace("-", "_")


def _apache(rules: Sequence[HeaderRule], _: str) -> Iterator[str]:
    """For the server's configuration or .htaccess (mod_headers); a later line takes the place."""
    for rule in rules:
        where = f' "expr=%{{REQUEST_URI}} =~ m#{_pattern(rule.paths)}#"'
        if rule.paths == _EVERYTHING:
            where = ""
        for name, value in rule.headers:
            always = "" if name in _OF_FILES_ONLY else "always "
            yield f'Header {always}set {name} "{value}"{where}'


def _netlify(rules: Sequence[HeaderRule], _: str) -> Iterator[str]:
    """For `_headers` (Netlify, Cloudflare Pages).

    Of two rules for one file Netlify takes the later value; Cloudflare would join both, unless the
    first is taken back by a line with "!", which Netlify skips.
    """
    said: set[str] = set()
    for rule in rules:
        for path in rule.paths:
            yield path
            for name, value in rule.headers:
                if name in said:
                    yield f"  ! {name}"
                yield f"  {name}: {value}"
        said.update(name for name, _ in rule.headers)


def _names(rules: Sequence[HeaderRule]) -> list[str]:
    return list(dict.fromkeys(name for rule in rules for name, _ in rule.headers))


def _pattern(paths: Sequence[str]) -> str:
    """A regular expression: ("/az/search/*", "/x") → "^/az/search/|^/x$".

    Servers compare addresses without their escapes.
    """
    found = (".*".join(map(re.escape, unquote(path).split("*"))) for path in paths)
    return "|".join(f"^{each}$".removesuffix(".*$") for each in found)


_LINES: dict[HeaderStyle, Callable[[Sequence[HeaderRule], str], Iterator[str]]] = {
    HeaderStyle.NGINX: _nginx,
    HeaderStyle.NGINX_LOCATION: _nginx_location,
    HeaderStyle.APACHE: _apache,
    HeaderStyle.NETLIFY: _netlify,
}
