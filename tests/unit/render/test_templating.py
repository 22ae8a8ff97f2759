import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import pytest
from jinja2 import Environment, TemplateError, UndefinedError, nodes

from beyan.language.catalogue import Catalogue, MissingString, read_catalogue
from beyan.model.defaults import DEFAULTS
from beyan.model.page import ContactLines, Frame, Page, PlannedProse
from beyan.model.records import dataclass
from beyan.model.release import Moment
from beyan.model.words import Words
from beyan.plan import addresses
from beyan.render.page import _at_hand
from beyan.render.prose import Labels
from beyan.render.templating import EXTENSIONS, MissingAsset, Templates, template_texts

BAKU = ZoneInfo("Asia/Baku")
PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Topics"
msgstr "Mövzular"

msgid "Page %(number)s"
msgstr "Səhifə %(number)s"

msgid "Read %(num)s time"
msgid_plural "Read %(num)s times"
msgstr[0] "%(num)s dəfə oxunub"
msgstr[1] "%(num)s dəfə oxunub"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Page):
    """A page that shows one value."""

    template: ClassVar[str] = "sheet.html"
    value: Any = None


def frame(language: str) -> Frame:
    return Frame(
        language=language,
        languages=("az", "en", "ar"),
        name=Words("Nümunə", "az"),
        tagline=None,
        origin="https://example.org",
        base_path="/press",
        home=f"/{language}/",
        releases="",
        topics="",
        participants="",
        feeds=addresses.feeds(f"/{language}/"),
        share=(),
        menu=(),
        contact=ContactLines(name=None, call_centre="", phone="", email="", address=None),
        card=None,
        assets=(("beyan.css", "/assets/beyan.01234567.css"),),
    )


Render = Callable[..., str]


@pytest.fixture
def render(tmp_path: Path) -> Render:
    """`render("{{ page.value|upper }}", "ilk")` → what a template in that language shows."""
    folder = tmp_path / "templates"
    folder.mkdir()
    po = tmp_path / "messages.po"
    po.write_text(PO)

    def render(template: str, value: Any = None, language: str = "az", **files: str) -> str:
        (folder / "sheet.html").write_text(template)
        for name, text in files.items():
            (folder / f"{name}.html").write_text(text)
        catalogues = {
            tag: read_catalogue([po], tag) if tag == "az" else Catalogue(tag, ())
            for tag in ("az", "en", "ar", "ar-EG")
        }
        templates = Templates([folder], [frame(tag) for tag in catalogues], catalogues)
        page = Sheet(
            address="/x/", language=language, text_language=language, canonical="/x/", value=value
        )
        return templates.render(page)

    return render


# --- text -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "upper", "capitalized"),
    [
        ("az", "iclas ıldırım", "İCLAS ILDIRIM", "İclas ıldırım"),
        ("en", "institute", "INSTITUTE", "Institute"),
    ],
)
def test_letter_case_follows_the_language_of_the_page(
    render: Render, language: str, text: str, upper: str, capitalized: str
) -> None:
    shown = render("{{ page.value|upper }}/{{ page.value|capitalize }}", text, language)
    assert shown == f"{upper}/{capitalized}"


def test_lower_case_knows_the_dotted_i(render: Render) -> None:
    assert render("{{ page.value|lower }}", "İCLAS ILDIRIM") == "iclas ıldırım"


def test_title_case_which_no_language_here_writes_is_not_offered(render: Render) -> None:
    with pytest.raises(TemplateError):
        render("{{ page.value|title }}", "x")


def test_what_a_page_shows_is_escaped(render: Render) -> None:
    assert render("{{ page.value }}", '<b> & "x"') == "&lt;b&gt; &amp; &#34;x&#34;"


def test_the_alphabet_is_the_languages_own(render: Render) -> None:
    names = ["Zaur", "Ədalət", "Xəyal", "Elxan", "Həsən", "İlham", "Irina"]
    template = "{{ page.value|alphabetical|join(' ') }}"
    assert render(template, names) == "Elxan Ədalət Həsən Xəyal Irina İlham Zaur"
    assert render(template, names, "en") == "Elxan Ədalət Həsən İlham Irina Xəyal Zaur"


