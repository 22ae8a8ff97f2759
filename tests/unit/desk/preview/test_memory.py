"""Memory that nobody uses any more."""

from __future__ import annotations

import ctypes
import gc
import weakref

import pytest

from beyan.desk.preview.memory import give_back


class Ring:
    def __init__(self) -> None:
        self.itself = self


def test_what_is_in_a_circle_goes_even_if_it_was_frozen() -> None:
    ring = Ring()
    gone = weakref.ref(ring)
    gc.freeze()
    del ring
    give_back()
    assert gone() is None


@pytest.mark.parametrize("error", [AttributeError, OSError, TypeError])
def test_other_systems_keep_what_they_keep(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: object) -> None:
        raise error

    monkeypatch.setattr(ctypes, "CDLL", missing)
    ring = Ring()
    gone = weakref.ref(ring)
    del ring
    give_back()
    assert gone() is None
