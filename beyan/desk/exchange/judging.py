"""Whether an exchange file still fits its text, and which of its words are to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from beyan.desk.editions import Stopped
from beyan.desk.exchange import codes, spreadsheet
from beyan.desk.exchange.composing import one_line
from beyan.desk.exchange.paragraphs import gaps
from beyan.desk.exchange.reading import Named, shown
from beyan.desk.exchange.rows import Row
from beyan.desk.exchange.segments import Pair, Segment
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.source.translation import Part, changes, fingerprint, parts, recorded_as

_MOST_MISSING = 5


def finished_words(file: str, pair: Pair, rows: Sequence[Named]) -> dict[str, str]:
    """What is to be written, by the keys of segments. Raises `Stopped`."""
    stop_at(_changed(file, pair, rows))
    stop_at(_beside(file, pair, rows))
    segments = {each.key: each for each in pair.segments}
    finished = {
        name.key: _words(row.target, segments[name.key])
        for row, name in rows
        if _is_finished(row, segments[name.key])
    }
    _leave_later_corrections(pair, finished)
    stop_at(_wrongly_filled(file, rows, finished))
    stop_at(_edited(file, pair, rows, finished))
    stop_at(_unlike(file, pair, rows, finished))
    return finished


def stop_at(problems: Iterable[Diagnostic]) -> None:
    """Raises `Stopped` where there are any."""
    found = list(problems)
    if found:
        raise Stopped(*found)


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
            before=shown(change.before or "–"),
            now=shown(change.now or "–"),
        )
    if not found:
        # Nothing has changed, so the fingerprint is none that was exported.
        row = next(r for r, name in rows if name.original != stamp)
        yield problem("exchange-row", Span(file, row.line), name=shown(row.name))


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
            yield problem("exchange-row", span, name=shown(row.name))
        elif fingerprint(row.source) != segment.fingerprint:
            yield problem(
                "exchange-source",
                span,
                key=name.key,
                words=shown(row.source),
                original=shown(segment.words),
            )
    if segments:
        keys = list(segments)
        rest = ["…"] if len(keys) > _MOST_MISSING else []
        span = Span(file, rows[-1].row.line)
        listed = ", ".join([*keys[:_MOST_MISSING], *rest])
        path = pair.original.path
        yield problem("exchange-missing", span, count=len(keys), keys=listed, file=path)


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
                yield problem("exchange-formula", span, key=name.key, words=shown(target))
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
                now=shown(there),
                words=shown(target),
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
            missing=shown(missing or "–"),
            added=shown(added or "–"),
        )
