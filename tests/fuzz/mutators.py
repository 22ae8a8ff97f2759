"""What goes wrong with files: one valid input → another that is wrong in one to three ways."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Sequence
from random import Random

Mutator = Callable[[bytes, Random], bytes]

# Characters that editors, clipboards and broken disks leave in texts.
ODD = (
    *("\0", "\x01", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x80", "\x85", "\x9d", "\xa0", "\xad"),
    *("\u200b", "\u200d", "\u200e", "\u202e", "\u2066", "\u2028", "\u2029", "\ufeff", "\ufffe"),
    *("\ufffd", "\uffff", "\U000e0001", "\U0010ffff", "\r", "\r\n", "\t", "e\u0301", "\u0130", "ß"),
    *("😀", "\U0001f468\u200d\U0001f469", "𝒜", "字", "كلمة", "\u0669", "１", "&#0;", "&#xD800;"),
)
# Of YAML's offers, those that front matter has no use for among them.
YAML_PIECES = (
    *("&a ", "*a", "!!python/object:os.system ", "!!binary x", "!<tag:x> ", "! ", "<<: *a", "? "),
    *("- ", ": ", ":", " #", "# ", "|", "|+2", ">-", "|\n", "[", "]", "{", "}", "[[", "{{", "'"),
    *('"', "''", '"\\x07"', '"\\ud800"', '"\\U00110000"', "@", "`", "%YAML 1.1\n", "%TAG ! x\n"),
    *("---\n", "...\n", "--- a\n", "null", "~", "true", "yes", "0x1f", "1e999", "-0", ".inf"),
    *("2020-02-30", "9999-12-31", "0000-00-00", "10000-01-01", "2026-03-05 25:61", "\t", "\n\t"),
    *("=: 1\n", "? [a]\n: b\n", "{a: b}: c\n", "[a]: b\n", "az: {az: {az: x}}", "title: A\n"),
)
MARKDOWN_PIECES = (
    *("**", "*", "_", "`", "```\n", "~~~", "<div>", "</div>", "<!--", "-->", "<script>", "[", "]("),
    *("](x)", "![", "[^1]", "[^1]: x\n", "[a]: b\n", "*[A]: b\n", "> ", "- ", "1. ", "# ", "    "),
    *("\t", "\\", "|a|b|\n|-|-|\n", "{: .a}", "{#a}", "&amp;", "&#1;", "<a href=", "<b", "]]>"),
    *("http://", "https://[::1", "mailto:", "javascript:a", "//x", "<https://a b>", "![](x.png)"),
    *("[a](//[)", "[a](http://[)", "[a](%zz)", "[a](#%ff)", "[a](/az/releases/2026/b/#x)", "---\n"),
)
TEMPLATE_PIECES = (
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{% if %}",
        "{% endif %}",
        "{% for a in %}",
        "{{ a.b.c }}",
    ),
    *(
        "{{ page.nothing }}",
        "{{ 1/0 }}",
        "{{ page|nothing }}",
        "{% include 'x.html' %}",
        "{% raw %}",
    ),
    *(
        "{% extends 'base.html' %}",
        "{% block content %}",
        "{{ _('No such words') }}",
        "{{ [][1] }}",
    ),
    *(
        "{{ asset('nothing.css') }}",
        "{{ 'a'|int(base=99) }}",
        "{% set x = x + 1 %}",
        "{{ page() }}",
    ),
    *(
        "{% import x as y %}",
        "{{ '%s%s'|format(1) }}",
        "{{ ngettext('a') }}",
        "{{ _(1) }}",
        "{{ () }}",
    ),
    *("{{ loop.index }}", "{{ self.body() }}", "{% call x() %}{% endcall %}", "{{ 9**9**3 }}"),
    *("{% trans %}a{% endtrans %}", "{% macro m(a, a) %}{% endmacro %}", "{{ m(1, 2, 3) }}"),
    *("{% include 5 %}", "{% include [] %}", "{% extends none %}", "{{ gettext('a', b=1) }}"),
)
CATALOGUE_PIECES = (
    *(
        "msgid ",
        "msgstr ",
        "msgid_plural ",
        "msgctxt ",
        "msgstr[0] ",
        "msgstr[9] ",
        '""',
        '"',
        "\\",
    ),
    *('"\\q"', '"\\400"', '"\\xffffff"', '"\\x110000"', '"\\ud800"', '"\\xd800"', "#, fuzzy\n"),
    *("#~ ", "#", '"%(a)s"', '"%s"', '"%"', '"%(a"', 'msgid "x"\nmsgstr "y"\n', "domain x\n", "\f"),
    *('"Plural-Forms: nplurals=2; plural=n/0;\\n"', '"Plural-Forms: nplurals=0; plural=0;\\n"'),
    *('"Plural-Forms: nplurals=2; plural=n?n?1:0:1;\\n"', '"Plural-Forms: nplurals=99999999999"'),
    *(
        '"Plural-Forms: nplurals=2; plural=((((((n))))));\\n"',
        '"Content-Type: x; charset=koi8-r\\n"',
    ),
    *('"Plural-Forms: nplurals=2; plural=9999999999*9999999999*n;\\n"', '"Language: zz\\n"'),
)
LOG_PIECES = (
    *('"', " ", "[", "]", "-", "+9999", "[00/Jan/2026:00:00:00 +0000]", "999", "\\x22", "\t", "#"),
    *("#Fields: date time", "#Fields:", "{", "}", '{"a":1}', "null", "1e400", "NaN", "-1", "[[[["),
    *("[29/Feb/2026:23:59:60 +0400]", "[05/Mar/2026:10:00:00 +2500]", "GET http://[ HTTP/1.1"),
    *('"time_iso8601":null', '"status":"x"', '"status":[200]', '"EdgeStartTimestamp":1e30', "\0"),
)
TABLE_PIECES = (
    *(",", ",,", '"', '""', "'", ";", "\t", "-1", "1e9", "00", "2026-13", "2026-03,2026/b,az,3\n"),
    *(
        "99999999999999999999",
        "month,release,language,reads\n",
        "=1+1",
        " ",
        "١",
        "9999-12-31T23:59:60Z",
    ),
)
WRONG_VALUES = (
    *("", "null", "''", "[]", "{}", "[[]]", "[{}]", "- a", "5", "-1", "1.5", "true", "2026-03-05"),
    *(
        "{az: A, en: B}",
        "[a, b]",
        "{a: {b: {c: d}}}",
        "[a, [b]]",
        "{az: [a]}",
        "{az: {}}",
        "|\n  a",
    ),
    *("../../../etc/passwd", "/etc/passwd", "C:\\x", "a\\b", "%2e%2e/", "x" * 300, "{name: [A]}"),
    *(
        "[{name: {az: A}}]",
        "[{file: x.png}]",
        "[{file: [x]}]",
        "{date: 2026, reason: {}}",
        "*a",
        "&a",
    ),
    *(
        "!!int 5",
        "0o17",
        "１２",
        "2026-03-05T10:00:00+99:00",
        "[{date: 2026-03-05, text: A}]",
        "- - a",
    ),
)
BILLION = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n"
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]+")


def _on_text(change: Callable[[str, Random], str]) -> Mutator:
    """Bytes that are no UTF-8 come through as they are."""

    def mutator(data: bytes, random: Random) -> bytes:
        text = data.decode("utf-8", "surrogateescape")
        return change(text, random).encode("utf-8", "surrogateescape")

    return mutator


def _on_parts(split: Callable[[str], list[str]]) -> Mutator:
    """A part is deleted, doubled or exchanged with another."""

    def change(text: str, random: Random) -> str:
        parts = split(text)
        if not parts:
            return text
        here, there = random.randrange(len(parts)), random.randrange(len(parts))
        match random.randrange(4):
            case 0:
                del parts[here]
            case 1:
                parts.insert(there, parts[here])
            case 2:
                parts[here], parts[there] = parts[there], parts[here]
            case _:
                parts[here:there] = []
        return "".join(parts)

    return _on_text(change)


def _insert(pieces: Sequence[str]) -> Mutator:
    def change(text: str, random: Random) -> str:
        at = random.randint(0, len(text))
        if random.random() < 0.4:  # where a line begins
            at = text.rfind("\n", 0, at) + 1
        return text[:at] + random.choice(pieces) + text[at:]

    return _on_text(change)


def _wrong_value(text: str, random: Random) -> str:
    """Another kind of value at one of the keys."""
    keys = list(re.finditer(r"^([ -]*[\w-]+:)[^\n]*$", text, re.MULTILINE))
    if not keys:
        return text
    key = random.choice(keys)
    return f"{text[: key.start()]}{key[1]} {random.choice(WRONG_VALUES)}{text[key.end() :]}"


def _misspelt(text: str, random: Random) -> str:
    keys = list(re.finditer(r"^[ -]*([\w-]+):", text, re.MULTILINE))
    if not keys:
        return text
    key = random.choice(keys)
    at = random.randint(key.start(1), key.end(1))
    return text[:at] + random.choice("xeə-_I ") + text[at:]


def _deep(text: str, random: Random) -> str:
    at = random.randint(0, len(text))
    depth = random.choice((25, 300, 5_000))
    opening, closing = random.choice(
        (
            ("[", "]"),
            ("{a: ", "}"),
            ("- ", ""),
            ("> ", ""),
            ("<b>", "</b>"),
            ("(", ")"),
            ("*a ", ""),
        )
    )
    return text[:at] + opening * depth + random.choice(("", "x")) + closing * depth + text[at:]


def _long(text: str, random: Random) -> str:
    at = random.randint(0, len(text))
    run: str = random.choice((*"aə -[<`*\\\n\t#&\"',:", "a ", "- a\n", "a: b\n", "\u0301", "字"))
    return text[:at] + run * random.choice((300, 5_000)) + text[at:]


def _billion(text: str, random: Random) -> str:
    return text.replace("---\n", f"---\n{BILLION}", 1) if "---\n" in text else BILLION + text


def _ends(text: str, random: Random) -> str:
    return text.replace("\n", random.choice(("\r\n", "\r", "\n\r", "\u2028", "\n\n", "")))


def _encoded(data: bytes, random: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    codec = random.choice(
        ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "cp1254", "utf-7")
    )
    mark = random.choice((b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    return mark + text.encode(codec, "replace")


def cut_off(data: bytes, random: Random) -> bytes:
    return data[: random.randint(0, len(data))]


def flipped(data: bytes, random: Random) -> bytes:
    """Single bits, most often near the beginning, where formats say what they are."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 8, 40)) if data else 0):
        near = min(len(data), random.choice((40, 300, len(data))))
        changed[random.randrange(near)] ^= 1 << random.randrange(8)
    return bytes(changed)


