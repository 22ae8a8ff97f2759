"""Valid inputs of every kind, from which mutants are made: the sample site's, those of tests, and
some that have whatever a format offers.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import PIL.Image
from PIL.PngImagePlugin import PngInfo

from beyan.model.defaults import DEFAULTS
from beyan.model.views import VIEWS_HEADER
from tests.conftest import CONFIG, REPOSITORY, release
from tests.fuzz.judgement import MARK

FOLDER = "content/releases/2026"
RELEASE, TWIN, PAGE = f"{FOLDER}/b.az.md", f"{FOLDER}/b.en.md", "content/pages/about.az.md"
PHOTO, ATTACHMENT = f"{FOLDER}/b/x.png", f"{FOLDER}/b/a.pdf"
PEOPLE, TOPICS, VIEWS = "content/participants.yaml", "content/topics.yaml", "content/views.csv"
COVERAGE, SETTINGS = "content/views-imported.csv", "site_config.yaml"
CATALOGUE, ENGLISH = (f"locales/{tag}/LC_MESSAGES/messages.po" for tag in ("az", "en"))
TEMPLATE = "templates/parts/own.html"

EVERYTHING = f"""\
---
title: Bəyanat {MARK}
date: 2026-03-05 14:30
views: 368
place: Bakı
summary: Xülasə {MARK}.
topics: [law]
participants:
  - ali-veli
  - name: Rauf Zeini
    role: sədr {MARK}
    organisation: {{az: Forum, en: Forum}}
