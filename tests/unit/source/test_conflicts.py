import pytest

from beyan.source.conflicts import conflict_markers

CONFLICT = "<<<<<<< HEAD\na\n||||||| base\nb\n=======\nc\n>>>>>>> main\n"


def lines(text: str, *, is_yaml: bool = False) -> list[int]:
    return [each.span.line for each in conflict_markers(text, "x", 2, is_yaml=is_yaml)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (CONFLICT, [3]),
        (f"x\n{CONFLICT}y\n{CONFLICT}", [4, 12]),
        ("<<<<<<<\na\n=======\nb\n>>>>>>>", [3]),
        ("<<<<<<< HEAD\na", [3]),
        ("a\n>>>>>>> 1f3c (a branch)\nb", [4]),
    ],
)
def test_each_conflict_is_told_once_and_each_mark_left_of_one(text: str, found: list[int]) -> None:
    assert lines(text) == lines(text, is_yaml=True) == found


@pytest.mark.parametrize(
    "text", ["Heading\n=======\n\nText.", "|||||||", "a <<<<<<< b", "<<<<<<<<"]
)
def test_markdown_may_have_signs_like_them(text: str) -> None:
    assert lines(text) == []


@pytest.mark.parametrize("text", ["a: b\n=======\nc: d", "a: b\n||||||| base\n"])
def test_yaml_may_not(text: str) -> None:
    assert lines(text, is_yaml=True) == [4]
