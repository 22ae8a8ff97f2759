"""Names that mean the same meet, and names that nearly do are told."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import pytest

from beyan.model.messages import WARNINGS
from tests.conftest import SampleSite, release
from tests.typed.desk import Cases
from tests.typed.test_comments import PNG

R = "content/releases/2026/2026-03-05"
Files = Mapping[str, str | bytes]


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


NAMED = ("Çingiz Ğöyüşov", "Gülüş Öməröva", "Şəbnəm Çobanzadə")
SHARED: Files = {
    "content/participants.yaml": (
        "rauf:\n  name: {az: Rauf Cəlilov, en: Rauf Jalilov}\n  role: {az: Sədr, en: Chair}\n"
        "sara:\n  name: {az: Sara Quliyeva, en: Sara Guliyeva}\n"
    )
    + "".join(
        f"p{number}:\n  name: {{az: {name}, en: Person {number}}}\n"
        for number, name in enumerate(NAMED)
    ),
    "content/topics.yaml": "".join(
        f"{key}:\n  name: {{az: {key}, en: {key}}}\n" for key in ("su", "qaz", "yol")
    ),
}

# --- the two ways to write a letter -------------------------------------------------------------

EDITIONS: dict[str, Files] = {
    f"{name}, {said}": {
        f"{R}-{first}.az.md": release("Görüş"),
        f"{R}-{second}.en.md": release("Meeting"),
    }
    for name in ("görüş", "çağırış-günü", "öz-ölçü")
    for said, first, second in (
        ("decomposed first", nfd(name), name),
        ("decomposed second", name, nfd(name)),
        ("decomposed twice", nfd(name), nfd(name)),
    )
}
PHOTO, PAPER = "uşaq günü.png", "çıxış.pdf"


def listing(photo: str, paper: str) -> str:
    return release(
        "Uşaq günü",
        text=f"[çıxış](<{paper}>) və ![günün şəkli](<{photo}>)",
        photos=f'[{{file: "{photo}", alt: Uşaqlar}}]',
        attachments=f'[{{file: "{paper}", title: Çıxış}}]',
    )


BESIDE: dict[str, Files] = {
    "a Mac's files, typed elsewhere": {
        f"{R}-gün.az.md": listing(PHOTO, PAPER),
        f"{R}-gün/{nfd(PHOTO)}": PNG,
        f"{R}-gün/{nfd(PAPER)}": b"%PDF-1.4",
    },
    "files of elsewhere, typed on a Mac": {
        f"{R}-gün.az.md": listing(nfd(PHOTO), nfd(PAPER)),
        f"{R}-gün/{PHOTO}": PNG,
        f"{R}-gün/{PAPER}": b"%PDF-1.4",
    },
    "a Mac's files and a Mac's text": {
        f"{R}-gün.az.md": listing(nfd(PHOTO), nfd(PAPER)),
        f"{R}-gün/{nfd(PHOTO)}": PNG,
        f"{R}-gün/{nfd(PAPER)}": b"%PDF-1.4",
    },
    "a Mac's folder": {
        f"{R}-gün.az.md": listing(PHOTO, PAPER),
        f"{R}-{nfd('gün')}/{PHOTO}": PNG,
        f"{R}-{nfd('gün')}/{PAPER}": b"%PDF-1.4",
    },
}
LINKS: dict[str, Files] = {
    f"{said}, {how}": {
        f"{R}-{stored}.az.md": release("Görüş"),
        f"{R}-x.az.md": release("X", text=link.format(typed)),
    }
    for said, typed, stored in (
        ("a link typed on a Mac", nfd("görüş"), "görüş"),
        ("a link to a Mac's file", "görüş", nfd("görüş")),
    )
    for how, link in (
        ("beside", "[bir](2026-03-05-{}.az.md)"),
        ("from the top", "[bir](/releases/2026/2026-03-05-{}.md)"),
        ("defined", "[bir][b]\n\n[b]: <2026-03-05-{}.az.md>"),
    )
}
IN_TEXTS: dict[str, Files] = {
    f"{name}, {said}": {f"{R}-x.az.md": release("X", text=f"Tədbirdə {typed} çıxış edib.")}
    for name in NAMED
    for said, typed in (("composed", name), ("decomposed", nfd(name)))
}

# --- probable twins -----------------------------------------------------------------------------

PERSON = "[{name: Rauf Səmədov, role: Sədr}]"
TWINS: dict[str, Files] = {
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
        f"content/releases/2026/mart/{R[-10:]}-qerar.en.md": release("Decision"),
    },
    "one folder above": {
        f"content/releases/{R[-10:]}-plan.az.md": release("Plan"),
        f"{R}-plan.en.md": release("A plan"),
    },
    "case and folder": {
        f"content/releases/{R[-10:]}-Xeber.az.md": release("Xəbər"),
        f"{R}-xeber.en.md": release("News"),
    },
    "the date alone, and the people": {
        f"{R}-gorus.az.md": release("Görüş", participants=PERSON),
        f"{R}-meeting.en.md": release(
            "Meeting", participants="[{name: Rauf Samadov, role: Chair}]"
        ),
    },
    "a person of the registry": {
        f"{R}-qebul.az.md": release("Qəbul", participants="[sara]"),
        f"{R}-reception.en.md": release("Reception", participants="[sara]"),
    },
    "two people": {
        f"{R}-cagiris.az.md": release("Çağırış", participants="[sara, {name: Əli Vəlizadə}]"),
        f"{R}-call.en.md": release("Call", participants="[sara, {name: Ali Valizade}]"),
    },
}
NO_TWINS: dict[str, Files] = {
    "one date and nobody": {
        f"{R}-forum.az.md": release("Forum"),
        f"{R}-water.en.md": release("Water"),
    },
    "two of one language": {
        f"{R}-iclas.az.md": release("İclas", participants=PERSON),
        f"{R}-seminar.az.md": release("Seminar", participants=PERSON),
    },
    "other people": {
        f"{R}-sergi.az.md": release("Sərgi", participants=PERSON),
        f"{R}-fair.en.md": release("Fair", participants="[{name: Leyla Qasımova}]"),
    },
    "a release of both languages": {
        f"{R}-yarmarka.az.md": release("Yarmarka", participants=PERSON),
        f"{R}-yarmarka.en.md": release(
            "Market", participants="[{name: Rauf Samadov, role: Chair}]"
        ),
    },
}

# --- what nobody asked for ----------------------------------------------------------------------

STRAY: dict[str, str] = {
    "a download twice": f"{R}-su (1).az.md",
    "a copy": f"{R}-su - Copy.az.md",
    "a copy in Azerbaijani": f"{R}-su – surəti.az.md",
    "a copy of a copy": f"{R}-su (2).az.md",
    "a copy in a Mac's words": f"{R}-su copy.az.md",
    "a document": f"{R}-su.az.docx",
    "an older document": f"{R}-su.az.doc",
    "a document of another kind": f"{R}-su.az.odt",
    "a paper that nothing lists": f"{R}-su/proqram.pdf",
    "a photo that nothing lists": f"{R}-su/zal.png",
    "a photo in capitals": f"{R}-su/IMG_0001.JPG",
}
STRAY_FILES: dict[str, Files] = {
    name: {
        f"{R}-su.az.md": release("Su"),
        path: release("Su") if path.endswith(".md") else PNG if path.endswith("png") else b"%PDF",
    }
    for name, path in STRAY.items()
}

TOO_LONG: dict[str, Files] = {
    f"{key}: {name[:4]}": {
        f"{R}-su.az.md": release(
            "Su", **{key: f"[{{file: {name}, {'alt' if key == 'photos' else 'title'}: Zal}}]"}
        )
    }
    for key, name in (
        ("photos", "ş" * 140 + ".png"),
        ("attachments", "uzun-" * 60 + ".pdf"),
        ("attachments", "x" * 300 + ".pdf"),
    )
}
# Short enough for their own file, and perhaps too long for what is made of them.
LONG: dict[str, Files] = {
    f"a name of {name[:2]}": {f"{R}-{name}.az.md": release("Su")}
    for name in ("su-" * 76 + "x", "ə" * 115, "x" * 231)
}

# --- people -------------------------------------------------------------------------------------


def pair(az: str, en: str) -> Files:
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
TWICE = {
    "with two blanks": '[{name: Ana Orucova}, {name: "Ana  Orucova"}]',
    "in capitals": "[{name: İlqar Işıqlı}, {name: İLQAR IŞIQLI}]",
    "decomposed": f"[{{name: Çingiz Öz}}, {{name: {nfd('Çingiz Öz')}}}]",
    "with another role": "[{name: Ana Orucova, role: Sədr}, {name: Ana Orucova, role: Katib}]",
    "beside the registry's": "[rauf, {name: Rauf Cəlilov}]",
    "instead of the registry's": "[{name: Rauf Cəlilov, role: Sədr}]",
    "in capitals, beside the registry's": "[{name: RAUF CƏLİLOV}, rauf]",
    "a key twice": "[rauf, {name: Ana Orucova}, rauf]",
}
TOPICS = (
    ("[su, qaz]", "[qaz, su]"),
    ("[su, qaz, yol]", "[yol, su, qaz]"),
    ("[yol, qaz]", "[qaz, yol]"),
)

TABLES: dict[str, Mapping[str, Files]] = {
    "editions": EDITIONS,
    "beside": BESIDE,
    "links": LINKS,
    "in texts": IN_TEXTS,
    "twins": TWINS,
    "no twins": NO_TWINS,
    "stray": STRAY_FILES,
    "too long": TOO_LONG,
    "long": LONG,
    "swapped": {name: pair(*people) for name, people in SWAPPED.items()},
    "same order": {name: pair(*people) for name, people in SAME_ORDER.items()},
    "twice": {name: {f"{R}-x.az.md": release(participants=who)} for name, who in TWICE.items()},
    "topics": {
        f"{one} {other}": {
            f"{R}-x.az.md": release(topics=one),
            f"{R}-x.en.md": release("Statement", topics=other),
        }
        for one, other in TOPICS
    },
}


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Cases:
    every = {
        f"{kind}: {name}": files for kind, table in TABLES.items() for name, files in table.items()
    }
    return Cases(SampleSite(tmp_path_factory.mktemp("names")), every, SHARED)


def each(kind: str) -> list[str]:
    return [f"{kind}: {name}" for name in TABLES[kind]]


def test_check_and_build_say_the_same(cases: Cases) -> None:
    cases.assert_check_and_build_agree()


@pytest.mark.parametrize("name", each("editions"))
def test_editions_meet_whatever_the_normal_form_of_their_names(cases: Cases, name: str) -> None:
    assert cases.codes(name) == []
    paths = (cases.built.output / "az/releases/2026").glob("*/index.html")
    pages = [path.read_text("utf-8") for path in paths]
    day = cases.days[name]
    own = [page for page in pages if f'datetime="{day}"' in page and "<h1>Görüş</h1>" in page]
    assert len(own) == 1
    assert 'rel="alternate" hreflang="en"' in own[0]


@pytest.mark.parametrize("name", [*each("beside"), *each("links")])
def test_files_are_found_whatever_the_normal_form_of_their_names(cases: Cases, name: str) -> None:
    assert cases.said(name) == ""


@pytest.mark.parametrize("name", each("in texts"))
def test_people_are_found_in_texts_of_either_normal_form(cases: Cases, name: str) -> None:
    assert cases.codes(name) == ["unlisted-participant"]


@pytest.mark.parametrize("name", each("twins"))
def test_editions_that_are_probably_one_release_are_told(cases: Cases, name: str) -> None:
    assert cases.codes(name)
    assert set(cases.codes(name)) <= WARNINGS


@pytest.mark.parametrize("name", each("no twins"))
def test_releases_that_have_little_in_common_are_no_twins(cases: Cases, name: str) -> None:
    assert cases.said(name) == ""


@pytest.mark.parametrize("name", each("stray"))
def test_files_that_probably_stand_there_by_mistake_are_a_warning(cases: Cases, name: str) -> None:
    assert set(cases.codes(name)) <= WARNINGS
    file = cases.file(name, STRAY[name.partition(": ")[2]])
    assert any(
        problem.span.path == file or file.rpartition("/")[2] in dict(problem.values).values()
        for problem in cases.told(name)
    ), cases.said(name)


@pytest.mark.parametrize("name", each("too long"))
def test_a_file_name_too_long_for_the_system_is_an_error_where_it_is_named(
    cases: Cases, name: str
) -> None:
    assert cases.has_error(name)
    assert [problem.span.line for problem in cases.told(name)] == [4]


@pytest.mark.parametrize("name", each("long"))
def test_a_long_name_of_a_release_is_fine_or_an_error(cases: Cases, name: str) -> None:
    """And no failure half-way: `check` has to foresee it."""
    number = list(cases.days).index(name)
    assert cases.has_error(name) or any(f"/k{number}-" in path for path in cases.built.files)


@pytest.mark.parametrize("name", each("swapped"))
def test_people_in_another_order_are_an_error_that_shows_both_lists(
    cases: Cases, name: str
) -> None:
    assert cases.has_error(name)
    for listed in SWAPPED[name.partition(": ")[2]]:
        people = [part.replace("}", ",").split(",")[0] for part in listed.split("name: ")[1:]]
        assert [person for person in people if person not in cases.said(name)] == []


@pytest.mark.parametrize("name", each("same order"))
def test_people_in_one_order_are_the_same_however_they_are_spelled(cases: Cases, name: str) -> None:
    assert set(cases.codes(name)) <= WARNINGS


@pytest.mark.parametrize("name", each("twice"))
def test_a_person_twice_is_told(cases: Cases, name: str) -> None:
    assert cases.codes(name)


@pytest.mark.parametrize("name", each("topics"))
def test_topics_in_another_order_are_no_contradiction(cases: Cases, name: str) -> None:
    assert cases.codes(name) == []
