"""The site's settings, as `site_config.yaml` states them and every stage reads them."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from beyan.language.locale import AS_CLDR, Formats, Language
from beyan.model.look import NO_FILES, USUAL, Look, Theme
from beyan.model.records import dataclass
from beyan.model.social_card import CardFont
from beyan.model.words import Translations


class MissingTranslation(StrEnum):
    """What a reader gets for a release that has no edition in their language."""

    HIDE = "hide"
    LINK = "link"
    NOTICE = "notice"


class Share(StrEnum):
    """How a reader may pass a release on: by a plain link that sends nothing until it is chosen."""

    EMAIL = "email"
    WHATSAPP = "whatsapp"
    TELEGRAM = "telegram"
    FACEBOOK = "facebook"
    X = "x"
    LINKEDIN = "linkedin"


# Seconds for one text: the longest laws take a tenth of one.
READING_BUDGET = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to reach. A release may name its own; the site's is the press office's."""

    name: Translations = Translations()
    call_centre: str = ""
    phone: str = ""
    email: str = ""
    address: Translations = Translations()
    hours: Translations = Translations()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Between which days a release's dates are thought to be meant."""

    earliest: date = date(1990, 1, 1)
    ahead_days: int = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """What the home page says to people who need the office: a text, and the key of the standing
    page that says how to turn to it.
    """

    page: str = ""
    text: Translations = Translations()


class Identity(NamedTuple):
    """Who gives what is published its permanent identifiers, and since when (RFC 4151): a host or
    an e-mail address that was the office's then, and a year, month or day.
    """

    authority: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MostRead:
    """How many of the most read the home page shows, and of how many months; 0: nobody is told."""

    months: int = 3
    count: int = 5


@dataclass(frozen=True, slots=True)
class Logs:
    """How the logs are to be read by which reads are counted: networks (CIDR) of `proxies`, further
    `hosts` of the site, and the `formats` that its servers declare.
    """

    proxies: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


# What its addresses have in place of a word: ("releases", "xeberler").
Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSettings:
    """The settings that any page or file may show; `of` gives these and no others.

    `card_fonts` are no setting: they name the fonts of social cards that are installed as extras,
    and `chosen_fonts` have what was found of those that languages name; `look` has what was found
    of the files that the theme names. `boilerplate` stands at the foot of each release.
    `languages` is ordered: the first is the default, the rest the order of every fallback.
    `formats` are those of the languages that have formats of their own, and `fallbacks` the
    languages that readers of one are given first; `words` have those that addresses have in place
    of "releases" and others.
    """

    name: Translations
    tagline: Translations
    base_url: str
    languages: tuple[str, ...]
    timezone: str
    contact: Contact
    missing_translation: MissingTranslation
    out_of_date_note: bool
    social_cards: bool
    boilerplate: Translations = Translations()
    identity: Identity | None = None
    card_fonts: tuple[str, ...] = ()
    chosen_fonts: tuple[tuple[str, CardFont], ...] = ()
    look: Look = USUAL
    formats: tuple[tuple[str, Formats], ...] = ()
    fallbacks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    words: tuple[tuple[str, Words], ...] = ()

    @classmethod
    def of(cls, settings: PlanSettings) -> PlanSettings:
        return PlanSettings(
            **{each.name: getattr(settings, each.name) for each in fields(PlanSettings)}
        )

    @property
    def default_language(self) -> str:
        return self.languages[0]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def base_path(self) -> str:
        """The part of base_url below its host, without a closing slash: "" or "/press"."""
        return urlsplit(self.base_url).path.rstrip("/")

    @property
    def origin(self) -> str:
        """Scheme and host of base_url: "https://example.org"."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    def preferences(self, language: str) -> tuple[str, ...]:
        """The fallback chain of a reader: their language, those that its settings name, then the
        site's in their order.

        It ends where the site's own list ends; no language, English included, is ever added.
        """
        named = dict(self.fallbacks).get(language, ()) if self.fallbacks else ()
        return tuple(dict.fromkeys((language, *named, *self.languages)))

    def formats_of(self, tag: str) -> Formats:
        return dict(self.formats).get(tag, AS_CLDR) if self.formats else AS_CLDR

    def word(self, tag: str, usual: str) -> str:
        """What addresses in the language have in place of the `usual` word."""
        return dict(dict(self.words).get(tag, ())).get(usual, usual) if self.words else usual

    def card_font_of(self, tag: str) -> CardFont | None:
        return dict(self.chosen_fonts).get(tag) if self.chosen_fonts else None

    def language(self, tag: str) -> Language:
        return Language(tag, self.formats_of(tag))


@dataclass(frozen=True, slots=True, kw_only=True)
class Config(PlanSettings):
    """All settings. `silence` lists the codes of warnings that nobody wants to see,
    `strict` those of advice that --strict counts as errors like other warnings.

    `embargo_audit` are addresses that may tell what is held back, and files of what may be told.
    `reading_budget` is how many seconds a text may take to be read. `catalogues` name the language
    whose interface strings another one has, `transliterated` the one of whose strings another's
    are made in other letters; `card_font` names the font of a language's social cards, and `theme`
    the files of the site's look. `pseudo` is no setting: it names the pseudo-language of a build
    that is only to be looked at.
    """

    page_size: int
    home_size: int
    feed_size: int
    share: tuple[Share, ...]
    search: bool
    help: Help = Help()
    silence: tuple[str, ...] = ()
    strict: frozenset[str] = frozenset()
    dates: Dates = Dates()
    reading_budget: int = READING_BUDGET
    embargo_audit: tuple[str, ...] = ()
    logs: Logs = Logs()
    pseudo: str = ""
    most_read: MostRead = MostRead()
    catalogues: tuple[tuple[str, str], ...] = ()
    transliterated: tuple[tuple[str, str], ...] = ()
    card_font: tuple[tuple[str, str], ...] = ()
    theme: Theme = NO_FILES

    def has_own_strings(self, tag: str) -> bool:
        """Whether `locales/` needs a folder for the language."""
        return tag not in dict(self.transliterated) and dict(self.catalogues).get(tag, tag) == tag
