"""Markdown that nearly is something: it is shown as it stands, and its officer told how to type it.

Advice alone: nothing here decides what is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from beyan.markup.elements import TAG
from beyan.markup.html import Report
from beyan.markup.lines import DELIMITERS, KEPT, cells_of

Place = Callable[[int], int]

_PARENTHESES = re.compile(r"\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)?")
_APART = re.compile(r"[ \t]+\(((?:https?://|www\.|mailto:|tel:|/)[^\s()]*|[^\s()]+\.md)\)")
_LIKE_A_TARGET = re.compile(r"(?:https?:|www\.|mailto:|tel:|/|#)|\.[A-Za-z0-9]{2,5}(?:$|[?#])")
_ADDRESS = re.compile(
    r"\b(?P<scheme>[hH][tT]{1,3}[pP][sS]?)(?::/(?!/)|(?<=[pPsS])//|;//|:[ \t]+//|:\\\\)(?=\S)"
    r"(?P<rest>[^\s<>]*)"
)
_MISSPELT = re.compile(
    r"\b(?!https?://)(?:h?tt?p|ht?p|htttp|hhttp)(?P<secure>s{0,2})://(?=\S)(?P<rest>[^\s<>]*)",
    re.IGNORECASE,
)
_IN_TARGET = re.compile(r"\]\([^\s()]*\Z")
_BLANK_INSIDE = re.compile(r"<(https?://[^<>\s]*[ \t][^<>\n]*)>")
_NO_BLANK_HEADING = re.compile(r"(#{2,6})(?=[^\s#\\])(.*)")
# A number may have its sign, and so may a telephone number.
_NO_BLANK_ITEM = re.compile(r"[-+](?=[^\W\d_])|\*(?=[^\W_])(?!.*\*)|\d{1,2}[.)](?=[^\W\d_])")
# Other ways of counting: "(1) …", "1- …", "1 . …", "a. …", "I. …". Letters are small ones: capital
# ones are somebody's initials.
_COUNTED = re.compile(
    r"(?:\((?P<inside>\d{1,2}|[^\W\d_]|[IVX]+)\)|(?P<number>\d{1,2})(?:[ \xa0][.)]|[ \xa0]?[-–—/])"
    r"|(?P<letter>[^\W\d_])\.|(?P<roman>[IVX]+)[.)])(?=[ \t\xa0]+[^\s\d])"
)
_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"(?:\\|  |<br\s*/?>\s*)$", re.IGNORECASE)
# Of a line that has nothing else, readers see nothing.
_NOT_SHOWN = re.compile(rf"{TAG.pattern}|\{{:[^{{}}]*\}}")
# So short are the lines of addresses and poems; a text that is wrapped has longer ones.
_SHORT = 45
# What is longer is no text or target of a link.
_LONGEST = 200
# So many of them are no chance.
_FEW = 3


def told_emphasis(
    text: str, left_over: Sequence[tuple[str, int]], place: Place, report: Report
) -> None:
    """`**bold **` has a blank inside, `**bold:**word` none outside: neither is emphasis."""
    used = -1
    for (first, start), (second, end) in pairwise(left_over):
        inside = text[start + len(first) : end]
        words = inside.strip()
        if start <= used or first != second or not words:
            continue
        after = end + len(second)
        if words != inside:
            # With blanks on both sides it may be a sum; not where a line begins or ends so.
            is_apart = inside[:1].isspace() and inside[-1:].isspace()
            begins, ends = text[start - 1 : start] in "\n", text[after : after + 1] in "\n"
            if is_apart and ("\n" in inside or not (begins or ends)):
                continue
            better = f"{first}{words}{second}"
        elif first[0] == "*":
            word = _WORD.match(text, after)
            if word is None or inside[-1].isalnum():
                continue
            after, better = word.end(), f"{first}{words}{second} {word[0]}"
        else:
            continue
        used = end
        report("nearly-emphasis", place(start), typed=" ".join(text[start:after].split()),
               better=better)  # fmt: skip


def told_link(text: str, inside: int, position: int, place: Place, report: Report) -> None:
    """A text in brackets, from `inside` to `position`, that became no link."""
    label = text[inside:position]
    if match := _APART.match(text, position + 1):
        better = f"[{label}]({match[1]})"
    elif text.startswith("(", position + 1):
        found = _PARENTHESES.match(text, position + 1)
        assert found is not None
        match, target = found, found[1].strip()
        # A remark in parentheses may be as short; whoever meant one will know.
        is_short = match[0].endswith(")") and 1 < len(target.split()) <= _FEW
        if not _LIKE_A_TARGET.search(target) and not is_short:
            return
        better = f"[{label}](<{target}>)" if " " in target else f"[{label}]({target})"
    elif label[:4] in ("http", "www.") and text[inside - 2 : inside - 1] == ")":
        opening = text.rfind("(", max(inside - _LONGEST, 0), inside - 2)
        if opening == -1 or ")" in text[opening : inside - 2]:
            return
        report("nearly-link", place(opening), typed=text[opening : position + 1],
               better=f"[{text[opening + 1 : inside - 2]}]({label})")  # fmt: skip
        return
    else:
        return
    typed = text[inside - 1 : match.end()]
    if typed != better:
        report("nearly-link", place(inside - 1), typed=typed, better=better)


def told_address(text: str, place: Place, report: Report) -> None:
    """Addresses with a slip in them."""
    if "tp" not in text and "TP" not in text:
        return
    for match in _ADDRESS.finditer(text):
        # In the parentheses of a link its reader has told already.
        start = match.start()
        if _IN_TARGET.search(text, max(start - _LONGEST, 0), start):
            continue
        scheme = "https" if match["scheme"].lower().endswith("s") else "http"
        better = f"{scheme}://{match['rest']}"
        report("nearly-link", place(match.start()), typed=match[0], better=better)
    for match in _MISSPELT.finditer(text):
        better = f"http{'s' if match['secure'] else ''}://{match['rest']}"
        report("nearly-link", place(match.start()), typed=match[0], better=better)
    for match in _BLANK_INSIDE.finditer(text):
        better = f"<{match[1].strip().replace(' ', '%20')}>"
        report("nearly-link", place(match.start()), typed=match[0], better=better)


def told_lines(lines: Sequence[tuple[str, int]], report: Report) -> None:
    """Lines of a paragraph that were probably meant as lines, items, headings or rows."""
    first, at = lines[0]
    if first[:1] == "#" and (match := _NO_BLANK_HEADING.match(first)):
        report("nearly-markdown", at, typed=match[1], better=f"{match[1]} {match[2].strip()}")
    if len(lines) < 2:
        return
    items = [each for each in lines if _NO_BLANK_ITEM.match(each[0])]
    if len(items) > 1:
        text, at = items[0]
        match = _NO_BLANK_ITEM.match(text)
        assert match is not None
        report("nearly-markdown", at, typed=match[0], better=f"{match[0]} {text[match.end() :]}")
    elif counted := _counted(lines):
        text, at = lines[counted[0][0]]
        _, typed, better = counted[0]
        report("nearly-markdown", at, typed=typed, better=f"{better} {text[len(typed) :].strip()}")
        return
    rows = [each for each in lines if each[0].startswith("|") and each[0].rstrip().endswith("|")]
    if len(rows) > 1:
        # With a line of dashes, the reader of blocks has told why this is no table.
        if not any(DELIMITERS.match(text) for text, _ in rows):
            count = len(cells_of(rows[0][0]))
            report("nearly-markdown", rows[0][1], typed="|", better="|" + "---|" * count)
    elif run := _short_lines(lines):
        report("short-lines", run[0][1], count=len(run), better=f"{run[0][0].rstrip()}\\")


def _counted(lines: Sequence[tuple[str, int]]) -> Sequence[tuple[int, str, str]]:
    """The lines that are counted in a way of their own: number, sign, and the sign of an item."""
    found: list[tuple[int, str, str]] = []
    for number, (text, _) in enumerate(lines):
        match = _COUNTED.match(text)
        if match is None:
            continue
        label = next(each for each in match.groups() if each)
        if label.isdecimal():
            found.append((number, match[0], f"{label}."))
        elif set(label) <= set("IVX") and (found or label == "I"):
            found.append((number, match[0], f"{len(found) + 1}."))
        elif label.islower():
            found.append((number, match[0], f"{label})"))
    return found if len({sign for _, sign, _ in found}) > 1 else ()


def _short_lines(lines: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    """The first lines that follow one another, are short, and would run together."""
    run: list[tuple[str, int]] = []
    for number, (text, at) in enumerate(lines):
        if text.startswith(("<", "{:")) and not _NOT_SHOWN.sub("", text).strip():
            continue
        if number and (KEPT.match(text) or _BREAK.search(lines[number - 1][0])):
            if len(run) >= _FEW:
                break
            run = []
        if len(text) > _SHORT:
            if len(run) >= _FEW:
                break
            run = []
            continue
        run.append((text, at))
    return run if len(run) >= _FEW else ()
