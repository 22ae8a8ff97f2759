"""Rules on templates and catalogues, which hold whatever the content is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from beyan.checks.catalogues import CatalogueCheck
from beyan.checks.templates import TemplateFault, TemplateFile, TemplateText
from beyan.language.catalogue import Catalogue, Key
from beyan.model.diagnostic import Diagnostic, Span, nearest, problem, shown_path


def check_interface(
    root: Path,
    templates: Sequence[TemplateFile],
    catalogues: Mapping[str, Catalogue],
    also: Iterable[str],
    own: Path | None = None,
    bundled: Mapping[str, Catalogue] | None = None,
) -> Iterator[Diagnostic]:
    """Syntax of templates, names they include; and the catalogues.

    `also` names strings that are asked for outside of templates. `own` is the folder of the site's
    catalogues, if it has one, and `bundled` what comes with the program.
    """
    names = {each.name for each in templates}
    wanted: dict[Key, Span | None] = {(None, message): None for message in also}
    for _, path, _, read in templates:
        shown = shown_path(path, root)
        if isinstance(read, TemplateFault):
            yield problem("template-syntax", Span(shown, read.line), reason=read.reason)
            continue
        yield from _includes(read, shown, names)
        for string in read.strings:
            # Where the program's own templates lie is nobody's concern.
            is_own = not Path(shown).is_absolute()
            place = Span(shown, string.line) if is_own else None
            wanted.setdefault((string.context, string.msgid), place)
    yield from CatalogueCheck(own or root / "locales", catalogues, bundled or {}, wanted).problems()


def _includes(read: TemplateText, shown: str, names: set[str]) -> Iterator[Diagnostic]:
    for line, name in read.references:
        if name is None:
            yield problem("dynamic-include", Span(shown, line))
        elif name not in names:
            suggestion = nearest(name, names)
            yield problem("template-missing", Span(shown, line), name=name, suggestion=suggestion)
