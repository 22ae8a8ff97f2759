"""CommonMark's own examples as releases of a site, and how each of them came out.

    python -m tests.commonmark [--section NAME] [-v]

An example is *read* if its page has what the specification's HTML has: elements, their nesting, the
attributes of links and pictures, and the text. It is *told* if it is not read, and a problem of its
file says that something is unusual. Else it is *silent*. It is *lost*, the worst, if a word that
the specification shows is not on the page and nothing was told.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import nh3

from beyan.build import build, check
from beyan.build.options import Options
from beyan.model.diagnostic import Diagnostic
from beyan.model.messages import WARNINGS

SPECIFICATION = Path(__file__).parent / "browser/node_modules/commonmark-spec/spec.txt"

_FENCE = "`" * 32
_EXAMPLE = re.compile(
    rf"^{_FENCE} example\n(.*?)^\.\n(.*?)^{_FENCE}$|^#{{1,6}} *([^\n]*)$", re.DOTALL | re.MULTILINE
)

# No reading may hide behind a dead link, so every target has to exist. What can be an address of
# the site becomes one, and these links, as they are typed, are made to lead elsewhere.
_ELSEWHERE = {
    21: "/bar\\/)",
    22: "/bar\\*",
    23: "/bar\\*",
    31: "&ouml;&ouml;.html",
    194: "my_(url)",
    195: "my url",
    202: "/url\\bar\\*baz",
    344: "`",
    476: "**",
    477: "__",
    489: "/my uri",
    492: "b)c",
    495: r"\(foo\)",
    496: "foo(and(bar))",
    498: r"foo\(and\(bar\)",
    499: "foo(and(bar)",
    500: r"foo\)\:",
    502: "foo\\bar",
    503: "foo%20b&auml;",
    504: '"title"',
    507: '/url\u00a0"title"',
    522: "baz*",
    630: "&ouml;",
    631: "\\*",
    642: "foo  \nbar",
    643: "foo\\\nbar",
}
# Links to a neighbour, made to begin at the top of the site.
_RELATIVE = {
    159: "bar",
    162: "foo",
    187: "bar",
    203: "url",
    204: "first",
    475: "foo",
    484: "./target.md",
    520: "uri3",
    580: "url",
    617: "foo.jpg",
    **dict.fromkeys((517, 531), "moon.jpg"),
    **dict.fromkeys((573, 576, 577, 578), "train.jpg"),
}
# Begins a target: behind one of these signs.
_BEFORE_TARGET = r"(?:\]\(|\]:\s*|[=]\s*\"?)<?"

# Advice on the words, which says nothing of how the text was read.
_NEUTRAL = {
    *("alt-file-name", "heading-jump", "lookalike-letter", "other-language", "straight-quotes"),
    *("summary-long", "summary-missing", "title-long", "unlisted-participant"),
}

_TAG = re.compile(
    r"</[A-Za-z][A-Za-z0-9-]*\s*>"
    r"|<[A-Za-z][A-Za-z0-9-]*"
    r"(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*\s*/?>"
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_INFO = re.compile(r"^([ >]*(?:`{3,}|~{3,}))[^`\n]*$", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+")

_CONFIG = """\
name: {en: Sample Office}
base_url: https://press.example.org
languages: [en]
timezone: Asia/Baku
contact: {call_centre: "916", email: press@example.org}
social_cards: false
search: false
silence: [summary-missing]
"""


class Example(NamedTuple):
    number: int
    section: str
    markdown: str
    html: str

    @property
    def path(self) -> str:
        return f"content/releases/2026/2026-03-05-example-{self.number}.en.md"

    @property
    def page(self) -> str:
        return f"en/releases/2026/example-{self.number}/index.html"

    @property
    def targets(self) -> Iterator[str]:
        """Addresses of the site that the links and pictures of the specification lead to."""
        for typed in re.findall(r'(?:href|src)="(/[^"]*)"', self.html):
            yield unquote(html.unescape(typed))


class Outcome(NamedTuple):
    """`prose` is the page's text as HTML; empty if an error kept the page from being built."""

    example: Example
    prose: str
    problems: tuple[Diagnostic, ...]

    @property
    def is_read(self) -> bool:
        return bool(self.prose) and shape(self.prose) == shape(self.example.html)

    @property
    def is_told(self) -> bool:
        return any(problem.code not in _NEUTRAL for problem in self.problems)

    @property
    def kind(self) -> str:
        return "read" if self.is_read else "told" if self.is_told else "silent"

    @property
    def lost(self) -> list[str]:
        """Words of the text that the specification shows and the page does not."""
        if self.is_told:
            return []
        page, due = _shown(self.prose), _shown(self.example.html)
        typed = _INFO.sub(r"\1", self.example.markdown)
        typed = html.unescape(_TAG.sub(" ", _COMMENT.sub(" ", typed)))
        return [word for word in _WORD.findall(typed) if word in due and word not in page]


