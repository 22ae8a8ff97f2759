"""Records behave as the dataclasses of the standard library do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any, ClassVar

import pytest

from beyan.model.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    kind: ClassVar[str] = "base"
    name: str
    more: list[int] = dataclasses.field(default_factory=list)
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Further(Base):
    kind: ClassVar[str] = "further"
    hidden: str = dataclasses.field(default="", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Positional:
    a: int
    b: tuple[int, ...] = ()
    made: int = dataclasses.field(init=False, default=7)

    def __post_init__(self) -> None:
        object.__setattr__(self, "made", self.a + 1)

    def __hash__(self) -> int:
        return 5


@dataclass(slots=True)
class Open:
    a: int
    seen: set[int] = dataclasses.field(default_factory=set, init=False)


@dataclass(frozen=True, slots=True)
class Empty:
    pass


def alike(kind: type) -> type:
    """The same class, as the standard library makes it."""
    fields = [
        (
            each.name,
            each.type,
            dataclasses.field(
                default=each.default,
                repr=each.repr,
                compare=each.compare,
                kw_only=each.kw_only,
            )
            if each.default_factory is dataclasses.MISSING
            else dataclasses.field(
                default_factory=each.default_factory,
                init=each.init,
                kw_only=each.kw_only,
            ),
        )
        for each in dataclasses.fields(kind)
    ]
    return dataclasses.make_dataclass(
        kind.__qualname__, fields, slots=True, frozen=kind is not Open
    )


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (Base, {"name": "a"}),
        (Base, {"name": "a", "more": [2], "number": 0}),
        (Further, {"name": "'a'", "hidden": "b"}),
        (Open, {"a": 3}),
        (Empty, {}),
    ],
)
def test_a_record_is_made_shown_and_compared_as_ever(kind: type, given: dict[str, Any]) -> None:
    usual = alike(kind)
    record, same = kind(**given), kind(**given)
    assert repr(record) == repr(usual(**given))
    assert record == same
    assert record is not same
    assert record != usual(**given)
    for each in (pickle.loads(pickle.dumps(record)), copy.deepcopy(record)):
        assert each == record
        assert type(each) is kind
    assert dataclasses.replace(record) == record
    assert kind.__match_args__ == usual.__match_args__  # type: ignore[attr-defined]


def test_what_is_hidden_is_not_compared_and_what_is_made_is_not_given() -> None:
    assert Further(name="a", hidden="b") == Further(name="a")
    assert hash(Further(name="a", more=(), hidden="b")) == hash(Further(name="a", more=()))  # type: ignore[arg-type]
    assert (Positional(1).made, hash(Positional(1)), Positional(1, (2,)).b) == (2, 5, (2,))
    assert Base(name="a") != Further(name="a")
    assert Base(name="a").more is not Base(name="a").more


@pytest.mark.parametrize("record", [Base(name="a"), Further(name="a"), Positional(1)])
def test_nobody_changes_a_frozen_record(record: Any) -> None:
    name = dataclasses.fields(record)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(record, name, 2)
    with pytest.raises(dataclasses.FrozenInstanceError):
        delattr(record, name)


def test_an_open_record_has_no_hash() -> None:
    opened = Open(1)
    opened.a = 2
    assert opened == Open(2)
    with pytest.raises(TypeError, match="unhashable"):
        hash(opened)


@pytest.mark.parametrize(
    ("kind", "given"), [(Base, {}), (Base, {"nam": "a"}), (Positional, {"made": 1, "a": 1})]
)
def test_what_is_missing_or_unknown_is_named_with_its_class(
    kind: type, given: dict[str, Any]
) -> None:
    with pytest.raises(TypeError, match=rf"{kind.__name__}\.__init__\(\)"):
        kind(**given)
