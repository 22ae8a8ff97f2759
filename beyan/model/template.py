"""What a template uses, read from its text: whether a page has to be rendered again."""

from __future__ import annotations

from typing import NamedTuple


class TemplateUse(NamedTuple):
    """One template file. `digest` is the SHA-256 of its text.

    `needs` are the templates it extends, includes or imports. `strings` are the interface strings
    it asks for, as pairs of context and msgid; `foreign` those it asks for in a language that it
    names. `assets` are the files below assets/ it links to. Strings and assets are None where they
    are not known before the template is rendered.
    """

    name: str
    digest: bytes
    needs: tuple[str, ...]
    strings: tuple[tuple[str | None, str], ...] | None
    foreign: tuple[tuple[str | None, str], ...]
    assets: tuple[str, ...] | None
