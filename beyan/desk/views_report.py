"""`views report`: what was read most, by release, month, year, language, topic or person.

Of releases that readers may read now; of the others nothing but numbers is in the sums of months,
years and languages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from typing import Any, NamedTuple

from beyan.console import Console
from beyan.console.languages import formats_of
from beyan.model.release_summary import ReleaseSummary
from beyan.model.site import Site
from beyan.model.views import MonthlyReads
from beyan.plan.listing import best_edition
from beyan.source.table import csv_text
from beyan.source.views import ReleaseNames

KINDS = ("release", "month", "year", "language", "topic", "person")
# Those that have no month of their own belong into none.
_OF_TIME = ("month", "year")
_HEADER = ("reads", "release", "reads_of_release")

# What the report says; msgids of beyan.po like those of the console.
HEADS = {
    "release": "Release",
    "month": "Month",
    "year": "Year",
    "language": "Language",
    "topic": "Topic",
    "person": "Person",
}
READS = "Reads"
MOST = "Most read release"
NONE = "No reads have been counted yet. Count them with: views import LOG"
PHRASES = (*HEADS.values(), READS, MOST, NONE)

_WIDTH, _LINE, _LABELS, _NUMBERS = 720, 26, 260, 70


class Line(NamedTuple):
    """`key` is for machines: `2026-11`, a key of a registry, the release's identity. `most` is the
    title of what was read most of it, "" where it is a release itself.
    """

    key: str
    label: str
    reads: int
    most: str = ""
    most_reads: int = 0


def report(
    site: Site,
    rows: Iterable[MonthlyReads],
    names: ReleaseNames,
    language: str,
    by: str,
    *,
    since: str = "",
    count: int | None = None,
) -> list[Line]:
    """The latest month or year first, else the most read. With `since`, a month, the reads before
    this site are left out, of which nobody knows when they were.
    """
    summaries = {each.key: each for each in site.summaries if not each.is_withdrawn}
    preferences = (language, *site.config.languages)
    sums: Counter[str] = Counter()
    inside: dict[str, Counter[str]] = {}
    for key, month, tag, reads in _reads(site, rows, names, since=since):
        for group in _groups(by, key, month, tag, summaries.get(key)):
            sums[group] += reads
            if key in summaries:
                inside.setdefault(group, Counter())[key] += reads
    titles = {key: best_edition(summary, preferences).title for key, summary in summaries.items()}
    found = []
    for group, reads in sums.items():
        if not reads:
            continue
        of_it = inside.get(group) or Counter()
        # The newer one among equals, as everywhere.
        most = max(of_it, key=lambda key: (of_it[key], summaries[key].instant), default="")
        label = _label(site, by, group, language, titles)
        shown = by != "release" and most
        key = names.names.get(group, group) if by == "release" else group
        found.append(
            Line(key, label, reads, titles[most] if shown else "", of_it[most] if shown else 0)
        )
    if by in _OF_TIME:
        found.sort(key=lambda line: line.key, reverse=True)
    else:
        found.sort(key=lambda line: (-line.reads, line.label, line.key))
    return found[:count]


def _reads(
    site: Site, rows: Iterable[MonthlyReads], names: ReleaseNames, *, since: str
) -> Iterator[tuple[str, str, str, int]]:
    """Key, month, language and number; without a month those before this site."""
    for row in rows:
        if row.month >= since:
            tag = names.named(row.release, row.language)[1]
            yield names.key(row.release) or row.release, row.month, tag, row.reads
    if not since:
        for summary in site.summaries:  # those withdrawn have none
            for edition in summary.editions:
                if edition.views:
                    yield summary.key, "", edition.language, edition.views


def _groups(
    by: str, key: str, month: str, tag: str, summary: ReleaseSummary | None
) -> Sequence[str]:
    if by == "language":
        return (tag,)
    if by in _OF_TIME:
        return (month[:4] if by == "year" else month,) if month else ()
    if summary is None:
        return ()
    # Month and language are known of what nobody may see, too; nothing else is told.
    return {"release": (key,), "topic": summary.topics, "person": summary.people}[by]


def _label(site: Site, by: str, key: str, language: str, titles: dict[str, str]) -> str:
    preferences = (language, *site.config.languages)
    if by == "release":
        return titles[key]
    if by == "month":
        own = formats_of(language)
        year, month = key.split("-")
        return own.capitalize(own.month_year(date(int(year), int(month), 1)))
    registry: Iterable[Any] = {"topic": site.topics, "person": site.people}.get(by, ())
    names = (each.name.best(preferences) for each in registry if each.key == key)
    return next((name.text for name in names if name is not None), key)


def csv_report(lines: Sequence[Line], by: str) -> str:
    """Of a release its identity and title, of all else the key by which it is known."""
    header = (by, "name", *_HEADER)
    return csv_text(header, ((*line[:4], line.most_reads or "") for line in lines))


def json_report(lines: Sequence[Line], by: str) -> dict[str, Any]:
    def values(line: Line) -> dict[str, Any]:
        most = {"title": line.most, "reads": line.most_reads} if line.most else None
        return {
            "key": line.key, "name": line.label, "reads": line.reads,
            **({"most_read": most} if most else {}),
        }  # fmt: skip

    return {"by": by, "lines": [values(line) for line in lines]}


def show(lines: Sequence[Line], by: str, console: Console, language: str) -> None:
    from rich import box
    from rich.table import Table

    if not lines:
        console.line(NONE)
        return
    own = formats_of(language)
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column(console.say(HEADS[by]), overflow="fold")
    table.add_column(console.say(READS), justify="right", no_wrap=True)
    if by != "release":
        table.add_column(console.say(MOST), overflow="fold")
    for line in lines:
        most = f"{line.most} ({own.number(line.most_reads)})" if line.most else ""
        table.add_row(line.label, own.number(line.reads), *((most,) if by != "release" else ()))
    console.tables(table)


def svg_report(lines: Sequence[Line], by: str, console: Console, language: str) -> str:
    """A bar for each line, in a drawing that stands alone; no colour but that of its text."""
    own = formats_of(language)
    most = max((line.reads for line in lines), default=1)
    room = _WIDTH - _LABELS - _NUMBERS
    height = _LINE * max(len(lines), 1) + 40
    title = f"{console.say(READS)}: {console.say(HEADS[by])}"
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title" '
        f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" fill="currentColor" '
        f'font-family="sans-serif" font-size="13" lang="{escape(language)}">',
        f'<title id="title">{escape(title)}</title>',
        f'<text x="0" y="18" font-size="15" font-weight="bold">{escape(title)}</text>',
    ]
    if not lines:
        drawn.append(f'<text x="0" y="48">{escape(console.say(NONE))}</text>')
    for number, line in enumerate(lines):
        y = 34 + number * _LINE
        width = round(room * line.reads / most, 1)
        drawn += [
            f'<text x="{_LABELS - 8}" y="{y + 14}" text-anchor="end">{escape(_short(line.label))}'
            f"<title>{escape(line.label)}</title></text>",
            f'<rect class="bar" x="{_LABELS}" y="{y}" width="{width}" height="{_LINE - 8}" '
            'fill-opacity="0.6"/>',
            f'<text x="{_LABELS + width + 6:.1f}" y="{y + 14}">{own.number(line.reads)}</text>',
        ]
    return "\n".join([*drawn, "</svg>"])


def _short(text: str) -> str:
    """As much of a title as has room beside its bar."""
    room = 36
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"
