"""A new site builds at once, with nothing but the installed program."""

import json
import re
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from beyan.cli import cli
from beyan.console import UI_LANGUAGES
from beyan.desk import starter
from beyan.desk.first_languages import is_language, known_languages, meant_language
from beyan.desk.messages import update_messages
from beyan.source.settings import ConfigForm, load_config
from tests.conftest import SampleSite

pytestmark = pytest.mark.slow


def init(folder: Path, *arguments: str) -> Result:
    command = ["--ui-lang", "en", "init", str(folder), *arguments]
    return CliRunner().invoke(cli, command, prog_name="beyan", catch_exceptions=False)


# Each alone, and all together.
KNOWN = known_languages()


@pytest.mark.parametrize(
    "languages", [(), *((tag,) for tag in KNOWN), tuple(reversed(KNOWN)), KNOWN]
)
def test_a_new_site_has_no_problems_and_its_pages(
    tmp_path: Path, languages: tuple[str, ...]
) -> None:
    folder = tmp_path / "new/site"
    chosen = [part for tag in languages for part in ("--lang", tag)]
    assert init(folder, *chosen).exit_code == 0
    made = SampleSite(folder)
    # The sample release is of today, and the clock of the tests stands still.
    dated = next(folder.glob("content/releases/*/*.md")).read_text("utf-8")
    day = re.search(r"^date: (.+)$", dated, re.MULTILINE)
    assert day is not None
    made.now = made.now.fromisoformat(f"{day[1]}T12:00+04:00")

    result = made.build(strict=True)

    assert result.lines == []
    home, *others = languages or ("az", "en")
    assert titled(next(folder.glob(f"content/releases/*/*.{home}.md"))) in result.html(f"/{home}/")
    assert titled(folder / f"content/pages/about.{home}.md") in result.html(f"/{home}/about/")
    assert made.check(strict=True).lines == []
    missing = set(UI_LANGUAGES) - {home, *others}
    text = "".join(path.read_text("utf-8") for path in folder.glob("content/*.yaml"))
    assert not any(f"{tag}:" in text for tag in missing)


def titled(file: Path) -> str:
    found = re.search(r"^title: (.+)$", file.read_text("utf-8"), re.MULTILINE)
    assert found is not None
    return found[1]


def test_samples_are_there_in_every_language_of_the_tool() -> None:
    """Those whose pages have strings are offered; the texts are ready for the others."""
    folder = Path(starter.__file__).parent.parent / "starter"
    for language in UI_LANGUAGES:
        assert list(folder.glob(f"content/releases/*.{language}.md")), language
        assert list(folder.glob(f"content/pages/about.{language}.md")), language
        for name in ("site_config.yaml", "content/topics.yaml", "content/participants.yaml"):
            text = (folder / name).read_text("utf-8")
            assert text.count(f" {language}: ") == text.count(" en: "), (name, language)


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    result = init(tmp_path)
    assert result.exit_code == 2
    assert "error[folder-not-empty]" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]
    assert init(tmp_path / "kept.txt").exit_code == 2


@pytest.mark.parametrize("languages", [*combinations(KNOWN, 2)], ids="-".join)
def test_a_new_site_in_two_languages_has_nothing_that_a_strict_check_tells(
    tmp_path: Path, languages: tuple[str, str]
) -> None:
    assert init(tmp_path, "--lang", ",".join(languages)).exit_code == 0
    config, problems = load_config(tmp_path)
    assert config is not None
    assert (config.languages, problems) == (languages, [])
    day = next(tmp_path.glob("content/releases/*/*.md")).name[:10]
    made = SampleSite(tmp_path)
    made.now = made.now.fromisoformat(f"{day}T12:00+04:00")
    assert made.check(strict=True).lines == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("AZ", "az"), ("pt_br", "pt-BR"), ("zh-hans", "zh-Hans"), ("de_DE", "de-DE"),
        ("German", "de"), ("Deutsch", "de"), ("Türkçe", "tr"), ("azerbaycan", "az"),
        ("ger", "de"), ("aze", "az"), ("en-UK", "en"), ("xx", ""), ("lez", ""), ("", ""),
        ("az.UTF-8", ""), ("az en", ""), ("../az", ""),
    ],
)  # fmt: skip
def test_what_is_no_language_is_refused_with_what_was_meant(
    tmp_path: Path, typed: str, meant: str
) -> None:
    result = init(tmp_path / "site", "--lang", f"en,{typed}")
    assert result.exit_code == 2
    assert f'"{typed}" is not a language tag' in result.stderr
    assert (f'did you mean "{meant}"?' if meant else "hint: see ") in result.stderr
    assert not (tmp_path / "site").exists()
    assert not is_language(typed)
    assert meant_language(typed) == meant


