"""Characters that no page may have, text in other encodings, and what other programs read."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path

import orjson
import pytest

from beyan.desk.coverage import Coverage
from beyan.desk.logs.log import Log
from beyan.desk.preview.pages import excerpt
from beyan.desk.status import look
from beyan.desk.translation import refresh
from beyan.model.diagnostic import Span, problem
from beyan.render.exporters.tools import Tools, Unreadable
from beyan.source import files
from beyan.source.settings import load_config
from tests.access_logs import sieve_of
from tests.conftest import CONFIG, REPOSITORY, SampleSite, release

Make = Callable[..., SampleSite]
AZ = "content/releases/2026/2026-03-05-x.az.md"
EN = "content/releases/2026/2026-03-05-x.en.md"
ABOUT = "content/pages/about.az.md"
TOPICS = "content/topics.yaml"
PO = "locales/az/LC_MESSAGES/messages.po"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")


def codes(site: SampleSite) -> list[str]:
    """Of a check and of a build, which say the same; nothing is published."""
    checked, built = site.check(), site.build()
    assert checked.lines == built.lines
    assert not built.files
    return checked.codes


# --- all in one run -------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["\x0b", "\x07", "\u2028", "\ufeff", "&#11;", "&#xFFFE;"])
@pytest.mark.parametrize(
    ("texts", "others"),
    [
        ({AZ: release(views="1.2", text="a@")}, ["bad-number"]),
        ({AZ: release(title="a@", topics="[yox]")}, ["unknown-topic"]),
        ({AZ: release(text="a@ [b](yox.az.md)")}, ["dead-link"]),
        ({AZ: release(text="a@ [b][yox]")}, ["dead-reference"]),
        ({AZ: release(summary="a@"), EN: release(date="2026-03-06")}, ["facts-differ"] * 2),
        ({AZ: release(photos="[{file: no.jpg, alt: a@}]")}, ["missing-file"]),
        ({AZ: release(), ABOUT: "---\ntitle: a@\n---\n[b](yox.md)\n"}, ["dead-link"]),
        ({AZ: release(), TOPICS: "a:\n  name: {az: a@, en: b}\nB C: {}\n"}, None),
    ],
)
def test_a_forbidden_character_hides_no_other_problem(
    sign: str, texts: dict[str, str], others: list[str] | None, site: Make
) -> None:
    typed = {path: text.replace("@", sign) for path, text in texts.items()}
    plain = {path: text.replace("@", "") for path, text in texts.items()}
    own = "character-reference" if sign.startswith("&") else "control-character"

    found = codes(site(typed))
    expected = codes(
        SampleSite(site().root / "plain").change({"site_config.yaml": CONFIG, **plain})
    )

    if others is not None:
        assert sorted(expected) == sorted(others)
    assert sorted(found) == sorted([own, *expected])


@pytest.mark.parametrize("encoding", ["cp1254", "utf-16", "utf-16-be"])
@pytest.mark.parametrize(
    ("text", "other"),
    [
        (release("Görüş", views="1.2"), "bad-number"),
        (release("Görüş", topics="[yox]"), "unknown-topic"),
        (release("Görüş", text="[b](yox.az.md)"), "dead-link"),
    ],
)
def test_another_encoding_hides_no_other_problem(
    encoding: str, text: str, other: str, site: Make
) -> None:
    # No encoding but Unicode has the letter.
    data = text.replace("ə", "e").encode(encoding)

    assert sorted(codes(site({AZ: data}))) == sorted(["not-utf8", other])


@pytest.mark.parametrize("text", ["a\x0b", "&#11;", "a\u0085b"])
def test_a_release_is_published_once_its_character_is_mended(text: str, site: Make) -> None:
    made = site({AZ: release(text=text)})
    # Nor does a second run forget what it read in the first.
    assert codes(made) == codes(made) != []

    assert made.change({AZ: release()}).build().codes == []
    assert made.change({AZ: release(text=text)}).check().codes != []


def test_the_numbers_that_windows_1252_has_are_read_as_browsers_do(site: Make) -> None:
    built = site({AZ: release(text="Bakı &#150; Gəncə, &#x80;5 &#1055;.")}).build()

    assert built.codes == []
    assert "Bakı – Gəncə, €5 П." in built.html("/az/releases/2026/x/")


# --- byte-order marks -----------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_text_file_of_a_site_may_begin_with_a_byte_order_mark(end: str, site: Make) -> None:
    texts = {
        "site_config.yaml": CONFIG,
        AZ: release(topics="[a-b]", participants="[c-d]"),
        ABOUT: "---\ntitle: Haqqında\n---\nMətn.\n",
        TOPICS: "a-b:\n  name: {az: Ab, en: Ab}\n",
        "content/participants.yaml": "c-d:\n  name: {az: C D, en: C D}\n",
        "content/views.csv": "month,release,language,reads\n2026-03,2026/2026-03-05-x,az,7\n",
        PO: (REPOSITORY / PO).read_text("utf-8"),
        "templates/base.html": (REPOSITORY / "templates/base.html").read_text("utf-8"),
    }
    marked = {path: BOM_UTF8 + text.replace("\n", end).encode() for path, text in texts.items()}
    plain = site(texts).build()
    tree = plain.tree()

    built = SampleSite(site().root / "marked").change(marked).build()

    assert (plain.codes, built.codes) == ([], [])
    assert not any(BOM_UTF8 in data for data in built.tree().values())
    if end == "\n":
        assert built.tree() == tree


# --- what other programs read ---------------------------------------------------------------------


@pytest.mark.parametrize("zone", ["Asia/Baku", "Europe/London", "America/New_York", "Asia/Kolkata"])
@pytest.mark.parametrize(
    "date", ["1900-01-01", "1918-05-28", "1918-05-28 14:30", "1924-05-01", "1924-05-03 00:00"]
)
def test_times_before_standard_time_are_written_as_rfc_3339_has_them(
    zone: str, date: str, site: Make
) -> None:
    config = CONFIG.replace("Asia/Baku", zone)

    built = site({AZ: release(date=date, embargo=date, expires="2027-01-01")}, config).build()

    assert set(built.codes) <= {"date-in-name", "date-long-ago"}
    day, _, clock = date.partition(" ")
    year = day[:4]
    for path in ("az/feed.xml", "az/feed.json", "az/releases.json", "sitemap.xml"):
        assert day in (built.output / path).read_text("utf-8"), path
    page = built.html(f"/az/releases/{year}/x/")
    item = built.html(f"/az/releases/{year}/x/release.json")
    tree = built.tree()
    texts = [tree[path].decode() for path in tree if not path.endswith((".css", ".woff2"))]
    for text in (page, item, *texts):
        for moment in re.findall(r"\b\d{4}-\d\d-\d\dT[^\"<>\s]*", text):
            assert RFC3339.fullmatch(moment), moment
    # As it was typed.
    assert f"{day}T{clock or '00:00'}:00" in item


STRUCTURED = '<script type="application/ld+json">%s</script>'


@pytest.mark.parametrize(
    "said",
    ["{{ site.name.text }}", '{"a": "b",}', '{"name": "{{ site.name.text }}" "url": ""}', ""],
)
def test_structured_data_that_a_template_spoils_stops_the_publication(
    said: str, site: Make
) -> None:
    base = (REPOSITORY / "templates/base.html").read_text("utf-8")
    template = base.replace(STRUCTURED % "{{ structured_data }}", STRUCTURED % said)
    assert template != base

    made = site({AZ: release(), "templates/base.html": template})

    assert set(codes(made)) == {"unreadable-output"}
    assert {each.span.path for each in made.check().diagnostics} >= {
        "templates/home.html",
        "templates/release.html",
    }


def test_structured_data_that_a_template_says_its_own_way_is_read_and_published(site: Make) -> None:
    base = (REPOSITORY / "templates/base.html").read_text("utf-8")
    own = base.replace("{{ structured_data }}", '{"name": {{ site.name.text|tojson }}}')

    built = site({AZ: release(), "templates/base.html": own}).build()

    assert built.codes == []
    assert json.loads(built.html("/az/").partition('ld+json">')[2].partition("</script>")[0])


@pytest.mark.parametrize("text", ["a\x0bb", "a\x07", "[a](https://a.example 'b\ufffe')"])
def test_a_feed_that_nobody_could_read_is_not_published(
    text: str, site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if what keeps such characters out had failed."""
    monkeypatch.setattr(files, "forbidden", lambda text: {})

    made = site({AZ: release(text=text)})

    assert set(codes(made)) == {"unreadable-output"}
    assert "/az/releases/2026/x/" in made.check().lines[0]


