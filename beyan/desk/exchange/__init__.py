"""Texts out to translators and back: `translate --export` and `--import`.

`segments` is what is translated, the parts that `translated_from` has fingerprints of; `rows` what
an exchange file says of each; `xliff`, `po` and `spreadsheet` its three forms; `memory` what was
translated before. `reading` and `judging` see what came back, with `codes`, the marks that have to
be the original's; `composing` makes an edition of it, with `paragraphs`, its text.
"""
