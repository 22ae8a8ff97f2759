"""Rules on templates and catalogues, which hold whatever the content is."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.ext import extract_from_ast
from jinja2.nodes import Template

from beyan.checks.catalogues import CatalogueCheck
from beyan.language.catalogue import Catalogue, Key
from beyan.lifetime import TOO_DEEP
from beyan.model.defaults import is_left_out
from beyan.model.diagnostic import Diagnostic, Span, nearest, problem, shown_path
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

# A template's name and file, and what parsing it gave.
Parsed = tuple[str, Path, Template | TemplateSyntaxError]


@dataclass(frozen=True, slots=True)
class WantedString:
    """A string that a template asks for, at the first place it does.

    `is_foreign`: in a language that the template names.
    """

    context: str | None
    msgid: str
    plural: str | None
    span: Span
    is_foreign: bool = False


def check_interface(
    root: Path,
    templates: Sequence[Parsed],
    catalogues: Mapping[str, Catalogue],
    also: Iterable[str],
    own: Path | None = None,
    bundled: Mapping[str, Catalogue] | None = None,
) -> Iterator[Diagnostic]:
    """Syntax of templates, names they include; and the catalogues.

    `also` names strings that are asked for outside of templates. `own` is the folder of the site's
    catalogues, if it has one, and `bundled` what comes with the program.
    """
    names = {name for name, _, _ in templates}
    wanted: dict[Key, Span | None] = {(None, message): None for message in also}
    for _, path, template in templates:
        shown = shown_path(path, root)
        if isinstance(template, TemplateSyntaxError):
            span = Span(shown, template.lineno)
            yield problem("template-syntax", span, reason=template.message or "")
            continue
        yield from _includes(template, shown, names)
        for string in wanted_strings(template, shown):
            # Where the program's own templates lie is nobody's concern.
            is_own = not Path(shown).is_absolute()
            wanted.setdefault((string.context, string.msgid), string.span if is_own else None)
    yield from CatalogueCheck(own or root / "locales", catalogues, bundled or {}, wanted).problems()


def read_templates(folders: Sequence[Path]) -> Iterator[Parsed]:
    """Every template by name with its file, parsed; of several with one name the first counts."""
    environment = Environment(extensions=["jinja2.ext.i18n"])
    seen: set[str] = set()
    for folder in folders:
        for path in _files(folder, frozenset()):
            name = path.relative_to(folder).as_posix()
            if name in seen:
                continue
            seen.add(name)
            try:
                template = environment.parse(path.read_text("utf-8-sig"), name, str(path))
                deep = _too_deep(template)
            except TemplateSyntaxError as error:
                yield name, path, error
            except UnicodeDecodeError:
                yield name, path, TemplateSyntaxError("the file is not UTF-8", 1, name, str(path))
            except ValueError as error:  # a number of thousands of digits
                yield name, path, TemplateSyntaxError(str(error), 1, name, str(path))
            except RecursionError:
                yield name, path, TemplateSyntaxError(TOO_DEEP, 1, name, str(path))
            else:
                if deep:
                    yield name, path, TemplateSyntaxError(TOO_DEEP, deep, name, str(path))
                else:
                    yield name, path, template


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


def wanted_strings(template: Template, shown: str) -> Iterator[WantedString]:
    for line, function, messages in extract_from_ast(template, tuple(KEYWORDS), babel_style=True):
        spec = KEYWORDS[function]
        arguments = messages if isinstance(messages, tuple) else (messages,)
        texts: list[str | None] = []
        context = None
        for part in spec:
            index = part[0] if isinstance(part, tuple) else part
            text = arguments[index - 1] if index <= len(arguments) else None
            if isinstance(part, tuple):
                context = text
            else:
                texts.append(text)
        if texts and texts[0] is not None:
            plural = texts[1] if len(texts) > 1 else None
            is_foreign = function == "in_language"
            yield WantedString(context, texts[0], plural, Span(shown, line), is_foreign)


def template_uses(templates: Iterable[Parsed]) -> Iterator[TemplateUse]:
    """What every template that can be parsed uses."""
    for name, path, template in templates:
        if isinstance(template, TemplateSyntaxError):
            continue
        strings = list(wanted_strings(template, name))
        yield TemplateUse(
            name=name,
            digest=sha256(path.read_bytes()).digest(),
            needs=tuple(name for _, name in _references(template) if name is not None),
            strings=None
            if _asks_freely(template)
            else tuple((each.context, each.msgid) for each in strings if not each.is_foreign),
            foreign=tuple((each.context, each.msgid) for each in strings if each.is_foreign),
            assets=_assets(template),
        )


def _assets(template: Template) -> tuple[str, ...] | None:
    """The constants that `asset` is called with; None where something else is."""
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


def _asks_freely(template: Template) -> bool:
    """Whether some string that the template asks for is no constant."""
    for _, function, messages in extract_from_ast(template, tuple(KEYWORDS), babel_style=True):
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


def _includes(template: Template, shown: str, names: set[str]) -> Iterator[Diagnostic]:
    for line, name in _references(template):
        if name is None:
            yield problem("dynamic-include", Span(shown, line))
        elif name not in names:
            suggestion = nearest(name, names)
            yield problem("template-missing", Span(shown, line), name=name, suggestion=suggestion)


def _references(template: Template) -> Iterator[tuple[int, str | None]]:
    """Lines and names of the templates it needs; None for a name that is not known before."""
    for node in template.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        named = getattr(node, "template", None)
        name = named.value if isinstance(named, nodes.Const) else None
        yield node.lineno, name if isinstance(name, str) else None
