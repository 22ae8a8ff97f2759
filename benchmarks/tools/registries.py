"""The office, its topics and its people as JSON, for peers that read them so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.corpus import BASE_URL, LANGUAGES, Corpus, Participant
from benchmarks.tools import site_name as office
from benchmarks.tools.tool import write


def write_json(path: Path, value: Any) -> None:
    write(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def office_words(generator: str) -> dict[str, Any]:
    """`generator` is what pages and feeds are said to be made by."""
    about: dict[str, Any] = {
        "base": BASE_URL,
        "generator": generator,
        "callCentre": office.CALL_CENTRE,
        "phone": office.PHONE,
        "phoneLink": f"tel:{office.PHONE.replace(' ', '')}",
        "email": office.EMAIL,
    }
    for side, language in enumerate(LANGUAGES):
        about[language] = {
            "name": office.NAME[side],
            "tagline": office.TAGLINE[side],
            "address": office.ADDRESS[side],
        }
    return about


def topic_words(corpus: Corpus) -> dict[str, Any]:
    return {
        topic.key: {
            tag: {"name": topic.name[side], "slug": topic.slug[side]}
            for side, tag in enumerate(LANGUAGES)
        }
        for topic in corpus.topics
    }


def participant_words(corpus: Corpus) -> dict[str, Any]:
    return {
        person.key: {tag: person_in_language(person, side) for side, tag in enumerate(LANGUAGES)}
        for person in corpus.people
    }


def person_in_language(person: Participant, side: int) -> dict[str, str]:
    said = {"name": person.name[side], "role": person.role[side]}
    if person.organisation is not None:
        said["organisation"] = person.organisation[side]
    return said


def rename_in_json(path: Path, key: str, name: tuple[str, str]) -> None:
    registry = json.loads(path.read_text(encoding="utf-8"))
    for side, language in enumerate(LANGUAGES):
        registry[key][language]["name"] = name[side]
    write_json(path, registry)
