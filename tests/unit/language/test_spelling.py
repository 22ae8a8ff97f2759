import pytest

from beyan.language.spelling import name_words, own_words, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Səbinə Əliyeva", "Sabina Aliyeva"),
        ("Əli Vəliyev", "Ali Valiev"),
        ("Cəfərova", "Jafarova"),
        ("Cəfərova", "Джафарова"),
        ("Hüseynov", "Huseinov"),
        ("Şahin Çingiz", "Shahin Chingiz"),
        ("Xəlil Qasımov", "Khalil Gasimov"),
        ("Ağayev", "Aghayev"),
        ("Əhmədov", "Ахмедов"),
        ("Məmmədov", "Мамедов"),
        ("Vəliyev Əli", "Ali Valiyev"),
    ],
)
def test_a_name_is_the_same_in_every_transliteration(one: str, other: str) -> None:
    assert name_words(one) == name_words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Əli Vəliyev", "Əli Əliyev"), ("Səbinə", "Səkinə"), ("Rauf Zeyni", "Rəna Zeyni")],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert name_words(one) != name_words(other)


@pytest.mark.parametrize(
    "typed", ["LEYLA İSMAYILOVA", "Leyla  İsmayılova", "leyla ismayılova", "Leyla\u00a0İsmayilova"]
)
def test_capitals_and_blanks_make_no_other_name(typed: str) -> None:
    assert same_name(typed) == same_name("Leyla İsmayılova")


def test_what_has_no_letters_is_no_name() -> None:
    assert (same_name("…"), name_words("–")) == ("", frozenset())


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("Əli Vəli oğlu Məmmədov", "Əli Vəli Məmmədov"),
        ("Əliyeva Səbinə Rauf qızı", "Əliyeva Səbinə Rauf"),
        ("RAUF HƏSƏN OĞLU", "Rauf Həsən"),
        ("Ali Vali oghlu", "Ali Vali"),
    ],
)
def test_whose_child_one_is_tells_by_the_parent_alone(name: str, without: str) -> None:
    assert own_words(name) == name_words(without)
