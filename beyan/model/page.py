"""What the plan lists: pages and files, each with all the values it shows.

An address is the path of a resource below the site's base URL and begins with a slash
("/az/releases/2020/qht-gorusu/"). Addresses become links only when rendered, where the base path
is put before them.

`Page.language` is the language of the address and the interface, `Page.text_language` the one the
text is in. Texts that may be in a third language are `Words` and carry their own.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, NamedTuple

from beyan.language.locale import Formats
from beyan.model.diagnostic import Span
from beyan.model.look import USUAL, USUAL_PAGES, Look, PageLook
from beyan.model.picture import Picture, Renditions
from beyan.model.records import dataclass
from beyan.model.release import Moment, SourceFile
from beyan.model.social_card import SocialCard
from beyan.model.words import Words

# --- parts of pages -------------------------------------------------------------------------


class Link(NamedTuple):
    """A labelled way to another page of the site."""

    label: Words
    address: str


class Feed(NamedTuple):
    """A list of releases for feed readers, in one format.

    `type` is its media type, `label` the format's name in every language ("Atom").
    """

    address: str
    type: str
    label: str


class LanguageLink(NamedTuple):
    """An entry of the language switcher.

    It leads to the page's twin, or to the notice in its place; where there is neither, to the
    home page.
    """

    language: str
    address: str
    is_twin: bool


class Alternate(NamedTuple):
    """A real translation of the page, for hreflang."""

    language: str
    address: str


class PlannedLink(NamedTuple):
    """A link in prose and where it leads; None: nothing published answers to it."""

    target: str
    address: str | None
    span: Span


class TextPicture(NamedTuple):
    """A picture at `address` that a text may show; `width` and `height` in pixels.

    `renditions` is None where the picture is there in its own size alone, and `alt` where only the
    text can say what is seen.
    """

    address: str
    width: int
    height: int
    renditions: Renditions | None = None
    alt: Words | None = None
    caption: Words | None = None
    credit: Words | None = None


class PlannedProse(NamedTuple):
    """A text as it was read (`Prose.html`), and where its links to inside the site lead.

    `pictures` are those that the links lead to.
    """

    html: str
    links: tuple[PlannedLink, ...]
    pictures: tuple[TextPicture, ...] = ()


NO_PROSE = PlannedProse("", ())


class RelatedRelease(NamedTuple):
    """Another release of the language that has topics or people in common with the one shown."""

    title: Words
    address: str
    date: Moment


class ContactLines(NamedTuple):
    name: Words | None
    call_centre: str
    phone: str
    email: str
    address: Words | None
    hours: Words | None = None


class HelpLines(NamedTuple):
    """What the home page says to people who need the office, beside its numbers and hours."""

    text: Words | None
    page: Link | None


class ParticipantLine(NamedTuple):
    """One participant on a release; `address` is empty for people outside the registry."""

    name: Words
    role: Words | None
    organisation: Words | None
    address: str


class PhotoFigure(NamedTuple):
    """`address` is the photo in its own size, for download; `width` and `height` in pixels."""

    address: str
    width: int
    height: int
    alt: Words
    caption: Words | None
    credit: Words | None
    renditions: Renditions


class Download(NamedTuple):
    """`size` in bytes; `kind` is the file's extension in capitals ("PDF").

    Of a picture the size is None: what is published is made of it, see `Picture`.
    """

    address: str
    title: Words
    kind: str
    size: int | None


class MediaKit(NamedTuple):
    """One file with the release's text and, in their own size, all of `files`."""

    address: str
    files: tuple[CopiedFile | Picture, ...]


class QuoteLines(NamedTuple):
    """What one of `person` said; `portrait` is a picture of them, whose `alt` is the name."""

    person: ParticipantLine
    text: Words
    portrait: PhotoFigure | None


class CorrectionNote(NamedTuple):
    date: Moment
    text: str


class WithdrawalNotice(NamedTuple):
    date: Moment
    reason: Words


class Teaser(NamedTuple):
    """A release as lists show it. `place` and `summary` are in the title's language.

    `topic` is the first that the list itself is not of, `languages` are those that it can be read
    in besides. Of what is withdrawn, nothing but that is told.
    """

    address: str
    title: Words
    summary: str
    date: Moment
    place: str
    photo: PhotoFigure | None
    is_withdrawn: bool
    is_corrected: bool
    topic: Words | None = None
    photo_count: int = 0
    attachment_count: int = 0
    languages: tuple[str, ...] = ()


