"""A site whose files or folders are symbolic links: a build sees what changes behind them."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from beyan.model.defaults import DEFAULTS
from tests.conftest import CONFIG, SampleSite, release
from tests.properties.conftest import picture

Make = Callable[..., SampleSite]
QUIET = CONFIG.replace("[summary-missing]", "[summary-missing, words-in-other-language]")
FOLDER = "content/releases/2026"
FILES = {
    f"{FOLDER}/a.az.md": release("A"),
    f"{FOLDER}/b.az.md": release("B", photos="[{file: x.png, alt: Bina}]"),
    f"{FOLDER}/b/x.png": picture("one"),
    "content/topics.yaml": "law:\n  name: {az: Hüquq}\n",
    f"{FOLDER}/c.az.md": release("C", topics="[law]"),
    "content/pages/about.az.md": "---\ntitle: Haqqımızda\n---\nBir.\n",
    "assets/real.txt": "one",
}
BASE = (DEFAULTS / "templates/base.html").read_text()
CATALOGUE = (DEFAULTS / "locales/az/LC_MESSAGES/messages.po").read_text()
ASKED = 'msgid "Press releases"\nmsgstr "'


@pytest.fixture
def made(site: Make) -> SampleSite:
    return site(FILES, config=QUIET)


def link(site: SampleSite, path: str, to: str) -> None:
    """What lay at the path lies elsewhere in the site now, with a link in its place."""
    target, source = site.root / to, site.root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    source.parent.mkdir(parents=True, exist_ok=True)
    if source.exists():
        shutil.move(source, target)
    source.symlink_to(target)


@pytest.mark.parametrize(
    ("linked", "edited", "text"),
    [
        (f"{FOLDER}/a.az.md", "", release("A", text="Başqa.")),
        (f"{FOLDER}/b/x.png", "", picture("two")),
        (f"{FOLDER}/b", "x.png", picture("two")),
        ("content/topics.yaml", "", "law:\n  name: {az: Haqq}\n"),
        ("content/pages/about.az.md", "", "---\ntitle: Haqqımızda\n---\nİki.\n"),
        ("content", "releases/2026/a.az.md", release("A", text="Başqa.")),
        ("site_config.yaml", "", QUIET.replace("Sample", "Simple")),
        ("templates/base.html", "", BASE.replace("<body", "<body id=x")),
        ("templates/parts", "own.html", "<p>two</p>"),
        ("templates", "base.html", BASE.replace("<body", "<body id=x")),
        ("locales/az/LC_MESSAGES/messages.po", "", CATALOGUE.replace(ASKED, f"{ASKED}X")),
        ("locales/az", "LC_MESSAGES/messages.po", CATALOGUE.replace(ASKED, f"{ASKED}X")),
        ("locales", "az/LC_MESSAGES/messages.po", CATALOGUE.replace(ASKED, f"{ASKED}X")),
        ("assets", "real.txt", "two"),
    ],
)
def test_what_changes_behind_a_link_is_published(
    made: SampleSite, linked: str, edited: str, text: str | bytes
) -> None:
    own = BASE.replace("</body>", "{% include 'parts/own.html' %}</body>")
    template = own if linked == "templates/parts" else BASE
    made.change({"templates/base.html": template, "templates/parts/own.html": "<p>one</p>"})
    made.change({"locales/az/LC_MESSAGES/messages.po": CATALOGUE})
    link(made, linked, "elsewhere")
    before = made.build()
    assert before.codes == []
    assert made.build().report.made == {}
    first = before.tree()
    made.change({f"elsewhere/{edited}".rstrip("/"): text})
    now = made.build().tree()
    assert now != first
    assert made.build(uses_cache=False).tree() == now


def test_an_asset_that_is_a_link_to_another_is_published_as_it_is_now(made: SampleSite) -> None:
    (made.root / "assets/own.txt").symlink_to("real.txt")
    first = made.build().tree()
    now = made.change({"assets/real.txt": "two"}).build().tree()
    assert len(now.keys() - first.keys()) == 2, "its name tells of its content"
    assert made.build(uses_cache=False).tree() == now


def test_templates_are_found_in_linked_folders_that_lead_in_a_circle(made: SampleSite) -> None:
    own = BASE.replace("</body>", "{% include 'more/one/x.html' %}</body>")
    made.change({"templates/base.html": own, "elsewhere/one/x.html": "<p>one</p>"})
    (made.root / "templates/more").symlink_to(made.root / "elsewhere")
    (made.root / "elsewhere/one/back").symlink_to(made.root / "elsewhere")
    (made.root / "elsewhere/up").symlink_to(made.root / "templates")
    assert "<p>one</p>" in made.build().html("/az/")


@pytest.mark.parametrize("name", ["__parts/x.html", ".parts/x.html", "x.tmp", "parts/x.html~"])
def test_a_template_that_no_build_would_notice_is_none(made: SampleSite, name: str) -> None:
    """What editors leave beside a file, and hidden folders, are not looked at for changes."""
    own = BASE.replace("</body>", f"{{% include '{name}' %}}</body>")
    made.change({"templates/base.html": own, f"templates/{name}": "one"})
    assert made.build().codes == ["template-missing"]


def test_a_backup_of_a_template_is_not_checked(made: SampleSite) -> None:
    made.change({"templates/base.html~": "{% if %}", "templates/__x/y.html": "{% if %}"})
    assert made.build().codes == []
