"""Redirects for nginx: locations for a server block, and a table for the http block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from beyan.render.exporters.moved import Moved, caseless, told_apart

# nginx compares every request with each rule that has a query, which takes it 50 ns; the map looks
# up any number of them at once.
MOST_QUERIES = 50
# A key of a map has room for 46 bytes, unless the size is set once for all maps of the server and
# before the first: a file of a site cannot do that. So longer ones are looked up in pieces.
_MOST, _PIECE = 46, 32


def nginx(moved: Sequence[Moved], mark: str) -> Iterator[str]:
    """For a `server` block. Exact locations are a tree, so their number costs nothing.

    The map's variable is named like a header of the answer: nginx has one for each there could be,
    and no answer has any yet, so that without the map it is empty, and nothing has to define it.
    """
    apart = told_apart(moved)
    found, asked = _found(mark), f"$beyan_{mark}_asked"
    yield "# For the server block. redirects.map.nginx.conf is for the http block: with it, old"
    yield "# addresses with a query are found too, however many, and those in other capitals."
    yield f"if ({found}) {{ return 301 {found}; }}"
    queries = [each for each in moved if each.old.query][:MOST_QUERIES]
    if queries:
        yield f'set {asked} "$uri $args";'
    for old, new in queries:
        like, path = "~" if old in apart else "~*", re.escape(old.path.rstrip("/"))
        for query in old.queries:
            pattern = _quoted(f"^{path}/? {re.escape(query)}$")
            yield f'if ({asked} {like} {pattern}) {{ return 301 "{new}"; }}'
    locations = {path: each.new for each in moved if not each.old.query for path in each.paths}
    # nginx sorts what it reads, which takes four times as long where it is in any other order.
    for path, new in sorted(
        locations.items(), key=lambda each: _bytes(each[0]).replace(b"/", b"\0")
    ):
        yield f'location = {_quoted(path)} {{ return 301 "{new}"; }}'


def nginx_map(moved: Sequence[Moved], mark: str) -> Iterator[str]:
    """For the `http` block: first by path and query, then by path, whatever the query is."""
    yield "# For the http block, anywhere in it; redirects.nginx.conf is for the server block."
    paths, queries = f"$beyan_{mark}_path", f"$beyan_{mark}_query"
    yield from _table(paths, paths, "$uri", "", _keys(moved, has_query=False))
    yield from _table(_found(mark), queries, "$uri $args", paths, _keys(moved, has_query=True))


def _found(mark: str) -> str:
    return f"$sent_http_beyan_{mark}"


def _keys(moved: Sequence[Moved], *, has_query: bool) -> dict[str, str]:
    """New addresses by what a request is looked up by; a regular expression begins with "~"."""
    apart = told_apart(moved)
    keys = {}
    for each in moved:
        if bool(each.old.query) is has_query:
            for key in _with_queries(each) if has_query else each.paths:
                exact = f"~^{re.escape(key)}$"
                keys[exact if each.old in apart else caseless(key)] = each.new
    return keys


def _with_queries(moved: Moved) -> list[str]:
    """As "$uri $args", whose last blank parts the two: a query has none."""
    return [f"{path} {query}" for path in moved.paths for query in moved.old.queries]


def _table(
    name: str, pieces: str, source: str, otherwise: str, keys: Mapping[str, str]
) -> Iterator[str]:
    """The map `name` of what is at `keys`; `otherwise` is a variable, or nothing.

    What it takes besides has names that begin with `pieces`.
    """
    long = {
        key: new
        for key, new in keys.items()
        if not key.startswith("~") and len(_bytes(key)) > _MOST
    }
    short = {key: new for key, new in keys.items() if key not in long}
    if long:
        pieces = f"{pieces}_long"
        yield from _in_pieces(pieces, source, otherwise, long)
    yield from _map(name, source, pieces if long else otherwise, short)


def _in_pieces(name: str, source: str, otherwise: str, keys: Mapping[str, str]) -> Iterator[str]:
    """Of each key the first piece leads to a number, which with the next piece leads to another.

    Only the last piece is shorter than others, if need be empty: where it is found, there is the
    new address instead of a number.
    """
    numbers: dict[str, str] = {}
    levels: list[dict[str, str]] = []
    for key, new in keys.items():
        data, before = _bytes(key), ""
        whole = len(data) // _PIECE
        levels += [{} for _ in range(len(levels), whole + 1)]
        for level in range(whole + 1):
            piece = data[level * _PIECE : (level + 1) * _PIECE].decode("utf-8", "surrogateescape")
            at = f"{before} {piece}"
            if level < whole:
                before = numbers.setdefault(f"{level}{at}", str(len(numbers)))
            levels[level][at] = before if level < whole else new
    found = ""
    for level, pieces in enumerate(levels):
        piece = f"{name}_piece{level}"
        pattern = f"~^(?s:.{{{level * _PIECE}}}(.{{0,{_PIECE}}}))"
        yield from _map(piece, source, "", {pattern: "$1"})
        # What has been found stays.
        yield from _map(f"{name}{level}", f"{found} {piece}", found, pieces)
        found = f"{name}{level}"
    yield from _map(name, found, otherwise, {"~^http": found})


def _map(name: str, source: str, otherwise: str, keys: Mapping[str, str]) -> Iterator[str]:
    yield f'map "{source}" {name} {{'
    yield f'    default "{otherwise}";'
    for key, new in keys.items():
        yield f'    {_quoted(key)} "{new}";'
    yield "}"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
