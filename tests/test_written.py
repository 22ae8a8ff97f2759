"""Checked when written: what appears or vanishes later is judged now, and nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from beyan.model.defaults import DEFAULTS
from beyan.model.page import Output
from beyan.render.page import Renderer
from tests.conftest import CONFIG, SampleSite, release
from tests.properties.conftest import picture

Make = Callable[..., SampleSite]

FOLDER = "content/releases/2026"
# Each opens by itself, by an officer, or never again.
HELD = {
    "embargoed": {"embargo": "2026-12-10 09:00"},
    "future": {"date": "2026-12-09"},
    "draft": {"draft": "true"},
    "expired": {"expires": "2026-11-01"},
}
LATER = datetime(2027, 1, 1, tzinfo=UTC)
SITE = CONFIG.replace("[summary-missing]", "[summary-missing, translation-unfinished]")
NOTE = "<!-- az: qalan -->"
BASE = SITE.replace("press.example.org\n", "example.org/press\n")
TOPICS = "huquq:\n  name: {az: Hüquq, en: Law}\n"
PEOPLE = "ana:\n  name: {az: Ana, en: Ana}\n"


def text(words: str = "Mətn.", **facts: str) -> str:
    return release("Gizli", **{"text": words, **facts})


def held(state: str, words: str, name: str = "b", **facts: str) -> dict[str, str]:
    """A release in that state, in which the words stand."""
    if state == "waiting":
        return {
            f"{FOLDER}/{name}.az.md": text(**facts),
            f"{FOLDER}/{name}.en.md": release("Hidden", text=f"{words}\n\n{NOTE}"),
        }
    return {f"{FOLDER}/{name}.az.md": text(words, **{**facts, **HELD[state]})}


STATES = (*HELD, "waiting")
TO_COME = ("embargoed", "future", "draft", "waiting")


# --- what only a page tells --------------------------------------------------------------------


@pytest.mark.parametrize("state", STATES)
def test_a_place_that_its_page_lacks_is_told_before_the_text_is_seen(
    site: Make, state: str
) -> None:
    own = "b.en.md" if state == "waiting" else "b.az.md"
    links = f"[x](#yox)\n\n[x]({own}#yox)\n\n[x](/releases/2026/a.az.md#yox)\n\n## Bölmə"
    made = site({f"{FOLDER}/a.az.md": release(), **held(state, links)}, config=SITE)
    assert [made.build().codes, made.check().codes] == [["dead-anchor"] * 3] * 2
    assert not made.output.exists()
    made.change({f"{FOLDER}/a.az.md": release(text="## Bölmə")})
    assert made.change(held(state, links.replace("yox", "bolme"))).build().codes == []


@pytest.mark.parametrize("state", ["embargoed", "future", "draft", "expired"])
def test_a_place_that_a_held_back_page_lacks_is_told_where_it_is_linked(
    site: Make, state: str
) -> None:
    links = "[x](b.az.md#yox)\n\n[x](b.md#yox)\n\n[x](/az/releases/2026/b/#yox)"
    made = site({f"{FOLDER}/a.az.md": release(text=links), **held(state, "## Var")})
    assert made.build().codes.count("dead-anchor") == 3
    made.change({f"{FOLDER}/a.az.md": release(text=links.replace("yox", "var"))})
    assert "dead-anchor" not in made.build().codes


def test_a_heading_that_is_still_to_be_translated_is_not_missed_by_others(site: Make) -> None:
    made = site({**held("waiting", "Text."), f"{FOLDER}/a.en.md": release(text="[x](b.md#bolme)")})
    made.change({"site_config.yaml": SITE, f"{FOLDER}/b.az.md": text("## Bölmə")})
    assert made.build().codes == []


FAULTS = {
    "release.html": "{% if page.place == 'Bakı' %}{{ page.yox.yox }}{% endif %}",
    "notice.html": "{% if 'Gizli' in page.title.text %}{{ page.yox.yox }}{% endif %}",
    "parts/teasers.html": "{% if item.place == 'Bakı' %}{{ item.yox.yox }}{% endif %}",
    "topic.html": "{% if page.name.text == 'Hüquq' %}{{ page.yox.yox }}{% endif %}",
    "participant.html": "{% if page.name.text == 'Ana' %}{{ page.yox.yox }}{% endif %}",
    "redirect.html": "{% if page.title.text == 'Gizli' %}{{ page.yox.yox }}{% endif %}",
}


@pytest.mark.parametrize("state", ["embargoed", "future", "draft", "expired"])
def test_a_template_that_only_a_held_back_release_makes_fail_is_told_now(
    site: Make, state: str
) -> None:
    made = site(
        {
            f"{FOLDER}/a.az.md": release(),
            "content/topics.yaml": TOPICS,
            "content/participants.yaml": PEOPLE,
            **{f"templates/{name}": broken(name) for name in FAULTS},
        },
        config=f"{SITE}missing_translation: notice\n",
    )
    assert made.build().lines == []
    facts = {"place": "Bakı", "topics": "[huquq]", "participants": "[ana]", "aliases": "[/old/b/]"}
    made.change(held(state, "Mətn.", **facts))
    for found in (made.build(), made.check()):
        assert set(found.codes) == {"template-undefined"}
        assert {each.span.path for each in found.diagnostics} == {f"templates/{n}" for n in FAULTS}


@pytest.mark.parametrize("facts", [{}, {"draft": "true"}, {"embargo": "2026-12-10 09:00"}])
def test_a_template_that_fails_on_a_correction_to_come_is_told_before_its_day(
    site: Make, facts: dict[str, str]
) -> None:
    default = (DEFAULTS / "templates/release.html").read_text()
    place = default.index("%}", default.index("{% block")) + 2
    fault = "{% if page.corrections %}{{ page.yox.yox }}{% endif %}"
    template = default[:place] + fault + default[place:]
    made = site({f"{FOLDER}/a.az.md": text(**facts), "templates/release.html": template})
    assert made.build().codes == []
    made.change(
        {f"{FOLDER}/a.az.md": text(corrections="[{date: 2026-12-20, text: Rəqəm}]", **facts)}
    )
    assert set(made.build().codes) == {"future-correction", "template-undefined"}
    made.change({"templates/release.html": default})
    found = made.build()
    assert found.codes == ["future-correction"]
    assert not any("Rəqəm".encode() in data for data in found.tree().values())


def broken(name: str) -> str:
    """The default template, which fails on what is said of the release that is held back."""
    default = (DEFAULTS / "templates" / name).read_text()
    inside = "{% macro teaser(" if "item." in FAULTS[name] else "{% block"
    start = default.find(inside)
    place = default.index("%}", start) + 2 if start >= 0 else len(default)
    return default[:place] + FAULTS[name] + default[place:]


# --- links, whatever way they are typed --------------------------------------------------------

WAYS = (
    "[x](b.{tag}.md)",
    "[x](/releases/2026/b.{tag}.md)",
    "[x](../2026/b.{tag}.md)",
    "[x](b.{tag}.md#bolme)",
    "[x][k]\n\n[k]: b.{tag}.md",
    '<a href="b.{tag}.md">x</a>',
    "[x](/{tag}/releases/2026/b/)",
    "[x](/{tag}/releases/2026/b/#bolme)",
    "[x](/{tag}/releases/2026/b)",
    "[x](/press/{tag}/releases/2026/b/)",
    "[x](https://example.org/press/{tag}/releases/2026/b/)",
    "[x](HTTP://Example.ORG/press/{tag}/releases/2026/b/#bolme)",
    '<a href="https://example.org/press/{tag}/releases/2026/b/">x</a>',
    "[x](/{tag}/releases/2026/b/release.json)",
    "x <https://example.org/press/{tag}/releases/2026/b/>",
    "x https://example.org/press/{tag}/releases/2026/b/#bolme.",
)


@pytest.mark.parametrize("state", ["shown", *STATES, "nowhere"])
def test_a_link_is_judged_by_where_it_leads_and_not_by_how_it_is_typed(
    site: Make, state: str
) -> None:
    tag = "en" if state == "waiting" else "az"
    texts = {f"{FOLDER}/a{n}.az.md": way.format(tag=tag) for n, way in enumerate(WAYS)}
    made = site({path: release(text=words) for path, words in texts.items()}, config=BASE)
    if state == "shown":
        made.change({f"{FOLDER}/b.az.md": text("## Bölmə")})
    elif state != "nowhere":
        made.change(held(state, "## Bölmə"))
    found = made.check() if state == "nowhere" else made.build()
    expected = "dead-link" if state == "nowhere" else "withheld-link" if state in TO_COME else ""
    told = {each.span.path: each.code for each in found.diagnostics}
    assert told == (dict.fromkeys(texts, expected) if expected else {})
    if state == "nowhere":
        return
    for number, way in enumerate(WAYS):
        page = found.html(f"/az/releases/2026/a{number}/")
        assert (f'href="/press/{tag}/releases/2026/b/' in page) is (state == "shown"), way
        # An address that stands in the text as a word stays one.
        elsewhere = page.replace(f"org/press/{tag}/releases/2026/b/", "") if way[0] == "x" else page
        assert (f"/{tag}/releases/2026/b" in elsewhere) is (state == "shown"), way


def test_what_stands_on_the_host_but_not_below_the_site_is_elsewhere(site: Make) -> None:
    others = ("https://example.org/az/releases/", "https://example.org/pressa/", "//example.org/a")
    links = " ".join(f"[x]({each})" for each in others)
    made = site({f"{FOLDER}/a.az.md": release(text=links)}, config=BASE)
    found = made.build()
    assert found.codes == []
    for each in others:
        assert f'href="{each}"' in found.html("/az/releases/2026/a/")


def test_another_address_of_the_site_makes_other_links_its_own(site: Make) -> None:
    made = site({f"{FOLDER}/a.az.md": release(text="[x](https://press.example.org/az/releases/)")})
    own = 'href="/az/releases/"'
    assert 'href="https://press.example.org/az/releases/">x' not in made.build().html(
        "/az/releases/2026/a/"
    )
    elsewhere = made.build(base_url="https://other.example.org").html("/az/releases/2026/a/")
    assert 'href="https://press.example.org/az/releases/">x' in elsewhere
    assert own in elsewhere


ADDRESSES = (
    *("/", "/404.html", "/az/", "/az/releases/", "/az/releases/2026/", "/az/about/"),
    *("/az/topics/", "/az/topics/huquq/", "/az/participants/", "/az/participants/ana/"),
    *("/az/feed.xml", "/az/rss.xml", "/az/feed.json", "/az/releases.json", "/sitemap.xml"),
    *("/az/topics/huquq/feed.xml", "/az/topics/huquq/rss.xml", "/az/topics/huquq/feed.json"),
    *("/az/participants/ana/feed.xml", "/news-sitemap.xml", "/robots.txt", "/old/b/"),
    *("/az/releases/2026/b/", "/az/releases/2026/b/release.json"),
    *("/az/releases/2026/b/foto.png", "/az/releases/2026/b/media-kit.zip"),
    *("/az/releases/2026/b/plan.pdf", "/en/releases/2026/b/"),
)


def whole(**facts: str) -> dict[str, str | bytes]:
    """A release with all that can stand beside one."""
    more = {
        "topics": "[huquq]",
        "participants": "[ana]",
        "photos": "[{file: foto.png, alt: Zal}]",
        "attachments": "[{file: plan.pdf, title: Plan}]",
        "aliases": "[/old/b/]",
    }
    return {
        f"{FOLDER}/b.az.md": text(**more, **facts),
        f"{FOLDER}/b/foto.png": picture("x"),
        f"{FOLDER}/b/plan.pdf": b"%PDF-1.4",
        "content/topics.yaml": TOPICS,
        "content/participants.yaml": PEOPLE,
        "content/pages/about.az.md": "---\ntitle: Haqqımızda\n---\nMətn.\n",
    }


def test_every_address_that_is_published_may_be_linked_to(site: Make) -> None:
    made = site(config=f"{SITE}missing_translation: notice\n").change(whole())
    files = made.build().files
    every = {"/" + each.removesuffix("index.html") for each in files}
    assert set(ADDRESSES) <= every
    links = "\n".join(f"- [x]({each})" for each in sorted(every))
    found = made.change({f"{FOLDER}/a.az.md": release(text=links)}).build()
    assert found.codes == []
    assert found.html("/az/releases/2026/a/").count(">x</a>") == len(every)
    # Again by the plan of an edit alone, which knows them from what stands there.
    made.change({f"{FOLDER}/a.az.md": release(text=f"{links}\n\nDaha bir.")})
    again = made.build()
    assert again.tree() == made.build(uses_cache=False).tree()
    assert again.codes == []


@pytest.mark.parametrize("state", ["embargoed", "draft", "expired"])
def test_whatever_appears_with_a_release_is_withheld_with_it(site: Make, state: str) -> None:
    made = site(config=f"{SITE}missing_translation: notice\n")
    made.change({**whole(), f"{FOLDER}/a.az.md": release()})
    before = made.build().files
    made.change(whole(**HELD[state]))
    after = made.build().files
    gone = {"/" + each.removesuffix("index.html") for each in before - after}
    assert len(gone) > 12
    links = "\n".join(f"- [x]({each})" for each in sorted(gone))
    found = made.change({f"{FOLDER}/a.az.md": release(text=links)}).build()
    expected = [] if state == "expired" else ["withheld-link"]
    assert set(found.codes) == set(expected)
    assert len(found.codes) == len(gone) * len(expected)
    assert not any(each in found.html("/az/releases/2026/a/") for each in gone)


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ("2026-12-10 09:00", "2026-12-10 09:00", []),
        ("2026-12-10 09:00", "2026-12-01 09:00", []),
        ("2026-12-10 09:00", "2026-12-20 09:00", ["withheld-link"]),
    ],
)
def test_a_text_that_waits_is_told_of_what_will_wait_longer(
    site: Make, first: str, second: str, codes: list[str]
) -> None:
    made = site(
        {
            f"{FOLDER}/a.az.md": text("[x](b.az.md)", embargo=first),
            f"{FOLDER}/b.az.md": text(embargo=second),
        }
    )
    assert made.build().codes == codes
    opened = datetime.fromisoformat("2026-12-10T09:00:00+04:00")
    assert made.at(opened).build().codes == codes
    assert made.at(LATER).build().codes == []


def test_a_page_of_a_list_that_goes_with_a_release_does_not_stop_the_site(site: Make) -> None:
    config = f"{CONFIG}page_size: 1\n"
    made = site(
        {
            f"{FOLDER}/a.az.md": release(text="[x](/az/releases/page/2/)"),
            f"{FOLDER}/b.az.md": text(expires="2026-12-31"),
        },
        config=config,
    )
    assert made.build().codes == []
    assert made.at(LATER).build().codes == []


def test_an_edit_beside_a_link_to_what_has_expired_is_no_mistake(site: Make) -> None:
    made = site(
        {
            f"{FOLDER}/a.az.md": release(text="[x](b.az.md)", summary="Qısa."),
            f"{FOLDER}/b.az.md": text(expires="2026-11-01"),
        }
    )
    assert made.build().codes == []
    made.change({f"{FOLDER}/a.az.md": release(text="[x](b.az.md)\n\nVə.", summary="Qısa.")})
    assert made.build().codes == []


# --- what it costs, and leaves ------------------------------------------------------------------


def test_only_what_changed_is_looked_at_again(site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    made = site({f"{FOLDER}/a.az.md": release()})
    made.change(held("embargoed", "Bir.", "b")).change(held("draft", "Bir.", "c"))
    seen: list[str] = []
    render = Renderer.render

    def noted(self: Renderer, output: Output, **more: bool) -> bytes:
        seen.append(output.address)
        return render(self, output, **more)

    monkeypatch.setattr(Renderer, "render", noted)
    made.build(jobs=1)
    assert {"/az/releases/2026/b/", "/az/releases/2026/c/"} <= set(seen)
    seen.clear()
    made.change(held("draft", "İki.", "c")).build(jobs=1)
    assert "/az/releases/2026/c/" in seen
    assert not {"/az/releases/2026/b/", "/az/releases/2026/a/"} & set(seen)
    seen.clear()
    made.change({f"{FOLDER}/a.az.md": release(title="Başqa")}).build(jobs=1)
    assert not {"/az/releases/2026/b/", "/az/releases/2026/c/"} & set(seen)


@pytest.mark.parametrize("state", STATES)
def test_nothing_of_what_was_looked_at_reaches_the_output(site: Make, state: str) -> None:
    made = site({f"{FOLDER}/a.az.md": release()}, config=SITE)
    before = made.build().tree()
    made.change(held(state, "Zqxmətn. [x](#bolme)\n\n## Bölmə"))
    after = made.build()
    assert not any(b"Zqx" in data for data in after.tree().values())
    if state != "waiting":
        assert after.tree() == before
    kept = [path for path in (made.root / ".cache").rglob("*") if path.is_file()]
    # The release as it was read may be there, and no page that was made of it.
    assert not any(b"<html" in each.read_bytes() and b"Zqx" in each.read_bytes() for each in kept)
