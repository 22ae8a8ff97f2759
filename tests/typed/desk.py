"""Many releases in one site, each a row of a table: what was typed, and what must come of it.

A row that is `Shown` has the page's text as HTML, one that is `Told` the line of a problem. All of
a module's rows are checked in one run and built in one run; those with errors, which would keep the
others from being published, are put aside in between.
"""

from __future__ import annotations

import gzip
import html
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from beyan.console import Console
from beyan.model.diagnostic import Diagnostic
from beyan.model.messages import WARNINGS
from tests.commonmark import shape
from tests.conftest import SampleSite

CONFIG = """\
name: {az: Nümunə İdarəsi, en: Sample Office}
base_url: https://press.example.org
languages: [az, en]
timezone: Asia/Baku
contact: {call_centre: "916", email: press@example.org}
social_cards: false
silence: [summary-missing]
feed_size: 1000
page_size: 1000
"""
ATOM = "{http://www.w3.org/2005/Atom}"

# Advice on the words: no row is about it.
ADVICE = {"other-language", "straight-quotes", "summary-missing", "title-long", "summary-long"}


class Shown(NamedTuple):
    """`typed` is a text; the page shows `html`, in which names of classes do not count."""

    name: str
    typed: str
    html: str = ""
    head: str = ""
    files: Mapping[str, bytes] = {}
    warned: int = 0
    """The line of the text with a warning; 0: nothing may be said; -1: warnings do not matter."""


class Told(NamedTuple):
    """At `line` of the text stands a problem; of `kind` "error", "warning" or either."""

    name: str
    typed: str
    line: int
    kind: str = "problem"
    head: str = ""
    files: Mapping[str, bytes] = {}


Row = Shown | Told


def names(rows: Iterable[Row]) -> dict[str, Any]:
    """For `parametrize`: each row is called as it is named."""
    return {"argvalues": list(rows), "ids": [row.name.replace(" ", "-") for row in rows]}


@dataclass
class Page:
    """What was published of one release."""

    output: Path
    address: str

    @cached_property
    def whole(self) -> str:
        return (self.output / self.address.lstrip("/") / "index.html").read_text("utf-8")

    @cached_property
    def prose(self) -> str:
        """The text as HTML, without the boxes in which tables scroll."""
        start = re.search(r'<div class="prose"[^>]*>', self.whole)
        assert start is not None, self.address
        depth = 1
        for match in re.finditer(r"<(/?)div\b[^>]*>", self.whole[start.end() :]):
            depth += -1 if match[1] else 1
            if depth == 0:
                break
        prose = self.whole[start.end() : start.end() + match.start()]
        return re.sub(
            r'<div\b[^>]*class="table"[^>]*>(.*?</table>)\s*</div>', r"\1", prose, flags=re.S
        )

    @cached_property
    def lines(self) -> list[str]:
        """The text as it stands on a screen: what begins on a line of its own, begins one here."""
        text = re.sub(r"\s+", " ", self.prose.replace("\u00a0", " ").replace("&nbsp;", " "))
        text = re.sub(
            r"</?(?:p|br|li|ul|ol|h\d|blockquote|div|pre|tr|table|hr|dt|dd)\b[^>]*>", "\n", text
        )
        lines = (" ".join(html.unescape(_untagged(line)).split()) for line in text.split("\n"))
        return [line for line in lines if line]

    @cached_property
    def links(self) -> list[tuple[str, str]]:
        """Text and target."""
        return [
            (html.unescape(_untagged(text)), html.unescape(target))
            for target, text in re.findall(
                r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', self.prose, re.S
            )
        ]

    @cached_property
    def bodies(self) -> dict[str, str]:
        """The whole text as each reader gets it, its tags left out."""
        entry, item, ninjs = self._entry, self._item, self._ninjs
        values = {body["contentType"]: body["value"] for body in ninjs.get("bodies", ())}
        return {
            "page": _text(self.prose),
            "Atom": _text(entry.findtext(f"{ATOM}content") or ""),
            "JSON Feed": _text(item.get("content_html", "")),
            "release.json": _text(values.get("text/html", "")),
            "release.json as text": _blanks(values.get("text/plain", "")),
            "search": self._found,
        }

    @cached_property
    def summaries(self) -> dict[str, str]:
        """The summary, wherever it is shown."""
        ninjs = {each["role"]: each["value"] for each in self._ninjs.get("descriptions", ())}
        return {
            "description": self._meta("name", "description"),
            "Open Graph": self._meta("property", "og:description"),
            "summary in Atom": _blanks(self._entry.findtext(f"{ATOM}summary") or ""),
            "summary in JSON Feed": _blanks(self._item.get("summary", "")),
            "summary in release.json": _blanks(ninjs.get("summary", "")),
            "list": self._teaser,
        }

    @property
    def _teaser(self) -> str:
        listed = (self.output / "az/releases/index.html").read_text("utf-8")
        own = listed[listed.index(f'href="{self.address}"') :]
        own = own[: own.index("</article>")]
        found = re.search(r'<p class="teaser-summary"[^>]*>(.*?)</p>', own, re.S)
        return _text(found[1]) if found else ""

    def _meta(self, attribute: str, name: str) -> str:
        found = re.search(rf'<meta {attribute}="{name}" content="([^"]*)"', self.whole)
        return _blanks(html.unescape(found[1])) if found else ""

    @cached_property
    def _entry(self) -> Any:
        feed = etree.parse(self.output / "az/feed.xml")
        url = f"https://press.example.org{self.address}"
        return next(
            entry
            for entry in feed.iter(f"{ATOM}entry")
            if any(link.get("href") == url for link in entry.iter(f"{ATOM}link"))
        )

    @cached_property
    def _item(self) -> dict[str, Any]:
        feed = json.loads((self.output / "az/feed.json").read_text("utf-8"))
        return next(item for item in feed["items"] if item["url"].endswith(self.address))

    @cached_property
    def _ninjs(self) -> dict[str, Any]:
        path = self.output / self.address.lstrip("/") / "release.json"
        return dict(json.loads(path.read_text("utf-8")))

    @cached_property
    def _found(self) -> str:
        """What the search index has of the page."""
        for path in self.output.glob("search-index/**/texts-*"):
            for address, _, _, _, text in json.loads(gzip.decompress(path.read_bytes())):
                if address == self.address:
                    return _blanks(text)
        return ""


