import pytest

from beyan.language.copies import may_be_copy, without_copy_mark


@pytest.mark.parametrize(
    "name", ["x (1)", "x - Copy - Copy", "x – surəti (2)", "x nüsxəsi", "Kopie von x", "Копия x"]
)
def test_the_marks_of_copies_are_left_off_in_every_language(name: str) -> None:
    assert without_copy_mark(name) == ("x", True)
    assert may_be_copy(name)


@pytest.mark.parametrize("name", ["x-copy", "x_kopya", "x–surəti2"])
def test_a_mark_that_a_name_could_have_by_itself_is_no_sure_one(name: str) -> None:
    assert without_copy_mark(name) == ("x", False)


@pytest.mark.parametrize("name", ["copy", "photocopy", "surətçixarma", "plan (2026)"])
def test_what_has_no_mark_is_left_as_it_is(name: str) -> None:
    assert without_copy_mark(name) == (name, False)
