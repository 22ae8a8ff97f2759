"""What the source stage needs of a text: its links to inside the site, and its first paragraph."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from urllib.parse import unquote

from beyan.model.diagnostic import Diagnostic, Span, nearest, problem
from beyan.model.release import Prose, ProseLink
from beyan.source.files import offset_span

# Python-Markdown takes quadratic time on pathological texts (5,000 opening brackets: 3.5 s), so
# both the length and the nesting are bounded. The longest laws stay far below.
MAX_LENGTH = 200_000
MAX_OPEN_BRACKETS = 100

SUMMARY_LENGTH = 200

# Each with what every text has that it can match in. One pattern for all three would have to look
# at every character.
_LINKS = (
    ("](", re.compile(r"\]\(\s*(?:<([^<>\n]+)>|([^)\s<>]+))")),
    ("]:", re.compile(r"^ {0,3}\[[^\]^][^\]]*\]:[ \t]*<?([^\s>]+)", re.MULTILINE)),
    ("=", re.compile(r"\b(?:href|src)\s*=\s*[\"']?([^\"'\s>]+)")),
)
# A span of code ends in its paragraph; backticks of two paragraphs have nothing to do with another.
_CODE_SPAN = re.compile(r"(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
# A block of code is indented, but so is what goes on inside of an item, a note or a definition.
_INDENTED = re.compile(r"(?:\A|\n[ \t]*\n)(?: {4}|\t)")
_BLOCK = re.compile(r"(?:[ \t]*\S[^\n]*(?:\n|\Z))+")
_INDENTED_LINES = re.compile(r"(?:(?: {4}|\t)[^\n]*(?:\n|\Z))+")
_ITEM = re.compile(r" {0,3}(?:[*+-]|\d+[.)]|\[\^[^\]]+\]:|:)[ \t]")
_REFERENCE = re.compile(r"\[([^\[\]]*)\]\[([^\[\]^][^\[\]]*)?\]|\]\[([^\[\]^][^\[\]]*)\]")
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]^][^\[\]]*)\]:", re.MULTILINE)
_EXTERNAL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")

_OUTSIDE_IMAGE = re.compile(
    r"!\[[^\]]*\]\(\s*<?(?P<inline>(?:https?:)?//[^)\s>]*)"
    r"|<img\b[^>]*?\bsrc\s*=\s*[\"']?(?P<html>(?:https?:)?//[^\"'\s>]*)",
    re.IGNORECASE,
)

_UNDESCRIBED_IMAGES = (
    re.compile(r"!\[\s*\]\(\s*(?:<([^<>\n]+)>|([^)\s<>]+))"),
    re.compile(r"<img\b(?![^>]*\balt\s*=)[^>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE),
)

# A comment on lines of its own is a note to whoever writes the file.
_NOTE = re.compile(r"^<!--(?:(?!-->).)*-->[ \t]*$", re.MULTILINE | re.DOTALL)

_NOT_A_PARAGRAPH = re.compile(r" {0,3}(#|>|[*+-] |\d+[.)] |\||<|\[[^\]]+\]:|[-*_]{3,}|!\[)| {4}|\t")
_ATTRIBUTES = re.compile(r"\{:?[^{}]*\}")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LABEL = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|`+|(?<!\w)_{1,3}|_{1,3}(?!\w))")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!-])")


def read_prose(text: str, path: str, first_line: int) -> tuple[Prose, list[Diagnostic]]:
    """The body of an edition, which begins after `first_line` lines of its file."""
    start = Span(path, first_line + 1, 1)
    text = _without_notes(text)
    if len(text) > MAX_LENGTH:
        return Prose("", start), [problem("text-too-long", start, limit=MAX_LENGTH)]
    deep = _too_many_brackets(text)
    if deep is not None:
        span = offset_span(path, text, deep, first_line)
        return Prose("", start), [problem("too-many-brackets", span, limit=MAX_OPEN_BRACKETS)]
    wrong = [
        *_outside_images(text, path, first_line),
        *_dead_references(text, path, first_line),
    ]
    if wrong:
        return Prose("", start), wrong
    links, undescribed = _links(text, path, first_line), _undescribed(text, path, first_line)
    return Prose(text, start, links, undescribed), []


def _without_notes(text: str) -> str:
    """The text with its notes left out; what follows them stays on its lines."""
    return _NOTE.sub(lambda match: "\n" * match[0].count("\n"), text) if "<!--" in text else text


def _may_show(text: str) -> bool:
    """Whether the text could have a picture."""
    return "![" in text or ("<" in text and "<img" in text.lower())


def _outside_images(text: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    """A page asks no other host for anything."""
    if "//" not in text or not _may_show(text):
        return
    for match in _OUTSIDE_IMAGE.finditer(without_code(text)):
        group = match.lastgroup
        assert group is not None
        span = offset_span(path, text, match.start(group), first_line)
        yield problem("outside-image", span, target=match[group])


def undescribed_pictures(
    prose: Prose, described: Container[str] = frozenset()
) -> Iterator[Diagnostic]:
    """Pictures that nobody says anything of; `described` are the names of the release's photos."""
    for picture in prose.undescribed:
        name = unquote(picture.target).rpartition("/")[2]
        if picture.target.startswith("/") or name not in described:
            yield problem("picture-without-alt", picture.span, file=name)


