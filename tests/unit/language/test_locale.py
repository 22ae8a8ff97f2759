import dataclasses
import pickle
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from beyan.language.locale import Formats, Language, UnknownLanguage

AZ, EN, GB, RU, AR = (Language(tag) for tag in ("az", "en", "en-GB", "ru", "ar"))
DAY = date(2026, 3, 5)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


# --- the language itself --------------------------------------------------------------------


def test_a_tag_that_cldr_does_not_know_is_rejected() -> None:
    with pytest.raises(UnknownLanguage, match='"az-AZ"'):
        Language("az_AZ")


@pytest.mark.parametrize(
    ("tag", "direction"), [("az", "ltr"), ("ru", "ltr"), ("ar", "rtl"), ("az-Arab", "rtl")]
)
def test_the_direction_is_that_of_the_script(tag: str, direction: str) -> None:
    assert Language(tag).direction == direction


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("az", "Azərbaycan"),
        ("az-AZ", "Azərbaycan"),
        ("en", "English"),
        ("en-GB", "English"),
        ("ru", "Русский"),
        ("ar", "العربية"),
        ("pt-BR", "Português"),
        ("ka", "ქართული"),
        ("az-Cyrl", "Азәрбајҹан (Кирил)"),
        ("zh-Hant", "繁體中文"),
    ],
)
def test_a_language_names_itself(tag: str, name: str) -> None:
    assert Language(tag).self_name == name


@pytest.mark.parametrize(
    ("tag", "og_locale"),
    [
        ("az", "az_AZ"),
        ("az-Latn-AZ", "az_AZ"),
        ("en", "en_US"),
        ("en-GB", "en_GB"),
        ("ru", "ru_RU"),
        ("ar", "ar_EG"),
        ("pt-BR", "pt_BR"),
        ("zh-Hant", "zh_TW"),
        ("no", "no_NO"),
        ("eo", "eo"),
    ],
)
def test_open_graph_gets_language_and_country_without_a_script(tag: str, og_locale: str) -> None:
    assert Language(tag).og_locale == og_locale


@pytest.mark.parametrize(
    ("tag", "weekday"), [("az", 0), ("ru", 0), ("en-GB", 0), ("en", 6), ("ar", 5), ("no", 0)]
)
def test_the_week_begins_on_the_weekday_of_the_country(tag: str, weekday: int) -> None:
    assert Language(tag).first_weekday == weekday


def test_languages_of_one_tag_are_equal_and_cannot_be_changed() -> None:
    assert Language("az") == AZ != RU
    assert {Language("az"): 1}[AZ] == 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        AZ.tag = "tr"  # type: ignore[misc]


def test_a_language_crosses_a_process_boundary() -> None:
    copy = pickle.loads(pickle.dumps(AR))
    assert copy == AR
    assert (copy.direction, copy.self_name) == ("rtl", "العربية")


def test_naming_the_module_does_not_load_babel() -> None:
    code = "import sys, beyan.language.locale; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_language_of_cldr_can_be_configured() -> None:
    shown = {}
    for identifier in locale_identifiers():
        tag = identifier.replace("_", "-")
        try:
            language = Language(tag)
        except UnknownLanguage:
            continue
        shown[tag] = (
            language.self_name,
            language.date_long(DAY),
            language.date_full(DAY),
            language.date_short(DAY),
            language.date_numeric(DAY),
            language.month_year(DAY),
            language.time(time(14, 30)),
            language.date_range(DAY, date(2026, 3, 9)),
            language.number(1234.5),
            language.percent(0.25),
            language.ordinal(2),
            language.filesize(1_234_567),
            language.list_and(["A", "B", "C"]),
            language.name_of("az"),
        )
    assert len(shown) > 700
    assert [tag for tag, texts in shown.items() if not all(texts)] == []


# --- dates ----------------------------------------------------------------------------------


def test_azerbaijani_dates_are_written_as_offices_write_them() -> None:
    assert AZ.date_long(DAY) == "5 mart 2026"
    assert AZ.date_full(DAY) == "5 mart 2026, cümə axşamı"
    assert AZ.date_short(DAY) == "05.03.26"
    assert AZ.date_numeric(date(2020, 5, 22)) == "22-05-2020"
    assert AZ.month_year(date(2020, 5, 22)) == "may 2020"
    assert AZ.capitalize(AZ.month_year(date(2020, 6, 1))) == "İyun 2020"


