from collections.abc import Callable

import pytest

from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]
X = "content/releases/2026/2026-03-05-x.az.md"


def faults(made: SampleSite) -> set[tuple[str, str]]:
    return {(each.code, str(each.span)) for each in made.check().diagnostics}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{{ page.nothing }}", "template-undefined"),
        ("{{ nothing }}", "template-undefined"),
        ("{{ page.title|nothing }}", "template-name"),
        ("{% if x %}", "template-syntax"),
        ("{{ 1 / 0 }}", "template-error"),
        ("{{ asset('nothing.css') }}", "missing-asset"),
        ("{{ _('Never translated') }}", "missing-string"),
        ("{% include 'nothing.html' %}", "template-missing"),
        ("{% include page.title %}", "dynamic-include"),
    ],
)
def test_a_fault_in_a_template_is_a_problem_at_its_line(site: Make, line: str, code: str) -> None:
    made = site({X: release(), "templates/release.html": f"<p>\n</p>\n{line}\n"})
    found = {each for each in faults(made) if each[0] == code}
    assert ("template-syntax", "templates/release.html:4:1") in found or (
        (code, "templates/release.html:3:1") in found
    )


def test_a_fault_in_an_included_part_is_reported_in_the_part(site: Make) -> None:
    made = site(
        {
            X: release(),
            "templates/release.html": "<p>\n{% include 'parts/own.html' %}\n",
            "templates/parts/own.html": "\n\n{{ page.nothing }}\n",
        }
    )
    assert faults(made) == {("template-undefined", "templates/parts/own.html:3:1")}


def test_one_fault_that_every_page_meets_is_one_problem(site: Make) -> None:
    made = site({X: release(), "templates/parts/footer.html": "{{ page.nothing }}\n"})
    assert faults(made) == {("template-undefined", "templates/parts/footer.html:1:1")}


def test_a_fault_publishes_nothing(site: Make) -> None:
    result = site({X: release(), "templates/topics.html": "{{ page.nothing }}\n"}).build()
    assert result.report.exit_code == 1
    assert not result.output.exists()
