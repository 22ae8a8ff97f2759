"""The part of an address that is made from a text."""

from __future__ import annotations

import re
import unicodedata

# The Azerbaijani letters, and the two lookalikes of ə, so that a typing error in a title does not
# change its address. The punctuation that titles have saves loading anyascii for nearly all of
# them, and sets the quotation marks of the text apart from those that stand for letters.
_TABLE = str.maketrans(
    {
        **dict(zip("əƏıİğĞşŞçÇöÖüÜәӘǝƎ", "eeiiggssccoouueeee", strict=True)),
        # An apostrophe joins what it stands in: "children’s" is one word.
        **dict.fromkeys("'’ʼ", ""),
        **dict.fromkeys('"`“”„«»‘–—…·•\u00a0', "-"),
    }
)
# anyascii writes ь, ъ and ع so: письмо would be torn apart.
_LETTER_SIGNS = re.compile("[\"'`]")
# Letters and digits as addresses have them; all other signs part them.
_IN_ADDRESS = bytes(
    ord(sign.lower()) if sign.isascii() and sign.isalnum() else ord(" ")
    for sign in map(chr, range(256))
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slugify(text: str) -> str:
    """`Ədalət İşçi` → `edalet-isci`. Empty for a text without letters, digits or symbols."""
    text = unicodedata.normalize("NFC", text).translate(_TABLE)
    if not text.isascii():
        # Reading its package data costs 50 ms; Azerbaijani and English never get here.
        from anyascii import anyascii

        text = _LETTER_SIGNS.sub("", anyascii(text))
    return b"-".join(text.encode("ascii").translate(_IN_ADDRESS).split()).decode()


def is_slug(text: str) -> bool:
    return _SLUG.fullmatch(text) is not None
