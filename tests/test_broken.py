"""Sites that are wrong in one way each, and what their officer is told.

`broken/<code>/` has what such a site has other than `broken/_base/`, and in `expected.txt` the exit
code of `check` followed by the lines it prints. A further case of a code has a suffix:
`bad-date-order/`. What files cannot express has a test of its own at the end.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import socket
import string
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

import click
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment

from beyan.build import check
from beyan.build.options import Options
from beyan.cli import cli, usage
from beyan.console import UI_LANGUAGES, Console, phrases
from beyan.desk import reads, schema, starter, views_report, words
from beyan.desk.preview import words as preview_words
from beyan.desk.publishing import telling
from beyan.language.catalogue import Entry, read_catalogue
from beyan.model.messages import ADVICE, MESSAGES, REASONS, WARNINGS
from beyan.snapshot.location import open_cache
from beyan.source import releases
from beyan.source.edition import ReleaseForm
from beyan.source.settings import ConfigForm

REPOSITORY = Path(__file__).resolve().parent.parent
BROKEN = REPOSITORY / "tests/broken"
BASE = BROKEN / "_base"
CASES = sorted(folder.name for folder in BROKEN.iterdir() if folder != BASE)
NOW = "2026-11-22T12:00+04:00"


class Run(NamedTuple):
    exit_code: int
    problems: str
    results: str


class Expected(NamedTuple):
    exit_code: int
    problems: str

    @property
    def codes(self) -> set[str]:
        return {
            line.partition("[")[2].partition("]")[0]
            for line in self.problems.splitlines()
            if not line.startswith("  hint: ")
        }


def expected(case: str) -> Expected:
    first, _, problems = (BROKEN / case / "expected.txt").read_text("utf-8").partition("\n")
    return Expected(int(first.removeprefix("exit ")), problems)


def code_of(case: str) -> str:
    """`bad-date-order` shows `bad-date`; the longest code counts, should one begin another."""
    return max((code for code in MESSAGES if f"{case}-".startswith(f"{code}-")), key=len)


def lay(*cases: str, into: Path) -> Path:
    """The base site with the files of the cases over it, in a folder whose own links lead out."""
    site = into / "site"
    shutil.copytree(BASE, site)
    for case in cases:
        for path in sorted((BROKEN / case).rglob("*")):
            if path.name == "expected.txt" or (path.is_dir() and not path.is_symlink()):
                continue
            target = site / path.relative_to(BROKEN / case)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            shutil.copyfile(path, target, follow_symlinks=False)
    release = "---\ntitle: Sirr\ndate: 2026-01-01\n---\nSirr.\n"
    (into / "outside.az.md").write_text(release, "utf-8")
    (into / "outside.png").write_bytes(b"")
    (into / "outside.yaml").write_text("civil-society:\n  name: {az: a, en: b}\n", "utf-8")
    (into / "outside").mkdir()
    (into / "outside/2027-01-01-secret.az.md").write_text(release, "utf-8")
    return site


def run(site: Path, *arguments: str, language: str = "en") -> Run:
    """The command line on the site. An exception that it lets out is this test's failure."""
    options = ["--site", str(site), "--ui-lang", language]
    result = CliRunner().invoke(cli, [*options, *arguments, "--now", NOW], catch_exceptions=False)
    return Run(result.exit_code, result.stderr, result.stdout)


def once(make: Callable[..., Any]) -> Callable[..., Any]:
    """A method whose result is the same for the same arguments, whatever it is called on."""
    made: dict[tuple[Any, ...], Any] = {}

    def remembered(self: object, *arguments: Any) -> Any:
        if arguments not in made:
            made[arguments] = make(self, *arguments)
        return made[arguments]

    return remembered


