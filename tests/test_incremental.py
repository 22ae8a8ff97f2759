"""A build makes what an edit touches, and nothing else; how many work at it makes no difference."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from beyan.build import build
from beyan.build.options import Options
from beyan.desk.translation import refresh
from beyan.model.defaults import DEFAULTS
from beyan.model.export import FEEDS
from beyan.model.page import ReleasePage
from beyan.plan.delta import plan_delta
from beyan.plan.plan import plan_pages
from beyan.snapshot.location import left_cache
from beyan.snapshot.store import SHARED
from beyan.source import releases
from beyan.source.settings import load_config
from beyan.source.site import load_site
from tests.conftest import CONFIG, NOW, Result, SampleSite, release
from tests.properties.conftest import picture

Make = Callable[..., SampleSite]
FOLDER = "content/releases/2026"
PO = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
FILES = {
    "content/topics.yaml": "law:\n  name: {az: Hüquq, en: Law}\n",
    "content/participants.yaml": (
        "ana:\n  name: {az: Ana, en: Ana}\nrauf:\n  name: {az: Rauf, en: Rauf}\n"
    ),
    f"{FOLDER}/a.az.md": release("A", "2026-03-01", topics="[law]", participants="[ana]"),
    f"{FOLDER}/a.en.md": release("A en", "2026-03-01", "Text."),
    f"{FOLDER}/b.az.md": release("B", "2026-03-02", participants="[rauf]"),
    f"{FOLDER}/c.az.md": release("C", "2026-03-03", "[a](a.az.md)"),
    "assets/unused.txt": "x",
}
A, A_EN, B, C = (
    f"/{tag}/releases/2026/{slug}/"
    for tag, slug in (("az", "a"), ("en", "a"), ("az", "b"), ("az", "c"))
)


@pytest.fixture
def made(site: Make) -> SampleSite:
    """A site that has been built, with a build after it that had nothing to do."""
    found = site(FILES, config=CONFIG + "feed_size: 2\nhome_size: 2\n")
    assert found.build().codes == []
    assert found.build().report.made == {}
    return found


def touched(site: SampleSite, changes: Mapping[str, str | bytes | None]) -> set[str]:
    """Names of the artifacts that a build after the changes makes; it ends like a clean one."""
    result = site.change(changes).build()
    assert {*result.codes} <= {"words-in-other-language", "release-vanishes", "unknown-reads"}
    tree = result.tree()
    assert site.build(uses_cache=False).tree() == tree
    return set(result.report.made)


def test_a_text_touches_its_page_and_the_feeds_that_show_it(made: SampleSite) -> None:
    older = release("A", "2026-03-01", "Başqa.", topics="[law]", participants="[ana]", summary="x")
    assert A in touched(made, {f"{FOLDER}/a.az.md": older})
    body = older.replace("Başqa.", "Yenə başqa.")
    # Not in the feed of all, which has the two newest; not the page of its translation.
    feeds = {"/az/topics/huquq/feed.xml", "/az/participants/ana/feed.xml"}
    assert touched(made, {f"{FOLDER}/a.az.md": body}) == {A, *feeds}
    for feed in feeds:
        for each in FEEDS:
            beside = made.output / feed[1:].replace("feed.xml", each.file)
            assert "Yenə başqa." in beside.read_text()


def test_an_original_that_changes_touches_the_note_on_its_translation(made: SampleSite) -> None:
    """Though nothing changes in the translation's own file, and only in one direction."""
    noted = CONFIG + "feed_size: 2\nhome_size: 2\nout_of_date_note: true\n"
    one = release("A", "2026-03-01", "Bir.", topics="[law]", participants="[ana]", summary="x")
    made.change({"site_config.yaml": noted, f"{FOLDER}/a.az.md": one})
    english = "---\ntitle: A en\nsummary: x\n---\nText.\n"
    made.change({f"{FOLDER}/a.en.md": english})
    config, _ = load_config(made.root)
    assert config is not None
    refresh(made.root, config, f"{FOLDER}/a.en.md")
    assert made.build().codes == []
    assert "outdated" not in made.build().html(A_EN)

    made.change({f"{FOLDER}/a.az.md": one.replace("Bir.", "İki.")})
    changed = made.build()
    assert changed.codes == ["translation-outdated"]
    assert f'href="{A}" hreflang="az">Read the original' in changed.html(A_EN)
    feeds = {f"/{tag}/topics/{slug}/feed.xml" for tag, slug in (("az", "huquq"), ("en", "law"))}
    feeds |= {f"/{tag}/participants/ana/feed.xml" for tag in ("az", "en")}
    assert set(changed.report.made) <= {A, A_EN, *feeds, "/en/feed.xml"}
    # Once it is outdated, a further change is nothing new to its readers.
    made.change({f"{FOLDER}/a.az.md": one.replace("Bir.", "Üç.")})
    assert A_EN not in made.build().report.made

    made.change({f"{FOLDER}/a.az.md": one})
    mended = made.build()
    assert mended.codes == []
    assert "outdated" not in mended.html(A_EN)
    assert made.build(uses_cache=False).tree() == mended.tree()


