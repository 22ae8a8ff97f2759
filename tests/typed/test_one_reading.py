"""A text is read once: the summary is that of the page, and links are the same to all readers."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from tests.typed.desk import Desk, Shown, Told, desk_of, names

# The summary that lists, feeds, search engines and social networks show of a text without one.
SUMMARIES = {
    "emphasis": ("Qapı **bu gün** *açıqdır*.\n\nİkinci.", "Qapı bu gün açıqdır."),
    "a heading of two lines first": ("Nəticələr\n=========\n\nİlk abzas.", "İlk abzas."),
    "a heading first": ("## Nəticələr\n\nİlk abzas burada.", "İlk abzas burada."),
    "a heading right above": ("## Nəticələr\nİlk abzas altında.", "İlk abzas altında."),
    "an abbreviation first": ("*[BMT]: Birləşmiş Millətlər\n\nİlk sözlər.", "İlk sözlər."),
    "a table first": ("a | b\n--|--\n1 | 2\n\nCədvəldən sonra.", "Cədvəldən sonra."),
    "a list first": ("- su\n- qaz\n\nSiyahıdan sonra.", "Siyahıdan sonra."),
    "a comment first": ("<!-- gizli -->\n\nQeyddən sonra.", "Qeyddən sonra."),
    "a rule first": ("---\n\nXətdən sonra.", "Xətdən sonra."),
    "code first": ("```\nkod\n```\n\nKoddan sonra.", "Koddan sonra."),
    "a definition first": ("[p]: https://example.org/\n\nMətn [burada][p].", "Mətn burada."),
    "a footnote": ("Mətn[^1] davam edir.\n\n[^1]: Qeyd.", "Mətn davam edir."),
    "a link": ('Bax [hesabata](https://example.org/a_(b) "Başlıq").', "Bax hesabata."),
    "a link with brackets": ("Bax [hesabat [2026]](https://example.org/).", "Bax hesabat [2026]."),
    "code in a line": ("Əmr `a*b*c` işləyir.", "Əmr a*b*c işləyir."),
    "an address": (
        "Sayt <https://www.example.org/x> burada.",
        "Sayt https://www.example.org/x burada.",
    ),
    "a bare address": ("Sayt www.example.org burada.", "Sayt www.example.org burada."),
    "signs between words": (
        "Nömrə *4411# və 3 * 4, snake_case_ad.",
        "Nömrə *4411# və 3 * 4, snake_case_ad.",
    ),
    "escapes": (r"Bu \*ulduz\* və \[mötərizə\] qalır.", "Bu *ulduz* və [mötərizə] qalır."),
    "entities": ("Tom &amp; Co &copy; &laquo;ev&raquo; 3 &lt; 4.", "Tom & Co © «ev» 3 < 4."),
    "breaks": ("Bakı,<br>Nizami 1<br/>AZ1000", "Bakı, Nizami 1 AZ1000"),
    "a backslash at the end of a line": ("Bakı,\\\nNizami 1", "Bakı, Nizami 1"),
    "elements": ("H<sub>2</sub>O və <b>su</b> <abbr title='x'>BMT</abbr>.", "H2O və su BMT."),
    "struck words": ("Saat ~~10~~ 11-də.", "Saat 10 11-də."),
    "braces": ("Siyahı {2026} budur.", "Siyahı {2026} budur."),
    "angles": ("Kitab <<Ev>> çıxdı.", "Kitab <<Ev>> çıxdı."),
    "dashes": ("— Kimdir?\n— Mənəm.", "— Kimdir? — Mənəm."),
}

PDF = {
    "hesabat (1).pdf": b"%PDF-1.4",
    "hesabat(2).pdf": b"%PDF-1.4",
    "plan 3.pdf": b"%PDF-1.4",
    "şəkil dördüncü.pdf": b"%PDF-1.4",
    "100%.pdf": b"%PDF-1.4",
}
HEAD = "attachments:\n" + "".join(f'  - file: "{name}"\n    title: Sənəd\n' for name in PDF)
# The name of the file that the link leads to.
FILES = {
    "a blank and parentheses, encoded": ("[s](hesabat%20(1).pdf)", "hesabat (1).pdf"),
    "all of it encoded": ("[s](hesabat%20%281%29.pdf)", "hesabat (1).pdf"),
    "pointed brackets": ("[s](<hesabat (1).pdf>)", "hesabat (1).pdf"),
    "escaped parentheses": (r"[s](hesabat\(2\).pdf)", "hesabat(2).pdf"),
    "plain parentheses": ("[s](hesabat(2).pdf)", "hesabat(2).pdf"),
    "parentheses and a title": ("[s](hesabat(2).pdf 'Başlıq')", "hesabat(2).pdf"),
    "a title in parentheses": ("[s](hesabat(2).pdf (Başlıq))", "hesabat(2).pdf"),
    "a title on the next line": ('[s](hesabat(2).pdf\n"Başlıq")', "hesabat(2).pdf"),
    "blanks around": ("[s](  hesabat(2).pdf  )", "hesabat(2).pdf"),
    "a dot and a slash": ("[s](./hesabat(2).pdf)", "hesabat(2).pdf"),
    "a definition": ("[s][h]\n\n[h]: hesabat(2).pdf", "hesabat(2).pdf"),
    "a definition of two lines": ("[s][h]\n\n[h]:\n  hesabat(2).pdf\n  'Başlıq'", "hesabat(2).pdf"),
    "a definition in pointed brackets": ("[s][h]\n\n[h]: <plan 3.pdf> (Plan)", "plan 3.pdf"),
    "a definition above": ("[h]: plan%203.pdf\n\n[s][h]", "plan 3.pdf"),
    "a name with letters of another case": ("[Sənəd][]\n\n[SƏNƏD]: plan%203.pdf", "plan 3.pdf"),
    "the name alone": ("[Plan üçün]\n\n[plan  üçün]: <plan 3.pdf>", "plan 3.pdf"),
    "a definition in a quotation": ("[s][h]\n\n> [h]: plan%203.pdf", "plan 3.pdf"),
    "letters of the language": ("[s](<şəkil dördüncü.pdf>)", "şəkil dördüncü.pdf"),
    "letters of the language, encoded": (
        "[s](%C5%9F%C9%99kil%20d%C3%B6rd%C3%BCnc%C3%BC.pdf)",
        "şəkil dördüncü.pdf",
    ),
    "an entity": ("[s](plan&#32;3.pdf)", "plan 3.pdf"),
    "an element": ('<a href="plan 3.pdf">s</a>', "plan 3.pdf"),
    "an element in capitals": ("<A HREF='plan%203.pdf'>s</A>", "plan 3.pdf"),
    "an element with blanks": ('<a title="x" href = "hesabat(2).pdf" >s</a>', "hesabat(2).pdf"),
    "an element over two lines": ('<a\nhref="hesabat(2).pdf">s</a>', "hesabat(2).pdf"),
    "in an item": ("- [s](plan%203.pdf)", "plan 3.pdf"),
    "in a table": ("a | b\n--|--\n[s](plan%203.pdf) | c", "plan 3.pdf"),
    "in a footnote": ("Mətn[^q].\n\n[^q]: [s](plan%203.pdf)", "plan 3.pdf"),
    "in a heading": ("## [s](plan%203.pdf)", "plan 3.pdf"),
    "in bold": ("**[s](plan%203.pdf)**", "plan 3.pdf"),
    "behind code": ("`kod` [s](plan%203.pdf) `kod`", "plan 3.pdf"),
    "with code inside": ("[`s`](plan%203.pdf)", "plan 3.pdf"),
}
# Whole addresses elsewhere.
OUTSIDE = {
    "parentheses": (
        "[w](https://www.example.org/wiki/Ev_(ada))",
        "https://www.example.org/wiki/Ev_(ada)",
    ),
    "parentheses within": (
        "[w](https://www.example.org/a(b)c(d(e)))",
        "https://www.example.org/a(b)c(d(e))",
    ),
    "parentheses with percent signs": (
        "[w](https://example.org/Bak%C4%B1_(%C5%9F))",
        "https://example.org/Bak%C4%B1_(%C5%9F)",
    ),
    "a definition with a blank": (
        "[Mətn][1].\n\n[1]: <https://www.example.org/b c> 'B'",
        "https://www.example.org/b%20c",
    ),
    "underscores and stars": (
        "[w](https://example.org/_a_*b*)",
        "https://example.org/_a_*b*",
    ),
    "a hash": ("[w](https://example.org/a#b)", "https://example.org/a#b"),
    "upper case": ("[w](HTTPS://EXAMPLE.ORG/A)", "HTTPS://EXAMPLE.ORG/A"),
    "a telephone": ("[w](tel:+994120000007)", "tel:+994120000007"),
    "mail": ("[w](mailto:metbuat@example.org)", "mailto:metbuat@example.org"),
}
WITHOUT_TARGET = [
    Told("none", "Bir.\n\n[keçid]()", 3, "error"),
    Told("a blank", "[keçid]( )", 1, "error"),
    Told("empty brackets", "[keçid](<>)", 1, "error"),
    Told("an empty element", 'Bir.\n\n<a href="">keçid</a>', 3, "error"),
    Told("a script", "Bir.\n\n[keçid](javascript:alert(1))", 3),
    Told("a script in disguise", "[keçid](JaVaScRiPt:alert(1))", 1),
    Told("a script of another kind", "[keçid](vbscript:x)", 1),
    Told("data", "[keçid](data:text/html,x)", 1),
    Told("a file of the computer", "[keçid](file:///C:/x.docx)", 1),
    Told("a folder of the computer", r"[keçid](C:\Users\x.docx)", 1),
    Told("a kind that is dropped", "Mətn\n[keçid](ftp://example.org/f)", 2),
    Told("another kind that is dropped", "[keçid](whatsapp://send?text=a)", 1),
    Told("a call", "[keçid](skype:ofis)", 1),
    Told("a definition of a script", "[keçid][k]\n\n[k]: javascript:alert(1)", 3),
    Told("an element with a script", '<a href="javascript:x">keçid</a>', 1),
    Told("an element in capitals", "Bir\n\n<A HREF='vbscript:x'>keçid</A>", 3),
    Told("a file that is not there", "[keçid](yox.pdf)", 1, "error"),
    Told("a file in capitals that is not there", "<A HREF='yox.pdf'>keçid</A>", 1, "error"),
    Told("a definition of two lines", "[keçid][k]\n\n[k]:\n   yox.pdf", 4, "error"),
    Told("www as a target", "[sayt](www.example.org)", 1, "error"),
    Told("mail as a target", "[poçt](metbuat@example.org)", 1, "error"),
    Told("a pasted picture", "![x](data:image/png;base64,iVBORw0KGgo=)", 1, "error"),
    Told(
        "a pasted picture as an element",
        '<img src="data:image/png;base64,iVBORw0KGgo=" alt="x">',
        1,
        "error",
    ),
    Told(
        "a pasted picture in capitals",
        "<IMG SRC='data:image/gif;base64,R0lGOD' ALT='x'>",
        1,
        "error",
    ),
    Told("a picture elsewhere", "<IMG SRC='https://example.org/x.png' ALT='x'>", 1, "error"),
    Told("a picture elsewhere, defined", "![x][p]\n\n[p]: https://example.org/x.png", 3, "error"),
    Told("a picture that is not there", "![x](yox.png)", 1, "error"),
]

TABLES = {
    "summaries": [Shown(name, typed, warned=-1) for name, (typed, _) in SUMMARIES.items()],
    "files": [
        Shown(name, typed, head=HEAD, files=PDF, warned=-1) for name, (typed, _) in FILES.items()
    ],
    "outside": [Shown(name, typed, warned=-1) for name, (typed, _) in OUTSIDE.items()],
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_of(tmp_path_factory.mktemp("reading"), WITHOUT_TARGET, *TABLES.values())


def test_check_and_build_say_the_same(desk: Desk) -> None:
    desk.assert_check_and_build_agree()


@pytest.mark.parametrize("row", **names(TABLES["summaries"]))
def test_the_summary_is_the_first_paragraph_as_it_is_shown(desk: Desk, row: Shown) -> None:
    found = desk.page(row).summaries
    assert found == dict.fromkeys(found, SUMMARIES[row.name][1])


@pytest.mark.parametrize("row", **names(TABLES["files"]))
def test_links_are_read_alike_however_they_are_written(desk: Desk, row: Shown) -> None:
    page = desk.page(row)
    listed = re.findall(r'href="([^"]+)"[^>]*>Sənəd<', page.whole.replace(page.prose, ""))
    published = dict(zip(PDF, listed, strict=True))
    found = [unquote(to) for _, to in page.links if to[0] != "#"]
    assert found == [unquote(published[FILES[row.name][1]])]


@pytest.mark.parametrize("row", **names(TABLES["outside"]))
def test_addresses_elsewhere_are_whole(desk: Desk, row: Shown) -> None:
    found = [unquote(to) for _, to in desk.page(row).links]
    assert found == [unquote(OUTSIDE[row.name][1])]


@pytest.mark.parametrize("row", **names(WITHOUT_TARGET))
def test_a_link_or_picture_that_leads_nowhere_is_told(desk: Desk, row: Told) -> None:
    desk.assert_told(row)


def test_no_page_has_a_link_without_a_target(desk: Desk) -> None:
    for path in desk.output.glob("az/releases/2026/sira-*/index.html"):
        assert not re.search(r"<a(?![^>]*\bhref=)(?:\s[^>]*)?>", path.read_text()), path
