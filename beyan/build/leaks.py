"""What was found in the output and is held back: whether readers know it, and where it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from beyan.audit.patterns import Key, Patterns
from beyan.audit.secrets import Secrets
from beyan.audit.watch import Watch, position
from beyan.build.planning import SitePlan
from beyan.build.reading import Source
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.leak import Leak
from beyan.model.page import address_of
from beyan.model.release import Edition, Release, key_of
from beyan.model.release_summary import ReleaseSummary
from beyan.model.site import Site
from beyan.model.words import Translations
from beyan.publish.making import Result
from beyan.publish.writer import Publication
from beyan.snapshot.inputs import CONFIG_FILE

LEAK = "embargo-leak"
# An address that was typed in a text and may be one that is held back (`model/marks.py`).
_TYPED = re.compile('\0[^"]*')
_PIXELS = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")
# So many releases’ titles and summaries are read before it is asked whether anything is left; so
# few releases are read before these.
_AT_A_TIME, _FEW = 500, 20
_SPOKEN = (".css", ".js", ".svg", ".txt", ".json", ".html", ".xml")


def leaks(
    secrets: Secrets,
    results: Iterable[Result],
    source: Source,
    planned: SitePlan,
    publication: Publication | None,
) -> Iterator[Diagnostic]:
    """Of each release that is held back and each kind of thing the first place that tells it.

    Nothing is read of the site where no file had anything that looks like it.
    """
    first: dict[Key, str] = {}
    made = list(results)
    for result in made:
        for path, keys in result.hits:
            for key in keys:
                first[key] = min(path, first.get(key, path))
    if not first:
        return
    # What a page has is most often that of the text which it shows.
    shown = {result.name for result in made if result.hits}
    texts = [key_of(each.source) for each in planned.plan.artifacts if each.name in shown]
    found = secrets.patterns.only(first.keys())
    unknown = _unknown(found, secrets.files, source, planned.extent.names, texts)
    if not unknown:
        return
    left = found.only(unknown)
    places = _places(left, first, made, publication)
    allowed = frozenset(source.config.embargo_audit)
    told: dict[tuple[str, Leak], dict[str, Key]] = {}
    for path, key in places:
        if address_of(path) in allowed:
            continue
        for file, rule in {*left.sought[key].origins}:
            told.setdefault((file, rule), {}).setdefault(path, key)
    for (file, rule), at_paths in told.items():
        path = min(at_paths)
        span = Span(path)
        if publication is not None:
            at = position(left, at_paths[path], publication.staged(path))
            span = Span(str(publication.output / path), *at)
        yield problem(
            LEAK,
            span,
            address=address_of(path),
            file=file,
            reason=rule,
            count=len(at_paths),
        )


def _places(
    left: Patterns,
    first: dict[Key, str],
    made: Iterable[Result],
    publication: Publication | None,
) -> Iterator[tuple[str, Key]]:
    """Each file that has something of it; of what is only checked the first alone."""
    for key, sought in left.sought.items():
        # Of pixels, and of a page as such, only who made them knows what they tell.
        if publication is None or not sought.spellings or first[key].endswith(_PIXELS):
            yield first[key], key
    if publication is not None:
        for path in sorted({path for result in made for path in result.new}):
            data = publication.staged(path)
            for key in Watch(left).look(path, data, sha256(data).digest()):
                yield path, key


def _unknown(
    found: Patterns,
    held: Container[str],
    source: Source,
    addresses: Iterable[str],
    texts: Iterable[str],
) -> set[Key]:
    """Without what stands anywhere in what may be seen, or will be when this is published."""
    site = source.loaded.site
    watch = Watch(found)
    if any(not each.spellings for each in found.sought.values()):
        for digest in _digests(site, held):
            watch.exact(bytes.fromhex(digest))
    if any(key.startswith(b"/") for key in found.sought):
        watch.read("\n".join(addresses).encode())
    for text in _public(source, held, texts):
        if not watch.left:
            break
        watch.read_source(text)
    return watch.left


def _digests(site: Site, held: Container[str]) -> Iterator[str]:
    """Of all files that may be seen."""
    for summary in site.summaries:
        if any(text.path in held for text in summary.editions):
            continue
        yield from (file.digest for file in summary.photos)
        yield from (file.digest for file in summary.attachments)
    yield from (person.portrait.file.digest for person in site.people if person.portrait)
    for asset in (*site.assets, *site.static):
        yield asset.digest


def _public(source: Source, held: Container[str], texts: Iterable[str]) -> Iterator[bytes]:
    """All that may be seen: what all pages have first, then releases: these `texts`, the newest."""
    site, root = source.loaded.site, source.root
    yield (root / CONFIG_FILE).read_bytes()
    for catalogue in source.interface.catalogues.values():
        yield "\n".join(text for entry in catalogue for text in entry.forms).encode()
    for folder in source.interface.template_folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield path.read_bytes()
    for asset in (*site.assets, *site.static):
        if asset.name.endswith(_SPOKEN):
            yield (Path(asset.root) / asset.path).read_bytes()
        yield f"/{asset.name}".encode()
    for person in site.people:
        roles = (each.role for each in person.earlier_roles)
        yield _words(person.name, person.role, person.organisation, *roles)
        portrait = person.portrait.file.name if person.portrait else ""
        yield f"/{person.key}/{portrait}".encode()
    for topic in site.topics:
        yield _words(topic.name, topic.slug)
        yield f"/{topic.key}".encode()
    for page in site.pages:
        for edition in page.editions:
            yield _edition(edition)
    summaries, shown = site.summaries, frozenset(texts)
    first = [each for each in summaries if each.key in shown]
    if len(first) <= _FEW:
        # Of an edit, they have nearly all that was found.
        for each in first:
            yield from _released(site, each, held)
    # What lists have of them is at hand, and most often enough.
    for start in range(0, len(summaries), _AT_A_TIME):
        part = summaries[start : start + _AT_A_TIME]
        listed = (text for each in part for text in each.editions if text.path not in held)
        yield "\n\n".join(f"{each.title}\n\n{each.summary}" for each in listed).encode()
    for each in (*first, *(each for each in summaries if each.key not in shown)):
        yield from _released(site, each, held)


def _released(site: Site, summary: ReleaseSummary, held: Container[str]) -> Iterator[bytes]:
    # What the gate let through by mistake is no less held back.
    if paths := {each.path for each in summary.editions if each.path not in held}:
        yield _release(site.release(summary.key), paths)
        yield f"/{summary.key}".encode()


def _release(release: Release, seen: Collection[str]) -> bytes:
    parts = [_edition(each) for each in release.editions if each.path in seen]
    for photo in release.photos:
        parts.append(_words(photo.alt, photo.caption, photo.credit))
    parts += [_words(each.title) for each in release.attachments]
    parts += [_words(p.name, p.role, p.organisation) for p in release.participants]
    parts += [_words(q.text, q.person.name, q.person.role) for q in release.quotes]
    parts += [f"/{each.name}".encode() for each in release.files]
    if release.contact is not None:
        parts.append(_words(release.contact.name, release.contact.address))
    if release.withdrawn is not None:
        parts.append(_words(release.withdrawn.reason))
    return b"\n\n".join(parts)


def _edition(edition: Edition) -> bytes:
    prose = _TYPED.sub("", edition.prose.html)
    notes = (*edition.key_facts, *(note.text for note in edition.corrections))
    words = (edition.title, edition.summary, edition.lead, edition.place, prose, *notes)
    return "\n\n".join((*words, *edition.aliases)).encode()


def _words(*texts: Translations) -> bytes:
    return "\n\n".join(text for each in texts for _, text in each.pairs).encode()
