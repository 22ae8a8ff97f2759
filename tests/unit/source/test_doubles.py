from collections.abc import Callable
from unicodedata import normalize

import pytest

from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]
R = "content/releases/2026"
PEOPLE = "ali-valiyev:\n  name: {az: Əli Vəliyev, en: Ali Valiyev}\n"
ALI = "[{name: Əli Vəliyev}]"


def twins(site: SampleSite) -> list[tuple[str, str]]:
    """Each pair as it is told, without the folder of content; `check` and `build` say the same."""
    found = site.check().diagnostics
    assert site.build().diagnostics == found
    return [
        (each.span.path.removeprefix("content/releases/"), dict(each.values)["other"][17:])
        for each in found
        if each.code == "probable-twins"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2026/Open-Day.az.md", "2026/open-day.en.md"),
        ("2026/2026-03-05-İclas.az.md", "2026/2026-03-05-iclas.en.md"),
        ("2026/2026-03-05-ÇIXIŞ.az.md", "2026/2026-03-05-çıxış.en.md"),
        ("2026/a.az.md", "english/a.en.md"),
        ("2026/A.az.md", "2026/english/a.en.md"),
        ("Press/a.az.md", "press/a.en.md"),
    ],
)
def test_names_that_differ_in_capitals_or_folder_alone_are_told(
    site: Make, one: str, other: str
) -> None:
    made = site({f"content/releases/{path}": release() for path in (one, other)})
    (pair,) = twins(made)
    assert set(pair) == {one, other}


def test_a_twin_without_a_date_is_told_beside_what_it_lacks(site: Make) -> None:
    made = site({f"{R}/a.az.md": release(), f"{R}/en/a.en.md": "---\ntitle: A\n---\nText.\n"})
    assert made.check().codes == ["probable-twins", "missing-key"]


@pytest.mark.parametrize(
    ("az", "en"),
    [
        (ALI, "[{name: Ali Valiyev}]"),
        ("[ali-valiyev]", "[ali-valiyev]"),
        ("[ali-valiyev]", "[{name: Ali Valiyev}]"),
        ("[{name: Əli Vəliyev}, {name: Rauf Nur}]", "[{name: Rauf Nur}, {name: Ali Valiev}]"),
    ],
)
def test_one_date_and_the_same_people_in_two_languages_are_told(
    site: Make, az: str, en: str
) -> None:
    made = site(
        {
            f"{R}/gorus.az.md": release(participants=az, date="2026-03-05 10:00"),
            f"{R}/meeting.en.md": release(participants=en),
            "content/participants.yaml": PEOPLE,
        }
    )
    assert twins(made) == [("2026/meeting.en.md", "2026/gorus.az.md")]


@pytest.mark.parametrize(
    "files",
    [
        {"a.az.md": release(), "b.en.md": release()},
        {"a.az.md": release(participants=ALI), "b.az.md": release(participants=ALI)},
        {
            "a.az.md": release(participants=ALI),
            "b.en.md": release(participants=ALI, date="2026-03-06"),
        },
        {
            "a.az.md": release(participants=ALI),
            "b.az.md": release(participants=ALI),
            "b.en.md": release(participants=ALI),
        },
        {"a.az.md": release(participants=ALI), "b.en.md": release(participants="[{name: B C}]")},
        {"2025/report.az.md": release(date="2025-03-05"), "2026/report.en.md": release()},
    ],
    ids=["nobody", "one language", "two days", "two editions", "others", "every year"],
)
def test_other_releases_are_no_twins(site: Make, files: dict[str, str]) -> None:
    assert twins(site({f"{R}/{name}": text for name, text in files.items()})) == []


def test_two_texts_of_one_address_are_told_once(site: Make) -> None:
    made = site({f"{R}/a.az.md": release(), f"{R}/b/a.az.md": release()})
    assert made.check().codes == ["address-collision"] * 2


def test_many_releases_of_one_name_are_looked_through_once(site: Make) -> None:
    files = {
        f"content/releases/{year}-{month:02}/figures.az.md": release(date=f"{year}-{month:02}-01")
        for year in range(2010, 2026)
        for month in range(1, 13)
    }
    made = site(files)
    codes = made.check().codes
    # Their addresses are the same within a year, and that is all.
    assert set(codes) == {"address-collision"}


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("x (1).az.md", "x.az.md"),
        ("x - Copy.en.md", "x.en.md"),
        ("x – surəti.az.md", "x.az.md"),
        ("x-copy.az.md", "x.az.md"),
        ("x.az (1).md", "x.az.md"),
        (normalize("NFD", "x – surət.az.md"), "x.az.md"),
    ],
)
@pytest.mark.parametrize("folder", [R, "content/pages"])
def test_a_copy_is_told_with_its_original(
    site: Make, folder: str, name: str, original: str
) -> None:
    text = release() if folder == R else "---\ntitle: X\n---\nMətn.\n"
    found = site({f"{folder}/x.az.md": text, f"{folder}/{name}": text}).build()
    (only,) = found.diagnostics
    assert (only.code, only.span.path) == ("copied-file", f"{folder}/{name}")
    assert dict(only.values)["original"] == original


def test_a_copy_whose_original_is_gone_is_told_too(site: Make) -> None:
    assert site({f"{R}/x (1).az.md": release()}).build().codes == ["copied-file"]
    # Where not even a language can be read, nothing of the text is published.
    found = site({f"{R}/x.az (1).md": release()}).build()
    assert found.codes == ["copied-file", "bad-file-name"]
    assert dict(found.diagnostics[1].values)["example"] == "x.az.md"


def test_a_release_may_be_about_a_copy(site: Make) -> None:
    assert site({f"{R}/2026-03-05-hard-copy.az.md": release()}).build().codes == []


@pytest.mark.parametrize("folder", [R, "content/pages"])
def test_names_in_two_normal_forms_are_two_files_of_one_name(site: Make, folder: str) -> None:
    text = release() if folder == R else "---\ntitle: X\n---\nMətn.\n"
    paths = [f"{folder}/{normalize(form, 'görüş')}.az.md" for form in ("NFC", "NFD")]
    found = site(dict.fromkeys(paths, text)).build()
    assert found.codes == ["same-file-name"] * 2
    assert sorted(each.span.path for each in found.diagnostics) == sorted(paths)
    assert not found.output.exists()
