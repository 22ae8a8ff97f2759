"""What a page is about, for search engines: JSON-LD with the vocabulary of schema.org.

The document is data in the page's head, not a script: nothing runs, and no policy has to allow it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from beyan.model.page import (
    ChooserPage,
    Frame,
    HomePage,
    Link,
    Page,
    ParticipantLine,
    PersonPage,
    ReleasePage,
    TextPage,
    TopicPage,
    TopicYearPage,
)
from beyan.render.exporters.json_text import encode
from beyan.render.exporters.tools import Tools, rfc3339, stamp

Node = dict[str, Any]


def structured_data(page: Page, frame: Frame, trail: Sequence[Link], tools: Tools) -> str:
    """The text of the page's <script type="application/ld+json">; safe to stand in HTML.

    `trail` is the way from the home page, if it has one.
    """
    graph = _nodes(page, frame, tools)
    if trail:
        graph.append(_breadcrumbs(trail, tools))
    office = tools.once(_office_text, frame)
    text = f'{{"@context":"https://schema.org","@graph":[{office},{encode(graph)[1:]}}}'
    # "</script>" or "<!--" in a title must not end or confuse the element.
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _nodes(page: Page, frame: Frame, tools: Tools) -> list[Node]:
    if isinstance(page, ReleasePage):
        return [_article(page, frame, tools)]
    about: Node = {
        "@type": "WebPage" if isinstance(page, TextPage | ChooserPage) else "CollectionPage",
        "@id": tools.url(page.canonical),
        "url": tools.url(page.canonical),
        "inLanguage": page.text_language,
        "publisher": {"@id": _office_id(tools)},
    }
    if page.modified is not None:
        about["dateModified"] = rfc3339(page.modified)
    if isinstance(page, TextPage):
        about["name"] = page.title
    if isinstance(page, HomePage):
        about["@type"] = ["CollectionPage", "WebPage"]
        about["name"] = frame.name.text
    if isinstance(page, TopicPage | TopicYearPage):
        about["name"] = page.name.text
    if isinstance(page, PersonPage):
        about["@type"] = "ProfilePage"
        person = _person(
            ParticipantLine(
                name=page.name,
                role=page.role,
                organisation=page.organisation,
                address=page.pager.numbered[0].address,
            ),
            tools,
        )
        about["mainEntity"] = person
    return [about]


def _office_text(frame: Frame, tools: Tools) -> str:
    return encode(_office(frame, tools))


def _office(frame: Frame, tools: Tools) -> Node:
    office: Node = {
        "@type": "Organization",
        "@id": _office_id(tools),
        "name": frame.name.text,
        "url": tools.base + "/",
    }
    if frame.look.publisher_logo:
        office["logo"] = tools.url(frame.look.publisher_logo)
    contact = frame.contact
    if contact.email:
        office["email"] = contact.email
    if contact.phone:
        office["telephone"] = contact.phone
    if contact.address is not None:
        office["address"] = contact.address.text
    if contact.call_centre:
        office["contactPoint"] = {
            "@type": "ContactPoint",
            "contactType": "customer service",
            "telephone": contact.call_centre,
            "availableLanguage": list(frame.languages),
        }
    return office


def _office_id(tools: Tools) -> str:
    return tools.base + "/#office"


def _article(page: ReleasePage, frame: Frame, tools: Tools) -> Node:
    publisher = {"@id": _office_id(tools)}
    # Programs that take an author from here follow no references.
    author = {"@type": "Organization", **publisher, "name": frame.name.text}
    article: Node = {
        "@type": "NewsArticle",
        "@id": tools.url(page.address),
        "identifier": page.id,
        "mainEntityOfPage": tools.url(page.address),
        "headline": page.title,
        "datePublished": rfc3339(page.published),
        "dateModified": rfc3339(page.modified or page.published),
        "inLanguage": page.text_language,
        "author": author,
        "publisher": publisher,
    }
    if page.withdrawn is not None:
        article["creativeWorkStatus"] = "Withdrawn"
    if page.summary:
        article["description"] = page.summary
    if page.place:
        article["locationCreated"] = {"@type": "Place", "name": page.place}
    if page.photos:
        article["image"] = [
            {
                "@type": "ImageObject",
                "url": tools.url(photo.renditions.shared.address),
                "width": photo.renditions.shared.width,
                "height": photo.renditions.shared.height,
                "caption": (photo.caption or photo.alt).text,
            }
            for photo in page.photos
        ]
    if page.topics:
        article["keywords"] = [topic.label.text for topic in page.topics]
    if page.participants:
        article["about"] = {
            "@type": "Event",
            "name": page.title,
            "startDate": page.date.day.isoformat(),
            "attendee": [_person(line, tools) for line in page.participants],
        }
        if page.place:
            article["about"]["location"] = {"@type": "Place", "name": page.place}
    if page.quotes:
        article["hasPart"] = [
            {
                "@type": "Quotation",
                "@id": f"{tools.url(page.address)}#quote_{number}",
                "text": quote.text.text,
                "inLanguage": quote.text.language,
                "creator": _person(quote.person, tools),
            }
            for number, quote in enumerate(page.quotes, start=1)
        ]
    if page.corrections:
        article["correction"] = [
            {
                "@type": "CorrectionComment",
                "text": correction.text,
                "datePublished": stamp(correction.date),
            }
            for correction in page.corrections
        ]
    if page.views is not None:
        article["interactionStatistic"] = {
            "@type": "InteractionCounter",
            "interactionType": {"@type": "ReadAction"},
            "userInteractionCount": page.views,
        }
    return article | _translations(page, tools)


def _translations(page: ReleasePage, tools: Tools) -> Node:
    """Linked both ways: the first language's text is the original, the others are translations."""
    versions = [
        {
            "@type": "NewsArticle",
            "@id": tools.url(other.address),
            "url": tools.url(other.address),
            "inLanguage": other.language,
        }
        for other in page.alternates
    ]
    if len(versions) < 2:
        return {}
    if page.alternates[0].language == page.language:
        return {"workTranslation": versions[1:]}
    return {"translationOfWork": versions[0]}


def _person(line: ParticipantLine, tools: Tools) -> Node:
    person: Node = {"@type": "Person", "name": line.name.text}
    if line.role is not None:
        person["jobTitle"] = line.role.text
    if line.organisation is not None:
        person["affiliation"] = {"@type": "Organization", "name": line.organisation.text}
    if line.address:
        person["url"] = tools.url(line.address)
    return person


def _breadcrumbs(trail: Sequence[Link], tools: Tools) -> Node:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": step.label.text,
                "item": tools.url(step.address),
            }
            for number, step in enumerate(trail, start=1)
        ],
    }
