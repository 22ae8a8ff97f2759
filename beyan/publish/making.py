"""One artifact of the plan → its files, staged. This is what workers do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from errno import ENOSPC
from time import perf_counter
from typing import NamedTuple

from beyan.cache import CacheLost, Place
from beyan.model.diagnostic import Diagnostic
from beyan.model.export import MediaKitFile
from beyan.model.page import Export, Output, Page
from beyan.model.picture import Picture
from beyan.model.social_card import SocialCard
from beyan.publish.manifest import File, Made, Task
from beyan.publish.writer import Publication, Staged, told
from beyan.render.exporters.tools import Unreadable
from beyan.render.page import Renderer

_RENDERING = ("prose", "templates", "exports", "images")
# What `Result.seconds` are spent for.
SPENT_FOR = ("plan", *_RENDERING, "write")


class Result(NamedTuple):
    """An artifact as it was made.

    `files` are its own as they were staged, `new` the paths of those whose bytes are new; `kept`
    are files that were left as they are. What a process tells another costs time as well: so these
    are plain values, and `seconds` just numbers, in the order of `SPENT_FOR`.
    """

    name: str
    template: bytes
    fingerprint: bytes
    files: tuple[File, ...]
    new: tuple[str, ...]
    kept: tuple[File, ...] = ()
    prose: tuple[tuple[bytes, Place], ...] = ()
    images: frozenset[bytes] = frozenset()
    problems: tuple[Diagnostic, ...] = ()
    seconds: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Making:
    """A function from task to result.

    `publication` is None where files are only checked. `inspect` finds problems in a page's bytes,
    `fault` turns an exception of a template, or of what cannot be read by others, into one.
    `before` are the artifacts as last made.
    """

    renderer: Renderer
    publication: Publication | None
    inspect: Callable[[Output, bytes], Iterable[Diagnostic]]
    fault: Callable[[Exception, Page | Export], Diagnostic]
    before: Mapping[str, Made]

    def __call__(self, task: Task) -> Result:
        artifact, memory, images = task.artifact, self.renderer.memory, self.renderer.images
        memory.used, images.used = {}, set()
        spent = self.renderer.seconds
        spent.update(dict.fromkeys(spent, 0.0))
        staged: list[Staged] = []
        kept: tuple[File, ...] = ()
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
                # No template fills the disk: what it shows is being remembered.
                is_full = isinstance(error, OSError) and error.errno == ENOSPC
                is_export = isinstance(output, Export) and isinstance(error, Unreadable)
                if is_full or not (isinstance(output, Page) or is_export):
                    raise
                assert isinstance(output, Page | Export)
                problems.append(self.fault(error, output))
                break
            problems += self.inspect(output, data)
            if self.publication is not None:
                at = perf_counter()
                staged.append(self.publication.stage(output.path, data))
                self.renderer.remember(output)
                writing += perf_counter() - at
            if task.pages_only:
                # Only a page has a template, and it is the first of its artifact.
                kept = self.before[artifact.name][2][1:]
                break
        planning = perf_counter() - started - writing - sum(spent.values())
        return Result(
            artifact.name,
            task.template,
            artifact.fingerprint,
            *told(staged),
            kept,
            tuple(memory.used.items()) if artifact.template else (),
            frozenset(images.used),
            tuple(problems),
            (planning, *[spent[each] for each in _RENDERING], writing),
        )
