"""The preview is asked until it shows what was saved, and saved to again if it was not watching."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import preview
from benchmarks.corpus import Corpus, Release
from benchmarks.edits import Edited, change_word
from benchmarks.preview import NoPreview, save_to_page
from benchmarks.tools.beyan import Beyan
from benchmarks.tools.tool import Command, write

pytestmark = pytest.mark.slow

# Serves the text as it is, and as it becomes once the watch begins, after so many saves.
SERVER = """\
import http.server, pathlib, sys, threading, time
source, missed = pathlib.Path("text.md"), float("{missed}")
page = [source.read_bytes()]

class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<h1></h1>" + page[0])

    def log_message(self, *_):
        pass

def saved():
    # None while it is being saved.
    before, text = source.stat().st_mtime_ns, source.read_bytes()
    is_whole = text.endswith(b"\\n") and before == source.stat().st_mtime_ns
    return (before, text) if is_whole else None

def watch():
    seen, saves = saved(), 0
    while True:
        time.sleep(0.01)
        now = saved()
        if now not in (seen, None):
            seen, saves = now, saves + 1
            if saves > missed:
                page[0] = now[1]

threading.Thread(target=watch, daemon=True).start()
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Page).serve_forever()
"""


class Late(Beyan):
    def __init__(self, missed: float) -> None:
        self._missed = missed

    def preview(self, folder: Path, port: int) -> Command | None:
        write(folder / "server.py", SERVER.format(missed=self._missed))
        return Command((sys.executable, "-S", "server.py", str(port)), folder)

    def text_file(self, folder: Path, release: Release, language: str) -> Path:
        return folder / "text.md"


def measured(folder: Path, missed: float) -> list[float]:
    write(folder / "text.md", "---\ntitle: T\n---\none two three four\n")
    return save_to_page(Edited(Late(missed), Corpus(20), folder), 2)


@pytest.fixture(autouse=True)
def saved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words that were saved, one after the other."""
    words: list[str] = []

    def noted(path: Path, word: str) -> None:
        words.append(word)
        change_word(path, word)

    monkeypatch.setattr(preview, "change_word", noted)
    monkeypatch.setattr(preview, "REST", 0.0)
    monkeypatch.setattr(preview, "SAVE_AGAIN_AFTER", 0.2)
    return words


def test_a_save_before_the_tool_watches_is_made_again(tmp_path: Path, saved: list[str]) -> None:
    found = measured(tmp_path, missed=1)
    assert len(found) == 2
    first, *again, second, third = saved
    assert {first, *again} == {"baxis0dəyişdi"}
    assert again
    assert (second, third) == ("baxis1dəyişdi", "baxis2dəyişdi")


def test_a_tool_that_never_shows_the_text_has_no_preview(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "RELOAD_WITHIN", 1.5)
    with pytest.raises(NoPreview, match=r"no “baxis0dəyişdi” at .* within 2 s"):
        measured(tmp_path, missed=float("inf"))
