"""`translate --import`: what translators have finished, in the files of their editions.

A file whose original or translation changed since the export is refused, with both wordings; so is
one of which anything else is wrong. All files are written, or none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from beyan.desk.editions import Stopped, parsed
from beyan.desk.exchange.composing import composed, lost
from beyan.desk.exchange.exporting import STATES, pair_in, text_in
from beyan.desk.exchange.judging import finished_words, stop_at
from beyan.desk.exchange.reading import Named, groups
from beyan.desk.exchange.segments import Pair, pair_of
from beyan.desk.translation import begun
from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.release import Person
from beyan.saving import save


class Imported(NamedTuple):
    """The file of an edition, whether it changed, and its segments by state."""

    path: str
    is_changed: bool
    counts: dict[str, int]


class _Made(NamedTuple):
    imported: Imported
    before: bytes | None
    after: bytes


def import_files(
    root: Path, config: Config, files: Sequence[Path], people: Mapping[str, Person]
) -> list[Imported]:
    """Write the editions that the exchange files have words for. Raises `Stopped`, `NotSaved`."""
    problems: list[Diagnostic] = []
    made: dict[str, _Made] = {}
    for file in files:
        for path, to, rows in groups(file, config, problems):
            try:
                each = _made(root, config, str(file), path, to, rows, people)
            except Stopped as stopped:
                problems += stopped.problems
                continue
            if each.imported.path in made:
                span = Span(str(file), rows[0].row.line)
                problems.append(problem("exchange-twice", span, key=path, line=1))
            made[each.imported.path] = each
    if problems:
        raise Stopped(*dict.fromkeys(problems))
    _save(root, made)
    return [each.imported for each in made.values()]


def _made(
    root: Path,
    config: Config,
    file: str,
    path: str,
    to: str,
    rows: Sequence[Named],
    people: Mapping[str, Person],
) -> _Made:
    """The edition with the words of the rows. Raises `Stopped`."""
    first = Span(file, rows[0].row.line)
    try:
        pair = pair_in(root, config, path, to)
    except Stopped as stopped:
        # Of a file that is not there the place is the row that names it.
        raise Stopped(
            *(
                replace(each, span=first) if each.code == "unknown-edition" else each
                for each in stopped.problems
            )
        ) from None
    finished = finished_words(file, pair, rows)
    if pair.translation is None and not finished:
        # Nobody needs an edition that has nothing but notes.
        counts = {each: sum(s.state == each for s in pair.segments) for each in STATES}
        return _Made(Imported(pair.path, False, counts), None, b"")
    return _written(root, config, file, pair, rows, finished, people)


def _written(
    root: Path,
    config: Config,
    file: str,
    pair: Pair,
    rows: Sequence[Named],
    finished: Mapping[str, str],
    people: Mapping[str, Person],
) -> _Made:
    """The file of the edition, read once more: it has to say what they do. Raises `Stopped`."""
    path, before = pair.path, None
    if pair.translation is not None:
        before = (root / path).read_bytes()
        text = text_in(root, path)
    else:
        path, text = begun(pair.twins, pair.to, people)
        begun_edition = parsed(text.encode(), config, path)
        pair = pair_of([*pair.twins, begun_edition], pair.to, text)
    made = composed(pair, text, finished)
    lines = {name.key: row.line for row, name in rows}
    after = _as_before(made.text, before)
    try:
        edition = parsed(after, config, path)
    except Stopped as stopped:
        raise Stopped(
            *(
                replace(each, span=Span(file, _line_of(made.text, each.span.line, rows)))
                for each in stopped.problems
            )
        ) from None
    stop_at(
        problem("exchange-lost", Span(file, lines[key]), key=key)
        for key in lost(made, pair, edition)
    )
    counts = {each: sum(s.state == each for s in made.segments) for each in STATES}
    return _Made(Imported(path, after != before, counts), before, after)


def _as_before(text: str, before: bytes | None) -> bytes:
    """With the line ends and the mark at the beginning that the file had."""
    data = text.encode()
    if before is not None and b"\r\n" in before:
        data = data.replace(b"\n", b"\r\n")
    return b"\xef\xbb\xbf" + data if before and before.startswith(b"\xef\xbb\xbf") else data


def _line_of(text: str, line: int, rows: Sequence[Named]) -> int:
    """The row whose words stand in the line of the text; else the first one."""
    lines = text.split("\n")
    words = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    found = (row.line for row, _ in rows if words and words in row.target)
    return next(found, rows[0].row.line)


def _save(root: Path, made: Mapping[str, _Made]) -> None:
    """All of the files, or none. Raises `NotSaved`."""
    written: list[str] = []
    try:
        for path, each in made.items():
            if each.imported.is_changed:
                save(root / path, each.after, is_new=each.before is None)
                written.append(path)
    except BaseException:
        for path in written:
            before = made[path].before
            with suppress(OSError):
                if before is None:
                    (root / path).unlink()
                else:
                    save(root / path, before)
        raise
