"""Interface strings: what templates ask for → messages.pot → every language's messages.po.

No fuzzy guesses and no timestamps: a new string is empty until somebody translates it, and a file
changes only when a string does. Locations name the template without a line, for the same reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from beyan.checks.interface import read_templates, wanted_strings
from beyan.language.catalogue import Entry, Key, read_catalogue
from beyan.model.defaults import search_path
from beyan.render import handover, prose
from beyan.saving import save

TEMPLATE_FILE = "locales/messages.pot"
LINE_WIDTH = 100

_HEADER = """\
msgid ""
msgstr ""
{language}"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
{plurals}
"""


@dataclass(slots=True)
class _Collected:
    """A string and every template that asks for it."""

    msgid: str
    plural: str | None
    places: dict[str, None] = field(default_factory=dict)


def update_messages(root: Path, languages: Iterable[str], *, dry: bool = False) -> list[str]:
    """Bring the .pot and .po files of the site to what its templates ask for.

    Templates are the site's and the defaults it does not override. Returns the paths of the files
    that changed (or, `dry`, would). A language without a file gets one, with all its strings
    empty. Raises `TemplateSyntaxError` and `CatalogueSyntaxError`: nothing is changed then.
    """
    strings = _collect(root)
    files = {TEMPLATE_FILE: _template(strings)}
    for language in languages:
        path = f"locales/{language}/LC_MESSAGES/messages.po"
        files[path] = _catalogue(root / path, language, strings)
    changed = []
    for path, data in files.items():
        target = root / path
        if target.is_file() and target.read_bytes() == data:
            continue
        changed.append(path)
        if not dry:
            save(target, data)
    return changed


def _collect(root: Path) -> dict[Key, _Collected]:
    """By context and msgid, in the order of the templates."""
    found: dict[Key, _Collected] = {}
    for name, _, template in read_templates(search_path(root, "templates")):
        if isinstance(template, Exception):
            raise template
        for string in wanted_strings(template, f"templates/{name}"):
            entry = found.setdefault(
                (string.context, string.msgid), _Collected(string.msgid, string.plural)
            )
            entry.plural = entry.plural or string.plural
            entry.places[string.span.path] = None
    for module, messages in (("prose", prose.STRINGS), ("handover", handover.STRINGS)):
        for message in messages:
            entry = found.setdefault((None, message), _Collected(message, None))
            entry.places[f"beyan/render/{module}.py"] = None
    return found


def _template(strings: dict[Key, _Collected]) -> bytes:
    header = _HEADER.format(language="", plurals="")
    return header.encode() + _messages(strings, Catalog(), {})


def _catalogue(path: Path, language: str, strings: dict[Key, _Collected]) -> bytes:
    catalog = Catalog(locale=language.replace("-", "_"))
    old: dict[Key, Entry] = {}
    if path.is_file():
        old = {entry.key: entry for entry in read_catalogue([path], language)}
    first = next(iter(old.values()), None)
    if first is not None:
        # All entries of a file have its rule.
        rule = f"nplurals={first.plural_count}; plural={first.plural_rule};"
        catalog.mime_headers = [("Plural-Forms", rule)]
    header = _HEADER.format(
        language=f'"Language: {language}\\n"\n',
        plurals=f'"Plural-Forms: {catalog.plural_forms}\\n"\n',
    )
    return header.encode() + _messages(strings, catalog, old)


def _messages(strings: dict[Key, _Collected], catalog: Catalog, old: dict[Key, Entry]) -> bytes:
    for key, string in strings.items():
        known = old.get(key)
        kept: tuple[str, ...] | str | None = None
        if known is not None and known.plural == string.plural and not known.is_fuzzy:
            kept = known.forms if string.plural is not None else known.forms[0]
        catalog.add(
            string.msgid if string.plural is None else (string.msgid, string.plural),
            kept,
            # Babel leaves out the line where it is 0.
            locations=[(place, 0) for place in string.places],
            context=key[0],
            user_comments=known.comments if known is not None else (),
        )
    buffer = BytesIO()
    write_po(buffer, catalog, width=LINE_WIDTH, omit_header=True, include_lineno=False)
    return buffer.getvalue()
