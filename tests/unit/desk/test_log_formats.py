"""Lines of many servers → hits; who asked, for which host, and for which page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from beyan.desk.coverage import Coverage
from beyan.desk.logs.addresses import Visitors
from beyan.desk.logs.hosts import Hosts
from beyan.desk.logs.log import HOLE, Log, Sifted
from beyan.desk.logs.reader import LineReader
from beyan.desk.pages import Pages
from beyan.model.log_format import LogFormat
from beyan.source.settings import load_config
from tests.access_logs import (
    DECLARED,
    ENCODED,
    FIREFOX,
    FORMATS,
    HOST,
    PACKED,
    Asked,
    log,
    sieve_of,
)
from tests.conftest import CONFIG, SampleSite
from tests.unit.desk.test_views import X, imported, line, minute, reads

Make = Callable[..., SampleSite]
AT = 1_795_334_400
ASKED = Asked(AT)


def read(log: str, *declared: str) -> list[tuple[int, str, str, str, str]]:
    reader = LineReader([LogFormat(each) for each in declared])
    hits = filter(None, map(reader.read, log.splitlines()))
    of = Visitors().of
    return [(h.at, of(h.addresses, h.forwarded), h.method, h.target, h.agent or "") for h in hits]


def sifted(log: Log) -> list[Sifted]:
    return list(log.sifted(partial(map, sieve_of(Coverage()).sift)))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("visitor", ["198.51.100.7", "2001:db8::7"])
def test_every_format_tells_who_asked_for_what_and_when(format: str, visitor: str) -> None:
    asked = ASKED._replace(visitor=visitor, is_proxied=FORMATS[format].has_proxies)
    found = read(log(format, [asked]), DECLARED)
    assert found == [(AT, visitor, "GET", asked.path, FIREFOX)]


@pytest.mark.parametrize("format", [name for name, each in FORMATS.items() if each.has_hosts])
def test_a_log_with_hosts_is_counted_for_this_sites_alone(format: str) -> None:
    reader = LineReader([LogFormat(DECLARED)])
    hosts = Hosts(f"https://{HOST}/")
    for host, is_own in ((HOST, True), (f"www.{HOST}", True), ("shop.example.net", False)):
        hits = filter(None, map(reader.read, log(format, [ASKED._replace(host=host)]).splitlines()))
        assert [hosts.has(each.host) for each in hits] == [is_own]


@pytest.mark.parametrize("pack", PACKED)
@pytest.mark.parametrize("encode", ENCODED)
def test_a_log_is_read_however_it_is_packed_and_encoded(
    tmp_path: Path, pack: Callable[[bytes], bytes], encode: Callable[[str], bytes]
) -> None:
    path = tmp_path / "access.log"
    path.write_bytes(pack(encode(log("combined", [ASKED, ASKED._replace(at=AT + 9)]))))
    opened = Log(str(path))
    assert [at for each in sifted(opened) for _, at, *_ in each.readings] == [AT, AT + 9]
    assert (opened.lines, opened.malformed) == (2, 0)


@pytest.mark.parametrize("pack", [each for each in PACKED if each is not bytes])
def test_an_archive_that_was_cut_off_is_damaged(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "access.log"
    data = pack("".join(minute(each) for each in range(600)).encode())
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(OSError, match="the archive is damaged"):
        sifted(Log(str(path)))


TAIL = f'[22/Nov/2026:12:00:00 +0400] "GET {X} HTTP/1.1" 200 512 "-" "{FIREFOX}"'


@pytest.mark.parametrize(
    ("before", "host", "visitor"),
    [
        ("203.0.113.9 - -", "", "203.0.113.9"),
        ("press.example.org:443 203.0.113.9 - anar", "press.example.org:443", "203.0.113.9"),
        ("203.0.113.80:443 203.0.113.9 - -", "203.0.113.80:443", "203.0.113.9"),
        ("203.0.113.9 press.example.org -", "press.example.org", "203.0.113.9"),
        ("10.1.1.1 203.0.113.9 - -", "", "203.0.113.9"),
        ("203.0.113.9 10.1.1.1 - -", "", "203.0.113.9"),
        ("127.0.0.1 10.1.1.1 - -", "", "127.0.0.1"),
        ("::ffff:203.0.113.9 - -", "", "203.0.113.9"),
        ("203.0.113.9 - Anar Quliyev", "", "203.0.113.9"),
        ("dsl-9.example.net - -", "", "dsl-9.example.net"),
        ("press.example.org dsl-9.example.net - -", "press.example.org", "dsl-9.example.net"),
        ("web-1  | press.example.org 203.0.113.9 - -", "press.example.org", "203.0.113.9"),
        ("2026-11-22T08:00:00.123Z stdout F 203.0.113.9 - -", "", "203.0.113.9"),
        ("Nov  2 12:00:00 10.0.0.7 nginx[12]: 203.0.113.9 - -", "", "203.0.113.9"),
        ("2026-11-22T08:00:00+04:00 web1 nginx: 203.0.113.9 - -", "", "203.0.113.9"),
    ],
)
def test_the_visitor_is_found_before_the_bracket(before: str, host: str, visitor: str) -> None:
    hit = LineReader().read(f"{before} {TAIL}")
    assert hit is not None
    assert (hit.host, Visitors().of(hit.addresses, hit.forwarded)) == (host, visitor)


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "visitor"),
    [
        ("10.0.0.5", "203.0.113.9", [], "203.0.113.9"),
        ("10.0.0.5", "198.51.100.1, 203.0.113.9", [], "203.0.113.9"),
        ("10.0.0.5", "198.51.100.1, 203.0.113.9, 192.168.0.3", [], "203.0.113.9"),
        ("10.0.0.5", "203.0.113.9:4711", [], "203.0.113.9"),
        ("10.0.0.5", "[2001:db8::9]:4711", [], "2001:db8::9"),
        ("10.0.0.5", "unknown", [], "10.0.0.5"),
        ("10.0.0.5", "203.0.113.9, unknown", [], "10.0.0.5"),
        ("10.0.0.5", "-", [], "10.0.0.5"),
        ("unix:", "203.0.113.9", [], "203.0.113.9"),
        ("203.0.113.50", "198.51.100.1", [], "203.0.113.50"),
        ("203.0.113.50", "198.51.100.1", ["203.0.113.0/24"], "198.51.100.1"),
        ("2001:db8::50", "198.51.100.1", ["2001:db8::/32"], "198.51.100.1"),
        ("203.0.113.50", "198.51.100.1, 203.0.113.51", ["203.0.113.48/29"], "198.51.100.1"),
    ],
)
def test_what_was_forwarded_counts_where_a_proxy_says_it(
    peer: str, forwarded: str, proxies: list[str], visitor: str
) -> None:
    assert Visitors(proxies).of((peer,), forwarded) == visitor


@pytest.mark.parametrize(
    ("base_url", "host", "is_own"),
    [
        ("https://press.example.org", "PRESS.example.org.:443", True),
        ("https://www.example.org", "example.org", True),
        ("https://mətbuat.example.org", "xn--mtbuat-wyc.example.org", True),
        ("https://press.example.org", "-", True),
        ("https://press.example.org", "_", True),
        ("https://press.example.org", "press.example.org.evil.example", False),
        ("https://press.example.org", "203.0.113.80", False),
        ("https://press.example.org", "news.example.org", True),
    ],
)
def test_a_host_is_this_sites_or_another(base_url: str, host: str, is_own: bool) -> None:
    assert Hosts(base_url, ["news.example.org:8080"]).has(host) is is_own


SHOWN = {
    "/press office/az/releases/2026/görüş-günü/": ("2026/g", "az"),
    "/az/releases/2026/a-b/": ("2026/ab", "az"),
    "/old/page.php?id=5": ("2026/old", "az"),
}


@pytest.mark.parametrize(
    ("target", "release"),
    [
        ("/az/releases/2026/a%2Db/", "2026/ab"),
        ("/az/releases/2026/a%2db/index.html?x=1", "2026/ab"),
        ("//az///releases/2026/a-b", "2026/ab"),
        ("/az/./releases/x/../2026/a-b/", "2026/ab"),
        ("/AZ/Releases/2026/A-B/", "2026/ab"),
        ("/press%20office/az/releases/2026/g%C3%B6r%C3%BC%C5%9F-g%C3%BCn%C3%BC/", "2026/g"),
        ("/press office/az/releases/2026/görüş-günü/", "2026/g"),
        ("/press+office/az/releases/2026/görüş-günü", "2026/g"),
        ("/press%2520office/az/releases/2026/g%25C3%25B6r%25C3%25BC%25C5%259F-g%25C3%25BCn%25C3%25BC/",
         "2026/g"),
        ("/press office/az/releases/2026/go\u0308ru\u0308s\u0327-gu\u0308nu\u0308/", "2026/g"),
        ("/old/page.php?id=5", "2026/old"),
        ("/old/page.php?id=6", ""),
        ("/old/page.php", ""),
        ("/az/releases/2026/a-b/release.json", ""),
    ],
)  # fmt: skip
def test_an_address_is_known_in_all_spellings(target: str, release: str) -> None:
    found = Pages(SHOWN).of(target)
    assert (found[0] if found else "") == release


def test_bytes_that_a_server_escapes_are_letters(site: Make) -> None:
    made = site({"content/releases/2026/x.az.md": "---\ntitle: X\ndate: 2026-03-05\n"
                 "aliases: [/xəbər/]\n---\nM.\n"})  # fmt: skip
    text = line("/x\\xC9\\x99b\\xC9\\x99r/", address="192.0.2.1") + line(
        "/xəbər/", address="192.0.2.2"
    )
    text += line("/x%C9%99b%C9%99r", address="192.0.2.3")
    assert imported(made, "-", input=text).exit_code == 0
    assert reads(made) == ["2026-11,2026/x,az,3"]


NGINX = (
    'log_format press escape=json \'{"when": "$msec", "who": "$remote_addr", \'\n'
    '  \'"what": "$request", "code": $status, "with": "$http_user_agent"}\';'
)


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("$time_local|$remote_addr|$request|$status",
         "22/Nov/2026:12:00:00 +0400|192.0.2.1|GET /a HTTP/2|200"),
        ('[$time_iso8601] $host $remote_addr "$request" $status $request_time "$http_user_agent"',
         '[2026-11-22T12:00:00+04:00] x.example 192.0.2.1 "GET /a HTTP/1.1" 200 0.003 '
         '"Opera \\x22x\\x22"'),
        ("$status;$remote_addr;$msec;$request_uri;$request_method;$http_user_agent",
         '200;192.0.2.1;1795334400.5;/a;GET;Opera \\x22x\\x22'),
        (NGINX, '{"when": "1795334400.001", "who": "192.0.2.1", "what": "GET /a HTTP/1.1", '
                '"code": 200, "with": "Opera \\"x\\""}'),
        ('LogFormat "%v %{X-Forwarded-For}i %a %t \\"%m %U%q %H\\" %>s %{msec}T" press',
         'x.example 198.51.100.2 192.0.2.1 [22/Nov/2026:12:00:00 +0400] "GET /a HTTP/1.1" 200 3'),
        ('%{%Y-%m-%dT%H:%M:%S%z}t;%h;%m;%U;%s', "2026-11-22T12:00:00+0400;192.0.2.1;GET;/a;200"),
    ],
    ids=["bars", "brackets", "agent last", "json", "apache", "strftime"],
)  # fmt: skip
def test_a_format_that_the_settings_declare_is_read(format: str, text: str) -> None:
    (found,) = read(text, format)
    assert found[:4] == (AT, "192.0.2.1", "GET", "/a")
    if "http_user_agent" in format:
        assert found[4] == 'Opera "x"'


@pytest.mark.parametrize(
    ("format", "missing"),
    [
        ("$remote_addr $request", "$time_local (%t), $status (%s)"),
        ("%h %t", "$request (%r), $status (%s)"),
        ("combined", "$time_local (%t), $remote_addr (%h), $request (%r), $status (%s)"),
    ],
)
def test_a_format_that_does_not_tell_enough_is_refused(
    site: Make, format: str, missing: str
) -> None:
    made = site({}, CONFIG + f"views:\n  log_formats: ['{format}']\n")
    config, problems = load_config(made.root)
    (found,) = problems
    assert config is None
    assert found.code == "bad-log-format"
    assert dict(found.values)["missing"] == missing


@pytest.mark.parametrize("gap", [HOLE - 60, HOLE + 60])
def test_a_hole_in_a_log_is_longer_than_half_an_hour(tmp_path: Path, gap: int) -> None:
    path = tmp_path / "access.log"
    asked = [ASKED, ASKED._replace(at=AT + 3 * gap), ASKED._replace(at=AT + gap),
             ASKED._replace(at=AT + 2 * gap)]  # fmt: skip
    path.write_text(log("combined", asked))
    opened = Log(str(path))
    assert sum(each.hits for each in sifted(opened)) == 4
    ends = [AT + number * gap for number in range(4)]
    whole = [[ends[0], ends[-1]]]
    assert opened.reach.stretches == (whole if gap < HOLE else [[at, at] for at in ends])
