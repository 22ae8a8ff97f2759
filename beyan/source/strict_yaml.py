"""YAML without guesses: every scalar stays the text that was typed, until a field says its type.

Plain YAML turns `no` into False, `12:30` into 750, `0123` into 83 and `1.234` into a float, lets
a duplicate key win silently, and copies through aliases. Here a value is text, a list, a mapping
or nothing, and whatever else YAML offers is a problem with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

import yaml

from beyan.language.characters import forbidden, without_forbidden
from beyan.markup.comments import uncommented
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.records import dataclass
from beyan.source.conflicts import conflict_markers
from beyan.source.files import character_problem, offset_span
from beyan.source.yaml_slips import item_slips, slip_of

try:
    from yaml import CSafeLoader as AnyLoader  # ten times as fast as the one in Python
except ImportError:  # a PyYAML built without libyaml
    from yaml import SafeLoader as AnyLoader  # type: ignore[assignment]  # same interface

# A comment sign that sticks to a word: it was probably meant as a part of the value.
_LOST = re.compile(r"[ \t]+#[^\s#]")

# So many slips of one document are mended for the sake of the problems after them.
_MOST_MENDED = 20

Value = str | list["Value"] | dict[str, "Value"] | None
Location = Sequence[str | int]

_TEXT, _LIST, _MAPPING = (f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))
_TAGS = {yaml.ScalarNode: _TEXT, yaml.SequenceNode: _LIST, yaml.MappingNode: _MAPPING}
_SCALAR_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value")
)
_COLLECTION_TAGS = frozenset({"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})
# The forms that officers fill in nest four deep.
MAX_DEPTH = 20
_NO_BREAK_SPACE = re.compile("[ -]*(?:[\\w-]+:)?\xa0")
# An anchor, a bare "!", a tag of YAML's own.
_HIDDEN = re.compile(r"&|\s!\s|!!")
# A line's indentation as deep nesting in blocks has it.
_DEEP = re.compile(r"\n[ ?:-]{40}")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class _Loader(AnyLoader):
    """Guesses at nothing, and so does not spend half its time on it."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        return _TAGS[kind]

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Document:
    """A mapping as typed, and the nodes to tell where each value stands.

    `first_line` is the number of lines before the YAML in its file.
    """

    path: str
    values: dict[str, Value]
    first_line: int
    node: yaml.MappingNode | None

    def span(self, location: Location = ()) -> Span:
        """The place of the value at `location` (keys and list positions, outermost first).

        Where the value is missing, the place of the nearest one around it.
        """
        node: yaml.Node | None = self.node
        if node is None:
            return Span(self.path, self.first_line + 1, 1)
        for part in location:
            child = _child(node, part)
            if child is None:
                break
            node = child
        return self._at(node)

    def at(self, key: str) -> Document:
        """The mapping below `key` as a document of its own; the whole keeps the other spans."""
        node = _child(self.node, key) if self.node is not None else None
        values = self.values.get(key)
        assert isinstance(node, yaml.MappingNode)
        assert isinstance(values, dict)
        return Document(self.path, values, self.first_line, node)

    def nodes(self, location: Location) -> dict[str, yaml.Node]:
        """The values of the mapping at `location` by key, with the marks of where they stand."""
        node = self.node_at(location)
        assert isinstance(node, yaml.MappingNode)
        return {str(key.value): value for key, value in node.value}

    def value(self, location: Location) -> Value:
        """What stands at `location`; None where nothing does."""
        value: Value = self.values
        for part in location:
            if isinstance(value, dict):
                value = value.get(str(part))
            elif isinstance(value, list) and isinstance(part, int) and part < len(value):
                value = value[part]
            else:
                return None
        return value

    def node_at(self, location: Location) -> yaml.Node | None:
        node: yaml.Node | None = self.node
        for part in location:
            node = _child(node, part) if node is not None else None
        return node

    def key_span(self, location: Location) -> Span:
        """The place of the key that ends `location`."""
        node = self.node_at(location[:-1])
        if isinstance(node, yaml.MappingNode):
            key, _ = _by_key(node).get(str(location[-1]), (None, None))
            if key is not None:
                return self._at(key)
        return self.span(location)

    def _at(self, node: yaml.Node) -> Span:
        mark = node.start_mark
        return Span(self.path, self.first_line + mark.line + 1, mark.column + 1)


