"""A build over the last one gives what a clean one gives, whatever happened in between."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from beyan.build import build
from beyan.build.options import Options
from beyan.build.report import Report
from beyan.model.defaults import DEFAULTS
from beyan.model.diagnostic import Diagnostic
from beyan.source.edition import EditionName, ReleaseForm, read_edition
from beyan.source.translation import parts, record
from tests.properties.conftest import picture

START = datetime.fromisoformat("2026-06-01T08:00:00+04:00")
FOLDER = "content/releases/2026"
PEOPLE = ("ana", "rauf")
TOPICS = ("law", "health")
WORDS = st.sampled_from(("Bir", "İki", "Üç söz", "Dörd & beş", "<b>altı</b>", "yeddi *səkkiz*"))
NUMBERS = st.integers(0, 3)
TAGS = st.sampled_from(("az", "en"))
# To what is held back as well, and to places that are not there, whatever is.
WAYS = st.sampled_from(
    (
        "",
        "[x](/{tag}/releases/2026/r{n}/)",
        "[x](https://press.example.org/{tag}/releases/2026/r{n}/#bolme)",
        "[x](/{tag}/releases/2026/r{n}/release.json)",
        "[x](#yox)",
    )
)


@dataclass(frozen=True)
class Text:
    """One edition as its file states it; facts of the release stand in each of its editions."""

    number: int
    tag: str
    title: str = "Başlıq"
    body: str = "Mətn."
    place: str = ""
    views: int = 0
    link: int | None = None
    way: str = ""
    original: tuple[str, str] | None = None

    def file(self, facts: Facts) -> str:
        head = [f"title: '{self.title}'", f"date: {facts.date}", f"views: {self.views}"]
        head.append(f"topics: [{', '.join(facts.topics)}]")
        head.append(f"participants: [{{name: qonaq}}{''.join(f', {p}' for p in facts.people)}]")
        if facts.embargo:
            head.append(f"embargo: {facts.embargo}")
        if facts.expires:
            head.append(f"expires: {facts.expires}")
        if facts.is_draft:
            head.append("draft: true")
        if facts.is_featured:
            head.append("featured: true")
        if facts.has_photo:
            head.append("photos: [{file: foto.png, alt: foto}]")
        if facts.is_withdrawn:
            head.append("withdrawn: {date: 2026-05-20, reason: səhv}")
        if self.place:
            head.append(f"place: {self.place}")
            head.append(f"aliases: [/old/{self.number}-{self.tag}/]")
        if self.original is not None:
            head.append("translated_from: {{edition: {}, digest: '{}'}}".format(*self.original))
        body = self.body
        if self.link is not None:
            # To a heading, which the other may lose; a text without a language in its name.
            body += f"\n\n[keçid](r{self.link}.md) və [bölmə](/releases/2026/r{self.link}.md#bolme)"
            body += f"\n\n{self.way.format(n=self.link, tag=self.tag)}"
        return "---\n" + "\n".join(head) + f"\n---\n## Bölmə\n\n{body}\n"


@dataclass(frozen=True)
class Facts:
    date: str = "2026-05-01"
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    embargo: str = ""
    expires: str = ""
    is_draft: bool = False
    is_featured: bool = False
    has_photo: bool = False
    is_withdrawn: bool = False


@dataclass
class World:
    """Everything that the site's files say."""

    texts: dict[tuple[int, str], Text] = field(default_factory=dict)
    facts: dict[int, Facts] = field(default_factory=dict)
    photo: str = "foto"
    people: dict[str, str] = field(default_factory=lambda: dict.fromkeys(PEOPLE, "Ad"))
    topics: dict[str, str] = field(default_factory=lambda: dict.fromkeys(TOPICS, "Mövzu"))
    mode: str = "link"
    page_size: int = 2
    has_notes: bool = True
    name: str = "Nümunə"
    overrides: dict[str, str] = field(default_factory=dict)
    reads: dict[tuple[int, str], int] = field(default_factory=dict)

    def files(self) -> dict[str, str | bytes]:
        found: dict[str, str | bytes] = dict(self.overrides)
        found["site_config.yaml"] = (
            f"name: {{az: {self.name}, en: Sample}}\nbase_url: https://press.example.org\n"
            "languages: [az, en]\ntimezone: Asia/Baku\nsearch: false\nsocial_cards: false\n"
            "contact: {call_centre: '916'}\n"
            f"missing_translation: {self.mode}\npage_size: {self.page_size}\n"
            "feed_size: 2\nhome_size: 2\n"
            f"out_of_date_note: {str(self.has_notes).lower()}\n"
        )
        found["content/pages/about.az.md"] = "---\ntitle: Haqqımızda\n---\nMətn.\n"
        for name, entries in (("participants", self.people), ("topics", self.topics)):
            found[f"content/{name}.yaml"] = "".join(
                f"{key}:\n  name: {{az: {shown} {key}, en: {shown} {key} en}}\n"
                for key, shown in entries.items()
            )
        if self.reads:
            found["content/views.csv"] = "month,release,language,reads\n" + "".join(
                f"2026-05,2026/r{number},{tag},{reads}\n"
                for (number, tag), reads in sorted(self.reads.items())
            )
        for (number, tag), text in self.texts.items():
            found[f"{FOLDER}/r{number}.{tag}.md"] = text.file(self.facts[number])
            if self.facts[number].has_photo:
                found[f"{FOLDER}/r{number}/foto.png"] = picture(self.photo)
        return found


