"""What an office sends to trusted journalists before an embargo ends.

HTML to print, plain text, an agency item and a media kit, each marked with the embargo in every
language of the site. They are written apart from the output, which knows nothing of the release.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from beyan.language.catalogue import Catalogue
from beyan.language.locale import Language
from beyan.model.diagnostic import Diagnostic, Span, nearest, problem
from beyan.model.export import AgencyItem
from beyan.model.page import CopiedFile, HandoverPage, Output, ReleasePage
from beyan.model.picture import Picture
from beyan.model.release import Release, key_of
from beyan.pipeline import Run
from beyan.render.exporters.ninjs import plain_text
from beyan.render.handover import EMBARGO

# The oldest time a ZIP can hold: the same content gives the same bytes on every day.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Handover:
    """The files to hand over, by name. Empty with problems."""

    files: Mapping[str, bytes]
    problems: tuple[Diagnostic, ...] = ()


def hand_over(run: Run, name: str) -> Handover:
    """The files for the release that `name` means.

    `name` is an edition's file, or its path below content/releases/ with or without language.
    The embargo must still hold: afterwards the site itself has everything.
    """
    assert run.renderer is not None, "a run without errors has a renderer"
    release = _find(run, name)
    if release is None:
        known = [each.key.removeprefix("releases/") for each in run.loaded.whole.cards]
        suggestion = nearest(_key(name), known)
        found = problem("unknown-release", Span(name), name=name, suggestion=suggestion)
        return Handover({}, (found,))
    if release.key not in run.loaded.scheduled:
        return Handover({}, (problem("not-embargoed", Span(release.editions[0].path)),))

    files: dict[str, bytes] = {}
    stem = release.key.rpartition("/")[2]
    outputs = list(_outputs(run, release))
    pages = [output for output in outputs if isinstance(output, ReleasePage)]
    marks = dict(_marks(release, run.catalogues))
    for page in pages:
        base = f"{stem}.{page.language}"
        files[f"{base}.html"] = run.renderer.render(_html_page(page, release, marks))
        files[f"{base}.txt"] = _text(page, run, marks).encode()
        files[f"{base}.json"] = run.renderer.render(_item(page, outputs, release, marks))
    files[f"{stem}-media-kit.zip"] = _media_kit(run, pages, outputs, marks)
    return Handover(files)


def folder_problems(folder: Path, root: Path) -> list[Diagnostic]:
    """Nothing is overwritten, and nothing may come near what is published."""
    place, site = folder.resolve(), root.resolve()
    inside = place.is_relative_to(site) and place != site
    top = place.relative_to(site).parts[0] if inside else ""
    taken = place == site or top in ("output", "content", "templates", "assets", "locales")
    if taken or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        return [problem("handover-folder", Span(str(folder)), folder=folder)]
    return []


def _find(run: Run, name: str) -> Release | None:
    key = f"releases/{_key(name)}"
    whole = run.loaded.whole
    return whole.release(key) if any(card.key == key for card in whole.cards) else None


def _outputs(run: Run, release: Release) -> Iterator[Output]:
    """What will be published of the release: its pages, agency items, photos and attachments."""
    files = {file.path for file in release.files}
    for section in run.whole.sections:
        if key_of(section.origin) == release.key or section.origin in files:
            yield from section.make()


def _key(name: str) -> str:
    """ "content/releases/2026/x.az.md", "2026/x.az.md" and "2026/x" all mean "2026/x"."""
    path = name.replace("\\", "/").rstrip("/").rpartition("content/releases/")[2]
    return key_of(path.removeprefix("releases/"))


def _marks(release: Release, catalogues: Mapping[str, Catalogue]) -> Iterator[tuple[str, str]]:
    """The embargo in words, by language."""
    instant = release.published
    offset = instant.strftime("%z")
    for tag, catalogue in catalogues.items():
        language = Language(tag)
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


def _text(page: ReleasePage, run: Run, marks: Mapping[str, str]) -> str:
    assert run.renderer is not None
    language = Language(page.language)
    dateline = ", ".join(filter(None, (page.place, language.date_long(page.date.day))))
    lines = [*marks.values(), "", page.title, "", dateline]
    if page.lead:
        lines += ["", page.lead]
    lines += ["", plain_text(run.renderer.prose(page))]
    if page.participants:
        lines.append("")
    for person in page.participants:
        words = (person.name, person.role, person.organisation)
        lines.append("– " + ", ".join(each.text for each in words if each is not None))
    contact = page.contact
    lines += ["", *(each.text for each in (contact.name, contact.address) if each is not None)]
    lines += [each for each in (contact.phone, contact.email, contact.call_centre) if each]
    return "\n".join([*lines, "", *marks.values(), ""])


def _item(
    page: ReleasePage, outputs: Sequence[Output], release: Release, marks: Mapping[str, str]
) -> AgencyItem:
    planned = next(
        output
        for output in outputs
        if isinstance(output, AgencyItem) and output.page.address == page.address
    )
    return replace(planned, embargoed_until=release.published, notes=tuple(marks.values()))


def _media_kit(
    run: Run, pages: list[ReleasePage], outputs: Sequence[Output], marks: Mapping[str, str]
) -> bytes:
    """Photos and attachments with their captions, checksums (sha256sum -c) and the embargo."""
    assert run.renderer is not None
    first = pages[0].address
    files = {
        output.address.removeprefix(first): run.renderer.render(output)
        for output in outputs
        if (isinstance(output, CopiedFile) or (isinstance(output, Picture) and not output.size))
        and output.address.startswith(first)
    }
    for page in pages:
        captions = [
            "\n".join(
                [
                    photo.address.rpartition("/")[2],
                    *(w.text for w in (photo.caption, photo.alt, photo.credit) if w is not None),
                ]
            )
            for photo in page.photos
        ]
        titles = [
            f"{each.address.rpartition('/')[2]}\n{each.title.text}" for each in page.attachments
        ]
        if captions or titles:
            text = "\n\n".join([*marks.values(), *captions, *titles])
            files[f"captions.{page.language}.txt"] = (text + "\n").encode()
    files["EMBARGO.txt"] = ("\n".join(marks.values()) + "\n").encode()
    sums = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    files["SHA256SUMS"] = sums.encode()
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(ZipInfo(name, _ZIP_TIME), data, ZIP_DEFLATED)
    return buffer.getvalue()
