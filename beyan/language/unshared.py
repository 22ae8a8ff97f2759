"""Babel's locales, each with data of its own.

Babel's share what none of them has of its own, and the first that is asked leaves its answer there
for all others: after Azerbaijani, the months of Turkish and Arabic were Azerbaijani where they
stand alone (python-babel/babel#1234, in Babel 2.18).
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from babel import Locale
from babel.localedata import LocaleDataDict, load


class UnsharedLocale(Locale):
    """A locale of which nobody else sees what was looked up in it."""

    @cached_property
    def _data(self) -> LocaleDataDict:
        return LocaleDataDict(_copied(load(str(self))))


def _copied(data: Any) -> dict[Any, Any]:
    return {key: _copied(each) if type(each) is dict else each for key, each in data.items()}
