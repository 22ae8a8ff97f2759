"""`translate --export`: texts as files that translators and their programs can open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from beyan.desk.editions import Stopped, editions_of
from beyan.desk.exchange import po, spreadsheet, xliff
from beyan.desk.exchange.memory import Memory, remembered
from beyan.desk.exchange.rows import DONE, NEW, OUTDATED, Languages, Name, Row
from beyan.desk.exchange.segments import Pair, Unaligned, pair_of
from beyan.desk.scaffold import unknown_language
from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.saving import save
from beyan.source.glossary import Glossary

Writer = Callable[[Iterable[Row], Languages, str], bytes]


class Form(NamedTuple):
    """`ending` of its files; `is_toolkits`: the Translate Toolkit writes and reads it."""

    ending: str
    written: Writer
    is_toolkits: bool


FORMS = {
    "xliff": Form("xlf", xliff.written, True),
    "po": Form("po", po.written, True),
    "csv": Form("csv", spreadsheet.written, False),
}
STATES = (NEW, OUTDATED, DONE)


class Exported(NamedTuple):
    """The file that was written, and how many segments are in each state."""

    path: Path
    counts: dict[str, int]


def export(
    root: Path,
    config: Config,
    names: Sequence[str],
    form: str,
    to: str | None,
    output: Path | None,
    glossary: Glossary,
) -> Exported:
    """Write what the editions `names` have to be translated. Raises `Stopped`, `NotSaved`.

    Nothing is overwritten: a translator may have worked in the file that is there.
    """
    kind = FORMS[form]
    if kind.is_toolkits and not has_toolkit():
        raise Stopped(problem("exchange-extra", Span("--export"), form=form))
    pairs = _pairs(root, config, names, to)
    languages = Languages(pairs[0].original.language, pairs[0].to)
    stem = pairs[0].original.path.rpartition("/")[2].partition(".")[0]
    rest = f"+{len(pairs) - 1}" if len(pairs) > 1 else ""
    target = output or Path(f"{stem}{rest}.{languages.source}-{languages.target}.{kind.ending}")
    keys = [pair.original.key for pair in pairs]
    memory = remembered(root, config, *languages, keys)
    rows = [row for pair in pairs for row in rows_of(pair, memory, glossary)]
    try:
        save(target, kind.written(rows, languages, config.base_url), is_new=True)
    except FileExistsError:
        raise Stopped(problem("file-exists", Span(str(target)), file=str(target))) from None
    return Exported(target, {each: sum(row.state == each for row in rows) for each in STATES})


def rows_of(pair: Pair, memory: Memory, glossary: Glossary) -> list[Row]:
    """What an exchange file says of the pair, with what is known of each segment already."""
    original, stamps = pair.original, pair.stamps
    return [
        Row(
            path=original.path,
            name=str(Name(pair.to, each.key, each.fingerprint, *stamps)),
            source=each.words,
            target=each.target,
            state=each.state,
            notes=tuple(
                f"{term} = {form}"
                for term, form in glossary.terms_in(each.words, original.language, pair.to)
            ),
            offers=tuple(memory.offers(each.words)) if each.state != DONE else (),
        )
        for each in pair.segments
    ]


def has_toolkit() -> bool:
    try:
        import translate.storage.base  # noqa: F401  # whether it is there
    except ImportError:
        return False
    return True


def pair_in(root: Path, config: Config, name: str, to: str) -> Pair:
    """The edition in the file `name` and its translation. Raises `Stopped`."""
    editions = editions_of(root, config, name)
    if editions[0].language == to:
        raise Stopped(problem("exchange-same-language", Span("--to"), language=to))
    translation = next((each for each in editions if each.language == to), None)
    text = text_in(root, translation.path) if translation is not None else ""
    try:
        return pair_of(editions, to, text)
    except Unaligned as found:
        assert translation is not None, "there is nothing to align"
        raise Stopped(
            problem(
                "exchange-unaligned",
                translation.prose.span,
                count=found.there,
                file=editions[0].path,
                other=found.here,
            )
        ) from None


def text_in(root: Path, path: str) -> str:
    """With "\\n" line ends and no byte-order mark."""
    text = (root / path).read_bytes().decode("utf-8")
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _pairs(root: Path, config: Config, names: Sequence[str], to: str | None) -> list[Pair]:
    problems: list[Diagnostic] = []
    pairs: dict[str, Pair] = {}
    for name in names:
        try:
            language = editions_of(root, config, name)[0].language
            others = [tag for tag in config.languages if tag != language]
            if to is None and len(others) != 1:
                raise Stopped(problem("missing-key", Span("--to"), key="--to"))
            wanted = to or others[0]
            if wanted not in config.languages:
                raise Stopped(unknown_language("--to", wanted, config))
            pair = pair_in(root, config, name, wanted)
            pairs[pair.original.path] = pair
        except Stopped as stopped:
            problems += stopped.problems
    found = list(pairs.values())
    for pair in found:
        if pair.original.language != found[0].original.language:
            first, other = found[0].original, pair.original
            problems.append(
                problem("exchange-languages", Span(other.path), file=other.path, other=first.path)
            )
    if problems:
        raise Stopped(*dict.fromkeys(problems))
    return found
