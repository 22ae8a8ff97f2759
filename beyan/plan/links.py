"""Where the links of a text lead."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import (
    Callable,
    Container,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    Sequence,
)
from dataclasses import field, replace
from urllib.parse import unquote

from beyan.model.inputs import Stated
from beyan.model.page import Link, TextPicture
from beyan.model.records import dataclass
from beyan.model.release import composed
from beyan.plan.photos import is_picture

CONTENT = "content/"
_HOST = re.compile("(?:https?:)?//[^/]*", re.IGNORECASE)
# Of most links this says all.
_PLAIN = re.compile("/(?:[A-Za-z0-9_~.-]+/)*[A-Za-z0-9_~.-]*")
NO_PICTURES = Stated[tuple[TextPicture, ...]](())


@dataclass(slots=True)
class Targets:
    """What a text may link to.

    `editions`: address by file path, in NFC. `versions`: languages and addresses of a release by
    its key. `groups`: address by key (the path without `.LANG.md`) and reader's language, where it
    is not the version that comes first in the reader's `preferences`. `topics`: name and address by
    key and language. `addresses`: every address of the plan; complete only once all is planned, so
    links are resolved last. `all_pictures` are those of all releases. `base_path` is the path of
    the site's address, `around` what else there is to link to.
    """

    editions: MutableMapping[str, str] = field(default_factory=dict)
    versions: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    groups: dict[tuple[str, str], str] = field(default_factory=dict)
    preferences: Mapping[str, Sequence[str]] = field(default_factory=dict)
    topics: dict[tuple[str, str], Link] = field(default_factory=dict)
    addresses: Container[str] = field(default_factory=set)
    all_pictures: Callable[[], Iterable[TextPicture]] = tuple
    base_path: str = ""
    around: Targets | None = None
    _pictures: dict[str, TextPicture] | None = None

    def over(self, around: Targets) -> Targets:
        """These, and where they have none those of the site `around` them."""
        return replace(
            self,
            editions=ChainMap(self.editions, around.editions),
            addresses=_Either(self.addresses, around.addresses),
            around=around,
        )

    def group(self, key: str, language: str) -> str | None:
        """Where a reader of the language is led who follows a link to the text of this key."""
        found = self.groups.get((key, language))
        if found is None and (versions := self.versions.get(key)):
            chain = self.preferences.get(language, ())
            found = next((at for tag in chain for of, at in versions if of == tag), None)
        return self.around.group(key, language) if found is None and self.around else found

    def pictures(self, resolved: Iterable[str | None]) -> Stated[tuple[TextPicture, ...]]:
        """The pictures that links lead to which lead there: `resolved`, as `resolve` gives it."""
        # Most links lead to pages, whose addresses are folders.
        wanted = [
            address
            for address in resolved
            if address is not None and address[-1] != "/" and is_picture(address)
        ]
        if not wanted:
            return NO_PICTURES
        found = (self._picture(address) for address in dict.fromkeys(wanted))
        return Stated(tuple(each for each in found if each is not None))

    def _picture(self, address: str) -> TextPicture | None:
        # Few texts show any, so those of the site are collected for the first that does.
        if self._pictures is None:
            self._pictures = {each.address: each for each in self.all_pictures()}
        found = self._pictures.get(address)
        return self.around._picture(address) if found is None and self.around else found


class _Either:
    def __init__(self, *among: Container[str]) -> None:
        self._among = among

    def __contains__(self, address: object) -> bool:
        return any(address in each for each in self._among)


def resolve(
    links: Iterable[tuple[str, int, int, str]],
    page: str,
    targets: Targets,
    beside: Mapping[str, str],
) -> tuple[str | None, ...]:
    """Where the links of the text that is shown at the address `page` lead; None: nowhere.

    `links` are as in `EditionSummary`. `beside` has the addresses of the release's photos and
    attachments by file name.
    """
    language = page.split("/", 2)[1]
    found = []
    for target, _, _, named in links:
        if target[0] == "#":
            address: str | None = page + target
        elif named:
            address = _text(target, named, language, targets)
        elif target[0] == "/" or _HOST.match(target):
            address = _page(target, targets)
        else:
            name = target.partition("#")[0].removeprefix("./")
            address = beside.get(composed(unquote(name)))
        found.append(address)
    return tuple(found)


def _text(target: str, named: str, language: str, targets: Targets) -> str | None:
    """The page of the text in the file `named`; without a language in its name, the reader's."""
    address = targets.editions.get(named)
    if address is None:
        address = targets.group(named.removeprefix(CONTENT).removesuffix(".md"), language)
    if address is None or "#" not in target:
        return address
    return address + target[target.index("#") :]


def _page(target: str, targets: Targets) -> str | None:
    if _PLAIN.fullmatch(target) and target in targets.addresses:
        return target
    bare, hash_sign, fragment = target.partition("#")
    bare, question_mark, query = bare.partition("?")
    bare = composed(unquote(bare))
    for path in _below(bare, targets.base_path):
        for candidate in (path, f"{path}/"):
            if candidate in targets.addresses:
                return candidate + question_mark + query + hash_sign + fragment
    return None


def _below(typed: str, base_path: str) -> Iterator[str]:
    """What the address may be on the site: as texts have it, or as browsers do.

    Of whole addresses, only those of the site itself are links to inside.
    """
    path = _HOST.sub("", typed)
    if path == typed:
        yield path
    if f"{path}/".startswith(f"{base_path}/"):
        yield path.removeprefix(base_path) or "/"
