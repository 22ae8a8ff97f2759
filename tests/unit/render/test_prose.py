import re

import pytest
from lxml import html

from beyan.markup.reader import Reader
from beyan.model.diagnostic import Span
from beyan.model.page import PlannedLink, PlannedProse
from beyan.render.prose import Labels, ProseRenderer, addressed
from tests.hostile import MARKDOWN

SPAN = Span("content/releases/2026/x.az.md", 5, 1)
LABELS = Labels(
    "{} nömrəli qeyd", "Mətndəki {} nömrəli qeydə qayıt", "Cədvəl {}", "Orijinalı yüklə"
)
READER, RENDERER = Reader(), ProseRenderer("az", LABELS)


def render(text: str) -> str:
    return with_links(text, {})


def with_links(text: str, links: dict[str, str | None], base_path: str = "") -> str:
    planned = tuple(PlannedLink(target, address, SPAN) for target, address in links.items())
    html = READER.read(text, SPAN.path, SPAN.line).html
    return addressed(RENDERER.render(PlannedProse(html, planned)), base_path)


# --- attacks --------------------------------------------------------------------------------

FORBIDDEN = {
    "script", "style", "iframe", "svg", "math", "object", "embed", "form", "input", "button",
    "base", "meta", "link", "noscript", "template", "video", "audio", "source", "textarea",
    "details", "frame", "applet", "marquee", "select",
}  # fmt: skip


@pytest.mark.parametrize("attack", MARKDOWN)
def test_an_attack_leaves_nothing_that_could_run(attack: str) -> None:
    shown = render(f"Before.\n\n{attack}\n\nAfter.")
    tree = html.fragment_fromstring(shown, create_parent="div")
    assert "<!--" not in shown
    assert "a secret for nobody" not in shown
    for element in tree.iter():
        assert isinstance(element.tag, str), "a comment or a processing instruction"
        assert element.tag not in FORBIDDEN
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in ("style", "srcdoc", "formaction", "ping", "target", "action")
            if name in ("href", "src", "cite"):
                scheme = re.sub(r"[\x00-\x20]", "", value).partition(":")[0].lower()
                assert scheme not in ("javascript", "vbscript", "data")
            if name == "class":
                assert value != "masthead"
    assert tree.text_content().split()[0] == "Before."
    assert tree.text_content().split()[-1] == "After." or "[^1]" in attack


@pytest.mark.parametrize(
    "target", ["https://example.org/x?a=b", "http://x.example", "mailto:a@example.org", "tel:916"]
)
def test_an_honest_link_stays_as_it_is(target: str) -> None:
    assert f'<a href="{target}">x</a>' in render(f"[x]({target})")


@pytest.mark.parametrize(
    "text",
    [
        '<span lang="en">Reuters</span>',
        '<abbr title="Qeyri-hökumət təşkilatı">QHT</abbr>',
        "<sup>2</sup>",
        '<time datetime="2026-03-05">dünən</time>',
        '<q cite="https://example.org">x</q>',
    ],
)
def test_harmless_html_of_an_officer_stays(text: str) -> None:
    assert text in render(f"Bax {text}.")


# --- links to inside the site ---------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "[mətn](other.az.md)",
        "[mətn](<other.az.md> 'Başlıq')",
        "[mətn][1]\n\n[1]: other.az.md",
        '<a href="other.az.md">mətn</a>',
        '<div><a href="other.az.md">mətn</a></div>',
        "<a href='other.az.md'>mətn</a>",
        "<a href=other.az.md>mətn</a>",
    ],
)
def test_a_link_leads_to_the_address_below_the_base_path_however_it_is_written(text: str) -> None:
    shown = with_links(text, {"other.az.md": "/az/releases/2026/other/"}, "/press")
    assert 'href="/press/az/releases/2026/other/"' in shown
    assert ".md" not in shown


