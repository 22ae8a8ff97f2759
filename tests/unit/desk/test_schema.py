"""What an editor is told is what validation says, as far as one value can tell."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from beyan.cli import cli
from beyan.desk.schema import Known, descriptions, schemas
from beyan.source import edition, glossary, registries, settings, site_languages, theme_form
from beyan.source.fields import Form
from beyan.source.strict_yaml import parse
from beyan.source.validation import validate
from tests.conftest import REPOSITORY, SampleSite

KNOWN = Known(("az", "en"), ("civil-society", "law"), ("sabina-aliyeva", "rauf-zeini"))
FORMS: dict[str, type[Form]] = {
    "release": edition.ReleaseForm,
    "page": edition.PageForm,
    "site_config": settings.ConfigForm,
}


class EditorsLoader(yaml.SafeLoader):
    """YAML 1.2's core types, as the YAML extensions of editors read them."""

    # The stubs of PyYAML declare it an instance's.
    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]


for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items():
    for tag, pattern in resolvers:
        if tag.rpartition(":")[2] in ("int", "float", "null"):
            EditorsLoader.add_implicit_resolver(tag, pattern, [sign])
EditorsLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def validators(known: Known = KNOWN) -> dict[str, Draft202012Validator]:
    made = {}
    for name, text in schemas(known, lambda phrase: phrase).items():
        schema = json.loads(text)
        Draft202012Validator.check_schema(schema)
        made[name.removesuffix(".schema.json")] = Draft202012Validator(schema)
    return made


def heads(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """The YAML of every file below a folder of sites, with the schema that is about it."""
    for path in sorted(folder.rglob("*")):
        registries = ("participants", "topics", "glossary")
        kind = path.stem if path.suffix == ".yaml" and path.stem in registries else ""
        if path.name == "site_config.yaml":
            kind = "site_config"
        elif path.suffix == ".md":
            kind = "page" if path.parent.name == "pages" else "release"
        if not kind or path.is_symlink() or path.is_dir():
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        if path.suffix == ".md":
            parts = text.split("---\n")
            if len(parts) < 3 or parts[0]:
                continue
            text = parts[1]
        yield path, kind, text


def is_valid(kind: str, text: str) -> bool | None:
    """Whether the form of a file takes it; None where it is no YAML of ours."""
    document, problems = parse(text, "x")
    if problems or not document.values:
        return None
    if kind in FORMS:
        return validate(FORMS[kind], document)[0] is not None
    forms: dict[str, type[Form]] = {
        "participants": registries.PersonForm,
        "topics": registries.TopicForm,
        "glossary": glossary.TermForm,
    }
    form = forms[kind]
    return all(
        isinstance(each, dict) and validate(form, document.at(key))[0] is not None
        for key, each in document.values.items()
    )


@pytest.mark.parametrize("folder", ["content", "tests/sites", "tests/broken"])
def test_what_validation_takes_an_editor_takes_in_both_readings(folder: str) -> None:
    free = validators(Known())
    seen = 0
    for path, kind, text in heads(REPOSITORY / folder):
        # These two are looked at after the form has been filled in.
        is_whole = "bad-url" not in str(path) and "bad-slug" not in str(path)
        if is_whole and is_valid(kind, text):
            seen += 1
            for value in (yaml.load(text, EditorsLoader), yaml.load(text, yaml.BaseLoader)):
                errors = [error.message for error in free[kind].iter_errors(value)]
                # The loader without types has no nothing either.
                assert [each for each in errors if not each.startswith("''")] == [], path
    assert seen > 10


# The 30th of February, and 0123, which is a number to an editor. Networks, hosts and formats of
# logs are texts to it.
UNTOLD = {"no-such-day", "bad-number-zero", "bad-network", "bad-host", "bad-log-format"}


def test_what_validation_refuses_an_editor_refuses_too() -> None:
    free = validators(Known())
    told: dict[bool, set[str]] = {True: set(), False: set()}
    for path, kind, text in heads(REPOSITORY / "tests/broken"):
        case = path.relative_to(REPOSITORY / "tests/broken").parts[0]
        if is_valid(kind, text) is False:
            told[not free[kind].is_valid(yaml.load(text, EditorsLoader))].add(case)
    assert told[False] == UNTOLD
    assert {"bad-date-order", "bad-number", "unknown-key-release", "wrong-type-topics"} <= told[
        True
    ]


def test_topics_people_and_languages_are_those_of_the_site() -> None:
    release = validators()["release"]
    good = {"title": "x", "topics": ["law"], "participants": ["rauf-zeini", {"name": "Aysel"}]}
    assert release.is_valid(good)
    assert not release.is_valid({**good, "topics": ["lwa"]})
    assert not release.is_valid({**good, "participants": ["rauf"]})
    named = {"name": {"az": "Aysel", "ru": "Айсель"}}
    assert not release.is_valid({**good, "participants": [named]})


def test_every_key_of_every_form_is_described_and_no_other() -> None:
    forms = {
        each.__name__: set(each.model_fields)
        for module in (edition, glossary, registries, settings, site_languages, theme_form)
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Form) and each.__module__ == module.__name__
    }
    assert {name: set(keys) for name, keys in descriptions().items()} == forms


def test_the_command_writes_once_and_in_the_language_asked_for(
    site: Callable[..., SampleSite],
) -> None:
    made = site({"content/topics.yaml": "law:\n  name: {az: Hüquq, en: Law}\n"})
    folder = made.root / ".vscode/schemas"

    def write(language: str) -> Any:
        command = ["--site", str(made.root), "--ui-lang", language, "schema"]
        done = CliRunner().invoke(cli, command, catch_exceptions=False)
        assert done.exit_code == 0
        return done.output

    assert write("az").count("dəyişdirildi: .vscode/schemas/") == 6
    assert write("az") == "dəyişdirməli heç nə yoxdur\n"
    release = json.loads((folder / "release.schema.json").read_text("utf-8"))
    topics = release["properties"]["topics"]
    assert topics["description"] == "content/topics.yaml faylındakı açarlar."
    assert topics["anyOf"][0]["items"] == {"enum": ["law"]}
    assert write("en").count("changed: ") == 6
