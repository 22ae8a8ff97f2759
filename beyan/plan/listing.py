"""Which releases a language lists, where each leads, and how a list falls into pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from beyan.model.config import Config, MissingTranslation
from beyan.model.page import PageNumber, Pager, PhotoFigure, Teaser
from beyan.model.release import Edition, Photo, Release
from beyan.model.words import Words
from beyan.plan import addresses


@dataclass(frozen=True, slots=True)
class Entry:
    """A release as one language lists it.

    `edition` is the one shown; `address` is the page the list leads to: the language's own, its
    notice, or another language's.
    """

    release: Release
    edition: Edition
    address: str
    language: str

    @property
    def is_own(self) -> bool:
        return self.edition.language == self.language

    @property
    def has_page(self) -> bool:
        """Whether the page at `address` is one of the language's."""
        return self.address.startswith(f"/{self.language}/")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The entries of one list in one language, newest first, and where its first page stands."""

    first: str
    entries: tuple[Entry, ...]


# What identifies a list in every language: its kind, and the year, topic or person it is of.
ShelfKey = tuple[str, str]


def entry(release: Release, language: str, config: Config) -> Entry | None:
    """How the language lists the release; None: `missing_translation` hides it."""
    edition = release.edition(language)
    if edition is None and config.missing_translation is MissingTranslation.HIDE:
        return None
    shown = edition or best_edition(release, config.preferences(language))
    at_home = edition is not None or config.missing_translation is MissingTranslation.NOTICE
    folder = language if at_home else shown.language
    address = addresses.release(folder, release.date.day.year, shown.slug)
    return Entry(release, shown, address, language)


def best_edition(release: Release, preferences: Sequence[str]) -> Edition:
    return next(edition for tag in preferences if (edition := release.edition(tag)) is not None)


def shelves(
    entries: Sequence[Entry], language: str, topic_slugs: Mapping[str, str]
) -> dict[ShelfKey, Shelf]:
    """All lists of one language in one walk over its entries; empty ones but the main left out."""
    collected: dict[ShelfKey, list[Entry]] = {("releases", ""): []}
    for each in entries:
        release = each.release
        collected[("releases", "")].append(each)
        collected.setdefault(("year", str(release.date.day.year)), []).append(each)
        for topic in release.topics:
            collected.setdefault(("topic", topic), []).append(each)
        for participant in release.participants:
            if participant.key:
                collected.setdefault(("participant", participant.key), []).append(each)

    def first(key: ShelfKey) -> str:
        match key:
            case "year", year:
                return addresses.year(language, int(year))
            case "topic", topic:
                return addresses.topic(language, topic_slugs[topic])
            case "participant", person:
                return addresses.participant(language, person)
            case _:
                return addresses.releases(language)

    return {key: Shelf(first(key), tuple(found)) for key, found in collected.items()}


def pages(shelf: Shelf, size: int) -> Iterator[tuple[tuple[Entry, ...], Pager]]:
    """The list cut into pages of at most `size`; an empty list still has its first page."""
    count = page_count(shelf, size)
    for number in range(1, count + 1):
        near = sorted({1, number - 1, number, number + 1, count} & set(range(1, count + 1)))
        yield (
            shelf.entries[(number - 1) * size : number * size],
            Pager(
                number=number,
                count=count,
                total=len(shelf.entries),
                newer=addresses.list_page(shelf.first, number - 1) if number > 1 else "",
                older=addresses.list_page(shelf.first, number + 1) if number < count else "",
                numbered=tuple(
                    PageNumber(each, addresses.list_page(shelf.first, each)) for each in near
                ),
            ),
        )


def page_count(shelf: Shelf, size: int) -> int:
    return max(1, -(-len(shelf.entries) // size))


def teaser(of: Entry, config: Config) -> Teaser:
    release, edition = of.release, of.edition
    is_withdrawn = release.withdrawn is not None
    own_page = addresses.release(edition.language, release.date.day.year, edition.slug)
    return Teaser(
        address=of.address,
        title=Words(edition.title, edition.language),
        summary="" if is_withdrawn else edition.summary,
        date=release.date,
        place=edition.place,
        photo=figure(release.photos[0], own_page, config.preferences(of.language))
        if release.photos and not is_withdrawn
        else None,
        is_withdrawn=is_withdrawn,
        is_corrected=bool(edition.corrections),
    )


def figure(photo: Photo, page: str, preferences: Sequence[str]) -> PhotoFigure:
    """The photo as published beside the release page at the address `page`."""
    alt = photo.alt.best(preferences)
    assert alt is not None, "the source stage refuses a photo without alternative text"
    return PhotoFigure(
        address=page + beside(photo.file.path),
        width=photo.width,
        height=photo.height,
        alt=alt,
        caption=photo.caption.best(preferences),
        credit=photo.credit.best(preferences),
    )


def beside(path: str) -> str:
    """The name of a release's file, as seen from its page."""
    return path.rpartition("/")[2]
