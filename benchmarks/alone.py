"""What only Bəyan does, or nobody is asked for: each by itself, on a site of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from PIL import Image

from benchmarks.corpus import LANGUAGES, Corpus
from benchmarks.logs import NoGoAccess, compare
from benchmarks.processes import run
from benchmarks.results import Alone
from benchmarks.tools.beyan import CHECKOUT, Beyan, BeyanDefaults
from benchmarks.tools.tool import Command

SIZE = 10_000
"""Releases of the site that is checked, and searched."""
EVERYTHING_SIZE = 2_000
CARDS_SIZE = 500
PHOTO_SIZE = (4_000, 3_000)
# A hundred lines of the log for each release.
LINES = 1_000_000


class CannotMeasure(Exception):
    """What it is measured beside is not there."""


class WithSearch(Beyan):
    has_search = True


class WithCards(Beyan):
    has_cards = True


@dataclass(frozen=True, slots=True)
class Asked:
    """Where sites may stand, how often each value is taken, and how large a large site is."""

    folder: Path
    repeat: int
    size: int = SIZE


def measure(name: str, asked: Asked) -> Alone:
    """Sites of earlier runs are written anew, and what is written is taken away."""
    folder = asked.folder / f"beyan-alone-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        return ALONE[name](Asked(folder, asked.repeat, asked.size))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def everything(asked: Asked) -> Alone:
    """A clean build with everything on; beside it one that finds its pictures."""
    tool, site = BeyanDefaults(), asked.folder
    size = min(asked.size, EVERYTHING_SIZE)
    tool.write_site(Corpus(size), site)
    found = Alone("everything", size, [])
    for _ in range(asked.repeat):
        found.values.append(_clean(tool, site))
        tool.forget_but_pictures(site)
        found.beside.append(run(tool.build(site, is_clean=True)).wall)
    return found


def cards(asked: Asked) -> Alone:
    """Seconds of processor for the pictures of titles of a site: what it costs more with them."""
    sites = (WithCards(), asked.folder / "with"), (Beyan(), asked.folder / "without")
    for tool, site in sites:
        tool.write_site(Corpus(min(asked.size, CARDS_SIZE)), site)
    more = [_more(*sites) for _ in range(asked.repeat)]
    tool, site = sites[0]
    return Alone("cards", sum(1 for _ in tool.output(site).rglob("card.*.png")), more)


def photo(asked: Asked) -> Alone:
    """Seconds of processor for one photo, in all its sizes and formats."""
    tool, corpus, site = Beyan(), Corpus(1), asked.folder / "with"
    tool.write_site(corpus, asked.folder / "without")
    tool.write_site(corpus, site)
    text = tool.text_file(site, corpus.release(0), "az")
    folder = text.with_name(corpus.release(0).name)
    folder.mkdir()
    _photo().save(folder / "photo.jpg", quality=92)
    head = "---\nphotos: [{file: photo.jpg, alt: Zal}]\n"
    text.write_text(text.read_text(encoding="utf-8").replace("---\n", head, 1), encoding="utf-8")
    sites = (tool, site), (tool, asked.folder / "without")
    more = [_more(*sites) for _ in range(asked.repeat)]
    return Alone("photo", PHOTO_SIZE[0] * PHOTO_SIZE[1], more)


def search(asked: Asked) -> Alone:
    """A clean build with the search; beside it one without."""
    found = Alone("search", asked.size, [])
    sites = [(WithSearch(), found.values), (Beyan(), found.beside)]
    for tool, _ in sites:
        tool.write_site(Corpus(asked.size), asked.folder / str(tool.has_search))
    for _ in range(asked.repeat):
        for tool, values in sites:
            values.append(_clean(tool, asked.folder / str(tool.has_search)))
    return found


def check(asked: Asked) -> Alone:
    """A check of a site that was never built; beside it a clean build."""
    Beyan().write_site(Corpus(asked.size), asked.folder)
    return _check("check", asked)


def held(asked: Asked) -> Alone:
    """The same where two releases are held back."""
    tool, corpus, site = Beyan(), Corpus(asked.size), asked.folder
    tool.write_site(corpus, site)
    for number, line in enumerate(("draft: true", "embargo: 2099-12-31 09:00")):
        for language in LANGUAGES:
            text = tool.text_file(site, corpus.release(number), language)
            typed = text.read_text(encoding="utf-8")
            text.write_text(typed.replace("---\n", f"---\n{line}\n", 1), encoding="utf-8")
    return _check("held", asked)


def _check(name: str, asked: Asked) -> Alone:
    tool, site = Beyan(), asked.folder
    (build,) = tool.build(site, is_clean=False)
    command = Command((*build.arguments[:-1], "check"), CHECKOUT)
    found = Alone(name, asked.size, [])
    for _ in range(asked.repeat):
        tool.forget(site)
        found.values.append(run((command,)).wall)
        found.beside.append(_clean(tool, site))
    return found


def logs(asked: Asked) -> Alone:
    """`views import` of an access log; beside it GoAccess, with the same lines."""
    tool, site = Beyan(), asked.folder / "site"
    tool.write_site(Corpus(min(asked.size, 1_000)), site)
    _clean(tool, site)
    lines = 100 * min(asked.size, LINES // 100)
    try:
        own, other = compare(site, asked.folder / "log", lines=lines, repeat=asked.repeat)
    except NoGoAccess as reason:
        raise CannotMeasure(str(reason)) from reason
    return Alone("logs", lines, own.wall, other.wall)


def _clean(tool: Beyan, site: Path) -> float:
    tool.forget(site)
    return run(tool.build(site, is_clean=True)).wall


def _more(*sites: tuple[Beyan, Path]) -> float:
    """What a clean build of the first costs more than one of the second, of processor."""
    for tool, site in sites:
        tool.forget(site)
    first, second = (run(tool.build(site, is_clean=True)).cpu for tool, site in sites)
    return first - second


def _photo() -> Image.Image:
    """Shapes of every size, the smaller the fainter, as what cameras see has them; the same one
    each time. Its file has 4.7 MB, what phones write of so many pixels.
    """
    random, found, weights = Random(1), Image.new("RGB", PHOTO_SIZE), 0.0
    for number, width in enumerate((8, 32, 128, 512, 2_000, 4_000)):
        size, weight = (width, width * 3 // 4), 0.8**number
        layer = Image.frombytes("RGB", size, random.randbytes(3 * size[0] * size[1]))
        weights += weight
        whole = layer.resize(PHOTO_SIZE, Image.Resampling.BICUBIC)
        found = Image.blend(found, whole, weight / weights)
    return found


ALONE: dict[str, Callable[[Asked], Alone]] = {
    "everything": everything,
    "cards": cards,
    "photo": photo,
    "search": search,
    "check": check,
    "held": held,
    "logs": logs,
}
