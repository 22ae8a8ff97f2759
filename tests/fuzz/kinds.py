"""The kinds of input: how a mutant of each is read, by the program's own readers, and judged."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import TypeVar

from click.testing import CliRunner

from beyan.build import load
from beyan.build.options import Options
from beyan.checks.interface import Parsed, check_interface, read_templates
from beyan.cli import cli
from beyan.desk.access_logs import Log
from beyan.desk.coverage import load_coverage
from beyan.desk.editions import Stopped
from beyan.desk.scaffold import Wanted, new_release
from beyan.desk.translation import translate
from beyan.desk.views import import_views
from beyan.language.po_file import CatalogueSyntaxError
from beyan.model.config import Config
from beyan.model.defaults import DEFAULTS
from beyan.model.diagnostic import Diagnostic, Span
from beyan.model.messages import USAGE
from beyan.model.picture import FORMATS, Picture, Renditions, pictures, widths
from beyan.render.images import Images
from beyan.snapshot.pictures import PictureStore
from beyan.snapshot.store import Cache
from beyan.source.edition import EditionName, PageForm, ReleaseForm, read_edition
from beyan.source.interface import load_catalogues
from beyan.source.media import read_attachment, read_photo
from beyan.source.registries import load_people, load_topics
from beyan.source.settings import ConfigForm, load_config
from beyan.source.site import Loaded
from beyan.source.views import load_views
from tests.conftest import NOW, REPOSITORY, SampleSite
from tests.fuzz import mutators, seeds
from tests.fuzz.judgement import (
    MARK,
    head_and_body,
    is_refused,
    marks_in,
    misplaced,
    unknown_keys,
)


@dataclass
class Place:
    """A folder with the small site, in which every kind may leave its files until the next.

    `told` is whether anything was told of the last mutant.
    """

    root: Path
    told: bool = False
    data: bytes = b""
    _loaded: Loaded | None = None
    _config: Config | None = None
    _is_built: bool = field(default=False)

    @property
    def config(self) -> Config:
        if self._config is None:
            self._config, _ = load_config(self.root)
        assert self._config is not None
        return self._config

    @property
    def loaded(self) -> Loaded:
        if self._loaded is None:
            _, self._loaded = load(self.root, self.root / "output", Options(now=NOW, jobs=1))
        assert self._loaded is not None
        return self._loaded

    @property
    def site(self) -> SampleSite:
        """Built once: each mutant is an edit, as it is for an officer."""
        made = SampleSite(self.root)
        if not self._is_built:
            assert made.build(jobs=1).report.exit_code == 0
            self._is_built = True
        return made

    def write(self, path: str, data: bytes) -> None:
        self.data = data
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(data)

    def restore(self, path: str) -> None:
        content = seeds.site_files().get(path)
        if content is None:
            (self.root / path).unlink(missing_ok=True)
        else:
            data = content if isinstance(content, bytes) else content.encode()
            (self.root / path).write_bytes(data)

    def judged(self, problems: Sequence[Diagnostic], **texts: bytes) -> Iterator[str]:
        self.told = self.told or bool(problems)
        yield from misplaced(problems, self.root, texts)


Run = Callable[[Place, Random], Iterator[str]]
F = TypeVar("F", ReleaseForm, PageForm)


def read_as_edition(place: Place, data: bytes, path: str, form: type[F]) -> Iterator[str]:
    place.data = data
    key = path.removeprefix("content/").removesuffix(".az.md")
    name = EditionName(key, "az", "b", frozenset({"en"}))
    edition, problems = read_edition(data, path, form, name)
    place.told = bool(problems)
    yield from misplaced(problems, place.root, {path: data})
    if edition is None:
        if not is_refused(problems):
            yield "it is refused, and nobody is told why"
        return
    head, body = head_and_body(data)
    yield from unknown_keys(head, form)
    first_of_body = head.count("\n") + 1
    if edition.is_waiting or any(each.span.line >= first_of_body for each in problems):
        return
    shown = edition.prose.html + edition.summary
    if shown.count(MARK) < marks_in(body):
        yield "a word of the text is neither shown nor told"


def release(place: Place, random: Random) -> Iterator[str]:
    data = mutators.mutated(random.choice(seeds.releases()), mutators.OF_RELEASES, random)
    yield from read_as_edition(place, data, seeds.RELEASE, ReleaseForm)


def page(place: Place, random: Random) -> Iterator[str]:
    data = mutators.mutated(random.choice(seeds.pages()), mutators.OF_RELEASES, random)
    yield from read_as_edition(place, data, seeds.PAGE, PageForm)


def text(place: Place, random: Random) -> Iterator[str]:
    """Below a head that is right."""
    head, _, body = random.choice(seeds.releases()).rpartition(b"\n---\n")
    head = head or b"---\ntitle: A\ndate: 2026-03-05"
    data = mutators.mutated(body, mutators.OF_MARKDOWN, random)
    yield from read_as_edition(place, head + b"\n---\n" + data, seeds.RELEASE, ReleaseForm)


def settings(place: Place, random: Random) -> Iterator[str]:
    data = mutators.mutated(random.choice(seeds.settings()), mutators.OF_YAML, random)
    yield from read_settings(place, data)


def read_settings(place: Place, data: bytes) -> Iterator[str]:
    place.write(seeds.SETTINGS, data)
    config, problems = load_config(place.root)
    place._config = None
    yield from place.judged(problems)
    place.restore(seeds.SETTINGS)
    if config is None and not is_refused(problems):
        yield "it is refused, and nobody is told why"
    if config is not None:
        yield from unknown_keys(data.decode(), ConfigForm)


def people(place: Place, random: Random) -> Iterator[str]:
    data = mutators.mutated(random.choice(seeds.registries()), mutators.OF_YAML, random)
    yield from read_people(place, data)


def read_people(place: Place, data: bytes) -> Iterator[str]:
    config = place.config
    place.write(seeds.PEOPLE, data)
    found, problems = load_people(place.root, config)
    yield from place.judged(problems)
    place.restore(seeds.PEOPLE)
    if not is_refused(problems) and b":" in data and not found:
        yield from (f"{line!r} is passed over" for line in _keys(data))


def topics(place: Place, random: Random) -> Iterator[str]:
    data = mutators.mutated(random.choice(seeds.topics()), mutators.OF_YAML, random)
    yield from read_topics(place, data)


def read_topics(place: Place, data: bytes) -> Iterator[str]:
    config = place.config
    place.write(seeds.TOPICS, data)
    found, problems = load_topics(place.root, config)
    yield from place.judged(problems)
    place.restore(seeds.TOPICS)
    if not is_refused(problems) and not found:
        yield from (f"{line!r} is passed over" for line in _keys(data))


def _keys(data: bytes) -> Iterator[bytes]:
    lines = data.replace(b"\r", b"\n").split(b"\n")
    return (line for line in lines if line[:1].isalpha() and line.endswith(b":"))


def views(place: Place, random: Random) -> Iterator[str]:
    data = str(seeds.site_files()[seeds.VIEWS]).encode()
    place.write(seeds.VIEWS, mutators.mutated(data, mutators.OF_TABLES, random))
    rows, problems = load_views(place.root)
    yield from place.judged(problems)
    yield from _every_row(place, len(rows), problems)
    place.restore(seeds.VIEWS)


def coverage(place: Place, random: Random) -> Iterator[str]:
    data = str(seeds.site_files()[seeds.COVERAGE]).encode()
    place.write(seeds.COVERAGE, mutators.mutated(data, mutators.OF_TABLES, random))
    found, problems = load_coverage(place.root)
    yield from place.judged(problems)
    place.restore(seeds.COVERAGE)
    if not problems:
        again = found.text()
        place.write(seeds.COVERAGE, again.encode())
        once_more, problems = load_coverage(place.root)
        if problems or once_more.text() != again:
            yield "what was read is not read again as it is written"
        place.restore(seeds.COVERAGE)


def _every_row(place: Place, rows: int, problems: Sequence[Diagnostic]) -> Iterator[str]:
    """Each line below the header is a row, or told, unless the whole file is."""
    if any(each.span.line == 1 for each in problems):
        return
    lines = place.data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    filled = sum(1 for line in lines.split("\n")[1:] if line.strip())
    if rows + len({each.span.line for each in problems}) < filled:
        yield f"{filled} lines are {rows} rows, and {len(problems)} problems"


def catalogue(place: Place, random: Random) -> Iterator[str]:
    data = mutators.mutated(random.choice(seeds.catalogues()), mutators.OF_CATALOGUES, random)
    place.write(seeds.CATALOGUE, data)
    found, problems = load_catalogues(place.root, ["az"])
    yield from place.judged(problems)
    place.restore(seeds.CATALOGUE)
    if problems:
        return
    text = re.sub(r"#.*", "", data.decode("utf-8-sig").replace("\r", "\n"))
    # What the header says is no translation.
    text = text[text.find("msgid", text.find("msgid") + 1) :]
    typed = sum(line.count(MARK) for line in text.split("\n") if line.lstrip()[:1] in ("m", '"'))
    read = sum(form.count(MARK) for entry in found["az"] for form in entry.forms)
    read += sum(str(part).count(MARK) for entry in found["az"] for part in entry.key)
    read += sum(str(entry.plural).count(MARK) for entry in found["az"])
    if read < typed and 'msgid ""' not in data.decode("utf-8-sig")[40:]:
        yield f"{typed} words were typed, and {read} read"


def template(place: Place, random: Random) -> Iterator[str]:
    """With the program's own templates, of which it may use any."""
    folder = place.root / "templates"
    data = mutators.mutated(random.choice(seeds.templates()), mutators.OF_TEMPLATES, random)
    place.write(seeds.TEMPLATE, data)
    own = list(read_templates((folder,)))
    found = check_interface(place.root, [*own, *_default_templates()], {}, ())
    yield from place.judged(list(found))
    place.restore(seeds.TEMPLATE)


