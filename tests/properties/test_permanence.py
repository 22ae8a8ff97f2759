"""Whatever is renamed, moved and dated anew: every dead address is told, ids and reads stay."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.conftest import CONFIG, SampleSite, release

SPELLED = CONFIG.replace(
    "[summary-missing]", "[summary-missing, date-in-name, release-vanishes, probable-twins]"
)
OWN = "identity: {authority: press.example.org, since: 2026}\n"
VIEWS = "content/views.csv"
READS = {"R0": 3, "R1": 40, "R2": 500}
STEMS = ("2026-03-05-a", "2026-03-06-b", "2026-03-07-c", "2026-03-08-d", "x")


@dataclass(frozen=True)
class Text:
    title: str
    folder: str
    stem: str
    date: str
    slug: str
    aliases: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return f"content/releases/{self.folder}/{self.stem}.az.md"

    @property
    def address(self) -> str:
        return f"/az/releases/{self.date[:4]}/{self.slug}/"

    def file(self) -> str:
        more = {"slug": self.slug, "aliases": f"[{', '.join(self.aliases)}]"}
        return release(self.title, self.date, **more)


@dataclass
class Office:
    made: SampleSite
    texts: list[Text] = field(default_factory=list)
    count: int = 0

    def write(self, before: list[Text]) -> None:
        gone = {each.path: None for each in before}
        self.made.change({**gone, **{each.path: each.file() for each in self.texts}})

    def ids(self) -> dict[str, str]:
        feed = json.loads((self.made.output / "az/feed.json").read_text())
        return {each["title"]: each["id"] for each in feed["items"]}

    def reads(self) -> dict[str, int]:
        pages = [self.made.output / f"{each.address[1:]}index.html" for each in self.texts]
        found = [re.findall(r"(\d+) dəfə oxunub", page.read_text()) for page in pages]
        return {each.title: int(*n or "0") for each, n in zip(self.texts, found, strict=True)}

    def alive(self) -> set[str]:
        """What would answer, told by nothing but the texts."""
        return {address for each in self.texts for address in (each.address, *each.aliases)}


EDITS = ("folder", "stem", "slug", "date", "none")
steps = st.lists(
    st.tuples(st.sampled_from(EDITS), st.integers(0, 2), st.integers(0, 9)), min_size=1, max_size=5
)


@pytest.mark.parametrize("own", ["", OWN], ids=["ids as ever", "own"])
@given(edits=steps)
@example(edits=[("stem", 0, 1), ("stem", 1, 0)])  # a name that another had
@example(edits=[("stem", 1, 0), ("stem", 2, 1), ("stem", 0, 2), ("folder", 1, 1)])
@settings(
    max_examples=6,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_every_dead_address_is_told_and_ids_and_reads_stay(
    tmp_path_factory: pytest.TempPathFactory, own: str, edits: list[tuple[str, int, int]]
) -> None:
    root: Path = tmp_path_factory.mktemp("site")
    office = Office(SampleSite(root))
    office.texts = [
        Text(title, "2026", stem, stem[:10], f"s{n}")
        for n, (title, stem) in enumerate(zip(READS, STEMS, strict=False))
    ]
    rows = (f"2026-04,2026/{each.stem},az,{READS[each.title]}\n" for each in office.texts)
    views = "month,release,language,reads\n" + "".join(rows)
    office.made.change({"site_config.yaml": SPELLED + own, VIEWS: views})
    office.write([])
    assert office.made.build(records=True).codes == []
    ids, ever = office.ids(), office.alive()
    assert (len(set(ids.values())), office.reads()) == (3, READS)
    for kind, which, value in edits:
        before = list(office.texts)
        office.texts[which] = _edited(office, kind, which, value)
        office.write(before)
        result = office.made.build(records=True)
        dead = ever - office.alive()
        lost = [dict(each.values) for each in result.diagnostics if each.code == "address-lost"]
        assert {each["address"] for each in lost} == dead
        if dead:
            assert result.report.exit_code == 1
            text = office.texts[which]
            office.texts[which] = replace(text, aliases=(*text.aliases, *sorted(dead)))
            office.write([])
            result = office.made.build(records=True)
        assert result.codes == [], edits
        ever |= office.alive()
        assert (office.ids(), office.reads()) == (ids, READS)


def _edited(office: Office, kind: str, which: int, value: int) -> Text:
    text = office.texts[which]
    taken = {each.stem for n, each in enumerate(office.texts) if n != which}
    match kind:
        case "folder":
            return replace(text, folder=("2026", "2027", "elsewhere/deep")[value % 3])
        case "stem":
            return replace(text, stem=[each for each in STEMS if each not in taken][value % 3])
        case "slug":
            office.count += 1
            return replace(text, slug=f"s{office.count + 2}")
        case "date":
            date = f"{2019 + value % 8}-0{value % 9 + 1}-05"
            moved = replace(text, date=date)
            return replace(moved, aliases=tuple(a for a in text.aliases if a != moved.address))
    return text
