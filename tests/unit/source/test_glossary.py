"""`content/glossary.yaml`: what is told of editions that leave the office's own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]
FOLDER = "content/releases/2026"
AZ, EN = (f"{FOLDER}/2026-03-05-a.{tag}.md" for tag in ("az", "en"))
GLOSSARY = """\
council:
  form: {az: İnsan Hüquqları Şurası, en: Human Rights Council}
  also: {en: [UNHRC]}
  wrong: {en: [Council of Human Rights, Human Right Council], az: İnsan Haqları Şurası}
"""


def told(made: SampleSite) -> list[tuple[str, int, int]]:
    """Code and place of what the glossary is the reason for."""
    return [
        (each.code, each.span.line, each.span.column)
        for each in made.check().diagnostics
        if each.code.startswith("glossary-")
    ]


def english(text: str, title: str = "News", **more: str) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f"---\ntitle: {title}\n{lines}---\n{text}\n"


@pytest.fixture
def glossed(site: Make) -> Callable[[str, str], SampleSite]:
    def make(az: str, en: str) -> SampleSite:
        return site({"content/glossary.yaml": GLOSSARY, AZ: release(text=az), EN: english(en)})

    return make


@pytest.mark.parametrize(
    ("az", "en"),
    [
        ("İnsan Hüquqları Şurası toplandı.", "The Human Rights Council met."),
        ("İnsan Hüquqları Şurasının iclası.", "A meeting of the Human Rights Council’s members."),
        ("Dünən insan hüquqları şurasında danışdı.", "He spoke at the human rights council."),
        ("**İnsan Hüquqları** Şurasına müraciət.", "A call to the *Human* Rights Council."),
        ("İnsan Hüquqları\nŞurasından məktub.", "A letter of the Human Rights\nCouncil."),
        ("İnsan Hüquqları Şurası toplandı.", "The UNHRC met."),
        ("İnsan və hüquqlar.", "People and rights."),
        ("Başqa mətn.", "The Human Rights Council met."),
    ],
)
def test_official_forms_are_known_in_every_case(
    glossed: Callable[[str, str], SampleSite], az: str, en: str
) -> None:
    assert told(glossed(az, en)) == []


@pytest.mark.parametrize(
    ("en", "column"),
    [
        ("The Council of Human Rights met.", 5),
        ("The COUNCIL OF HUMAN RIGHTS met.", 5),
        ("Look: Human Right Council, Geneva.", 7),
    ],
)
def test_a_wrong_form_is_told_where_it_stands(
    glossed: Callable[[str, str], SampleSite], en: str, column: int
) -> None:
    assert told(glossed("Başqa mətn.", f"First.\n\n{en}")) == [("glossary-wrong", 6, column)]


def test_a_wrong_form_in_the_front_matter_is_told_at_its_value(site: Make) -> None:
    made = site({"content/glossary.yaml": GLOSSARY, AZ: release("İnsan Haqları Şurasına dəvət")})
    assert told(made) == [("glossary-wrong", 2, 8)]


def test_what_the_original_says_is_told_where_the_translation_should_say_it(
    glossed: Callable[[str, str], SampleSite],
) -> None:
    made = glossed("Bir.\n\nİnsan Hüquqları Şurasının iclası.", "One.\n\nA meeting of the council.")
    assert told(made) == [("glossary-left", 6, 1)]


def test_an_unfinished_translation_is_left_in_peace(
    glossed: Callable[[str, str], SampleSite],
) -> None:
    assert told(glossed("İnsan Hüquqları Şurası.", "<!-- az: İnsan -->\n\nThe council.")) == []


@pytest.mark.parametrize("wrong", ["human rights council", "Rights Council"])
def test_a_wrong_form_inside_of_the_right_one_is_none(site: Make, wrong: str) -> None:
    glossary = f"c:\n  form: {{en: Human Rights Council}}\n  wrong: {{en: {wrong}}}\n"
    made = site(
        {
            "content/glossary.yaml": glossary,
            EN: english(f"The Human Rights Council.\n\nThe {wrong} met.", date="2026-03-05"),
        }
    )
    assert told(made) == [("glossary-wrong", 7, 5)]


def test_a_glossary_that_changed_is_asked_again_of_texts_that_did_not(
    glossed: Callable[[str, str], SampleSite],
) -> None:
    made = glossed("İnsan Hüquqları Şurası.", "The council.")

    def codes() -> list[str]:
        found = made.build(jobs=1).diagnostics
        return [each.code for each in found if each.code.startswith("glossary")]

    assert codes() == ["glossary-left"]
    made.change({"content/glossary.yaml": GLOSSARY.replace("[UNHRC]", "[UNHRC, council]")})
    assert codes() == []
    made.change({"content/glossary.yaml": None})
    assert codes() == []
    made.change({"content/glossary.yaml": GLOSSARY})
    assert codes() == ["glossary-left"]
    assert made.build(jobs=1).report.written == 0
