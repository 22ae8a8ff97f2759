"""What a page's bytes depend on besides what it carries, as one digest for each template.

That is the template with all it extends, includes and imports, the strings these ask for in the
page's language, the assets they link to, and the frame of the language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from beyan.language.catalogue import Catalogue
from beyan.model.page import Frame
from beyan.model.release_summary import digest
from beyan.model.template import TemplateUse
from beyan.render import prose, trail

# By template and language. A file that is no page has the template "".
TemplateFingerprints = Mapping[tuple[str, str], bytes]


def template_fingerprints(
    uses: Iterable[TemplateUse], frames: Sequence[Frame], catalogues: Mapping[str, Catalogue]
) -> TemplateFingerprints:
    """The look of every template in every language."""
    by_name = {use.name: use for use in uses}
    found = {("", ""): b""}
    for frame in frames:
        language, catalogue = frame.language, catalogues[frame.language]
        labels = repr([catalogue.gettext(label) for label in prose.STRINGS])
        found["", language] = digest(labels.encode())
        own = repr((labels, [catalogue.gettext(each) for each in trail.STRINGS]))
        around = repr(replace(frame, assets=()))
        assets = dict(frame.assets)
        for name in by_name:
            needed = [by_name[each] for each in sorted(closure(name, by_name))]
            parts = [own, around, *_texts(needed, catalogue, list(catalogues.values()))]
            parts.append(repr(_assets(needed, assets)))
            found[name, language] = digest(
                *(use.digest for use in needed), "\0".join(parts).encode()
            )
    return found


def closure(name: str, uses: Mapping[str, TemplateUse]) -> set[str]:
    """The template and all it needs, directly or not."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each in uses and each not in found:
            found.add(each)
            waiting += uses[each].needs
    return found


def _texts(
    needed: Iterable[TemplateUse], catalogue: Catalogue, every: Iterable[Catalogue]
) -> Iterator[str]:
    """The translations that the templates ask for."""
    for use in needed:
        if use.strings is None:
            yield from (each.digest for each in every)
            continue
        yield repr([catalogue.said(key) for key in use.strings])
        yield repr([each.said(key) for key in use.foreign for each in every])


def _assets(needed: Iterable[TemplateUse], assets: Mapping[str, str]) -> Mapping[str, str | None]:
    """Addresses of the assets that the templates link to; all where one of them may use any."""
    used: set[str] = set()
    for use in needed:
        if use.assets is None:
            return assets
        used.update(use.assets)
    return {path: assets.get(path) for path in sorted(used)}
