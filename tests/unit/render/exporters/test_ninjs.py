"""An agency item as Python values; the sample site's items are in tests/test_agencies.py."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyan.model.export import AgencyEntry, AgencyItem, AgencyList
from beyan.model.page import (
    Alternate,
    ContactLines,
    CorrectionNote,
    Download,
    Link,
    ParticipantLine,
    PhotoFigure,
    PlannedProse,
    ReleasePage,
    WithdrawalNotice,
)
from beyan.model.picture import Format, Renditions
from beyan.model.release import Moment
from beyan.model.words import Words
from beyan.render.exporters.ninjs import agency_item, agency_list, item, plain_text
from beyan.render.exporters.tools import Tools

BAKU = ZoneInfo("Asia/Baku")
PUBLISHED = datetime(2026, 3, 5, 14, 30, tzinfo=BAKU)
BASE = "https://example.org/press"
TOOLS = Tools(BASE, lambda prose, language: f'<p lang="{language}">{prose.html}</p>')
CONTACT = ContactLines(
    name=Words("Mətbuat xidməti", "az"),
    call_centre="916",
    phone="",
    email="press@example.org",
    address=Words("Nümunə küçəsi 1", "az"),
)


def page(**changes: Any) -> ReleasePage:
    address = "/az/releases/2026/gorus/"
    made = ReleasePage(
        address=address,
        language="az",
        text_language="az",
        canonical=address,
        id="tag:example.org,2026:releases/2026-03-05-meeting.az",
        title="Görüş & “sual”",
        date=Moment(PUBLISHED, True),
        year="/az/releases/2026/",
        published=PUBLISHED,
        modified=PUBLISHED,
        place="Bakı",
        contact=CONTACT,
        newer=None,
        older=None,
        prose=PlannedProse("Ə &amp; ö", ()),
    )
    return replace(made, **changes)


def document(embargo: datetime | None = None, **changes: Any) -> dict[str, Any]:
    planned = AgencyItem(
        address="/az/releases/2026/gorus/release.json",
        language="az",
        page=page(**changes),
        embargoed_until=embargo,
        office=Words("Nümunə İdarəsi", "az"),
        contact=CONTACT,
    )
    made = item(planned, TOOLS)
    assert json.loads(agency_item(planned, TOOLS)) == made
    return made


def test_an_item_says_what_it_is_and_when_it_came_out() -> None:
    made = document()
    assert made["uri"] == "tag:example.org,2026:releases/2026-03-05-meeting.az"
    assert made["type"] == "text"
    assert made["language"] == "az"
    assert made["pubStatus"] == "usable"
    assert made["contentCreated"] == "2026-03-05T14:30:00+04:00"
    assert made["headlines"][0]["value"] == "Görüş & “sual”"
    assert made["located"] == "Bakı"
    assert "embargoedUntil" not in made
    assert "edNote" not in made
    assert "associations" not in made


def test_the_text_comes_as_html_and_as_plain_text() -> None:
    html, text = document()["bodies"]
    assert (html["contentType"], html["value"]) == ("text/html", '<p lang="az">Ə &amp; ö</p>')
    assert (text["contentType"], text["value"]) == ("text/plain", "Ə & ö")
    assert (text["charCount"], text["wordCount"]) == (5, 3)
    assert html["charCount"] == len(html["value"])


def test_empty_ways_of_contact_are_left_out() -> None:
    contacts = document()["organisations"][0]["contactInfo"]
    assert [each["type"] for each in contacts] == ["call-centre", "email", "address"]
    assert contacts[0]["value"] == "916"
    assert contacts[2]["address"] == {"lines": ["Nümunə küçəsi 1"]}


def test_people_have_their_role_and_organisation_in_literal() -> None:
    az = "az"
    role, organisation = Words("Sədr", az), Words("Liqa", az)
    lines = [
        (role, organisation, "/az/participants/a/"),
        (role, None, ""),
        (None, organisation, ""),
        (None, None, ""),
    ]
    people = document(
        participants=tuple(
            ParticipantLine(name=Words("Ad", az), role=one, organisation=two, address=address)
            for one, two, address in lines
        )
    )["people"]
    assert [each.get("literal") for each in people] == ["Sədr, Liqa", "Sədr", "Liqa", None]
    assert [each.get("uri") for each in people] == [f"{BASE}/az/participants/a/", None, None, None]


def test_photos_and_files_are_associations_with_renditions() -> None:
    photo = PhotoFigure(
        address="/az/releases/2026/gorus/zal 1.jpg",
        width=800,
        height=600,
        alt=Words("Zal", "az"),
        caption=Words("Görüş zalı", "az"),
        credit=Words("Foto: İdarə", "az"),
        renditions=Renditions(
            "/az/releases/2026/gorus/zal 1.0a", 800, 600, (400, 800), Format.JPEG
        ),
    )
    download = Download(
        address="/az/releases/2026/gorus/plan.pdf", title=Words("Plan", "az"), kind="PDF", size=99
    )
    first, second = document(photos=(photo,), attachments=(download,))["associations"]
    assert (first["type"], first["by"]) == ("picture", "Foto: İdarə")
    assert first["renditions"] == [
        {
            "name": "original",
            "href": f"{BASE}/az/releases/2026/gorus/zal%201.jpg",
            "contentType": "image/jpeg",
            "width": 800,
            "height": 600,
        },
        {
            "name": "large",
            "href": f"{BASE}/az/releases/2026/gorus/zal%201.0a.800.jpg",
            "contentType": "image/jpeg",
            "width": 800,
            "height": 600,
        },
    ]
    assert [each["value"] for each in first["descriptions"]] == ["Görüş zalı", "Zal"]
    assert second["renditions"][0]["contentType"] == "application/pdf"
    assert second["renditions"][0]["sizeInBytes"] == 99


def test_a_correction_stands_in_the_note_to_editors() -> None:
    notes = (CorrectionNote(Moment(datetime(2026, 3, 6, tzinfo=UTC)), "Saat dəqiqləşdirilib."),)
    made = document(corrections=notes)
    assert made["edNote"] == "2026-03-06: Saat dəqiqləşdirilib."
    assert made["pubStatus"] == "usable"
    assert "bodies" in made


def test_a_withdrawn_release_is_canceled_and_has_no_body() -> None:
    notice = WithdrawalNotice(
        Moment(datetime(2026, 3, 7, tzinfo=UTC)), Words("Təxirə salınıb.", "az")
    )
    made = document(withdrawn=notice)
    assert made["pubStatus"] == "canceled"
    assert made["edNote"] == "2026-03-07: Təxirə salınıb."
    assert made.keys().isdisjoint({"bodies", "descriptions", "people", "subjects"})


def test_only_a_handed_over_item_has_an_embargo_and_is_withheld() -> None:
    made = document(embargo=datetime(2026, 3, 9, 10, 0, tzinfo=BAKU))
    assert made["embargoedUntil"] == "2026-03-09T10:00:00+04:00"
    assert made["pubStatus"] == "withheld"


def test_translations_are_linked_by_their_own_items() -> None:
    alternates = (Alternate("az", "/az/releases/2026/gorus/"), Alternate("en", "/en/releases/x/"))
    (link,) = document(alternates=alternates)["associations"]
    assert link["uri"] == f"{BASE}/en/releases/x/release.json"
    assert (link["rel"], link["language"]) == ("translation", "en")


def test_views_do_not_change_an_item() -> None:
    assert document(views=1) == document(views=None) == document(views=99_999)


def test_topics_are_subjects() -> None:
    topics = (Link(Words("Mövzu", "az"), "/az/topics/movzu/"),)
    assert document(topics=topics)["subjects"] == [
        {"name": "Mövzu", "uri": f"{BASE}/az/topics/movzu/"}
    ]


def test_a_list_has_absolute_addresses_in_the_given_order() -> None:
    entries = tuple(
        AgencyEntry(f"tag:{slug}", f"/az/{slug}/release.json", f"/az/{slug}/", slug, day, day)
        for slug, day in (("yeni", PUBLISHED), ("köhnə", PUBLISHED.replace(year=2025)))
    )
    planned = AgencyList(address="/az/releases.json", language="az", title="Ad", entries=entries)
    made = json.loads(agency_list(planned, TOOLS))
    assert [each["uri"] for each in made["items"]] == ["tag:yeni", "tag:köhnə"]
    assert made["items"][1]["href"] == f"{BASE}/az/k%C3%B6hn%C9%99/release.json"
    assert made["items"][1]["contentCreated"] == "2025-03-05T14:30:00+04:00"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>5 &lt; 6 &amp; &quot;ə&quot;&nbsp;&amp;lt;</p>", '5 < 6 & "ə" &lt;'),
        ("<h2 id='a'>Başlıq</h2>\n<p>Bir <em>iki</em>.</p>", "Başlıq\n\nBir iki."),
        ("<p>Bir<br>\niki</p>", "Bir\niki"),
        ("<ul>\n<li>bir<ul>\n<li>iki</li>\n</ul>\n</li>\n<li>üç</li>\n</ul>", "bir\niki\n\nüç"),
        (
            "<table>\n<tr>\n<th>Gün</th>\n<th>Saat</th>\n</tr>\n"
            "<tr>\n<td>18 may</td>\n<td>10:00</td>\n</tr>\n</table>",
            "Gün | Saat\n\n18 may | 10:00",
        ),
        ('<p><a href="/" title="a &gt; b">keçid</a></p>', "keçid"),
        ("", ""),
    ],
    ids=["entities", "blocks", "break", "lists", "table", "attribute", "nothing"],
)
def test_plain_text_has_the_words_and_no_marks(html: str, expected: str) -> None:
    assert plain_text(html) == expected


@given(st.text(alphabet="aə \n\t\r\xa0\u2009\u2028"))
def test_plain_text_has_single_spaces_and_its_words_are_counted(words: str) -> None:
    prose = PlannedProse(f"{words}</p>\n<p>{words}", ())
    found = document(prose=prose)["bodies"][1]
    lines = [" ".join(line.split()) for line in f"{words}\n\n{words}".split("\n")]
    assert found["value"] == re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip("\n")
    assert found["wordCount"] == 2 * len(words.split())


def test_the_number_of_a_note_does_not_run_into_the_hour_before_it() -> None:
    html = (
        '<p>17:00<sup id="fnref:x"><a class="footnote-ref" href="#fn:x">1</a></sup></p>\n'
        '<div class="footnote">\n<hr>\n<ol>\n<li id="fn:x">\n<p>Qeyd.&nbsp;<a aria-label="Geri" '
        'class="footnote-backref" href="#fnref:x" title="Geri">↩</a></p>\n</li>\n</ol>\n</div>'
    )
    assert plain_text(html) == "17:00[1]\n\n[1] Qeyd."