class Killed(BaseException):
    """The process ends here."""


def standing(report: Report) -> set[Diagnostic]:
    """The problems of the site as it is; what has left it is told once, by whom it left."""
    return {each for each in report.problems if each.code != "release-vanishes"}


class Builds(RuleBasedStateMachine):
    """Edits of every kind, damage to the output and the cache, the clock, kills in between."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="beyan-test-"))
        self.output = self.root / "output"
        self.world = World()
        self.now = START
        self.jobs = 1
        # The cache as some builds left it.
        self.left: list[dict[str, bytes]] = []
        for number in range(3):
            self.world.facts[number] = Facts(people=PEOPLE[:number], topics=TOPICS[:number])
            self.world.texts[number, "az"] = Text(number, "az")
        self.world.texts[1, "en"] = Text(1, "en", title="Title")

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    # --- edits ---

    def edit(self, number: int, tag: str, **changes: object) -> None:
        text = self.world.texts.get((number, tag)) or Text(number, tag)
        self.world.facts.setdefault(number, Facts())
        self.world.texts[number, tag] = replace(text, **changes)  # type: ignore[arg-type]

    @rule(number=NUMBERS, tag=TAGS, words=WORDS)
    def the_text_changes(self, number: int, tag: str, words: str) -> None:
        self.edit(number, tag, body=words)

    @rule(number=NUMBERS, tag=TAGS, words=WORDS)
    def the_title_changes(self, number: int, tag: str, words: str) -> None:
        self.edit(number, tag, title=words)

    @rule(number=NUMBERS, tag=TAGS, views=st.integers(0, 9), place=st.sampled_from(("", "Bakı")))
    def what_only_the_page_shows_changes(
        self, number: int, tag: str, views: int, place: str
    ) -> None:
        self.edit(number, tag, views=views, place=place)

    @rule(number=NUMBERS, tag=TAGS, reads=st.integers(0, 2))
    def reads_are_counted(self, number: int, tag: str, reads: int) -> None:
        """Of releases that do not exist as well."""
        self.world.reads[number, tag] = reads

    @rule()
    def the_counts_go(self) -> None:
        self.world.reads.clear()

    @rule(number=NUMBERS, tag=TAGS, to=st.none() | NUMBERS, way=WAYS)
    def a_link_changes(self, number: int, tag: str, to: int | None, way: str) -> None:
        self.edit(number, tag, link=to, way=way)

    @rule(
        number=NUMBERS,
        day=st.integers(1, 9),
        topics=st.lists(st.sampled_from(TOPICS), unique=True),
        people=st.lists(st.sampled_from(PEOPLE), unique=True),
        more=st.sampled_from(
            (
                {},
                {"is_draft": True},
                {"is_featured": True},
                {"is_featured": True, "expires": "2026-06-03 09:00"},
                {"has_photo": True},
                {"is_withdrawn": True},
                {"embargo": "2026-06-02 09:00"},
                {"expires": "2026-06-03 09:00"},
            )
        ),
    )
    def the_facts_change(
        self, number: int, day: int, topics: list[str], people: list[str], more: dict[str, str]
    ) -> None:
        known = [key for key in topics if key in self.world.topics]
        named = [key for key in people if key in self.world.people]
        facts = Facts(date=f"2026-05-0{day}", topics=tuple(known), people=tuple(named))
        self.world.facts[number] = replace(facts, **more)  # type: ignore[arg-type]

    @rule(number=NUMBERS, tag=TAGS)
    def a_file_goes(self, number: int, tag: str) -> None:
        self.world.texts.pop((number, tag), None)

    @rule(key=st.sampled_from(PEOPLE), words=st.sampled_from(("Ad", "Başqa", "Yeni")))
    def a_participant_is_renamed(self, key: str, words: str) -> None:
        self.world.people[key] = words

    @rule(key=st.sampled_from(TOPICS), words=st.sampled_from(("Mövzu", "Sahə")))
    def a_topic_is_renamed(self, key: str, words: str) -> None:
        self.world.topics[key] = words

    @rule(
        mode=st.sampled_from(("hide", "link", "notice")),
        size=st.integers(1, 3),
        name=st.sampled_from(("Nümunə", "İdarə")),
        notes=st.booleans(),
    )
    def the_settings_change(self, mode: str, size: int, name: str, notes: bool) -> None:
        self.world.mode, self.world.page_size, self.world.name = mode, size, name
        self.world.has_notes = notes

    @rule(number=NUMBERS, tag=TAGS, unfinished=st.booleans())
    def a_text_is_translated(self, number: int, tag: str, unfinished: bool) -> None:
        """From what the other language says now; a change of that shows on this one's page."""
        other = "en" if tag == "az" else "az"
        original = self.world.texts.get((number, other))
        if original is None:
            return
        path = f"{FOLDER}/r{number}.{other}.md"
        name = EditionName(f"releases/2026/r{number}", other, f"r{number}")
        text = original.file(self.world.facts[number]).encode()
        read, _ = read_edition(text, path, ReleaseForm, name)
        if read is not None:
            body = f"Mətn.\n\n<!-- {other}: qalan -->\n" if unfinished else "Tərcümə."
            self.edit(number, tag, original=(other, record(parts(read))), body=body)

    @rule(words=WORDS)
    def the_photo_changes(self, words: str) -> None:
        self.world.photo = words

    @rule(
        name=st.sampled_from(
            ("release.html", "parts/footer.html", "parts/teasers.html", "404.html")
        ),
        mark=st.sampled_from(("", "<!-- a -->", '<!-- {{ asset("new.txt") }} -->')),
    )
    def a_template_changes(self, name: str, mark: str) -> None:
        text = (DEFAULTS / "templates" / name).read_text()
        path = f"templates/{name}"
        if "new.txt" in mark and "assets/new.txt" not in self.world.overrides:
            mark = ""
        self.world.overrides[path] = text + mark if name != "release.html" else mark + text

    @rule(words=st.sampled_from(("Buraxılışlar", "Bəyanatlar")))
    def a_translation_changes(self, words: str) -> None:
        self.world.overrides["locales/az/LC_MESSAGES/messages.po"] = (
            'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
            '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
            f'msgid "Press releases"\nmsgstr "{words}"\n'
        )

    @rule(words=WORDS, css=st.booleans())
    def an_asset_changes(self, words: str, css: bool) -> None:
        self.world.overrides["assets/beyan.css" if css else "assets/new.txt"] = f"/* {words} */"

    @rule(minutes=st.sampled_from((1, 60, 1500, 3000, -1500)))
    def the_clock_moves(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(jobs=st.sampled_from((1, 2, 5)))
    def other_workers(self, jobs: int) -> None:
        self.jobs = jobs

    # --- damage ---

    def some_file(self, position: int, below: Path) -> Path | None:
        files = sorted(path for path in below.rglob("*") if path.is_file())
        return files[position % len(files)] if files else None

    @precondition(lambda self: self.output.exists())
    @rule(position=st.integers(0, 999), how=st.sampled_from(("bytes", "same size", "gone", "link")))
    def an_output_is_damaged(self, position: int, how: str) -> None:
        path = self.some_file(position, self.output)
        if path is None:
            return
        data = path.read_bytes()
        if how == "gone":
            path.unlink()
        elif how == "link":
            elsewhere = self.root / "elsewhere"
            elsewhere.write_bytes(data)
            path.unlink()
            path.symlink_to(elsewhere)
        else:
            path.write_bytes(b"x" * len(data) if how == "same size" else data + b"x")

    @precondition(lambda self: self.output.exists())
    @rule(name=st.sampled_from(("az/stranger.txt", "new/stranger.txt", "az/releases/x/index.html")))
    def somebody_adds_an_output(self, name: str) -> None:
        path = self.output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("stranger")

    @precondition(lambda self: self.output.exists())
    @rule()
    def the_output_is_copied(self) -> None:
        copy = self.root / "copy"
        shutil.copytree(self.output, copy)
        shutil.rmtree(self.output)
        copy.rename(self.output)

    @precondition(lambda self: (self.root / ".cache").exists())
    @rule(position=st.integers(0, 99), how=st.sampled_from(("gone", "cut", "foreign", "all")))
    def the_cache_is_damaged(self, position: int, how: str) -> None:
        if how == "all":
            shutil.rmtree(self.root / ".cache")
            return
        path = self.some_file(position, self.root / ".cache")
        if path is not None:
            data = path.read_bytes()
            if how == "gone":
                path.unlink()
            else:
                path.write_bytes(data[: len(data) // 2] if how == "cut" else b"somebody else's")

    @precondition(lambda self: self.left)
    @rule(build=st.integers(0, 99), which=st.sets(st.integers(0, 15), min_size=1, max_size=4))
    def a_part_of_an_older_cache_comes_back(self, build: int, which: set[int]) -> None:
        """As from a backup, or where two builds wrote into what was thought to be two folders."""
        cache = self.root / ".cache"
        older = self.left[build % len(self.left)]
        paths = sorted(older)
        for path in {paths[each % len(paths)] for each in which}:
            (cache / path).parent.mkdir(parents=True, exist_ok=True)
            (cache / path).write_bytes(older[path])

    # --- builds ---

    def write(self) -> None:
        wanted = self.world.files()
        for folder in ("content", "templates", "locales", "assets"):
            for path in (self.root / folder).rglob("*"):
                if path.is_file() and path.relative_to(self.root).as_posix() not in wanted:
                    path.unlink()
        for name, content in wanted.items():
            path = self.root / name
            data = content if isinstance(content, bytes) else content.encode()
            # A file that is not edited is not touched either.
            if not path.is_file() or path.read_bytes() != data:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)

    @rule(count=st.integers(0, 12), call=st.sampled_from(("replace", "rename")))
    def a_build_is_killed(self, count: int, call: str) -> None:
        """At some file that is being put in place, of the output or of the cache."""
        self.write()
        real, left = getattr(os, call), count

        def dying(*arguments: str) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed
            real(*arguments)

        with patch.object(os, call, dying), suppress(Killed):
            self.run(self.output)

    def run(self, output: Path, **more: bool) -> Report:
        return build(self.root, output, Options(now=self.now, jobs=self.jobs, **more))  # type: ignore[arg-type]

    @invariant()
    def a_build_gives_what_a_clean_one_gives(self) -> None:
        self.write()
        aside = self.root / "aside"
        shutil.rmtree(aside, ignore_errors=True)
        before = tree(self.output)
        incremental = self.run(self.output)
        clean = self.run(aside, uses_cache=False)
        assert standing(incremental) == standing(clean)
        assert facts(incremental) == facts(clean)
        if clean.has_errors:
            assert tree(self.output) == before
        else:
            assert tree(self.output) == tree(aside)
        self.left = [*self.left[-3:], tree(self.root / ".cache")]
        # Nothing has changed since: nothing is made.
        assert not self.run(self.output).made or clean.has_errors


def facts(report: Report) -> tuple[object, ...]:
    return report.exit_code, report.releases, report.editions, report.pages, report.due


def tree(folder: Path) -> dict[str, bytes]:
    """Files by path; a link is told from the file it leads to."""
    return {
        path.relative_to(folder).as_posix(): b"link" if path.is_symlink() else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() or path.is_symlink()
    }


TestBuilds = Builds.TestCase
TestBuilds.settings = settings(
    max_examples=5,
    stateful_step_count=12,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
    # No hundreds of further builds to shrink an example that fails.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
