from __future__ import annotations

from urllib.robotparser import RobotFileParser

from beyan.model.export import Robots
from beyan.render.exporters.robots import robots
from beyan.render.exporters.tools import Tools

TOOLS = Tools("https://press.example.org/site", lambda prose, language: "")
PLANNED = Robots(address="/robots.txt", sitemaps=("/sitemap.xml", "/news-sitemap.xml"))


def test_a_crawler_may_read_everything_and_learns_of_both_sitemaps() -> None:
    parser = RobotFileParser()
    parser.parse(robots(PLANNED, TOOLS).decode().splitlines())
    assert parser.can_fetch("AnyBot", "https://press.example.org/site/az/")
    assert parser.site_maps() == [
        "https://press.example.org/site/sitemap.xml",
        "https://press.example.org/site/news-sitemap.xml",
    ]


def test_the_file_is_plain_lines() -> None:
    assert robots(PLANNED, TOOLS).decode().splitlines()[:2] == ["User-agent: *", "Disallow:"]
