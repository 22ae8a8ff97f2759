"""Markdown as press officers type it: one reading for checks, plan and page."""

from __future__ import annotations

from beyan.markup.reader import Reader, Reading

__all__ = ["Reader", "Reading"]
