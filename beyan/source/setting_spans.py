"""Where the settings state something, for what is found to be wrong with it elsewhere.

Apart from how they are read: where nothing was edited in them, the next build does not read them.
"""

from __future__ import annotations

from pathlib import Path

from beyan.model.diagnostic import Span
from beyan.snapshot.inputs import CONFIG_FILE
from beyan.source.files import read_text
from beyan.source.strict_yaml import parse


def language_span(root: Path, language: str, key: str = "") -> Span:
    """Where the settings name the language, or the value of a `key` of its own."""
    text, _ = read_text(root, CONFIG_FILE)
    document, _ = parse(text, CONFIG_FILE)
    listed = document.values.get("languages")
    for position, entry in enumerate(listed if isinstance(listed, list) else ()):
        if language == entry:
            return document.span(("languages", position))
        if isinstance(entry, dict) and language in entry:
            if key:
                return document.span(("languages", position, language, key))
            return document.key_span(("languages", position, language))
    return document.span(("languages", 0))


def setting_span(root: Path, *location: str) -> Span:
    """Where the settings state the value."""
    document, _ = parse(read_text(root, CONFIG_FILE)[0], CONFIG_FILE)
    return document.span(location)
