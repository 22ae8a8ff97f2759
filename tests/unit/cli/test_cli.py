import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

import PIL.Image
import pytest

from beyan.build import build, verify
from beyan.build.options import Options
from beyan.build.problems import has_errors
from beyan.cli import main
from beyan.console.phrases import STAGES
from beyan.render.page import Renderer
from tests.conftest import CONFIG, NOW, SampleSite, release
from tests.programs import loaded_by

Make = Callable[..., SampleSite]
X = "content/releases/2026/2026-03-05-x.az.md"
SECRET = "content/releases/2026/2026-12-10-secret.az.md"
CLOCK = ("--now", NOW.isoformat())


def run(*arguments: str, site: Path | None = None) -> int:
    """The exit code of `beyan …`, or of `python build.py …` in the folder of a site."""
    with pytest.raises(SystemExit) as ended:
        main(default_site=site, arguments=arguments)
    return ended.value.code if isinstance(ended.value.code, int) else 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("build",),
        (),
        ("--strict",),
        ("--site", "SITE"),
        ("--site=SITE", "--strict"),
        ("--ui-lang", "en", "--site", "SITE", "build"),
    ],
)
def test_build_is_the_command_where_none_is_named(site: Make, arguments: Sequence[str]) -> None:
    made = site({X: release()})
    filled = [each.replace("SITE", str(made.root)) for each in arguments]
    assert run(*filled, site=made.root) == 0
    assert (made.output / "az/releases/2026/x/index.html").is_file()


def test_the_site_in_the_current_folder_is_built(
    site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = site({X: release()})
    monkeypatch.chdir(made.root)
    assert run("build") == 0
    assert (made.output / "index.html").is_file()


def test_another_site_can_be_named(site: Make, tmp_path: Path) -> None:
    made = site({X: release()})
    (tmp_path / "elsewhere").mkdir()
    assert run("--site", str(made.root), "build", site=tmp_path / "elsewhere") == 0
    assert (made.output / "index.html").is_file()


def test_check_writes_nothing(site: Make) -> None:
    made = site({X: release()})
    before = sorted(path.relative_to(made.root) for path in made.root.rglob("*"))
    assert run("check", site=made.root) == 0
    after = sorted(path.relative_to(made.root) for path in made.root.rglob("*"))
    assert [path for path in after if path.parts[0] != ".cache"] == before


@pytest.mark.parametrize("command", ["build", "check"])
def test_wrong_content_ends_with_1_and_wrong_settings_with_2(site: Make, command: str) -> None:
    made = site({X: release(date="soon")})
    assert run(command, site=made.root) == 1
    made.change({"site_config.yaml": CONFIG + "nonsense: true\n"})
    assert run(command, site=made.root) == 2
    made.change({"site_config.yaml": None})
    assert run(command, site=made.root) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("publish",),
        ("build", "--now", "yesterday"),
        ("build", "--format", "xml"),
        ("build", "--nonsense"),
        ("build", "--jobs", "0"),
        ("--ui-lang", "fr", "check"),
        ("--base-url", "not a url"),
    ],
)
def test_wrong_usage_ends_with_2(site: Make, arguments: Sequence[str]) -> None:
    assert run(*arguments, site=site({X: release()}).root) == 2


def test_a_warning_is_an_error_only_where_it_shall_be(site: Make) -> None:
    made = site(
        {X: release(text="[x](2026-12-10-secret.az.md)"), SECRET: release(date="2026-12-10")}
    )
    assert run("build", *CLOCK, site=made.root) == 0
    assert run("build", "--strict", *CLOCK, site=made.root) == 1


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("summary-missing", release()),
        ("title-long", release("Çox uzun başlıq " * 20)),
        ("date-in-name", release(date="2026-03-06")),
    ],
)
def test_advice_holds_nothing_up_unless_the_office_insists(
    site: Make, code: str, text: str
) -> None:
    made = site({X: text}, CONFIG.replace("silence: [summary-missing]\n", ""))
    settings = (made.root / "site_config.yaml").read_text()
    for strict, ends in ((None, 0), ("[stray-file]", 0), (f"[stray-file, {code}]", 1)):
        own = "" if strict is None else f"strict: {strict}\n"
        made.change({"site_config.yaml": settings + own})
        # And where nothing has changed since.
        assert run("build", *CLOCK, site=made.root) == 0
        assert run("build", "--strict", *CLOCK, site=made.root) == ends
        assert run("check", "--strict", *CLOCK, site=made.root) == ends


