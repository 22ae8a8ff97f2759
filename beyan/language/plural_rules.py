"""Which form of a message goes with which number: the rule of a catalogue, and that of CLDR."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

_T = TypeVar("_T")

# No rule of CLDR tells larger integers apart, but for the millions of French and its sisters,
# which no catalogue has a form for.
_TRIED = range(1000)


@lru_cache(maxsize=128)
def plural_function(rule: str) -> Callable[[int], int]:
    """Raises ValueError for what is no rule."""
    from gettext import c2py

    return c2py(rule)


@lru_cache(maxsize=32)
def usual_plural_forms(language: str) -> tuple[int, str]:
    """Those of the language where a file has no Plural-Forms, as gettext itself assumes some."""
    from babel import Locale, UnknownLocaleError
    from babel.messages.plurals import DEFAULT_PLURAL, get_plural

    try:
        count, rule = get_plural(Locale.parse(language, sep="-"))
    except (ValueError, UnknownLocaleError):
        count, rule = DEFAULT_PLURAL
    return count, rule


@lru_cache(maxsize=32)
def numbers_by_form(rule: str) -> dict[int, tuple[int, ...]]:
    """The numbers below a thousand that each form is chosen for."""
    function = plural_function(rule)
    return _grouped(map(function, _TRIED))


@lru_cache(maxsize=64)
def right_plural_forms(language: str, count: int, rule: str) -> str:
    """What the header should say where it sets other numbers apart than the language does; else
    nothing.

    gettext's own rules are right as well where they differ from CLDR's: Turkish has one form there.
    """
    from babel import Locale, UnknownLocaleError

    usual_count, usual_rule = usual_plural_forms(language)
    forms = numbers_by_form(rule)
    chosen = _partition(forms)
    if count == len(forms) == usual_count and chosen == _partition(numbers_by_form(usual_rule)):
        return ""
    try:
        form = Locale.parse(language, sep="-").plural_form
    except (ValueError, UnknownLocaleError):
        return ""
    known = {_partition(numbers_by_form(usual_rule)), _partition(_grouped(map(form, _TRIED)))}
    # Some tools write a form for fractions as well, which no whole number chooses.
    most = max(len(forms), len(form.tags) + 1)
    if chosen in known and len(forms) <= count <= most:
        return ""
    return f"nplurals={usual_count}; plural={usual_rule};"


def _grouped(chosen: Iterable[_T]) -> dict[_T, tuple[int, ...]]:
    found: dict[_T, list[int]] = {}
    for number, form in enumerate(chosen):
        found.setdefault(form, []).append(number)
    return {form: tuple(numbers) for form, numbers in found.items()}


def _partition(groups: dict[_T, tuple[int, ...]]) -> frozenset[tuple[int, ...]]:
    return frozenset(groups.values())
