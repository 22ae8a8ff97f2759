"""What standing pages, notices and redirects are made from, and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from beyan.model.config import PlanSettings
from beyan.model.inputs import Stated
from beyan.model.page import LanguageLink, NoticePage, RedirectPage, TextPage, TextPicture
from beyan.model.release import Edition
from beyan.model.release_summary import moment_of
from beyan.model.words import Words
from beyan.plan.release_pages import planned_prose
from beyan.plan.twins import alternates, interface_page, newer_original, switcher


class TextInputs(NamedTuple):
    """Of a standing page; the fields are as in `ReleaseContent`."""

    settings: Stated[PlanSettings]
    language: str
    address: str
    versions: tuple[tuple[str, str], ...]
    notices: tuple[tuple[str, str], ...]
    text: Stated[Edition]
    resolved: tuple[str | None, ...]
    pictures: Stated[tuple[TextPicture, ...]]


class NoticeInputs(NamedTuple):
    """`title` is that of the text, with its language; `clock` is the date of a release."""

    settings: Stated[PlanSettings]
    language: str
    address: str
    title: tuple[str, str]
    clock: tuple[str, bool] | None
    versions: tuple[tuple[str, str], ...]


class RedirectInputs(NamedTuple):
    """`title` is that of the page at `target`, with its language; it is made from the file
    `source`."""

    language: str
    address: str
    source: str
    title: tuple[str, str]
    target: str


def text_page(made_of: TextInputs) -> Iterator[TextPage]:
    settings, edition = made_of.settings.value, made_of.text.value
    versions, notices = dict(made_of.versions), dict(made_of.notices)
    yield TextPage(
        **interface_page(settings, made_of.address, made_of.language, versions, notices),
        source=edition.path,
        title=edition.title,
        summary=edition.summary,
        prose=planned_prose(edition, made_of.resolved, made_of.pictures.value),
        outdated=newer_original(edition, versions, settings),
    )


def notice_page(made_of: NoticeInputs) -> Iterator[NoticePage]:
    """A page that says where the text exists. Not indexed, and nothing's translation."""
    settings, language, address = made_of.settings.value, made_of.language, made_of.address
    title, versions = Words(*made_of.title), dict(made_of.versions)
    yield NoticePage(
        address=address,
        language=language,
        text_language=language,
        canonical=versions[title.language],
        switcher=switcher(settings, {**versions, language: address}),
        is_indexed=False,
        title=title,
        date=moment_of(made_of.clock, settings.zone) if made_of.clock is not None else None,
        versions=tuple(
            LanguageLink(each.language, each.address, True)
            for each in alternates(settings, versions)
        ),
    )


def redirect_page(made_of: RedirectInputs) -> Iterator[RedirectPage]:
    language, address, source, title, target = made_of
    yield RedirectPage(
        address=address,
        language=language,
        text_language=language,
        canonical=target,
        is_indexed=False,
        source=source,
        target=target,
        title=Words(*title),
    )
