"""Files for servers, of sites with hostile words, names and old addresses, as servers read them."""

from __future__ import annotations

import csv
import json
import socket
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from lxml import html

from beyan.cli import cli
from tests import hostile
from tests.browser.test_security_headers import Served
from tests.browser.webserver import free_port, nginx
from tests.conftest import CONFIG, SampleSite, release
from tests.hostile import quoted

Make = Callable[..., SampleSite]
ALIASES = ("/a", "/~a/", "/ə.b/", "/a-b_c.php", "/a.b/c.d/", "/2020/٣/", "/" + "x" * 190)
# No server is ever asked for these; all others are tried in tests/browser/test_redirects.py.
SIGNS = ["\\", "#", "\n", "\r", "\t", "%0A", "%0d", "%00"]


@pytest.mark.parametrize("base", ["", "/press", "/ə~x/%C9%99_y"])
def test_nginx_reads_the_files_and_follows_every_old_address(
    site: Make, tmp_path: Path, base: str
) -> None:
    files = {
        f"content/releases/2026/2026-03-0{at}-x{at}.az.md": release(
            "X", f"2026-03-0{at}", aliases=quoted([each])
        )
        for at, each in enumerate(ALIASES, start=1)
    }
    config = CONFIG.replace("https://press.example.org", f"http://127.0.0.1{base}")
    made = site(files, config=config)
    assert made.build().codes == []
    port = free_port()
    includes = "".join(
        f"include {made.output}/{name}.nginx.conf;" for name in ("headers", "redirects")
    )
    server = f"server {{ listen 127.0.0.1:{port}; root {made.output}; {includes} }}"
    with nginx(tmp_path, server, port):
        there = Served(f"http://127.0.0.1:{port}", made.output)
        for at, each in enumerate(ALIASES, start=1):
            status, headers = there.get(quote(f"{base}{each}", safe="/%"))
            assert status == 301, each
            assert headers["Location"].endswith(f"/az/releases/2026/x{at}/")
            if not base:
                assert headers.get_all("X-Content-Type-Options") == ["nosniff"]


def test_no_old_address_says_more_to_a_server_than_a_path(site: Make) -> None:
    aliases = [each for sign in SIGNS for each in (f"/a{sign}b", f"/a/{sign}/", f"/{sign}")]
    # What begins or ends with a blank is taken without it.
    aliases = [each for each in aliases if each == each.strip()]
    made = site({"content/releases/2026/2026-03-05-x.az.md": release(aliases=quoted(aliases))})
    found = made.check().diagnostics
    refused = [dict(each.values)["value"] for each in found if each.code == "bad-alias"]
    assert refused == aliases


@pytest.mark.parametrize("name", [".htaccess", ".user.ini", "web.config", ".git/config", "x/.env"])
def test_no_old_address_is_a_file_that_servers_obey(site: Make, name: str) -> None:
    made = site({"content/releases/2026/2026-03-05-x.az.md": release(aliases=quoted([f"/{name}"]))})
    assert made.check().codes == ["bad-alias"]


def test_other_programs_read_every_file_of_a_hostile_site(site: Make) -> None:
    made = site(hostile.site())
    result = made.build()
    assert not result.report.has_errors
    for line in (result.output / "_redirects").read_text().splitlines():
        assert len(line.split(" ")) == 3, line
    for old, new, status in csv.reader((result.output / "redirects.csv").open(), strict=True):
        assert (old, new, status) == ("old", "new", "status") or status == "301"
    for path in sorted(result.output.rglob("*")):
        if path.suffix == ".xml":
            ElementTree.fromstring(path.read_bytes())
        elif path.suffix == ".json":
            json.loads(path.read_bytes())
        elif path.suffix == ".html":
            for data in html.parse(str(path)).iterfind(".//script[@type='application/ld+json']"):
                json.loads(data.text or "")
        elif path.suffix == ".zip":
            _is_sound(path.read_bytes())
    robots = (result.output / "robots.txt").read_text().splitlines()
    assert [line.partition(":")[0] for line in robots if line] == [
        "User-agent", "Disallow", "Sitemap", "Sitemap",
    ]  # fmt: skip


def _is_sound(data: bytes) -> None:
    """Each file of the kit has one line among the checksums, and a name without a way out."""
    with ZipFile(BytesIO(data)) as kit:
        names = kit.namelist()
        sums = kit.read("SHA256SUMS").decode().splitlines()
    assert [line[66:] for line in sums] == [name for name in sorted(names) if name != "SHA256SUMS"]
    assert not any(name.startswith("/") or ".." in name.split("/") for name in names)


@pytest.mark.parametrize("name", ["=cmd", "+1+1", "@x", "-1,2", "'=x"])
def test_the_table_of_reads_has_no_formula(site: Make, tmp_path: Path, name: str) -> None:
    made = site({f"content/releases/{name}.az.md": release(slug="x")})
    log = tmp_path / "access.log"
    log.write_text(
        '192.0.2.1 - - [06/Mar/2026:10:00:00 +0400] "GET /az/releases/2026/x/ HTTP/1.1" 200 1 "-" '
        '"Mozilla/5.0 (X11) Firefox/140.0"\n'
        '192.0.2.2 - - [06/Mar/2026:10:00:00 +0400] "GET /=\x1b[31m,\\"\r HTTP/1.1" 200 1 "" "="\n'
        '{"time_iso8601": "=1", "remote_addr": ["x"], "status": {}, "request_uri": "<script>"}\n'
    )
    command = ["--site", str(made.root), "--ui-lang", "en", "views", "import", str(log)]
    result = CliRunner().invoke(cli, command, catch_exceptions=False)
    assert result.exit_code == 0
    assert "\x1b" not in result.output
    _, *rows = csv.reader(StringIO((made.root / "content/views.csv").read_text()))
    assert len(rows) == 1
    assert not rows[0][1].startswith(tuple("=+-@"))
    assert made.check().codes == []


def test_a_port_that_waits_for_its_server_is_nobody_elses() -> None:
    port = free_port()
    with socket.socket() as other, pytest.raises(OSError, match="in use"):
        other.bind(("127.0.0.1", port))
    with socket.create_server(("127.0.0.1", port)):
        socket.create_connection(("127.0.0.1", port)).close()
