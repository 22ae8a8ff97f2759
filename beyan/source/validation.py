"""A document → the form it fills in, or every problem of its values at its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from beyan.model.diagnostic import Diagnostic, Span, nearest, problem
from beyan.source.examples import example, keys_around
from beyan.source.fields import Form
from beyan.source.strict_yaml import Document

F = TypeVar("F", bound=Form)


def validate(form: type[F], document: Document) -> tuple[F | None, list[Diagnostic]]:
    """The filled-in form, or every problem of the document at its place."""
    try:
        return form.model_validate(_pruned(document.values)), []
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        return None, [_diagnostic(form, document, details) for details in found]


def _pruned(value: Any) -> Any:
    """Empty keys count as not stated: a scaffold leaves them for the officer to fill in."""
    if isinstance(value, dict):
        return {key: _pruned(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_pruned(item) for item in value]
    return value


def _diagnostic(form: type[Form], document: Document, details: ErrorDetails) -> Diagnostic:
    location = _real_location(document, details["loc"])
    key = _shown_key(location)
    match details["type"]:
        case "missing":
            return problem("missing-key", _span_of_missing(document, location), key=key)
        case "extra_forbidden":
            known = keys_around(form, location)
            return problem(
                "unknown-key",
                document.key_span(location),
                key=key,
                known=", ".join(known),
                suggestion=nearest(key, known),
            )
        case "list_type":
            return _wrong_type(form, document, location, "list")
        case "dict_type" | "model_type" | "model_attributes_type":
            return _wrong_type(form, document, location, "group of keys")
        case "string_too_long" | "too_long":
            return problem("text-too-long", document.span(location), limit=5_000)
        case "enum" | "literal_error" if not isinstance(_value_at(document, location), str):
            return _wrong_type(form, document, location, "text")
        case "wrong-type":
            return _wrong_type(form, document, location, details["ctx"]["expected"])
        case "enum" | "literal_error":
            expected = str(details.get("ctx", {}).get("expected", ""))
            choices = expected.replace(" or ", ", ").replace("'", "").split(", ")
            value = str(_value_at(document, location))
            return problem(
                "bad-choice",
                document.span(location),
                key=key,
                value=value,
                choices=", ".join(choices),
                suggestion=nearest(value, choices),
            )
        case "too_short":
            return problem("empty-value", document.span(location), key=key)
        case code:
            values = {name: str(value) for name, value in details.get("ctx", {}).items()}
            values.pop("code", None)
            suggestion = values.pop("suggestion", "")
            return problem(code, document.span(location), key=key, suggestion=suggestion, **values)


def _wrong_type(
    form: type[Form], document: Document, location: tuple[str | int, ...], expected: str
) -> Diagnostic:
    return problem(
        "wrong-type",
        document.span(location),
        key=_shown_key(location),
        expected=expected,
        example=example(form, location, expected, _value_at(document, location)),
    )


def _shown_key(location: tuple[str | int, ...]) -> str:
    """`title`; an item of a list by its number: `photos #2`."""
    if len(location) > 1 and isinstance(location[-1], int):
        return f"{location[-2]} #{location[-1] + 1}"
    return str(location[-1]) if location else ""


def _real_location(document: Document, loc: Iterable[str | int]) -> tuple[str | int, ...]:
    """The location without the names of union members, which pydantic puts between."""
    value: Any = document.values
    location: list[str | int] = []
    parts = list(loc)
    for position, part in enumerate(parts):
        if isinstance(value, dict) and (part in value or position == len(parts) - 1):
            value = value.get(str(part))
            location.append(part)
        elif isinstance(value, list) and isinstance(part, int):
            value = value[part]
            location.append(part)
    return tuple(location)


def _span_of_missing(document: Document, location: tuple[str | int, ...]) -> Span:
    """The empty key where there is one, else where the mapping that lacks it begins."""
    return document.key_span(location) if location else document.span()


def _value_at(document: Document, location: Iterable[str | int]) -> Any:
    value: Any = document.values
    for part in location:
        value = value[part]
    return value
