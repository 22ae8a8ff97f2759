"""From saving a text to seeing the changed page in the preview."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path

from benchmarks.edits import Edited, change_word
from benchmarks.processes import start

# Seconds. A first build at 10,000 releases may take minutes.
START_WITHIN, RELOAD_WITHIN = 1_800.0, 180.0
SAVE_AGAIN_AFTER = 10.0
REST = 1.0
# So often the page is asked for: seconds, and a share of the wait so far, so that asking does not
# take the processor from a long build. It adds half of that to each value.
ASK_EVERY, ASK_SHARE = 0.002, 0.01


class NoPreview(Exception):
    """The tool has none, or it did not answer."""


class StillOld(NoPreview):
    """It answered, but not with what was saved."""


def save_to_page(site: Edited, times: int) -> list[float]:
    """Seconds from each save to the page that shows it, after one that does not count."""
    port = _free_port()
    command = site.tool.preview(site.folder, port)
    if command is None:
        raise NoPreview("it has no preview")
    release = site.corpus.release(site.corpus.size - 1)
    path = site.tool.text_file(site.folder, release, "az")
    address = release.address("az")
    server = start(command)
    try:
        _wait_for(server, port, address, "<h1", START_WITHIN)
        # The first build may still be at work when the page can be had.
        time.sleep(REST)
        found = []
        for number in range(times + 1):
            word = f"baxis{number}dəyişdi"
            begin = time.perf_counter()
            change_word(path, word)
            if number == 0:
                _wait_until_it_watches(server, port, address, word, path)
            else:
                _wait_for(server, port, address, word, RELOAD_WITHIN)
            found.append(time.perf_counter() - begin)
            # The rest of the site, if the page came first.
            time.sleep(REST + 2 * found[-1])
        return found[1:]
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            server.wait(timeout=30)
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _wait_until_it_watches(
    server: subprocess.Popen[bytes], port: int, address: str, word: str, path: Path
) -> None:
    """Pelican serves what is there while it builds, and misses what is saved before it watches."""
    patience = SAVE_AGAIN_AFTER
    begin = time.perf_counter()
    while True:
        left = RELOAD_WITHIN - (time.perf_counter() - begin)
        try:
            return _wait_for(server, port, address, word, min(patience, left))
        except StillOld as still:
            if patience >= left:
                raise StillOld(f"no “{word}” at {address} within {RELOAD_WITHIN:.0f} s") from still
            patience *= 2
            change_word(path, word)


def _wait_for(
    server: subprocess.Popen[bytes], port: int, address: str, text: str, seconds: float
) -> None:
    begin = time.perf_counter()
    while (waited := time.perf_counter() - begin) < seconds:
        if server.poll() is not None:
            raise NoPreview(f"it ended with {server.returncode}")
        with (
            suppress(OSError, http.client.HTTPException),
            closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection,
        ):
            connection.request("GET", address)
            answer = connection.getresponse()
            if answer.status == 200 and text in answer.read().decode():
                return
        time.sleep(max(ASK_EVERY, waited * ASK_SHARE))
    raise StillOld(f"no “{text}” at {address} within {seconds:.0f} s")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
