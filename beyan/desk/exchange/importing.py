"""`translate --import`: what translators have finished, in the files of their editions.

A file whose original or translation changed since the export is refused, with both wordings; so is
one of which anything else is wrong. All files are written, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from beyan.desk.editions import Stopped, parsed
from beyan.desk.exchange import codes, po, spreadsheet, xliff
from beyan.desk.exchange.composing import composed, gaps, lost, one_line
from beyan.desk.exchange.exporting import STATES, has_toolkit, pair_in, text_in
from beyan.desk.exchange.rows import Name, Row, Unreadable
from beyan.desk.exchange.segments import Pair, Segment, pair_of
from beyan.desk.scaffold import unknown_language
from beyan.desk.translation import begun
from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.release import Person
from beyan.saving import save
from beyan.source.files import decoded
from beyan.source.translation import Part, changes, fingerprint, parts, recorded_as

# So much of a text is enough to know it again.
_SHOWN = 90
_MOST_MISSING = 5


class Imported(NamedTuple):
    """The file of an edition, whether it changed, and its segments by state."""

    path: str
    is_changed: bool
    counts: dict[str, int]


class Named(NamedTuple):
    """A row of which it is known what it is of."""

    row: Row
    name: Name


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
        for path, to, rows in _groups(file, config, problems):
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


# --- reading --------------------------------------------------------------------------------


def read_rows(file: Path) -> list[Row]:
    """What the exchange file says, whichever of the forms it has. Raises `Stopped`."""
    path = str(file)
    try:
        data = file.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise Stopped(problem("cannot-read", Span(path), file=path, reason=reason)) from None
    is_xliff = data.lstrip(b"\xef\xbb\xbf \t\r\n\xff\xfe\0").startswith(b"<")
    text = ""
    if not is_xliff:
        text, problems = decoded(data, path)
        if problems:
            raise Stopped(*problems)
    is_table = not is_xliff and (spreadsheet.has_header(text) or "msgid" not in text)
    if not is_table and not has_toolkit():
        raise Stopped(problem("exchange-extra", Span(path), form="xliff" if is_xliff else "po"))
    form = "XLIFF" if is_xliff else "CSV" if is_table else "PO"
    try:
        if is_xliff:
            rows = list(xliff.read(data))
        else:
            rows = list(spreadsheet.read(text) if is_table else po.read(text))
    except Unreadable as error:
        span = Span(path, error.line)
        raise Stopped(
            problem("exchange-unreadable", span, form=form, reason=error.reason)
        ) from None
    if not rows:
        raise Stopped(problem("empty-file", Span(path)))
    return rows


def _groups(
    file: Path, config: Config, problems: list[Diagnostic]
) -> Iterator[tuple[str, str, list[Named]]]:
    """The rows of each text, in the order of the file; what is wrong with any of them is told."""
    try:
        rows = read_rows(file)
    except Stopped as stopped:
        problems += stopped.problems
        return
    groups: dict[tuple[str, str], dict[str, Named]] = {}
    for row in rows:
        span = Span(str(file), row.line)
        name = Name.read(row.name)
        if name is None or not row.path:
            problems.append(problem("exchange-row", span, name=_shown(row.name)))
            continue
        if name.to not in config.languages:
            told = unknown_language(str(file), name.to, config)
            problems.append(replace(told, span=span))
            continue
        group = groups.setdefault((row.path, name.to), {})
        if name.key in group:
            line = group[name.key].row.line
            problems.append(problem("exchange-twice", span, key=name.key, line=line))
        group.setdefault(name.key, Named(row, name))
    for (path, to), found in groups.items():
        yield path, to, list(found.values())


# --- judging --------------------------------------------------------------------------------


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
    _stop_at(_changed(file, pair, rows))
    _stop_at(_beside(file, pair, rows))
    segments = {each.key: each for each in pair.segments}
    finished = {
        name.key: _words(row.target, segments[name.key])
        for row, name in rows
        if _is_finished(row, segments[name.key])
    }
    _leave_later_corrections(pair, finished)
    _stop_at(_wrongly_filled(file, rows, finished))
    _stop_at(_edited(file, pair, rows, finished))
    _stop_at(_unlike(file, pair, rows, finished))
    return _written(root, config, file, pair, rows, finished, people)


def _changed(file: str, pair: Pair, rows: Sequence[Named]) -> Iterator[Diagnostic]:
    """What is no longer as it was exported, before and now."""
    stamp, _ = pair.stamps
    if all(name.original == stamp for _, name in rows):
        return
    stated_elsewhere = {each.key for each in pair.segments if not each.is_recorded}
    known = [each for each in rows if each.name.key not in stated_elsewhere]
    known.sort(key=lambda each: _order(each.name.key))
    names = [name.key.partition(".")[0] for _, name in known]
    before = [
        Part(kind, row.source, Span(file, row.line))
        for kind, (row, _) in zip(names, known, strict=True)
    ]
    recorded = recorded_as((kind, name.words) for kind, (_, name) in zip(names, known, strict=True))
    found = changes(recorded, list(parts(pair.original)), before)
    for change in found:
        row = next((r for r, _ in known if r.source == change.before), rows[0].row)
        yield problem(
            "exchange-changed",
            Span(file, row.line),
            place=str(change.span),
            before=_shown(change.before or "–"),
            now=_shown(change.now or "–"),
        )
    if not found:
        # Nothing has changed, so the fingerprint is none that was exported.
        row = next(r for r, name in rows if name.original != stamp)
        yield problem("exchange-row", Span(file, row.line), name=_shown(row.name))


def _order(key: str) -> tuple[tuple[int, str], ...]:
    steps = key.split(".")
    return tuple((int(step), "") if step.isdigit() else (0, step) for step in steps)


def _beside(file: str, pair: Pair, rows: Sequence[Named]) -> Iterator[Diagnostic]:
    """Rows that are of nothing, whose original was written over, or that are not there."""
    segments = {each.key: each for each in pair.segments}
    for row, name in rows:
        span = Span(file, row.line)
        segment = segments.pop(name.key, None)
        if segment is None:
            yield problem("exchange-row", span, name=_shown(row.name))
        elif fingerprint(row.source) != segment.fingerprint:
            yield problem(
                "exchange-source",
                span,
                key=name.key,
                words=_shown(row.source),
                original=_shown(segment.words),
            )
    if segments:
        keys = list(segments)
        rest = ["…"] if len(keys) > _MOST_MISSING else []
        span = Span(file, rows[-1].row.line)
        shown = ", ".join([*keys[:_MOST_MISSING], *rest])
        path = pair.original.path
        yield problem("exchange-missing", span, count=len(keys), keys=shown, file=path)


def _is_finished(row: Row, segment: Segment) -> bool:
    if not row.target.strip():
        return False
    if not row.is_unsure:
        return True
    # Nobody takes a word out of a column of a spreadsheet that was none of theirs.
    return not row.keeps_marks and fingerprint(row.target) != fingerprint(segment.target)


def _leave_later_corrections(pair: Pair, finished: dict[str, str]) -> None:
    """Of one day the first has to be there, or nobody could tell which one the second is."""
    waiting: set[object] = set()
    for each in pair.segments:
        if each.name == "corrections":
            day = pair.original.form.corrections[int(each.place[1])].date
            if day in waiting:
                finished.pop(each.key, None)
            elif not each.target and each.key not in finished:
                waiting.add(day)


def _words(target: str, segment: Segment) -> str:
    text = target.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip("\n").rstrip() if segment.name == "text" else one_line(text)


def _wrongly_filled(
    file: str, rows: Sequence[Named], finished: Mapping[str, str]
) -> Iterator[Diagnostic]:
    for row, name in rows:
        target = finished.get(name.key)
        if target is None:
            continue
        span = Span(file, row.line)
        if not row.keeps_marks and spreadsheet.is_calculated(target):
            if not spreadsheet.is_calculated(row.source):
                yield problem("exchange-formula", span, key=name.key, words=_shown(target))
        elif "\n\n" in target:
            yield problem("exchange-paragraphs", span, key=name.key)


def _edited(
    file: str, pair: Pair, rows: Sequence[Named], finished: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """What somebody has written into the translation since, where the rows say otherwise."""
    _, stamp = pair.stamps
    if all(name.translation == stamp for _, name in rows):
        return
    segments = {each.key: each for each in pair.segments}
    for row, name in rows:
        target, there = finished.get(name.key), segments[name.key].target
        if target is not None and there and fingerprint(target) != fingerprint(there):
            yield problem(
                "exchange-edited",
                Span(file, row.line),
                place=f"{pair.path}: {name.key}",
                now=_shown(there),
                words=_shown(target),
            )


def _unlike(
    file: str, pair: Pair, rows: Sequence[Named], finished: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Links, footnotes and other marks that are not those of the original."""
    of_text = [each for each in pair.segments if each.name == "text"]
    translated = {
        position: finished[each.key]
        for position, each in enumerate(of_text)
        if each.key in finished
    }
    lines = {name.key: row.line for row, name in rows}
    for found in codes.unlike([each.words for each in of_text], gaps(of_text), translated):
        key = of_text[found.position].key
        missing, added = (", ".join(dict.fromkeys(each)) for each in found[1:])
        yield problem(
            "exchange-markup",
            Span(file, lines[key]),
            key=key,
            missing=_shown(missing or "–"),
            added=_shown(added or "–"),
        )


# --- writing --------------------------------------------------------------------------------


def _written(
    root: Path,
    config: Config,
    file: str,
    pair: Pair,
    rows: Sequence[Named],
    finished: Mapping[str, str],
    people: Mapping[str, Person],
) -> _Made:
    """The file of the edition, read once more: it has to say what the rows say. Raises `Stopped`."""
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
    _stop_at(
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


def _stop_at(problems: Iterable[Diagnostic]) -> None:
    found = list(problems)
    if found:
        raise Stopped(*found)


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
