"""A new site: a sample of content, and what an editor needs. The texts are in `beyan/starter/`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from beyan.console import UI_LANGUAGES, Console
from beyan.desk.recipes import NOTES, recipe
from beyan.desk.schema import FOLDER, Known, schemas
from beyan.model.defaults import DEFAULTS
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.source.strict_yaml import parse

_STARTER = Path(__file__).resolve().parent.parent / "starter"
# Where the sample's files go that are called otherwise in a site.
_ELSEWHERE = {
    "gitignore": ".gitignore",
    "extensions.json": ".vscode/extensions.json",
    "settings.json": ".vscode/settings.json",
}

RELEASE, PARTICIPANT, CORRECTION, PHOTO = (
    "The front matter of a press release",
    "Somebody who took part, written in place",
    "What was put right after publication",
    "A photo with its words",
)
# What stands between "${1:" and "}" is to be written over.
WORDS = ("Title", "Baku", "Summary", "Name Surname", "Role", "What was put right",
         "What can be seen", "What stands under the photo", "Who took it", "Text")  # fmt: skip
PHRASES = (RELEASE, PARTICIPANT, CORRECTION, PHOTO, *WORDS, *NOTES.values())
# What a fresh clone may have before there is a site in it.
_OF_A_REPOSITORY = (
    ".GIT", ".EDITORCONFIG", "README", "LICENSE", "LICENCE", "COPYING", "NOTICE", "SECURITY",
    "CODE_OF_CONDUCT", "CONTRIBUTING", "CHANGELOG",
)  # fmt: skip
_TODAY = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"


def known_languages() -> tuple[str, ...]:
    """Those that have interface strings of their own, messages of the tool, and a sample."""
    samples = sorted((_STARTER / "content/releases").glob("*.md"))
    tags = (path.name.split(".")[-2] for path in samples)
    return tuple(
        tag for tag in tags if tag in UI_LANGUAGES and (DEFAULTS / "locales" / tag).is_dir()
    )


def usual_languages() -> tuple[str, ...]:
    """Those of a new site for which nobody named any: the sample's own."""
    settings, _ = parse((_STARTER / "site_config.yaml").read_text("utf-8"), "")
    languages = settings.values["languages"]
    assert isinstance(languages, list), "the sample says so"
    return tuple(map(str, languages))


def folder_problems(folder: Path) -> list[Diagnostic]:
    """Nothing is ever overwritten: the folder is new or empty, or a repository's without a site."""
    if not folder.exists():
        return []
    if folder.is_dir() and all(
        each.name.upper().startswith(_OF_A_REPOSITORY) for each in folder.iterdir()
    ):
        return []
    return [problem("folder-not-empty", Span(str(folder)), folder=folder)]


def starter_files(
    languages: Sequence[str], today: str, say: Callable[[str], str], place: str = "none"
) -> Iterator[tuple[str, str]]:
    """The files of a new site by their path; `today` (2026-03-05) is the sample release's date.

    The README is in the first language. `place` is where the site goes online.
    """
    yield "README.md", _readme(languages[0], place)
    yield from recipe(place).items()
    for path in sorted(_STARTER.rglob("*")):
        name = path.relative_to(_STARTER).as_posix()
        if not path.is_file() or name.startswith("readme/"):
            continue
        text = path.read_text("utf-8")
        if name.endswith(".md"):
            if name.split(".")[-2] not in languages:
                continue
            name = name.replace("releases/", f"releases/{today[:4]}/{today}-")
            text = text.replace("DATE", today)
        elif name.endswith(".yaml"):
            text = _in_languages(text, languages).replace("YEAR", today[:4])
        yield _ELSEWHERE.get(name, name), text
    known = Known(tuple(languages), ("announcements",), ("leyla-numune",))
    for name, text in schemas(known, say).items():
        yield f"{FOLDER}/{name}", text
    yield ".vscode/beyan.code-snippets", _snippets(languages, say)


def _readme(language: str, place: str) -> str:
    text = (_STARTER / f"readme/README.{language}.md").read_text("utf-8")
    settings, _ = parse((_STARTER / "site_config.yaml").read_text("utf-8"), "")
    names = settings.values["name"]
    assert isinstance(names, dict), "the sample says so"
    note = Console(language).say(NOTES[place])
    return text.replace("OFFICE", str(names[language])).replace("PUBLISHING", note)


def _in_languages(text: str, languages: Sequence[str]) -> str:
    """The YAML without the lines of languages that are not wanted."""
    unwanted = {tag for tag in UI_LANGUAGES if tag not in languages}
    lines = text.splitlines(keepends=True)
    kept = [line for line in lines if line.partition(":")[0].strip() not in unwanted]
    return re.sub("(?m)^languages: .*", f"languages: [{', '.join(languages)}]", "".join(kept))


def _snippets(languages: Sequence[str], say: Callable[[str], str]) -> str:
    found: dict[str, Any] = {}
    for language in languages:
        own = Console(language)
        title, place, summary, name, role, right, seen, under, taken, text = map(own.say, WORDS)
        bodies = {
            "release": (RELEASE, [
                "---", f"title: ${{1:{title}}}", f"date: {_TODAY}", f"place: ${{2:{place}}}",
                f"summary: ${{3:{summary}}}", "topics: [${4:announcements}]",
                "participants:", "  - ${5:leyla-numune}", "draft: true", "---", f"${{0:{text}}}",
            ]),
            "participant": (PARTICIPANT, [f"- name: ${{1:{name}}}", f"  role: ${{0:{role}}}"]),
            "correction": (CORRECTION, [
                "corrections:", f"  - date: {_TODAY}", f"    text: ${{0:{right}}}",
            ]),
            "photo": (PHOTO, [
                "photos:", "  - file: ${1:photo.jpg}", f"    alt: ${{2:{seen}}}",
                f"    caption: ${{3:{under}}}", f"    credit: ${{0:{taken}}}",
            ]),
        }  # fmt: skip
        for key, (description, body) in bodies.items():
            found[f"{key} ({language})"] = {
                "scope": "markdown,yaml",
                "prefix": f"{key}-{language}",
                "description": f"{say(description)} ({language})",
                "body": body,
            }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
