"""The peers' words are those of the catalogues: whoever changes a sentence changes it for all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po

from benchmarks.tools.tool import TEMPLATES_FOLDER
from beyan.model.defaults import DEFAULTS
from beyan.model.export import FEEDS

# `%(office)s` in the catalogues, `{name}` in strings.json, `{{ .name }}` in Hugo's files.
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\{.*?\}\}|\{\w+\}")

# Hugo has the forms of a count below one name.
Strings = dict[str, dict[str, Any]]


def from_json() -> Strings:
    found: Strings = json.loads((TEMPLATES_FOLDER / "strings.json").read_text(encoding="utf-8"))
    return found


def from_hugo() -> Strings:
    folder = TEMPLATES_FOLDER / "hugo" / "i18n"
    return {tag: yaml.safe_load((folder / f"{tag}.yaml").read_text()) for tag in ("az", "en")}


def catalogue(path: Path) -> set[tuple[str, str]]:
    """English and Azerbaijani, with `…` in place of what is filled in."""
    with path.open("rb") as file:
        messages = list(read_po(file))
    return {
        (PLACEHOLDER.sub("…", asked), PLACEHOLDER.sub("…", said))
        for message in messages
        if message.id
        for asked in forms(message.id)
        for said in forms(message.string)
    }


def with_formats(known: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Also with the formats of feeds filled in, for which the peers have a string each."""
    return known | {
        (asked.replace("…", each.label), said.replace("…", each.label))
        for asked, said in known
        if asked == "… feed"
        for each in FEEDS
    }


def forms(text: Any) -> Iterator[str]:
    yield from (text,) if isinstance(text, str) else text


@pytest.mark.parametrize("strings", [from_json(), from_hugo()], ids=["strings.json", "Hugo"])
def test_the_peers_say_what_the_catalogue_says(strings: Strings) -> None:
    known = with_formats(catalogue(DEFAULTS / "locales" / "az" / "LC_MESSAGES" / "messages.po"))
    assert strings["az"].keys() == strings["en"].keys()
    for name, english in strings["en"].items():
        azerbaijani = strings["az"][name]
        if isinstance(english, dict):
            english, azerbaijani = english["other"], azerbaijani["other"]
        pair = PLACEHOLDER.sub("…", english), PLACEHOLDER.sub("…", azerbaijani)
        assert pair in known, name
