"""A check makes no more than it needs, and finds what a build would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from beyan.build import checking, rendering
from beyan.model import plan
from beyan.model.export import SitemapEntry
from beyan.plan import export_files, people
from beyan.publish.workers import parallel_map
from tests.conftest import REPOSITORY, SampleSite, release

Make = Callable[..., SampleSite]

# That many releases, of which the last alone is shown by what is wrong.
COUNT = 12
LAST = f"content/releases/2026/2026-03-05-x{COUNT}.az.md"
WRONG = '{% if page.title|default("") == "Son" %}{{ page.titel }}{% endif %}'


def releases(**last: str) -> dict[str, str]:
    found = {
        f"content/releases/2026/2026-03-05-x{number}.az.md": release(f"Bəyanat {number}")
        for number in range(1, COUNT)
    }
    return {**found, LAST: release("Son", **last)}


def default(template: str) -> str:
    return (REPOSITORY / "templates" / template).read_text("utf-8")


def made_by(site: SampleSite) -> int:
    """How many artifacts a check makes."""
    counts: list[int] = []
    assert site.check(progress=lambda done, of: counts.append(of)).codes == []
    return counts[-1]


@pytest.mark.parametrize(
    ("template", "before"),
    [
        ("release.html", "{% block main %}"),
        ("base.html", "<body>"),
        ("parts/header.html", "<header"),
        ("parts/trail.html", "{%"),
    ],
)
def test_what_a_template_of_the_site_says_wrongly_of_one_release_is_found(
    template: str, before: str, site: Make
) -> None:
    text = default(template)
    own = text.replace(before, f"{before}{WRONG}" if before[0] == "{" else f"{WRONG}{before}", 1)
    if before == "{%":
        own = f"{WRONG}{text}"
    made = site({**releases(), f"templates/{template}": own})

    checked, built = made.check(), made.build()

    assert checked.diagnostics == built.diagnostics
    assert set(checked.codes) == {"template-undefined"}


@pytest.mark.parametrize(
    "text", ["[x](#yoxdur)", "[x](/az/releases/2026/x1/#yoxdur)", "[x](2026-03-05-x2.az.md#yox)"]
)
def test_a_heading_that_is_not_there_is_found_on_any_page(text: str, site: Make) -> None:
    made = site(releases(text=text))

    checked = made.check()

    assert checked.diagnostics == made.build().diagnostics
    assert checked.codes == ["dead-anchor"]


def test_of_what_the_program_alone_makes_one_of_each_kind_stands_for_all(site: Make) -> None:
    made = site({LAST: release("Son")})
    few = made_by(made)
    number = made_by(made.change(releases()))
    assert number < few + COUNT // 2

    # A copy does what the program's does as long as nobody adds anything to it.
    own = default("release.html")
    for same in (own, own + "{# own #}", own.replace("<h1", '<h1 class="big"'), without_list(own)):
        assert made_by(made.change({"templates/release.html": same})) == number
    own = without_list(own) + "{% block footer %}{{ super() }}{% endblock %}"
    assert made_by(made.change({"templates/release.html": own})) == number + COUNT - 1


def without_list(template: str) -> str:
    """Without the releases that are related to one."""
    start = template.index("{% if page.related %}")
    end = template.index("{% endif %}", template.index("{% endfor %}", start)) + len("{% endif %}")
    return template[:start] + template[end:]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ('{% if page.title == "Son" %}{{ 1 + page.title }}{% endif %}', "template-error"),
        ('{{ asset(page.title ~ ".css") if page.title == "Son" }}', "missing-asset"),
        (
            "{% for word in page.title.split('o')[1:] %}{{ word.none.none }}{% endfor %}",
            "template-undefined",
        ),
    ],
)
def test_what_a_stripped_template_adds_is_asked_of_every_release(
    said: str, code: str, site: Make
) -> None:
    own = without_list(default("release.html"))
    made = site(
        {
            **releases(),
            "templates/release.html": own.replace("{% block main %}", "{% block main %}" + said, 1),
        }
    )

    checked, built = made.check(), made.build()

    assert checked.diagnostics == built.diagnostics
    assert set(checked.codes) == {code}


def test_of_what_lists_the_whole_site_the_first_entries_stand_for_all(
    site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = site(releases())
    counted: list[str] = []

    def counting(address: str, *others: Any) -> Any:
        counted.append(address)
        return SitemapEntry(address, *others)

    monkeypatch.setattr(export_files, "SitemapEntry", counting)
    monkeypatch.setattr(checking, "_FEW", 5)

    assert made.check(jobs=1).codes == []

    assert len(counted) == 5


def test_of_the_people_that_releases_name_the_first_stand_for_all(
    site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = site(
        {
            f"content/releases/2026/2026-03-05-x{number}.az.md": release(
                f"Bəyanat {number}", participants=f"[{{name: {{az: Zaur {name}}}}}]"
            )
            for number, name in enumerate(("Vəli", "Əli", "Quliyev"))
        }
    )
    shown: list[int] = []
    groups = people.groups

    def counting(registered: Any, counts: Any, language: str, settings: Any, *mentions: Any) -> Any:
        shown.extend(len(each) for each in mentions)
        return groups(registered, counts, language, settings, *mentions)

    monkeypatch.setattr(people, "groups", counting)
    monkeypatch.setattr(checking, "_FEW", 2)

    assert made.check(jobs=1).codes == []

    assert set(shown) == {2}  # in each language


@pytest.mark.parametrize(
    ("last", "own", "codes"),
    [
        ({"text": "[x](/az/participants/#letter_2)"}, "", []),
        ({"text": "[x](/az/participants/#letter_3)"}, "", ["dead-anchor"]),
        ({}, '{% if "Zaur" in page.groups|string %}{{ page.titel }}{% endif %}', None),
    ],
)
def test_a_list_of_which_more_is_asked_is_made_as_a_whole(
    last: dict[str, str],
    own: str,
    codes: list[str] | None,
    site: Make,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "_FEW", 1)
    files = releases(participants="[{name: {az: Zaur Vəli}}]", **last)
    first = f"content/releases/2026/2026-03-05-x{COUNT - 1}.az.md"
    files[first] = release("Bəyanat", participants="[{name: {az: Aysel Vəli}}]")
    if own:
        text = default("participants.html").replace("{% block main %}", f"{{% block main %}}{own}")
        files["templates/participants.html"] = text
    made = site(files)

    checked, built = made.check(), made.build()

    assert checked.diagnostics == built.diagnostics
    assert checked.codes == (codes if codes is not None else ["template-undefined"])


HELD = {
    "a draft": {"draft": "true"},
    "an embargo": {"embargo": "2026-12-10 09:00"},
    "what has expired": {"expires": "2026-11-01"},
}


@pytest.mark.parametrize("how", HELD.values(), ids=HELD)
def test_what_is_held_back_makes_a_check_no_longer(how: dict[str, str], site: Make) -> None:
    made = site(releases())
    number = made_by(made)
    held = [f"content/releases/2026/2026-03-05-gizli{each}.az.md" for each in range(COUNT)]
    glanced: list[int] = []

    with pytest.MonkeyPatch.context() as patched:

        def counting(function: Any, items: Any, **more: Any) -> Any:
            glanced.append(len(items))
            return parallel_map(function, items, **more)

        patched.setattr(rendering, "parallel_map", counting)
        few = made_by(made.change({held[0]: release("Gizli", **how)}))
        many = made_by(made.change(dict.fromkeys(held, release("Gizli", **how))))

    assert few == many == number
    assert glanced[0] == glanced[1] > 0


@pytest.mark.parametrize("how", HELD.values(), ids=HELD)
def test_what_a_template_says_wrongly_of_one_that_is_held_back_is_found(
    how: dict[str, str], site: Make
) -> None:
    own = default("release.html").replace("{% block main %}", "{% block main %}" + WRONG, 1)
    held = {
        f"content/releases/2026/2026-03-05-y{each}.az.md": release(f"Gizli {each}", **how)
        for each in range(COUNT)
    }
    made = site({**releases(**how), **held, "templates/release.html": own})

    checked, built = made.check(), made.build()

    assert checked.diagnostics == built.diagnostics
    assert set(checked.codes) == {"template-undefined"}


def test_nothing_is_noted_for_a_next_build(site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    made = site(releases())

    def noted(inputs: object) -> bytes:
        raise AssertionError("a check leaves nothing")

    with monkeypatch.context() as patched:
        patched.setattr(plan, "traces", noted)
        assert made.check().codes == []
