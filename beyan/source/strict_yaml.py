"""YAML without guesses: every scalar stays the text that was typed, until a field says its type.

Plain YAML turns `no` into False, `12:30` into 750, `0123` into 83 and `1.234` into a float, lets
a duplicate key win silently, and copies through aliases. Here a value is text, a list, a mapping
or nothing, and whatever else YAML offers is a problem with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.source.files import control_character

try:
    from yaml import CSafeLoader as AnyLoader  # ten times as fast as the one in Python
except ImportError:  # a PyYAML built without libyaml
    from yaml import SafeLoader as AnyLoader  # type: ignore[assignment]  # same interface

# A comment sign that sticks to a word: it was probably meant as a part of the value.
_LOST = re.compile(r"[ \t]+#[^\s#]")

# What stands before a value that is more than a quotation, a list or an item of one.
_VALUE = re.compile(r"[\s-]*[\w-]+:[ \t]+")
_CUT_SHORT = re.compile(
    r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^\[\]]*\]|\{[^{}]*\})[ \t]*[^\s#,\]}]|-[ \t]+\S"""
)
_KEY_ALONE = re.compile(r"[\w-]+:(?:\s|$)")
_MOST_MENDED = 20

# What stands before a value on its line.
_KEY = re.compile(r"[\s-]*(?:[\w-]+:[ \t]+)?")

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
# An anchor, a bare "!", a tag of YAML's own, and an indentation as deep nesting in blocks has it.
_HIDDEN = re.compile(r"&|\s!\s|!!|^[ ?:-]{40}", re.MULTILINE)
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
        node: yaml.Node | None = self.node
        for part in location:
            node = _child(node, part) if node is not None else None
        assert isinstance(node, yaml.MappingNode)
        return {str(key.value): value for key, value in node.value}

    def key_span(self, location: Location) -> Span:
        """The place of the key that ends `location`."""
        node: yaml.Node | None = self.node
        for part in location[:-1]:
            node = _child(node, part) if node is not None else None
        if isinstance(node, yaml.MappingNode):
            for key, _ in node.value:
                if key.value == str(location[-1]):
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
    problems: list[Diagnostic] = []
    while True:
        document, found, mended = _parsed(text, path, first_line)
        problems += found
        if not mended or mended == text or len(problems) > _MOST_MENDED:
            return document, problems
        text = mended


def _parsed(text: str, path: str, first_line: int) -> tuple[Document, list[Diagnostic], str]:
    """The document, its problems, and the text as it was probably meant; or an empty string."""
    empty = Document(path, {}, first_line, None)

    def at(mark: yaml.Mark | None) -> Span:
        if mark is None:
            return Span(path, first_line + 1, 1)
        return Span(path, first_line + mark.line + 1, mark.column + 1)

    # libyaml reports a tab only as an unexpected character, far from what an officer would see,
    # and takes a no-break space for a letter of the key.
    tabs: list[Diagnostic] = []
    for number, line in enumerate(text.split("\n")):
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent and line.strip():
            span = Span(path, first_line + number + 1, indent.index("\t") + 1)
            tabs.append(problem("yaml-tab", span))
        match = _NO_BREAK_SPACE.match(line) if "\xa0" in line else None
        if match is not None:
            span = Span(path, first_line + number + 1, match.end())
            return empty, [problem("control-character", span, character="U+00A0")], ""
    if tabs:
        return empty, tabs, ""

    loader = _Loader(text)
    try:
        if text.count("[") + text.count("{") > 100 or _HIDDEN.search(text):
            found = [
                problem(code, at(mark), **values) for code, mark, values in _hidden_troubles(text)
            ]
            if found:
                return empty, found, ""
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        code, mark = _trouble(error, text)
        if mark is None:
            return empty, [problem(code, at(mark))], ""
        lines = [*text.split("\n"), ""]
        line = lines[mark.line]
        if code == "yaml-tag":
            return empty, [problem(code, at(mark), tag=line[mark.column :].split()[0])], ""
        if code in ("yaml-colon", "yaml-reserved", "yaml-value"):
            values = {"sign": line[mark.column]} if code == "yaml-reserved" else {}
            example = _quoted(line, mark.column)
            found = [problem(code, at(mark), example=example, **values)]
            return empty, found, _with(lines, mark.line, example)
        above = _unfinished_key(lines, mark.line) if code == "yaml-syntax" else None
        if above is not None:
            span = Span(path, first_line + above + 1, 1)
            example = _with_colon(lines[above])
            found = [problem("yaml-key-end", span, example=example or "title: …")]
            return empty, found, _with(lines, above, example)
        return empty, [problem(code, at(mark))], ""
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


def _with(lines: list[str], number: int, better: str) -> str:
    """The text with a better line, where there is one for sure."""
    if not better or "…" in better:
        return ""
    indent = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
    return "\n".join([*lines[:number], indent + better, *lines[number + 1 :]])