class Period(NamedTuple):
    """From one day to another, both included."""

    first: date
    last: date


class PageNumber(NamedTuple):
    number: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where a page stands in its list of `count` pages and `total` releases.

    `numbered` holds the first page, the neighbours, this page and the last one, in order: a page
    must not grow with the number of its siblings. `newer` and `older` are addresses or empty.
    `period` is that of the page's releases, the other two those of its neighbours; None where there
    are no releases.
    """

    number: int
    count: int
    total: int
    newer: str
    older: str
    numbered: tuple[PageNumber, ...]
    period: Period | None = None
    newer_period: Period | None = None
    older_period: Period | None = None


@dataclass(frozen=True, slots=True)
class YearLink:
    year: int
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class MonthLink:
    """A month of a year: `first` is its first day, `address` the page on which it begins."""

    first: date
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """`key` is that of the registry, the same in every language."""

    key: str
    name: Words
    address: str
    count: int


class NamedRelease(NamedTuple):
    """A release in which somebody is written in place."""

    title: Words
    address: str
    date: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """Somebody of the registry, or who is written in place: then `address` is empty, and `releases`
    are those of the `count` releases that stand here.
    """

    name: Words
    role: Words | None
    organisation: Words | None
    address: str
    count: int
    releases: tuple[NamedRelease, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonGroup:
    """People whose names begin with `initial`, in alphabetical order; `number` is the letter's
    place among those of the whole list.
    """

    initial: str
    people: tuple[PersonEntry, ...]
    number: int


class Letter(NamedTuple):
    """Where the names with an initial begin; `address` is empty on the page itself."""

    initial: str
    address: str
    number: int


@dataclass(frozen=True, slots=True)
class ChooserOption:
    """A language on the chooser, with the site's name in it."""

    language: str
    address: str
    name: Words
    tagline: Words | None


