"""Addresses do not die, and releases stay the same ones for feeds, agencies and counts of reads."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner, Result

from beyan.cli import cli
from beyan.model.departure import Departure
from tests.conftest import CONFIG, NOW, SampleSite, release

Make = Callable[..., SampleSite]

A = "content/releases/2026/2026-03-05-a.az.md"
B = "content/releases/2026/2026-03-06-b.az.md"
ENGLISH = B.replace(".az.", ".en.")
ABOUT = "content/pages/about.az.md"
TOPICS, PEOPLE = "content/topics.yaml", "content/participants.yaml"
LEDGER = "content/addresses.csv"
SILENT = CONFIG.replace("[summary-missing]", "[summary-missing, date-in-name, release-vanishes]")
OWN = f"{SILENT}identity: {{authority: press.example.org, since: 2026}}\n"
TEXT = release("B", "2026-03-06", topics="[law]", participants="[ali-veli]")
FILES: Mapping[str, str] = {
    A: release("A"),
    B: TEXT,
    ENGLISH: release("B", "2026-03-06", slug="bee"),
    ABOUT: "---\ntitle: Haqqımızda\n---\nMətn.\n",
    TOPICS: "law:\n  name: {az: Qanun, en: Law}\n  slug: {az: law, en: law}\n",
    PEOPLE: "ali-veli:\n  name: {az: Əli Vəli, en: Ali Vali}\n  role: {az: Sədr, en: Chair}\n",
}
AZ, EN = "/az/releases/2026/b/", "/en/releases/2026/bee/"


def said(made: SampleSite, *arguments: str) -> Result:
    command = ["--site", str(made.root), "--ui-lang", "en", *arguments]
    return CliRunner().invoke(cli, command, catch_exceptions=False)


def rows(made: SampleSite) -> list[str]:
    header, *rest = (made.root / LEDGER).read_text().splitlines()
    assert header == "address,of,language,since"
    return rest


def ids(made: SampleSite) -> dict[str, set[str]]:
    """The identifiers in the three feeds and the agency item of the release B, by language."""
    found: dict[str, set[str]] = {}
    for language in ("az", "en"):
        home = made.output / language
        feed = json.loads((home / "feed.json").read_text())
        found[language] = {each["id"] for each in feed["items"] if each["title"] == "B"}
        for name in ("feed.xml", "rss.xml"):
            for entry in re.split(r"<(?:entry|item)>", (home / name).read_text())[1:]:
                if "<title>B</title>" in entry:
                    found[language] |= set(re.findall(r"<(?:id|guid)[^>]*>([^<]+)<", entry)[:1])
        for item in home.glob("releases/*/*/release.json"):
            value = json.loads(item.read_text())
            if value["headlines"][0]["value"] == "B":
                found[language].add(value["uri"])
    return found


@pytest.fixture(params=[SILENT, OWN], ids=["ids as ever", "ids of its own"])
def made(site: Make, request: pytest.FixtureRequest) -> SampleSite:
    made = site(FILES, request.param)
    assert made.build(records=True).codes == []
    return made


# --- the ledger ---------------------------------------------------------------------------------


def test_what_is_published_is_recorded_once_and_nothing_else(site: Make) -> None:
    held = release("Held", "2026-03-07", embargo="2026-12-01", topics="[secret]")
    secret = FILES[TOPICS] + "secret:\n  name: {az: Sirr, en: Secret}\n"
    made = site({**FILES, A.replace("-a.", "-h."): held, TOPICS: secret}, OWN)
    made.build(records=True)
    day = "2026-11-22"
    assert rows(made) == [
        f"/az/about/,pages/about,az,{day}",
        f"/az/participants/ali-veli/,participants/ali-veli,az,{day}",
        f"/az/releases/2026/a/,releases/2026-03-05-a,az,{day}",
        f"/az/releases/2026/b/,releases/2026-03-06-b,az,{day}",
        f"/az/topics/law/,topics/law,az,{day}",
        f"/en/participants/ali-veli/,participants/ali-veli,en,{day}",
        f"/en/releases/2026/bee/,releases/2026-03-06-b,en,{day}",
        f"/en/topics/law/,topics/law,en,{day}",
    ]
    before = rows(made)
    again = made.at(NOW + timedelta(days=1)).build(records=True)
    assert (rows(made), again.report.recorded) == (before, ())
    later = made.at(NOW + timedelta(days=20)).build(records=True)
    assert later.report.recorded == (LEDGER,)
    assert set(rows(made)) > set(before), "and what was there keeps its day"


def test_the_ledger_keeps_whole_identifiers_of_a_site_without_an_authority(site: Make) -> None:
    made = site(FILES)
    made.build(records=True)
    assert any(
        '"tag:press.example.org,2026:releases/2026/2026-03-06-b",az,' in row for row in rows(made)
    )


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        (TOPICS, "law: 5\n", "wrong-type"),
        (TOPICS, "law: {name: {az: Qanun, en: Law}, slug: 5}\n", "not-per-language"),
        (TOPICS, "law: [\n", "yaml-syntax"),
        (PEOPLE, "ali-veli: 5\n", "wrong-type"),
        (B, TEXT.replace("2026-03-06", "dünən"), "bad-date"),
    ],
)
@pytest.mark.parametrize("hours", [0, 2])
def test_what_has_an_error_is_not_told_as_gone_too(
    path: str, text: str, code: str, hours: int, site: Make
) -> None:
    """Nor in the builds that follow, nor where a registry has the error and the text is old."""
    made = site(FILES, OWN.replace(", release-vanishes", ""))
    made.build(records=True)
    for each in (made.root / "content").rglob("*"):
        then = each.stat().st_mtime - 3600 * hours
        os.utime(each, (then, then))
    made.build()
    made.change({path: text})
    for _ in range(3):
        assert set(made.build().codes) == {code}
    assert made.change({path: FILES[path]}).build().codes == []


def test_a_build_with_errors_records_nothing(site: Make) -> None:
    made = site({**FILES, A: release("A", topics="[nothing]")})
    assert made.build(records=True).report.exit_code == 1
    assert not (made.root / LEDGER).exists()


@pytest.mark.parametrize("records", [False, True])
def test_without_the_option_nothing_is_recorded(site: Make, records: bool) -> None:
    made = site(FILES)
    made.build(records=records)
    assert (made.root / LEDGER).exists() is records


def test_a_clock_that_is_ahead_records_nothing(site: Make) -> None:
    made = site(FILES)
    ahead = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    result = said(made, "build", "--record", "--now", ahead)
    assert (result.exit_code, (made.root / LEDGER).exists()) == (2, False)
    assert "--record" in result.stderr
    result = said(made, "build", "--record", "--now", NOW.isoformat())
    assert (result.exit_code, (made.root / LEDGER).exists()) == (0, True)
    assert f"changed: {LEDGER}" in result.stdout


def test_two_branches_that_recorded_one_address_are_merged(site: Make) -> None:
    line = "/az/about/,pages/about,az,"
    text = f"address,of,language,since\n{line}2026-05-01\n{line}2026-04-01\n"
    made = site({**FILES, LEDGER: text})
    assert made.build(records=True).codes == []
    assert rows(made)[0] == f"{line}2026-04-01"


WRONG: Mapping[str, tuple[str, list[str]]] = {
    "a header": ("address;of;language;since\n", ["table-header"]),
    "an address": ("az/about,pages/about,az,2026-01-01", ["bad-alias"]),
    "an owner": ("/az/about/,about,az,2026-01-01", ["bad-owner"]),
    "a day": ("/az/about/,pages/about,az,yesterday", ["bad-date"]),
    "no such day": ("/az/about/,pages/about,az,2026-02-30", ["bad-date"]),
    "too few values": ("/az/about/,pages/about", ["table-row"]),
    "two owners": (
        "/az/about/,pages/about,az,2026-01-01\n/az/about/,pages/x,az,2026-01-01",
        ["duplicate-item"],
    ),
}


@pytest.mark.parametrize(("text", "codes"), WRONG.values(), ids=WRONG.keys())
def test_a_ledger_that_cannot_be_read_is_an_error(site: Make, text: str, codes: list[str]) -> None:
    header = "" if "header" in codes[0] else "address,of,language,since\n"
    made = site({**FILES, LEDGER: f"{header}{text}\n"})
    for _ in range(2):
        result = made.build()
        assert (result.codes, result.report.exit_code) == (codes, 1)


# --- addresses that would die -------------------------------------------------------------------

C = B.replace("06-b.", "06-c.")
LOST: Mapping[str, tuple[dict[str, str | None], set[str], Departure]] = {
    "a draft": (
        {B: TEXT.replace("date:", "draft: true\ndate:")},
        {AZ, EN, "/az/topics/law/", "/en/topics/law/", "/az/participants/ali-veli/",
         "/en/participants/ali-veli/"},
        Departure.DRAFT,
    ),
    "another slug": ({ENGLISH: FILES[ENGLISH].replace("bee", "x")}, {EN}, Departure.ADDRESS),
    "another year": (
        {B: TEXT.replace("2026-03", "2025-03"), ENGLISH: FILES[ENGLISH].replace("2026-", "2025-")},
        {AZ, EN},
        Departure.ADDRESS,
    ),
    "no translation": ({ENGLISH: None}, {EN}, Departure.FILE),
    "a translation begun anew": (
        {ENGLISH: FILES[ENGLISH].replace("Mətn.", "<!-- az: Mətn. -->")},
        {EN},
        Departure.TRANSLATION,
    ),
    "no page": ({ABOUT: None}, {"/az/about/"}, Departure.FILE),
    "a page's slug": (
        {ABOUT: "---\ntitle: H\nslug: x\n---\nMətn.\n"}, {"/az/about/"}, Departure.ADDRESS,
    ),
    "a page's draft": (
        {ABOUT: "---\ntitle: H\ndraft: true\n---\nMətn.\n"}, {"/az/about/"}, Departure.DRAFT,
    ),
    "a topic's slug": (
        {TOPICS: FILES[TOPICS].replace("az: law", "az: huquq")},
        {"/az/topics/law/"},
        Departure.ADDRESS,
    ),
    "a topic that nothing is on": (
        {B: TEXT.replace("topics: [law]\n", "")},
        {"/az/topics/law/", "/en/topics/law/"},
        Departure.UNUSED,
    ),
    "a participant's key": (
        {PEOPLE: FILES[PEOPLE].replace("ali-veli", "ali"), B: TEXT.replace("ali-veli", "ali")},
        {"/az/participants/ali-veli/", "/en/participants/ali-veli/"},
        Departure.KEY,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "addresses", "reason"), LOST.values(), ids=LOST.keys())
@pytest.mark.parametrize("cache", [True, False], ids=["", "without a cache"])
def test_an_address_that_would_die_is_an_error_that_gives_the_line_to_add(
    made: SampleSite,
    files: dict[str, str | None],
    addresses: set[str],
    reason: Departure,
    cache: bool,
) -> None:
    before = made.build().tree()
    result = made.change(files).build(uses_cache=cache)
    told = [each for each in result.diagnostics if each.code == "address-lost"]
    values = [dict(each.values) for each in told]
    assert {each["address"] for each in values} == addresses
    assert result.report.exit_code == 1
    assert made.build().tree() == before, "until somebody decides"
    assert reason in {each["reason"] for each in values}
    # Each names a file, which is there or was.
    known = {*FILES, *files, B.replace("-b.az", "-b.en"), "content/releases/…"}
    assert all(
        any(each["file"].startswith(k.rpartition(".az")[0] or k) for k in known) for each in values
    )
    check = said(made, "check", "--now", NOW.isoformat())
    assert all(f"aliases: [{address}]" in check.stderr for address in addresses)
    # With these lines, wherever they stand, nothing is lost.
    lines = f"aliases: [{', '.join(sorted(addresses))}]\n"
    made.change({A: release("A").replace("date:", f"{lines}date:")})
    assert "address-lost" not in made.build().codes


@pytest.mark.parametrize(
    ("case", "place"),
    [
        ("a topic that nothing is on", TOPICS),
        ("a topic's slug", TOPICS),
        ("a page's slug", ABOUT),
        ("a page's draft", ABOUT),
        ("another slug", ENGLISH),
    ],
)
def test_an_address_that_would_die_is_told_where_what_had_it_stands(
    made: SampleSite, case: str, place: str
) -> None:
    made.build()
    files, _, reason = LOST[case]
    # The entry is not the first of its file.
    topics = "other: {name: {az: Başqa, en: Other}}\n" + str(files.get(TOPICS, FILES[TOPICS]))
    told = [
        each
        for each in made.change({**files, TOPICS: topics}).check().diagnostics
        if each.code == "address-lost"
    ]
    assert {(each.span.path, dict(each.values)["reason"]) for each in told} == {(place, reason)}
    if place == TOPICS:
        line = 1 + next(n for n, row in enumerate(topics.splitlines()) if row.startswith("law:"))
        assert {each.span.line for each in told} == {line}


def test_a_person_whom_no_release_names_any_more_is_told_at_the_line_of_the_registry(
    made: SampleSite,
) -> None:
    made.build()
    people = "other: {name: {az: Başqa Şəxs, en: Other Person}}\n" + FILES[PEOPLE]
    made.change({PEOPLE: people, B: TEXT.replace("participants: [ali-veli]\n", "")})
    told = [each for each in made.check().diagnostics if each.code == "address-lost"]
    line = 1 + next(n for n, row in enumerate(people.splitlines()) if row.startswith("ali-veli:"))
    assert {(each.span.path, each.span.line) for each in told} == {(PEOPLE, line)}
    assert {dict(each.values)["reason"] for each in told} == {Departure.UNUSED}


def test_a_deleted_release_is_named_by_its_file_and_its_line_of_the_ledger(
    made: SampleSite,
) -> None:
    made.change({B: None, ENGLISH: None, A: FILES[A].replace("date:", "topics: [law]\ndate:")})
    result = made.build(uses_cache=False)
    found = {dict(e.values)["address"]: e for e in result.diagnostics if e.code == "address-lost"}
    assert dict(found[AZ].values)["file"] == "content/releases/…/2026-03-06-b.az.md"
    path, line, _ = found[AZ].span
    assert (path, (made.root / LEDGER).read_text().splitlines()[line - 1][: len(AZ)]) == (
        LEDGER,
        AZ,
    )


@pytest.mark.parametrize(
    "end", ["expires: 2026-11-01", "withdrawn: {date: 2026-11-01, reason: {az: S., en: S.}}"]
)
def test_what_is_said_to_end_ends_with_the_pages_that_only_it_was_on(
    made: SampleSite, end: str
) -> None:
    made.change({B: TEXT.replace("date:", f"{end}\ndate:")})
    assert made.build(strict=True).codes == []


def test_the_error_stands_in_place_of_the_warning(site: Make) -> None:
    made = site(FILES, CONFIG.replace("[summary-missing]", "[summary-missing, date-in-name]"))
    made.build(records=True)
    new = A.replace("-a.", "-new.")
    made.change({new: release("New")}).build()
    made.change({new: None, ENGLISH: FILES[ENGLISH].replace("bee", "x")})
    assert sorted(made.build().codes) == ["address-lost", "release-vanishes"]


def test_a_clock_before_the_ledger_misses_nothing(made: SampleSite) -> None:
    assert made.at(datetime(2026, 3, 5, 12, tzinfo=UTC)).check().codes == []


def test_whoever_gives_an_address_up_deletes_its_line(made: SampleSite) -> None:
    made.change({ABOUT: None})
    assert made.build().codes == ["address-lost"]
    path = made.root / LEDGER
    path.write_text(
        "".join(row for row in path.read_text().splitlines(True) if "/about/" not in row)
    )
    assert made.build().codes == []


def test_without_a_ledger_nothing_is_checked_and_status_advises_one(site: Make) -> None:
    made = site(FILES, SILENT)
    assert made.build(strict=True).codes == []
    assert made.change({ABOUT: None}).build(strict=True).codes == []
    lines = said(made, "status").stdout.splitlines()
    assert any("build --record" in line for line in lines)
    assert max(map(len, lines)) <= 80
    made.build(records=True)
    assert "--record" not in said(made, "status").stdout


# --- aliases of topics and people ---------------------------------------------------------------


@pytest.mark.parametrize("path", [TOPICS, PEOPLE])
@pytest.mark.parametrize(
    ("alias", "language"), [("/az/kohne/", "az"), ("/en/old/", "en"), ("/old.php", "az")]
)
def test_an_old_address_of_a_topic_or_person_leads_to_its_page(
    site: Make, path: str, alias: str, language: str
) -> None:
    made = site({**FILES, path: f"{FILES[path]}  aliases: [{alias}]\n"})
    result = made.build()
    assert result.codes == []
    kind = "topics/law" if path == TOPICS else "participants/ali-veli"
    assert f"https://press.example.org/{language}/{kind}/" in result.html(alias)
    assert f"{alias} https://press.example.org/{language}/{kind}/ 301" in result.html("/_redirects")


def test_an_alias_of_what_nobody_may_see_yet_is_nowhere(site: Make) -> None:
    held = FILES[B].replace("date:", "embargo: 2026-12-01\ndate:")
    made = site({**FILES, B: held, TOPICS: f"{FILES[TOPICS]}  aliases: [/gizli/]\n"})
    assert not any("gizli" in path for path in made.build().files)
    assert "gizli" not in made.build().html("/_redirects")


def test_two_old_addresses_that_are_one_collide_in_registries_too(site: Make) -> None:
    more = "  aliases: [/old/]\n"
    made = site({**FILES, TOPICS: FILES[TOPICS] + more, PEOPLE: FILES[PEOPLE] + more})
    assert set(made.build().codes) == {"address-collision"}


# --- move ---------------------------------------------------------------------------------------


def test_a_move_keeps_all_text_and_its_old_address_leads_to_the_new_one(made: SampleSite) -> None:
    before = ids(made)
    text = (made.root / B).read_text().replace("title: B", "# qeyd\ntitle: B   # b")
    made.change({B: text})
    result = said(made, "move", B, "--slug", "yeni")
    assert (result.exit_code, result.stdout) == (0, f"changed: {B}\n")
    after = (made.root / B).read_text()
    added = [line for line in after.splitlines() if line not in text.splitlines()]
    assert added == ["slug: yeni", f"aliases: [{AZ}]"]
    assert [line for line in after.splitlines() if line not in added] == text.splitlines()
    assert made.build(records=True, strict=True).codes == []
    assert "/az/releases/2026/yeni/" in made.build().html(AZ)
    assert ids(made) == before


HEADS = {
    "a list in brackets": ("slug: b\naliases: [/old/]  # qeyd\n", "aliases: [/old/, {}]  # qeyd"),
    "a list of lines": ("slug: b\naliases:\n  - /old/  # qeyd\n", "  - /old/  # qeyd\n  - {}\n"),
    "lines not indented": ("aliases:\n- /old/\nslug: b\n", "- /old/\n- {}\nslug: yeni"),
    "nothing yet": ("slug:\naliases:\n", "slug: yeni\naliases: [{}]\n"),
    "an empty list": ("aliases: []\n", "aliases: [{}]\nslug: yeni"[:14]),
    "in quotes": ("slug: 'b'\naliases: ['/old/']\n", "slug: yeni\naliases: ['/old/', {}]"),
}


@pytest.mark.parametrize(("lines", "expected"), HEADS.values(), ids=HEADS.keys())
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_move_edits_front_matter_as_it_is_written(
    site: Make, lines: str, expected: str, end: str
) -> None:
    text = TEXT.replace("date:", f"{lines}date:").replace("\n", end)
    made = site({**FILES, B: text.encode()})
    assert said(made, "move", B, "--slug", "yeni").exit_code == 0
    after = (made.root / B).read_bytes().decode()
    assert expected.format(AZ).replace("\n", end) in after
    assert after.count("\n") - text.count("\n") in (0, 1, 2)
    assert ("\r" in after) is ("\r" in end)
    assert made.build().codes == []
    assert AZ[1:] + "index.html" in made.build().files
    # And back again, as often as anybody likes.
    assert said(made, "move", B, "--slug", "b").exit_code == 0
    assert made.build().codes == []
    assert {"az/releases/2026/b/index.html", "az/releases/2026/yeni/index.html"} <= (
        made.build().files
    )


def test_a_page_a_topic_and_a_person_move_alike(made: SampleSite) -> None:
    moves = (
        ("move", ABOUT, "--slug", "biz"),
        ("move", "--topic", "law", "--slug", "huquq", "--lang", "az"),
        ("move", "--participant", "ali-veli", "--key", "ali"),
    )
    changed = []
    for each in moves:
        result = said(made, *each)
        assert result.exit_code == 0, result.stderr
        changed.append(sorted(re.findall("changed: (.*)", result.stdout)))
    assert changed == [[ABOUT], [TOPICS], [PEOPLE, B]]
    assert (made.root / PEOPLE).read_text() == FILES[PEOPLE].replace(
        "ali-veli:\n", "ali:\n"
    ).replace(
        "Ali Vali}\n",
        "Ali Vali}\n  aliases: [/az/participants/ali-veli/, /en/participants/ali-veli/]\n",
    )
    built = made.build(records=True, strict=True)
    assert built.codes == []
    assert "/az/participants/ali/" in built.html("/az/participants/ali-veli/")
    assert "/az/topics/huquq/" in built.html("/az/topics/law/")
    assert "/en/topics/law/" not in built.html("/az/topics/law/")
    # Back again.
    for back in (
        ("move", "--participant", "ali", "--key", "ali-veli"),
        ("move", "--topic", "law", "--slug", "law"),
    ):
        assert said(made, *back).exit_code == 0
    assert made.build(strict=True).codes == []
    assert "/az/topics/law/" in made.build().html("/az/topics/huquq/")


REFUSED: Mapping[str, tuple[tuple[str, ...], int, str]] = {
    "no address": (("move", B, "--slug", "Yeni Ad"), 2, "bad-slug"),
    "another's": (("move", B, "--slug", "a"), 2, "address-collision"),
    "no file": (("move", "content/x.az.md", "--slug", "x"), 2, "unknown-edition"),
    "no topic": (("move", "--topic", "lav", "--slug", "x"), 2, "unknown-topic"),
    "no language": (
        ("move", "--topic", "law", "--slug", "x", "--lang", "xx"), 2, "unknown-language",
    ),
    "nobody": (("move", "--participant", "ali", "--key", "x"), 2, "unknown-participant"),
    "nothing": (("move",), 2, "--participant KEY --key NEW"),
    "two things": (("move", B, "--topic", "law", "--slug", "x"), 2, "--topic KEY"),
}  # fmt: skip


@pytest.mark.parametrize(("command", "code", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_move_is_refused_and_nothing_is_written(
    made: SampleSite, command: tuple[str, ...], code: int, told: str
) -> None:
    before = {p: p.read_bytes() for p in made.root.rglob("content/**/*") if p.is_file()}
    result = said(made, *command)
    assert (result.exit_code, told in result.stderr) == (code, True), result.stderr
    assert {p: p.read_bytes() for p in made.root.rglob("content/**/*") if p.is_file()} == before


ENTRIES: Mapping[str, tuple[str, str]] = {
    "lines, without a slug": (
        "law:\n  name:\n    az: Qanun  # ad\n    en: Law\n  # qeyd\n",
        "law:\n  name:\n    az: Qanun  # ad\n    en: Law\n"
        "  slug: {az: yeni}\n  aliases: [/az/topics/qanun/]\n  # qeyd\n",
    ),
    "brackets": (
        "law: {name: {az: Qanun, en: Law}}  # qeyd\n",
        "law: {slug: {az: yeni}, aliases: [/az/topics/qanun/], name: {az: Qanun, en: Law}}"
        "  # qeyd\n",
    ),
    "a slug in one language": (
        "law:\n  name: {az: Qanun, en: Law}\n  slug: {en: law}\n",
        "law:\n  name: {az: Qanun, en: Law}\n  aliases: [/az/topics/qanun/]\n"
        "  slug: {az: yeni, en: law}\n",
    ),
    "no line end": (
        "law:\n  name: {az: Qanun, en: Law}",
        "law:\n  name: {az: Qanun, en: Law}\n  slug: {az: yeni}\n  aliases: [/az/topics/qanun/]",
    ),
    "a mark before the text": (
        "\ufefflaw: {name: {az: Qanun, en: Law}}\n",
        "\ufefflaw: {slug: {az: yeni}, aliases: [/az/topics/qanun/], name: {az: Qanun, en: Law}}\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), ENTRIES.values(), ids=ENTRIES.keys())
def test_a_move_edits_registries_as_they_are_written(site: Make, before: str, after: str) -> None:
    made = site({**FILES, TOPICS: before})
    result = said(made, "move", "--topic", "law", "--slug", "yeni", "--lang", "az")
    assert (result.exit_code, (made.root / TOPICS).read_text()) == (0, after), result.stderr
    built = made.build()
    assert built.codes == []
    assert "/az/topics/yeni/" in built.html("/az/topics/qanun/")


def test_what_no_program_should_edit_is_left_to_the_officer(site: Make) -> None:
    head = "{title: B, date: 2026-03-06, aliases: [/x/]}"
    made = site({**FILES, B: f"---\n{head}\n---\nMətn.\n"})
    result = said(made, "move", B, "--slug", "yeni")
    assert result.exit_code == 2, result.stdout
    assert f"slug: yeni, aliases: [{AZ}]" in result.stderr
    assert (made.root / B).read_text() == f"---\n{head}\n---\nMətn.\n"
