"""CSV, as spreadsheets write it: with commas, semicolons or tabs, and texts of several lines.

The names of the columns are those that the Translate Toolkit reads. Read by the standard library:
the toolkit guesses the separator from the first thousand letters, texts and all.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from beyan.desk.exchange.rows import OUTDATED, Languages, Row, Unreadable

COLUMNS = ("location", "id", "state", "source", "target", "match", "match_source", "notes")
_NEEDED = ("location", "id", "source", "target")
_SEPARATORS = ",;\t"
# As in other tables (`source/table.py`): an apostrophe before it says that it is no formula.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
# What a spreadsheet shows where it has calculated: no translation begins so.
_CALCULATED = re.compile(
    r"#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NUM!|NULL!|ИМЯ\?|ССЫЛКА!|ЗНАЧ!|AD\?)|="
)

NO_HEADER = "its first line does not name the columns location, id, source and target"
OPEN_QUOTE = "a quotation mark is left open"


def written(rows: Iterable[Row], languages: Languages, site: str) -> bytes:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for row in rows:
        best = row.offers[0] if row.offers else None
        match = (f"{best.quality}%: {best.target}", best.source) if best else ("", "")
        cells = (row.path, row.name, row.state, row.source, row.target, *match)
        table.writerow([_shielded(cell) for cell in (*cells, "\n".join(row.notes))])
    # The mark without which Excel reads another encoding.
    return out.getvalue().encode("utf-8-sig")


def read(text: str) -> Iterator[Row]:
    """Raises `Unreadable`."""
    first, _, _ = text.partition("\n")
    separator = max(_SEPARATORS, key=first.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    csv.field_size_limit(max(len(text), 1))
    names: list[str] = []
    line = 1
    try:
        for cells in table:
            here, line = line, table.line_num + 1
            if not names:
                names = [each.strip().lower() for each in cells]
                if not set(_NEEDED).issubset(names):
                    raise Unreadable(NO_HEADER)
            elif any(each.strip() for each in cells):
                yield _row(dict(zip(names, map(_meant, cells), strict=False)), here)
    except csv.Error:
        raise Unreadable(OPEN_QUOTE, line) from None
    if not names:
        raise Unreadable(NO_HEADER)


def has_header(text: str) -> bool:
    """Whether its first line names the columns that are needed."""
    first, _, _ = text.partition("\n")
    return set(_NEEDED).issubset(re.findall(r"\w+", first.lower()))


def is_calculated(target: str) -> bool:
    """Whether a spreadsheet took the translation for a formula."""
    return _CALCULATED.match(target) is not None


def _row(cells: dict[str, str], line: int) -> Row:
    state = cells.get("state", "").strip().lower()
    return Row(
        path=cells.get("location", "").strip(),
        name=cells.get("id", "").strip(),
        source=cells.get("source", ""),
        target=cells.get("target", ""),
        state=state,
        is_unsure=state == OUTDATED,
        keeps_marks=False,
        line=line,
    )


def _shielded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _meant(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