def test_things_are_ordered_by_one_of_their_parts(render: Render) -> None:
    words = [Words("Ə", "az"), Words("D", "az"), Words("E", "az")]
    template = "{% for each in page.value|alphabetical('text') %}{{ each.text }}{% endfor %}"
    assert render(template, words) == "DEƏ"


# --- languages of parts ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (Words("Bakı", "az"), "Bakı"),
        (Words("Baku", "en"), '<span lang="en">Baku</span>'),
        (Words("باكو", "ar"), '<span lang="ar" dir="rtl">باكو</span>'),
        (Words("<b>", "en"), '<span lang="en">&lt;b&gt;</span>'),
        (Words("<b>", "az"), "&lt;b&gt;"),
    ],
)
def test_words_in_another_language_than_the_page_are_marked(
    render: Render, words: Words, shown: str
) -> None:
    assert render("{{ page.value|words }}", words) == shown


def test_an_element_in_another_language_is_marked_against_what_is_around_it(
    render: Render,
) -> None:
    template = '<p{{ page.value|lang }}><b{{ page.value|lang("en") }}></b></p>'
    assert render(template, Words("x", "en")) == '<p lang="en"><b></b></p>'
    assert render(template, Words("x", "az")) == '<p><b lang="az"></b></p>'


def test_a_left_to_right_part_of_an_arabic_page_says_so(render: Render) -> None:
    assert render("<b{{ page.value|lang }}>", "az", "ar") == '<b lang="az" dir="ltr">'


# --- dates and numbers ----------------------------------------------------------------------

DAY = Moment(datetime(2020, 5, 22, tzinfo=BAKU))
NOON = Moment(datetime(2026, 3, 5, 14, 30, tzinfo=BAKU), has_time=True)


@pytest.mark.parametrize(
    ("template", "value", "language", "shown"),
    [
        ("{{ page.value|date_long }}", DAY, "az", "22 may 2020"),
        ("{{ page.value|date_long }}", date(2026, 3, 5), "az", "5 mart 2026"),
        ("{{ page.value|date_full }}", NOON, "az", "5 mart 2026, cümə axşamı"),
        ("{{ page.value|date_numeric }}", DAY, "az", "22-05-2020"),
        ("{{ page.value|date_long }}", DAY, "en", "May 22, 2020"),
        ("{{ page.value|date_long }}", DAY, "ar", "22 مايو 2020"),
        ("{{ page.value|month_year|capitalize }}", date(2026, 6, 1), "az", "İyun 2026"),
        ("{{ page.value|time }}", NOON, "az", "14:30"),
        ("{{ page.value|iso }}", NOON, "az", "2026-03-05T14:30:00+04:00"),
        ("{{ page.value|iso }}", DAY, "az", "2020-05-22"),
        ("{{ page.value|number }}", 1234567, "az", "1.234.567"),
        ("{{ page.value|number }}", 1234567, "en", "1,234,567"),
        ("{{ page.value|number }}", 368, "ar-EG", "٣٦٨"),
        ("{{ page.value|percent }}", 0.25, "az", "25%"),
        ("{{ page.value|filesize }}", 1_234_567, "az", "1,2 MB"),
        ("{{ page.value|ordinal }}", 2026, "az", "2026-cı"),
        ("{{ page.value|list_and }}", ["A", "B", "C"], "az", "A, B və C"),
    ],
)
def test_dates_and_numbers_are_written_as_the_language_writes_them(
    render: Render, template: str, value: Any, language: str, shown: str
) -> None:
    assert render(template, value, language) == shown


def test_a_range_of_days_is_one_expression(render: Render) -> None:
    template = "{{ page.value[0]|date_range(page.value[1]) }}"
    assert render(template, [date(2026, 3, 5), date(2026, 3, 9)]) == "5–9 mart 2026"


