"""Writing help: what is no mistake of form, but what an editor would ask about.

Each rule is a function from an edition to warnings, and costs a page microseconds: it first asks
whether a sign occurs that its work would begin at.
"""

from __future__ import annotations

from beyan.model.diagnostic import Diagnostic
from beyan.source.writing.alternatives import repeated_file_names
from beyan.source.writing.headings import heading_jumps
from beyan.source.writing.lengths import lengths
from beyan.source.writing.letters import foreign_letters, strange_letters
from beyan.source.writing.quotes import straight_quotes
from beyan.source.writing.shortcodes import shortcodes
from beyan.source.writing.tongue import other_tongue
from beyan.source.writing.written import Written

__all__ = ["Written", "strange_letters", "writing_help"]

RULES = (
    lengths,
    repeated_file_names,
    heading_jumps,
    other_tongue,
    foreign_letters,
    straight_quotes,
    shortcodes,
)


def writing_help(written: Written) -> list[Diagnostic]:
    return [found for rule in RULES for found in rule(written)]
