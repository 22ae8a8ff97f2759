"""The interface's strings and assets: the site's own before the default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from beyan.language.catalogue import Catalogue, CatalogueSyntaxError, read_catalogue
from beyan.model.defaults import search_path
from beyan.model.diagnostic import Diagnostic, Span, problem, shown_path
from beyan.model.release import SourceFile
from beyan.snapshot.inputs import walk
from beyan.source.files import is_inside, source_file
from beyan.source.settings import language_span


def load_catalogues(
    root: Path, languages: Iterable[str], named: Mapping[str, str] | None = None
) -> tuple[dict[str, Catalogue], list[Diagnostic]]:
    """Those of the languages, of which some have the strings of the language that is `named`."""
    catalogues: dict[str, Catalogue] = {}
    problems: list[Diagnostic] = []
    folders = search_path(root, "locales")
    for language in languages:
        own = (named or {}).get(language, language)
        candidates = (folder / own / "LC_MESSAGES/messages.po" for folder in folders)
        paths = [path for path in candidates if path.is_file()]
        if not paths:
            span = language_span(root, language)
            problems.append(problem("missing-catalogue", span, language=own))
            continue
        try:
            catalogues[language] = read_catalogue(paths, own)
        except CatalogueSyntaxError as error:
            span = Span(shown_path(error.path, root), error.line)
            problems.append(problem("catalogue-syntax", span, reason=error.reason))
    return catalogues, problems


def load_assets(root: Path) -> tuple[SourceFile, ...]:
    """Every asset once, sorted by its path below assets/; the site's own before the default."""
    assets: dict[str, SourceFile] = {}
    for folder in search_path(root, "assets"):
        for path in walk(folder.parent, "assets"):
            inside = is_inside(folder, path.removeprefix("assets/"))
            if path not in assets and inside and (folder.parent / path).is_file():
                assets[path] = source_file(folder.parent, path)
    return tuple(assets[path] for path in sorted(assets))
