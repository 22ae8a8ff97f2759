"""No catalogue lies: what is wrong with the strings of a page is told at its line of the .po file.

The sites here bring all their strings themselves, as one does that was translated by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

import pytest
from jinja2 import Environment

from beyan.checks.catalogues import CatalogueCheck
from beyan.language.catalogue import Catalogue, read_catalogue
from beyan.model.diagnostic import Diagnostic
from beyan.source.interface import bundled_catalogues
from tests.conftest import CONFIG, REPOSITORY, SampleSite
from tests.test_broken import once

Make = Callable[..., SampleSite]

PO = "LC_MESSAGES/messages.po"
AR = REPOSITORY / "tests/sites/languages/locales/ar" / PO
TEXTS = {
    **{tag: (REPOSITORY / "locales" / tag / PO).read_text() for tag in ("az", "en", "ru", "tr")},
    "ar": AR.read_text(),
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
SIX = tuple(TEXTS)


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


def told(made: SampleSite) -> list[Diagnostic]:
    return made.check().diagnostics


# --- a catalogue over another ---------------------------------------------------------------


def headed(text: str, language: str) -> str:
    """With a header that says the language, as somebody may write it who pastes the rest."""
    return re.sub(r"Language: [\w-]+", f"Language: {language}", text, count=1)


WANTED = {
    (entry.context, entry.msgid): None
    for entry in read_catalogue([REPOSITORY / "locales/az" / PO], "az")
}
BUNDLED = bundled_catalogues()


def checked(folder: Path, texts: dict[str, str], *, are_bundled: bool = True) -> list[Diagnostic]:
    """What is told of catalogues in this folder, whatever else a site may have."""
    catalogues: dict[str, Catalogue] = {}
    for language, text in texts.items():
        path = folder / language / PO
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        catalogues[language] = read_catalogue([path], language, [])
    bundled = BUNDLED if are_bundled else {}
    return list(CatalogueCheck(folder, catalogues, bundled, WANTED).problems())


@pytest.mark.parametrize("are_bundled", [True, False], ids=["beside the program's", "alone"])
def test_six_catalogues_in_their_folders_are_right(tmp_path: Path, are_bundled: bool) -> None:
    assert checked(tmp_path, TEXTS, are_bundled=are_bundled) == []


@pytest.mark.parametrize("are_bundled", [True, False], ids=["beside the program's", "alone"])
@pytest.mark.parametrize("is_headed", [True, False], ids=["header adapted", "copied"])
@pytest.mark.parametrize(("source", "target"), permutations(SIX, 2))
def test_a_catalogue_saved_over_another_is_told(
    tmp_path: Path, source: str, target: str, is_headed: bool, are_bundled: bool
) -> None:
    """The Azerbaijani one in the English folder passed every check, and the pages showed it."""
    text = headed(TEXTS[source], target) if is_headed else TEXTS[source]
    found = checked(tmp_path, {**TEXTS, target: text}, are_bundled=are_bundled)
    of_language = [each for each in found if each.code == "catalogue-language"]
    if source == "az-Cyrl" and not of_language:
        pytest.fail(str(found[:3]))
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
def test_a_fault_in_a_catalogue_is_told_at_its_line(site: Make, name: str) -> None:
    fault = FAULTS[name]
    text = TEXTS[fault.language]
    assert text.count(fault.old) == 1, "the fault can be put in"
    text = text.replace(fault.old, fault.new)
    languages = ("az", "en", "ru", "tr")
    files = {path_of(tag): TEXTS[tag] for tag in languages}
    made = site({**files, path_of(fault.language): text}, config=config(languages))
    found = told(made)
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
    lines = told(made)
    found = [each.code for each in lines]
    assert sorted(found) == sorted([*(fault.code for fault in faults), "catalogue-syntax"]), lines
