"""What of a plan a check has to make: what can fail by what the site says, and one of each kind.

The program's own templates and exporters show every value that the plan can have: tests of the
program see to that. So of what they alone make, the first of each kind stands for all, and of what
lists the whole site the first entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from beyan.build.auditing import secrets_of
from beyan.build.planning import SitePlan
from beyan.build.reading import Source
from beyan.checks.own_code import has_own_code
from beyan.model.defaults import DEFAULTS
from beyan.model.inputs import Inputs, Shared, Stated
from beyan.plan.export_files import AgencyListInputs, FeedInputs, SitemapInputs
from beyan.plan.people_page import PeopleInputs, PeoplePageInputs
from beyan.plan.release_pages import ReleaseInputs
from beyan.render.template_fingerprints import closure
from beyan.snapshot.manifest import Outdated

# So many entries of what lists the whole site are made.
_FEW = 100


def worth_checking(
    outdated: Sequence[Outdated], planned: SitePlan, source: Source
) -> list[Outdated]:
    """Those of all artifacts that are to be made. Where something is held back it is all of them:
    any file may tell of it.
    """
    if secrets_of(source).keys:
        return list(outdated)
    own = frozenset(_with_own_code(source))
    # Of these pages the bytes are looked at.
    linked = planned.anchored.keys()
    seen: set[tuple[str, type, str]] = set()
    found: list[Outdated] = []
    for each in outdated:
        artifact = each.artifact
        kind = (artifact.template, type(artifact.inputs), artifact.language)
        is_whole = artifact.template in own or artifact.name in linked
        if kind not in seen:
            seen.add(kind)
            found.append(each if is_whole else _shortened(each))
        elif is_whole:
            is_release = isinstance(artifact.inputs, ReleaseInputs)
            found.append(each._replace(pages_only=True) if is_release else each)
        elif not artifact.template and not isinstance(artifact.inputs, FeedInputs | SitemapInputs):
            found.append(each)
    return found


def _shortened(outdated: Outdated) -> Outdated:
    """With a few of its entries, where it has one for each page, release or person of the site."""
    few: Inputs
    match outdated.artifact.inputs:
        case SitemapInputs() as sitemap:
            few = sitemap._replace(entries=sitemap.entries[:_FEW])
        case AgencyListInputs() as items:
            few = items._replace(entries=items.entries[:_FEW])
        case PeoplePageInputs(Shared(value=PeopleInputs() as people)) as page:
            some = people._replace(mentions=Stated(people.mentions.value[:_FEW]))
            few = page._replace(list=Shared(some))
        case _:
            return outdated
    return outdated._replace(artifact=outdated.artifact._replace(made_of=Shared(few)))


def _with_own_code(source: Source) -> Iterator[str]:
    """The templates that run code which is not the program's."""
    uses = {use.name: use for use in source.interface.uses}
    own = set(_own(source))
    for name in uses:
        if not own.isdisjoint(closure(name, uses)):
            yield name


def _own(source: Source) -> Iterable[str]:
    folder, *_ = source.interface.template_folders
    for use in source.interface.uses:
        file = DEFAULTS / "templates" / use.name
        original = file.read_bytes() if file.is_file() else b""
        if sha256(original).digest() == use.digest:
            continue
        if not original or has_own_code((folder / use.name).read_bytes(), original):
            yield use.name
