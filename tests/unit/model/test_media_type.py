import pytest

from beyan.model.media_type import media_type


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gündəlik.pdf", "application/pdf"),
        ("PHOTO.JPG", "image/jpeg"),
        ("/az/releases/2026/a/photo.min.webp", "image/webp"),
        ("cədvəl.ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ],
)
def test_the_type_follows_the_last_extension_in_either_case(name: str, expected: str) -> None:
    assert media_type(name) == expected


@pytest.mark.parametrize("name", ["README", "", "pdf.", "file.xyz"])
def test_what_is_not_known_is_bytes(name: str) -> None:
    assert media_type(name) == "application/octet-stream"
