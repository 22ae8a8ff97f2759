import pytest

from beyan.model.kinds import Danger, danger_of, ending_inside, endings, is_usual
from beyan.model.picture import FORMATS


@pytest.mark.parametrize(
    "name",
    ["a.html", "a.HTM", "a.svgz", "a.mhtml", "a.rss", "a.atom", "a.wasm", "a.kml", "a.xml"],
)
def test_what_browsers_run_is_refused(name: str) -> None:
    assert danger_of(name) is Danger.BROWSER


@pytest.mark.parametrize(
    "name",
    ["a.php", "a.PhP7", "a.phtml", "a.asPX", "a.jsp", "a.cgi", "a.py", "a.shtml", "web.config"],
)
def test_what_web_servers_run_is_refused(name: str) -> None:
    assert danger_of(name) is Danger.SERVER


@pytest.mark.parametrize(
    "name",
    [".htaccess", ".user.ini", ".env", "_headers", "_redirects", ".hidden.pdf", "sub/.htaccess"],
)
def test_what_web_servers_obey_is_refused(name: str) -> None:
    assert danger_of(name) is Danger.SERVER


@pytest.mark.parametrize(
    "name", ["a.exe", "a.MSI", "a.jar", "a.apk", "a.bat", "a.lnk", "a.url", "a.hta", "a.com"]
)
def test_programs_are_refused(name: str) -> None:
    assert danger_of(name) is Danger.READER


@pytest.mark.parametrize(
    ("name", "danger"),
    [
        ("a.html.gz", Danger.BROWSER),
        ("a.svg.br", Danger.BROWSER),
        ("a.html.az", Danger.BROWSER),
        ("a.php.bak", Danger.SERVER),
        ("a.php.", Danger.SERVER),
        ("a.php ", Danger.SERVER),
        ("a.exe. .", Danger.READER),
        ("a. php", Danger.SERVER),
    ],
)
def test_what_stands_behind_an_ending_hides_nothing(name: str, danger: Danger) -> None:
    assert danger_of(name) is danger


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.php.pdf", ".php"),
        ("a.PHTML.jpg", ".phtml"),
        ("a.b.cgi.zip", ".cgi"),
        ("a.pl.doc", ".pl"),
    ],
)
def test_an_ending_inside_may_make_a_server_run_the_file(name: str, ending: str) -> None:
    assert danger_of(name) is None
    assert ending_inside(name) == ending


@pytest.mark.parametrize(
    "name",
    [
        *("a.pdf", "A.PDF", "a.docx", "a.odt", "a.csv", "a.zip", "a.epub", "a.mp3", "a.mov"),
        *("a.ics", "a.json", "a.jpg", "hesabat (1).pdf", "v1.2.pdf", "press.example.com.pdf"),
        *("a.html.pdf", "php.pdf", "headers.txt"),
    ],
)
def test_documents_and_media_are_usual(name: str) -> None:
    assert is_usual(name)
    assert danger_of(name) is None
    assert ending_inside(name) == ""


@pytest.mark.parametrize(
    "name", ["a.pages", "a.rar", "a.tar.gz", "a", "a.docm", "a.eml", "a.pdf.xyz"]
)
def test_of_other_kinds_readers_are_asked_about(name: str) -> None:
    assert not is_usual(name)
    assert danger_of(name) is None


def test_what_may_be_a_photo_is_usual() -> None:
    assert FORMATS.keys() <= endings()["usual"]


def test_no_ending_is_in_two_groups() -> None:
    listed = [ending for group in endings().values() for ending in group]
    assert len(listed) == len(set(listed))