def parse(text: str, path: str, first_line: int = 0) -> tuple[Document, list[Diagnostic]]:
    """The document of `text`, which stands in `path` after `first_line` other lines.

    With problems the document is empty or lacks what they concern. A line that can only have been
    meant in one way is read so, for the sake of the problems after it.
    """
    problems = conflict_markers(text, path, first_line, is_yaml=True)
    if problems:
        return Document(path, {}, first_line, None), problems
    text, problems = _without_comments(text, path, first_line)
    tried: set[int] = set()
    while True:
        document, found, mended = _parsed(text, path, first_line)
        if mended and mended != text:
            line = _first_difference(text, mended)
            if line in tried:
                # It is told already, and was not meant so: quoted again and again, it doubles.
                return document, problems
            tried.add(line)
        problems += found
        if not mended or mended == text or len(problems) > _MOST_MENDED:
            return document, problems
        text = mended


def _first_difference(text: str, mended: str) -> int:
    pairs = zip(text.split("\n"), mended.split("\n"), strict=False)
    return next((number for number, (old, new) in enumerate(pairs) if old != new), -1)


def _without_comments(text: str, path: str, first_line: int) -> tuple[str, list[Diagnostic]]:
    """The text without comments of HTML, and what looks like one but is none.

    They are notes in every field of words, as they are in a text. What stands behind YAML's own
    sign of a comment is nobody's field.
    """
    found = uncommented(text, has_code=False)
    problems = []
    for code, offset in found.suspects:
        line = text[text.rfind("\n", 0, offset) + 1 : offset]
        if not line.lstrip().startswith("#"):
            problems.append(problem(code, offset_span(path, text, offset, first_line)))
    return found.lines, problems


def _parsed(text: str, path: str, first_line: int) -> tuple[Document, list[Diagnostic], str]:
    """The document, its problems, and the text as it was probably meant; or an empty string."""
    empty = Document(path, {}, first_line, None)

    def at(mark: yaml.Mark) -> Span:
        return Span(path, first_line + mark.line + 1, mark.column + 1)

    # libyaml reports a tab only as an unexpected character, far from what an officer would see,
    # and takes a no-break space for a letter of the key.
    tabs: list[Diagnostic] = []
    hard: list[Span] = []
    has_blanks = "\t" in text or "\xa0" in text
    for number, line in enumerate(text.split("\n") if has_blanks else ()):
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent and line.strip():
            span = Span(path, first_line + number + 1, indent.index("\t") + 1)
            tabs.append(problem("yaml-tab", span))
        match = _NO_BREAK_SPACE.match(line) if "\xa0" in line else None
        if match is not None:
            hard.append(Span(path, first_line + number + 1, match.end()))
    if hard:
        # Read on, for the sake of what else is wrong.
        return empty, [character_problem("\xa0", hard, len(hard))], text.replace("\xa0", " ")
    if tabs:
        return empty, tabs, ""

    loader = _Loader(text)
    try:
        if _may_hide(text):
            found = [
                problem(code, at(mark), **values) for code, mark, values in _hidden_troubles(text)
            ]
            if found:
                return empty, found, ""
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        slip = slip_of(error, text)
        span = Span(path, first_line + slip.line + 1, slip.column + 1)
        # One line more than there is was looked at.
        return empty, [problem(slip.code, span, **slip.values)], slip.mended.removesuffix("\n")
    finally:
        loader.dispose()
    if node is None:
        return empty, [], ""
    problems: list[Diagnostic] = []
    if not isinstance(node, yaml.MappingNode):
        return empty, [problem("not-a-mapping", at(node.start_mark))], ""
    value = _Reader(text, at, problems).read(node)
    assert isinstance(value, dict)
    return Document(path, value, first_line, node), problems, ""


def _may_hide(text: str) -> bool:
    """Whether the text may have what `_hidden_troubles` looks for.

    A pattern goes from sign to sign; of most texts it is known sooner that they have none.
    """
    if text.count("[") + text.count("{") > 100 or _DEEP.search(f"\n{text}"):
        return True
    return ("&" in text or "!" in text) and _HIDDEN.search(text) is not None


def _hidden_troubles(text: str) -> Iterator[tuple[str, Any, dict[str, str]]]:
    """Signs of which a composed node knows nothing, and nesting that nothing recursive survives.

    A hundred thousand brackets end the process with a segmentation fault. Few texts have what can
    begin either, so few are parsed twice.
    """
    depth = 0
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                yield "yaml-syntax", event.start_mark, {}
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if getattr(event, "anchor", None):
            yield "yaml-alias", event.start_mark, {}
        tag = getattr(event, "tag", None)
        if tag == "!" or tag in _SCALAR_TAGS or tag in _COLLECTION_TAGS:
            yield "yaml-tag", event.start_mark, {"tag": tag.replace("tag:yaml.org,2002:", "!!")}


