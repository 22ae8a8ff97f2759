"""A document → the form it fills in, or every problem of its values at its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from beyan.model.diagnostic import Diagnostic, nearest, problem
from beyan.source.examples import Location, example, keys_around
from beyan.source.fields import Form
from beyan.source.placement import Misplaced, left_out, swallowed
from beyan.source.strict_yaml import Document, stated

F = TypeVar("F", bound=Form)


def validate(form: type[F], document: Document) -> tuple[F | None, list[Diagnostic]]:
    """The filled-in form, or every problem of the document at its place."""
    idle = _unknown_and_empty(form, document)
    try:
        filled_in = form.model_validate(stated(document.values) or {})
        return (None, idle) if idle else (filled_in, [])
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
    problems: list[Diagnostic] = idle
    offered: set[Location] = set()
    missing: list[tuple[Location, Diagnostic]] = []
    for details in errors:
        location = _real_location(document, details["loc"])
        if details["type"] == "missing":
            missing.append((location, _missing(document, location)))
            continue
        misplaced = _misplaced(form, document, location, details)
        if misplaced:
            problems += [each.told for each in misplaced]
            offered |= {each.location for each in misplaced}
            continue
        told = _diagnostic(form, document, location, details)
        problems.append(told)
        if told.code == "unknown-key" and told.suggestion:
            offered.add((*location[:-1], told.suggestion))
    # What a hint offers to write is not to be added besides: it would stand there twice.
    problems += [told for location, told in missing if location not in offered]
    return None, problems


def _unknown_and_empty(form: type[Form], document: Document) -> list[Diagnostic]:
    """Misspelt keys that wait for their value: a form never sees what states nothing."""
    return [
        _unknown_key(form, document, (key,))
        for key, value in document.values.items()
        if key not in form.model_fields and stated(value) is None
    ]


def _missing(document: Document, location: Location) -> Diagnostic:
    """Where the key stands without a value, there is a line for it already."""
    key = _shown_key(location)
    around = document.value(location[:-1])
    if isinstance(around, dict) and location[-1] in around:
        return problem("empty-value", document.key_span(location), key=key)
    return problem("missing-key", document.key_span(location), key=key)


def _misplaced(
    form: type[Form], document: Document, location: Location, details: ErrorDetails
) -> list[Misplaced]:
    """What is wrong with the place of keys, rather than with the value at `location`."""
    if details["type"] != "extra_forbidden":
        return list(swallowed(form, document, location))
    here = document.key_span(location)
    further_out = [e for e in swallowed(form, document, location[:-1]) if e.told.span == here]
    further_in = None if further_out else left_out(form, document, location)
    return further_out if further_in is None else [further_in]


def _diagnostic(
    form: type[Form], document: Document, location: Location, details: ErrorDetails
) -> Diagnostic:
    key = _shown_key(location)
    value = document.value(location)
    match details["type"]:
        case "extra_forbidden":
            return _unknown_key(form, document, location)
        case "list_type" | "dict_type" | "model_type" | "model_attributes_type" if (
            stated(value) is None
        ):
            return problem("empty-value", document.span(location), key=key)
        case "list_type":
            return _wrong_type(form, document, location, "list")
        case "dict_type" | "model_type" | "model_attributes_type":
            return _wrong_type(form, document, location, "group of keys")
        case "string_too_long" | "too_long":
            return problem("text-too-long", document.span(location), limit=5_000)
        case "enum" | "literal_error" if not isinstance(value, str):
            return _wrong_type(form, document, location, "text")
        case "wrong-type":
            return _wrong_type(form, document, location, details["ctx"]["expected"])
        case "enum" | "literal_error":
            expected = str(details.get("ctx", {}).get("expected", ""))
            choices = expected.replace(" or ", ", ").replace("'", "").split(", ")
            return problem(
                "bad-choice",
                document.span(location),
                key=key,
                value=value,
                choices=", ".join(choices),
                suggestion=nearest(str(value), choices),
            )
        case "too_short":
            return problem("empty-value", document.span(location), key=key)
        case code:
            values = {name: str(value) for name, value in details.get("ctx", {}).items()}
            values.pop("code", None)
            suggestion = values.pop("suggestion", "")
            return problem(code, document.span(location), key=key, suggestion=suggestion, **values)


def _unknown_key(form: type[Form], document: Document, location: Location) -> Diagnostic:
    key, known = _shown_key(location), keys_around(form, location)
    around = document.value(location[:-1])
    free = [each for each in known if not isinstance(around, dict) or each not in around]
    return problem(
        "unknown-key",
        document.key_span(location),
        key=key,
        known=", ".join(known),
        suggestion=nearest(key, free),
    )


def _wrong_type(
    form: type[Form], document: Document, location: Location, expected: str
) -> Diagnostic:
    return problem(
        "wrong-type",
        document.span(location),
        key=_shown_key(location),
        expected=expected,
        example=example(form, location, expected, document.value(location)),
    )


def _shown_key(location: Location) -> str:
    """`title`; an item of a list by its number: `photos #2`."""
    if len(location) > 1 and isinstance(location[-1], int):
        return f"{location[-2]} #{location[-1] + 1}"
    return str(location[-1]) if location else ""


def _real_location(document: Document, loc: Iterable[str | int]) -> Location:
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
