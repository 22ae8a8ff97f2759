import pytest

from beyan.source.copies import original_of


@pytest.mark.parametrize(
    "name",
    [
        "x (1).az.md",
        "x(2).az.md",
        "x - Copy.az.md",
        "x - Copy (2).az.md",
        "x - Copy - Copy.az.md",
        "x – surəti.az.md",
        "x – Kopya.az.md",
        "x — копия.az.md",
        "x copy.az.md",
        "x copy 2.az.md",
        "x kopiya.az.md",
        "Copy of x.az.md",
        "Copy (2) of x.az.md",
        "Копия x.az.md",
        "x (Aysel's conflicted copy 2026-03-05).az.md",
        "x.az (1).md",
        "x.az - Copy.md",
        "x.az copy.md",
    ],
)
def test_the_original_of_a_copy_is_known_by_its_name(name: str) -> None:
    assert original_of(name) == ("x.az.md", True)


@pytest.mark.parametrize("name", ["x-copy.az.md", "x_copy.az.md", "x-copy2.az.md"])
def test_some_names_could_be_those_of_a_release(name: str) -> None:
    assert original_of(name) == ("x.az.md", False)


@pytest.mark.parametrize(
    "name",
    [
        "copyright.az.md",
        "photocopy.az.md",
        "copy.az.md",
        "plan (2026).az.md",
        "a b.az.md",
        "(1).az.md",
    ],
)
def test_other_names_are_no_copies(name: str) -> None:
    assert original_of(name) == ("", False)
