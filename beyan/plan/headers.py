"""What a web server should say with the site's files: the one source of the policy.

Pages have no inline script or style and ask no other host, so a browser may be told to refuse all
of that. What stands in a `<script type="application/ld+json">` is data, which no policy concerns.
"""

from __future__ import annotations

from beyan.model.config import Config
from beyan.model.export import HeaderRule
from beyan.plan import addresses

_POLICY = "Content-Security-Policy"
_CACHE = "Cache-Control"

# Whatever is not named is refused, and so are scripts, plugins and frames. Without scripts nothing
# connects, but Lighthouse asks for robots.txt from within the page.
_PAGES = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_SEARCH = f"{_PAGES}; script-src 'self'"
# Opened by itself, such a file is shown within a page of the browser's own making, whose styles are
# inline; so is XML.
OPENED = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
)
_SHOWN_BY_BROWSERS = (
    *("avif", "gif", "jpeg", "jpg", "png", "webp"),
    *("mp3", "mp4", "svg", "webm", "xml"),
)

_YEAR = 365 * 24 * 60 * 60  # seconds

# Of these no page has any use. Names that a browser does not know are an error in its console.
_UNUSED = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope"),
    *("magnetometer", "microphone", "midi", "payment", "usb"),
)


def header_rules(config: Config) -> tuple[HeaderRule, ...]:
    """The first rule is for every file, the later ones say what is otherwise with some."""
    everywhere = [
        (_POLICY, _PAGES),
        ("X-Content-Type-Options", "nosniff"),
        # Nobody else learns what was read before a link was followed.
        ("Referrer-Policy", "same-origin"),
        ("Permissions-Policy", ", ".join(f"{name}=()" for name in _UNUSED)),
        # To be asked for again, else a browser shows an old page for a tenth of its age: a
        # correction, and a withdrawal, would come late (RFC 9111, 4.2.2).
        (_CACHE, "no-cache"),
    ]
    if config.base_url.startswith("https:"):
        everywhere += [
            ("Strict-Transport-Security", f"max-age={_YEAR}"),
            # A browser takes this over TLS alone, and complains elsewhere.
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ]
    searches = tuple(f"{addresses.search(config, language)}*" for language in config.languages)
    opened = tuple(f"/*.{ending}" for ending in _SHOWN_BY_BROWSERS)
    # Their names change with their content.
    kept = (f"{addresses.ASSETS}*",)
    rules = [HeaderRule(("/*",), tuple(everywhere))]
    if config.search:
        rules.append(HeaderRule(searches, ((_POLICY, _SEARCH),)))
    rules.append(HeaderRule(opened, ((_POLICY, OPENED),)))
    rules.append(HeaderRule(kept, ((_CACHE, f"public, max-age={_YEAR}, immutable"),)))
    return tuple(rules)
