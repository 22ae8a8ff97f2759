import pickle
from datetime import date

import pytest
from babel.localedata import LocaleDataDict, load

from beyan.language.cldr import UnknownLanguage, country, find_locale, with_own_digits
from beyan.language.locale import Language


@pytest.mark.parametrize(
    "tag",
    ["", "qps", "und", "root", "aze", "english", "de@euro", "az.UTF-8", "az\n", "x-az", "iw"],
)
def test_a_tag_that_is_no_language_of_cldr_is_unknown(tag: str) -> None:
    with pytest.raises(UnknownLanguage) as caught:
        find_locale(tag)
    assert caught.value.tag == tag
    assert caught.value.suggestion == ""


@pytest.mark.parametrize(
    ("tag", "suggestion"),
    [("az_AZ", "az-AZ"), ("en-AZ", "en"), ("en-UK", "en"), ("en-Cyrl", "en"), ("az-XX", "az")],
)
def test_an_unknown_tag_suggests_the_nearest_known_one(tag: str, suggestion: str) -> None:
    with pytest.raises(UnknownLanguage, match=f'did you mean "{suggestion}"') as caught:
        find_locale(tag)
    assert caught.value.suggestion == suggestion


def test_the_error_crosses_a_process_boundary() -> None:
    error = pickle.loads(pickle.dumps(UnknownLanguage("az_AZ", "az-AZ")))
    assert (error.tag, error.suggestion) == ("az_AZ", "az-AZ")


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("az", "AZ"), ("az-Cyrl", "AZ"), ("ar", "EG"), ("pt-BR", "BR"), ("en-001", ""), ("eo", "")],
)
def test_the_country_is_the_one_named_or_the_most_likely(tag: str, expected: str) -> None:
    assert country(find_locale(tag)) == expected


def test_digits_are_those_of_the_language() -> None:
    assert with_own_digits("05-03", find_locale("ar-EG")) == "٠٥-٠٣"
    assert with_own_digits("05-03", find_locale("az")) == "05-03"


# What CLDR has for June, alone.
JUNE = {
    "az": "iyun", "tr": "Haziran", "ar": "يونيو", "zh-Hans": "六月", "he": "יוני", "fr": "juin",
    "de": "Juni", "no": "juni", "ka": "ივნისი", "ja": "6月", "sw": "Juni", "az-Cyrl": "Ијун",
}  # fmt: skip


def test_no_language_takes_the_months_of_another() -> None:
    """They stand alone above the releases of each month."""
    made = {tag: Language(tag).month_name(date(2026, 6, 5)) for tag in JUNE}
    assert made == JUNE


def test_what_is_looked_up_in_a_locale_is_in_no_other() -> None:
    """In any part of CLDR's data: all that a language has not itself stands in a common one."""
    root = load("root")
    before = pickle.dumps(root)
    for tag in JUNE:
        _look_everywhere(find_locale(tag)._data)
    assert pickle.dumps(root) == before


def _look_everywhere(data: LocaleDataDict) -> None:
    for key in list(data):
        found = data[key]
        if isinstance(found, LocaleDataDict):
            _look_everywhere(found)
