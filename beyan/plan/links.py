"""Where the links of a text lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from posixpath import normpath
from urllib.parse import unquote

from beyan.model.page import Link, PlannedLink
from beyan.model.release import ProseLink

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
    links: Iterable[ProseLink], path: str, page: str, targets: Targets, beside: Mapping[str, str]
) -> tuple[PlannedLink, ...]:
    """Where the links of the text in the file `path`, shown at the address `page`, lead.

    `beside` has the addresses of the release's photos and attachments by file name.
    """
    language = page.split("/", 2)[1]
    return tuple(
        PlannedLink(
            link.target,
            page + link.target
            if link.target.startswith("#")
            else _address(link, path, language, targets, beside),
            link.span,
        )
        for link in links
    )


def target_path(target: str, path: str) -> str:
    """The file that `target`, typed in the file `path`, names: relative, or below content/."""
    if target.startswith("/"):
        return CONTENT + normpath(target.lstrip("/"))
    return normpath(f"{path.rpartition('/')[0]}/{target}")


def _address(
    link: ProseLink,
    path: str,
    language: str,
    targets: Targets,
    beside: Mapping[str, str],
) -> str | None:
    target, hash_sign, fragment = link.target.partition("#")
    anchor = hash_sign + fragment
    if target.endswith(".md"):
        named = target_path(target, path)
        address = targets.editions.get(named)
        if address is None:
            key = named.removeprefix(CONTENT).removesuffix(".md")
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
