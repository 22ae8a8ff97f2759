"""The site as the preview shows it: in memory, and with all that readers do not see yet.

Nothing is rendered before somebody asks for its address, so a saved text costs the reading of one
release and the planning of what shows it. What else an edit may touch (lists, neighbours, counts)
is planned as a whole, once the officer pauses: see `save` and `settle`.
"""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from beyan.build import without_collector
from beyan.build.options import Options
from beyan.desk.preview.memory import give_back
from beyan.desk.preview.state import State, read_state, saved_state, with_feeds
from beyan.language.pseudo import Pseudo
from beyan.model.diagnostic import Diagnostic, shown_path
from beyan.model.messages import WARNINGS
from beyan.model.page import Page
from beyan.model.plan import Artifact
from beyan.model.records import dataclass
from beyan.model.release import key_of, name_of
from beyan.model.release_summary import instant_of, microseconds
from beyan.plan.at_hand import AtHand
from beyan.render.faults import fault
from beyan.snapshot.pictures import keep_pictures, kept_pictures
from beyan.snapshot.releases import summary_of
from beyan.snapshot.snapshot import Known, Snapshot, borrowed
from beyan.snapshot.store import Cache, CacheLost
from beyan.source.site import Loaded

# Pages kept as they were last shown, for when their template breaks.
_REMEMBERED = 64
# Addresses at which texts stood once, kept for pages that are still open there.
_MANY_MOVES = 512
# Pictures kept for pages that show them again: a picture that is missing is encoded anew.
_MANY_PICTURES = 512
# A text that is planned alone keeps, with its page, what all releases were when it was read. After
# as many, everything is planned anew at a quiet moment.
_MANY_TEXTS = 48
# As many refreshes leave some 100 MB: then a program that saves without a pause has to wait once.
_MANY_REFRESHES = 64


@dataclass(frozen=True, slots=True)
class Shown:
    """A file of the site. `version` changes when it has to be loaded again.

    `template` changes with a style sheet too, which an open page exchanges by itself. `held_back`
    tells why readers do not see it: "draft", "scheduled" or "expired", with the instant that it
    waits
    for, or that it ended at.
    """

    data: bytes
    is_page: bool
    version: str
    template: bytes
    held_back: tuple[str, datetime | None] | None = None


