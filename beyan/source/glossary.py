"""`content/glossary.yaml`: how the office calls things in each language, and the editions that
leave it.

Told are wrong forms that the glossary names, and translations without the official form of what
their original says. Endings are allowed for, so nothing is told of a form in another case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from beyan.language.inflection import beginning, in_any_case, in_any_form
from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic, Span, nearest, problem
from beyan.model.release import GLOSSARY_FILE, composed
from beyan.model.words import Translations
from beyan.source.edition import EditionFile
from beyan.source.fields import Form, PhrasesField, SomeTranslationsField
from beyan.source.registries import entries_of
from beyan.source.strict_yaml import Document
from beyan.source.translation import Part, parts

# What Markdown writes between the words of a term.
_MARKS = str.maketrans("", "", "*_`[]")
OF_TERMS = frozenset({"glossary-wrong", "glossary-left"})
_FIRST_WORD = re.compile(r"\W*(\w+)")


class TermForm(Form):
    form: SomeTranslationsField
    also: PhrasesField = {}
    wrong: PhrasesField = {}


class Term(NamedTuple):
    """`form` is the official one, `also` are others that are right, `wrong` those that are not."""

    key: str
    form: Translations
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()
    wrong: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def every(self) -> Iterator[str]:
        """All forms in all languages, wrong ones too."""
        yield from (form for _, form in self.form.pairs)
        for _, forms in (*self.also, *self.wrong):
            yield from forms

    def right(self, language: str) -> tuple[str, ...]:
        """All right forms in the language, the official one first."""
        form = self.form.get(language)
        return ((form,) if form else ()) + dict(self.also).get(language, ())


class Glossary:
    """`digest` changes with the terms: what was said of a text before is then to be said again."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self._terms = tuple(terms)
        self.digest = sha256(repr(self._terms).encode()).digest()[:8] if self._terms else b""

    def terms_in(self, words: str, language: str, to: str) -> Iterator[tuple[str, str]]:
        """The terms that the words have, each with its form in the language `to`."""
        folded = _folded(words)
        for term in self._terms:
            form, other = term.form.get(language), term.form.get(to)
            if form and other and self._has(folded, words, term, language):
                yield form, other

    def concerns(self, text: str) -> bool:
        """Whether anything could be told of a release that says all this, in any language."""
        folded = _folded(text)
        return any(_begins_in(folded, form) for term in self._terms for form in term.every)

    def told(self, files: Sequence[EditionFile[Any]]) -> Iterator[Diagnostic]:
        """What the editions of one text say otherwise than the office does."""
        if not self._terms:
            return
        ready = [file for file in files if not file.is_waiting]
        by_language = {file.language: _Words(list(parts(file))) for file in ready}
        for file in ready:
            yield from self._wrong(file.language, by_language[file.language])
        for file in ready:
            stated = file.form.translated_from
            original = stated.edition if stated is not None else ready[0].language
            if original in by_language and original != file.language:
                yield from self._left(file, original, by_language)

    def _wrong(self, language: str, words: _Words) -> Iterator[Diagnostic]:
        for term in self._terms:
            right = term.right(language)
            for wrong in dict(term.wrong).get(language, ()):
                if not right or not _begins_in(words.folded, wrong):
                    continue
                pattern = _wrong_form(wrong, right, language)
                for part in words.parts:
                    for match in pattern.finditer(part.text):
                        if not _is_of_right_form(part.text, match, wrong, right, language):
                            span = _span(part, match.start())
                            yield problem(
                                "glossary-wrong",
                                span,
                                found=" ".join(match[0].split()),
                                form=right[0],
                            )

    def _left(
        self, file: EditionFile[Any], original: str, by_language: Mapping[str, _Words]
    ) -> Iterator[Diagnostic]:
        there, here = by_language[original], by_language[file.language]
        for term in self._terms:
            form = term.form.get(file.language)
            if (
                not form
                or not self._has(there.folded, there.plain, term, original)
                or self._has(here.folded, here.plain, term, file.language)
            ):
                continue
            wrong = dict(term.wrong).get(file.language, ())
            if any(_wrong_form(each, (), file.language).search(here.plain) for each in wrong):
                continue  # which is told already
            span = self._counterpart(term, original, there, here) or file.prose.span
            yield problem("glossary-left", span, term=term.form.get(original) or "", form=form)

    def _has(self, folded: str, text: str, term: Term, language: str) -> bool:
        return any(
            _begins_in(folded, form) and in_any_form(form).search(text)
            for form in term.right(language)
        )

    def _counterpart(self, term: Term, original: str, there: _Words, here: _Words) -> Span | None:
        """Where the translation has what says the term in the original."""
        spans = {part.place: part.span for part in here.parts}
        is_parallel = there.paragraphs == here.paragraphs
        for part in there.parts:
            if self._has(_folded(part.text), part.text.translate(_MARKS), term, original):
                if part.name == "text" and not is_parallel:
                    return None
                return spans.get(part.place)
        return None


