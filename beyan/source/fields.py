"""The types of front-matter and registry values.

YAML hands over text, lists and mappings only (`strict_yaml`), so each type here reads text, and a
value that YAML would have guessed at is either right or a problem with its code.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date
from ipaddress import ip_network
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from beyan.language.characters import called, invisible
from beyan.language.cldr import NUMBERING_SYSTEMS
from beyan.language.slug import is_slug, slugify
from beyan.model.colour import colour_of
from beyan.model.diagnostic import nearest
from beyan.model.log_format import LogFormat
from beyan.model.messages import MESSAGES, RETIRED, WARNINGS
from beyan.model.old_address import OldAddress
from beyan.model.words import Translations
from beyan.source import dates
from beyan.source.meant_dates import why_no_date

# Nobody else has a say in what a form means; and to look for plugins, pydantic would read what
# every installed package says of itself.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

# A part of an address is a folder's name, which file systems end at 255 bytes.
_MAX_NAME = 200
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
RECORD = re.compile(r"[a-z_]+:[0-9a-f]{8}(?: (?:[a-z_]+:)?[0-9a-f]{8})*")
# Without what means more in a link or a list of addresses, and would have to be escaped there.
_IN_EMAIL = r"@\s\"#%&(),/:;<>?\[\\\]"
_LABEL = r"[a-z0-9]+(?:-+[a-z0-9]+)*"
_AUTHORITY = re.compile(rf"(?:[A-Za-z0-9._-]+@)?{_LABEL}(?:\.{_LABEL})+")
_HOST_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)*(?::[0-9]{1,5})?|\[[0-9a-f:.]+\](?::[0-9]{1,5})?")
_SINCE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_EMAIL = re.compile(rf"[^{_IN_EMAIL}]+@[^{_IN_EMAIL}]+\.[^{_IN_EMAIL}.]+")
_NOTHING = Translations()
# A name of a server, or of a system, in a folder: no file that readers ask for.
_ORDERS = frozenset({"web.config"})


class Form(BaseModel):
    """Base of what an officer fills in: unknown keys are problems, nothing is coerced.

    What pydantic makes of a form is made when the first one is filled in: an edit fills in few.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


def _fault(code: str, **values: str) -> PydanticCustomError:
    """An error whose type is our own diagnostic code."""
    return PydanticCustomError(code, "{code}", {"code": code, **values})


def _text(value: object) -> str:
    if value is None:
        raise _fault("empty-value")
    if not isinstance(value, str):
        raise _fault("wrong-type", expected="text")
    stripped = value.strip()
    if not stripped:
        raise _fault("empty-value")
    return stripped


def _whole_number(value: object) -> int:
    """`0123` and `1.234` are refused: YAML readers disagree on what they mean."""
    text = _text(value)
    if not re.fullmatch(r"0|[1-9][0-9]{0,11}", text):
        raise _fault("bad-number", value=text)
    return int(text)


def _positive_number(value: object) -> int:
    number = _whole_number(value)
    if number == 0:
        raise _fault("bad-choice", value="0", choices="1, 2, 3, …")
    return number


def _truth(value: object) -> bool:
    text = _text(value)
    if text not in ("true", "false"):
        raise _fault("bad-truth-value", value=text)
    return text == "true"


def _clock(value: object) -> dates.Clock:
    text = _text(value)
    clock = dates.clock_of(text)
    if clock is None:
        # Only what is no date asks what it could be.
        code, values = why_no_date(text)
        raise _fault(code, **values)
    return clock


def _day(value: object) -> date:
    day, clock = _clock(value)
    if clock is not None:
        raise _fault("date-with-time", value=_text(value), suggestion=day.isoformat())
    return day


def _slug(value: object) -> str:
    text = _text(value)
    if not is_slug(text) or len(text) > _MAX_NAME:
        better = slugify(text)[:_MAX_NAME].strip("-")
        raise _fault("bad-slug", value=text, better=better or "…")
    return text


