"""One file of content/ → its front matter, filled in and placed, and its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Generic, TypeVar

from pydantic import Discriminator, Field, Tag

from beyan.language.characters import called, invisible
from beyan.language.slug import slugify
from beyan.model.config import READING_BUDGET, Config
from beyan.model.diagnostic import Diagnostic, Span, nearest, problem
from beyan.model.messages import WARNINGS
from beyan.model.records import dataclass
from beyan.model.release import Prose, composed
from beyan.source.conflicts import conflict_markers
from beyan.source.copies import original_of
from beyan.source.fields import (
    Alias,
    Clock,
    Email,
    FileName,
    Form,
    LanguageTag,
    Line,
    PersonKey,
    Slug,
    SomeWordsField,
    Text,
    TopicKey,
    TranslationRecord,
    Truth,
    WholeNumber,
    WordsField,
)
from beyan.source.files import decoded
from beyan.source.prose import prose_of, read_prose
from beyan.source.steps import Steps, ended
from beyan.source.strict_yaml import Document, parse
from beyan.source.unfinished import notes_left
from beyan.source.validation import validate
from beyan.source.writing import Written, writing_help

if TYPE_CHECKING:
    from beyan.markup.reader import Reading

RELEASES_FOLDER = "content/releases"
PAGES_FOLDER = "content/pages"

_FILE_NAME = re.compile(r"(?P<stem>[^.]+)\.(?P<language>[A-Za-z0-9-]+)\.md")
_DATE_PREFIX = re.compile(r"\d{4}-\d{2}-\d{2}-")
_OPENING = re.compile(r"---[ \t]*$", re.MULTILINE)
_CLOSING = re.compile(r"\n---[ \t]*$", re.MULTILINE)
# A paragraph after a blank line, or YAML's own end mark: the "---" that ends this front matter is
# a rule of the text.
_TEXT_IN_HEAD = re.compile(r"\n[ \t]*\n(?=[^\s#-])(?![\w-]+:)|^\.\.\.[ \t]*$", re.MULTILINE)


class InlineParticipant(Form):
    name: SomeWordsField
    role: WordsField | None = None
    organisation: WordsField | None = None


class PhotoForm(Form):
    file: FileName
    alt: WordsField | None = None
    caption: WordsField | None = None
    credit: WordsField | None = None


class AttachmentForm(Form):
    file: FileName
    title: WordsField | None = None


class QuoteForm(Form):
    """`person` is a key of the registry: what somebody said is told of people who are known."""

    person: PersonKey
    text: WordsField | None = None


class CorrectionForm(Form):
    date: Clock
    text: Text


class WithdrawalForm(Form):
    date: Clock
    reason: SomeWordsField


class ReleaseContactForm(Form):
    name: WordsField | None = None
    phone: Text | None = None
    email: Email | None = None


class OriginalForm(Form):
    """What `translate` writes: nobody is asked to fill in a digest."""

    edition: LanguageTag
    digest: TranslationRecord = Field(default="", validate_default=True)


ParticipantField = Annotated[
    # The tags stand in the places that pydantic reports: no key that somebody types is like them.
    Annotated[PersonKey, Tag("<key>")] | Annotated[InlineParticipant, Tag("<inline>")],
    Discriminator(lambda value: "<inline>" if isinstance(value, dict) else "<key>"),
]


class PageForm(Form):
    """Front matter of a standing page."""

    title: Text
    summary: Text | None = None
    slug: Slug | None = None
    order: WholeNumber | None = None
    draft: Truth | None = None
    aliases: list[Alias] = []
    translated_from: OriginalForm | None = None


class ReleaseForm(Form):
    """Front matter of a release; None and empty lists mean "not stated in this edition"."""

    title: Text
    date: Clock | None = None
    views: WholeNumber | None = None
    place: Text = ""
    summary: Text | None = None
    topics: list[TopicKey] | None = None
    participants: list[ParticipantField] | None = None
    photos: list[PhotoForm] | None = None
    attachments: list[AttachmentForm] | None = None
    embargo: Clock | None = None
    expires: Clock | None = None
    draft: Truth | None = None
    featured: Truth | None = None
    id: Slug | None = None
    slug: Slug | None = None
    aliases: list[Alias] = []
    key_facts: list[Line] = []
    quotes: list[QuoteForm] | None = None
    corrections: list[CorrectionForm] = []
    withdrawn: WithdrawalForm | None = None
    contact: ReleaseContactForm | None = None
    translated_from: OriginalForm | None = None


F = TypeVar("F", PageForm, ReleaseForm)


@dataclass(frozen=True, slots=True)
class EditionName:
    """What a file's name says: editions with the same `key` belong together.

    `others` are the other languages of the site, from one of which it may be translated.
    """

    key: str
    language: str
    slug: str
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EditionFile(Generic[F]):
    """One edition as its file states it, before it is joined with its twins.

    `key` is the path below content/ without `.LANG.md`, `digest` the SHA-256 of the file.
    `first` is how the text begins. `is_waiting`: it is a translation in which a part of the
    original still stands as a note.
    """

    path: str
    key: str
    language: str
    slug: str
    form: F
    document: Document
    prose: Prose
    digest: bytes
    first: str = ""
    is_waiting: bool = False

    @property
    def summary(self) -> str:
        return self.form.summary or self.first


def read_name(path: str, config: Config) -> tuple[EditionName | None, list[Diagnostic]]:
    """`content/releases/2020/2020-05-22-ngo-meeting.az.md` → key, language and default slug."""
    folder, _, name = composed(path).removeprefix("content/").rpartition("/")
    if (sign := invisible(name)) is not None:
        return None, [problem("invisible-in-name", Span(path), character=called(sign))]
    match = _FILE_NAME.fullmatch(name)
    slug = _slug_of(match["stem"]) if match else ""
    if match is not None and not slug:
        example = f"{match['stem'].rstrip('…')}name"
        return None, [problem("bad-slug", Span(path), value=match["stem"], better=example)]
    if match is None:
        original, _ = original_of(name)
        if _FILE_NAME.fullmatch(original):
            return None, [problem("copied-file", Span(path), original=original)]
        example = f"{name.split('.')[0] or 'name'}.{config.default_language}.md"
        return None, [problem("bad-file-name", Span(path), name=name, example=example)]
    if match["language"] not in config.languages:
        return None, [
            problem(
                "unknown-language",
                Span(path),
                language=match["language"],
                known=", ".join(config.languages),
                suggestion=nearest(match["language"].lower(), config.languages),
            )
        ]
    language = match["language"]
    others = frozenset(config.languages) - {language}
    return EditionName(f"{folder}/{match['stem']}", language, slug, others), []


# The editions of a release have names with one stem, and are read one soon after the other.
@lru_cache(maxsize=256)
def _slug_of(stem: str) -> str:
    return slugify(_DATE_PREFIX.sub("", stem))


def without_original(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The problems of names where no file is there that was copied: then they are mistakes."""
    return [
        problem(
            "bad-file-name",
            each.span,
            name=composed(each.span.path.rpartition("/")[2]),
            example=dict(each.values)["original"],
        )
        if each.code == "copied-file"
        else each
        for each in found
    ]


