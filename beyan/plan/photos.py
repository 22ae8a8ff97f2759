"""The files of photos and attachments, and where they stand beside a release's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from beyan.model.page import CopiedFile, MediaKit, Output, PhotoFigure, TextPicture
from beyan.model.picture import FORMATS, Format, Picture, Renditions, pictures, widths
from beyan.model.plan import Artifact
from beyan.model.release import Photo, Release, SourceFile, composed
from beyan.model.release_summary import FileSummary, PhotoSummary, ReleaseSummary
from beyan.model.site import Site
from beyan.plan import addresses
from beyan.plan.artifact import called, fingerprint


def photo_artifacts(
    site: Site, key: str, page: str, photos: Sequence[PhotoSummary]
) -> Iterator[Artifact]:
    """One for each photo of the release `key`, whose page is at the address `page`."""
    for position, photo in enumerate(photos):
        made = renditions(page, photo)
        yield Artifact(
            addresses=(
                page + beside(photo.path),
                *(each.address for same in made.formats for each in same),
            ),
            fingerprint=fingerprint(photo.digest, repr(made)),
            inputs=partial(_pictures, site, key, position, page),
            build=called,
            source=photo.path,
        )


def attachment_artifacts(
    site: Site, key: str, page: str, attachments: Sequence[FileSummary]
) -> Iterator[Artifact]:
    for position, attachment in enumerate(attachments):
        yield Artifact(
            addresses=(page + beside(attachment.path),),
            fingerprint=fingerprint(attachment.digest),
            inputs=partial(_attachment, site, key, position, page),
            build=called,
            source=attachment.path,
        )


def figure(photo: Photo, page: str, preferences: Sequence[str]) -> PhotoFigure:
    """The photo as published beside the release page at the address `page`."""
    alt = photo.alt.best(preferences)
    assert alt is not None, "the source stage refuses a photo without alternative text"
    size = (photo.width, photo.height)
    summary = PhotoSummary(photo.file.path, photo.file.digest, *size, photo.is_transparent)
    return PhotoFigure(
        address=page + beside(photo.file.path),
        width=photo.width,
        height=photo.height,
        alt=alt,
        caption=photo.caption.best(preferences),
        credit=photo.credit.best(preferences),
        renditions=renditions(page, summary),
    )


def in_text(photo: PhotoFigure) -> TextPicture:
    """A photo of the release as its own text may show it, with its words."""
    size, words = (photo.width, photo.height), (photo.alt, photo.caption, photo.credit)
    return TextPicture(photo.address, *size, photo.renditions, *words)


def pictures_of(summary: ReleaseSummary) -> Iterator[TextPicture]:
    """All pictures that are published beside the pages of a release."""
    if summary.is_withdrawn or not summary.files:
        return
    for edition in summary.editions:
        page = addresses.release(edition.language, summary.year, edition.slug)
        for photo in summary.photos:
            size, made = (photo.width, photo.height), renditions(page, photo)
            yield TextPicture(page + beside(photo.path), *size, made)
        for attachment in summary.attachments:
            if attachment.width:
                size = (attachment.width, attachment.height)
                yield TextPicture(page + beside(attachment.path), *size)


def media_kit(release: Release, page: str) -> MediaKit | None:
    """All files of the release, if it has any, as published beside its page at `page`."""
    files = [photo.file for photo in release.photos]
    files += [attachment.file for attachment in release.attachments]
    if not files:
        return None
    return MediaKit(addresses.media_kit(page), tuple(published(file, page) for file in files))


def published(file: SourceFile, page: str) -> CopiedFile | Picture:
    """A file in its own size, as it is published: byte by byte, but for pictures."""
    address = page + beside(file.path)
    format = _format(file.path)
    if format is None:
        return CopiedFile(address, file)
    return Picture(address, file, format)


def renditions(page: str, photo: PhotoSummary) -> Renditions:
    """Their names tell what is in them: a changed photo gets new addresses."""
    stem = beside(photo.path).rpartition(".")[0]
    return Renditions(
        stem=f"{page}{stem}.{photo.digest[:8]}",
        width=photo.width,
        height=photo.height,
        widths=widths(photo.width),
        fallback=Format.PNG if photo.is_transparent else Format.JPEG,
    )


def beside(path: str) -> str:
    """The name of a release's file, as seen from its page: in NFC, whatever the disk has."""
    return composed(path.rpartition("/")[2])


def is_picture(path: str) -> bool:
    return _format(path) is not None


def _format(path: str) -> Format | None:
    return FORMATS.get(f".{path.rpartition('.')[2].lower()}")


def _pictures(site: Site, key: str, position: int, page: str) -> Iterator[Output]:
    photo = site.release(key).photos[position]
    size = (photo.width, photo.height)
    summary = PhotoSummary(photo.file.path, photo.file.digest, *size, photo.is_transparent)
    yield from pictures(photo.file, page + beside(photo.file.path), renditions(page, summary))


def _attachment(site: Site, key: str, position: int, page: str) -> Iterator[Output]:
    yield published(site.release(key).attachments[position].file, page)
