"""Planned files for machines → bytes. One exporter per file; adding one adds a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from beyan.model.export import (
    AgencyItem,
    AgencyList,
    AtomFeed,
    HeaderRules,
    JsonFeed,
    NewsSitemap,
    RedirectRules,
    Robots,
    RssFeed,
    Sitemap,
    SitemapIndex,
)
from beyan.model.page import Export
from beyan.render.exporters.atom import atom
from beyan.render.exporters.headers import header_lines
from beyan.render.exporters.jsonfeed import json_feed
from beyan.render.exporters.ninjs import agency_item, agency_list
from beyan.render.exporters.redirects import redirect_rules
from beyan.render.exporters.robots import robots
from beyan.render.exporters.rss import rss
from beyan.render.exporters.sitemap import news_sitemap, sitemap, sitemap_index
from beyan.render.exporters.tools import Tools

EXPORTERS: Mapping[type[Export], Callable[[Any, Tools], bytes]] = {
    AtomFeed: atom,
    RssFeed: rss,
    JsonFeed: json_feed,
    Sitemap: sitemap,
    SitemapIndex: sitemap_index,
    NewsSitemap: news_sitemap,
    Robots: robots,
    AgencyItem: agency_item,
    AgencyList: agency_list,
    RedirectRules: redirect_rules,
    HeaderRules: header_lines,
}


def export(planned: Export, tools: Tools) -> bytes:
    """The file's bytes. Raises `Unreadable`."""
    return EXPORTERS[type(planned)](planned, tools)
