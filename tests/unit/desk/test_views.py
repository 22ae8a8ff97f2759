"""Access logs → content/views.csv, each request at most once."""

from __future__ import annotations

import gzip
import json
import random
import re
import tracemalloc
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from beyan.cli import cli
from beyan.desk.counting import Counting, Tally
from beyan.desk.coverage import Coverage
from beyan.desk.logs.lines import LONGEST_LINE
from beyan.desk.logs.log import Log, Reading, merged
from beyan.model.views import COVERAGE_FILE, VIEWS_FILE
from tests.access_logs import sieve_of
from tests.conftest import CONFIG, SampleSite, release

Make = Callable[..., SampleSite]
HEADER = "month,release,language,reads\n"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
X, Y = "/az/releases/2026/x/", "/en/releases/2026/y/"
FILES = {
    "content/releases/2026/x.az.md": release(aliases="[/kohne/x.html, /kohne/ünvan]"),
    "content/releases/2026/y.en.md": release("Y", "2026-03-06"),
}


def line(
    target: str = X,
    at: str = "22/Nov/2026:12:00:00 +0400",
    *,
    method: str = "GET",
    status: int = 200,
    address: str = "192.0.2.1",
    agent: str = FIREFOX,
    more: str = "",
) -> str:
    return f'{address} - - [{at}] "{method} {target} HTTP/1.1" {status} 512 "-" "{agent}"{more}\n'


def minute(number: int, **more: str) -> str:
    """A line of another visitor in each minute after noon."""
    at = f"22/Nov/2026:{12 + number // 60}:{number % 60:02}:00 +0400"
    return line(at=at, address=f"192.0.2.{number}", **more)  # type: ignore[arg-type]


@pytest.fixture
def made(site: Make) -> SampleSite:
    return site(FILES)


def imported(made: SampleSite, *arguments: str, input: str | bytes | None = None) -> Result:
    command = ["--site", str(made.root), "--ui-lang", "en", "views", "import", *arguments]
    return CliRunner().invoke(cli, command, input=input, catch_exceptions=False)


def reads(made: SampleSite) -> list[str]:
    path = made.root / VIEWS_FILE
    if not path.exists():
        return []
    header, *rows = path.read_text().splitlines()
    assert header + "\n" == HEADER
    return rows


def counted(made: SampleSite, text: str, *arguments: str) -> list[str]:
    """What views.csv says after the log of this text."""
    result = imported(made, "-", *arguments, input=text)
    assert result.exit_code == 0, result.stderr
    return reads(made)


# --- what is a read -------------------------------------------------------------------------------


def test_reads_are_summed_by_month_and_edition(made: SampleSite) -> None:
    log = minute(1) + minute(2) + minute(3, target=Y) + line(at="01/Oct/2026:09:00:00 +0400")
    assert counted(made, log) == [
        "2026-10,2026/x,az,1",
        "2026-11,2026/x,az,2",
        "2026-11,2026/y,en,1",
    ]
    assert "2 dəfə oxunub" not in made.build().html(X)
    assert "3 dəfə oxunub" in made.build().html(X)


@pytest.mark.parametrize(
    "target", [f"{X}?utm_source=a", f"{X}index.html", X.rstrip("/"), "/kohne/x.html",
               "/kohne/%C3%BCnvan/", f"https://press.example.org{X}"]
)  # fmt: skip
def test_every_address_that_shows_the_page_counts(made: SampleSite, target: str) -> None:
    assert counted(made, line(target)) == ["2026-11,2026/x,az,1"]


@pytest.mark.parametrize(
    "target",
    ["/", "/az/", "/az/releases/", f"{X}release.json", "/az/releases/2026/y/", "*", "//[", ""],
)
def test_other_addresses_do_not_count(made: SampleSite, target: str) -> None:
    assert counted(made, line(target)) == []


@pytest.mark.parametrize(
    ("method", "status", "is_read"),
    [("GET", 200, True), ("GET", 304, True), ("GET", 301, False), ("GET", 404, False),
     ("GET", 206, False), ("HEAD", 200, False), ("POST", 200, False)],
)  # fmt: skip
def test_a_page_that_was_shown_counts(
    made: SampleSite, method: str, status: int, is_read: bool
) -> None:
    assert bool(counted(made, line(method=method, status=status))) is is_read


