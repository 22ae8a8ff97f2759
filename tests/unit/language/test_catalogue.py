import pickle
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyan.language.catalogue import (
    Catalogue,
    CatalogueSyntaxError,
    MissingString,
    placeholders,
    read_catalogue,
)

HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: {plural_forms}\\n"

"""
TWO = "nplurals=2; plural=(n != 1);"
RUSSIAN = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
    "n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
)


Write = Callable[..., Path]
MakeCatalogue = Callable[..., Catalogue]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a .po file with a header for `plural_forms`, or with none, and gives its path."""

    def write(messages: str, plural_forms: str = TWO, name: str = "messages.po") -> Path:
        header = HEADER.format(plural_forms=plural_forms) if plural_forms else ""
        path = tmp_path / name
        path.write_text(header + dedent(messages), encoding="utf-8")
        return path

    return write


@pytest.fixture
def catalogue(write: Write) -> MakeCatalogue:
    def catalogue(messages: str, plural_forms: str = TWO) -> Catalogue:
        return read_catalogue([write(messages, plural_forms)], "az")

    return catalogue


# --- translations ---------------------------------------------------------------------------


def test_a_message_is_translated(catalogue: MakeCatalogue) -> None:
    strings = catalogue("""
        msgid "Press releases"
        msgstr "Press-relizlər"
        """)
    assert strings.language == "az"
    assert strings.gettext("Press releases") == "Press-relizlər"


def test_a_message_over_several_lines_is_one_text(catalogue: MakeCatalogue) -> None:
    strings = catalogue("""
        msgid ""
        "Press "
        "releases"
        msgstr ""
        "\\"Press\\"\\n"
        "relizlər"
        """)
    assert strings.gettext("Press releases") == '"Press"\nrelizlər'


def test_the_same_word_differs_by_context(catalogue: MakeCatalogue) -> None:
    strings = catalogue("""
        msgctxt "month"
        msgid "May"
        msgstr "may"

        msgctxt "permission"
        msgid "May"
        msgstr "olar"
        """)
    assert strings.pgettext("month", "May") == "may"
    assert strings.pgettext("permission", "May") == "olar"
    with pytest.raises(MissingString):
        strings.gettext("May")


def test_placeholders_are_left_to_jinja(catalogue: MakeCatalogue) -> None:
    strings = catalogue("""
        msgid "Page %(number)s"
        msgstr "Səhifə %(number)s"
        """)
    assert strings.gettext("Page %(number)s") % {"number": 2} == "Səhifə 2"


def test_a_noun_stays_singular_after_an_azerbaijani_numeral(catalogue: MakeCatalogue) -> None:
    strings = catalogue("""
        msgid "Read once"
        msgid_plural "Read %(num)s times"
        msgstr[0] "%(num)s dəfə oxunub"
        msgstr[1] "%(num)s dəfə oxunub"
        """)
    shown = [strings.ngettext("Read once", "Read %(num)s times", n) % {"num": n} for n in (1, 368)]
    assert shown == ["1 dəfə oxunub", "368 dəfə oxunub"]


@pytest.mark.parametrize(
    ("n", "form"),
    [(1, "день"), (2, "дня"), (5, "дней"), (11, "дней"), (21, "день"), (112, "дней"), (0, "дней")],
)
def test_russian_has_three_plural_forms(catalogue: MakeCatalogue, n: int, form: str) -> None:
    strings = catalogue(
        """
        msgid "day"
        msgid_plural "days"
        msgstr[0] "день"
        msgstr[1] "дня"
        msgstr[2] "дней"
        """,
        RUSSIAN,
    )
    assert strings.ngettext("day", "days", n) == form


@pytest.mark.parametrize(
    ("n", "form"), [(0, "0"), (1, "1"), (2, "2"), (3, "3"), (11, "4"), (100, "5"), (103, "3")]
)
def test_arabic_has_six_plural_forms(catalogue: MakeCatalogue, n: int, form: str) -> None:
    forms = "\n".join(f'msgstr[{i}] "{i}"' for i in range(6))
    strings = catalogue(f'msgid "day"\nmsgid_plural "days"\n{forms}\n', ARABIC)
    assert strings.ngettext("day", "days", n) == form


