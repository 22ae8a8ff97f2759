"""Artifacts are made of their inputs: what these may be, and what their traces tell."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

import beyan.plan
from beyan.model import inputs
from beyan.model.config import Config, Contact
from beyan.model.inputs import CAUSE_OF, Cause, Digested, Shared, causes
from beyan.model.plan import REASONS, Artifact, Plan
from beyan.model.release import Attachment, Correction, Photo, Release, Withdrawal
from beyan.model.release_summary import EditionSummary, ReleaseSummary, digest
from beyan.model.site import Site
from beyan.model.words import Translations
from beyan.plan.listing import Entry
from beyan.plan.menu import MOST
from beyan.plan.plan import plan_pages
from tests.unit.plan.conftest import (
    config,
    edition,
    file,
    moment,
    participant,
    person,
    release,
    site,
    standing,
    topic,
    words,
)

FOLDER = "content/releases/2026/2026-03-05-x"
PHOTO = Photo(
    file=file(f"{FOLDER}/a.jpg"),
    width=1,
    height=1,
    is_transparent=False,
    alt=words(az="a"),
    caption=Translations(),
    credit=Translations(),
)


def first(**more: Any) -> Release:
    """A release with all that a release can have, in its newest place."""
    facts: dict[str, Any] = {
        "topics": ("t",),
        "participants": (participant("p", az="P"), participant("", az="Qonaq")),
        "photos": (PHOTO,),
        "attachments": (Attachment(file=file(f"{FOLDER}/a.pdf"), title=Translations()),),
    }
    shown = edition("az", aliases=("/kohne",), links=("a.jpg", "/az/haqqinda/"))
    editions = more.pop("editions", (shown, edition("en")))
    return release(*editions, **{**facts, **more})


SECOND = release(edition("az", "y"), day="2026-03-04", topics=("t",))
WITHDRAWN = release(
    edition("en", "z"),
    day="2025-03-04",
    withdrawn=Withdrawal(moment("2025-03-06"), words(en="Error")),
)


def planned(*releases: Release, **more: Any) -> Plan:
    shown = releases or (first(), SECOND, WITHDRAWN)
    settings = config("notice", **{"page_size": 1, "social_cards": True, **more.pop("also", {})})
    rest: dict[str, Any] = {
        "pages": (
            standing(edition("az", "haqqinda", links=("/az/topics/",))),
            # More than the menu shows.
            *(standing(edition("az", f"page-{number}")) for number in range(MOST)),
        ),
        "topics": (topic("t", az="T", en="T"),),
        "people": (person("p", az="P"),),
        "view_counts": {(SECOND.key, "az"): 3},
        "recent_counts": {(SECOND.key, "az"): 2},
        "assets": (file("assets/beyan.css"),),
    }
    return plan_pages(site(*shown, settings=settings, **{**rest, **more}))


def artifacts(plan: Plan) -> dict[str, Artifact]:
    return {each.name: each for each in plan.artifacts}


def everything_in(value: Any) -> Iterator[Any]:
    """The value and all that can be got out of it by a name without an underscore."""
    yield value
    if isinstance(value, Digested):
        names = {name for name in dir(value) if not name.startswith("_")}
        inside = [getattr(value, name) for name in sorted(names)]
    elif isinstance(value, tuple):
        inside = list(value)
    elif is_dataclass(value) and not isinstance(value, type):
        inside = [getattr(value, each.name) for each in fields(value)]
    else:
        return
    for each in inside:
        yield from everything_in(each)


def test_every_artifact_is_built_by_a_function_of_the_module_it_stands_in() -> None:
    """A partial, a method, a lambda or a closure could see more than the inputs."""
    folder = Path(beyan.plan.__path__[0])
    for artifact in planned().artifacts:
        build = artifact.build
        assert isinstance(build, FunctionType), artifact.name
        module = inspect.getmodule(build)
        assert module is not None
        assert Path(str(module.__file__)).parent == folder, artifact.name
        assert getattr(module, build.__name__) is build, artifact.name
        assert build.__closure__ is None, artifact.name
        assert len(inspect.signature(build).parameters) == 1, artifact.name


def test_whoever_builds_knows_neither_the_site_nor_all_settings() -> None:
    """Nor by a global of the module."""
    for artifact in planned().artifacts:
        seen = artifact.build.__globals__.values()
        assert Site not in seen, artifact.build.__module__
        assert not any(isinstance(each, Site | Config) for each in seen), artifact.build.__module__


def test_nothing_else_can_be_got_out_of_the_inputs() -> None:
    for artifact in planned().artifacts:
        for value in everything_in(artifact.inputs):
            refused = Site | Config | ReleaseSummary | EditionSummary | Entry
            assert not isinstance(value, refused), (artifact.name, type(value))
            assert isinstance(value, Enum) or not callable(value), (artifact.name, value)


def test_a_page_is_built_of_one_edition_and_can_see_no_other() -> None:
    page = artifacts(planned())["/az/releases/2026/x/"]
    content = page.inputs.content.value  # type: ignore[attr-defined]
    assert content.text.value.language == "az"
    assert content.facts.value.editions == ()


def test_every_kind_of_inputs_is_planned_here_and_each_input_is_a_known_cause() -> None:
    kinds: set[type] = set()

    def add(inputs: Any) -> None:
        kinds.add(type(inputs))
        for name, each in zip(inputs._fields, inputs, strict=True):
            assert isinstance(each, Shared) or name in CAUSE_OF, (type(inputs), name)
            if isinstance(each, Shared):
                add(each.value)

    for artifact in planned().artifacts:
        add(artifact.inputs)
    named = {
        each
        for kind in kinds
        for name, each in vars(inspect.getmodule(kind)).items()
        if name.endswith("Inputs") and isinstance(each, type) and each.__module__ == kind.__module__
    }
    assert named <= kinds
    assert {name for kind in kinds for name in kind._fields} >= CAUSE_OF.keys()  # type: ignore[attr-defined]
    assert {*CAUSE_OF.values(), Cause.KIND} == set(Cause)
    assert set(Cause) <= set(REASONS)


def test_there_is_a_trace_for_each_input() -> None:
    for artifact in planned().artifacts:
        assert len(artifact.traces) == 4 * len(causes(artifact.inputs)), artifact.name
        assert artifact.causes(artifact.traces) == ("kind",)


OWN = "/az/releases/2026/x/"
EDITION = edition("az", aliases=("/kohne",), links=("a.jpg", "/az/haqqinda/"))
THIRD = release(edition("az", "w"), day="2026-03-03")


def rewritten(**more: Any) -> tuple[Release, ...]:
    """The site's releases, the first with another text."""
    return first(editions=(replace(EDITION, **more), edition("en"))), SECOND, WITHDRAWN


