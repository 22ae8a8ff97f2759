"""Names that mean the same meet, and names that nearly do are told."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

import pytest

from beyan.console import Console
from beyan.model.messages import WARNINGS
from tests.conftest import Result, SampleSite, release
from tests.typed.test_comments import PNG

Make = Callable[..., SampleSite]
R = "content/releases/2026/2026-03-05"


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def both(made: SampleSite) -> Result:
    """What `build` says; `check` says the same."""
    checked, built = made.check(), made.build()
    assert checked.diagnostics == built.diagnostics
    return built


def told_of(result: Result, path: str) -> list[str]:
    """Codes of what is told at the file, in whichever normal form."""
    return [each.code for each in result.diagnostics if nfc(each.span.path) == nfc(path)]


# --- the two ways to write a letter -------------------------------------------------------------


@pytest.mark.parametrize("name", ["görüş", "çağırış-günü", "öz-ölçü"])
@pytest.mark.parametrize("form", [nfd, nfc])
def test_editions_meet_whatever_the_normal_form_of_their_names(
    site: Make, name: str, form: Callable[[str], str]
) -> None:
    made = site(
        {
            f"{R}-{nfd(name)}.az.md": release("Görüş"),
            f"{R}-{form(name)}.en.md": release("Meeting"),
        }
    )
    result = both(made)
    assert result.report.exit_code == 0, result.lines
    switched = [
        path
        for path in result.files
        if path.startswith("az/releases/2026/") and "/release" not in path[8:]
    ]
    page = next(path for path in switched if path.count("/") == 4)
    assert "Meeting" not in result.html(f"/{page}")
    assert 'hreflang="en"' in result.html(f"/{page}")


@pytest.mark.parametrize(
    ("listed", "stored"),
    [(nfc, nfd), (nfd, nfc), (nfd, nfd)],
    ids=["typed-composed", "typed-decomposed", "both-decomposed"],
)
def test_photos_and_attachments_are_found_whatever_their_normal_form(
    site: Make, listed: Callable[[str], str], stored: Callable[[str], str]
) -> None:
    photo, paper = "uşaq günü.png", "çıxış.pdf"
    files: dict[str, str | bytes] = {
        f"{R}-gün.az.md": release(
            text=f"[çıxış](<{listed(paper)}>)",
            photos=f'[{{file: "{listed(photo)}", alt: Uşaqlar}}]',
            attachments=f'[{{file: "{listed(paper)}", title: Çıxış}}]',
        ),
        f"{R}-gün/{stored(photo)}": PNG,
        f"{R}-gün/{stored(paper)}": b"%PDF-1.4",
    }
    result = both(site(files))
    assert result.codes == []
    assert any(path.endswith(".pdf") for path in result.files)


@pytest.mark.parametrize(
    ("typed", "stored"), [(nfc, nfd), (nfd, nfc)], ids=["composed", "decomposed"]
)
def test_links_lead_to_files_whatever_their_normal_form(
    site: Make, typed: Callable[[str], str], stored: Callable[[str], str]
) -> None:
    made = site(
        {
            f"{R}-{stored('görüş')}.az.md": release("Görüş"),
            f"{R}-x.az.md": release("X", text=f"[bir]({typed('2026-03-05-görüş.az.md')})"),
            f"{R}-y.az.md": release(
                "Y", text=f"[iki](/releases/2026/{typed('2026-03-05-görüş')}.md)"
            ),
        }
    )
    assert both(made).codes == []


@pytest.mark.parametrize("name", ["Çingiz Ğöyüşov", "Gülüş Öməröva", "Şəbnəm Çobanzadə"])
def test_people_are_found_in_texts_of_either_normal_form(site: Make, name: str) -> None:
    """The registry's person is named in the text, and not listed."""
    registry = (
        f"kimse:\n  name: {{az: {name}, en: Somebody Else}}\n  role: {{az: Sədr, en: Chair}}\n"
    )
    made = site(
        {
            "content/participants.yaml": registry,
            f"{R}-x.az.md": release("X", text=f"Tədbirdə {nfc(name)} çıxış edib."),
            f"{R}-y.az.md": release("Y", text=f"Tədbirdə {nfd(name)} çıxış edib."),
        }
    )
    result = both(made)
    assert result.codes == ["unlisted-participant"] * 2, result.lines


# --- probable twins -----------------------------------------------------------------------------