def test_plural_forms_differ_by_context(catalogue: MakeCatalogue) -> None:
    strings = catalogue("""
        msgctxt "film"
        msgid "view"
        msgid_plural "views"
        msgstr[0] "baxış"
        msgstr[1] "baxışlar"
        """)
    assert strings.npgettext("film", "view", "views", 2) == "baxışlar"
    with pytest.raises(MissingString):
        strings.npgettext("room", "view", "views", 2)


def test_a_message_with_plural_forms_can_be_asked_for_by_its_singular(
    catalogue: MakeCatalogue,
) -> None:
    forms = """
        msgid "day"
        msgid_plural "days"
        msgstr[0] "zero"
        msgstr[1] "one"
        """
    assert catalogue(forms, "nplurals=2; plural=(n == 1);").gettext("day") == "one"


# --- what is missing ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "message",
    [
        "",
        'msgid "Search"\nmsgstr ""\n',
        '#, fuzzy\nmsgid "Search"\nmsgstr "Axtarış"\n',
        '#~ msgid "Search"\n#~ msgstr "Axtarış"\n',
    ],
    ids=["absent", "empty", "fuzzy", "obsolete"],
)
def test_a_message_without_a_finished_translation_is_missing(
    catalogue: MakeCatalogue, message: str
) -> None:
    strings = catalogue(message)
    assert (None, "Search") not in strings
    with pytest.raises(MissingString) as caught:
        strings.gettext("Search")
    assert (caught.value.msgid, caught.value.context, caught.value.language) == (
        "Search",
        None,
        "az",
    )


def test_one_empty_plural_form_makes_the_message_missing(catalogue: MakeCatalogue) -> None:
    strings = catalogue("""
        msgid "day"
        msgid_plural "days"
        msgstr[0] "gün"
        """)
    with pytest.raises(MissingString):
        strings.ngettext("day", "days", 1)


def test_a_message_without_plural_has_no_plural_forms(catalogue: MakeCatalogue) -> None:
    strings = catalogue('msgid "day"\nmsgstr "gün"\n')
    with pytest.raises(MissingString):
        strings.ngettext("day", "days", 1)


def test_the_error_says_what_is_missing_and_crosses_a_process_boundary() -> None:
    error = pickle.loads(pickle.dumps(MissingString("az", "May", "month")))
    assert isinstance(error, KeyError)
    assert str(error) == 'no translation of "May" (context "month") into "az"'


# --- several files --------------------------------------------------------------------------


def test_the_site_s_own_file_wins_message_by_message(write: Write) -> None:
    own = write('msgid "Search"\nmsgstr "Tap"\n', name="own.po")
    default = write(
        'msgid "Search"\nmsgstr "Axtarış"\n\nmsgid "Home"\nmsgstr "Ana səhifə"\n', name="default.po"
    )
    strings = read_catalogue([own, default], "az")
    assert strings.gettext("Search") == "Tap"
    assert strings.gettext("Home") == "Ana səhifə"


def test_an_unfinished_message_does_not_hide_the_default(write: Write) -> None:
    own = write('#, fuzzy\nmsgid "Search"\nmsgstr "Tap"\n', name="own.po")
    default = write('msgid "Search"\nmsgstr "Axtarış"\n', name="default.po")
    assert read_catalogue([own, default], "az").gettext("Search") == "Axtarış"


def test_each_file_keeps_its_own_plural_rule(write: Write) -> None:
    own = write(
        'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "own"\n',
        "nplurals=1; plural=0;",
        name="own.po",
    )
    default = write(
        'msgid "hour"\nmsgid_plural "hours"\nmsgstr[0] "one"\nmsgstr[1] "many"\n',
        name="default.po",
    )
    strings = read_catalogue([own, default], "az")
    assert strings.ngettext("day", "days", 5) == "own"
    assert strings.ngettext("hour", "hours", 5) == "many"


def test_the_same_msgid_may_stand_in_both_a_message_with_plural_and_a_later_file_without(
    write: Write,
) -> None:
    own = write('msgid "day"\nmsgstr "gün"\n', name="own.po")
    default = write(
        'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "gün"\nmsgstr[1] "günlər"\n',
        name="default.po",
    )
    strings = read_catalogue([own, default], "az")
    assert strings.gettext("day") == "gün"
    with pytest.raises(MissingString):
        strings.ngettext("day", "days", 2)


