"""Small valid sites of every shape, for the properties that must hold on each of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from lxml import html
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.conftest import NOW, Result, SampleSite

# Sites are small but real: a tenth of a second each, so few examples, and no hundreds of further
# builds to shrink an example that fails.
few = settings(
    max_examples=10,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    print_blob=True,
)

# Stands in every word, name and byte of what must not be seen; in no word of any language.
MARK = "zqx"

BASES = ("https://press.example.org", "https://example.org/press")
MODES = ("hide", "link", "notice")
TOPICS = ("law", "health", "youth")
PEOPLE = ("ana", "rauf", "leyla")
HOLDS = ("draft: true", "embargo: 2026-12-01 09:00", "expires: 2026-11-21", "future")


@dataclass(frozen=True)
class Generated:
    """A site's files; `hidden` has the numbers of releases that the gate holds back."""

    files: dict[str, str | bytes]
    config: str
    mode: str
    base_url: str
    hidden: frozenset[int]

    @property
    def base_path(self) -> str:
        return self.base_url.removeprefix("https://").partition("/")[2].rstrip("/")


@dataclass(frozen=True)
class _Planned:
    number: int
    day: date
    tags: tuple[str, ...]
    hold: str
    is_withdrawn: bool

    @property
    def name(self) -> str:
        """Every part of a hidden release's name carries the mark."""
        return f"{MARK if self.hold else 'r'}{self.number}"

    @property
    def stem(self) -> str:
        return f"{self.day}-{self.name}"

    def address(self, tag: str) -> str:
        return f"/{tag}/releases/{self.day.year}/{self.name}-{tag}/"


@st.composite
def generated_sites(draw: st.DrawFn, *, hidden: bool = False, mode: str | None = None) -> Generated:
    """Sites in az and en without any error; with `hidden`, some releases are held back."""
    mode = mode or draw(st.sampled_from(MODES))
    base_url = draw(st.sampled_from(BASES))
    planned = []
    for number in range(draw(st.integers(1, 4))):
        hold = draw(st.sampled_from(("", *HOLDS))) if hidden else ""
        day = date(2025, 1, 1) + timedelta(days=draw(st.integers(0, 680)))
        if hold == "future":
            day = date(2027, 2, 3)
        tags = draw(st.sampled_from((("az",), ("en",), ("az", "en"))))
        is_withdrawn = not hold and draw(st.integers(0, 4)) == 0
        planned.append(_Planned(number, day, tags, hold, is_withdrawn))
    files: dict[str, str | bytes] = {}
    for each in planned:
        files.update(_release(draw, each, planned))
    files["content/pages/about.az.md"] = "---\ntitle: Haqqımızda\norder: 1\n---\nMətn.\n"
    if draw(st.booleans()):
        files["content/pages/help.en.md"] = "---\ntitle: Help\n---\n[About](about.az.md)\n"
    marks = [each.name for each in planned if each.hold]
    files["content/topics.yaml"] = "".join(
        f"{key}:\n  name: {{az: {key} az, en: {key} en}}\n" for key in (*TOPICS, *marks)
    )
    files["content/participants.yaml"] = "".join(
        f"{key}:\n  name: {{az: {key} az, en: {key} en}}\n"
        f"  role: {{az: {key} rol, en: {key} job}}\n"
        for key in (*PEOPLE, *marks)
    )
    if draw(st.booleans()):
        # Hidden releases have been read as well: before they expired, or by mistake.
        files["content/views.csv"] = "month,release,language,reads\n" + "".join(
            f"2026-05,{each.day.year}/{each.stem},{tag},{draw(st.integers(0, 5000))}\n"
            for each in planned
            for tag in each.tags
        )
    config = (
        "name: {az: Nümunə, en: Sample}\n"
        f"base_url: {base_url}\n"
        "languages: [az, en]\ntimezone: Asia/Baku\nsearch: false\nsocial_cards: false\n"
        "contact: {call_centre: '916', email: press@example.org}\n"
        f"missing_translation: {mode}\npage_size: {draw(st.integers(1, 3))}\n"
    )
    return Generated(
        files, config, mode, base_url, frozenset(each.number for each in planned if each.hold)
    )


