"""What an office sends to trusted journalists before an embargo ends.

HTML to print, plain text, an agency item and a media kit, each marked with the embargo in every
language of the site. They are written apart from the output, which knows nothing of the release.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from beyan.build.planning import SitePlan
from beyan.build.reading import Source
from beyan.build.rendering import renderer_of
from beyan.model.defaults import real
from beyan.model.diagnostic import Diagnostic, Span, nearest, problem
from beyan.model.export import AgencyItem
from beyan.model.page import HandoverPage, Output, ReleasePage
from beyan.model.records import dataclass
from beyan.model.release import Release, key_of
from beyan.model.site import Site
from beyan.plan.plan import plan_pages
from beyan.render import media_kit
from beyan.render.handover import EMBARGO
from beyan.render.page import Renderer


@dataclass(frozen=True, slots=True)
class Handover:
    """The files to hand over, by name. Empty with problems."""

    files: Mapping[str, bytes]
    problems: tuple[Diagnostic, ...] = ()


def hand_over(source: Source, planned: SitePlan, name: str) -> Handover:
    """The files for the release that `name` means.

    `name` is an edition's file, or its path below content/releases/ with or without language.
    The embargo must still hold: afterwards the site itself has everything.
    """
    renderer = renderer_of(source, planned.plan.frames, {}, source.cache)
    release = _find(source.loaded.ungated, name)
    if release is None:
        known = [each.key.removeprefix("releases/") for each in source.loaded.ungated.summaries]
        suggestion = nearest(_key(name), known)
        found = problem("unknown-release", Span(name), name=name, suggestion=suggestion)
        return Handover({}, (found,))
    if release.key not in source.loaded.held.scheduled:
        return Handover({}, (problem("not-embargoed", Span(release.editions[0].path)),))

    files: dict[str, bytes] = {}
    stem = release.key.rpartition("/")[2]
    outputs = list(_outputs(source, release))
    pages = [output for output in outputs if isinstance(output, ReleasePage)]
    marks = dict(_marks(release, source))
    for page in pages:
        base = f"{stem}.{page.language}"
        files[f"{base}.html"] = renderer.render(_html_page(page, release, marks))
        files[f"{base}.txt"] = _text(page, renderer, marks).encode()
        files[f"{base}.json"] = renderer.render(_item(page, outputs, release, marks))
    files[f"{stem}-media-kit.zip"] = _media_kit(renderer, pages, marks)
    return Handover(files)


def folder_problems(folder: Path, root: Path) -> list[Diagnostic]:
    """Nothing is overwritten, and nothing may come near what is published."""
    place, site = real(folder), real(root)
    inside = place.is_relative_to(site) and place != site
    top = place.relative_to(site).parts[0] if inside else ""
    taken = place == site or top in ("output", "content", "templates", "assets", "locales")
    if taken or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        return [problem("handover-folder", Span(str(folder)), folder=folder)]
    return []


def _find(ungated: Site, name: str) -> Release | None:
    key = f"releases/{_key(name)}"
    return ungated.release(key) if any(each.key == key for each in ungated.summaries) else None


def _outputs(source: Source, release: Release) -> Iterator[Output]:
    """What will be published of the release: its pages, agency items, photos and attachments."""
    files = {file.path for file in release.files}
    for artifact in plan_pages(source.loaded.ungated).artifacts:
        if key_of(artifact.source) == release.key or artifact.source in files:
            yield from artifact.outputs()


def _key(name: str) -> str:
    """ "content/releases/2026/x.az.md", "2026/x.az.md" and "2026/x" all mean "2026/x"."""
    path = name.replace("\\", "/").rstrip("/").rpartition("content/releases/")[2]
    return key_of(path.removeprefix("releases/"))


def _marks(release: Release, source: Source) -> Iterator[tuple[str, str]]:
    """The embargo in words, by language."""
    instant = release.published
    offset = instant.strftime("%z")
    for tag, catalogue in source.interface.catalogues.items():
        language = source.loaded.site.config.language(tag)
        when = f"{language.date_long(instant)}, {language.time(instant)}"
        moment = f"{when} (UTC{offset[:3]}:{offset[3:]})"
        yield tag, catalogue.gettext(EMBARGO) % {"moment": moment}


def _html_page(page: ReleasePage, release: Release, marks: Mapping[str, str]) -> HandoverPage:
    return HandoverPage(
        address=page.address,
        language=page.language,
        text_language=page.text_language,
        canonical=page.canonical,
        is_indexed=False,
        release=page,
        marks=tuple(marks.items()),
        embargo=release.published,
    )


def _text(page: ReleasePage, renderer: Renderer, marks: Mapping[str, str]) -> str:
    lines = [*marks.values(), "", renderer.plain_text(page)]
    return "\n".join([*lines, *marks.values(), ""])


def _item(
    page: ReleasePage, outputs: Sequence[Output], release: Release, marks: Mapping[str, str]
) -> AgencyItem:
    planned = next(
        output
        for output in outputs
        if isinstance(output, AgencyItem) and output.page.address == page.address
    )
    return replace(planned, embargoed_until=release.published, notes=tuple(marks.values()))


def _media_kit(renderer: Renderer, pages: list[ReleasePage], marks: Mapping[str, str]) -> bytes:
    """Photos and attachments with their captions, checksums (sha256sum -c) and the embargo."""
    mark = "\n".join(marks.values())
    files = {name: renderer.render(file) for name, file in media_kit.files_of(pages[0])}
    for page in pages:
        if page.media_kit is not None:
            text = f"{mark}\n\n{media_kit.captions(page)}\n"
            files[f"captions.{page.language}.txt"] = text.encode()
    files["EMBARGO.txt"] = f"{mark}\n".encode()
    return media_kit.packed(files)
