import re

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from beyan.markup.elements import ALLOWED
from beyan.markup.reader import Reader
from beyan.model.page import PlannedProse
from beyan.render.prose import Labels, ProseRenderer

READER = Reader()
RENDERER = ProseRenderer("az", Labels("Qeyd {}", "Qeydə qayıt: {}", "Cədvəl {}", "Yüklə"))
pieces = st.sampled_from(
    ["<", ">", "</", "<script>", "</script>", "<a href=", '"', "'", "javascript:", "mətn", "\\",
     " ", "java\tscript:", "data:text/html,", " onerror=", " onclick=alert(1)", "<img src=x",
     "<svg", "<style>", "<iframe", "<!--", "-->", "<![CDATA[", "]]>", "&#106;", "&lt;", "[", "](",
     ")", "[^1]", "\n[^1]: ", "`", "*", "_", "\n\n", "\n", "# ", "- ", "    ", "|", "\n--|--\n",
     "{: style=x #id .cls }"]
)  # fmt: skip


@given(st.lists(pieces, max_size=25).map("".join))
@settings(max_examples=200)
def test_no_text_becomes_anything_but_allowed_elements_and_harmless_links(text: str) -> None:
    shown = RENDERER.render(PlannedProse(READER.read(text, "x.az.md", 0).html, ()))
    for element in html.fragment_fromstring(shown, create_parent="div").iter():
        assert element.tag in ALLOWED
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name != "style"
            if name in ("href", "src"):
                assert re.match(r"(https?|mailto|tel):|//|#", value, re.IGNORECASE)


@given(st.lists(pieces, max_size=25).map("".join))
@settings(max_examples=100)
def test_every_text_can_be_read_and_summed_up(text: str) -> None:
    reading = READER.read(text, "x.az.md", 5)
    places = [link.span for link in reading.links] + [each.span for each in reading.problems]
    assert all(5 < span.line <= 6 + text.count("\n") for span in places)
    assert "\n" not in reading.first
