"""What the desk says about where editions stand; msgids of beyan.po like those of the console."""

from __future__ import annotations

from datetime import timedelta

from beyan.console import Console
from beyan.model.status import STATES

# By state; read in tables, so they are short.
STATE_NAMES = {
    "published": "published",
    "scheduled": "scheduled",
    "draft": "draft",
    "out-of-date": "out of date",
    "missing": "missing",
    "withdrawn": "withdrawn",
    "expired": "expired",
    "broken": "has errors",
}
DAYS = "in {days} d {hours} h"
HOURS = "in {hours} h {minutes} min"
RELEASES, PAGES, DATE = "Press releases", "Standing pages", "Date"
STATE, LANGUAGES = "State", "Languages"
NOTHING = "There is nothing yet."
COUNTS = "{state}: {count}"
TRANSLATING = "The translation is not finished."
ORIGINAL = "{file} has changed."
# What the board's own template says.
BOARD = (
    "The press desk",
    "Problems",
    "No problems.",
    "The others are shown by {beyan} check.",
    "Show",
    "All",
    "Title",
    "Newer",
    "Older",
)
PHRASES = (
    *STATE_NAMES.values(),
    DAYS,
    HOURS,
    RELEASES,
    PAGES,
    DATE,
    STATE,
    LANGUAGES,
    NOTHING,
    COUNTS,
    TRANSLATING,
    ORIGINAL,
    *BOARD,
)

assert set(STATE_NAMES) == set(STATES), "every state has its word"


def countdown(console: Console, left: timedelta) -> str:
    """How long until then: days and hours, or hours and minutes on the last day."""
    minutes = max(0, -(-left // timedelta(minutes=1)))
    days, hours = minutes // 1440, minutes // 60
    if days:
        return console.say(DAYS, days=days, hours=hours % 24)
    return console.say(HOURS, hours=hours, minutes=minutes % 60)
