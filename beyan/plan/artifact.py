"""A planned page and the fingerprint that tells whether it has to be made again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeVar

from beyan.model.config import PlanSettings
from beyan.model.inputs import Inputs, Stated
from beyan.model.inputs import fingerprint as of_inputs
from beyan.model.page import Output, Page
from beyan.model.plan import Artifact
from beyan.model.release_summary import digest
from beyan.plan.twins import NONE

I = TypeVar("I", bound=Inputs)  # noqa: E741


def artifact(
    kind: type[Page] | None,
    address: str,
    make: Callable[[], Output],
    language: str,
    *reads: bytes | str,
    source: str = "",
    twins: Mapping[str, str] = NONE,
    modified: int | None = None,
    links: tuple[tuple[str, int, int, str], ...] = (),
    resolved: tuple[str | None, ...] = (),
    target: str = "",
) -> Artifact:
    """One file at `address`, a page of `kind` or (None) another file.

    `reads` is all that `make` depends on besides the settings, which `Plan.setting` tells.
    """
    return Artifact(
        addresses=(address,),
        fingerprint=fingerprint(*reads),
        inputs=partial(_only, make),
        build=called,
        language=language,
        template=kind.template if kind is not None else "",
        source=source,
        twins=tuple(twins.items()),
        modified=modified,
        links=links,
        resolved=resolved,
        target=target,
    )


def fingerprint(*reads: bytes | str) -> bytes:
    """Of all that is read; kept apart by their lengths, so that none runs into the next."""
    parts = [each.encode() if isinstance(each, str) else each for each in reads]
    return digest(b",".join([b"%d" % len(part) for part in parts]), b"\0", *parts)


def _only(make: Callable[[], Output]) -> Iterator[Output]:
    yield make()


def made(
    inputs: I,
    build: Callable[[I], Iterable[Output]],
    addresses: tuple[str, ...],
    language: str = "",
    *,
    template: str = "",
    source: str = "",
    twins: Mapping[str, str] = NONE,
    modified: int | None = None,
    links: tuple[tuple[str, int, int, str], ...] = (),
    resolved: tuple[str | None, ...] = (),
    target: str = "",
    is_withdrawn: bool = False,
) -> Artifact:
    return Artifact(
        addresses,
        of_inputs(inputs),
        inputs,
        build,
        language,
        template,
        source,
        tuple(twins.items()),
        modified,
        links,
        resolved,
        b"",
        target,
        is_withdrawn,
    )


def settings_of(config: PlanSettings) -> Stated[PlanSettings]:
    """The settings that any page or file may show, and no others."""
    return Stated(PlanSettings.of(config))


def called(make: Callable[[], Iterable[Output]]) -> Iterable[Output]:
    return make()
