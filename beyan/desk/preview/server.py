"""What the preview answers: for this computer alone, which the Host header has to say as well
(`connections`).

Without that check, a page of some other site could read the preview under a name of its own that
leads to this computer (DNS rebinding), embargoed releases included.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote

from beyan.console import Console
from beyan.desk.board import STYLE
from beyan.desk.preview import words
from beyan.desk.preview.connections import Handler, Server
from beyan.desk.preview.desk import desk_page
from beyan.desk.preview.pages import DESK, data, problems_event, stand_in, with_extras
from beyan.desk.preview.site import Preview
from beyan.model.export import FEEDS
from beyan.model.media_type import media_type
from beyan.model.records import dataclass
from beyan.model.search import SEARCH_INDEX
from beyan.plan.headers import OPENED

_OWN = Path(__file__).parent
_OWN_FILES = {"preview.js": "text/javascript", "preview.css": "text/css"}
_TEXTS = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "xml": "application/xml",
}
_FEEDS = {kind.file: kind.type for kind in FEEDS}
# A generation, as the board has it.
_NUMBER = re.compile("[0-9]{1,18}", re.ASCII)
# A comment now and then tells whether the browser is still there (seconds).
_SIGN_OF_LIFE = 10.0


@dataclass(frozen=True, slots=True)
class Serving:
    """What every request needs."""

    preview: Preview
    console: Console
    language: str
    ended: threading.Event


class PreviewServer(Server):
    """Threads, because every open page holds a connection of its own. Raises OSError."""

    def __init__(self, port: int, serving: Serving) -> None:
        super().__init__(port, partial(_Handler, serving))


class _Handler(Handler):
    def __init__(self, serving: Serving, *rest: Any) -> None:
        self._serving = serving
        super().__init__(*rest)

    def answer(self, address: str, query: str) -> None:
        # What is no escape stays as it is, and what is no UTF-8 becomes a sign that no page has.
        address = unquote(address)
        if address.startswith(DESK):
            self._desk(address.removeprefix(DESK), query)
        else:
            self._page(address)

    def _page(self, address: str) -> None:
        serving, preview = self._serving, self._serving.preview
        try:
            shown = preview.show(address)
        except KeyError:  # its template fails, and it was never shown before
            self._stand_in(address, 500)
            return
        if shown is not None:
            self._send(200, with_extras(shown, address, serving.console, serving.language), address)
            return
        if address.startswith(SEARCH_INDEX) and self._indexed(address):
            return
        to = preview.moved(address)
        if not to and preview.version(f"{address}/"):
            to = f"{address}/"
        if to:
            self.send_response(302)
            self.send_header("Location", quote(to))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self._not_found(address)

    def _indexed(self, address: str) -> bool:
        """What the last build indexed: an index takes too long to be made at every save."""
        base = (self._serving.preview.root / "output" / SEARCH_INDEX.strip("/")).resolve()
        try:
            file = (base / address.removeprefix(SEARCH_INDEX)).resolve()
            found = file.read_bytes() if file.is_relative_to(base) and file.is_file() else None
        except (OSError, ValueError):  # no name that a file may have
            found = None
        if found is not None:
            self._send(200, found, file.name)
        return found is not None

    def _not_found(self, address: str) -> None:
        """The site's own page, in the language of the address."""
        serving, preview = self._serving, self._serving.preview
        for place in (f"/{address.split('/')[1]}/404.html", "/404.html"):
            with suppress(KeyError):
                shown = preview.show(place)
                if shown is not None:
                    page = with_extras(shown, address, serving.console, serving.language)
                    self._send(404, page, place)
                    return
        self._stand_in(address, 404)

    def _stand_in(self, address: str, status: int) -> None:
        serving = self._serving
        title, version = serving.console.say(words.NOT_SHOWN), serving.preview.version(address)
        self._send(status, stand_in(address, version, title, serving.language), "x.html")

    def _desk(self, name: str, query: str) -> None:
        serving = self._serving
        if name == "":
            page = desk_page(serving.preview, query, serving.console)
            if page is None:
                self._stand_in(DESK, 200)
            else:
                self._send(200, page, "x.html")
        elif name == "desk.css":
            self._send(200, STYLE, name)
        elif name in _OWN_FILES:
            self._send(200, (_OWN / name).read_bytes(), name)
        elif name == "state.json":
            preview = serving.preview
            state = {
                "builds": preview.builds,
                "generation": preview.generation,
                "is_settled": not preview.is_owed,
                "problems": len(preview.problems()),
            }
            self._send(200, data(state).encode(), name)
        elif name == "events":
            self._events(parse_qs(query))
        else:
            self._send(404, b"", "text/plain")

    def _send(self, status: int, body: bytes, name: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", _content_type(name))
        self.send_header("Content-Length", str(len(body)))
        if name.lower().endswith(".svg"):
            # A document by itself, which could read drafts.
            self.send_header("Content-Security-Policy", OPENED)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _events(self, query: dict[str, list[str]]) -> None:
        address = query.get("page", [""])[0]
        version = query.get("version", [""])[0]
        if address == DESK and version and not _NUMBER.fullmatch(version):
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        streams = self._server.streams
        if not streams.acquire(blocking=False):
            self.send_error(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        try:
            self._stream(address, version)
        finally:
            streams.release()

    def _stream(self, address: str, version: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        if self.command == "HEAD":
            return
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with suppress(OSError):
            for name, value in _events(self._serving, address, version):
                text = f"event: {name}\ndata: {data(value)}\n\n" if name else ": still here\n\n"
                self.wfile.write(text.encode())
                self.wfile.flush()


def _events(serving: Serving, address: str, version: str) -> Iterator[tuple[str, object]]:
    """What a page is told; a name that is empty is a sign of life only. It ends with a reload."""
    preview = serving.preview
    if address == DESK and version:
        yield from _desk_events(serving, int(version))
        return
    told: dict[str, object] = {}
    generation = -1
    while not serving.ended.is_set():
        now = preview.wait(generation, _SIGN_OF_LIFE)
        if now == generation:
            yield "", None
            continue
        generation = now
        current = preview.version(address)
        # A page that is gone stays open unless there is one to go to.
        if current != version and (current or preview.moved(address)):
            yield "reload", None
            return
        found = problems_event(
            preview.problems(address), preview.root, serving.console, ends=not version
        )
        for name, value in (("problems", found), ("styles", sorted(preview.styles.values()))):
            if told.get(name) != value:
                told[name] = value
                yield name, value


def _desk_events(serving: Serving, generation: int) -> Iterator[tuple[str, object]]:
    """The board shows everything, so that every change is one of it."""
    while not serving.ended.is_set():
        if serving.preview.wait(generation, _SIGN_OF_LIFE) != generation:
            yield "reload", None
            return
        yield "", None


def _content_type(name: str) -> str:
    if name.endswith("/"):
        return "text/html; charset=utf-8"
    kind = _FEEDS.get(name.rpartition("/")[2]) or _TEXTS.get(name.rpartition(".")[2])
    return f"{kind}; charset=utf-8" if kind else media_type(name)
