"""What was to be reached, set before it was measured, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.results import Alone, Results
from benchmarks.tables import milliseconds, seconds, share, table

# At most so much of what Hugo needs, by size and measure.
OF_HUGO = {
    (10_000, "clean"): 0.5,
    (10_000, "nothing"): 1 / 100,
    (10_000, "edit"): 1 / 80,
    (10_000, "memory"): 0.20,
    (1_000, "clean"): 0.7,
    (1_000, "nothing"): 1 / 20,
    (1_000, "edit"): 1 / 10,
    (1_000, "memory"): 0.34,
}
LABELS = {
    "clean": "clean build",
    "nothing": "nothing changed",
    "edit": "one text edited",
    "memory": "memory, clean build",
}
PREVIEW_SIZE, PREVIEW = 10_000, 0.15  # seconds
SCALE = 1.2
NOT_MEASURED = "not measured"


@dataclass(frozen=True, slots=True)
class Goal:
    """`found` is as `most` is, and reached where it is no greater; None: it was not measured."""

    label: str
    most: float
    found: float | None
    say: Callable[[float], str]

    @property
    def row(self) -> list[str]:
        if self.found is None:
            return [self.label, self.say(self.most), "–", NOT_MEASURED]
        is_reached = self.found <= self.most
        said = self.say(self.found)
        # Half a digit too much is not to read like the goal.
        if not is_reached and said == self.say(self.most):
            said = f"more than {said}"
        return [self.label, self.say(self.most), said, "reached" if is_reached else "missed"]


def goals(results: Results) -> str:
    """All of them, and which were reached; nothing where nothing was measured."""
    found = list(_goals(results))
    if all(each.found is None for each in found):
        return ""
    rows = [["", "goal", "found", ""], *(each.row for each in found)]
    return f"## Goals\n\nSet before this was measured.\n\n{table(rows)}"


def _goals(results: Results) -> Iterator[Goal]:
    for (size, measure), most in OF_HUGO.items():
        label = f"{LABELS[measure]} at {size:,} releases, as a share of Hugo’s"
        yield Goal(label, most, _of_hugo(results, size, measure), share)
    preview = results.row(PREVIEW_SIZE, "beyan", "preview").seconds
    label = f"preview at {PREVIEW_SIZE:,} releases, save to page"
    yield Goal(label, PREVIEW, preview, milliseconds)
    label = "a page at 100,000 releases, beside one at 1,000"
    yield Goal(label, SCALE, results.dearer if results.scale else None, "{:.2f}".format)
    yield from _alone({each.name: each for each in results.alone})


def _of_hugo(results: Results, size: int, measure: str) -> float | None:
    rows = [results.row(size, key, measure) for key in ("beyan", "hugo")]
    own, hugo = (each.peak if measure == "memory" else each.seconds for each in rows)
    return own / hugo if own and hugo else None


def _alone(found: dict[str, Alone]) -> Iterator[Goal]:
    """These are for sizes of their own; what was tried at another is no answer."""

    def of(name: str, size: int, value: Callable[[Alone], float]) -> float | None:
        each = found.get(name)
        return value(each) if each is not None and (not size or each.size == size) else None

    everything = "2,000 releases with everything on"
    own = of("everything", 2_000, lambda each: each.seconds)
    kept = of("everything", 2_000, lambda each: each.seconds / each.share)
    yield Goal(f"{everything}, from nothing", 20.0, own, seconds)
    yield Goal(f"{everything}, pictures kept", 8.0, kept, seconds)
    a_card = of("cards", 0, lambda each: each.seconds / each.size)
    yield Goal("a social card, of processor", 0.004, a_card, milliseconds)
    more = of("search", 10_000, lambda each: each.share - 1)
    yield Goal("what search adds to a clean build at 10,000 releases", 0.25, more, "{:.0%}".format)
    photo = of("photo", 12_000_000, lambda each: each.seconds)
    yield Goal("a photo of 12 megapixels, of processor", 0.6, photo, seconds)
    label = "a check at 10,000 releases, as a share of a clean build"
    for name, where in (("check", ""), ("held", ", where something is held back")):
        checked = of(name, 10_000, lambda each: each.share)
        yield Goal(label + where, 1 / 3, checked, share)
    logs = of("logs", 0, lambda each: each.share)
    yield Goal("`views import`, as a share of GoAccess’s time", 0.5, logs, share)
