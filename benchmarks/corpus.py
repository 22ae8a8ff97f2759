"""Made-up bilingual releases: the same ones for the same number and seed, on every machine.

A release is a function of its number alone, so that a corpus of any size is never in memory as a
whole. `benchmarks/site.py` writes one as a site of Bəyan.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from random import Random

from benchmarks import people, sentences, words
from benchmarks.words import Pair
from beyan.language.slug import slugify

LANGUAGES = ("az", "en")
BASE_URL = "https://press.ombudsman.example"

FIRST_DAY = date(2010, 1, 1)
DAYS = (date(2026, 1, 1) - FIRST_DAY).days  # 16 whole years

# 4 to 6 kB of Markdown a text, as in the issue; bytes of UTF-8.
SHORTEST, LONGEST = 4_000, 6_000
LONGEST_TITLE = 65  # characters; Bəyan warns of a longer one


@dataclass(frozen=True, slots=True)
class Topic:
    key: str
    name: Pair
    slug: Pair


@dataclass(frozen=True, slots=True)
class Participant:
    """`key` is empty for somebody who stands in one release only."""

    key: str
    name: Pair
    role: Pair
    organisation: Pair | None


@dataclass(frozen=True, slots=True)
class Text:
    """A release in one language.

    In `body`, Markdown, a link to the release with number 7 is `release:7`, and one to an address
    below the language `page:topics/`: each tool writes these its own way.
    """

    title: str
    summary: str
    place: str
    slug: str
    body: str


@dataclass(frozen=True, slots=True)
class Release:
    """`date` is the local time at the office; `views` is None for some."""

    number: int
    date: datetime
    name: str
    topics: tuple[Topic, ...]
    participants: tuple[Participant, ...]
    views: int | None
    texts: tuple[Text, Text]

    def address(self, language: str) -> str:
        text = self.texts[LANGUAGES.index(language)]
        return f"/{language}/releases/{self.date.year}/{text.slug}/"


@dataclass(frozen=True)
class Corpus:
    """`size` releases, the oldest with number 0."""

    size: int
    seed: int = 1

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        return tuple(
            Topic(slugify(name[1]), name, (slugify(name[0]), slugify(name[1])))
            for name in words.TOPICS
        )

    @cached_property
    def people(self) -> tuple[Participant, ...]:
        """The registry: 400 at 10,000 releases, and with the root of their number for others.

        An office that publishes more meets more people, but mostly the ones it knows.
        """
        random = Random(f"{self.seed} people")
        count = min(round(4 * math.sqrt(self.size)), len(people.GIVEN) * len(people.SURNAMES))
        chosen = random.sample(range(len(people.GIVEN) * len(people.SURNAMES)), max(count, 12))
        return tuple(self._person(each, random) for each in chosen)

    @cached_property
    def _registered(self) -> frozenset[Pair]:
        return frozenset(each.name for each in self.people)

    def __iter__(self) -> Iterator[Release]:
        return map(self.release, range(self.size))

    def release(self, number: int) -> Release:
        random = Random(f"{self.seed} release {number}")
        event, topic, place = self._subject(number)
        others = [each for each in self.topics if each is not topic]
        topics = (topic, *random.sample(others, random.randint(0, 2)))
        summary = _filled(random.choice(words.SUMMARIES), random, place, topic)
        bodies = _bodies(random, number, place, topic)
        titles = titles_of(event, topic, place)
        return Release(
            number=number,
            date=self.date(number),
            name=self.name(number),
            topics=topics,
            participants=tuple(self._participants(random)),
            views=random.randint(20, 9_000) if random.random() < 0.4 else None,
            texts=(
                Text(titles[0], summary[0], place[0], self._slug(number, 0), bodies[0]),
                Text(titles[1], summary[1], place[1], self._slug(number, 1), bodies[1]),
            ),
        )

    def date(self, number: int) -> datetime:
        """Spread evenly over the years, in office hours, no two at one time."""
        day = number * DAYS // self.size
        first_of_day = -(-day * self.size // DAYS)
        half_hours = number - first_of_day
        minute = (number * 7) % 30
        return datetime.combine(FIRST_DAY + timedelta(days=day), time(9, minute)) + timedelta(
            minutes=30 * half_hours
        )

    def name(self, number: int) -> str:
        """What the files of the release are called, without `.az.md`."""
        return f"{self.date(number).date().isoformat()}-{self._slug(number, 1)}"

    def slugs(self, number: int) -> Pair:
        return self._slug(number, 0), self._slug(number, 1)

    def _slug(self, number: int, language: int) -> str:
        return f"{slugify(titles_of(*self._subject(number))[language])}-{number}"

    def _subject(self, number: int) -> tuple[Pair, Topic, Pair]:
        """What a title is made of; apart from the rest, because links need nothing else."""
        random = Random(f"{self.seed} subject {number}")
        return (
            random.choice(words.EVENTS),
            random.choice(self.topics),
            random.choice(words.PLACES),
        )

    def _participants(self, random: Random) -> Iterator[Participant]:
        """3 to 12, few of them from outside of the registry; some people are there often.

        Nobody from outside is called like somebody in the registry: that would be a warning.
        """
        count = random.randint(3, 12)
        seen: set[Pair] = set()
        while len(seen) < count:
            if random.random() < 0.12:
                number = random.randrange(len(people.GIVEN) * len(people.SURNAMES))
                guest = self._person(number, random)
                person = Participant("", guest.name, guest.role, guest.organisation)
            else:
                person = self.people[int(len(self.people) * random.random() ** 2)]
            if person.name not in seen and (person.key or person.name not in self._registered):
                seen.add(person.name)
                yield person

    def _person(self, number: int, random: Random) -> Participant:
        given_number, surname_number = divmod(number, len(people.SURNAMES))
        ending = "a" if given_number < people.FEMALE else ""
        given, surname = people.GIVEN[given_number], people.SURNAMES[surname_number]
        name = (f"{given[0]} {surname[0]}{ending}", f"{given[1]} {surname[1]}{ending}")
        organisation = random.choice(people.ORGANISATIONS) if random.random() < 0.85 else None
        return Participant(slugify(name[1]), name, random.choice(people.ROLES), organisation)


def titles_of(event: Pair, topic: Topic, place: Pair) -> Pair:
    """With the place, unless a title would be too long; without it none is (see the tests)."""
    az = f"{event[0]}: {topic.name[0].lower()}".replace("i̇", "i")
    en = f"{event[1]}: {topic.name[1].lower()}"
    with_place = f"{az} ({place[0]})", f"{en} ({place[1]})"
    return with_place if max(map(len, with_place)) <= LONGEST_TITLE else (az, en)


def _filled(
    pair: Pair, random: Random, place: Pair, topic: Topic | None = None, release: int = 0
) -> Pair:
    """The pair with its braces filled, both languages with the same values."""
    place = random.choice(words.PLACES) if random.random() < 0.5 else place
    year = random.randint(2001, 2009)
    values = {
        "number": random.randint(13, 480),
        "few": random.randint(3, 18),
        "percent": random.randint(11, 94),
        "release": f"release:{release}",
        "outside": random.choice(sentences.OUTSIDE),
    }
    topics = topic.name if topic else ("", "")
    return (
        pair[0].format(place=place[0], topic=topics[0], year=_ordinal(year), **values),
        pair[1].format(place=place[1], topic=topics[1], year=year, **values),
    )


def _ordinal(year: int) -> str:
    """`2003-cü`: the vowel follows that of the last word of the number."""
    return f"{year}-{('cü', 'ci', 'ci', 'cü', 'cü', 'ci', 'cı', 'ci', 'ci', 'cu')[year % 10]}"


def _bodies(random: Random, number: int, place: Pair, topic: Topic) -> Pair:
    """The Markdown in both languages, of the same parts in the same order."""
    blocks: list[Pair] = [_paragraph(random, number, place), _paragraph(random, number, place)]
    headings = iter(random.sample(words.HEADINGS, len(words.HEADINGS)))
    specials = [_list, _quote, _list] if random.random() < 0.5 else [_list, _quote]
    aim = random.randint(SHORTEST + 100, LONGEST - 900)
    since_heading = 2
    while sum(len(each[0].encode()) for each in blocks) < aim:
        if since_heading >= 3:
            heading = next(headings)
            blocks.append((f"## {heading[0]}", f"## {heading[1]}"))
            since_heading = 0
        blocks.append(_paragraph(random, number, place))
        since_heading += 1
        if specials and random.random() < 0.4:
            blocks.append(specials.pop()(random, place))
    for special in specials:
        blocks.append(special(random, place))
    return "\n\n".join(each[0] for each in blocks), "\n\n".join(each[1] for each in blocks)


def _paragraph(random: Random, number: int, place: Pair) -> Pair:
    chosen: list[Pair] = []
    for _ in range(random.randint(2, 5)):
        chance = random.random()
        if chance < 0.1:
            # The first release has no other to link to but itself, which no office would do.
            linked = sentences.LINKED if number else sentences.LINKED[2:]
            other = random.randrange(number) if number else 0
            chosen.append(_filled(random.choice(linked), random, place, release=other))
        elif chance < 0.25:
            chosen.append(_filled(random.choice(sentences.PLAIN), random, place))
        else:
            opening = _filled(random.choice(sentences.OPENINGS), random, place)
            statement = _filled(random.choice(sentences.STATEMENTS), random, place)
            chosen.append((f"{opening[0]} {statement[0]}.", f"{opening[1]} {statement[1]}."))
    return " ".join(each[0] for each in chosen), " ".join(each[1] for each in chosen)


def _list(random: Random, place: Pair) -> Pair:
    lead = random.choice(words.LIST_LEADS)
    chosen = random.sample(words.ITEMS, random.randint(3, 6))
    items = [_filled(each, random, place) for each in chosen]
    # Some lists are numbered.
    marks = [f"{place}." for place in range(1, 7)] if random.random() < 0.3 else ["-"] * 6
    lines = [
        "\n".join(f"{mark} {item[side]}" for mark, item in zip(marks, items, strict=False))
        for side in (0, 1)
    ]
    return f"{lead[0]}\n\n{lines[0]}", f"{lead[1]}\n\n{lines[1]}"


def _quote(random: Random, place: Pair) -> Pair:
    quote = _filled(random.choice(words.QUOTES), random, place)
    return f"> {quote[0]}", f"> {quote[1]}"