def _release(
    draw: st.DrawFn, release: _Planned, planned: list[_Planned]
) -> Iterator[tuple[str, str | bytes]]:
    name, folder = release.name, f"content/releases/{release.day.year}"
    topics = draw(st.lists(st.sampled_from(TOPICS), unique=True, max_size=2))
    people = draw(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=2))
    has_photo, has_file, has_more = (draw(st.booleans()) for _ in range(3))
    if release.hold:
        topics, people, has_photo, has_file, has_more = [name], [name], True, True, True
    facts = [
        f"date: {release.day}",
        f"topics: [{', '.join(topics)}]",
        *([release.hold] if release.hold not in ("", "future") else []),
        *(["featured: true"] if draw(st.booleans()) else []),
    ]
    stating = draw(st.sampled_from(release.tags))
    for tag in release.tags:
        head = [f"title: {name} {tag}", f"slug: {name}-{tag}"]
        if tag == stating or draw(st.booleans()):
            head += facts
        spelled = "".join(f", {key}" for key in people)
        head.append(f"participants: [{{name: {name} qonaq, role: {name}}}{spelled}]")
        if has_photo:
            head.append(f"photos: [{{file: {name}.png, alt: {name}, credit: {name}}}]")
        if has_file:
            head.append(f"attachments: [{{file: {name} ə.pdf, title: {name}}}]")
        if has_more:
            head += [
                f"place: {name}",
                f"summary: {name}",
                f"views: {draw(st.integers(0, 5000))}",
                f"aliases: [/old/{name}-{tag}/]",
                f"corrections: [{{date: {release.day}, text: {name}}}]",
                f"contact: {{name: {name}, email: {name}@example.org}}",
            ]
        if release.is_withdrawn:
            head.append(f"withdrawn: {{date: {release.day}, reason: səbəb}}")
        links = draw(st.lists(_links(planned), max_size=4))
        text = [f"Mətn {name}.", "## Bölmə", *links]
        if has_more:
            text += ["a | b\n--|--\n1 | 2", "Qeyd[^1].", f"[^1]: {name}."]
        yield f"{folder}/{release.stem}.{tag}.md", _file(head, "\n\n".join(text))
    if has_photo:
        yield f"{folder}/{release.stem}/{name}.png", picture(name)
    if has_file:
        yield f"{folder}/{release.stem}/{name} ə.pdf", f"%PDF {name}".encode()


@st.composite
def _links(draw: st.DrawFn, planned: list[_Planned]) -> str:
    """A link to some release, in one of the ways people write one."""
    to = draw(st.sampled_from(planned))
    tag = draw(st.sampled_from(to.tags))
    path = f"/releases/{to.day.year}/{to.stem}.{tag}.md"
    forms = [
        f"[keçid]({path})",
        f"[keçid](/releases/{to.day.year}/{to.stem}.md)",
        f"[keçid][k{to.number}]\n\n[k{to.number}]: {path} '{to.number}'",
        f'<a href="{path}">keçid</a>',
        f"<div><a href='{path}'>keçid</a></div>",
        f"bir ` iki\n\n[keçid]({path})\n\nüç ` dörd",
    ]
    if not to.hold:
        forms.append(f"[keçid]({to.address(tag)})")
    # A withdrawn release has lost its headings with its text.
    if not to.is_withdrawn:
        forms.append(f"[keçid](../{to.day.year}/{to.stem}.{tag}.md#bolme)")
        forms.append("[yuxarı](#bolme)")
    return draw(st.sampled_from(forms))


def _file(head: list[str], text: str) -> str:
    return "---\n" + "\n".join(head) + f"\n---\n{text}\n"


def picture(comment: str) -> bytes:
    """A PNG that carries the comment in its bytes."""
    info = PngInfo()
    info.add_text("Comment", comment)
    data = BytesIO()
    Image.new("RGB", (4, 3), (10, 80, 90)).save(data, "PNG", pnginfo=info)
    return data.getvalue()


# --- building and reading -------------------------------------------------------------------

Make = Callable[[Generated], SampleSite]


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """The generated site, in one of two folders in turn: compiled templates are kept between them.

    So a test may have two sites at a time.
    """
    roots = cycle([tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two")])

    def make(generated: Generated) -> SampleSite:
        root = next(roots)
        for path in root.iterdir():
            if path.is_dir() and path.name != ".cache":
                shutil.rmtree(path)
        made = SampleSite(root, NOW)
        return made.change({"site_config.yaml": generated.config, **generated.files})

    return make


def built(made: SampleSite) -> Result:
    result = made.build()
    assert result.report.exit_code == 0, result.lines
    return result


def parsed(output: Path) -> dict[str, html.HtmlElement]:
    """Every built page by its address."""
    pages = {}
    for path in sorted(output.rglob("*.html")):
        address = "/" + path.relative_to(output).as_posix().removesuffix("index.html")
        pages[address] = html.fromstring(path.read_bytes())
    return pages
