"""What a report must not say of the site where it goes into the logs of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from beyan.model.diagnostic import Diagnostic
from beyan.model.release import key_of, name_of
from beyan.model.release_summary import ReleaseSummary
from beyan.model.withheld import TEXTS, Withheld
from beyan.source.site import Loaded


def withheld(loaded: Loaded, problems: Iterable[Diagnostic]) -> Withheld:
    """Of all that readers must not see yet; what has `problems` that keep it from being read may be
    under embargo as well.
    """
    held, site = loaded.held, loaded.site
    keys = {*held.broken, *held.drafts, *held.scheduled, *_unread(loaded, problems)}
    shown = {text.path for each in site.summaries for text in each.editions} if keys else set()
    known = {person.key for person in site.people} | {topic.key for topic in site.topics}
    words: set[str] = set()
    for each in loaded.readings.summaries if keys else ():
        hidden = [text for text in each.editions if text.path not in shown]
        if each.key in keys:
            words.update(_names(each, loaded, known))
        elif not any(name_of(text.path) in keys for text in hidden):
            continue
        for text in hidden:
            words |= {text.title, text.slug}
    pages = {text.path for page in site.pages for text in page.editions}
    for page in loaded.readings.drafted:
        for edition in page.editions:
            words |= {edition.title, edition.slug} if edition.path not in pages else set()
    words |= {key.rpartition("/")[2] for key in keys}
    return Withheld(tuple(sorted(keys)), tuple(sorted({e.casefold() for e in words if e})), True)


def _unread(loaded: Loaded, problems: Iterable[Diagnostic]) -> Iterator[str]:
    """What problems are told of that readers do not see, whatever the reason is."""
    paths = {each.span.path for each in problems if each.span.path.startswith(TEXTS)}
    if not paths:
        return
    seen = {each.key for each in (*loaded.site.summaries, *loaded.ungated.summaries)}
    seen |= {page.key for page in loaded.site.pages}
    for path in paths:
        key = key_of(path)
        if key not in seen and key.rpartition("/")[0] not in seen:
            yield key


def _names(summary: ReleaseSummary, loaded: Loaded, known: set[str]) -> Iterator[str]:
    """Of people and topics that nothing mentions which readers see."""
    context = loaded.readings.context
    for key in (*summary.people, *summary.topics):
        if key not in known:
            yield key
            entry = context.people.get(key) or context.topics.get(key)
            yield from (name for _, name in entry.name.pairs) if entry is not None else ()
    for name, _ in loaded.readings.releases[summary.key].inline:
        yield name