@cache
def _default_templates() -> list[Parsed]:
    return list(read_templates((DEFAULTS / "templates",)))


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
    result = import_views(place.root, loaded, [name])
    place.told = bool(result.problems)
    # Lines of logs are told as bytes, and those in an archive as they stand in it.
    is_archive = data.startswith(b"\x1f\x8b")
    shown = b"\n" * 100 if is_archive else re.sub(rb"[^ -~\n]", b"?", data)
    yield from misplaced(result.problems, place.root, {name: shown})
    tally = result.tally
    counts = tally.counts()
    parts = ("reads", "other", "robots", "prefetched", "repeated", "known")
    if sum(counts[part] for part in parts) != tally.requests:
        yield f"the requests are counted as {counts}"
    if is_refused(result.problems):
        if _tables(place) != before:
            yield "an import that failed has written"
    else:
        own = Log(name)
        requests = sum(1 for _ in own.requests())
        if requests != tally.requests:
            yield f"{requests} requests, of which {tally.requests} were counted"
        if seed[:2] != b"\x1f\x8b":
            yield from _every_line(data, own, requests)
    for path in (seeds.VIEWS, seeds.COVERAGE):
        place.restore(path)


def _every_line(data: bytes, log: Log, requests: int) -> Iterator[str]:
    if data[:2] == b"\x1f\x8b":
        return
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    nothing = sum(1 for line in lines if not line.strip() or line.strip()[:1] == b"#")
    if requests + log.malformed + nothing != len(lines):
        yield f"of {len(lines)} lines {requests} count, {log.malformed} are told, {nothing} blank"


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