@pytest.fixture(autouse=True, scope="module")
def _compiled_once() -> Iterator[None]:
    """Reading the same default templates for each site would take four fifths of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "parse", once(Environment.parse))
        patch.setattr(Environment, "compile", once(Environment.compile))
        yield


def test_the_site_under_all_of_them_is_right(tmp_path: Path) -> None:
    found = run(lay(into=tmp_path), "check", "--strict")

    assert (found.exit_code, found.problems) == (0, "")


@pytest.mark.parametrize("case", CASES)
def test_a_broken_site_gets_its_message_and_is_not_published(case: str, tmp_path: Path) -> None:
    site = lay(case, into=tmp_path)

    found = run(site, "check")

    assert found.problems == expected(case).problems
    assert found.exit_code == expected(case).exit_code

    built = run(site, "build", "--strict")

    is_advice = code_of(case) in ADVICE
    told = expected(case).problems
    assert built.problems == (told if is_advice else told.replace(": warning[", ": error["))
    assert built.exit_code == (expected(case).exit_code or not is_advice)
    assert (site / "output").exists() is is_advice


@pytest.mark.parametrize("case", CASES)
def test_one_mistake_gives_one_kind_of_message(case: str) -> None:
    assert expected(case).codes == {code_of(case)}


# The settings are right, and a file that they ask for is not.
OF_NAMED_FILES = {
    "unknown-page", "missing-catalogue", "missing-asset", "bad-font",
    "theme-picture", "no-woff2",
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_exit_code_follows_from_the_kind_of_problem(case: str) -> None:
    code, first_line = code_of(case), expected(case).problems
    if code in WARNINGS:
        assert expected(case).exit_code == 0
    elif first_line.startswith("site_config.yaml:") and code not in OF_NAMED_FILES:
        assert expected(case).exit_code == 2
    else:
        assert expected(case).exit_code == 1


def test_the_problems_of_all_files_come_in_one_run(tmp_path: Path) -> None:
    cases = (
        "bad-slug-registry",
        "facts-differ-page",
        "not-utf8",
        "template-missing",
        "unknown-language-capitals",
        "wrong-type-roles",
    )
    site = lay(*cases, into=tmp_path)

    found = run(site, "check")

    lines = "".join(expected(case).problems for case in cases)
    assert sorted(found.problems.splitlines()) == sorted(lines.splitlines())
    assert found.exit_code == 1


def test_a_link_to_something_broken_is_no_second_problem(tmp_path: Path) -> None:
    site = lay("not-utf8", into=tmp_path)
    page = site / "content/pages/about.az.md"
    links = (
        "[a](../releases/2026/2026-03-05-report.az.md)",
        "[b](../releases/2026/2026-03-05-report.en.md)",
        "[c](/az/releases/2026/report/)",
        "[d](/az/topics/vetendas-cemiyyeti/)",
    )
    page.write_text(page.read_text("utf-8") + "\n" + "\n\n".join(links) + "\n", "utf-8")

    assert run(site, "check").problems == expected("not-utf8").problems


# --- how they are printed -------------------------------------------------------------------------

FORMATTED = "facts-differ-page"
PLACES = [("content/pages/about.az.md", 3, 1), ("content/pages/about.en.md", 3, 1)]


def test_json_carries_place_code_and_words(tmp_path: Path) -> None:
    found = run(lay(FORMATTED, into=tmp_path), "check", "--format", "json")

    report = json.loads(found.results)
    assert report["exit_code"] == found.exit_code == 1
    problems = report["problems"]
    assert [(each["path"], each["line"], each["column"]) for each in problems] == PLACES
    assert {each["code"] for each in problems} == {"facts-differ"}
    assert {each["severity"] for each in problems} == {"error"}
    assert problems[0]["message"] in expected(FORMATTED).problems
    assert problems[0]["hint"] in expected(FORMATTED).problems
    assert found.problems == ""


def test_github_marks_the_lines(tmp_path: Path) -> None:
    found = run(lay(FORMATTED, into=tmp_path), "check", "--format", "github")

    first, second, summary = found.results.splitlines()
    for line, (path, number, column) in zip((first, second), PLACES, strict=True):
        properties, _, message = line.removeprefix("::error ").partition("::")
        assert properties == f"file={path},line={number},col={column},title=facts-differ"
        what, hint = message.split("%0A")
        assert what in expected(FORMATTED).problems
        assert hint in expected(FORMATTED).problems
    assert summary == "errors: 2, warnings: 0"


def test_sarif_has_its_version_rules_and_regions(tmp_path: Path) -> None:
    found = run(lay(FORMATTED, into=tmp_path), "check", "--format", "sarif")

    document = json.loads(found.results)
    assert document["version"] == "2.1.0"
    (only,) = document["runs"]
    assert [rule["id"] for rule in only["tool"]["driver"]["rules"]] == ["facts-differ"]
    places = [result["locations"][0]["physicalLocation"] for result in only["results"]]
    assert [
        (
            place["artifactLocation"]["uri"],
            place["region"]["startLine"],
            place["region"]["startColumn"],
        )
        for place in places
    ] == PLACES
    assert [result["ruleId"] for result in only["results"]] == ["facts-differ"] * 2


def test_the_tool_speaks_azerbaijani(tmp_path: Path) -> None:
    found = run(lay("unknown-participant", into=tmp_path), "check", language="az")

    assert found.problems == (
        "content/releases/2026/2026-03-05-report.az.md:7:5: səhv[unknown-participant]: "
        "«sabina-aliyev» açarı ilə iştirakçı yoxdur\n"
        "  məsləhət: bəlkə «sabina-aliyeva» yazmaq istəyirdiniz? Bütün iştirakçılar "
        "content/participants.yaml faylında sadalanıb; şəxsi elə buradaca, name: və role: ilə də "
        "yaza bilərsiniz\n"
    )
    assert found.results == "1 səhv, 0 xəbərdarlıq\n"


@pytest.mark.parametrize(
    ("case", "exit_code"), [("bad-date", 1), ("unknown-key", 2)], ids=["content", "settings"]
)
def test_a_real_process_prints_the_same(case: str, exit_code: int, tmp_path: Path) -> None:
    site = lay(case, into=tmp_path)

    found = subprocess.run(
        [sys.executable, "build.py", "--site", str(site), "--ui-lang", "en", "check"],
        cwd=REPOSITORY,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert found.stderr == expected(case).problems
    assert found.returncode == expected(case).exit_code == exit_code


# --- the words themselves -------------------------------------------------------------------------


def helps(command: click.Command) -> Iterator[str]:
    """Every sentence of its `--help`, and of those of its commands."""
    yield command.help or ""
    for each in command.params:
        if isinstance(each, click.Option) and each.help:
            yield each.help
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        yield from helps(inner)


OWN_PHRASES = (
    *phrases.PHRASES,
    *REASONS,
    *words.PHRASES,
    *preview_words.PHRASES,
    *reads.PHRASES,
    *views_report.PHRASES,
    *telling.PHRASES,
    *usage.PHRASES,
    *(text for keys in schema.descriptions().values() for text in keys.values()),
    *starter.PHRASES,
    *helps(cli),
)
TEXTS = list(
    dict.fromkeys([*(text for message in MESSAGES.values() for text in message), *OWN_PHRASES])
)


def entries(language: str) -> dict[str, Entry]:
    path = REPOSITORY / "beyan/locales" / language / "beyan.po"
    return {entry.msgid: entry for entry in read_catalogue([path], language)}


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("language", [tag for tag in UI_LANGUAGES if tag != "en"])
def test_every_message_has_its_translation_with_the_same_placeholders(language: str) -> None:
    translated = entries(language)

    assert [text for text in TEXTS if text not in translated] == []
    assert [msgid for msgid in translated if msgid not in TEXTS] == []
    for entry in translated.values():
        assert entry.is_translated, entry.msgid
        assert placeholders(entry.forms[0]) == placeholders(entry.msgid)


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_every_text_can_be_filled_in(language: str) -> None:
    for text in TEXTS:
        values = {name: f"<{name}>" for name in placeholders(text)}

        filled = Console(language).say(text, **values)

        assert all(value in filled for value in values.values()), text


# --- nothing ends in a traceback ------------------------------------------------------------------

SCALARS = st.sampled_from(
    [
        "",
        "~",
        "az",
        "yes",
        "0123",
        "1.5",
        "2026-03-05",
        "hall.png",
        "sabina-aliyeva",
        "../x",
        '"\\a"',
    ]
) | st.text(alphabet="abə #:-!&*[]{}'\"|>%@`,?\\\t\xa0\u2028", max_size=8)
KEYS = st.sampled_from([*ReleaseForm.model_fields, *ConfigForm.model_fields]) | st.sampled_from(
    ["role", "file", "alt", "az", "en", "text", "reason", "earlier_roles", "until"]
)
KEYS |= st.text(alphabet="ab 1:?-", max_size=3)


def flow(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(KEYS, children).map(": ".join)
    lists = st.lists(children, max_size=3).map(lambda items: f"[{', '.join(items)}]")
    return lists | st.lists(pairs, max_size=3).map(lambda items: f"{{{', '.join(items)}}}")


MAPPINGS = st.lists(
    st.tuples(KEYS, st.recursive(SCALARS, flow, max_leaves=6)).map(": ".join), max_size=6
).map("\n".join)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay(into=tmp_path_factory.mktemp("scratch"))


@settings(max_examples=60)
@given(front_matter=MAPPINGS, people=MAPPINGS, topics=MAPPINGS, config=MAPPINGS | st.none())
def test_whatever_is_typed_is_answered_with_messages(
    front_matter: str, people: str, topics: str, config: str | None, scratch: Path
) -> None:
    base = (BASE / "site_config.yaml").read_text("utf-8")
    for path, text in {
        "site_config.yaml": base if config is None else config,
        "content/participants.yaml": people,
        "content/topics.yaml": topics,
        "content/releases/2026/2026-03-05-report.az.md": f"---\n{front_matter}\n---\nMətn.\n",
    }.items():
        (scratch / path).write_text(text, "utf-8")

    report = check(scratch, Options())

    console = Console("az")
    for each in report.problems:
        assert console.what(each)
        assert console.hint(each)


# --- what a folder of files cannot express --------------------------------------------------------


def test_a_folder_without_settings_is_no_site(tmp_path: Path) -> None:
    found = run(tmp_path, "check")

    assert found.problems == (
        "site_config.yaml:1:1: error[missing-config]: "
        "this folder has no site_config.yaml, so it is not a site\n"
        "  hint: run the command in the site's folder, or name it with --site\n"
    )
    assert found.exit_code == 2


def test_a_folder_with_foreign_files_is_not_written_to(tmp_path: Path) -> None:
    site = lay(into=tmp_path)
    output = tmp_path / "holiday"
    output.mkdir()
    (output / "photo.txt").write_text("irreplaceable")

    found = run(site, "build", "--output", str(output))

    assert found.problems == (
        f"{output}:1:1: error[output-not-ours]: "
        f"the folder {output} has files that this program did not make\n"
        "  hint: choose an empty folder for --output: everything else in it would be deleted\n"
    )
    assert found.exit_code == 2
    assert [path.name for path in output.iterdir()] == ["photo.txt"]


@pytest.mark.parametrize("folder", [".", "..", "content", "content/new", ".git"])
def test_the_output_may_not_lie_over_the_site(folder: str, tmp_path: Path) -> None:
    site = lay(into=tmp_path)
    output = site / folder

    found = run(site, "build", "--output", str(output))

    assert found.problems == (
        f"{output}:1:1: error[output-overlaps]: "
        f"the output folder {output} holds the site itself or a part of it\n"
        "  hint: choose a folder of its own for --output\n"
    )
    assert found.exit_code == 2


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    site = lay(into=tmp_path)
    output = tmp_path / "outside.yaml/output"

    found = run(site, "build", "--output", str(output))

    assert found.problems == (
        f"{output}:1:1: error[cannot-write]: {output} cannot be written: Not a directory\n"
        "  hint: see whether you may write there, and whether the disk is full\n"
    )
    assert found.exit_code == 2


@pytest.mark.parametrize(
    "name",
    [
        "releases/2026/2026-03-06-görüş.az.md",
        "pages/ünvan.az.md",
        "releases/2026/2026-03-05-report/şəkil.pdf",
    ],
)
def test_names_that_only_look_the_same_are_told_at_both_files(name: str, tmp_path: Path) -> None:
    """Some file systems have no room for both, so they cannot be a case of their own."""
    site = lay(into=tmp_path)
    text = "---\ntitle: A\n{}---\nB\n".format("" if "pages" in name else "date: 2026-03-06\n")
    paths = [f"content/{normalize(form, name)}" for form in ("NFC", "NFD")]
    for path in paths:
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_text(text, "utf-8")

    found = run(site, "check")

    for mine, theirs in (paths, reversed(paths)):
        assert (
            f"{mine}:1:1: error[same-file-name]: the file's name looks like that of {theirs}, "
            "but its letters are stored in another way\n"
        ) in found.problems
    assert run(site, "build").problems == found.problems
    assert found.exit_code == 1


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_cannot_be_read_ends_the_run_and_deletes_nothing(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that may not be opened must not count as empty."""
    site = lay(into=tmp_path)
    assert run(site, "build").exit_code == 0
    published = sorted((site / "output").rglob("*"))
    path = {"file": "content/topics.yaml", "folder": "content/pages"}[kind]
    # What did not change since the last build is not opened.
    os.utime(site / path)

    # The tests may run as root, whom the system lets read everything.
    def refuse(target: Path, *rest: object) -> None:
        if Path(target) == site / path:
            raise PermissionError(13, "Permission denied", str(target))

    read_bytes, scandir, open_file = Path.read_bytes, os.scandir, os.open

    def read(target: Path) -> bytes:
        refuse(target)
        return read_bytes(target)

    def scan(folder: Path | int) -> object:
        if not isinstance(folder, int):
            refuse(folder)
        return scandir(folder)

    def opened(target: Path, *rest: int, **more: int) -> int:
        refuse(target)
        return open_file(target, *rest, **more)

    monkeypatch.setattr(Path, "read_bytes", read)
    monkeypatch.setattr(os, "scandir", scan)
    monkeypatch.setattr(os, "open", opened)
    found = run(site, "build")

    assert found.problems == (
        f'{path}:1:1: error[cannot-read]: "{path}" cannot be read: Permission denied\n'
        "  hint: see whether it is there, and whether you may open it\n"
    )
    assert found.exit_code == 2
    assert sorted((site / "output").rglob("*")) == published


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (MemoryError(), "there is not enough memory"),
        (RecursionError(), "it is nested too deep"),
        (OSError(errno.EMFILE, "Too many open files"), "Too many open files"),
        (OSError(errno.EFBIG, "File too large"), "File too large"),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), "there is not enough memory"),
    ],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_where_the_machine_has_no_more_room_the_work_stops_with_a_line(
    error: Exception,
    reason: str,
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def starve(*_: object) -> None:
        raise error

    monkeypatch.setattr(releases, "_read", starve)
    site = lay(into=tmp_path)
    found = run(site, command)

    assert found.problems == (
        "content/releases/2026/2026-03-05-report.az.md:1:1: "
        f"error[cut-off]: the work stopped here: {reason}\n"
        "  hint: nothing was published; close other programs, or raise the limit that is set "
        "(ulimit -a), and run it again; --jobs 1 needs less memory\n"
    )
    assert found.exit_code == 2
    assert not (site / "output").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no locks")
def test_a_build_that_may_not_wait_for_another_is_refused(tmp_path: Path) -> None:
    site = lay(into=tmp_path)
    output = site / "output"
    with open_cache(site, output):
        found = run(site, "build", "--no-wait")

    said = (
        rf"{output}:1:1: error\[build-running\]: another build into {output} is at work "
        rf"\(process {os.getpid()}, since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d\)\n"
        r"  hint: wait until it has ended, or leave out --no-wait: then this one waits by itself\n"
    )
    assert re.fullmatch(said, found.problems)
    assert found.exit_code == 2
    assert run(site, "build", "--no-wait").exit_code == 0


def test_verify_finds_a_template_that_never_says_the_same(tmp_path: Path) -> None:
    site = lay(into=tmp_path)
    template = site / "templates/404.html"
    template.parent.mkdir()
    template.write_text(
        '{% extends "base.html" %}{% block title %}404{% endblock %}'
        "{% block main %}{{ range(10**12)|random }}{% endblock %}\n"
    )

    found = run(site, "build", "--verify")

    output = site / "output"
    assert found.problems == "".join(
        f"{output / path}:1:1: error[output-differs]: "
        f"{path} differs from a clean build: other bytes\n"
        "  hint: run beyan build --clean and report the difference as a bug\n"
        for path in ("404.html", "az/404.html", "en/404.html")
    )
    assert found.exit_code == 1


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        arguments = ["--site", str(lay(into=tmp_path)), "--ui-lang", "en", "serve"]
        found = CliRunner().invoke(cli, [*arguments, "--port", str(port)])

    assert found.stderr == (
        f"127.0.0.1:{port}:1:1: error[port-taken]: "
        f"the preview cannot use port {port}: Address already in use\n"
        "  hint: end the other program, or choose another port with --port\n"
    )
    assert found.exit_code == 2


def test_more_aliases_than_a_host_reads_are_told_once(tmp_path: Path) -> None:
    site = lay(into=tmp_path)
    for number, count in ((1, 1_000), (2, 1_000), (3, 1)):
        aliases = "".join(f"  - /o/{number}/{each}\n" for each in range(count))
        text = f"---\ntitle: Köhnə\ndate: 2026-03-05\naliases:\n{aliases}---\nMətn.\n"
        (site / f"content/releases/2026/2026-03-05-o{number}.az.md").write_text(text, "utf-8")
        told = [
            line for line in run(site, "check").problems.splitlines() if "[many-aliases]:" in line
        ]
        assert told == [
            "content/releases/2026/2026-03-05-o1.az.md:1:1: warning[many-aliases]: aliases: 2001; "
            "of the redirects in _redirects, Cloudflare Pages reads 2000"
        ] * (number == 3)


BY_A_TEST_OF_ITS_OWN = {
    "many-aliases": test_more_aliases_than_a_host_reads_are_told_once,
    "same-file-name": test_names_that_only_look_the_same_are_told_at_both_files,
    "port-taken": test_a_port_that_is_taken_is_told,
    "missing-config": test_a_folder_without_settings_is_no_site,
    "output-not-ours": test_a_folder_with_foreign_files_is_not_written_to,
    "output-overlaps": test_the_output_may_not_lie_over_the_site,
    "cannot-read": test_what_cannot_be_read_ends_the_run_and_deletes_nothing,
    "cannot-write": test_a_place_that_cannot_be_written_is_said,
    "cut-off": test_where_the_machine_has_no_more_room_the_work_stops_with_a_line,
    "build-running": test_a_build_that_may_not_wait_for_another_is_refused,
    "output-differs": test_verify_finds_a_template_that_never_says_the_same,
}


# What only the command `export` says: tests/unit/desk/test_handover.py.
OF_THE_HANDOVER = {"unknown-release", "not-embargoed", "handover-folder"}

# What only `publish` says: tests/unit/desk/publishing.
OF_PUBLISHING = {
    "publish-in-the-way",
    "publish-overlaps",
    "publish-mounted",
    "publish-pseudo",
}

# What depends on what is installed: tests/test_social_cards.py.
OF_THE_INSTALLATION = {"missing-font", "font-letters"}

# What is told of names alone, which no repository should have: tests/test_other_systems.py.
OF_OTHER_SYSTEMS = {
    "name-on-windows", "path-on-windows", "same-but-capitals", "address-on-windows",
}  # fmt: skip

# What only `new`, `translate` and `move` say: tests/unit/desk, tests/test_permanence.py.
OF_THE_SCAFFOLDS = {"unknown-edition", "no-original", "file-exists", "edit-by-hand"}

# What only `translate --export` and `--import` say: tests/unit/desk/test_exchange.py.
OF_THE_EXCHANGE = {code for code in MESSAGES if code.startswith("exchange-")}

# What only `views import` says: tests/unit/desk/test_views.py.
OF_THE_IMPORT = {"bad-instant", "imported-ahead"} | {
    code for code in MESSAGES if code.startswith("log-")
}

# What only a second build can tell: tests/test_departures.py.
OF_THE_PAST = {"release-vanishes"}

# Where there are corrections: tests/test_corrections.py.
OF_CORRECTIONS = {"address-kept"}
# What no site can say by itself: tests/test_embargo_audit.py.
OF_THE_AUDIT = {"embargo-leak"}

# What only `init` says: tests/unit/desk/test_starter.py.
OF_THE_STARTER = {"folder-not-empty"}

# What only `build --cluster` says: tests/test_cluster.py.
OF_THE_CLUSTER = {"cluster-extra", "no-cluster", "cluster-differs"}


def test_no_code_is_left_out() -> None:
    covered = {code_of(case) for case in CASES} | BY_A_TEST_OF_ITS_OWN.keys() | OF_THE_HANDOVER
    covered |= OF_THE_SCAFFOLDS | OF_THE_IMPORT | OF_THE_STARTER | OF_THE_PAST | OF_PUBLISHING
    covered |= OF_CORRECTIONS | OF_THE_AUDIT | OF_THE_EXCHANGE | OF_THE_INSTALLATION
    covered |= OF_OTHER_SYSTEMS | OF_THE_CLUSTER
    assert covered == MESSAGES.keys()
