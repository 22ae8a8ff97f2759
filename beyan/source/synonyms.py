"""`content/synonyms.yaml`: words that a search takes for the same, in groups, for each language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from beyan.language.stems import words
from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, Span, nearest, problem
from beyan.model.release import SYNONYMS_FILE, composed
from beyan.model.site import Synonyms
from beyan.source.files import is_inside, read_text
from beyan.source.strict_yaml import Document, parse, stated
from beyan.source.writing import strange_letters

_EXAMPLE = "az:\n  - [QHT, qeyri-hökumət təşkilatı]"


def load_synonyms(root: Path, config: Config) -> tuple[Synonyms, list[Diagnostic]]:
    """The groups of each language; a missing file has none."""
    if not (root / SYNONYMS_FILE).is_file():
        return {}, []
    if not is_inside(root, SYNONYMS_FILE):
        return {}, [problem("symlink-escapes", Span(SYNONYMS_FILE), file=SYNONYMS_FILE)]
    text, problems = read_text(root, SYNONYMS_FILE)
    if not text:
        return {}, problems
    document, found = parse(text, SYNONYMS_FILE)
    problems += [*found, *strange_letters(text, SYNONYMS_FILE)]
    synonyms: Synonyms = {}
    for tag, value in document.values.items():
        if tag not in config.languages:
            problems.append(
                problem(
                    "unknown-language",
                    document.key_span((tag,)),
                    language=tag,
                    known=", ".join(config.languages),
                    suggestion=nearest(tag, config.languages),
                )
            )
        groups: list[tuple[str, ...]] = []
        for each in _groups(document, tag, value):
            if isinstance(each, Diagnostic):
                problems.append(each)
            else:
                groups.append(each)
        synonyms[tag] = tuple(groups)
    return synonyms, problems


def _groups(document: Document, tag: str, value: object) -> Iterator[tuple[str, ...] | Diagnostic]:
    """Each group, or what is wrong with it."""
    if stated(document.values[tag]) is None:
        yield problem("empty-value", document.key_span((tag,)), key=tag)
        return
    if not isinstance(value, list):
        span = document.span((tag,))
        yield problem("wrong-type", span, key=tag, expected="list", example=_EXAMPLE)
        return
    for number, group in enumerate(value):
        span = document.span((tag, number))
        if not isinstance(group, list) or not all(isinstance(each, str) for each in group):
            yield problem("wrong-type", span, key=tag, expected="list", example=_EXAMPLE)
            continue
        spelled = dict.fromkeys(composed(each.strip()) for each in group if words(each))
        if len(spelled) < 2 or len(spelled) < len(group):
            yield problem("synonyms-alone", span, words=", ".join(map(str, group)))
            continue
        yield tuple(spelled)
