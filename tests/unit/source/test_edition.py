from collections.abc import Callable

import pytest

from tests.conftest import SampleSite, release
from tests.unit.source.conftest import Source

Make = Callable[..., SampleSite]
Load = Callable[[SampleSite], Source]
X = "content/releases/2026/2026-03-05-x.az.md"


def test_a_file_name_tells_language_and_address(site: Make, load: Load) -> None:
    name = "content/releases/2020/2020-05-22-ngo-meeting.en.md"
    (edition,) = load(site({name: release()})).release.editions
    assert (edition.language, edition.slug, edition.path) == ("en", "ngo-meeting", name)


def test_editions_share_the_file_name_up_to_the_language(site: Make, load: Load) -> None:
    found = load(site({X: release(), X.replace(".az.", ".en."): release(date="")})).release
    assert found.key == "releases/2026/2026-03-05-x"
    assert [edition.language for edition in found.editions] == ["az", "en"]


def test_a_name_with_azerbaijani_letters_has_an_address_all_the_same(
    site: Make, load: Load
) -> None:
    found = load(site({"content/releases/Görüş.az.md": release()})).release
    assert found.editions[0].slug == "gorus"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("x.md", "bad-file-name"),
        ("x.y.az.md", "bad-file-name"),
        ("2026-03-05-.az.md", "bad-slug"),
        ("x.ru.md", "unknown-language"),
        ("x.AZ.md", "unknown-language"),
    ],
)
def test_a_file_name_that_does_not_tell_language_and_address_is_a_problem(
    site: Make, load: Load, name: str, code: str
) -> None:
    assert load(site({f"content/releases/{name}": release()})).codes == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Just a text.\n", "no-front-matter"),
        ("\n---\ntitle: x\n---\n", "no-front-matter"),
        ("---\ntitle: x\ndate: 2026-03-05\n\nText\n", "unclosed-front-matter"),
        ("----\ntitle: x\n----\n", "no-front-matter"),
        ("---\n---\n", "missing-key"),
    ],
)
def test_a_text_without_whole_front_matter_is_a_problem(
    site: Make, load: Load, text: str, code: str
) -> None:
    assert load(site({X: text})).codes == [code]


def test_a_rule_in_the_text_does_not_end_anything(site: Make, load: Load) -> None:
    prose = load(site({X: release(text="One.\n\n---\n\nTwo.")})).release.editions[0].prose
    assert prose.text == "One.\n\n---\n\nTwo.\n"


def test_the_text_knows_on_which_line_it_begins(site: Make, load: Load) -> None:
    prose = load(site({X: release()})).release.editions[0].prose
    assert (prose.span.path, prose.span.line) == (X, 5)


def test_problems_of_the_front_matter_and_of_the_text_are_found_together(
    site: Make, load: Load
) -> None:
    text = release(views="many", text="[" * 200)
    assert load(site({X: text})).codes == ["bad-number", "too-many-brackets"]


def test_a_summary_is_the_one_given_or_else_the_first_paragraph(site: Make, load: Load) -> None:
    given = load(site({X: release(summary="Qısaca.", text="Mətn.")})).release
    assert given.editions[0].summary == "Qısaca."
    taken = load(site({X: release(text="## Başlıq\n\nBirinci *abzas*.\n\nİkinci.")})).release
    assert taken.editions[0].summary == "Birinci abzas."


def test_what_is_no_yaml_hides_no_wrong_value(site: Make) -> None:
    text = "---\ntitle: A: b\ndate: 05.03.2026\ntitel: x\nviews: 1.2\nviews: 3\n---\nMətn.\n"
    found = site({"content/releases/2026/x.az.md": text}).check()
    assert found.codes == ["yaml-colon", "bad-date", "unknown-key", "bad-number", "duplicate-key"]


def test_a_text_file_that_is_meant_as_an_edition_is_told(site: Make) -> None:
    text = "---\ntitle: A\ndate: 2026-03-05\n---\nMətn.\n"
    wrong = ("x.az.txt", "y.az.md.txt", "z.az.MD")
    right = ("z.pdf", "notes.txt", "a.az.docx", "a.az.md", "a/speech.az.txt", "a/b/more.en.txt")
    found = site({f"content/releases/2026/{name}": text for name in (*wrong, *right)}).check()
    told = [each for each in found.diagnostics if each.code == "bad-file-name"]
    assert [each.span.path.rpartition("/")[2] for each in told] == [*wrong]
