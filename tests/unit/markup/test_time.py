"""A text is read in a time that grows with its length alone, whatever stands in it again and again.

A reader that looks through the rest of the text at each sign takes minutes for one of these; the
limit is far from both. Half of the longest text is read, in half of the time, and by `make soak`
the whole.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from beyan.markup.reader import MAX_LENGTH
from tests.unit.markup.conftest import read

pytestmark = pytest.mark.slow

# How much of the longest text is read, and of this process's own time for it.
SHARE = float(os.environ.get("BEYAN_SOAK_MARKUP", "0.5"))
LENGTH = int(MAX_LENGTH * SHARE)
SECONDS = 9 * SHARE


@contextmanager
def limited() -> Iterator[None]:
    def ended(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, ended)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.mark.parametrize(
    ("head", "sign"),
    [
        *(("", sign) for sign in ("{: ", "{: .a ", "[a]: b\n", "[a]:\n", "> [a]: b\n", "\\")),
        *(("", sign) for sign in ("*a **b ", "**a", "a_ ", "`a` ", "[a](b 'c", "<a b='", "&amp")),
        *(("", sign) for sign in ("http://a.az/;", "a@", ")[http", "(a)[http://b] ", "http:/a ")),
        *(("a\n", sign) for sign in ("1.1", "--- ", "---  ", "|-", "a\n", "1. ", "- ", "> ")),
        *(("<!-- a -->\n", sign) for sign in (" ", "> ", "`a` ", "`<!-- a -->` ", "<!-- a -->\n")),
        *(("<div>\n", sign) for sign in (" ", "**a ", "~~a ", "[a](", "<b>\n", "<div>")),
        *(("# ", sign) for sign in (" ", "{#a}", "*a **b ")),
        *(("|a|b|\n|-|-|\n|", sign) for sign in ("`a`", "|", "`", "[")),
        *(
            ("a[^1]\n\n", sign)
            for sign in ("[^1]: x\n", "*[A]: b\n", "a) b\n", "```\n", "a\n: b\n\n")
        ),
    ],
)
def test_a_sign_without_end_is_read_as_fast_as_other_signs(head: str, sign: str) -> None:
    length = LENGTH - len(head) - 2
    with limited():
        read(head + sign * (length // len(sign)) + "x}")


def times(count: int, power: float = 1) -> int:
    """Of what is repeated in a text of full length."""
    return int(count * SHARE**power)


@pytest.mark.parametrize(
    "text",
    [
        "*a **b " * times(14_000) + "c** d*" * times(14_000),
        "# " + "*a _b " * times(14_000) + "c_ d*" * times(14_000),
        "![" + "*a **b " * times(14_000) + "c** d*" * times(14_000) + "](c.png)",
        "*[A]: b\n\n" + "*A **b " * times(14_000) + "c** d*" * times(14_000),
        "<div>" * times(18_000) + "</div>" * times(18_000),
        "<div>"
        + "".join(f"<b id=a{number}>" for number in range(times(8_000)))
        + "<p>x" * times(20_000),
        " ".join("`" * number for number in range(times(600, 0.5))),
        "<!-- a -->\n" + " ".join("`" * number for number in range(times(600, 0.5))),
        "|a|\n|-|\n" + "|".join("`" * number for number in range(times(600, 0.5))),
        "|a" * times(30_000) + "\n" + "|-" * times(30_000) + "\n" + "b|\n" * times(20_000),
        "[a]: /" + "x" * times(90_000) + "\n\n" + "[a]" * times(30_000),
        "*[A]: " + "x" * times(90_000) + "\n\n" + "A " * times(45_000),
        "".join(f"[a{number}]: /x/\n" for number in range(times(7_000)))
        + "\n"
        + "[b][c] " * times(10_000),
        "# a\n\n" * times(20_000) + "# a_1\n\n" * times(10_000),
    ],
    ids=lambda text: text[:20],
)
def test_nesting_and_repetition_without_end_are_read_as_fast(text: str) -> None:
    with limited():
        read(text)
