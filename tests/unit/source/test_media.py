from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from beyan.model.words import Translations
from tests.conftest import SampleSite, release
from tests.programs import loaded_by
from tests.unit.source.conftest import Source

Make = Callable[..., SampleSite]
Load = Callable[[SampleSite], Source]
X = "content/releases/2026/2026-03-05-x"


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    data = BytesIO()
    Image.new("RGB", size, (10, 80, 90)).save(data, kind)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "kind"), [("a.jpg", "JPEG"), ("b.PNG", "PNG"), ("c.webp", "WEBP")]
)
def test_a_photo_knows_its_size_in_pixels(site: Make, load: Load, name: str, kind: str) -> None:
    text = release(photos=f"[{{file: {name}, alt: Görüş}}]")
    (photo,) = load(site({f"{X}.az.md": text, f"{X}/{name}": picture(kind)})).release.photos
    assert (photo.width, photo.height) == (40, 30)
    assert photo.file.path == f"{X}/{name}"


def test_of_the_formats_that_pillow_reads_those_of_photos_are_loaded_alone(tmp_path: Path) -> None:
    """There are forty more, and a build waits for each."""
    kinds = {"a.webp": "WEBP", "b.jpg": "JPEG", "c.avif": "AVIF", "d.gif": "GIF", "e.png": "PNG"}
    for name, kind in kinds.items():
        (tmp_path / name).write_bytes(picture(kind))
    code = (
        "from pathlib import Path; from beyan.model.diagnostic import Span; "
        "from beyan.source.media import read_photo\n"
        "for name in sys.argv[2:]:\n"
        "    assert read_photo(Path(sys.argv[1]), name, Span(name))[0]"
    )
    found = {each for each in loaded_by(code, str(tmp_path), *kinds) if "ImagePlugin" in each}
    assert found == {f"PIL.{each}ImagePlugin" for each in ("Avif", "Gif", "Jpeg", "Png", "WebP")}


def test_the_words_of_a_photo_are_spelled_by_each_edition(site: Make, load: Load) -> None:
    found = load(
        site(
            {
                f"{X}.az.md": release(photos="[{file: a.jpg, alt: Zal, caption: Görüş}]"),
                f"{X}.en.md": release(photos="[{file: a.jpg, alt: Hall, credit: Press}]"),
                f"{X}/a.jpg": picture(),
            }
        )
    )
    (photo,) = found.release.photos
    assert photo.alt == Translations.of({"az": "Zal", "en": "Hall"})
    assert found.codes == ["words-in-other-language"] * 2


def test_photos_may_come_in_another_order_in_another_edition(site: Make, load: Load) -> None:
    found = load(
        site(
            {
                f"{X}.az.md": release(photos="[{file: a.jpg, alt: Zal}, {file: b.jpg, alt: Ev}]"),
                f"{X}.en.md": release(photos="[{file: b.jpg, alt: Be}, {file: a.jpg, alt: Ah}]"),
                f"{X}/a.jpg": picture(),
                f"{X}/b.jpg": picture(),
            }
        )
    )
    assert found.problems == []
    assert [photo.alt.get("en") for photo in found.release.photos] == ["Ah", "Be"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.jpg", None, "missing-file"),
        ("a.jpg", b"no picture", "damaged-photo"),
        ("a.jpg", b"", "damaged-photo"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bad-photo"),
        ("a.tiff", picture("TIFF"), "bad-photo"),
    ],
)
def test_what_browsers_cannot_show_is_no_photo(
    site: Make, load: Load, name: str, data: bytes | None, code: str
) -> None:
    files: dict[str, str | bytes] = {f"{X}.az.md": release(photos=f"[{{file: {name}, alt: x}}]")}
    if data is not None:
        files[f"{X}/{name}"] = data
    assert load(site(files)).codes == [code]


def test_a_missing_photo_is_reported_where_it_is_named_with_the_nearest_file(
    site: Make, load: Load
) -> None:
    text = release(photos="[{file: Meeting.jpg, alt: x}]")
    found = load(site({f"{X}.az.md": text, f"{X}/meeting.jpg": picture()}))
    assert found.places == [("missing-file", "2026-03-05-x.az.md:4:17")]
    assert found.problems[0].suggestion == "meeting.jpg"


def test_a_photo_without_alternative_text_is_a_problem(site: Make, load: Load) -> None:
    found = load(site({f"{X}.az.md": release(photos="[{file: a.jpg}]"), f"{X}/a.jpg": picture()}))
    assert found.codes == ["photo-without-alt"]


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.svg", "a.js", "a.xml"])
def test_what_a_browser_would_run_is_no_attachment(site: Make, load: Load, name: str) -> None:
    text = release(attachments=f"[{{file: {name}}}]")
    assert load(site({f"{X}.az.md": text, f"{X}/{name}": b"x"})).codes == ["bad-attachment"]


@pytest.mark.parametrize("name", ["a.tif", "a.TIFF", "a.heic", "a.dng", "a.CR2"])
def test_a_picture_whose_metadata_would_stay_is_no_attachment(
    site: Make, load: Load, name: str
) -> None:
    text = release(attachments=f"[{{file: {name}}}]")
    assert load(site({f"{X}.az.md": text, f"{X}/{name}": b"x"})).codes == ["telling-picture"]


def test_an_attachment_keeps_its_bytes_and_needs_no_title(site: Make, load: Load) -> None:
    text = release(attachments="[{file: illik hesabat.pdf}]")
    found = load(site({f"{X}.az.md": text, f"{X}/illik hesabat.pdf": b"%PDF-1.7"}))
    (attachment,) = found.release.attachments
    assert (attachment.file.name, attachment.file.size) == ("illik hesabat.pdf", 8)
    assert found.problems == []


@pytest.mark.parametrize("key", ["photos", "attachments"])
def test_a_link_that_leads_out_of_the_site_is_not_followed(
    site: Make, load: Load, tmp_path: Path, key: str
) -> None:
    made = site({f"{X}.az.md": release(**{key: "[{file: a.jpg}]"}), f"{X}/b.jpg": picture()})
    (tmp_path / "passwd").write_text("secret")
    (made.root / X / "a.jpg").symlink_to(tmp_path / "passwd")
    assert "symlink-escapes" in load(made).codes
