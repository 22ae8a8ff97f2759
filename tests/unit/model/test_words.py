import pickle

from beyan.model.words import Translations, Words


def test_a_reader_gets_their_own_language_first() -> None:
    texts = Translations.of({"az": "Bakı", "en": "Baku"})
    assert texts.best(("en", "az")) == Words("Baku", "en")


def test_words_shown_for_want_of_their_own_language_know_which_one_they_are_in() -> None:
    texts = Translations.of({"az": "Bakı"})
    assert texts.best(("en", "az")) == Words("Bakı", "az")


def test_no_language_beyond_the_preferences_is_ever_shown() -> None:
    assert Translations.of({"ru": "Баку"}).best(("az", "en")) is None


def test_translations_of_nothing_are_false() -> None:
    assert not Translations.of({})
    assert Translations.of({"az": "x"})


def test_translations_survive_the_way_to_a_worker_process() -> None:
    texts = Translations.of({"az": "Bakı", "en": "Baku"})
    assert pickle.loads(pickle.dumps(texts)) == texts
