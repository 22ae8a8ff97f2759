from collections.abc import Callable
from typing import Literal
from unicodedata import normalize

import pytest

from beyan.model.release import Person
from beyan.model.words import Translations
from beyan.source.writing.names import Names
from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]
PATH = "content/releases/2026/2026-03-05-a.az.md"
PEOPLE = """\
sabina-aliyeva:
  name: {az: Səbinə Əliyeva, en: Sabina Aliyeva}
"""


def found(site: SampleSite) -> list[str]:
    return [line.partition(" ")[0] for line in site.build().lines]


@pytest.mark.parametrize(
    "text",
    [
        "Səbinə Əliyeva gəlib.",
        "Səbinə Əliyevanın məruzəsi.",
        "(Səbinə Əliyevaya) sual verilib.",
        "«Səbinə Əliyevadan» sonra",
        "Sədr\nSəbinə Əliyeva ilə",
        "Sədr Səbinə\nƏliyeva ilə",
        "_Səbinə Əliyeva_ və __başqaları__",
        "## Səbinə\nƏliyeva küçəsində Səbinə Əliyeva",
    ],
)
def test_a_name_is_found_in_every_case(site: Make, text: str) -> None:
    made = site({PATH: release(text=text), "content/participants.yaml": PEOPLE})
    assert made.build().codes == ["unlisted-participant"]


@pytest.mark.parametrize("name", ["Əli-Səttar Atakişiyev", "O’Hara Ana", "(ad) Əliyev"])
def test_a_name_may_begin_with_more_than_letters(site: Make, name: str) -> None:
    people = f'x:\n  name: {{az: "{name}", en: "X Y"}}\n'
    made = site(
        {PATH: release(text=f"Çıxış: {name} söz alıb."), "content/participants.yaml": people}
    )
    assert made.build().codes == ["unlisted-participant"]


@pytest.mark.parametrize(
    "text",
    [
        "Səbinə gəlib.",
        "Səbinə Əliyevazadə gəlib.",
        "Səbinə Əliyev gəlib.",
        "xSəbinə Əliyeva",
        "Çıxış edib: Səbinə\n\nƏliyeva küçəsində",
        "## Səbinə\nƏliyeva küçəsində",
    ],
)
def test_other_names_are_other_people(site: Make, text: str) -> None:
    made = site({PATH: release(text=text), "content/participants.yaml": PEOPLE})
    assert made.build().codes == []


def test_who_is_written_in_place_is_listed(site: Make) -> None:
    text = release(text="Səbinə Əliyeva gəlib.", participants="[{name: Səbinə Əliyeva}]")
    made = site({PATH: text, "content/participants.yaml": PEOPLE})
    assert made.build().codes == ["registered-participant"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("name", ["Çingiz Ğöyüşov", "İradə Quliyeva", "Zoé Müller"])
def test_a_name_is_found_in_either_normal_form(
    site: Make, name: str, form: Literal["NFC", "NFD"]
) -> None:
    text = normalize(form, f"Üçüncü abzas.\n\nGörüşdə {name} çıxış edib.")
    other = normalize("NFD" if form == "NFC" else "NFC", name)
    people = f"x:\n  name: {{az: {other}, en: X Y}}\n"
    made = site({PATH: release(text=text), "content/participants.yaml": people})
    (only,) = made.build().diagnostics
    (line,) = [each for each in text.split("\n") if "edib" in each]
    assert only.code == "unlisted-participant"
    assert (only.span.line, only.span.column) == (7, line.index(normalize(form, name)) + 1)


def test_a_new_entry_of_the_registry_is_found_beside_people_written_in_place(
    site: Make,
) -> None:
    made = site({PATH: release(participants="[{name: Səbinə Əliyeva}]")})
    assert "registered-participant" not in made.build().codes

    made.change({"content/participants.yaml": PEOPLE})
    assert "registered-participant" in made.build().codes

    made.change({"content/participants.yaml": PEOPLE.replace("Əliyeva", "Vəliyeva")})
    assert "registered-participant" not in made.build().codes


def test_a_new_entry_of_the_registry_is_found_in_texts_that_did_not_change(site: Make) -> None:
    made = site({PATH: release(text="Səbinə Əliyeva gəlib.")})
    assert found(made) == []

    made.change({"content/participants.yaml": PEOPLE})
    assert found(made) == [f"{PATH}:5:1:"]
    assert found(made) == [f"{PATH}:5:1:"]

    made.change({"content/participants.yaml": PEOPLE.replace("Səbinə", "Sevinc")})
    assert found(made) == []


def test_the_digest_is_that_of_the_names_alone() -> None:
    def digest(name: str, role: str) -> bytes:
        called, is_now = (Translations.of({"az": each}) for each in (name, role))
        return Names({"a-b": Person("a-b", called, is_now, Translations())}).digest

    assert digest("A B", "Sədr") == digest("A B", "Üzv") != digest("A C", "Sədr")
