import re
from string import Formatter

import pytest

from beyan.model.messages import MESSAGES, USAGE, WARNINGS


def test_warnings_and_usage_problems_are_known_codes() -> None:
    assert MESSAGES.keys() >= WARNINGS | USAGE


def test_no_problem_is_both_a_warning_and_the_end_of_the_run() -> None:
    assert not WARNINGS & USAGE


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_says_what_is_wrong_and_what_to_do_in_one_line_each(code: str) -> None:
    message = MESSAGES[code]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    for text in message:
        assert text.strip() == text != ""
        assert "\n" not in text
        assert all(name != "" for _, name, _, _ in Formatter().parse(text) if name is not None)
