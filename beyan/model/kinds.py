"""What may be published beside a release, by the file's name: a server goes by nothing else."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from beyan.language.word_groups import word_groups

_TABLE = Path(__file__).with_name("endings.txt")


class Danger(StrEnum):
    """Why a file is refused, in the words of a message."""

    BROWSER = "a browser could run what is in it"
    SERVER = "a web server could run it, or take orders from it"
    READER = "it could do harm on the computers of those who open it"


# What the groups of the table stand for. Servers give every part between dots a meaning of its own:
# what is "inside" is run wherever it stands.
_GROUPS = {
    "browser": Danger.BROWSER,
    "inside": Danger.SERVER,
    "server": Danger.SERVER,
    "reader": Danger.READER,
}
# Told by the whole name: what hosts such as Netlify and Cloudflare read.
_ORDERS = frozenset({"_headers", "_redirects"})


@cache
def endings() -> dict[str, frozenset[str]]:
    """Such as `.pdf`, by their group: "usual" and those of `_GROUPS`."""
    groups = word_groups(_TABLE).items()
    return {group: frozenset(f".{word}" for word in words) for group, words in groups}


@cache
def _dangers() -> dict[str, Danger]:
    return {ending: danger for group, danger in _GROUPS.items() for ending in endings()[group]}


def danger_of(name: str) -> Danger | None:
    """Why the file may not be published; None where nothing speaks against its name.

    `x.html.gz` is the page that is packed in it, and `x.html.az` is that page in a language:
    a server passes over the endings that it does not know.
    """
    name = _plain(name)
    if name.startswith(".") or name in _ORDERS:
        return Danger.SERVER
    for ending in reversed(_parts(name)):
        if ending in _dangers():
            return _dangers()[ending]
        if ending in endings()["usual"]:
            break
    return None


def ending_inside(name: str) -> str:
    """`.php` of `x.php.pdf`: a server may run the file for it. Else an empty string."""
    inside = _parts(_plain(name))[:-1]
    return next((ending for ending in inside if ending in endings()["inside"]), "")


def is_usual(name: str) -> bool:
    """Whether readers can be expected to have a program for it."""
    return not endings()["usual"].isdisjoint(_parts(_plain(name))[-1:])


def _plain(name: str) -> str:
    """As Windows sees it, which leaves off dots and blanks at the end."""
    return name.rpartition("/")[2].lower().rstrip(". \u00a0")


def _parts(name: str) -> list[str]:
    return [f".{part.strip()}" for part in name.split(".")[1:]]
