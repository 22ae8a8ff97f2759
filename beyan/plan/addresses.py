"""The addresses of the site, each made in one place. See `output/` in docs/addresses.md."""

from __future__ import annotations

from beyan.model.config import PlanSettings
from beyan.model.export import FEEDS
from beyan.model.identity import release_address
from beyan.model.page import CorrectionsPage, Feed, FeedsPage, MostReadPage

CHOOSER = "/"
NOT_FOUND = "/404.html"
ROBOTS = "/robots.txt"
ASSETS = "/assets/"
SITEMAP = "/sitemap.xml"
NEWS_SITEMAP = "/news-sitemap.xml"
# By the server that reads them. Where they stand does no harm: they say what anybody can try.
HEADERS = {
    "netlify": "/_headers",
    "nginx": "/headers.nginx.conf",
    "nginx, in a location": "/headers.nginx.location.conf",
    "apache": "/headers.apache.conf",
}
REDIRECTS = {
    "netlify": "/_redirects",
    "nginx": "/redirects.nginx.conf",
    "nginx, in http": "/redirects.map.nginx.conf",
    "apache": "/redirects.apache.conf",
    "any": "/redirects.csv",
}


def home(language: str) -> str:
    return f"/{language}/"


def not_found(language: str) -> str:
    return f"/{language}/404.html"


def releases(settings: PlanSettings, language: str) -> str:
    return standing_page(language, settings.word(language, "releases"))


def year(settings: PlanSettings, language: str, of: int) -> str:
    return f"{releases(settings, language)}{of}/"


def release(settings: PlanSettings, language: str, of_year: int, slug: str) -> str:
    return release_address(settings, language, of_year, slug)


def topics(settings: PlanSettings, language: str) -> str:
    return standing_page(language, settings.word(language, "topics"))


def topic(settings: PlanSettings, language: str, slug: str) -> str:
    return f"{topics(settings, language)}{slug}/"


def topic_year(topic: str, of: int) -> str:
    """`topic` is the address of the topic."""
    return f"{topic}{of}/"


def participants(settings: PlanSettings, language: str) -> str:
    return standing_page(language, settings.word(language, "participants"))


def participant(settings: PlanSettings, language: str, key: str) -> str:
    return f"{participants(settings, language)}{key}/"


def in_usual_words(settings: PlanSettings, address: str) -> str:
    """As it would be if no language had words of its own."""
    if not settings.words:
        return address
    _, language, word, rest = address.split("/", 3) if address.count("/") > 2 else ("", "", "", "")
    usual = next((u for u, own in dict(settings.words).get(language, ()) if own == word), "")
    return f"/{language}/{usual}/{rest}" if usual else address


def corrections(settings: PlanSettings, language: str) -> str:
    return standing_page(language, settings.word(language, CorrectionsPage.slug))


def most_read(settings: PlanSettings, language: str) -> str:
    return standing_page(language, settings.word(language, MostReadPage.slug))


def feeds_page(settings: PlanSettings, language: str) -> str:
    return standing_page(language, settings.word(language, FeedsPage.slug))


def subject(list: str) -> str:
    """What its place on the page of feeds is called: "topic_civil-society"."""
    *_, word, key, _ = list.split("/")
    return f"{word}_{key}"


def pages(language: str) -> str:
    return f"/{language}/pages/"


def search(settings: PlanSettings, language: str) -> str:
    return standing_page(language, settings.word(language, "search"))


def standing_page(language: str, slug: str) -> str:
    return f"/{language}/{slug}/"


def list_page(first: str, number: int) -> str:
    """The address of page `number` of the list whose first page is at `first`."""
    return first if number == 1 else f"{first}page/{number}/"


def feeds(base: str) -> tuple[Feed, ...]:
    """The feeds of the list at `base`, a language's home page or a list's first page."""
    return tuple(Feed(base + each.file, each.type, each.label) for each in FEEDS)


def agency_item(release_page: str) -> str:
    return f"{release_page}release.json"


def social_card(page: str, digest: str) -> str:
    return f"{page}card.{digest[:8]}.png"


def media_kit(release_page: str) -> str:
    return f"{release_page}media-kit.zip"


def agency_list(language: str) -> str:
    return f"/{language}/releases.json"


def sitemap_part(number: int) -> str:
    return f"/sitemap-{number}.xml"


def asset(path: str, digest: str) -> str:
    """ "beyan.css" → "/assets/beyan.0123abcd.css": a changed file gets a new address."""
    stem, dot, extension = path.rpartition(".")
    return f"{ASSETS}{stem}.{digest[:8]}.{extension}" if dot else f"{ASSETS}{path}.{digest[:8]}"


def alias(typed: str) -> str:
    """An old address as a file can answer to it: `/old` becomes `/old/`, `/old.html` stays."""
    last = typed.rpartition("/")[2]
    return typed if not last or "." in last else f"{typed}/"
