"""Comments of HTML are notes to whoever edits a file: they go before anything else reads it.

What merely looks like a comment is refused: it would be published. In Markdown, code shows what
was typed, comments included; which characters are code is decided here by fences and backticks
alone, and where the parser should see it differently, a comment that stayed is found as a leftover
(`leftovers`), never as text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from beyan.markup.lines import SIGNS, TICKS, Ticks, starts_of
from beyan.model.diagnostic import Span

# What a comment, or something like one, cannot do without.
_SIGNS = ("<!", "-->", "!-", "!—", "!–", "! -", "--&", "—&", "–&")
_OPENING, _CLOSING = "<!--", "-->"
# An editor that corrects what is typed makes one dash of two, or other brackets, or escapes them.
# With what it may begin instead of "<".
_OPENS = "<‹«＜&!"
_LIKE = r"(?:<|‹|«|＜|&lt;|&#60;|&#[xX]3[cC];)[ \t]?![ \t]?[-–—−]|(?<!\S)!--"
_LIKE_CLOSING = r"(?:--|[–—])(?:&gt;|&#62;|&#[xX]3[eE];)"
_TOKEN = re.compile(
    r"(?P<escape>\\[\\`<])"
    rf"|(?P<fence>^(?P<lead>(?:[ \t\xa0>{SIGNS}]|(?:[-+*]|\d{{1,9}}[.)])(?=[ \t\xa0]))*+)"
    r"(?P<marks>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*)"
    r"|(?P<ticks>`+)"
    rf"|(?P<like>{_LIKE}|{_CLOSING}|{_LIKE_CLOSING})",
    re.MULTILINE,
)
_LIKE_ALONE = re.compile(rf"(?P<like>{_LIKE}|{_CLOSING}|{_LIKE_CLOSING})")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|\Z")
# Lines that go on with a list or a table: a note between two of them does not part them.
_GOES_ON = re.compile(rf"[ \t>]*(?:(?:[-+*]|\d{{1,9}}[.)])[ \t\xa0]|[{SIGNS}|])")

# What may stand before a comment that has its lines to itself, and a line without anything.
_ALONE = re.compile(r"[ \t>]*+")
_EMPTY = re.compile(r"[^\S\n]*+(?:\n|\Z)")


class Comment(NamedTuple):
    """`start` and `end` in the text that it was taken out of, `words` what it says."""

    start: int
    end: int
    words: str


class Suspect(NamedTuple):
    """What looks like a comment and is none: the code that says so, and its offset."""

    code: str
    offset: int


class Uncommented(NamedTuple):
    """A text and its comments. `original` is as it was typed."""

    original: str
    comments: tuple[Comment, ...]
    suspects: tuple[Suspect, ...]

    @property
    def lines(self) -> str:
        """Without comments, on as many lines as before: for YAML, and what is told by lines.

        What goes on behind a comment of several lines is indented as the line that it began in.
        """
        parts, end = [], 0
        for comment in self.comments:
            parts.append(self.original[end : comment.start])
            if count := comment.words.count("\n"):
                start = self.original.rfind("\n", 0, comment.start) + 1
                line = self.original[start : comment.start]
                parts.append("\n" * count + line[: len(line) - len(line.lstrip(" "))])
            end = comment.end
        return "".join((*parts, self.original[end:])) if parts else self.original


class Source:
    """The text that a parser reads, and where each of its characters stands in its file.

    `text` has nothing of the comments, not even their line ends: they part no paragraph.
    """

    def __init__(self, uncommented: Uncommented, path: str, first_line: int) -> None:
        self._original = uncommented.original
        self._path, self._first_line = path, first_line
        parts: list[str] = []
        # Each cut: where it is in `text`, and how many characters are missing up to there.
        self._cuts: list[tuple[int, int]] = []
        end = length = 0
        for comment in uncommented.comments:
            start, after = _whole_lines(self._original, comment)
            parts.append(self._original[end:start])
            length += start - end
            end = max(after, start)
            self._cuts.append((length, end - length))
        self.text = "".join((*parts, self._original[end:])) if parts else self._original
        # Where each line of the original begins, once somebody needs it.
        self._starts: list[int] = []

    def parted(self, lines: Sequence[str]) -> list[int]:
        """Where each of the lines begins into which a parser has parted `text`."""
        starts = starts_of(lines)
        if not self._cuts:
            self._starts = starts
        return starts

    def span(self, offset: int) -> Span:
        """The place in the file of the character at `offset` in `text`."""
        if self._cuts:
            at = bisect_right(self._cuts, (offset, len(self._original))) - 1
            offset += self._cuts[at][1] if at >= 0 else 0
        return self.span_of_original(offset)

    def span_of_original(self, offset: int) -> Span:
        """The place of what stood at `offset` before comments were taken out."""
        starts = self._starts = self._starts or starts_of(self._original.split("\n"))
        line = bisect_right(starts, offset)
        return Span(self._path, self._first_line + line, offset - starts[line - 1] + 1)


def _whole_lines(text: str, comment: Comment) -> tuple[int, int]:
    """What is cut out: of a comment that has its lines to itself, these lines.

    Between two paragraphs an empty line is left, but not between two items or rows.
    """
    start = text.rfind("\n", 0, comment.start) + 1
    end = text.find("\n", comment.end)
    end = len(text) if end == -1 else end + 1
    alone = _ALONE.match(text, start)
    assert alone is not None, "nothing at all begins every line"
    if alone.end() < comment.start or text[comment.end : end].strip():
        return comment.start, comment.end
    if _GOES_ON.match(text, end) or _EMPTY.match(text, end):
        return start, end
    return start, max(comment.end, end - 1)


def uncommented(text: str, *, has_code: bool) -> Uncommented:
    """The text with its comments told apart. `has_code`: it is Markdown, in which code stays."""
    # Most texts have not even a part of such a sign.
    is_likely = "!" in text or "&" in text or (">" in text and _CLOSING in text)
    if not is_likely or not any(sign in text for sign in _SIGNS):
        return Uncommented(text, (), ())
    comments: list[Comment] = []
    suspects: list[Suspect] = []
    token = _TOKEN if has_code else _LIKE_ALONE
    ticks: Ticks | None = None
    position = paragraph_end = 0
    # Beyond the last end of a comment none is looked for.
    last = text.rfind(_CLOSING)
    while match := token.search(text, position):
        position = match.end()
        if match.lastgroup == "like":
            position = max(match.end(), _comment(text, match.start(), last, comments, suspects))
        elif match["fence"] is not None:
            position = _fence_end(text, match)
        elif match["ticks"] is not None:
            # Code ends in its paragraph, or the backticks are text.
            if ticks is None or position > paragraph_end:
                paragraph_end = _paragraph_end(text, position)
                ticks = Ticks(text, match.start(), paragraph_end)
            run = TICKS.match(text, match.start())
            assert run is not None
            position = (ticks.closing(run) or run).end()
    return Uncommented(text, tuple(comments), tuple(suspects))


def _comment(
    text: str, start: int, last: int, comments: list[Comment], suspects: list[Suspect]
) -> int:
    """Adds what begins at `start` to one of the lists; where to go on."""
    if not text.startswith(_OPENING, start):
        is_end = text[start] not in _OPENS
        suspects.append(Suspect("comment-end" if is_end else "comment-like", start))
        return start + 1
    inside = start + len(_OPENING)
    # "<!-->" is a whole comment to a browser, and the beginning of one to a reader.
    if text.startswith((">", "->"), inside):
        suspects.append(Suspect("comment-like", start))
        return inside
    end = text.find(_CLOSING, inside) if inside <= last else -1
    if end == -1:
        suspects.append(Suspect("comment-unclosed", start))
        return inside
    nested = text.find(_OPENING, inside, end)
    if nested != -1:
        suspects.append(Suspect("comment-nested", nested))
        # The outer one ends where the inner one does for a browser; what follows is not hidden.
        closing = text.find(_CLOSING, end + len(_CLOSING))
        return closing + len(_CLOSING) if closing != -1 else end + len(_CLOSING)
    comments.append(Comment(start, end + len(_CLOSING), text[inside:end]))
    return end + len(_CLOSING)


def _fence_end(text: str, match: re.Match[str]) -> int:
    """Where the fenced code ends: at its closing fence, or with what it stands in."""
    marks, lead = match["marks"], match["lead"]
    closing = re.compile(rf"[ \t>]*{re.escape(marks[0])}{{{len(marks)},}}[ \t]*\Z")
    is_quoted, is_inside = ">" in lead, bool(lead.strip(" \t>"))
    position = match.end()
    while position < len(text):
        end = text.find("\n", position + 1)
        end = len(text) if end == -1 else end
        line = text[position + 1 : end]
        if closing.match(line):
            return end
        has_left = is_quoted and not line.lstrip().startswith(">")
        if has_left or (is_inside and line.strip() and line[0] not in " \t>"):
            return position
        position = end
    return len(text)


def fenced(text: str) -> Iterator[tuple[int, int]]:
    """Where fenced code begins and ends in a text without comments."""
    position = 0
    while match := _TOKEN.search(text, position):
        position = match.end()
        if match["fence"] is not None:
            position = _fence_end(text, match)
            yield match.start(), position


def _paragraph_end(text: str, start: int) -> int:
    match = _PARAGRAPH_END.search(text, start)
    assert match is not None, "every text ends"
    return match.start()


def leftovers(text: str) -> Iterator[Suspect]:
    """What looks like a part of a comment in a text that has none any more."""
    if any(sign in text for sign in _SIGNS):
        for match in _LIKE_ALONE.finditer(text):
            is_end = match[0][0] not in _OPENS
            yield Suspect("comment-end" if is_end else "comment-like", match.start())