def _untagged(markup: str) -> str:
    return re.sub(r"<[^>]*>", "", markup)


def _text(markup: str) -> str:
    return _blanks(
        html.unescape(_untagged(re.sub(r"<(?:br|/p|/li|/td|/th|/h\d)\b[^>]*>", " ", markup)))
    )


def _blanks(text: str) -> str:
    return " ".join(text.split())


@dataclass
class Desk:
    """A site with a release for each row."""

    made: SampleSite
    rows: list[Row]
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    config: str = CONFIG

    def __post_init__(self) -> None:
        self.made.change({"site_config.yaml": self.config, **self.files})
        for row in self.rows:
            stem = self.path(row).removesuffix(".az.md")
            self.made.change({self.path(row): self.head(row) + row.typed + "\n"})
            self.made.change({f"{stem}/{name}": data for name, data in row.files.items()})
        checked = self.made.check()
        self.problems: dict[str, list[Diagnostic]] = _by_path(checked.diagnostics)
        refused = self.made.build()
        self.problems_of_build = _by_path(refused.diagnostics)
        self.published_with_errors = refused.files if refused.report.exit_code else set()
        broken = {path for path, found in self.problems.items() if any(map(_is_error, found))}
        for path in broken:
            (self.made.root / path).unlink(missing_ok=True)
        self.made.change({"content/releases/2026/2026-03-04-last.az.md": LAST})
        built = self.made.build()
        assert built.report.exit_code == 0, built.lines

    @property
    def output(self) -> Path:
        return self.made.output

    def path(self, row: Row) -> str:
        return f"content/releases/2026/2026-03-05-sira-{self.rows.index(row)}.az.md"

    def head(self, row: Row) -> str:
        title = "" if row.head.startswith("title:") else "title: Açıqlama\n"
        date = "" if "\ndate:" in f"\n{row.head}" else "date: 2026-03-05\n"
        return f"---\n{title}{date}{row.head}---\n"

    def page(self, row: Row) -> Page:
        assert not self.errors(row), self.said(row)
        return Page(self.output, f"/az/releases/2026/sira-{self.rows.index(row)}/")

    def told(self, row: Row) -> list[Diagnostic]:
        return [each for each in self.problems[self.path(row)] if each.code not in ADVICE]

    def errors(self, row: Row) -> list[Diagnostic]:
        return [each for each in self.told(row) if _is_error(each)]

    def said(self, row: Row) -> list[str]:
        """For a failed test: what was told, by lines of the text."""
        console, above = Console("en"), self.head(row).count("\n")
        return [
            f"{each.span.line - above}:{each.span.column} [{each.code}] {console.what(each)}"
            for each in self.told(row)
        ]

    def hints(self, row: Row) -> str:
        """What the officer is told of the row, with the hints, in English."""
        console = Console("en")
        return "\n".join(f"{console.what(each)} {console.hint(each)}" for each in self.told(row))

    def told_at(self, row: Row, line: int) -> list[Diagnostic]:
        """Problems at the line of the text, counted from 1; below 1 it is a line of its head."""
        above = self.head(row).count("\n")
        return [each for each in self.told(row) if each.span.line == above + line]

    def assert_shown(self, row: Shown) -> None:
        if not row.warned:
            assert not self.told(row), self.said(row)
        elif row.warned > 0:
            assert self.told_at(row, row.warned), self.said(row)
        assert shape(self.page(row).prose) == shape(row.html), self.page(row).prose

    def assert_told(self, row: Told) -> None:
        found = self.told_at(row, row.line)
        assert found, self.said(row)
        if row.kind != "problem":
            assert any(_is_error(each) == (row.kind == "error") for each in found), self.said(row)

    def assert_check_and_build_agree(self) -> None:
        """They say the same, and a site with an error publishes nothing."""
        assert self.problems_of_build == self.problems
        assert self.published_with_errors == set()

    def published(self, word: str) -> list[str]:
        """The files of the output that have the word, in their names or anywhere in them."""
        sought = word.encode()
        return [path for path, data in self._all.items() if sought in data or word in path]

    @cached_property
    def _all(self) -> dict[str, bytes]:
        found = {}
        for path in sorted(self.output.rglob("*")):
            if path.is_file():
                data = path.read_bytes()
                name = path.relative_to(self.output).as_posix()
                found[name] = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
        return found


