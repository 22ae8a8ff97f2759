"""Keys that stand further in or out than the form has them, though YAML can read them there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from beyan.model.diagnostic import Diagnostic, problem
from beyan.source.examples import Location, is_list, keys_around, keys_below
from beyan.source.fields import Form
from beyan.source.indentation import shown
from beyan.source.strict_yaml import Document


class Misplaced(NamedTuple):
    """A problem, and where its hint puts the key."""

    told: Diagnostic
    location: Location


def swallowed(form: type[Form], document: Document, location: Location) -> Iterator[Misplaced]:
    """Keys that belong beside the one at `location`, which has them below: ` date: …` below place:.

    They would be given twice if they stand there as well: then they are something else.
    """
    value = document.value(location)
    if not location or not isinstance(value, dict):
        return
    beside = document.value(location[:-1])
    known = keys_around(form, location)
    column = document.key_span(location).column - 1
    for key, item in value.items():
        if key in known and isinstance(beside, dict) and key not in beside:
            span = document.key_span((*location, key))
            told = problem("yaml-indent", span, example=_line(key, item, column))
            yield Misplaced(told, (*location[:-1], key))


def left_out(form: type[Form], document: Document, location: Location) -> Misplaced | None:
    """The key at `location`, which nothing beside it is like, if it belongs below the one above."""
    *around, key = location
    beside = document.value(around)
    if not isinstance(beside, dict):
        return None
    known = keys_around(form, location)
    # A group may have thousands of keys that nothing knows.
    if not any(key in keys_below(form, (*around, each)) for each in known if each in beside):
        return None
    above = list(beside)[: list(beside).index(str(key))]
    owner = ""
    for position, each in reversed(list(enumerate(above))):
        below = keys_below(form, (*around, each)) if each in known else []
        # What stands between may be left out of it as well.
        if key in below and set(above[position + 1 :]).issubset(below):
            owner = each
            break
    if not owner:
        return None
    place: Location = (*around, owner)
    held = document.value(place)
    if held is not None and not isinstance(held, dict | list):
        return None
    column = document.key_span(place).column - 1
    dash = ""
    if held is not None:
        place = (*place, len(held) - 1) if isinstance(held, list) else place
        inside = _column_inside(document, place, column)
    elif not is_list(form, place):
        inside = column + 2
    elif owner == above[-1]:
        dash, inside = "- ", column + 2
    else:
        inside = column + 4
    example = _line(f"{dash}{key}", beside[str(key)], inside)
    told = problem("yaml-indent", document.key_span(location), example=example)
    return Misplaced(told, (*place, str(key)))


def _column_inside(document: Document, location: Location, outside: int) -> int:
    """Where the keys begin of what stands at `location`."""
    node = document.node_at(location)
    is_block = isinstance(node, yaml.MappingNode) and not node.flow_style
    return int(node.start_mark.column) if is_block and node is not None else outside + 4


def _line(key: str, value: Any, column: int) -> str:
    """As much of it as stands on the key's own line."""
    return shown(f"{key}: {value}" if isinstance(value, str) else f"{key}:", column)