def _alias(value: object) -> str:
    text = _text(value)
    old = OldAddress.read(text)
    # A server would obey the file, or hide it.
    parts = old.path.split("/") if old is not None else []
    is_hidden = any(part.startswith(".") for part in parts) or (
        bool(parts) and parts[-1].lower() in _ORDERS
    )
    if old is None or is_hidden:
        raise _fault("bad-alias", value=text)
    return old.text


def _email(value: object) -> str:
    text = _text(value)
    if not _EMAIL.fullmatch(text):
        raise _fault("bad-email", value=text)
    return text


def _language(value: object) -> str:
    text = _text(value)
    if not _LANGUAGE.fullmatch(text):
        raise _fault("bad-language", value=text)
    return text


def _numbering_system(value: object) -> str:
    text = _text(value)
    if text not in NUMBERING_SYSTEMS:
        raise _fault(
            "bad-choice",
            value=text,
            choices=", ".join(NUMBERING_SYSTEMS),
            suggestion=nearest(text, NUMBERING_SYSTEMS),
        )
    return text


def with_settings(value: object) -> dict[str, object]:
    """A tag alone, or with its settings: `{en: {formats: en-GB}}`."""
    if not isinstance(value, dict):
        return {_language(value): {}}
    if len(value) != 1:
        raise _fault("wrong-type", expected="text")
    return {_language(tag): settings for tag, settings in value.items()}


def _authority(value: object) -> str:
    """As RFC 4151 has it: a host in small letters, or an e-mail address at one."""
    text = _text(value)
    if not _AUTHORITY.fullmatch(text):
        raise _fault("bad-authority", value=text)
    return text


def _since(value: object) -> str:
    text = _text(value)
    # A year, a month or a day, which is what these become with the rest of one.
    if not _SINCE.fullmatch(text) or dates.clock_of(f"{text}-01-01"[:10]) is None:
        raise _fault("bad-since", value=text)
    return text


def _warning_code(value: object) -> str:
    text = _text(value)
    if text not in WARNINGS | RETIRED:
        suggestion = "" if text in MESSAGES else nearest(text, WARNINGS)
        raise _fault("unknown-warning", value=text, suggestion=suggestion)
    return text


def _file(value: object) -> str:
    """A file beside the release: below its folder, and nowhere else."""
    text = _text(value)
    if text.startswith("/") or "\\" in text or ".." in text.split("/") or ":" in text:
        raise _fault("path-escapes", value=text)
    if (sign := invisible(text)) is not None:
        raise _fault("invisible-in-name", character=called(sign))
    return text


def _record(value: object) -> str:
    """What `translate` noted of the original (`source/translation.py`)."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not RECORD.fullmatch(text):
        raise _fault("bad-record")
    return text


def _line(value: object) -> str:
    """A line of a list; one that is still empty, as `translate` leaves it, is none."""
    return "" if value is None else _text(value)


def _network(value: object) -> str:
    text = _text(value)
    try:
        return str(ip_network(text, strict=False))
    except ValueError:
        raise _fault("bad-network", value=text) from None


def _host(value: object) -> str:
    text = _text(value).lower()
    if not _HOST_NAME.fullmatch(text):
        raise _fault("bad-host", value=text)
    return text


def _log_format(value: object) -> str:
    text = _text(value)
    try:
        LogFormat(text)
    except ValueError as error:
        raise _fault("bad-log-format", missing=str(error)) from None
    return text


def _colour(value: object) -> str:
    text = _text(value)
    colour = colour_of(text)
    if not colour:
        raise _fault("bad-colour", value=text)
    return colour


def _asset(value: object, endings: tuple[str, ...]) -> str:
    """A file below assets/, by its path from the site's folder."""
    text = _text(value)
    parts = text.split("/")
    is_below = parts[0] == "assets" and len(parts) > 1 and {"", ".", ".."}.isdisjoint(parts)
    if not is_below or "\\" in text or not text.lower().endswith(endings):
        choices = ", ".join(f"assets/…{ending}" for ending in endings)
        raise _fault("bad-choice", value=text, choices=choices)
    if (sign := invisible(text)) is not None:
        raise _fault("invisible-in-name", character=called(sign))
    return text


def _picture_of_theme(value: object) -> str:
    return _asset(value, (".svg", ".png"))


