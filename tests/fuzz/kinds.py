"""The kinds of input, and how many of a thousand mutants are of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.fuzz.documents import (
    catalogue,
    catalogue_of_messages,
    coverage,
    page,
    people,
    release,
    settings,
    template,
    text,
    topics,
    views,
)
from tests.fuzz.files import attachment, log, photo, scaffold, translation
from tests.fuzz.place import Place
from tests.fuzz.sites import command, program, site

Run = Callable[[Place, Random], Iterator[str]]


@dataclass(frozen=True)
class Kind:
    """`share` is how many of a thousand mutants are of it."""

    name: str
    share: int
    run: Run


READERS = (
    Kind("release", 215, release),
    Kind("page", 40, page),
    Kind("text", 110, text),
    Kind("settings", 70, settings),
    Kind("people", 70, people),
    Kind("topics", 30, topics),
    Kind("views", 35, views),
    Kind("coverage", 20, coverage),
    Kind("catalogue", 55, catalogue),
    Kind("messages", 8, catalogue_of_messages),
    Kind("template", 40, template),
    Kind("photo", 50, photo),
    Kind("attachment", 10, attachment),
    Kind("log", 55, log),
    Kind("translation", 20, translation),
    Kind("scaffold", 12, scaffold),
)
# Whole sites and commands: a tenth of a second each, or more.
SITES = (Kind("site", 40, site), Kind("command", 15, command), Kind("program", 5, program))
