"""Nothing changes unannounced: what a build says readers see anew, no more, or not yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest

from beyan.cli import main
from beyan.model.departure import Departure
from tests.conftest import CONFIG, NOW, SampleSite, release

Make = Callable[..., SampleSite]

A = "content/releases/2026/2026-03-05-a.az.md"
B = "content/releases/2026/2026-03-06-b.az.md"
MOVED = "content/releases/2026/2026-03-06-c.az.md"
PAGE = "/az/releases/2026/b/"
RELEASE = release("B", "2026-03-06")

VANISHES: Mapping[str, tuple[dict[str, str | None], Departure]] = {
    "a draft": ({B: release("B", "2026-03-06", draft="true")}, Departure.DRAFT),
    "an embargo": ({B: release("B", "2026-03-06", embargo="2027-01-01")}, Departure.EMBARGO),
    "a later date": ({B: release("B", "2026-12-06")}, Departure.DATE),
    "another year": ({B: release("B", "2025-03-06")}, Departure.ADDRESS),
    "another slug": ({B: release("B", "2026-03-06", slug="x")}, Departure.ADDRESS),
    "another file name": ({B: None, MOVED: RELEASE}, Departure.FILE),
    "no file": ({B: None}, Departure.FILE),
}
ANNOUNCED: Mapping[str, str] = {
    "expires": release("B", "2026-03-06", expires="2026-11-01"),
    "withdrawn": release("B", "2026-03-06", withdrawn="{date: 2026-11-01, reason: Səhv.}"),
    "has an alias": release("B", "2026-03-06", slug="x", aliases=f"[{PAGE}]"),
}


@pytest.fixture
def made(site: Make) -> SampleSite:
    silent = CONFIG.replace("[summary-missing]", "[summary-missing, date-in-name]")
    made = site({A: release("A"), B: RELEASE}, silent)
    assert made.build().codes == []
    return made


@pytest.mark.parametrize(("files", "reason"), VANISHES.values(), ids=VANISHES.keys())
@pytest.mark.parametrize("cache", [True, False], ids=["", "without what was read then"])
def test_a_page_that_readers_would_not_find_any_more_is_told_with_its_address(
    made: SampleSite, files: dict[str, str | None], reason: Departure, cache: bool
) -> None:
    result = made.change(files).build(uses_cache=cache)
    assert result.codes == ["release-vanishes"]
    values = dict(result.diagnostics[0].values)
    assert values["address"] == PAGE
    assert result.report.exit_code == 0, "what is urgent is not held up"
    if cache or reason not in (Departure.ADDRESS, Departure.FILE):
        assert (result.diagnostics[0].span.path, values["reason"]) == (B, reason)
    assert [each.address for each in result.report.changes.gone] == [PAGE]
    # What has left is not told again: not where nothing changed, and not where something did.
    assert made.build().codes == []
    assert made.change({A: release("A", text="Başqa.")}).build().codes == []


@pytest.mark.parametrize("files", [each for each, _ in VANISHES.values()], ids=VANISHES.keys())
def test_the_strict_build_leaves_such_a_page_where_it_is(
    made: SampleSite, files: dict[str, str | None]
) -> None:
    result = made.change(files).build(strict=True)
    assert (result.codes, result.report.exit_code) == (["release-vanishes"], 1)
    assert made.build(strict=True).codes == ["release-vanishes"], "until somebody decides"
    assert result.output.joinpath(PAGE[1:], "index.html").exists()


@pytest.mark.parametrize("text", ANNOUNCED.values(), ids=ANNOUNCED.keys())
def test_what_was_said_to_end_or_move_ends_or_moves(made: SampleSite, text: str) -> None:
    assert made.change({B: text}).build(strict=True).codes == []


def test_a_translation_that_is_begun_anew_takes_its_page_away(made: SampleSite) -> None:
    english, note = B.replace(".az.", ".en."), "<!-- az: Mətn. -->"
    made.change({english: release("B", "2026-03-06")}).build()
    result = made.change({english: release("B", "2026-03-06", text=note)}).build()
    told = [each for each in result.diagnostics if each.code == "release-vanishes"]
    assert [dict(each.values)["reason"] for each in told] == [Departure.TRANSLATION]
    assert told[0].span.path == english


@pytest.mark.parametrize(
    "text",
    [
        release("B", "2026-03-06", embargo="2026-11-20"),
        release("B", "2026-11-20"),
        release("B", "2026-11-20", embargo="2026-11-21 09:00"),
    ],
)
def test_a_clock_that_was_set_back_takes_away_without_a_word_what_nobody_changed(
    site: Make, text: str
) -> None:
    """It is a rehearsal, or was wrong before."""
    made = site({A: release("A"), B: text}, CONFIG.replace("[summ", "[date-in-name, summ"))
    assert made.build().codes == []
    result = made.at(NOW - timedelta(days=10)).build(strict=True)
    assert result.codes == []
    assert [each.reason for each in result.report.changes.gone] == [Departure.CLOCK]


def test_without_a_last_build_nobody_knows_what_was_there(site: Make) -> None:
    made = site({A: release("A"), B: release("B", "2026-03-06", draft="true")})
    assert made.build().codes == []


# --- what the build ends with ------------------------------------------------------------------


def said(made: SampleSite, capsys: pytest.CaptureFixture[str], *more: str) -> list[str]:
    arguments = ["--ui-lang", "en", "build", "--now", NOW.isoformat(), *more]
    with pytest.raises(SystemExit) as end:
        main(made.root, arguments)
    assert end.value.code == 0
    return capsys.readouterr().out.splitlines()


def test_a_build_ends_with_what_is_new_what_left_and_what_waits(
    made: SampleSite, capsys: pytest.CaptureFixture[str]
) -> None:
    new, held = A.replace("-a.", "-new."), A.replace("-a.", "-held.")
    made.change(
        {
            new: release("New"),
            B: ANNOUNCED["expires"],
            held: release("Held", embargo="2026-12-01 09:00"),
        }
    )
    *ends, summary = said(made, capsys)
    assert ends == [
        "new for readers: /az/releases/2026/new/",
        f"has left the site: {PAGE} (it has expired)",
        f"waits until 2026-12-01 09:00:00 +0400: {held}",
    ]
    assert summary.startswith("releases: 2,")
    # A build with nothing to do says what still waits; the hour's own what is new.
    assert said(made, capsys)[:-1] == ends[2:]
    made.at(NOW + timedelta(days=30))
    later = (NOW + timedelta(days=30)).isoformat()
    assert said(made, capsys, "--now", later)[:-1] == ["new for readers: /az/releases/2026/held/"]


@pytest.mark.parametrize("title", ["Gizli görüş", "Sirr", "Q&A <b>"])
def test_of_what_waits_no_more_than_its_file_is_told(
    site: Make, capsys: pytest.CaptureFixture[str], title: str
) -> None:
    held = release(f'"{title}"', embargo="2026-12-01 09:00", place="Gəncə", slug="secret")
    made = site({A: release("A"), B: held})
    for format in ("text", "json", "github", "sarif"):
        printed = "\n".join(said(made, capsys, "--format", format, "--clean"))
        assert not any(word in printed for word in (title, "Gəncə", "secret"))


def test_of_many_lines_the_first_are_shown_and_the_rest_counted(
    made: SampleSite, capsys: pytest.CaptureFixture[str]
) -> None:
    made.change({A.replace("-a.", f"-{n}."): release(f"N{n}") for n in range(30)})
    lines = said(made, capsys)
    assert sum(line.startswith("new for readers: ") for line in lines) == 20
    assert "… and 10 more" in lines