LAST = "---\ntitle: Sonuncu\ndate: 2026-03-04\n---\nMətn.\n"


def _by_path(found: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    problems: dict[str, list[Diagnostic]] = defaultdict(list)
    for each in found:
        problems[each.span.path].append(each)
    return problems


def _is_error(each: Diagnostic) -> bool:
    return each.code not in WARNINGS


def desk_of(
    root: Path,
    *tables: Iterable[Row],
    files: Mapping[str, str | bytes] | None = None,
    config: str = CONFIG,
) -> Desk:
    rows = [row for table in tables for row in table]
    return Desk(SampleSite(root), rows, files or {}, config)


DAY = "2026-03-05"


class Cases:
    """Small groups of files in one site, each group with a day of its own for `DAY`.

    All are checked and built in one run each; then those without errors are built by themselves.
    """

    def __init__(
        self,
        made: SampleSite,
        cases: Mapping[str, Mapping[str, str | bytes]],
        shared: Mapping[str, str | bytes],
    ) -> None:
        days = (date(2026, 1, 1) + timedelta(days=number) for number in range(len(cases)))
        self.days = {name: day.isoformat() for name, day in zip(cases, days, strict=True)}
        made.change(
            {"site_config.yaml": CONFIG.replace("silence", "search: false\nsilence"), **shared}
        )
        for name, files in cases.items():
            made.change(
                {self._of_day(name, path): self._of_day(name, data) for path, data in files.items()}
            )
        self.checked, self.refused = made.check(), made.build()
        self.published_with_errors = self.refused.report.exit_code and self.refused.files
        for name, files in cases.items():
            if any(map(_is_error, self.told(name))):
                made.change(dict.fromkeys(self._of_day(name, path) for path in files))
        self.built = made.build()

    def _of_day(self, name: str, text: Any) -> Any:
        """With the case's own day, and in names of files its number, for addresses of its own."""
        if isinstance(text, bytes):
            return text
        day = self.days[name]
        text = text.replace(f"date: {DAY}", f"date: {day}")
        return text.replace(DAY, f"{day}-k{list(self.days).index(name)}")

    def told(self, name: str) -> list[Diagnostic]:
        day = self.days[name]
        return [each for each in self.checked.diagnostics if day in each.span.path]

    def codes(self, name: str) -> list[str]:
        return [each.code for each in self.told(name)]

    def has_error(self, name: str) -> bool:
        return any(map(_is_error, self.told(name)))

    def said(self, name: str) -> str:
        """What and hint of each problem, in English."""
        console = Console("en")
        return "\n".join(f"{console.what(each)} {console.hint(each)}" for each in self.told(name))

    def file(self, name: str, path: str) -> str:
        return str(self._of_day(name, path))

    def assert_check_and_build_agree(self) -> None:
        assert self.refused.diagnostics == self.checked.diagnostics
        assert not self.published_with_errors
        assert self.built.report.exit_code == 0, self.built.lines
