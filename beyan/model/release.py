"""A release is the facts; an edition is its text in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

from beyan.model.config import Contact
from beyan.model.diagnostic import Span
from beyan.model.records import dataclass
from beyan.model.words import Translations

# The registries, and the folder of what one of them shows.
PEOPLE_FILE = "content/participants.yaml"
PORTRAITS_FOLDER = "content/participants"
TOPICS_FILE = "content/topics.yaml"
GLOSSARY_FILE = "content/glossary.yaml"
SYNONYMS_FILE = "content/synonyms.yaml"

_MINUTE = timedelta(minutes=1)
# What is text in YAML wherever it stands, in a list in brackets too.
_PLAIN = re.compile(r"[^\W_][\w./()-]*(?: +[\w./()-]+)*")


def composed(text: str) -> str:
    """The text in NFC, in which names are compared and published.

    macOS hands out names of files in NFD, and what is copied from a PDF may be typed so.
    """
    return normalize("NFC", text)


def key_of(path: str) -> str:
    """The key of the release or page that a path below content/ belongs to, in NFC.

    "content/releases/2026/x.az.md", "releases/2026/x.az.md" and "releases/2026/x" are all
    "releases/2026/x".
    """
    folder, slash, name = composed(path).removeprefix("content/").rpartition("/")
    return folder + slash + name.partition(".")[0]


def name_of(path: str) -> str:
    """The name of one edition: "content/releases/2026/x.az.md" → "releases/2026/x.az"."""
    return composed(path).removeprefix("content/").removesuffix(".md")


def file_beside(target: str, key: str) -> str:
    """The file in the folder of the release `key` that a link would name, as front matter does.

    Texts name it alone, from their own folder (`x/hall.jpg`), or as `./hall.jpg`.
    """
    name = composed(unquote(target.partition("#")[0])).removeprefix("./")
    return name.removeprefix(f"{key.rpartition('/')[2]}/")


def as_typed(file: str) -> str:
    """The file's name as front matter has it: in quotes where YAML would read it otherwise."""
    if _PLAIN.fullmatch(file):
        return file
    escaped = file.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class Moment(NamedTuple):
    """A point in time in the site's zone; `has_time` tells whether the officer gave a clock time.

    A date alone stands for its midnight.
    """

    instant: datetime
    has_time: bool = False

    @property
    def day(self) -> date:
        return self.instant.date()