@pytest.mark.parametrize("value", ["\ud800", object(), {1: 2}])
def test_json_that_cannot_be_written_is_not_published(
    value: object, site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    dumps = orjson.dumps
    monkeypatch.setattr(
        orjson, "dumps", lambda values, **options: dumps([values, value], **options)
    )

    assert set(codes(site({AZ: release()}))) == {"unreadable-output"}


@pytest.mark.parametrize(
    "xml",
    ["<a>\x0b</a>", "<a>\ufffe</a>", "<a b=>", "<a><b></a>", "<a>&nbsp;</a>", "", "<a/><b/>"],
)
def test_xml_that_no_parser_takes_is_named(xml: str) -> None:
    tools = Tools("https://press.example.org", lambda prose, language: "")
    with pytest.raises(Unreadable) as caught:
        tools.well_formed(xml, "/az/feed.xml")

    assert caught.value.file == "/az/feed.xml"
    assert caught.value.reason


# --- the desk -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["a\x0b", "&#11;", "a\u2028"])
def test_the_board_says_that_a_release_with_a_forbidden_character_has_errors(
    text: str, site: Make
) -> None:
    made = site({AZ: release(text=text), ABOUT: f"---\ntitle: Haqqında\n---\n{text}\n"})
    config, _ = load_config(made.root)
    assert config is not None

    found = look(made.root, config, made.now)

    assert [row.cells[0].state for row in found.rows] == ["broken", "broken"]


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("a\x0bb\nc ə".encode(), ["1 │ a\x0bb", "2 │ c ə", "  │   ^"]),
        ("a\nc aş".encode("cp1254"), ["1 │ a", "2 │ c aş", "  │   ^"]),
        (BOM_UTF8 + b"a\nc d", ["1 │ a", "2 │ c d", "  │   ^"]),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\n\x00 x", [""]),
    ],
)
def test_the_preview_shows_the_lines_that_the_message_counts(
    data: bytes, shown: list[str], tmp_path: Path
) -> None:
    (tmp_path / "x.md").write_bytes(data)

    found = excerpt(tmp_path, problem("dead-link", Span("x.md", 2, 3), target="y"))

    assert found.split("\n") == shown


