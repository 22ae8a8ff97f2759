"""The tool's own languages: found by their files, each whole, and each true to itself."""

import os
import re
import shutil
import string
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from gettext import c2py
from pathlib import Path
from typing import NamedTuple

import pytest
from babel import Locale
from babel.messages.pofile import read_po
from click.testing import CliRunner

import beyan
from beyan.cli import cli
from beyan.console import UI_LANGUAGES, Console, languages, ui_language
from beyan.console.languages import formats_of, with_own_sign
from beyan.desk import scaffold
from tests.conftest import SampleSite, release
from tests.programs import gettext

PACKAGE = Path(beyan.__file__).parent
TRANSLATED = [tag for tag in UI_LANGUAGES if tag != "en"]


class Said(NamedTuple):
    msgid: str
    form: str


def messages(language: str) -> list[Said]:
    """As Babel reads them, beginning with the header."""
    with open(PACKAGE / "locales" / language / "beyan.po", "rb") as file:
        entries = read_po(file, abort_invalid=True)
    assert not entries.obsolete
    header = "".join(f"{name}: {value}\n" for name, value in entries.mime_headers)
    return [
        Said("", header),
        *(Said(str(each.id), str(each.string)) for each in entries if each.id),
    ]


# --- which language -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("ru_RU.UTF-8", "ru"),
        ("tr_TR", "tr"),
        ("az_AZ.utf8@latin", "az"),
        ("en_GB.UTF-8", "en"),
        ("C.UTF-8", "en"),
        ("POSIX", "en"),
        ("de_DE.UTF-8", "en"),
        ("RU", "ru"),
    ],
)
def test_the_computers_locale_chooses_among_the_languages_there_are(
    locale: str, language: str
) -> None:
    assert ui_language(None, {"LANG": locale}) == language


def test_four_languages_come_with_the_program() -> None:
    assert {"en", "az", "ru", "tr"} <= set(UI_LANGUAGES)