def test_a_view_count_touches_the_page_and_the_rankings_alone(made: SampleSite) -> None:
    counted = release("A en", "2026-03-01", "Text.", views="5")
    assert touched(made, {f"{FOLDER}/a.en.md": counted}) <= {
        A_EN,
        # Nothing was read before.
        *("/en/", "/en/most-read/", "/sitemap.xml"),
        "/en/feed.xml",
        "/en/topics/law/feed.xml",
        "/en/participants/ana/feed.xml",
    }


def test_a_counted_read_touches_its_page_and_the_rankings_alone(
    made: SampleSite,
) -> None:
    header = "month,release,language,reads\n"
    rows = header + "2026-03,2026/a,az,5\n2026-04,2026/a,en,2\n"
    homes, rankings = {"/az/", "/en/"}, {"/az/most-read/", "/en/most-read/"}
    first = touched(made, {"content/views.csv": rows})
    assert first == {A, A_EN, "/sitemap.xml", *homes, *rankings}
    assert ">Read 2 times<" in made.build().html(A_EN)
    # Of two months, of a release that does not exist, and of a language that it does not have.
    rows += "2026-04,2026/a,az,1\n2026-04,2026/gone,az,9\n2026-04,2026/b,en,9\n"
    assert touched(made, {"content/views.csv": rows}) == {A, "/az/most-read/"}
    moved = rows.replace("2026-03,2026/a,az,5", "2026-03,2026/a,az,4").replace("az,1", "az,2")
    assert touched(made, {"content/views.csv": moved}) == set()
    assert touched(made, {"content/views.csv": None}) == {A, A_EN, "/sitemap.xml", *homes}


def test_the_reads_of_what_is_withdrawn_or_hidden_touch_nothing(made: SampleSite) -> None:
    gone = release("A", "2026-03-01", withdrawn="{date: 2026-04-01, reason: səhv}")
    touched(made, {f"{FOLDER}/a.az.md": gone, f"{FOLDER}/b.az.md": release("B", draft="true")})
    rows = "month,release,language,reads\n2026-03,2026/a,az,5\n2026-03,2026/b,az,5\n"
    assert touched(made, {"content/views.csv": rows}) == set()


def test_a_title_touches_lists_and_neighbours_but_not_other_texts(made: SampleSite) -> None:
    found = touched(made, {f"{FOLDER}/b.az.md": release("Bb", "2026-03-02", participants="[rauf]")})
    assert {A, B, C, "/az/", "/az/releases/", "/az/participants/rauf/"} <= found
    assert not {A_EN, "/az/participants/ana/", "/az/topics/", "/404.html", "/sitemap.xml"} & found


RELATED = {
    f"{FOLDER}/d.az.md": release("D", "2026-01-05", topics="[law]"),
    f"{FOLDER}/e.az.md": release("E", "2025-06-05", topics="[law]"),
}
D, E = "/az/releases/2026/d/", "/az/releases/2025/e/"


def test_a_title_touches_the_releases_that_name_it_as_related(made: SampleSite) -> None:
    touched(made, RELATED)
    found = touched(made, {f"{FOLDER}/a.az.md": release("Aa", "2026-03-01", topics="[law]")})
    assert {A, D, E} <= found
    day = "2026-02-28"
    moved = {
        f"{FOLDER}/a.az.md": release("Aa", day, topics="[law]"),
        f"{FOLDER}/a.en.md": release("A en", day, "Text."),
    }
    assert {D, E} <= touched(made, moved)


