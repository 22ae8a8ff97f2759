"""What the peers in JavaScript have in common: texts, registries, and templates of strings."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from benchmarks.corpus import LANGUAGES, Corpus, Release
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
    Tool,
    fresh_folder,
    local_time,
    plain_links,
    quoted,
    release_id,
    write,
)
from benchmarks.words import Pair
from beyan.model.defaults import DEFAULTS


class JavaScriptTool(Tool):
    """`assets` is where the tool looks for files that it only copies."""

    assets: str

    def write_site(self, corpus: Corpus, folder: Path) -> None:
        fresh_folder(folder)
        shutil.copytree(TEMPLATES_FOLDER / self.key / "site", folder, dirs_exist_ok=True)
        shutil.copytree(TEMPLATES_FOLDER / "javascript", folder, dirs_exist_ok=True)
        shutil.copyfile(TEMPLATES_FOLDER / "strings.json", folder / "strings.json")
        shutil.copytree(DEFAULTS / "assets", folder / self.assets)
        write_json(folder / "office.json", office_words(self.label))
        write_json(folder / "topics.json", topic_words(corpus))
        write_json(folder / "participants.json", participant_words(corpus))
        for release in corpus:
            for language in LANGUAGES:
                path = self.text_file(folder, release, language)
                write(path, _page(corpus, release, language))

    def text_file(self, folder: Path, release: Release, language: str) -> Path:
        slug = release.texts[LANGUAGES.index(language)].slug
        return folder / "content" / language / "releases" / str(release.date.year) / f"{slug}.md"

    def rename(self, folder: Path, key: str, name: Pair) -> None:
        rename_in_json(folder / "participants.json", key, name)

    def release_template(self, folder: Path) -> Path:
        return folder / "lib" / "release.mjs"


def _page(corpus: Corpus, release: Release, language: str) -> str:
    """Neither tool joins languages, so facts and the twin's address stand in both."""
    side = LANGUAGES.index(language)
    text, moment = release.texts[side], local_time(release)
    lines = [
        "---",
        f"title: {quoted(text.title)}",
        f"summary: {quoted(text.summary)}",
        f"date: {moment}",
        f"moment: {quoted(moment)}",
        f"year: {release.date.year}",
        f"language: {language}",
        f"twin: {release.address(LANGUAGES[1 - side])}",
        f"identifier: {quoted(release_id(release, language))}",
        f"place: {text.place}",
        f"topics: [{', '.join(topic.key for topic in release.topics)}]",
        "participants:",
    ]
    for person in release.participants:
        words = json.dumps(person_in_language(person, side), ensure_ascii=False)
        lines.append(f"  - {person.key or words}")
    if release.views is not None:
        lines.append(f"views: {release.views}")
    return "\n".join([*lines, "---", plain_links(corpus, text.body, language), ""])
