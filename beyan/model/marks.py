"""Signs that stand in a read text for what only its page knows.

No text can hold them: as characters and as numeric references they are refused where files are
read, and HTML has no way to write the first of them.
"""

from __future__ import annotations

# Begins a link to inside the site: the target as it was typed until the plan says where it leads,
# then an address without the site's own beginning.
LINK = "\0"

# What is read aloud of a footnote's mark, of the way back from a footnote and of a table's box,
# each with its number; the words are those of the page's language.
NOTE, WAY_BACK, TABLE = "note", "way-back", "table"


def label(kind: str, number: int) -> str:
    """Stands in an attribute until `LABEL` finds it."""
    return f"\x01{kind} {number}\x01"


LABEL = "\x01([a-z-]+) (\\d+)\x01"