def test_english_dates_follow_the_country_of_the_tag() -> None:
    assert EN.date_long(DAY) == "March 5, 2026"
    assert GB.date_long(DAY) == "5 March 2026"
    assert EN.date_numeric(DAY) == "3/5/2026"
    assert GB.date_numeric(DAY) == "05/03/2026"
    assert GB.date_full(DAY) == "Thursday, 5 March 2026"


def test_russian_dates_have_the_month_in_the_genitive_where_a_day_stands_before_it() -> None:
    assert RU.date_long(DAY) == "5 марта 2026\u202fг."
    assert RU.month_year(DAY) == "март 2026\u202fг."


def test_arabic_dates_have_the_digits_of_the_country() -> None:
    assert AR.date_long(DAY) == "5 مارس 2026"
    assert Language("ar-EG").date_long(DAY) == "٥ مارس ٢٠٢٦"


def test_a_clock_time_has_24_hours_unless_cldr_says_otherwise() -> None:
    assert AZ.time(time(14, 30)) == "14:30"
    assert AZ.time(time(9, 5)) == "09:05"
    assert RU.time(time(14, 30)) == "14:30"
    assert EN.time(time(14, 30)) == "2:30\u202fPM"


def test_a_moment_is_shown_as_its_own_clock_reads() -> None:
    baku = timezone(timedelta(hours=4))
    midnight = datetime(2026, 3, 5, 0, 30, tzinfo=baku)
    assert midnight.astimezone(UTC).day == 4
    assert AZ.date_long(midnight) == "5 mart 2026"
    assert AZ.time(midnight) == "00:30"
    assert AZ.date_range(midnight, midnight + timedelta(hours=1)) == "5 mart 2026"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 3, 5), date(2026, 3, 9), "5–9 mart 2026"),
        (date(2026, 2, 28), date(2026, 3, 2), "28 fevral – 2 mart 2026"),
        (date(2025, 12, 28), date(2026, 1, 2), "28 dekabr 2025 – 2 yanvar 2026"),
        (date(2025, 3, 5), date(2026, 3, 5), "5 mart 2025 – 5 mart 2026"),
        (date(2026, 3, 5), date(2026, 3, 5), "5 mart 2026"),
    ],
)
def test_an_azerbaijani_range_repeats_only_what_differs(
    first: date, last: date, expected: str
) -> None:
    assert AZ.date_range(first, last) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "March 5\u2009–\u20099, 2026"),
        ("en-GB", "5–9 March 2026"),
        ("ru", "5–9 марта 2026\u202fг."),
        ("ar", "5–9 مارس 2026"),
        ("ar-EG", "٥–٩ مارس ٢٠٢٦"),
        ("de", "5.–9. März 2026"),
        ("es", "5–9 de marzo de 2026"),
        ("az-Cyrl", "5–9 март 2026"),
        ("ja", "2026年3月5日～9日"),
    ],
)
def test_a_range_in_another_language_is_that_of_cldr_with_the_month_written_out(
    tag: str, expected: str
) -> None:
    assert Language(tag).date_range(DAY, date(2026, 3, 9)) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("cs", "5. března 2026 – 2. dubna 2026"),
        ("he", "5 במרץ 2026 – 2 באפריל 2026"),
        ("sw", "5 Machi 2026 – 2 Aprili 2026"),
    ],
)
def test_a_range_that_cldr_has_no_fitting_form_for_gives_both_dates_in_full(
    tag: str, expected: str
) -> None:
    assert Language(tag).date_range(DAY, date(2026, 4, 2)) == expected


def test_a_range_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="2026-03-04"):
        AZ.date_range(DAY, date(2026, 3, 4))


