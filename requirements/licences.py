"""Writes docs/licences.md: what is installed, under which licence, and what for.

Run by `make licences`, in an environment with all of it; each package says its licence itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"

# Each heading, and the files that have what stands below it and not above.
PARTS = {
    "To build a site": ("site",),
    "To test": ("test",),
    "To measure": ("measure",),
    "To release": ("release", "build"),
}
# What pyproject.toml asks for; all else is there because one of these needs it.
PURPOSES = {
    "ahocorasick-rs": "what is held back, looked for in the output",
    "anyascii": "addresses from titles in other scripts",
    "babel": "dates, numbers, plural forms and the catalogues of the interface",
    "click": "the command line",
    "coverage": "what of the code the tests run",
    "crawler-user-agents": "reads by robots, which are not counted",
    "cyclonedx-bom": "the bill of materials beside the wheel",
    "distributed": "builds on a cluster of Dask",
    "editables": "the package as it is edited",
    "feedparser": "feeds, read by a program that is not ours",
    "fontpkg-noto-sans": "social cards",
    "fontpkg-noto-sans-arabic": "social cards in Arabic",
    "hatchling": "the wheel",
    "hypothesis": "random sites and texts",
    "jinja2": "templates",
    "jsonschema": "JSON held to its schemas",
    "libfaketime": "clocks that jump, of whole programs",
    "lxml": "pages and XML, read by a program that is not ours",
    "lxml-html-clean": "a part of lxml that trafilatura needs",
    "manimgx-fonts": "social cards in Armenian, Georgian and Hebrew letters",
    "manimgx-fonts-cjk": "social cards in Chinese, Japanese and Korean",
    "markdown": "texts of releases and pages",
    "mutmut": "mistakes put into the code, to see whether the tests find them",
    "mypy": "types",
    "nh3": "texts cleaned of what may do harm",
    "orjson": "JSON files of the output",
    "pillow": "photos and social cards",
    "pip-audit": "known vulnerabilities",
    "polib": "catalogues, read and written by a program that is not ours",
    "pydantic": "front matter, registries and settings held to their forms",
    "pytest": "running the tests",
    "pytest-playwright": "pages in a real browser",
    "pytest-xdist": "tests on all cores",
    "pyyaml": "front matter, registries and settings",
    "rich": "messages in a terminal",
    "ruff": "style",
    "trafilatura": "texts as newsrooms take them from pages",
    "translate-toolkit": "files for translators, XLIFF and PO",
    "types-jsonschema": "types",
    "types-lxml": "types",
    "types-markdown": "types",
    "types-pyyaml": "types",
    "tzdata": "time zones",
    "ultimate-sitemap-parser": "sitemaps, read by a program that is not ours",
    "uv": "the digests of what is installed",
    "watchdog": "the preview, which sees what is saved",
    "zstandard": "access logs that are compressed with zstd",
}
# They say it in a file alone, or are installed for another Python only.
UNSAID = {"crawler-user-agents": "MIT", "pyyaml-ft": "MIT"}

_HEAD = """\
# Licences

What `make install`, `make test` and a release install from the package index, as each package
says itself; written by `make licences`. Bəyan is under the [Apache License 2.0](../LICENSE). A
built site has, in its social cards, letters of these (Noto Sans).

The letters of its pages in `assets/fonts/`, and of the cards' titles in `beyan/render/fonts/`, are
cut from Noto Serif and Noto Sans by `make fonts`. They are under the
[SIL Open Font License 1.1](../assets/fonts/OFL.txt), which lies beside both, and is in every site.
"""
_COLUMNS = "| Package | Version | Licence | For |\n|---|---|---|---|\n"


def pins(name: str) -> dict[str, str]:
    """The versions in a file beside this one, by normalised name."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    found = re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)
    return {canonicalize_name(each): version for each, version in found}


def parts() -> Iterator[tuple[str, dict[str, str]]]:
    """Each heading with the versions below it, by name."""
    above: dict[str, str] = {}
    for heading, names in PARTS.items():
        all_of_them = {each: version for name in names for each, version in pins(name).items()}
        yield heading, {each: all_of_them[each] for each in sorted(all_of_them.keys() - above)}
        above |= all_of_them


def licence(name: str) -> str:
    """As an SPDX expression where the package has one."""
    if name in UNSAID:
        return UNSAID[name]
    said = distribution(name).metadata
    for expression in said.get_all("License-Expression", []):
        return str(expression)
    # Many put the whole text of their licence there.
    for short in said.get_all("License", []):
        if short != "UNKNOWN" and "\n" not in short and len(short) < 40:
            return str(short)
    prefix = "License :: OSI Approved :: "
    classifiers = (each for each in said.get_all("Classifier", []) if each.startswith(prefix))
    return ", ".join(each.removeprefix(prefix) for each in classifiers)


def needed_by(names: list[str]) -> dict[str, set[str]]:
    """Who asks for each of the packages, on whatever system."""
    asked = [(name, Requirement(each)) for name in names for each in _requires(name)]
    project = (Requirement(each) for each in distribution("beyan").requires or [])
    extras = {
        (canonicalize_name(each.name), extra)
        for each in (*project, *(requirement for _, requirement in asked))
        for extra in each.extras
    }
    found: dict[str, set[str]] = {}
    for name, requirement in asked:
        extra = re.search(r'extra == "([^"]+)"', str(requirement.marker))
        if extra is None or (name, extra[1]) in extras:
            found.setdefault(canonicalize_name(requirement.name), set()).add(name)
    return found


def _requires(name: str) -> list[str]:
    try:
        return distribution(name).requires or []
    except PackageNotFoundError:
        if name in UNSAID:
            return []
        raise


def main() -> None:
    everything = dict(parts())
    askers = needed_by([name for below in everything.values() for name in below])
    lines = [_HEAD]
    seen: set[str] = set()
    for heading, below in everything.items():
        seen |= below.keys()
        lines.append(f"\n## {heading}\n\n{_COLUMNS}")
        for name, version in below.items():
            needed = ", ".join(f"`{each}`" for each in sorted(askers.get(name, set()) & seen))
            purpose = PURPOSES.get(name) or needed
            lines.append(f"| `{name}` | {version} | {licence(name)} | {purpose} |\n")
    PAGE.write_text("".join(lines))


if __name__ == "__main__":
    main()