@pytest.mark.parametrize(
    "text",
    [
        '203.0.113.7 - - [22/Nov/2026:08:00:00 +0000] "GET /az/ HTTP/1.1" 200 7 "-" "Mozilla"\n',
        "#Fields: date time c-ip cs-method cs-uri-stem sc-status cs(User-Agent)\n"
        "2026-11-22 08:00:00 203.0.113.7 GET /az/ 200 Mozilla\n",
        '{"date": "2026-11-22", "time": "08:00:00", "c-ip": "203.0.113.7", '
        '"cs-method": "GET", "cs-uri-stem": "/az/", "sc-status": 200}\n',
    ],
)
def test_a_log_may_begin_with_a_byte_order_mark(text: str, tmp_path: Path) -> None:
    counted = []
    for mark in (b"", BOM_UTF8):
        (tmp_path / "access.log").write_bytes(mark + text.encode())
        log = Log(str(tmp_path / "access.log"))
        deque(log.sifted(partial(map, sieve_of(Coverage()).sift)), maxlen=0)
        counted.append((log.hits, log.malformed))

    assert counted == [(1, 0), (1, 0)]


def test_a_translation_with_a_byte_order_mark_is_noted_as_up_to_date(site: Make) -> None:
    made = site({AZ: release(), EN: BOM_UTF8 + b"---\ntitle: Statement\n---\nText.\n"})
    config, _ = load_config(made.root)
    assert config is not None

    refresh(made.root, config, EN)

    text = (made.root / EN).read_bytes()
    assert text.startswith(BOM_UTF8 + b"---\ntitle: Statement\ntranslated_from:\n")
    assert made.check().codes == []