# --- addresses ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("/az/releases/2020/qht-gorusu/", "/press/az/releases/2020/qht-gorusu/"),
        ("/az/x/illik hesabat ə.pdf", "/press/az/x/illik%20hesabat%20%C9%99.pdf"),
        ('/az/x/a"b?c#d.pdf', "/press/az/x/a%22b%3Fc%23d.pdf"),
        ("/az/x/100%.pdf", "/press/az/x/100%25.pdf"),
    ],
)
def test_an_address_becomes_a_valid_link_below_the_base_path(
    render: Render, address: str, url: str
) -> None:
    assert render("{{ page.value|url }}", address) == url
    assert render("{{ page.value|absolute }}", address) == f"https://example.org{url}"


def test_an_asset_is_linked_under_its_hashed_name(render: Render) -> None:
    assert render('{{ asset("beyan.css") }}') == "/press/assets/beyan.01234567.css"


def test_an_asset_that_is_not_there_is_an_error(render: Render) -> None:
    with pytest.raises(MissingAsset):
        render('{{ asset("byan.css") }}')


@pytest.mark.parametrize(
    ("number", "link"), [("916", "tel:916"), ("+994 (12) 000-00-00", "tel:+994120000000")]
)
def test_a_telephone_number_becomes_a_link(render: Render, number: str, link: str) -> None:
    assert render("{{ page.value|tel }}", number) == link


# --- interface strings ----------------------------------------------------------------------


def test_an_interface_string_is_translated(render: Render) -> None:
    assert render('{{ _("Topics") }}') == "Mövzular"


def test_what_fills_a_string_is_escaped_unless_it_is_markup(render: Render) -> None:
    assert render('{{ _("Page %(number)s", number=page.value) }}', "<2>") == "Səhifə &lt;2&gt;"