@given(DAYS, DAYS)
def test_a_range_ends_with_its_last_day(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert AZ.date_range(first, last).endswith(AZ.date_long(last).partition(" ")[2])
    assert AZ.date_range(first, last).startswith(f"{first.day}")


@given(DAYS)
def test_the_long_date_says_day_and_year(day: date) -> None:
    for language in (AZ, EN, RU, AR):
        assert str(day.day) in language.date_long(day)
        assert str(day.year) in language.date_long(day)


# --- numbers --------------------------------------------------------------------------------


def test_azerbaijani_numbers_have_points_between_thousands_and_a_decimal_comma() -> None:
    assert AZ.number(1234567.89) == "1.234.567,89"
    assert AZ.number(368) == "368"
    assert AZ.number(Decimal("0.5")) == "0,5"


def test_numbers_of_other_languages_are_those_of_cldr() -> None:
    assert EN.number(1234567.89) == "1,234,567.89"
    assert RU.number(1234567.89) == "1\u00a0234\u00a0567,89"
    assert Language("ar-EG").number(1234.5) == "١٬٢٣٤٫٥"


def test_a_share_is_shown_in_percent() -> None:
    assert AZ.percent(0.25) == "25%"
    assert RU.percent(0.25) == "25\u00a0%"
    assert Language("tr").percent(0.25) == "%25"


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, "0 bayt"),
        (512, "512 bayt"),
        (1000, "1 kB"),
        (340_400, "340 kB"),
        (999_999, "1 MB"),
        (1_234_567, "1,2 MB"),
        (12_345_678, "12 MB"),
        (2_000_000_000_000, "2.000 GB"),
    ],
)
def test_a_file_size_is_rounded_to_what_a_reader_needs(size: int, expected: str) -> None:
    assert AZ.filesize(size) == expected


def test_file_sizes_have_the_units_and_digits_of_the_language() -> None:
    assert RU.filesize(1_234_567) == "1,2 МБ"
    assert Language("ar-EG").filesize(340_000) == "٣٤٠ كيلوبايت"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (2024, "2024-cü"),
        (2025, "2025-ci"),
        (2026, "2026-cı"),
        (9, "9-cu"),
        (100, "100-cü"),
        (0, "0-cı"),
        (1, "1-ci"),
        (10, "10-cu"),
        (1000000, "1000000-cu"),
    ],
)
def test_azerbaijani_ordinals_follow_vowel_harmony(number: int, expected: str) -> None:
    assert AZ.ordinal(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd"), (113, "113th")],
)
def test_english_ordinals_follow_their_last_digits(number: int, expected: str) -> None:
    assert EN.ordinal(number) == expected


def test_an_ordinal_whose_ending_is_not_known_is_the_bare_number() -> None:
    assert RU.ordinal(2024) == "2024"
    assert Language("ar-EG").ordinal(24) == "٢٤"


# --- words ----------------------------------------------------------------------------------


def test_lists_end_with_and() -> None:
    assert AZ.list_and(["A", "B", "C"]) == "A, B və C"
    assert AZ.list_and(("A", "B")) == "A və B"
    assert EN.list_and(["A", "B", "C"]) == "A, B, and C"
    assert RU.list_and(["A", "B", "C"]) == "A, B и C"


def test_short_lists_need_no_and() -> None:
    assert AZ.list_and(["A"]) == "A"
    assert AZ.list_and([]) == ""


def test_braces_in_a_list_stay_braces() -> None:
    assert AZ.list_and(["{0}", "{x}", "C"]) == "{0}, {x} və C"


def test_a_language_names_others() -> None:
    assert AZ.name_of("en") == AZ.name_of("en-GB") == "ingilis"
    assert AZ.name_of("ru") == "rus"
    assert EN.name_of("az") == "Azerbaijani"
    assert RU.name_of("ar") == "арабский"
    assert AZ.name_of("zh-Hant") == "ənənəvi çin"


def test_a_language_without_a_name_for_another_uses_its_own_name() -> None:
    assert AZ.name_of("lld") == "ladin"


def test_naming_an_unknown_language_is_an_error() -> None:
    with pytest.raises(UnknownLanguage):
        AZ.name_of("qps")


def test_letters_follow_the_language() -> None:
    assert AZ.upper("insan") == "İNSAN"
    assert AZ.lower("IŞIQ") == "ışıq"
    assert AZ.initial("ismayılov") == "İ"
    assert sorted(["Fuad", "Əli", "Elçin"], key=AZ.sort_key) == ["Elçin", "Əli", "Fuad"]


# --- Azerbaijani in Cyrillic letters --------------------------------------------------------

