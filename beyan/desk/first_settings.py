"""The settings of a new site: the sample's in the site's languages, each with what it is for.

What may be left out is there as well, behind a `#`. The explanations are those of editors
(`descriptions.toml`), in the office's language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from beyan.console import UI_LANGUAGES
from beyan.desk.first_languages import STARTER, entry_of, sample_of
from beyan.desk.schema import descriptions

HEADING = (
    "The settings of this site. To put one in force that has # before it, delete this sign, and "
    "nothing else, at the beginning of its lines."
)
STILL_ENGLISH = "still in English: write it in your language"

_KEY = re.compile(r"(?P<indent> *)(?P<off>#?)(?P<inner> *)(?P<key>[\w-]+):(?P<value>.*)")
# Whose keys stand in a group of the settings.
_FORMS = {
    "contact": "ContactForm", "help": "HelpForm", "identity": "IdentityForm",
    "most_read": "MostReadForm", "dates": "DatesForm", "views": "ViewsForm",
    "embargo_audit": "EmbargoAuditForm", "theme": "ThemeForm",
}  # fmt: skip


def settings(languages: Sequence[str], year: str, say: Callable[[str], str]) -> str:
    text = (STARTER / "site_config.yaml").read_text("utf-8").replace("YEAR", year)
    text = in_languages(text, languages, say(STILL_ENGLISH))
    listed = ", ".join(map(entry_of, languages))
    text = re.sub("(?m)^languages: .*", lambda _: f"languages: [{listed}]", text)
    return "\n".join((f"# {say(HEADING)}", *_explained(text, say))) + "\n"


def in_languages(text: str, languages: Sequence[str], note: str = "") -> str:
    """The sample's YAML with the words of the languages that are wanted.

    One that has no sample is left out; or, with a `note`, has the English words and the note.
    """
    lines: list[str] = []
    words: dict[str, str] = {}
    for line in [*text.splitlines(), ""]:
        match = _KEY.fullmatch(line)
        if match is not None and match["key"] in UI_LANGUAGES:
            before = match["indent"] + match["off"] + match["inner"]
            words[match["key"]] = match["value"]
            continue
        for tag in languages if words else ():
            if sample := sample_of(tag):
                lines.append(f"{before}{tag}:{words[sample]}")
            elif note:
                lines.append(f"{before}{tag}:{words['en']}  # {note}")
        words = {}
        lines.append(line)
    return "\n".join(lines)


def _explained(text: str, say: Callable[[str], str]) -> Iterator[str]:
    """The lines, each setting with what it is for above it."""
    group = ""
    for line in text.splitlines():
        match = _KEY.fullmatch(line)
        if match is None:
            yield line
            continue
        depth = len(match["indent"] + match["inner"])
        if depth == 0:
            group = match["key"]
            yield ""
        form = "ConfigForm" if depth == 0 else _FORMS.get(group, "")
        what = descriptions().get(form, {}).get(match["key"], "") if depth <= 2 else ""
        if what:
            before = "" if depth == 0 or match["indent"] else match["off"]
            yield f"{before}{' ' * depth}# {say(what)}"
        yield line