def in_whole_minutes(instant: datetime) -> datetime:
    """The clock time with an offset that RFC 3339 and HTML can write: none has seconds.

    Before zones there were the towns' own clocks: Baku's was 3:19:24 ahead. The seconds of the
    offset are left out, and the clock time stays as it was typed.
    """
    offset = instant.utcoffset()
    if offset is None or not offset % _MINUTE:
        return instant
    return instant.replace(tzinfo=timezone(offset // _MINUTE * _MINUTE))


class SourceFile(NamedTuple):
    """A photo, attachment or asset: where it lies below the site's folder and what is in it.

    `root` is the folder that `path` is relative to (the site's, or the one of the generator's own
    defaults). `digest` is the SHA-256 of the bytes in hexadecimal; `size` counts bytes. `asks_for`
    has the paths of the assets that a style sheet names.
    """

    root: str
    path: str
    digest: str
    size: int
    asks_for: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """As it is published, in NFC."""
        return composed(self.path.rpartition("/")[2])


class Participant(NamedTuple):
    """Who took part, with the role held on the release's day. `key` is empty for inline ones."""

    key: str
    name: Translations
    role: Translations
    organisation: Translations


class Portrait(NamedTuple):
    """A picture of somebody of the registry; `width` and `height` as those of a photo."""

    file: SourceFile
    width: int
    height: int
    is_transparent: bool


class Photo(NamedTuple):
    """`width` and `height` in pixels, as it is seen: a camera may have stored it on its side."""

    file: SourceFile
    width: int
    height: int
    is_transparent: bool
    alt: Translations
    caption: Translations
    credit: Translations


class Attachment(NamedTuple):
    """`width` and `height` of a picture in pixels, as it is seen; 0 of any other file."""

    file: SourceFile
    title: Translations
    width: int = 0
    height: int = 0


class Quote(NamedTuple):
    """What somebody of the registry said; `portrait` shows them, if the registry has one."""

    person: Participant
    text: Translations
    portrait: Portrait | None = None


class Correction(NamedTuple):
    date: Moment
    text: str


class Withdrawal(NamedTuple):
    date: Moment
    reason: Translations


class ProseLink(NamedTuple):
    """A link to inside the site that stands in the Markdown at `span`, as it was typed."""

    target: str
    span: Span


class Prose(NamedTuple):
    """A text as it was read.

    `html` is what its page shows, with marks for what only the page knows (`marks.py`). `text` is
    the Markdown as the officer wrote it, without comments, line by line; `span` is where it begins
    in its file. `undescribed` are the pictures of which the text does not say what can be seen.
    """

    text: str
    span: Span
    links: tuple[ProseLink, ...] = ()
    undescribed: tuple[ProseLink, ...] = ()
    html: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One release (or standing page) in one language. `path` is relative to the site.

    `summary` is the officer's or else the first paragraph; `lead` is empty in the second case.
    `key_facts` are plain text, a line each. `original` is the language that it was translated from,
    if that is known; `is_outdated`: what stands there has changed since; `is_waiting`: the
    translation is not finished.
    """

    path: str
    language: str
    slug: str
    title: str
    summary: str
    prose: Prose
    lead: str = ""
    place: str = ""
    views: int | None = None
    aliases: tuple[str, ...] = ()
    key_facts: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    original: str = ""
    is_outdated: bool = False
    is_waiting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """The facts that hold for all editions. `key` is the path below content/ without `.LANG.md`,
    `identity` what `id:` says.

    `editions` has at least one, in the order of the site's languages.
    """

    key: str
    date: Moment
    editions: tuple[Edition, ...]
    topics: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    quotes: tuple[Quote, ...] = ()
    photos: tuple[Photo, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    contact: Contact | None = None
    embargo: Moment | None = None
    expires: Moment | None = None
    draft: bool = False
    withdrawn: Withdrawal | None = None
    identity: str = ""
    featured: bool = False

    def edition(self, language: str) -> Edition | None:
        for edition in self.editions:
            if edition.language == language:
                return edition
        return None

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """What is published beside its pages."""
        photos = (photo.file for photo in self.photos)
        return (*photos, *(attachment.file for attachment in self.attachments))

    @property
    def people(self) -> tuple[str, ...]:
        """The keys of the registry's people who took part or are quoted, each once."""
        named = (*self.participants, *(quote.person for quote in self.quotes))
        return tuple(dict.fromkeys(each.key for each in named if each.key))

    @property
    def published(self) -> datetime:
        """The instant from which the release may be seen: its date, or its embargo's end."""
        return max(filter(None, (self.date, self.embargo))).instant

    def modified(self, edition: Edition) -> datetime:
        """When the edition last changed for its readers: by a correction or its withdrawal.

        Never the clock, a view count or a rebuild. A day stands for its midnight, but no change
        comes before publication.
        """
        updated = self.updated(edition)
        return self.published if updated is None else max(self.published, updated.instant)

    def updated(self, edition: Edition) -> Moment | None:
        """The last correction or the withdrawal, as the officer dated it; None without any."""
        changes = [correction.date for correction in edition.corrections]
        if self.withdrawn is not None:
            changes.append(self.withdrawn.date)
        return max(changes, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingPage:
    """A page such as "About"; `order` is its place in the menu, pages without one come last."""

    key: str
    order: int | None
    editions: tuple[Edition, ...]

    def edition(self, language: str) -> Edition | None:
        for edition in self.editions:
            if edition.language == language:
                return edition
        return None


class EarlierRole(NamedTuple):
    """The role on releases up to and including the day `until`."""

    until: date
    role: Translations


class Person(NamedTuple):
    """An entry of participants.yaml; `earlier_roles` is ordered by `until`.

    `sort_as` is what lists of a language have the name by, where that is not the name.
    """

    key: str
    name: Translations
    role: Translations
    organisation: Translations
    earlier_roles: tuple[EarlierRole, ...] = ()
    aliases: tuple[str, ...] = ()
    sort_as: Translations = Translations()
    portrait: Portrait | None = None

    def on(self, day: date) -> Participant:
        """As a release of the day names them."""
        return Participant(self.key, self.name, self.role_on(day), self.organisation)

    def role_on(self, day: date) -> Translations:
        for earlier in self.earlier_roles:
            if day <= earlier.until:
                return earlier.role
        return self.role


class Topic(NamedTuple):
    """An entry of topics.yaml; `slug` has an address part for every language of the site."""

    key: str
    name: Translations
    slug: Translations
    aliases: tuple[str, ...] = ()


def names_of(known: Mapping[str, Person] | Mapping[str, Topic]) -> dict[str, list[str]]:
    """By key, what each is called in all languages."""
    return {key: [name for _, name in each.name.pairs] for key, each in known.items()}
