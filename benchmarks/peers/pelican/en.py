"""Pelican in the language en."""

from common import settings

globals().update(settings("en"))