def examples(specification: Path = SPECIFICATION) -> list[Example]:
    text = specification.read_text("utf-8").replace("→", "\t")
    found: list[Example] = []
    section = ""
    for markdown, shown, heading in _EXAMPLE.findall(text):
        if heading:
            section = heading
        else:
            number = len(found) + 1
            found.append(Example(number, section, *_with_live_targets(number, markdown, shown)))
    return found


def _with_live_targets(number: int, markdown: str, shown: str) -> tuple[str, str]:
    for targets, prefix in ((_ELSEWHERE, "https://example.org/"), (_RELATIVE, "/")):
        if number in targets:
            typed = targets[number]
            begins = re.compile(f"({_BEFORE_TARGET})(?={re.escape(typed)})")
            assert begins.search(markdown), number
            markdown = begins.sub(rf"\1{prefix}", markdown, count=1)
            markdown = re.sub(rf"({prefix})\.?/", r"\1", markdown)
            shown = re.sub(r'((?:src|href)=")(?:\./|/)?(?=[^/])', rf"\1{prefix}", shown)
            if number in (517, 531):  # a picture inside of a link that is right as it is
                shown = shown.replace("//", "/")
    return markdown, shown


def outcomes(chosen: Iterable[Example], root: Path) -> list[Outcome]:
    """Every example as a release of one site at `root`: checked, and built if it has no error."""
    chosen = list(chosen)
    _write(root / "site_config.yaml", _CONFIG)
    for each in chosen:
        _write(root / each.path, f"---\ntitle: Example {each.number}\ndate: 2026-03-05\n---\n")
        with (root / each.path).open("a", encoding="utf-8", newline="") as file:
            file.write(each.markdown)
    targets = sorted({target for each in chosen for target in each.targets})
    _write(
        root / "content/releases/2026/2026-03-05-targets.en.md",
        f"---\ntitle: Targets\ndate: 2026-03-05\naliases: [{', '.join(targets)}]\n---\nText.\n",
    )
    options = Options(now=datetime(2026, 11, 22, tzinfo=UTC))
    problems: dict[str, list[Diagnostic]] = defaultdict(list)
    _collect(check(root, options).problems, problems)
    for each in chosen:
        if _has_error(problems[each.path]):
            (root / each.path).unlink()
    report = build(root, root / "output", options)
    # What shows only on the page itself, and so was no reason to leave the release out.
    _collect(report.problems, problems)
    if report.exit_code:
        for each in chosen:
            if _has_error(problems[each.path]):
                (root / each.path).unlink(missing_ok=True)
        report = build(root, root / "output", options)
    assert report.exit_code == 0, sorted(report.problems)
    return [
        Outcome(each, _prose(root / "output" / each.page), tuple(problems[each.path]))
        for each in chosen
    ]


def _has_error(problems: Iterable[Diagnostic]) -> bool:
    return any(problem.code not in WARNINGS for problem in problems)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _collect(found: Iterable[Diagnostic], problems: dict[str, list[Diagnostic]]) -> None:
    for problem in sorted(found):
        if problem not in problems[problem.span.path]:
            problems[problem.span.path].append(problem)


def _prose(page: Path) -> str:
    """What stands in the page's prose; a text without anything to show has none."""
    if not page.exists():
        return ""
    text = page.read_text("utf-8")
    start = re.search(r'<div class="prose"[^>]*>', text)
    if start is None:
        return " "
    depth = 1
    for match in re.finditer(r"<(/?)div\b[^>]*>", text[start.end() :]):
        depth += -1 if match[1] else 1
        if depth == 0:
            return text[start.end() : start.end() + match.start()] or " "
    raise AssertionError(f"the prose of {page} has no end")


# --- comparing ---------------------------------------------------------------------------------

