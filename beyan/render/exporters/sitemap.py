"""Sitemaps (sitemaps.org 0.9) with hreflang alternates, their index, and the news sitemap."""

from __future__ import annotations

from collections.abc import Iterator

from beyan.language.tongues import is_traditional
from beyan.model.export import NewsSitemap, Sitemap, SitemapIndex
from beyan.render.exporters.tools import Tools, attribute, rfc3339, text

_XML = '<?xml version="1.0" encoding="utf-8"?>'
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_XHTML = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def sitemap(planned: Sitemap, tools: Tools) -> bytes:
    def lines() -> Iterator[str]:
        yield _XML
        yield f"<urlset {_SITEMAP} {_XHTML}>"
        for entry in planned.entries:
            yield f"<url><loc>{text(tools.url(entry.address))}</loc>"
            if entry.modified is not None:
                yield f"<lastmod>{rfc3339(entry.modified)}</lastmod>"
            if len(entry.alternates) > 1:
                for other in entry.alternates:
                    yield _alternate(other.language, tools.url(other.address))
                yield _alternate("x-default", tools.url("/"))
            yield "</url>"
        yield "</urlset>"

    return _bytes(lines(), planned.address, tools)


def sitemap_index(planned: SitemapIndex, tools: Tools) -> bytes:
    def lines() -> Iterator[str]:
        yield _XML
        yield f"<sitemapindex {_SITEMAP}>"
        for part in planned.parts:
            yield f"<sitemap><loc>{text(tools.url(part.address))}</loc>"
            if part.modified is not None:
                yield f"<lastmod>{rfc3339(part.modified)}</lastmod>"
            yield "</sitemap>"
        yield "</sitemapindex>"

    return _bytes(lines(), planned.address, tools)


def news_sitemap(planned: NewsSitemap, tools: Tools) -> bytes:
    names = dict(planned.names)

    def lines() -> Iterator[str]:
        yield _XML
        yield f"<urlset {_SITEMAP} {_NEWS}>"
        for entry in planned.entries:
            yield f"<url><loc>{text(tools.url(entry.address))}</loc>"
            yield "<news:news><news:publication>"
            yield f"<news:name>{text(names[entry.language])}</news:name>"
            yield f"<news:language>{text(_news_language(entry.language))}</news:language>"
            yield "</news:publication>"
            yield f"<news:publication_date>{rfc3339(entry.published)}</news:publication_date>"
            yield f"<news:title>{text(entry.title)}</news:title>"
            yield "</news:news></url>"
        yield "</urlset>"

    return _bytes(lines(), planned.address, tools)


def _news_language(language: str) -> str:
    """Two or three letters; Chinese by its way of writing, as the only language with more."""
    primary = language.partition("-")[0].lower()
    if primary == "zh":
        return "zh-tw" if is_traditional(language) else "zh-cn"
    return primary


def _alternate(language: str, href: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang={attribute(language)} href={attribute(href)}/>'


def _bytes(lines: Iterator[str], address: str, tools: Tools) -> bytes:
    return tools.well_formed("\n".join(lines) + "\n", address).encode()
