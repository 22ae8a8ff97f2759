"""A page as the search index takes it in: its text alone, without what stands around it.

Made from the page and not from its HTML, so that a site's own templates, numbers of reads and
neighbours neither show up in what is found nor make the index old.
"""

from __future__ import annotations

import re
from html import unescape

from beyan.language.locale import Language
from beyan.language.stems import BETWEEN_TERMS, INVISIBLE, stemmer
from beyan.model.page import Page, ParticipantLine, ReleasePage, TextPage
from beyan.model.release_summary import digest
from beyan.model.search import SearchDocument, standing_part, year_part
from beyan.render.exporters.json_text import encoded

_MARK = b"search"
# Numbers of footnotes and the ways back from them.
_NO_TEXT = re.compile(r"<sup\b.*?</sup>|<a\b[^>]*\bfootnote-(?:back)?ref\b.*?</a>", re.DOTALL)
_NAMES = r"/?(?:p|li|h\d|t[dhr]|d[dt]|div|blockquote|figcaption|pre)\b"
_OF_BLOCK = re.compile(_NAMES)
_BLOCK = re.compile(f"<{_NAMES}[^>]*>|<br>")
_TAG = re.compile("<[^>]*>")

# A word counts by how often it stands in the text, up to a limit, and less in a long one (BM25);
# more than that counts where it stands.
_OFTEN, _LIMIT, _USUAL_LENGTH = 16, 1.2, 350
_IN_TITLE, _IN_LEAD, _IN_NAMES = 24, 6, 10


def search_key(part: str, document: bytes) -> bytes:
    """Under which the cache keeps a document; tells the part of the index that it belongs to."""
    return b"\0".join((_MARK, part.encode(), digest(document)))


def part_of(key: bytes) -> str | None:
    """The address of the part; None: the key is not one of a document."""
    mark, _, rest = key.partition(b"\0")
    return rest.partition(b"\0")[0].decode() if mark == _MARK else None


def document(page: Page, prose: str, language: Language) -> tuple[str, bytes] | None:
    """The part and the document (JSON) of a page that search finds; `prose` is its text as HTML."""
    match page:
        case ReleasePage():
            part = year_part(page.language, page.date.day.year)
            return part, encoded(tuple(_release(page, prose, language)))
        case TextPage():
            text = _lines(_plain(prose))
            terms, weights = _terms(page.language, text, page.title, "", ())
            own = (page.address, _lines(page.title), "", "", "", (), ())
            found = SearchDocument(*own, text, terms, weights)
            return standing_part(page.language), encoded(tuple(found))
        case _:
            return None


def _release(page: ReleasePage, prose: str, language: Language) -> SearchDocument:
    named = (*page.participants, *[quote.person for quote in page.quotes])
    people = list(dict.fromkeys(map(_person, named)))
    parts = [
        page.lead,
        *page.key_facts,
        _plain(prose),
        *[each.text.text for each in page.quotes],
        *[each.text for each in page.corrections],
    ]
    if page.withdrawn is not None:
        parts.append(page.withdrawn.reason.text)
    text = _lines("\n".join((*parts, "; ".join(people))))
    names = (*people, page.place, *page.spellings)
    terms, weights = _terms(page.language, text, page.title, page.lead, names)
    return SearchDocument(
        page.address,
        _lines(page.title),
        page.date.day.isoformat(),
        language.date_long(page.date.day),
        page.place,
        tuple([_last(link.address) for link in page.topics]),
        tuple(dict.fromkeys([_last(each.address) for each in named if each.address])),
        text,
        terms,
        weights,
    )


def _terms(
    language: str, text: str, title: str, lead: str, names: tuple[str, ...]
) -> tuple[str, list[int]]:
    """What the page is found for, and the weight of each."""
    counted = stemmer(language).counted
    counts = counted(text)
    length = _LIMIT * (0.25 + 0.75 * counts.total() / _USUAL_LENGTH)
    # Most terms stand there once or twice.
    weights = {count: int(_OFTEN * count / (count + length)) + 1 for count in {*counts.values()}}
    found = {term: weights[count] for term, count in counts.items()}
    for part, weight in ((title, _IN_TITLE), (lead, _IN_LEAD), ("\n".join(names), _IN_NAMES)):
        for term in counted(part):
            found[term] = found.get(term, 0) + weight
    return BETWEEN_TERMS.join(found), [*found.values()]


def _plain(html: str) -> str:
    """The text of rendered prose, at least a line for each of its blocks."""
    if "<sup" in html or "footnote-" in html:
        html = _NO_TEXT.sub("", html)
    return unescape(_without_tags(html))


def _lines(text: str) -> str:
    """Without empty lines, spaces beside others, and signs that nobody sees, which would part words
    that are looked for.
    """
    lines = list(filter(None, text.split("\n")))
    # Nearly all texts are so already; what is printable has no space but the usual one.
    whole = " ".join(lines)
    if whole.isprintable() and "  " not in whole and whole.strip(" ") == whole:
        return "\n".join(lines)
    for sign in INVISIBLE:
        text = text.replace(sign, "")
    return "\n".join(filter(None, [" ".join(line.split()) for line in text.split("\n")]))


def _without_tags(html: str) -> str:
    """Tag by tag, since a pattern would look at each letter of the text."""
    before, *tagged = html.split("<")
    found = [before]
    for each in tagged:
        tag, end, text = each.partition(">")
        if not end:  # in an attribute, say
            return _TAG.sub("", _BLOCK.sub("\n", html))
        found.append(f"\n{text}" if tag == "br" or _OF_BLOCK.match(tag) else text)
    return "".join(found)


def _person(person: ParticipantLine) -> str:
    fields = (person.name, person.role, person.organisation)
    return ", ".join(field.text for field in fields if field is not None)


def _last(address: str) -> str:
    """The part of an address that tells topics, and people, apart."""
    return address.rstrip("/").rpartition("/")[2]