def _font_name(value: object) -> str:
    return _asset(value, (".woff2",))


def _words(value: object) -> str | dict[str, str]:
    """One text, or one per language."""
    if isinstance(value, dict):
        return {_language(key): _text(text) for key, text in value.items()}
    return _text(value)


def _some_words(value: object) -> str | dict[str, str]:
    words = _words(value)
    if not words:
        raise _fault("empty-value")
    return words


def _translations(value: object) -> Translations:
    if not isinstance(value, dict):
        raise _fault("not-per-language")
    return Translations.of({_language(key): _text(text) for key, text in value.items()})


def _some_translations(value: object) -> Translations:
    translations = _translations(value)
    if not translations:
        raise _fault("empty-value")
    return translations


def _phrases(value: object) -> dict[str, tuple[str, ...]]:
    """One phrase or several, per language."""
    if not isinstance(value, dict):
        raise _fault("not-per-language")
    return {
        _language(key): tuple(map(_text, each if isinstance(each, list) else [each]))
        for key, each in value.items()
    }


def shape(name: str) -> WithJsonSchema:
    """What an editor is told of a type; `desk/schema.py` says what each name stands for."""
    return WithJsonSchema({"shape": name})


Text = Annotated[str, BeforeValidator(_text), StringConstraints(max_length=5_000), shape("text")]
Line = Annotated[str, BeforeValidator(_line), StringConstraints(max_length=5_000), shape("line")]
TopicKey = Annotated[Text, shape("topic")]
PersonKey = Annotated[Text, shape("person")]
SiteAddress = Annotated[Text, shape("site-address")]
WholeNumber = Annotated[int, BeforeValidator(_whole_number), shape("whole-number")]
PositiveNumber = Annotated[int, BeforeValidator(_positive_number), shape("positive-number")]
Truth = Annotated[bool, BeforeValidator(_truth), shape("truth")]
Day = Annotated[date, BeforeValidator(_day), shape("day")]
Clock = Annotated[dates.Clock, BeforeValidator(_clock), shape("clock")]
Slug = Annotated[str, BeforeValidator(_slug), shape("slug")]
Alias = Annotated[str, BeforeValidator(_alias), shape("alias")]
Email = Annotated[str, BeforeValidator(_email), shape("email")]
Authority = Annotated[str, BeforeValidator(_authority), shape("authority")]
Since = Annotated[str, BeforeValidator(_since), shape("since")]
Network = Annotated[str, BeforeValidator(_network), shape("text")]
HostName = Annotated[str, BeforeValidator(_host), shape("text")]
LogFormatText = Annotated[str, BeforeValidator(_log_format), shape("text")]
NumberingSystem = Annotated[str, BeforeValidator(_numbering_system), shape("numbering-system")]
LanguageTag = Annotated[str, BeforeValidator(_language), shape("language")]
TranslationRecord = Annotated[str, BeforeValidator(_record), shape("record")]
WarningCode = Annotated[str, BeforeValidator(_warning_code), shape("warning")]
Colour = Annotated[str, BeforeValidator(_colour), shape("colour")]
PictureOfTheme = Annotated[str, BeforeValidator(_picture_of_theme), shape("picture-of-theme")]
FontName = Annotated[str, BeforeValidator(_font_name), shape("font-name")]
FileName = Annotated[str, BeforeValidator(_file), shape("file")]
WordsField = Annotated[str | dict[str, str], BeforeValidator(_words), shape("words")]
SomeWordsField = Annotated[str | dict[str, str], BeforeValidator(_some_words), shape("some-words")]
TranslationsField = Annotated[Translations, BeforeValidator(_translations), shape("translations")]
SomeTranslationsField = Annotated[
    Translations, BeforeValidator(_some_translations), shape("some-translations")
]

PhrasesField = Annotated[dict[str, tuple[str, ...]], BeforeValidator(_phrases), shape("phrases")]


def per_language(value: str | Mapping[str, str] | None, language: str) -> Translations:
    """Text typed in an edition is in that edition's language unless it says otherwise."""
    if value is None:
        return _NOTHING
    if isinstance(value, str):
        return Translations(((language, value),))
    return Translations.of(value)
