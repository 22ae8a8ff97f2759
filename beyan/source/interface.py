"""The interface's strings and assets, the site's own before the default; and static files."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from beyan.language.catalogue import Catalogue, CatalogueSyntaxError, read_catalogue
from beyan.language.transliteration import transliterated
from beyan.model.catalogue_files import catalogue_files
from beyan.model.defaults import DEFAULTS, search_path
from beyan.model.diagnostic import Diagnostic, Span, problem, shown_path
from beyan.model.release import SourceFile
from beyan.model.style_links import files_asked_for
from beyan.snapshot.inputs import Tree, walk
from beyan.source.files import is_inside, source_file
from beyan.source.setting_spans import language_span


def load_catalogues(
    root: Path,
    languages: Iterable[str],
    named: Mapping[str, str] | None = None,
    transliterated_from: Mapping[str, str] | None = None,
) -> tuple[dict[str, Catalogue], list[Diagnostic]]:
    """Those of the languages. Some have the strings of the language that is `named`; some what
    they lack of their own from another one, in their letters.

    One that cannot be read in full has what could be read, and an error for each of the rest.
    """
    catalogues: dict[str, Catalogue] = {}
    problems: list[Diagnostic] = []
    folders = search_path(root, "locales")

    def files(language: str) -> list[Path]:
        return [path for folder in folders for path in catalogue_files(folder, language)]

    for language in languages:
        own = (named or {}).get(language, language)
        paths, source = files(own), (transliterated_from or {}).get(language, "")
        if not paths and not (source and files(source)):
            span = language_span(root, language)
            problems.append(problem("missing-catalogue", span, language=source or own))
            continue
        told: list[CatalogueSyntaxError] = []
        found = read_catalogue(paths, own, told)
        if source:
            made = transliterated(read_catalogue(files(source), source, told), language)
            found = replace(found, entries=(*found, *made))
        catalogues[language] = found
        for error in told:
            span = Span(shown_path(error.path, root), error.line)
            problems.append(problem("catalogue-syntax", span, reason=error.reason))
    return catalogues, problems


def bundled_catalogues() -> dict[str, Catalogue]:
    """Those that come with the program, whatever languages a site has."""
    folder = DEFAULTS / "locales"
    found = {}
    for tag in sorted(each.name for each in folder.iterdir() if each.is_dir()):
        if paths := catalogue_files(folder, tag):
            found[tag] = read_catalogue(paths, tag)
    return found


def load_assets(root: Path) -> tuple[SourceFile, ...]:
    """Every asset once, sorted by its path below assets/; the site's own before the default."""
    assets: dict[str, SourceFile] = {}
    for folder in search_path(root, "assets"):
        for path in walk(folder.parent, "assets"):
            inside = is_inside(folder, path.removeprefix("assets/"))
            if path not in assets and inside and (folder.parent / path).is_file():
                assets[path] = source_file(folder.parent, path)
    return tuple(_with_links(assets[path], assets) for path in sorted(assets))


def _with_links(asset: SourceFile, assets: Container[str]) -> SourceFile:
    if not asset.path.endswith(".css"):
        return asset
    css = (Path(asset.root) / asset.path).read_text("utf-8", errors="replace")
    links = sorted({each for each in files_asked_for(css, asset.path) if each in assets})
    return asset._replace(asks_for=tuple(links))


def load_static(root: Path, tree: Tree) -> tuple[SourceFile, ...]:
    """What is copied as it is, sorted by its path; links that lead out of the site are not."""
    found = (path for path in sorted(tree.files) if is_inside(root, path))
    return tuple(source_file(root, path) for path in found if (root / path).is_file())