class _Words:
    """The parts of an edition; `plain` is all of it without marks, `folded` in small letters."""

    def __init__(self, of: Sequence[Part]) -> None:
        self.parts = of
        self.plain = composed("\n\n".join([part.text for part in of])).translate(_MARKS)
        self.folded = _folded(self.plain)

    @cached_property
    def paragraphs(self) -> int:
        return sum(part.name == "text" for part in self.parts)


def load_glossary(root: Path, config: Config) -> tuple[Glossary, list[Diagnostic]]:
    """The glossary; a missing file is an empty one."""
    entries, problems = entries_of(root, GLOSSARY_FILE, TermForm)
    terms = []
    for key, (form, document) in entries.items():
        terms.append(
            Term(
                key,
                Translations.of({tag: composed(text) for tag, text in form.form.pairs}),
                tuple(form.also.items()),
                tuple(form.wrong.items()),
            )
        )
        problems += _unknown_languages(config, document, key, form)
    return Glossary(terms), problems


def _unknown_languages(
    config: Config, document: Document, key: str, form: TermForm
) -> Iterator[Diagnostic]:
    stated = {"form": [tag for tag, _ in form.form.pairs], "also": form.also, "wrong": form.wrong}
    for field, tags in stated.items():
        for tag in tags:
            if tag not in config.languages:
                yield problem(
                    "unknown-language",
                    document.key_span((key, field, tag)),
                    language=tag,
                    known=", ".join(config.languages),
                    suggestion=nearest(tag, config.languages),
                )


def _folded(text: str) -> str:
    """As the patterns take letters to be the same: those of i, with and without a dot."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


def _begins_in(folded: str, form: str) -> bool:
    """Whether the form can be in the text at all, which most forms are not."""
    match = _FIRST_WORD.match(form)
    return match is not None and _folded(beginning(match[1])) in folded


def _wrong_form(wrong: str, right: Sequence[str], language: str) -> re.Pattern[str]:
    """Capitals count only where nothing else tells it from a right form."""
    pattern = in_any_case(wrong, language)
    is_case = any(each.casefold() == wrong.casefold() for each in right)
    return pattern if is_case else re.compile(pattern.pattern, re.IGNORECASE)


def _is_of_right_form(
    text: str, match: re.Match[str], wrong: str, right: Sequence[str], language: str
) -> bool:
    """Whether what was found is a part of a longer form that is right."""
    return any(
        found.start() <= match.start() and match.end() <= found.end()
        for each in right
        if len(each) > len(wrong)
        for found in in_any_case(each, language).finditer(text)
    )


def _span(part: Part, offset: int) -> Span:
    """Of a text the place itself, of a value where it begins."""
    if part.name != "text":
        return part.span
    line = part.text.count("\n", 0, offset)
    column = offset - part.text.rfind("\n", 0, offset)
    return part.span._replace(line=part.span.line + line, column=column)
