"""XLIFF 1.2, by the Translate Toolkit: a `file` for each text, a `trans-unit` for each segment.

Links, emphasis and the like stay as they were typed. What was translated before is offered in
`alt-trans`, and never stands in a `target` already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from beyan.desk.exchange.rows import DONE, OUTDATED, Languages, Row, Unreadable

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
DOCTYPE = "it has a DTD, which may do harm"
NO_XLIFF = "it is no XLIFF 1.1 or 1.2"
_SEPARATOR = "\x04"


def written(rows: Iterable[Row], languages: Languages, site: str) -> bytes:
    kind: Any = _kind()
    store = kind()
    store.setsourcelanguage(languages.source)
    store.settargetlanguage(languages.target)
    path = ""
    for row in rows:
        if row.path != path:
            path = row.path
            store.switchfile(path, createifmissing=True)
        unit = store.UnitClass(row.source)
        store.addunit(unit)
        unit.setid(row.name)
        if row.target:
            unit.target = row.target
            unit.markfuzzy(row.state != DONE)
        for note in row.notes:
            unit.addnote(note, "developer")
        for offer in row.offers:
            unit.addalttrans(
                offer.target,
                origin=offer.path,
                sourcetxt=offer.source,
                matchquality=f"{offer.quality}%",
            )
    for each in store.document.getroot().iterchildren(f"{{{NAMESPACE}}}file"):
        each.set("datatype", "x-markdown")
        each.set("product-name", site)
    return bytes(store)


def read(data: bytes) -> Iterator[Row]:
    """Raises `Unreadable`."""
    _look(data)
    try:
        store: Any = _kind().parsestring(data)
    except (StopIteration, ValueError):
        raise Unreadable(NO_XLIFF) from None
    for unit in store.units:
        path, _, name = unit.getid().rpartition(_SEPARATOR)
        node = unit.xmlelement.find(unit.namespaced("target"))
        state = node.get("state", "") if node is not None else ""
        is_unsure = state == "new" or state.startswith("needs-")
        yield Row(
            path=path,
            name=name,
            source=unit.source or "",
            target=unit.target or "",
            state=OUTDATED if is_unsure else "",
            is_unsure=is_unsure,
            line=unit.xmlelement.sourceline or 1,
        )


def _look(data: bytes) -> None:
    """Refuse what is no XML, and what has entities of its own, before anything is made of them.

    The toolkit would fill them in.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(error.msg.partition(", line ")[0], error.lineno or 1) from None
    if root.getroottree().docinfo.internalDTD is not None:
        before, _, _ = data.replace(b"\0", b"").partition(b"<!DOCTYPE")
        raise Unreadable(DOCTYPE, before.count(b"\n") + 1)
    if etree.QName(root).localname != "xliff" or root.get("version") not in ("1.1", "1.2"):
        raise Unreadable(NO_XLIFF)


@cache
def _kind() -> Any:
    """The toolkit reads 1.2, but begins files of 1.1."""
    from translate.storage import xliff

    unit = type("Unit", (xliff.xliffunit,), {"namespace": NAMESPACE})
    skeleton = xliff.xlifffile.XMLskeleton.replace("1.1", "1.2")
    own = {"UnitClass": unit, "namespace": NAMESPACE, "XMLskeleton": skeleton}
    return type("File", (xliff.xlifffile,), own)
