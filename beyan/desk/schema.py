"""JSON Schemas for editors, made from the forms that validate what officers write.

The forms read every value as the text that was typed; an editor's YAML reader makes numbers and
truth values of some. So each schema takes a value both ways, and says of it what can be said of
one value alone.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from beyan.language.cldr import NUMBERING_SYSTEMS
from beyan.model.messages import WARNINGS
from beyan.model.records import dataclass
from beyan.saving import save
from beyan.source.edition import PageForm, ReleaseForm
from beyan.source.fields import RECORD, Form
from beyan.source.glossary import TermForm
from beyan.source.registries import PersonForm, TopicForm
from beyan.source.settings import ConfigForm

Schema = dict[str, Any]
FOLDER = ".vscode/schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

# Signs that nobody sees, or that turn others around: no name of a file has them.
_UNSEEN = r"\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069"
_SCALAR = ["string", "number", "boolean"]
_DAY = r"[1-9]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_OFFSET = r"\s*([Zz]|[+-](0\d|1[0-4])(:?[0-5]\d)?)"
_TIME = rf"([Tt]|\s+)([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d+)?)?({_OFFSET})?"
# A value with nothing in it, which counts as not written (`strict_yaml.stated`).
_IS_NOTHING: Schema = {"$ref": "#/$defs/nothing"}
_NOTHING: Schema = {
    "anyOf": [
        {"type": "null"},
        {"type": "string", "pattern": r"^\s*$"},
        {"type": "array", "minItems": 1, "items": _IS_NOTHING},
        {"type": "object", "minProperties": 1, "additionalProperties": _IS_NOTHING},
    ]
}
_IN_ASSETS = r"assets/(?!(.*/)?\.{0,2}/)[^\\]+\.%s"
_SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"


@dataclass(frozen=True, slots=True)
class Known:
    """What the site has, for completion; empty where nothing is known yet."""

    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@cache
def descriptions() -> dict[str, dict[str, str]]:
    """What each key is for, by form and key: msgids of beyan.po."""
    return tomllib.loads(Path(__file__).with_name("descriptions.toml").read_text("utf-8"))


def schemas(known: Known, say: Callable[[str], str]) -> dict[str, str]:
    """The schemas by the name of their file; the same bytes for the same site and language."""
    made = {
        "release": _of(ReleaseForm, known, say),
        "page": _of(PageForm, known, say),
        "site_config": _of(ConfigForm, known, say),
        "participants": _registry(PersonForm, known, say),
        "topics": _registry(TopicForm, known, say),
        "glossary": _registry(TermForm, known, say),
    }
    return {
        f"{name}.schema.json": json.dumps(each, ensure_ascii=False, indent=2) + "\n"
        for name, each in made.items()
    }


def write_schemas(folder: Path, files: dict[str, str]) -> list[str]:
    """The paths of those that are not as they were."""
    changed = []
    for name, text in files.items():
        path = folder / name
        if not path.is_file() or path.read_text("utf-8") != text:
            save(path, text.encode())
            changed.append(str(path))
    return changed


def _of(form: type[Form], known: Known, say: Callable[[str], str]) -> Schema:
    made = form.model_json_schema()
    definitions = made.pop("$defs", {})
    inner = {name: _finished(each, name, say) for name, each in sorted(definitions.items())}
    whole = {"$schema": DIALECT, **_finished(made, form.__name__, say)}
    whole["$defs"] = {**inner, "nothing": _NOTHING}
    shaped: Schema = _shaped(whole, _shapes(known))
    return shaped


def _registry(form: type[Form], known: Known, say: Callable[[str], str]) -> Schema:
    """Entries by their key."""
    entry = _of(form, known, say)
    definitions = {"entry": entry, **entry.pop("$defs", {})}
    return {
        "$schema": entry.pop("$schema"),
        "type": "object",
        "patternProperties": {f"^{_SLUG}$": {"$ref": "#/$defs/entry"}},
        "additionalProperties": False,
        "$defs": definitions,
    }


def _finished(made: Schema, name: str, say: Callable[[str], str]) -> Schema:
    """Pydantic's schema of a form, with its keys described; those not needed may be empty."""
    if "properties" not in made:
        return {key: value for key, value in made.items() if key in ("enum", "type")}
    needed = made.get("required", [])
    keys = {}
    for key, value in made["properties"].items():
        value.pop("title", None)
        value.pop("default", None)
        stated = value if key in needed else {"anyOf": [*_alternatives(value), _IS_NOTHING]}
        keys[key] = {"description": say(descriptions()[name][key]), **stated}
    finished = {"type": "object", "properties": keys, "additionalProperties": False}
    return {**finished, "required": needed} if needed else finished


