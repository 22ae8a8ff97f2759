"""A site's own look, as its settings say it: in every page, once for all of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from beyan.model.look import DARK, DARK_TINTS, LIGHT, LIGHT_TINTS, STAR, Palette
from beyan.render.look import ARABIC, ARABIC_STACKS, STACKS
from beyan.source.interface import load_assets
from tests import hostile
from tests.conftest import CONFIG, REPOSITORY, Result, SampleSite, release

Make = Callable[..., SampleSite]
FONTS = REPOSITORY / "assets/fonts"
X = "content/releases/2026/2026-03-05-x"
EMBLEM = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 60"><path d="M0 0h240v60z"/></svg>'
)
STAR_ITSELF = (REPOSITORY / "assets/logo.svg").read_text()
THEME = """
theme:
  logo: assets/images/Gerb şəhər.svg
  favicon: assets/tab.png
  colours:
    accent: "#8b0000"
    ornament: "#9a7b2d"
    paper: "#fff"
    dark: {accent: "#ff9e9e"}
  fonts:
    headings: {family: Office Serif, file: assets/serif.woff2}
    text: {family: "O'Hara \\"Sans\\"", file: assets/sans.woff2, bold: assets/bold.woff2}
  border: plain
"""


def png(width: int, height: int) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (width, height)).save(buffer, "PNG")
    return buffer.getvalue()


FILES: dict[str, str | bytes] = {
    "assets/images/Gerb şəhər.svg": EMBLEM,
    "assets/tab.png": png(32, 32),
    "assets/serif.woff2": (FONTS / "serif-latin.woff2").read_bytes(),
    "assets/sans.woff2": (FONTS / "sans-latin.woff2").read_bytes(),
    "assets/bold.woff2": (FONTS / "sans-greek.woff2").read_bytes(),
    f"{X}.az.md": release(),
    f"{X}.en.md": release("Statement", slug="statement"),
}
PLAIN = {path: text for path, text in FILES.items() if path.startswith(X)}


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> Result:
    settings = CONFIG.replace("social_cards: false", "social_cards: true") + THEME
    made = SampleSite(tmp_path_factory.mktemp("themed") / "site")
    result = made.change({"site_config.yaml": settings, **FILES}).build(strict=True)
    assert result.lines == []
    return result


def published(result: Result, pattern: str) -> str:
    """The one file of the output whose path is like that."""
    (found,) = (each for each in result.files if re.fullmatch(pattern, each))
    return found


def styles(result: Result) -> str:
    return (result.output / published(result, r"assets/beyan\.\w+\.css")).read_text()


def office(page: str) -> dict[str, object]:
    (data,) = html.fromstring(page).xpath("//script[@type='application/ld+json']/text()")
    found: dict[str, object] = json.loads(data)["@graph"][0]
    return found


@pytest.mark.parametrize("address", ["/", "/az/", "/en/releases/2026/statement/", "/404.html"])
def test_every_page_has_the_logo_in_its_own_size_and_the_favicon(
    themed: Result, address: str
) -> None:
    page = html.fromstring(themed.html(address))
    ((source, width, height),) = (
        (each.get("src"), each.get("width"), each.get("height"))
        for each in page.xpath("//img[contains(@class, '-mark')]")
    )
    assert re.fullmatch(r"/assets/images/Gerb%20%C5%9F%C9%99h%C9%99r\.\w+\.svg", source)
    assert (width, height) == ("240", "60")
    ((kind, icon),) = (
        (each.get("type"), each.get("href")) for each in page.xpath("//link[@rel='icon']")
    )
    assert kind == "image/png"
    assert re.fullmatch(r"/assets/tab\.\w+\.png", icon)
    assert "logo." not in themed.html(address)
    assert page.xpath("//meta[@name='theme-color']/@content") == ["#780000", "#410e0f"]


def test_the_office_says_that_the_logo_is_its_own(themed: Result) -> None:
    logo = published(themed, r"assets/images/.*\.svg")
    address = f"https://press.example.org/{logo.replace(' ', '%20')}"
    said = str(office(themed.html("/az/"))["logo"])
    assert said.replace("%C5%9F", "ş").replace("%C9%99", "ə") == address


def test_colours_are_said_once_for_light_and_dark_and_nothing_of_them_is_printed(
    themed: Result,
) -> None:
    css = styles(themed)
    own = css[css.index("own look") :]
    light, dark, more = own.split("@media screen")[1:4]
    assert "--accent: #8b0000;" in light
    assert "--paper: #ffffff;" in light
    assert dark.startswith(" and (prefers-color-scheme: dark)")
    assert "--accent: #ff9e9e;" in dark
    assert f"--paper: {DARK.paper};" in dark
    # What light ones say holds in the dark, too, until something else is said.
    assert re.findall("--[a-z-]+(?=: #)", light) == re.findall("--[a-z-]+(?=: #)", dark)
    assert more.startswith(" and (prefers-contrast: more)")
    assert not re.search(r"^:root \{ --(?!serif|sans)", own, re.MULTILINE)
    assert all("style=" not in themed.html(each) for each in ("/", "/az/", "/az/releases/"))


def test_own_letters_come_first_and_the_programs_after_them(themed: Result) -> None:
    css = styles(themed)
    assert ':root { --serif: "Office Serif", "Beyan Serif", ' in css
    assert '--sans: "O\\27 Hara \\22 Sans\\22 ", "Beyan Sans", ' in css
    faces = re.findall(r'src: url\("((?:serif|sans|bold)[^"]*)"\)[^}]*font-weight: ([0-9 ]+);', css)
    assert [weight for _, weight in faces] == ["100 900", "100 500", "600 900"]
    assert all((themed.output / "assets" / name).is_file() for name, _ in faces)
    preloaded = html.fromstring(themed.html("/az/")).xpath("//link[@rel='preload']/@href")
    assert sorted(each.removeprefix("/assets/") for each in preloaded) == sorted(
        name for name, _ in faces
    )


def test_what_a_site_does_not_say_is_as_it_was(site: Make) -> None:
    """With one thing of its own a site keeps the rest."""
    result = site(PLAIN, CONFIG + "theme: {border: none}\n").build(strict=True)
    css = styles(result)
    own = css[css.index("own look") :]
    assert ".bar::after { content: none; }" in own
    assert "--" not in own.replace("--tint", "")
    page = html.fromstring(result.html("/az/"))
    assert len(page.xpath("//link[@rel='preload']")) == 2
    assert page.xpath("//img[@class='brand-mark']/@width") == ["64"]
    assert page.xpath("//meta[@name='theme-color']/@content") == [LIGHT.bar, DARK.bar]


def test_a_site_without_a_theme_has_the_style_sheet_alone_and_claims_no_logo(site: Make) -> None:
    made = site(PLAIN)
    result = made.build(strict=True)
    assert "own look" not in styles(result)
    assert "logo" not in office(result.html("/az/"))
    before = result.tree()
    for nothing in ("theme:\n", "theme: {logo: '', colours: {dark: {accent: }}}\n"):
        again = made.change({"site_config.yaml": CONFIG + nothing}).build(strict=True)
        assert again.tree() == before


@pytest.mark.parametrize(
    ("files", "settings", "logo"),
    [
        ({"assets/logo.svg": EMBLEM}, "", "logo"),
        ({"assets/logo.svg": STAR_ITSELF}, "", ""),
        ({"assets/mine.svg": STAR_ITSELF}, "theme: {logo: assets/mine.svg}\n", ""),
        ({"assets/logo.svg": EMBLEM}, "theme: {logo: assets/logo.svg}\n", "logo"),
        (
            {"assets/logo.svg": EMBLEM, "assets/x.png": png(9, 9)},
            "theme: {logo: assets/x.png}\n",
            "x",
        ),
    ],
)
def test_only_what_is_the_offices_own_is_said_to_be_its_logo(
    site: Make, files: dict[str, str | bytes], settings: str, logo: str
) -> None:
    result = site({**PLAIN, **files}, CONFIG + settings).build(strict=True)
    said = str(office(result.html("/en/")).get("logo", ""))
    assert bool(logo) == bool(re.search(rf"/assets/{logo or 'x'}\.\w+\.(svg|png)$", said)), said


@pytest.mark.parametrize(
    ("size", "icon"),
    [((64, 64), "image/png"), ((66, 64), "image/png"), ((90, 64), "image/svg+xml")],
)
def test_a_square_logo_is_the_favicon_where_there_is_no_other(
    site: Make, size: tuple[int, int], icon: str
) -> None:
    files = {**PLAIN, "assets/x.png": png(*size)}
    result = site(files, CONFIG + "theme: {logo: assets/x.png}\n").build(strict=True)
    page = html.fromstring(result.html("/az/"))
    assert page.xpath("//link[@rel='icon']/@type") == [icon]


def test_an_edited_look_changes_what_shows_it(site: Make) -> None:
    settings = CONFIG + "theme: {logo: assets/x.svg, colours: {accent: '%s'}}\n"
    made = site({**PLAIN, "assets/x.svg": EMBLEM}, settings % "#8b0000")
    before = made.build(strict=True).tree()
    for change in (
        {"site_config.yaml": settings % "#00468b"},
        {"assets/x.svg": EMBLEM.replace("240 60", "60 60")},
    ):
        result = made.change(change).build(strict=True)
        assert result.lines == []
        assert result.tree() != before
        before = result.tree()
        assert made.build(uses_cache=False).tree() == before
    assert b'width="60" height="60"' in before["az/index.html"]


@pytest.mark.parametrize("drawing", hostile.DRAWINGS[::6])
@pytest.mark.parametrize("key", ["logo", "favicon"])
def test_a_hostile_drawing_is_refused_once(site: Make, key: str, drawing: str) -> None:
    made = site({**PLAIN, "assets/x.svg": drawing}, CONFIG + f"theme: {{{key}: assets/x.svg}}\n")
    result = made.check()
    assert result.codes == ["theme-drawing"]
    assert result.diagnostics[0].span.path == "assets/x.svg"


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("assets/x.svg", "", "theme-picture"),
        ("assets/x.svg", png(9, 9), "theme-picture"),
        ("assets/x.png", EMBLEM, "theme-picture"),
        ("assets/x.png", png(9, 9)[:20], "theme-picture"),
        ("assets/x.png", png(99, 99)[:60], "theme-picture"),
        ("assets/x.png", png(99, 99).replace(b"IDAT", b"IDAX"), "theme-picture"),
        ("assets/x.png", png(4097, 1), "theme-picture"),
        ("assets/x.svg/y.svg", EMBLEM, "wrong-kind"),
        ("assets/.x.svg", EMBLEM, "missing-asset"),
        ("assets/.hidden/x.svg", EMBLEM, "missing-asset"),
        ("assets/X.svg", EMBLEM, "missing-asset"),
    ],
)
def test_what_is_no_picture_is_told_at_the_setting(
    site: Make, path: str, content: str | bytes, code: str
) -> None:
    named = "assets/x.svg" if path in ("assets/x.svg/y.svg", "assets/X.svg") else path
    made = site({**PLAIN, path: content}, CONFIG + f"theme:\n  logo: {named}\n")
    result = made.check()
    assert [each.code for each in result.diagnostics if each.span.path == "site_config.yaml"] == [
        code
    ]


@pytest.mark.parametrize("target", ["../outside.svg", "../content/topics.yaml", "none.svg"])
def test_a_link_that_leads_out_is_no_logo(site: Make, target: str) -> None:
    made = site({**PLAIN, "content/topics.yaml": "t: {name: {az: T, en: T}}\n"})
    made.change({"site_config.yaml": CONFIG + "theme: {logo: assets/x.svg}\n", "assets/a.css": ""})
    (made.root.parent / "outside.svg").write_text(EMBLEM)
    (made.root / "assets/x.svg").symlink_to(f"../{target}" if "outside" in target else target)
    codes = {each.code for each in made.check().diagnostics}
    assert codes & {"symlink-escapes", "wrong-kind"}


def test_everything_that_is_wrong_with_a_look_is_told_in_one_run(site: Make) -> None:
    """With what is wrong elsewhere."""
    theme = """
