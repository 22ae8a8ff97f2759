"""Order and headings as ICU has them; `tests/collation/` has the lists that it was asked for."""

import random
from pathlib import Path

import pytest

import beyan.language
from beyan.language.collation import of_language
from beyan.language.letters import initial, sort_key
from tests.collation.digest import digest

LISTS = sorted(Path(__file__).parents[2].joinpath("collation").glob("*.txt"))
TABLES = Path(beyan.language.__file__).with_name("collation")


def test_a_changed_table_makes_another_program() -> None:
    assert (TABLES / "digest.txt").read_text().strip() == digest(TABLES), "make collation writes it"


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_words_are_in_the_order_that_icu_has_them_in(path: Path) -> None:
    recorded = path.read_text("utf-8").splitlines()
    mixed = random.Random(path.stem).sample(recorded, len(recorded))
    assert sorted(mixed, key=lambda word: sort_key(word, path.stem)) == recorded


def test_there_are_lists_of_more_than_forty_languages() -> None:
    assert len({path.stem.partition("-")[0] for path in LISTS}) >= 60


@pytest.mark.parametrize(
    ("language", "text", "heading"),
    [
        ("ar", "أحمد", "ا"),
        ("ar", "إبراهيم", "ا"),
        ("ar", "Ali", "A"),
        ("fa", "آرش", "آ"),
        ("he", "אביגיל", "א"),
        ("ka", "ქეთევან", "ქ"),
        ("hy", "Արամ", "Ա"),
        ("th", "เก้า", "ก"),
        ("hi", "कमल", "क"),
        ("zh", "王明", "W"),
        ("zh-Hans", "阿明", "A"),
        ("zh", "张伟", "Z"),
        ("zh", "Anna", "A"),
        ("zh-TW", "王明", "4劃"),
        ("ja", "がく", "か"),
        ("ko", "김철수", "ㄱ"),
        ("ko", "金", "ㄱ"),
        ("cs", "Chata", "CH"),
        ("hr", "Njegoš", "NJ"),
        ("sr", "Љубав", "Љ"),
        ("sr-Latn", "Ljubav", "LJ"),
        ("sv", "Åke", "Å"),
        ("de", "Öttinger", "O"),
        ("lt", "Wilson", "W"),
        ("uk", "Їжак", "Ї"),
        ("en", "Иванов", "И"),
        ("en", "ёлка", "Е"),
        ("en", "«Azadlıq»", "A"),
        ("en", "3M", "#"),
        ("en", "…", "#"),
        ("en", "", "#"),
        ("az-Cyrl", "Әлијева", "Ә"),
        ("az-Cyrl", "Ҹавид", "Ҹ"),
        ("az-Cyrl", "Ёлкин", "Е"),
        ("az-Cyrl", "Anna", "#"),
    ],
)
def test_a_name_stands_under_a_heading_of_its_language(
    language: str, text: str, heading: str
) -> None:
    assert initial(text, language) == heading


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("zh-CN", "zh-Hans", True),
        ("zh-HK", "zh-Hant", True),
        ("zh-TW", "zh", False),
        ("sr-ME", "sr-Latn", True),
        ("sr-Cyrl", "SR", True),
        ("sr-Latn", "sr", False),
        ("nn", "nb", True),
        ("en-GB", "en", True),
        ("fr-CA", "fr", False),
        ("kk-Latn", "en", True),
        ("lez", "en", True),
    ],
)
def test_script_and_country_choose_the_order(one: str, other: str, is_same: bool) -> None:
    assert (of_language(one) is of_language(other)) == is_same


AZ_CYRL = "абвгғдеәжзиыјкҝлмноөпрстуүфхһчҹш"


def test_azerbaijani_in_cyrillic_letters_has_an_order_of_its_own() -> None:
    assert "".join(sorted(AZ_CYRL, key=lambda letter: sort_key(letter, "az-Cyrl"))) == AZ_CYRL
    assert sort_key("Ғалиб", "az-Cyrl") < sort_key("Дашғын", "az-Cyrl")
    assert sort_key("Әли", "az-Cyrl") < sort_key("Жалә", "az-Cyrl")
    assert sort_key("Һәсән", "az-Cyrl") < sort_key("Чинар", "az-Cyrl")
    assert sort_key("Шәфиг", "az-Cyrl") < sort_key("Anna", "az-Cyrl")


@pytest.mark.parametrize("language", ["az-Latn", "AZ", "az-AZ"])
def test_azerbaijani_in_latin_letters_keeps_its_order(language: str) -> None:
    assert sort_key("Həsən", language) < sort_key("Xalid", language) < sort_key("İlham", language)
    assert sort_key("Xalid", "en") > sort_key("İlham", "en")


@pytest.mark.parametrize("language", ["az-Cyrl", "ru-Latn", "tr-Cyrl"])
def test_an_alphabet_counts_only_in_its_script(language: str) -> None:
    assert sort_key("Həsən", language) < sort_key("Xalid", language)
