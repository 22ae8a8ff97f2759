"""Documents that nobody wrote: any value at any key, made by hypothesis."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import hypothesis
import yaml
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from beyan.source.edition import PageForm, ReleaseForm
from beyan.source.registries import PersonForm, TopicForm
from beyan.source.settings import ConfigForm
from tests.fuzz import seeds
from tests.fuzz.documents import read_as_edition, read_people, read_settings, read_topics
from tests.fuzz.judgement import guarded
from tests.fuzz.place import Place

_WORDS = ("az", "en", "name", "file", "date", "text", "A", "2026-03-05", "x.png", "law", "ali-veli")
_scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.binary(max_size=4),
    st.sampled_from(_WORDS),
    st.text(max_size=20),
)
_keys = st.one_of(st.sampled_from(_WORDS), st.text(max_size=8))
_values: st.SearchStrategy[Any] = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3),
    max_leaves=6,
)


def _filled(form: type[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Some keys of the form, and others."""
    own = st.sampled_from(sorted(form.model_fields))
    return st.dictionaries(own | own | own | _keys, _values, max_size=6)


_entries = {
    each: st.dictionaries(st.just("ali-veli") | _keys, _filled(each) | _values, max_size=3)
    for each in (PersonForm, TopicForm)
}
_SURELY = {"title": "A", "date": "2026-03-05"}
_documents = st.one_of(
    st.tuples(st.just("release"), _filled(ReleaseForm).map(lambda keys: {**_SURELY, **keys})),
    st.tuples(st.just("page"), _filled(PageForm)),
    st.tuples(st.just("settings"), _filled(ConfigForm)),
    st.tuples(st.just("people"), _entries[PersonForm]),
    st.tuples(st.just("topics"), _entries[TopicForm]),
)


def _written(values: Any, *, flow: bool) -> bytes:
    """As YAML that Python writes, with tags of its own where it needs some; or as JSON."""
    if flow:
        return json.dumps(values, default=str, ensure_ascii=False).encode("utf-8", "replace")
    return yaml.dump(values, allow_unicode=True).encode("utf-8", "replace")


def _read(place: Place, kind: str, text: bytes) -> Iterator[str]:
    whole = b"---\n%s\n---\nText.\n" % text.rstrip(b"\n")
    match kind:
        case "release":
            yield from read_as_edition(place, whole, seeds.RELEASE, ReleaseForm)
        case "page":
            yield from read_as_edition(place, whole, seeds.PAGE, PageForm)
        case "settings":
            yield from read_settings(place, text)
        case "people":
            yield from read_people(place, text)
        case _:
            yield from read_topics(place, text)


def faults(place: Place, seed: int, count: int) -> tuple[list[str], int]:
    """Those of so many documents, which are the same for one seed, and how many were told."""
    found: list[str] = []
    told = 0

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(_documents, st.booleans())
    def each(document: tuple[str, Any], flow: bool) -> None:
        nonlocal told
        kind, values = document
        text = _written(values, flow=flow)
        place.told = False
        found.extend(f"{kind}: {fault} in {text!r}" for fault in guarded(_read(place, kind, text)))
        told += place.told

    each()
    return found, told