def _undescribed(text: str, path: str, first_line: int) -> tuple[ProseLink, ...]:
    """Pictures without an alternative text; in HTML an empty one says that nothing is lost."""
    if not _may_show(text):
        return ()
    plain = without_code(text)
    return tuple(
        ProseLink(match[match.lastindex or 1], offset_span(path, text, match.start(), first_line))
        for pattern in _UNDESCRIBED_IMAGES
        for match in pattern.finditer(plain)
    )


def _dead_references(text: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    """`[text][name]` and `[name][]` whose name nothing in the text defines."""
    if "][" not in text:
        return
    plain = without_code(text)
    known = {_reference_name(name) for name in _DEFINITION.findall(plain)}
    for match in _REFERENCE.finditer(plain):
        if plain[match.start() - 1 : match.start()] == "\\":
            continue
        group = 3 if match[3] else 2 if match[2] else 1
        name = _reference_name(match[group])
        if name and name not in known:
            span = offset_span(path, text, match.start(group), first_line)
            suggestion = nearest(name, known)
            yield problem("dead-reference", span, suggestion=suggestion, name=match[group])


def _reference_name(typed: str) -> str:
    """As Markdown compares them."""
    return " ".join(typed.split()).lower()


def without_code(text: str) -> str:
    """The text with its code blanked out; offsets and lines stay as they are."""
    if "    " in text or "\t" in text:
        text = _without_code_blocks(text)
    return _CODE_SPAN.sub(_blank, text) if "`" in text else text


def _blank(match: re.Match[str]) -> str:
    return "\n".join(" " * len(line) for line in match[0].split("\n"))


def _without_code_blocks(text: str) -> str:
    if not _INDENTED.search(text):
        return text
    kept, end, is_item = [], 0, False
    for block in _BLOCK.finditer(text):
        code = _INDENTED_LINES.match(block[0])
        if code is None:
            is_item = _ITEM.match(block[0]) is not None
        elif not is_item:
            kept += [text[end : block.start()], _blank(code)]
            end = block.start() + code.end()
    return "".join((*kept, text[end:]))


def _links(text: str, path: str, first_line: int) -> tuple[ProseLink, ...]:
    patterns = [pattern for sign, pattern in _LINKS if sign in text]
    if not patterns:
        return ()
    plain = without_code(text)
    matches = [match for pattern in patterns for match in pattern.finditer(plain)]
    if len(patterns) > 1:
        matches.sort(key=lambda match: match.start())
    links = []
    end = 0
    for match in matches:
        # What looks like another link inside of one is a part of its target.
        if match.start() < end:
            continue
        end = match.end()
        group = match.lastindex
        assert group is not None, "every pattern ends with a group"
        if not _EXTERNAL.match(match[group]):
            span = offset_span(path, text, match.start(group), first_line)
            links.append(ProseLink(match[group], span))
    return tuple(links)


def _too_many_brackets(text: str) -> int | None:
    """The offset of the first bracket that is nested too deep."""
    if text.count("[") <= MAX_OPEN_BRACKETS:
        return None
    depth = 0
    for match in re.finditer(r"[\[\]]", text):
        depth = depth + 1 if match[0] == "[" else max(0, depth - 1)
        if depth > MAX_OPEN_BRACKETS:
            return match.start()
    return None


def first_paragraph(text: str) -> str:
    """The first paragraph without its markup, cut between words: the summary of last resort."""
    for block in re.split(r"\n[ \t]*\n", text.strip("\n")):
        if block.strip() and not _NOT_A_PARAGRAPH.match(block):
            return shorten(_plain(block), SUMMARY_LENGTH)
    return ""


def _plain(block: str) -> str:
    for pattern, replacement in (
        (_IMAGE, ""),
        (_FOOTNOTE, ""),
        (_LABEL, r"\1"),
        (_ATTRIBUTES, ""),
        (_TAG, ""),
        (_EMPHASIS, ""),
        (_ESCAPE, r"\1"),
    ):
        block = pattern.sub(replacement, block)
    return " ".join(block.split())


def shorten(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    cut = text[:length].rpartition(" ")[0] or text[: length - 1]
    return cut.rstrip(" ,;:–-") + "…"
