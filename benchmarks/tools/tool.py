"""What the benchmark asks of a generator, Bəyan and its peers alike."""

from __future__ import annotations

import json
import re
import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.corpus import BASE_URL, Corpus, Release
from benchmarks.tools.site_name import TIMEZONE
from benchmarks.words import Pair

PEERS_FOLDER = Path(__file__).resolve().parent.parent / ".peers"
"""Where peers are installed; git ignores it."""

TEMPLATES_FOLDER = Path(__file__).resolve().parent.parent / "peers"
"""The peers' templates and settings, written for this benchmark."""


@dataclass(frozen=True, slots=True)
class Command:
    """A process; `environment` is added to the benchmark's own."""

    arguments: tuple[str, ...]
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)


class Tool(ABC):
    key: str
    label: str
    lacks: tuple[str, ...] = ()
    """What its site has less than Bəyan's: each in the peer's favour."""
    has_same_pages: bool = True
    """Whether its pages have the words of Bəyan's, and may be compared with them."""

    @abstractmethod
    def install(self) -> None:
        """Get the tool, if it is not there yet."""

    @abstractmethod
    def version(self) -> str: ...

    @abstractmethod
    def write_site(self, corpus: Corpus, folder: Path) -> None:
        """The whole corpus as this tool's source files."""

    @abstractmethod
    def build(self, folder: Path, *, is_clean: bool) -> tuple[Command, ...]:
        """The commands of one build; more than one run at the same time."""

    @abstractmethod
    def output(self, folder: Path) -> Path: ...

    @abstractmethod
    def left_behind(self, folder: Path) -> tuple[Path, ...]:
        """Output and caches: what a clean build must not find."""

    @abstractmethod
    def text_file(self, folder: Path, release: Release, language: str) -> Path:
        """Where the Markdown of the release stands."""

    @abstractmethod
    def rename(self, folder: Path, key: str, name: Pair) -> None:
        """Give the registered participant another name, in both languages."""

    @abstractmethod
    def release_template(self, folder: Path) -> Path:
        """The template of a release; it has `</article>` once."""

    def takes(self, measure: str) -> bool:
        """Whether it is measured so. Only a tool that keeps pictures can be left them."""
        return measure != "kept"

    def forget(self, folder: Path) -> None:
        for path in self.left_behind(folder):
            shutil.rmtree(path, ignore_errors=True)

    def forget_but_pictures(self, folder: Path) -> None:
        """As a clean build on a machine that has encoded the site's pictures before."""
        self.forget(folder)

    def page_file(self, folder: Path, address: str) -> Path:
        return self.output(folder) / address.strip("/") / "index.html"

    def preview(self, folder: Path, port: int) -> Command | None:
        """The command that serves the site and rebuilds it on a change; None: it has none."""
        return None


def fresh_folder(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def quoted(text: str) -> str:
    """A YAML scalar: JSON's strings are YAML's double-quoted ones."""
    return json.dumps(text, ensure_ascii=False)


def both(pair: Pair) -> str:
    return f"{{az: {quoted(pair[0])}, en: {quoted(pair[1])}}}"


def with_links(body: str, release: Callable[[int], str], page: Callable[[str], str]) -> str:
    """The Markdown with the corpus's own kinds of link written as the tool wants them."""
    body = re.sub(r"\(release:(\d+)\)", lambda found: f"({release(int(found[1]))})", body)
    return re.sub(r"\(page:([^)]*)\)", lambda found: f"({page(found[1])})", body)


def local_time(release: Release) -> str:
    """`2015-01-04T09:01:00+04:00`."""
    return release.date.replace(tzinfo=ZoneInfo(TIMEZONE)).isoformat()


def release_id(release: Release, language: str) -> str:
    """The identifier that Bəyan's feeds have."""
    host, year = BASE_URL.partition("//")[2], release.date.year
    return f"tag:{host},{year}:releases/{year}/{release.name}.{language}"


def plain_links(corpus: Corpus, body: str, language: str) -> str:
    """With finished addresses: less work for a peer than to look each link up."""
    side = 0 if language == "az" else 1

    def address(number: int) -> str:
        return f"/{language}/releases/{corpus.date(number).year}/{corpus.slugs(number)[side]}/"

    return with_links(body, address, lambda path: f"/{language}/{path}")
