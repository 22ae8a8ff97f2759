from __future__ import annotations

import re

import pytest

from beyan.model.export import HeaderRule, HeaderRules, HeaderStyle
from beyan.render.exporters.headers import header_lines
from beyan.render.exporters.tools import Tools

BASE = "https://press.example.org"
RULES = (
    HeaderRule(("/*",), (("X-Policy", "strict"), ("Cache-Control", "no-cache"))),
    HeaderRule(("/az/search/*", "/en/search/*"), (("X-Policy", "loose"),)),
    HeaderRule(("/*.xml",), (("X-Policy", "xml"),)),
    HeaderRule(("/assets/*",), (("Cache-Control", "kept"),)),
)


def lines(style: HeaderStyle, base: str = BASE) -> list[str]:
    planned = HeaderRules(address="/x", style=style, rules=RULES)
    return header_lines(planned, Tools(base, lambda prose, language: "")).decode().splitlines()


def test_nginx_begins_with_what_holds_everywhere_and_changes_it_by_address() -> None:
    said = [line for line in lines(HeaderStyle.NGINX) if not line.startswith("#")]
    assert said[:2] == ['set $beyan_x_policy "strict";', 'set $beyan_cache_control "no-cache";']
    assert said[2] == ('if ($uri ~ "^/az/search/|^/en/search/") { set $beyan_x_policy "loose"; }')
    assert said[3] == 'if ($uri ~ "^/.*\\.xml$") { set $beyan_x_policy "xml"; }'
    assert said[5:] == [
        "add_header X-Policy $beyan_x_policy always;",
        "add_header Cache-Control $beyan_cache_control;",
    ]


def test_nginx_has_the_sending_once_more_for_a_location() -> None:
    assert lines(HeaderStyle.NGINX_LOCATION)[1:] == lines(HeaderStyle.NGINX)[-2:]


def test_nginx_says_nothing_outside_of_the_sites_folder() -> None:
    said = lines(HeaderStyle.NGINX, BASE + "/press")
    assert 'set $beyan_59ddc97e_x_policy "";' in said
    (first,) = (line for line in said if '"strict"' in line)
    assert first.startswith('if ($uri ~ "^/press/") { ')


def test_apache_sets_each_header_and_later_lines_take_its_place() -> None:
    assert lines(HeaderStyle.APACHE) == [
        'Header always set X-Policy "strict"',
        'Header set Cache-Control "no-cache"',
        'Header always set X-Policy "loose" "expr=%{REQUEST_URI} =~ m#^/az/search/|^/en/search/#"',
        'Header always set X-Policy "xml" "expr=%{REQUEST_URI} =~ m#^/.*\\.xml$#"',
        'Header set Cache-Control "kept" "expr=%{REQUEST_URI} =~ m#^/assets/#"',
    ]
    (first, *_) = lines(HeaderStyle.APACHE, BASE + "/press")
    assert first.endswith(' "expr=%{REQUEST_URI} =~ m#^/press/#"')


def test_netlify_takes_a_header_back_before_it_says_another() -> None:
    assert lines(HeaderStyle.NETLIFY, BASE + "/press") == [
        *("/press/*", "  X-Policy: strict", "  Cache-Control: no-cache"),
        *("/press/az/search/*", "  ! X-Policy", "  X-Policy: loose"),
        *("/press/en/search/*", "  ! X-Policy", "  X-Policy: loose"),
        *("/press/*.xml", "  ! X-Policy", "  X-Policy: xml"),
        *("/press/assets/*", "  ! Cache-Control", "  Cache-Control: kept"),
    ]


@pytest.mark.parametrize(
    ("address", "policy"),
    [
        ("/az/", "strict"),
        ("/az/search/", "loose"),
        ("/az/search/index.html", "loose"),
        ("/az/searches/", "strict"),
        ("/press/az/search/", "strict"),
        ("/az/feed.xml", "xml"),
        ("/az/rss.xml", "xml"),
        ("/az/feedxxml", "strict"),
    ],
)
def test_the_last_pattern_that_fits_an_address_decides(address: str, policy: str) -> None:
    found = "strict"
    for pattern, value in re.findall(
        r'if \(\$uri ~ "(.*)"\) \{ set \$beyan_x_policy "(.*)"; \}',
        "\n".join(lines(HeaderStyle.NGINX)),
    ):
        found = value if re.search(pattern, address) else found
    assert found == policy