def test_a_release_that_leaves_a_topic_is_no_longer_related(made: SampleSite) -> None:
    touched(made, RELATED)
    assert f'href="{A}"' in made.build().html(E)
    found = touched(made, {f"{FOLDER}/a.az.md": release("A", "2026-03-01")})
    assert E in found
    assert f'href="{A}"' not in made.build().html(E)


def test_a_text_touches_no_release_that_it_is_related_to(made: SampleSite) -> None:
    text = release("A", "2026-03-01", "Bir.", topics="[law]", summary="x")
    touched(made, {**RELATED, f"{FOLDER}/a.az.md": text})
    found = touched(made, {f"{FOLDER}/a.az.md": text.replace("Bir.", "İki.")})
    assert A in found
    assert not {D, E} & found


def test_a_file_saved_unchanged_touches_nothing(made: SampleSite) -> None:
    path = made.root / f"{FOLDER}/a.az.md"
    path.write_bytes(path.read_bytes())
    assert made.build().report.made == {}


def test_a_fresh_checkout_with_a_kept_cache_and_output_touches_nothing(
    made: SampleSite, tmp_path: Path
) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(made.root, copy)
    shutil.rmtree(made.root)
    shutil.copytree(copy, made.root)
    result = made.build()
    assert (result.report.made, result.report.written) == ({}, 0)


def test_a_renamed_participant_touches_their_releases_and_lists(made: SampleSite) -> None:
    people = FILES["content/participants.yaml"].replace("az: Ana", "az: Anna")
    found = touched(made, {"content/participants.yaml": people})
    assert {A, A_EN, "/az/participants/", "/az/participants/ana/"} <= found
    assert not {B, C, "/az/participants/rauf/", "/az/releases/", "/az/"} & found


@pytest.mark.parametrize(
    ("template", "is_touched"),
    [
        ("release.html", lambda name: "/releases/2026/" in name and name != "/az/releases/2026/"),
        ("parts/pager.html", lambda name: "page/" in name or name.count("/") in (3, 4)),
        ("404.html", lambda name: name.endswith("404.html")),
    ],
)
def test_a_template_touches_the_pages_that_are_made_with_it(
    made: SampleSite, template: str, is_touched: Callable[[str], bool]
) -> None:
    text = (DEFAULTS / "templates" / template).read_text()
    found = touched(made, {f"templates/{template}": text.replace("<p", "<p ", 1) + "{# #}"})
    assert found
    assert all(is_touched(name) for name in found), found
    assert not any(name.endswith((".xml", ".json", ".txt")) for name in found)


def test_a_template_that_is_shown_everywhere_touches_every_page(made: SampleSite) -> None:
    text = (DEFAULTS / "templates/parts/footer.html").read_text()
    found = touched(made, {"templates/parts/footer.html": text.replace("<footer", "<footer ", 1)})
    pages = {
        f"/{path.removesuffix('index.html')}"
        for path in made.build().files
        if path.endswith(".html")
    }
    assert pages <= found


def test_a_translation_touches_the_pages_that_say_it_in_its_language(made: SampleSite) -> None:
    words = PO + 'msgid "There are no topics yet."\nmsgstr "Hələ mövzu yoxdur!"\n'
    found = touched(made, {"locales/az/LC_MESSAGES/messages.po": words})
    assert found == {"/az/topics/"}


def test_an_asset_touches_the_pages_that_link_to_it(made: SampleSite) -> None:
    found = touched(made, {"assets/unused.txt": "y"})
    assert all(name.startswith("/assets/unused.") for name in found)
    found = touched(made, {"assets/beyan.css": "body { margin: 0 }"})
    assert {A, "/", "/404.html"} <= found


def test_a_photo_touches_its_copies_and_its_release(made: SampleSite) -> None:
    shown = release("B", "2026-03-02", participants="[rauf]", photos="[{file: p.png, alt: Zal}]")
    touched(made, {f"{FOLDER}/b.az.md": shown, f"{FOLDER}/b/p.png": picture("one")})
    found = touched(made, {f"{FOLDER}/b/p.png": picture("two")})
    assert {f"{B}p.png", B} <= found
    assert not {A, A_EN} & found


