"""Plans of small sites that are made without any file."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from beyan.model.config import Config, Contact, MissingTranslation
from beyan.model.diagnostic import Span
from beyan.model.page import Page
from beyan.model.plan import Plan
from beyan.model.release import (
    Edition,
    Moment,
    Participant,
    Person,
    Prose,
    ProseLink,
    Release,
    SourceFile,
    StandingPage,
    Topic,
)
from beyan.model.site import Site
from beyan.model.words import Translations

BAKU = ZoneInfo("Asia/Baku")
NOW = datetime(2026, 11, 22, 16, 0, tzinfo=BAKU)


def words(**texts: str) -> Translations:
    return Translations.of(texts)


def config(missing: str = "link", **more: Any) -> Config:
    return Config(
        **{
            "name": words(az="Nümunə İdarəsi", en="Sample Office"),
            "tagline": Translations(),
            "base_url": "https://press.example.org",
            "languages": ("az", "en"),
            "timezone": "Asia/Baku",
            "contact": Contact(call_centre="916"),
            "missing_translation": MissingTranslation(missing),
            "out_of_date_note": False,
            "page_size": 20,
            "home_size": 7,
            "feed_size": 20,
            "share": (),
            "search": True,
            "social_cards": False,
            **more,
        }
    )


def file(path: str) -> SourceFile:
    return SourceFile("/site", path, "0123456789abcdef", 5)


def edition(language: str, slug: str = "x", links: tuple[str, ...] = (), **more: Any) -> Edition:
    path = f"content/releases/2026/2026-03-05-x.{language}.md"
    span = Span(path, 5, 1)
    prose = Prose("Mətn.", span, tuple(ProseLink(target, span) for target in links))
    return Edition(
        **{
            "path": path,
            "language": language,
            "slug": slug,
            "title": f"{slug} {language}",
            "summary": "",
            "prose": prose,
            **more,
        }
    )


def moment(day: str) -> Moment:
    return Moment(datetime.fromisoformat(day).replace(tzinfo=BAKU))


def release(*editions: Edition, day: str = "2026-03-05", **facts: Any) -> Release:
    shown = editions or (edition("az"), edition("en"))
    key = f"releases/2026/2026-03-05-{shown[0].slug}"
    return Release(**{"key": key, "date": moment(day), "editions": shown, **facts})


def standing(*editions: Edition, key: str = "pages/about") -> StandingPage:
    return StandingPage(key=key, order=None, editions=editions)


def participant(key: str, **name: str) -> Participant:
    return Participant(
        key=key, name=words(**name), role=Translations(), organisation=Translations()
    )


def person(key: str, **name: str) -> Person:
    return Person(key=key, name=words(**name), role=Translations(), organisation=Translations())


def topic(key: str, **name: str) -> Topic:
    return Topic(key=key, name=words(**name), slug=words(az=key, en=key))


def site(*releases: Release, settings: Config | None = None, **more: Any) -> Site:
    """`releases` newest first, as the source stage hands them on."""
    made = Site.of(
        releases,
        **{
            "config": settings or config(),
            "now": NOW,
            "pages": (),
            "people": (),
            "topics": (),
            "assets": (),
            **more,
        },
    )
    assert len(made.summaries) == len(releases), "two releases have one key"
    return made


def pages(plan: Plan) -> dict[str, Page]:
    return {page.address: page for page in plan.pages()}


def addresses(plan: Plan) -> set[str]:
    return {output.address for output in plan.outputs}