def catalogue_of_messages(place: Place, random: Random) -> Iterator[str]:
    """`messages`: what it writes is read again, with every translation that was there."""
    from jinja2 import TemplateSyntaxError

    from beyan.desk.messages import update_messages

    data = mutators.mutated(_seed(seeds.CATALOGUE), mutators.OF_CATALOGUES, random)
    place.write(seeds.CATALOGUE, data)
    try:
        update_messages(place.root, ["az"])
    except (CatalogueSyntaxError, TemplateSyntaxError):
        place.told = True
        if (place.root / seeds.CATALOGUE).read_bytes() != data:
            yield "an update that failed has written"
    else:
        _, problems = load_catalogues(place.root, ["az"])
        yield from place.judged(problems)
        if problems:
            yield "what it writes cannot be read"
        if update_messages(place.root, ["az"]):
            yield "what it writes changes at every call"
    place.restore(seeds.CATALOGUE)
    place.restore("locales/messages.pot")


# What a mutant of the whole site may be, and what mutates it.
_FILES: dict[str, tuple[mutators.Mutator, ...]] = {
    seeds.RELEASE: mutators.OF_RELEASES,
    seeds.TWIN: mutators.OF_RELEASES,
    seeds.PAGE: mutators.OF_RELEASES,
    seeds.SETTINGS: mutators.OF_YAML,
    seeds.PEOPLE: mutators.OF_YAML,
    seeds.TOPICS: mutators.OF_YAML,
    seeds.VIEWS: mutators.OF_TABLES,
    seeds.CATALOGUE: mutators.OF_CATALOGUES,
    seeds.TEMPLATE: mutators.OF_TEMPLATES,
    seeds.PHOTO: mutators.OF_FILES,
    seeds.ATTACHMENT: mutators.OF_FILES,
    "assets/own.css": mutators.ANY_TEXT,
    "assets/own.svg": mutators.ANY_TEXT,
}


def _edited(place: Place, random: Random) -> str:
    path = random.choice(tuple(_FILES))
    place.write(path, mutators.mutated(_seed(path), _FILES[path], random))
    return path


def _seed(path: str) -> bytes:
    content = seeds.site_files()[path]
    return content if isinstance(content, bytes) else content.encode()


