from __future__ import annotations

import re

import pytest

from beyan.model.export import RedirectRules, RedirectStyle
from beyan.render.exporters.redirects import redirect_rules
from beyan.render.exporters.tools import Tools

BASE = "https://press.example.org"


def lines(style: RedirectStyle, *redirects: tuple[str, str], base: str = BASE) -> list[str]:
    planned = RedirectRules(address="/x", style=style, redirects=redirects)
    return redirect_rules(planned, Tools(base, lambda prose, language: "")).decode().splitlines()


@pytest.mark.parametrize("base_path", ["", "/site"])
def test_nginx_sends_the_old_address_on_with_or_without_its_slash(base_path: str) -> None:
    (line,) = lines(RedirectStyle.NGINX, ("/old/news.aspx/", "/az/x/"), base=BASE + base_path)
    found = re.fullmatch(r"location ~ (\S+) \{ return 301 (\S+); \}", line)
    assert found is not None
    assert found[2] == f"{BASE}{base_path}/az/x/"
    assert re.search(found[1], f"{base_path}/old/news.aspx/")
    assert re.search(found[1], f"{base_path}/old/news.aspx")
    assert not re.search(found[1], f"{base_path}/old/newsXaspx/")
    assert not re.search(found[1], f"{base_path}/old/news.aspx/more/")


@pytest.mark.parametrize("base_path", ["", "/site"])
def test_apache_sends_the_old_address_on_with_or_without_its_slash(base_path: str) -> None:
    (line,) = lines(RedirectStyle.APACHE, ("/old/", "/az/x/"), base=BASE + base_path)
    directive, status, pattern, target = line.split(" ")
    assert (directive, status) == ("RedirectMatch", "301")
    assert target == f"{BASE}{base_path}/az/x/"
    assert re.search(pattern, f"{base_path}/old")
    assert re.search(pattern, f"{base_path}/old/")
    assert not re.search(pattern, f"{base_path}/older/")


@pytest.mark.parametrize("base_path", ["", "/site"])
def test_netlify_has_the_old_path_the_new_address_and_the_status(base_path: str) -> None:
    assert lines(
        RedirectStyle.NETLIFY, ("/old/", "/az/x/"), ("/b.html", "/az/y/"), base=BASE + base_path
    ) == [
        f"{base_path}/old/ {BASE}{base_path}/az/x/ 301",
        f"{base_path}/b.html {BASE}{base_path}/az/y/ 301",
    ]


@pytest.mark.parametrize("style", RedirectStyle)
def test_a_site_without_aliases_has_no_lines(style: RedirectStyle) -> None:
    assert lines(style) == []
