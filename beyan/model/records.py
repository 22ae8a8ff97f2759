"""`dataclass` of the standard library, with methods that are compiled when they are first called.

The program has a hundred such classes, and a command calls the methods of a few: to compile all was
a quarter of the time that the modules of Bəyan take to import, before any work begins.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

Class = type[Any]


def _dataclass(
    *, frozen: bool = False, slots: bool = False, kw_only: bool = False
) -> Callable[[Class], Class]:
    """What makes a class of its fields; methods that it has itself stay."""

    def made(cls: Class) -> Class:
        own = frozenset(cls.__dict__)
        cls.__doc__ = cls.__doc__ or cls.__name__  # otherwise it is made of a signature
        make = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)
        record: Class = make(cls)
        methods = {"__init__": _init_of, "__repr__": _repr_of, "__eq__": _eq_of}
        ready: dict[str, object] = {}
        if frozen:
            methods["__hash__"] = _hash_of
            ready = {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
            if slots:
                ready |= {"__getstate__": _state, "__setstate__": _set_state}
        elif "__hash__" not in own:
            ready = {"__hash__": None}
        for name, method in ready.items():
            setattr(record, name, method)
        for name in methods.keys() - own:
            _compile_later(record, name, methods[name])
        return record

    return made


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    dataclass = _dataclass


def _compile_later(record: Class, name: str, make: Callable[[Class], Any]) -> None:
    def first(self: object, *arguments: object, **named: object) -> Any:
        method = make(record)
        method.__qualname__ = f"{record.__qualname__}.{name}"
        setattr(record, name, method)
        return method(self, *arguments, **named)

    setattr(record, name, first)


def _init_of(record: Class) -> Any:
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": dataclasses.MISSING}
    parameters, by_name, lines = ["self"], list[str](), list[str]()
    is_frozen = vars(record).get("__setattr__") is _refuse_to_set
    for field in dataclasses.fields(record):
        name, given, value = field.name, field.name, field.name
        if field.default is not dataclasses.MISSING:
            known[f"_{name}"] = field.default
            given, value = f"{name}=_{name}", name if field.init else f"_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            known[f"_{name}"] = field.default_factory
            given = f"{name}=_missing"
            value = f"_{name}() if {name} is _missing else {name}" if field.init else f"_{name}()"
        elif not field.init:
            continue
        if field.init:
            (by_name if field.kw_only else parameters).append(given)
        lines.append(f"_set(self, {name!r}, {value})" if is_frozen else f"self.{name} = {value}")
    if hasattr(record, "__post_init__"):
        lines.append("self.__post_init__()")
    all_parameters = [*parameters, *(["*", *by_name] if by_name else [])]
    return _compiled("__init__", all_parameters, lines or ["pass"], known)


def _repr_of(record: Class) -> Any:
    shown = [field.name for field in dataclasses.fields(record) if field.repr]
    inside = ", ".join(f"{name}={{self.{name}!r}}" for name in shown)
    line = f'return f"{{self.__class__.__qualname__}}({inside})"'
    return _compiled("__repr__", ["self"], [line], {})


def _eq_of(record: Class) -> Any:
    same = f"{_values(record, 'self')} == {_values(record, 'other')}"
    lines = [f"if other.__class__ is self.__class__: return {same}", "return NotImplemented"]
    return _compiled("__eq__", ["self", "other"], lines, {})


def _hash_of(record: Class) -> Any:
    return _compiled("__hash__", ["self"], [f"return hash({_values(record, 'self')})"], {})


def _values(record: Class, of: str) -> str:
    compared = (field.name for field in dataclasses.fields(record) if field.compare)
    return f"({''.join(f'{of}.{name}, ' for name in compared)})"


def _compiled(name: str, parameters: list[str], lines: list[str], known: dict[str, Any]) -> Any:
    exec(f"def {name}({', '.join(parameters)}):\n" + "".join(f" {e}\n" for e in lines), known)
    return known[name]


def _refuse_to_set(self: object, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