def site(place: Place, random: Random) -> Iterator[str]:
    """One file of a built site is spoilt: it is published as it stands, or nothing changes."""
    made = place.site
    before = _published(made.output)
    path = _edited(place, random)
    result = made.build(jobs=1)
    problems = result.diagnostics
    yield from place.judged(problems)
    after = _published(made.output)
    if result.report.exit_code:
        if before != after:
            yield f"{path}: with errors, {sorted(before.items() ^ after.items())[:2]} were written"
        if not is_refused(problems):
            yield f"{path}: exit code {result.report.exit_code}, and nobody is told why"
        is_usage = path == seeds.SETTINGS or any(each.code in USAGE for each in problems)
        if result.report.exit_code != 1 + is_usage:
            yield f"{path}: exit code {result.report.exit_code} for {result.codes}"
    elif is_refused(problems):
        yield f"{path}: exit code 0 for {result.codes}"
    elif path == seeds.ATTACHMENT and not any(
        each.read_bytes() == place.data for each in made.output.rglob("a.pdf")
    ):
        yield "the attachment is not the file that it was"
    if [each.name for each in made.output.parent.glob(".output*")]:
        yield "something is left beside the output"
    place.restore(path)
    if made.build(jobs=1).report.exit_code:
        yield f"{path}: the site is not whole again: {made.build(jobs=1).lines}"


def _published(output: Path) -> dict[str, int]:
    """When each file was written."""
    return {str(each): each.stat().st_mtime_ns for each in output.rglob("*") if each.is_file()}


_COMMANDS = (
    *(("check",), ("build", "--jobs", "1"), ("status",), ("due",), ("messages", "--check")),
    *(("schema",), ("translate", seeds.RELEASE, "--to", "en"), ("translate", seeds.TWIN, "--diff")),
    *(("translate", seeds.TWIN, "--refresh"), ("new", "Bəyanat", "--lang", "az")),
    *(("export", seeds.RELEASE, "--embargoed", "handed"), ("views", "import", "access.log")),
    *(
        ("check", "--format", "json"),
        ("check", "--format", "sarif"),
        ("status", "--format", "json"),
    ),
)
_LINE = re.compile(r"(?:error|warning|səhv|xəbərdarlıq)\[[a-z0-9-]+\]: .|  (?:hint|məsləhət): .")


def command(place: Place, random: Random) -> Iterator[str]:
    """In this process."""
    yield from _command(place, random, in_process)


def program(place: Place, random: Random) -> Iterator[str]:
    """As officers and CI start it."""
    yield from _command(place, random, in_own_process)


def _command(
    place: Place, random: Random, run: Callable[[Path, list[str]], tuple[int, str]]
) -> Iterator[str]:
    # A command may write into the site: each has one of its own.
    root = seeds.own_site(place.root.parent / "commanded")
    own = Place(root)
    path = _edited(own, random)
    own.write("access.log", mutators.mutated(seeds.logs()[1], mutators.OF_LOGS, random))
    places = {"access.log": str(root / "access.log"), "handed": str(root.parent / "handed")}
    arguments = [places.get(each, each) for each in random.choice(_COMMANDS)]
    code, told = run(root, arguments)
    place.data, place.told = (root / path).read_bytes(), bool(told)
    said = f"{' '.join(arguments)} with {path}"
    if code not in (0, 1, 2):
        yield f"{said}: exit code {code}: {told[-300:]}"
    if "Traceback" in told or "Warning:" in told:
        yield f"{said}: {told[-300:]}"
    is_answer = {"--check", "json", "sarif"}.intersection(arguments)
    if code and not is_answer and not _LINE.search(told):
        yield f"{said}: exit code {code}, and nobody is told why"
    if not code and re.search(r" error\[", told):
        yield f"{said}: exit code 0: {told[-300:]}"
    for folder in (root, root.parent / "handed"):
        shutil.rmtree(folder, ignore_errors=True)


def in_process(root: Path, arguments: list[str]) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["--site", str(root), "--ui-lang", "en", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stderr


def in_own_process(root: Path, arguments: list[str]) -> tuple[int, str]:
    result = subprocess.run(
        [sys.executable, "-m", "beyan", "--ui-lang", "en", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=50,
    )
    return result.returncode, result.stderr


@dataclass(frozen=True)
class Kind:
    """`share` is how many of a thousand mutants are of it."""

    name: str
    share: int
    run: Run


READERS = (
    Kind("release", 215, release),
    Kind("page", 40, page),
    Kind("text", 110, text),
    Kind("settings", 70, settings),
    Kind("people", 70, people),
    Kind("topics", 30, topics),
    Kind("views", 35, views),
    Kind("coverage", 20, coverage),
    Kind("catalogue", 55, catalogue),
    Kind("messages", 8, catalogue_of_messages),
    Kind("template", 40, template),
    Kind("photo", 50, photo),
    Kind("attachment", 10, attachment),
    Kind("log", 55, log),
    Kind("translation", 20, translation),
    Kind("scaffold", 12, scaffold),
)
# Whole sites and commands: a tenth of a second each, or more.
SITES = (Kind("site", 40, site), Kind("command", 15, command), Kind("program", 5, program))
