"""Words of a language in its addresses, and a living site that takes or changes them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from beyan.model.diagnostic import Diagnostic
from tests.conftest import Result, SampleSite, release
from tests.test_permanence import LEDGER, OWN, SILENT, rows, said
from tests.unit.desk.test_views import counted, line, reads

Make = Callable[..., SampleSite]

USUAL = ("releases", "topics", "participants", "search", "corrections")
WORDS = dict(
    zip(USUAL, ("xeberler", "movzular", "istirakcilar", "axtaris", "duzelisler"), strict=True)
)
DAY = "content/releases/2026/2026-03-05-day"
FILES = {
    f"{DAY}.az.md": release(
        "Gün",
        topics="[hall]",
        participants="[rauf]",
        corrections="[{date: 2026-03-06, text: Saat düzəldilib.}]",
    ),
    f"{DAY}.en.md": release("Day", text="See [the Azerbaijani text](/az/releases/2026/day/)."),
    "content/topics.yaml": "hall: {name: {az: Zal, en: Hall}}\n",
    "content/participants.yaml": "rauf: {name: {az: Rauf Zeini, en: Rauf Zeini}}\n",
}
OLD, NEW = "/az/releases/2026/day/", "/az/xeberler/2026/day/"
LIVING = [SILENT, OWN]


def with_words(config: str, words: dict[str, str] = WORDS) -> str:
    listed = ", ".join(f"{key}: {word}" for key, word in words.items())
    return config.replace("[az, en]", f"[{{az: {{words: {{{listed}}}}}}}, en]")


def searched(config: str) -> str:
    return config.replace("search: false", "search: true")


def plain(text: str) -> str:
    """As if no language had words of its own."""
    for usual, word in WORDS.items():
        text = re.sub(rf"(/?\baz/){word}\b", rf"\1{usual}", text)
        # Where the page of feeds has them.
        text = re.sub(rf"(#|id=\"){word}_", rf"\1{usual}_", text)
    return text


def ids(made: SampleSite) -> set[str]:
    """The identifiers of all feeds and all that stands in them, and those for agencies."""
    found = set()
    for path in made.output.rglob("feed.json"):
        feed = json.loads(path.read_text())
        found |= {each["id"] for each in feed["items"]}
        found |= set(re.findall(r"<id>([^<]+)", path.with_name("feed.xml").read_text()))
    for path in made.output.rglob("release.json"):
        found.add(json.loads(path.read_text())["uri"])
    return found


def told(result: Result) -> list[Diagnostic]:
    return [each for each in result.diagnostics if each.code != "straight-quotes"]


def test_every_address_of_the_language_has_its_words_and_nothing_else_changes(site: Make) -> None:
    files = {**FILES, f"{DAY}.en.md": release("Day")}
    usual = site(files, searched(SILENT)).build()
    before = {path: data for path, data in usual.tree().items() if "search-index" not in path}
    made = site(files, with_words(searched(SILENT))).build(uses_cache=False)
    after = {path: data for path, data in made.tree().items() if "search-index" not in path}
    assert {plain(path) for path in after} == before.keys()
    for word in WORDS.values():
        assert f"az/{word}/index.html" in after
    for path, data in after.items():
        if path.endswith((".html", ".xml", ".json", "_headers", ".txt")):
            assert plain(data.decode()) == before[plain(path)].decode(), path


def test_a_site_without_the_setting_is_what_it_is_with_the_usual_words(site: Make) -> None:
    usual = site(FILES, OWN).build().tree()
    same = {word: word for word in USUAL}
    assert site(FILES, with_words(OWN, same)).build(uses_cache=False).tree() == usual


@pytest.mark.parametrize("config", LIVING, ids=["ids as ever", "ids of its own"])
def test_old_addresses_of_a_living_site_lead_to_the_new_ones(site: Make, config: str) -> None:
    made = site(FILES, searched(config))
    assert told(made.build(records=True)) == []
    pages = {path for path in made.build().files if path.endswith("/index.html")}
    old_ids, old_rows = ids(made), rows(made)

    made.change({"site_config.yaml": with_words(searched(config))})
    result = made.build(records=True)
    assert told(result) == []
    assert ids(made) == old_ids
    assert set(old_rows) < set(rows(made))
    assert any(each.startswith(f"{NEW},") for each in rows(made))
    assert pages <= result.files  # nothing died
    page = result.html(OLD)
    assert f'<link rel="canonical" href="https://press.example.org{NEW}"' in page
    for usual, word in WORDS.items():
        assert f"/az/{word}/" in result.html(f"/az/{usual}/")
    rules = (made.output / "_redirects").read_text().splitlines()
    pairs = {
        old: new.removeprefix("https://press.example.org") for old, new, _ in map(str.split, rules)
    }
    assert pairs["/az/topics/zal/"] == "/az/movzular/zal/"
    assert pairs["/az/topics/zal/feed.xml"] == "/az/movzular/zal/feed.xml"
    assert pairs["/az/participants/rauf/rss.xml"] == "/az/istirakcilar/rauf/rss.xml"
    # The text that still has the old word leads to what is there.
    assert f'href="{OLD}"' in result.html("/en/releases/2026/day/")
    # And a clean build, which knows nothing of the past, gives the same.
    assert made.build(uses_cache=False).tree() == result.tree()


@pytest.mark.parametrize("config", LIVING, ids=["ids as ever", "ids of its own"])
@pytest.mark.parametrize(
    "last", [None, {"releases": "press"}, {"releases": "topics", "topics": "t"}]
)
def test_words_may_change_again_or_go_and_every_address_leads_on(
    site: Make, config: str, last: dict[str, str] | None
) -> None:
    made = site(FILES, config)
    made.build(records=True)
    known = ids(made)
    made.change({"site_config.yaml": with_words(config)}).build(records=True)
    made.change({"site_config.yaml": with_words(config, last) if last else config})
    result = made.build(records=True)
    assert told(result) == []
    now = f"/az/{(last or {}).get('releases', 'releases')}/2026/day/"
    for old in {OLD, NEW} - {now}:
        assert f'href="https://press.example.org{now}"' in result.html(old)
    assert ids(made) == known


def test_a_file_that_is_renamed_after_the_words_changed_stays_the_same_release(site: Make) -> None:
    made = site({f"{DAY}.az.md": release("Gün")}, OWN)
    made.build(records=True)
    known = ids(made)
    made.change({"site_config.yaml": with_words(OWN), f"{DAY}.az.md": None})
    made.change({"content/releases/2026/2026-03-05-renamed.az.md": release("Gün", slug="day")})
    assert told(made.build()) == []
    assert ids(made) == known


def test_a_slug_that_moves_afterwards_leads_there_in_one_step(site: Make) -> None:
    made = site({f"{DAY}.az.md": release("Gün")}, OWN)
    made.build(records=True)
    made.change({"site_config.yaml": with_words(OWN)}).build(records=True)
    moved = said(made, "move", f"{DAY}.az.md", "--slug", "gun")
    assert moved.exit_code == 0, moved.stderr
    result = made.build(records=True)
    assert told(result) == []
    for old in (OLD, NEW):
        assert 'href="https://press.example.org/az/xeberler/2026/gun/"' in result.html(old)


def test_reads_of_old_addresses_count_for_the_release(site: Make) -> None:
    made = site({f"{DAY}.az.md": release("Gün")}, OWN)
    made.build(records=True)
    text = line(OLD, address="192.0.2.1") + line(NEW, address="192.0.2.2")
    made.change({"site_config.yaml": with_words(OWN)})
    assert counted(made, text) == reads(made) == ["2026-11,2026-03-05-day,az,2"]


def test_what_is_held_back_has_no_page_at_its_old_address_either(site: Make) -> None:
    made = site({f"{DAY}.az.md": release("Gün")}, SILENT)
    made.build(records=True)
    made.change({f"{DAY}.az.md": release("Gün", draft="true")})
    made.change({"site_config.yaml": with_words(SILENT)})
    made.change({LEDGER: (made.root / LEDGER).read_text()})
    result = made.check()
    assert "address-lost" in result.codes
    made.change({f"{DAY}.az.md": release("Gün", expires="2026-11-01")})
    assert not any("day/" in path for path in made.build().files)


@pytest.mark.parametrize("word", ["..", ".git", "a b", "x%2Fy", "Xəbər", "<b>"])
def test_a_line_that_somebody_typed_into_the_ledger_makes_no_page(site: Make, word: str) -> None:
    made = site({f"{DAY}.az.md": release("Gün")}, SILENT)
    made.build(records=True)
    ledger = (made.root / LEDGER).read_text()
    made.change({LEDGER: f"{ledger}/az/{word}/2026/day/,releases/2026-03-05-day,az,2026-03-05\n"})
    result = made.build()
    assert "address-lost" in result.codes
    assert not result.report.written


def test_an_edited_text_of_a_site_with_words_gives_what_a_clean_build_gives(site: Make) -> None:
    made = site(FILES, OWN)
    made.build(records=True)
    made.change({"site_config.yaml": with_words(OWN)}).build(records=True)
    made.change({f"{DAY}.az.md": FILES[f"{DAY}.az.md"] + "\nYeni abzas.\n"})
    edited = made.build().tree()
    assert made.build(uses_cache=False).tree() == edited


def test_without_a_ledger_lost_addresses_are_told(site: Make) -> None:
    config = SILENT.replace(", release-vanishes", "")
    made = site({f"{DAY}.az.md": release("Gün")}, config)
    made.build()
    made.change({"site_config.yaml": with_words(config)})
    (told_of,) = made.build().diagnostics
    assert (told_of.code, dict(told_of.values)["address"]) == ("release-vanishes", OLD)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("{releases: News}", ["bad-slug"]),
        ("{releases: a/b}", ["bad-slug"]),
        ("{releases: xəbərlər}", ["bad-slug"]),
        ("{releases: ''}", ["wrong-type"]),
        ("{releases: news, topics: news}", ["address-collision"]),
        ("{releases: search}", ["address-collision"]),
        ("{search: pages}", ["address-collision"]),
        ("{news: releases}", ["unknown-key"]),
        ("news", ["wrong-type"]),
        ("[news]", ["wrong-type"]),
        ("{releases: topics, topics: releases}", []),
        ("{releases: releases}", []),
    ],
)
def test_words_that_cannot_be_meant_are_told_at_their_line(
    site: Make, words: str, codes: list[str]
) -> None:
    config = SILENT.replace("[az, en]", f"[{{az: {{words: {words}}}}}, en]")
    found = site({f"{DAY}.az.md": release("Gün")}, config).check().diagnostics
    assert [each.code for each in found] == codes
    assert {each.span.line for each in found} <= {3}


@pytest.mark.parametrize("usual", ["releases", "topics", "participants"])
def test_a_standing_page_at_the_address_of_a_word_is_told(site: Make, usual: str) -> None:
    files = {
        f"{DAY}.az.md": FILES[f"{DAY}.az.md"],
        "content/topics.yaml": FILES["content/topics.yaml"],
        "content/participants.yaml": FILES["content/participants.yaml"],
        "content/pages/news.az.md": "---\ntitle: Xəbər\nslug: xeber\n---\nMətn.\n",
    }
    found = site(files, with_words(SILENT, {usual: "xeber"})).check()
    assert found.codes == ["address-collision"]
    assert found.diagnostics[0].span.path == "content/pages/news.az.md"


def test_a_standing_page_where_the_corrections_would_be_keeps_its_address(site: Make) -> None:
    files = {**FILES, "content/pages/news.az.md": "---\ntitle: D\nslug: duzelisler\n---\nMətn.\n"}
    files[f"{DAY}.en.md"] = release("Day")
    found = site(files, with_words(SILENT)).check()
    assert found.codes == ["address-kept"]
