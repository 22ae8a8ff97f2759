import json
from collections.abc import Callable
from pathlib import Path

import pytest

from beyan.model.config import MissingTranslation
from beyan.model.diagnostic import Diagnostic
from beyan.source.settings import load_config
from tests.conftest import CONFIG, SampleSite

Make = Callable[..., SampleSite]


def problems(made: SampleSite, base_url: str | None = None) -> list[Diagnostic]:
    config, found = load_config(made.root, base_url)
    assert config is None
    return sorted(found)


def with_line(line: str) -> str:
    """The settings with this line in place of the one with its key, or after the others."""
    replaced = {line.partition(":")[0], "silence", "search", "social_cards"}
    kept = [each for each in CONFIG.splitlines() if each.partition(":")[0] not in replaced]
    return "\n".join([*kept, line]) + "\n"


def test_settings_that_are_not_given_have_defaults(site: Make) -> None:
    config, found = load_config(site().root)
    assert found == []
    assert config is not None
    assert config.languages == ("az", "en")
    assert config.missing_translation is MissingTranslation.LINK
    assert (config.page_size, config.home_size) == (20, 7)
    assert config.contact.call_centre == "916"
    assert config.share == ("email", "whatsapp", "telegram", "facebook")


@pytest.mark.parametrize("chosen", ["[]", "[x, email]"])
def test_a_release_can_be_shared_by_the_chosen_services_in_their_order(
    site: Make, chosen: str
) -> None:
    config, _ = load_config(site(config=with_line(f"share: {chosen}")).root)
    assert config is not None
    assert f"[{', '.join(config.share)}]" == chosen


@pytest.mark.parametrize("choice", ["hide", "link", "notice"])
def test_a_missing_translation_is_treated_as_chosen(site: Make, choice: str) -> None:
    config, _ = load_config(site(config=with_line(f"missing_translation: {choice}")).root)
    assert config is not None
    assert config.missing_translation == choice


def test_the_base_url_has_no_closing_slash_and_can_be_replaced_for_a_run(site: Make) -> None:
    made = site(config=with_line("base_url: https://example.org/press/"))
    config, _ = load_config(made.root)
    assert config is not None
    assert config.base_url == "https://example.org/press"
    config, _ = load_config(made.root, "http://localhost:8000/")
    assert config is not None
    assert config.base_url == "http://localhost:8000"


@pytest.mark.parametrize(
    ("line", "code", "place"),
    [
        ("languages: [az, en, az]", "duplicate-item", "5:21"),
        ("languages: [az, english]", "bad-language", "5:17"),
        ("languages: [az, xx]", "bad-language", "5:17"),
        ("languages: []", "empty-value", "5:12"),
        ("languages: [az, en, no]", "missing-in-language", "1:7"),
        ("languages: az", "wrong-type", "5:12"),
        ("languages: [az, {en: {formats: xx}}]", "bad-language", "5:32"),
        ("languages: [az, {en: {formats: English}}]", "bad-language", "5:32"),
        ("languages: [az, {en: {digits: roman}}]", "bad-choice", "5:31"),
        ("languages: [az, {en: {format: en-GB}}]", "unknown-key", "5:23"),
        ("languages: [az, {en: en-GB}]", "wrong-type", "5:22"),
        ("languages: [az, {en: {fallback: az}}]", "wrong-type", "5:33"),
        ("languages: [az, {en: {fallback: [ru]}}]", "unknown-language", "5:34"),
        ("languages: [az, {en: {fallback: [en]}}]", "duplicate-item", "5:34"),
        ("languages: [az, {en: {fallback: [az, az]}}]", "duplicate-item", "5:38"),
        ("languages: [az, {xx: {name: X}}]", "bad-language", "5:18"),
        ("languages: [az, en, {en: {formats: en-GB}}]", "duplicate-item", "5:21"),
        ("languages: [az, {en: {name: A}, ru: {name: B}}]", "wrong-type", "5:17"),
        ("languages: [az, {}]", "wrong-type", "5:17"),
        ("languages: [az, {en: {transliterate: {from: az}}}]", "bad-choice", "5:45"),
        ("languages: [az, {en: {transliterate: az}}]", "wrong-type", "5:38"),
        ("languages: [az, {en: {transliterate: {of: az}}}]", "unknown-key", "5:39"),
        ("timezone: Asia/Bakou", "bad-timezone", "5:11"),
        ("timezone: +04:00", "bad-timezone", "5:11"),
        ("timezone: ../../etc/passwd", "bad-timezone", "5:11"),
        pytest.param(f"timezone: {'a/' * 2000}b", "bad-timezone", "5:11", id="many folders"),
        pytest.param(f"timezone: Asia/{'a.' * 2000}b", "bad-timezone", "5:11", id="many dots"),
        pytest.param(f"timezone: Asia/{'</b>' * 2000}", "bad-timezone", "5:11", id="many tags"),
        pytest.param(f"timezone: {'a' * 5000}", "bad-timezone", "5:11", id="a long name"),
        ("base_url: press.example.org", "bad-url", "5:11"),
        ("base_url: ftp://press.example.org", "bad-url", "5:11"),
        ("base_url: https://press.example.org/?a=b", "bad-url", "5:11"),
        ("base_url: https://user@press.example.org/", "bad-url", "5:11"),
        ("base_url: 'https://[::1'", "bad-url", "5:11"),
        ("name: {az: Nümunə}", "missing-in-language", "5:7"),
        ("name: {az: Nümunə, en: Sample, ru: Пример}", "unknown-language", "5:32"),
        ("name: Nümunə", "not-per-language", "5:7"),
        ("missing_translation: links", "bad-choice", "6:22"),
        ("page_size: 0", "bad-choice", "6:12"),
        ("page_size: 1.5", "bad-number", "6:12"),
        ("contact: {email: press}", "bad-email", "5:18"),
        ("contact: {address: {az: Bakı}}", "missing-in-language", "5:20"),
        ("pagesize: 10", "unknown-key", "6:1"),
    ],
)
def test_a_wrong_setting_is_reported_at_its_place(
    site: Make, line: str, code: str, place: str
) -> None:
    found = problems(site(config=with_line(line)))
    assert (code, f"site_config.yaml:{place}") in [(each.code, str(each.span)) for each in found]


