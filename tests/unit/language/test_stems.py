"""What the index has for words: one stem for all their forms, however they are typed."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyan.language.stems import rules, stemmer, words

FORMS = {
    "az": (
        "azadlıq azadlığın azadlıqdan azadlığı azadlıqlar azadliq AZADLIQ azadlığımız",
        "uşaq uşağı uşaqlar uşaqların uşağa uşaqlarımızın usaqlar",
        "ev evlər evləri evlərin evində",
        "insan insanın insanlar insana insanlarda",
        "Azərbaycan Azərbaycanın Azərbaycanda azerbaycandan",
        "qanun qanunun qanunlar qanunu qanunda qanunlarının",
        "müvəkkil müvəkkilin müvəkkilə muvekkil muvakkil MÜVƏKKİL",
        "vətəndaş vətəndaşlar vətəndaşın vətəndaşlarımızın vətəndaşdır",
        "ailə ailəsi ailənin ailələr ailəyə ailəsində",
        "görüş görüşü görüşdə görüşlər görüşünün",
        "Əliyeva Əliyevanın Aliyeva Eliyeva ƏLİYEVAYA",
        "çörək çörəyi çörəklər corek",
        "Gəncə Gəncədə Gəncənin Gəncəyə Gence",
        "komissiya komissiyanın komissiyası komissiyada",
    ),
    "tr": (
        "çocuk çocuğun çocuklar çocukları çocuğu cocuklar",
        "kitap kitabı kitaplar kitapta kitabın",
        "kadın kadının kadınlar kadına KADINLAR",
    ),
    "en": ("right rights RIGHTS", "meeting meetings meet", "party parties", "organise organised",
           "organisation organizations", "house houses housing", "inspected inspection"),
    "ru": ("права права правами", "переводчик переводчиков переводчикам", "ещё еще"),
    "az-Cyrl": ("мүвәккил мувеккил мүвәккилин", "азадлығ азадлиг", "ушаглар ушагларын"),
    "ar": ("الأطفال أطفال الاطفال الأَطْفال",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "forms"), [(tag, each) for tag, groups in FORMS.items() for each in groups]
)
def test_all_forms_of_a_word_are_one(language: str, forms: str) -> None:
    of = stemmer(language)
    assert len({of.plain(term) for form in forms.split() for term in of.terms(form)}) == 1


@pytest.mark.parametrize(
    ("language", "different"),
    [
        ("az", "vətən vətəndaş"),
        ("az", "Əliyev Əliyeva"),
        ("az", "Gəncə gənc"),
        ("az", "qanun qan"),
        ("az", "azad azadlıq"),
        ("az", "əmək əməkdaş"),
        ("az", "qayda qaya"),
        ("en", "business bus"),
        ("en", "committee commit"),
        ("en", "press pres"),
    ],
)
def test_other_words_stay_apart(language: str, different: str) -> None:
    of = stemmer(language)
    assert len({of.plain(of.terms(each)[0]) for each in different.split()}) == 2


def test_a_term_keeps_the_letters_of_its_word_where_it_can() -> None:
    assert stemmer("az").terms("MÜVƏKKİLİN") == ("müvəkkil",)
    assert stemmer("az").terms("azadlığı") == ("azadlıq",)
    assert stemmer("en").terms("Parties") == ("parti",)
    assert stemmer("de").plain("straße") == "strasse"


def test_what_nobody_sees_is_no_part_of_a_word() -> None:
    assert words("Qo\u00adnaqlar – 2024-cü il, Łódź’da_x") == [
        "Qonaqlar", "2024", "cü", "il", "Łódź", "da", "x",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["公民的投诉", "ร้องเรียน", "ພາສາລາວ"])
def test_without_spaces_every_two_signs_are_a_term(text: str) -> None:
    of = stemmer("zh")
    (word,) = words(text)
    assert [*of.terms(word)][:-1] == [*map("".join, pairwise(of.plain(text)))]


def test_digits_of_any_script_are_one() -> None:
    assert stemmer("ar").plain("٢٠٢٠") == stemmer("ar").plain("2020") == "2020"


def test_rules_are_json_for_every_language() -> None:
    for tag in (*FORMS, "ka", "zh-Hans", "de", "fr", "es", "uk"):
        assert json.loads(rules(tag))["letters"]


SIGNS = "aə İI_-’.,\u00ad\u200b\u00a0\u3000\x1f\n2٢้ร民公ກ\u0301"


@given(st.sampled_from(["az", "zh", "th", "ar"]), st.text(alphabet=SIGNS) | st.text())
def test_the_terms_of_all_words_of_a_text_are_counted(language: str, text: str) -> None:
    of = stemmer(language)
    terms = Counter(term for word in words(text) for term in of.terms(word))
    del terms[""]  # of a mark that stands alone
    assert of.counted(text) == terms