def test_errors_leave_what_was_published_before(site: Make) -> None:
    made = site({X: release("Birinci")})
    assert run("build", site=made.root) == 0
    before = {path: path.read_bytes() for path in made.output.rglob("*") if path.is_file()}
    made.change({X: release("İkinci"), SECRET: release(date="soon")})
    assert run("build", site=made.root) == 1
    assert {path: path.read_bytes() for path in made.output.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("now", "is_public"),
    [
        ("2026-12-10T08:59:59+04:00", False),
        ("2026-12-10T09:00:00+04:00", True),
        ("2026-12-10T05:00:00+00:00", True),
        ("2026-12-10T08:59", False),
        ("2026-12-10 09:00", True),
    ],
)
def test_the_clock_can_be_set_and_is_the_sites_own_without_an_offset(
    site: Make, now: str, is_public: bool
) -> None:
    made = site({SECRET: release(date="2026-12-10 09:00")})
    assert run("--now", now, site=made.root) == 0
    assert (made.output / "az/releases/2026/secret/index.html").is_file() is is_public


def test_another_base_url_can_be_given(site: Make) -> None:
    made = site({X: release()})
    assert run("--base-url", "https://staging.example.org/press/", *CLOCK, site=made.root) == 0
    page = (made.output / "az/releases/2026/x/index.html").read_text()
    assert '<link rel="canonical" href="https://staging.example.org/press/az/' in page
    assert 'href="/press/az/releases/"' in page
    assert "press.example.org/" not in page


def test_another_output_folder_can_be_named(site: Make, tmp_path: Path) -> None:
    made = site({X: release()})
    assert run("--output", str(tmp_path / "www/press"), site=made.root) == 0
    assert (tmp_path / "www/press/index.html").is_file()
    assert not made.output.exists()


@pytest.mark.parametrize("place", ["", "content", "files"])
def test_a_folder_with_other_things_in_it_is_refused_and_left_as_it_is(
    site: Make, place: str
) -> None:
    made = site({X: release(), "files/notes.txt": "mine"})
    assert run("--output", str(made.root / place), site=made.root) == 2
    assert (made.root / "files/notes.txt").read_text() == "mine"
    assert (made.root / X).is_file()


