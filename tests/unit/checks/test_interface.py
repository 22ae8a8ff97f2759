from collections.abc import Callable

import pytest

from beyan.checks.templates import TemplateText, read_template
from tests.conftest import SampleSite

Make = Callable[..., SampleSite]
HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
AZ = "locales/az/LC_MESSAGES/messages.po"


@pytest.mark.parametrize(
    ("template", "wanted"),
    [
        ('{{ _("Topics") }}', [(None, "Topics", None)]),
        ("{% trans %}Topics{% endtrans %}", [(None, "Topics", None)]),
        ('{{ ngettext("one", "many", n) }}', [(None, "one", "many")]),
        ('{{ pgettext("menu", "Main") }}', [("menu", "Main", None)]),
        ('{{ npgettext("c", "one", "many", n) }}', [("c", "one", "many")]),
        ('{{ in_language("az", "Topics") }}', [(None, "Topics", None)]),
        (
            '<p title="{{ _("a") }}">{% if _("b") %}{% endif %}',
            [(None, "a", None), (None, "b", None)],
        ),
        ("{{ page.title }}", []),
    ],
)
def test_the_strings_a_template_asks_for_are_found(
    template: str, wanted: list[tuple[str | None, str, str | None]]
) -> None:
    read = read_template(template.encode())
    assert isinstance(read, TemplateText)
    assert [(each.context, each.msgid, each.plural) for each in read.strings] == wanted


def test_a_string_that_no_page_happens_to_show_is_missed_all_the_same(site: Make) -> None:
    template = "{% if false %}\n{{ _('Never translated') }}{% endif %}\n"
    made = site({"templates/parts/own.html": template})
    found = [(each.code, str(each.span)) for each in made.check().diagnostics]
    assert found == [("missing-string", "templates/parts/own.html:2:1")] * 2


@pytest.mark.parametrize(
    ("string", "code"),
    [
        ('msgid "Page %(number)s"\nmsgstr "Səhifə %(nomre)s"', "wrong-placeholder"),
        ('msgid "Page %(number)s"\nmsgstr "Səhifə"', "wrong-placeholder"),
        ('msgid "Page %(number)s"\nmsgstr "100% %(number)s"', "wrong-placeholder"),
        ('msgid "Page %(number)s"\nmsgstr "%(number)s-ci səhifə"', None),
        (
            'msgid "%(num)s press release"\nmsgid_plural "%(num)s press releases"\n'
            'msgstr[0] "bir"\nmsgstr[1] "%(num)s"',
            None,
        ),
        ('msgid "Obsolete %(x)s"\nmsgstr "%(y)s"', None),
    ],
)
def test_a_translation_fills_the_same_places_as_its_original(
    site: Make, string: str, code: str | None
) -> None:
    found = site({AZ: HEADER + string + "\n"}).check().diagnostics
    assert [(each.code, str(each.span)) for each in found] == (
        [(code, f"{AZ}:7:1")] if code else []
    )


def test_an_unfinished_translation_counts_as_none(site: Make) -> None:
    made = site(
        {
            "templates/parts/own.html": "{{ _('New') }}\n",
            AZ: HEADER + '#, fuzzy\nmsgid "New"\nmsgstr "Yeni"\n',
        }
    )
    languages = [dict(each.values)["language"] for each in made.check().diagnostics]
    assert sorted(languages) == ["az", "en"]


@pytest.mark.parametrize(
    "text",
    ["{{ " + "(" * 500 + "1", "{{ a" + ".b" * 500 + " }}", "{{ 1" + " + 1" * 500 + " }}",
     "{% if a %}" * 300 + "{% endif %}" * 300],
)  # fmt: skip
def test_a_template_that_is_nested_too_deep_is_told(site: Make, text: str) -> None:
    """Nobody was told which one it was."""
    made = site({"templates/own.html": text})
    (told,) = made.check().diagnostics
    assert (told.code, told.span.path) == ("template-syntax", "templates/own.html")


@pytest.mark.parametrize("name", ["5", "none", "true", "1.5"])
def test_a_template_that_names_another_by_no_text_is_told(site: Make, name: str) -> None:
    made = site({"templates/own.html": f"\n{{% include {name} %}}"})
    (told,) = made.check().diagnostics
    assert (told.code, told.span.line) == ("dynamic-include", 2)


def test_a_number_of_too_many_digits_is_told(site: Make) -> None:
    made = site({"templates/own.html": "{{ " + "9" * 5000 + " }}"})
    assert [each.code for each in made.check().diagnostics] == ["template-syntax"]


@pytest.mark.parametrize("escape", ["\\xd800", "\\xdfff", "\\xdc80"])
def test_half_a_character_in_a_translation_is_told(site: Make, escape: str) -> None:
    """No page can be written with it."""
    text = f'{HEADER}msgid "Topics"\nmsgstr "M{escape}"\n'
    assert "catalogue-syntax" in site({AZ: text}).check().codes
