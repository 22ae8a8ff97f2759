"""The media kit of a release: everything in one file, whole and the same each time."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import html

from beyan.render.media_kit import packed, packed_size
from tests.conftest import Result, SampleSite, release
from tests.test_photos import HALL, PAGE, SECRET, counted, photo

Make = Callable[..., SampleSite]
KIT = f"{PAGE}media-kit.zip"
LISTED = {
    "photos": "[{file: hall.jpg, alt: Zal, caption: Zalda, credit: Aygün}]",
    "attachments": "[{file: plan.pdf, title: Plan}]",
}


@pytest.fixture
def made(site: Make) -> SampleSite:
    return site(
        {
            f"{HALL}.az.md": release("Açıq gün", text="Birinci **cümlə**.", **LISTED),
            f"{HALL}.en.md": "---\ntitle: Open day\n---\nThe first sentence.\n",
            f"{HALL}/hall.jpg": photo(),
            f"{HALL}/plan.pdf": b"%PDF-1.4",
        }
    )


def kit(result: Result, path: str = KIT) -> dict[str, bytes]:
    with ZipFile(result.output / path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def shown_size(result: Result) -> str:
    page = html.fromstring(result.html(f"/{PAGE}"))
    (shown,) = page.xpath("//a[contains(@href, 'media-kit.zip')]/following-sibling::span")
    return str(shown.text_content())


def test_a_kit_has_the_photos_the_attachments_the_text_and_what_to_say_of_them(
    made: SampleSite,
) -> None:
    result = made.build()
    files = kit(result)
    tree = result.tree()
    assert files["photos/hall.jpg"] == tree[f"{PAGE}hall.jpg"]
    assert files["attachments/plan.pdf"] == b"%PDF-1.4"
    text = files["text.az.txt"].decode()
    assert text.startswith("Açıq gün\n\n5 mart 2026\n\nBirinci cümlə.\n")
    assert files["captions.az.txt"].decode() == "hall.jpg\nZalda\nZal\nAygün\n\nplan.pdf\nPlan\n"
    assert len(files) == 5


def test_each_language_has_its_own_text_and_the_same_files(made: SampleSite) -> None:
    result = made.build()
    az, en = kit(result), kit(result, "en/releases/2026/hall/media-kit.zip")
    assert "The first sentence." in en["text.en.txt"].decode()
    assert en["photos/hall.jpg"] == az["photos/hall.jpg"]
    assert "text.az.txt" not in en


def test_the_checksums_are_those_of_all_other_files(made: SampleSite) -> None:
    files = kit(made.build())
    sums = files.pop("SHA256SUMS").decode()
    assert sums == "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))


def test_no_photo_in_a_kit_has_metadata(made: SampleSite) -> None:
    result = made.build()
    assert SECRET not in (result.output / KIT).read_bytes()


def test_the_bytes_tell_neither_when_nor_on_which_system_a_kit_was_made(made: SampleSite) -> None:
    result = made.build()
    with ZipFile(result.output / KIT) as archive:
        for entry in archive.infolist():
            assert (entry.date_time[0], entry.create_system) == (1980, 3)
            # Else whoever unpacks it may not read it.
            assert entry.external_attr >> 16 & 0o777 == 0o644
    before = result.tree()
    for path in (made.root / ".cache").rglob("*"):
        if path.is_file():
            path.unlink()
    assert made.build(uses_cache=False).tree() == before


@pytest.mark.parametrize("name", ["a", "ə.txt", "photos/" + "ü" * 90])
def test_the_size_of_a_kit_is_known_before_it_is_made(name: str) -> None:
    files = {name: b"x" * 1000, "b": b""}
    assert packed_size({each: len(data) for each, data in files.items()}) == len(packed(files))


def test_the_page_tells_the_size(made: SampleSite) -> None:
    noise = bytes(range(256)) * 40
    made.change({f"{HALL}/plan.pdf": noise})
    result = made.build()
    size = (result.output / KIT).stat().st_size
    assert 11_000 < size < 15_000
    assert shown_size(result).replace("\xa0", " ") == f"ZIP, {round(size / 1000)} kB"


@pytest.mark.parametrize(
    ("path", "data"),
    [
        (f"{HALL}/plan.pdf", b"%PDF-1.7" * 2000),
        (f"{HALL}/hall.jpg", photo(size=(900, 600))),
        (f"{HALL}.az.md", release("Başqa", text="Yeni mətn. " * 300, **LISTED)),
    ],
)
def test_a_kit_and_its_size_follow_every_edit(
    made: SampleSite, path: str, data: str | bytes
) -> None:
    before = made.build()
    old, size = kit(before), shown_size(before)
    result = made.change({path: data}).build()
    tree = result.tree()
    assert kit(result) != old
    assert shown_size(result) != size
    assert made.build(uses_cache=False).tree() == tree


def test_a_photo_that_is_only_measured_is_not_encoded_again(
    made: SampleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.build(jobs=1)
    encodings = counted(monkeypatch)
    made.change({"templates/parts/share.html": "{% macro share(a, b) %}{% endmacro %}"
                 "{% macro cite(a, b, c) %}{% endmacro %}"})  # fmt: skip
    result = made.build(jobs=1)
    assert result.report.written == 2
    assert encodings == []


def test_a_release_without_files_has_no_kit(site: Make) -> None:
    result = site({f"{HALL}.az.md": release()}).build()
    assert KIT not in result.files
    assert "media-kit" not in result.html(f"/{PAGE}")


@pytest.mark.parametrize(
    "held",
    [
        {"draft": "true"},
        {"embargo": "2030-01-01 09:00"},
        {"expires": "2026-04-01"},
        {"withdrawn": "{date: 2026-04-01, reason: Səhv}"},
    ],
)
def test_what_is_held_back_or_withdrawn_has_no_kit(made: SampleSite, held: dict[str, str]) -> None:
    made.change({f"{HALL}.az.md": release("Açıq gün", **LISTED, **held)})
    result = made.build()
    assert not [path for path in result.files if "media-kit" in path or path.endswith(".pdf")]


def test_no_file_of_a_release_gets_into_the_way_of_the_kit_s_own(
    site: Make, tmp_path: Path
) -> None:
    names = ("SHA256SUMS", "text.az.txt", "captions.az.txt")
    listed = ", ".join(f"{{file: {name}}}" for name in names)
    result = site(
        {
            f"{HALL}.az.md": release(attachments=f"[{listed}]"),
            **{f"{HALL}/{name}": b"mine" for name in names},
        }
    ).build()
    assert [kit(result)[f"attachments/{name}"] for name in names] == [b"mine"] * 3
    assert b"mine" not in kit(result)["SHA256SUMS"]


def test_an_attachment_of_the_kit_s_name_is_a_collision(site: Make) -> None:
    buffer = BytesIO()
    ZipFile(buffer, "w").close()
    result = site(
        {
            f"{HALL}.az.md": release(attachments="[{file: media-kit.zip}]"),
            f"{HALL}/media-kit.zip": buffer.getvalue(),
        }
    ).build()
    assert set(result.codes) == {"address-collision"}
