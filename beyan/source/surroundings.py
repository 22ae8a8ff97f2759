"""What stands around releases: registries, counts, the ledger, standing pages, and plain files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from beyan.model.config import Config
from beyan.model.diagnostic import Diagnostic
from beyan.model.ledger import LEDGER_FILE, Ledger
from beyan.model.records import dataclass
from beyan.model.release import (
    GLOSSARY_FILE,
    PEOPLE_FILE,
    PORTRAITS_FOLDER,
    SYNONYMS_FILE,
    TOPICS_FILE,
    Person,
    Release,
    SourceFile,
    StandingPage,
    Topic,
)
from beyan.model.release_summary import microseconds
from beyan.model.site import Site, Synonyms
from beyan.model.views import VIEWS_FILE, Counted, ViewCounts, months_up_to
from beyan.snapshot.inputs import Inputs, Signature
from beyan.snapshot.memo import Memos
from beyan.snapshot.releases import Circumstances
from beyan.snapshot.store import Cache
from beyan.source.edition import PAGES_FOLDER
from beyan.source.glossary import Glossary, load_glossary
from beyan.source.interface import load_assets, load_static
from beyan.source.ledger import known_ledger
from beyan.source.pages import standing_pages
from beyan.source.registries import load_people, load_topics
from beyan.source.releases import ReadContext, person_digest
from beyan.source.synonyms import load_synonyms
from beyan.source.views import load_recent_counts, load_view_counts
from beyan.source.writing.names import Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """`counted` are all reads as their file calls releases, `recent` those of the ranking's months.

    `drafted` are the standing pages that are drafts, or have one, `waiting` the keys of these;
    `broken` those of pages with errors.
    """

    people: Mapping[str, Person]
    digests: Mapping[str, bytes]
    topics: Mapping[str, Topic]
    glossary: Glossary
    synonyms: Synonyms
    counted: Counted
    recent: ViewCounts
    ledger: Ledger
    pages: tuple[StandingPage, ...]
    drafted: tuple[StandingPage, ...]
    broken: frozenset[str]
    waiting: frozenset[str]
    assets: tuple[SourceFile, ...]
    static: tuple[SourceFile, ...]
    problems: tuple[Diagnostic, ...]

    def site(
        self,
        config: Config,
        now: datetime,
        release: Callable[[str], Release],
        view_counts: ViewCounts,
        recent_counts: ViewCounts,
    ) -> Site:
        """Without any release; the counts are by the releases' keys."""
        return Site(
            config=config,
            now=now,
            summaries=(),
            release=release,
            pages=self.pages,
            people=(),
            topics=(),
            assets=self.assets,
            static=self.static,
            view_counts=view_counts,
            recent_counts=recent_counts,
            ledger=self.ledger,
            synonyms=self.synonyms,
        )


def surroundings(
    root: Path, config: Config, now: datetime, inputs: Inputs, memos: Memos
) -> Surroundings:
    """As the files say it, with all that is wrong in them."""
    memoised, tags = memos.memoised, config.languages
    of_people = {**inputs.file(PEOPLE_FILE), **inputs.below(PORTRAITS_FOLDER).files}
    people, problems = memoised("people", of_people, tags, partial(load_people, root, config))
    problems = [*problems]
    digests = memoised(
        "digests of people",
        of_people,
        tags,
        lambda: {key: person_digest(person) for key, person in people.items()},
    )
    topics, found = memoised(
        "topics", inputs.file(TOPICS_FILE), tags, partial(load_topics, root, config)
    )
    problems += found
    glossary, found = memoised(
        "glossary", inputs.file(GLOSSARY_FILE), tags, partial(load_glossary, root, config)
    )
    problems += found
    synonyms, found = memoised(
        "synonyms", inputs.file(SYNONYMS_FILE), tags, partial(load_synonyms, root, config)
    )
    problems += found
    counted, found = memoised(
        "views", inputs.file(VIEWS_FILE), None, partial(load_view_counts, root)
    )
    problems += found
    months = months_up_to(now.astimezone(config.zone).date(), config.most_read.months)
    recent = memoised(
        "recent views",
        inputs.file(VIEWS_FILE),
        tuple(months),
        partial(load_recent_counts, root, frozenset(months)),
    )
    ledger, found = known_ledger(root, inputs.file(LEDGER_FILE), memos)
    problems += found
    texts = inputs.below(PAGES_FOLDER)
    pages, drafted, broken, waiting, found = memoised(
        "pages",
        texts.files,
        (tags, texts.links, config.base_url, glossary.digest),
        partial(standing_pages, root, config, texts, glossary),
    )
    problems += found
    own = inputs.static
    return Surroundings(
        people=people,
        digests=digests,
        topics=topics,
        glossary=glossary,
        synonyms=synonyms,
        counted=counted,
        recent=recent,
        ledger=ledger,
        pages=pages,
        drafted=drafted,
        broken=frozenset(broken),
        waiting=frozenset(waiting),
        assets=memoised("assets", inputs.assets, None, partial(load_assets, root)),
        static=memoised("static", own.files, own.links, partial(load_static, root, own)),
        problems=tuple(problems),
    )


def context_of(
    root: Path,
    config: Config,
    now: datetime,
    around: Surroundings,
    signatures: Mapping[str, Signature],
    cache: Cache,
    *,
    is_whole: bool = True,
) -> ReadContext:
    """What releases are read with; `is_whole` tells that their registries have no errors.

    `signatures` are those of all files below content/releases/.
    """
    names = Names(around.people, around.topics, around.glossary.digest)
    return ReadContext(
        root=root,
        config=config,
        people=around.people,
        topics=around.topics,
        names=names,
        digests=around.digests,
        glossary=around.glossary,
        around=Circumstances(
            root=root,
            signatures=signatures,
            people=frozenset(around.digests.items()) if is_whole else None,
            topics=around.topics,
            names=names,
            now=microseconds(now),
        ),
        cache=cache,
    )
