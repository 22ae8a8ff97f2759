"""Photos from the officer's folder to the reader's screen: every published file of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html
from PIL import Image, ImageCms

from beyan.render import photos
from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]
FOLDER = "content/releases/2026"
HALL = f"{FOLDER}/hall"
PAGE = "az/releases/2026/hall/"
SECRET = b"Canon of Somebody"
ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def photo(
    kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **more: Any
) -> bytes:
    """A photo whose left half is teal, with all the metadata that its format can carry."""
    image = Image.new(mode, size, "gold" if mode == "RGB" else (255, 215, 0, 90))
    image.paste("teal", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[MAKE] = SECRET.decode()
    exif.get_ifd(GPS).update({1: "N", 2: (40.0, 22.0, 39.0), 3: "E", 4: (49.0, 53.0, 32.0)})
    exif[ORIENTATION] = more.pop("orientation", 1)
    buffer = BytesIO()
    if kind != "GIF":
        more |= {"exif": exif, "xmp": b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"}
    if kind in ("GIF", "JPEG"):
        more["comment"] = SECRET
    image.save(buffer, kind, **more)
    # What phones put behind the picture: a film, with its sound.
    return buffer.getvalue() + (SECRET if kind == "JPEG" else b"")


def with_photo(make: Make, data: bytes, name: str = "a.jpg", **more: str) -> SampleSite:
    text = release(photos=f"[{{file: {name}, alt: Zal}}]", **more)
    return make({f"{HALL}.az.md": text, f"{HALL}/{name}": data})


def pictures(tree: Mapping[str, bytes]) -> dict[str, Image.Image]:
    endings = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")
    return {
        path: Image.open(BytesIO(data)) for path, data in tree.items() if path.endswith(endings)
    }


def counted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is encoded from now on, in this process."""
    made: list[object] = []
    encode = photos.encoded

    def encoded(image: Any, format: Any, settings: Any) -> bytes:
        made.append((image.size, format))
        return encode(image, format, settings)

    monkeypatch.setattr(photos, "encoded", encoded)
    return made


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP"), ("a.avif", "AVIF"), ("a.gif", "GIF")],
)
def test_nothing_but_the_pixels_of_a_photo_is_published(site: Make, name: str, kind: str) -> None:
    data = photo(kind)
    assert SECRET in data
    tree = with_photo(site, data, name).build().tree()
    found = pictures(tree)
    assert f"{PAGE}{name}" in found
    assert len(found) == 4
    for path, image in found.items():
        assert SECRET not in tree[path], path
        assert not image.getexif(), path
        assert not {"exif", "xmp", "icc_profile", "comment", "XML:com.adobe.xmp"} & {*image.info}


def test_a_picture_that_is_attached_loses_its_metadata_as_well(site: Make) -> None:
    made = site(
        {
            f"{HALL}.az.md": release(attachments="[{file: a.jpg, title: Afişa}]"),
            f"{HALL}/a.jpg": photo(),
        }
    )
    result = made.build()
    assert SECRET not in result.tree()[f"{PAGE}a.jpg"]
    assert result.report.exit_code == 0