AZ_CYRL = Language("az-Cyrl")


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (AZ_CYRL.date_long(date(2026, 3, 5)), "5 март 2026"),
        (AZ_CYRL.date_full(date(2026, 3, 6)), "6 март 2026, ҹүмә"),
        (AZ_CYRL.date_short(date(2026, 3, 5)), "05.03.26"),
        (AZ_CYRL.date_numeric(date(2020, 5, 22)), "22-05-2020"),
        (AZ_CYRL.month_year(date(2020, 5, 22)), "май 2020"),
        (AZ_CYRL.time(time(14, 30)), "14:30"),
        (AZ_CYRL.date_range(date(2026, 3, 5), date(2026, 3, 9)), "5–9 март 2026"),
        (AZ_CYRL.date_range(date(2026, 2, 28), date(2026, 3, 2)), "28 феврал – 2 март 2026"),
        (AZ_CYRL.number(1234567.89), "1.234.567,89"),
        (AZ_CYRL.percent(0.25), "25%"),
        (AZ_CYRL.filesize(1_234_567), "1,2 МБ"),
        (AZ_CYRL.filesize(800), "800 бајт"),
        (AZ_CYRL.list_and(["А", "Б", "В"]), "А, Б вә В"),
        (AZ_CYRL.list_and(["А və Б", "{0}", "В"]), "А və Б, {0} вә В"),
    ],
)
def test_azerbaijani_is_written_in_cyrillic_letters_as_in_latin_ones(
    shown: str, expected: str
) -> None:
    assert shown == expected


@pytest.mark.parametrize(
    ("number", "latin", "cyrillic"),
    [
        (1, "1-ci", "1-ҹи"),
        (2024, "2024-cü", "2024-ҹү"),
        (2026, "2026-cı", "2026-ҹы"),
        (9, "9-cu", "9-ҹу"),
        (100, "100-cü", "100-ҹү"),
        (1000, "1000-ci", "1000-ҹи"),
        (2000, "2000-ci", "2000-ҹи"),
        (110_000, "110000-ci", "110000-ҹи"),
        (1100, "1100-cü", "1100-ҹү"),
        (1_000_000, "1000000-cu", "1000000-ҹу"),
        (3_000_000_000, "3000000000-cı", "3000000000-ҹы"),
        (10**12, "1000000000000-cu", "1000000000000-ҹу"),
        (0, "0-cı", "0-ҹы"),
    ],
)
def test_azerbaijani_ordinals_follow_the_last_word_of_the_number(
    number: int, latin: str, cyrillic: str
) -> None:
    assert (AZ.ordinal(number), AZ_CYRL.ordinal(number)) == (latin, cyrillic)


# --- formats that an office chooses ---------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "date", "time", "number"),
    [
        (Language("en", Formats("en-GB")), "20 November 2023", "14:30", "1,234.5"),
        (Language("en"), "November 20, 2023", "2:30\u202fPM", "1,234.5"),
        (Language("ar", Formats(digits="arab")), "٢٠ نوفمبر ٢٠٢٣", "٢:٣٠ م", "١٬٢٣٤٫٥"),
        (Language("fa", Formats(digits="latn")), "20 نوامبر 2023", "14:30", "1,234.5"),
        (Language("hi", Formats(digits="deva")), "२० नवंबर २०२३", "२:३० pm", "१,२३४.५"),
        (Language("lez", Formats("ru")), "20 ноября 2023\u202fг.", "14:30", "1\xa0234,5"),
        (Language("tly", Formats("az")), "20 noyabr 2023", "14:30", "1.234,5"),
    ],
)
def test_dates_and_numbers_are_written_as_the_office_chose(
    language: Language, date: str, time: str, number: str
) -> None:
    day = datetime(2023, 11, 20, 14, 30)
    assert (language.date_long(day), language.time(day)) == (date, time)
    assert language.number(1234.5) == number


def test_formats_leave_the_language_what_it_is() -> None:
    en = Language("en", Formats("en-GB", name="British English"))
    assert (en.tag, en.self_name, en.og_locale) == ("en", "British English", "en_US")
    assert pickle.loads(pickle.dumps(en)) == en
    assert en != Language("en")
    assert Language("az", Formats("en")).upper("istiqlal") == "İSTİQLAL"


@pytest.mark.parametrize(
    ("tag", "formats", "direction", "name", "og_locale"),
    [
        ("lez", Formats("ru", name="Лезги"), "ltr", "Лезги", "lez_RU"),
        ("lez", Formats("ru"), "ltr", "Лезгинский", "lez_RU"),
        ("tly", Formats("az"), "ltr", "Tly", "tly_AZ"),
        ("brh", Formats("ur", name="براہوئی"), "rtl", "براہوئی", "brh_PK"),
    ],
)
def test_a_language_that_unicode_has_no_formats_of_borrows_them(
    tag: str, formats: Formats, direction: str, name: str, og_locale: str
) -> None:
    found = Language(tag, formats)
    assert (found.direction, found.self_name, found.og_locale) == (direction, name, og_locale)
    with pytest.raises(UnknownLanguage):
        Language(tag)
