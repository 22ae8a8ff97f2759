"""Which files below content/ are texts, and the standing pages among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence, Set
from pathlib import Path

from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, Span, nearest, problem
from beyan.model.release import Edition, StandingPage, composed, key_of, name_of
from beyan.snapshot.inputs import Signature, Tree
from beyan.source.doubles import Found, doubles, same_file_names
from beyan.source.edition import (
    PAGES_FOLDER,
    EditionFile,
    PageForm,
    read_edition,
    read_name,
    without_original,
)
from beyan.source.facts import fact_of, truth_text
from beyan.source.files import is_inside
from beyan.source.gate import finished_page
from beyan.source.glossary import Glossary
from beyan.source.joining import translation
from beyan.source.lengths import addresses_too_long
from beyan.source.prose import undescribed_pictures
from beyan.source.setting_spans import setting_span
from beyan.source.translation import follow

PageFile = EditionFile[PageForm]

# Names of texts that are not quite right: Windows hides the end of "x.az.md.txt".
_MEANT_AS_TEXT = re.compile(r"\.(?:md|markdown|md\.txt|[a-z]{2,3}\.txt)$", re.IGNORECASE)


def folder_of(path: str, keys: Container[str]) -> str:
    """The key of the release or page in whose folder the file lies, at any depth; or ""."""
    folder = composed(path).removeprefix("content/").rpartition("/")[0]
    while folder and folder not in keys:
        folder = folder.rpartition("/")[0]
    return folder


def _is_attached(path: str, keys: Container[str]) -> bool:
    return path.lower().endswith(".txt") and bool(folder_of(path, keys))


def edition_files(root: Path, folder: str, tree: Tree) -> tuple[list[str], list[Diagnostic]]:
    """The files that hold texts; what leads out of the site is a problem."""
    is_here = is_inside(root, folder)

    def is_ours(path: str, signature: Signature) -> bool:
        if signature is not None and is_here:
            return True
        return is_inside(root, path) and (root / path).is_file()

    texts = {path: seen for path, seen in tree.files.items() if path.endswith(".md")}
    meant = [path for path in tree.files if path not in texts and _MEANT_AS_TEXT.search(path)]
    if meant:
        # A text file in the folder of a release is no text of the site.
        keys = set(map(key_of, texts))
        texts |= {path: tree.files[path] for path in meant if not _is_attached(path, keys)}
    ours = [path for path, signature in texts.items() if is_ours(path, signature)]
    linked = [path for path in texts.keys() - set(ours) if (root / path).is_file()]
    escaping = [path for path in (*linked, *tree.links) if not is_inside(root, path)]
    return ours, [
        problem("symlink-escapes", Span(path), file=path.rpartition("/")[2]) for path in escaping
    ]


def standing_pages(
    root: Path, config: Config, tree: Tree, glossary: Glossary
) -> tuple[
    tuple[StandingPage, ...], tuple[StandingPage, ...], set[str], set[str], list[Diagnostic]
]:
    """The finished pages in the order of the menu, and as they are those that are not finished.

    Then the keys of those with errors, and the names of editions that wait to be translated.
    """
    paths, problems = edition_files(root, PAGES_FOLDER, tree)
    problems += same_file_names(tree.files)
    keys = Counter(map(key_of, paths))
    groups: dict[str, list[PageFile]] = {}
    files_of: dict[str, list[str]] = {}
    broken: set[str] = set()
    for path in paths:
        name, found = read_name(path, config)
        if name is None:
            problems += found if keys[key_of(path)] > 1 else without_original(found)
            continue
        files_of.setdefault(name.key, []).append(path)
        data = (root / path).read_bytes()
        edition, found = read_edition(
            data, path, PageForm, name, config.reading_budget, config.base_url
        )
        problems += found
        if edition is None:
            broken.add(name.key)
        else:
            groups.setdefault(name.key, []).append(edition)
    problems += doubles([Found(key, found_at) for key, found_at in files_of.items()])
    pages: list[StandingPage] = []
    drafted: list[StandingPage] = []
    waiting: set[str] = set()
    for key, files in groups.items():
        # With one edition broken, a page's facts are not known; joining it would report wrongly.
        if key in broken:
            continue
        # Two files of one name are told above.
        if len({file.language for file in files}) < len(files):
            broken.add(key)
            continue
        files.sort(key=lambda file: config.languages.index(file.language))
        joined, found = _joined(files)
        problems += found
        if joined is None:
            broken.add(key)
            continue
        whole, is_draft = joined
        problems += glossary.told(files)
        waiting |= {name_of(each.path) for each in whole.editions if each.is_waiting}
        page = finished_page(whole)
        if page is not None and not is_draft:
            pages.append(page)
        if page is not whole or is_draft:
            drafted.append(whole)
    return tuple(sorted(pages, key=in_menu)), tuple(drafted), broken, waiting, problems


def _joined(
    files: Sequence[PageFile],
) -> tuple[tuple[StandingPage, bool] | None, list[Diagnostic]]:
    """The standing page of these editions, and whether it is a draft."""
    lag = follow(files)
    problems: list[Diagnostic] = []
    order = fact_of(files, "order", lambda form: form.order, str, problems)
    draft = fact_of(files, "draft", lambda form: form.draft, truth_text, problems)
    for file in files:
        problems += undescribed_pictures(file.prose)
        problems += addresses_too_long(file)
    if problems:
        return None, [*problems, *lag.problems]
    editions = tuple(
        Edition(
            path=file.path,
            language=file.language,
            slug=file.slug,
            title=file.form.title,
            summary=file.summary,
            prose=file.prose,
            aliases=tuple(file.form.aliases),
            **translation(file, lag),
        )
        for file in files
    )
    page = StandingPage(key=files[0].key, order=order, editions=editions)
    return (page, bool(draft)), list(lag.problems)


def unknown_help(
    root: Path, config: Config, pages: Iterable[StandingPage], broken: Set[str]
) -> Iterator[Diagnostic]:
    """The settings name a page to turn to that is not there, not even as a draft or with errors."""
    known = {page.key for page in pages} | broken
    wanted = config.help.page
    if wanted and wanted not in known:
        names = [key.removeprefix("pages/") for key in known]
        typed = wanted.removeprefix("pages/")
        span = setting_span(root, "help", "page")
        yield problem("unknown-page", span, key=typed, suggestion=nearest(typed, names))


def in_menu(page: StandingPage) -> tuple[bool, int, str]:
    return (page.order is None, page.order or 0, page.key)
