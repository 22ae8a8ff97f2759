"""`messages` takes nothing from a translator."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import polib
import pytest
from jinja2 import Environment
from translate.storage.pypo import pofile

from beyan.desk.messages import explanations, update_messages
from beyan.language.catalogue import Key, read_catalogue
from tests.conftest import REPOSITORY, SampleSite
from tests.programs import gettext
from tests.test_broken import once

Make = Callable[..., SampleSite]

LOCALES = REPOSITORY / "locales"
AZ = "locales/az/LC_MESSAGES/messages.po"
POT = "locales/messages.pot"
OWN = "templates/parts/own.html"
ASKED = "{{ _('First') }}{{ _('Second') }}{{ _('Third') }}\n"

# What Poedit, Weblate and msgmerge leave in a file.
RICH = dedent(r"""
    # Translations of the press office.
    # Aysel, 2024.
    #
    msgid ""
    msgstr ""
    "Project-Id-Version: office 1.0\n"
    "Report-Msgid-Bugs-To: web@example.org\n"
    "POT-Creation-Date: 2024-05-06 10:11+0400\n"
    "PO-Revision-Date: 2024-05-07 10:11+0400\n"
    "Last-Translator: Aysel <aysel@example.org>\n"
    "Language-Team: Azerbaijani\n"
    "Language: az\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=2; plural=n != 1;\n"
    "X-Generator: Poedit 3.4\n"
    "X-Poedit-Basepath: .\n"
    "X-Office: 12\n"

    # Ask the director.
    #: templates/parts/own.html
    #, fuzzy, no-wrap
    #| msgid "The first"
    msgid "First"
    msgstr "Birinci"

    #: templates/parts/own.html
    msgid "Third"
    msgstr ""
    "Üç"
    "üncü"

    #: templates/parts/own.html
    msgid "Second"
    msgstr ""

    # Of the old site.
    #, fuzzy
    #~| msgid "Fourths"
    #~ msgid "Fourth"
    #~ msgstr "Dördüncü"

    #~ msgctxt "menu"
    #~ msgid "Fifth"
    #~ msgstr "Beşinci"
    """).lstrip()


def updated(made: SampleSite) -> tuple[list[str], str]:
    changed = update_messages(made.root, ("az", "en"))
    return changed, (made.root / AZ).read_bytes().decode()


@pytest.fixture(autouse=True, scope="module")
def _parsed_once() -> Iterator[None]:
    """Reading the same default templates for each site would take most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "parse", once(Environment.parse))
        yield


# --- what stays -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stored",
    [
        RICH,
        RICH.replace("\n", "\r\n"),
        "\ufeff" + RICH,
        RICH.rstrip("\n"),
        RICH.replace("#: templates/parts/own.html", "#: templates/parts/own.html:12"),
        "\n\n" + RICH.replace("\n\n", "\n\n\n") + "\n\n",
    ],
    ids=["as it is", "CRLF", "BOM", "no last line end", "lines of places", "empty lines"],
)
def test_a_catalogue_that_has_all_strings_stays_byte_for_byte(site: Make, stored: str) -> None:
    made = site({OWN: ASKED, AZ: stored})
    assert update_messages(made.root, ("az",)) == [POT]
    assert (made.root / AZ).read_bytes() == stored.encode()


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("begins", ["", "\ufeff"])
def test_a_new_string_is_added_in_its_place_and_nothing_else_changes(
    site: Make, ends: str, begins: str
) -> None:
    made = site({OWN: ASKED + "{{ _('Sixth') }}", AZ: begins + RICH.replace("\n", ends)})
    _, found = updated(made)
    added = '#: templates/parts/own.html\nmsgid "Sixth"\nmsgstr ""\n\n'.replace("\n", ends)
    assert found.count(added) == 1
    assert found.replace(added, "") == begins + RICH.replace("\n", ends)
    assert found.index('"Third"') < found.index("Sixth") < found.index('"Second"')


def test_a_string_that_nobody_asks_for_any_more_is_kept_and_comes_back(site: Make) -> None:
    made = site({OWN: ASKED, AZ: RICH})
    made.change({OWN: "{{ _('Second') }}{{ _('Third') }}"})
    _, found = updated(made)
    assert (
        '# Ask the director.\n#, fuzzy, no-wrap\n#~| msgid "The first"\n#~ msgid "First"\n'
        '#~ msgstr "Birinci"\n'
    ) in found
    assert found.count("Birinci") == 1
    assert updated(made) == ([], found)

    made.change({OWN: ASKED + "{{ _('Fourth') }}"})
    _, found = updated(made)
    assert '#| msgid "The first"\nmsgid "First"\nmsgstr "Birinci"\n' in found
    assert 'own.html\n#, fuzzy\n#| msgid "Fourths"\nmsgid "Fourth"\nmsgstr "Dördüncü"\n' in found
    assert "# Of the old site.\n" in found
    assert "#~ msgid" in found
    assert found.count("Dördüncü") == found.count("Beşinci") == 1
    assert updated(made) == ([], found)
    kept = {each.msgid for each in polib.pofile(found) if not each.obsolete}
    assert kept == {"First", "Second", "Third", "Fourth"}


