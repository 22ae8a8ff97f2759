"""A page of the preview while 1,000 connections are idle and 200 pages are open:

python -m benchmarks.connections
"""

from __future__ import annotations

import argparse
import http.client
import resource
import socket
import statistics
import tempfile
import threading
import time
from contextlib import ExitStack, closing
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.tools.beyan import Beyan
from beyan.console import Console
from beyan.desk.preview.connections import ADDRESS
from beyan.desk.preview.server import PreviewServer, Serving
from beyan.desk.preview.site import Preview
from beyan.snapshot.store import Cache

PAGE = "/az/"
TIMES = 50


def main() -> None:
    parser = argparse.ArgumentParser(description="Ask a preview that many others are asking.")
    parser.add_argument("--idle", type=int, default=1_000)
    parser.add_argument("--streams", type=int, default=200)
    options = parser.parse_args()
    # Both ends are in this process.
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        root = Path(folder, "site")
        Beyan().write_site(Corpus(100, 1), root)
        preview, ended = Preview(root, Cache(None)), threading.Event()
        server = PreviewServer(0, Serving(preview, Console("en"), "en", ended))
        preview.start(f"http://{ADDRESS}:{server.port}", jobs=1)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"alone: {asked(server.port)}")
        for _ in range(options.streams):
            stream = opened.enter_context(socket.create_connection((ADDRESS, server.port)))
            host = f"Host: {ADDRESS}:{server.port}"
            stream.sendall(f"GET /_desk/events?page=/none/ HTTP/1.1\r\n{host}\r\n\r\n".encode())
        print(f"{options.streams} streams: {asked(server.port)}")
        for _ in range(options.idle):
            opened.enter_context(socket.create_connection((ADDRESS, server.port)))
        print(
            f"{options.idle} idle as well: {asked(server.port)}, {threading.active_count()} threads"
        )
        ended.set()


def asked(port: int) -> str:
    """Milliseconds from connecting to the whole page."""
    found = []
    for _ in range(TIMES):
        started = time.perf_counter()
        with closing(http.client.HTTPConnection(ADDRESS, port, timeout=60)) as connection:
            connection.request("GET", PAGE)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
        found.append((time.perf_counter() - started) * 1_000)
    return f"{statistics.median(found):.1f} ms, at most {max(found):.0f} ms"


if __name__ == "__main__":
    main()
