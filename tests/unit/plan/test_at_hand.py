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
    assert made_of(asked, size=2) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("ab|ab", "ab"),
        ("ab|b|ab", "aba"),
        ("ab||ab", "abab"),
        ("ab|ba|c|abc", "abcab"),
        ("abc|cde|de|abcde", "abcdeabc"),
    ],
)
def test_what_nobody_asked_for_since_it_was_swept_last_goes(asked: str, expected: str) -> None:
    assert made_of(asked, size=20) == expected


def made_of(asked: str, size: int) -> str:
    """The values that were made, in this order; it is swept at each bar."""
    done: list[str] = []

    def make(key: str) -> Callable[[], str]:
        def made() -> str:
            done.append(key)
            return key.upper()

        return made

    at_hand = AtHand[str](size)
    for key in asked:
        if key == "|":
            AtHand.sweep()
        else:
            assert at_hand.get(key, make(key)) == key.upper()
    return "".join(done)