def stray_bytes(data: bytes, random: Random) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.randbytes(random.choice((1, 2, 3, 30))) + data[at:]


def blanked(data: bytes, random: Random) -> bytes:
    """A block of zeros, as a disk leaves one that lost power."""
    at = random.randint(0, len(data))
    return data[:at] + bytes(random.choice((1, 16, 512))) + data[at + 16 :]


def huge(data: bytes, random: Random) -> bytes:
    """A picture that declares another size than it has, its checksum right where it has one."""
    width, height = (random.choice((0, 1, 255, 8_192, 16_000, 65_535, 2**31 - 1)) for _ in range(2))
    changed = bytearray(data)
    if data[:4] == b"\x89PNG" and len(data) > 33:
        changed[16:24] = struct.pack(">II", width, height)
        changed[29:33] = struct.pack(">I", zlib.crc32(changed[12:29]))
    elif data[:3] == b"GIF" and len(data) > 10:
        changed[6:10] = struct.pack("<HH", width & 0xFFFF, height & 0xFFFF)
    elif data[:2] == b"\xff\xd8":
        frame = re.search(rb"\xff[\xc0\xc2]", data)
        if frame is not None and frame.start() + 9 < len(data):
            at = frame.start() + 5
            changed[at : at + 4] = struct.pack(">HH", height & 0xFFFF, width & 0xFFFF)
    elif data[8:12] == b"WEBP" and len(data) > 30:
        changed[24:30] = random.randbytes(6)
    return bytes(changed)


