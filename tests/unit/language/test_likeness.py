from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from beyan.language.likeness import likely_languages, may_be_in, other_language

HERE = Path(__file__).parent
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

# The same two sentences in every language that has small words or a script of its own.
SENTENCES = dict(line.split("\t") for line in (HERE / "sentences.txt").read_text().splitlines())
# Few words of each, as a short release has them.
SHORT = {
    "az": "Müsabiqənin nəticələri bu gün elan edilib və saytda dərc olunub.",
    "tr": "Yarışmanın sonuçları bugün açıklandı ve sitede herkes için yayımlandı.",
    "en": "The results of the contest are announced today.",
    "ru": "Итоги конкурса объявлены сегодня и размещены на сайте.",
    "ar": "أعلنت اليوم نتائج المسابقة على الموقع في صفحة الأخبار من دون تأخير.",
    "fa": "نتایج مسابقه امروز اعلام شد و در سایت برای همه قرار گرفت.",
    "ka": "კონკურსის შედეგები დღეს გამოცხადდა.",
    "hy": "Մրցույթի արդյունքներն այսօր հրապարակվել են։",
    "he": "תוצאות התחרות פורסמו היום באתר.",
    "zh-Hans": "比赛结果今天在网站上公布，时间为三个月，人们对此表示欢迎。",
    "el": "Τα αποτελέσματα ανακοινώθηκαν σήμερα.",
}
TEXTS = 200
KINDS = re.compile(r"{(\w+)}")


def release_like(language: str) -> list[str]:
    """Texts that look like press releases in the language: a beginning, what follows, an end."""
    said: dict[tuple[str, str], list[str]] = {}
    for line in (HERE / "sentences_of_releases.txt").read_text().splitlines():
        if not line.startswith("#"):
            spoken, kind, sentence = line.split("\t")
            said.setdefault((spoken, kind), []).append(sentence)
    draw = random.Random(language)

    def filled(sentence: str) -> str:
        return KINDS.sub(
            lambda match: (
                str(draw.randrange(1, 999))
                if match[1] == "number"
                else draw.choice(said["*", match[1]])
            ),
            sentence,
        )

    texts = []
    for _ in range(TEXTS):
        body = draw.sample(said[language, "body"], draw.randrange(1, 7))
        parts = (draw.choice(said[language, "first"]), *body, draw.choice(said[language, "last"]))
        texts.append("\n\n".join(map(filled, parts)))
    return texts


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
        (CYRILLIC[:100], "az", "az-Cyrl"),
        # Names in the letters of another language are no text in it.
        (f"{LATIN[:60]} Анна Ковалёва, Пётр Сидоров, Мария Крылова, Иван Рыжов", "az", ""),
        ("Анна Ковалёва, Пётр Сидоров, Мария Крылова, Иван Рыжов", "az", ""),
        ("Пресс-секретарь ответит на вопросы.", "az", "ru"),
        ("[a](a.en.md) <b class='the of and to'>b</b>", "az", ""),
        ("", "az", ""),
        ("916", "en", ""),
        ("press@example.org https://example.org/the-report-of-the-year-for-all", "az", ""),
    ],
)
def test_a_short_text_in_another_alphabet_is_told_and_names_are_not(
    text: str, language: str, found: str
) -> None:
    assert other_language(text, language) == found


@pytest.mark.parametrize("written", SENTENCES)
def test_a_text_in_the_file_of_any_other_language_is_told(written: str) -> None:
    text = SENTENCES[written]
    found = {language: other_language(text, language) for language in SENTENCES}
    assert found == {language: "" if language == written else written for language in SENTENCES}


@pytest.mark.parametrize("written", SHORT)
def test_a_sentence_in_the_file_of_another_language_is_told(written: str) -> None:
    found = {language: other_language(SHORT[written], language) for language in SHORT}
    assert found == {language: "" if language == written else written for language in SHORT}


@pytest.mark.parametrize("language", ["az", "en", "ru", "tr", "ar"])
def test_a_release_with_names_quotations_and_titles_of_other_languages_is_in_its_own(
    language: str,
) -> None:
    texts = release_like(language)
    assert len(set(texts)) == TEXTS
    assert {text: found for text in texts if (found := other_language(text, language))} == {}


@pytest.mark.parametrize("language", ["az", "en", "ru", "tr", "ar"])
def test_a_release_in_the_file_of_another_language_is_told(language: str) -> None:
    """But for one that is a quotation in the main."""
    texts = release_like(language)
    for other in {"az", "en", "ru", "tr", "ar"} - {language}:
        told = Counter(other_language(text, other) for text in texts)
        assert told[language] > 0.75 * TEXTS, (other, told)


@pytest.mark.parametrize(
    ("language", "found"),
    [
        ("en-GB", ""),
        ("EN", ""),
        ("sw", ""),  # in whose script it is, and nothing else is known of it
        ("lez", ""),  # what CLDR does not know
        ("lez-Cyrl", "en"),
        ("am", "en"),
        ("mr", "en"),
        ("yi", "en"),
    ],
)
def test_of_a_language_without_words_here_the_script_is_known(language: str, found: str) -> None:
    assert other_language(SENTENCES["en"], language) == found


@pytest.mark.parametrize("language", ["az", "ka", "zh-Hans", "ar"])
def test_a_script_that_nothing_else_is_known_of_is_named(language: str) -> None:
    assert other_language("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎠᏂᏴᏫᏯ ᎤᎾᏙᏢᏅᎢ ᎠᏂᎦᏚᏩᎩ ᎤᏂᏬᏂᏍᏗ", language) == ""
    abkhaz = "аҧсуаа рыҧсадгьыл аҟны еиҿкаахеит аизара ду ахәыҷқәа рызинқәа ирызкны"
    assert other_language(abkhaz, language) == "und-Cyrl"


@pytest.mark.parametrize(
    ("text", "likely"),
    [(SENTENCES[tag], tag) for tag in ("az", "tr", "en", "ru", "fa", "ka", "zh-Hant", "ja")],
)
def test_the_likeliest_language_comes_first(text: str, likely: str) -> None:
    assert likely_languages(text)[0] == likely
    assert may_be_in(text, likely)


@pytest.mark.parametrize("text", ["", "916", "Ombudsman", "…"])
def test_what_says_too_little_is_likely_in_no_language_and_may_be_in_any(text: str) -> None:
    assert likely_languages(text) == ()
    assert may_be_in(text, "az")
    assert may_be_in(text, "zh")


@pytest.mark.parametrize("first", ["ａ", "𝐚", "ⓐ"])
def test_letters_of_no_script_say_nothing(first: str) -> None:
    word = "".join(chr(ord(first) + place) for place in range(9))
    assert other_language(" ".join([word] * 40), "az") == ""