def test_a_folder_that_cannot_be_written_is_a_problem_and_no_traceback(
    site: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = site({X: release()})
    (tmp_path / "file").write_text("x")
    assert run("--output", str(tmp_path / "file/www"), site=made.root) == 2
    assert "Traceback" not in capsys.readouterr().err


READING = (
    ("status",),
    ("status", "--format", "json"),
    ("translate", X, "--to", "en"),
    ("new", "Y", "--lang", "az"),
    ("messages",),
    ("schema",),
    ("due",),
    ("due", "--since-last"),
    ("publish", "--to", "www"),
    ("export", X, "--embargoed", "handed-over"),
    ("views", "import", "-"),
)


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_what_may_not_be_read_is_told_by_every_command(
    site: Make,
    arguments: Sequence[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = site({X: release()})
    monkeypatch.chdir(made.root)

    # The tests may run as root, whom the system lets read everything.
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "site_config.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert run("--ui-lang", "az", *arguments) == 2

    told = capsys.readouterr()
    assert told.err == (
        "site_config.yaml:1:1: səhv[cannot-read]: "
        "bunu oxumaq mümkün deyil: «site_config.yaml» (icazə yoxdur)\n"
        "  məsləhət: onun yerində olub-olmadığını və onu açmağa icazənizin olub-olmadığını "
        "yoxlayın\n"
    )


EMBARGOED = release(embargo="2030-01-01")
WRITING = (
    ("new", "Y", "--lang", "az"),
    ("translate", X, "--to", "en"),
    ("messages",),
    ("schema",),
    ("export", X, "--embargoed", "new"),
    ("init", "new"),
)


@pytest.mark.parametrize("arguments", WRITING, ids=" ".join)
def test_on_a_full_disk_every_command_says_so_and_leaves_nothing_behind(
    site: Make,
    arguments: Sequence[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = site({X: EMBARGOED, "locales/messages.pot": ""})
    monkeypatch.chdir(made.root)
    before = sorted(path for path in made.root.rglob("*") if path.is_file())

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    assert run("--ui-lang", "en", *arguments) == 2

    told = capsys.readouterr().err
    assert "error[cannot-write]" in told
    assert " cannot be written: No space left on device\n" in told
    left = sorted(path for path in made.root.rglob("*") if path.is_file())
    # Compiled templates know nothing of the site.
    compiled = made.root / ".cache/shared/templates"
    assert [path for path in left if not path.is_relative_to(compiled)] == before
    assert not (made.root / "new").exists()


def test_a_disk_that_is_full_is_no_fault_of_a_template(
    site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    made = site({X: release()})
    monkeypatch.setattr(Renderer, "render", refuse)
    assert made.build().codes == ["cannot-write"]


def test_a_clean_build_gives_the_same_bytes(site: Make) -> None:
    made = site({X: release()})
    run("build", *CLOCK, site=made.root)
    before = {path: path.read_bytes() for path in made.output.rglob("*") if path.is_file()}
    assert run("build", "--clean", *CLOCK, site=made.root) == 0
    assert {path: path.read_bytes() for path in made.output.rglob("*") if path.is_file()} == before


def test_a_verified_build_has_put_right_what_somebody_changed(site: Make) -> None:
    made = site({X: release()})
    assert run("--verify", *CLOCK, site=made.root) == 0
    page = made.output / "az/index.html"
    right = page.read_bytes()
    page.write_bytes(right + b"<script>")
    (made.output / "own.html").write_text("x")
    assert run("--verify", *CLOCK, site=made.root) == 0
    assert page.read_bytes() == right
    assert not (made.output / "own.html").exists()


def test_verification_finds_every_file_that_differs_by_a_byte(site: Make) -> None:
    made = site({X: release()})
    options = Options(now=NOW)
    build(made.root, made.output, options)
    (made.output / "az/index.html").write_bytes(b"tampered")
    (made.output / "en/index.html").unlink()
    (made.output / "own.html").write_text("x")
    problems = verify(made.root, made.output, options)
    found = {dict(each.values)["address"]: dict(each.values)["how"] for each in problems}
    assert found == {
        "az/index.html": "other bytes",
        "en/index.html": "missing",
        "own.html": "not planned",
    }
    assert has_errors(problems, strict=False)


def test_a_report_for_machines_says_when_the_site_changes_by_itself(
    site: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    made = site({X: release(), SECRET: release(date="2026-12-10 09:00")})
    assert run("build", "--format", "json", *CLOCK, site=made.root) == 0
    shown = json.loads(capsys.readouterr().out)
    assert datetime.fromisoformat(shown["due"]) == datetime.fromisoformat(
        "2026-12-10T09:00:00+04:00"
    )
    assert (shown["releases"], shown["editions"], shown["problems"]) == (1, 1, [])


def due(made: SampleSite, capsys: pytest.CaptureFixture[str], now: str, *more: str) -> str:
    capsys.readouterr()
    assert run("due", "--now", now, *more, site=made.root) == 0
    return capsys.readouterr().out


def test_the_next_change_is_told_with_and_without_a_build_before(
    site: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    held = release(date="2026-12-10 09:00", expires="2027-01-01")
    made = site({X: release(), SECRET: held})
    expected = {
        "2026-11-22T12:00": f"2026-12-10T09:00:00+04:00\n{SECRET}\n",
        # It is news for two days.
        "2026-12-10T09:00": f"2026-12-12T09:00:00+04:00\n{SECRET}\n",
        "2026-12-12T09:00": f"2027-01-01T00:00:00+04:00\n{SECRET}\n",
        "2027-01-01T00:00": "",
    }
    for now, shown in expected.items():
        assert due(made, capsys, now) == shown
    for built in expected:
        assert run("build", "--now", built, site=made.root) == 0
        for now, shown in expected.items():
            assert due(made, capsys, now) == shown
    made.change({X: release(expires="2026-11-30")})
    assert due(made, capsys, "2026-11-22T12:00") == f"2026-11-30T00:00:00+04:00\n{X}\n"


def standing(root: Path) -> dict[Path, int]:
    """When each file and folder changed last; a folder that something lay in for a while, not."""
    cache = root / ".cache"
    return {path: path != cache and path.stat().st_mtime_ns for path in root.rglob("*")}


def test_the_next_change_is_asked_for_without_leaving_anything(
    site: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    made = site({X: release()})
    for _ in range(2):
        before = standing(made.root)
        due(made, capsys, "2026-11-22T12:00")
        assert standing(made.root) == before
        run("build", site=made.root)
        made.change({X: release("Başqa")})


def test_the_next_change_for_machines(site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    made = site({X: release(date="2026-12-10 09:00")})
    shown = json.loads(due(made, capsys, "2026-11-22T12:00", "--format", "json"))
    assert (shown["due"], shown["exit_code"]) == ("2026-12-10T09:00:00+04:00", 0)
    assert shown["releases"] == [X]
    shown = json.loads(due(made, capsys, "2026-12-22T12:00", "--format", "json"))
    assert shown["due"] is None


def test_with_errors_the_next_change_is_not_known(
    site: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    made = site({X: release(date="2026-12-10 09:00"), SECRET: release(date="soon")})
    assert run("due", *CLOCK, site=made.root) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "error[bad-date]" in err
    made.change({"site_config.yaml": None})
    assert run("due", *CLOCK, site=made.root) == 2


def test_the_releases_that_change_follow_the_instant_by_path(
    site: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = "content/releases/2026"
    hour = "2026-12-10 09:00"
    made = site(
        {
            f"{folder}/b.en.md": release("B", embargo=hour),
            f"{folder}/b.az.md": release("B"),
            f"{folder}/a.en.md": release("A", expires=hour),
            f"{folder}/c.az.md": release("C", hour),
            f"{folder}/d.az.md": release("D", hour, draft="true"),
            f"{folder}/e.az.md": release("E", embargo="2026-12-10 09:01"),
        }
    )
    shown = due(made, capsys, "2026-11-22T12:00").splitlines()
    assert shown == [
        "2026-12-10T09:00:00+04:00", *(f"{folder}/{n}.md" for n in ("a.en", "b.az", "c.az")),
    ]  # fmt: skip


def since_last(made: SampleSite, now: str, *more: str) -> int:
    return run("--ui-lang", "en", "due", "--since-last", "--now", now, *more, site=made.root)


def test_a_build_leaves_the_next_instant_alone_and_due_tells_whether_it_has_come(
    site: Make, tmp_path: Path
) -> None:
    made = site({X: release(), SECRET: release("Gizli", "2026-12-10 09:00", expires="2027-01-01")})
    noted = made.root / ".cache/due"
    assert since_last(made, "2026-11-22T12:00") == 0  # nobody knows
    run("build", "--now", "2026-11-22T12:00", site=made.root)
    assert noted.read_text() == "2026-12-10T09:00:00+04:00\n"
    assert since_last(made, "2026-12-10T08:59:59") == 3
    assert since_last(made, "2026-12-10T09:00") == 0
    # A rehearsal elsewhere leaves nothing for others; an output elsewhere does.
    run("build", "--now", "2028-01-01", "--output", str(tmp_path / "out"), site=made.root)
    assert since_last(made, "2026-12-10T09:00") == 0
    run("build", "--now", "2027-01-01", site=made.root)
    assert noted.read_text() == ""
    assert since_last(made, "2030-01-01") == 3
    noted.write_text("soon")
    assert since_last(made, "2030-01-01") == 0
    run("build", "--now", "2027-01-01", "--cache", str(tmp_path / "cache"), site=made.root)
    assert since_last(made, "2030-01-01", "--cache", str(tmp_path / "cache")) == 3


@pytest.mark.parametrize(
    ("now", "code"), [("2026-11-25", 3), ("2026-12-10T08:59", 3), ("2026-12-10T09:00", 0)]
)
def test_what_was_checked_out_anew_is_not_read_to_tell_whether_an_hour_has_come(
    site: Make, now: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nothing here is too young to be trusted.
    monkeypatch.setattr("beyan.snapshot.inputs._TOO_YOUNG", 0)
    made = site({X: release(), SECRET: release("Gizli", "2026-12-10 09:00")})
    run("build", "--now", "2026-11-22T12:00", site=made.root)
    for path in (X, SECRET, "site_config.yaml"):
        os.utime(made.root / path, (9, 9))
    monkeypatch.setattr("beyan.build.load", lambda *_: pytest.fail("it was read"))
    assert since_last(made, now) == code


@pytest.mark.parametrize(
    ("now", "code"), [("2026-11-25", 3), ("2026-11-30", 0), ("2026-12-10T09:00", 0)]
)
def test_what_was_edited_since_the_build_has_its_hours_too(site: Make, now: str, code: int) -> None:
    made = site({X: release(), SECRET: release("Gizli", "2026-12-10 09:00")})
    run("build", "--now", "2026-11-22T12:00", site=made.root)
    made.change({X: release(embargo="2026-11-30")})
    assert since_last(made, now) == code


def test_since_the_last_build_errors_count_as_ever(
    site: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    made = site({X: release(), SECRET: release("Gizli", date="soon")})
    assert since_last(made, "2026-11-22T12:00") == 1
    assert "error[bad-date]" in capsys.readouterr().err
    made.change({"site_config.yaml": None})
    assert since_last(made, "2026-11-22T12:00") == 2


def test_since_the_last_build_for_machines(site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    made = site({X: release(date="2026-12-10 09:00")})
    run("build", "--now", "2026-11-22T12:00", site=made.root)
    capsys.readouterr()
    assert since_last(made, "2026-11-23", "--format", "json") == 3
    shown = json.loads(capsys.readouterr().out)
    assert (shown["is_due"], shown["exit_code"], shown["releases"]) == (False, 3, [X])
    assert shown["due"] == "2026-12-10T09:00:00+04:00"


def test_the_next_instant_is_nowhere_in_what_is_published(site: Make) -> None:
    made = site({X: release(), SECRET: release("Gizli", "2026-12-10 09:00")})
    run("build", "--now", "2026-11-22T12:00", site=made.root)
    for path in made.output.rglob("*"):
        if path.is_file():
            assert b"2026-12-10T0" not in path.read_bytes(), path


def test_the_summary_is_one_line(site: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--ui-lang", "en", "build", *CLOCK, site=site({X: release()}).root) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert len(out.splitlines()) == 1
    assert "releases: 1, editions: 1, " in out


def test_the_timings_name_every_stage_below_the_summary(
    site: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    made = site({X: release()})
    assert run("--ui-lang", "en", "build", "--jobs", "2", "--timings", *CLOCK, site=made.root) == 0
    _, *lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(STAGES.values())
    assert sum(float(line.split()[-1].rstrip("%")) for line in lines) == pytest.approx(100, abs=1)


def test_help_and_version_are_not_a_build(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    assert "build" in capsys.readouterr().out
    assert run("--version") == 0
    assert capsys.readouterr().out.startswith("beyan")


def test_a_check_of_the_interface_strings_says_what_it_did_not_do(
    site: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    made = site({X: release(), "templates/parts/own.html": "{{ _('Ours') }}"})
    assert run("--ui-lang", "en", "messages", "--check", site=made.root) == 1
    assert "would change: locales/messages.pot\n" in capsys.readouterr().out
    assert not (made.root / "locales").exists()
    assert run("--ui-lang", "en", "messages", site=made.root) == 0
    assert "\nchanged: locales/" in capsys.readouterr().out


def test_the_command_line_starts_without_what_only_a_build_or_a_text_needs() -> None:
    """Every command waits for its imports, a build in which nothing changed above all."""
    later = {
        "babel", "jinja2", "markdown", "PIL", "pydantic", "rich", "tomllib", "yaml", "beyan.build",
        "beyan.console.progress", "beyan.markup.elements", "beyan.model.page",
        "beyan.model.release", "beyan.source",
    }  # fmt: skip
    loaded = loaded_by("import beyan.cli")
    assert "beyan.cli" in loaded
    assert not loaded & later


@pytest.mark.parametrize(
    "note", [b"\x00\x08\x01\x12", b"\x00\x09\x01\x12\x00\x03", b"\x00\x02\x9c"]
)
def test_what_a_library_says_of_damaged_notes_of_a_camera_is_not_shown(
    site: Make, note: bytes
) -> None:
    """It is a line of Python, and about nothing that is published."""
    buffer = BytesIO()
    PIL.Image.new("RGB", (9, 9)).save(buffer, "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08" + note)
    text = release(photos="[{file: a.jpg, alt: Bina}]")
    made = site({X: text, X.replace(".az.md", "/a.jpg"): buffer.getvalue()})
    command = [sys.executable, "-m", "beyan", "--site", str(made.root), "check"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Warning" not in found.stderr, found.stderr