class Preview:
    """One thread saves and settles; any number of others ask.

    `builds` counts refreshes, and each changes `generation`.
    """

    def __init__(self, root: Path, cache: Cache) -> None:
        self.root = root
        self.builds = 0
        self.generation = 0
        self._owes_all = False
        self._owed_feeds: frozenset[str] = frozenset()
        self._texts_alone = 0
        self._refreshes = 0
        self._has_copies = False
        self._base_url: str | None = None
        self._pseudo: Pseudo | None = None
        self._cache = cache
        self._texts = Cache(None, base=cache.folder.parent)
        self._state: State | None = None
        self._problems: frozenset[Diagnostic] = frozenset()
        self._last = Snapshot()
        self._known = Known()
        self._refreshing = threading.RLock()
        self._rendering = threading.Lock()
        self._changed = threading.Condition()
        self._faults: dict[str, tuple[str, Diagnostic]] = {}
        self._last_good: OrderedDict[str, Shown] = OrderedDict()
        self._sources: dict[str, str] = {}
        self._pictures: OrderedDict[bytes, None] = OrderedDict()

    # --- refreshing ---

    def start(
        self,
        base_url: str | None = None,
        *,
        jobs: int | None = None,
        pseudo: Pseudo | None = None,
        others: Iterable[Cache] = (),
    ) -> None:
        """Read everything; what is not known here yet may be in one of the `others`. Only here may
        other processes help: later there are threads.
        """
        self._base_url = base_url
        self._pseudo = pseudo
        self._last = Snapshot.load(self._cache)
        self._known = self._last.known
        if not self._known.releases:
            self._known = borrowed(self._cache, others)
        self._pictures.update(dict.fromkeys(kept_pictures(self._cache)))
        self._refresh(jobs)

    def save(self, paths: Collection[Path]) -> None:
        """Show what these files say now, at once where they are texts that were there before."""
        with self._refreshing, without_collector():
            saved = None
            if self._state is not None and self._cache.folder.is_dir():
                try:
                    names = {shown_path(path, self.root) for path in paths}
                    saved = saved_state(self.root, self._state, names)
                except (OSError, CacheLost):
                    saved = None
            if saved is None:
                self._refresh(jobs=1)
                return
            self._owes_all = self._owes_all or not saved.is_rest_same
            self._owed_feeds |= saved.keys
            self._texts_alone += 1
            self._show(saved.state, saved.state.problems, saved.fresh)

    @property
    def is_owed(self) -> bool:
        """Whether only a part of what was saved is planned yet."""
        return self._owes_all or bool(self._owed_feeds)

    def settle(self) -> None:
        """Plan what is owed: the feeds of the saved texts, or all that may say what they say."""
        if self._owes_all or self._state is None:
            self._refresh(jobs=1)
            return
        with self._refreshing, without_collector():
            self._state = with_feeds(self._state, self._owed_feeds)
            self._owed_feeds = frozenset()

    @property
    def is_untidy(self) -> bool:
        """Whether `tidy` has something to do."""
        return self._refreshes > 0 or self._texts_alone >= _MANY_TEXTS

    @property
    def is_overdue(self) -> bool:
        """Whether `tidy` can wait no longer for a quiet moment."""
        return self._refreshes >= _MANY_REFRESHES

    def tidy(self) -> None:
        """Let go of what earlier states left, in memory and in the cache.

        It takes longer than a save may wait, so it is for when nobody has saved for a while.
        """
        with self._refreshing:
            if self._texts_alone >= _MANY_TEXTS:
                self._refresh(jobs=1)
            with self._rendering:
                for address, (version, _) in list(self._faults.items()):
                    if version != self.version(address):
                        del self._faults[address]
                pictures = list(self._pictures)
                AtHand.sweep()
            present = self._state.artifacts if self._state is not None else {}
            gone = [address for address in self._sources if address not in present]
            for address in gone[:-_MANY_MOVES]:
                del self._sources[address]
            with suppress(OSError):
                keep_pictures(self._cache, pictures)
            # The templates of each refresh, and what they remember, are in cycles with their
            # environment, as Jinja2 makes them.
            give_back()
            self._refreshes = 0

    def _refresh(self, jobs: int | None) -> None:
        with self._refreshing, without_collector():
            if not self._cache.folder.is_dir():
                self._forget()
            try:
                self._compact()
                state, problems, self._known = self._read(jobs)
            except CacheLost:
                self._forget()
                state, problems, self._known = self._read(jobs)
            self._owes_all, self._owed_feeds = False, frozenset()
            self._show(state, problems, state.artifacts if state is not None else {})
            self._refreshes += 1
            self._texts_alone = 0
            if self._has_copies and state is not None:
                # Nobody reads what the old packs had: pages of the state before are done.
                with self._rendering, suppress(OSError):
                    self.remember()
                    self._has_copies = False
        # What stays for hours need not be looked through for cycles again and again.
        gc.freeze()

    def _compact(self) -> None:
        """Copy what is known of releases where packs are mostly waste.

        The state to come is planned with the copies; until there is one, the old packs stand.
        Raises `CacheLost`.
        """
        releases, moved = self._known.releases, None
        if not self._has_copies:
            with suppress(OSError):  # a full disk; what there is goes on
                moved = self._cache.compacted(each.blob for each in releases.values())
        if moved:
            copies = {key: each._replace(blob=moved[each.blob]) for key, each in releases.items()}
            self._known, self._has_copies = replace(self._known, releases=copies), True

    def _read(self, jobs: int | None) -> tuple[State | None, frozenset[Diagnostic], Known]:
        options = Options(base_url=self._base_url, jobs=jobs, pseudo=self._pseudo)
        return read_state(self.root, self._cache, self._texts, self._known, options)

    def _forget(self) -> None:
        """Somebody deleted the cache. Without it everything is read anew."""
        self._cache.forget()
        self._has_copies = False
        self._last, self._known = Snapshot(), Known()

    def _show(
        self,
        state: State | None,
        problems: frozenset[Diagnostic],
        fresh: Mapping[str, Artifact],
    ) -> None:
        """Without a state, the last good one stays. `fresh` are the artifacts that may be new."""
        for address, artifact in fresh.items():
            if artifact.template and artifact.source:
                self._sources[address] = artifact.source
        with self._changed:
            self._state = state or self._state
            self._problems = problems
            self.builds += 1
            self.generation += 1
            self._changed.notify_all()

    def remember(self, *, is_end: bool = False) -> None:
        """Leave what the next start begins with."""
        known = self._known
        left = Snapshot(load_known=lambda: known)
        left.save(self._cache, self._last, compacts=is_end)

    # --- asking ---

    @property
    def state(self) -> State | None:
        """The last good one; None while there was none yet."""
        return self._state

    @property
    def loaded(self) -> Loaded | None:
        return self._state.loaded if self._state is not None else None

    @property
    def artifacts(self) -> Iterable[Artifact]:
        return self._state.artifacts.values() if self._state is not None else ()

    @property
    def styles(self) -> Mapping[str, str]:
        return self._state.styles if self._state is not None else {}

    def problems(self, address: str | None = None) -> list[Diagnostic]:
        """All there are, errors first. With an address, of templates only what fails its page."""
        found = set(self._problems)
        for page, (version, diagnostic) in list(self._faults.items()):
            if address in (None, page) and version == self.version(page):
                found.add(diagnostic)
        return sorted(found, key=lambda each: (each.code in WARNINGS, each))

    def version(self, address: str) -> str:
        return self._state.version(address) if self._state is not None else ""

    def wait(self, generation: int, seconds: float) -> int:
        """The generation once it is another one, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.generation != generation, seconds)
            return self.generation

    def moved(self, address: str) -> str:
        """Where a text that once stood at the address stands now; empty if it is nowhere."""
        state, source = self._state, self._sources.get(address)
        if state is None or source is None or address in state.artifacts:
            return ""
        for artifact in state.artifacts.values():
            if artifact.source == source and artifact.template:
                return artifact.name
        return ""

    def show(self, address: str) -> Shown | None:
        """The file at the address; a page whose template fails as it last was, if it ever was.

        Raises KeyError where there is no such page to show instead.
        """
        try:
            if not self._cache.folder.is_dir():
                raise CacheLost
            return self._show_file(address)
        except CacheLost:
            with self._refreshing:
                self._forget()
                self._refresh(jobs=1)
            return self._show_file(address)

    def _show_file(self, address: str) -> Shown | None:
        # The state is asked for inside: what an earlier one reads may be swept away.
        with self._rendering:
            state = self._state
            artifact = state.artifacts.get(address) if state is not None else None
            if state is None or artifact is None:
                return None
            version = state.version(address)
            template = state.fingerprints.get((artifact.template, artifact.language), b"")
            kept = self._last_good.get(address)
            if kept is not None and (kept.version, kept.template) == (version, template):
                return replace(kept, held_back=self._held_back(artifact))
            output = next(each for each in artifact.outputs() if each.address == address)
            is_page = isinstance(output, Page)
            try:
                data = state.renderer.render(output, is_glance=True)
                self._note_pictures(state)
            except CacheLost:
                raise
            except Exception as error:
                if not isinstance(output, Page):
                    raise
                folders = state.source.interface.template_folders
                self._faults[address] = (version, fault(error, output.template, folders, self.root))
                return replace(self._last_good[address], version=version)
            held_back = self._held_back(artifact) if is_page else None
            shown = Shown(data, is_page, version, template, held_back)
            if is_page:
                self._faults.pop(address, None)
                self._last_good[address] = shown
                self._last_good.move_to_end(address)
                if len(self._last_good) > _REMEMBERED:
                    self._last_good.popitem(last=False)
            return shown

    def _note_pictures(self, state: State) -> None:
        used = state.renderer.images.used
        for key in used:
            self._pictures[key] = None
            self._pictures.move_to_end(key)
        used.clear()
        while len(self._pictures) > _MANY_PICTURES:
            self._pictures.popitem(last=False)

    def _held_back(self, artifact: Artifact) -> tuple[str, datetime | None] | None:
        loaded = self.loaded
        if loaded is None or not artifact.source:
            return None
        key = key_of(artifact.source)
        # A translation that is being written is a draft of its own.
        if not loaded.held.drafts.isdisjoint((key, name_of(artifact.source))):
            return "draft", None
        cached = loaded.readings.releases.get(key)
        if cached is None:
            return None
        shown, zone = summary_of(cached), loaded.site.config.zone
        now = microseconds(Options().now)
        if shown.is_draft:
            return "draft", None
        if shown.published > now:
            return "scheduled", instant_of(shown.published, zone)
        if shown.expires is not None and shown.expires <= now:
            return "expired", instant_of(shown.expires, zone)
        return None
