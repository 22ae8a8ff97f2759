import pytest

from beyan.language.inflection import in_any_case


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Səbinə Əliyeva"),
        ("az", "Səbinə Əliyevanın"),
        ("az", "Səbinə Əliyevaya"),
        ("az", "Səbinə Əliyeva’dan"),
        ("az", "Səbinə Əliyevayla"),
        ("az", "Səbinə Əliyevalardan"),
        ("az-Latn-AZ", "Səbinə Əliyevanı"),
        ("AZ", "Səbinə Əliyevanı"),
        ("az", "_Səbinə\nƏliyevaya_"),
        ("tr", "Səbinə Əliyeva'ya"),
        ("tr", "Səbinə Əliyeva'dan"),
        ("tr", "Səbinə Əliyeva’ta"),
        ("en", "Səbinə Əliyeva’s"),
    ],
)
def test_a_name_is_found_in_the_cases_of_its_language(language: str, text: str) -> None:
    assert in_any_case("Səbinə Əliyeva", language).search(text) is not None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Səbinə Əliyevazadə"),
        ("az", "Səbinə Əliyev"),
        ("az", "xSəbinə Əliyeva"),
        ("az", "Səbinə\n\nƏliyeva"),
        ("en", "Səbinə Əliyevanın"),
        ("ka", "Səbinə Əliyevaya"),
    ],
)
def test_what_is_no_case_of_a_name_is_another_name(language: str, text: str) -> None:
    assert in_any_case("Səbinə Əliyeva", language).search(text) is None
