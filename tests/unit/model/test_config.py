import pytest

from beyan.model.config import Config, Contact, MissingTranslation
from beyan.model.words import Translations


def config(base_url: str = "https://press.example.org", *languages: str) -> Config:
    return Config(
        name=Translations(),
        tagline=Translations(),
        base_url=base_url,
        languages=languages or ("az", "en"),
        timezone="Asia/Baku",
        contact=Contact(),
        missing_translation=MissingTranslation.LINK,
        out_of_date_note=False,
        page_size=20,
        home_size=7,
        feed_size=20,
        share=(),
        search=True,
        social_cards=False,
    )


@pytest.mark.parametrize(
    ("base_url", "origin", "base_path"),
    [
        ("https://press.example.org", "https://press.example.org", ""),
        ("https://example.org/press", "https://example.org", "/press"),
        ("http://localhost:8000/a/b", "http://localhost:8000", "/a/b"),
    ],
)
def test_a_base_url_is_an_origin_and_a_path(base_url: str, origin: str, base_path: str) -> None:
    assert (config(base_url).origin, config(base_url).base_path) == (origin, base_path)


def test_the_first_language_is_the_default() -> None:
    assert config("https://x.example", "ru", "az").default_language == "ru"


def test_the_fallback_chain_begins_with_the_reader_and_names_each_language_once() -> None:
    assert config("https://x.example", "az", "en", "ru").preferences("en") == ("en", "az", "ru")


def test_the_fallback_chain_never_ends_in_english_by_itself() -> None:
    assert config("https://x.example", "az", "ru").preferences("ru") == ("ru", "az")