@pytest.mark.parametrize(
    "agent",
    [
        *("Mozilla/5.0 (compatible; Googlebot/2.1)", "curl/8.5.0", "-", "", "python-requests/2.32"),
        # Of no list.
        *("ExampleBot/1.0", "Mozilla/5.0 (compatible; Sample-Bot; +https://example.org/bot)"),
        *("office-bot_2", "NEWSCRAWLER", "Mozilla/5.0 Gecko/20100101 Firefox/140.0 MediaSpider/3"),
    ],
)
def test_robots_do_not_count(made: SampleSite, agent: str) -> None:
    assert counted(made, line(agent=agent)) == []


@pytest.mark.parametrize("device", ["CUBOT_X18_Plus", "CUBOT NOTE 20", "Botswana Edition"])
def test_a_telephone_that_sounds_like_a_robot_counts(made: SampleSite, device: str) -> None:
    agent = f"Mozilla/5.0 (Linux; Android 13; {device}) AppleWebKit/537.36 Chrome/140 Mobile"
    assert counted(made, line(agent=agent)) == ["2026-11,2026/x,az,1"]


@pytest.mark.parametrize("more", [' "prefetch"', ' "prefetch;prerender"', ' "-" "Prefetch"'])
def test_a_page_loaded_in_advance_does_not_count(made: SampleSite, more: str) -> None:
    assert counted(made, line(more=more)) == []


def test_other_fields_after_the_agent_are_no_matter(made: SampleSite) -> None:
    assert counted(made, line(more=' "192.0.2.9" rt=0.001')) == ["2026-11,2026/x,az,1"]


def test_a_visitor_counts_again_after_half_an_hour(made: SampleSite) -> None:
    times = ("12:00:00", "12:00:05", "12:29:59", "12:30:00", "12:59:59", "13:00:00")
    log = "".join(line(at=f"22/Nov/2026:{time} +0400") for time in times)
    assert counted(made, log) == ["2026-11,2026/x,az,3"]


def test_another_address_another_browser_and_another_page_are_not_repeated(
    made: SampleSite,
) -> None:
    log = line() + line(address="2001:db8::1") + line(agent="Opera/9") + line(Y)
    assert counted(made, log) == ["2026-11,2026/x,az,3", "2026-11,2026/y,en,1"]


def test_an_alias_and_the_page_it_leads_to_are_one_read(made: SampleSite) -> None:
    assert counted(made, line("/kohne/x.html") + line()) == ["2026-11,2026/x,az,1"]


def test_the_month_is_that_of_the_sites_zone(made: SampleSite) -> None:
    log = line(at="31/Oct/2026:20:30:00 +0000") + line(Y, at="31/Oct/2026:19:30:00 +0000")
    assert counted(made, log) == ["2026-10,2026/y,en,1", "2026-11,2026/x,az,1"]


def test_the_path_of_the_base_url_belongs_to_the_address(site: Make) -> None:
    made = site(FILES, config=CONFIG.replace("example.org\n", "example.org/press\n", 1))
    assert counted(made, line() + line(f"/press{Y}")) == ["2026-11,2026/y,en,1"]


def test_what_has_expired_was_read_before_and_what_is_a_draft_was_not(site: Make) -> None:
    made = site(
        {
            "content/releases/2026/x.az.md": release(expires="2026-04-01"),
            "content/releases/2026/y.en.md": release(draft="true"),
        }
    )
    log = line(at="10/Mar/2026:12:00:00 +0400") + line(Y)
    assert counted(made, log) == ["2026-03,2026/x,az,1"]


# --- formats --------------------------------------------------------------------------------------


def test_the_common_format_does_not_tell_robots(made: SampleSite) -> None:
    log = f'192.0.2.1 - - [22/Nov/2026:12:00:00 +0400] "GET {X} HTTP/1.1" 200 512\n'
    assert counted(made, log) == ["2026-11,2026/x,az,1"]


def cloudfront(agent: str = "Mozilla/5.0%2520(X11)", more: str = "") -> str:
    return (
        "#Version: 1.0\n"
        "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem "
        "sc-status cs(Referer) cs(User-Agent) cs-uri-query\n"
        f"2026-11-22\t08:00:00\tBAK1\t512\t192.0.2.1\tGET\tx.example\t{X}\t200\t-\t{agent}\t-{more}\n"
    )