PERSON = "[{name: Rauf Səmədov, role: Sədr}]"
TWINS: dict[str, Mapping[str, str]] = {
    "letter case": {
        f"{R}-Open-Day.az.md": release("Açıq qapı"),
        f"{R}-open-day.en.md": release("Open day"),
    },
    "letter case of one letter": {
        f"{R}-BMT.az.md": release("BMT"),
        f"{R}-BMt.en.md": release("The UN"),
    },
    "the folder": {
        f"{R}-qerar.az.md": release("Qərar"),
        "content/releases/2026/mart/2026-03-05-qerar.en.md": release("Decision"),
    },
    "one folder above": {
        "content/releases/2026-03-05-plan.az.md": release("Plan"),
        f"{R}-plan.en.md": release("A plan"),
    },
    "the date alone, and the people": {
        f"{R}-gorus.az.md": release("Görüş", participants=PERSON),
        f"{R}-meeting.en.md": release(
            "Meeting", participants="[{name: Rauf Samadov, role: Chair}]"
        ),
    },
    "a person of the registry": {
        "content/participants.yaml": "ana:\n  name: {az: Ana Səlimova, en: Ana Salimova}\n",
        f"{R}-qebul.az.md": release("Qəbul", participants="[ana]"),
        f"{R}-reception.en.md": release("Reception", participants="[ana]"),
    },
}
NO_TWINS: dict[str, Mapping[str, str]] = {
    "one date and nobody": {
        f"{R}-gorus.az.md": release("Görüş"),
        f"{R}-water.en.md": release("Water"),
    },
    "two of one language": {
        f"{R}-gorus.az.md": release("Görüş", participants=PERSON),
        f"{R}-qebul.az.md": release("Qəbul", participants=PERSON),
    },
    "other people": {
        f"{R}-gorus.az.md": release("Görüş", participants=PERSON),
        f"{R}-meeting.en.md": release("Meeting", participants="[{name: Leyla Qasımova}]"),
    },
    "another date": {
        f"{R}-gorus.az.md": release("Görüş", participants=PERSON),
        "content/releases/2026/2026-03-06-meeting.en.md": release(
            "Meeting", "2026-03-06", participants=PERSON
        ),
    },
}


@pytest.mark.parametrize("name", TWINS)
def test_editions_that_are_probably_one_release_are_told(site: Make, name: str) -> None:
    result = both(site(TWINS[name]))
    assert result.report.exit_code == 0, result.lines
    paths = [path for path in TWINS[name] if path.endswith(".md")]
    assert any(told_of(result, path) for path in paths), result.lines
    assert set(result.codes) <= WARNINGS


@pytest.mark.parametrize("name", NO_TWINS)
def test_releases_that_have_little_in_common_are_no_twins(site: Make, name: str) -> None:
    codes = set(both(site(NO_TWINS[name])).codes)
    assert codes <= {"words-in-other-language"}


# --- what nobody asked for ----------------------------------------------------------------------

STRAY = {
    "a download twice": f"{R}-su (1).az.md",
    "a copy": f"{R}-su - Copy.az.md",
    "a copy in Azerbaijani": f"{R}-su – surəti.az.md",
    "a copy of a copy": f"{R}-su (2).az.md",
    "a copy in a Mac's words": f"{R}-su copy.az.md",
    "a document": f"{R}-su.az.docx",
    "a document of another kind": f"{R}-su.az.odt",
    "a paper that nothing lists": f"{R}-su/proqram.pdf",
    "a photo that nothing lists": f"{R}-su/zal.png",
    "a photo in capitals": f"{R}-su/IMG_0001.JPG",
}


@pytest.mark.parametrize("name", STRAY)
def test_files_that_probably_stand_there_by_mistake_are_a_warning(site: Make, name: str) -> None:
    path = STRAY[name]
    text = release("Su", text="Su verilib.")
    data = text.encode() if path.endswith(".md") else PNG if path.endswith("png") else b"%PDF-1.4"
    result = both(site({f"{R}-su.az.md": text, path: data}))
    assert result.report.exit_code == 0, result.lines
    named = [
        each
        for each in result.diagnostics
        if each.span.path == path or path.rpartition("/")[2] in dict(each.values).values()
    ]
    assert named, result.lines


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("photos", "ş" * 140 + ".png"),
        ("attachments", "uzun-" * 60 + ".pdf"),
        ("attachments", "x" * 300 + ".pdf"),
    ],
)
def test_a_file_name_too_long_for_the_system_is_an_error_where_it_is_named(
    site: Make, key: str, name: str
) -> None:
    entry = f"[{{file: {name}, {'alt: Zal' if key == 'photos' else 'title: Sənəd'}}}]"
    result = both(site({f"{R}-su.az.md": release(**{key: entry})}))
    assert result.report.exit_code == 1
    assert [(each.span.path, each.span.line) for each in result.diagnostics] == [
        (f"{R}-su.az.md", 4)
    ]