@pytest.mark.parametrize(
    "text",
    [
        "Bax: [gizli mətn](secret.az.md).",
        "Bax: [gizli mətn](secret.az.md 'secret').",
        "Bax: [gizli mətn][1].\n\n[1]: secret.az.md",
        'Bax: <a href="secret.az.md" title="secret">gizli mətn</a>.',
        '<p>Bax: <a href="secret.az.md">gizli mətn</a>.</p>',
    ],
)
def test_a_link_to_what_is_withheld_keeps_its_text_and_tells_no_name(text: str) -> None:
    shown = with_links(text, {"secret.az.md": None})
    tree = html.fragment_fromstring(shown, create_parent="div")
    assert tree.text_content().strip() == "Bax: gizli mətn."
    assert not tree.xpath("//@href")
    assert "secret" not in shown.replace('title="secret"', "")


def test_a_withheld_link_keeps_the_emphasis_inside_it() -> None:
    shown = with_links("[a **b** c](secret.az.md)", {"secret.az.md": None})
    assert shown == "<p>a <strong>b</strong> c</p>"


def test_a_relative_link_that_nobody_resolved_is_no_link() -> None:
    assert "href" not in with_links("[mətn](unknown.az.md)", {})


def test_a_photo_beside_the_text_is_shown_from_its_address_and_loads_late() -> None:
    shown = with_links("![Zal](zal ə.jpg)", {}) + with_links(
        "![Zal](zal.jpg)", {"zal.jpg": "/az/releases/2026/x/zal.jpg"}, "/press"
    )
    image = html.fragment_fromstring(shown, create_parent="div").xpath(".//img")[-1]
    assert image.attrib == {
        "src": "/press/az/releases/2026/x/zal.jpg",
        "alt": "Zal",
        "loading": "lazy",
    }


def test_a_file_name_with_any_letters_becomes_a_valid_link() -> None:
    shown = with_links("[x](a.pdf)", {"a.pdf": "/az/x/illik hesabat ə.pdf"})
    assert 'href="/az/x/illik%20hesabat%20%C9%99.pdf"' in shown


def test_one_text_leaves_nothing_to_the_next() -> None:
    with_links("[a](x.az.md)\n\n[1]: /y/\n\nQeyd[^1]\n\n[^1]: Bir", {"x.az.md": "/x/"})
    assert with_links("[a][1] Qeyd[^1]", {}) == "<p>[a][1] Qeyd[^1]</p>"


# --- headings -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# a\n\n## b\n\n### c", ["h2", "h3", "h4"]),
        ("## a\n\n### b", ["h2", "h3"]),
        ("### a", ["h3"]),
        ("# a\n\n###### b", ["h2", "h6"]),
    ],
)
def test_the_title_of_the_page_stays_its_only_h1(text: str, levels: list[str]) -> None:
    tree = html.fragment_fromstring(render(text), create_parent="div")
    assert [each.tag for each in tree if str(each.tag).startswith("h")] == levels


def test_headings_have_ids_by_the_projects_own_slug() -> None:
    assert '<h2 id="edalet-isci-gousci">' in render("## Ədalət İşçi Ğöüşçı")


def test_two_headings_of_the_same_words_have_two_ids() -> None:
    ids = re.findall(r'id="([^"]+)"', render("## Nəticə\n\n## Nəticə"))
    assert ids[0] == "netice"
    assert len(set(ids)) == 2


def test_an_id_that_the_officer_gives_is_kept() -> None:
    assert '<h2 id="bolme">' in render("## Bölmə bir {#bolme}")


# --- tables ---------------------------------------------------------------------------------

TABLE = "A | B | C | D\n:-- | :-: | --: | ---\n1 | 2 | 3 | 4"


def test_a_table_scrolls_in_a_box_that_the_keyboard_reaches() -> None:
    tree = html.fragment_fromstring(render(TABLE), create_parent="div")
    (box,) = tree.xpath("./div[table]")
    assert box.attrib == {
        "class": "table",
        "role": "region",
        "tabindex": "0",
        "aria-label": "Cədvəl 1",
    }


