from __future__ import annotations

import pytest

from beyan.language.likeness import other_language

CYRILLIC = (
    "Азәрбајҹан Республикасынын Инсан һүгуглары үзрә Мүвәккили бу ҝүн ҝөрүш кечириб. "
    "Тәдбирдә чохлу иштиракчы вар иди вә һамы разы галды."
)
LATIN = (
    "Azərbaycan Respublikasının İnsan hüquqları üzrə Müvəkkili bu gün görüş keçirib. Tədbirdə "
    "çoxlu iştirakçı var idi və hamı razı qaldı. Növbəti görüşün vaxtı və yeri haqqında məlumat "
    "saytda ayrıca veriləcək, bu səbəbdən səhifəni izləməyi xahiş edirik."
)
RUSSIAN = (
    "Уполномоченный по правам человека провела встречу в Баку. Мы обсудили вопросы и не только "
    "их, участники были довольны тем, что узнали на ней."
)


@pytest.mark.parametrize("language", ["az", "az-Latn", "AZ", "az-Latn-AZ", "en", "tr"])
def test_azerbaijani_in_cyrillic_letters_is_another_text_than_its_name_says(language: str) -> None:
    assert other_language(CYRILLIC, language) == "az-Cyrl"


@pytest.mark.parametrize("language", ["az-Cyrl", "az-cyrl", "az-Cyrl-AZ"])
def test_a_site_in_cyrillic_azerbaijani_has_its_own_signs(language: str) -> None:
    assert other_language(CYRILLIC, language) == ""
    assert other_language(LATIN, language) == "az"


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        (LATIN, "az", ""),
        (LATIN, "en", "az"),
        (RUSSIAN, "az", "ru"),
        (RUSSIAN, "ru", ""),
        (CYRILLIC[:100], "az", ""),
        # Names in the letters of another language are no text in it.
        (f"{LATIN[:60]} Анна Ковалёва, Пётр Сидоров, Мария Крылова, Иван Рыжов", "az", ""),
    ],
)
def test_a_short_text_in_another_alphabet_is_told_and_names_are_not(
    text: str, language: str, found: str
) -> None:
    assert other_language(text, language) == found
