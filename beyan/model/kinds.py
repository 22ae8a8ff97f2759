"""What may be published beside a release, by the name of the file: a server goes by nothing else.

Sources: the handlers that Apache, nginx, IIS and PHP set up come with; the file types that
Windows and mail programs refuse to open; the media types that browsers run scripts in.
"""

from __future__ import annotations

from enum import StrEnum

from beyan.model.picture import FORMATS


class Danger(StrEnum):
    """Why a file is refused, in the words of a message."""

    BROWSER = "a browser could run what is in it"
    SERVER = "a web server could run it, or take orders from it"
    READER = "it could do harm on the computers of those who open it"


def _endings(text: str) -> frozenset[str]:
    return frozenset(f".{ending}" for ending in text.split())


# What every browser, or every office, can open. Pictures are those of photos.
USUAL = _endings(
    "pdf doc docx dot dotx rtf odt ott xls xlsx xlt xltx ods ots csv tsv "
    "ppt pptx pps ppsx pot potx odp otp odg txt epub zip "
    "mp3 m4a aac wav ogg oga opus flac mp4 m4v webm mov ogv vtt srt "
    "ics vcf json geojson"
) | frozenset(FORMATS)

# Documents in the look of the site, with its rights; everything that is XML can be one.
RUN_BY_BROWSERS = _endings(
    "htm html js mjs svg svgz xht xhtml xml xsl xslt mht mhtml rss atom rdf wasm swf "
    "appcache cjs gpx kml mathml mml webmanifest xbl xul xspf"
)
RUN_BY_SERVERS = _endings(
    "php php3 php4 php5 php7 php8 phps phtml phar pht inc asp aspx ascx ashx asmx asax cer cshtml "
    "vbhtml jsp jspx jspf cfm cfml cfc cgi fcgi pl pm py pyc pyo rb rhtml shtm shtml stm lua "
    "sh bash csh ksh zsh htaccess htpasswd htgroup ini env conf config"
)
RUN_BY_READERS = _endings(
    "exe msi msp msix msu appx com scr pif cpl bat cmd ps1 psm1 psd1 vbs vbe vb jse ws wsf wsh wsc "
    "hta jar jnlp class apk xapk aab ipa app dmg pkg deb rpm run appimage command desktop lnk url "
    "webloc scf reg inf sct gadget chm hlp dll sys drv msc iso img vhd vhdx"
)
# Told by the whole name: what hosts such as Netlify and Cloudflare read.
_ORDERS = frozenset({"_headers", "_redirects"})

# Servers give every part between dots a meaning of its own. These are run wherever they stand.
_RUN_INSIDE = RUN_BY_SERVERS - _endings("inc pm rb lua sh bash csh ksh zsh ini env conf config cer")

_BY_ENDING = {
    **dict.fromkeys(RUN_BY_BROWSERS, Danger.BROWSER),
    **dict.fromkeys(RUN_BY_READERS, Danger.READER),
    **dict.fromkeys(RUN_BY_SERVERS, Danger.SERVER),
}


def danger_of(name: str) -> Danger | None:
    """Why the file may not be published; None where nothing speaks against its name.

    `x.html.gz` is the page that is packed in it, and `x.html.az` is that page in a language:
    a server passes over the endings that it does not know.
    """
    name = _plain(name)
    if name.startswith(".") or name in _ORDERS:
        return Danger.SERVER
    for ending in reversed(_parts(name)):
        if ending in _BY_ENDING:
            return _BY_ENDING[ending]
        if ending in USUAL:
            break
    return None


def ending_inside(name: str) -> str:
    """`.php` of `x.php.pdf`: a server may run the file for it. Else an empty string."""
    inside = _parts(_plain(name))[:-1]
    return next((ending for ending in inside if ending in _RUN_INSIDE), "")


def is_usual(name: str) -> bool:
    """Whether readers can be expected to have a program for it."""
    return not USUAL.isdisjoint(_parts(_plain(name))[-1:])


def _plain(name: str) -> str:
    """As Windows sees it, which leaves off dots and blanks at the end."""
    return name.rpartition("/")[2].lower().rstrip(". \u00a0")


def _parts(name: str) -> list[str]:
    return [f".{part.strip()}" for part in name.split(".")[1:]]