LINES: Mutator = _on_parts(lambda text: text.splitlines(keepends=True))
TOKENS: Mutator = _on_parts(lambda text: list(map(str, _TOKEN.findall(text))))
# What any text may suffer.
ANY_TEXT: tuple[Mutator, ...] = (
    *(LINES, LINES, TOKENS, TOKENS, _insert(ODD), _insert(ODD), _on_text(_deep), _on_text(_long)),
    *(_on_text(_ends), _encoded, cut_off, flipped, stray_bytes, blanked),
)
OF_YAML: tuple[Mutator, ...] = (
    *ANY_TEXT,
    *(_insert(YAML_PIECES), _insert(YAML_PIECES), _on_text(_wrong_value), _on_text(_wrong_value)),
    *(_on_text(_wrong_value), _on_text(_misspelt), _on_text(_misspelt), _on_text(_billion)),
)
OF_MARKDOWN: tuple[Mutator, ...] = (*ANY_TEXT, *[_insert(MARKDOWN_PIECES)] * 6)
OF_RELEASES: tuple[Mutator, ...] = (*OF_YAML, *[_insert(MARKDOWN_PIECES)] * 2)
OF_TEMPLATES: tuple[Mutator, ...] = (*ANY_TEXT, *[_insert(TEMPLATE_PIECES)] * 12)
OF_CATALOGUES: tuple[Mutator, ...] = (*ANY_TEXT, *[_insert(CATALOGUE_PIECES)] * 8)
OF_LOGS: tuple[Mutator, ...] = (*ANY_TEXT, *[_insert(LOG_PIECES)] * 8)
OF_TABLES: tuple[Mutator, ...] = (*ANY_TEXT, *[_insert(TABLE_PIECES)] * 8)
OF_FILES: tuple[Mutator, ...] = (cut_off, flipped, flipped, flipped, stray_bytes, blanked, huge)


def mutated(data: bytes, mutators: Sequence[Mutator], random: Random) -> bytes:
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        data = random.choice(mutators)(data, random)
    return data