# --- a language is files, not code ----------------------------------------------------------------


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program, to which a test can add files."""
    root = tmp_path_factory.mktemp("program")
    shutil.copytree(PACKAGE, root / "beyan", ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("templates", "assets", "locales"):
        shutil.copytree(PACKAGE.parent / folder, root / folder)
    return root


def bracketed(text: str) -> str:
    return f"⟦{text}⟧"


@pytest.mark.parametrize(
    ("folder", "tag", "locale"),
    [
        ("eo", "eo", "eo.UTF-8"),
        # As Weblate and Poedit name folders.
        ("pt_BR", "pt-BR", "pt_BR.UTF-8"),
        # CLDR does not know it.
        ("qya", "qya", "qya_XX.UTF-8"),
    ],
)
def test_a_language_is_added_by_files_alone(
    checkout: Path, site: Callable[..., SampleSite], folder: str, tag: str, locale: str
) -> None:
    (checkout / "beyan/locales" / folder).mkdir()
    with open(checkout / "beyan/locales" / folder / "beyan.po", "w", encoding="utf-8") as file:
        for message in messages("az"):
            text = bracketed(message.msgid) if message.msgid else f"Language: {tag}\n"
            file.write(f"msgid {quoted(message.msgid)}\nmsgstr {quoted(text)}\n\n")
    scaffolds = checkout / "beyan/desk/scaffolds"
    notes = (scaffolds / "release.en.md").read_text("utf-8").replace("# ", "# ⟦⟧ ")
    (scaffolds / f"release.{tag}.md").write_text(notes, "utf-8")
    made = site({"content/releases/2026/2026-03-05-x.az.md": release(topics="[nobody]")})
    # A site knows what CLDR knows.
    own = "az" if tag == "qya" else tag
    made.change({"site_config.yaml": site_of(own)})

    def say(*arguments: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(checkout), "LC_ALL": locale}
        command = [sys.executable, "-m", "beyan", "--site", str(made.root), *arguments]
        done = subprocess.run(
            command, env=environment, cwd=made.root, capture_output=True, text=True, check=False
        )
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    shown = say("--help")
    assert f"|{tag}" in shown
    assert "⟦Build the site into output/.⟧" in shown
    assert "⟦Usage⟧: " in shown
    assert '⟦error⟧[unknown-topic]: ⟦no topic "nobody"⟧' in say("check")
    assert '⟦there is no command "chek"⟧' in say("chek")
    assert "⟦created: content/releases/2026/" in say("new", "X Y", "--lang", own)
    if own == tag:
        (path,) = made.root.glob(f"content/releases/2026/*-x-y.{tag}.md")
        assert "# ⟦⟧ " in path.read_text("utf-8")


def site_of(language: str) -> str:
    names = f"{{az: A, {language}: B}}" if language != "az" else "{az: A}"
    tags = dict.fromkeys(("az", language))
    return (
        f"name: {names}\nbase_url: https://press.example.org\nlanguages: [{', '.join(tags)}]\n"
        f"timezone: Asia/Baku\ncontact: {{name: {names}, email: a@example.org}}\n"
    )


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def test_a_message_that_a_language_lacks_is_said_in_english() -> None:
    for language in UI_LANGUAGES:
        assert Console(language).say("no such {thing}", thing="phrase") == "no such phrase"


@pytest.mark.parametrize(
    "written",
    [
        'msgid "no topic \\"{key}\\""\nmsgstr "{kalit}"\n',
        'msgid "no topic \\"{key}\\""\nmsgstr "{}"\n',
        'msgid "no topic \\"{key}\\""\nmsgstr "{key"\n',
        'msgid "no topic \\"{key}\\""\n',
        'msgid "no topic \\"{key}\\""\nmsgstr ""\n',
        '#, fuzzy\nmsgid "no topic \\"{key}\\""\nmsgstr "x"\n',
        "not a catalogue",
        "",
        None,
    ],
)
def test_what_a_translator_gets_wrong_is_said_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str | None
) -> None:
    file = tmp_path / "beyan.po"
    if written is not None:
        file.write_text(written, "utf-8")
    monkeypatch.setitem(languages._FILES, "uz", file)
    languages._messages.cache_clear()
    assert Console("uz").say('no topic "{key}"', key="x") == 'no topic "x"'
    languages._messages.cache_clear()


# --- each is whole --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_header_names_the_language_and_its_plural_forms(language: str) -> None:
    header = messages(language)[0].form
    assert f"Language: {language}\n" in header
    rule = re.search(r"Plural-Forms: nplurals=(\d+); plural=(.+);", header)
    assert rule is not None
    choose = c2py(rule[2])
    # A form of gettext is one category of CLDR; some are for fractions only.
    category = Locale.parse(language).plural_form
    pairs = {(category(number), choose(number)) for number in range(201)}
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
    assert len(pairs) == int(rule[1])


@pytest.mark.parametrize("language", TRANSLATED)
def test_gettext_finds_nothing_wrong(language: str) -> None:
    file = PACKAGE / "locales" / language / "beyan.po"
    command = [gettext("msgfmt"), "-c", "-o", os.devnull, str(file)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    # Who translated it, and when, is known to git.
    assert [line for line in told.splitlines() if "missing in header" not in line] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_message_is_a_copy_of_the_english_one(language: str) -> None:
    for message in messages(language)[1:]:
        words = re.sub(r"\{[^{}]*\}", "", message.msgid)
        assert message.form != message.msgid or not re.search(r"\w", words), message.msgid


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_message_names_the_same_keys_options_and_files(language: str) -> None:
    """What an officer has to type is the same in every language."""
    kept = re.compile(
        r"--[a-z-]+|\b[a-z_]+\.(?:yaml|md|csv)\b|\b[a-z_]+/(?=[\s;,.)]|$)|https?://[\w./-]*"
        r"|`[^`]*`|<!--|-->|\b(?:FILE|TITLE|RELEASE|DIR|KEY|TAG|NEW|LOG)\b|\b(?:true|false)\b(?!\))"
        r"|(?<=.)\b(?:alt|slug|expires|embargo|date|aliases|photos|translated_from|id):"
    )
    for message in messages(language)[1:]:
        wanted = Counter(kept.findall(message.msgid))
        found = Counter(kept.findall(f" {message.form}"))
        assert set(wanted) <= set(found), (message.msgid, message.form)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_sentence_ends_where_the_english_one_does(language: str) -> None:
    for message in messages(language)[1:]:
        form = message.form
        assert form == form.strip()
        assert "  " not in form
        assert form.endswith(".") == message.msgid.endswith("."), (message.msgid, form)


@pytest.mark.parametrize("language", TRANSLATED)
def test_texts_have_the_quotation_marks_of_their_language(language: str) -> None:
    opening, closing = {"tr": ("“", "”")}.get(language, ("«", "»"))
    code = re.compile(r'"916"|"#0d5666"|\("\)|"…"|: " \||"\$\(date\)"')
    for message in messages(language)[1:]:
        form = code.sub("", message.form)
        assert '"' not in form, form
        others = {"«", "»", "“", "”", "„"} - {opening, closing}
        assert not others & set(form), form
        assert form.count(opening) == form.count(closing), form


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_every_help_is_in_the_language_asked_for(language: str) -> None:
    english = shown_helps("en")
    for path, text in shown_helps(language).items():
        assert (text == english[path]) == (language == "en"), path


def shown_helps(language: str) -> dict[str, str]:
    return {
        path: CliRunner().invoke(cli, ["--ui-lang", language, *path.split(), "--help"]).output
        for path in ("", *cli.commands, "views import")
    }


@pytest.mark.parametrize("language", UI_LANGUAGES)
@pytest.mark.parametrize("name", ["release", "translation"])
def test_scaffolds_are_alike_but_for_their_notes(name: str, language: str) -> None:
    def skeleton(text: str) -> list[str]:
        front = text.split("\n---\n")[0]
        return re.findall(r"^#?[ -]*[a-z_]+:|\$[a-z]+", front, re.MULTILINE)

    text = scaffold.notes(name, language)
    english = scaffold.notes(name, "en")
    assert Counter(skeleton(text)) == Counter(skeleton(english))
    assert (text == english) == (language == "en")
    wanted = {each[1] for each in string.Template.pattern.findall(english)}
    assert {each[1] for each in string.Template.pattern.findall(text)} == wanted


@pytest.mark.parametrize(
    "calque",
    [
        "susmaya görə",
        "aatı qurur",
        "ş masası",
        "susdurul",
        "əsl mətn",
        "əlaqəli açıqlama",
        "o biri",
        " boru,",
    ],
)
def test_the_azerbaijani_has_no_calques(calque: str) -> None:
    found = [m.form for m in messages("az") if calque in m.form.lower()]
    assert found == []


@pytest.mark.parametrize(
    ("language", "of_one_thing"),
    [
        ("az", ("orijinal", "əsli")),
        ("az", ("dil versiya", "redaksiya")),
        ("az", ("xəbərdarlıq", "ehtar")),
        ("ru", ("языков", "издани")),
        ("ru", ("эмбарго", "запрет")),
        ("ru", ("пресс-релиз", "сообщение для печати")),
        ("tr", ("bülten", "duyuru metni")),
        ("tr", ("dil sürüm", "edisyon")),
        ("tr", ("ambargo", "yayın yasağı")),
    ],
)
def test_one_thing_has_one_word(language: str, of_one_thing: tuple[str, str]) -> None:
    used, other = of_one_thing
    texts = [message.form.lower() for message in messages(language)]
    assert any(used in text for text in texts)
    assert not any(re.search(rf"\b{other}", text) for text in texts)


# --- numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "1.50"), ("az", "1,50"), ("ru", "1,50"), ("tr", "1,50")]
)
def test_decimals_have_the_sign_of_the_language(language: str, shown: str) -> None:
    assert with_own_sign("1.50", language) == shown
    assert with_own_sign("15", language) == "15"


@pytest.mark.parametrize(
    ("language", "direction"), [("az", "ltr"), ("ar", "rtl"), ("qya", "ltr"), ("pt-BR", "ltr")]
)
def test_a_language_without_cldrs_data_borrows_the_english_formats(
    language: str, direction: str
) -> None:
    assert formats_of(language).direction == direction