def followed(**more: Any) -> tuple[Release, ...]:
    """The site's releases, the second with other facts."""
    return first(), replace(SECOND, **more), WITHDRAWN


RENAMED = edition("az", "y", title="Ad")
TRANSLATED = (RENAMED, edition("en", "y"))
REWRITTEN_PAGE = standing(edition("az", "haqqinda", lead="A"))
NAMED_TOPIC = (topic("t", az="Yeni", en="T"),)
TAGLINE = {"tagline": words(az="Yeni")}


@pytest.mark.parametrize(
    ("name", "edit", "found"),
    [
        # A text, and what is made of it.
        (OWN, {"shown": rewritten(lead="Yeni.")}, "text"),
        (f"{OWN}media-kit.zip", {"shown": rewritten(lead="Yeni.")}, "text"),
        ("/az/feed.xml", {"shown": rewritten(lead="Yeni.")}, "list"),
        (
            OWN,
            {"shown": rewritten(corrections=(Correction(moment("2026-03-09"), "Səhv"),))},
            "text",
        ),
        ("/az/haqqinda/", {"pages": (REWRITTEN_PAGE,)}, "text links"),
        # Facts.
        (OWN, {"shown": (first(participants=()), SECOND, WITHDRAWN)}, "facts"),
        (OWN, {"shown": (first(contact=Contact(phone="1")), SECOND, WITHDRAWN)}, "facts"),
        ("/en/releases/2026/y/", {"shown": (first(), replace(SECOND, date=first().date))}, "facts"),
        # Numbers.
        (OWN, {"view_counts": {(first().key, "az"): 7}}, "counts"),
        ("/az/topics/t/", {"shown": (first(), WITHDRAWN)}, "counts list"),
        ("/az/topics/", {"shown": (first(), WITHDRAWN)}, "topics"),
        ("/az/releases/", {"shown": (*followed(), THIRD)}, "counts"),
        # What stands around a page.
        (OWN, {"shown": followed(topics=())}, "related"),
        (OWN, {"shown": followed(editions=(RENAMED,))}, "neighbours related"),
        (OWN, {"shown": (first(), THIRD)}, "neighbours related"),
        (OWN, {"topics": NAMED_TOPIC}, "topics"),
        (OWN, {"pages": ()}, "links"),
        # Names.
        ("/az/topics/t/", {"topics": NAMED_TOPIC}, "name"),
        ("/az/topics/t/feed.xml", {"topics": NAMED_TOPIC}, "list name"),
        ("/az/participants/p/", {"people": (person("p", az="Q"),)}, "name"),
        ("/az/participants/", {"people": (person("p", az="Q"),)}, "people"),
        # Lists.
        ("/az/releases/page/2/", {"shown": followed(editions=(RENAMED,))}, "list"),
        ("/az/", {"shown": rewritten(title="Ad")}, "list"),
        ("/sitemap.xml", {"shown": (first(), SECOND)}, "list"),
        # Files.
        ("/robots.txt", {"shown": (first(), SECOND)}, ""),
        ("/_redirects", {"shown": rewritten(aliases=())}, "file"),
        # Settings, where they are shown.
        (OWN, {"also": TAGLINE}, "settings"),
        ("/az/releases/", {"also": TAGLINE}, "settings"),
        ("/assets/beyan.01234567.css", {"also": TAGLINE}, ""),
        (OWN, {"also": {"page_size": 2, "share": (), "search": False}}, ""),
        # Another kind of page.
        ("/en/releases/2026/y/", {"shown": followed(editions=TRANSLATED)}, "kind"),
    ],
)  # fmt: skip
def test_what_changed_is_told_by_its_name(name: str, edit: dict[str, Any], found: str) -> None:
    rest = {key: value for key, value in edit.items() if key != "shown"}
    was = artifacts(planned())[name]
    now = artifacts(planned(*edit.get("shown", ()), **rest))[name]
    assert (was.fingerprint == now.fingerprint) == (not found)
    told = now.causes(was.traces) if found else ()
    assert set(told) == set(found.split())
    assert len(set(told)) == len(told)


def test_planning_digests_nothing_but_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check plans all and makes little of it; of a clean build each process digests its share."""
    computed: list[bytes] = []

    def counted(*parts: bytes) -> bytes:
        computed.append(b"".join(parts))
        return digest(*parts)

    monkeypatch.setattr(inputs, "digest", counted)
    plan = planned()
    assert len(computed) == 1, "the plan tells that of the settings"
    first = {artifact.fingerprint for artifact in plan.artifacts}
    digested = len(computed)
    assert digested > len(plan.artifacts)
    assert {artifact.fingerprint for artifact in plan.artifacts} == first
    assert len(computed) == digested, "each is digested once"
