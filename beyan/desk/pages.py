"""Which release's page an address shows, in whatever spelling a log has it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote

from beyan.model.old_address import OldAddress
from beyan.model.page import ReleasePage
from beyan.model.plan import Artifact, Plan
from beyan.model.release import composed, key_of

# An edition as views.csv names it: the release, and the language.
Named = tuple[str, str]

# Of so many addresses without a page it is kept how often they were read.
MOST_UNMATCHED = 10_000
_LONGEST = 300
# What pages are made up of, and what is read in another way than by opening it.
_NO_PAGE = re.compile(
    r"\.(?:css|js|mjs|map|json|xml|txt|rss|atom|ico|png|jpe?g|gif|svg|webp|avif|bmp|woff2?|ttf|eot"
    r"|otf|mp[34]|webm|ogg|wasm|webmanifest|zip)$",
    re.IGNORECASE,
)
_SLASHES = re.compile(r"/{2,}")
_INDEX = re.compile(r"/index\.html?$", re.IGNORECASE)


class Pages:
    """By the paths from the root of the server. `own` are addresses that show something else."""

    def __init__(self, shown: Mapping[str, Named], own: frozenset[str] = frozenset()) -> None:
        self._shown, self._own = shown, own
        self._small = {path.casefold(): page for path, page in shown.items()}
        self.of = lru_cache(maxsize=4_096)(self._of)
        self.unmatched = lru_cache(maxsize=1_024)(self._unmatched)

    def _of(self, target: str) -> Named | None:
        for path in _spellings(target):
            if path in self._shown:
                return self._shown[path]
        # Some servers do not tell capitals from small letters, and have answered.
        for path in _spellings(target):
            if (small := path.casefold()) in self._small:
                return self._small[small]
        return None

    def _unmatched(self, target: str) -> str:
        """The path that may become a page's by an alias; "" where it will not.

        Without query and what stands behind ";", which may tell who read it.
        """
        path = path_of(target).partition(";")[0]
        if (
            len(path) > _LONGEST
            or "@" in path
            or not path.startswith("/")
            or not path.isprintable()
            or _NO_PAGE.search(path)
            or any(each in self._own for each in _spellings(path))
        ):
            return ""
        return path

    @staticmethod
    def bound(unmatched: Counter[tuple[str, str]]) -> None:
        """Keep the memory: what was asked for least goes."""
        if len(unmatched) > 2 * MOST_UNMATCHED:
            kept = unmatched.most_common(MOST_UNMATCHED * 3 // 2)
            unmatched.clear()
            unmatched.update(dict(kept))


def pages_of(plan: Plan, base_path: str, names: Mapping[str, str]) -> Pages:
    """The release pages by every address they answer to, aliases too; `names` has what each
    release is called, by its key.
    """
    own = {
        artifact.name: (names[key_of(artifact.source)], artifact.language)
        for artifact in plan.artifacts
        if artifact.template == ReleasePage.template
    }
    shown = {
        artifact.name: own[artifact.target] for artifact in plan.artifacts if artifact.target in own
    }
    base = unquote(base_path)
    by_path = {base + address: page for address, page in {**shown, **own}.items()}
    for artifact in plan.artifacts:
        if artifact.name in own:
            for path in _old_paths(artifact, base_path):
                by_path.setdefault(path, own[artifact.name])
    others = (address for each in plan.artifacts for address in each.addresses)
    return Pages(by_path, frozenset(base + unquote(each) for each in others))


def _old_paths(artifact: Artifact, base_path: str) -> Iterator[str]:
    """Of aliases to which no file answers."""
    for alias in artifact.aliases:
        old = OldAddress.read(alias)
        if old is not None:
            found = old.from_root(base_path)
            if not found.query:
                yield found.path
            yield from (f"{found.path}?{each}" for each in found.queries)


def path_of(target: str) -> str:
    """Decoded, and as servers take it: without query, doubled slashes, "." and ".."."""
    path = target.partition("?")[0].partition("#")[0]
    if "%" in path:
        path = unquote(path)
    if "//" in path:
        path = _SLASHES.sub("/", path)
    if "/." in path:
        path = _without_dots(path)
    return path if path.isascii() else composed(path)


def _spellings(target: str) -> Iterator[str]:
    """The addresses that a server may have answered with the page of one of them."""
    path = path_of(target)
    if "?" in target:
        yield f"{path}?{target.partition('?')[2]}"
    written = [path]
    if "%" in path:  # some logs encode what is encoded
        written.append(path_of(path))
    if "+" in path:  # so IIS writes blanks
        written.append(path.replace("+", " "))
    for each in written:
        yield from (each, _INDEX.sub("/", each), f"{each}/")


def _without_dots(path: str) -> str:
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1] if len(parts) > 1 else parts
        elif part != ".":
            parts.append(part)
    return "/".join(parts) + ("/" if path.endswith(("/.", "/..")) else "")
