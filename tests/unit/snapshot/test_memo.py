"""A value is memoised while its files, and all else it was made of, are the same."""

from __future__ import annotations

import marshal

import pytest

from beyan.snapshot.inputs import Signature
from beyan.snapshot.memo import Memos

FILES: dict[str, Signature] = {"a": (1, 2, 3), "b": (4, 5, 6)}


def asked(
    memos: Memos, files: dict[str, Signature] = FILES, also: object = "az", value: str = "new"
) -> str:
    return memos.memoised("value", files, also, lambda: value)


@pytest.fixture
def memos() -> Memos:
    """Those of an earlier build, which made the value "old", as the cache has them."""
    before = Memos({})
    assert asked(before, value="old") == "old"
    assert before.renewed == {"value"}
    return Memos(marshal.loads(marshal.dumps(before.values)))


def test_a_value_is_not_made_again_while_its_files_are_the_same(memos: Memos) -> None:
    assert asked(memos) == "old"
    assert asked(memos, dict(reversed(FILES.items()))) == "old"
    assert memos.renewed == set()


@pytest.mark.parametrize(
    "files",
    [
        {**FILES, "a": (2, 2, 3)},
        {**FILES, "a": (1, 3, 3)},
        {**FILES, "a": (1, 2, 4)},
        {**FILES, "c": (1, 2, 3)},
        {"a": FILES["a"]},
        {"a": FILES["a"], "c": FILES["b"]},
        {**FILES, "a": None},
        {},
    ],
)
def test_a_value_is_made_again_when_a_file_changed(
    memos: Memos, files: dict[str, Signature]
) -> None:
    assert asked(memos, files) == "new"
    assert memos.renewed == {"value"}


@pytest.mark.parametrize("also", ["en", None, ("az",), "'az'"])
def test_a_value_is_made_again_when_something_else_is_asked(memos: Memos, also: object) -> None:
    assert asked(memos, also=also) == "new"
    assert memos.renewed == {"value"}


def test_what_was_made_again_is_memoised_in_place_of_the_old(memos: Memos) -> None:
    asked(memos, also="en")
    assert asked(Memos(memos.values), also="en", value="newer") == "new"
    assert asked(Memos(memos.values), also="az", value="newer") == "newer"


def test_a_value_of_a_file_that_is_not_trusted_is_not_memoised(memos: Memos) -> None:
    doubtful: dict[str, Signature] = {**FILES, "a": None}
    assert asked(memos, doubtful) == "new"
    assert memos.values == {}
    assert asked(Memos(memos.values), doubtful, value="newer") == "newer"


def test_a_memo_of_a_file_that_was_not_trusted_is_never_fresh(memos: Memos) -> None:
    """Whoever wrote it: the signature None is equal to itself, and tells nothing."""
    _, said, pickled = memos.values["value"]
    doubtful = Memos({"value": ((("a", None),), said, pickled)})
    assert asked(doubtful, {"a": None}) == "new"


def test_values_do_not_know_of_one_another(memos: Memos) -> None:
    assert memos.memoised("other", FILES, "az", lambda: [1]) == [1]
    assert memos.renewed == {"other"}
    assert memos.values.keys() == {"value", "other"}
    assert asked(memos) == "old"


def test_a_memoised_value_is_a_copy(memos: Memos) -> None:
    """Whoever changes it changes it for himself."""
    first = memos.memoised("list", FILES, "", lambda: [1])
    first.append(2)
    assert memos.memoised("list", FILES, "", lambda: [3]) == [1]