@pytest.mark.parametrize(
    ("languages", "listed", "has_strings", "is_released"),
    [
        ("de", "[de]", False, False),
        ("ka,en", "[ka, en]", False, True),
        ("ar", "[ar]", False, False),
        ("zh-Hans,pt-BR,az", "[zh-Hans, pt-BR, az]", False, True),
        ("en-GB", "[{en-GB: {catalogue: en}}]", True, True),
        ("tr-CY,ru", "[{tr-CY: {catalogue: tr}}, ru]", True, True),
        ("az-Cyrl", "[{az-Cyrl: {transliterate: {from: az}}}]", True, False),
    ],
)
def test_any_language_has_a_site_that_tells_which_words_it_lacks(
    tmp_path: Path, languages: str, listed: str, has_strings: bool, is_released: bool
) -> None:
    told = init(tmp_path, "--lang", languages).stdout
    assert f"\nlanguages: {listed}\n" in (tmp_path / "site_config.yaml").read_text("utf-8")
    assert bool([*tmp_path.glob("content/releases/*/*.md")]) is is_released
    unknown = [tag for tag in languages.split(",") if tag in ("de", "ka", "ar", "zh-Hans", "pt-BR")]
    lists = {f"locales/{tag}/LC_MESSAGES/messages.po" for tag in unknown}
    found = {str(path.relative_to(tmp_path)) for path in tmp_path.glob("locales/*/*/*.po")}
    assert found == lists
    readme = (tmp_path / "README.md").read_text("utf-8")
    assert all(f"words of the pages in {path} " in told and path in readme for path in lists)
    assert "TRANSLATING" not in readme
    made = SampleSite(tmp_path)
    made.now = made.now.replace(year=2100)
    codes = set(made.check().codes)
    assert codes <= {"words-in-other-language", *(() if has_strings else ("missing-string",))}
    assert ("missing-string" in codes) is not has_strings
    # What `beyan messages` would make is there already.
    assert update_messages(tmp_path, unknown, dry=True) == []


@pytest.mark.parametrize("languages", ["az,en", "ru", "tr,de,en", "ka,az-Cyrl"])
def test_the_settings_explain_each_key_and_those_that_are_off_can_be_put_in_force(
    tmp_path: Path, languages: str
) -> None:
    init(tmp_path, "--lang", languages)
    path = tmp_path / "site_config.yaml"
    text = path.read_text("utf-8")
    explained = re.findall(r"^# .+\n#?(\w+):", text, re.MULTILINE)
    assert sorted(explained) == sorted(ConfigForm.model_fields)
    # The office's language is the first, where the program speaks it.
    assert ("The office's name in each language" in text) is languages.startswith("ka")
    assert text.count("# still in English") == (text.count(" ka: ") + text.count(" az-Cyrl: "))
    path.write_text(re.sub(r"(?m)^( *)#(?=\S|  )", r"\1", text), "utf-8")
    config, problems = load_config(tmp_path)
    assert problems == []
    assert config is not None
    assert (config.page_size, config.most_read.months, config.help.page) == (25, 12, "pages/about")
    assert config.contact.call_centre == "100"


def test_what_is_there_for_the_editor_names_files_that_exist(tmp_path: Path) -> None:
    init(tmp_path)
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text("utf-8"))
    for schema, file in settings["yaml.schemas"].items():
        assert (tmp_path / schema).is_file()
        # A glossary is for whoever needs one.
        assert (tmp_path / file.lstrip("/")).is_file() or "glossary" in file
    release = json.loads((tmp_path / ".vscode/schemas/release.schema.json").read_text("utf-8"))
    assert "leyla-numune" in json.dumps(release["properties"]["participants"])


@pytest.mark.parametrize("language", KNOWN)
def test_a_snippet_that_is_filled_in_makes_a_release_without_problems(
    tmp_path: Path, language: str
) -> None:
    init(tmp_path, "--lang", language)
    snippets = json.loads((tmp_path / ".vscode/beyan.code-snippets").read_text("utf-8"))

    def typed(kind: str) -> list[str]:
        body = "\n".join(snippets[f"{kind} ({language})"]["body"])
        body = body.replace("$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", "2026-03-05")
        return re.sub(r"\$\{\d:([^}]*)\}", r"\1", body).splitlines()

    head, text = typed("release")[:-1], typed("release")[-1]
    place = head.index("participants:") + 1
    lines = [
        *head[:place],
        *(f"  {line}" for line in typed("participant")),
        *head[place:-1],
        *typed("correction"),
        *typed("photo"),
        "---",
        text,
    ]
    folder = tmp_path / "content/releases/2026"
    folder.mkdir(parents=True, exist_ok=True)  # what a new site begins with is of this year
    (folder / f"2026-03-05-x.{language}.md").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "2026-03-05-x").mkdir()
    _photo(folder / "2026-03-05-x/photo.jpg")
    found = SampleSite(tmp_path, datetime.now(UTC)).check()
    assert [each for each in found.codes if each != "words-in-other-language"] == []


def _photo(path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (40, 30)).save(path, "JPEG")