def test_no_files_make_an_empty_catalogue() -> None:
    assert list(read_catalogue([], "az")) == []


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_catalogue([tmp_path / "none.po"], "az")


# --- entries for checks ---------------------------------------------------------------------


def test_entries_say_where_they_stand_and_what_they_hold(write: Write) -> None:
    path = write("""\
        msgid "Search"
        msgstr "Axtarış"

        #, fuzzy
        msgctxt "time"
        msgid "day"
        msgid_plural "days"
        msgstr[0] "gün"
        """)
    search, day = read_catalogue([path], "az")
    assert (search.path, search.line) == (path, 6)
    assert (search.msgid, search.plural, search.context) == ("Search", None, None)
    assert search.forms == ("Axtarış",)
    assert search.key == (None, "Search")
    assert search.is_translated
    assert (day.path, day.line) == (path, 11)
    assert (day.msgid, day.plural, day.context) == ("day", "days", "time")
    assert day.forms == ("gün", "")
    assert day.plural_count == 2
    assert day.is_fuzzy
    assert not day.is_translated


def test_a_catalogue_knows_which_messages_are_translated(catalogue: MakeCatalogue) -> None:
    strings = catalogue('msgctxt "month"\nmsgid "May"\nmsgstr "may"\n')
    assert ("month", "May") in strings
    assert (None, "May") not in strings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Page %(number)s of %(count)d", {"%(number)s", "%(count)d"}),
        ("%(share).1f", {"%(share).1f"}),
        ("no names", set()),
        ("25%% of %(all)s", {"%(all)s"}),
        ("100%%(n)s", set()),
        ("25% of %(all)s", {"%", "%(all)s"}),
        ("%(broken)", {"%"}),
        ("%(yanlış)n", {"%"}),
        ("%()s", {"%"}),
    ],
)
def test_placeholders_are_what_will_be_filled_in(text: str, found: set[str]) -> None:
    assert placeholders(text) == found


@given(st.text(st.sampled_from("%()sdn .1ə")))
def test_a_text_that_breaks_the_formatting_shows_a_stray_percent_sign(text: str) -> None:
    found = placeholders(text)
    try:
        text % {each[2 : each.rindex(")")]: 1 for each in found - {"%"}}
    except (ValueError, TypeError, KeyError):
        assert "%" in found


# --- digest ---------------------------------------------------------------------------------

SEARCH = 'msgid "Search"\nmsgstr "Axtarış"\n\n'
HOME = 'msgid "Home"\nmsgstr "Ana səhifə"\n\n'
DAY = 'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "gün"\nmsgstr[1] "gün"\n\n'


def test_the_digest_does_not_depend_on_order_comments_or_dates(catalogue: MakeCatalogue) -> None:
    first = catalogue(SEARCH + HOME)
    second = catalogue(
        'msgid ""\nmsgstr ""\n"PO-Revision-Date: 2026-03-05 14:00+0400\\n"\n\n'
        "#. shown in the header\n#: base.html:3\n" + HOME + SEARCH,
        plural_forms=None,
    )
    assert first.digest == second.digest
    assert len(first.digest) == 64


@pytest.mark.parametrize(
    "changed",
    [
        SEARCH,
        SEARCH + HOME.replace("Ana səhifə", "Baş səhifə"),
        SEARCH + 'msgctxt "menu"\n' + HOME,
        SEARCH + HOME + DAY,
    ],
)
def test_the_digest_changes_with_any_translation(catalogue: MakeCatalogue, changed: str) -> None:
    assert catalogue(SEARCH + HOME).digest != catalogue(changed).digest


def test_the_digest_changes_with_the_plural_rule(catalogue: MakeCatalogue) -> None:
    assert catalogue(DAY).digest != catalogue(DAY, "nplurals=2; plural=(n > 1);").digest


def test_the_digest_is_the_same_in_every_process(catalogue: MakeCatalogue) -> None:
    assert catalogue(SEARCH + DAY).digest.startswith("3e2d8dd766ab38e8")


