"""No command asks the network for anything, and none listens: a site is built without one.

Python tells of every socket that is made, by C code as well, to whoever listens for it; forked
workers have the listener of their parent. It writes down what it hears, because whoever opens a
socket may well go on without. For programs that are started, there is no network at all where the
system allows that (`unshare -n`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO

import PIL.Image
import pytest

from tests.conftest import REPOSITORY, SampleSite, release

Make = Callable[..., SampleSite]

CONFIG = """\
name: {az: Nümunə, en: Sample}
base_url: https://press.example.org
languages: [az, en]
timezone: Asia/Baku
contact: {call_centre: "916", email: press@example.org}
silence: [summary-missing]
search: true
social_cards: true
"""
CLOCK = "2026-11-22T12:00:00+00:00"
# Workers get a share however little there is to do.
PROGRAM = """\
import os, sys
heard = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def listen(event, arguments):
    if event.partition(".")[0] == "socket":
        os.write(heard, f"{event} {arguments[1:]}\\n".encode())
        raise PermissionError(event)
sys.addaudithook(listen)
from beyan.publish import workers
workers.parallel_map.__kwdefaults__["worth"] = 1
exec(sys.argv[2])
from beyan.cli import run
run(None, sys.argv[3:])
"""

COMMANDS = [
    ("build", "--jobs", "2", "--now", CLOCK),
    ("build", "--jobs", "2", "--now", CLOCK, "--clean", "--verify", "--changes", "../changes"),
    ("check", "--now", CLOCK, "--format", "sarif"),
    ("views", "import", "access.log"),
    ("export", "2026/c", "--embargoed", "../handed", "--now", CLOCK),
    ("status", "--now", CLOCK),
    ("due", "--now", CLOCK),
    ("translate", "content/releases/2026/a.az.md", "--to", "en"),
    ("new", "Yeni xəbər", "--lang", "az"),
    ("messages",),
    ("init", "../another"),
]


def photo() -> bytes:
    buffer = BytesIO()
    PIL.Image.linear_gradient("L").resize((900, 600)).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def made(site: Make) -> SampleSite:
    """With all that is made by other means than templates: photos, cards, an index, attachments."""
    folder = "content/releases/2026"
    text = "Mətn: [keçid](https://elsewhere.example/page)."
    log = '203.0.113.7 - - [21/Nov/2026:10:00:00 +0400] "GET /az/releases/2026/a/ HTTP/1.1" 200 9'
    files: dict[str, str | bytes] = {
        f"{folder}/a.az.md": release("A", text=text, attachments="[{file: a.txt, title: T}]"),
        f"{folder}/a/a.txt": "Mətn",
        f"{folder}/b.az.md": release("B", photos="[{file: hall.png, alt: Zal}]"),
        f"{folder}/b/hall.png": photo(),
        f"{folder}/c.az.md": release("C", embargo="2026-12-01"),
        "access.log": f'{log} "-" "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"\n',
    }
    files |= {f"{folder}/n{number}.en.md": release(f"N {number}") for number in range(4)}
    return site(files, config=CONFIG)


def _without_network() -> list[str]:
    program = shutil.which("unshare")
    alone = [program, "--net", "--map-root-user"] if program else []
    if alone and subprocess.run([*alone, "true"], capture_output=True).returncode == 0:
        return alone
    return []


ALONE = _without_network()


def _run(
    site: SampleSite, arguments: tuple[str, ...], planted: str = ""
) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """What came of the command, and which sockets were asked for meanwhile."""
    heard = site.root.parent / "heard"
    heard.write_text("")
    done = subprocess.run(
        [*ALONE, sys.executable, "-c", PROGRAM, str(heard), planted, *arguments],
        cwd=site.root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
    )
    return done, heard.read_text().splitlines()


def test_no_command_opens_a_socket(made: SampleSite) -> None:
    for command in COMMANDS:
        done, heard = _run(made, command)
        assert (done.returncode, heard) == (0, []), f"{command}: {done.stderr}"
    assert list(made.output.glob("search-index/*/*/*/texts-0"))
    # All was done that might have asked somebody.
    made_of = {path.suffix for path in made.output.rglob("*")}
    assert {".webp", ".jpg", ".zip", ".xml"} <= made_of
    assert "2026-11,2026/a,az,1" in (made.root / "content/views.csv").read_text()
    assert list((made.root.parent / "handed").glob("*.zip"))


SILENTLY = """
import socket
from contextlib import suppress
main = os.getpid()
def then(owner, name, act, in_worker):
    real = getattr(owner, name)
    def planted(*arguments, **keywords):
        if (os.getpid() != main) == in_worker:
            with suppress(Exception):
                act()
        return real(*arguments, **keywords)
    setattr(owner, name, planted)
"""
PLANTED = {
    "in the process": """
import beyan.build
then(beyan.build, "scan_inputs", lambda: socket.socket(), False)
""",
    "in a worker that renders": """
from beyan.publish import writer
then(writer.Publication, "stage", lambda: socket.create_connection(("127.0.0.1", 9)), True)
""",
    "a name that is looked up": """
from beyan.publish import search
then(search, "index", lambda: socket.getaddrinfo("elsewhere.example", 443), False)
""",
    "by a library for HTTP, for a photo": """
from urllib.request import urlopen
from beyan.render import photos
then(photos, "encoded", lambda: urlopen("http://127.0.0.1:9/"), False)
""",
}


@pytest.mark.parametrize("where", PLANTED)
def test_a_socket_is_heard_of_wherever_it_is_opened(made: SampleSite, where: str) -> None:
    _, heard = _run(made, COMMANDS[0], SILENTLY + PLANTED[where])
    assert heard
    assert all(line.startswith("socket.") for line in heard)
