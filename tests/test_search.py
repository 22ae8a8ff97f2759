"""The search index of small sites: what is in it, and what each build makes again."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from beyan.language.stems import stemmer
from beyan.model.search import SEARCH_INDEX
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
        if "/texts-" in path:
            for address, title, _, _, text in json.loads(gzip.decompress(data)):
                texts[address] = f"{title}: {text}"
    return texts


def everything(made: SampleSite) -> bytes:
    """All that somebody who unpacks the whole index could read."""
    return b"\n".join(map(gzip.decompress, index(made).values()))


def reindexed(made: SampleSite, files: dict[str, str | None]) -> set[str]:
    result = made.change(files).build()
    assert {*result.codes} <= {"release-vanishes"}
    report = result.report
    return {name.split("/", 2)[2][:-1] for name in report.made if name.startswith(SEARCH_INDEX)}


def test_every_text_that_is_published_is_found_in_the_part_of_its_year(made: SampleSite) -> None:
    assert parts(made) == PARTS
    assert found(made) == {
        "/az/releases/2025/qebul/": "Qəbul: Çağırış.",
        "/en/releases/2025/qebul/": "Reception: A call.",
        "/az/releases/2026/gorus/": "Görüş: Azadlıq.",
        "/az/about/": "Haqqımızda: Biz.",
    }


def test_the_search_page_lists_the_parts_that_there_are(made: SampleSite) -> None:
    for language in ("az", "en"):
        html = (made.output / language / "search/index.html").read_text()
        listed = html.partition('data-parts="')[2].partition('"')[0].split()
        assert {part.removeprefix(SEARCH_INDEX).strip("/") for part in listed} == {
            part for part in PARTS if part.startswith(language)
        }


def test_a_build_without_changes_makes_nothing(made: SampleSite) -> None:
    before = index(made)
    assert made.build().report.written == 0
    assert index(made) == before


def test_an_edit_indexes_its_year_and_language_alone(made: SampleSite) -> None:
    before = index(made)
    path = "content/releases/2025/2025-03-05-qebul.az.md"
    assert reindexed(made, {path: release("Qəbul", "2025-03-05", "Yeni.")}) == {"az/2025"}
    assert found(made)["/az/releases/2025/qebul/"] == "Qəbul: Yeni."
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
    next(folder.glob("*/texts-0")).write_bytes(b"other")
    (made.output / "search-index/en/2025/index").unlink()
    (made.output / "search-index/ru/2020").mkdir(parents=True)
    (made.output / "search-index/ru/2020/index").write_text("{}")
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
    (made.output / "search-index/az/2025/index").unlink()
    (made.output / "search-index/ru").mkdir()
    (made.output / "search-index/ru/x").write_text("x")
    assert differences() == ["search-index/az/2025/index", "search-index/ru/x"]


def test_search_false_leaves_neither_page_nor_link_nor_index(made: SampleSite) -> None:
    made.change({"site_config.yaml": CONFIG}).build()
    assert not (made.output / "search-index").exists()
    assert not (made.output / "az/search").exists()
    assert "/search/" not in (made.output / "az/index.html").read_text()
    assert reindexed(made, {"site_config.yaml": WITH_SEARCH}) == PARTS


# --- languages without spaces between words -------------------------------------------------

UNSPACED = {
    "ja": ("子どもの権利", "事務所は市民の苦情を受け付けています。", "市民の苦情"),
    "th": ("สิทธิเด็ก", "สำนักงานรับเรื่องร้องเรียนจากประชาชน", "ร้องเรียน"),
    "zh-Hans": ("专员会见儿童", "办公室接受公民的投诉。", "公民的投诉"),
    "km": ("សិទ្ធិកុមារ", "ការិយាល័យទទួលពាក្យបណ្តឹងរបស់ប្រជាពលរដ្ឋ", "ពាក្យបណ្តឹង"),
}


def terms(made: SampleSite) -> dict[str, dict[str, list[int]]]:
    """What each part has of each term."""
    found: dict[str, dict[str, list[int]]] = {}
    for path, data in index(made).items():
        if "/terms-" in path:
            part = found.setdefault("/".join(path.split("/")[:2]), {})
            part |= {term: postings for term, *postings in json.loads(gzip.decompress(data))}
    return found


@pytest.mark.parametrize("language", UNSPACED)
def test_words_inside_of_a_sentence_are_in_the_index(site: Make, language: str) -> None:
    title, text, inside = UNSPACED[language]
    config = WITH_SEARCH.replace("[az, en]", f"[az, {{{language}: {{catalogue: en}}}}]")
    config = config.replace("en: Sample Office", f"{language}: {title}")
    path = f"content/releases/2026/2026-03-05-a.{language}.md"
    made = site({path: release(title, "2026-03-05", text)}, config=config)
    assert made.build().codes == []
    assert {*map("".join, pairwise(inside))} <= terms(made)[f"{language}/2026"].keys()


def test_people_and_places_are_in_it_as_every_edition_writes_them(site: Make) -> None:
    people = "content/participants.yaml"
    name = "az: Nərgiz Xəzəryurdova, en: Nargiz Khazaryurdova"
    inline = "{name: Elçin Dağüstü}"
    made = site(
        {
            people: f"nargiz:\n  name: {{{name}}}\n  role: {{az: müşavir, en: Adviser}}\n",
            "content/releases/2026/2026-03-05-a.az.md": release(
                "Görüş", "2026-03-05", place="Gəncə", participants=f"[nargiz, {inline}]"
            ),
            "content/releases/2026/2026-03-05-a.en.md": release(
                "Meeting",
                "2026-03-05",
                place="Ganja",
                participants=f"[nargiz, {inline.replace('Elçin Dağüstü', 'Elchin Daghustu')}]",
            ),
        },
        config=WITH_SEARCH,
    )
    assert made.build().codes == []
    found = terms(made)
    for language in ("az", "en"):
        for word in ("Xəzəryurdova", "Khazaryurdova", "Dağüstü", "Daghustu", "Gəncə", "Ganja"):
            assert {*stemmer(language).terms(word)} <= found[f"{language}/2026"].keys(), word


def test_the_same_texts_make_the_same_bytes(made: SampleSite) -> None:
    before = index(made)
    assert made.build(uses_cache=False).codes == []
    assert index(made) == before


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


def entry_of(folder: Path) -> dict[str, str]:
    return dict(json.loads(gzip.decompress((folder / "index").read_bytes())))


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
        assert (folder / entry_of(folder)["version"] / "terms-0").is_file()
        result = made.build()
        assert result.codes == []
        assert found(made)["/az/releases/2025/qebul/"] == f"Qəbul: Mətn{number}."
        assert {each.name for each in folder.iterdir()} == {"index", entry_of(folder)["version"]}
        if killed == 0:
            break
    else:
        pytest.fail("no build came to its end")
    assert number > 2
