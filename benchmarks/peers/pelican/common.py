"""Pelican's settings for one language; az.py and en.py name it and run side by side.

Years are categories, topics tags, participants authors: so Pelican itself makes their pages and
feeds. Links in the texts are finished addresses.
"""

import json
from pathlib import Path

HERE = Path(__file__).resolve().parent


def read(name):
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


def settings(language):
    office, strings = read("office"), read("strings")[language]
    return {
        "SITENAME": office[language]["name"],
        "SITEURL": office["base"],
        "PATH": str(HERE / "content" / language),
        "OUTPUT_PATH": str(HERE / "output"),
        "DELETE_OUTPUT_DIRECTORY": False,
        "ARTICLE_PATHS": ["."],
        "PAGE_PATHS": [],
        "STATIC_PATHS": [],
        "THEME": str(HERE / "theme"),
        "THEME_STATIC_DIR": "assets",
        "THEME_STATIC_PATHS": ["static"] if language == "az" else [],
        "PLUGIN_PATHS": [str(HERE / "plugins")],
        "PLUGINS": ["press"],
        "TIMEZONE": "Asia/Baku",
        "DEFAULT_LANG": language,
        "FORMATTED_FIELDS": [],
        "MARKDOWN": {
            "extension_configs": {
                "markdown.extensions.meta": {},
                "markdown.extensions.toc": {},
            },
            "output_format": "html5",
        },
        # What changed is told by time, and only that is read again.
        "CACHE_CONTENT": True,
        "LOAD_CONTENT_CACHE": True,
        "CHECK_MODIFIED_METHOD": "mtime",
        "GZIP_CACHE": False,
        "CACHE_PATH": str(HERE / ".cache" / language),
        "ARTICLE_URL": f"{language}/releases/{{date:%Y}}/{{slug}}/",
        "ARTICLE_SAVE_AS": f"{language}/releases/{{date:%Y}}/{{slug}}/index.html",
        "CATEGORY_URL": f"{language}/releases/{{slug}}/",
        "CATEGORY_SAVE_AS": f"{language}/releases/{{slug}}/index.html",
        "TAG_URL": f"{language}/topics/{{slug}}/",
        "TAG_SAVE_AS": f"{language}/topics/{{slug}}/index.html",
        "AUTHOR_URL": f"{language}/participants/{{slug}}/",
        "AUTHOR_SAVE_AS": f"{language}/participants/{{slug}}/index.html",
        "DIRECT_TEMPLATES": [
            "index",
            "home",
            "topics",
            "feeds",
            "most_read",
            "sitemap",
            "agency",
            "missing",
        ],
        "PAGINATED_TEMPLATES": {
            "index": None,
            "category": 100,
            "tag": None,
            "author": None,
            "topic_year": None,
        },
        "INDEX_URL": f"{language}/releases/",
        "INDEX_SAVE_AS": f"{language}/releases/index.html",
        "HOME_SAVE_AS": f"{language}/index.html",
        "TOPICS_SAVE_AS": f"{language}/topics/index.html",
        "FEEDS_SAVE_AS": f"{language}/feeds/index.html",
        "MOST_READ_SAVE_AS": f"{language}/most-read/index.html",
        "SITEMAP_SAVE_AS": f"{language}/sitemap.xml",
        "AGENCY_SAVE_AS": f"{language}/releases.json",
        "MISSING_SAVE_AS": f"{language}/404.html",
        "DEFAULT_PAGINATION": 20,
        "PAGINATION_PATTERNS": (
            (1, "{url}", "{save_as}"),
            (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
        ),
        "FEED_DOMAIN": office["base"],
        "FEED_MAX_ITEMS": 20,
        "FEED_ALL_ATOM": f"{language}/feed.xml",
        "FEED_ALL_RSS": f"{language}/rss.xml",
        "TAG_FEED_RSS": f"{language}/topics/{{slug}}/rss.xml",
        "AUTHOR_FEED_RSS": f"{language}/participants/{{slug}}/rss.xml",
        "RSS_FEED_SUMMARY_ONLY": False,
        "TAG_FEED_ATOM": f"{language}/topics/{{slug}}/feed.xml",
        "AUTHOR_FEED_ATOM": f"{language}/participants/{{slug}}/feed.xml",
        "CATEGORY_FEED_ATOM": None,
        "TRANSLATION_FEED_ATOM": None,
        "JINJA_ENVIRONMENT": {
            "trim_blocks": True,
            "lstrip_blocks": True,
            "extensions": ["jinja2.ext.do"],
        },
        "JINJA_GLOBALS": {
            "language": language,
            "other": "en" if language == "az" else "az",
            "own_names": {"az": "Azərbaycan", "en": "English"},
            "locales": {"az": "az_AZ", "en": "en_US"},
            "office": {**office, **office[language]},
            "t": strings,
            "people": {key: words[language] for key, words in read("participants").items()},
            "topic_words": {words[language]["slug"]: words for words in read("topics").values()},
        },
    }
