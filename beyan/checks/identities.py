"""Two releases of one identity: feeds would take one for the other, and their reads be one's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from beyan.model.config import PlanSettings
from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.identity import Owner, owner
from beyan.model.ledger import Ledger
from beyan.model.release_summary import ReleaseSummary


def same_identities(
    summaries: Iterable[ReleaseSummary], settings: PlanSettings, ledger: Ledger
) -> Iterator[Diagnostic]:
    """Reported at both, drafts as well: they are to be published."""
    first: dict[Owner, ReleaseSummary] = {}
    for each in summaries:
        other = first.setdefault(owner(each, settings, ledger), each)
        if other is not each:
            identity = owner(each, settings, ledger).name
            for mine, theirs in ((other, each), (each, other)):
                span = Span(mine.editions[0].path)
                path = theirs.editions[0].path
                yield problem("same-identity", span, identity=identity, other=path)
