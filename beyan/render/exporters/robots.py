"""robots.txt (RFC 9309): everything may be read, and where the sitemaps are."""

from __future__ import annotations

from beyan.model.export import Robots
from beyan.render.exporters.tools import Tools


def robots(planned: Robots, tools: Tools) -> bytes:
    lines = ["User-agent: *", "Disallow:", ""]
    lines += [f"Sitemap: {tools.url(address)}" for address in planned.sitemaps]
    return ("\n".join(lines) + "\n").encode()