def test_the_original_keeps_its_size_and_its_look(site: Make) -> None:
    data = photo(size=(300, 200))
    found = pictures(with_photo(site, data).build().tree())[f"{PAGE}a.jpg"].convert("RGB")
    assert found.size == (300, 200)
    before = Image.open(BytesIO(data)).convert("RGB")
    for place in ((20, 20), (280, 180)):
        pairs = zip(before.getpixel(place), found.getpixel(place), strict=True)  # type: ignore[arg-type]
        assert all(abs(one - other) <= 2 for one, other in pairs)


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_photo_that_was_stored_on_its_side_is_turned(site: Make, orientation: int) -> None:
    result = with_photo(site, photo(orientation=orientation)).build()
    upright = (60, 40) if orientation == 3 else (40, 60)
    for path, image in pictures(result.tree()).items():
        assert image.size == upright, path
        shown = image.convert("RGB")
        # The half that was stored at the left is now at the right, the top or the bottom.
        right, top = shown.getpixel((upright[0] - 3, upright[1] // 2)), shown.getpixel((20, 3))
        bottom = shown.getpixel((20, upright[1] - 3))
        teal = {3: right, 6: top, 8: bottom}[orientation]
        assert isinstance(teal, tuple)
        assert teal[0] < 60, (path, teal)
    (image,) = html.fromstring(result.html(f"/{PAGE}")).xpath("//figure//img")
    assert (image.get("width"), image.get("height")) == tuple(map(str, upright))


def test_the_colours_of_another_profile_become_those_of_screens(site: Make) -> None:
    """Of a profile whose red is what green is elsewhere, teal is purple."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for old, new in ((b"rXYZ", b"...."), (b"gXYZ", b"rXYZ"), (b"....", b"gXYZ")):
        profile = profile.replace(old, new)
    profile = profile.replace("sRGB".encode("utf-16-be"), "ours".encode("utf-16-be"))
    for image in pictures(with_photo(site, photo(icc_profile=profile)).build().tree()).values():
        found = image.convert("RGB").getpixel((5, 5))
        assert isinstance(found, tuple)
        red, green, _ = found
        assert red > 100 > green


@pytest.mark.parametrize("profile", [b"", b"no profile", b"\0" * 200])
def test_a_broken_colour_profile_does_not_stop_a_build(site: Make, profile: bytes) -> None:
    result = with_photo(site, photo(icc_profile=profile)).build()
    assert result.codes == []
    assert f"{PAGE}a.jpg" in result.files


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_pixels_is_understood(site: Make, mode: str) -> None:
    kind, name = ("JPEG", "a.jpg") if mode == "CMYK" else ("PNG", "a.png")
    if mode == "PA":
        image = Image.new("P", (30, 20))
        image.info["transparency"] = 0
    else:
        image = Image.new(mode, (30, 20))
    buffer = BytesIO()
    image.save(buffer, kind)
    result = with_photo(site, buffer.getvalue(), name).build()
    assert result.codes == []
    assert {each.size for each in pictures(result.tree()).values()} == {(30, 20)}


def test_sixteen_bits_of_grey_become_eight(site: Make) -> None:
    buffer = BytesIO()
    Image.new("I;16", (30, 20), 0x8000).save(buffer, "PNG")
    found = pictures(with_photo(site, buffer.getvalue(), "a.png").build().tree())
    assert found[f"{PAGE}a.png"].convert("L").getpixel((5, 5)) == 0x80


def test_what_is_transparent_stays_so_and_falls_back_to_png(site: Make) -> None:
    result = with_photo(site, photo("PNG", mode="RGBA"), "a.png").build()
    found = pictures(result.tree())
    endings = {path.rpartition(".")[2] for path in found}
    assert endings == {"avif", "webp", "png"}
    for path, image in found.items():
        alpha = image.convert("RGBA").getchannel("A").getpixel((50, 20))
        assert isinstance(alpha, int)
        assert abs(alpha - 90) < 10, path


def test_no_photo_is_made_larger_and_none_needs_more_than_its_widths(site: Make) -> None:
    result = with_photo(site, photo(size=(1000, 500))).build()
    sizes = {image.size for image in pictures(result.tree()).values()}
    assert sizes == {(400, 200), (800, 400), (1000, 500)}


def test_a_photo_gives_the_browser_a_choice_and_keeps_its_place_on_the_page(site: Make) -> None:
    result = with_photo(site, photo(size=(1000, 500))).build()
    page = html.fromstring(result.html(f"/{PAGE}"))
    (shown,) = page.xpath("//figure//picture")
    assert [each.get("type") for each in shown.xpath(".//source")] == ["image/avif", "image/webp"]
    for each in shown.xpath(".//source | .//img"):
        offered = dict(part.split() for part in each.get("srcset").split(", "))
        assert list(offered.values()) == ["400w", "800w", "1000w"]
        assert {address.removeprefix("/") for address in offered} <= result.files
        assert each.get("sizes")
    (image,) = shown.xpath(".//img")
    assert (image.get("width"), image.get("height")) == ("800", "400")
    assert image.get("fetchpriority") == "high"
    assert image.get("loading") is None
    (address,) = page.xpath('//meta[@property="og:image"]/@content')
    assert re.search(r"/az/releases/2026/hall/a\.[0-9a-f]{8}\.1000\.jpg$", address)


def test_a_photo_in_the_text_is_all_that_it_would_be_in_the_gallery(site: Make) -> None:
    listed = '[{file: "b (1).jpg", alt: Zal <3, caption: Açıq qapı, credit: Mətbuat}]'
    made = site(
        {
            f"{HALL}.az.md": release(text="Bir.\n\n![](<b (1).jpg>)\n\nİki.", photos=listed),
            f"{HALL}/b (1).jpg": photo(size=(1000, 500)),
        }
    )
    result = made.build()
    assert result.codes == []
    page = html.fromstring(result.html(f"/{PAGE}"))
    (figure,) = page.xpath("//figure")
    assert figure.getparent().get("class") == "prose"
    assert [each.get("type") for each in figure.xpath(".//source")] == ["image/avif", "image/webp"]
    links = figure.xpath(".//a/@href")
    for each in figure.xpath(".//source | .//img"):
        offered = dict(part.split() for part in each.get("srcset").split(", "))
        assert list(offered.values()) == ["400w", "800w", "1000w"]
        links += offered
    assert {unquote(link).removeprefix("/") for link in links} <= result.files
    (image,) = figure.xpath(".//img")
    expected = {"alt": "Zal <3", "width": "800", "height": "400", "loading": "lazy"}
    assert {name: image.get(name) for name in expected} == expected
    words = " ".join(figure.xpath("string(figcaption)").split())
    assert words == "Açıq qapı Mətbuat Orijinalı yükləyin 1000 × 500"
    assert all(SECRET not in data for data in result.tree().values())
    item = json.loads(result.tree()[f"{PAGE}release.json"])
    plain = next(each["value"] for each in item["bodies"] if each["contentType"] == "text/plain")
    assert plain == "Bir.\n\nAçıq qapı\nMətbuat\n\nİki."


def test_every_picture_in_a_text_keeps_its_place(site: Make) -> None:
    """Inside a paragraph, among the attachments, of another release, on a standing page."""
    text = "Bu ![Loqo](b.png) və <img src='a.jpg' width='7' title='x'> var.\n\n[Zal](a.jpg)"
    made = site(
        {
            f"{HALL}.az.md": release(
                text=text,
                photos="[{file: a.jpg, alt: Zal}]",
                attachments="[{file: b.png, title: Loqo}]",
            ),
            f"{HALL}/a.jpg": photo(),
            f"{HALL}/b.png": photo("PNG", (30, 20)),
            "content/pages/about.az.md": f"---\ntitle: Haqqımızda\n---\n![Zal](/{PAGE}a.jpg)\n",
        }
    )
    result = made.build()
    assert result.codes == []
    first, second = html.fromstring(result.html(f"/{PAGE}")).xpath("//*[@class='prose']//img")
    assert (first.get("src"), first.get("width"), first.get("height")) == (
        f"/{PAGE}b.png",
        "30",
        "20",
    )
    assert (second.get("width"), second.get("height"), second.get("alt")) == ("60", "40", "Zal")
    assert second.xpath("ancestor::picture")
    (third,) = html.fromstring(result.html("/az/about/")).xpath("//*[@class='prose']//img")
    assert (third.get("width"), third.get("height"), third.get("alt")) == ("60", "40", "Zal")
    assert len(third.xpath("ancestor::picture//source")) == 2


def test_a_photo_that_the_text_only_links_to_stays_in_the_gallery(site: Make) -> None:
    made = site(
        {
            f"{HALL}.az.md": release(text="[Foto](a.jpg)", photos="[{file: a.jpg, alt: Zal}]"),
            f"{HALL}/a.jpg": photo(),
        }
    )
    page = html.fromstring(made.build().html(f"/{PAGE}"))
    assert len(page.xpath("//*[@class='release-photo']//img")) == 1


def test_only_the_first_photo_of_a_page_is_fetched_before_it_is_seen(site: Make) -> None:
    files = {
        f"{HALL}/{name}.jpg": photo(size=(50 + number, 40)) for number, name in enumerate("abc")
    }
    listed = ", ".join(f"{{file: {name}.jpg, alt: x}}" for name in "abc")
    made = site({f"{HALL}.az.md": release(photos=f"[{listed}]"), **files})
    page = html.fromstring(made.build().html(f"/{PAGE}"))
    loading = [each.get("loading") for each in page.xpath("//figure//img")]
    assert loading == [None, "lazy", "lazy"]


def test_what_was_encoded_once_is_never_encoded_again(
    site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = with_photo(site, photo())
    made.change({f"{HALL}.en.md": release("Hall", photos="[{file: a.jpg, alt: Hall}]")})
    encodings = counted(monkeypatch)
    first = made.build(jobs=1).tree()
    # AVIF, WebP, JPEG and the original; both languages share them.
    assert len(encodings) == 4
    made.build(jobs=1, uses_cache=False)
    made.change({f"{HALL}.az.md": release("Başqa", photos="[{file: a.jpg, alt: Başqa}]")})
    made.build(jobs=1)
    # Somebody else's checkout: nothing but the folder of pictures came along.
    for folder in (made.root / ".cache").iterdir():
        if folder.name != "shared" and folder.is_dir():
            for file in folder.rglob("*"):
                if file.is_file():
                    file.unlink()
    made.change({f"{HALL}.az.md": release(photos="[{file: a.jpg, alt: Zal}]")})
    assert made.build(jobs=1).tree() == first
    assert len(encodings) == 4


def test_a_damaged_picture_of_the_cache_is_made_again(site: Make) -> None:
    made = with_photo(site, photo())
    first = made.build().tree()
    for number, path in enumerate(sorted((made.root / ".cache/shared/pictures").rglob("*"))):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1] + b"?" if number % 2 else b"")
    assert made.build(uses_cache=False).tree() == first


def test_a_picture_that_nobody_shows_leaves_the_cache(site: Make) -> None:
    made = with_photo(site, photo())
    made.build()

    def kept() -> int:
        return sum(
            1 for path in (made.root / ".cache/shared/pictures").rglob("*") if path.is_file()
        )

    # AVIF, WebP, JPEG, the original, and two sizes: its own, and the JPEG's, which feeds tell.
    assert kept() == 6
    made.change({f"{HALL}/a.jpg": photo(size=(70, 40))}).build()
    assert kept() == 6
    made.change({f"{HALL}.az.md": release()}).build()
    assert kept() == 0


def test_the_bytes_do_not_depend_on_the_number_of_workers(site: Make) -> None:
    files = {f"{HALL}/{name}.jpg": photo(size=(900 + ord(name), 40)) for name in "ab"}
    listed = "[{file: a.jpg, alt: x}, {file: b.jpg, alt: x}]"
    made = site({f"{HALL}.az.md": release(photos=listed), **files})
    one = made.build(jobs=1).tree()
    for path in (made.root / ".cache/shared/pictures").rglob("*"):
        if path.is_file():
            path.unlink()
    assert made.build(jobs=3, uses_cache=False).tree() == one


def test_a_check_encodes_nothing(site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    encodings = counted(monkeypatch)
    made = with_photo(site, photo())
    assert made.check().codes == []
    assert encodings == []
    assert not (made.root / ".cache/shared/pictures").exists()


@pytest.mark.parametrize("held", [{"draft": "true"}, {"embargo": "2030-01-01 09:00"}])
def test_no_picture_of_a_hidden_release_is_made(
    site: Make, monkeypatch: pytest.MonkeyPatch, held: dict[str, str]
) -> None:
    encodings = counted(monkeypatch)
    result = with_photo(site, photo(), **held).build(jobs=1)
    assert pictures(result.tree()) == {}
    assert encodings == []


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_photo_that_is_cut_off_is_a_problem_at_its_place(site: Make, kind: str) -> None:
    name = f"a.{'jpg' if kind == 'JPEG' else kind.lower()}"
    noise = Image.effect_noise((300, 200), 90)
    buffer = BytesIO()
    noise.convert("P" if kind == "GIF" else "RGB").save(buffer, kind)
    data = buffer.getvalue()
    (line,) = with_photo(site, data[: len(data) // 2], name).build().lines
    assert line.startswith(f"{HALL}.az.md:4:17: [damaged-photo]")
