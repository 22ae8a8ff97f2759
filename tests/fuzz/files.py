"""What people hand in, mutated: photos, attachments, logs; and what commands begin for them."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from functools import partial
from random import Random

from beyan.desk.coverage import Coverage
from beyan.desk.editions import Stopped
from beyan.desk.logs.log import Log
from beyan.desk.scaffold import Wanted, new_release
from beyan.desk.translation import translate
from beyan.desk.views import import_views
from beyan.model.diagnostic import Span
from beyan.model.picture import FORMATS, Picture, Renditions, pictures, widths
from beyan.render.images import Images
from beyan.snapshot.pictures import PictureStore
from beyan.snapshot.store import Cache
from beyan.source.edition import EditionName, ReleaseForm, read_edition
from beyan.source.media import read_attachment, read_photo
from beyan.source.registries import load_topics
from tests.access_logs import sieve_of
from tests.conftest import NOW
from tests.fuzz import mutators, seeds
from tests.fuzz.judgement import (
    head_and_body,
    is_refused,
    marks_in,
    misplaced,
)
from tests.fuzz.place import Place

# As gzip, bzip2 and xz begin.
_ARCHIVES = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ")


def photo(place: Place, random: Random) -> Iterator[str]:
    ending, data = random.choice(seeds.photos())
    data = mutators.mutated(data, mutators.OF_FILES, random)
    name = f"y{ending}"
    path = f"{seeds.FOLDER}/b/{name}"
    place.write(path, data)
    read, problems = read_photo(place.root, path, Span(seeds.RELEASE, 12, 1))
    yield from place.judged(problems)
    if read is None:
        if not problems:
            yield "it is refused, and nobody is told why"
    else:
        across = widths(read.width)
        fallback = FORMATS[".png" if read.is_transparent else ".jpg"]
        renditions = Renditions("/y", read.width, read.height, across, fallback)
        images = Images(PictureStore(Cache(None)))
        made: list[Picture] = list(pictures(read.file, f"/{name}", renditions))
        for each in made if read.width * read.height < 1_000_000 else ():
            if not images.picture(each):
                yield f"{each.address} is empty"
    place.restore(path)


def attachment(place: Place, random: Random) -> Iterator[str]:
    data = mutators.mutated(random.choice(seeds.attachments()), mutators.OF_FILES, random)
    path = f"{seeds.FOLDER}/b/y{random.choice(('.pdf', '.docx', '.zip'))}"
    place.write(path, data)
    read, problems = read_attachment(place.root, path, Span(seeds.RELEASE, 13, 1))
    yield from place.judged(problems)
    if read is None or read[0].size != len(data):
        yield "it is not the file that it was"
    place.restore(path)


def log(place: Place, random: Random) -> Iterator[str]:
    """Packed logs are damaged as they are; all others a line at a time."""
    seed = random.choice(seeds.logs())
    is_packed = not seed[:1].isdigit() and seed[:1] not in b"{#"
    data = mutators.mutated(seed, mutators.OF_FILES if is_packed else mutators.OF_LOGS, random)
    loaded = place.loaded
    place.write("access.log", data)
    name = str(place.root / "access.log")
    before = _tables(place)
    result = import_views(place.root, loaded, [name], now=NOW)
    place.told = bool(result.problems)
    # Lines of logs are told as bytes, and those in an archive as they stand in it.
    is_archive = data.startswith(_ARCHIVES)
    shown = (
        b"\n" * 100 if is_archive else re.sub(rb"[^ -~\n]", b"?", re.sub(rb"\r\n?", b"\n", data))
    )
    yield from misplaced(result.problems, place.root, {name: shown})
    tally = result.tally
    counts = tally.counts()
    parts = ("reads", "hosts", "other", "robots", "prefetched", "repeated", "known")
    if sum(counts[part] for part in parts) != tally.requests:
        yield f"the requests are counted as {counts}"
    if is_refused(result.problems):
        if _tables(place) != before:
            yield "an import that failed has written"
    else:
        own = Log(name)
        sieve = sieve_of(Coverage(), now=int(NOW.timestamp()))
        requests = sum(each.hits for each in own.sifted(partial(map, sieve.sift)))
        if requests != tally.requests:
            yield f"{requests} requests, of which {tally.requests} were counted"
        if not seed.startswith(_ARCHIVES):
            yield from _every_line(data, own, requests)
    for path in (seeds.VIEWS, seeds.COVERAGE):
        place.restore(path)


def _every_line(data: bytes, log: Log, requests: int) -> Iterator[str]:
    if data.startswith(_ARCHIVES):
        return
    data = _as_utf8(data)
    lines = data.splitlines()
    # Blank is what Unicode calls so, such as U+0085 before the head of a W3C log.
    texts = [line.decode(errors="replace").strip() for line in lines]
    nothing = sum(1 for text in texts if not text or text.startswith("#"))
    # The last one may still be being written.
    last = int(not data.endswith((b"\n", b"\r")))
    counted = requests + log.malformed + log.ahead + nothing
    if not len(lines) - last <= counted <= len(lines):
        yield f"of {len(lines)} lines {requests} count, {log.malformed} are told, {nothing} blank"


def _as_utf8(data: bytes) -> bytes:
    """As logs of Windows may be: UTF-16 as well."""
    wide = {BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}.get(data[:2])
    if wide is None:
        return data.removeprefix(BOM_UTF8)
    return data[2:].decode(wide, "replace").encode("utf-8", "replace")


def _tables(place: Place) -> list[bytes]:
    paths = (place.root / seeds.VIEWS, place.root / seeds.COVERAGE)
    return [path.read_bytes() if path.is_file() else b"" for path in paths]


def translation(place: Place, random: Random) -> Iterator[str]:
    """What is begun in another language is no error, and waits for its translator."""
    source, target = f"{seeds.FOLDER}/t.az.md", f"{seeds.FOLDER}/t.en.md"
    data = mutators.mutated(random.choice(seeds.releases()), mutators.OF_RELEASES, random)
    place.write(source, data)
    try:
        written = translate(place.root, place.config, source, "en", {})
    except Stopped as stopped:
        yield from place.judged(stopped.problems)
        if not stopped.problems:
            yield "it is refused, and nobody is told why"
    else:
        yield from place.judged(written.problems)
        if written.path:
            name = EditionName("releases/2026/t", "en", "t", frozenset({"az"}))
            again = (place.root / target).read_bytes()
            edition, problems = read_edition(again, target, ReleaseForm, name)
            yield from place.judged(problems)
            if edition is None:
                codes = [(each.code, str(each.span)) for each in problems]
                yield f"what it begins cannot be read: {codes}"
            elif not edition.is_waiting and marks_in(head_and_body(data)[1]):
                yield "what it begins does not wait for its translator"
    place.restore(source)
    place.restore(target)


def scaffold(place: Place, random: Random) -> Iterator[str]:
    """A title as it is typed on a command line."""
    seed = 'Açıq qapı günü: "Report" #5'.encode()
    place.data = mutators.mutated(seed, mutators.ANY_TEXT, random)
    title = place.data.replace(b"\0", b"").decode("utf-8", "surrogateescape")
    wanted = Wanted(title=title, language="az", date="2031-03-05", topics=("law",))
    topics_known, _ = load_topics(place.root, place.config)
    written = new_release(place.root, place.config, wanted, {}, topics_known)
    yield from place.judged(written.problems)
    if written.path:
        data = (place.root / written.path).read_bytes()
        name = EditionName("releases/2031/x", "az", "x", frozenset({"en"}))
        edition, problems = read_edition(data, written.path, ReleaseForm, name)
        yield from place.judged(problems)
        if edition is None:
            yield f"what it begins cannot be read: {[each.code for each in problems]}"
        elif edition.form.title != " ".join(title.split()):
            yield f"the title is {edition.form.title!r}"
        os.unlink(place.root / written.path)
    elif not written.problems:
        yield "it is refused, and nobody is told why"
