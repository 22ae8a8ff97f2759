"""Connections to the preview, whatever comes over them: each request has a status for an answer.

A thread waits on each connection. Browsers keep some open in case, and other programs may forget
theirs, so only so many may wait: the one that has waited longest is closed for a new one.
"""

from __future__ import annotations

import socket
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore, Lock
from typing import Any, cast
from urllib.parse import urlsplit

ADDRESS = "127.0.0.1"
# With the streams of open pages, they stay below the 1,024 files that a process may have open.
_MANY_WAITING = 256
MANY_STREAMS = 512
# Seconds that a request may take to arrive, and an answer to be taken.
_PATIENCE = 30.0
# And what comes behind it, to be read away.
_MOMENT = 2.0
# Bytes of a line of a request.
_LONGEST_LINE = 65_536
# No page of another site may show what is here, or learn its address.
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
}


class Server(ThreadingHTTPServer):
    """Raises OSError where it cannot have the port."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, port: int, handler: Any) -> None:
        self.streams = BoundedSemaphore(MANY_STREAMS)
        self._waiting: OrderedDict[socket.socket, None] = OrderedDict()
        self._lock = Lock()
        super().__init__((ADDRESS, port), handler)

    @property
    def port(self) -> int:
        return self.socket.getsockname()[1]  # type: ignore[no-any-return]  # a pair for IPv4

    def get_request(self) -> tuple[socket.socket, Any]:
        try:
            return super().get_request()
        except OSError:  # as a rule, too many open files
            self._close_oldest()
            time.sleep(0.05)
            raise

    @contextmanager
    def waits(self, connection: socket.socket) -> Iterator[None]:
        """The connection waits for a request, and may be closed by others until it has come."""
        with self._lock:
            self._waiting[connection] = None
            is_full = len(self._waiting) > _MANY_WAITING
        if is_full:
            self._close_oldest()
        try:
            yield
        finally:
            with self._lock:
                self._waiting.pop(connection, None)

    def _close_oldest(self) -> None:
        with self._lock, suppress(OSError, KeyError):
            oldest, _ = self._waiting.popitem(last=False)
            # Its thread reads the end, and closes it.
            oldest.shutdown(socket.SHUT_RDWR)

    def shutdown_request(self, request: Any) -> None:
        """What comes behind a request that was refused is read away for a moment: the system takes
        an answer back when its connection is closed on bytes that nobody has read.
        """
        with suppress(OSError):
            request.shutdown(socket.SHUT_WR)
            request.settimeout(_MOMENT)
            end = time.monotonic() + _MOMENT
            while request.recv(_LONGEST_LINE) and time.monotonic() < end:
                pass
        self.close_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away in the middle is no news."""


class Handler(BaseHTTPRequestHandler):
    """Requests for this computer alone: `answer` is asked for nothing else."""

    protocol_version = "HTTP/1.1"
    # An answer has a status in any case, also where the request had no version.
    default_request_version = "HTTP/1.1"
    timeout = _PATIENCE

    def setup(self) -> None:
        self._has_answered = self._has_begun = False
        super().setup()

    def answer(self, address: str, query: str) -> None:
        """Answer to a path, as it was sent, that begins with "/"."""
        raise NotImplementedError

    # --- requests ---

    def handle_one_request(self) -> None:
        self.close_connection = True
        self._has_begun = False
        self.request_version, self.command, self.requestline = self.default_request_version, "", ""
        try:
            with self._server.waits(self.connection):
                is_whole = self._has_come()
        except TimeoutError:
            # A browser that keeps a connection in case does not wait for an answer.
            if not self._has_answered:
                self.send_error(HTTPStatus.REQUEST_TIMEOUT)
            return
        if not is_whole:
            return
        if self.command in ("GET", "HEAD"):
            self._get()
        else:
            is_known = self.command in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
            self.send_error(
                HTTPStatus.METHOD_NOT_ALLOWED if is_known else HTTPStatus.NOT_IMPLEMENTED
            )
        self.wfile.flush()

    def _has_come(self) -> bool:
        """Whether a request did; what was none is answered."""
        line = self.rfile.readline(_LONGEST_LINE + 1)
        while line in (b"\r\n", b"\n"):
            line = self.rfile.readline(_LONGEST_LINE + 1)
        self.raw_requestline = line
        if not line:
            return False
        if len(line) > _LONGEST_LINE:
            self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
            return False
        return self.parse_request()

    def _get(self) -> None:
        status, address, query = self._understood()
        if status is not None:
            self.send_error(status)
            return
        # What stands behind it is no request.
        if self.headers.get("Transfer-Encoding") or self.headers.get("Content-Length", "0") != "0":
            self.close_connection = True
        try:
            self.answer(address, query)
        except OSError as error:
            # Of the connection, or of a file that is shown.
            if isinstance(error, ConnectionError | TimeoutError):
                raise
            self._failed()
        except Exception:
            self._failed()

    def _understood(self) -> tuple[HTTPStatus | None, str, str]:
        """What is wrong with the request, or the path and the query that it asks for."""
        hosts = self.headers.get_all("Host", [])
        try:
            parts = urlsplit(self.path)
        except ValueError:
            return HTTPStatus.BAD_REQUEST, "", ""
        if self.headers.defects or len(hosts) > 1 or not parts.path.startswith("/"):
            return HTTPStatus.BAD_REQUEST, "", ""
        # In its absolute form, the address has a host of its own.
        if not hosts or not all(map(self._is_ours, (hosts[0], parts.netloc or hosts[0]))):
            return HTTPStatus.MISDIRECTED_REQUEST, "", ""
        return None, parts.path, parts.query

    def _is_ours(self, host: str) -> bool:
        name, _, port = host.strip().lower().rpartition(":")
        return name in {ADDRESS, "localhost"} and port == str(self._server.port)

    def _failed(self) -> None:
        """An answer that has begun can only be cut off."""
        if self._has_begun:
            self.close_connection = True
        else:
            self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR)

    @property
    def _server(self) -> Server:
        return cast(Server, self.server)

    # --- answers ---

    def send_response(self, code: int, message: str | None = None) -> None:
        self._has_answered = self._has_begun = True
        super().send_response(code, message)

    def end_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Without a word of the request. What comes after it cannot be told from its rest."""
        status = HTTPStatus(code)
        body = b"" if self.command == "HEAD" else f"{status.value} {status.phrase}\n".encode()
        self.close_connection = True
        self.send_response(status.value)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")
        self.end_headers()
        self.wfile.write(body)

    def version_string(self) -> str:
        return "beyan"

    def log_message(self, format: str, *args: Any) -> None:
        """The terminal is for problems."""