# --- pages ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every page has. `alternates` is empty on a page search engines shall not list.

    `source` is the file of the edition that the page is made from, if it is made from one.
    `modified` is when its content last changed; None where no content dates it. `feeds` are those
    of the page's own list, if it has any.
    """

    template: ClassVar[str]

    address: str
    language: str
    text_language: str
    canonical: str
    switcher: tuple[LanguageLink, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    is_indexed: bool = True
    source: str = ""
    modified: datetime | None = None
    feeds: tuple[Feed, ...] = ()

    @property
    def path(self) -> str:
        """The file below output/ that answers to the address."""
        return output_path(self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooserPage(Page):
    template: ClassVar[str] = "chooser.html"
    options: tuple[ChooserOption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(Page):
    """The first of the `teasers` leads. `tints` has for each of them a number below `TINTS`, which
    stands for its first topic: what has no photo is drawn in it. `most_read` are the most read, in
    the months of `read_in`; where that is None, ever. `corrections` and `rankings` are the
    addresses of the pages of corrections and of the most read; empty where there are none.
    """

    template: ClassVar[str] = "home.html"
    teasers: tuple[Teaser, ...]
    topics: tuple[TopicEntry, ...]
    tints: tuple[int, ...]
    help: HelpLines
    corrections: str = ""
    most_read: tuple[Teaser, ...] = ()
    read_in: Period | None = None
    rankings: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePage(Page):
    """`newer` and `older` are its neighbours among this language's own pages.

    `year` is the address of the list of its year. `id` is permanent (RFC 4151). `lead` is the
    summary where the officer wrote one; `summary` may be the first paragraph. `outdated` is the
    original that changed after this translation of it was made. `updated` is the last correction,
    or the withdrawal, as the officer dated it. `boilerplate` is what the office says of itself
    below each release. `spellings` are what a search finds it for as well: its people and its place
    as the site's other languages write them. A page with `withdrawn` has none of the fields that
    follow `updated`.
    """

    template: ClassVar[str] = "release.html"
    id: str
    title: str
    date: Moment
    year: str
    published: datetime
    place: str
    contact: ContactLines
    newer: Link | None
    older: Link | None
    updated: Moment | None = None
    summary: str = ""
    lead: str = ""
    key_facts: tuple[str, ...] = ()
    views: int | None = None
    prose: PlannedProse = NO_PROSE
    quotes: tuple[QuoteLines, ...] = ()
    boilerplate: Words | None = None
    participants: tuple[ParticipantLine, ...] = ()
    topics: tuple[Link, ...] = ()
    photos: tuple[PhotoFigure, ...] = ()
    attachments: tuple[Download, ...] = ()
    media_kit: MediaKit | None = None
    card: SocialCard | None = None
    corrections: tuple[CorrectionNote, ...] = ()
    outdated: Alternate | None = None
    related: tuple[RelatedRelease, ...] = ()
    withdrawn: WithdrawalNotice | None = None
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePage(Page):
    """Stands in the reader's language for a text that exists in others only."""

    template: ClassVar[str] = "notice.html"
    title: Words
    date: Moment | None
    versions: tuple[LanguageLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Page):
    """One page of a list of releases, newest first."""

    teasers: tuple[Teaser, ...]
    pager: Pager


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasesPage(ListPage):
    template: ClassVar[str] = "releases.html"
    years: tuple[YearLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPage(ListPage):
    template: ClassVar[str] = "year.html"
    year: int
    years: tuple[YearLink, ...]
    months: tuple[MonthLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage(ListPage):
    """`since` is the date of its first release. `years` are those with a page of their own, and
    `follow` is the page that explains its feeds, if there is one, at the place `subject`.
    """

    template: ClassVar[str] = "topic.html"
    name: Words
    since: date
    years: tuple[YearLink, ...] = ()
    follow: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicYearPage(ListPage):
    """The releases of one year on a topic; `topic` is the address of all of them."""

    template: ClassVar[str] = "topic_year.html"
    name: Words
    topic: str
    year: int
    years: tuple[YearLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage(ListPage):
    """`since`, `follow` and `subject` are as on the page of a topic."""

    template: ClassVar[str] = "participant.html"
    name: Words
    role: Words | None
    organisation: Words | None
    portrait: PhotoFigure | None
    since: date
    follow: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsPage(Page):
    template: ClassVar[str] = "topics.html"
    topics: tuple[TopicEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage(Page):
    """One page of the list of people; the `letters` are those of all its pages."""

    template: ClassVar[str] = "participants.html"
    groups: tuple[PersonGroup, ...]
    letters: tuple[Letter, ...]
    pager: Pager


class CorrectedRelease(NamedTuple):
    """A release of which something was put right, the last correction first, or that is withdrawn.

    The title and the corrections are in the language of the page.
    """

    address: str
    title: str
    date: Moment
    corrections: tuple[CorrectionNote, ...]
    withdrawn: WithdrawalNotice | None

    @property
    def last(self) -> Moment:
        """When something was put right last."""
        days = [each.date for each in self.corrections]
        return max(days if self.withdrawn is None else [*days, self.withdrawn.date])


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPage(Page):
    """What was put right, the last correction first. A standing page may have its slug.

    `total` is how many releases there are in the language.
    """

    slug: ClassVar[str] = "corrections"
    template: ClassVar[str] = "corrections.html"
    releases: tuple[CorrectedRelease, ...]
    total: int


class ReadRelease(NamedTuple):
    """A release, and how often it was read."""

    teaser: Teaser
    reads: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MostReadPage(Page):
    """What is read most in the language: `recent` in the months of `read_in`, None where there were
    no reads, and `ever`. A standing page may have its slug.
    """

    slug: ClassVar[str] = "most-read"
    template: ClassVar[str] = "most_read.html"
    read_in: Period | None
    recent: tuple[ReadRelease, ...]
    ever: tuple[ReadRelease, ...]


class Subject(NamedTuple):
    """A topic or person that one can follow; `id` is its place on the page that says how."""

    name: Words
    address: str
    id: str
    feeds: tuple[Feed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsPage(Page):
    """How to get new releases: what feeds are, and all there are. A standing page may have its
    slug.
    """

    slug: ClassVar[str] = "feeds"
    template: ClassVar[str] = "feeds.html"
    topics: tuple[Subject, ...]
    people: tuple[Subject, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesPage(Page):
    """All standing pages, where they are more than the menu shows."""

    template: ClassVar[str] = "pages.html"
    pages: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage(Page):
    """A standing page such as "About"; `outdated` as on the page of a release."""

    template: ClassVar[str] = "page.html"
    title: str
    summary: str
    prose: PlannedProse
    outdated: Alternate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """`parts` are the addresses of the language's search indexes, the newest year first.

    `rules` are how words are looked for, `other_letters` pairs of a letter of the language's usual
    script and what it is in that of the page. `synonyms` are groups of what means the same: words
    of the office, and people as other languages write them. `months` are the names of each.
    """

    template: ClassVar[str] = "search.html"
    parts: tuple[str, ...]
    rules: str
    other_letters: tuple[tuple[str, str], ...]
    synonyms: tuple[tuple[str, ...], ...]
    months: tuple[tuple[str, ...], ...]
    years: tuple[YearLink, ...]
    topics: tuple[TopicEntry, ...]
    people: tuple[PersonEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundPage(Page):
    """`languages` has more than one for the 404 page at the root, which serves every reader."""

    template: ClassVar[str] = "404.html"
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectPage(Page):
    """Stands at an alias and sends its reader to `target`; `title` is the target's."""

    template: ClassVar[str] = "redirect.html"
    target: str
    title: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverPage(Page):
    """A release for journalists before publication; never a part of the output.

    `marks` says the embargo in every language of the site, as pairs of tag and text.
    """

    template: ClassVar[str] = "handover.html"
    release: ReleasePage
    marks: tuple[tuple[str, str], ...]
    embargo: datetime


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """A file published byte by byte."""

    address: str
    source: SourceFile

    @property
    def path(self) -> str:
        return output_path(self.address)


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """One published with the names that the files it asks for have there, by their path.

    What the settings say of the `look` follows its own rules; `fonts` has the links to those of
    the site, by their path.
    """

    address: str
    source: SourceFile
    names: tuple[tuple[str, str], ...]
    look: Look = USUAL
    fonts: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> str:
        return output_path(self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file for machines, made without a template: see `export.py`.

    `language` is empty for what belongs to no language.
    """

    address: str
    language: str = ""

    @property
    def path(self) -> str:
        return output_path(self.address)


Output = Page | CopiedFile | StyleSheet | Picture | SocialCard | Export


# --- what stands around the pages -----------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around every page of one language; templates know it as `site`.

    `menu` holds the standing pages, as many as there is room for; `pages` is the address of the
    page that has all, and empty where the menu does. `feeds` are those of all releases in each
    format, and `follow` is the page that explains them, if there is one. `share` names the services
    that a release can be shared by. `assets` maps the path below assets/ to its address with the
    content's hash, as pairs. `origin` and `base_path` together are the base URL. `search` is empty
    on a site without, `corrections` in a language that has none; `has_topics` and
    `has_participants` tell whether these lists have anything. `pseudo` names the pseudo-language
    that a site is in which is only to be looked at, and is empty otherwise. `formats` are those of
    the languages that have formats of their own. `look` is what pages show of the site's own.
    """

    language: str
    languages: tuple[str, ...]
    name: Words
    tagline: Words | None
    origin: str
    base_path: str
    home: str
    releases: str
    topics: str
    participants: str
    corrections: str = ""
    has_topics: bool = True
    has_participants: bool = True
    search: str = ""
    menu: tuple[Link, ...]
    pages: str = ""
    contact: ContactLines
    feeds: tuple[Feed, ...]
    follow: str = ""
    share: tuple[str, ...]
    assets: tuple[tuple[str, str], ...]
    card: SocialCard | None
    pseudo: str = ""
    formats: tuple[tuple[str, Formats], ...] = ()
    look: PageLook = USUAL_PAGES


def output_path(address: str) -> str:
    """ "/az/" → "az/index.html", "/404.html" → "404.html"."""
    path = address.removeprefix("/")
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def address_of(path: str) -> str:
    """ "az/index.html" → "/az/", "404.html" → "/404.html"."""
    return "/" + (path if path != "index.html" and not path.endswith("/index.html") else path[:-10])