def test_a_picture_in_a_text_touches_the_pages_whose_texts_show_it(made: SampleSite) -> None:
    shown = release("B", "2026-03-02", "![](p.png)", photos="[{file: p.png, alt: Zal}]")
    quoting = release("A", "2026-03-01", f"![Zal]({B}p.png)", topics="[law]", participants="[ana]")
    texts = {f"{FOLDER}/a.az.md": quoting, f"{FOLDER}/b.az.md": shown}
    touched(made, {**texts, f"{FOLDER}/b/p.png": picture("one")})
    found = touched(made, {f"{FOLDER}/b/p.png": picture("two")})
    assert {f"{B}p.png", A, B} <= found
    assert not {A_EN, C} & found
    assert "width=" in made.build().html(A)


def test_the_size_of_the_home_page_touches_the_home_pages(made: SampleSite) -> None:
    found = touched(made, {"site_config.yaml": CONFIG + "feed_size: 2\nhome_size: 1\n"})
    assert found == {"/az/", "/en/"}


@pytest.mark.parametrize(
    ("hour", "before", "after"),
    [
        # It takes its place on top at its hour, and gives it back.
        ({"embargo": "2026-12-01 09:00"}, "C", "D"),
        ({"expires": "2026-12-01 09:00"}, "D", "C"),
    ],
)
def test_the_release_on_top_of_the_home_page_changes_by_itself_at_its_hour(
    made: SampleSite, hour: dict[str, str], before: str, after: str
) -> None:
    featured = release("D", "2026-02-01", featured="true", **hour)
    result = made.change({f"{FOLDER}/d.az.md": featured}).build()
    lead = re.compile(r'<h2 class="front-title"><a [^>]*>(.*?)</a>')
    assert lead.findall(result.html("/az/")) == [before]
    assert result.report.due == datetime(2026, 12, 1, 9, tzinfo=ZoneInfo("Asia/Baku"))
    made.now = NOW.replace(month=12)
    result = made.build()
    assert lead.findall(result.html("/az/")) == [after]
    tree = result.tree()
    assert made.build(uses_cache=False).tree() == tree


def test_what_is_featured_touches_the_home_pages_that_it_leads(made: SampleSite) -> None:
    """And what shows the facts of the release; a release on top already changes nothing there."""
    text = str(FILES[f"{FOLDER}/b.az.md"])
    found = touched(made, {f"{FOLDER}/b.az.md": text.replace("date:", "featured: true\ndate:")})
    assert "/az/" in found
    assert not {"/az/releases/", "/az/participants/", C} & found
    newest = str(FILES[f"{FOLDER}/c.az.md"])
    made.change({f"{FOLDER}/b.az.md": text}).build()
    changed = {f"{FOLDER}/c.az.md": newest.replace("date:", "featured: true\ndate:")}
    assert not {"/az/", "/en/"} & touched(made, changed)


def test_who_is_written_in_place_touches_the_list_of_people(made: SampleSite) -> None:
    named = release("B", "2026-03-02", participants="[rauf, {name: Nərgiz}]")
    found = touched(made, {f"{FOLDER}/b.az.md": named})
    assert {"/az/participants/", "/en/participants/", B} <= found
    assert "/az/" not in found
    assert "Nərgiz" in made.build().html("/az/participants/")


def test_an_embargo_that_ends_is_noticed_without_any_edit(made: SampleSite) -> None:
    held = release("D", "2026-03-04", embargo="2026-12-01 09:00")
    touched(made, {f"{FOLDER}/d.az.md": held})
    assert made.build().report.made == {}
    made.now = NOW.replace(month=12)
    found = set(made.build().report.made)
    assert {"/az/releases/2026/d/", C, "/az/"} <= found
    assert A not in found


