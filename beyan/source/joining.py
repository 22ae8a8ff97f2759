"""Editions of one release → the release: facts stated once hold for all, words stay each one's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from unicodedata import normalize
from zoneinfo import ZoneInfo

from beyan.model.config import Config, Contact
from beyan.model.diagnostic import Diagnostic, Span, nearest, problem
from beyan.model.messages import WARNINGS
from beyan.model.release import (
    Attachment,
    Correction,
    Edition,
    Moment,
    Participant,
    Person,
    Photo,
    Quote,
    Release,
    Topic,
    Withdrawal,
    composed,
)
from beyan.model.release_summary import microseconds
from beyan.model.words import Translations
from beyan.source.attendance import other_order, repeated_people
from beyan.source.dates import Clock, clock_text, local, moment
from beyan.source.edition import (
    AttachmentForm,
    EditionFile,
    InlineParticipant,
    PhotoForm,
    ReleaseForm,
)
from beyan.source.facts import fact_of, lists_differ, truth_text
from beyan.source.fields import per_language
from beyan.source.lengths import addresses_too_long
from beyan.source.media import read_attachment, read_photo
from beyan.source.prose import undescribed_pictures
from beyan.source.quoting import quotes
from beyan.source.timing import missing_date, untimely
from beyan.source.translation import Follow, follow
from beyan.source.writing.names import Names

T = TypeVar("T")
# Of a list that is wrong as a whole, so many items are told what they may have been meant to be.
_MOST_SUGGESTIONS = 20
ReleaseFile = EditionFile[ReleaseForm]


def join_release(
    files: Sequence[ReleaseFile],
    config: Config,
    root: Path,
    people: Mapping[str, Person],
    topics: Mapping[str, Topic],
    names: Names,
    now: int,
) -> tuple[Release | None, list[Diagnostic]]:
    """The release of these editions, which come in the order of the site's languages.

    `now` is in microseconds since 1970 (UTC). Corrections that are dated later are not shown yet.
    """
    joining = _Joining(files, config, root)
    lag = follow(files)
    joining.problems += lag.problems
    when = joining.moment("date", lambda form: form.date)
    if when is None:
        joining.problems.append(missing_date(files))
        when = moment((date.max, None), config.zone)
    release = Release(
        key=files[0].key,
        date=when,
        editions=tuple(_edition(file, lag, config.zone, now) for file in files),
        topics=joining.topics(topics, names),
        participants=joining.participants(people, when.day, names),
        quotes=joining.quotes(people, when.day, names),
        photos=joining.photos(),
        attachments=joining.attachments(),
        contact=joining.contact(),
        embargo=joining.moment("embargo", lambda form: form.embargo),
        expires=joining.moment("expires", lambda form: form.expires),
        draft=bool(joining.fact("draft", lambda form: form.draft, truth_text)),
        featured=bool(joining.fact("featured", lambda form: form.featured, truth_text)),
        withdrawn=joining.withdrawal(),
        identity=joining.fact("id", lambda form: form.id, str) or "",
    )
    joining.check_expiry(release)
    joining.problems += untimely(files, config, now)
    # A text may name a photo in either normal form.
    described = {
        normalize(form, photo.file.name) for photo in release.photos for form in ("NFC", "NFD")
    }
    for file in files:
        joining.problems += addresses_too_long(file)
        joining.problems += undescribed_pictures(file.prose, described)
    errors = [found for found in joining.problems if found.code not in WARNINGS]
    return (None if errors else release), joining.problems


def _edition(file: ReleaseFile, lag: Follow, zone: ZoneInfo, now: int) -> Edition:
    form = file.form
    dated = [Correction(moment(each.date, zone), each.text) for each in form.corrections]
    return Edition(
        path=file.path,
        language=file.language,
        slug=file.slug,
        title=form.title,
        summary=file.summary,
        lead=form.summary or "",
        prose=file.prose,
        place=form.place,
        views=form.views,
        aliases=tuple(form.aliases),
        key_facts=tuple(filter(None, form.key_facts)),
        corrections=tuple(each for each in dated if microseconds(each.date.instant) <= now),
        **translation(file, lag),
    )


def translation(file: EditionFile[Any], lag: Follow) -> dict[str, Any]:
    """The fields of `Edition` that tell what the text was translated from."""
    origin = file.form.translated_from
    return {
        "original": origin.edition if origin is not None else "",
        "is_outdated": file.language in lag.outdated,
        "is_waiting": file.is_waiting,
    }


class _Joining:
    """The editions of one release and the problems found while joining them."""

    def __init__(self, files: Sequence[ReleaseFile], config: Config, root: Path) -> None:
        self._files = files
        self._config = config
        self._root = root
        # Most keys stand in no edition: then nobody has to ask each of them.
        self._stated = frozenset[str]().union(*(file.form.model_fields_set for file in files))
        self._awaited = [file.language for file in files if not file.is_waiting]
        self.problems: list[Diagnostic] = []

    def report(self, code: str, span: Span, *, suggestion: str = "", **values: str) -> None:
        self.problems.append(problem(code, span, suggestion=suggestion, **values))

    def fact(
        self,
        key: str,
        of: Callable[[ReleaseForm], T | None],
        shown: Callable[[T], str],
        alike: Callable[[T], object] = lambda value: value,
    ) -> T | None:
        if key not in self._stated:
            return None
        return fact_of(self._files, key, of, shown, self.problems, alike)

    def moment(self, key: str, of: Callable[[ReleaseForm], Clock | None]) -> Moment | None:
        """Editions may write it in several zones."""
        zone = self._config.zone
        when = self.fact(key, lambda form: (at := of(form)) and local(at, zone), clock_text)
        return moment(when, zone) if when is not None else None

    def topics(self, known: Mapping[str, Topic], names: Names) -> tuple[str, ...]:
        for file in self._files:
            items = file.form.topics or []
            self._check_keys(file, "topics", items, known, "unknown-topic", names.nearest_topic)
            self._check_once(file, "topics", items)
        # The order is no fact: readers get that of the first edition.
        return tuple(self.fact("topics", lambda form: form.topics, ", ".join, sorted) or ())

    def participants(
        self, people: Mapping[str, Person], day: date, names: Names
    ) -> tuple[Participant, ...]:
        lists = self._lists("participants", lambda form: form.participants)
        for file, items in lists:
            nearest_of, code = names.nearest_person, "unknown-participant"
            if self._check_keys(file, "participants", items, people, code, nearest_of):
                return ()
        for file, items in lists:
            self.problems += repeated_people(file, items, names)
        if not self._match("participants", lists, lambda each: each if type(each) is str else ""):
            return ()
        moved = [found for each in lists[1:] for found in other_order(lists[0], each)]
        if moved:
            self.problems += moved
            return ()
        participants = []
        for position, first in enumerate(lists[0][1] if lists else ()):
            if isinstance(first, str):
                participants.append(people[first].on(day))
                continue
            inline = [
                (file, item)
                for file, items in lists
                if isinstance(item := items[position], InlineParticipant)
            ]
            place = ("participants", position)
            participants.append(
                Participant(
                    key="",
                    name=self._words(inline, place, "name", lambda item: item.name),
                    role=self._words(inline, place, "role", lambda item: item.role),
                    organisation=self._words(
                        inline, place, "organisation", lambda item: item.organisation
                    ),
                )
            )
        return tuple(participants)

    def quotes(self, people: Mapping[str, Person], day: date, names: Names) -> tuple[Quote, ...]:
        if "quotes" not in self._stated:
            return ()
        quoted, found = quotes(self._files, people, day, names, self._words)
        self.problems += found
        return quoted

    def photos(self) -> tuple[Photo, ...]:
        lists = self._lists("photos", lambda form: form.photos)
        if not lists or not self._match("photos", lists, _file):
            return ()
        by_file = [(file, {_file(item): item for item in items}) for file, items in lists]
        photos = []
        for position, first in enumerate(lists[0][1]):
            same = [(file, items[_file(first)]) for file, items in by_file]
            place = ("photos", position)
            span = lists[0][0].document.span((*place, "file"))
            path = f"content/{self._key}/{first.file}"
            found, problems = read_photo(self._root, path, span, has_hint=self._has_hints())
            self.problems += problems
            alt = self._words(same, place, "alt", lambda item: item.alt)
            if not alt:
                self.report("photo-without-alt", lists[0][0].document.span(place), file=first.file)
            caption = self._words(same, place, "caption", lambda item: item.caption)
            credit = self._words(same, place, "credit", lambda item: item.credit)
            if found is not None:
                photos.append(Photo(*found, alt=alt, caption=caption, credit=credit))
        return tuple(photos)

    def attachments(self) -> tuple[Attachment, ...]:
        lists = self._lists("attachments", lambda form: form.attachments)
        if not lists or not self._match("attachments", lists, _file):
            return ()
        by_file = [(file, {_file(item): item for item in items}) for file, items in lists]
        attachments = []
        for position, first in enumerate(lists[0][1]):
            same = [(file, items[_file(first)]) for file, items in by_file]
            place = ("attachments", position)
            span = lists[0][0].document.span((*place, "file"))
            path = f"content/{self._key}/{first.file}"
            found, problems = read_attachment(self._root, path, span, has_hint=self._has_hints())
            self.problems += problems
            title = self._words(same, place, "title", lambda item: item.title)
            if found is not None:
                file, width, height = found
                attachments.append(Attachment(file, title, width, height))
        return tuple(attachments)

    def _has_hints(self) -> bool:
        """Of files that are missing, only some are compared with all that lie there."""
        return sum(found.code == "missing-file" for found in self.problems) < _MOST_SUGGESTIONS

    def contact(self) -> Contact | None:
        """The first edition's that names one; its words may be spelled in the others."""
        if "contact" not in self._stated:
            return None
        stated = [(file, file.form.contact) for file in self._files if file.form.contact]
        return Contact(
            name=self._words(stated, ("contact",), "name", lambda item: item.name),
            phone=self.fact("contact", lambda f: f.contact.phone if f.contact else None, str) or "",
            email=self.fact("contact", lambda f: f.contact.email if f.contact else None, str) or "",
        )

    def withdrawal(self) -> Withdrawal | None:
        when = self.moment("withdrawn", lambda f: f.withdrawn.date if f.withdrawn else None)
        stated = [(file, file.form.withdrawn) for file in self._files if file.form.withdrawn]
        if when is None:
            return None
        reason = self._words(stated, ("withdrawn",), "reason", lambda item: item.reason)
        return Withdrawal(when, reason)

    def check_expiry(self, release: Release) -> None:
        starts = max(filter(None, (release.date, release.embargo)))
        if release.expires is not None and release.expires.instant <= starts.instant:
            for file in self._files:
                if file.form.expires is not None:
                    self.report("expires-too-early", file.document.span(("expires",)))

    @property
    def _key(self) -> str:
        return self._files[0].key

    def _lists(
        self, key: str, of: Callable[[ReleaseForm], list[T] | None]
    ) -> list[tuple[ReleaseFile, list[T]]]:
        if key not in self._stated:
            return []
        return [(file, items) for file in self._files if (items := of(file.form)) is not None]

    def _match(
        self,
        key: str,
        lists: Sequence[tuple[ReleaseFile, list[T]]],
        identity: Callable[[T], str],
    ) -> bool:
        """Whether all editions list the same things, once each; a difference is reported twice.

        The order may be another. Files are published side by side, so two of one name are the
        same, whatever their folders.
        """
        once = [
            self._check_once(file, key, [identity(item).rpartition("/")[2] for item in items])
            for file, items in lists
        ]
        if not all(once):
            return False
        for file, items in lists[1:]:
            first_file, first_items = lists[0]
            if sorted(map(identity, items)) != sorted(map(identity, first_items)):
                self.problems += lists_differ(key, first_file, file)
                return False
        return True

    def _check_once(self, file: ReleaseFile, key: str, identities: Sequence[str]) -> bool:
        """Whether no item of the list stands in it twice; "" is no identity."""
        is_once = True
        before: set[str] = set()
        for position, each in enumerate(identities):
            if each and each in before:
                span = file.document.span((key, position))
                self.report("duplicate-item", span, value=each)
                is_once = False
            before.add(each)
        return is_once

    def _check_keys(
        self,
        file: ReleaseFile,
        key: str,
        items: Sequence[Any],
        known: Mapping[str, Person] | Mapping[str, Topic],
        code: str,
        nearest_of: Callable[[str], str],
    ) -> bool:
        """Whether there are keys that nobody knows; they are reported."""
        unknown = [n for n, item in enumerate(items) if isinstance(item, str) and item not in known]
        for count, position in enumerate(unknown):
            span, item = file.document.span((key, position)), items[position]
            suggestion = nearest_of(item) if count < _MOST_SUGGESTIONS else ""
            self.problems.append(problem(code, span, key=item, suggestion=suggestion))
        return bool(unknown)

    def _words(
        self,
        items: Sequence[tuple[ReleaseFile, T]],
        place: tuple[str | int, ...],
        field: str,
        of: Callable[[T], str | dict[str, str] | None],
    ) -> Translations:
        """The words of one thing in every language some edition spells them in.

        An edition whose language nobody spelled them in will show another's: a warning.
        """
        texts: dict[str, str] = {}
        known = self._config.languages
        for file, item in items:
            for language, text in per_language(of(item), file.language).pairs:
                if language not in known:
                    self.report(
                        "unknown-language",
                        file.document.key_span((*place, field, language)),
                        language=language,
                        known=", ".join(known),
                        suggestion=nearest(language, known),
                    )
                texts.setdefault(language, text)
        missing = [each for each in self._awaited if each not in texts] if texts else []
        # With an unknown language, the one missing may be what it was meant to be.
        if missing and set(texts).issubset(known):
            span, shown = items[0][0].document.span((*place, field)), next(iter(texts))
            for each in missing:
                self.report("words-in-other-language", span, key=field, language=each, shown=shown)
        return Translations.of(texts)


def _file(item: PhotoForm | AttachmentForm) -> str:
    return composed(item.file)