@pytest.mark.parametrize(
    ("original", "translation", "shown"),
    [
        ("Topics", "<b>Mövzular</b>", "&lt;b&gt;Mövzular&lt;/b&gt;"),
        ("Topics", "\"'><script>x</script>", "&#34;&#39;&gt;&lt;script&gt;x&lt;/script&gt;"),
        ("Topics", "R&D &lt;", "R&amp;D &amp;lt;"),
        ("<b>Topics</b>", "<b>Mövzular</b>", "<b>Mövzular</b>"),
        ("<b>Topics</b>", "<b onclick=x>a</b> <i>", "&lt;b onclick=x&gt;a</b> &lt;i&gt;"),
        ("Topics&nbsp;&amp;", "&nbsp;&amp; &lt;", "&nbsp;&amp; &amp;lt;"),
        ("<a href=x>Topics</a>", "<a href=javascript:x>a</a>", "&lt;a href=javascript:x&gt;a</a>"),
        ("<b>Topics</b>", "<<b>script>x", "&lt;<b>script&gt;x"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("call", ["_({})", "ngettext({0}, {0}, 2)", 'pgettext("menu", {})'])
def test_a_translation_has_the_markup_of_its_original_and_no_other(
    render: Render, tmp_path: Path, original: str, translation: str, shown: str, call: str
) -> None:
    said = json.dumps(original, ensure_ascii=False)
    plural = f"msgid_plural {said}\nmsgstr[0] {{0}}\nmsgstr[1] {{0}}\n"
    form = plural if call.startswith("n") else "msgstr {0}\n"
    context = 'msgctxt "menu"\n' if call.startswith("p") else ""
    message = f"{context}msgid {said}\n{form.format(json.dumps(translation, ensure_ascii=False))}"
    head = PO.partition('msgid "Topics"')[0]
    (tmp_path / "messages.po").write_text(head + message)
    assert render(f"{{{{ {call.format(said)} }}}}") == shown


@pytest.mark.parametrize(("views", "shown"), [(1, "1 dəfə oxunub"), (368, "368 dəfə oxunub")])
def test_a_number_chooses_the_plural_form(render: Render, views: int, shown: str) -> None:
    template = (
        '{{ ngettext("Read %(num)s time", "Read %(num)s times", page.value,'
        " num=page.value|number) }}"
    )
    assert render(template, views) == shown


@pytest.mark.parametrize(
    "template",
    [
        '{{ _("Topics") }}',
        "{% trans %}Topics{% endtrans %}",
        '{{ ngettext("Read %(num)s time", "Read %(num)s times", 2, num=2) }}',
        '{{ pgettext("menu", "Topics") }}',
        '{{ in_language("en", "Topics") }}',
    ],
)
def test_a_string_without_a_translation_is_an_error_and_never_its_english_original(
    render: Render, template: str
) -> None:
    with pytest.raises(MissingString):
        render(template, language="en")


def test_a_string_can_be_asked_for_in_another_language(render: Render) -> None:
    assert render('{{ in_language("az", "Topics") }}', language="en") == "Mövzular"


def test_footnotes_and_tables_have_labels_in_each_language(tmp_path: Path) -> None:
    po = tmp_path / "x.po"
    po.write_text(
        f'{PO}\nmsgid "Footnote %(number)s"\nmsgstr "%(number)s nömrəli qeyd"\n'
        '\nmsgid "Back to footnote %(number)s in the text"\nmsgstr "%(number)s: qayıt"\n'
        '\nmsgid "Table %(number)s"\nmsgstr "Cədvəl %(number)s"\n'
        '\nmsgid "Download the original"\nmsgstr "Orijinalı yüklə"\n'
    )
    (tmp_path / "templates").mkdir()
    catalogues = {"az": read_catalogue([po], "az")}
    templates = Templates([tmp_path / "templates"], [frame("az")], catalogues)
    labels = Labels.of(partial(templates.string, "az"))
    assert labels == ("{} nömrəli qeyd", "{}: qayıt", "Cədvəl {}", "Orijinalı yüklə")


@pytest.mark.parametrize(
    ("string", "shown"),
    [("100%%", "100%"), ("%(a)s%%", "&lt;%"), ("%(b)d/%(b)03d", "7/007"), ("%(c)s", "<b>")],
)
def test_a_string_is_filled_in_as_jinja2_does(
    render: Render, tmp_path: Path, string: str, shown: str
) -> None:
    po = tmp_path / "messages.po"
    po.write_text(f'{PO}\nmsgid "x"\nmsgstr "{string}"\n\nmsgid "y"\nmsgstr "{string}"\n')
    template = '{{ _("x", a="<", b=7, c="<b>"|safe) }}'
    assert render(template) == shown
    if "(" not in string:
        assert render('{{ _("x") }}') == render("{% trans %}y{% endtrans %}") == shown


# --- what is remembered ---------------------------------------------------------------------

MACROS = """\
{% macro shown(value, level=2, sign="") %}
<h{{ level }}{{ value|lang }}>{{ value.text }}{{ 1000|number }}{{ sign }}</h{{ level }}>
{% endmacro %}
{% macro other(value) %}{{ value.text|upper }}{% endmacro %}
"""


@pytest.mark.parametrize(
    "arguments",
    ["page.value", "page.value, 3", "page.value, level=3", 'page.value, sign="<"', "page.value, 2"],
)
@pytest.mark.parametrize("language", ["az", "en"])
def test_a_remembered_macro_shows_what_the_macro_shows(
    render: Render, arguments: str, language: str
) -> None:
    plain = f'{{% from "macros.html" import shown %}}{{{{ shown({arguments}) }}}}'
    once = f'{{% from "macros.html" import shown %}}{{{{ remembered(shown, {arguments}) }}}}'
    words = Words("Bakı <&>", "az")
    expected = render(plain, words, language, macros=MACROS)
    assert render(once, words, language, macros=MACROS) == expected
    assert render(once + once, words, language, macros=MACROS) == expected * 2


def test_what_is_remembered_depends_on_the_macro_and_on_each_argument(render: Render) -> None:
    calls = [
        *("shown, page.value[0]", "shown, page.value[1]", "shown, page.value[0], 3"),
        *("shown, page.value[0], 3.0", "shown, page.value[0], true", "shown, page.value[0], 1"),
        *('shown, page.value[0], sign="<"', 'shown, page.value[0], sign="<"|safe'),
        "other, page.value[0]",
    ]
    values = [Words("i", "az"), Words("i", "en")]
    head = '{% from "macros.html" import shown, other %}'
    once = [f"{{{{ remembered({call}) }}}}" for call in calls]
    alone = [render(head + each, values, macros=MACROS) for each in once]
    assert len(set(alone)) == len(alone)
    assert render(head + "".join(once * 2), values, macros=MACROS) == "".join(alone * 2)


def test_a_macro_that_sees_the_page_is_not_remembered_for_another_page(tmp_path: Path) -> None:
    (tmp_path / "sheet.html").write_text(
        "{% macro own() %}{{ page.value }}{% endmacro %}{{ remembered(own) }}"
        '{% from "part.html" import part with context %}{{ remembered(part) }}'
    )
    (tmp_path / "part.html").write_text("{% macro part() %}{{ page.value }}{% endmacro %}")
    templates = Templates([tmp_path], [frame("az")], {"az": Catalogue("az", ())})
    page = Sheet(address="/", language="az", text_language="az", canonical="/")
    shown = [templates.render(replace(page, value=value)) for value in "aba"]
    assert shown == ["aa", "bb", "aa"]


def test_languages_remember_each_for_itself(tmp_path: Path) -> None:
    (tmp_path / "sheet.html").write_text(
        '{% from "part.html" import part %}{{ remembered(part, 1000) }} '
        '{% include "whole.html" without context %}'
    )
    (tmp_path / "part.html").write_text("{% macro part(value) %}{{ value|number }}{% endmacro %}")
    (tmp_path / "whole.html").write_text("{{ site.language }}")
    catalogues = {tag: Catalogue(tag, ()) for tag in ("az", "en")}
    templates = Templates([tmp_path], [frame(tag) for tag in catalogues], catalogues)
    shown = [
        templates.render(Sheet(address="/", language=tag, text_language=tag, canonical="/"))
        for tag in ("az", "en", "az")
    ]
    assert shown == ["1.000 az", "1,000 en", "1.000 az"]


def test_words_in_a_part_without_a_page_are_marked_against_the_language(render: Render) -> None:
    part = "{{ site.name|words }}<b{{ site.name|lang }}>"
    template = '{% include "part.html" without context %}'
    assert render(template, language="en", part=part) == (
        '<span lang="az">Nümunə</span><b lang="az">'
    )


# --- what Jinja2 can do, still can be done ----------------------------------------------------


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{% autoescape false %}{{ page.value }}{% endautoescape %}", "<i>"),
        ("{% set kept %}{{ page.value }}{% endset %}{{ kept }}", "&lt;i&gt;"),
        (
            "{% macro m() %}{{ page.value }}{{ caller() }}{% endmacro %}"
            "{% call m() %}>{% endcall %}",
            "&lt;i&gt;>",
        ),
        ("{% for x in range(2) %}{% macro m() %}{{ x }}{% endmacro %}{{ m() }}{% endfor %}", "01"),
        ("{% for x in [page.value] %}{{ cycler(x, 1).next() }}{% endfor %}", "&lt;i&gt;"),
        ("{{ [page.value, '<b>'|safe]|join }}", "&lt;i&gt;<b>"),
        ("{{ '<b>'|safe ~ page.value }}", "<b>&lt;i&gt;"),
        ("{{ {'a': page.value}.a }}{{ none }}{{ 1.5 }}", "&lt;i&gt;None1.5"),
        ('{% include ["nothing.html", "part.html"] %}', "&lt;i&gt;"),
        ('{% include "nothing.html" ignore missing %}-', "-"),
        ("{% for x in 'ab' %}{% include 'loop.html' %}{% endfor %}", "ab"),
    ],
)
def test_the_language_of_templates_is_jinja2s(render: Render, template: str, shown: str) -> None:
    assert render(template, "<i>", part="{{ page.value }}", loop="{{ x }}") == shown


# --- strictness -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "template", ["{{ nothing }}", "{{ page.nothing }}", "{% if nothing %}{% endif %}"]
)
def test_what_a_page_does_not_carry_is_an_error(render: Render, template: str) -> None:
    with pytest.raises(UndefinedError):
        render(template)