def test_a_catalogue_crosses_a_process_boundary(catalogue: MakeCatalogue) -> None:
    strings = catalogue(SEARCH + DAY)
    copy = pickle.loads(pickle.dumps(strings))
    assert copy == strings
    assert copy.digest == strings.digest
    assert copy.ngettext("day", "days", 2) == "gün"


# --- files that are not valid ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("messages", "line", "reason"),
    [
        ('msgid "a"\n', 7, "no msgstr"),
        ('msgid "a"\nmsgid "b"\nmsgstr "b"\n', 7, "msgid cannot stand after msgid"),
        ('msgstr "a"\nmsgid "b"\nmsgstr "b"\n', 6, "msgstr cannot stand after msgstr"),
        ('msgid "a"\nmsgstr "b\n', 7, "expected"),
        ('msgid "a"\nmsgstr "b" c"\n', 7, "expected"),
        ('msgid "a"\nmsgstr b\n', 7, "expected"),
        ('msgid "a"\nmsgtext "b"\n', 7, "expected"),
        ('msgid "a"\nmsgstr[x] "b"\n', 7, "expected"),
        ('msgid "a"\nmsgstr[0] "b"\n', 7, "msgstr\\[0\\] cannot stand after msgid"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 8, "msgstr cannot stand after msgid_plural"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[2] "c"\n', 6, "the language has 2 forms"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[0] "d"\n', 9, "stands twice"),
        ('msgid "a"\n# note\nmsgstr "b"\n', 7, "before this comment has no msgstr"),
        ('msgid "a"\nmsgstr\n\nmsgid "b"\nmsgstr "b"\n', 9, "expected"),
        ('msgid "a"\nmsgstr "b\\q"\n', 7, r"\\q stands for nothing"),
        ('msgid "a"\nmsgstr "b\\v"\n', 6, r"U\+000B"),
        ('msgid "a"\nmsgstr "b\x07"\n', 6, r"U\+0007"),
        ('msgid\u00a0"a"\nmsgstr "b"\n', 6, "expected"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 9, '"a" stands twice'),
        ('msgid "a"\nmsgstr "b"\n\nmsgid ""\nmsgstr ""\n', 9, "not the first"),
        ("<<<<<<< HEAD\n", 6, "expected"),
    ],
)
def test_a_mistake_is_reported_with_its_line(
    write: Write, messages: str, line: int, reason: str
) -> None:
    path = write(messages)
    with pytest.raises(CatalogueSyntaxError, match=reason) as caught:
        read_catalogue([path], "az")
    assert (caught.value.path, caught.value.line) == (path, line)


@pytest.mark.parametrize(
    ("plural_forms", "reason"),
    [
        ("nplurals=INTEGER; plural=EXPRESSION;", "Plural-Forms is"),
        ("nplurals=2; plural=(n != );", "unexpected token"),
        ("nplurals=2; plural=(m != 1);", "invalid token"),
        ("nplurals=2; plural=(n % 3);", "chooses form 2 of 2"),
        ("nplurals=2; plural=(1 / n);", "Plural-Forms: .*zero"),
    ],
)
def test_a_plural_rule_that_cannot_work_is_reported_at_the_header(
    write: Write, plural_forms: str, reason: str
) -> None:
    path = write(DAY, plural_forms)
    with pytest.raises(CatalogueSyntaxError, match=reason) as caught:
        read_catalogue([path], "az")
    assert caught.value.line == 4


@pytest.mark.parametrize("header", ["", 'msgid ""\nmsgstr "Language: xx\\n"\n\n'])
@pytest.mark.parametrize(
    ("language", "count", "many"),
    [("az", 2, 1), ("en", 2, 1), ("ru", 3, 2), ("ar", 6, 3), ("az-Cyrl", 2, 1), ("xx", 2, 1)],
)
def test_without_plural_forms_those_of_the_language_hold(
    write: Write, header: str, language: str, count: int, many: int
) -> None:
    forms = "".join(f'msgstr[{n}] "{n}"\n' for n in range(count))
    path = write(f'{header}msgid "day"\nmsgid_plural "days"\n{forms}', plural_forms=None)

    (day,) = read_catalogue([path], language)

    assert day.plural_count == count
    assert day.form(5) == str(many)


