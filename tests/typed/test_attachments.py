"""What a server or a browser would run is no attachment; what few can open is told."""

from __future__ import annotations

import pytest

from tests.typed.desk import Desk, Shown, Told, desk_of, names


def head(name: str) -> str:
    return f'attachments: [{{file: "{name}", title: Sənəd}}]\n'


REFUSED = [
    Told(f"refused, {name}", "Mətn.", -1, "error", head(name), {name: b"x"})
    for name in (
        *("a.php", "b.phtml", "c.shtml", "d.asp", "e.aspx", "f.jsp", "g.cgi", "h.pl", "i.py"),
        *("A.PHP", "j.php5", "k.phar", "m.php.pdf.php", "n.html", "o.htm", "p.xhtml", "q.svg"),
        *(".htaccess", ".htpasswd", "web.config", "Web.Config", "_headers", "_redirects"),
        *("r.svgz", "s.mhtml", "t.mht", "u.exe", "v.msi", "w.bat", "x.cmd", "y.scr", "z.jar"),
        *("a1.wasm", "b1.js", "c1.rss", "d1.atom", "e1.xsl", "f1.hta", "g1.vbs", "h1.lnk"),
        *("i1.ps1", "j1.apk", ".user.ini", "k1.swf", "m1.xml"),
    )
]
USUAL = [
    Shown(f"usual, {name}", "Mətn.", "<p>Mətn.</p>", head(name), {name: b"x"})
    for name in (
        *("a.pdf", "B.PDF", "c.docx", "d.doc", "e.odt", "f.rtf", "g.txt", "h.csv", "i.xlsx"),
        *("j.ods", "k.pptx", "m.zip", "n.mp3", "o.mp4", "p.epub", "hesabat (2).pdf"),
    )
]
UNUSUAL = [
    Told(f"unusual, {name}", "Mətn.", -1, "warning", head(name), {name: b"x"})
    for name in ("a.xyz", "b.dwg", "c.rar", "d.indd", "hesabat", "e.pages")
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_of(tmp_path_factory.mktemp("attachments"), REFUSED, USUAL, UNUSUAL)


def test_check_and_build_say_the_same(desk: Desk) -> None:
    desk.assert_check_and_build_agree()


@pytest.mark.parametrize("row", **names([*REFUSED, *UNUSUAL]))
def test_what_is_run_is_refused_and_what_is_rare_is_told(desk: Desk, row: Told) -> None:
    desk.assert_told(row)


@pytest.mark.parametrize("row", **names(REFUSED))
def test_a_refusal_says_why(desk: Desk, row: Told) -> None:
    """A reason that goes with the kind: what runs it."""
    said = desk.hints(row)
    assert any(word in said for word in ("server", "browser", "computer")), said


@pytest.mark.parametrize("row", **names(USUAL))
def test_documents_and_media_are_published(desk: Desk, row: Shown) -> None:
    desk.assert_shown(row)


def test_nothing_that_is_refused_is_in_the_output(desk: Desk) -> None:
    for row in REFUSED:
        (name,) = row.files
        assert not list((desk.output / "az/releases").rglob(name))
