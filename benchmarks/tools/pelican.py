"""Pelican, from PyPI: a process for each language, both at the same time.

Pelican's own way with languages lists the default one only, so each is a site of its own in one
output folder, as its plugins for subsites do it, but side by side.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from benchmarks.corpus import LANGUAGES, Corpus, Participant, Release
from benchmarks.tools.python_packages import Packages
from benchmarks.tools.registries import (
    office_words,
    participant_words,
    person_in_language,
    rename_in_json,
    topic_words,
    write_json,
)
from benchmarks.tools.tool import (
    TEMPLATES_FOLDER,
    Command,
    Tool,
    fresh_folder,
    plain_links,
    release_id,
    write,
)
from benchmarks.words import Pair
from beyan.model.defaults import DEFAULTS

PACKAGES = Packages("pelican", ("pelican[markdown]==4.12.0",))


class Pelican(Tool):
    key = "pelican"
    label = "Pelican"
    lacks = (
        "no choice of language at `/` and no `404.html` beside the ones of each language",
        "no news sitemap, no `robots.txt`, no rules for redirects and headers",
        "no alternates of other languages in the Atom feeds",
        "no pages of lists after the first in the sitemap",
        "names of assets without a part of their content’s hash",
        "a preview of one language only",
    )

    def install(self) -> None:
        PACKAGES.install()

    def version(self) -> str:
        return PACKAGES.version("pelican")

    def write_site(self, corpus: Corpus, folder: Path) -> None:
        fresh_folder(folder)
        shutil.copytree(TEMPLATES_FOLDER / "pelican", folder, dirs_exist_ok=True)
        shutil.copyfile(TEMPLATES_FOLDER / "strings.json", folder / "strings.json")
        shutil.copytree(DEFAULTS / "assets", folder / "theme" / "static")
        write_json(folder / "office.json", office_words(self.label))
        write_json(folder / "topics.json", topic_words(corpus))
        write_json(folder / "participants.json", participant_words(corpus))
        for release in corpus:
            for language in LANGUAGES:
                path = self.text_file(folder, release, language)
                write(path, _article(corpus, release, language))

    def build(self, folder: Path, *, is_clean: bool) -> tuple[Command, ...]:
        python = str(PACKAGES.python)
        return tuple(
            Command((python, "-m", "pelican", "--quiet", "-s", f"{language}.py"), folder)
            for language in LANGUAGES
        )

    def output(self, folder: Path) -> Path:
        return folder / "output"

    def left_behind(self, folder: Path) -> tuple[Path, ...]:
        return folder / "output", folder / ".cache", folder / "__pycache__"

    def text_file(self, folder: Path, release: Release, language: str) -> Path:
        slug = release.texts[LANGUAGES.index(language)].slug
        return folder / "content" / language / str(release.date.year) / f"{slug}.md"

    def rename(self, folder: Path, key: str, name: Pair) -> None:
        rename_in_json(folder / "participants.json", key, name)

    def preview(self, folder: Path, port: int) -> Command | None:
        """Of one language, since a second process would want a port of its own."""
        arguments = ["-m", "pelican", "--quiet", "-s", "az.py", "--autoreload", "--listen"]
        address = ["-b", "127.0.0.1", "-p", str(port)]
        return Command((str(PACKAGES.python), *arguments, *address), folder)

    def release_template(self, folder: Path) -> Path:
        return folder / "theme" / "templates" / "article.html"


def _article(corpus: Corpus, release: Release, language: str) -> str:
    side = LANGUAGES.index(language)
    text = release.texts[side]
    lines = [
        f"Title: {text.title}",
        f"Lead: {text.summary}",
        f"Date: {release.date:%Y-%m-%d %H:%M}",
        f"Slug: {text.slug}",
        f"Category: {release.date.year}",
        f"Tags: {', '.join(topic.slug[side] for topic in release.topics)}",
        f"People: {_people(release.participants, side)}",
        f"Place: {text.place}",
        f"Twin: {release.address(LANGUAGES[1 - side])}",
        f"Identifier: {release_id(release, language)}",
    ]
    if known := [person.key for person in release.participants if person.key]:
        lines.append(f"Authors: {'; '.join(known)}")
    if release.views is not None:
        lines.append(f"Views: {release.views}")
    return "\n".join([*lines, "", plain_links(corpus, text.body, language), ""])


def _people(participants: tuple[Participant, ...], side: int) -> str:
    """Keys, and the words of those who are not in the registry, as JSON in one line."""
    return json.dumps(
        [person.key or person_in_language(person, side) for person in participants],
        ensure_ascii=False,
    )
