"""Where the links of a text lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import normpath
from urllib.parse import unquote

from beyan.model.page import Link, PlannedLink, PlannedProse
from beyan.model.release import Edition, ProseLink

CONTENT = "content/"


@dataclass(slots=True)
class Targets:
    """What a text may link to.

    `editions`: address by file path. `groups`: address by key (the path without `.LANG.md`) and
    reader's language. `topics`: name and address by key and language. `addresses`: every address
    of the plan; complete only once all is planned, so links are resolved last.
    """

    editions: dict[str, str] = field(default_factory=dict)
    groups: dict[tuple[str, str], str] = field(default_factory=dict)
    topics: dict[tuple[str, str], Link] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)


def resolve(
    edition: Edition, page: str, language: str, targets: Targets, beside: Mapping[str, str]
) -> PlannedProse:
    """The text, shown at the address `page`, with each of its links resolved.

    `beside` has the addresses of the release's photos and attachments by file name.
    """
    prose = edition.prose

    def planned(link: ProseLink) -> PlannedLink:
        if link.target.startswith("#"):
            return PlannedLink(link.target, page + link.target, link.span)
        address = _address(link, edition, language, targets, beside)
        return PlannedLink(link.target, address, link.span)

    return PlannedProse(prose.text, prose.span, tuple(map(planned, prose.links)))


def target_path(target: str, path: str) -> str:
    """The file that `target`, typed in the file `path`, names: relative, or below content/."""
    if target.startswith("/"):
        return CONTENT + normpath(target.lstrip("/"))
    return normpath(f"{path.rpartition('/')[0]}/{target}")


def _address(
    link: ProseLink,
    edition: Edition,
    language: str,
    targets: Targets,
    beside: Mapping[str, str],
) -> str | None:
    target, hash_sign, fragment = link.target.partition("#")
    anchor = hash_sign + fragment
    if target.endswith(".md"):
        path = target_path(target, edition.path)
        address = targets.editions.get(path)
        if address is None:
            key = path.removeprefix(CONTENT).removesuffix(".md")
            address = targets.groups.get((key, language))
        return address + anchor if address is not None else None
    if target.startswith("/"):
        bare, question_mark, query = target.partition("?")
        bare = unquote(bare)
        for candidate in (bare, f"{bare}/"):
            if candidate in targets.addresses:
                return candidate + question_mark + query + anchor
        return None
    return beside.get(unquote(target.removeprefix("./")))
