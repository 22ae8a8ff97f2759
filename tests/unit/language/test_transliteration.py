from pathlib import Path

import pytest

from beyan.language.catalogue import Catalogue, Entry
from beyan.language.transliteration import can_be_made, transliterated


def cyrillic(form: str, msgid: str = "?") -> str:
    entry = Entry(
        msgid=msgid,
        plural=None,
        context=None,
        forms=(form,),
        is_fuzzy=False,
        plural_count=1,
        plural_rule="0",
        path=Path("x.po"),
        line=1,
    )
    return transliterated(Catalogue("az", (entry,)), "az-Cyrl").gettext(msgid)


@pytest.mark.parametrize(
    ("latin", "expected"),
    [
        ("Bütün açıqlamalar", "Бүтүн ачыгламалар"),
        ("İnsan hüquqları", "Инсан һүгуглары"),
        ("Irəvan, Xəzər, Jalə, Wilson", "Ырәван, Хәзәр, Жалә, Вилсон"),
        ("ƏLAQƏ", "ӘЛАГӘ"),
        ("Ağdaş, Gəncə, Kəlbəcər, Çöl, Şəki", "Ағдаш, Ҝәнҹә, Кәлбәҹәр, Чөл, Шәки"),
        ("%(count)s dəfə oxunub", "%(count)s дәфә охунуб"),
        ('{name} adlı <b class="x">şəxs</b>&nbsp;', '{name} адлы <b class="x">шәхс</b>&nbsp;'),
        ("100%% pulsuz", "100%% пулсуз"),
        ("https://example.org/az ünvanı", "https://example.org/az үнваны"),
    ],
)
def test_azerbaijani_words_are_put_into_cyrillic_letters_and_nothing_else_is(
    latin: str, expected: str
) -> None:
    assert cyrillic(latin) == expected


@pytest.mark.parametrize("name", ["RSS", "WhatsApp", "Atom"])
def test_names_that_the_original_has_keep_their_letters(name: str) -> None:
    assert cyrillic(f"{name} lenti", f"{name} feed") == f"{name} ленти"


@pytest.mark.parametrize(
    ("latin", "original", "expected"),
    [
        ("E-poçt", "E-mail", "Е-почт"),
        ("Media paketi", "Media kit", "Медиа пакети"),
        ("Video və JavaScript", "Video and JavaScript", "Видео вә JavaScript"),
    ],
)
def test_words_that_are_alike_in_both_languages_are_put_into_other_letters(
    latin: str, original: str, expected: str
) -> None:
    assert cyrillic(latin, original) == expected


def test_no_other_letters_are_made_than_those_of_azerbaijani() -> None:
    assert can_be_made("az-Cyrl", "az")
    assert not can_be_made("az", "az-Cyrl")
    assert not can_be_made("az-Cyrl", "ru")
