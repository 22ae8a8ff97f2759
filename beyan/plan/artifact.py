"""An artifact from what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from beyan.model.config import PlanSettings
from beyan.model.inputs import Inputs, Shared, Stated
from beyan.model.page import Output
from beyan.model.plan import Artifact

MadeOf = TypeVar("MadeOf", bound=Inputs)


def artifact(
    inputs: MadeOf,
    build: Callable[[MadeOf], Iterable[Output]],
    addresses: tuple[str, ...],
    language: str = "",
    *,
    template: str = "",
    source: str = "",
    twins: tuple[tuple[str, str], ...] = (),
    modified: int | None = None,
    links: tuple[tuple[str, int, int, str], ...] = (),
    resolved: tuple[str | None, ...] = (),
    target: str = "",
    is_withdrawn: bool = False,
) -> Artifact:
    """The files at `addresses`, which `build` makes of `inputs` and of nothing else."""
    return Artifact(
        addresses,
        Shared(inputs),
        build,
        language,
        template,
        source,
        twins,
        modified,
        links,
        resolved,
        target,
        is_withdrawn,
    )


def settings_of(config: PlanSettings) -> Stated[PlanSettings]:
    """The settings that any page or file may show, and no others."""
    return Stated(PlanSettings.of(config))
