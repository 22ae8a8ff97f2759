"""A file from a Mac, whose name is in NFD, is what its name says to people."""

from collections.abc import Callable
from io import BytesIO
from typing import Literal
from unicodedata import normalize

import pytest
from PIL import Image

from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]
R = "content/releases/2026"
Form = Literal["NFC", "NFD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD")


def nfd(text: str) -> str:
    return normalize("NFD", text)


def photo() -> bytes:
    data = BytesIO()
    Image.new("RGB", (900, 600), (10, 80, 90)).save(data, "JPEG")
    return data.getvalue()


@pytest.mark.parametrize("folder", [R, "content/pages", "content/releases/şəhər"])
@pytest.mark.parametrize(
    ("name", "slug"), [("görüş", "gorus"), ("çağırış", "cagiris"), ("İş günü", "is-gunu")]
)
def test_editions_find_one_another(site: Make, folder: str, name: str, slug: str) -> None:
    is_page = folder == "content/pages"
    text = "---\ntitle: A\n---\nMətn.\n" if is_page else release()
    made = site({f"{folder}/{name}.en.md": text, nfd(f"{folder}/{name}.az.md"): text})
    found = made.build()
    assert found.codes == []
    html = found.html(f"/az/{slug}/" if is_page else f"/az/releases/2026/{slug}/")
    assert 'hreflang="en"' in html


@pytest.mark.parametrize("disk", FORMS)
@pytest.mark.parametrize("typed", FORMS)
def test_photos_and_attachments_are_found_and_published_in_nfc(
    site: Make, disk: Form, typed: Form
) -> None:
    text = release(
        photos="[{file: görüş şəkli.jpg, alt: Zal}]",
        attachments="[{file: əlavə/çıxış.pdf}]",
        text="![](<görüş şəkli.jpg>)\n\n[çıxış](çıxış.pdf), [yenə](görüş/əlavə/çıxış.pdf)",
    )
    made = site(
        {
            f"{R}/görüş.az.md": normalize(typed, text),
            normalize(disk, f"{R}/görüş/görüş şəkli.jpg"): photo(),
            normalize(disk, f"{R}/görüş/əlavə/çıxış.pdf"): b"x",
        }
    )
    found = made.build()
    assert found.codes == []
    folder = "az/releases/2026/gorus"
    assert {f"{folder}/görüş şəkli.jpg", f"{folder}/çıxış.pdf"} <= found.files
    assert all(path == normalize("NFC", path) for path in found.files)
    html = found.html("/az/releases/2026/gorus/")
    assert html.count("%C3%A7%C4%B1x%C4%B1%C5%9F.pdf") == 3
    assert made.build().report.written == 0


def test_editions_may_name_one_file_in_both_forms(site: Make) -> None:
    made = site(
        {
            f"{R}/x.az.md": release(photos="[{file: şəkil.jpg, alt: Zal}]"),
            f"{R}/x.en.md": release(photos=nfd("[{file: şəkil.jpg, alt: Hall}]")),
            f"{R}/x/şəkil.jpg": photo(),
        }
    )
    assert made.build().codes == []


@pytest.mark.parametrize("disk", FORMS)
@pytest.mark.parametrize("typed", FORMS)
@pytest.mark.parametrize(
    "target", ["çıxış.en.md", "çıxış.md", "/releases/2026/çıxış.en.md", "../../pages/ünvan.az.md"]
)
def test_links_lead_to_files_in_either_form(
    site: Make, disk: Form, typed: Form, target: str
) -> None:
    made = site(
        {
            f"{R}/x.az.md": release(text=normalize(typed, f"[bax]({target})")),
            normalize(disk, f"{R}/çıxış.en.md"): release(),
            normalize(disk, "content/pages/ünvan.az.md"): "---\ntitle: Ü\n---\nX\n",
        }
    )
    found = made.build()
    assert found.codes == []
    assert ">bax</a>" in found.html("/az/releases/2026/x/")


def test_files_of_one_folder_may_lie_in_two(site: Make) -> None:
    text = release(attachments="[{file: a.pdf}, {file: b.pdf}]")
    made = site({f"{R}/ş.az.md": text, f"{R}/ş/a.pdf": b"x", nfd(f"{R}/ş/b.pdf"): b"x"})
    assert made.build().codes == []


def test_counts_of_reads_are_found(site: Make) -> None:
    views = f"month,release,language,reads\n2026-03,{nfd('2026/görüş')},az,412\n"
    made = site({f"{R}/görüş.az.md": release(), "content/views.csv": views})
    assert "412" in made.build().html("/az/releases/2026/gorus/")
