"""What a real browser and real robots read of a real nginx and Apache is what their logs tell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from beyan.build import load
from beyan.build.options import Options
from beyan.desk.views import import_views
from tests.access_logs import FIREFOX
from tests.browser.webserver import PATIENCE, apache, free_port, nginx
from tests.conftest import CONFIG, REPOSITORY, SampleSite, release

X = "/az/releases/2026/x/"
DECLARED = "$status;$http_host;$remote_addr;$msec;$request_uri;$request_method;$http_user_agent"
# What each log tells: nothing more, X-Forwarded-For, the host. Formats of nginx ...
NGINX = {
    "plain": ('$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent '
              '"$http_referer" "$http_user_agent"', ()),
    "main": ('$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent '
             '"$http_referer" "$http_user_agent" "$http_x_forwarded_for"', ("forwarded",)),
    "vhost": ('$host:$server_port $remote_addr - $remote_user [$time_local] "$request" $status '
              '$body_bytes_sent "$http_referer" "$http_user_agent"', ("host",)),
    "json": ('{"time_local":"$time_local","remote_addr":"$remote_addr","status":$status,'
             '"host":"$host","http_x_forwarded_for":"$http_x_forwarded_for",'
             '"request":"$request","http_user_agent":"$http_user_agent"}', ("forwarded", "host")),
    "declared": (DECLARED, ("host",)),
}  # fmt: skip
# ... and of Apache.
APACHE = {
    "combined": (r'%h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\"', ()),
    "vhost": (r'%V:%p %h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\"', ("host",)),
    "forwarded": (r'%h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\" '
                  r'\"%{X-Forwarded-For}i\"', ("forwarded",)),
    "json": (r'{\"time\":\"%{%Y-%m-%dT%H:%M:%S%z}t\",\"remote_addr\":\"%a\",\"status\":\"%>s\",'
             r'\"host\":\"%V\",\"method\":\"%m\",\"uri\":\"%U%q\",'
             r'\"http_x_forwarded_for\":\"%{X-Forwarded-For}i\",'
             r'\"user_agent\":\"%{User-Agent}i\"}', ("forwarded", "host")),
}  # fmt: skip


def nginx_server(made: SampleSite, folder: Path, port: int) -> AbstractContextManager[None]:
    formats = "".join(
        f"log_format {name} {'escape=json ' * (name == 'json')}'{format}';\n"
        for name, (format, _) in NGINX.items()
    )
    logs = "".join(f"access_log {folder}/{name}.log {name};\n" for name in NGINX)
    server = f"server {{ listen 127.0.0.1:{port}; root {made.output}; {logs} }}"
    return nginx(folder, formats + server, port)


def apache_server(made: SampleSite, folder: Path, port: int) -> AbstractContextManager[None]:
    logs = "\n".join(
        f'CustomLog {folder}/{name}.log "{format}"' for name, (format, _) in APACHE.items()
    )
    site = (
        f"DocumentRoot {made.output}\nUseCanonicalName Off\n{logs}\n"
        f"<Directory {made.output}>\nRequire all granted\nDirectoryIndex index.html\n</Directory>"
    )
    return apache(folder, site, port)


def asked(port: int, path: str, agent: str, **headers: str) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.putrequest("GET", path.encode().decode("latin-1"), skip_host="Host" in named)
    for name, value in {"User-Agent": agent, **named}.items():
        connection.putheader(name, value)
    connection.endheaders()
    connection.getresponse().read()
    connection.close()


@pytest.fixture
def folder() -> Iterator[Path]:
    """Apache, which root does not run as root, has to be let in."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)


@pytest.mark.parametrize(
    ("server", "formats"),
    [(nginx_server, NGINX), (apache_server, APACHE)],
    ids=["nginx", "apache"],
)
def test_what_a_browser_reads_counts_and_what_robots_read_does_not(
    folder: Path,
    browser: Browser,
    server: Callable[[SampleSite, Path, int], AbstractContextManager[None]],
    formats: dict[str, tuple[str, tuple[str, ...]]],
) -> None:
    reading = f"{{hosts: [127.0.0.1], log_formats: ['{DECLARED}']}}"
    config = f"{CONFIG}most_read: {{count: 0}}\nviews: {reading}\n"
    made = SampleSite(folder / "site")
    made.change({"site_config.yaml": config, "content/releases/2026/x.az.md": release()})
    assert made.build().codes == []
    port = free_port()
    with server(made, folder, port):
        page = browser.new_page(user_agent=FIREFOX.replace("Linux", "Wayland"))
        page.goto(f"http://127.0.0.1:{port}{X}")
        page.reload()
        page.goto(f"http://127.0.0.1:{port}/az/")
        page.close()
        for number in range(3):
            asked(port, f"//az/releases/2026/%78/index.html?n={number}" if number == 1 else X,
                  FIREFOX, X_Forwarded_For=f"198.51.100.{number}")  # fmt: skip
        asked(port, X, "Mozilla/5.0 (compatible; Googlebot/2.1)", X_Forwarded_For="66.249.66.1")
        asked(port, X, "curl/8.5.0")
        asked(port, X, FIREFOX, Host="shop.example.net", X_Forwarded_For="198.51.100.77")
    for name, (_, tells) in formats.items():
        for each in made.root.glob("content/views*.csv"):
            each.unlink()
        _, loaded = load(made.root, made.output, Options())
        assert loaded is not None
        result = import_views(
            made.root, loaded, [str(folder / f"{name}.log")], now=datetime.now(UTC)
        )
        counts = result.tally.counts()
        # The browser, and those behind the balancer of this machine, or the balancer itself.
        expected = 1 + (3 if "forwarded" in tells else 1)
        expected += "forwarded" in tells and "host" not in tells
        assert counts["reads"] == expected, (name, counts, result.problems)
        assert (counts["robots"], counts["hosts"]) == (2, "host" in tells), name
        assert {each.code for each in result.problems} <= {"log-proxy"}, name
    before = {path: path.read_bytes() for path in made.output.rglob("*") if path.is_file()}
    assert made.build().codes == []
    after = {path: path.read_bytes() for path in made.output.rglob("*") if path.is_file()}
    changed = {path for path in after if before[path] != after[path]}
    assert changed == {made.output / X.strip("/") / "index.html"}
    assert re.search(r"(\d+) dəfə oxunub", (made.output / X.strip("/") / "index.html").read_text())