photos: [{{file: x.png, alt: Bina, caption: Bina {MARK}, credit: Rəssam}}]
attachments: [{{file: a.pdf, title: Gündəlik}}]
expires: 2027-05-22
slug: beyanat
aliases: [/kohne/unvan/]
corrections: [{{date: 2026-03-06, text: Düzəliş}}]
contact: {{name: Mətbuat xidməti, phone: "+994 12 000 00 00", email: press@example.org}}
---
Birinci abzas {MARK}, [keçid](https://example.org) və **vurğu**.

- bir {MARK}
- iki

> Sitat {MARK}

| a | b |
|---|---|
| {MARK} | d |

Qeyd[^1].

[^1]: Altda {MARK}.
"""
TRANSLATION = f"---\ntitle: Statement {MARK}\n---\nText {MARK}.\n"
REGISTRY = """\
ali-veli:
  name: {az: Əli Vəli, en: Ali Veli}
  role: {az: Ombudsman, en: Commissioner}
  organisation: {az: İdarə, en: Office}
  earlier_roles: [{until: 2019-11-28, role: {az: vəkil, en: lawyer}}]
leyla:
  name:
    az: Leyla
    en: Leyla
"""
LOG_LINES = {
    "common": '192.0.2.1 - - [05/Mar/2026:12:00:00 +0400] "GET /az/releases/2026/beyanat/ HTTP/1.1"'
    " 200 512\n",
    "combined": "192.0.2.1 - - [05/Mar/2026:12:00:00 +0400] "
    '"GET /az/releases/2026/beyanat/?a=b HTTP/1.1" 200 5 "-" "Firefox/140"\n',
    "json": '{"time_iso8601":"2026-03-05T12:00:00+04:00","remote_addr":"192.0.2.1",'
    '"request_method":"GET","request_uri":"/az/releases/2026/beyanat/","status":200,"http_user_agent":"Firefox/1"}\n',
    "cloudflare": '{"EdgeStartTimestamp":1772712000000000000,"ClientIP":"192.0.2.1",'
    '"ClientRequestMethod":"GET","ClientRequestURI":"/kohne/unvan/","EdgeResponseStatus":200}\n',
    "w3c": "2026-03-05 12:00:00 192.0.2.1 GET /az/releases/2026/beyanat/ 200 Firefox/140\n",
}
_FIELDS = "#Version: 1.0\n#Fields: date time c-ip cs-method cs-uri-stem sc-status cs(User-Agent)\n"


def site_files() -> dict[str, str | bytes]:
    """A small site that has one of each file that a build reads."""
    return {
        SETTINGS: CONFIG,
        RELEASE: EVERYTHING,
        TWIN: TRANSLATION,
        f"{FOLDER}/c.en.md": release("C", text=f"Text {MARK}."),
        PHOTO: picture("PNG"),
        ATTACHMENT: b"%PDF-1.4\n%%EOF\n",
        TOPICS: "law:\n  name: {az: Hüquq, en: Law}\n  slug: {az: huquq, en: law}\n",
        PEOPLE: REGISTRY,
        PAGE: f"---\ntitle: Haqqımızda\norder: 1\naliases: [/haqq/]\n---\nMətn {MARK}.\n",
        VIEWS: f"{','.join(VIEWS_HEADER)}\n2026-03,2026/b,az,3\n2026-04,2026/b,en,1\n",
        COVERAGE: "source,from,until\n,2026-03-01T00:00:00Z,2026-03-04T00:00:00Z\n",
        CATALOGUE: (DEFAULTS / CATALOGUE).read_bytes(),
        "locales/en/LC_MESSAGES/messages.po": (
            DEFAULTS / CATALOGUE.replace("az", "en")
        ).read_bytes(),
        "templates/base.html": (DEFAULTS / "templates/base.html")
        .read_text("utf-8")
        .replace("</body>", "{% include 'parts/own.html' %}</body>"),
        TEMPLATE: "<p>x</p>\n",
        "assets/own.css": "p { color: red }\n",
        "assets/own.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    }


def _all(pattern: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(REPOSITORY.glob(pattern)) if path.is_file()]


@cache
def releases() -> list[bytes]:
    own = [EVERYTHING.encode()] * 60 + [TRANSLATION.encode()] * 5
    return [
        *own,
        *_all("content/releases/**/*.md"),
        *_all("tests/broken/*/content/releases/**/*.md"),
    ]


@cache
def pages() -> list[bytes]:
    own = [str(site_files()[PAGE]).encode()] * 10
    return [*own, *_all("content/pages/*.md"), *_all("tests/broken/*/content/pages/*.md")]


@cache
def settings() -> list[bytes]:
    return [*_all("site_config.yaml"), *_all("tests/broken/*/site_config.yaml"), CONFIG.encode()]


@cache
def registries() -> list[bytes]:
    return [REGISTRY.encode()] * 10 + [*_all(PEOPLE), *_all(f"tests/broken/*/{PEOPLE}")]


@cache
def topics() -> list[bytes]:
    own = [str(site_files()[TOPICS]).encode()] * 5
    return [*own, *_all(TOPICS), *_all(f"tests/broken/*/{TOPICS}")]


@cache
def catalogues() -> list[bytes]:
    head = (
        'msgid ""\nmsgstr ""\n"Language: az\\n"\n"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'
    )
    small = f'{head}# a note\n#: x.html:1\nmsgid "a"\nmsgstr "{MARK}"\n\n' + (
        'msgctxt "c"\nmsgid "one %(num)s"\nmsgid_plural "many %(num)s"\n'
        f'msgstr[0] "bir %(num)s"\nmsgstr[1] "{MARK}"\n\n#, fuzzy\nmsgid "b"\nmsgstr "x"\n'
    )
    return [small.encode()] * 8 + _all("tests/broken/*/locales/**/*.po")


@cache
def templates() -> list[bytes]:
    return _all("templates/**/*.html")


@cache
def logs() -> list[bytes]:
    plain = [text * 3 for text in LOG_LINES.values()]
    plain[-1] = _FIELDS + plain[-1]
    mixed = "".join(LOG_LINES.values()).encode()
    texts = [*map(str.encode, plain), mixed]
    return [*texts, *texts, gzip.compress(mixed * 5, mtime=0), _two_members(), *_other_archives()]


def _two_members() -> bytes:
    line = LOG_LINES["combined"].encode()
    return gzip.compress(line, mtime=0) + gzip.compress(line, mtime=0)


def _other_archives() -> Iterator[bytes]:
    line = LOG_LINES["combined"].encode()
    yield bz2.compress(line)
    yield lzma.compress(line)


@cache
def attachments() -> list[bytes]:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return [b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", buffer.getvalue()]


# Name, mode and format of the photos that others are made from.
_PHOTOS = (
    *(("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("PNG", "I;16"), ("PNG", "LA")),
    *(("PNG", "1"), ("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("GIF", "P"), ("GIF", "RGB")),
    *(("WEBP", "RGB"), ("WEBP", "RGBA"), ("AVIF", "RGB"), ("AVIF", "RGBA")),
)
ENDINGS = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp", "AVIF": ".avif"}


@cache
def photos() -> list[tuple[str, bytes]]:
    """The ending of the name, and the bytes."""
    found = [(ENDINGS[format], picture(format, mode)) for format, mode in _PHOTOS]
    found += [(ENDINGS[format], _film(format)) for format in ("PNG", "GIF", "WEBP")]
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>\n'
    return [*found, (".jpg", _progressive()), (".png", svg), (".svg", svg)]


@cache
def picture(format: str, mode: str = "RGB") -> bytes:
    """48 × 32 pixels with a profile, a comment and a turned camera."""
    from PIL import ImageCms

    image = PIL.Image.linear_gradient("L").resize((48, 32)).convert(mode.replace("I;16", "I"))
    if mode == "I;16":
        image = image.convert("I;16")
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    more: dict[str, object] = {}
    if mode in ("RGB", "RGBA"):
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        more = {} if format == "GIF" else {"icc_profile": profile, "exif": exif.tobytes()}
    if format == "PNG":
        notes = PngInfo()
        notes.add_text("Comment", "a")
        notes.add_itxt("XML:com.adobe.xmp", "<x/>", zip=True)
        more["pnginfo"] = notes
    buffer = BytesIO()
    image.save(buffer, format, **more)
    return buffer.getvalue()


def _film(format: str) -> bytes:
    frames = [PIL.Image.new("RGBA", (20, 16), (shade, 0, 0, shade)) for shade in (0, 90, 200)]
    buffer = BytesIO()
    frames[0].save(buffer, format, save_all=True, append_images=frames[1:], duration=50)
    return buffer.getvalue()


def _progressive() -> bytes:
    buffer = BytesIO()
    PIL.Image.linear_gradient("L").convert("RGB").save(buffer, "JPEG", progressive=True)
    return buffer.getvalue()


def own_site(root: Path) -> Path:
    """`site_files` below the folder."""
    for path, content in site_files().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return root