def _unfinished_key(lines: list[str], number: int) -> int | None:
    """The line above a key that libyaml stumbles over, if that one is no key: `title = A`."""
    if not _KEY_ALONE.match(lines[number]):
        return None
    for above in range(number - 1, -1, -1):
        line = lines[above]
        if line.strip() and not line.lstrip().startswith("#"):
            return None if re.search(r":(?:\s|$)", line) or line[:1] in " -" else above
    return None


def _with_colon(line: str) -> str:
    """`title:A`, `title = A` and `Title - A` as they should be typed; or an empty string."""
    match = re.fullmatch(r"([\w-]+)(?::|\s*=)\s*(\S.*)", line.strip())
    return f"{match[1]}: {match[2]}" if match is not None else ""


def _quoted(line: str, column: int) -> str:
    """The line as it should be typed: with quotes around the value that the column lies in."""
    begin = _KEY.match(line[: column + 1])
    assert begin is not None, "nothing at all begins every line"
    key, value = begin[0].strip(), line[begin.end() :].strip()
    # Inside of brackets a line alone does not show where the value ends.
    if value.startswith(("[", "{")) and not _is_cut_short(line):
        return 'key: "…"'
    if '"' in value or "\\" in value:
        doubled = value.replace("'", "''")
        return f"{key} '{doubled}'".strip()
    return f'{key} "{value}"'.strip()


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


def _trouble(error: yaml.MarkedYAMLError, text: str) -> tuple[str, yaml.Mark | None]:
    """libyaml's English words, as the codes whose messages exist in the officer's language.

    It tells where it gave up (problem) and where that began (context), such as the quotation mark
    that is never closed; with each code goes the one that an officer would look at.
    """
    said = f"{error.context} {error.problem}"
    begun = error.context_mark or error.problem_mark
    if "alias" in said or "anchor" in said:
        return "yaml-alias", begun
    if "a tag" in said:
        return "yaml-tag", begun
    if "mapping values are not allowed" in said and error.problem_mark:
        before = text.split("\n")[error.problem_mark.line][: error.problem_mark.column]
        # The colon of a key: the line above lacks its own, or the space after it.
        code = "yaml-syntax" if re.fullmatch(r"[\s-]*[\w-]+", before) else "yaml-colon"
        return code, error.problem_mark
    if "cannot start any token" in said and error.problem_mark:
        mark = error.problem_mark
        line = text.split("\n")[mark.line]
        if line[mark.column :][:1] in tuple("@`%") and _KEY.fullmatch(line[: mark.column]):
            return "yaml-reserved", mark
    if "quoted scalar" in said:
        return "yaml-quote", begun
    if "flow" in said and begun and error.problem_mark and begun.line < error.problem_mark.line:
        return "yaml-syntax", begun
    if error.problem_mark and _is_cut_short(_line(text, error.problem_mark)):
        return "yaml-value", error.problem_mark
    return "yaml-syntax", error.problem_mark


def _line(text: str, mark: yaml.Mark) -> str:
    """The mark's line; the end of a text may be marked as one more."""
    return "".join(text.split("\n")[mark.line : mark.line + 1])


def _is_cut_short(line: str) -> bool:
    """Whether its value begins as a quotation, a list or an item, but goes on as a text."""
    value = _VALUE.match(line)
    return value is not None and _CUT_SHORT.match(line, value.end()) is not None


class _Reader:
    """Turns nodes into values, collecting what strictness forbids."""

    def __init__(
        self, text: str, at: Callable[[yaml.Mark], Span], problems: list[Diagnostic]
    ) -> None:
        # Only a text with such a sign needs its lines.
        self._lines = text.split("\n") if _LOST.search(text) else []
        self._has_escapes = "\\" in text
        self._at = at
        self._problems = problems

    def read(self, node: yaml.Node) -> Value:
        is_scalar = isinstance(node, yaml.ScalarNode)
        if node.tag not in (_SCALAR_TAGS if is_scalar else _COLLECTION_TAGS):
            tag = str(node.tag).replace("tag:yaml.org,2002:", "!!")
            self._report("yaml-tag", node, tag=tag)
        if isinstance(node, yaml.ScalarNode):
            # The style of a plain scalar is None in Python's parser and "" in C's.
            if self._lines and not node.style:
                self._check_comment(node)
            if not node.style and node.value in _NULLS:
                return None
            # Only an escape ("\x07") can bring one here: `read_text` refuses those typed as such.
            control = control_character(node.value) if self._has_escapes else ""
            if control:
                self._report("control-character", node, character=f"U+{ord(control):04X}")
            return str(node.value)
        if isinstance(node, yaml.SequenceNode):
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
        for key, value in node.value:
            if key.value == str(part):
                return value  # type: ignore[no-any-return]  # untyped in the stubs
    elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part]  # type: ignore[no-any-return]
    return None


def without_nothing(values: Mapping[str, Value]) -> dict[str, Value]:
    """The mapping without its empty keys: `summary:` alone states nothing."""
    return {key: value for key, value in values.items() if value is not None}