class _Reader:
    """Turns nodes into values, collecting what strictness forbids."""

    def __init__(
        self, text: str, at: Callable[[yaml.Mark], Span], problems: list[Diagnostic]
    ) -> None:
        self._text = text
        self._may_be_lost = "#" in text and _LOST.search(text) is not None
        self._has_escapes = "\\" in text
        self._at = at
        self._problems = problems

    @cached_property
    def _lines(self) -> list[str]:
        """Few texts have what they are needed for."""
        return self._text.split("\n")

    def read(self, node: yaml.Node) -> Value:
        is_scalar = isinstance(node, yaml.ScalarNode)
        if node.tag not in (_SCALAR_TAGS if is_scalar else _COLLECTION_TAGS):
            tag = str(node.tag).replace("tag:yaml.org,2002:", "!!")
            self._report("yaml-tag", node, tag=tag)
        if isinstance(node, yaml.ScalarNode):
            # The style of a plain scalar is None in Python's parser and "" in C's.
            if self._may_be_lost and not node.style:
                self._check_comment(node)
            if not node.style and node.value in _NULLS:
                return None
            # Only an escape ("\x07") can bring one here: `read_text` takes out those typed as such.
            found = forbidden(node.value) if self._has_escapes else {}
            for typed, offsets in found.items():
                spans = [self._at(node.start_mark)]
                self._problems.append(character_problem(typed, spans, len(offsets)))
            return without_forbidden(node.value) if found else str(node.value)
        if isinstance(node, yaml.SequenceNode):
            for item in node.value:
                if " - " in item.value and isinstance(item, yaml.ScalarNode) and not item.style:
                    self._check_item(item)
            return [self.read(item) for item in node.value]
        return self._mapping(node)

    def _check_comment(self, node: yaml.ScalarNode) -> None:
        """`title: Report #5` is "Report" to YAML: what follows is a comment, and would be lost.

        A sign with a space after it is a comment that was meant as one.
        """
        end = node.end_mark
        if end.line < len(self._lines) and _LOST.match(self._lines[end.line], end.column):
            lost = self._lines[end.line][end.column :].strip()
            self._report("yaml-comment", node, lost=lost)

    def _check_item(self, node: yaml.ScalarNode) -> None:
        """An item that is indented more than the one before is a part of it to YAML: `a - b`."""
        first, last = node.start_mark, node.end_mark
        for slip in item_slips(self._lines, first.line, first.column, last.line):
            mark = yaml.Mark(last.name, last.index, slip.line, slip.column, None, 0)
            self._problems.append(problem(slip.code, self._at(mark), **slip.values))

    def _mapping(self, node: yaml.Node) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._report("yaml-key", key_node)
                continue
            key = str(key_node.value)
            if key in values:
                self._report("duplicate-key", key_node, key=key)
                continue
            values[key] = self.read(value_node)
        return values

    def _report(self, code: str, node: yaml.Node, **values: str) -> None:
        self._problems.append(problem(code, self._at(node.start_mark), **values))


def _child(node: yaml.Node, part: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return _by_key(node).get(str(part), (None, None))[1]
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part]  # type: ignore[no-any-return]
    return None


# A registry has thousands of keys, and each may have problems to be placed. Nodes take a hundred
# times what their text does, so none is kept for its keys.
_KEYS: WeakKeyDictionary[yaml.MappingNode, dict[str, tuple[yaml.Node, yaml.Node]]]
_KEYS = WeakKeyDictionary()


def _by_key(node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    """Keys and values, of a key that stands twice the first."""
    found = _KEYS.get(node)
    if found is None:
        found = {str(key.value): (key, value) for key, value in reversed(node.value)}
        _KEYS[node] = found
    return found


def stated(value: Value) -> Value:
    """The value without what is empty; None where that is all of it.

    A key without a value states nothing, nor do empty quotation marks, which other editors write.
    Items keep their number, by which problems are told: an empty one among others stays.
    """
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    if isinstance(value, dict):
        kept: dict[str, Value] = {
            key: held for key, item in value.items() if (held := stated(item)) is not None
        }
        return kept if kept or not value else None
    if isinstance(value, list):
        items = [stated(item) for item in value]
        if None not in items:
            return items
        if all(item is None for item in items):
            return None
        return [
            {} if held is None and isinstance(item, dict) else held
            for item, held in zip(value, items, strict=True)
        ]
    return value
