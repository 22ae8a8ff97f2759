"""What a list shows of a release, and what its addresses depend on, without its text.

A site of ten thousand releases is planned from summaries alone: they are small, they come back from
the cache by the thousand in milliseconds, and a release itself is read only when a page that shows
it is made. Cards consist of what `marshal` can write.
"""

from __future__ import annotations

import marshal
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from posixpath import normpath
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from beyan.model.packing import BY_VALUE, PackedRelease, pack, photo_of, plain
from beyan.model.release import Edition, Moment, Photo, Release, composed

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
DIGEST_SIZE = 16

# As `Translations.pairs`.
Pairs = tuple[tuple[str, str], ...]
# Who is written in place: name, role and organisation.
Mention = tuple[Pairs, Pairs, Pairs]


class EditionSummary(NamedTuple):
    """An edition as lists show it.

    `modified` is in microseconds since 1970 (UTC). `views` are the reads before this site, of a
    withdrawn release none: its page tells of none. `links` are the links of its text: target,
    line, column, and the path of the text that the target names, empty where it names none.
    `listed` is the digest of what lists show of it, `digest` that of the whole edition. `original`,
    `is_outdated` and `is_waiting` are those of the edition.
    """

    language: str
    path: str
    slug: str
    title: str
    summary: str
    place: str
    modified: int
    views: int | None
    is_corrected: bool
    aliases: tuple[str, ...]
    links: tuple[tuple[str, int, int, str], ...]
    listed: bytes
    digest: bytes
    original: str
    is_outdated: bool
    is_waiting: bool


class ListedEdition(NamedTuple):
    """What lists show of an edition: `EditionSummary.listed` is the digest of all but `languages`.

    `slug` and the year of `clock` are for its address.

    `clock` and what follows it are those of its release: `topics` as it names them, how many files
    it has. `languages` are those of its other editions, of which some may not be finished yet.
    """

    language: str
    slug: str
    title: str
    summary: str
    place: str
    is_corrected: bool
    clock: tuple[str, bool]
    is_withdrawn: bool
    photo: Any
    topics: tuple[str, ...]
    photo_count: int
    attachment_count: int
    languages: tuple[str, ...] = ()


class FileSummary(NamedTuple):
    """An attachment as `Attachment` has it, without words; `digest` is that of its bytes."""

    path: str
    digest: str
    width: int
    height: int


class PhotoSummary(NamedTuple):
    """A photo as `Photo` has it, without words."""

    path: str
    digest: str
    width: int
    height: int
    is_transparent: bool


