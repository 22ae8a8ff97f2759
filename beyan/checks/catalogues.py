"""The catalogues of a site: whether all is there, in the right language, and fit for a page."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from beyan.checks.foreign_strings import (
    SOURCE_LANGUAGE,
    ForeignStrings,
    Reference,
    Strings,
    compared,
    names,
    source_texts,
    texts_by_key,
    words_of,
)
from beyan.language.catalogue import Catalogue, Entry, Header, Key, markup, placeholders
from beyan.language.plural_rules import numbers_by_form, right_plural_forms
from beyan.model.diagnostic import Diagnostic, Span, problem

_STRAY = re.compile(r"[ \t\u00a0]{2,}|[ \t]+(?=[,.](?:\s|$))")
_ENDS = re.compile(r"^\s*|\s*$")
# What the languages that take over words from English take over as it is.
_INTERNATIONAL = frozenset(
    [
        "citation",
        "corrections",
        "e-mail",
        "media",
        "participant",
        "participants",
        "photos",
        "page",
        "table",
        "downloads",
    ]
)


class CatalogueCheck:
    """`own` is the folder of the site's catalogues: of others nothing is told.

    `bundled` are the catalogues that come with the program, `wanted` the messages that are asked
    for, with the place of the site that does so, if one does.
    """

    def __init__(
        self,
        own: Path,
        catalogues: Mapping[str, Catalogue],
        bundled: Mapping[str, Catalogue],
        wanted: Mapping[Key, Span | None],
    ) -> None:
        self._own = own
        self._folder = f"{own}{os.sep}"
        # Several languages may have the strings of one.
        self._catalogues = {each.language: each for each in catalogues.values()}
        self._wanted = wanted
        self._reference = self._known_texts(bundled)
        self._foreign = ForeignStrings(
            map(self._brought, self._catalogues.values()), self._reference
        )

    def problems(self) -> Iterator[Diagnostic]:
        for language, catalogue in self._catalogues.items():
            own = [each for each in catalogue if each.key in self._wanted and self._is_own(each)]
            yield from self._missing(catalogue, own)
            yield from self._unfinished(catalogue, own)
            finished = [each for each in own if each.is_translated]
            verdict = self._foreign.verdict(language)
            if verdict.whole:
                yield self._copied(catalogue, finished, verdict.whole)
            else:
                yield from self._headers(catalogue)
                yield from self._strings(language, finished, dict(verdict.single))

    # --- what is known ---

    def _is_own(self, entry: Entry | Header) -> bool:
        # Path.is_relative_to() would take a tenth of the whole check.
        return str(entry.path).startswith(self._folder)

    def _known_texts(self, bundled: Mapping[str, Catalogue]) -> Reference:
        known = {
            language: texts_by_key(
                each for each in catalogue if each.is_translated and not self._is_own(each)
            )
            for language, catalogue in bundled.items()
        }
        everything = (each for catalogue in self._catalogues.values() for each in catalogue)
        source = dict(source_texts(everything))
        said = known.setdefault(SOURCE_LANGUAGE, {})
        for key, texts in source.items():
            said[key] = texts | said.get(key, frozenset())
        return known

    def _brought(self, catalogue: Catalogue) -> Strings:
        return Strings(
            catalogue.language,
            [
                each
                for each in catalogue
                if each.key in self._wanted and each.is_translated and self._is_own(each)
            ],
            [each for each in catalogue.headers if self._is_own(each)],
        )

    def _span(self, path: Path, line: int) -> Span:
        return Span((Path("locales") / path.relative_to(self._own)).as_posix(), line)

    # --- completeness ---

    def _missing(self, catalogue: Catalogue, own: list[Entry]) -> Iterator[Diagnostic]:
        if catalogue.is_damaged:
            return
        language = catalogue.language
        unfinished = {each.key: each for each in own if not each.is_translated}
        for key, place in self._wanted.items():
            if key in catalogue:
                continue
            if entry := unfinished.get(key):
                place = self._span(entry.path, self._unfinished_line(entry))
            elif place is None:
                place = next(
                    (
                        self._span(each.path, each.line)
                        for each in catalogue.headers
                        if self._is_own(each)
                    ),
                    Span(f"locales/{language}/LC_MESSAGES/messages.po"),
                )
            yield problem("missing-string", place, message=key[1], language=language)

    def _unfinished(self, catalogue: Catalogue, own: list[Entry]) -> Iterator[Diagnostic]:
        """Those for which the program's own stands in. A list that nobody has begun is no fault."""
        others = [each for each in own if not each.is_translated and each.key in catalogue]
        if any(self._expected_plurals(each, catalogue.language) for each in catalogue.headers):
            # Which forms they should have, nobody can tell before that is right.
            others = [each for each in others if each.plural is None or each.is_fuzzy]
        is_begun = len(others) * 2 <= len(own)
        for entry in others:
            if any(entry.forms) or is_begun:
                place = self._span(entry.path, self._unfinished_line(entry))
                yield problem("unfinished-string", place, message=entry.msgid)

    def _unfinished_line(self, entry: Entry) -> int:
        empty = [number for number, form in enumerate(entry.forms) if not form]
        return entry.line_of(empty[0]) if empty and not entry.is_fuzzy else entry.line

    # --- the whole file ---

    def _headers(self, catalogue: Catalogue) -> Iterator[Diagnostic]:
        for header in catalogue.headers:
            if not self._is_own(header):
                continue
            if expected := self._expected_plurals(header, catalogue.language):
                yield problem(
                    "plural-forms",
                    self._span(header.path, header.plural_line),
                    found=f"nplurals={header.plural_count}; plural={header.plural_rule}",
                    language=catalogue.language,
                    expected=expected,
                )
            if header.language and not names(header.language, catalogue.language):
                yield problem(
                    "catalogue-header",
                    self._span(header.path, header.language_line),
                    found=header.language,
                    language=catalogue.language,
                )

    def _expected_plurals(self, header: Header, language: str) -> str:
        """What should stand in a header of the site; empty where it is right."""
        count, rule = header.plural_count, header.plural_rule
        if count is None or rule is None or not self._is_own(header):
            return ""
        return right_plural_forms(language, count, rule)

    def _copied(self, catalogue: Catalogue, finished: list[Entry], found: str) -> Diagnostic:
        """At the header, where that gives the file away, or else at the first string."""
        language, first = catalogue.language, finished[0]
        telling = (
            self._span(each.path, each.language_line)
            for each in self._brought(catalogue).headers
            if each.language and not names(each.language, language)
        )
        place = next(telling, self._span(first.path, first.line_of(0)))
        return problem("catalogue-language", place, found=found, language=language)

    # --- single strings ---

    def _strings(
        self, language: str, finished: list[Entry], foreign: Mapping[Entry, str]
    ) -> Iterator[Diagnostic]:
        for entry in finished:
            message = entry.msgid
            if entry in foreign:
                place = self._span(entry.path, entry.line_of(0))
                yield problem(
                    "string-language",
                    place,
                    message=message,
                    found=foreign[entry],
                    language=language,
                )
            elif self._is_untranslated(entry, language):
                place = self._span(entry.path, entry.line_of(0))
                yield problem("untranslated-string", place, message=message, language=language)
            yield from self._placeholders(entry)
            yield from self._markup(entry)
            yield from self._spaces(entry)

    def _is_untranslated(self, entry: Entry, language: str) -> bool:
        if names(SOURCE_LANGUAGE, language.partition("-")[0]):
            return False
        originals = {compared(text) for text in (entry.msgid, entry.plural) if text}
        said = set(map(compared, entry.forms))
        if not said & originals or said & originals == {""}:
            return False
        words = words_of(entry.msgid)
        if words == ["E-mail"]:
            return False
        known = self._reference.get(language, {}).get(entry.key)
        if known is not None:
            return known.isdisjoint(said)
        if entry.key in self._reference[SOURCE_LANGUAGE] and len(words) == 1:
            return words[0].lower() not in _INTERNATIONAL
        # A name is the same in many languages, and so is the word for what is new.
        return len(words) > 1 and any(word[:1].islower() for word in words)

    def _placeholders(self, entry: Entry) -> Iterator[Diagnostic]:
        """A form for one number alone may say that in words ("one time")."""
        most = placeholders(entry.msgid) | placeholders(entry.plural or "")
        least = placeholders(entry.plural) if entry.plural is not None else most
        numbers = numbers_by_form(entry.plural_rule) if entry.plural is not None else {}
        for number, form in enumerate(entry.forms):
            found = placeholders(form)
            is_of_one = entry.plural is not None and len(numbers.get(number, ())) <= 1
            if found <= most and (is_of_one or found >= least):
                continue
            yield problem(
                "wrong-placeholder",
                self._span(entry.path, entry.line_of(number)),
                message=entry.msgid,
                found=_named(found),
                expected=_named(most if found - most else least),
            )

    def _markup(self, entry: Entry) -> Iterator[Diagnostic]:
        """What a page shows as it stands, because its original does not have it."""
        original = _tags(entry.msgid) | _tags(entry.plural or "")
        for number, form in enumerate(entry.forms):
            if found := _tags(form) - original:
                yield problem(
                    "translation-markup",
                    self._span(entry.path, entry.line_of(number)),
                    message=entry.msgid,
                    found=", ".join(sorted(found)),
                )

    def _spaces(self, entry: Entry) -> Iterator[Diagnostic]:
        for number, form in enumerate(entry.forms):
            original = entry.msgid if number == 0 or entry.plural is None else entry.plural
            are_ends_right = _ENDS.findall(form) == _ENDS.findall(original)
            if are_ends_right and (not _STRAY.search(form) or _STRAY.search(original)):
                continue
            shown = re.sub(r"[ \u00a0\t]", "␣", form).replace("\n", "⏎")
            place = self._span(entry.path, entry.line_of(number))
            yield problem("stray-space", place, message=entry.msgid, found=shown)


def _tags(text: str) -> set[str]:
    return {match[0] for match in markup(text)}


def _named(found: frozenset[str]) -> str:
    return ", ".join(sorted(found)) or "–"
