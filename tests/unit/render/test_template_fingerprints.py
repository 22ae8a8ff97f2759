"""A template's fingerprint changes with what its pages use, and with nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from beyan.language.catalogue import Catalogue, Entry, Key
from beyan.model.page import Frame, Link
from beyan.model.template import TemplateUse
from beyan.model.words import Words
from beyan.plan.plan import frames_of
from beyan.render import prose, trail
from beyan.render.template_fingerprints import template_fingerprints
from tests.unit.plan.conftest import file, site

LANGUAGES = ("az", "en")
RULE = "n != 1"
Strings = tuple[tuple[str | None, str], ...]


def use(
    name: str,
    *needs: str,
    strings: Strings | None = (),
    foreign: Strings = (),
    assets: tuple[str, ...] | None = (),
    digest: bytes = b"text",
) -> TemplateUse:
    return TemplateUse(name, digest + name.encode(), needs, strings, foreign, assets)


USES = (
    use("base.html", strings=((None, "Menu"),), assets=("site.css",)),
    use("page.html", "base.html", strings=((None, "%(n)s files"),)),
    use("list.html", "base.html", "parts/teaser.html"),
    use("parts/teaser.html", strings=(("teaser", "More"),), assets=("logo.svg",)),
    use("redirect.html"),
    use("chooser.html", foreign=((None, "Welcome"),)),
    # It asks for what only its page knows.
    use("any.html", strings=None, assets=None),
)
NAMES = {each.name for each in USES}
BASED = {"base.html", "page.html", "list.html"}


def entry(msgid: str, text: str, context: str | None = None) -> Entry:
    return Entry(
        msgid=msgid,
        plural=f"{msgid} (plural)" if "%" in msgid else None,
        context=context,
        forms=(text, f"{text}s") if "%" in msgid else (text,),
        is_fuzzy=False,
        plural_count=2,
        plural_rule=RULE,
        path=Path("messages.po"),
        line=1,
    )


MESSAGES = (*prose.STRINGS, *trail.STRINGS, "Menu", "%(n)s files", "Welcome", "Unused", "More")


def catalogue(language: str) -> Catalogue:
    entries = [entry(each, f"{each} in {language}") for each in dict.fromkeys(MESSAGES)]
    return Catalogue(language, (*entries, entry("More", f"And more in {language}", "teaser")))


CATALOGUES = {language: catalogue(language) for language in LANGUAGES}
FRAMES = frames_of(site(assets=tuple(map(file, ("assets/site.css", "assets/logo.svg")))))

Keys = set[tuple[str, str]]


def changed(
    uses: Sequence[TemplateUse] = USES,
    frames: Sequence[Frame] = FRAMES,
    catalogues: Mapping[str, Catalogue] = CATALOGUES,
) -> Keys:
    """Templates and languages whose fingerprint is another than before all changes."""
    before = template_fingerprints(USES, FRAMES, CATALOGUES)
    now = template_fingerprints(uses, frames, catalogues)
    return {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}


def said(language: str, key: Key, **change: Any) -> Mapping[str, Catalogue]:
    """The catalogues with another translation of one message in one language."""
    given = change or {"forms": ("Başqa", "Başqa")}
    entries = tuple(
        replace(each, **given) if each.key == key else each for each in CATALOGUES[language]
    )
    assert entries != CATALOGUES[language].entries
    return {**CATALOGUES, language: Catalogue(language, entries)}


def in_both(*names: str) -> Keys:
    return {(name, language) for name in names for language in LANGUAGES}


def test_the_same_gives_the_same_whatever_the_order() -> None:
    turned = dict(reversed(CATALOGUES.items()))
    assert changed() == set()
    assert changed(USES[::-1], FRAMES[::-1]) == set()
    # A template that speaks all languages may speak them in this order.
    assert changed(catalogues=turned) <= in_both("any.html", "chooser.html")


def test_every_template_has_one_in_every_language_and_files_have_one_too() -> None:
    found = template_fingerprints(USES, FRAMES, CATALOGUES)
    assert found.keys() == {*in_both(*NAMES, ""), ("", "")}
    # Nothing that changes is in a file of no language.
    assert found["", ""] == b""
    per_language = [value for key, value in found.items() if key[1]]
    assert len(set(per_language)) == len(per_language)


@pytest.mark.parametrize(
    ("name", "touched"),
    [
        ("base.html", BASED),
        ("page.html", {"page.html"}),
        ("parts/teaser.html", {"parts/teaser.html", "list.html"}),
        ("redirect.html", {"redirect.html"}),
        ("any.html", {"any.html"}),
    ],
)
def test_a_template_touches_those_that_need_it(name: str, touched: set[str]) -> None:
    edited = [each._replace(digest=b"other") if each.name == name else each for each in USES]
    assert changed(edited) == in_both(*touched)


def test_what_is_needed_through_others_counts_and_circles_end() -> None:
    deep = (*USES, use("deep.html", "list.html", "deep.html"), use("deeper.html", "deep.html"))
    before = template_fingerprints(deep, FRAMES, CATALOGUES)
    edited = [
        each._replace(digest=b"other") if each.name == "parts/teaser.html" else each
        for each in deep
    ]
    now = template_fingerprints(edited, FRAMES, CATALOGUES)
    assert {key for key in before if before[key] != now[key]} == in_both(
        "parts/teaser.html", "list.html", "deep.html", "deeper.html"
    )


def test_a_template_that_was_missing_touches_those_that_need_it_when_it_comes() -> None:
    """As one that a site puts in place of nothing."""
    uses = (*USES, use("with.html", "may-come.html"))
    before = template_fingerprints(uses, FRAMES, CATALOGUES)
    now = template_fingerprints((*uses, use("may-come.html")), FRAMES, CATALOGUES)
    assert {key for key in before if before[key] != now[key]} == in_both("with.html")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("msgid", "context", "touched", "everywhere"),
    [
        ("Menu", None, BASED, set[str]()),
        ("%(n)s files", None, {"page.html"}, set[str]()),
        ("More", "teaser", {"parts/teaser.html", "list.html"}, set[str]()),
        # The same words in another context are another message.
        ("More", None, set[str](), set[str]()),
        ("Unused", None, set[str](), set[str]()),
        ("Welcome", None, set[str](), {"chooser.html"}),
        (trail.STRINGS[0], None, NAMES, set[str]()),
        (prose.STRINGS[0], None, {*NAMES, ""}, set[str]()),
    ],
)
def test_a_translation_touches_the_pages_that_say_it_in_its_language(
    language: str, msgid: str, context: str | None, touched: set[str], everywhere: set[str]
) -> None:
    """And what says it in all languages; `any.html` may say anything."""
    assert changed(catalogues=said(language, (context, msgid))) == {
        *((name, language) for name in touched),
        *in_both("any.html", *everywhere),
    }


@pytest.mark.parametrize(
    ("change", "is_said"),
    [
        ({"forms": ("Fayl", "Başqa")}, True),
        ({"plural_rule": "0"}, True),
        ({"is_fuzzy": True}, True),
        ({"comments": ("a note",)}, False),
        ({"line": 99}, False),
        ({"path": Path("elsewhere.po")}, False),
    ],
)
def test_only_what_is_said_counts(change: dict[str, Any], is_said: bool) -> None:
    found = changed(catalogues=said("az", (None, "%(n)s files"), **change))
    assert found == ({("page.html", "az"), *in_both("any.html")} if is_said else set())


@pytest.mark.parametrize(
    ("path", "touched"),
    [("site.css", BASED), ("logo.svg", {"parts/teaser.html", "list.html"})],
)
@pytest.mark.parametrize("how", ["other", "gone"])
def test_an_asset_touches_the_pages_that_link_to_it(path: str, touched: set[str], how: str) -> None:
    def linked(assets: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        others = tuple(each for each in assets if each[0] != path)
        assert len(others) == 1
        return (*others, (path, "/assets/other")) if how == "other" else others

    frames = [replace(frame, assets=linked(frame.assets)) for frame in FRAMES]
    assert changed(frames=frames) == in_both("any.html", *touched)


def test_a_new_asset_touches_only_what_may_link_to_any() -> None:
    frames = [
        replace(frame, assets=(*frame.assets, ("new.js", "/assets/new.js"))) for frame in FRAMES
    ]
    assert changed(frames=frames) == in_both("any.html")


@pytest.mark.parametrize(
    "change",
    [
        {"menu": (Link(Words("Haqqımızda", "az"), "/az/about/"),)},
        {"name": Words("Başqa İdarə", "az")},
        {"base_path": "/press"},
        {"feeds": ()},
        {"search": ""},
        {"share": ("x",)},
    ],
)
def test_the_frame_touches_every_page_of_its_language(change: dict[str, Any]) -> None:
    """But no file that is not a page: that shows no frame."""
    az, en = FRAMES
    assert changed(frames=(replace(az, **change), en)) == {(name, "az") for name in NAMES}
