"""Files below content/ that nothing uses, so that somebody may miss them on the site."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.kinds import danger_of, ending_inside
from beyan.model.picture import FORMATS
from beyan.model.release import as_typed, composed, file_beside
from beyan.model.release_summary import ReleaseSummary
from beyan.source.media import REFUSED_PICTURES
from beyan.source.pages import folder_of

# What systems leave in folders; hidden files are not even looked at.
_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})

OF_STRAYS = frozenset({"stray-file", "unused-file"})


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
        if name.endswith(".md") or name.startswith("~") or name.lower() in _LEFT_BY_SYSTEMS:
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
