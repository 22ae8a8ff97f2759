"""What of held-back texts must not stand where many can read: the logs of a build, for example."""

from __future__ import annotations

import re
from typing import NamedTuple

from beyan.model.diagnostic import Diagnostic, Span

# Where texts lie.
TEXTS = ("content/releases/", "content/pages/")
_REGISTRIES = ("content/participants.yaml", "content/topics.yaml")


class Withheld(NamedTuple):
    """`keys` are those of releases and pages (`key_of`), and of single editions that are still
    being written (`name_of`), sorted; `words` are titles, slugs and names that only these have.

    `is_known` is false where the site could not be read: then any text may be held back.
    """

    keys: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    is_known: bool = False

    def number(self, path: str) -> int | None:
        """That of the held-back text which the file belongs to, from 1; 0 where nobody knows."""
        for number, key in enumerate(self.keys, start=1):
            stem = f"content/{key}"
            if path.startswith((f"{stem}.", f"{stem}/")):
                return number
        return None if self.is_known or not path.startswith(TEXTS) else 0

    def tells(self, problem: Diagnostic) -> bool:
        """Whether its message would tell something of a held-back text."""
        if problem.span.path in _REGISTRIES:
            return True
        values = "\n".join((*(value for _, value in problem.values), problem.suggestion)).casefold()
        if any(f"content/{key}" in values or key in values for key in self.keys):
            return True
        if not self.is_known:
            return any(folder in values for folder in TEXTS)
        return any(
            word in values and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", values)
            for word in self.words
        )

    def span(self, span: Span, shown: str) -> Span:
        """The place, with what is `shown` of a text that is held back."""
        number = self.number(span.path)
        return span if number is None else span._replace(path=shown.format(number=number or "?"))


# Of a site that could not be read.
UNKNOWN = Withheld()