@pytest.mark.parametrize("name", ["su-" * 85, "ə" * 130, "x" * 240])
def test_a_name_of_a_release_too_long_for_its_files_is_told_by_check_as_by_build(
    site: Make, name: str
) -> None:
    """It is short enough for its own file, and may be too long for what is made of it."""
    path = f"{R}-{name}"[:-1] if len(f"{R}-{name}".encode()) % 2 else f"{R}-{name}"
    while len(f"{path}.az.md".rpartition("/")[2].encode()) > 255:
        path = path[:-1]
    both(site({f"{path}.az.md": release("Su")}))


# --- people -------------------------------------------------------------------------------------


def pair(az: str, en: str) -> dict[str, str]:
    return {
        f"{R}-gorus.az.md": release("Görüş", participants=az),
        f"{R}-gorus.en.md": release("Meeting", participants=en),
    }


SWAPPED = {
    "two people": (
        "[{name: Rauf Səmədov, role: Sədr}, {name: Əli Vəlizadə, role: Katib}]",
        "[{name: Ali Valizade, role: Secretary}, {name: Rauf Samadov, role: Chair}]",
    ),
    "two people without roles": (
        "[{name: Cəmilə Şərifova}, {name: Xəyal Qədirov}]",
        "[{name: Khayal Gadirov}, {name: Jamila Sharifova}]",
    ),
    "the last two of three": (
        "[{name: Ana Orucova}, {name: Ülkər Ağayeva}, {name: Çingiz Hacıyev}]",
        "[{name: Ana Orujova}, {name: Chingiz Hajiyev}, {name: Ulkar Aghayeva}]",
    ),
}
SAME_ORDER = {
    "another spelling": (
        "[{name: Cəmilə Şərifova, role: Həkim}, {name: Xəyal Qədirov}]",
        "[{name: Jamila Sharifova, role: Doctor}, {name: Khayal Gadirov}]",
    ),
    "names of other languages": (
        "[{name: Corc Vəlton}, {name: Ceyn Smit}]",
        "[{name: George Walton}, {name: Jane Smith}]",
    ),
    "the same spelling": (
        "[{name: Ana Orucova, role: Sədr}]",
        "[{name: Ana Orucova, role: Chair}]",
    ),
}


@pytest.mark.parametrize("name", SWAPPED)
def test_people_in_another_order_are_an_error_that_shows_both_lists(site: Make, name: str) -> None:
    az, en = SWAPPED[name]
    result = both(site(pair(az, en)))
    assert result.report.exit_code == 1
    console = Console("en")
    said = " ".join(f"{console.what(each)} {console.hint(each)}" for each in result.diagnostics)
    for listed in (az, en):
        people = [part.split(",")[0].split("}")[0] for part in listed.split("name: ")[1:]]
        assert all(person in said for person in people), said


@pytest.mark.parametrize("name", SAME_ORDER)
def test_people_in_one_order_are_the_same_however_they_are_spelled(site: Make, name: str) -> None:
    result = both(site(pair(*SAME_ORDER[name])))
    assert result.report.exit_code == 0, result.lines


REGISTRY = "rauf:\n  name: {az: Rauf Səmədov, en: Rauf Samadov}\n  role: {az: Sədr, en: Chair}\n"
TWICE = {
    "with two blanks": '[{name: Ana Orucova}, {name: "Ana  Orucova"}]',
    "in capitals": "[{name: İlqar Işıqlı}, {name: İLQAR IŞIQLI}]",
    "decomposed": f"[{{name: Çingiz Öz}}, {{name: {nfd('Çingiz Öz')}}}]",
    "with another role": "[{name: Ana Orucova, role: Sədr}, {name: Ana Orucova, role: Katib}]",
    "as in the registry": "[rauf, {name: Rauf Səmədov}]",
    "as in the registry, alone": "[{name: Rauf Səmədov, role: Sədr}]",
    "as in the registry, in capitals": "[{name: RAUF SƏMƏDOV}, rauf]",
    "a key twice": "[rauf, {name: Ana Orucova}, rauf]",
}


@pytest.mark.parametrize("name", TWICE)
def test_a_person_twice_is_told(site: Make, name: str) -> None:
    files = {
        "content/participants.yaml": REGISTRY,
        f"{R}-x.az.md": release(participants=TWICE[name]),
    }
    assert told_of(both(site(files)), f"{R}-x.az.md")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[su, qaz]", "[qaz, su]"),
        ("[su, qaz, yol]", "[yol, su, qaz]"),
        ("[yol, qaz]", "[qaz, yol]"),
    ],
)
def test_topics_in_another_order_are_no_contradiction(site: Make, one: str, other: str) -> None:
    topics = "".join(f"{key}:\n  name: {{az: {key}, en: {key}}}\n" for key in ("su", "qaz", "yol"))
    made = site(
        {
            "content/topics.yaml": topics,
            f"{R}-x.az.md": release(topics=one),
            f"{R}-x.en.md": release("Statement", topics=other),
        }
    )
    assert both(made).codes == []