def test_the_hourly_job_of_the_docs_counts_what_is_read_and_changes_only_pages_that_say_so(
    site: Callable[..., SampleSite], tmp_path: Path
) -> None:
    x, y = both = ("/az/releases/2026/x/", "/az/releases/2026/y/")
    made = site(
        {
            "content/releases/2026/2026-03-05-x.az.md": release("X", views="368"),
            "content/releases/2026/2026-03-05-y.az.md": release("Y"),
        },
        CONFIG,
    )
    web, log = tmp_path / "web", tmp_path / "access.log"
    job = hourly_job(made.root, log, web, tmp_path)

    def read(address: str) -> int:
        found = re.search(r"(\d+) dəfə oxunub", (web / address[1:] / "index.html").read_text())
        return int(found[1]) if found else 0

    def changed_by_the_job() -> set[str]:
        before = {path: path.stat().st_mtime_ns for path in web.rglob("*") if path.is_file()}
        done = subprocess.run(job, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return {
            f"/{path.relative_to(web).as_posix()}".removesuffix("index.html")
            for path in web.rglob("*")
            if path.is_file() and before.get(path) != path.stat().st_mtime_ns
        }

    log.touch()
    changed_by_the_job()
    assert [read(each) for each in both] == [368, 0]
    port = free_port()
    server = f"server {{ listen 127.0.0.1:{port}; root {web}; access_log {log}; }}"
    with nginx(tmp_path, server, port):
        for visitor in range(3):
            asked(port, x, f"{FIREFOX} {visitor}", Host="press.example.org")
        asked(port, y, "ExampleBot/1.0", Host="press.example.org")
    touched = changed_by_the_job()
    assert [read(each) for each in both] == [371, 0]
    assert {x, y} & touched == {x}
    assert changed_by_the_job() == set()
    # The log goes on in a new file, as each night.
    log.rename(f"{log}.1")
    with nginx(tmp_path, server, port):
        asked(port, y, FIREFOX, Host="press.example.org")
    assert y in changed_by_the_job()
    assert [read(each) for each in both] == [371, 1]
    log.unlink()
    assert changed_by_the_job() == set()
    assert [read(each) for each in both] == [371, 1]


def hourly_job(root: Path, log: Path, web: Path, folder: Path) -> list[str | Path]:
    """What docs/commands.md has a server run each hour, in a checkout of the site."""
    text = (REPOSITORY / "docs" / "commands.md").read_text().split("**Counts that live.**")[1]
    script = text.split("```sh\n")[1].split("```")[0]
    for there, here in (
        ("/srv/press", root),
        ("/var/log/nginx/access.lo", str(log)[:-1]),
        ("/var/www/press", web),
    ):
        assert there in script
        script = script.replace(there, str(here))
    (folder / "job").write_text(script)
    programs = folder / "bin"
    programs.mkdir()
    (programs / "beyan").write_text(f'#!/bin/sh\nexec {sys.executable} -m beyan "$@"\n')
    (programs / "beyan").chmod(0o755)
    (root / ".gitignore").write_text("/.cache/\n/output/\n")
    upstream = folder / "upstream.git"
    commands: list[list[str | Path]] = [
        ["init", "-q", "--bare", "-b", "main", upstream],
        ["-C", root, "init", "-q", "-b", "main"],
        ["-C", root, "config", "user.name", "A"],
        ["-C", root, "config", "user.email", "a@example.org"],
        ["-C", root, "add", "."],
        ["-C", root, "commit", "-q", "-m", "Site"],
        ["-C", root, "remote", "add", "origin", upstream],
        ["-C", root, "push", "-q", "-u", "origin", "main"],
    ]
    for command in commands:
        subprocess.run(["git", *command], check=True)
    path = f"PATH={programs}:{os.environ['PATH']}"
    return ["env", path, f"PYTHONPATH={REPOSITORY}", "sh", folder / "job"]
