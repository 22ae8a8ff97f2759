"""Copies of files, told by the names that systems and mail programs give them."""

from __future__ import annotations

from beyan.language.copies import may_be_copy, without_copy_mark


def original_of(name: str) -> tuple[str, bool]:
    """What the file was called of which this one, `x.LANG.md` in NFC, looks like a copy; or "".

    Then, whether nobody would give a release such a name: `hard-copy` could be one.
    """
    if not may_be_copy(name):
        return "", False
    stem, dot, language = name.removesuffix(".md").partition(".")
    # Some put their mark behind the language: `x.az (1).md`.
    plain, is_sure = without_copy_mark(stem)
    bare, _ = without_copy_mark(language)
    if (plain, bare) == (stem, language) or not plain:
        return "", False
    return f"{plain}{dot}{bare}.md", is_sure or bare != language
