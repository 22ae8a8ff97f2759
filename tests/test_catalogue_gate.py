"""No catalogue lies: what is wrong with the strings of a page is told at its line of the .po file.

The sites here bring all their strings themselves, as one does that was translated by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

import pytest
from jinja2 import Environment

from beyan.checks.catalogues import CatalogueCheck
from beyan.checks.foreign_strings import names
from beyan.language.catalogue import Catalogue, CatalogueSyntaxError, read_catalogue
from beyan.language.plural_rules import right_plural_forms
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.source.interface import bundled_catalogues
from tests.conftest import CONFIG, REPOSITORY, SampleSite
from tests.test_broken import once

Make = Callable[..., SampleSite]

PO = "LC_MESSAGES/messages.po"
LOCALES = REPOSITORY / "locales"
OF_A_SITE = REPOSITORY / "tests/sites/languages/locales"
AR = OF_A_SITE / "ar" / PO
TEXTS = {
    **{tag: (LOCALES / tag / PO).read_text() for tag in ("az", "en", "ru", "tr")},
    "ar": AR.read_text(),
    "zh-Hans": (OF_A_SITE / "zh-Hans" / PO).read_text(),
}
# As Azerbaijani was written until 1991.
_CYRILLIC = str.maketrans(
    "abcçdeəfgğhxıijkqlmnoöprsştuüvyzABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVYZ",
    "абҹчдеәфҝғһхыижкглмноөпрсштуүвјзАБҸЧДЕӘФҜҒҺХЫИЖКГЛМНОӨПРСШТУҮВЈЗ",
)


def in_cyrillic(text: str) -> str:
    def letters(match: re.Match[str]) -> str:
        parts = re.split(r"(%\(\w+\)s|\{\w+\})", match[0][6:])
        kept = (p if p.startswith(("%(", "{")) else p.translate(_CYRILLIC) for p in parts)
        return match[0][:6] + "".join(kept)

    head, body = text.split("\n\n", 1)
    body = re.sub(r'^msgstr.*(?:\n".*)*', letters, body, flags=re.MULTILINE)
    return head.replace("Language: az", "Language: az-Cyrl") + "\n\n" + body


TEXTS["az-Cyrl"] = in_cyrillic(TEXTS["az"])
ALL = tuple(TEXTS)


def path_of(language: str) -> str:
    return f"locales/{language}/{PO}"


def config(languages: tuple[str, ...]) -> str:
    words = ", ".join(f"{tag}: Office" for tag in languages)
    config = CONFIG.replace("{az: Nümunə İdarəsi, en: Sample Office}", f"{{{words}}}")
    return config.replace("[az, en]", f"[{', '.join(languages)}]")


@pytest.fixture(autouse=True, scope="module")
def _compiled_once() -> Iterator[None]:
    """Reading the same default templates for each site would take most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "parse", once(Environment.parse))
        yield


# --- a catalogue over another ---------------------------------------------------------------


def headed(text: str, language: str) -> str:
    """With a header that says the language, as somebody may write it who pastes the rest."""
    return re.sub(r"Language: [\w-]+", f"Language: {language}", text, count=1)


WANTED = {
    (entry.context, entry.msgid): None for entry in read_catalogue([LOCALES / "az" / PO], "az")
}
BUNDLED = bundled_catalogues()