theme:
  logo: assets/none.svg
  favicon: assets/bad.svg
  fonts:
    headings: {family: H, file: assets/bad.woff2, bold: assets/none.woff2}
    text: {family: T, file: assets/bad.woff2}
"""
    files = {**PLAIN, "assets/bad.svg": "no", "assets/bad.woff2": "no"}
    files["content/pages/about.az.md"] = "---\ntitle: X\nslug: Ə\n---\nX.\n"
    assert sorted(site(files, CONFIG + theme).check().codes) == [
        "bad-slug",
        "missing-asset",
        "missing-asset",
        "no-woff2",
        "no-woff2",
        "theme-picture",
    ]


# --- what is said twice ---------------------------------------------------------------------------

CSS = (REPOSITORY / "assets/beyan.css").read_text()


def tokens(start: str) -> dict[str, str]:
    """Of the first block after that line."""
    block = CSS[CSS.index(start) :].partition("}")[0]
    return {
        name: " ".join(value.split())
        for name, value in re.findall(r"--([a-z0-9-]+):\s*([^;]+);", block)
    }


@pytest.mark.parametrize(
    ("palette", "tints", "start"),
    [
        (LIGHT, LIGHT_TINTS, ":root {\n  color-scheme"),
        (DARK, DARK_TINTS, "@media (prefers-color-scheme: dark) {\n  :root {"),
    ],
)
def test_the_colours_are_those_of_the_style_sheet(
    palette: Palette, tints: tuple[str, ...], start: str
) -> None:
    found = tokens(start)
    for name, colour in palette._asdict().items():
        assert found.pop(name.replace("_", "-")) == colour, name
    for number, colour in enumerate(tints):
        assert found.pop(f"tint-{number}") == colour
    # Nothing of a colour is left that a look would have to know.
    assert not [name for name, value in found.items() if value.startswith("#")]


def test_the_letters_are_those_of_the_style_sheet() -> None:
    for start, stacks in ((":root {\n  color-scheme", STACKS), (f"{ARABIC} {{", ARABIC_STACKS)):
        found = tokens(start)
        assert {name: found[name] for name in stacks} == stacks


def test_the_star_is_known(tmp_path: Path) -> None:
    (star,) = (each for each in load_assets(tmp_path) if each.path == "assets/logo.svg")
    assert star.digest == STAR


@pytest.mark.parametrize(
    ("look", "codes"),
    [
        ('{colours: {text: "#777777"}, logo: assets/x.svg}', ["low-contrast", "missing-asset"]),
        (
            '{colours: {accent: "#ffcc00"}, favicon: assets/x.png}',
            ["low-contrast", "missing-asset"],
        ),
        ('{colours: {dark: {text: "#333333"}}}', ["low-contrast"]),
    ],
)
def test_colours_that_cannot_be_read_keep_nothing_else_from_being_told(
    site: Callable[..., SampleSite], look: str, codes: list[str]
) -> None:
    made = site(
        {"content/releases/2026/a.az.md": "---\ntitle: A\n---\nMətn.\n"}, f"{CONFIG}theme: {look}\n"
    )
    for result in (made.check(), made.build()):
        assert {*codes, "missing-key"} == {*result.codes}
        assert result.report.exit_code == 2
    assert not made.output.exists()
