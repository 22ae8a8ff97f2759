from collections.abc import Callable

import pytest

from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]
X = "content/releases/2026/2026-03-05-x.az.md"
Y = "content/releases/2026/2026-03-05-hesabat.az.md"


def test_a_dead_link_is_reported_at_its_place_with_what_was_meant(site: Make) -> None:
    made = site({X: release(text="Bax: [b](2026-03-05-hesabt.az.md)"), Y: release()})
    (found,) = made.check().diagnostics
    assert (found.code, str(found.span)) == ("dead-link", f"{X}:5:10")
    assert found.suggestion == "2026-03-05-hesabat.az.md"


@pytest.mark.parametrize("facts", [{"draft": "true"}, {"embargo": "2027-01-01"}])
def test_a_link_to_what_is_held_back_is_a_warning_until_it_opens(
    site: Make, facts: dict[str, str]
) -> None:
    made = site({X: release(text="[b](2026-03-05-hesabat.az.md)"), Y: release(**facts)})
    result = made.check()
    assert result.codes == ["withheld-link"]
    assert result.report.exit_code == 0


def test_a_link_to_a_broken_release_is_not_a_second_problem(site: Make) -> None:
    made = site({X: release(text="[b](2026-03-05-hesabat.az.md)"), Y: release(date="soon")})
    assert made.check().codes == ["bad-date"]


def test_a_link_to_a_language_that_does_not_exist_is_dead(site: Make) -> None:
    made = site({X: release(text="[b](2026-03-05-hesabat.en.md)"), Y: release()})
    assert made.check().codes == ["dead-link"]


@pytest.mark.parametrize(
    "target", ["#nece", "2026-03-05-x.az.md#nece", "/az/releases/2026/x/#nece"]
)
def test_a_link_to_a_heading_that_is_not_there_is_dead(site: Make, target: str) -> None:
    made = site({X: release(text=f"[b]({target})\n\n## Necə")})
    assert made.check().codes == []
    made.change({X: release(text=f"[b]({target})\n\n## Niyə")})
    (found,) = made.check().diagnostics
    assert (found.code, found.span.line) == ("dead-anchor", 5)


def test_withdrawing_a_release_does_not_break_the_texts_that_lead_to_its_headings(
    site: Make,
) -> None:
    made = site({X: release(text="[b](2026-03-05-hesabat.az.md#nece)"), Y: release(text="## Necə")})
    assert made.check().codes == []
    gone = "{date: 2026-03-06, reason: Səhv}"
    made.change({Y: release(text="[a](#nece)\n\n## Necə", withdrawn=gone)})
    assert made.check().codes == []