def test_w3c_fields_are_found_by_their_names(made: SampleSite) -> None:
    assert counted(made, cloudfront()) == ["2026-11,2026/x,az,1"]
    assert counted(made, cloudfront("Googlebot/2.1"), "--source", "b") == ["2026-11,2026/x,az,1"]


@pytest.mark.parametrize(
    "fields",
    [
        {"EdgeStartTimestamp": "2026-11-22T08:00:00Z", "ClientIP": "192.0.2.1",
         "ClientRequestMethod": "GET", "ClientRequestURI": f"{X}?a=b", "EdgeResponseStatus": 200,
         "ClientRequestUserAgent": FIREFOX},
        {"EdgeStartTimestamp": 1_795_334_400_000_000_000, "ClientIP": "192.0.2.1",
         "ClientRequestMethod": "GET", "ClientRequestPath": X, "EdgeResponseStatus": 304},
        {"time_iso8601": "2026-11-22T12:00:00+04:00", "remote_addr": "192.0.2.1",
         "request_method": "GET", "request_uri": X, "status": "200", "http_user_agent": FIREFOX},
        {"date": "2026-11-22", "time": "08:00:00", "c-ip": "192.0.2.1", "cs-method": "GET",
         "cs-uri-stem": X, "sc-status": "200", "cs(User-Agent)": "Mozilla/5.0%20(X11)"},
    ],
    ids=["cloudflare", "cloudflare-nanoseconds", "nginx", "cloudfront"],
)  # fmt: skip
def test_json_fields_are_found_by_their_names(made: SampleSite, fields: dict[str, object]) -> None:
    assert counted(made, json.dumps(fields) + "\n") == ["2026-11,2026/x,az,1"]
    assert counted(
        made, json.dumps({**fields, "http_sec_purpose": "prefetch"}), "--source", "b"
    ) == ["2026-11,2026/x,az,1"]


def test_packed_logs_are_known_by_their_bytes(made: SampleSite, tmp_path: Path) -> None:
    log = tmp_path / "access.log.2"
    log.write_bytes(gzip.compress(line().encode()))
    assert imported(made, str(log)).exit_code == 0
    assert imported(made, "-", input=gzip.compress(minute(90).encode())).exit_code == 0
    assert reads(made) == ["2026-11,2026/x,az,2"]


WRONG = [
    "nonsense",
    '{"status": 200}',
    "[" * 5_000,
    "{" + '"a":{' * 5_000,
    '{"EdgeStartTimestamp": 1e30, "ClientIP": "a", "ClientRequestMethod": "GET", '
    f'"ClientRequestURI": "{X}", "EdgeResponseStatus": 200}}',
    line(at="31/Feb/2026:12:00:00 +0400").strip(),
    line(at="22/Nov/0001:12:00:00 +0400").strip(),
    "x" * (3 * LONGEST_LINE),
    "\udcff\x00\x01",
]


