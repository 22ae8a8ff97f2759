"""What journalists get before an embargo ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from beyan.cli import cli
from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]

NAME = "2026-12-10-day"
R = f"content/releases/2026/{NAME}"


@pytest.fixture
def made(site: Make) -> SampleSite:
    photo = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(photo, "PNG")
    return site(
        {
            f"{R}.az.md": release(
                title="İnsan Hüquqları Günü",
                date="2026-12-10",
                embargo="2026-12-10 09:00",
                place="Bakı",
                summary="Qısa xülasə",
                photos="[{file: hall.png, alt: Zal, caption: Zalda}]",
                attachments="[{file: plan.pdf, title: Plan}]",
                participants="[{name: Aygün, role: natiq}]",
                text="Birinci cümlə.\n\n- bənd",
            ),
            f"{R}.en.md": (
                "---\ntitle: Human Rights Day\nplace: Baku\n"
                "photos: [{file: hall.png, alt: The hall, caption: In the hall}]\n"
                "attachments: [{file: plan.pdf, title: The plan}]\n"
                "participants: [{name: Aygun, role: speaker}]\n---\nThe first sentence.\n"
            ),
            f"{R}/hall.png": photo.getvalue(),
            f"{R}/plan.pdf": b"%PDF-1.4",
            "content/releases/2026/2026-03-05-open.az.md": release(),
            "content/releases/2026/2026-03-06-draft.az.md": release(
                date="2026-03-06", draft="true"
            ),
        }
    )


def export(made: SampleSite, name: str, folder: Path) -> Result:
    arguments = ["--site", str(made.root), "--ui-lang", "en", "export", name]
    arguments += ["--embargoed", str(folder), "--now", "2026-11-22T12:00"]
    return CliRunner().invoke(cli, arguments)


@pytest.fixture
def folder(made: SampleSite, tmp_path: Path) -> Path:
    folder = tmp_path / "for-journalists"
    assert export(made, f"{R}.az.md", folder).exit_code == 0
    return folder


MARKS = (
    "EMBARQO: 10 dekabr 2026, 09:00 (UTC+04:00) vaxtınadək dərci qadağandır",
    "EMBARGO: not for publication before December 10, 2026, 9:00\u202fAM (UTC+04:00)",
)


def _plain(text: str) -> str:
    return text.replace("\u202f", " ")


def test_each_language_gets_a_page_a_text_and_an_item_and_all_share_a_media_kit(
    folder: Path,
) -> None:
    kinds = {f"{NAME}.{tag}.{kind}" for tag in ("az", "en") for kind in ("html", "txt", "json")}
    assert {path.name for path in folder.iterdir()} == kinds | {f"{NAME}-media-kit.zip"}


def test_every_file_is_marked_with_the_embargo_in_both_languages(folder: Path) -> None:
    with ZipFile(folder / f"{NAME}-media-kit.zip") as kit:
        texts = [kit.read(name).decode() for name in kit.namelist() if name.endswith(".txt")]
    texts += [path.read_text() for path in folder.iterdir() if path.suffix != ".zip"]
    assert len(texts) == 9
    for text in texts:
        assert all(_plain(mark) in _plain(text) for mark in MARKS)


def test_the_item_says_until_when_and_is_withheld(folder: Path) -> None:
    item = json.loads((folder / f"{NAME}.en.json").read_text())
    assert item["embargoedUntil"] == "2026-12-10T09:00:00+04:00"
    assert item["pubStatus"] == "withheld"
    assert item["headlines"][0]["value"] == "Human Rights Day"


def test_the_text_has_the_words_of_the_release_and_no_markup(folder: Path) -> None:
    text = (folder / f"{NAME}.az.txt").read_text()
    for words in ("İnsan Hüquqları Günü", "Bakı, 10 dekabr 2026", "Qısa xülasə", "Birinci cümlə."):
        assert words in text
    assert "– Aygün, natiq" in text
    assert "<" not in text


def test_the_media_kit_has_the_files_their_captions_and_right_checksums(folder: Path) -> None:
    with ZipFile(folder / f"{NAME}-media-kit.zip") as kit:
        files = {name: kit.read(name) for name in kit.namelist()}
    sums = files.pop("SHA256SUMS").decode()
    own = {"captions.az.txt", "captions.en.txt", "EMBARGO.txt"}
    assert set(files) == {"photos/hall.png", "attachments/plan.pdf", *own}
    assert files["attachments/plan.pdf"] == b"%PDF-1.4"
    assert "In the hall" in files["captions.en.txt"].decode()
    for name, data in files.items():
        assert f"{sha256(data).hexdigest()}  {name}\n" in sums


def test_the_page_stands_alone(folder: Path) -> None:
    page = (folder / f"{NAME}.en.html").read_text()
    assert "The first sentence." in page
    assert "<link" not in page
    assert "<img" not in page
    assert "src=" not in page


def test_the_output_knows_nothing_of_it(made: SampleSite, folder: Path) -> None:
    result = made.build()
    assert result.codes == []
    assert not [f for f, data in result.tree().items() if "Hüquqları Günü".encode() in data]


@pytest.mark.parametrize("name", [f"{R}.en.md", f"{R}", f"2026/{NAME}", f"releases/2026/{NAME}"])
def test_a_release_may_be_named_by_its_file_or_its_path(
    made: SampleSite, tmp_path: Path, name: str
) -> None:
    assert export(made, name, tmp_path / "x").exit_code == 0


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (f"2026/{NAME[:-1]}", "unknown-release"),
        ("2026/2026-03-06-draft", "unknown-release"),
        ("2026/2026-03-05-open", "not-embargoed"),
    ],
)
def test_what_cannot_be_handed_over_is_said_and_nothing_written(
    made: SampleSite, tmp_path: Path, name: str, code: str
) -> None:
    result = export(made, name, tmp_path / "x")
    assert result.exit_code == 2
    assert f"error[{code}]" in result.output
    assert not (tmp_path / "x").exists()


def test_nothing_is_overwritten_and_nothing_is_put_near_the_output(
    made: SampleSite, folder: Path
) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    for place in (folder, made.root, made.root / "output/x", made.root / "content/x"):
        result = export(made, f"2026/{NAME}", place)
        assert result.exit_code == 2
        assert "error[handover-folder]" in result.output
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_the_same_release_gives_the_same_bytes(
    made: SampleSite, folder: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    assert export(made, f"2026/{NAME}", again).exit_code == 0
    for path in folder.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes()