@pytest.mark.parametrize(
    ("line", "suggestion"),
    [
        ("timezone: Asia/Bakou", "Asia/Baku"),
        ("missing_translation: links", "link"),
        ("pagesize: 10", "page_size"),
    ],
)
def test_a_wrong_setting_comes_with_the_nearest_right_one(
    site: Make, line: str, suggestion: str
) -> None:
    assert [each.suggestion for each in problems(site(config=with_line(line)))] == [suggestion]


def test_all_problems_of_the_settings_are_found_in_one_run(site: Make) -> None:
    config = "name: {az: A}\nbase_url: x\nlanguages: [az, en]\ntimezone: Mars/Base\n"
    found = [each.code for each in problems(site(config=config))]
    assert found == ["missing-in-language", "bad-url", "bad-timezone"]


def test_a_folder_without_settings_is_no_site(tmp_path: Path) -> None:
    config, found = load_config(tmp_path)
    assert config is None
    assert [each.code for each in found] == ["missing-config"]


@pytest.mark.parametrize(
    "sign", [*";{}$()|*^!&=+,@`'\"<>\\", "%zz", "%", "%0a", "%3B", "%7B", "\\n", "?", "#", "/."]
)
@pytest.mark.parametrize(
    "place", ["https://press.example.org/a{}b", "https://press{}.example.org/"]
)
def test_an_address_of_a_site_has_no_sign_that_a_server_would_obey(
    site: Make, place: str, sign: str
) -> None:
    address = json.dumps(place.format(sign).replace("\\n", "\n"))
    found = problems(site(config=with_line(f"base_url: {address}")))
    assert [each.code for each in found] == ["bad-url"]


@pytest.mark.parametrize(
    "address",
    ["http://[::1]:8000/x", "https://mətbuat.example/ə", "https://a-b.example.org/~x/y_z/%C9%99/"],
)
def test_an_honest_address_is_taken(site: Make, address: str) -> None:
    made = site(config=with_line(f"base_url: {json.dumps(address)}"))
    assert load_config(made.root)[1] == []


@pytest.mark.parametrize("sign", list('?&%#,;:<>"()[]/\\ '))
def test_an_email_has_no_sign_that_means_more_in_a_link(site: Make, sign: str) -> None:
    for address in (f"a{sign}bcc@example.org", f"a@example{sign}.org", f"a@example.o{sign}g"):
        made = site(config=with_line(f"contact: {{email: {json.dumps(address)}}}"))
        assert [each.code for each in problems(made)] == ["bad-email"], address


def test_a_base_url_given_for_a_run_is_checked_like_the_one_in_the_file(site: Make) -> None:
    assert [each.code for each in problems(site(), "localhost:8000")] == ["bad-url"]


def test_a_silenced_letter_of_the_settings_is_silent_too(site: Make) -> None:
    made = site(config=with_line("name: {az: Nümunә, en: Sample}"))
    assert [each.code for each in load_config(made.root)[1]] == ["lookalike-letter"]
    made.change({"site_config.yaml": with_line("silence: [lookalike-letter]")})
    assert load_config(made.root)[1] == []


def test_where_the_site_stands_is_told_with_all_else_that_is_wrong(site: Make) -> None:
    lines = CONFIG.replace("Asia/Baku", "Baku").replace("https://", "") + "page_size: ten\n"
    found = problems(site({"site_config.yaml": lines}))
    assert [(each.code, each.suggestion) for each in found] == [
        ("bad-url", "https://press.example.org"),
        ("bad-timezone", "Asia/Baku"),
        ("bad-number", ""),
    ]
