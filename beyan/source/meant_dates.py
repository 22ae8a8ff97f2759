"""A date that is typed as in letters and other programs → how it should be typed here.

Where days and months can be mixed up, the day comes first, as in most of the world.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from beyan.language.months import month_of
from beyan.language.patterns import late
from beyan.source.dates import clock_of

# Nobody types a longer date; what is longer is something else.
_LONGEST = 80
_HOUR = late(
    r"(?<![\d.:/-])(?P<hour>\d{1,2})"
    r"(?:[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?"
    r"\s*(?P<offset>z\b|utc|gmt|[+-]\d{1,2}(?::?\d{2})?(?!\d))?(?![\d/-]|[.:]\d)"
)
_COMPACT = late(r"(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?(z?))?")
_COMPACT_DAY_FIRST = late(r"(\d{2})(\d{2})(\d{4})")
_NUMBERS = late(r"(\d{1,4})\s*([-./,_\\\s])\s*(\d{1,2})\s*\2\s*(\d{1,4})")
_WORD = late(r"[^\W\d_]+")
# "2026-cı", "28th", "5-də": an ending that is no month.
_ENDING = late(r"(?<=\d)-?[^\W\d_]+")
# What stands around a date: quotation marks, brackets, the comma before an hour.
_AROUND = " \t,;.-_()[]“”„\"'«»‘’"
_DAY_OF_MONTH = range(1, 32)
# As everywhere: 69 is 1969.
_CENTURY = 69

Day = tuple[int, int, int]


def why_no_date(text: str) -> tuple[str, dict[str, str]]:
    """The code of what is wrong with a date, and its values, a suggestion among them if any."""
    plain = _typable(text) if len(text) <= _LONGEST else ""
    if clock_of(plain) is not None:
        return "date-signs", {"value": text, "suggestion": plain}
    # Without what Python leaves of a small İ.
    days, hour = _read(plain.casefold().replace("\u0307", "").strip(_AROUND))
    for year, month, day in days:
        suggestion = _joined(year, month, day, hour)
        if suggestion and clock_of(suggestion) is not None:
            return "bad-date", {"value": text, "suggestion": suggestion}
    for year, month, day in days:
        if year >= date.min.year and month in range(1, 13) and day in _DAY_OF_MONTH:
            last = monthrange(year, month)[1]
            if day > last:
                values = {"value": text, "month": f"{year}-{month:02}", "last": str(last)}
                return "no-such-day", values
    return "bad-date", {"value": text}


def _typable(text: str) -> str:
    """With the digits, hyphens and blanks of a keyboard, and nothing that cannot be seen."""
    signs = []
    for each in unicodedata.normalize("NFKC", text):
        kind = unicodedata.category(each)
        if kind == "Nd":
            signs.append(str(unicodedata.decimal(each)))
        elif kind == "Pd" or each == "\N{MINUS SIGN}":
            signs.append("-")
        elif each == "\N{RATIO}":
            signs.append(":")
        elif each in "\N{FRACTION SLASH}\N{DIVISION SLASH}":
            signs.append("/")
        elif kind != "Cf":
            signs.append(each)
    return " ".join("".join(signs).split())


def _read(plain: str) -> tuple[list[Day], str | None]:
    """Days that may be meant, the likeliest first, and the hour as it should be typed.

    The hour is empty where there is none, and None where no clock shows it.
    """
    compact = _COMPACT.fullmatch(plain)
    if compact is not None and int(compact[2]) in range(1, 13):
        year, month, day, hour, minute, second, utc = compact.groups()
        typed = f"{hour}:{minute}" + (f":{second}" if second else "") + utc.upper() if hour else ""
        return [(int(year), int(month), int(day))], typed
    reversed_ = _COMPACT_DAY_FIRST.fullmatch(plain)
    if reversed_ is not None:
        first, second, year = map(int, reversed_.groups())
        return [(year, second, first), (year, first, second)], ""
    days = list(_days(plain))
    if days:
        return days, ""
    # The hour stands at one end, and is the only thing there that is no part of a date.
    for match in _HOUR.finditer(plain):
        if not (match["minute"] or match["half"]):
            continue
        days = list(_days(f"{plain[: match.start()]} {plain[match.end() :]}"))
        if days:
            return days, _hour_text(match)
    return [], ""


def _days(plain: str) -> Iterator[Day]:
    months = [month for word in _WORD.findall(plain) if (month := month_of(word)) is not None]
    numbers = [int(each) for each in re.findall(r"\d+", plain)]
    if len(months) == 1 and len(numbers) == 2:
        first, second = numbers
        if first > _DAY_OF_MONTH[-1]:
            yield first, months[0], second
        else:
            yield _whole_year(second), months[0], first
        return
    if months:
        return
    match = _NUMBERS.fullmatch(_WORD.sub(" ", _ENDING.sub(" ", plain)).strip(_AROUND))
    if match is None:
        return
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) > 2:
        yield first, second, third
        yield first, third, second
    elif len(match[4]) in (2, 4):
        yield _whole_year(third), second, first
        yield _whole_year(third), first, second


def _whole_year(year: int) -> int:
    if year > 99:
        return year
    return year + (2000 if year < _CENTURY else 1900)


def _hour_text(match: re.Match[str]) -> str | None:
    hour, minute, second = int(match["hour"]), match["minute"] or "00", match["second"]
    if match["half"]:
        if hour not in range(1, 13):
            return None
        hour = hour % 12 + (12 if match["half"].startswith("p") else 0)
    seconds = f":{second}" if second and int(second) else ""
    return f"{hour:02}:{minute}{seconds}{_offset(match['offset'] or '')}"


def _offset(typed: str) -> str:
    if not typed:
        return ""
    if typed[0] not in "+-":
        return "Z"
    digits = typed[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{typed[0]}{int(hours):02}:{minutes}"


def _joined(year: int, month: int, day: int, hour: str | None) -> str:
    """As it should be typed; empty where there is no such day, or hour."""
    try:
        when = date(year, month, day)
    except ValueError:
        return ""
    if hour is None:
        return ""
    if hour.startswith("24:00"):
        if when == date.max:
            return ""
        when, hour = when + timedelta(days=1), "00" + hour[2:]
    return f"{when.isoformat()} {hour}".strip()
