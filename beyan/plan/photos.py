"""The files of photos and attachments, and where they stand beside a release's page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from beyan.model.config import PlanSettings
from beyan.model.inputs import Digested
from beyan.model.page import CopiedFile, MediaKit, Output, PhotoFigure, TextPicture
from beyan.model.picture import FORMATS, Format, Picture, Renditions, pictures, widths
from beyan.model.plan import Artifact
from beyan.model.release import Photo, Portrait, Release, SourceFile, composed
from beyan.model.release_summary import FileSummary, PhotoSummary, ReleaseSummary
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.plan.artifact import artifact

Load = Callable[[str], Release]


class ReleaseFile(Digested[SourceFile]):
    """A photo or an attachment by its bytes; where they lie changes nothing that is published."""

    __slots__ = ("_key", "_load", "_path")

    def __init__(self, file: PhotoSummary | FileSummary, key: str, load: Load) -> None:
        super().__init__(file.digest.encode())
        self._path, self._key, self._load = file.path, key, load

    @property
    def value(self) -> SourceFile:
        return next(file for file in self._load(self._key).files if file.path == self._path)


class KnownFile(Digested[SourceFile]):
    """A file at hand; where it lies changes nothing that is published, either."""

    __slots__ = ("value",)

    value: SourceFile

    def __init__(self, file: SourceFile) -> None:
        super().__init__(file.digest.encode())
        self.value = file


class PhotoInputs(NamedTuple):
    """`page` is the address of the release's page, `name` the photo's beside it."""

    page: str
    name: str
    width: int
    height: int
    is_transparent: bool
    file: ReleaseFile | KnownFile


class AttachmentInputs(NamedTuple):
    address: str
    file: ReleaseFile


def photo_artifacts(
    load: Load, key: str, page: str, photos: Sequence[PhotoSummary]
) -> Iterator[Artifact]:
    """One for each photo of the release `key`, whose page is at the address `page`."""
    for photo in photos:
        yield _photo_artifact(page, photo, ReleaseFile(photo, key, load))


def portrait_artifact(page: str, portrait: Portrait) -> Artifact:
    """Of somebody whose page is at the address `page`."""
    return _photo_artifact(page, _portrait_summary(portrait), KnownFile(portrait.file))


def _photo_artifact(page: str, photo: PhotoSummary, file: ReleaseFile | KnownFile) -> Artifact:
    name, (width, height, is_transparent) = beside(photo.path), photo[2:]
    files = (each.address for same in renditions(page, photo).formats for each in same)
    return artifact(
        PhotoInputs(page, name, width, height, is_transparent, file),
        photo_files,
        (page + name, *files),
        source=photo.path,
    )


def _portrait_summary(portrait: Portrait) -> PhotoSummary:
    return PhotoSummary(portrait.file.path, portrait.file.digest, *portrait[1:])


def attachment_artifacts(
    load: Load, key: str, page: str, attachments: Sequence[FileSummary]
) -> Iterator[Artifact]:
    for attachment in attachments:
        address = page + beside(attachment.path)
        yield artifact(
            AttachmentInputs(address, ReleaseFile(attachment, key, load)),
            attachment_file,
            (address,),
            source=attachment.path,
        )


def photo_files(made_of: PhotoInputs) -> Iterator[Output]:
    """The photo in its own size and in all others."""
    page, name, width, height, is_transparent, photo = made_of
    file = photo.value
    summary = PhotoSummary(name, file.digest, width, height, is_transparent)
    yield from pictures(file, page + name, renditions(page, summary))


def attachment_file(made_of: AttachmentInputs) -> Iterator[Output]:
    yield published(made_of.file.value, made_of.address)


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


def portrait_figure(portrait: Portrait, page: str, name: Words) -> PhotoFigure:
    """A picture of whom the `name` is, whose page is at the address `page`."""
    return PhotoFigure(
        address=page + beside(portrait.file.path),
        width=portrait.width,
        height=portrait.height,
        alt=name,
        caption=None,
        credit=None,
        renditions=renditions(page, _portrait_summary(portrait)),
    )


def in_text(photo: PhotoFigure) -> TextPicture:
    """A photo of the release as its own text may show it, with its words."""
    size, words = (photo.width, photo.height), (photo.alt, photo.caption, photo.credit)
    return TextPicture(photo.address, *size, photo.renditions, *words)


def all_pictures(
    settings: PlanSettings, summaries: Iterable[ReleaseSummary]
) -> Iterator[TextPicture]:
    """All pictures that are published beside the pages of these releases."""
    for summary in summaries:
        if summary.is_withdrawn or not summary.has_files:
            continue
        for edition in summary.editions:
            page = addresses.release(settings, edition.language, summary.year, edition.slug)
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
    return MediaKit(
        addresses.media_kit(page),
        tuple(published(file, page + beside(file.path)) for file in files),
    )


def published(file: SourceFile, address: str) -> CopiedFile | Picture:
    """A file in its own size, as it is published: byte by byte, but for pictures."""
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