def test_lines_of_no_log_are_counted_and_named_once(made: SampleSite, tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    text = line() + "\n" + "\n".join(WRONG) + "\n" + minute(5)
    log.write_bytes(text.encode("utf-8", "surrogateescape"))
    result = imported(made, str(log))
    assert (result.exit_code, reads(made)) == (0, ["2026-11,2026/x,az,2"])
    first, _ = result.stderr.splitlines()
    assert first == (
        f"{log}:3:1: warning[log-line]: lines that are of no access log: "
        f"{len(WRONG)} of {len(WRONG) + 3}; this is the first"
    )


@given(st.lists(st.binary(max_size=60) | st.sampled_from([b"{}", b"#Fields: date time", b"[1]"])))
@settings(max_examples=50)
def test_whatever_a_log_holds_it_is_read(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    log = tmp_path_factory.mktemp("log") / "access.log"
    log.write_bytes(b"\n".join(lines))
    opened = Log(str(log))
    try:
        deque(opened.sifted(partial(map, sieve_of(Coverage()).sift)), maxlen=0)
    except OSError as error:
        assert error.strerror == "the archive is damaged"  # noqa: PT017
        assert lines[0][:1] in b"\x1fB\xfd\x28"
    else:
        assert opened.hits + opened.malformed <= opened.lines


@pytest.mark.parametrize("damage", ["missing", "cut", "changed"])
def test_a_log_that_cannot_be_read_changes_nothing(
    made: SampleSite, tmp_path: Path, damage: str
) -> None:
    good, bad = tmp_path / "access.log", tmp_path / "access.log.1.gz"
    good.write_text(line())
    if damage == "cut":
        bad.write_bytes(gzip.compress(random.Random(1).randbytes(10_000))[:5_000])
    if damage == "changed":
        bad.write_bytes(gzip.compress(line().encode())[:-8] + bytes(8))
    result = imported(made, str(good), str(bad))
    assert result.exit_code == 2
    reason = "No such file or directory" if damage == "missing" else "the archive is damaged"
    assert f'{bad}:1:1: error[cannot-read]: "{bad}" cannot be read: {reason}\n' in result.stderr
    assert not (made.root / VIEWS_FILE).exists()
    assert not (made.root / COVERAGE_FILE).exists()


# --- nothing twice --------------------------------------------------------------------------------


def test_a_log_imported_again_changes_no_byte(made: SampleSite, tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    log.write_text("".join(minute(number) for number in range(50)))
    assert imported(made, str(log), str(log)).exit_code == 0
    before = {name: (made.root / name).read_bytes() for name in (VIEWS_FILE, COVERAGE_FILE)}
    result = imported(made, str(log))
    assert "counted before 50" in result.stdout
    assert "nothing to change" in result.stdout
    assert {name: (made.root / name).read_bytes() for name in before} == before
    assert reads(made) == ["2026-11,2026/x,az,50"]


PIECE = st.tuples(st.integers(0, 120), st.integers(1, 60))


@given(st.lists(st.lists(PIECE, min_size=1, max_size=3), min_size=1, max_size=4), st.randoms())
@settings(max_examples=60)
def test_however_logs_overlap_every_request_counts_once(
    tmp_path_factory: pytest.TempPathFactory,
    runs: list[list[tuple[int, int]]],
    chance: random.Random,
) -> None:
    """Runs of several logs each, pieces of one log of which each line has its own visitor."""
    folder = tmp_path_factory.mktemp("logs")
    coverage, covered, total = Coverage(b"key"), set[int](), 0
    for run in runs:
        logs = []
        for number, (first, length) in enumerate(run):
            path = folder / f"{number}.log"
            path.write_text("".join(minute(each) for each in range(first, first + length)))
            logs.append(Log(str(path)))
            covered |= set(range(first, first + length))
        chance.shuffle(logs)

        total += tally_of(logs, coverage).reads.total()
        for log in logs:
            coverage.reached("", log.reach)
        assert total == len(covered)


def tally_of(logs: list[Log], coverage: Coverage) -> Tally:
    sieve, counting = sieve_of(coverage), Counting(ZoneInfo("Asia/Baku"))

    def read(log: Log) -> Iterator[Reading]:
        for sifted in log.sifted(partial(map, sieve.sift)):
            counting.count(sifted)
            yield from sifted.readings

    counting.add(merged(logs, read, sieve.glance))
    return counting.tally


def test_a_log_that_has_grown_counts_as_if_it_had_been_imported_once(
    made: SampleSite, tmp_path: Path
) -> None:
    """The visitor of the last minute comes back after the first import: no second read."""
    log = tmp_path / "access.log"
    log.write_text(minute(0) + minute(1))
    imported(made, str(log))
    again = line(at="22/Nov/2026:12:20:00 +0400", address="192.0.2.1")
    log.write_text(minute(0) + minute(1) + again + minute(25))
    imported(made, str(log))
    assert reads(made) == ["2026-11,2026/x,az,3"]


def test_rotated_logs_count_in_any_order(made: SampleSite, tmp_path: Path) -> None:
    parts = [range(10), range(10, 30), range(30, 40)]
    for number in (2, 0, 1):
        path = tmp_path / f"access.log.{number}"
        path.write_text("".join(minute(each) for each in parts[number]))
        imported(made, str(path))
    assert reads(made) == ["2026-11,2026/x,az,40"]


def test_another_server_is_told_apart_by_its_name(made: SampleSite) -> None:
    counted(made, minute(1) + minute(5))
    other = minute(2) + minute(4)
    assert counted(made, other) == ["2026-11,2026/x,az,2"]
    assert counted(made, other, "--source", "web2") == ["2026-11,2026/x,az,4"]


def test_counts_are_added_to_the_file_and_foreign_rows_stay(made: SampleSite) -> None:
    kept = "2025-01,2019/gone,az,7\n"
    made.change({VIEWS_FILE: HEADER + "2026-11,2026/x,az,10\n" + kept})
    assert counted(made, line()) == [kept.strip(), "2026-11,2026/x,az,11"]


def test_nothing_of_a_visitor_is_kept(made: SampleSite) -> None:
    counted(made, line(address="203.0.113.77", agent="Zqx/1.0"))
    kept = [path.read_bytes() for path in made.root.rglob("*") if path.is_file()]
    assert not any(b"203.0.113.77" in data or b"Zqx" in data for data in kept)
    span = "2026-11-22T08:00:00Z"
    written = (made.root / COVERAGE_FILE).read_text()
    pattern = rf"source,from,until,first,last\n,{span},{span},(\w{{4}}:\w{{6}}),\1\n"
    assert re.fullmatch(pattern, written)


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        (VIEWS_FILE, HEADER + "11-2026,2026/x,az,1\n", "bad-month"),
        (COVERAGE_FILE, "source,from,until\n,yesterday,2026-11-22T08:00:00Z\n", "bad-instant"),
        ("content/releases/2026/y.en.md", "---\ntitle: Y\n", "unclosed-front-matter"),
    ],
)
def test_with_an_error_in_the_content_nothing_is_imported(
    made: SampleSite, path: str, text: str, code: str
) -> None:
    made.change({path: text})
    result = imported(made, "-", input=line())
    assert result.exit_code == 1
    assert f"error[{code}]" in result.stderr
    assert (made.root / path).read_text() == text
    if path != COVERAGE_FILE:
        assert not (made.root / COVERAGE_FILE).exists()


def test_the_result_for_machines(made: SampleSite) -> None:
    log = line() + line() + line("/") + line(agent="curl/8") + "?\n"
    shown = json.loads(imported(made, "--format", "json", "-", input=log).stdout)
    assert {name: shown[name] for name in ("requests", "reads", "other", "robots", "repeated")} == {
        "requests": 4, "reads": 1, "other": 1, "robots": 1, "repeated": 1,
    }  # fmt: skip
    assert shown["months"] == {"2026-11": 1}
    assert shown["changed"] == [COVERAGE_FILE, VIEWS_FILE]
    assert [(each["code"], each["severity"]) for each in shown["problems"]] == [
        ("log-line", "warning")
    ]


@pytest.mark.slow
def test_memory_does_not_grow_with_the_log(tmp_path: Path) -> None:
    """Ten times the days take no more memory: a day has always as many visitors."""

    def peak(days: int) -> int:
        path = tmp_path / f"{days}.log"
        with path.open("w") as file:
            for day in range(days):
                for number in range(1_000):
                    at = f"{day + 1:02}/Nov/2026:{number // 60:02}:{number % 60:02}:00 +0400"
                    file.write(line(at=at, address=f"10.{day}.{number // 256}.{number % 256}"))
        tracemalloc.start()
        tally = tally_of([Log(str(path))], Coverage())
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert tally.reads.total() == days * 1_000
        return most

    # Of one day alone little is remembered: two stand beside each other at every midnight.
    peak(3)
    assert peak(30) < 1.5 * peak(3)


def many(folder: Path, number: int) -> Iterator[str]:
    for each in range(number):
        path = folder / f"{each}.log"
        path.write_text(minute(each % 120))
        yield str(path)


@pytest.mark.slow
def test_more_logs_than_may_be_open_at_once_are_read(tmp_path: Path) -> None:
    logs = [Log(name) for name in many(tmp_path, 3_000)]
    assert tally_of(logs, Coverage()).requests == 3_000


# --- which release a line is of ------------------------------------------------------------------

IDENTITY = "identity: {authority: press.example.org, since: 2026}\n"
SPELLED = f"{CONFIG.replace('[summary-missing]', '[summary-missing, date-in-name]')}"


def shown(made: SampleSite, address: str = X) -> int:
    """The reads that the release's page tells."""
    (found,) = re.findall(r"(\d+) dəfə oxunub", made.build().html(address)) or ["0"]
    return int(found)


@pytest.mark.parametrize("config", [SPELLED, SPELLED + IDENTITY], ids=["as ever", "own"])
@pytest.mark.parametrize("has_ledger", [True, False], ids=["a ledger", ""])
def test_reads_stay_with_their_release_wherever_its_file_goes(
    site: Make, config: str, has_ledger: bool
) -> None:
    old, new = "content/releases/2026/x.az.md", "content/releases/elsewhere/x.az.md"
    rows = f"{HEADER}2026-01,2026/x,az,5\n2026-02,2026/x,az,6\n"
    made = site({old: release(), VIEWS_FILE: rows}, config)
    assert (made.build(records=has_ledger).codes, shown(made)) == ([], 11)
    made.change({old: None, new: release()})
    is_known = has_ledger or config is not SPELLED
    assert (made.build().codes, shown(made)) == (
        [] if is_known else ["unknown-reads"],
        11 * is_known,
    )
    # The next import calls it by its identity, with the same sums.
    own = "x" if IDENTITY in config and not has_ledger else None
    counted(made, line("/az/"))
    names = {row.split(",")[1] for row in reads(made)}
    assert own is None or names == {own}
    assert sum(int(row.rpartition(",")[2]) for row in reads(made)) == 11
    assert shown(made) == 11 * is_known
    counted(made, line(at="24/Nov/2026:12:00:00 +0400"))
    assert shown(made) == 11 * is_known + 1


@pytest.mark.parametrize("text", [release(), release(id="old"), release("Y", "2025-03-05")])
def test_old_names_and_new_ones_of_one_release_are_added_up(site: Make, text: str) -> None:
    name = "old" if "id: old" in text else "x"
    rows = f"{HEADER}2026-01,2026/x,az,5\n2026-01,{name},az,6\n"
    made = site({"content/releases/2026/x.az.md": text, VIEWS_FILE: rows}, SPELLED + IDENTITY)
    assert made.build().codes == []
    counted(made, line("/az/"))
    assert reads(made) == [f"2026-01,{name},az,11"]


def test_a_region_that_a_language_comes_to_say_keeps_its_reads(site: Make) -> None:
    config = SPELLED.replace("[az, en]", "[az, en-GB]").replace("en:", "en-GB:") + IDENTITY
    rows = f"{HEADER}2026-01,x,en,5\n"
    locale = "locales/en-GB/LC_MESSAGES/messages.po"
    catalogue = (Path(__file__).parents[3] / "locales/en/LC_MESSAGES/messages.po").read_text()
    text = {"content/releases/2026/x.en-GB.md": release("X"), VIEWS_FILE: rows, locale: catalogue}
    made = site(text, config)
    assert "5" in re.findall(r"[Rr]ead (\d+) times", made.build().html("/en-GB/releases/2026/x/"))


UNKNOWN = ("2026/gone", "gone", "2025/y/z")


@pytest.mark.parametrize("name", UNKNOWN)
@pytest.mark.parametrize("config", [SPELLED, SPELLED + IDENTITY], ids=["as ever", "own"])
def test_lines_of_no_release_are_one_warning_with_their_number(
    site: Make, config: str, name: str
) -> None:
    rows = f"{HEADER}2026-01,2026/x,az,5\n2026-02,{name},az,6\n2026-03,{name},az,7\n"
    made = site({"content/releases/2026/x.az.md": release(), VIEWS_FILE: rows}, config)
    (found,) = made.build().diagnostics
    assert (found.code, found.span.line, found.span.column) == ("unknown-reads", 3, 9)
    assert dict(found.values) == {"name": name, "count": "2"}
    assert made.build(strict=True).report.exit_code == 0, "it is advice"


HELD = {
    "a draft": release(draft="true"),
    "an embargo": release(embargo="2027-01-01"),
    "a later date": release(date="2026-12-24"),
    "expired": release(expires="2026-04-01"),
    "withdrawn": release(withdrawn="{date: 2026-04-01, reason: S.}"),
}


@pytest.mark.parametrize("text", HELD.values(), ids=HELD.keys())
def test_lines_of_what_is_held_back_are_none(site: Make, text: str) -> None:
    rows = f"{HEADER}2026-01,2026/x,az,5\n"
    made = site({"content/releases/2026/x.az.md": text, VIEWS_FILE: rows}, SPELLED + IDENTITY)
    assert made.build(strict=True).codes == []


def test_a_release_with_errors_hides_what_its_lines_are_of(site: Make) -> None:
    rows = f"{HEADER}2026-01,2026/other,az,5\n"
    made = site({"content/releases/2026/x.az.md": release(date="x"), VIEWS_FILE: rows})
    assert made.build().codes == ["bad-date"]