@lru_cache(maxsize=32)
def read(
    path: Path, language: str, text: str, *, is_bundled: bool
) -> tuple[Catalogue, list[Diagnostic]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    told: list[CatalogueSyntaxError] = []
    program = LOCALES / language / PO
    paths = [path, program] if is_bundled and program.is_file() else [path]
    catalogue = read_catalogue(paths, language, told)
    return catalogue, [
        problem("catalogue-syntax", Span(path_of(language), each.line), reason=each.reason)
        for each in told
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("locales")


def checked(
    folder: Path, texts: Mapping[str, str], *, are_bundled: bool = True
) -> list[Diagnostic]:
    """What is told of catalogues in this folder, whatever else a site may have."""
    found = {
        tag: read(folder / tag / PO, tag, text, is_bundled=are_bundled)
        for tag, text in texts.items()
    }
    catalogues = {tag: catalogue for tag, (catalogue, _) in found.items()}
    check = CatalogueCheck(folder, catalogues, BUNDLED if are_bundled else {}, WANTED)
    return sorted([*check.problems(), *(each for _, told in found.values() for each in told)])


@pytest.mark.parametrize("are_bundled", [True, False], ids=["beside the program's", "alone"])
def test_all_catalogues_in_their_folders_are_right(folder: Path, are_bundled: bool) -> None:
    assert checked(folder, TEXTS, are_bundled=are_bundled) == []


@pytest.mark.parametrize(
    ("is_headed", "are_bundled"),
    [(False, True), (True, True), (True, False)],
    ids=["copied", "pasted under the header", "pasted, and not known to the program"],
)
@pytest.mark.parametrize(("source", "target"), permutations(ALL, 2))
def test_a_catalogue_saved_over_another_is_told(
    folder: Path, source: str, target: str, is_headed: bool, are_bundled: bool
) -> None:
    """The Azerbaijani one in the English folder passed every check, and the pages showed it."""
    text = headed(TEXTS[source], target) if is_headed else TEXTS[source]
    found = checked(folder, {**TEXTS, target: text}, are_bundled=are_bundled)
    of_language = [each for each in found if each.code == "catalogue-language"]
    (only,) = of_language
    assert dict(only.values) == {"found": source, "language": target}
    assert only.span.path == f"locales/{target}/{PO}"
    line = text.splitlines()[only.span.line - 1]
    assert line.startswith("msgstr" if is_headed else '"Language: ')
    assert {each.span.path for each in found} == {f"locales/{target}/{PO}"}


def test_a_site_with_another_languages_catalogue_is_not_published(site: Make) -> None:
    made = site({path_of("en"): TEXTS["az"]})
    result = made.build()
    assert result.codes == ["catalogue-language"]
    assert result.report.exit_code == 1
    assert not made.output.exists()


# --- single faults --------------------------------------------------------------------------


class Fault(NamedTuple):
    """`new` in place of `old` in the catalogue of a language: `code` at the line of `mark`."""

    language: str
    old: str
    new: str
    code: str
    mark: str


RUSSIAN = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
FAULTS = {
    "a string in Turkish": Fault(
        "az", '"Bütün mövzular"', '"Tüm konular"', "string-language", "Tüm konular"
    ),
    "a string in Cyrillic letters": Fault(
        "az", '"Mövzular"', '"Темы"', "string-language", "Темы"
    ),
    "a sentence in English": Fault(
        "ru", '"Участников пока нет."', '"There are no people yet."', "string-language", "no people"
    ),
    "an Azerbaijani string on English pages": Fault(
        "en", 'msgstr "Topics"', 'msgstr "Mövzular"', "string-language", "Mövzular"
    ),
    "a header of another language": Fault(
        "az", "Language: az", "Language: tr", "catalogue-header", "Language: tr"
    ),
    "an empty string": Fault(
        "ru",
        'msgid "Years"\nmsgstr "Годы"',
        'msgid "Years"\nmsgstr ""',
        "unfinished-string",
        "msgstr",
    ),
    "a fuzzy string": Fault(
        "az", 'msgid "Letters"', '#, fuzzy\nmsgid "Letters"', "unfinished-string", 'msgid "Letters"'
    ),
    "an empty plural form": Fault(
        "ru", '[1] "Прочитано %(num)s раза"', '[1] ""', "unfinished-string", '""'
    ),
    "a placeholder of another name": Fault(
        "az", '"Səhifə %(number)s"', '"Səhifə %(nömrə)s"', "wrong-placeholder", "nömrə"
    ),
    "a placeholder that is dropped": Fault(
        "tr", '"Metnin dili: %(language)s"', '"Metnin dili"', "wrong-placeholder", '"Metnin dili"'
    ),
    "a placeholder that one plural form lacks": Fault(
        "ru", '"%(num)s пресс-релизов"', '"пресс-релизов"', "wrong-placeholder", '"пресс-релизов"'
    ),
    "another placeholder in one plural form": Fault(
        "az", 'msgstr[1] "%(num)s dəfə', 'msgstr[1] "%(n)s dəfə', "wrong-placeholder", "%(n)s dəfə"
    ),
    "a placeholder in braces": Fault(
        "az", '"Tapıldı: {number}"', '"Tapıldı: {say}"', "wrong-placeholder", "{say}"
    ),
    "two plural forms in Russian": Fault(
        "ru", RUSSIAN, "nplurals=3; plural=(n != 1);", "plural-forms", "nplurals"
    ),
    "more plural forms than the language has": Fault(
        "en",
        "nplurals=2; plural=(n != 1);",
        "nplurals=3; plural=(n == 1 ? 0 : n == 0 ? 2 : 1);",
        "plural-forms",
        "nplurals",
    ),
    "a copy of the original": Fault(
        "az", 'msgstr "Axtarılır…"', 'msgstr "Searching…"', "untranslated-string", "Searching…"
    ),
    "a copy of several words": Fault(
        "tr", 'msgstr "Arama sonuçları"', 'msgstr "Search results"', "untranslated-string", "Search"
    ),
    "a space at the end": Fault("az", '"İllər"', '"İllər "', "stray-space", '"İllər "'),
    "a line end at the end": Fault("az", '"Dillər"', '"Dillər\\n"', "stray-space", "Dillər"),
    "two spaces": Fault(
        "ru", '"Все темы"', '"Все  темы"', "stray-space", "Все  темы"
    ),
    "markup": Fault(
        "az", '"Ünvan"', '"<b>Ünvan</b>"', "translation-markup", "<b>Ünvan"
    ),
    "an entity": Fault(
        "tr", '"Yeni adres:"', '"Yeni&nbsp;adres:"', "translation-markup", "Yeni&nbsp;"
    ),
    "a form too many": Fault(
        "az",
        'msgid "%(num)s press release"\nmsgid_plural "%(num)s press releases"\n',
        'msgid "%(num)s press release"\nmsgid_plural "%(num)s press releases"\nmsgstr[2] "x"\n',
        "catalogue-syntax",
        "msgid ",
    ),
    "a message that stands twice": Fault(
        "az",
        'msgid "Year"\nmsgstr "İl"\n',
        'msgid "Years"\nmsgstr "İl"\n',
        "catalogue-syntax",
        "msgid",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_catalogue_is_told_at_its_line(folder: Path, name: str) -> None:
    fault = FAULTS[name]
    text = TEXTS[fault.language]
    assert text.count(fault.old) == 1, "the fault can be put in"
    text = text.replace(fault.old, fault.new)
    found = checked(folder, {**TEXTS, fault.language: text})
    assert len(found) == 1, found
    (only,) = found
    assert only.code == fault.code
    assert only.span.path == path_of(fault.language)
    at = text.index(fault.new) + fault.new.rindex(fault.mark)
    assert only.span.line == text[:at].count("\n") + 1


def test_all_faults_are_told_in_one_run(site: Make) -> None:
    """Also those of a file that cannot be read in full."""
    languages = ("az", "en", "ru", "tr")
    texts = {tag: TEXTS[tag] for tag in languages}
    # They cannot stand in one file, or hide what a message is.
    apart = {
        "a message that stands twice",
        "a string in Cyrillic letters",
        "two plural forms in Russian",
    }
    faults = [fault for name, fault in FAULTS.items() if name not in apart]
    for fault in faults:
        texts[fault.language] = texts[fault.language].replace(fault.old, fault.new)
    texts["en"] = texts["en"].replace('msgid "Years"\n', 'msgid "Years\n')
    made = site({path_of(tag): text for tag, text in texts.items()}, config=config(languages))
    lines = made.check().diagnostics
    found = [each.code for each in lines]
    assert sorted(found) == sorted([*(fault.code for fault in faults), "catalogue-syntax"]), lines


# --- what is no fault -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "msgid", "text"),
    [
        ("az", "Photos", "Şəkillər"),
        ("az", "Photos", "Foto"),
        ("az", "Telephone", "Tel."),
        ("en", "Press releases", "Press statements"),
        ("en", "Topics", "Café and naïve façade"),
        ("ru", "E-mail", "E-mail"),
        ("ru", "Press releases", "Пресс-релизы RSS"),
        ("tr", "Participants", "Kişiler"),
        ("fr", "Photos", "Photos"),
        ("fr", "Participants", "Participants"),
        ("de", "Telephone", "Telefon"),
        ("de", "E-mail", "E-Mail"),
        ("uk", "Topics", "Теми"),
        ("sr", "Topics", "Teme"),
        ("hr", "Topics", "Teme"),
        ("fa", "Topics", "موضوع‌ها"),
        ("zh-Hant", "Topics", "主題"),
        ("en-GB", "Topics", "Topics"),
    ],
)
def test_a_right_translation_is_no_fault(
    folder: Path, language: str, msgid: str, text: str
) -> None:
    head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n\n'
    own = f'{head}msgid "{msgid}"\nmsgstr "{text}"\n'
    found = checked(folder, {**TEXTS, language: own})
    assert [each for each in found if each.code != "missing-string"] == []


@pytest.mark.parametrize(
    ("said", "tag", "is_it"),
    [
        ("az", "az", True),
        ("az_AZ", "az", True),
        ("az_AZ.UTF-8", "az", True),
        ("zh_CN", "zh-Hans", True),
        ("zh_TW", "zh-Hant", True),
        ("zh_TW", "zh-Hans", False),
        ("pt_BR", "pt-BR", True),
        ("pt_PT", "pt-BR", False),
        ("pt", "pt-BR", True),
        ("en", "en-GB", True),
        ("sr@latin", "sr-Latn", True),
        ("az", "az-Cyrl", False),
        ("az_Cyrl", "az-Cyrl", True),
        ("az-Cyrl", "az", False),
        ("tr", "az", False),
    ],
)
def test_a_header_names_a_language_in_the_ways_of_several_programs(
    said: str, tag: str, is_it: bool
) -> None:
    assert names(said, tag) is is_it


@pytest.mark.parametrize(
    ("language", "count", "rule", "is_right"),
    [
        ("az", 2, "n != 1", True),
        ("az", 2, "(n == 1) ? 0 : 1", True),
        ("az", 2, "n == 1", True),
        ("az", 2, "n > 1", False),
        ("az", 3, "n != 1", False),
        ("az", 4, "n != 1", False),
        ("tr", 1, "0", True),
        ("tr", 2, "n > 1", False),
        ("fr", 2, "n > 1", True),
        ("fr", 2, "n != 1", False),
        ("en", 1, "0", False),
        ("ru", 2, "n != 1", False),
        (
            "ru",
            4,
            "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2",
            True,
        ),
        ("ar", 3, "n==1 ? 0 : n==2 ? 1 : 2", False),
        ("zh-Hans", 1, "0", True),
        ("zh-Hans", 2, "n != 1", False),
        ("lez", 2, "n != 1", True),
    ],
)
def test_a_plural_rule_sets_apart_the_numbers_that_the_language_does(
    language: str, count: int, rule: str, is_right: bool
) -> None:
    assert (right_plural_forms(language, count, rule) == "") is is_right


# --- whose files are told of ----------------------------------------------------------------


@pytest.mark.parametrize(
    "files",
    [
        {"locales/eo/LC_MESSAGES/messages.po": 'msgid "Topics"\nmsgstr "Temoj"\n'},
        {"locales/eo/LC_MESSAGES/messages.po": ""},
        {"locales/az/LC_MESSAGES/messages.po": 'msgid "Topics"\nmsgstr "Tem"\n'},
    ],
    ids=["some strings", "an empty file", "no file"],
)
def test_nothing_is_told_of_a_file_of_the_installation(site: Make, files: dict[str, str]) -> None:
    found = site(files, config=config(("az", "eo"))).check().diagnostics
    assert found
    assert {each.span.path for each in found} <= {*files, "site_config.yaml"}


@pytest.mark.parametrize(
    ("language", "folder"), [("zh-Hans", "zh_Hans"), ("pt-BR", "pt_BR"), ("az-Cyrl", "az_Cyrl")]
)
def test_a_folder_is_found_as_translators_programs_name_it(
    site: Make, language: str, folder: str
) -> None:
    text = headed(TEXTS["az-Cyrl"], language)
    made = site({f"locales/{folder}/{PO}": text}, config=config(("az", language)))
    codes = {each.code for each in made.check().diagnostics}
    assert "missing-catalogue" not in codes
    assert codes <= {"catalogue-language", "plural-forms"}