@pytest.mark.parametrize("name", ["az/index.html", "az/feed.xml", "az/releases/2026/a/index.html"])
@pytest.mark.parametrize("how", ["gone", "other", "same size", "touched"])
def test_an_output_that_was_tampered_with_is_restored(
    made: SampleSite, name: str, how: str
) -> None:
    expected = made.build().tree()
    path = made.output / name
    data = path.read_bytes()
    stat = path.stat()
    if how == "gone":
        path.unlink()
    elif how == "touched":
        os.utime(path)
    else:
        path.write_bytes(data + b"x" if how == "other" else b"x" * len(data))
        # Not even with its time set back; that of its entry goes on, in steps of milliseconds.
        while how == "same size" and path.stat().st_ctime_ns <= stat.st_ctime_ns:
            path.chmod(stat.st_mode)
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    result = made.build()
    assert result.tree() == expected
    assert result.report.written == (0 if how == "touched" else 1)
    assert len(result.report.made) == (0 if how == "touched" else 1)


def test_what_somebody_adds_to_the_output_is_deleted(made: SampleSite) -> None:
    expected = made.build().tree()
    (made.output / "az/releases/2026/a/stranger.txt").write_text("x")
    (made.output / "new/folder").mkdir(parents=True)
    result = made.build()
    assert result.tree() == expected
    assert not (made.output / "new").exists()
    assert result.report.made == {}


def test_with_an_error_nothing_is_published_and_the_next_build_goes_on(made: SampleSite) -> None:
    before = made.build().tree()
    good = (made.root / f"{FOLDER}/b.az.md").read_bytes()
    result = made.change({f"{FOLDER}/b.az.md": "---\ntitle: B\n---\n"}).build()
    assert result.codes == ["missing-key"]
    assert result.tree() == before
    assert made.change({f"{FOLDER}/b.az.md": good}).build().report.made == {}


def test_warnings_are_told_again_when_there_is_nothing_to_do(site: Make) -> None:
    spelled = release("A", participants="[{name: {az: Ana}}]")
    found = site({f"{FOLDER}/a.az.md": spelled, f"{FOLDER}/a.en.md": release("A", "2026-03-05")})
    first = found.build()
    assert "words-in-other-language" in first.codes
    second = found.build()
    assert second.report.made == {}
    assert second.lines == first.lines


