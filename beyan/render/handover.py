"""The words that mark what is handed over before publication."""

EMBARGO = "EMBARGO: not for publication before %(moment)s"
STRINGS = (EMBARGO,)
