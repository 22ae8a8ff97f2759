"""Files below content/ that nothing uses, so that somebody may miss them on the site."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.kinds import danger_of, ending_inside
from beyan.model.ledger import LEDGER_FILE
from beyan.model.picture import FORMATS
from beyan.model.release import (
    GLOSSARY_FILE,
    PEOPLE_FILE,
    PORTRAITS_FOLDER,
    SYNONYMS_FILE,
    TOPICS_FILE,
    Person,
    as_typed,
    composed,
    file_beside,
)
from beyan.model.release_summary import ReleaseSummary
from beyan.model.views import COVERAGE_FILE, UNMATCHED_FILE, VIEWS_FILE
from beyan.source.edition import PAGES_FOLDER
from beyan.source.media import REFUSED_PICTURES
from beyan.source.pages import folder_of

# What systems leave in folders; hidden files are not even looked at.
_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})

# What is read by its name, and what a folder says of itself to colleagues.
_READ = frozenset(
    {
        *(PEOPLE_FILE, TOPICS_FILE, GLOSSARY_FILE, SYNONYMS_FILE, LEDGER_FILE),
        *(VIEWS_FILE, COVERAGE_FILE, UNMATCHED_FILE),
        "content/README.md",
    }
)

OF_STRAYS = frozenset({"stray-file", "unused-file"})


def unread_files(paths: Iterable[str], people: Iterable[Person] | None) -> Iterator[Diagnostic]:
    """A warning for each of these files outside of the releases that nothing reads.

    `people` are those of the registry; None where it cannot be read, and nobody knows whom a
    portrait is of.
    """
    faces = {each.portrait.file.path for each in people or () if each.portrait is not None}
    for path in sorted(paths):
        stem, _, ending = composed(path).rpartition(".")
        folder, _, name = path.rpartition("/")
        is_known = (
            path in _READ
            or path in faces
            or (path.startswith(f"{PAGES_FOLDER}/") and ending == "md")
            or (folder == PORTRAITS_FOLDER and people is None)
        )
        if not is_known and not _is_nobodys(name):
            near = {f"{stem}.yaml", f"{stem}.csv"} & _READ
            yield problem("unread-file", Span(path), file=name, suggestion="".join(near))


def stray_files(
    paths: Iterable[str], summaries: Mapping[str, ReleaseSummary], broken: Container[str]
) -> Iterator[Diagnostic]:
    """A warning for each of these files, which are no texts, that no release lists.

    None for what a text of its release links to, which is an error; nor for what may be listed in
    a release that cannot be read.
    """
    listed: set[str] | None = None
    for path in paths:
        name = composed(path.rpartition("/")[2])
        if name.endswith(".md") or _is_nobodys(name):
            continue
        if listed is None:
            listed = {file for summary in summaries.values() for file in summary.files}
        if path in listed:
            continue
        key = folder_of(path, summaries)
        summary = summaries.get(key)
        if summary is None:
            if not folder_of(path, broken):
                yield problem("stray-file", Span(path), file=name)
            continue
        file = composed(path).removeprefix(f"content/{key}/")
        if any(
            file_beside(target, key) == file
            for edition in summary.editions
            for target, *_ in edition.links
        ):
            continue
        if danger_of(name) or ending_inside(name) or name.lower().endswith(REFUSED_PICTURES):
            yield problem("stray-file", Span(path), file=name)
        else:
            place = "photos" if name.lower().endswith(tuple(FORMATS)) else "attachments"
            yield problem("unused-file", Span(path), file=file, typed=as_typed(file), place=place)


def _is_nobodys(name: str) -> bool:
    return name.startswith("~") or name.lower() in _LEFT_BY_SYSTEMS