@pytest.mark.parametrize("damage", ["gone", "packs gone", "cut", "foreign", "another program's"])
def test_without_a_whole_cache_the_output_is_the_same(
    made: SampleSite, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = made.build().tree()
    if damage == "another program's":
        monkeypatch.setattr("beyan.snapshot.snapshot.program_digest", lambda: b"another")
    for path in list((made.root / ".cache").rglob("*")):
        if not path.is_file() or "templates" in path.parts:
            continue
        if damage == "gone" or (damage == "packs gone" and path.suffix == ".pack"):
            path.unlink()
        elif damage == "cut":
            path.write_bytes(path.read_bytes()[:-3])
        elif damage == "foreign":
            path.write_bytes(b"{}")
    edited = release("A en", "2026-03-01", "Another text.")
    result = made.change({f"{FOLDER}/a.en.md": edited}).build()
    assert result.codes == []
    page = "en/releases/2026/a/index.html"
    assert result.tree().keys() == expected.keys()
    assert b"Another text." in result.tree()[page]
    assert (
        result.tree()["az/releases/2026/a/index.html"] == expected["az/releases/2026/a/index.html"]
    )


def test_the_bytes_do_not_depend_on_the_number_of_workers(tmp_path: Path) -> None:
    """Enough releases for several; with other hash seeds, time zones and locales besides."""
    site = SampleSite(tmp_path / "site")
    texts = {
        f"content/releases/{2020 + n % 4}/r{n}.{tag}.md": release(
            f"Başlıq {n}",
            f"{2020 + n % 4}-{1 + n % 12:02}-{1 + n % 28:02}",
            f"Mətn **{n}** [o biri](/releases/{2020 + (n + 1) % 4}/r{n + 1}.md).\n\n## Bölmə",
            topics="[law]",
        )
        for n in range(420)
        for tag in (("az", "en") if n % 3 else ("az",))
    }
    texts["content/releases/2020/r420.az.md"] = release("Son", "2020-01-01")
    site.change({"site_config.yaml": CONFIG, "content/topics.yaml": FILES["content/topics.yaml"]})
    site.change(texts)
    trees = []
    for jobs, seed, zone, locale in (
        ("1", "1", "Asia/Baku", "az_AZ.UTF-8"),
        ("2", "2", "Pacific/Kiritimati", "C"),
        ("5", "3", "America/Los_Angeles", "en_US.UTF-8"),
    ):
        output = tmp_path / jobs
        command = [sys.executable, "-m", "beyan", "--site", str(site.root), "build"]
        command += ["--now", NOW.isoformat(), "--output", str(output), "--jobs", jobs]
        world = {"PYTHONHASHSEED": seed, "TZ": zone, "LANG": locale, "LC_ALL": locale}
        subprocess.run(command, check=True, env={**os.environ, **world}, capture_output=True)
        trees.append(
            {
                p.relative_to(output).as_posix(): p.read_bytes()
                for p in output.rglob("*.*")
                if p.is_file()
            }
        )
    assert len(trees[0]) > 1000
    assert trees[0] == trees[1] == trees[2]


def test_a_folder_that_is_no_site_stays_as_it_is(tmp_path: Path) -> None:
    made = SampleSite(tmp_path / "nothing")
    made.root.mkdir()
    assert made.build().codes == ["missing-config"]
    assert list(made.root.iterdir()) == []
    absent = SampleSite(tmp_path / "absent")
    assert absent.build().codes == ["missing-config"]
    assert not absent.root.exists()


def test_the_cache_of_an_output_that_is_gone_is_deleted(made: SampleSite, tmp_path: Path) -> None:
    def caches() -> int:
        return sum(1 for path in (made.root / ".cache").iterdir() if path.is_dir())

    before = caches()
    elsewhere = SampleSite(made.root, made.now)
    build(made.root, tmp_path / "elsewhere", Options(now=NOW))
    assert caches() == before + 1
    shutil.rmtree(tmp_path / "elsewhere")
    elsewhere.change({f"{FOLDER}/b.az.md": release("B", "2026-03-02")}).build()
    assert caches() == before


def test_a_site_that_was_moved_is_built_from_its_new_place(made: SampleSite) -> None:
    shown = release("B", "2026-03-02", photos="[{file: p.png, alt: Zal}]")
    changed = made.change({f"{FOLDER}/b.az.md": shown, f"{FOLDER}/b/p.png": picture("one")})
    before = changed.build().tree()
    moved = SampleSite(made.root.parent / "moved", made.now)
    made.root.rename(moved.root)
    shutil.rmtree(moved.output)
    result = moved.build()
    assert result.codes == []
    assert result.tree() == before
    assert "az/releases/2026/b/p.png" in before


def test_a_plan_of_touched_texts_has_the_sections_of_the_whole_plan(made: SampleSite) -> None:
    """Each with the fingerprint and the outputs that the plan of the whole site gives it."""
    edited = release("A", "2026-03-01", "Yeni.", topics="[law]", participants="[ana]", summary="x")
    made.change({f"{FOLDER}/a.az.md": edited, **RELATED})
    config, _ = load_config(made.root)
    assert config is not None
    site = load_site(made.root, config, made.now).site
    whole = {artifact.name: artifact for artifact in plan_pages(site).artifacts}
    partial = plan_delta(site, frozenset({"releases/2026/a"}), whole.keys())
    assert len(partial.artifacts) < len(whole)
    assert {A, A_EN, "/az/topics/huquq/feed.xml"} <= {
        artifact.name for artifact in partial.artifacts
    }
    page = next(each for each in partial.artifacts if each.name == A)
    (made_page, *_) = page.outputs()
    assert isinstance(made_page, ReleasePage)
    assert [each.address for each in made_page.related] == [D, E]
    for artifact in partial.artifacts:
        assert artifact == whole[artifact.name]
        assert list(artifact.outputs()) == list(whole[artifact.name].outputs())


@pytest.mark.parametrize("held", [{"draft": "true"}, {"embargo": "2027-01-01"}])
def test_the_text_of_what_is_held_back_touches_nothing(
    made: SampleSite, held: dict[str, str]
) -> None:
    def text(body: str) -> dict[str, str | bytes | None]:
        # With a summary of its own, nothing but the text changes.
        return {f"{FOLDER}/d.az.md": release("D", "2026-03-02", body, summary="Qısa.", **held)}

    touched(made, text("Bir."))
    made.build()
    assert touched(made, text("İki.")) == set()
    # What is held back is checked like all else.
    assert made.change(text("[x](yox.az.md)")).build().codes == ["dead-link"]


def test_a_heading_that_others_link_to_may_not_go_unnoticed(site: Make) -> None:
    text = release("A", "2026-03-01", "## Bölmə\n\nMətn.", summary="x")
    found = site({f"{FOLDER}/a.az.md": text})
    found.change({f"{FOLDER}/b.az.md": release("B", "2026-03-02", "[a](a.az.md#bolme)")})
    assert found.build().codes == []
    lost = text.replace("Bölmə", "Başqa")
    assert found.change({f"{FOLDER}/a.az.md": lost}).build().codes == ["dead-anchor"]
    assert found.change({f"{FOLDER}/a.az.md": text}).build().codes == []


@pytest.mark.parametrize(
    "name",
    [
        "entries",
        "files",
        "folders",
        "manifest",
        "ending",
        "inputs",
        "releases",
        "memos",
        "entries.since",
    ],
)
@pytest.mark.parametrize("edit", [True, False])
def test_a_cache_that_lost_one_file_is_no_half_cache(
    made: SampleSite, name: str, edit: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where the files that are left seem to be enough."""
    # On a slow machine files get signatures meanwhile, and more is written anew.
    monkeypatch.setattr("beyan.snapshot.inputs._TOO_YOUNG", 3_600_000_000_000)
    text = release("A", "2026-03-01", "Bir.", topics="[law]", participants="[ana]", summary="x")
    made.change({f"{FOLDER}/a.az.md": text}).build()
    extra = {f"{FOLDER}/e{n}.az.md": release(f"E{n}", "2026-01-01") for n in range(9)}
    made.change({**extra}).build()
    made.change({f"{FOLDER}/e0.az.md": None}).build()
    folders = (path for path in (made.root / ".cache").iterdir() if path.is_dir())
    (cache,) = (path for path in folders if path.name != SHARED)
    (cache / name).unlink()
    if edit:
        made.change({f"{FOLDER}/a.az.md": text.replace("Bir.", "Dörd.")})
    tree = made.build().tree()
    assert made.build(uses_cache=False).tree() == tree
    # What nobody plans any more is not left behind either.
    made.change(dict.fromkeys(extra.keys() - {f"{FOLDER}/e0.az.md"}))
    tree = made.build().tree()
    assert made.build(uses_cache=False).tree() == tree


@pytest.mark.parametrize(
    "change",
    [
        {f"{FOLDER}/a.az.md": release("A", "2026-03-01", "Başqa.", topics="[law]")},
        {f"{FOLDER}/d.az.md": release("D", "2026-03-04")},
        {f"{FOLDER}/b.az.md": None},
    ],
)
@pytest.mark.parametrize("uses_cache", [True, False])
def test_records_that_were_damaged_are_noticed_by_the_build_that_asks_for_them(
    made: SampleSite, change: Mapping[str, str | None], uses_cache: bool
) -> None:
    """A build with nothing to do decodes none of them."""
    file = of_output(made, made.output) / "entries"
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert made.build().report.made == {}
    result = made.change(change).build(uses_cache=uses_cache)
    assert result.report.exit_code == 0
    tree = result.tree()
    assert made.build(uses_cache=False).tree() == tree


def test_the_first_build_into_another_folder_reads_no_text_again(
    made: SampleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    joined = releases._joined

    def noted(context: releases.ReadContext, key: str, texts: Any) -> Any:
        read.append(key)
        return joined(context, key, texts)

    monkeypatch.setattr(releases, "_joined", noted)
    made.change({f"{FOLDER}/b.az.md": release("B", "2026-03-02", "Başqa.", participants="[rauf]")})
    other = made.root.parent / "other"
    report = build(made.root, other, Options(now=made.now))
    assert report.exit_code == 0
    assert read == ["releases/2026/b"]
    tree = Result(report, other).tree()
    assert made.build(uses_cache=False).tree() == tree
    # What it has is its own: what the other lets go of stays.
    shutil.rmtree(of_output(made, made.output))
    made.change({f"{FOLDER}/c.az.md": release("C", "2026-03-03", "Başqa.")})
    report = build(made.root, other, Options(now=made.now))
    assert Result(report, other).tree() == made.build(uses_cache=False).tree()


def of_output(site: SampleSite, output: Path) -> Path:
    found = left_cache(site.root, output)
    assert found is not None
    return found.folder
