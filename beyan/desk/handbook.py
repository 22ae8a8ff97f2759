"""The handbook for press officers: pages by task, in `beyan/handbook/<language>/`.

Their examples are what an officer types and sees: tests/test_handbook.py goes through all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from beyan.console.languages import ENGLISH
from beyan.language.slug import slugify

FOLDER = Path(__file__).resolve().parent.parent / "handbook"

# By the name of the file, which is the English one: what else the topic is called, first what lists
# say in Azerbaijani.
TOPICS: Mapping[str, tuple[str, ...]] = {
    "install": ("quraşdırmaq", "quraşdırma", "begin", "başlamaq"),
    "write": ("yazmaq", "release", "açıqlama"),
    "photos": ("şəkil", "photo", "şəkillər", "foto", "fotolar", "attachments", "fayl"),
    "translate": ("tərcümə", "translation", "tərcümə etmək"),
    "correct": ("düzəliş", "correction", "corrections", "düzəltmək"),
    "withdraw": ("geri-götürmək", "withdrawn", "geri götürmə"),
    "embargo": ("embarqo",),
    "publish": ("dərc", "publishing", "dərc etmək"),
    "language": ("dil", "languages", "dillər"),
    "errors": ("səhv", "error", "səhvlər", "problem"),
    "templates": ("şablon", "template", "şablonlar"),
}
_IN_LISTS = {"az": {name: others[0] for name, others in TOPICS.items()}}
# At the beginning of a line that is typed, and in a text between backticks.
_TYPED = re.compile(r"(?m)(^ *|`)beyan (?=[a-z-])")


class Page(NamedTuple):
    """A page in the language asked for, or else in English."""

    text: str
    language: str

    @property
    def title(self) -> str:
        return self.text.partition("\n")[0].removeprefix("# ")


def shown_name(topic: str, language: str) -> str:
    """What lists call the topic."""
    return _IN_LISTS.get(language, {}).get(topic, topic)


def known_names() -> Iterator[tuple[str, str]]:
    """Every name that a topic may be asked for by, and the topic."""
    for topic, others in TOPICS.items():
        for name in (topic, *others):
            yield name, topic


def find_topic(asked: str) -> str | None:
    """The topic of that name, typed with the letters of the language or as in an address."""
    wanted = slugify(asked)
    return next((topic for name, topic in known_names() if slugify(name) == wanted), None)


def read_page(topic: str, language: str, program: str) -> Page:
    """Its commands begin with `program`, as they are typed here."""
    own = FOLDER / language / f"{topic}.md"
    path, language = (own, language) if own.is_file() else (FOLDER / f"en/{topic}.md", ENGLISH)
    text = path.read_text("utf-8")
    return Page(_TYPED.sub(lambda match: f"{match[1]}{program} ", text), language)