class ReleaseSummary(NamedTuple):
    """A release without its texts. Instants are in microseconds since 1970 (UTC).

    `clock` is its date as the site's zone reads it (ISO 8601, with the offset, because some hours
    come twice) and whether the officer gave a time. `identity` is what `id:` says. `awaited` is
    when its next correction is shown. `people` are keys of the registry, of those who took part or
    are quoted; `unregistered` are those who are written in place. `photos` and `attachments` are
    the files published beside it. `photo` is the first photo as nested plain tuples, or None.
    `facts` is the digest of all that holds for every edition.
    """

    key: str
    clock: tuple[str, bool]
    year: int
    instant: int
    published: int
    expires: int | None
    awaited: int | None
    is_draft: bool
    is_withdrawn: bool
    is_featured: bool
    identity: str
    topics: tuple[str, ...]
    people: tuple[str, ...]
    unregistered: tuple[Mention, ...]
    photos: tuple[PhotoSummary, ...]
    attachments: tuple[FileSummary, ...]
    photo: Any
    facts: bytes
    editions: tuple[EditionSummary, ...]

    def edition(self, language: str) -> EditionSummary | None:
        for edition in self.editions:
            if edition.language == language:
                return edition
        return None

    def date(self, zone: ZoneInfo) -> Moment:
        return moment_of(self.clock, zone)

    @property
    def has_people(self) -> bool:
        """Whether the page of people lists any for it."""
        return bool(self.people or (self.unregistered and not self.is_withdrawn))

    @property
    def has_files(self) -> bool:
        return bool(self.photos or self.attachments)

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of photos and attachments."""
        return (*(each.path for each in self.photos), *(each.path for each in self.attachments))

    def listed(self, edition: EditionSummary) -> ListedEdition:
        """What lists show of this edition of it."""
        words = (edition.language, edition.slug, edition.title, edition.summary, edition.place)
        shown = (edition.is_corrected, self.clock, self.is_withdrawn, self.photo)
        files = (len(self.photos), len(self.attachments))
        return ListedEdition(*words, *shown, self.topics, *files, self.other_languages(edition))

    def other_languages(self, edition: EditionSummary) -> tuple[str, ...]:
        if len(self.editions) == 1:
            return ()
        return tuple([each.language for each in self.editions if each is not edition])

    def first_photo(self) -> Photo | None:
        return photo_of(self.photo) if self.photo is not None else None


# A release is among the related ones of several, in each language.
@lru_cache(maxsize=1024)
def moment_of(clock: tuple[str, bool], zone: ZoneInfo) -> Moment:
    text, has_time = clock
    return Moment(datetime.fromisoformat(text).astimezone(zone), has_time)


def summarised(
    release: Release, packed: PackedRelease | None = None, awaited: int | None = None
) -> ReleaseSummary:
    """The summary of a release; `packed` is the release packed, if that has been done already."""
    parts = packed or pack(release)
    photo = plain(release.photos[0]) if release.photos else None
    clock = (release.date.instant.isoformat(), release.date.has_time)
    files = (len(release.photos), len(release.attachments))
    shown = (clock, release.withdrawn is not None, photo, release.topics, *files)
    return ReleaseSummary(
        key=release.key,
        clock=clock,
        year=release.date.day.year,
        instant=microseconds(release.date.instant),
        published=microseconds(release.published),
        expires=microseconds(release.expires.instant) if release.expires is not None else None,
        awaited=awaited,
        is_draft=release.draft,
        is_withdrawn=release.withdrawn is not None,
        is_featured=release.featured,
        identity=release.identity,
        topics=release.topics,
        people=release.people,
        unregistered=tuple(
            [
                (each.name.pairs, each.role.pairs, each.organisation.pairs)
                for each in release.participants
                if not each.key
            ]
        ),
        photos=tuple(
            PhotoSummary(each.file.path, each.file.digest, *each[1:4]) for each in release.photos
        ),
        attachments=tuple(
            FileSummary(each.file.path, each.file.digest, each.width, each.height)
            for each in release.attachments
        ),
        photo=photo,
        facts=digest(parts.facts),
        editions=tuple(
            _edition_summary(release, edition, shown, each)
            for edition, each in zip(release.editions, parts.editions, strict=True)
        ),
    )


def links_of(edition: Edition) -> tuple[tuple[str, int, int, str], ...]:
    """`EditionSummary.links`, for a text that has no summary."""
    return tuple(
        (
            link.target,
            link.span.line,
            link.span.column,
            named_text(link.target.partition("#")[0], edition.path),
        )
        for link in edition.prose.links
    )


def named_text(target: str, path: str) -> str:
    """The file that `target`, typed in the file `path`, names: relative, or below content/.

    In NFC, whatever the disk has.
    """
    if not target.endswith(".md"):
        return ""
    target, path = composed(target), composed(path)
    if target.startswith("/"):
        return "content/" + normpath(target.lstrip("/"))
    return normpath(f"{path.rpartition('/')[0]}/{target}")


def restored(values: tuple[Any, ...]) -> ReleaseSummary:
    """The summary whose plain tuple this is."""
    *before, photos, attachments, photo, facts, editions = values
    return ReleaseSummary._make(
        (
            *before,
            tuple(map(PhotoSummary._make, photos)),
            tuple(map(FileSummary._make, attachments)),
            photo,
            facts,
            tuple(map(EditionSummary._make, editions)),
        )
    )


def shape(summary: ReleaseSummary) -> ReleaseSummary:
    """The summary without what only the pages of its texts depend on: where a link stands is told
    of one that leads nowhere, and nobody else asks.
    """
    return summary._replace(
        editions=tuple(
            each._replace(
                links=tuple((target, 0, 0, named) for target, _, _, named in each.links),
                digest=b"",
                original="",
                is_outdated=False,
            )
            for each in summary.editions
        )
    )


def microseconds(instant: datetime) -> int:
    return (instant - _EPOCH) // _MICROSECOND


def instant_of(count: int, zone: ZoneInfo) -> datetime:
    """The instant that is `count` microseconds after 1970, as the zone's clock reads it."""
    return (_EPOCH + count * _MICROSECOND).astimezone(zone)


def digest(*parts: bytes) -> bytes:
    """Of all the parts together; callers keep apart what must not run into one another."""
    return sha256(b"".join(parts)).digest()[:DIGEST_SIZE]


def _edition_summary(
    release: Release, edition: Edition, shown: tuple[Any, ...], packed: bytes
) -> EditionSummary:
    words = (edition.language, edition.slug, edition.title, edition.summary, edition.place)
    listed = ListedEdition(*words, bool(edition.corrections), *shown)
    return EditionSummary(
        language=edition.language,
        path=edition.path,
        slug=edition.slug,
        title=edition.title,
        summary=edition.summary,
        place=edition.place,
        modified=microseconds(release.modified(edition)),
        views=edition.views if release.withdrawn is None else None,
        is_corrected=bool(edition.corrections),
        aliases=edition.aliases,
        links=links_of(edition),
        listed=digest(marshal.dumps(tuple(listed), BY_VALUE)),
        digest=digest(packed),
        original=edition.original,
        is_outdated=edition.is_outdated,
        is_waiting=edition.is_waiting,
    )
