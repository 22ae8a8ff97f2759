import pytest

from beyan.model.style_links import files_asked_for, with_published

SHEET = "assets/look/office.css"


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ('url("letters.woff2")', "assets/look/letters.woff2"),
        ("url('../fonts/a b.woff2')", None),
        ("url(../fonts/serif.woff2)", "assets/fonts/serif.woff2"),
        ("url( 'map.svg#north' )", "assets/look/map.svg"),
        ('url("old.eot?#iefix")', "assets/look/old.eot"),
        ("url(/static/flag.png)", None),
        ("url(https://example.org/x.png)", None),
        ("url(data:image/png;base64,AAAA)", None),
        ("url(#gradient)", None),
        ('url("print.css")', None),
        ("/* url(letters.woff2) */", None),
        ("url()", None),
    ],
)
def test_a_style_sheet_asks_for_what_lies_beside_it(written: str, file: str | None) -> None:
    assert list(files_asked_for(f"a {{ b: {written} }}", SHEET)) == ([file] if file else [])


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ('url("letters.woff2")', 'url("letters.0a.woff2")'),
        ("url(../look/letters.woff2)", "url(../look/letters.0a.woff2)"),
        ("url('letters.woff2?#iefix')", "url('letters.0a.woff2?#iefix')"),
        ('url("other.woff2")', 'url("other.woff2")'),
        ("url(https://example.org/letters.woff2)", "url(https://example.org/letters.woff2)"),
    ],
)
def test_it_is_published_with_the_names_that_these_files_have(written: str, published: str) -> None:
    names = {"assets/look/letters.woff2": "letters.0a.woff2"}
    assert with_published(written, SHEET, names) == published
