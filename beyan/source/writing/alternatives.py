"""Alternative texts that say what the file is called, and not what can be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beyan.language.slug import slugify
from beyan.model.diagnostic import Diagnostic, problem
from beyan.source.writing.written import Written

_ENDING = re.compile(r"\.(?:avif|gif|jpe?g|png|tiff?|webp)$", re.IGNORECASE)


def repeated_file_names(written: Written) -> Iterator[Diagnostic]:
    for position, photo in enumerate(getattr(written.form, "photos", None) or ()):
        texts = photo.alt if isinstance(photo.alt, dict) else {"": photo.alt or ""}
        for language, alt in texts.items():
            if _repeats(alt, photo.file):
                place = ("photos", position, "alt", *filter(None, (language,)))
                yield problem("alt-file-name", written.document.span(place), alt=alt)
    for target, alt, span in written.reading.pictures:
        if _repeats(alt, target):
            yield problem("alt-file-name", span, alt=alt)


def _repeats(alt: str, file: str) -> bool:
    """`Open_Day 1.JPG` says no more than `open-day-1.jpg`."""
    if _ENDING.search(alt):
        return True
    return bool(alt) and slugify(alt) == slugify(_ENDING.sub("", file.rpartition("/")[2]))
