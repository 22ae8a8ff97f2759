"""What a translation follows, and what is said when it lags behind."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from beyan.model.diagnostic import Span
from beyan.model.messages import WRITING
from beyan.source.edition import (
    EditionFile,
    EditionName,
    ReleaseForm,
    read_edition,
)
from beyan.source.translation import Part, changes, parts, record
from tests.conftest import SampleSite

Make = Callable[..., SampleSite]
AZ, EN = (f"content/releases/2026/a.{tag}.md" for tag in ("az", "en"))
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)
HEAD = "title: Başlıq\ndate: 2026-03-05\n"


def edition(head: str = HEAD, text: str = "Mətn.") -> EditionFile[ReleaseForm]:
    name = EditionName("releases/2026/a", "az", "a")
    found, problems = read_edition(f"---\n{head}---\n{text}\n".encode(), AZ, ReleaseForm, name)
    assert {each.code for each in problems} <= WRITING
    assert found is not None
    return found


def fingerprints(head: str = HEAD, text: str = "Mətn.") -> str:
    return record(parts(edition(head, text)))


def original(text: str = "Bir.\n\nİki.", head: str = HEAD) -> str:
    return f"---\n{head}---\n{text}\n"


def translation(of: str, text: str = "One.\n\nTwo.", more: str = "") -> str:
    head, _, body = of.removeprefix("---\n").partition("---\n")
    digest = record(parts(edition(head, body)))
    return (
        f"---\ntitle: Title\n{more}translated_from: {{edition: az, digest: '{digest}'}}\n---\n"
        f"{text}\n"
    )


def test_every_text_of_an_edition_is_a_part_with_its_place() -> None:
    head = (
        "title: Başlıq\ndate: 2026-03-05\nsummary: Xülasə\nplace: Bakı\n"
        "participants: [aysel, {name: Rauf, role: {az: Sədr, en: Chair}}]\n"
        "photos:\n  - file: a.jpg\n    alt: Zal\n    credit: {en: Press}\n"
        "attachments: [{file: a.pdf, title: Proqram}]\n"
        "contact: {name: Xidmət}\nwithdrawn: {date: 2026-03-06, reason: Səhv}\n"
        "corrections: [{date: 2026-03-06, text: Düzəliş}]\n"
    )
    found = list(parts(edition(head, "Bir\nsətir.\n\n## Bölmə\n\n- a\n- b")))
    assert [(each.name, each.text) for each in found] == [
        ("title", "Başlıq"),
        ("summary", "Xülasə"),
        ("place", "Bakı"),
        ("participants", "Rauf"),
        ("participants", "Sədr"),
        ("photos", "Zal"),
        ("attachments", "Proqram"),
        ("contact", "Xidmət"),
        ("withdrawn", "Səhv"),
        ("corrections", "Düzəliş"),
        ("text", "Bir\nsətir."),
        ("text", "## Bölmə"),
        ("text", "- a\n- b"),
    ]
    lines = [each.span.line for each in found]
    assert lines == [2, 4, 5, 6, 6, 9, 11, 12, 13, 14, 16, 19, 21]


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (HEAD.replace("\n", "  \n"), "Bir iki.  \n\n\nÜç."),
        (HEAD, "Bir\niki.\n\nÜç."),
        (HEAD + "slug: x\nviews: 5\naliases: [/x/]\ntopics: [law]\n", "Bir iki.\n\nÜç."),
        (HEAD, "Bir iki.\n\n<!-- qeyd -->\n\nU\u0308ç."),
    ],
    ids=["spaces", "wrapped", "facts and addresses", "notes and composed letters"],
)
def test_what_no_translator_sees_does_not_count(head: str, text: str) -> None:
    assert fingerprints(head, text) == fingerprints(HEAD, "Bir iki.\n\nÜç.")


@pytest.mark.parametrize("text", ["Bir iki.", "Üç.\n\nBir iki.", "Bir, iki.\n\nÜç."])
def test_a_paragraph_that_goes_moves_or_changes_counts(text: str) -> None:
    assert fingerprints(text=text) != fingerprints(text="Bir iki.\n\nÜç.")


def text_parts(*texts: str) -> list[Part]:
    return [Part("text", text, Span(AZ, 10 * n)) for n, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (("a", "x", "c"), [("b", "x", 20)]),
        (("a", "b", "x", "c"), [(None, "x", 30)]),
        (("a", "c"), [("b", None, 20)]),
        (("a", "b"), [("c", None, 20)]),
        (("b", "c", "x", "y"), [("a", None, 10), (None, "x", 30), (None, "y", 40)]),
        ((), [("a", None, 1), ("b", None, 1), ("c", None, 1)]),
        (("a", "b", "c"), []),
    ],
)
def test_changes_name_each_paragraph_where_it_stands_or_stood(
    now: tuple[str, ...], expected: list[tuple[str | None, str | None, int]]
) -> None:
    before, title = text_parts("a", "b", "c"), Part("title", "t", Span(AZ, 1))
    today = [title, *text_parts(*now)]
    recorded = record([title, *before])
    found = changes(recorded, today, [title, *before])
    assert [(each.before, each.now, each.span.line) for each in found] == expected
    # From the fingerprints alone: the same, without the old words.
    alone = changes(recorded, today)
    assert [(each.before, each.now) for each in alone] == [
        (None if old is None else "", new) for old, new, _ in expected
    ]


def test_an_original_that_changed_is_told_with_both_files(site: Make) -> None:
    source = original()
    made = site({AZ: source, EN: translation(source)})
    assert made.check().lines == []
    made.change({AZ: original("Bir.\n\nÜç.")})
    assert made.check().lines == [
        f"{EN}:3:1: [translation-outdated] {AZ} has changed since it was translated here"
    ]
    # Facts, addresses and line breaks are nothing to translate.
    assert made.change({AZ: original("Bir.\n\n\nİki.", HEAD + "views: 7\n")}).check().lines == []


def test_a_translation_is_on_no_page_while_a_note_of_the_original_is_left(site: Make) -> None:
    source = original()
    begun = translation(source, "One.\n\n<!-- az: İki. -->\n")
    link = "---\ntitle: B\ndate: 2026-03-06\n---\n[a](a.en.md)\n"
    made = site({AZ: source, EN: begun, "content/releases/2026/b.en.md": link})
    result = made.build()
    assert result.codes == ["withheld-link"]
    assert "en/releases/2026/a/index.html" not in result.files
    assert result.report.editions == 2
    assert '<link rel="alternate" hreflang="en"' not in result.html("/az/releases/2026/a/")
    result = made.change({EN: translation(source)}).build()
    assert result.codes == []
    assert "<p>Two.</p>" in result.html("/en/releases/2026/a/")


NOTE = "<!-- az: İki. -->"


@pytest.mark.parametrize(
    "text",
    [
        NOTE,
        f"One.\n\n    {NOTE}",
        f"One.\n\n\t{NOTE}",
        f"> One.\n> {NOTE}",
        f"> > {NOTE}",
        "> One.\n>\n> <!--\n> az: İki.\n> -->",
        f"- One.\n- {NOTE}",
        f"1. One.\n\n   - a\n     {NOTE}",
        f"a | b\n--|--\n1 | 2 {NOTE}",
        f"One.[^1]\n\n[^1]: Two. {NOTE}",
        f"## Two {NOTE}\n\nOne.",
        f"One. {NOTE} Two.",
        f"**One {NOTE}**",
        f"<div>\n<p>One. {NOTE}</p>\n</div>",
        "One.\n\n<!--az:İki.-->",
        "One.\n\n<!--\n\n  AZ :\tİki.\n-->",
        "One.\n\n<!--\xa0Az:\xa0İki. -->",
        "One.\r\n\r\n<!-- az:\r\nİki.\r\n-->",
        "One.\n\n<!-- **az:** İki. -->",
        f"One `{NOTE}` two.",
        f"```\n{NOTE}\n```\n\nOne.",
    ],
)
@pytest.mark.parametrize("is_recorded", [True, False])
def test_a_note_of_the_original_is_known_wherever_it_stands(
    site: Make, text: str, is_recorded: bool
) -> None:
    source = original()
    begun = translation(source, f"Beginning.\n\n{text}")
    if not is_recorded:
        begun = re.sub("translated_from:.*\n", "", begun)
    result = site({AZ: source, EN: begun}).build()
    assert "en/releases/2026/a/index.html" not in result.files
    assert result.codes == [] if is_recorded else ["translation-unfinished"]
    assert result.report.exit_code == 0


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("title: Title <!-- az: Başlıq -->\n", 2),
        ("title: Title\nplace: Baku <!--az: Bakı-->\n", 3),
        ("# az: Başlıq\ntitle: Başlıq\n", 2),
        ("title: Başlıq # az: Başlıq\n", 2),
        ("title: Title\n# az: Bakı\nplace:\n", 3),
        ("title: Title\nplace:   # AZ : Bakı\n", 3),
        ("title: Title\n#az: Uzun bir\n#   xülasə.\n\nsummary:\n", 3),
        ("title: Title\nphotos:\n  - file: a.png\n    # az: Zal\n    alt:\n", 5),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_note_of_the_front_matter_is_known_where_its_words_are_wanted(
    site: Make, head: str, line: int, end: str
) -> None:
    text = f"---\n{head}---\nOne.\n".replace("\n", end)
    photo = {"content/releases/2026/a/a.png": PNG} if "a.png" in head else {}
    of_photo = "photos: [{file: a.png, alt: Zal}]\n" if photo else ""
    result = site({AZ: original(head=HEAD + of_photo), EN: text, **photo}).build()
    assert [(each.code, each.span.path, each.span.line) for each in result.diagnostics] == [
        ("translation-unfinished", EN, line)
    ]
    assert "en/releases/2026/a/index.html" not in result.files


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("title: Title\n", "One. <!-- en: check this -->"),
        ("title: Title\n", "One. <!-- ask Aysel: az or ru? -->"),
        ("title: Title\n", "One. <!-- fr: is no language of this site -->"),
        ("title: Title\n", "One. <!-- azad: a word --> <!-- az -->"),
        ("title: Title\n", "One, az: two, `az: three`."),
        ("# az: Başlıq\ntitle: Title\n", "One."),
        ("title: Title # az: Başlıq\n", "One."),
        ("# az: Başlıq\ntitle: Title\n# The last part of the address\nslug:\n", "One."),
        ("title: Title\nparticipants:\n  # az: Leyla\n  - name: Leyla\n", "One."),
        ("title: '# az: in words'\n", "One."),
    ],
)
def test_other_notes_and_words_keep_nothing_back(site: Make, head: str, text: str) -> None:
    people = "participants: [{name: Leyla}]\n" if "Leyla" in head else ""
    made = site({AZ: original(head=HEAD + people), EN: f"---\n{head}---\n{text}\n"})
    result = made.build()
    assert result.codes == []
    assert "en/releases/2026/a/index.html" in result.files


def test_the_languages_of_the_site_decide_what_is_a_note_of_the_original(site: Make) -> None:
    source = original()
    text = "---\ntitle: Title\n---\nOne. <!-- ru: Один. -->\n"
    made = site({AZ: source, EN: text})
    assert made.build().codes == []
    config = (made.root / "site_config.yaml").read_text().replace("[az, en]", "[az, en, ru]")
    config = config.replace("en: Sample Office", "en: Sample Office, ru: Бюро")
    made.change({"site_config.yaml": config})
    assert "translation-unfinished" in made.check().codes
    assert "translation-unfinished" in made.build().codes


def test_what_a_translation_that_is_being_written_lacks_is_no_problem_yet(site: Make) -> None:
    people = HEAD + "participants: [{name: Rauf, role: Sədr}]\n"
    source = original(head=people)
    more = "participants: [{name: Rauf}]\n"
    begun = translation(source, "<!-- az:\nBir.\n-->", more)
    made = site({AZ: source, EN: begun})
    assert made.check().codes == []
    assert made.change({EN: translation(source, more=more)}).check().codes == [
        "words-in-other-language"
    ]


def test_a_release_of_which_nothing_is_finished_is_a_draft(site: Make) -> None:
    begun = translation(original(), "<!-- az: İki. -->", "date: 2026-03-05\n")
    result = site({EN: begun}).build()
    assert result.codes == ["original-missing"]
    assert result.report.releases == 0


@pytest.mark.parametrize("with_note", [True, False])
def test_readers_are_told_if_the_site_wants_it(site: Make, with_note: bool) -> None:
    source, page = original(), "---\ntitle: Haqqımızda\n---\nBir.\n"
    digest = record(parts(edition("title: Haqqımızda\ndate: 2026-03-05\n", "Bir.")))
    about = f"---\ntitle: About\ntranslated_from: {{edition: az, digest: '{digest}'}}\n---\nOne.\n"
    made = site(
        {
            AZ: original("Yeni."),
            EN: translation(source),
            "content/pages/about.az.md": page.replace("Bir", "Yeni"),
            "content/pages/about.en.md": about,
        }
    )
    config = (made.root / "site_config.yaml").read_text()
    made.change({"site_config.yaml": f"{config}out_of_date_note: {str(with_note).lower()}\n"})
    result = made.build()
    assert result.codes == ["translation-outdated"] * 2
    for address in ("/en/releases/2026/a/", "/en/about/"):
        html = result.html(address)
        assert ("The original of this text has changed" in html) == with_note
        original_address = address.replace("/en/", "/az/")
        assert (f'<a href="{original_address}" hreflang="az">Read' in html) == with_note
        assert "outdated" not in result.html(original_address)


def test_no_note_leads_to_an_original_that_nobody_may_see(site: Make) -> None:
    """It is itself a translation that is being written anew."""
    english = "---\ntitle: Title\n---\nOne.\n"
    name = EditionName("releases/2026/a", "en", "a")
    found, _ = read_edition(english.encode(), EN, ReleaseForm, name)
    assert found is not None
    stated = f"translated_from: {{edition: en, digest: '{record(parts(found))}'}}\n"
    source = original(head=HEAD + stated)
    waiting = translation(original(), "Other.\n\n<!-- az: Bir. -->")
    made = site({AZ: source, EN: waiting}, config=CONFIG_WITH_NOTE)
    result = made.build()
    assert result.codes == ["translation-outdated"]
    assert "outdated" not in result.html("/az/releases/2026/a/")


CONFIG_WITH_NOTE = """\
name: {az: Nümunə İdarəsi, en: Sample Office}
base_url: https://press.example.org
languages: [az, en]
timezone: Asia/Baku
social_cards: false
out_of_date_note: true
silence: [summary-missing]
"""


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("{edition: az, digest: abc}", "bad-record"),
        ("{edition: az, digest: }", "bad-record"),
        ("{edition: az}", "bad-record"),
        ("{edition: az, digest: [a]}", "bad-record"),
        ("{digest: 'title:00000000'}", "missing-key"),
        ("az", "wrong-type"),
        ("{edition: AZ, digest: 'title:00000000'}", "bad-language"),
        ("{edition: ru, digest: 'title:00000000'}", "original-missing"),
        ("{edition: en, digest: 'title:00000000'}", "original-missing"),
        ("{edition: az, digest: 'title:00000000', by: me}", "unknown-key"),
    ],
)
def test_what_is_written_by_hand_is_told_at_its_place(site: Make, value: str, code: str) -> None:
    text = f"---\ntitle: Title\ntranslated_from: {value}\n---\nOne.\n"
    found = site({AZ: original(), EN: text}).check().diagnostics
    assert [each.code for each in found] == [code]
    assert found[0].span.line == 3