@pytest.mark.parametrize(
    ("asked", "forms"),
    [
        (
            "{{ ngettext('First', 'All', n) }}",
            '#| msgid "First"\nmsgid "First"\nmsgid_plural "All"\n'
            'msgstr[0] "Birinci"\nmsgstr[1] ""\n',
        ),
        (
            "{{ _('Read once') }}",
            '#| msgid_plural "Read %(n)s times"\nmsgid "Read once"\nmsgstr "bir"',
        ),
    ],
    ids=["a plural is added", "a plural is taken away"],
)  # fmt: skip
def test_a_translation_is_looked_at_again_where_the_plural_changed(
    site: Make, asked: str, forms: str
) -> None:
    read = 'msgid "Read once"\nmsgid_plural "Read %(n)s times"\nmsgstr[0] "bir"\nmsgstr[1] "iki"\n'
    _, found = updated(site({OWN: asked, AZ: RICH + "\n" + read}))
    assert forms in found
    assert re.search(r"#, .*fuzzy.*\n#\| msgid", found)


def test_an_empty_list_is_no_reason_to_keep_what_nobody_asks_for(site: Make) -> None:
    made = site(
        {OWN: ASKED, AZ: 'msgid ""\nmsgstr ""\n"Language: az\\n"\n\nmsgid "Old"\nmsgstr ""\n'}
    )
    assert "Old" not in updated(made)[1]


@pytest.mark.parametrize(
    ("longest", "lines"),
    [
        (60, True),
        (78, True),
        (0, False),
    ],
)
def test_a_new_string_is_broken_as_the_others_are(site: Make, longest: int, lines: bool) -> None:
    long = " ".join(["lower", "house"] * 20)
    if lines:
        words = f'msgid ""\n"{"a" * (longest - 3)} "\n"b"\nmsgstr "x"\n'
        asked = f"{'a' * (longest - 3)} b"
    else:
        words, asked = f'msgid "{"a b " * 50}"\nmsgstr "x"\n', "a b " * 50
    head = 'msgid ""\nmsgstr ""\n"Language: az\\n"\n\n'
    made = site({OWN: f"{{{{ _('{asked}') }}}}{{{{ _('{long}') }}}}", AZ: head + words})
    _, found = updated(made)
    (added,) = (each for each in found.split("\n\n") if "lower" in each)
    assert (f'msgid "{long}"' in added) is not lines
    assert not lines or longest - 12 <= max(map(len, added.splitlines())) <= longest
    assert words.strip() in found


def test_the_header_gets_what_programs_go_by_and_keeps_the_rest(site: Make) -> None:
    head = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Language: \\n"\n"X: y\\n"\n'
    )
    _, found = updated(site({OWN: ASKED, AZ: head + '\nmsgid "First"\nmsgstr "Bir"\n'}))
    assert found.startswith(
        head.replace("Language: ", "Language: az") + '"Plural-Forms: nplurals=2;'
    )


def test_a_catalogue_without_a_header_gets_one(site: Make) -> None:
    _, found = updated(site({OWN: ASKED, AZ: 'msgid "First"\nmsgstr "Birinci"\n'}))
    assert found.startswith('msgid ""\nmsgstr ""\n"Language: az\\n"')
    assert 'msgid "First"\nmsgstr "Birinci"\n' in found


# --- what is asked for ----------------------------------------------------------------------


def test_a_site_that_overrides_nothing_needs_no_strings(site: Make) -> None:
    made = site()
    assert update_messages(made.root, ("az", "en", "ru", "tr")) == []
    assert not (made.root / "locales").exists()


def test_a_site_needs_its_own_strings_alone(site: Make) -> None:
    made = site({OWN: "{{ _('Ours') }}{{ _('Topics') }}"})
    paths = [f"locales/{tag}/LC_MESSAGES/messages.po" for tag in ("az", "en", "ru", "tr")]
    assert update_messages(made.root, ("az", "en", "ru", "tr")) == [POT, *paths]
    for path in paths:
        assert [each.msgid for each in polib.pofile(str(made.root / path))] == ["Ours"]


def test_a_language_that_the_program_lacks_needs_all(site: Make) -> None:
    made = site()
    path = "locales/ka/LC_MESSAGES/messages.po"
    assert update_messages(made.root, ("az", "ka")) == [POT, path]
    assert len(polib.pofile(str(made.root / path))) == len(
        polib.pofile(str(LOCALES / "messages.pot"))
    )


@pytest.mark.parametrize("language", ["az", "ru"])
def test_a_full_catalogue_is_never_shortened(site: Make, language: str) -> None:
    path = f"locales/{language}/LC_MESSAGES/messages.po"
    text = (REPOSITORY / path).read_text()
    made = site({path: text})
    update_messages(made.root, (language,))
    assert (made.root / path).read_text() == text


