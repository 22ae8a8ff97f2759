"""One artifact of the plan → its files, staged. This is what workers do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from time import perf_counter
from typing import NamedTuple

from beyan.audit.outputs import Audit, Hit
from beyan.lifetime import starved
from beyan.model.diagnostic import Diagnostic
from beyan.model.export import MediaKitFile
from beyan.model.page import Export, Output, Page
from beyan.model.picture import Picture
from beyan.model.records import dataclass
from beyan.model.social_card import SocialCard
from beyan.publish.volumes import UNWRITABLE
from beyan.publish.writer import Publication
from beyan.render.exporters.tools import Unreadable
from beyan.render.page import Renderer
from beyan.render.work import Work, is_heavy, is_page, is_text
from beyan.saving import NotSaved
from beyan.snapshot.manifest import Documents, Outdated, PlainEntry, PlainFile
from beyan.snapshot.store import CacheLost

_RENDERING = ("prose", "templates", "exports", "images")
# What `Result.seconds` are spent for.
STAGES = ("plan", *_RENDERING, "write")
_NOTHING_SPENT = (0.0,) * len(STAGES)
# So many bytes of new files wait to be written, and what exceeds them: the feeds of a chunk, which
# no other stage waits for, are 15 MB.
_WAITING = 2 << 20


class Result(NamedTuple):
    """An artifact as it was made.

    `fingerprint` and `traces` are for what is staged: nobody remembers what is only looked through.
    `files` are its own as they were staged, `new` the paths of those whose bytes are new; `kept`
    are files that were left as they are. What a process tells another costs time as well: so these
    are plain values, and `seconds` just numbers, in the order of `STAGES`.
    """

    name: str
    fingerprint: bytes
    template: bytes
    traces: bytes
    reasons: tuple[str, ...]
    files: tuple[PlainFile, ...]
    new: tuple[str, ...]
    kept: tuple[tuple[str, bytes], ...] = ()
    documents: Documents = ()
    pictures: frozenset[bytes] = frozenset()
    problems: tuple[Diagnostic, ...] = ()
    hits: tuple[Hit, ...] = ()
    seconds: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Making:
    """A function from an outdated artifact to its result.

    `publication` is None where files are only checked. `inspect` finds problems in a page's bytes,
    `fault` turns an exception of a template, or of what cannot be read by others, into one.
    `before` are the artifacts as last made, `audit` searches new files for what is held back: it is
    told of each, and of many asked once (`audited`).
    """

    renderer: Renderer
    publication: Publication | None
    inspect: Callable[[Output, bytes], Iterable[Diagnostic]]
    fault: Callable[[Exception, Page | Export], Diagnostic]
    before: Mapping[str, PlainEntry]
    audit: Audit

    def __call__(self, outdated: Outdated) -> Result:
        (made,) = self.together([outdated], lambda number: None)
        return made

    def together(self, items: Sequence[Outdated], at: Callable[[int], object]) -> Iterator[Result]:
        """The results of all, in their order; `at` is told which of them is at work.

        Stage by stage, what is alike after one another: a sixth less time than one artifact after
        the other, each of which has the processor fetch the code of all stages anew.
        """
        works = [Work(each) for each in items]
        spent = self.renderer.seconds
        spent.update(dict.fromkeys(spent, 0.0))
        started, writing = perf_counter(), 0.0
        for number, work in enumerate(works):
            at(number)
            work.plan()
        rendered: list[tuple[Work, Output, bytes]] = []
        waiting = 0
        for is_turn in (is_page, is_text, is_heavy):
            for number, work in enumerate(works):
                for output in filter(is_turn, work.outputs):
                    if work.has_failed:
                        break
                    at(number)
                    data = self._rendered(work, output)
                    if data is not None:
                        rendered.append((work, output, data))
                        waiting += len(data)
                    if waiting > _WAITING:
                        writing += self._written(rendered)
                        waiting = 0
        writing += self._written(rendered)
        planning = perf_counter() - started - writing - sum(spent.values())
        seconds = (planning, *[spent[each] for each in _RENDERING], writing)
        for work in works:
            yield self._result(work, seconds)
            seconds = _NOTHING_SPENT

    def _rendered(self, work: Work, output: Output) -> bytes | None:
        """The file's bytes; None where there are none, and why may be among the problems."""
        is_glance = self.publication is None
        if is_glance and isinstance(output, Picture | SocialCard | MediaKitFile):
            # There is nothing in it that a check looks for, and it takes long.
            return None
        self.renderer.memory.used, self.renderer.images.used = work.documents, work.pictures
        try:
            data = self.renderer.render(output, is_glance=is_glance)
        except (CacheLost, MemoryError):
            raise
        except Exception as error:
            # No template fills or breaks the disk: what it shows is being remembered.
            is_full = isinstance(error, NotSaved) or (
                isinstance(error, OSError) and (error.errno in UNWRITABLE or starved(error) != "")
            )
            is_export = isinstance(output, Export) and isinstance(error, Unreadable)
            if is_full or not (isinstance(output, Page) or is_export):
                raise
            assert isinstance(output, Page | Export)
            work.problems.append(self.fault(error, output))
            work.has_failed = True
            return None
        work.problems += self.inspect(output, data)
        return data

    def _written(self, rendered: list[tuple[Work, Output, bytes]]) -> float:
        """Stage these files, and forget them; the seconds that it took."""
        started = perf_counter()
        if self.publication is None:
            for _, output, data in rendered:
                self.audit(output, data, b"")
        else:
            for work, output, data in rendered:
                file, is_new = self.publication.stage(output.path, data)
                work.files[output.path] = (file, is_new)
            for work, output, data in rendered:
                (*_, digest), is_new = work.files[output.path]
                if is_new:
                    self.audit(output, data, digest)
            memory, images = self.renderer.memory, self.renderer.images
            for work, output, _ in rendered:
                memory.used, images.used = work.documents, work.pictures
                self.renderer.remember(output)
        rendered.clear()
        return perf_counter() - started

    def _result(self, work: Work, seconds: tuple[float, ...]) -> Result:
        outdated, artifact = work.outdated, work.outdated.artifact
        kept: tuple[tuple[str, bytes], ...] = ()
        is_glance = self.publication is None
        if outdated.pages_only and not is_glance and not work.has_failed:
            *_, (_, *kept_files), _ = self.before[artifact.name]
            kept = tuple(kept_files)
        made = [work.files[each.path] for each in work.outputs if each.path in work.files]
        return Result(
            name=artifact.name,
            fingerprint=b"" if is_glance else artifact.fingerprint,
            template=outdated.template,
            traces=b"" if is_glance else artifact.traces,
            reasons=outdated.reasons,
            files=tuple([file for file, _ in made]),
            new=tuple([file[0] for file, is_new in made if is_new]),
            kept=kept,
            documents=tuple(work.documents.items()) if artifact.template else (),
            pictures=frozenset(work.pictures),
            problems=tuple(work.problems),
            seconds=seconds,
        )

    def audited(self, results: Sequence[Result]) -> Sequence[Result]:
        """All that were made since the last time, with what the audit found in their files."""
        hits = self.audit.finish()
        if not hits:
            return results
        made_by = {path: number for number, result in enumerate(results) for path in result.new}
        found = defaultdict[int, list[Hit]](list)
        for hit in hits:
            # Where all is only looked through, nobody asks by which it was made.
            found[made_by.get(hit[0], 0)].append(hit)
        return [
            result._replace(hits=tuple(found[number])) if number in found else result
            for number, result in enumerate(results)
        ]
