"""The preview is asked until it shows what was saved, and saved to again if it was not watching."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import preview
from benchmarks.corpus import Corpus, Release
from benchmarks.edits import Edited
from benchmarks.preview import NoPreview, save_to_page
from benchmarks.tools.beyan import Beyan
from benchmarks.tools.tool import Command, write

pytestmark = pytest.mark.slow

# Serves the text as it is, and as it becomes once the watch begins, {late} seconds later.
SERVER = """\
import http.server, pathlib, sys, threading, time
source, late = pathlib.Path("text.md"), {late}
page = [source.read_bytes()]

class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<h1></h1>" + page[0])

    def log_message(self, *_):
        pass

def watch():
    time.sleep(late)
    seen = source.stat().st_mtime_ns
    while True:
        time.sleep(0.01)
        if source.stat().st_mtime_ns != seen:
            seen, page[0] = source.stat().st_mtime_ns, source.read_bytes()

threading.Thread(target=watch, daemon=True).start()
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Page).serve_forever()
"""


class Late(Beyan):
    def __init__(self, late: float) -> None:
        self._late = late

    def preview(self, folder: Path, port: int) -> Command | None:
        write(folder / "server.py", SERVER.format(late=self._late))
        return Command((sys.executable, "-S", "server.py", str(port)), folder)

    def text_file(self, folder: Path, release: Release, language: str) -> Path:
        return folder / "text.md"


def measured(folder: Path, late: float) -> list[float]:
    write(folder / "text.md", "---\ntitle: T\n---\none two three four\n")
    return save_to_page(Edited(Late(late), Corpus(20), folder), 2)


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "REST", 0.0)
    monkeypatch.setattr(preview, "SAVE_AGAIN_AFTER", 0.2)
    monkeypatch.setattr(preview, "RELOAD_WITHIN", 1.5)


def test_a_save_before_the_tool_watches_is_made_again(tmp_path: Path) -> None:
    found = measured(tmp_path, late=0.4)
    assert len(found) == 2
    assert max(found) < 0.3


def test_a_tool_that_never_shows_the_text_has_no_preview(tmp_path: Path) -> None:
    with pytest.raises(NoPreview, match=r"no “baxis0dəyişdi” at .* within 2 s"):
        measured(tmp_path, late=60.0)
