"""Templates as they are written: what each asks for, read once whoever wants to know.

A template is parsed only where no process has read the same text before: to parse those of the
program takes as long as to render a thousand pages.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.ext import extract_from_ast
from jinja2.nodes import Template

from beyan.lifetime import TOO_DEEP
from beyan.model.defaults import is_left_out
from beyan.model.template import TemplateUse

# How templates ask for strings; the numbers are those of Babel's keyword specifications.
KEYWORDS = {
    "_": (1,),
    "gettext": (1,),
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "in_language": (2,),
}

# The program's own nest 11 deep; at 200, Jinja2 runs out of the calls that Python allows.
_MOST_DEEP = 100
# The program has 30 templates, and its preview reads them after each edit.
_REMEMBERED = 128


class WantedString(NamedTuple):
    """A string that a template asks for, at `line`.

    `is_foreign`: in a language that the template names.
    """

    context: str | None
    msgid: str
    plural: str | None
    line: int
    is_foreign: bool = False


class TemplateFault(NamedTuple):
    """Why a template cannot be read, at `line`."""

    reason: str
    line: int


class TemplateText(NamedTuple):
    """What a template's text asks for.

    `references` are the lines and names of the templates it needs; the name is None where it is not
    known before. `assets` are those that `asset` is called with, None where something else is; and
    `asks_freely` says whether some string that it asks for is no constant.
    """

    strings: tuple[WantedString, ...]
    references: tuple[tuple[int, str | None], ...]
    assets: tuple[str, ...] | None
    asks_freely: bool


class TemplateFile(NamedTuple):
    """A template by its name, with its file; `digest` is the SHA-256 of its bytes."""

    name: str
    path: Path
    digest: bytes
    read: TemplateText | TemplateFault


def read_templates(
    folders: Sequence[Path], known: Mapping[bytes, TemplateText] = MappingProxyType({})
) -> Iterator[TemplateFile]:
    """Every template; of several with one name the first counts. `known` are those of an earlier
    process, by the digests of their bytes.
    """
    seen: set[str] = set()
    for folder in folders:
        for path in _files(folder, frozenset()):
            name = path.relative_to(folder).as_posix()
            if name not in seen:
                seen.add(name)
                data = path.read_bytes()
                digest = sha256(data).digest()
                yield TemplateFile(name, path, digest, known.get(digest) or read_template(data))


def template_uses(templates: Iterable[TemplateFile]) -> Iterator[TemplateUse]:
    """What every template that can be read uses."""
    for name, _, digest, read in templates:
        if isinstance(read, TemplateText):
            strings = tuple((e.context, e.msgid) for e in read.strings if not e.is_foreign)
            yield TemplateUse(
                name=name,
                digest=digest,
                needs=tuple(needed for _, needed in read.references if needed is not None),
                strings=None if read.asks_freely else strings,
                foreign=tuple((e.context, e.msgid) for e in read.strings if e.is_foreign),
                assets=read.assets,
            )


@lru_cache(_REMEMBERED)
def read_template(data: bytes) -> TemplateText | TemplateFault:
    """The template in these bytes, which are UTF-8."""
    try:
        text = data.decode("utf-8-sig")
        parsed = Environment(extensions=["jinja2.ext.i18n"]).parse(text)
        deep = _too_deep(parsed)
    except TemplateSyntaxError as error:
        return TemplateFault(error.message or "", error.lineno)
    except UnicodeDecodeError:
        return TemplateFault("the file is not UTF-8", 1)
    except ValueError as error:  # a number of thousands of digits
        return TemplateFault(str(error), 1)
    except RecursionError:
        return TemplateFault(TOO_DEEP, 1)
    if deep:
        return TemplateFault(TOO_DEEP, deep)
    asked = list(extract_from_ast(parsed, tuple(KEYWORDS), babel_style=True))
    return TemplateText(
        strings=tuple(_strings(asked)),
        references=tuple(_references(parsed)),
        assets=_assets(parsed),
        asks_freely=_asks_freely(parsed, asked),
    )


def _too_deep(template: Template) -> int:
    """The line where it is nested deeper than Jinja2 can follow; 0 where it is not.

    `a.b.c` and `1 + 1` nest as well, and are parsed however long they are.
    """
    level: list[nodes.Node] = [template]
    for _ in range(_MOST_DEEP):
        level = [child for node in level for child in node.iter_child_nodes()]
        if not level:
            return 0
    return level[0].lineno


def _files(folder: Path, around: frozenset[str]) -> Iterator[Path]:
    """All below the folder, sorted, and in linked folders, as Jinja finds them.

    `around` are the folders that it lies in: a link may lead back to one.
    """
    real = os.path.realpath(folder)
    for path in sorted(folder.iterdir()) if real not in around else ():
        is_folder = path.is_dir()
        if is_left_out(path.name, is_folder=is_folder):
            continue
        if is_folder:
            yield from _files(path, around | {real})
        elif path.is_file():
            yield path


# What `extract_from_ast` finds: a line, the function that is called, and its constants.
_Asked = tuple[int, str, str | tuple[str | None, ...] | None]


def _strings(asked: Iterable[_Asked]) -> Iterator[WantedString]:
    for line, function, messages in asked:
        arguments = messages if isinstance(messages, tuple) else (messages,)
        texts: list[str | None] = []
        context = None
        for part in KEYWORDS[function]:
            index = part[0] if isinstance(part, tuple) else part
            text = arguments[index - 1] if index <= len(arguments) else None
            if isinstance(part, tuple):
                context = text
            else:
                texts.append(text)
        if texts and texts[0] is not None:
            plural = texts[1] if len(texts) > 1 else None
            yield WantedString(context, texts[0], plural, line, function == "in_language")


def _asks_freely(template: Template, asked: Iterable[_Asked]) -> bool:
    for _, function, messages in asked:
        arguments = messages if isinstance(messages, tuple) else (messages,)
        for part in KEYWORDS[function]:
            index = part[0] if isinstance(part, tuple) else part
            if index > len(arguments) or arguments[index - 1] is None:
                return True
    names = Counter(each.name for each in template.find_all(nodes.Name))
    calls = Counter(
        each.node.name
        for each in template.find_all(nodes.Call)
        if isinstance(each.node, nodes.Name)
    )
    # A function that is handed on, as in `map(gettext)`, asks for what nobody sees here.
    return any(names[function] > calls[function] for function in KEYWORDS)


def _assets(template: Template) -> tuple[str, ...] | None:
    found = []
    if any(each.attr == "assets" for each in template.find_all(nodes.Getattr)):
        return None
    calls = {
        id(call.node): call
        for call in template.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == "asset"
    }
    for name in template.find_all(nodes.Name):
        if name.name == "asset":
            call = calls.get(id(name))
            if call is None or len(call.args) != 1 or not isinstance(call.args[0], nodes.Const):
                return None
            found.append(str(call.args[0].value))
    return tuple(found)


def _references(template: Template) -> Iterator[tuple[int, str | None]]:
    for node in template.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        named = getattr(node, "template", None)
        name = named.value if isinstance(named, nodes.Const) else None
        yield node.lineno, name if isinstance(name, str) else None
