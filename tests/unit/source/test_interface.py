from collections.abc import Callable

from beyan.source.interface import load_catalogues
from tests.conftest import SampleSite

Make = Callable[..., SampleSite]
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def test_a_sites_own_string_replaces_the_default_and_leaves_the_others(site: Make) -> None:
    own = HEADER + 'msgid "Topics"\nmsgstr "Movzular"\n'
    found, problems = load_catalogues(
        site({"locales/az/LC_MESSAGES/messages.po": own}).root, ("az",)
    )
    assert problems == []
    assert found["az"].gettext("Topics") == "Movzular"
    assert found["az"].gettext("Participants") != "Participants"


def test_a_language_without_a_catalogue_is_a_problem_and_not_english(site: Make) -> None:
    found, problems = load_catalogues(site().root, ("az", "eo"))
    assert list(found) == ["az"]
    assert [(each.code, dict(each.values)) for each in problems] == [
        ("missing-catalogue", {"language": "eo"})
    ]


def test_a_catalogue_that_cannot_be_read_is_reported_at_its_line(site: Make) -> None:
    own = HEADER + 'msgid "Topics\nmsgstr "x"\n'
    _, problems = load_catalogues(site({"locales/az/LC_MESSAGES/messages.po": own}).root, ("az",))
    assert [(each.code, str(each.span)) for each in problems] == [
        ("catalogue-syntax", "locales/az/LC_MESSAGES/messages.po:5:1")
    ]
