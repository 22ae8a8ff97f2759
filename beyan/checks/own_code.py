"""Whether a template of the site has any code that the program's template of that name has not.

An office copies a template, changes words, elements and classes, and leaves pieces out. What is
left then fails on no page: the program's own fails on none, and the same is asked of the same
values, in the same places, behind the same conditions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jinja2 import Environment, TemplateError, nodes

# What is left out takes a name, or a part of the page, from what is still there.
_NAMING = (
    nodes.Assign,
    nodes.AssignBlock,
    nodes.Block,
    nodes.Extends,
    nodes.FromImport,
    nodes.Import,
    nodes.Macro,
)
# What stands in them is text, which code around them reads.
_READ = (nodes.AssignBlock, nodes.FilterBlock)
_BODIES = ("body", "else_")
# Text that other programs read: what templates write into it is looked at on each page.
_STRUCTURED = re.compile(r"<script[^>]*ld\+json.*?</script>", re.DOTALL)


def has_own_code(own: bytes, original: bytes) -> bool:
    """Whether `own` is more than pieces of `original` with another text between them."""
    try:
        mine, other = _parsed(own), _parsed(original)
        return not (_is_piece(mine, other) and _structured(mine) <= _structured(other))
    except (TemplateError, ValueError, RecursionError):
        return True


def _parsed(data: bytes) -> nodes.Template:
    return Environment(extensions=["jinja2.ext.i18n"]).parse(data.decode("utf-8-sig"))


def _are_pieces(own: Iterable[nodes.Node], original: Iterable[nodes.Node]) -> bool:
    """Whether all of one body stand in the other, in this order, and what is left out may be."""
    others = _items(original)
    for each in _items(own):
        for other in others:
            if _is_piece(each, other):
                break
            if not _may_be_left_out(other):
                return False
        else:
            return False
    return all(_may_be_left_out(other) for other in others)


def _items(body: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """Statements, and what is written by itself; without text."""
    for each in body:
        found = each.nodes if isinstance(each, nodes.Output) else [each]
        yield from (item for item in found if not isinstance(item, nodes.TemplateData))


def _is_piece(own: nodes.Node, original: nodes.Node) -> bool:
    if type(own) is not type(original):
        return False
    if isinstance(own, (nodes.Expr, *_READ)):
        return own == original
    for name, value in own.iter_fields():
        other = getattr(original, name)
        if name in _BODIES:
            if not _are_pieces(value, other):
                return False
        elif name == "elif_":
            if len(value) != len(other) or not all(map(_is_piece, value, other)):
                return False
        elif value != other:
            return False
    return True


def _may_be_left_out(piece: nodes.Node) -> bool:
    calls = [piece, *piece.find_all(nodes.Call)]
    return (
        not isinstance(piece, _NAMING)
        and next(piece.find_all(_NAMING), None) is None
        # A method may change what it belongs to.
        and not any(
            isinstance(call, nodes.Call) and isinstance(call.node, nodes.Getattr) for call in calls
        )
    )


def _structured(template: nodes.Template) -> set[str]:
    text = "".join(
        each.data if isinstance(each, nodes.TemplateData) else "\0"
        for output in template.find_all(nodes.Output)
        for each in output.nodes
    )
    found = set(_STRUCTURED.findall(text))
    return found if len(found) == text.count("ld+json") else {text, *found}
