"""What a form may have at a place: its keys, and how a value there is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel

Location = tuple[str | int, ...]
_DASH = re.compile(r"(?:^|\s+)-\s*")


def keys_around(form: type[BaseModel], location: Location) -> list[str]:
    """The keys that may stand beside the one that ends `location`."""
    model = form
    for part in location[:-1]:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(str(part))
        model = (_model_in(field.annotation) if field else None) or model
    return list(model.model_fields)


def keys_below(form: type[BaseModel], location: Location) -> list[str]:
    """The keys that may stand below the one that ends `location`; none where it takes no keys."""
    model = _model_in(_annotation(form, location))
    return list(model.model_fields) if model is not None else []


def is_list(form: type[BaseModel], location: Location) -> bool:
    """Whether what stands at `location` is a list of groups of keys."""
    annotation = _annotation(form, location)
    return any(get_origin(each) is list for each in (annotation, *get_args(annotation)))


def example(form: type[BaseModel], location: Location, expected: str, value: object) -> str:
    """The value as it should be typed: `topics: [health]`, `photos: [{file: hall.jpg}]`."""
    annotation = _annotation(form, location)
    typed = _listed(value) if isinstance(value, str) else "…"
    group = _group(_model_in(annotation), typed)
    is_item = isinstance(location[-1], int)
    match expected:
        case "text":
            right = "…"
        case "list":
            right = f"[{typed if str in _types_in(annotation) or not group else group}]"
        case _:
            right = group or "{az: …, en: …}"
    key = location[-2] if is_item and len(location) > 1 else location[-1]
    return f"{key}: [{right}]" if is_item else f"{key}: {right}"


def _listed(typed: str) -> str:
    """`-law -health`, whose dashes lack their blanks, as the items of a list in brackets."""
    if not typed.startswith("-"):
        return typed
    return ", ".join(each for each in _DASH.split(typed) if each) or "…"


def _annotation(form: type[BaseModel], location: Location) -> Any:
    """The type of what stands at `location`, items of a list aside; None where nothing may."""
    annotation: Any = form
    for part in location:
        if not isinstance(part, int):
            model = _model_in(annotation)
            field = model.model_fields.get(str(part)) if model is not None else None
            if field is not None:
                annotation = field.annotation
            elif not _has_any_keys(annotation):
                annotation = None
    return annotation


def _has_any_keys(annotation: Any) -> bool:
    """Whether the keys are languages or the like, and none of a form."""
    return get_origin(annotation) is dict or any(map(_has_any_keys, get_args(annotation)))


def _group(model: type[BaseModel] | None, typed: str) -> str:
    """What has to stand in the model, or its first key; a file is what was typed."""
    if model is None:
        return ""
    needed = [name for name, field in model.model_fields.items() if field.is_required()]
    names = needed or list(model.model_fields)[:1]
    pairs = (f"{name}: {typed if name == 'file' else '…'}" for name in names)
    return f"{{{', '.join(pairs)}}}"


def _model_in(annotation: Any) -> type[BaseModel] | None:
    return next((each for each in _types_in(annotation) if issubclass(each, BaseModel)), None)


def _types_in(annotation: Any) -> Iterator[type]:
    """The types that a field is made of, alternatives and those of a list's items included."""
    if get_origin(annotation) is None and isinstance(annotation, type):
        yield annotation
    for argument in get_args(annotation):
        yield from _types_in(argument)
