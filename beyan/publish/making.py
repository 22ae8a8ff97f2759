"""One artifact of the plan → its files, staged. This is what workers do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import NamedTuple

from beyan.audit.outputs import Audit, Hit
from beyan.lifetime import starved
from beyan.model.diagnostic import Diagnostic
from beyan.model.export import MediaKitFile
from beyan.model.page import Export, Output, Page
from beyan.model.picture import Picture
from beyan.model.social_card import SocialCard
from beyan.publish.volumes import UNWRITABLE
from beyan.publish.writer import Publication
from beyan.render.exporters.tools import Unreadable
from beyan.render.page import Renderer
from beyan.saving import NotSaved
from beyan.snapshot.manifest import Documents, Outdated, PlainEntry, PlainFile
from beyan.snapshot.store import CacheLost

_RENDERING = ("prose", "templates", "exports", "images")
# What `Result.seconds` are spent for.
STAGES = ("plan", *_RENDERING, "write")


class Result(NamedTuple):
    """An artifact as it was made.

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
        artifact, memory, images = outdated.artifact, self.renderer.memory, self.renderer.images
        memory.used, images.used = {}, set()
        spent = self.renderer.seconds
        spent.update(dict.fromkeys(spent, 0.0))
        files: list[PlainFile] = []
        new: list[str] = []
        kept: tuple[tuple[str, bytes], ...] = ()
        problems: list[Diagnostic] = []
        started, writing = perf_counter(), 0.0
        outputs = iter(artifact.outputs())
        for output in outputs:
            is_glance = self.publication is None
            if is_glance and isinstance(output, Picture | SocialCard | MediaKitFile):
                # There is nothing in it that a check looks for, and it takes long.
                continue
            try:
                data = self.renderer.render(output, is_glance=is_glance)
            except (CacheLost, MemoryError):
                raise
            except Exception as error:
                # No template fills or breaks the disk: what it shows is being remembered.
                is_full = isinstance(error, NotSaved) or (
                    isinstance(error, OSError)
                    and (error.errno in UNWRITABLE or starved(error) != "")
                )
                is_export = isinstance(output, Export) and isinstance(error, Unreadable)
                if is_full or not (isinstance(output, Page) or is_export):
                    raise
                assert isinstance(output, Page | Export)
                problems.append(self.fault(error, output))
                break
            problems += self.inspect(output, data)
            is_new, digest = True, b""
            if self.publication is not None:
                at = perf_counter()
                file, is_new = self.publication.stage(output.path, data)
                files.append(file)
                *_, digest = file
                new += [output.path] if is_new else []
                self.renderer.remember(output)
                writing += perf_counter() - at
            if is_new:
                self.audit(output, data, digest)
            if outdated.pages_only:
                # Only a page has a template, and it is the first of its artifact.
                *_, (_, *kept_files), _ = self.before[artifact.name]
                kept = tuple(kept_files)
                break
        planning = perf_counter() - started - writing - sum(spent.values())
        return Result(
            name=artifact.name,
            fingerprint=artifact.fingerprint,
            template=outdated.template,
            traces=artifact.traces,
            reasons=outdated.reasons,
            files=tuple(files),
            new=tuple(new),
            kept=kept,
            documents=tuple(memory.used.items()) if artifact.template else (),
            pictures=frozenset(images.used),
            problems=tuple(problems),
            seconds=(planning, *[spent[each] for each in _RENDERING], writing),
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
