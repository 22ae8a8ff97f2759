"""Values of which few are read, and when all of them are."""

from __future__ import annotations

from pathlib import Path

import pytest

from beyan.snapshot.store import Cache
from beyan.snapshot.tables import records
from beyan.snapshot.tables.records import Records

VALUES = {str(number): ("x" * 1_000, number) for number in range(100)}


@pytest.fixture
def read(tmp_path: Path) -> Records:
    cache = Cache(tmp_path)
    Records(VALUES).write(cache, "values", b"token")
    found, token = Records.read(cache, "values")
    assert token == b"token"
    return found


def test_all_values_are_read_at_once_when_as_many_were_asked_for_as_that_costs(
    read: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole: list[int] = []
    read_body = records._Whole._read_body

    def counted(self: records._Whole) -> memoryview:
        whole.append(self._asked)
        return read_body(self)

    monkeypatch.setattr(records._Whole, "_read_body", counted)
    monkeypatch.setattr(records, "_ALONE", 10_000)
    assert {name: read[name] for name in VALUES} == VALUES
    (asked,) = whole  # some 100 kB, 10 kB at a time
    assert 10 <= asked <= 12
