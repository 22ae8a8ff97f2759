"""What rich lays out: tables, and pages of Markdown."""

from __future__ import annotations

from textwrap import indent
from typing import ClassVar

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import CodeBlock, Heading, Markdown, MarkdownElement
from rich.text import Text
from rich.theme import Theme


class _Heading(Heading):
    """At the beginning of its line: rich centres headings, and draws a box around the first."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        self.text.justify = "left"
        yield self.text


# What is typed, beside what is shown.
_TYPED = ("sh", "powershell")


class _Code(CodeBlock):
    """As it is: a command that is broken in two is none any more where it is pasted."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = indent(str(self.text).rstrip(), "    ")
        style = "bold" if self.lexer_name in _TYPED else ""
        yield Text(lines, style=style, no_wrap=True, overflow="ignore")


class Page(Markdown):
    """To be printed without being cropped."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "heading_open": _Heading,
        "fence": _Code,
    }


def terminal(width: int) -> Console:
    # No colour of rich's own behind letters: the terminal's user may have any.
    theme = Theme({"markdown.code": "bold"})
    return Console(width=width, highlight=False, emoji=False, markup=False, theme=theme)
