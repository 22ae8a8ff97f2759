"""The sample site: what it must show, and what must not be in it yet."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html

from beyan.build import build
from beyan.build.options import Options
from beyan.model.page import output_path
from beyan.model.site import Site
from beyan.source.settings import load_config
from beyan.source.site import load_site
from beyan.source.strict_yaml import parse
from tests.conftest import NOW, REPOSITORY, Result

BASE = "https://press.ombudsman.example"
FAR = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Result:
    output = tmp_path_factory.mktemp("sample") / "output"
    return Result(build(REPOSITORY, output, Options(now=NOW, strict=True)), output)


@pytest.fixture(scope="module")
def everything() -> Site:
    """All releases but drafts, as if every embargo had ended and nothing expired."""
    config, _ = load_config(REPOSITORY)
    assert config is not None
    return load_site(REPOSITORY, config, NOW + timedelta(days=30)).site


def _text(page: str) -> str:
    return " ".join(html.fromstring(page).text_content().split())


def test_it_builds_without_a_warning(sample: Result) -> None:
    assert sample.diagnostics == []
    assert sample.report.exit_code == 0


def test_there_are_fifteen_releases_over_four_years_and_more(sample: Result) -> None:
    assert sample.report.releases >= 15
    years = {path.split("/")[2] for path in sample.files if path.startswith("az/releases/2")}
    assert len(years) >= 5


@pytest.mark.parametrize(
    ("address", "read", "names"),
    [
        (
            "/az/releases/2020/qht-gorusu/",
            "368 dəfə oxunub",
            (
                "Səbinə Əliyeva",
                "Rauf Zeyni",
                "Novella Cəfəroğlu",
                "Eldar Zeynalov",
                "Davud Rəhimli",
            ),
        ),
        (
            "/en/releases/2020/ngo-meeting/",
            "Read 368 times",
            (
                "Sabina Aliyeva",
                "Rauf Zeini",
                "Novella Jafaroglu",
                "Eldar Zeynalov",
                "Davud Rahimli",
            ),
        ),
    ],
)
def test_the_release_of_may_2020_shows_what_the_old_site_did(
    sample: Result, address: str, read: str, names: tuple[str, ...]
) -> None:
    page = sample.html(address)
    text = _text(page)
    assert read in text
    assert "916" in text
    assert all(name in text for name in names)
    assert len(html.fromstring(page).xpath('//ul[@class="people"]/li')) == 13


def test_the_two_editions_of_may_2020_know_each_other(sample: Result) -> None:
    az, en = "/az/releases/2020/qht-gorusu/", "/en/releases/2020/ngo-meeting/"
    for page, twin, language in ((az, en, "en"), (en, az, "az")):
        head = html.fromstring(sample.html(page)).xpath("//head/link[@rel='alternate']")
        links = {link.get("hreflang"): link.get("href") for link in head if link.get("hreflang")}
        assert links[language].endswith(twin)
        assert links["x-default"].endswith(".example/")


def test_nothing_held_back_is_in_the_output(sample: Result) -> None:
    """Titles, summaries, slugs and file names of what is embargoed or a draft."""
    hidden = []
    for path in sorted((REPOSITORY / "content/releases").rglob("*.md")):
        front_matter = path.read_text().split("---\n")[1]
        values = parse(front_matter, path.name)[0].values
        twins = [twin.read_text() for twin in path.parent.glob(f"{path.name.split('.')[0]}.*.md")]
        if any("\ndraft: true" in twin or "\nembargo: 2026-12" in twin for twin in twins):
            hidden += [str(values["title"]), path.name.split(".")[0][11:] + "/"]
            hidden += [str(values[key]) for key in ("summary", "slug") if key in values]
    assert len(hidden) >= 8
    # Another year's release on the same day has the same name, so whole addresses are compared.
    year = "2026/"
    for file, data in sample.tree().items():
        text = data.decode(errors="ignore")
        for word in hidden:
            if word.endswith("/"):
                assert f"{year}{word}" not in file
                assert f"{year}{word}" not in text, (file, word)
            elif " " in word:
                assert word not in text, (file, word)


def test_every_special_case_of_a_press_office_is_among_the_samples(everything: Site) -> None:
    releases = list(everything.releases)
    languages = [{edition.language for edition in release.editions} for release in releases]
    assert {"az"} in languages
    assert {"en"} in languages
    assert any(release.embargo is not None for release in releases)
    assert any(release.withdrawn is not None for release in releases)
    assert any(edition.corrections for release in releases for edition in release.editions)
    assert any(len(release.photos) == 3 and release.attachments for release in releases)
    texts = [edition.prose.text for release in releases for edition in release.editions]
    assert any("[^1]:" in text and "\n|" in text for text in texts)
    assert any(edition.views == 1 for release in releases for edition in release.editions)


def test_a_draft_never_enters_the_site_whatever_the_clock_says() -> None:
    drafts = [
        path
        for path in (REPOSITORY / "content/releases").rglob("*.md")
        if "\ndraft: true" in path.read_text()
    ]
    assert drafts
    config, _ = load_config(REPOSITORY)
    assert config is not None
    site = load_site(REPOSITORY, config, FAR).site
    published = {edition.path for release in site.releases for edition in release.editions}
    assert not {path.relative_to(REPOSITORY).as_posix() for path in drafts} & published


def test_photos_have_no_camera_data() -> None:
    from PIL import Image

    photos = sorted(Path(REPOSITORY / "content").rglob("*.jpg"))
    assert len(photos) >= 4
    for photo in photos:
        with Image.open(photo) as image:
            assert not image.getexif(), photo.name


def test_every_link_of_every_page_leads_to_something_that_is_there(sample: Result) -> None:
    pages = {
        path: html.parse(sample.output / path, html.HTMLParser(encoding="utf-8"))
        for path in sample.files
        if path.endswith(".html")
    }
    anchors = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    files, checked = sample.files, 0
    for path, page in pages.items():
        for link in page.xpath("//@href | //@src"):
            parts = urlsplit(urljoin(f"{BASE}/{path}", link))
            if parts.scheme not in ("http", "https") or parts.netloc != urlsplit(BASE).netloc:
                continue
            target = output_path(unquote(parts.path))
            assert target in files, (path, link)
            assert not parts.fragment or unquote(parts.fragment) in anchors[target], (path, link)
            checked += 1
    assert checked > 3000


def test_a_release_and_its_style_sheet_take_no_more_than_30_kb(sample: Result) -> None:
    def size(path: str) -> int:
        return len(gzip.compress((sample.output / path).read_bytes()))

    (sheet,) = (path for path in sample.files if path.endswith(".css") and "beyan" in path)
    largest = max(size(path) for path in sample.files if path.count("/") == 4 and "html" in path)
    assert largest + size(sheet) <= 30_000
