"""Every word that is typed is on the page or its line is told; no word of a comment is anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import count

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from beyan.markup.reader import Reader
from beyan.model.diagnostic import Diagnostic
from beyan.model.messages import WARNINGS
from tests.conftest import CONFIG, SampleSite
from tests.properties.conftest import few

# Words of several alphabets. Each gets a number of its own, so that it can be found again.
STEMS = ("söz", "Ünvan", "word", "слово", "كلمة", "λέξη", "字")
HIDDEN = "gizlin"
# What stands between words, and may make something of them.
SIGNS = (
    *("*", "**", "***", "_", "__", "~~", "`", "``", "~", "^", "$", "%", "#", "@", "+", "=", "--"),
    *("[", "]", "](", "](/az/)", "](https://example.org/a)", "][", "![", "[^1]", "[ ]", "(", ")"),
    *("<", ">", "<<", ">>", "</", "/>", "<b>", "</b>", "<i>", "<div>", "</div>", "<p>", "</p>"),
    *("<span lang='en'>", "</span>", "<video>", "</video>", "<bölmə>", "</bölmə>", "<br>", "<?"),
    *("<!D", "<![CDATA[", "]]>", "<table><tr><td>", "</td></tr></table>", "<script>", "</script>"),
    *("{", "}", "{#", "{: ", "{{", "}}", "&", "&amp;", "&lt;", "&#601;", "&copy", "&#", ";", "|"),
    *("\\", "\\\\", "\\*", "\\[", "\\`", "-", "–", "—", "•", "1.", "2)", "a)", "https://", "www."),
    *("@example.org", "\u00a0", ", ", ". ", ": ", "!", "?", "«", "»", '"', "'", "/", "  ", "\t"),
)
# How lines begin.
STARTS = (
    *("", "", "", "- ", "* ", "+ ", "• ", "1. ", "2. ", "12. ", "3) ", "a) ", "– ", "> ", ">"),
    *("# ", "## ", "#", "    ", "\t", "  ", "   ", "  - ", "    - ", "> - ", "- > ", "| "),
    *(": ", "*[A]: ", "[^1]: ", "[^2]: ", "[k]: ", "[k]: /az/ ", "---", "===", "- - -", "```"),
    *("~~~", "| --- | ---", "--|--", "<div>", "</div>", "<table>", "<p>", "<!-- ", "-\u00a0"),
)
ENDS = ("", "", "", "", "  ", "\\", "\n", "\n\n", " |", " -->", "</p>", "</div>", "</table>")

words = st.sampled_from(STEMS).map(lambda stem: f" {stem}00 ")
tight = st.sampled_from(STEMS).map(lambda stem: f"{stem}00")
notes = st.sampled_from((f"<!-- {HIDDEN}00 -->", f"<!--{HIDDEN}00\n\n{HIDDEN}00 `*-->"))
pieces = st.one_of(
    words, words, tight, tight, st.sampled_from(SIGNS), st.sampled_from(SIGNS), notes
)
lines = st.builds(
    lambda start, inside, end: start + "".join(inside) + end,
    st.sampled_from(STARTS),
    st.lists(pieces, max_size=7),
    st.sampled_from(ENDS),
)
texts = st.lists(lines, min_size=1, max_size=7).map("\n".join)

READER = Reader()
# Where words are no text: inside of tags, targets, titles, definitions, and behind a fence.
_ELSEWHERE = (
    re.compile(r"</?[A-Za-z][^<>]*>"),
    re.compile(r"\]\([^()\n]*\)?"),
    re.compile(r"^[ >\t\u00a0-]*\[[^\]\n]*\]:.*(?:\n[^\n]+)*", re.MULTILINE),
    re.compile(r"^[ >\t\u00a0*+-]*(?:`{3,}|~{3,}).*$", re.MULTILINE),
    re.compile(r"\{[:#][^{}\n]*\}"),
    re.compile(r"^[ >\t]*\*\[[^\]\n]*\]:.*$", re.MULTILINE),
)


def numbered(text: str) -> str:
    """Each word with a number of its own."""
    numbers = count(1)
    return re.sub(r"00(?!\d)", lambda _: f"{next(numbers):03}", text)


def typed_words(text: str) -> Iterator[tuple[str, int]]:
    """Words that are text, with the offset of each."""
    plain = re.sub(r"<!--.*?-->", lambda match: " " * len(match[0]), text, flags=re.DOTALL)
    for pattern in _ELSEWHERE:
        plain = pattern.sub(lambda match: re.sub(r"\S", " ", match[0]), plain)
    stems = "|".join(STEMS)
    for match in re.finditer(rf"(?:{stems})\d{{3}}", plain):
        yield match[0], match.start()


# Told at the line where it begins, however far it goes.
_FAR = ("comment-", "fence-", "html-", "nested-", "text-too-long", "too-many-")


def is_told(text: str, offset: int, problems: Iterable[Diagnostic]) -> bool:
    """Whether a problem stands at the line of the word, or above it in the same lines of text."""
    line = text.count("\n", 0, offset) + 1
    above = re.split(r"\n[ \t\u00a0>]*(?=\n)", text[:offset])[-1]
    first = line - above.count("\n") - 1
    return any(
        first <= problem.span.line <= line
        or (problem.span.line <= line and problem.code.startswith(_FAR))
        for problem in problems
    )


def is_refused(problems: Iterable[Diagnostic]) -> bool:
    return any(problem.code not in WARNINGS for problem in problems)


@given(texts.map(numbered))
@example("söz001 <script>word002</script> слово003")
@example("<div>\n\nsöz001\n\nword002")
@example("söz001\n\n[^1]: word002\n[^1]: слово003 [^1]")
@example("a | b\n--|--\nsöz001 | word002 | слово003")
@example("söz001 <!-- gizlin002 --> word003")
@settings(max_examples=300)
def test_every_word_is_on_the_page_or_its_line_is_told(text: str) -> None:
    reading = READER.read(text, "x.az.md", 0)
    page = unescape(re.sub(r"<[^>]*>", "", reading.html)) + unescape(reading.html)
    for word, offset in typed_words(text):
        assert word in page or is_told(text, offset, reading.problems), (word, reading)


@given(texts.map(numbered))
@example("`` ` `` <!-- gizlin001 ` -->")
@example("- a\n\n      <!-- gizlin001\n\n  gizlin002 -->")
@example("<div>\n```<!-- gizlin001 -->")
@example("``\n><!-- gizlin001 --><div>``")
@example("`\n[^2]:<!-- gizlin001 -->`")
@settings(max_examples=300)
def test_no_word_of_a_comment_is_shown(text: str) -> None:
    """Unless an error keeps the text from being published, or the comment stands in code."""
    reading = READER.read(text, "x.az.md", 0)
    if HIDDEN in re.sub(r'<code>.*?</code>| id="[^"]*"', "", reading.html, flags=re.DOTALL):
        assert is_refused(reading.problems), reading.html
    if HIDDEN in reading.first:
        assert is_refused(reading.problems) or "`" in text


@given(
    st.lists(
        texts.map(lambda text: text.replace("`", "").replace("~~~", "")), min_size=20, max_size=40
    )
)
@few
def test_no_word_of_a_comment_is_anywhere_in_the_output(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    made = SampleSite(tmp_path_factory.mktemp("site"))
    paths = [f"content/releases/2026/2026-03-05-r{number}.az.md" for number in range(len(texts))]
    head = f"---\ntitle: Bəyanat <!-- {HIDDEN} -->\ndate: 2026-03-05\n---\n"
    made.change({"site_config.yaml": CONFIG})
    made.change({path: f"{head}{text}\n" for path, text in zip(paths, texts, strict=True)})
    broken = {each.span.path for each in made.check().diagnostics if each.code not in WARNINGS}
    made.change(dict.fromkeys(broken))
    made.change({"content/releases/2026/2026-03-05-plain.az.md": f"{head}Mətn.\n"})
    result = made.build()
    assert result.report.exit_code == 0, result.lines
    assert [path for path, data in result.tree().items() if HIDDEN.encode() in data] == []
