"""Texts out to translators and back: `translate --export` and `--import`.

`segments` is what is translated, the parts that `translated_from` has fingerprints of; `rows` what
an exchange file says of each; `xliff`, `po` and `spreadsheet` its three forms; `memory` what was
translated before. `composing` makes an edition of the segments, `codes` sees that its links are
those of the original.
"""
