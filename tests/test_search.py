"""The search index of small sites: what is in it, and what each build makes again."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from beyan.model.search import SEARCH_INDEX
from beyan.publish import search
from tests.conftest import CONFIG, NOW, SampleSite, release

Make = Callable[..., SampleSite]

WITH_SEARCH = CONFIG.replace("search: false\n", "")
FILES = {
    "content/releases/2025/2025-03-05-qebul.az.md": release("Qəbul", "2025-03-05", "Çağırış."),
    "content/releases/2025/2025-03-05-qebul.en.md": release("Reception", "2025-03-05", "A call."),
    "content/releases/2026/2026-03-05-gorus.az.md": release("Görüş", "2026-03-05", "Azadlıq."),
    "content/pages/about.az.md": "---\ntitle: Haqqımızda\n---\nBiz.\n",
}
PARTS = {"az/2025", "az/2026", "az/pages", "en/2025"}


@pytest.fixture
def made(site: Make) -> SampleSite:
    made = site(FILES, config=WITH_SEARCH)
    result = made.build()
    assert result.codes == []
    return made


def index(made: SampleSite) -> dict[str, bytes]:
    """Every file of the index."""
    folder = made.output / "search-index"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def parts(made: SampleSite) -> set[str]:
    return {"/".join(path.split("/")[:2]) for path in index(made)}


def found(made: SampleSite) -> dict[str, str]:
    """What the index says of each page: its text, with title, by address."""
    texts = {}
    for path, data in index(made).items():
        if path.endswith(".pf_fragment"):
            fragment = json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd"))
            texts[fragment["url"]] = f"{fragment['meta']['title']}: {fragment['content']}"
    return texts


def everything(made: SampleSite) -> bytes:
    """All that somebody who unpacks the whole index could read."""
    return b"\n".join(
        gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
        for path, data in index(made).items()
        if not path.endswith((".js", ".pagefind"))
    )


def reindexed(made: SampleSite, files: dict[str, str | None]) -> set[str]:
    result = made.change(files).build()
    assert {*result.codes} <= {"release-vanishes"}
    report = result.report
    return {name.split("/", 2)[2][:-1] for name in report.made if name.startswith(SEARCH_INDEX)}


def test_every_text_that_is_published_is_found_in_the_part_of_its_year(made: SampleSite) -> None:
    assert parts(made) == PARTS
    assert found(made) == {
        "/az/releases/2025/qebul/": "Qḛbul: Çağḭrḭş.",
        "/en/releases/2025/qebul/": "Reception: A call.",
        "/az/releases/2026/gorus/": "Görüş: Azadlḭq.",
        "/az/about/": "Haqqḭmḭzda: Biz.",
    }


def test_the_search_page_lists_the_parts_that_there_are(made: SampleSite) -> None:
    for language in ("az", "en"):
        html = (made.output / language / "search/index.html").read_text()
        listed = html.partition('data-parts="')[2].partition('"')[0].split()
        assert {part.removeprefix(SEARCH_INDEX).strip("/") for part in listed} == {
            part for part in PARTS if part.startswith(language)
        }


def test_what_pagefind_brings_along_and_nobody_uses_is_left_out(made: SampleSite) -> None:
    names = {path.rpartition("/")[2] for path in index(made)}
    assert {name for name in names if name.endswith((".js", ".css", ".pagefind"))} == {
        *("pagefind.js", "wasm.unknown.pagefind", "wasm.en.pagefind")
    }


def test_a_build_without_changes_makes_nothing(made: SampleSite) -> None:
    before = index(made)
    assert made.build().report.written == 0
    assert index(made) == before


def test_an_edit_indexes_its_year_and_language_alone(made: SampleSite) -> None:
    before = index(made)
    path = "content/releases/2025/2025-03-05-qebul.az.md"
    assert reindexed(made, {path: release("Qəbul", "2025-03-05", "Yeni.")}) == {"az/2025"}
    assert found(made)["/az/releases/2025/qebul/"] == "Qḛbul: Yeni."
    after = index(made)
    assert {path for path in before if after.get(path) == before[path]} >= {
        path for path in before if not path.startswith("az/2025/")
    }


def test_reads_and_templates_make_no_index_old(made: SampleSite) -> None:
    path = "content/releases/2025/2025-03-05-qebul.az.md"
    assert reindexed(made, {path: release("Qəbul", "2025-03-05", "Çağırış.", views="7")}) == set()
    template = '{% extends "base.html" %}{% block title %}{{ page.title }}{% endblock %}'
    template += "{% block main %}{{ prose }}{% endblock %}"
    assert reindexed(made, {"templates/release.html": template}) == set()
    assert "Çağırış" in (made.output / "az/releases/2025/qebul/index.html").read_text()


def test_the_part_of_a_year_without_releases_goes(made: SampleSite) -> None:
    assert reindexed(made, {"content/releases/2026/2026-03-05-gorus.az.md": None}) == set()
    assert parts(made) == PARTS - {"az/2026"}


def test_a_lost_cache_indexes_everything_and_finds_the_same(made: SampleSite) -> None:
    before = found(made)
    report = made.build(uses_cache=False).report
    assert {name for name in report.made if name.startswith(SEARCH_INDEX)} == {
        f"{SEARCH_INDEX}{part}/" for part in PARTS
    }
    assert found(made) == before


def test_what_is_damaged_deleted_or_added_is_put_right(made: SampleSite) -> None:
    before = found(made)
    folder = made.output / "search-index/az/2025"
    next(folder.glob("fragment/*")).write_bytes(b"other")
    (made.output / "search-index/en/2025/pagefind-entry.json").unlink()
    (made.output / "search-index/ru/2020").mkdir(parents=True)
    (made.output / "search-index/ru/2020/pagefind-entry.json").write_text("{}")
    report = made.build().report
    assert {name for name in report.made if name.startswith(SEARCH_INDEX)} == {
        f"{SEARCH_INDEX}az/2025/",
        f"{SEARCH_INDEX}en/2025/",
    }
    assert found(made) == before
    assert parts(made) == PARTS


def test_verify_accepts_the_index_and_sees_what_is_missing(made: SampleSite) -> None:
    from beyan.build import verify
    from beyan.build.options import Options

    def differences() -> list[str]:
        found = verify(made.root, made.output, Options(now=made.now))
        return sorted(dict(each.values)["address"] for each in found)

    assert differences() == []
    (made.output / "search-index/az/2025/pagefind-entry.json").unlink()
    (made.output / "search-index/ru").mkdir()
    (made.output / "search-index/ru/x").write_text("x")
    assert differences() == ["search-index/az/2025/pagefind-entry.json", "search-index/ru/x"]


def test_search_false_leaves_neither_page_nor_link_nor_index(made: SampleSite) -> None:
    made.change({"site_config.yaml": CONFIG}).build()
    assert not (made.output / "search-index").exists()
    assert not (made.output / "az/search").exists()
    assert "/search/" not in (made.output / "az/index.html").read_text()
    assert reindexed(made, {"site_config.yaml": WITH_SEARCH}) == PARTS


# --- languages without spaces between words -------------------------------------------------

UNSPACED = {
    "ja": ("子どもの権利", "事務所は市民の苦情を受け付けています。", {"権利", "市民", "苦情"}),
    "th": ("สิทธิเด็ก", "สำนักงานรับเรื่องร้องเรียนจากประชาชน", {"เด็ก", "ประชาชน", "ร้องเรียน"}),
    "zh-Hans": ("专员会见儿童", "办公室接受公民的投诉。", {"会见", "公民", "投诉"}),
}


def in_language(site: Make, language: str, more: str = "") -> SampleSite:
    title, text, _ = UNSPACED.get(language, ("Title", "Text.", set()))
    config = WITH_SEARCH.replace("[az, en]", f"[az, {{{language}: {{catalogue: en}}}}]")
    config = config.replace("en: Sample Office", f"{language}: {title}") + more
    path = f"content/releases/2026/2026-03-05-a.{language}.md"
    return site({path: release(title, "2026-03-05", text)}, config=config)


@pytest.mark.parametrize("language", UNSPACED)
def test_words_inside_of_a_sentence_are_in_the_index(site: Make, language: str) -> None:
    made = in_language(site, language)
    assert made.build().codes == []
    (text,) = found(made).values()
    title, _, words = UNSPACED[language]
    assert text.startswith(f"{title}: ")
    assert words <= set(re.split("[\u200b. ]+", text.partition(": ")[2]))


@pytest.mark.parametrize("language", UNSPACED)
def test_a_language_whose_words_no_program_knows_is_told(
    site: Make, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = in_language(site, language)
    monkeypatch.setitem(sys.modules, "pagefind_bin_extended", None)
    result = made.build()
    assert result.codes == made.check(strict=True).codes == ["search-segmentation"]
    assert result.report.exit_code == made.check(strict=True).report.exit_code == 0
    (told,) = result.diagnostics
    assert (told.span.path, dict(told.values)) == ("site_config.yaml", {"language": language})
    line = (made.root / told.span.path).read_text().splitlines()[told.span.line - 1]
    assert line[told.span.column - 1 :].startswith(language)
    # What is published is found by the beginnings of its sentences.
    (text,) = found(made).values()
    assert "\u200b" not in text


@pytest.mark.parametrize(
    ("language", "more"),
    [
        *(("ko", ""), ("km", ""), ("ru", ""), ("zh-Hans", "search: false\n")),
        ("ja", "silence: [search-segmentation]\n"),
    ],
)
def test_other_languages_and_sites_miss_nothing(
    site: Make, language: str, more: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin_extended", None)
    made = in_language(site, language)
    settings = made.root / "site_config.yaml"
    text = settings.read_text()
    settings.write_text(text.replace("silence: [summary-missing]\n", "") + more)
    assert "search-segmentation" not in made.check().codes


def test_either_program_does_for_a_site_that_has_but_one(
    made: SampleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = found(made)
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert made.build(uses_cache=False).codes == []
    assert found(made) == before


# --- what may not be seen -------------------------------------------------------------------

SECRET = "content/releases/2026/2026-04-01-sirr.az.md"


def test_an_embargoed_text_is_nowhere_in_the_index_until_its_hour(made: SampleSite) -> None:
    text = release("Gizlicə", "2026-04-01", "Bugizlisözdür.", embargo="2026-12-01 10:00")
    made.change({SECRET: text}).build()
    assert b"bugizlis" not in everything(made).lower()
    assert b"sirr" not in everything(made)

    made.at(NOW + timedelta(days=30)).build()
    assert "Bugizlisözdür" in found(made)["/az/releases/2026/sirr/"]


@pytest.mark.parametrize("key", ["embargo", "expires", "draft"])
def test_what_disappears_is_out_of_the_index_after_the_same_build(
    made: SampleSite, key: str
) -> None:
    made.change({SECRET: release("Gizlicə", "2026-04-01", "Bugizlisözdür.")}).build()
    assert "/az/releases/2026/sirr/" in found(made)
    hidden = {"embargo": "2027-01-01", "expires": "2026-11-01", "draft": "true"}[key]
    text = release("Gizlicə", "2026-04-01", "Bugizlisözdür.", **{key: hidden})
    assert reindexed(made, {SECRET: text}) == {"az/2026"}
    assert b"bugizlis" not in everything(made).lower()
    assert b"sirr" not in everything(made)


def test_a_build_that_fails_leaves_the_index_and_lets_nothing_into_the_next(
    made: SampleSite,
) -> None:
    """Its texts were made for an index that never came to be."""
    before = index(made)
    path = "content/releases/2025/2025-03-05-qebul.az.md"
    old = (made.root / path).read_text()
    broken = {"templates/404.html": '{% extends "base.html" %}{% block title %}{{ 1 // 0 }}'
              "{% endblock %}{% block main %}{% endblock %}"}  # fmt: skip
    made.change({path: release("Qəbul", "2025-03-05", "Bugizlisözdür."), **broken})
    assert made.build().report.has_errors
    assert index(made) == before
    made.change({path: old, "templates/404.html": None}).build()
    assert b"bugizlis" not in everything(made).lower()


# --- where it cannot be made ----------------------------------------------------------------


def test_without_pagefind_the_pages_are_published_and_the_outdated_part_is_not(
    made: SampleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_: str) -> str:
        raise search.SearchUnavailable("pagefind")

    path = "content/releases/2025/2025-03-05-qebul.az.md"
    with monkeypatch.context() as patch:
        patch.setattr(search, "_program", missing)
        result = made.change({path: release("Qəbul", "2025-03-05", "Yeni.")}).build()
        assert result.lines == [
            "site_config.yaml:1:1: [search-unavailable] the search index cannot be made: pagefind"
        ]
        assert result.report.exit_code == 0
        assert "Yeni." in result.html("/az/releases/2025/qebul/")
        assert parts(made) == PARTS - {"az/2025"}
        assert made.build().codes == ["search-unavailable"]
    assert made.build().codes == []
    assert parts(made) == PARTS


def test_under_strict_nothing_is_published_without_it(
    made: SampleSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho 'no space left' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(search, "_program", lambda _: str(program))
    before = made.build().tree()
    path = "content/releases/2025/2025-03-05-qebul.az.md"
    made.change({path: release("Qəbul", "2025-03-05", "Yeni.")})
    result = made.build(strict=True)
    assert result.lines[0].endswith("the search index cannot be made: no space left")
    assert result.report.exit_code == 1
    assert result.tree() == before


CHILD = """\
import os, sys
from pathlib import Path
from datetime import datetime
from beyan import build
from beyan.publish import writer
from beyan.build.options import Options
left = int(sys.argv[2])
move = writer.move
def counted(staged, target):
    global left
    if "search-index" in str(target):
        left -= 1
        if left < 0:
            os._exit(9)
    move(staged, target)
writer.move = counted
root = Path(sys.argv[1])
build.build(root, root / "output", Options(now=datetime.fromisoformat(sys.argv[3]), jobs=1))
"""


def test_a_killed_build_leaves_the_old_part_or_the_new_one(made: SampleSite) -> None:
    path = "content/releases/2025/2025-03-05-qebul.az.md"
    for number in range(12):
        made.change({path: release("Qəbul", "2025-03-05", f"Mətn{number}.")})
        command = [sys.executable, "-c", CHILD, str(made.root), str(number), NOW.isoformat()]
        killed = subprocess.run(command, check=False).returncode
        folder = made.output / "search-index/az/2025"
        entry = json.loads((folder / "pagefind-entry.json").read_text())
        assert (folder / f"pagefind.{entry['languages']['az']['hash']}.pf_meta").is_file()
        result = made.build()
        assert result.codes == []
        assert found(made)["/az/releases/2025/qebul/"] == f"Qḛbul: Mḛtn{number}."
        assert len(list(folder.glob("fragment/*"))) == 1
        if killed == 0:
            break
    else:
        pytest.fail("no build came to its end")
    assert number > 2
