"""Files that probably belong to one release, though their names keep them apart.

Everything here is found by folded keys, and nothing is opened: a site of ten thousand releases is
looked through in milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from beyan.language.copies import may_be_copy
from beyan.language.letters import caseless
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.release import composed
from beyan.model.release_summary import ReleaseSummary
from beyan.source.copies import original_of

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?=-)")


class Found(NamedTuple):
    """A release or page: its key, the files of its editions, and what is known if it can be read.

    `circle` stands for its participants; it is empty where there are none.
    """

    key: str
    paths: Sequence[str]
    summary: ReleaseSummary | None = None
    circle: bytes = b""

    @property
    def folder(self) -> str:
        return self.key.rpartition("/")[0]

    @property
    def name(self) -> str:
        return self.key.rpartition("/")[2]

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(map(_language, self.paths))

    @property
    def day(self) -> str:
        """The date, or the one in the file's name."""
        if self.summary is not None:
            return self.summary.clock[0][:10]
        named = _DATE.match(self.name)
        return named[0] if named is not None else ""


def same_file_names(paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Files whose names differ in their normal form alone, which nobody can see."""
    first: dict[str, str] = {}
    for path in paths:
        if not path.isascii():
            other = first.setdefault(composed(path), path)
            if other != path:
                for mine, theirs in ((path, other), (other, path)):
                    yield problem("same-file-name", Span(mine), other=theirs)


def doubles(found: Sequence[Found]) -> Iterator[Diagnostic]:
    """Copies of editions, which are published like any other, and probable twins."""
    # A mark behind the language was told when the name was read.
    marked = {
        each.key: original
        for each in found
        if may_be_copy(each.key) and (original := original_of(f"{each.name}.az.md"))[0]
    }
    if marked:
        yield from _copies(found, marked)
    yield from _twins([each for each in found if each.key not in marked] if marked else found)


def _copies(found: Sequence[Found], marked: Mapping[str, tuple[str, bool]]) -> Iterator[Diagnostic]:
    keys = {each.key for each in found}
    for each in found:
        original, is_sure = marked.get(each.key, ("", False))
        stem = original.partition(".")[0]
        if original and (is_sure or f"{each.folder}/{stem}" in keys):
            for path in each.paths:
                name = f"{stem}.{_language(path)}.md"
                yield problem("copied-file", Span(path), original=name)


def _twins(found: Sequence[Found]) -> Iterator[Diagnostic]:
    """Releases or pages that look like editions of one, each pair once.

    By their names: but for capitals and the folder they are the same. Or by what happened: they
    exist in one language each, not the same, and have one date and the same participants.
    """
    by_name: dict[str, list[Found]] = {}
    by_circle: dict[tuple[str, bytes], list[Found]] = {}
    for each in found:
        by_name.setdefault(caseless(each.name), []).append(each)
        if each.circle and len(each.paths) == 1:
            by_circle.setdefault((each.day, each.circle), []).append(each)
    told: set[str] = set()
    for same in by_name.values():
        for each, other in _of_one_name(same) if len(same) > 1 else ():
            told.add(each.key)
            yield _twin(each, other)
    for same in by_circle.values():
        first: dict[str, Found] = {}
        for each in same if len(same) > 1 else ():
            tag = _language(each.paths[0])
            twin = next((first[known] for known in first if known != tag), None)
            first.setdefault(tag, each)
            if twin is not None and each.key not in told and twin.key not in told:
                yield _twin(each, twin)


def _of_one_name(same: Sequence[Found]) -> Iterator[tuple[Found, Found]]:
    """Those in one folder, and those of one day.

    What cannot be read may have any day: then the languages tell, which complement each other.
    """
    by_folder: dict[str, Found] = {}
    by_day: dict[str, Found] = {}
    for each in same:
        folder, day = caseless(each.folder), each.day
        other: Found | None = by_folder.get(folder) or by_day.get(day)
        if other is None and by_day:
            unknown = by_day.get("") if day else same[0]
            if unknown is not None and unknown.languages.isdisjoint(each.languages):
                other = unknown
        by_folder.setdefault(folder, each)
        by_day.setdefault(day, each)
        if other is not None and not _collide(each, other):
            yield each, other


def _collide(one: Found, other: Found) -> bool:
    """Whether both would stand at one address, which is told as an error."""
    if one.summary is None or other.summary is None:
        return not one.languages.isdisjoint(other.languages)
    if one.summary.year != other.summary.year:
        return False
    slugs = {(edition.language, edition.slug) for edition in one.summary.editions}
    return any((edition.language, edition.slug) in slugs for edition in other.summary.editions)


def _twin(one: Found, other: Found) -> Diagnostic:
    return problem("probable-twins", Span(one.paths[0]), other=other.paths[0])


def _language(path: str) -> str:
    return path.rsplit(".", 2)[-2]