def test_a_sites_own_template_wins_over_the_default_one(tmp_path: Path) -> None:
    for folder in ("own", "default"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "sheet.html").write_text(folder)
    templates = Templates(
        [tmp_path / "own", tmp_path / "default"], [frame("az")], {"az": Catalogue("az", ())}
    )
    page = Sheet(address="/", language="az", text_language="az", canonical="/")
    assert templates.render(page) == "own"


def test_a_changed_template_is_not_taken_from_the_bytecode_cache(tmp_path: Path) -> None:
    folder, cache = tmp_path / "templates", tmp_path / "cache"
    folder.mkdir()
    page = Sheet(address="/", language="az", text_language="az", canonical="/")
    for text in ("old", "new"):
        (folder / "sheet.html").write_text(text)
        templates = Templates([folder], [frame("az")], {"az": Catalogue("az", ())}, bytecode=cache)
        assert templates.render(page) == text


def test_compiled_templates_hold_nothing_of_a_language_or_a_base_url(tmp_path: Path) -> None:
    folder, cache = tmp_path / "templates", tmp_path / "cache"
    folder.mkdir()
    (folder / "sheet.html").write_text('{{ "iclas"|upper }} {{ "/"|absolute }} {{ 1000|number }}')
    catalogues = {tag: Catalogue(tag, ()) for tag in ("az", "en")}
    shown = []
    for origin in ("https://a.example", "https://b.example"):
        frames = [replace(frame(tag), origin=origin) for tag in catalogues]
        templates = Templates([folder], frames, catalogues, bytecode=cache)
        for tag in catalogues:
            page = Sheet(address="/", language=tag, text_language=tag, canonical="/")
            shown.append(templates.render(page))
    assert shown == [
        "İCLAS https://a.example/press/ 1.000",
        "ICLAS https://a.example/press/ 1,000",
        "İCLAS https://b.example/press/ 1.000",
        "ICLAS https://b.example/press/ 1,000",
    ]


