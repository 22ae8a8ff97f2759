"""The interface's strings and assets: the site's own before the default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from beyan.language.catalogue import Catalogue, CatalogueSyntaxError, read_catalogue
from beyan.language.transliteration import transliterated
from beyan.model.defaults import search_path
from beyan.model.diagnostic import Diagnostic, Span, problem, shown_path
from beyan.model.release import SourceFile
from beyan.snapshot.inputs import walk
from beyan.source.files import is_inside, source_file
from beyan.source.settings import language_span


def load_catalogues(
    root: Path,
    languages: Iterable[str],
    named: Mapping[str, str] | None = None,
    transliterated_from: Mapping[str, str] | None = None,
) -> tuple[dict[str, Catalogue], list[Diagnostic]]:
    """Those of the languages. Some have the strings of the language that is `named`; some what
    they lack of their own from another one, in their letters.
    """
    catalogues: dict[str, Catalogue] = {}
    problems: list[Diagnostic] = []
    folders = search_path(root, "locales")

    def files(language: str) -> list[Path]:
        candidates = (folder / language / "LC_MESSAGES/messages.po" for folder in folders)
        return [path for path in candidates if path.is_file()]

    for language in languages:
        own = (named or {}).get(language, language)
        paths, source = files(own), (transliterated_from or {}).get(language, "")
        if not paths and not (source and files(source)):
            span = language_span(root, language)
            problems.append(problem("missing-catalogue", span, language=source or own))
            continue
        try:
            found = read_catalogue(paths, own)
            if source:
                made = transliterated(read_catalogue(files(source), source), language)
                found = Catalogue(own, (*found, *made))
            catalogues[language] = found
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
