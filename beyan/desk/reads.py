"""How often the releases are read: month by month as a plot, and the ten most read.

Values first (`reads_by_month`, `most_read`), then one function that shows them (`reads_section`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from typing import NamedTuple

from beyan.console import Console
from beyan.console.languages import formats_of
from beyan.language.locale import Language
from beyan.language.pseudo import Pseudo
from beyan.model.site import Site
from beyan.model.views import MonthlyReads, months_up_to
from beyan.model.words import Words
from beyan.plan.listing import best_edition
from beyan.plan.most_read import ranked, reads_ever

MONTHS, MOST = 24, 10

# What the section says; msgids of beyan.po like those of the console.
READS = "Reads"
BY_MONTH = "Reads per month"
TOLD = "{first} to {last}: {total} in all; most in {month}, {most}."
NONE = "No reads have been counted yet. Count them with: views import LOG"
IN_NUMBERS = "In numbers"
MONTH = "Month"
MOST_READ = "Most read releases"
PHRASES = (READS, BY_MONTH, TOLD, NONE, IN_NUMBERS, MONTH, MOST_READ)

# In units of the drawing, which is about as many pixels wide on a phone.
_WIDTH, _HEIGHT = 360, 190
_TOP, _BASE = 12, 160
_SIZE = 10


class MonthReads(NamedTuple):
    """`month` is its first day."""

    month: date
    reads: int


class MostRead(NamedTuple):
    """A release with the reads of all its editions; `path` is the file of the one that is named."""

    title: Words
    path: str
    reads: int


def reads_by_month(rows: Iterable[MonthlyReads], today: date) -> list[MonthReads]:
    """The last months up to that of `today`, those without any read too.

    The months of `views:` in front matter are not known, so these reads are in none.
    """
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row.month] += row.reads
    return [
        MonthReads(date.fromisoformat(f"{month}-01"), sums[month])
        for month in months_up_to(today, MONTHS)
    ]


def most_read(site: Site, language: str) -> list[MostRead]:
    """Of those that may be seen now, before this site and on it; newer ones first among equals."""
    preferences = (language, *site.config.languages)
    found = []
    ranking = ranked(
        site.summaries, lambda summary: sum(reads_ever(site, summary, e) for e in summary.editions)
    )
    for summary, reads in ranking[:MOST]:
        edition = best_edition(summary, preferences)
        found.append(MostRead(Words(edition.title, edition.language), edition.path, reads))
    return found


def reads_section(
    months: Sequence[MonthReads],
    most: Sequence[MostRead],
    language: str,
    *,
    links: Mapping[str, str] | None = None,
    pseudo: Pseudo | None = None,
) -> str:
    """Safe HTML in the officer's `language`: what stands inside a `<section>` of the board.

    `board.board(…, reads=reads_section(reads_by_month(load_views(root)[0], now.date()),
    most_read(loaded.site, language), language, links=links))`. `links` has addresses in the
    preview by an edition's path. Colours come from `currentColor`, so they follow light and dark;
    a style sheet may give `.bar` another.
    """
    console, own = Console(language, pseudo=pseudo), formats_of(language)
    parts = [f"<h2>{escape(console.say(READS))}</h2>"]
    if any(each.reads for each in months):
        parts += [plot(months, language, pseudo), _table(months, console, own)]
    else:
        parts.append(f"<p>{escape(console.say(NONE))}</p>")
    if most:
        parts.append(f"<h3>{escape(console.say(MOST_READ))}</h3>")
        parts.append(_most(most, own, links or {}))
    return "\n".join(parts)


def plot(months: Sequence[MonthReads], language: str, pseudo: Pseudo | None = None) -> str:
    """The months as bars, in an SVG that stands inside an HTML page."""
    console, own = Console(language, pseudo=pseudo), formats_of(language)
    busiest = max(months, key=lambda each: each.reads)
    ticks = round_ticks(busiest.reads)
    # Room for the longest number, a digit being some six units wide.
    left = 8 + 6 * len(own.number(ticks[-1]))
    told = console.say(
        TOLD,
        first=own.capitalize(own.month_year(months[0].month)),
        last=own.month_year(months[-1].month),
        total=own.number(sum(each.reads for each in months)),
        month=own.month_year(busiest.month),
        most=own.number(busiest.reads),
    )
    lines = [
        f'<svg class="plot" role="img" aria-labelledby="reads-title reads-told" '
        f'viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH * 3 // 2}" height="{_HEIGHT * 3 // 2}" '
        f'fill="currentColor" font-size="{_SIZE}">',
        f'<title id="reads-title">{escape(console.say(BY_MONTH))}</title>',
        f'<desc id="reads-told">{escape(told)}</desc>',
    ]
    for tick in ticks:
        y = _y(tick, ticks[-1])
        opacity = 1 if tick == 0 else 0.25
        lines.append(
            f'<line class="grid" x1="{left}" x2="{_WIDTH}" y1="{y}" y2="{y}" '
            f'stroke="currentColor" stroke-width="0.75" stroke-opacity="{opacity}"/>'
        )
        lines.append(
            f'<text x="{left - 5}" y="{y}" dy="0.35em" text-anchor="end">{own.number(tick)}</text>'
        )
    step = (_WIDTH - left) / len(months)
    for position, each in enumerate(months):
        x, y = left + position * step, _y(each.reads, ticks[-1])
        name = own.capitalize(own.month_year(each.month))
        hover = f"<title>{escape(name)}: {own.number(each.reads)}</title>"
        lines.append(
            f'<rect class="bar" x="{x + step * 0.15:.1f}" y="{y}" width="{step * 0.7:.1f}" '
            f'height="{_BASE - y:.1f}">{hover}</rect>'
        )
    ends = (
        (0, left, "start"),
        (len(months) // 2, left + (len(months) // 2 + 0.5) * step, "middle"),
        (len(months) - 1, _WIDTH, "end"),
    )
    for position, at, anchor in ends:
        name = escape(own.capitalize(own.month_year(months[position].month)))
        lines.append(f'<text x="{at:.1f}" y="{_BASE + 16}" text-anchor="{anchor}">{name}</text>')
    return "\n".join([*lines, "</svg>"])


def round_ticks(most: int) -> list[int]:
    """From 0 to at least `most` in two to five equal steps of 1, 2 or 5 with zeros behind."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if most <= 5 * step:
                count = max(-(-most // step), 1)
                return [step * each for each in range(count + 1)]
        size *= 10


def _y(reads: int, top: int) -> float:
    return round(_BASE - (_BASE - _TOP) * reads / top, 1)


def _table(months: Sequence[MonthReads], console: Console, own: Language) -> str:
    """For who does not see the plot, or wants to know it exactly; newest first."""
    rows = "\n".join(
        f'<tr role="row"><th role="rowheader" scope="row">'
        f"{escape(own.capitalize(own.month_year(each.month)))}</th>"
        f'<td role="cell">{own.number(each.reads)}</td></tr>'
        for each in reversed(months)
    )
    # The roles hold where a style sheet for phones makes blocks of the rows.
    heads = "".join(
        f'<th role="columnheader" scope="col">{escape(console.say(each))}</th>'
        for each in (MONTH, READS)
    )
    return (
        f"<details>\n<summary>{escape(console.say(IN_NUMBERS))}</summary>\n"
        f'<table role="table">\n<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{rows}\n</tbody>\n</table>\n</details>'
    )


def _most(most: Sequence[MostRead], own: Language, links: Mapping[str, str]) -> str:
    items = []
    for each in most:
        title = escape(each.title.text)
        if each.path in links:
            title = f'<a href="{escape(links[each.path])}">{title}</a>'
        items.append(
            f'<li><span lang="{escape(each.title.language)}">{title}</span> '
            f'<span class="count">{own.number(each.reads)}</span></li>'
        )
    return "<ol>\n" + "\n".join(items) + "\n</ol>"
