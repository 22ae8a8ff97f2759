"""The search index: parts of the output that Pagefind makes of the documents in the cache.

A part is an artifact like any other, whose fingerprint is the digest of its documents, so one whose
texts did not change is left alone. Pagefind's files differ from run to run even for the same texts.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from beyan.lifetime import KILLED, WorkStopped, bind_to, death_signal, starved
from beyan.model.page import output_path
from beyan.model.release_summary import digest
from beyan.model.search import language_of, needs_segmentation
from beyan.render.search import part_of
from beyan.snapshot.store import BlobRef, Cache

# Packages, each with the name of its program elsewhere. The second can do all that the first can,
# and knows the words of languages without spaces; it is five times as large.
_PROGRAMS = {"pagefind_bin": "pagefind", "pagefind_bin_extended": "pagefind_extended"}
# Names the other files of a part.
ENTRY = "pagefind-entry.json"
# What Pagefind prints, below the folder that it works in.
_SAID = "said"
# Numbers of footnotes and the ways back from them.
_IGNORED = "sup, .footnote-ref, .footnote-backref"


class SearchUnavailable(Exception):
    """Pagefind is not there, or it failed."""


class Part(NamedTuple):
    """`documents` are pairs of a page's address and where the cache has what it says."""

    address: str
    fingerprint: bytes
    documents: tuple[tuple[str, BlobRef], ...]


def parts(remembered: Iterable[tuple[str, Iterable[tuple[bytes, BlobRef]]]]) -> list[Part]:
    """Every part that the index has, from what the cache keeps for each page."""
    found: dict[str, list[tuple[str, bytes, BlobRef]]] = {}
    for page, texts in remembered:
        for key, ref in texts:
            part = part_of(key)
            if part is not None:
                found.setdefault(part, []).append((page, key, ref))
    return [
        Part(
            address,
            digest(*(b"%s\0%s\0" % (page.encode(), key) for page, key, _ in sorted(pages))),
            tuple((page, ref) for page, _, ref in pages),
        )
        for address, pages in sorted(found.items())
    ]


def index(
    outdated: Sequence[Part], cache: Cache, *, jobs: int
) -> Iterator[tuple[Part, Mapping[str, bytes]]]:
    """Each part with its files, by path below the output; that which names the others is the last.

    Raises `SearchUnavailable` and `CacheLost`.
    """
    if not outdated:
        return
    programs = {each: _program(each) for each in {language_of(part.address) for part in outdated}}
    folder = cache.folder / "search"
    shutil.rmtree(folder, ignore_errors=True)
    running: deque[tuple[Part, Path, subprocess.Popen[bytes]]] = deque()
    try:
        for number, part in enumerate(outdated):
            place = folder / str(number)
            for page, ref in part.documents:
                file = place / "site" / output_path(page)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(cache.get(ref))
            if len(running) == jobs:
                yield _made(*running[0])
                running.popleft()
            program = programs[language_of(part.address)]
            running.append((part, place, _started(program, place)))
        while running:
            yield _made(*running[0])
            running.popleft()
    finally:
        for *_, process in running:
            process.kill()
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def can_segment() -> bool:
    """Whether the program is there that knows the words of languages without spaces."""
    return _found("pagefind_bin_extended") is not None


def _program(language: str) -> str:
    """Where the Pagefind is that the language needs, or else another. May raise."""
    packages = reversed(_PROGRAMS) if needs_segmentation(language) else _PROGRAMS
    found = next((path for path in map(_found, packages) if path is not None), None)
    if found is None:
        raise SearchUnavailable("pagefind")
    return found


def _found(package: str) -> str | None:
    """In the package, else on the system's path."""
    try:
        return str(import_module(package).get_executable())
    except (ImportError, FileNotFoundError):
        return shutil.which(_PROGRAMS[package])


def _started(program: str, place: Path) -> subprocess.Popen[bytes]:
    """Indexing the documents below `place`, as long as this process is there."""
    command = [program, "--site", "site", "--output-path", "made", "--silent"]
    # A configuration for another program of the same name must not change the index.
    environment = {key: each for key, each in os.environ.items() if "PAGEFIND" not in key}
    death_signal()  # looked for here: a forked process should not import anything
    try:
        with open(place / _SAID, "wb") as said:
            return subprocess.Popen(
                [*command, "--exclude-selectors", _IGNORED],
                cwd=place,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                preexec_fn=partial(bind_to, os.getpid()),
            )
    except OSError as error:
        if starved(error):
            raise
        raise SearchUnavailable(f"{program}: {error.strerror}") from error


def _made(
    part: Part, place: Path, process: subprocess.Popen[bytes]
) -> tuple[Part, Mapping[str, bytes]]:
    """The part with its files. Raises `SearchUnavailable`."""
    made = place / "made"
    code = process.wait()
    if code < 0:
        raise WorkStopped(part.address, KILLED)
    if code or not (made / ENTRY).is_file():
        said = (place / _SAID).read_text("utf-8", "replace").split("\n")
        reason = next((line.strip() for line in reversed(said) if line.strip()), "")
        raise SearchUnavailable(reason or f"pagefind: {code}")
    files = dict(_files(made, output_path(part.address[:-1])))
    shutil.rmtree(place)
    return part, files


def _files(made: Path, address: str) -> Iterator[tuple[str, bytes]]:
    """Without the user interfaces that Pagefind brings along: 400 kB in each part."""
    entry = (made / ENTRY).read_bytes()
    languages = json.loads(entry)["languages"].values()
    needed = {f"wasm.{each['wasm'] or 'unknown'}.pagefind" for each in languages}
    needed.add("pagefind.js")
    for file in sorted(made.rglob("*")):
        if file.name in needed or file.suffix.startswith(".pf_"):
            yield f"{address}/{file.relative_to(made).as_posix()}", file.read_bytes()
    yield f"{address}/{ENTRY}", entry