def read_edition(
    data: bytes,
    path: str,
    form_type: type[F],
    name: EditionName,
    budget: int = READING_BUDGET,
    site: str = "",
) -> tuple[EditionFile[F] | None, list[Diagnostic]]:
    """The edition that the bytes of the file `path` hold, or every problem they can show alone.

    `budget` is how many seconds its text may take to be read, `site` the address of the site.
    Beside an edition there are warnings, and errors of its characters, which hide nothing else.
    """
    return ended(edition_steps(data, path, form_type, name, budget, site))


def edition_steps(
    data: bytes, path: str, form_type: type[F], name: EditionName, budget: int, site: str
) -> Steps[tuple[EditionFile[F] | None, list[Diagnostic]]]:
    """`read_edition` in steps."""
    text, characters = decoded(data, path)
    digest = sha256(data).digest()
    yield
    edition, problems = yield from _read_text(text, digest, path, form_type, name, budget, site)
    return edition, characters + problems


def _read_text(
    text: str,
    digest: bytes,
    path: str,
    form_type: type[F],
    name: EditionName,
    budget: int,
    site: str,
) -> Steps[tuple[EditionFile[F] | None, list[Diagnostic]]]:
    problems: list[Diagnostic] = conflict_markers(text, path)
    if not text or problems:
        return None, problems
    opening = _OPENING.match(text)
    if opening is None:
        return None, [problem("no-front-matter", Span(path))]
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return None, [problem("unclosed-front-matter", Span(path))]
    head = text[opening.end() + 1 : closing.start() + 1]
    document, problems = parse(head, path, first_line=1)
    if problems and _TEXT_IN_HEAD.search(head):
        return None, [problem("unclosed-front-matter", Span(path))]
    yield
    form: F | None = None
    if not problems or document.node is not None:
        form, found = validate(form_type, document)
        # What is no YAML may be no value either: one mistake, one message.
        lines = {each.span.line for each in problems}
        problems += [
            each for each in found if each.span.line not in lines or each.code == "missing-key"
        ]
    yield
    body_line = text.count("\n", 0, closing.end()) + 1
    body = text[closing.end() + 1 :]
    reading: Reading = read_prose(body, path, body_line, budget, site)
    yield
    advice: list[Diagnostic] = [each for each in reading.problems if each.code in WARNINGS]
    problems = [*problems, *(each for each in reading.problems if each.code not in WARNINGS)]
    if form is None or problems:
        return None, [*problems, *advice]
    slug = form.slug or name.slug
    origin = form.translated_from
    others = name.others if origin is None else {*name.others, origin.edition} - {name.language}
    left = list(notes_left(others, document, head, body, reading.comments, reading.text, body_line))
    is_waiting = bool(left)
    prose = prose_of(reading, path, body_line)
    edition = EditionFile(
        path,
        name.key,
        name.language,
        slug,
        form,
        document,
        prose,
        digest,
        reading.first,
        is_waiting,
    )
    # A text that is still being translated is not ready to be looked at. While parts of it wait as
    # `translate` left them, that is no news to anybody.
    if is_waiting:
        is_known = origin is not None and any(each.is_of_text for each in left)
        return edition, [] if is_known else [problem("translation-unfinished", left[0].span)]
    written: Written = Written(path, name.language, form, document, text, reading, body_line)
    return edition, [*advice, *writing_help(written)]
