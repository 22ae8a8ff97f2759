"""Which texts are published as Markdown made them, and which the sanitiser sees."""

from typing import cast

import pytest
from nh3 import Cleaner

from beyan.markup.reader import Reader


class Watched(Reader):
    """Tells whether the sanitiser was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = False
        self._cleaner = cast("Cleaner", self)
        self._real_cleaner = Reader()._cleaner

    def clean(self, html: str) -> str:
        self.asked = True
        return self._real_cleaner.clean(html)


def is_sanitised(text: str) -> bool:
    reader = Watched()
    reader.read(text, "x.az.md", 0)
    return reader.asked


@pytest.mark.parametrize(
    "text",
    [
        "İki söz.\n\n# Başlıq\n\n- bir\n- *iki* **üç**\n\n3. dörd\n\n> sitat\n\n---\n",
        "[keçid](x.az.md) və [kənara](https://example.org/a?b=1#c), `kod`, sətir  \nsonu",
    ],
)
def test_a_text_of_headings_lists_quotes_and_links_is_published_as_it_is(text: str) -> None:
    assert not is_sanitised(text)


@pytest.mark.parametrize(
    "text",
    [
        "<b>a</b>",
        "a\n{: onclick=b }",
        "[a](javascript:b)",
        "[a](JAVASCRIPT:b)",
        "[a](//b.example)",
        "[a](https://b.example/ə)",
        "[a](x.az.md 'b')",
        "[a](x&y.az.md)",
        "![a](x.az.md)",
        "a | b\n--|--\nc | d",
        "a[^1]\n\n[^1]: b",
        "a\n: b",
        "```\nkod\n```",
        "###### a\n\n# b\n\n<i>",
        "*[a]: b\n\na",
    ],
)
def test_whatever_could_be_read_another_way_is_sanitised(text: str) -> None:
    assert is_sanitised(text)
