"""No secret is anywhere, whatever the clock does; and nothing that may be seen is taken for one."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyan.audit.secrets import Secrets
from beyan.audit.watch import Watch
from beyan.audit.words import words
from beyan.console import FORMATS, Console
from tests.conftest import NOW
from tests.properties.conftest import MARK, Generated, Make, few, generated_sites

OF_THE_CLOCK = {"release-vanishes", "withheld-link"}


@given(generated_sites(hidden=True), st.lists(st.integers(-400, 400), max_size=2), st.booleans())
@few
def test_whatever_the_clock_does_nothing_is_told_and_nothing_is_stopped(
    make: Make,
    generated: Generated,
    days: list[int],
    is_clean: bool,
) -> None:
    made = make(generated)
    for day in (*days, 0):
        result = made.at(NOW + timedelta(days=day)).build(uses_cache=not is_clean)
        assert "embargo-leak" not in result.codes
        assert result.report.exit_code == 0
    # At the clock of the last build: what the gate holds back then.
    for path, data in result.tree().items():
        assert MARK not in path.lower()
        assert MARK.encode() not in data.lower(), path


@given(generated_sites(hidden=True), st.sampled_from(FORMATS))
@few
def test_no_log_names_what_is_held_back(make: Make, generated: Generated, format: str) -> None:
    result = make(generated).build()
    with pytest.MonkeyPatch.context() as patch:
        said: list[str] = []
        patch.setattr("builtins.print", lambda text, **_: said.append(text))
        Console("en", format, discreet=True).build_report(result.report)
        Console("az", format, discreet=True).due(result.report)
    hidden = [key for key in result.report.withheld.keys if MARK in key]
    assert not [each for each in hidden if each.rpartition("/")[2] in "\n".join(said)]


TEXTS = st.lists(
    st.text(alphabet="abcçdeəışöüğ", min_size=2, max_size=9), min_size=6, max_size=40
).map(" ".join)


@given(TEXTS, st.data(), TEXTS)
def test_any_six_words_of_a_text_are_found_however_they_are_written(
    text: str, data: st.DataObject, around: str
) -> None:
    found = text.split()
    at = data.draw(st.integers(0, len(found) - 6))
    run = " ".join(found[at : at + 6])
    written = data.draw(
        st.sampled_from(
            (
                run,
                json.dumps(run),
                "".join(f"&#{ord(sign)};" for sign in run),
                run.replace(" ", " <b>", 1).replace(" ", "</b>\n", 2),
                run.replace(" ", "\u00a0"),
            )
        )
    )
    secrets = Secrets()
    secrets.text(text, "x.az.md")
    page = f"{around} {written} {around}".encode()
    assert Watch(secrets).look("index.html", page, b"")
    assert Watch(secrets, remembers=True).look("index.html", page, b"")
    assert not Watch(secrets).look("index.html", b"quite other words are here now", b"")


@given(st.binary(max_size=300))
def test_any_bytes_have_words(data: bytes) -> None:
    assert all(word.strip() for word in words(data))