_BLOCKS = {
    *("blockquote", "br", "center", "dd", "div", "dl", "dt", "figure", "h2", "h3", "h4", "h5"),
    *("h6", "hr", "li", "ol", "p", "pre", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_VOID = {"br", "hr", "img"}
_LEFT_OUT = {"tbody"}
_COMPARED = {"a": ("href", "title"), "img": ("src", "alt", "title"), "ol": ("start",)}


def shape(markup: str) -> list[str]:
    """Elements, attributes that count and words, in order; the same for what a browser shows alike.

    Headings count from the highest of the text, since a page's own title is its first.
    """
    tidy = _Shape()
    tidy.feed(_as_a_browser_reads(markup))
    tidy.close()
    return _from_the_highest(tidy.parts())


def _as_a_browser_reads(markup: str) -> str:
    # Declarations and instructions are no elements, and here their words are shown.
    markup = re.sub(r"<(?=\?|!(?!--))", "&lt;", markup)
    tags = {name.lower() for name in re.findall(r"<([A-Za-z][A-Za-z0-9-]*)", markup)}
    attributes = {tag: set(names) for tag, names in _COMPARED.items()}
    return nh3.clean(
        markup,
        tags=tags,
        clean_content_tags=set(),
        attributes=attributes,
        link_rel=None,
        url_schemes={name.lower() for name in re.findall(r"([A-Za-z][A-Za-z0-9+.-]*):", markup)},
    )


class _Shape(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        # What is no tag is text, with its blanks.
        self._found: list[tuple[bool, str]] = []
        self._preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEFT_OUT:
            return
        given = {name: value or "" for name, value in attrs}
        said = [
            f" {name}={_address(given[name]) if name in ('href', 'src') else given[name]!r}"
            for name in _COMPARED.get(tag, ())
            if given.get(name)
        ]
        self._found.append((True, f"<{tag}{''.join(said)}>"))
        self._preformatted += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and tag not in _LEFT_OUT:
            self._found.append((True, f"</{tag}>"))
            self._preformatted -= tag == "pre"

    def handle_data(self, data: str) -> None:
        if not self._preformatted:
            data = re.sub(r"[ \t\r\n\f]+", " ", data)
        if self._found and not self._found[-1][0]:
            data = self._found.pop()[1] + data
        self._found.append((False, data))

    def parts(self) -> list[str]:
        parts = []
        inside = False
        for place, (is_tag, part) in enumerate(self._found):
            if is_tag:
                inside = inside or part == "<pre>"
                inside = inside and part != "</pre>"
                parts.append(part)
            elif inside:
                parts.append(part.rstrip("\n") if self._is_block(place + 2) else part)
            else:
                before = place == 0 or self._is_block(place - 1)
                after = place + 1 == len(self._found) or self._is_block(place + 1)
                part = part.lstrip(" ") if before else part
                part = part.rstrip(" ") if after else part
                if part:
                    parts.append(part)
        return parts

    def _is_block(self, place: int) -> bool:
        if place >= len(self._found):
            return True
        is_tag, part = self._found[place]
        return is_tag and part.strip("</>").partition(" ")[0] in _BLOCKS


def _address(typed: str) -> str:
    """Without the slash with which an old address of a site ends."""
    return unquote(typed).rstrip("/")


def _from_the_highest(parts: list[str]) -> list[str]:
    levels = [int(part[2]) for part in parts if re.fullmatch(r"<h[1-6]>", part)]
    if not levels:
        return parts
    highest = min(levels)
    deepest = 6 - (highest == 1)
    return [
        re.sub(
            r"(?<=<h|/h)[1-6](?=>$)", lambda match: str(min(int(match[0]), deepest) - highest), part
        )
        for part in parts
    ]


def _shown(markup: str) -> str:
    """Everything that can be read or heard on a page, once more with its entities resolved."""
    values = " ".join(re.findall(r'(?:alt|start|title)="([^"]*)"', markup))
    text = html.unescape(_TAG.sub("", _COMMENT.sub("", markup)))
    return f"{text} {html.unescape(text)} {html.unescape(values)}"


# --- telling -----------------------------------------------------------------------------------


def table(results: Iterable[Outcome]) -> str:
    """How many of each section came out how, and which of them silently."""
    by_section: dict[str, list[Outcome]] = defaultdict(list)
    for each in results:
        by_section[each.example.section].append(each)
    by_section["all"] = [each for section in by_section.values() for each in section]
    lines = [f"{'':42} read  told  silent  lost"]
    for section, found in by_section.items():
        count = Counter(each.kind for each in found)
        lost = [each.example.number for each in found if each.lost]
        silent = [each.example.number for each in found if each.kind == "silent"]
        lines.append(
            f"{section:42}{count['read']:5}{count['told']:6}{count['silent']:8}{len(lost):6}"
            + (f"   {' '.join(map(str, silent))}" if silent and section != "all" else "")
            + (f"   LOST {' '.join(map(str, lost))}" if lost else "")
        )
    return "\n".join(lines)


def described(outcome: Outcome) -> str:
    example = outcome.example
    told = "".join(
        f"{problem.span.line}:{problem.span.column} {problem.code}\n"
        for problem in outcome.problems
    )
    return (
        f"=== {example.number} {example.section}: {outcome.kind}"
        f"{' LOST ' + ' '.join(outcome.lost) if outcome.lost else ''}\n{example.markdown}"
        f"--- expected\n{example.html}--- got\n{outcome.prose}\n{told}"
        f"--- expected {shape(example.html)}\n--- got      {shape(outcome.prose)}\n"
    )


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--spec", type=Path, default=SPECIFICATION)
    asked.add_argument("--section", help="only sections whose name has this in it")
    asked.add_argument("--number", type=int, nargs="*", help="only these examples, however read")
    asked.add_argument("-v", action="store_true", help="show what was typed, expected and got")
    options = asked.parse_args()
    chosen = [
        each
        for each in examples(options.spec)
        if (options.section or "").lower() in each.section.lower()
        and (not options.number or each.number in options.number)
    ]
    with tempfile.TemporaryDirectory() as folder:
        results = outcomes(chosen, Path(folder))
    if options.v or options.number:
        for each in results:
            if each.kind == "silent" or options.number:
                print(described(each))
    print(table(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
