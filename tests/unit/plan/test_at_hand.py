from collections.abc import Callable

import pytest

from beyan.plan.at_hand import AtHand


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("aaa", "a"),
        ("abab", "ab"),
        # Two have room: what was asked for longest ago goes first.
        ("abca", "abca"),
        ("abaca", "abc"),
        ("abacb", "abcb"),
    ],
)
def test_a_value_is_made_again_once_it_had_to_go(asked: str, expected: str) -> None:
    done: list[str] = []

    def make(key: str) -> Callable[[], str]:
        def made() -> str:
            done.append(key)
            return key.upper()

        return made

    at_hand = AtHand[str](2)
    assert [at_hand.get(key, make(key)) for key in asked] == list(asked.upper())
    assert "".join(done) == expected
