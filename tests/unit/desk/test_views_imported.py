"""What has been counted, with its holes; what is told of logs; and what is kept of addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from beyan.console import UI_LANGUAGES, Console
from beyan.desk.coverage import Coverage
from beyan.desk.logs.hit import Hit
from beyan.desk.logs.log import Reach
from beyan.desk.pages import MOST_UNMATCHED, Pages
from beyan.desk.unmatched import Unmatched, unmatched_text
from beyan.model.messages import MESSAGES
from beyan.model.views import COVERAGE_FILE, UNMATCHED_FILE
from tests.conftest import CONFIG, SampleSite, release
from tests.unit.desk.test_views import FILES, X, Y, imported, line, minute, reads

Make = Callable[..., SampleSite]
NOW = ("--now", "2026-11-23T12:00+04:00")


@pytest.fixture
def made(site: Make) -> SampleSite:
    return site(FILES)


def came(made: SampleSite, text: str, *arguments: str) -> Result:
    result = imported(made, *NOW, *arguments, "-", input=text)
    assert result.exit_code == 0, result.stderr
    return result


def codes(result: Result) -> list[str]:
    return re.findall(r"(?:error|warning)\[([\w-]+)\]", result.stderr)


def table(made: SampleSite, path: str) -> list[str]:
    return (made.root / path).read_text().splitlines()[1:]


# --- times ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", [range(5, 40), range(1, 60), range(40, 79)])
def test_what_is_missing_in_a_log_for_more_than_half_an_hour_counts_later(
    made: SampleSite, missing: range
) -> None:
    came(made, "".join(minute(each) for each in range(80) if each not in missing))
    came(made, "".join(map(minute, range(80))))
    assert reads(made) == ["2026-11,2026/x,az,80"]


@pytest.mark.parametrize("missing", [range(5, 40), range(20, 21), range(60, 79)])
def test_what_lies_between_two_logs_counts_later(made: SampleSite, missing: range) -> None:
    came(made, "".join(map(minute, range(missing.stop, 80))))
    came(made, "".join(map(minute, range(missing.start))))
    came(made, "".join(map(minute, missing)))
    assert reads(made) == ["2026-11,2026/x,az,80"]


@pytest.mark.parametrize("at", ["22/Nov/2036:12:00:00 +0400", "24/Nov/2026:12:00:00 +0400"])
def test_a_line_of_the_future_ends_no_counting(made: SampleSite, at: str) -> None:
    result = came(made, minute(1) + line(at=at) + minute(2))
    assert codes(result) == ["log-ahead"]
    assert "-:2:1: warning[log-ahead]" in result.stderr
    assert codes(came(made, minute(50))) == []
    assert reads(made) == ["2026-11,2026/x,az,3"]


@pytest.mark.parametrize("at", ["22/Nov/2019:12:00:00 +0400", "01/Jan/2000:00:00:01 +0000"])
def test_a_line_of_long_ago_is_a_time_of_its_own(made: SampleSite, at: str) -> None:
    came(made, minute(1) + line(at=at) + minute(2))
    came(made, minute(30))
    came(made, line(at="22/Nov/2022:12:00:00 +0400"))
    assert sum(int(row.rpartition(",")[2]) for row in reads(made)) == 5


def test_the_last_second_of_a_log_that_grows_is_whole(made: SampleSite) -> None:
    log = minute(1) + minute(2)
    for number in range(3):
        log += line(at="22/Nov/2026:12:02:00 +0400", address=f"198.51.100.{number}")
        came(made, log)
    log += minute(3)
    came(made, log)
    came(made, line(at="22/Nov/2026:12:03:00 +0400", address="198.51.100.9") + minute(4))
    assert reads(made) == ["2026-11,2026/x,az,8"]


FIRST_VERSION = """\
source,from,until
,2026-11-22T08:00:00Z,2026-11-22T08:30:00Z
,2026-11-22T08:45:00Z,2026-11-22T09:00:00Z
web2,2026-11-22T08:00:00Z,2026-11-22T08:10:00Z
"""


def test_what_the_first_version_imported_is_counted_neither_twice_nor_lost(
    made: SampleSite,
) -> None:
    made.change({COVERAGE_FILE: FIRST_VERSION})
    whole = "".join(map(minute, range(70)))
    came(made, whole)
    assert reads(made) == [f"2026-11,2026/x,az,{14 + 9}"]
    came(made, whole, "--source", "web2")
    assert reads(made) == [f"2026-11,2026/x,az,{14 + 9 + 59}"]


@pytest.mark.parametrize("row", [",2026-11-01T00:00:00Z,2036-11-22T08:00:00Z",
                                 "web,2030-01-01T00:00:00Z,2031-01-01T00:00:00Z"])  # fmt: skip
def test_what_is_said_to_be_counted_beyond_now_is_told_and_ends_now(
    made: SampleSite, row: str
) -> None:
    made.change({COVERAGE_FILE: f"source,from,until\n{row}\n"})
    source = row.partition(",")[0]
    result = came(made, minute(1), "--source", source)
    assert "imported-ahead" in codes(result)
    log = line(at="23/Nov/2026:12:01:00 +0400")
    result = imported(made, "--now", "2026-11-23T13:00+04:00", "--source", source, "-", input=log)
    assert "imported-ahead" not in codes(result)
    assert reads(made)[-1] == f"2026-11,2026/x,az,{2 if source else 1}"


@pytest.mark.parametrize("lines", [1, 12])
def test_a_year_of_hourly_logs_is_less_than_a_megabyte(lines: int) -> None:
    """With the longest pauses that leave a hole each, and ten requests in every second.

    The ends of the last 90 days take more room than those before; beyond them each day takes the
    same.
    """
    coverage = Coverage(b"key")
    sizes = []
    for day in range(120):
        for hour in range(24 * day, 24 * (day + 1)):

            def requests(at: int, hour: int = hour) -> list[Hit]:
                return [
                    Hit(at, (f"{each}.{hour}",), "", "", "GET", X, 200, "", False)
                    for each in range(10)
                ]

            begin = 1_700_000_000 + hour * 3_600
            times = range(begin, begin + 290 * lines, 290)
            coverage.reached("", Reach.of(times, requests))
        if day in (99, 119):
            sizes.append(len(coverage.text(1_700_000_000 + (day + 1) * 86_400)))
    early, late = sizes
    assert late + (late - early) / 20 * (365 - 120) < 1_000_000


# --- what is told ---------------------------------------------------------------------------------


@pytest.mark.parametrize("again", [minute(1), minute(1) + minute(2), minute(2) + minute(3)])
def test_a_log_that_was_counted_before_is_told_with_the_time(made: SampleSite, again: str) -> None:
    assert codes(came(made, "".join(map(minute, range(5))))) == []
    result = came(made, again)
    assert codes(result) == ["log-known"]
    assert "counted since 2026-11-22 08:00 UTC" in result.stderr
    assert codes(came(made, again + minute(9))) == []


@pytest.mark.parametrize(
    "text",
    ["nothing\n", "x,y\n1,2\n", "\x00\x01" * 90, '{"a": 1}\n' * 3],
)
def test_a_log_without_a_readable_line_is_an_error_that_names_the_formats(
    made: SampleSite, tmp_path: Path, text: str
) -> None:
    bad, good = tmp_path / "bad.log", tmp_path / "good.log"
    bad.write_text(text)
    good.write_text(minute(1))
    result = imported(made, *NOW, str(bad), str(good))
    assert result.exit_code == 1
    assert codes(result) == ["log-format"]
    for name in ("nginx", "Apache", "Caddy", "Traefik", "CloudFront", "Cloudflare", "IIS", "ALB"):
        assert name in result.stderr
    assert not (made.root / COVERAGE_FILE).exists()
    assert reads(made) == []


@pytest.mark.parametrize("text", ["", "\n\n", "#Fields: date time\n"])
def test_an_empty_log_is_no_error(made: SampleSite, text: str) -> None:
    assert codes(came(made, text)) == []


def test_a_log_that_begins_in_the_midst_of_a_line_loses_that_line_alone(made: SampleSite) -> None:
    result = came(made, minute(1)[20:] + minute(2) + minute(3)[:60])
    assert codes(result) == ["log-line"]
    assert reads(made) == ["2026-11,2026/x,az,1"]


@pytest.mark.parametrize(
    ("address", "more", "proxies", "is_told", "number"),
    [
        ("203.0.113.50", ' "198.51.100.{}"', "[]", True, 1),
        ("203.0.113.50", ' "198.51.100.{}"', "[203.0.113.50]", False, 30),
        ("10.0.0.5", ' "198.51.100.{}"', "[]", False, 30),
        ("198.51.100.{}", "", "[]", False, 30),
    ],
)
def test_most_requests_from_one_address_are_told_and_no_address_with_them(
    site: Make, address: str, more: str, proxies: str, is_told: bool, number: int
) -> None:
    made = site(FILES, config=f"{CONFIG}views: {{proxies: {proxies}}}\n")
    log = "".join(line(address=address.format(each), more=more.format(each)) for each in range(30))
    result = came(made, log)
    assert codes(result) == ["log-proxy"] * is_told
    assert "203.0.113.50" not in result.output
    assert reads(made) == [f"2026-11,2026/x,az,{number}"]


def test_other_hosts_are_told_and_not_counted(site: Make) -> None:
    made = site(FILES, config=f"{CONFIG}views: {{hosts: [news.example.org]}}\n")
    log = "".join(
        f"{host} {line(address=f'198.51.100.{number}')}"
        for number, host in enumerate(
            ("press.example.org:443", "www.press.example.org", "news.example.org:80",
             "shop.example.org", "203.0.113.1:80")
        )
    )  # fmt: skip
    result = came(made, log + line("https://blog.example.org" + X))
    assert "other hosts 3" in result.stdout
    assert reads(made) == ["2026-11,2026/x,az,3"]


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_all_is_told_in_the_officers_language(language: str) -> None:
    """Every code of the import, with all that it names."""
    values = {"count": 3, "since": "s", "until": "u", "share": 70, "source": "w", "formats": "f"}
    for code in MESSAGES:
        if code.startswith("log-") and code != "log-line":
            text = Console(language).say(MESSAGES[code].what, **values)
            assert "{" not in text, code
            assert language == "en" or text != MESSAGES[code].what.format(**values)


# --- addresses without a page ---------------------------------------------------------------------


def test_an_alias_that_is_added_later_finds_its_reads(made: SampleSite) -> None:
    log = (
        line("/news/42.html?from=mail&who=a", address="192.0.2.1")
        + line("/news/42.html", address="192.0.2.2", status=304)
        + line("/news/42.html", address="192.0.2.2")
        + line("/news/42.html", address="192.0.2.3", agent="Googlebot/2.1")
        + line("/news/42.html", address="192.0.2.4", status=404)
        + line("/news/43.html;jsessionid=abc", address="192.0.2.1")
        + line("/users/anar@example.org/", address="192.0.2.1")
        + line("/seen/192.0.2.1/", address="192.0.2.1")
        + line("/assets/old.css", address="192.0.2.1")
        + line("/az/", address="192.0.2.1")
    )
    came(made, log)
    assert table(made, UNMATCHED_FILE) == ["2026-11,/news/42.html,2", "2026-11,/news/43.html,1"]
    came(made, log)
    assert table(made, UNMATCHED_FILE)[0] == "2026-11,/news/42.html,2", "counted before"
    made.change({"content/releases/2026/x.az.md": release(aliases="[/news/42.html]")})
    result = came(made, minute(90))
    assert "counted now, by an alias: 2 reads" in result.stdout
    assert reads(made) == ["2026-11,2026/x,az,3"]
    assert table(made, UNMATCHED_FILE) == ["2026-11,/news/43.html,1"]
    came(made, log)
    assert reads(made) == ["2026-11,2026/x,az,3"]


def test_of_unknown_addresses_a_year_and_those_read_most_are_kept() -> None:
    kept = unmatched_text(
        Unmatched({("2025-10", "/a"): 9, ("2025-11", "/a"): 8, ("2026-11", "/b"): 7}), "2026-11"
    )
    assert kept.splitlines()[1:] == ["2025-11,/a,8", "2026-11,/b,7"]
    many = Unmatched({("2026-11", f"/{each}"): each for each in range(1, MOST_UNMATCHED + 100)})
    rows = unmatched_text(many, "2026-11").splitlines()[1:]
    assert len(rows) == MOST_UNMATCHED
    assert min(int(row.rpartition(",")[2]) for row in rows) == 100


def test_an_attack_of_addresses_does_not_fill_the_memory() -> None:
    unmatched = Unmatched()
    for number in range(5 * MOST_UNMATCHED):
        unmatched["2026-11", f"/{number}"] += 1 + (number == 7)
        Pages.bound(unmatched)
    assert len(unmatched) <= 2 * MOST_UNMATCHED
    assert unmatched["2026-11", "/7"] == 2


# --- nothing of a visitor -------------------------------------------------------------------------

SECRET = (
    "203.0.113.77",
    "198.51.100.66",
    "2001:db8::bad:1",
    "Zqx/7.1",
    "sid=Kq81",
    "anar.q",
    "Rf9x",
)


def test_no_address_agent_cookie_or_user_is_written_or_told(made: SampleSite) -> None:
    """Wherever a log may have them: in lines that count, are other's, unknown, or none at all."""
    tail = '[22/Nov/2026:12:00:00 +0400] "GET {} HTTP/1.1" {} 5 "https://e.example/?Rf9x" "Zqx/7.1"'
    lines = []
    for address in SECRET[:3]:
        for path, status in ((X, 200), (Y, 304), ("/lost/", 200), ("/lost/?sid=Kq81", 404)):
            text = tail.format(path, status)
            lines += [
                f'{address} - anar.q {text} "sid=Kq81"',
                f'10.0.0.1 - anar.q {text} "{address}" "sid=Kq81"',
                f"shop.example.net {address} - anar.q {text}",
                f"{address} - anar.q {text}"[:90],
            ]
    result = came(made, "\n".join(lines))
    imported(made, *NOW, "--source", "b", "-", input="\n".join(each[:70] for each in lines))
    made.build()
    written = [path.read_bytes() for path in made.root.rglob("*") if path.is_file()]
    for secret in SECRET:
        assert secret not in result.output
        assert not any(secret.encode() in data for data in written), secret
    assert (made.root / ".cache/views/key").stat().st_mode & 0o077 == 0


def test_without_the_key_the_ends_of_logs_count_as_complete(made: SampleSite) -> None:
    came(made, minute(1) + minute(2))
    (made.root / ".cache/views/key").unlink()
    late = line(at="22/Nov/2026:12:02:00 +0400", address="198.51.100.1")
    came(made, minute(1) + minute(2) + late + minute(3))
    assert reads(made) == ["2026-11,2026/x,az,3"]
