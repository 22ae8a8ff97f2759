"""Rendered files → the output folder."""
