"""No secret is anywhere, whatever the clock does; and nothing that may be seen is taken for one."""

from __future__ import annotations

import json
from datetime import timedelta
from html import escape
from random import Random
from urllib.parse import quote

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from beyan.audit.secrets import RUN, STEP, Secrets
from beyan.audit.watch import Watch
from beyan.console import FORMATS, Console
from beyan.model.leak import Leak
from tests.conftest import CONFIG, NOW, release
from tests.properties.conftest import MARK, Generated, Make, few, generated_sites

WITHDRAWN = Generated(
    files={
        "content/releases/2025/2025-12-23-r0.az.md": release(
            "r0", "2025-12-23", withdrawn="{date: 2025-12-23, reason: səbəb}"
        )
    },
    config=CONFIG,
    mode="notice",
    base_url="https://press.example.org",
    hidden=frozenset(),
)


@given(generated_sites(hidden=True), st.lists(st.integers(-400, 400), max_size=2), st.booleans())
@example(WITHDRAWN, [391, -348], True)
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
        # Before its day, a text cannot be withdrawn.
        assert (result.report.exit_code == 0) is ("future-withdrawal" not in result.codes)
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


LETTERS = "abcçdeəışöüğ"
TEXTS = st.lists(st.text(LETTERS, min_size=2, max_size=9), min_size=12, max_size=60).map(" ".join)


@given(TEXTS, st.data(), TEXTS)
def test_any_few_words_of_a_text_are_found_however_they_are_written(
    text: str, data: st.DataObject, around: str
) -> None:
    assume(len(text.replace(" ", "")) >= 2 * RUN)
    found = text.split()
    # As many as have enough letters, wherever they begin.
    at = data.draw(st.integers(0, len(found) - 1))
    run = " ".join(found[at:])
    assume(len(run.replace(" ", "")) >= RUN + STEP - 1)
    written = data.draw(
        st.sampled_from(
            (
                run,
                json.dumps(run),
                run.replace(" ", " <b>", 1).replace(" ", "</b>\n", 2),
                run.replace(" ", "\u00a0"),
                escape(escape(f"<em>{run}</em>")),
            )
        )
    )
    secrets = Secrets()
    secrets.prose(f"<p>{text}</p>", "x.az.md")
    page = f"{around} {written} {around}".encode()
    assert Watch(secrets.patterns).look("index.html", page, b"")
    assert not Watch(secrets.patterns).look("index.html", b"quite other words are here now", b"")


@pytest.mark.parametrize(("texts", "promised"), [(1, 35), (10, 53), (40, 115)])
def test_a_run_of_the_promised_length_is_found_wherever_it_begins(
    texts: int, promised: int
) -> None:
    random = Random(texts)
    secrets, written = Secrets(), []
    for number in range(texts):
        written.append("".join(random.choices("abcdefghij", k=4_000 if texts > 1 else 400)))
        secrets.prose(f"<p>{written[-1]}</p>", f"{number}.az.md")
    for text in written[:2]:
        for at in range(0, len(text) - promised, 1 if texts == 1 else 37):
            run = text[at : at + promised]
            assert Watch(secrets.patterns).read_all([b"x", f"<p>{run}</p>".encode()])[1], at


def test_of_files_that_are_searched_together_each_tells_what_it_has() -> None:
    secrets = Secrets()
    for title in ("Gizli qərar", "Başqa xəbər", "Gizli qərar barədə"):
        secrets.text(title, "x.az.md", Leak.TITLE)
    files = [f"<p>{text}</p>".encode() for text in ("Gizli qərarlar", "Gizli qərar", "", "Başqa")]
    found = Watch(secrets.patterns).read_all([*files, "xəbər. Başqa <b>xəbər</b>.".encode()])
    assert {at: len(keys) for at, keys in found.items() if keys} == {1: 1, 4: 1}


def test_what_is_known_too_well_is_not_looked_for_again() -> None:
    secrets = Secrets()
    secrets.text("Gizli qərar", "x.az.md", Leak.TITLE)
    secrets.text("Başqa xəbər", "y.az.md", Leak.TITLE)
    watch = Watch(secrets.patterns)
    many = "<p>Gizli qərar</p>".encode() * 6_000
    assert len(watch.read(many)) == 1
    assert len(watch.patterns.sought) == 1
    assert watch.read(many) == set()
    assert len(watch.read("Başqa xəbər".encode())) == 1


SAID = st.lists(st.text(LETTERS + "&'\"<«», ", min_size=4, max_size=9), min_size=2, max_size=5)


@given(SAID.map(" ".join), st.sampled_from(["", ", ", " «", ">", "\n", '"']), st.data())
def test_a_short_text_is_found_as_a_whole_however_it_is_written(
    text: str, beside: str, data: st.DataObject
) -> None:
    secrets = Secrets()
    secrets.text(text, "x.az.md", Leak.TITLE)
    assume(secrets and text[0].isalpha() and text[-1].isalpha())
    ways = (text.upper(), escape(text), escape(escape(text)), json.dumps(text)[1:-1], quote(text))
    written = data.draw(st.sampled_from(ways))
    assert Watch(secrets.patterns).read(f"a{beside} {written} b".encode())
    assert not Watch(secrets.patterns).read(f"a{beside} x{text.lower()}x b".encode())


@given(st.binary(max_size=300))
def test_any_bytes_can_be_searched(data: bytes) -> None:
    secrets = Secrets()
    secrets.text("Gizli qərar", "x.az.md")
    assert Watch(secrets.patterns).look("x.html", data, b"") == set()