TEXTS = template_texts((DEFAULTS / "templates",))
PARSED = {name: Environment(extensions=EXTENSIONS).parse(text) for name, text in TEXTS.items()}
INCLUDED = {
    include.template.value
    for parsed in PARSED.values()
    for include in parsed.find_all(nodes.Include)
    if isinstance(include.template, nodes.Const)
}


@pytest.mark.parametrize("name", sorted(INCLUDED))
def test_no_part_that_pages_include_has_a_macro_which_would_hold_the_page(name: str) -> None:
    assert list(PARSED[name].find_all(nodes.Macro)) == []


@pytest.mark.parametrize("chunk", [1, 20, 40, 64])
def test_a_text_that_is_asked_for_again_while_its_neighbours_are_made_is_at_hand(
    chunk: int,
) -> None:
    texts: dict[tuple[int, str], tuple[PlannedProse, str]] = {}
    all_texts = [PlannedProse(str(number), ()) for number in range(5 * chunk)]
    made: list[PlannedProse] = []

    def ask(prose: PlannedProse) -> str:
        def make() -> str:
            made.append(prose)
            return prose.html

        return _at_hand(texts, (prose, "az"), make)

    for start in range(0, len(all_texts), chunk):
        together = all_texts[start : start + chunk]
        # Each page of them, and then each of their other files.
        assert [ask(each) for each in (*together, *together)] == [
            each.html for each in (*together, *together)
        ]
    assert made == all_texts
