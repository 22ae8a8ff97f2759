"""What a fingerprint is of."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from beyan.model.inputs import (
    EachOf,
    Several,
    Shared,
    SharedLater,
    Stated,
    changed,
    fingerprint,
    may_be_same,
    traces,
)
from beyan.model.words import Words


class PageInputs(NamedTuple):
    settings: Any
    text: Any


class OtherInputs(NamedTuple):
    settings: Any
    text: Any


class CardInputs(NamedTuple):
    shared: Shared[PageInputs]
    counts: int


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("ab", "c"), ("a", "bc")),
        ((None, ""), ("", "")),
        (("1", ""), (1, "")),
        ((("a", "b"), ""), (("a",), "b")),
        ((Stated(("a", "b")), ""), (Stated(("a",)), "b")),
        ((Stated(Words("a", "az")), ""), (Stated(Words("a", "en")), "")),
        (
            (Several([Stated("a"), Stated("b")]), ""),
            (Several([Stated("b"), Stated("a")]), ""),
        ),
        ((Several([Stated("a"), Stated("b")]), ""), (Several([Stated("ab")]), "")),
    ],
)
def test_other_inputs_have_another_fingerprint(one: tuple[Any, Any], two: tuple[Any, Any]) -> None:
    assert fingerprint(PageInputs(*one)) != fingerprint(PageInputs(*two))
    assert traces(PageInputs(*one)) != traces(PageInputs(*two))


@pytest.mark.parametrize("text", ["ə", ("a", ("b", None, 1)), Stated(("a", 1))])
def test_equal_inputs_have_one_fingerprint_whatever_they_are_made_of(text: Any) -> None:
    again = Stated(("a", 1)) if isinstance(text, Stated) else eval(repr(text))
    assert fingerprint(PageInputs("s", text)) == fingerprint(PageInputs("s", again))
    assert fingerprint(PageInputs("s", text)) != fingerprint(OtherInputs("s", text))


def test_a_value_that_comes_twice_counts_as_two_equal_ones_do() -> None:
    """Whether it is one object in memory depends on how it was read."""
    one, same = ("".join(["Bakı", "da"]) for _ in range(2))
    assert one is not same
    twice, apart = PageInputs("s", (one, one)), PageInputs("s", (one, same))
    assert fingerprint(twice) == fingerprint(apart)
    assert traces(twice) == traces(apart)


@pytest.mark.parametrize("text", [Words("a", "az"), (Words("a", "az"),), object()])
def test_what_is_not_plain_has_to_be_digested(text: Any) -> None:
    with pytest.raises(ValueError, match="unmarshallable"):
        fingerprint(PageInputs("s", text))


def test_what_is_shared_is_told_input_by_input() -> None:
    def card(text: str, counts: int) -> CardInputs:
        return CardInputs(Shared(PageInputs("s", text)), counts)

    before = traces(card("a", 1))
    assert len(before) == 12
    assert changed(card("b", 1), before) == ("text",)
    assert changed(card("a", 2), before) == ("counts",)
    assert changed(card("b", 2), before) == ("text", "counts")
    assert changed(PageInputs("s", "a"), before) == ("kind",)


def test_a_digested_value_is_known_by_its_digest() -> None:
    assert Stated("a") == Stated("a") != Stated("b")
    assert len({Stated("a"), Stated("a"), Stated("b")}) == 2
    # Where all had one hash, looking one up would take as long as there are.
    assert hash(Stated("a")) != hash(Stated("b"))
    assert Shared(PageInputs("s", "a")) == Shared(PageInputs("s", "a"))
    assert Stated("a") != Several([Stated("a")])


def test_shared_inputs_are_put_together_once_and_only_where_somebody_asks() -> None:
    made: list[str] = []

    def make() -> PageInputs:
        made.append("a")
        return PageInputs("s", "a")

    later = SharedLater(make)
    assert not made
    assert later.value is later.value
    assert later.digest == Shared(PageInputs("s", "a")).digest
    at_once = CardInputs(Shared(PageInputs("s", "a")), 0)
    assert traces(CardInputs(later, 0)) == traces(at_once)
    assert made == ["a"]


def test_of_a_list_of_plain_values_only_those_are_made_that_somebody_asks_for() -> None:
    made: list[int] = []

    def make(item: int) -> str:
        made.append(item)
        return str(item)

    each = EachOf([1, 2, 3], make)
    assert (len(each), made) == (3, [])
    assert (each[:2].value, made) == (("1", "2"), [1, 2])
    assert each.digest == EachOf(["1", "2", "3"], str).digest != each[:2].digest
    assert EachOf(["12"], str).digest != EachOf(["1", "2"], str).digest


def test_what_lists_more_than_another_is_not_the_same_and_nothing_has_to_be_made() -> None:
    def never(item: int) -> str:
        raise AssertionError(item)

    def listing(*items: int) -> CardInputs:
        return CardInputs(Shared(PageInputs("s", EachOf(items, never))), 0)

    assert may_be_same(listing(1, 2), listing(3, 4))
    assert not may_be_same(listing(1, 2), listing(1))
    assert not may_be_same(listing(1), CardInputs(Shared(PageInputs("s", "a")), 0))
