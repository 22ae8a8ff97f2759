"""Releases as lists show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from beyan.model.config import PlanSettings
from beyan.model.inputs import Digested, Later, Stated
from beyan.model.packing import photo_of
from beyan.model.page import Teaser
from beyan.model.release import Topic
from beyan.model.release_summary import moment_of
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.plan.at_hand import AtHand
from beyan.plan.listing import Listed, folder_of
from beyan.plan.photos import figure

Teasers = Digested[tuple[Listed, ...]]
# What topics are called, by their keys.
Names = Digested[tuple[tuple[str, Words], ...]]

# Of the topics of a release, a list shows the first that it is not of itself.
_TOPICS = 2

# A release stands in a dozen lists, and its teaser is the same in most of them.
_TEASERS = AtHand[Teaser](16_384)


class TopicNames:
    """What a language calls topics, as far as some list shows them."""

    def __init__(self, topics: Iterable[Topic], preferences: tuple[str, ...]) -> None:
        self._names = {
            each.key: each.name.best(preferences) or Words(each.key, preferences[0])
            for each in topics
        }
        self._found: dict[tuple[str, ...], Names] = {}

    def of(self, listed: Teasers, of_topic: str = "") -> Names:
        """Of those that a list of these shows, which may itself be `of_topic`."""
        return Later(partial(self._of, listed, of_topic))

    def _of(self, listed: Teasers, of_topic: str) -> Names:
        found = {key for each in listed.value for key in each.topics[:_TOPICS]}
        keys = tuple(sorted(found - {of_topic}))
        if keys not in self._found:
            self._found[keys] = Stated(tuple((key, self._names[key]) for key in keys))
        return self._found[keys]


def shown_teasers(
    teasers: Teasers,
    language: str,
    settings: Stated[PlanSettings],
    names: Names,
    of_topic: str = "",
) -> tuple[Teaser, ...]:
    """As a list of `language` shows them that may be `of_topic`."""
    called = dict(names.value)
    return tuple(
        [
            _TEASERS.get(
                (each.digest, language, settings.digest, topic),
                partial(_teaser, each, language, settings.value, topic),
            )
            for each in teasers.value
            for topic in (_topic(each, called, of_topic),)
        ]
    )


def _topic(listed: Listed, names: Mapping[str, Words], of_topic: str) -> Words | None:
    topics = listed.topics[:_TOPICS]
    return next((names[each] for each in topics if each != of_topic), None)


def _teaser(listed: Listed, language: str, settings: PlanSettings, topic: Words | None) -> Teaser:
    shown = listed.value
    zone, preferences = settings.zone, settings.preferences(language)
    year = int(shown.clock[0][:4])
    photo = None
    if shown.photo is not None and not shown.is_withdrawn:
        page = addresses.release(settings, shown.language, year, shown.slug)
        photo = figure(photo_of(shown.photo), page, preferences)
    teaser = Teaser(
        address=addresses.release(
            settings, folder_of(shown.language, language, settings), year, shown.slug
        ),
        title=Words(shown.title, shown.language),
        summary="" if shown.is_withdrawn else shown.summary,
        date=moment_of(shown.clock, zone),
        place=shown.place,
        photo=photo,
        is_withdrawn=shown.is_withdrawn,
        is_corrected=shown.is_corrected,
    )
    if shown.is_withdrawn:
        return teaser
    return teaser._replace(
        topic=topic,
        photo_count=shown.photo_count,
        attachment_count=shown.attachment_count,
        languages=shown.languages,
    )
