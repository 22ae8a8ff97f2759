"""Which texts are published as Markdown made them, and which the sanitiser sees."""

import pytest

from beyan.model.diagnostic import Span
from beyan.model.page import PlannedLink, PlannedProse
from beyan.render.prose import Labels, ProseRenderer

LABELS = Labels("Qeyd {}", "Qeydə qayıt: {}", "Cədvəl {}", "Əslini yüklə")


class Watched(ProseRenderer):
    """Tells whether the sanitiser was asked."""

    def __init__(self) -> None:
        super().__init__("az", LABELS)
        self.asked = False
        self._cleaner = self._watched(self._cleaner)

    def _watched(self, cleaner):
        renderer = self

        class Cleaner:
            def clean(self, html: str) -> str:
                renderer.asked = True
                return cleaner.clean(html)

        return Cleaner()


def is_sanitised(text: str, *links: tuple[str, str | None]) -> bool:
    renderer = Watched()
    planned = tuple(PlannedLink(target, address, Span("")) for target, address in links)
    renderer.render(PlannedProse(text, Span("x.az.md", 1, 1), planned))
    return renderer.asked


@pytest.mark.parametrize(
    "text",
    [
        "İki söz.\n\n# Başlıq\n\n- bir\n- *iki* **üç**\n\n3. dörd\n\n> sitat\n\n---\n",
        "[keçid](x.az.md) və [kənara](https://example.org/a?b=1#c), `kod`, sətir  \nsonu",
    ],
)
def test_a_text_of_headings_lists_quotes_and_links_is_published_as_it_is(text: str) -> None:
    assert not is_sanitised(text, ("x.az.md", "/az/releases/2026/x/"))


@pytest.mark.parametrize(
    "text",
    [
        "<b>a</b>",
        "a &lt; b",
        "a{: onclick=b }",
        "[a](javascript:b)",
        "[a](JAVASCRIPT:b)",
        "[a](//b.example)",
        "[a](https://b.example/ə)",
        "[a](x.az.md 'b')",
        "[a](hidden.az.md)",
        "[a](twice.az.md)",
        "![a](x.az.md)",
        "a | b\n--|--\nc | d",
        "a[^1]\n\n[^1]: b",
        "a\n: b",
        "    kod",
        "###### a\n\n# b\n\n<i>",
        "a\0b",
    ],
)
def test_whatever_could_be_read_another_way_is_sanitised(text: str) -> None:
    links = (("x.az.md", "/az/x/"), ("hidden.az.md", None), ("twice.az.md", "/az/a&copy;b/"))
    assert is_sanitised(text, *links)
