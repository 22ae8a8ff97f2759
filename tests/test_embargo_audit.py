"""What the gate holds back and something lets out all the same is found before it is published."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from beyan.audit.outputs import Audit
from beyan.model.search import SearchDocument
from beyan.publish import search
from beyan.render.page import Renderer
from tests.conftest import CONFIG, NOW, REPOSITORY, SampleSite, release

Make = Callable[..., SampleSite]
Plant = Callable[[str, Callable[[bytes], bytes]], None]

TITLE = "Gizli «qərar» & nəticə"
SENTENCE = "Komissiya yalnız dekabrda yeddi vəzifəli şəxsi işdən azad edəcək"
R = "content/releases/2026/"
HELD = f"{R}2026-03-05-gizli-qerar.az.md"
PAGE = "az/releases/2026/aciq/index.html"


def picture(colour: str, note: str = "") -> bytes:
    buffer, info = BytesIO(), PngInfo()
    if note:
        info.add_itxt("Description", note, zip=True)
    Image.new("RGB", (40, 30), colour).save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


EARLY = picture("red")


def files() -> dict[str, str | bytes]:
    return {
        f"{R}2026-03-05-aciq.az.md": release(
            "Açıq",
            photos="[{file: zal.png, alt: Böyük otaq}]",
            attachments="[{file: a.pdf, title: A}]",
        ),
        f"{R}2026-03-05-aciq/zal.png": picture("blue"),
        f"{R}2026-03-05-aciq/a.pdf": b"%PDF-1.4 a",
        HELD: release(
            f'"{TITLE}"',
            text=f"{SENTENCE}.",
            embargo="2026-12-10 09:00",
            participants="[{name: Zülfüqar Qarayev, role: Nazirin birinci müavini}]",
            photos="[{file: erken.png, alt: Naməlum otaqda imza, caption: İmza anı gecə}]",
            attachments="[{file: sened.pdf, title: Sənədin tam mətni}]",
            topics="[sirli]",
        ),
        f"{R}2026-03-05-gizli-qerar/erken.png": EARLY,
        f"{R}2026-03-05-gizli-qerar/sened.pdf": b"%PDF-1.4 secret",
        "content/topics.yaml": "sirli:\n  name: {az: Sirli mövzu bölməsi, en: Secret section}\n",
    }


@pytest.fixture
def held(site: Make) -> SampleSite:
    return site(files())


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Plant:
    """Something that puts into the file of this path what it should not have."""

    def planted(path: str, changed: Callable[[bytes], bytes]) -> None:
        real = Renderer.render

        def render(self: Renderer, output: object, **more: bool) -> bytes:
            data = real(self, output, **more)  # type: ignore[arg-type]
            return changed(data) if getattr(output, "path", "") == path else data

        monkeypatch.setattr(Renderer, "render", render)

    return planted


def added(text: str) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(b"</body>", f"\n<p>{text}</p>\n</body>".encode())


IN_PAGES = {
    "its title": escape(TITLE),
    "its title in numbers": "".join(f"&#{ord(sign)};" for sign in TITLE),
    "its title in an attribute": f'<i title="{escape(TITLE)}"></i>',
    "its title to be sent": f'<a href="mailto:?subject={quote(TITLE)}">x</a>',
    "its title in JSON": f"<script>{json.dumps(TITLE)}</script>",
    "its title with marks": "Gizli «<em>qərar</em>» &amp; <b>nəticə</b>",
    "its title in a comment": f"<!-- {TITLE} -->",
    "six of its words": " ".join(SENTENCE.split()[2:8]),
    "words over two lines": "\n".join(SENTENCE.rsplit(" ", 4)),
    "words with a soft hyphen": SENTENCE.replace("Komissiya", "Komis\u00adsiya"),
    "a name": "Zülfüqar Qarayev",
    "a role": "Nazirin birinci müavini",
    "a caption": "İmza anı gecə",
    "an alternative text": "Naməlum otaqda imza",
    "the title of an attachment": "Sənədin tam mətni",
    "the name of a topic": "Sirli mövzu bölməsi",
    "its address": '<a href="/az/releases/2026/gizli-qerar/">x</a>',
    "its whole address": "https://press.example.org/az/releases/2026/gizli-qerar/",
    "the key of a topic": '<a href="/az/topics/sirli/">x</a>',
    "the name of a photo": '<img src="/az/releases/2026/x/erken.png" alt="">',
}


@pytest.mark.parametrize("text", IN_PAGES.values(), ids=IN_PAGES)
def test_what_a_template_lets_out_stops_the_publication(
    held: SampleSite, plant: Plant, text: str
) -> None:
    plant(PAGE, added(text))
    result = held.build()
    assert {*result.codes} == {"embargo-leak"}
    assert result.report.exit_code == 1
    assert not held.output.exists()
    found = result.diagnostics[0]
    assert found.span.path == str(held.output / PAGE)
    assert found.span.line > 20
    for line in result.lines:
        assert HELD in line
        assert not [each for each in (TITLE, "dekabrda", "Qarayev", "Sirli") if each in line]


def test_a_leak_on_every_page_is_told_where_it_is_first(
    held: SampleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Renderer.render

    def render(self: Renderer, output: object, **more: bool) -> bytes:
        return added(SENTENCE)(real(self, output, **more))  # type: ignore[arg-type]

    monkeypatch.setattr(Renderer, "render", render)
    (found,) = held.check().diagnostics
    assert Path(found.span.path).suffix == ".html"
    (built,) = held.build(uses_cache=False).diagnostics
    assert built.span.path == str(held.output / "404.html")


@pytest.mark.parametrize("number", [2, 3, 39])
def test_a_leak_on_one_of_many_pages_of_a_kind_is_told_there(
    site: Make, plant: Plant, number: int
) -> None:
    names = [f"aciq-{each}" for each in range(40)]
    made = site(
        {HELD: files()[HELD]}
        | {f"{R}2026-03-05-{name}.az.md": release(name.title()) for name in names}
        | {path: data for path, data in files().items() if "gizli" in path or "topics" in path}
    )
    path = f"az/releases/2026/{names[number]}/index.html"
    plant(path, added(SENTENCE))
    (found,) = made.build().diagnostics
    assert found.span.path == str(made.output / path)


@pytest.mark.parametrize("template", ["release.html", "base.html", "parts/trail.html"])
@pytest.mark.parametrize("number", [2, 39])
def test_a_check_finds_the_one_page_on_which_a_template_of_the_site_tells_it(
    site: Make, template: str, number: int
) -> None:
    names = [f"aciq-{each}" for each in range(40)]
    # In two halves, the second first: what a template has as it is, everybody may read.
    half, rest = SENTENCE[:30], SENTENCE[30:]
    told = f'{{% set rest = "{rest}" %}}<p>{{{{ "{half}" ~ rest }}}}</p>'
    title = names[number].title()
    text = (REPOSITORY / "templates" / template).read_text("utf-8")
    before = {"release.html": "{% block main %}", "base.html": "<main"}.get(template, "")
    told = f'{{% if page.title|default("") == "{title}" %}}{told}{{% endif %}}'
    own = text.replace(before, before + told if before[:1] == "{" else told + before, 1)
    made = site(
        {HELD: files()[HELD], f"templates/{template}": own if before else told + text}
        | {f"{R}2026-03-05-{name}.az.md": release(name.title()) for name in names}
        | {path: data for path, data in files().items() if "gizli" in path or "topics" in path}
    )
    (found,) = made.check().diagnostics
    assert found.code == "embargo-leak"
    assert found.span.path == f"az/releases/2026/{names[number]}/index.html"
    (built,) = made.build().diagnostics
    assert built.span.path == str(made.output / found.span.path)


def test_the_place_is_that_of_what_was_found(held: SampleSite, plant: Plant) -> None:
    plant(PAGE, lambda data: b"\n\n<p>Ah: Gizli" + data)  # not all of it
    assert held.build().codes == []
    plant(PAGE, lambda data: f"\n\n<p>Ah: {TITLE}".encode() + data)
    (found,) = held.change({HELD: files()[HELD]}).build(uses_cache=False).diagnostics
    assert (found.span.line, found.span.column) == (3, 8)
    assert dict(found.values)["reason"] == "its title"


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        ("az/feed.xml", lambda text: escape(f"<p>{text}.</p>")),
        ("az/rss.xml", lambda text: f"<![CDATA[<p>{text}.</p>]]>"),
        ("az/feed.json", lambda text: json.dumps(f"<p>{text}.</p>")),
        ("az/feed.json", lambda text: json.dumps(f"<p>{text}.</p>", ensure_ascii=False)),
        ("az/releases/2026/aciq/release.json", lambda text: json.dumps({"x": text})),
        ("sitemap.xml", lambda _: "<loc>https://x.org/az/releases/2026/gizli-qerar/</loc>"),
        ("_redirects", lambda _: "/x /az/releases/2026/gizli-qerar/ 301"),
    ],
)
def test_a_file_for_machines_that_forgets_the_gate_stops_the_publication(
    held: SampleSite, plant: Plant, path: str, changed: Callable[[str], str]
) -> None:
    assert path in held.build().files
    held.change({"output/x": ""})
    plant(path, lambda data: data + changed(SENTENCE).encode())
    before = held.build(uses_cache=False)
    assert {*before.codes} == {"embargo-leak"}
    assert {each.span.path for each in before.diagnostics} == {str(held.output / path)}


@pytest.mark.parametrize(
    "data",
    [
        EARLY,
        b"%PDF-1.4 secret",
        picture("green", note=TITLE),
        BytesIO().getvalue(),
    ],
    ids=["a photo", "an attachment", "the notes of a picture", "a kit"],
)
def test_a_photo_or_a_file_that_comes_too_early_stops_the_publication(
    held: SampleSite, plant: Plant, data: bytes
) -> None:
    if not data:
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as packed:
            packed.writestr("photos/hall.png", EARLY)
        data = buffer.getvalue()
    plant("az/releases/2026/aciq/a.pdf", lambda _: data)
    assert {*held.build().codes} == {"embargo-leak"}
    assert not held.output.exists()


def test_a_fragment_of_the_search_index_stops_the_publication(
    site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = site(files(), config=CONFIG.replace("search: false", "search: true"))
    real = search._texts

    def with_another(documents: Sequence[SearchDocument]) -> Iterator[tuple[int, list[Any]]]:
        yield from real(documents)
        yield len(documents), [["/az/x/", "", "", "", SENTENCE]]

    monkeypatch.setattr(search, "_texts", with_another)
    result = made.build()
    assert {*result.codes} == {"embargo-leak"}
    assert not made.output.exists()


@pytest.mark.parametrize("what", ["draft: true", "embargo: 2026-12-10 09:00", "future"])
def test_a_gate_that_is_open_is_noticed(
    site: Make, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    from beyan.source import site as sources

    day = "2026-12-24" if what == "future" else "2026-03-05"
    more = dict([what.split(": ")]) if what != "future" else {}
    made = site({HELD: release(TITLE.replace("&", "və"), day, f"{SENTENCE}.", **more)})
    monkeypatch.setattr(sources, "is_visible", lambda *_: True)
    monkeypatch.setattr(sources, "finished", lambda each: each)
    codes = made.build().codes
    assert "embargo-leak" in codes
    assert not made.output.exists()


def test_what_was_said_last_year_may_be_said_again(site: Make) -> None:
    text = f"{SENTENCE}.\n\n- birinci bənd budur;\n- ikinci bənd isə belədir;\n"
    made = site(
        {
            f"{R}2025-03-05-gizli-qerar.az.md": release(f'"{TITLE}"', "2025-03-05", text),
            HELD: release(f'"{TITLE}"', text=text, embargo="2026-12-10 09:00"),
        }
    )
    assert made.build().codes == []
    assert SENTENCE in made.build().html("/az/releases/2025/gizli-qerar/")
    assert made.build(uses_cache=False, strict=True).codes == []


@pytest.mark.parametrize(
    "title",
    [
        "Səhifədə <em>iki</em> söz <script>alert(1)</script> kimi yazılıb",
        "İşarələr &lt;belə&gt; yazılır &amp; hamı onları görür",
        "</title><i>Bir</i> sözün ' onclick='alert(1)' üstü",
    ],
)
def test_a_title_that_looks_like_marks_may_be_said_again(site: Make, title: str) -> None:
    typed = "'{}'".format(title.replace("'", "''"))
    made = site(
        {
            f"{R}2025-03-05-a.az.md": release(typed, "2025-03-05", "Mətn."),
            f"{R}2026-03-05-b.az.md": release(typed, text="Mətn.", embargo="2026-12-10 09:00"),
        }
    )
    assert made.build().codes == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/pages/haqqimizda.az.md", f"---\ntitle: Haqqımızda\n---\n{SENTENCE}.\n"),
        ("site_config.yaml", f"{CONFIG}tagline: {{az: {SENTENCE}, en: X}}\n"),
        (f"{R}b.az.md", release("B", text=f"> {SENTENCE}.\n")),
    ],
    ids=["a standing page", "the settings", "another release"],
)
def test_what_may_be_seen_anyway_is_no_secret(held: SampleSite, path: str, text: str) -> None:
    assert held.change({path: text}).build().codes == []


@pytest.mark.parametrize("word", ["hesabat", "report", "index", "aciq"])
def test_a_short_word_is_no_secret_outside_of_an_address(site: Make, word: str) -> None:
    made = site(
        {
            f"{R}2026-03-05-aciq.az.md": release("Açıq", text=f"Bu {word} haqqındadır."),
            f"{R}2026-03-06-x.az.md": release(
                f"Illik {word}", slug=word, embargo="2026-12-10 09:00"
            ),
        }
    )
    assert "embargo-leak" not in made.build().codes


def test_what_has_expired_was_known_to_everybody(held: SampleSite, plant: Plant) -> None:
    plant(PAGE, added(SENTENCE))
    text = release(f'"{TITLE}"', text=f"{SENTENCE}.", expires="2026-11-01")
    assert held.change({HELD: text}).build().codes == ["unused-file", "unused-file"]


@pytest.mark.parametrize("allowed", [HELD, "/az/releases/2026/aciq/"])
def test_an_office_may_go_on(held: SampleSite, plant: Plant, allowed: str) -> None:
    plant(PAGE, added(SENTENCE))
    assert held.build().codes == ["embargo-leak"]
    held.change({"site_config.yaml": f"{CONFIG}embargo_audit: {{allow: [{allowed}]}}\n"})
    assert held.build().codes == []


def test_a_check_finds_it_as_well(held: SampleSite, plant: Plant) -> None:
    plant(PAGE, added(SENTENCE))
    assert held.check().codes == ["embargo-leak"]


def test_a_translation_that_is_being_written_is_held_back(site: Make, plant: Plant) -> None:
    english = release("A title that nobody knows", text="Words.\n\n<!-- az: Mətn. -->")
    made = site(
        {
            f"{R}2026-03-05-aciq.az.md": release("Açıq", text="Mətn."),
            f"{R}2026-03-05-aciq.en.md": english,
        }
    )
    plant(PAGE, added("A title that nobody knows"))
    assert "embargo-leak" in made.build().codes


def test_a_draft_of_a_standing_page_is_held_back(site: Make, plant: Plant) -> None:
    made = site(
        {
            f"{R}2026-03-05-aciq.az.md": release("Açıq"),
            "content/pages/yeni.az.md": f"---\ntitle: Yeni\ndraft: true\n---\n{SENTENCE}.\n",
        }
    )
    plant(PAGE, added(SENTENCE))
    assert made.build().codes == ["embargo-leak"]


def test_a_correction_that_waits_for_its_day_is_held_back(site: Make, plant: Plant) -> None:
    made = site(
        {
            f"{R}2026-03-05-aciq.az.md": release(
                "Açıq", corrections=f"[{{date: 2026-12-24, text: {SENTENCE}}}]"
            ),
        }
    )
    assert made.build().codes == ["future-correction"]
    plant(PAGE, added(SENTENCE))
    assert "embargo-leak" in made.build(uses_cache=False).codes


def test_nothing_is_searched_where_nothing_is_held_back(
    site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from beyan.audit.watch import Watch

    def look(*_: object) -> None:
        raise AssertionError("searched")

    monkeypatch.setattr(Watch, "look", look)
    assert site({f"{R}2026-03-05-aciq.az.md": release("Açıq")}).build().codes == []


def test_only_new_and_changed_files_are_searched(
    held: SampleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    held.build()
    looked: list[str] = []
    real = Audit.__call__

    def call(self: Audit, output: object, data: bytes, digest: bytes) -> object:
        if self.secrets:  # what is held back is looked at as well, and goes nowhere
            looked.append(getattr(output, "path", ""))
        return real(self, output, data, digest)  # type: ignore[arg-type]

    monkeypatch.setattr(Audit, "__call__", call)
    held.change({HELD: str(files()[HELD]).replace("azad", "kənar")}).build()
    assert looked == []
    held.change({f"{R}2026-03-05-aciq.az.md": str(files()[f"{R}2026-03-05-aciq.az.md"]) + "Daha."})
    held.build()
    assert PAGE in looked
    assert "404.html" not in looked


def test_the_clock_may_go_back(held: SampleSite) -> None:
    from datetime import timedelta

    later = held.at(NOW + timedelta(days=30)).build()
    assert SENTENCE in later.html("/az/releases/2026/gizli-qerar/")
    back = held.at(NOW).build()
    assert {*back.codes} <= {"release-vanishes"}
    assert not [path for path, data in back.tree().items() if SENTENCE.encode() in data]
