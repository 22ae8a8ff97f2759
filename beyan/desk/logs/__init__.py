"""Access logs, of whatever server → hits.

`lines` (unpacked and decoded), without the `heads` that other programs put before them, are read
by the first of the formats (`reader`) that can: `plain`, `named`, or one that the settings declare.
"""
