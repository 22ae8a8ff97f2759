"""Assets: where each is published, and what of the site's own look pages link to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from beyan.model.look import STAR, USUAL, Look, Mark, PageLook, ShownMark
from beyan.model.page import CopiedFile, StyleSheet
from beyan.model.release import SourceFile
from beyan.model.release_summary import digest
from beyan.plan import addresses

# The style sheet of every page, which says what the settings say of the look.
STYLES = "assets/beyan.css"
_LOGO = "assets/logo.svg"

# By the path of the file.
Published = Mapping[str, str]


def asset_addresses(sources: Iterable[SourceFile], look: Look) -> dict[str, str]:
    """A style sheet is another one when a file that it asks for is."""
    digests = {source.path: source.digest for source in sources}
    for source in sources:
        parts = [source.digest, *(digests[path] for path in source.asks_for)]
        if source.path == STYLES and look != USUAL:
            parts += [repr(look), *(digests[path] for path in look.font_files)]
        if len(parts) > 1:
            digests[source.path] = digest("".join(parts).encode()).hex()
    return {path: addresses.asset(_below(path), its) for path, its in digests.items()}


def asset_file(source: SourceFile, published: Published, look: Look) -> CopiedFile | StyleSheet:
    address = published[source.path]
    shown = look if source.path == STYLES else USUAL
    if not source.asks_for and shown == USUAL:
        return CopiedFile(address, source)
    names = ((path, published[path].rpartition("/")[2]) for path in source.asks_for)
    fonts = ((path, published[path].removeprefix(addresses.ASSETS)) for path in shown.font_files)
    return StyleSheet(address, source, tuple(names), shown, tuple(fonts))


def page_look(look: Look, sources: Iterable[SourceFile], published: Published) -> PageLook:
    """What pages show of it, and the logo that is the site's own."""
    logo = _shown(look.logo, published)
    named = look.logo.path if look.logo is not None else _LOGO
    own = {each.path for each in sources if each.digest != STAR}
    return PageLook(
        bars=(look.light.bar, look.dark.bar),
        logo=logo,
        favicon=_shown(look.favicon, published),
        headings=tuple(published[each] for each in (look.headings.files if look.headings else ())),
        text=tuple(published[each] for each in (look.text.files if look.text else ())),
        publisher_logo=published[named] if named in own else "",
    )


def _shown(mark: Mark | None, published: Published) -> ShownMark | None:
    if mark is None:
        return None
    kind = "image/png" if mark.path.lower().endswith(".png") else "image/svg+xml"
    return ShownMark(published[mark.path], kind, mark.width, mark.height)


def _below(path: str) -> str:
    return path.removeprefix("assets/")
