from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]
X = "content/releases/2026/2026-03-05-x"
PAGE = "---\ntitle: A\n---\nMətn.\n"


def topics(words: str) -> str:
    return f"t:\n  {words}\nu:\n  name: {{az: U, en: U}}\n"


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        (f"{X}.az.md", release(attachments=f"[{{file: {'ə' * 130}.pdf}}]"), "4:22"),
        (f"{X}.az.md", release(attachments=f"[{{file: {'a/' * 800}a.pdf}}]"), "4:22"),
        (f"{X}.az.md", release(photos=f"[{{file: {'a' * 237}.jpg, alt: B}}]"), "4:17"),
        (f"{X}.az.md", release(photos=f"[{{file: {'a' * 300}.jpg, alt: B}}]"), "4:17"),
        (f"{X}.az.md", release(aliases=f"[{'/abc' * 300}]"), "4:11"),
        (f"content/releases/2026/{'щ' * 80}.az.md", release(), "1:1"),
        (f"content/pages/{'😀' * 55}.az.md", PAGE, "1:1"),
        ("content/pages/x.az.md", PAGE.replace("A\n", f"A\naliases: [{'/abc' * 300}]\n"), "3:11"),
        ("content/topics.yaml", topics(f"name: {{az: A, en: {'b' * 256}}}"), "2:21"),
        ("content/topics.yaml", topics(f"name: {{az: {'ş' * 256}, en: B}}"), "2:14"),
        ("content/topics.yaml", topics(f"name: {{az: A}}\n  slug: {{az: {'b' * 256}}}"), "3:14"),
        ("content/participants.yaml", f"{'p' * 256}:\n  name: {{az: A B, en: A B}}\n", "1:1"),
    ],
)  # fmt: skip
def test_a_name_without_room_is_told_where_it_is_typed(
    site: Make, path: str, text: str, place: str
) -> None:
    made = site({path: text})
    for found in (made.check(), made.build()):
        told = [each for each in found.diagnostics if each.code == "name-too-long"]
        assert [str(each.span) for each in told] == [f"{path}:{place}"]
        assert found.report.exit_code == 1


def test_the_longest_names_are_published(site: Make) -> None:
    data = BytesIO()
    Image.new("RGB", (900, 300), (10, 80, 90)).save(data, "JPEG")
    photo, paper = f"{'a' * 236}.jpg", f"{'b' * 251}.pdf"
    key = "p" * 255
    made = site(
        {
            f"{X}.az.md": release(
                photos=f"[{{file: {photo}, alt: Zal}}]",
                attachments=f"[{{file: {paper}}}]",
                participants=f"[{key}]",
                topics="[t]",
            ),
            f"{X}/{photo}": data.getvalue(),
            f"{X}/{paper}": b"x",
            "content/participants.yaml": f"{key}:\n  name: {{az: A B, en: A B}}\n",
            "content/topics.yaml": f"t:\n  name: {{az: {'t' * 255}, en: T}}\n",
        }
    )
    found = made.build()
    # Windows has less room for the whole path than any system has for a name.
    assert found.codes == ["path-on-windows"] * 2
    assert max(len(path.rpartition("/")[2]) for path in found.files) == 255


def test_a_slug_of_its_own_spares_a_text_the_one_of_its_file(site: Make) -> None:
    path = f"content/releases/2026/{'щ' * 80}.az.md"
    assert site({path: release(slug="qisa")}).build().codes == []
