"""The edits that are measured: the same ones for every tool, and looked for in its output.

Each leaves a word that no corpus has, another one in each repetition, so that a build which does
nothing is found out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks.corpus import LANGUAGES, Corpus, Participant, Release
from benchmarks.tools.tool import Tool, write

# The end of the front matter, or of Pelican's block of metadata.
_HEAD = re.compile(r"\A(?:---\n.*?^---\n|(?:[A-Z]\w*: .*\n)+\n)", re.DOTALL | re.MULTILINE)
_MARK = re.compile(r'<p class="bench-mark">[^<]*</p>\n?')


class EditIsMissing(AssertionError):
    """A tool has not built what was edited."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A site of a tool in a folder, and what is edited in it."""

    tool: Tool
    corpus: Corpus
    folder: Path

    def text(self, repetition: int) -> None:
        """A word in the newest release's Azerbaijani text; the feeds have it as well.

        The next repetition takes the release before it.
        """
        release = self._newest(repetition)
        change_word(self.tool.text_file(self.folder, release, "az"), _word("metn", repetition))

    def verify_text(self, repetition: int) -> None:
        release = self._newest(repetition)
        word = _word("metn", repetition)
        self._must_have(self.tool.page_file(self.folder, release.address("az")), word)
        self._must_have(self.tool.output(self.folder) / "az" / "feed.xml", word)

    def name(self, repetition: int) -> None:
        """One participant in the middle of the registry gets another surname."""
        person = self._person(repetition)
        word = _word("Ad", repetition)
        name = (f"{person.name[0]} {word}", f"{person.name[1]} {word}")
        self.tool.rename(self.folder, person.key, name)

    def verify_name(self, repetition: int) -> None:
        person, word = self._person(repetition), _word("Ad", repetition)
        release = next(
            release
            for number in reversed(range(self.corpus.size))
            if person in (release := self.corpus.release(number)).participants
        )
        for language in LANGUAGES:
            people = f"/{language}/participants/"
            for address in (f"{people}{person.key}/", release.address(language)):
                self._must_have(self.tool.page_file(self.folder, address), word)
            # Written in place as well, they are more than a page has.
            last = self.tool.page_file(self.folder, people)
            for number in count(2):
                page = self.tool.page_file(self.folder, f"{people}page/{number}/")
                if _has(last, word) or not page.is_file():
                    break
                last = page
            self._must_have(last, word)

    def template(self, repetition: int) -> None:
        """One more line below every release."""
        path = self.tool.release_template(self.folder)
        text = _MARK.sub("", path.read_text(encoding="utf-8"))
        before, article, after = text.partition("</article>")
        mark = f'<p class="bench-mark">{_word("sablon", repetition)}</p>\n'
        if not article or "</article>" in after:
            raise ValueError(f"{path} has not one </article>")
        write(path, before + mark + article + after)

    def verify_template(self, repetition: int) -> None:
        for number in (0, self.corpus.size // 2, self.corpus.size - 1):
            for language in LANGUAGES:
                address = self.corpus.release(number).address(language)
                page = self.tool.page_file(self.folder, address)
                self._must_have(page, _word("sablon", repetition))

    def _newest(self, repetition: int) -> Release:
        return self.corpus.release(self.corpus.size - 1 - repetition)

    def _person(self, repetition: int) -> Participant:
        """Nobody twice; of the middle, because those in front are in very many releases."""
        people = self.corpus.people
        return people[(len(people) // 2 + repetition) % len(people)]

    def _must_have(self, path: Path, word: str) -> None:
        if not _has(path, word):
            raise EditIsMissing(f"{self.tool.label}: {path} has no “{word}”")


def change_word(path: Path, word: str) -> None:
    """Put the word in place of the third one of the text."""
    text = path.read_text(encoding="utf-8")
    head = _HEAD.match(text)
    assert head is not None, path
    body = text[head.end() :]
    words = body.split(" ", 3)
    write(path, text[: head.end()] + " ".join([*words[:2], word, words[3]]))


def _word(of: str, repetition: int) -> str:
    return f"{of}{repetition}dəyişdi"


EDITS: dict[str, tuple[Callable[[Edited, int], None], Callable[[Edited, int], None]]] = {
    "edit": (Edited.text, Edited.verify_text),
    "rename": (Edited.name, Edited.verify_name),
    "template": (Edited.template, Edited.verify_template),
}
"""How each is made, and how its effect is found in the output."""


def _has(path: Path, word: str) -> bool:
    return path.is_file() and word in path.read_text(encoding="utf-8")
