"""Markdown as press officers type it: one reading for checks, plan and page (`reader.py`)."""
