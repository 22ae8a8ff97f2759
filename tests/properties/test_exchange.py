"""What goes out to translators comes back as it was, whatever a release says."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from beyan.desk.editions import AnyEdition, Stopped, read
from beyan.desk.exchange.exporting import FORMS, export
from beyan.desk.exchange.importing import import_files
from beyan.desk.exchange.reading import read_rows
from beyan.desk.exchange.rows import DONE, NEW, Languages, Row
from beyan.desk.scaffold import quoted
from beyan.model.config import Config
from beyan.source.glossary import Glossary
from beyan.source.settings import load_config
from beyan.source.translation import parts
from tests.conftest import CONFIG

FOLDER = "content/releases/2026"
AZ, EN = (f"{FOLDER}/2026-03-05-a.{tag}.md" for tag in ("az", "en"))
some = settings(
    phases=(Phase.explicit, Phase.generate),
    max_examples=15,
    print_blob=True,
)

words = st.sampled_from(
    ["Görüş", "keçirildi", "“sitat”", "'dırnaq'", '"düz"', "50%", "=SUM(A1)", "@ad", "a\\b", "C:\\",
     "№ 5", "–", "…", "a\xa0b", "İstanbul", "Ёлка", "مرحبا", "中文", "😀", "&amp;", "&", "x < y",
     "%(name)s", "{count}", "$x", "it's", "# altı", "- xətt", "+994 12", "null", "no", "12:30",
     "[x]", "az: b", "\\*", "msgid", "~", "!", "?", ";", "a;b", "\t", "e\u0301"]
)  # fmt: skip
phrases = (
    st.lists(words, min_size=1, max_size=6)
    .map(" ".join)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
blocks = st.one_of(
    phrases,
    st.lists(phrases, min_size=2, max_size=4).map("\n".join),
    st.lists(phrases, min_size=2, max_size=3).map("  \n".join),
    phrases.map("## {}".format),
    phrases.map("**{}** və *vurğu*".format),
    phrases.map("> {}\n> davamı".format),
    st.lists(phrases, min_size=1, max_size=4).map(lambda items: "- " + "\n- ".join(items)),
    phrases.map("1. {}\n   - içəri\n   - yenə\n2. ikinci".format),
    phrases.map("- bənd\n\n    {}\n\n    - alt bənd".format),
    st.just("```\nkod\n\n\n  sətir `x`\n```"),
    st.just("~~~\n<!-- kodda -->\n~~~"),
    st.just("| a | b |\n|---|--:|\n| 1 | **2** |"),
    st.just("[keçid](https://example.org/a_b?c=d&e=f \"ad\") və [başqa][r]\n\n[r]: /about/"),
    st.just("Qeyd[^1] burada.\n\n[^1]: Qeydin mətni."),
    st.just("<p lang=\"en\">Raw <em>HTML</em></p>"),
    st.just("Mətn `kod <!-- a -->` yenə `{x}`."),
    st.just("<!-- məmurun qeydi -->"),
    st.just("Mətn <!-- arada qeyd --> davam."),
    st.just("*[QHT]: Qeyri-hökumət təşkilatı"),
)  # fmt: skip


class Site(NamedTuple):
    root: Path
    config: Config

    def edition(self, path: str) -> AnyEdition:
        return read(self.root, self.config, path)

    def write(self, head: Mapping[str, str], body: list[str]) -> None:
        lines = "".join(f"{key}: {value}\n" for key, value in head.items())
        path = self.root / AZ
        path.parent.mkdir(parents=True, exist_ok=True)
        text = f"---\ndate: 2026-03-05\n{lines}---\n" + "\n\n".join(body) + "\n"
        path.write_text(text, encoding="utf-8", newline="")
        try:
            self.edition(AZ)
        except Stopped:
            assume(False)

    def out_and_back(self, form: str, fill: Callable[[Row], Row]) -> None:
        out, back = self.root / "out", self.root / "back"
        out.unlink(missing_ok=True)
        export(self.root, self.config, [AZ], form, "en", out, Glossary())
        rows = [fill(row) for row in read_rows(out)]
        languages = Languages("az", "en")
        back.write_bytes(FORMS[form].written(rows, languages, self.config.base_url))
        import_files(self.root, self.config, [back], {})

    def assert_same_words(self) -> None:
        original, translation = self.edition(AZ), self.edition(EN)
        assert translation.prose.html == original.prose.html
        assert not translation.is_waiting
        assert _said(translation) == _said(original)


def _said(edition: AnyEdition) -> dict[object, list[str]]:
    """By place; corrections have their days, and no order."""
    found: dict[object, list[str]] = {}
    for part in parts(edition):
        place = part.name if part.name == "corrections" else part.place
        found.setdefault(place, []).append(" ".join(part.text.split()))
    return {place: sorted(each) for place, each in found.items()}


def translated(row: Row) -> Row:
    return row._replace(target=row.source, state=DONE)


@st.composite
def heads(draw: st.DrawFn) -> dict[str, str]:
    def words() -> str:
        return quoted(draw(phrases))

    def flow() -> str:
        text = draw(phrases).replace("\\", "\\\\").replace('"', '\\"')
        return f'"{text}"'

    found = {"title": words()}
    if draw(st.booleans()):
        found["summary"] = (
            f"|\n  {draw(phrases)}\n  {draw(phrases)}" if draw(st.booleans()) else words()
        )
    if draw(st.booleans()):
        found["participants"] = (
            f"\n  - {{name: {flow()}, role: {flow()}}}"
            f"\n  - name: {words()}\n    organisation: {words()}"
        )
    if draw(st.booleans()):
        found["photos"] = f"[{{file: a.jpg, alt: {flow()}, caption: {flow()}}}, {{file: b.jpg}}]"
    if draw(st.booleans()):
        found["corrections"] = (
            f"\n  - {{date: 2026-03-06, text: {flow()}}}"
            f"\n  - date: 2026-03-07 09:30\n    text: {words()}"
        )
    if draw(st.booleans()):
        found["withdrawn"] = f"{{date: 2026-03-08 10:00:05, reason: {flow()}}}"
    if draw(st.booleans()):
        found["contact"] = f"{{name: {flow()}, phone: '916'}}"
    return found


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    root = tmp_path_factory.mktemp("config")
    (root / "site_config.yaml").write_text(CONFIG)
    found, _ = load_config(root)
    assert found is not None
    return found


@pytest.mark.parametrize("form", FORMS)
@given(head=heads(), body=st.lists(blocks, max_size=8))
@some
def test_a_release_comes_back_as_it_went_out(
    form: str, config: Config, head: dict[str, str], body: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Site(Path(folder), config)
        made.write(head, body)
        made.out_and_back(form, translated)
        made.assert_same_words()
        # And once more, into the edition that is there.
        before = (made.root / EN).read_bytes()
        made.out_and_back(form, translated)
        assert (made.root / EN).read_bytes() == before


@given(
    form=st.sampled_from(sorted(FORMS)),
    head=heads(),
    body=st.lists(blocks, min_size=1, max_size=6),
    then=st.lists(blocks, max_size=3),
    data=st.data(),
)
@some
def test_what_is_translated_by_and_by_while_the_original_changes_is_whole_in_the_end(
    form: str,
    config: Config,
    head: dict[str, str],
    body: list[str],
    then: list[str],
    data: st.DataObject,
) -> None:
    def in_part(row: Row) -> Row:
        return translated(row) if data.draw(st.booleans()) else row._replace(target="", state=NEW)

    with tempfile.TemporaryDirectory() as folder:
        made = Site(Path(folder), config)
        made.write(head, body)
        made.out_and_back(form, in_part)
        for block in then:
            at = data.draw(st.integers(0, len(body)))
            # Put in between, in the place of another, or taken out.
            body[at : at + data.draw(st.integers(0, 2))] = (
                [block] if data.draw(st.booleans()) else []
            )
        made.write({**head, "title": quoted(data.draw(phrases))}, body)
        made.out_and_back(form, translated)
        made.assert_same_words()
