"""Interface strings: what templates ask for → messages.pot → every language's messages.po.

No fuzzy guesses and no timestamps: a new string is empty until somebody translates it. Locations
name the template without a line, so that a file changes only when what is asked for does.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from jinja2 import TemplateSyntaxError

from beyan.checks.templates import KEYWORDS, TemplateFault, read_templates
from beyan.desk.po_update import Update, Wanted, new_file, updated
from beyan.language.catalogue import Key, placeholders, read_catalogue
from beyan.model.catalogue_files import INSIDE, catalogue_files, catalogue_folders
from beyan.model.defaults import DEFAULTS, real, search_path
from beyan.render import handover, prose
from beyan.saving import save

TEMPLATE_FILE = "locales/messages.pot"
NOTE = "Translators:"
"""What a comment of a template begins with that is meant for them."""


def update_messages(root: Path, languages: Sequence[str], *, dry: bool = False) -> list[str]:
    """Bring the .pot and .po files of the site to what its templates ask for.

    Templates are the site's and the defaults it does not override. Strings that the program brings
    in a language are not asked of the site again. Returns the paths of the files that changed (or,
    `dry`, would have other messages: comments and places alone do not count). Raises
    `TemplateSyntaxError` and `CatalogueSyntaxError`: nothing is changed then.
    """
    wanted = _collect(root)
    files: dict[str, Update] = {}
    for language in (*languages, *_others(root, languages)):
        path = f"locales/{_place(root, language)}/{INSIDE}"
        brought = _brought(root, language)
        needed = {key for key, each in wanted.items() if brought.get(key, "") != each.plural}
        if (root / path).is_file():
            read_catalogue([root / path], language)
            files[path] = updated(root / path, wanted, language, needed)
        elif needed:
            strings = [each for key, each in wanted.items() if key in needed]
            files[path] = Update(new_file(strings, language), has_other_messages=True)
    template = root / TEMPLATE_FILE
    if template.is_file():
        read_catalogue([template], "")
        files[TEMPLATE_FILE] = updated(template, wanted, "", wanted)
    elif files:
        files[TEMPLATE_FILE] = Update(new_file([*wanted.values()], ""), has_other_messages=True)
    changed = []
    for path in sorted(files, key=lambda path: (path != TEMPLATE_FILE, path)):
        target, (data, has_other_messages) = root / path, files[path]
        is_same = target.is_file() and target.read_bytes() == data
        if is_same or (dry and not has_other_messages):
            continue
        changed.append(path)
        if not dry:
            save(target, data)
    return changed


def first_catalogues(root: Path, languages: Sequence[str]) -> tuple[dict[str, bytes], int]:
    """Of a site that is about to be made: the files by their path, and how many strings are empty.

    For languages of which the program has none; without such a language there is no file.
    """
    if not languages:
        return {}, 0
    wanted = [*_collect(root).values()]
    files = {f"locales/{tag}/{INSIDE}": new_file(wanted, tag) for tag in languages}
    return {TEMPLATE_FILE: new_file(wanted, ""), **files}, len(wanted)


def _place(root: Path, language: str) -> str:
    """The name of the language's folder: the one that has a catalogue, or may get it."""
    locales = root / "locales"
    found = [path.parent.parent.name for path in catalogue_files(locales, language)]
    return (*found, *catalogue_folders(locales, language), language)[0]


def _others(root: Path, languages: Sequence[str]) -> list[str]:
    """Folders with catalogues in further languages, that the site may get."""
    locales = root / "locales"
    own = {name for each in languages for name in catalogue_folders(locales, each)}
    found = (path.parent.parent.name for path in locales.glob(f"*/{INSIDE}"))
    return sorted(set(found) - own)


def _brought(root: Path, language: str) -> Mapping[Key, str | None]:
    """The strings that the program itself has in the language, with their plurals."""
    folder = DEFAULTS / "locales"
    if real(folder) == real(root / "locales"):
        return {}
    catalogue = read_catalogue(catalogue_files(folder, language), language)
    return {each.key: each.plural for each in catalogue if each.is_translated}


def _collect(root: Path) -> dict[Key, Wanted]:
    """By context and msgid, in the order of the templates."""
    found: dict[Key, Wanted] = {}
    for name, path, _, read in read_templates(search_path(root, "templates")):
        if isinstance(read, TemplateFault):
            raise TemplateSyntaxError(read.reason, read.line, name, str(path))
        notes = _notes(path)
        for string in read.strings:
            key = (string.context, string.msgid)
            entry = found.setdefault(key, Wanted(string.msgid, string.plural, string.context))
            entry.plural = entry.plural or string.plural
            entry.places[f"templates/{name}"] = None
            entry.comments += notes.get((string.line, string.msgid), ())
    for module, messages in (("prose", prose.STRINGS), ("handover", handover.STRINGS)):
        for message in messages:
            entry = found.setdefault((None, message), Wanted(message, None))
            entry.places[f"beyan/render/{module}.py"] = None
    for entry in found.values():
        entry.comments = tuple(dict.fromkeys((*entry.comments, *_explained(entry))))
    return found


def _notes(path: Path) -> Mapping[tuple[int, str], tuple[str, ...]]:
    """What the template itself says to translators, by the line of a string and its msgid."""
    data = path.read_bytes()
    if NOTE.encode() not in data:
        return {}
    from jinja2.ext import babel_extract

    found = {}
    with path.open("rb") as file:
        for line, _, messages, comments in babel_extract(file, tuple(KEYWORDS), (NOTE,), {}):
            for each in (messages,) if isinstance(messages, str) else messages or ():
                if each is not None and comments:
                    texts = (comment.removeprefix(NOTE).strip() for comment in comments)
                    found[line, each] = tuple(" ".join(text.split()) for text in texts)
    return found


# --- what translators are told ----------------------------------------------------------------


def _explained(string: Wanted) -> Iterator[str]:
    """What the string is for, and what its placeholders are, as far as that is known."""
    known = explanations()
    name = f"{string.context}|{string.msgid}" if string.context else string.msgid
    if text := known["strings"].get(name):
        yield text
    names = placeholders(string.msgid) | placeholders(string.plural or "")
    for name in sorted(names):
        if text := known["placeholders"].get(re.sub(r"\W", "", name.removesuffix(")s"))):
            yield f"{name}: {text}"


@lru_cache(maxsize=1)
def explanations() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "strings.toml").read_text("utf-8"))
