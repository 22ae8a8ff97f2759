"""Bəyan itself, run from this checkout by the Python that runs the benchmark.

As the peers build, and with its defaults: search and pictures of titles, which no peer has.
"""

from __future__ import annotations

import compileall
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.corpus import BASE_URL, Corpus, Participant, Release
from benchmarks.tools import site_name as office
from benchmarks.tools.tool import Command, Tool, both, fresh_folder, quoted, with_links, write
from benchmarks.words import Pair
from beyan import __version__
from beyan.model.defaults import DEFAULTS

CHECKOUT = Path(__file__).resolve().parent.parent.parent

CONFIG = f"""\
name: {both(office.NAME)}
tagline: {both(office.TAGLINE)}
base_url: {BASE_URL}
languages: [az, en]
timezone: {office.TIMEZONE}
contact:
  name: {both(office.TAGLINE)}
  call_centre: {quoted(office.CALL_CENTRE)}
  phone: {office.PHONE}
  email: {office.EMAIL}
  address: {both(office.ADDRESS)}
page_size: {office.PAGE_SIZE}
home_size: {office.HOME_SIZE}
feed_size: {office.FEED_SIZE}
"""
PICTURES = Path(".cache", "shared", "pictures")


class Beyan(Tool):
    key = "beyan"
    label = "Bəyan"
    has_search: bool = False
    has_cards: bool = False

    def install(self) -> None:
        """Compile the package, as pip does; Python itself may be forbidden to write there."""
        compileall.compile_dir(CHECKOUT / "beyan", quiet=1)

    def version(self) -> str:
        return __version__

    def write_site(self, corpus: Corpus, folder: Path) -> None:
        fresh_folder(folder)
        switches = (("search", self.has_search), ("social_cards", self.has_cards))
        switched_off = "".join(f"{name}: false\n" for name, is_on in switches if not is_on)
        write(folder / "site_config.yaml", CONFIG + switched_off)
        write(folder / "content" / "topics.yaml", _topics(corpus))
        write(folder / "content" / "participants.yaml", _registry(corpus.people))
        self.write_templates(folder)
        for release in corpus:
            for language in ("az", "en"):
                path = self.text_file(folder, release, language)
                write(path, _edition(corpus, release, language))

    def write_templates(self, folder: Path) -> None:
        write(self.release_template(folder), _release_template())

    def build(self, folder: Path, *, is_clean: bool) -> tuple[Command, ...]:
        arguments = [sys.executable, "-m", "beyan", "--site", str(folder), "build"]
        if is_clean:
            arguments.append("--clean")
        return (Command(tuple(arguments), CHECKOUT),)

    def output(self, folder: Path) -> Path:
        return folder / "output"

    def left_behind(self, folder: Path) -> tuple[Path, ...]:
        return folder / "output", folder / ".cache"

    def text_file(self, folder: Path, release: Release, language: str) -> Path:
        year = str(release.date.year)
        return folder / "content" / "releases" / year / f"{release.name}.{language}.md"

    def rename(self, folder: Path, key: str, name: Pair) -> None:
        path = folder / "content" / "participants.yaml"
        lines = path.read_text(encoding="utf-8").splitlines()
        lines[lines.index(f"{key}:") + 1] = f"  name: {both(name)}"
        write(path, "\n".join(lines) + "\n")

    def preview(self, folder: Path, port: int) -> Command | None:
        beyan = (sys.executable, "-m", "beyan")
        asked = subprocess.run([*beyan, "serve", "--help"], cwd=CHECKOUT, capture_output=True)
        if asked.returncode != 0:
            return None
        return Command((*beyan, "--site", str(folder), "serve", "--port", str(port)), CHECKOUT)

    def release_template(self, folder: Path) -> Path:
        return folder / "templates" / "release.html"


class BeyanDefaults(Beyan):
    """As an office has it that sets nothing: everything on, and its own templates."""

    key = "beyan-defaults"
    label = "Bəyan, everything on"
    has_search = True
    has_cards = True
    has_same_pages = False

    def takes(self, measure: str) -> bool:
        return measure in ("clean", "kept", "nothing", "edit", "memory")

    def write_templates(self, folder: Path) -> None:
        """None of its own."""

    def forget_but_pictures(self, folder: Path) -> None:
        aside = folder / "pictures-kept"
        shutil.move(folder / PICTURES, aside)
        self.forget(folder)
        (folder / PICTURES).parent.mkdir(parents=True, mode=0o700)
        shutil.move(aside, folder / PICTURES)


def _release_template() -> str:
    """A copy, which the benchmark edits, without the related releases.

    Every tool chooses these by rules of its own, so they stand on nobody's pages. Bəyan plans them
    nevertheless.
    """
    text = (DEFAULTS / "templates" / "release.html").read_text(encoding="utf-8")
    before, start, rest = text.partition("{% if page.related %}\n")
    section, end, after = rest.partition("</div>\n{% endif %}\n")
    if not start or not end or "{% if" in section:
        raise ValueError("the related releases stand elsewhere in templates/release.html now")
    return before + after


def _topics(corpus: Corpus) -> str:
    return "".join(
        f"{topic.key}:\n  name: {both(topic.name)}\n  slug: {both(topic.slug)}\n"
        for topic in corpus.topics
    )


def _registry(people: tuple[Participant, ...]) -> str:
    def lines(person: Participant) -> str:
        text = f"{person.key}:\n  name: {both(person.name)}\n  role: {both(person.role)}\n"
        if person.organisation is not None:
            text += f"  organisation: {both(person.organisation)}\n"
        return text

    return "".join(map(lines, people))


def _edition(corpus: Corpus, release: Release, language: str) -> str:
    """Facts stand in the Azerbaijani edition; the English one has words only."""
    text = release.texts[0 if language == "az" else 1]
    lines = [
        "---",
        f"title: {quoted(text.title)}",
        f"summary: {quoted(text.summary)}",
        f"place: {text.place}",
    ]
    if release.views is not None:
        lines.append(f"views: {release.views}")
    if language == "az":
        lines += [
            f"slug: {text.slug}",
            f"date: {release.date:%Y-%m-%d %H:%M}",
            f"topics: [{', '.join(topic.key for topic in release.topics)}]",
            "participants:",
            *map(_participant, release.participants),
        ]
    body = with_links(
        text.body,
        lambda number: f"/releases/{corpus.date(number).year}/{corpus.name(number)}.md",
        lambda path: f"/{language}/{path}",
    )
    return "\n".join([*lines, "---", body, ""])


def _participant(person: Participant) -> str:
    if person.key:
        return f"  - {person.key}"
    organisation = f", organisation: {both(person.organisation)}" if person.organisation else ""
    return f"  - {{name: {both(person.name)}, role: {both(person.role)}{organisation}}}"
