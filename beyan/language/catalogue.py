"""Interface strings, read straight from .po files.

There is no .mo file to forget, and no message that falls back to its msgid: a missing one is an
error, because a msgid on a page would be English in the middle of another language.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from beyan.language.plural_rules import plural_function, usual_plural_forms
from beyan.language.po_file import CatalogueSyntaxError, Message, read_messages, read_text

__all__ = [
    "Catalogue",
    "CatalogueSyntaxError",
    "Entry",
    "Header",
    "Key",
    "MissingString",
    "markup",
    "placeholders",
    "read_catalogue",
]

Key = tuple[str | None, str]
"""(context, msgid); for a message with plural forms the msgid is the singular."""

_MARKUP = re.compile(
    r"<!--|</?[A-Za-z][^<>]*>?|&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);"
)

# What no feed may have.
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PLURAL_FORMS = re.compile(r"\s*nplurals\s*=\s*([0-9]+)\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*")
_PLACEHOLDER = re.compile(
    r"%(?:%|\([^()]+\)[#0 +-]*[0-9]*(?:\.[0-9]+)?[diouxXeEfFgGcrsa])?|\{[a-z][a-z0-9_]*\}"
)


class MissingString(KeyError):
    """The catalogue has no finished translation of the message."""

    def __init__(self, language: str, msgid: str, context: str | None = None) -> None:
        super().__init__(language, msgid, context)
        self.language = language
        self.msgid = msgid
        self.context = context

    def __str__(self) -> str:
        context = f' (context "{self.context}")' if self.context is not None else ""
        return f'no translation of "{self.msgid}"{context} into "{self.language}"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A message as it stands in a file.

    `forms` has one text, or for a message with a plural exactly `plural_count` of them, in the
    order of the file's Plural-Forms header; a form that is not there is empty. `line` is that of
    the msgid and counts from 1, `lines` are those of the forms. `plural_rule` is the C expression
    of the header, or the usual one of the language. `comments` are those of translators.
    """

    msgid: str
    plural: str | None
    context: str | None
    forms: tuple[str, ...]
    is_fuzzy: bool
    plural_count: int
    plural_rule: str
    path: Path
    line: int
    comments: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()

    @property
    def key(self) -> Key:
        return self.context, self.msgid

    @property
    def is_translated(self) -> bool:
        return not self.is_fuzzy and all(self.forms)

    def form(self, n: int) -> str:
        return self.forms[plural_function(self.plural_rule)(n)]

    def line_of(self, form: int) -> int:
        return self.lines[form] if form < len(self.lines) else self.line


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a file says of itself, with the lines; `language` is empty, a rule None where it is not
    said.
    """

    path: Path
    line: int = 1
    language: str = ""
    language_line: int = 1
    plural_count: int | None = None
    plural_rule: str | None = None
    plural_line: int = 1


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The interface strings of one language; iterates over all `entries`, also unfinished ones.

    `entries` in the order of files and lines. Of several translated entries with one key the
    first counts. `digest` depends on the translations and plural rules alone: neither on the
    files, nor on their order, comments and headers. `headers` has one for each file. `is_damaged`
    tells that there are messages which could not be read.

    The four functions raise `MissingString`. They leave `%(name)s` as it is: Jinja fills it in.
    """

    language: str
    entries: tuple[Entry, ...]
    headers: tuple[Header, ...] = ()
    is_damaged: bool = False
    digest: str = field(init=False, repr=False, compare=False)
    _translated: dict[Key, Entry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        translated: dict[Key, Entry] = {}
        for entry in self.entries:
            if entry.is_translated:
                translated.setdefault(entry.key, entry)
        object.__setattr__(self, "_translated", translated)
        object.__setattr__(self, "digest", _digest(translated.values()))

    def __reduce__(
        self,
    ) -> tuple[type[Catalogue], tuple[str, tuple[Entry, ...], tuple[Header, ...], bool]]:
        return Catalogue, (self.language, self.entries, self.headers, self.is_damaged)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __contains__(self, key: object) -> bool:
        """Whether the message with this `Key` is translated."""
        return key in self._translated

    def said(self, key: Key) -> tuple[tuple[str, ...], str] | None:
        """All that the four functions can give for the message: its forms, and the plural rule."""
        entry = self._translated.get(key)
        return (entry.forms, entry.plural_rule) if entry is not None else None

    def gettext(self, msgid: str) -> str:
        return self._singular(msgid, None)

    def pgettext(self, context: str, msgid: str) -> str:
        return self._singular(msgid, context)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self._plural(singular, None, n)

    def npgettext(self, context: str, singular: str, plural: str, n: int) -> str:
        return self._plural(singular, context, n)

    def _singular(self, msgid: str, context: str | None) -> str:
        entry = self._translated.get((context, msgid))
        if entry is None:
            raise MissingString(self.language, msgid, context)
        # As in gettext, a message with plural forms can also be asked for by its singular.
        return entry.forms[0] if entry.plural is None else entry.form(1)

    def _plural(self, msgid: str, context: str | None, n: int) -> str:
        entry = self._translated.get((context, msgid))
        if entry is None or entry.plural is None:
            raise MissingString(self.language, msgid, context)
        return entry.form(n)


def read_catalogue(
    paths: Iterable[Path], language: str, told: list[CatalogueSyntaxError] | None = None
) -> Catalogue:
    """The catalogue of `language` from several files, of which an earlier one wins per message.

    An unfinished entry (fuzzy, or with an empty form) does not hide a finished one in a later
    file. Raises OSError for a file that cannot be read, and `CatalogueSyntaxError`; or, with a
    list of `told`, that goes into it and the message is left out.
    """
    entries: list[Entry] = []
    headers = []
    before = len(told or ())
    for path in paths:
        file = _File(path, language, told)
        entries += file.entries()
        headers.append(file.header)
    is_damaged = len(told or ()) > before
    return Catalogue(language, tuple(entries), tuple(headers), is_damaged)


def placeholders(text: str) -> frozenset[str]:
    """Each `%(name)s` and `{name}` as it is written. A `%` that would break the formatting is there
    as "%".

    Another letter behind a name, or a width, would be another way to show it, or none at all.
    """
    return frozenset(match[0] for match in _PLACEHOLDER.finditer(text) if match[0] != "%%")


def markup(text: str) -> Iterator[re.Match[str]]:
    """What HTML has other signs for than words: tags, and characters by their names."""
    return _MARKUP.finditer(text)


def _digest(entries: Iterable[Entry]) -> str:
    messages = sorted(
        json.dumps([e.context, e.msgid, e.forms, e.plural_rule if e.plural is not None else None])
        for e in entries
    )
    return hashlib.sha256("\n".join(messages).encode()).hexdigest()


# --- reading a file -------------------------------------------------------------------------


class _File:
    """Of one file: its entries, and behind the last of them its header."""

    def __init__(self, path: Path, language: str, told: list[CatalogueSyntaxError] | None) -> None:
        self.header = Header(path=path)
        self._path = path
        self._language = language
        self._told = told

    def entries(self) -> Iterator[Entry]:
        known: set[Key] = set()
        try:
            text = read_text(self._path).text
        except CatalogueSyntaxError as error:
            if self._told is None:
                raise
            self._told.append(error)
            return
        for position, message in enumerate(read_messages(self._path, text, self._told)):
            try:
                key = message.context, message.msgid
                if key == (None, ""):
                    if position:
                        raise self._error(message.line, "the header is not the first message")
                    self._read_header(message, text)
                    continue
                if key in known:
                    raise self._error(message.line, f'the message "{message.msgid}" stands twice')
                known.add(key)
                yield self._entry(message)
            except CatalogueSyntaxError as error:
                if self._told is None:
                    raise
                self._told.append(error)

    def _entry(self, message: Message) -> Entry:
        forms = message.forms
        stray = _CONTROL.search("".join(forms.values()))
        if stray is not None:
            reason = f"the control character U+{ord(stray[0]):04X} stands in the text"
            raise self._error(message.line, reason)
        count, rule = self.header.plural_count, self.header.plural_rule
        if count is None or rule is None:
            count, rule = usual_plural_forms(self._language)
        if message.plural is not None and max(forms) >= count:
            reason = f"msgstr[{max(forms)}], but the language has {count} forms (they count from 0)"
            raise self._error(message.line, reason)
        numbers = range(count if message.plural is not None else 1)
        return Entry(
            msgid=message.msgid,
            plural=message.plural,
            context=message.context,
            forms=tuple(forms.get(n, "") for n in numbers),
            is_fuzzy=message.is_fuzzy,
            plural_count=count,
            plural_rule=rule,
            path=self._path,
            line=message.line,
            comments=message.comments,
            lines=tuple(message.lines.get(n, message.line) for n in numbers),
        )

    def _read_header(self, message: Message, text: str) -> None:
        """Rejects one that names another encoding than UTF-8, in which the file was read."""
        from email import message_from_string

        def line_of(field: str) -> int:
            shown = re.search(rf'"{field}:', text[message.begin : message.end], re.IGNORECASE)
            return text.count("\n", 0, message.begin + shown.start()) + 1 if shown else message.line

        fields = message_from_string(message.forms[0])
        self.header = replace(
            self.header,
            line=message.line,
            language=(fields["language"] or "").strip(),
            language_line=line_of("Language"),
            plural_line=line_of("Plural-Forms"),
        )
        charset = fields.get_content_charset("utf-8")
        if charset not in ("utf-8", "us-ascii"):
            reason = f"the header says charset={charset}; write the file and its header in UTF-8"
            raise self._error(message.line, reason)
        if fields["plural-forms"] is not None:
            count, rule = self._plural_forms(fields["plural-forms"])
            self.header = replace(self.header, plural_count=count, plural_rule=rule)

    def _plural_forms(self, value: str) -> tuple[int, str]:
        """Number and rule, which is proven to choose among the forms."""
        line = self.header.plural_line
        match = _PLURAL_FORMS.fullmatch(value)
        if match is None:
            reason = f'Plural-Forms is "{value}", not "nplurals=…; plural=…;"'
            raise self._error(line, reason)
        count, rule = int(match[1]), match[2]
        try:
            chosen = {plural_function(rule)(n) for n in range(1000)}
        except (ValueError, ArithmeticError) as error:
            raise self._error(line, f"Plural-Forms: {error}") from None
        if not chosen <= set(range(count)):
            reason = f"Plural-Forms chooses form {max(chosen)} of {count} (they count from 0)"
            raise self._error(line, reason)
        return count, rule

    def _error(self, line: int, reason: str) -> CatalogueSyntaxError:
        return CatalogueSyntaxError(self._path, line, reason)
