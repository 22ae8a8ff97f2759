"""What the rules say to servers is tried out on real ones in tests/browser/test_redirects.py."""

from __future__ import annotations

import csv
import re

import pytest

from beyan.model.export import RedirectRules, RedirectStyle
from beyan.render.exporters.redirects import redirect_rules
from beyan.render.exporters.redirects_nginx import MOST_QUERIES
from beyan.render.exporters.tools import Tools

BASE = "https://press.example.org"


def lines(style: RedirectStyle, *redirects: tuple[str, str], base: str = BASE) -> list[str]:
    planned = RedirectRules(address="/x", style=style, redirects=redirects)
    made = redirect_rules(planned, Tools(base, lambda prose, language: "")).decode().splitlines()
    return [line for line in made if not line.startswith("#")]


def many(pattern: str, count: int) -> list[tuple[str, str]]:
    return [(pattern.format(number), f"/az/{number}/") for number in range(count)]


@pytest.mark.parametrize("base_path", ["", "/site"])
def test_nginx_sends_the_old_address_on_with_or_without_its_slash(base_path: str) -> None:
    asks, *locations = lines(
        RedirectStyle.NGINX, ("/old/news.aspx/", "/az/x/"), base=BASE + base_path
    )
    assert re.fullmatch(r"if \((\$\w+)\) \{ return 301 \1; \}", asks)
    assert locations == [
        f'location = "{base_path}/old/news.aspx{slash}" {{ return 301 "{BASE}{base_path}/az/x/"; }}'
        for slash in ("", "/")
    ]


@pytest.mark.parametrize("count", [1, 100, 5_000])
def test_nginx_compares_no_request_with_more_than_some_rules(count: int) -> None:
    for pattern in ("/old/{}.html", "/index.php?id={}"):
        rules = lines(RedirectStyle.NGINX, *many(pattern, count))
        compared = [line for line in rules if line.startswith("if") or "location ~" in line]
        assert len(compared) <= 1 + MOST_QUERIES


@pytest.mark.parametrize("pattern", ["/{}", "/index.php?id={}", "/" + "long/" * 40 + "{0}?q={0}"])
def test_no_key_of_a_map_needs_more_room_than_nginx_has_unasked(pattern: str) -> None:
    rules = lines(RedirectStyle.NGINX_MAP, *many(pattern, 2_000))
    keys = [found[1] for line in rules if (found := re.match(r' +"(.*?)" "', line))]
    assert len(keys) >= 2_000
    assert all(len(key.encode()) <= 46 for key in keys if not key.startswith("~"))
    # Regular expressions are tried one after another.
    assert sum(key.startswith("~") for key in keys) <= 30


def test_sites_of_one_server_have_variables_of_their_own() -> None:
    found = set()
    for base in (BASE, f"{BASE}/a-b", f"{BASE}/a_b", "https://press-example.org"):
        for style in (RedirectStyle.NGINX, RedirectStyle.NGINX_MAP):
            rules = "\n".join(lines(style, ("/x?a=b", "/az/x/"), ("/y/", "/az/y/"), base=base))
            found.add((base, *re.findall(r"\$\w*beyan_([0-9a-f]{8})", rules)[:1]))
    assert len(found) == len({mark for _, mark in found}) == 4


@pytest.mark.parametrize("base_path", ["", "/site"])
def test_apache_sends_the_old_address_on_with_or_without_its_slash(base_path: str) -> None:
    (line,) = lines(RedirectStyle.APACHE, ("/old/", "/az/x/"), base=BASE + base_path)
    directive, status, pattern, target = line.split(" ")
    assert (directive, status) == ("RedirectMatch", "301")
    assert target == f'"{BASE}{base_path}/az/x/"'
    for address, fits in (("/old", True), ("/old/", True), ("/OLD", True), ("/older/", False)):
        assert bool(re.search(pattern.strip('"'), base_path + address)) is fits


@pytest.mark.parametrize("base_path", ["", "/site"])
def test_netlify_has_the_old_path_the_new_address_and_the_status(base_path: str) -> None:
    assert lines(
        RedirectStyle.NETLIFY, ("/old/", "/az/x/"), ("/b.html", "/az/y/"), base=BASE + base_path
    ) == [
        f"{base_path}/old/ {BASE}{base_path}/az/x/ 301",
        f"{base_path}/b.html {BASE}{base_path}/az/y/ 301",
    ]


@pytest.mark.parametrize("style", [RedirectStyle.NETLIFY, RedirectStyle.CSV, RedirectStyle.APACHE])
def test_a_query_is_asked_for_before_the_path_that_stands_for_all(style: RedirectStyle) -> None:
    said = lines(style, ("/x/", "/az/x/"), ("/x/?id=1", "/az/y/"), ("/y/", "/az/z/"))
    led = [found[1] for line in said if (found := re.search("org/az/([xyz])/", line))]
    assert led == ["y", "x", "z"]


@pytest.mark.parametrize(
    ("old", "line"),
    [
        ("/index.php?id=12&lang=az", "/index.php id=12 lang=az"),
        ("/a%20b/k%C9%99/", "/a%20b/k%C9%99/"),
        ("https://press.example.org/x?a=b", "/x a=b"),
        # Neither has a word for these.
        *(("/x?OpenDocument", None), ("/x?a=", None), ("/x?a=1&a=2", None), ("/x?a=:b", None)),
        *(("/a*b", None), ("/a/:b", None)),
    ],
)
def test_netlify_gets_what_it_has_words_for(old: str, line: str | None) -> None:
    expected = [f"{line} {BASE}/site/az/x/ 301"] if line is not None else []
    if line is not None and not old.startswith("https:"):
        expected = [f"/site{expected[0]}"]
    assert lines(RedirectStyle.NETLIFY, (old, "/az/x/"), base=f"{BASE}/site") == expected


@pytest.mark.parametrize("old", ["/old/", "/a,b?c=,d", "/x?y='1'&z=%22"])
def test_a_table_has_the_old_and_the_new_address_and_the_status(old: str) -> None:
    rows = csv.reader(lines(RedirectStyle.CSV, (old, "/az/x/"), base=f"{BASE}/site"))
    shown = old.replace("'", "%27")
    assert [*rows] == [
        ["old", "new", "status"],
        [f"/site{shown}", f"{BASE}/site/az/x/", "301"],
    ]


@pytest.mark.parametrize("style", RedirectStyle)
def test_a_site_without_aliases_has_no_lines(style: RedirectStyle) -> None:
    assert lines(style) == []


@pytest.mark.parametrize("style", RedirectStyle)
@pytest.mark.parametrize(
    "old", ['/a";return 301 /x;"', "/a$host$1%1/", "/a'{}\\x".replace("\\", "%5C"), "/a#b\n}"]
)
def test_no_address_says_anything_else_to_a_server(style: RedirectStyle, old: str) -> None:
    """Whatever it is, it stands between quotation marks, or encoded."""
    from beyan.model.old_address import OldAddress

    read = OldAddress.read(old)
    if read is None:
        assert "\n" in old
        return
    for line in lines(style, (read.text, "/az/x/")):
        bare = re.sub(r'"(?:\\.|[^"\\])*"', "", line) if style is not RedirectStyle.CSV else ""
        assert "return 301 /x" not in bare
        assert "$host" not in bare or style is RedirectStyle.NETLIFY
