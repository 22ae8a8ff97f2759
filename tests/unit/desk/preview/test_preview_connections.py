"""What comes over a connection to the preview, byte by byte: each request has a status."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from beyan.console import Console
from beyan.desk.preview import connections
from beyan.desk.preview.server import PreviewServer, Serving
from beyan.desk.preview.site import Preview
from beyan.snapshot.store import Cache
from tests.conftest import SampleSite, release

# Seconds that an answer may take on a machine that does other things as well.
PATIENCE = 30.0
SAME_ON_ALL = (
    "cache-control: no-store",
    "x-content-type-options: nosniff",
    "x-frame-options: sameorigin",
    "cross-origin-resource-policy: same-origin",
    "referrer-policy: same-origin",
)


@pytest.fixture
def server(site: Callable[..., SampleSite], tmp_path: Path) -> Iterator[PreviewServer]:
    made = site({"content/releases/2026/a.az.md": release("A", "2026-03-02", "Bir.")})
    preview, ended = Preview(made.root, Cache(tmp_path / "cache")), threading.Event()
    server = PreviewServer(0, Serving(preview, Console("en"), "en", ended))
    preview.start(f"http://127.0.0.1:{server.port}", jobs=1)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    yield server
    ended.set()
    server.shutdown()
    serving.join()
    server.server_close()


@pytest.fixture
def port(server: PreviewServer) -> int:
    return server.port


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def said(connection: socket.socket) -> str:
    """All that the server says until it ends."""
    parts = []
    while part := connection.recv(1 << 16):
        parts.append(part)
    return b"".join(parts).decode()


def answer(port: int, request: bytes, *, ends: bool = True) -> str:
    with connected(port) as connection:
        connection.sendall(request)
        if ends:
            connection.shutdown(socket.SHUT_WR)
        return said(connection)


def get(port: int, target: str, *more: str, method: str = "GET", host: str | None = None) -> str:
    lines = [f"{method} {target} HTTP/1.1", *more, "Connection: close"]
    lines.append(f"Host: {host or f'127.0.0.1:{port}'}")
    return answer(port, "\r\n".join([*lines, "", ""]).encode("latin-1"))


def status(found: str) -> int:
    version, code, *_ = found.split(" ", 2)
    assert version == "HTTP/1.1", found
    return int(code)


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("/az/releases/2026/a/", 200),
        ("/az/releases/2026/a", 302),
        ("/az/%zz", 404),
        ("/az/%ff%fe", 404),
        ("/az/%", 404),
        ("/az/\xff\xfe", 404),
        ("/%00", 404),
        ("/search/index/%00", 404),
        ("/search/index/" + "a" * 5_000, 404),
        ("/search/index/../../../site_config.yaml", 404),
        ("/search/index/%2e%2e/%2e%2e/site_config.yaml", 404),
        ("/" + "a" * 5_000, 404),
        ("/../../etc/passwd", 404),
        ("/_desk/..%2f..%2fsite.py", 404),
        ("/_desk/?page=-1&state=%ff&page=9", 200),
        ("/_desk/events?page=/_desk/&version=x", 400),
        (f"/_desk/events?page=/_desk/&version={'9' * 5_000}", 400),
        ("//[", 404),
        ("http://[", 400),
        ("*", 400),
        ("az/", 400),
        ("mailto:a@example.org", 400),
        ("/" + "a" * 70_000, 414),
    ],
)
def test_any_address_has_a_status(port: int, target: str, code: int) -> None:
    found = get(port, target)
    assert status(found) == code
    assert "Traceback" not in found
    assert status(get(port, "/az/")) == 200


@pytest.mark.parametrize(
    ("target", "host", "code"),
    [
        ("/az/", "LOCALHOST:{}", 200),
        ("/az/", "LocalHost:{}", 200),
        ("/az/", " 127.0.0.1:{} ", 200),
        ("/az/", "127.0.0.1", 421),
        ("/az/", "press.example.org:{}", 421),
        ("/az/", "localhost.example.org:{}", 421),
        ("/az/", "localhost:1", 421),
        ("/az/", "user@localhost:{}", 421),
        ("http://127.0.0.1:{}/az/", "127.0.0.1:{}", 200),
        ("http://LOCALHOST:{}/az/", "127.0.0.1:{}", 200),
        ("http://press.example.org:{}/az/", "127.0.0.1:{}", 421),
        ("http://127.0.0.1:{}/az/", "press.example.org:{}", 421),
    ],
)
def test_the_host_is_this_computer_in_any_case_of_letters(
    port: int, target: str, host: str, code: int
) -> None:
    assert status(get(port, target.format(port), host=host.format(port))) == code


@pytest.mark.parametrize(
    ("request_text", "code"),
    [
        ("GET /az/ HTTP/1.1\r\n\r\n", 421),
        ("GET /az/ HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n", 400),
        ("GET /az/ HTTP/1.1\r\nHost: {host}\r\nhost: press.example.org\r\n\r\n", 400),
        ("GET /az/ HTTP/1.1\r\nno colon\r\nHost: {host}\r\n\r\n", 400),
        ("GET /az/ HTTP/1.1\r\n: nameless\r\nHost: {host}\r\n\r\n", 400),
        ("GET /az/ HTTP/1.1\r\nHost: {host}\r\nX: " + "x" * 70_000 + "\r\n\r\n", 431),
        ("GET /az/ HTTP/1.1\r\nHost: {host}\r\n" + "X: x\r\n" * 200 + "\r\n", 431),
        ("GET /az/ HTTP/9.9\r\nHost: {host}\r\n\r\n", 505),
        ("GET /az/ HTTP/x\r\nHost: {host}\r\n\r\n", 400),
        ("GET /az/ and more HTTP/1.1\r\nHost: {host}\r\n\r\n", 400),
        ("GET\r\n\r\n", 400),
        ("\x16\x03\x01\x02 is no HTTP\r\n\r\n", 400),
        ("\x00\xff\xfe\r\n\r\n", 400),
        ("GET /az/ HTT", 400),
        ("POST /az/ HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9\r\n\r\nx=1", 405),
        ("OPTIONS * HTTP/1.1\r\nHost: {host}\r\n\r\n", 405),
        ("BREW /az/ HTTP/1.1\r\nHost: {host}\r\n\r\n", 501),
        ("\r\n\r\nGET /az/ HTTP/1.0\r\nHost: {host}\r\n\r\n", 200),
    ],
)
def test_what_is_no_request_has_a_status_too(port: int, request_text: str, code: int) -> None:
    request = request_text.replace("{host}", f"127.0.0.1:{port}").encode("latin-1")
    found = answer(port, request)
    assert status(found) == code
    # One answer, and the connection ends: what follows cannot be told from the rest of it.
    assert found.count("HTTP/1.1 ") == 1
    assert status(get(port, "/az/")) == 200


@pytest.mark.parametrize(
    "found",
    [
        lambda port: get(port, "/az/"),
        lambda port: get(port, "/az"),
        lambda port: get(port, "/az/feed.xml"),
        lambda port: get(port, "/_desk/"),
        lambda port: get(port, "/_desk/state.json"),
        lambda port: get(port, "/none/"),
        lambda port: get(port, "/_desk/none"),
        lambda port: get(port, "/az/", method="HEAD"),
        lambda port: get(port, "/_desk/events?page=/az/", method="HEAD"),
        lambda port: get(port, "/az/", method="POST"),
        lambda port: get(port, "/az/", method="BREW"),
        lambda port: get(port, "/az/", host="press.example.org"),
        lambda port: answer(port, b"nonsense\r\n\r\n"),
    ],
)
def test_all_answers_have_the_same_security_headers(port: int, found: Callable[[int], str]) -> None:
    head = found(port).partition("\r\n\r\n")[0].lower().split("\r\n")
    assert [line for line in head if line in SAME_ON_ALL] == list(SAME_ON_ALL)


def test_a_request_for_the_head_alone_has_no_body_in_any_case(port: int) -> None:
    for target in ("/az/", "/none/", "/_desk/", "/_desk/events?page=/az/", "mailto:x"):
        found = get(port, target, method="HEAD")
        assert found.endswith("\r\n\r\n"), target


def test_what_stands_behind_a_request_is_answered_or_told(port: int) -> None:
    host = f"Host: 127.0.0.1:{port}\r\n"
    one = f"GET /az/ HTTP/1.1\r\n{host}\r\n"
    for rest, codes in (
        (one, [200, 200]),
        ("garbage\r\n\r\n", [200, 400]),
        ("garbage\r\n\r\n" + one, [200, 400]),
    ):
        found = answer(port, (one + rest).encode())
        assert [int(part[:3]) for part in found.split("HTTP/1.1 ")[1:]] == codes, rest
    # What a GET sends along is not read, and not taken for a request.
    smuggled = f"GET /az/ HTTP/1.1\r\n{host}Content-Length: {len(one)}\r\n\r\n{one}"
    assert answer(port, smuggled.encode()).count("HTTP/1.1 ") == 1


def test_half_a_request_is_told_that_it_came_too_late(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections.Handler, "timeout", 0.05)
    for half in (b"GET /az/ HT", b"GET /az/ HTTP/1.1\r\nHost: ", b""):
        assert status(answer(port, half, ends=False)) == 408, half


@pytest.mark.parametrize(
    ("request_text", "code"),
    [
        ("POST /az/ HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9\r\n\r\n", 405),
        ("GET /az/ HTTP/1.1\r\nHost: press.example.org\r\nContent-Length: 9\r\n\r\n", 421),
        ("GET /" + "a" * 66_000, 414),
        ("GET /az/ HTTP/1.1\r\nHost: {host}\r\nX: " + "x" * 66_000, 431),
        ("no request\r\n", 400),
    ],
)
def test_an_answer_is_not_taken_back_when_the_rest_of_a_request_comes_behind_it(
    port: int, request_text: str, code: int
) -> None:
    with connected(port) as connection:
        connection.sendall(request_text.replace("{host}", f"127.0.0.1:{port}").encode())
        assert connection.recv(1, socket.MSG_PEEK)
        for _ in range(3):
            connection.sendall(b"x=1")
        connection.shutdown(socket.SHUT_WR)
        assert status(said(connection)) == code


def test_a_connection_that_was_answered_ends_without_a_word(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections.Handler, "timeout", 0.2)
    request = f"GET /_desk/state.json HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    assert answer(port, request, ends=False).count("HTTP/1.1 ") == 1


def waiting(server: PreviewServer) -> socket.socket:
    """A connection for which the server waits already: threads begin in any order."""
    made, end = connected(server.port), time.monotonic() + PATIENCE
    while made.getsockname() not in peers(server):
        assert time.monotonic() < end, "nobody waits"
        time.sleep(0.001)
    return made


def peers(server: PreviewServer) -> set[object]:
    found = set()
    for each in tuple(server._waiting):
        with suppress(OSError):  # closed just now
            found.add(each.getpeername())
    return found


def test_the_connection_that_has_waited_longest_makes_room(
    server: PreviewServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "_MANY_WAITING", 3)
    # On a machine with much else to do they may have waited too long before.
    monkeypatch.setattr(connections.Handler, "timeout", 600)
    idle = [waiting(server) for _ in range(8)]
    try:
        assert status(get(server.port, "/az/")) == 200
        # Five of them, at least, and the first ones.
        assert [said(each) for each in idle[:5]] == [""] * 5
    finally:
        for each in idle:
            each.close()


def test_streams_beyond_the_bound_are_refused_and_a_page_is_still_answered(
    server: PreviewServer,
) -> None:
    server.streams = threading.BoundedSemaphore(20)
    host = f"Host: 127.0.0.1:{server.port}"
    request = f"GET /_desk/events?page=/none/ HTTP/1.1\r\n{host}\r\n\r\n".encode()
    streams = [connected(server.port) for _ in range(20)]
    try:
        for each in streams:
            each.sendall(request)
            assert each.recv(15) == b"HTTP/1.1 200 OK"
        for _ in range(3):
            assert status(answer(server.port, request)) == 503
        assert status(get(server.port, "/az/")) == 200
    finally:
        for each in streams:
            each.close()