def _alternatives(value: Schema) -> list[Schema]:
    given: list[Schema] = value.get("anyOf", [value])
    return [each for each in given if each != {"type": "null"}]


def _shaped(value: Any, shapes: dict[str, Schema]) -> Any:
    """With every name of a shape replaced by what it stands for."""
    if isinstance(value, list):
        return [_shaped(each, shapes) for each in value]
    if not isinstance(value, dict):
        return value
    shape = shapes[value["shape"]] if isinstance(value.get("shape"), str) else {}
    rest = {key: each for key, each in value.items() if not (shape and key == "shape")}
    return {**{key: _shaped(each, shapes) for key, each in rest.items()}, **shape}


def _shapes(known: Known) -> dict[str, Schema]:
    text: Schema = {"type": _SCALAR, "pattern": r"\S", "maxLength": 5_000}
    tag = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
    languages = (
        {"properties": {tag: _or_nothing(text) for tag in known.languages}}
        | {"additionalProperties": False}
        if known.languages
        else {
            "propertyNames": {"pattern": f"^{tag}$"},
            "additionalProperties": _or_nothing(text),
        }
    )
    translations: Schema = {"type": "object", **languages}
    # Not one of which all texts are nothing.
    some: Schema = {**translations, "not": {"additionalProperties": _IS_NOTHING}}
    number = r"(0|[1-9]\d{0,11})"
    return {
        "text": text,
        "line": _or_nothing(text),
        "words": {"anyOf": [text, translations]},
        "some-words": {"anyOf": [text, some]},
        "translations": translations,
        "some-translations": some,
        "phrases": _phrases(known, tag, text),
        "whole-number": _number(0, number),
        "positive-number": _number(1, r"[1-9]\d{0,11}"),
        "truth": {"enum": [True, False, "true", "false"]},
        "day": _pattern(_DAY),
        "clock": _pattern(f"{_DAY}({_TIME})?"),
        "slug": {"type": ["string", "integer"], "pattern": f"^{_SLUG}$", "maxLength": 200},
        "alias": _pattern(r"https?://[^\s/?#]+([/?][^#\\]*)?|/(?!/)(?!(.*/)?\.)[^#\\]*"),
        "email": _pattern(r"[^@\s]+@[^@\s]+\.[^@\s.]+"),
        "language": _pattern(tag),
        "authority": _pattern(r"([\w.-]+@)?[a-z0-9-]+(\.[a-z0-9-]+)+"),
        "since": _year_or_day(),
        "record": _pattern(RECORD.pattern),
        "site-address": _pattern(r"https?://[^\s?#]+"),
        "numbering-system": {"enum": list(NUMBERING_SYSTEMS)},
        "file": {"type": _SCALAR, "pattern": rf"^(?!(.*/)?\.\.(/|$))(?!/)[^\\:{_UNSEEN}]+$"},
        "colour": _colour(),
        "picture-of-theme": _pattern(_IN_ASSETS % r"([sS][vV][gG]|[pP][nN][gG])"),
        "font-name": _pattern(_IN_ASSETS % r"[wW][oO][fF][fF]2"),
        "warning": {"enum": sorted(WARNINGS)},
        "topic": _one_of(known.topics, text),
        "person": _one_of(known.people, text),
    }


def _phrases(known: Known, tag: str, text: Schema) -> Schema:
    """One phrase or several, per language."""
    listed: Schema = {"anyOf": [text, {"type": "array", "items": text}, _IS_NOTHING]}
    if known.languages:
        of = {"properties": dict.fromkeys(known.languages, listed), "additionalProperties": False}
    else:
        of = {"propertyNames": {"pattern": f"^{tag}$"}, "additionalProperties": listed}
    return {"type": "object", **of}


def _or_nothing(schema: Schema) -> Schema:
    return {"anyOf": [schema, _IS_NOTHING]}


def _one_of(keys: Iterable[str], otherwise: Schema) -> Schema:
    listed = list(keys)
    return {"enum": listed} if listed else otherwise


def _pattern(expression: str) -> Schema:
    return {"type": "string", "pattern": rf"^\s*({expression})\s*$"}


def _colour() -> Schema:
    """An editor's YAML makes a number of one that has no letter, and lacks its sign."""
    return {"anyOf": [{"type": "integer"}, _pattern("#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")]}


def _year_or_day() -> Schema:
    """An editor's YAML makes a number of a year."""
    return {"anyOf": [{"type": "integer", "minimum": 1000}, _pattern(r"[1-9]\d{3}(-\d\d){0,2}")]}


def _number(least: int, digits: str) -> Schema:
    return {"anyOf": [{"type": "integer", "minimum": least}, _pattern(digits)]}
