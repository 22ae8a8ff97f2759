"""What not every host of a site can do: told once for all aliases, and not once for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from beyan.model.diagnostic import Diagnostic, Span, problem
from beyan.model.old_address import OldAddress
from beyan.model.release import StandingPage
from beyan.model.release_summary import ReleaseSummary

# https://developers.cloudflare.com/pages/configuration/redirects/: what it reads of _redirects, of
# lines without placeholders, as all of them are.
CLOUDFLARE_READS = 2_000


def beyond_hosts(
    summaries: Iterable[ReleaseSummary], pages: Iterable[StandingPage], base_path: str
) -> Iterator[Diagnostic]:
    """Aliases that no page can answer to, and more of them than a host reads."""
    aliases = [
        (alias, each.path)
        for summary in summaries
        for each in summary.editions
        for alias in each.aliases
    ]
    aliases += [
        (alias, each.path) for page in pages for each in page.editions for alias in each.aliases
    ]
    by_rules = [
        each for each in aliases if "?" in each[0] or not _old(each[0]).below(base_path).is_file
    ]
    if by_rules:
        alias, path = min(by_rules, key=lambda each: each[1])
        yield problem("alias-by-rule", Span(path), value=alias, count=len(by_rules))
    count = sum(1 for alias, _ in aliases if "?" not in alias)
    if count > CLOUDFLARE_READS:
        path = min(path for _, path in aliases)
        yield problem("many-aliases", Span(path), count=count, limit=CLOUDFLARE_READS)


def _old(alias: str) -> OldAddress:
    old = OldAddress.read(alias)
    assert old is not None, "what is no address was told when it was read"
    return old
