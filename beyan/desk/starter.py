"""A new site: a sample of content, and what an editor needs. The texts are in `beyan/starter/`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from beyan.console import Console, ui_language
from beyan.desk.first_languages import STARTER, sample_of
from beyan.desk.first_settings import HEADING, STILL_ENGLISH, in_languages, settings
from beyan.desk.recipes import NOTES, recipe
from beyan.desk.schema import FOLDER, Known, schemas
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.source.strict_yaml import parse

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
PHRASES = (
    RELEASE, PARTICIPANT, CORRECTION, PHOTO, *WORDS, *NOTES.values(), HEADING, STILL_ENGLISH,
)  # fmt: skip
# What a fresh clone may have before there is a site in it.
_OF_A_REPOSITORY = (
    ".GIT", ".EDITORCONFIG", "README", "LICENSE", "LICENCE", "COPYING", "NOTICE", "SECURITY",
    "CODE_OF_CONDUCT", "CONTRIBUTING", "CHANGELOG",
)  # fmt: skip
_TODAY = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"


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
    languages: Sequence[str],
    today: str,
    say: Callable[[str], str],
    place: str = "none",
    catalogues: Sequence[str] = (),
) -> Iterator[tuple[str, bytes]]:
    """The files of a new site by their path; `today` (2026-03-05) is the sample release's date.

    The README and the settings speak the first language where the program does, else English.
    `place` is where the site goes online, `catalogues` are the lists of strings that it has to
    translate.
    """
    for name, text in _texts(languages, today, say, place, catalogues):
        yield name, text.encode()
    if any(map(sample_of, languages)):
        for path in sorted((STARTER / "content").rglob("*.jpg")):
            yield _dated(path, today), path.read_bytes()


def _texts(
    languages: Sequence[str],
    today: str,
    say: Callable[[str], str],
    place: str,
    catalogues: Sequence[str],
) -> Iterator[tuple[str, str]]:
    office = Console(ui_language(languages[0]))
    yield "README.md", _readme(office, languages[0], place, catalogues)
    yield "site_config.yaml", settings(languages, today[:4], office.say)
    yield from recipe(place).items()
    for name in ("gitignore", "extensions.json", "settings.json"):
        yield _ELSEWHERE[name], (STARTER / name).read_text("utf-8")
    yield from _sample(languages, today)
    known = Known(tuple(languages), ("announcements",), ("leyla-numune",))
    for name, text in schemas(known, say).items():
        yield f"{FOLDER}/{name}", text
    yield ".vscode/beyan.code-snippets", _snippets(languages, say)


def _sample(languages: Sequence[str], today: str) -> Iterator[tuple[str, str]]:
    """The content, as far as it is there in the languages; nothing else is put in its place."""
    samples = {tag: sample_of(tag) for tag in languages}
    if not any(samples.values()):
        return
    for path in sorted((STARTER / "content").rglob("*.yaml")):
        text = in_languages(path.read_text("utf-8"), languages)
        yield path.relative_to(STARTER).as_posix(), text
    for path in sorted((STARTER / "content").rglob("*.md")):
        name, text = _dated(path, today), path.read_text("utf-8").replace("DATE", today)
        for tag, sample in samples.items():
            if sample and (ending := f".{sample}.md") in name:
                own = f".{tag}.md"
                yield name.replace(ending, own), text.replace(ending, own)


def _dated(path: Path, today: str) -> str:
    name = path.relative_to(STARTER).as_posix()
    return name.replace("releases/", f"releases/{today[:4]}/{today}-")


def _readme(office: Console, language: str, place: str, catalogues: Sequence[str]) -> str:
    folder = STARTER / "readme"
    text = (folder / f"README.{office.language}.md").read_text("utf-8")
    todo = (folder / f"translating.{office.language}.md").read_text("utf-8") if catalogues else ""
    names, _ = parse((STARTER / "site_config.yaml").read_text("utf-8"), "")
    name = names.value(("name", office.language))
    words = {
        "OFFICE": str(name),
        "PUBLISHING": office.say(NOTES[place]),
        f"--lang {office.language} ": f"--lang {language} ",
        "TRANSLATING\n\n": todo.replace("FILES", ", ".join(f"`{path}`" for path in catalogues)),
    }
    for typed, meant in words.items():
        text = text.replace(typed, meant)
    return text


def _snippets(languages: Sequence[str], say: Callable[[str], str]) -> str:
    found: dict[str, Any] = {}
    for language in languages:
        own = Console(ui_language(language))
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