def test_every_table_of_a_text_has_a_name_of_its_own() -> None:
    tree = html.fragment_fromstring(render(f"{TABLE}\n\nSöz.\n\n{TABLE}"), create_parent="div")
    assert tree.xpath("./div[table]/@aria-label") == ["Cədvəl 1", "Cədvəl 2"]


def test_the_alignment_of_columns_is_a_class_that_turns_with_the_script() -> None:
    tree = html.fragment_fromstring(render(TABLE), create_parent="div")
    assert [cell.get("class") for cell in tree.iter("th")] == ["start", "center", "end", None]
    assert [cell.get("class") for cell in tree.iter("td")] == ["start", "center", "end", None]
    assert not tree.xpath(".//@style")


def test_the_heads_of_columns_say_so() -> None:
    tree = html.fragment_fromstring(render(TABLE), create_parent="div")
    assert {cell.get("scope") for cell in tree.iter("th")} == {"col"}


def test_a_text_goes_on_after_its_table() -> None:
    assert render(f"Əvvəl.\n\n{TABLE}\n\nSonra.").endswith("<p>Sonra.</p>")


# --- footnotes ------------------------------------------------------------------------------


def test_footnotes_lead_there_and_back_under_ids_of_their_own() -> None:
    shown = render("Bir[^a] iki[^b] üç[^a].\n\n[^a]: Birinci.\n[^b]: İkinci.")
    tree = html.fragment_fromstring(shown, create_parent="div")
    ids = tree.xpath(".//@id")
    assert len(ids) == len(set(ids)) == 5
    for href in tree.xpath(".//@href"):
        assert href.removeprefix("#") in ids
    assert not tree.xpath(".//hr[@id]")


def test_the_mark_of_a_footnote_says_what_its_number_is() -> None:
    tree = html.fragment_fromstring(render("Bir[^a] iki[^b].\n\n[^a]: A\n[^b]: B"), "div")
    marks = tree.xpath(".//a[@class='footnote-ref']")
    assert [(mark.text, mark.get("aria-label")) for mark in marks] == [
        ("1", "1 nömrəli qeyd"),
        ("2", "2 nömrəli qeyd"),
    ]


@pytest.mark.parametrize("sign", ["{", "}", "{0}", "{1}", "{x!r}", "{0.__class__}", "{{}}x"])
def test_words_about_a_footnote_may_have_any_sign(sign: str) -> None:
    renderer = ProseRenderer("az", Labels(*(f"{sign} <b> {{}}",) * 4))
    html = READER.read("Bir[^a].\n\n[^a]: A.", SPAN.path, SPAN.line).html
    assert f'aria-label="{sign.replace("{}", "1")} &lt;b&gt; 1"' in renderer.render(
        PlannedProse(html, ())
    )


def test_the_way_back_from_a_footnote_is_named_in_the_language_of_the_text() -> None:
    tree = html.fragment_fromstring(
        render("Bir[^a], iki[^b].\n\n[^a]: A.\n[^b]: B."), create_parent="div"
    )
    back = tree.xpath(".//a[@class='footnote-backref']")
    assert [link.get("aria-label") for link in back] == [
        "Mətndəki 1 nömrəli qeydə qayıt",
        "Mətndəki 2 nömrəli qeydə qayıt",
    ]


# --- other Markdown -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("   \n\t\n", ""),
        ("Termin\n:   Mənası", "<dl>\n<dt>Termin</dt>\n<dd>Mənası</dd>\n</dl>"),
        ("2 < 3 & 4 > 1", "<p>2 &lt; 3 &amp; 4 &gt; 1</p>"),
        ("«Sitat» — mətn…", "<p>«Sitat» — mətn…</p>"),
        ("{{ page.title }} {% if %}", "<p>{{ page.title }} {% if %}</p>"),
        ("5\\. mart", "<p>5. mart</p>"),
    ],
)
def test_a_text_is_shown_as_it_is_meant(text: str, shown: str) -> None:
    assert render(text) == shown
