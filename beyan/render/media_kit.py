"""A release in one file to take along: photos, attachments, the text, captions and checksums.

Nothing in it is said in the interface's words, so that it changes with the release alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from beyan.language.locale import Language
from beyan.model.page import CopiedFile, ReleasePage
from beyan.model.picture import Picture
from beyan.model.words import Words
from beyan.render.exporters.boxes import in_plain_text
from beyan.render.exporters.ninjs import plain_text
from beyan.render.exporters.tools import listed

SUMS = "SHA256SUMS"
# The oldest time a ZIP can hold: the same content gives the same bytes on every day.
_TIME = (1980, 1, 1, 0, 0, 0)
# What a ZIP says of each file, before it and in the list at its end, and the end of that list.
_ENTRY, _END = 30 + 46, 22


def files_of(page: ReleasePage) -> Iterator[tuple[str, CopiedFile | Picture]]:
    """Photos and attachments by their names in the kit, where no other file can be in their way."""
    photos = {photo.address for photo in page.photos}
    for file in page.media_kit.files if page.media_kit else ():
        folder = "photos" if file.address in photos else "attachments"
        yield f"{folder}/{file.address.rpartition('/')[2]}", file


def texts_of(page: ReleasePage, prose: str, language: Language) -> Iterator[tuple[str, bytes]]:
    """The text of the release, which is the HTML `prose`, and what its files are called."""
    yield f"text.{page.language}.txt", text(page, prose, language).encode()
    yield f"captions.{page.language}.txt", f"{captions(page)}\n".encode()


def text(page: ReleasePage, prose: str, language: Language) -> str:
    """The release as plain text."""
    tag, way = page.text_language, language.direction
    place = Words(page.place, tag) if page.place else None
    day = Words(language.date_long(page.date.day), page.language)
    dateline = listed((place, day), way)
    lines = [page.title, "", dateline]
    if page.lead:
        lines += ["", page.lead]
    if page.key_facts:
        lines += ["", *(f"– {each}" for each in page.key_facts)]
    lines += ["", plain_text(prose)]
    for quote in page.quotes:
        lines += ["", in_plain_text(quote, tag)]
    if page.participants:
        lines.append("")
    for person in page.participants:
        lines.append(f"– {listed((person.name, person.role, person.organisation), way)}")
    if page.boilerplate is not None:
        lines += ["", page.boilerplate.text]
    contact = page.contact
    lines += ["", *(each.text for each in (contact.name, contact.address) if each is not None)]
    lines += [each for each in (contact.phone, contact.email, contact.call_centre) if each]
    return "\n".join([*lines, ""])


def captions(page: ReleasePage) -> str:
    """The name of each file and, below it, what is to be said of it."""
    found = [
        "\n".join(
            [
                photo.address.rpartition("/")[2],
                *(each.text for each in (photo.caption, photo.alt, photo.credit) if each),
            ]
        )
        for photo in page.photos
    ]
    found += [f"{each.address.rpartition('/')[2]}\n{each.title.text}" for each in page.attachments]
    return "\n\n".join(found)


def packed(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of these files with their checksums, for `sha256sum -c`.

    They are stored as they are: photos do not shrink, and no version of zlib makes other bytes.
    """
    lines = (f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name, data in sorted({**files, SUMS: "".join(lines).encode()}.items()):
            entry = ZipInfo(name, _TIME)
            # Else it says on which system it was made, and that nobody may read the file.
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def packed_size(sizes: Mapping[str, int]) -> int:
    """How many bytes `packed` makes of files of these sizes."""
    names = [len(name.encode()) for name in sizes]
    sums = sum(64 + 2 + length + 1 for length in names)
    entries = sum(_ENTRY + 2 * length for length in (*names, len(SUMS)))
    return sum(sizes.values()) + sums + entries + _END
