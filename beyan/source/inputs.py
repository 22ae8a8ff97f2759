"""Every file that a build reads, without reading any: whether anything changed at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beyan.model.defaults import search_path
from beyan.source.files import Signature, Tree, scan, signature

CONFIG_FILE = "site_config.yaml"

# A file that changes twice within the clock of its file system may keep its signature. What is as
# young as this when it is read is looked at again in the next build (nanoseconds).
_TOO_YOUNG = 20_000_000


@dataclass(frozen=True, slots=True)
class Inputs:
    """Signatures by path: of `content` relative to the site, of the other folders absolute."""

    settings: Mapping[str, Signature]
    content: Tree
    templates: Mapping[str, Signature]
    locales: Mapping[str, Signature]
    assets: Mapping[str, Signature]

    def below(self, folder: str) -> Tree:
        """The content below one of its folders."""
        prefix = f"{folder}/"
        return Tree(
            {path: seen for path, seen in self.content.files.items() if path.startswith(prefix)},
            tuple(link for link in self.content.links if link.startswith(prefix)),
        )

    def file(self, path: str) -> Mapping[str, Signature]:
        """One file of the content, or none."""
        return {path: self.content.files[path]} if path in self.content.files else {}

    def plain(self) -> tuple[Any, ...]:
        return (
            dict(self.settings),
            dict(self.content.files),
            self.content.links,
            dict(self.templates),
            dict(self.locales),
            dict(self.assets),
        )


def scan_inputs(root: Path) -> Inputs:
    path = root / CONFIG_FILE
    is_plain = path.is_file() and not path.is_symlink()
    return Inputs(
        {CONFIG_FILE: signature(path.stat()) if is_plain else None},
        scan(root, "content"),
        *(_everywhere(root, folder) for folder in ("templates", "locales", "assets")),
    )


def settled(seen: Mapping[str, Signature], now: int) -> dict[str, Signature]:
    """The signatures that can be trusted later; `now` is when they were taken (ns since 1970)."""
    return {
        path: None if each is None or max(each[1:]) > now - _TOO_YOUNG else each
        for path, each in seen.items()
    }


def _everywhere(root: Path, folder: str) -> dict[str, Signature]:
    """The site's folder and the default one, as their files are searched for."""
    return {
        f"{place.parent}/{path}": each
        for place in search_path(root, folder)
        for path, each in scan(place.parent, place.name).files.items()
    }
