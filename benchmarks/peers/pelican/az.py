"""Pelican in the language az."""

from common import settings

globals().update(settings("az"))
