"""The links and pictures of a text: one reader of them for checks, plan and page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import islice
from typing import NamedTuple

from beyan.markup.html import Report, attributes_of
from beyan.model.diagnostic import nearest

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"(?:https?:)?(//[^/?#]+)", re.IGNORECASE)
# Browsers leave these out before they look for a scheme.
_IGNORED = re.compile(r"[\x00-\x20]")
_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)
_ONE_SLASH = re.compile(r"(https?):/?(?!/)(?=\S)", re.IGNORECASE)
# So many labels are compared, and of so many characters.
_MOST = 50
# Attributes with an address in them, of any element; of these a text may have the published ones.
_ADDRESSES = frozenset(
    (
        *("action", "archive", "background", "cite", "classid", "codebase", "data", "dynsrc"),
        *("formaction", "href", "icon", "imagesrcset", "itemid", "longdesc", "lowsrc", "manifest"),
        *("ping", "poster", "profile", "src", "srcdoc", "srcset", "usemap", "xlink:href"),
        *("xml:base",),
    )
)
_PUBLISHED = {"a": "href", "img": "src", "blockquote": "cite", "q": "cite"}
_EMAIL = re.compile(r"[^\s@/]+@[^\s@/]+\.[^\s@/.]+")


class Target(NamedTuple):
    """Where a link to inside the site leads, as typed; `offset` is its place in the source."""

    target: str
    offset: int


class Picture(NamedTuple):
    """`alt` is None where nothing is said; HTML may say that nothing is lost.

    `offset` is where the picture begins.
    """

    target: str
    alt: str | None
    offset: int


class Links:
    """Collects the links and pictures of one text, and tells of those that lead nowhere.

    `labels` are those that references may use. A whole address that begins with `site`, the site's
    own, is a link to inside.
    """

    def __init__(self, report: Report, site: str) -> None:
        self.inside: dict[Target, None] = {}
        self.pictures: list[Picture] = []
        self.labels: Mapping[str, object] = {}
        self.used: set[str] = set()
        # Targets that no page links to, and that have been told.
        self.refused: set[str] = set()
        self._site = _without_scheme(site)
        self._dead = 0
        self._report = report

    @staticmethod
    def is_address(target: str) -> bool:
        """Whether it is an outside address that a page may link to."""
        return _ADDRESS.match(target) is not None

    def link(self, target: str, offset: int) -> None:
        self._judge(target, offset, is_picture=False)

    def shown(self, target: str, offset: int) -> None:
        """An address that stands in the text itself: only one of the site's can lead nowhere."""
        if self._is_own(target):
            self.inside[Target(target, offset)] = None

    def picture(self, target: str, offset: int, alt: str | None, place: int) -> None:
        """`offset` is the place of the target, `place` that of the picture."""
        self.pictures.append(Picture(target, alt, place))
        self._judge(target, offset, is_picture=True)

    def of_tag(self, tag: re.Match[str], place: Callable[[int], int]) -> None:
        """The links of a tag that an officer typed; `place` gives offsets in the source."""
        name = (tag["name"] or "").lower()
        published = _PUBLISHED.get(name)
        if published is None and not tag["attributes"]:
            return
        attributes = attributes_of(tag)
        for each, (_, at) in attributes.items():
            if each != published and (each in _ADDRESSES or each.startswith("on")):
                self._report("html-attribute", place(at), attribute=each, element=name)
        if name == "a" and "href" in attributes:
            target, at = attributes["href"]
            self.link(target, place(at))
        elif name == "img":
            target, at = attributes.get("src", ("", tag.start()))
            alt = attributes["alt"][0] if "alt" in attributes else None
            self.picture(target, place(at), alt, place(tag.start()))
        elif published == "cite" and "cite" in attributes:
            target, at = attributes["cite"]
            if not self.is_address(target):
                self._report("link-scheme", place(at), target=target)

    def dead_reference(self, label: str, offset: int) -> None:
        # To look for what was meant takes long where much is missing, and then is no help.
        self._dead += 1
        known = self.labels if self._dead <= _MOST and len(label) <= _MOST else ()
        suggestion = nearest(" ".join(label.split()).casefold(), islice(known, _MOST))
        self._report("dead-reference", offset, suggestion=suggestion, name=label)

    def _judge(self, target: str, offset: int, *, is_picture: bool) -> None:
        bare = _IGNORED.sub("", target)
        self.refused.add(target)
        scheme = _SCHEME.match(bare)
        if self._is_own(bare) and not is_picture:
            self.refused.discard(target)
            self.inside[Target(target, offset)] = None
        elif not bare:
            self._report("link-empty", offset)
        elif scheme is not None:
            self._outside(bare, scheme[1].lower(), offset, is_picture=is_picture)
        elif bare.startswith("//"):
            if is_picture:
                self._report("outside-image", offset, target=target)
        elif bare[:4].lower() == "www.":
            self._report("link-without-scheme", offset, target=target, better=f"https://{bare}")
        elif _EMAIL.fullmatch(bare):
            self._report("link-without-scheme", offset, target=target, better=f"mailto:{bare}")
        else:
            self.refused.discard(target)
            self.inside[Target(target, offset)] = None

    def _is_own(self, bare: str) -> bool:
        """Whether it is a whole address below the site's."""
        if not self._site or "//" not in bare[:8]:
            return False
        path = _without_scheme(bare)
        return path.startswith(self._site) and path[len(self._site) :][:1] in ("", *"/?#")

    def _outside(self, target: str, scheme: str, offset: int, *, is_picture: bool) -> None:
        if scheme == "data" and is_picture:
            self._report("pasted-picture", offset)
        elif scheme not in _SCHEMES or (is_picture and scheme in ("mailto", "tel")):
            self._report("link-scheme", offset, target=_short(target))
        elif is_picture:
            self._report("outside-image", offset, target=_short(target))
        elif match := _ONE_SLASH.match(target):
            better = f"{match[1].lower()}://{target[match.end() :]}"
            self._report("nearly-link", offset, typed=_short(target), better=_short(better))
        elif scheme in ("mailto", "tel") and len(target) == len(scheme) + 1:
            self._report("link-empty", offset)


def _without_scheme(address: str) -> str:
    """Without what may be typed either way: the scheme, and whether the host is in capitals."""
    match = _HOST.match(address)
    return match[1].lower() + address[match.end() :] if match is not None else ""


def _short(target: str) -> str:
    return target if len(target) <= 100 else f"{target[:97]}…"