@pytest.mark.parametrize(
    ("language", "folder"),
    [("zh-Hans", "zh_Hans"), ("pt-BR", "pt_BR"), ("az-Cyrl", "az_Cyrl"), ("pt-BR", "pt_br")],
)
def test_the_folder_is_found_as_translators_programs_name_it(
    site: Make, language: str, folder: str
) -> None:
    path = f"locales/{folder}/LC_MESSAGES/messages.po"
    made = site({path: 'msgid ""\nmsgstr ""\n"Language: x\\n"\n\nmsgid "Topics"\nmsgstr "T"\n'})
    assert update_messages(made.root, (language,)) == [POT, path]
    assert {each.name for each in (made.root / "locales").iterdir()} == {folder, "messages.pot"}


def test_a_check_compares_messages_and_no_bytes(site: Make) -> None:
    made = site({OWN: ASKED, AZ: RICH})
    update_messages(made.root, ("az",))
    made.change({"templates/parts/also.html": ASKED, AZ: RICH.replace("\n\n", "\n\n\n")})
    assert update_messages(made.root, ("az",), dry=True) == []
    assert update_messages(made.root, ("az",)) == [POT, AZ]
    made.change({OWN: ASKED + "{{ _('Sixth') }}"})
    before = (made.root / AZ).read_bytes()
    assert update_messages(made.root, ("az",), dry=True) == [POT, AZ]
    assert (made.root / AZ).read_bytes() == before


# --- what translators are told --------------------------------------------------------------


def test_every_string_says_what_it_is_for_and_what_is_filled_in() -> None:
    template = polib.pofile(str(LOCALES / "messages.pot"))
    assert [each.msgid for each in template if not each.comment] == []
    known = {f"{each.msgctxt}|{each.msgid}" if each.msgctxt else each.msgid for each in template}
    assert explanations()["strings"].keys() == known
    for each in template:
        for name in re.findall(r"%\(\w+\)s|\{\w+\}", each.msgid + each.msgid_plural):
            assert f"{name}: " in " ".join(each.comment.split())


@pytest.mark.parametrize(
    "template",
    [
        "{# Translators: in the footer #}\n{{ _('Ours') }}",
        "{# Translators: in the\n   footer #}{{ _('Ours') }}",
        "{# Translators: in the footer #}\n{% trans %}Ours{% endtrans %}",
    ],
)
def test_a_template_may_say_what_its_strings_are_for(site: Make, template: str) -> None:
    _, found = updated(site({OWN: template}))
    assert '#. in the footer\n#: templates/parts/own.html\nmsgid "Ours"\n' in found


# --- other programs -------------------------------------------------------------------------


CATALOGUES = [
    *sorted(LOCALES.glob("*/LC_MESSAGES/messages.po")),
    *sorted((REPOSITORY / "tests/sites").glob("*/locales/*/LC_MESSAGES/messages.po")),
    *sorted((REPOSITORY / "beyan/locales").glob("*/*.po")),
]


def said(path: Path) -> dict[Key, tuple[str | None, tuple[str, ...], bool]]:
    return {
        each.key: (each.plural, each.forms, each.is_fuzzy) for each in read_catalogue([path], "az")
    }


@pytest.mark.parametrize(
    "path", CATALOGUES, ids=lambda path: path.relative_to(REPOSITORY).as_posix()
)
def test_gettext_finds_no_fault_in_a_catalogue_that_comes_with_the_program(path: Path) -> None:
    command = [gettext("msgfmt"), "--check", "--output-file=/dev/null", str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    # Names and dates change with every edit, and are in the history.
    faults = [line for line in done.stderr.splitlines() if " missing in header" not in line]
    assert (done.returncode, faults) == (0, [])


@pytest.fixture
def rich(site: Make) -> Path:
    """A catalogue with all that translators' programs write, and the template beside it."""
    made = site({OWN: ASKED + "{{ ngettext('One %(n)s', 'Many %(n)s', n) }}", AZ: RICH})
    update_messages(made.root, ("az",))
    return made.root / AZ


def by_msgmerge(path: Path) -> None:
    template = path.parents[2] / "messages.pot"
    command = [
        gettext("msgmerge"),
        "--update",
        "--no-fuzzy-matching",
        "--previous",
        "--backup=none",
        "--quiet",
    ]
    subprocess.run([*command, str(path), str(template)], check=True)


def by_polib(path: Path) -> None:
    polib.pofile(str(path)).save(str(path))


def by_translate_toolkit(path: Path) -> None:
    store = pofile(path.read_bytes())
    path.write_bytes(bytes(store))


@pytest.mark.parametrize("through", [by_msgmerge, by_polib, by_translate_toolkit])
def test_a_catalogue_goes_through_another_program_and_back(
    rich: Path, through: Callable[[Path], None]
) -> None:
    before, root = said(rich), rich.parents[3]
    # msgmerge adds what the program itself brings: all that stands in the template.
    through(rich)
    after = said(rich)
    assert {key: after[key] for key in before} == before
    assert update_messages(root, ("az",), dry=True) == []
    update_messages(root, ("az",))
    text = rich.read_text()
    assert said(rich) == after
    for kept in ("Ask the director.", 'msgid "The first"', "X-Office: 12", "Beşinci"):
        assert kept in text, kept
