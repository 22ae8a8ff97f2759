from collections.abc import Callable
from io import BytesIO
from unicodedata import normalize

import pytest
from PIL import Image

from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]
R = "content/releases/2026"
X = f"{R}/2026-03-05-x"


def told(site: SampleSite) -> list[tuple[str, str]]:
    found = site.build().diagnostics
    assert site.check().diagnostics == found
    return [(each.code, each.span.path.removeprefix(f"{R}/")) for each in found]


@pytest.mark.parametrize(
    ("name", "place", "typed"),
    [
        ("a.pdf", "attachments", "a.pdf"),
        ("sub/a.docx", "attachments", "sub/a.docx"),
        ("speech.az.txt", "attachments", "speech.az.txt"),
        ("hall.JPG", "photos", "hall.JPG"),
        ("hall #1.png", "photos", '"hall #1.png"'),
        ("şəkil 1.webp", "photos", "şəkil 1.webp"),
    ],
)
def test_what_a_release_does_not_name_is_told_with_the_line_that_does(
    site: Make, name: str, place: str, typed: str
) -> None:
    for form in ("NFC", "NFD"):
        made = site({f"{X}.az.md": release(), normalize(form, f"{X}/{name}"): b"x"})
    (*_, last) = made.check().diagnostics
    values = dict(last.values)
    assert last.code == "unused-file"
    assert (values["place"], values["typed"]) == (place, typed)


@pytest.mark.parametrize(
    "name",
    ["2026-03-05-x.az.docx", "2026-03-05-x.odt", "notes.txt", "x.rtf", "x.az.pages", "hall.jpg",
     "2026-03-05-y/a.pdf", "2026-03-05-x/a.php", "2026-03-05-x/IMG_1.HEIC"],
)  # fmt: skip
def test_what_no_release_can_use_is_told(site: Make, name: str) -> None:
    assert told(site({f"{X}.az.md": release(), f"{R}/{name}": b"x"})) == [("stray-file", name)]


@pytest.mark.parametrize(
    "name",
    [
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        ".hidden.pdf",
        "~$speech.docx",
        "a.pdf~",
        ".~lock.a#",
    ],
)
def test_what_systems_leave_behind_is_passed_over(site: Make, name: str) -> None:
    assert told(site({f"{X}.az.md": release(), f"{X}/{name}": b"x"})) == []


def test_what_a_text_links_to_is_told_once_as_an_error(site: Make) -> None:
    text = release(text="[a](a.pdf) [b](./şə%20kil.pdf) [c](2026-03-05-x/c.pdf)")
    files = {f"{X}/{name}.pdf": b"x" for name in ("a", "şə kil", "c")}
    assert (
        told(site({f"{X}.az.md": text, **files})) == [("unlisted-file", "2026-03-05-x.az.md")] * 3
    )


def test_what_is_named_is_used_in_drafts_too(site: Make) -> None:
    text = release(attachments="[{file: a.pdf}]", draft="true")
    assert told(site({f"{X}.az.md": text, f"{X}/a.pdf": b"x", f"{X}/b.pdf": b"x"})) == [
        ("unused-file", "2026-03-05-x/b.pdf")
    ]


def test_of_a_release_with_errors_nothing_is_known(site: Make) -> None:
    made = site({f"{X}.az.md": "---\ntitle: A\n---\nX\n", f"{X}/a.pdf": b"x"})
    assert [code for code, _ in told(made)] == ["missing-key"]


def test_a_file_is_missed_as_soon_as_it_is_not_named(site: Make) -> None:
    named = release(attachments="[{file: a.pdf}]")
    made = site({f"{X}.az.md": named, f"{X}/a.pdf": b"x"})
    assert made.build().codes == []
    assert made.change({f"{X}.az.md": release()}).build().codes == ["unused-file"]
    assert made.change({f"{X}/b.pdf": b"x"}).build().codes == ["unused-file"] * 2
    assert made.change({f"{X}.az.md": named, f"{X}/b.pdf": None}).build().codes == []


@pytest.mark.parametrize(
    "path",
    [
        *("hello.az.md", "releases.md", "Pages/about.az.md", "news/2026-03-05-x.az.md"),
        *("participants.yml", "Topics.yaml", "note.docx", "pages/plan.pdf", "pages/map.png"),
        *("participants/nobody.jpg", "participants/leyla.md"),
    ],
)
def test_what_nothing_reads_is_told_wherever_below_content_it_lies(site: Make, path: str) -> None:
    made = site({f"{X}.az.md": release(), f"content/{path}": b"x"})
    assert told(made) == [("unread-file", f"content/{path}")]


@pytest.mark.parametrize(
    ("path", "near"),
    [("participants.yml", "participants.yaml"), ("topics.YAML", "topics.yaml"),
     ("views.txt", "views.csv"), ("addresses.tsv", "addresses.csv"), ("notes.yml", "")],
)  # fmt: skip
def test_a_registry_with_another_ending_is_told_with_its_name(
    site: Make, path: str, near: str
) -> None:
    (found,) = site({f"{X}.az.md": release(), f"content/{path}": b"x"}).check().diagnostics
    assert found.suggestion == (f"content/{near}" if near else "")


def test_what_is_read_by_its_name_or_nobodys_is_not_told(site: Make) -> None:
    png = BytesIO()
    Image.new("RGB", (600, 600)).save(png, "PNG")
    made = site(
        {
            f"{X}.az.md": release(),
            "content/participants.yaml": (
                "leyla: {name: {az: Leyla Nümunə, en: Leyla Numune}, portrait: leyla.png}\n"
            ),
            "content/participants/leyla.png": png.getvalue(),
            "content/synonyms.yaml": "az:\n  - [QHT, təşkilat]\n",
            "content/README.md": "How we write.\n",
            "content/views.csv": "month,release,language,reads\n",
            **dict.fromkeys(("content/.hidden", "content/~$note.docx", "content/Thumbs.db"), b"x"),
        }
    )
    assert told(made) == []


def test_no_portrait_is_told_where_the_registry_cannot_be_read(site: Make) -> None:
    made = site(
        {
            f"{X}.az.md": release(),
            "content/participants.yaml": "leyla: {name: {az: Leyla}, portrait: leyla.png\n",
            "content/participants/leyla.png": b"x",
        }
    )
    assert "unread-file" not in made.check().codes
