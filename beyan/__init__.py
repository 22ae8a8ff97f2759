"""Bəyan, a static site generator for multilingual press releases.

The packages stand in floors and import downwards only (ARCHITECTURE.md):
cli → desk → pipeline → publish → source, plan, render, checks → model, language.
"""

__version__ = "0.1.0"
