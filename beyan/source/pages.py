"""Which files below content/ are texts, and the standing pages among them."""

from __future__ import annotations

import re
from pathlib import Path

from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.release import StandingPage, name_of
from beyan.source.edition import PAGES_FOLDER, PageForm, read_edition, read_name
from beyan.source.files import Signature, Tree, is_inside
from beyan.source.gate import finished_page
from beyan.source.joining import PageFile, join_page

# Names of texts that are not quite right: Windows hides the end of "x.az.md.txt".
_MEANT_AS_TEXT = re.compile(r"\.(?:md|markdown|md\.txt|[a-z]{2,3}\.txt)$", re.IGNORECASE)


def _is_attached(path: str, tree: Tree) -> bool:
    """A text file in the folder of a release is no text of the site."""
    key = path.rpartition("/")[0]
    return path.lower().endswith(".txt") and any(
        each.startswith(f"{key}.") and each.endswith(".md") for each in tree.files
    )


def edition_files(root: Path, folder: str, tree: Tree) -> tuple[list[str], list[Diagnostic]]:
    """The files that hold texts; what leads out of the site is a problem."""
    is_here = is_inside(root, folder)

    def is_ours(path: str, signature: Signature) -> bool:
        if signature is not None and is_here:
            return True
        return is_inside(root, path) and (root / path).is_file()

    texts = {
        path: signature
        for path, signature in tree.files.items()
        if path.endswith(".md") or (_MEANT_AS_TEXT.search(path) and not _is_attached(path, tree))
    }
    ours = [path for path, signature in texts.items() if is_ours(path, signature)]
    escaping = [*(texts.keys() - set(ours)), *(p for p in tree.links if not is_inside(root, p))]
    return ours, [
        problem("symlink-escapes", Span(path), file=path.rpartition("/")[2]) for path in escaping
    ]


def standing_pages(
    root: Path, config: Config, tree: Tree
) -> tuple[
    tuple[StandingPage, ...], tuple[StandingPage, ...], set[str], set[str], list[Diagnostic]
]:
    """The finished pages in the order of the menu, and as they are those that are not finished.

    Then the keys of those with errors, and the names of editions that wait to be translated.
    """
    paths, problems = edition_files(root, PAGES_FOLDER, tree)
    groups: dict[str, list[PageFile]] = {}
    broken: set[str] = set()
    for path in paths:
        name, found = read_name(path, config)
        problems += found
        if name is None:
            continue
        edition, found = read_edition((root / path).read_bytes(), path, PageForm, name)
        problems += found
        if edition is None:
            broken.add(name.key)
        else:
            groups.setdefault(name.key, []).append(edition)
    pages: list[StandingPage] = []
    drafted: list[StandingPage] = []
    waiting: set[str] = set()
    for key, files in groups.items():
        # With one edition broken, a page's facts are not known; joining it would report wrongly.
        if key in broken:
            continue
        files.sort(key=lambda file: config.languages.index(file.language))
        joined, found = join_page(files, config)
        problems += found
        if joined is None:
            broken.add(key)
            continue
        whole, is_draft = joined
        waiting |= {name_of(each.path) for each in whole.editions if each.is_waiting}
        page = finished_page(whole)
        if page is not None and not is_draft:
            pages.append(page)
        if page is not whole or is_draft:
            drafted.append(whole)
    return tuple(sorted(pages, key=in_menu)), tuple(drafted), broken, waiting, problems


def in_menu(page: StandingPage) -> tuple[bool, int, str]:
    return (page.order is None, page.order or 0, page.key)