def test_more_forms_than_the_language_has_are_reported_at_the_message(write: Write) -> None:
    path = write(SEARCH + DAY + 'msgstr[2] "günlər"\n', plural_forms=None)
    with pytest.raises(CatalogueSyntaxError, match="has 2 forms") as caught:
        read_catalogue([path], "az")
    assert caught.value.line == 4


# As msgfmt of GNU gettext reads them.
@pytest.mark.parametrize(
    "written",
    [
        'msgid\t"a c"\nmsgstr\t"b"\n',
        'msgid"a c"\nmsgstr"b"\n',
        '  \tmsgid "a c"\n\t msgstr "b" \t \n',
        'msgid "a c"\r\nmsgstr "b"\r\n',
        'msgid "a c"\rmsgstr "b"\r',
        'msgid "a c" msgstr "b"',
        'msgid "a" " c"\nmsgstr ""\n  "b"\t""\n',
        'msgid\n"a c"\n\nmsgstr\n\n"b"\n',
        'msgid "a c"\nmsgstr "b" # a note\n',
        '  # a note\n#\n#. of a tool\n#: a.html:3\n#, c-format\nmsgid "a c"\nmsgstr "b"\n',
        '#~ msgid "a c"\n#~ msgstr "old"\n#| msgid "a"\nmsgid "a c"\nmsgstr "b"\n',
        'msgid\v"a c"\nmsgstr\f"b"\n',
        'msgid "a\\x20\\143"\nmsgstr "\\x62"\n',
        'msgid "a \\\nc"\nmsgstr "b"',
        '#,fuzzy\nmsgid "x"\nmsgstr "y"\n#\nmsgid "a c"\nmsgstr "b"\n',
    ],
)
@pytest.mark.parametrize("before", ["", "\ufeff", SEARCH])
def test_blanks_line_ends_and_comments_may_stand_where_gettext_allows(
    tmp_path: Path, written: str, before: str
) -> None:
    path = tmp_path / "az.po"
    path.write_bytes((before + written).encode())

    assert read_catalogue([path], "az").gettext("a c") == "b"


def test_a_plural_may_have_blanks_about_its_number(catalogue: MakeCatalogue) -> None:
    strings = catalogue('msgid "a"\nmsgid_plural "c"\nmsgstr [ 0 ] "b"\nmsgstr[1]\t"d"\n')
    assert strings.ngettext("a", "c", 7) == "d"


def test_a_file_in_another_encoding_is_reported_at_the_first_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "old.po"
    path.write_bytes('msgid "Search"\nmsgstr "Axtarış"\n'.encode("iso8859-9"))
    with pytest.raises(CatalogueSyntaxError, match="UTF-8") as caught:
        read_catalogue([path], "az")
    assert caught.value.line == 2


def test_a_header_that_names_another_encoding_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "old.po"
    header = HEADER.format(plural_forms=TWO).replace("UTF-8", "ISO-8859-9")
    path.write_text(header + SEARCH, encoding="utf-8")
    with pytest.raises(CatalogueSyntaxError, match="iso-8859-9"):
        read_catalogue([path], "az")


def test_the_error_names_file_and_line_and_crosses_a_process_boundary() -> None:
    error = pickle.loads(pickle.dumps(CatalogueSyntaxError(Path("az.po"), 3, "no msgstr")))
    assert str(error) == "az.po:3: no msgstr"


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + SEARCH,
        SEARCH.replace("\n", "\r\n"),
        '#~| msgid "Former"\n#~ msgid "Old"\n#~ msgstr "Köhnə"\n\n' + SEARCH,
        '#| msgid "Former"\n' + SEARCH,
        'msgid ""\nmsgstr ""\n"POT-Creation-Date: YEAR-MO-DA HO:MI+ZONE\\n"\n\n' + SEARCH,
        'msgid ""\nmsgstr ""\n"Language: xx\\n"\n\n' + SEARCH,
        SEARCH.replace("ış", "ış\u2028"),
    ],
    ids=["byte order mark", "CRLF", "former obsolete", "former", "date", "language", "U+2028"],
)
def test_what_editors_and_tools_leave_in_a_file_does_no_harm(tmp_path: Path, text: str) -> None:
    path = tmp_path / "az.po"
    path.write_bytes(text.encode())
    assert read_catalogue([path], "az").gettext("Search").startswith("Axtarış")
