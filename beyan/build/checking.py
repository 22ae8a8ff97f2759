"""What of a plan a check has to make: what can fail by what the site says, and one of each kind.

The program's own templates and exporters show every value that the plan can have: tests of the
program see to that. So of what they alone make, the first of each kind stands for all, and of what
lists the whole site the first entries. None of them can tell of what is held back, which the gate
has left out of the plan; what may all the same, templates with code of the site's own and files, is
made as a whole. Before anything is published, a build looks at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from beyan.build.planning import SitePlan
from beyan.build.reading import Source
from beyan.checks.own_code import has_own_code
from beyan.model.defaults import DEFAULTS
from beyan.model.inputs import Inputs, Shared
from beyan.model.plan import Artifact
from beyan.plan.export_files import AgencyListInputs, FeedInputs, SitemapInputs
from beyan.plan.people_page import PeopleInputs, PeoplePageInputs
from beyan.plan.release_pages import ReleaseInputs
from beyan.render.template_fingerprints import closure
from beyan.snapshot.manifest import Outdated

# So many entries of what lists the whole site are made.
_FEW = 100
# The template, what is shown with it, and in which language.
_Kind = tuple[str, type, str]


def worth_checking(
    outdated: Sequence[Outdated], planned: SitePlan, source: Source
) -> tuple[list[Outdated], SitePlan]:
    """Those of all artifacts that are to be made, and the plan with those of what is held back."""
    own = _with_own_code(source)
    seen: set[_Kind] = set()
    found: list[Outdated] = []
    for each in outdated:
        artifact = each.artifact
        # Of pages that links lead into the bytes are looked at.
        is_whole = artifact.template in own or artifact.name in planned.anchored
        if _is_first(artifact, seen):
            found.append(each if is_whole else _shortened(each))
        elif is_whole:
            is_release = isinstance(artifact.inputs, ReleaseInputs)
            found.append(each._replace(pages_only=True) if is_release else each)
        elif not artifact.template and not isinstance(artifact.inputs, FeedInputs | SitemapInputs):
            found.append(each)
    held = planned.held
    if held is None:
        return found, planned
    seen = set()
    shown = [
        each
        for each in held.shown
        if _is_first(each, seen) or each.template in own or each.name in planned.anchored_held
    ]
    return found, replace(planned, held=held._replace(shown=tuple(shown)))


def _is_first(artifact: Artifact, seen: set[_Kind]) -> bool:
    """Whether it is the first of its kind; then the kind is `seen`."""
    kind = (artifact.template, type(artifact.inputs), artifact.language)
    if kind in seen:
        return False
    seen.add(kind)
    return True


def _shortened(outdated: Outdated) -> Outdated:
    """With a few of its entries, where it has one for each page, release or person of the site."""
    few: Inputs
    match outdated.artifact.inputs:
        case SitemapInputs() as sitemap:
            few = sitemap._replace(entries=sitemap.entries[:_FEW])
        case AgencyListInputs() as items:
            few = items._replace(entries=items.entries[:_FEW])
        case PeoplePageInputs(Shared(value=PeopleInputs() as people)) as page:
            some = people._replace(mentions=people.mentions[:_FEW])
            few = page._replace(list=Shared(some))
        case _:
            return outdated
    return outdated._replace(artifact=outdated.artifact._replace(made_of=Shared(few)))


def _with_own_code(source: Source) -> frozenset[str]:
    """The templates that run code which is not the program's."""
    uses = {use.name: use for use in source.interface.uses}
    own = set(_own(source))
    return frozenset(name for name in uses if not own.isdisjoint(closure(name, uses)))


def _own(source: Source) -> Iterable[str]:
    folder, *_ = source.interface.template_folders
    for use in source.interface.uses:
        file = DEFAULTS / "templates" / use.name
        original = file.read_bytes() if file.is_file() else b""
        if sha256(original).digest() == use.digest:
            continue
        if not original or has_own_code((folder / use.name).read_bytes(), original):
            yield use.name
