"""Jinja2 as templates see it: one environment per language, sharing compiled code.

A template gets `page` (what the plan says it shows), `site` (the frame of its language), `prose`
(the rendered Markdown, on pages that have some), the translation functions, and the filters
below. Letter case, dates, numbers and order follow the page's language, so the filters of Jinja2
that would not (`upper`, `lower`, `capitalize`, `title`) are replaced or taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    DictLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
)
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from beyan.language import bidi, cldr, letters
from beyan.language.catalogue import Catalogue, markup
from beyan.language.locale import AS_CLDR, Language, told_apart
from beyan.language.quotation import nested_quotes
from beyan.language.slug import slugify
from beyan.model.diagnostic import nearest
from beyan.model.page import Frame, Link, Page, PhotoFigure
from beyan.model.release import Moment, in_whole_minutes
from beyan.model.words import Words
from beyan.render import environment
from beyan.render.bdi import apart
from beyan.render.compiled import CompiledTemplates
from beyan.render.environment import PageEnvironment
from beyan.render.exporters.tools import quoted

EXTENSIONS = ("jinja2.ext.i18n",)

# A release as a list shows it takes 1 kB, and neighbours in one list are near in others.
_REMEMBERED = 1 << 14


class MissingAsset(LookupError):
    """A template asks for a file that assets/ does not have; `suggestion` is like it, or empty."""

    def __init__(self, path: str, suggestion: str = "") -> None:
        super().__init__(path)
        self.path = path
        self.suggestion = suggestion


def languages_of(frame: Frame, tags: Iterable[str]) -> dict[str, Language]:
    """The languages by their tags, each with its formats."""
    formats = dict(frame.formats)
    return {tag: Language(tag, formats.get(tag, AS_CLDR)) for tag in tags}


# The folders that are searched in order, so that a site's own wins; or the texts of all, by name.
TemplateSource = Sequence[Path] | Mapping[str, str]


def template_texts(source: TemplateSource) -> dict[str, str]:
    """Of all templates that can be read; whoever asks for another one is told what it lacks."""
    loader, found = _loader(source), dict[str, str]()
    for name in loader.list_templates():
        with suppress(OSError, UnicodeDecodeError):
            found[name] = loader.get_source(Environment(), name)[0]
    return found


def _loader(source: TemplateSource) -> BaseLoader:
    if isinstance(source, Mapping):
        return DictLoader(source)
    return FileSystemLoader([str(folder) for folder in source], "utf-8-sig")


class Templates:
    """Renders pages."""

    def __init__(
        self,
        templates: TemplateSource,
        frames: Iterable[Frame],
        catalogues: Mapping[str, Catalogue],
        *,
        bytecode: Path | None = None,
    ) -> None:
        cache = CompiledTemplates(bytecode, (__file__, environment.__file__))
        loader = _loader(templates)
        frames = tuple(frames)
        is_mirrored = any(frame.pseudo == "rtl" for frame in frames)
        tongues = told_apart(languages_of(frames[0], catalogues).values())
        if is_mirrored:
            tongues = {tag: each.mirrored() for tag, each in tongues.items()}
        self._catalogues = catalogues
        self._environments = {
            frame.language: _environment(loader, cache, frame, tongues, catalogues)
            for frame in frames
        }

    def render(
        self,
        page: Page,
        prose: str | None = None,
        data: str = "",
        trail: Sequence[Link] = (),
        kit_size: int | None = None,
        photos: Sequence[PhotoFigure] = (),
    ) -> str:
        """The page's HTML; raises what Jinja2 raises, see `faults.py`.

        `data` is its structured data, empty where it has none; `trail` the way from the home page;
        `kit_size` the bytes of its media kit; `photos` are those that its text does not show.
        """
        template = self._environments[page.language].get_template(page.template)
        return template.render(
            page=page,
            prose=Markup(prose) if prose is not None else None,
            structured_data=Markup(data),
            trail=trail,
            kit_size=kit_size,
            photos=photos,
        )

    def string(self, language: str, message: str) -> str:
        """An interface string that no template asks for."""
        return self._catalogues[language].gettext(message)


def _environment(
    loader: BaseLoader,
    cache: CompiledTemplates,
    frame: Frame,
    tongues: Mapping[str, Language],
    catalogues: Mapping[str, Catalogue],
) -> PageEnvironment:
    made = PageEnvironment(
        loader=loader,
        bytecode_cache=cache,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=EXTENSIONS,
        cache_size=-1,
    )
    language = tongues[frame.language]
    catalogue = catalogues[frame.language]
    made.newstyle_gettext = True  # type: ignore[attr-defined]  # added by the extension
    made.globals.update(
        **_gettext_functions(catalogue, language.direction),
        site=frame,
        languages=tongues,
        in_language=lambda tag, message: catalogues[tag].gettext(message),
        asset=_asset_function(frame),
        url=lambda address: frame.base_path + quoted(address),
        remembered=_remembered_function(),
    )
    made.filters.update(_filters(frame, language, tongues))
    del made.filters["title"]
    return made


def _gettext_functions(
    catalogue: Catalogue, way: cldr.Direction
) -> dict[str, Callable[..., Markup]]:
    """Jinja2's own look into the context first, and take three times as long to fill in.

    `way` is the direction of the sentences.
    """
    filled = partial(_filled, way)

    @lru_cache(maxsize=1024)
    def plain(context: str | None, message: str) -> Markup:
        find = catalogue.gettext if context is None else partial(catalogue.pgettext, context)
        return filled(_safe(find(message), message), {})

    def gettext(message: str, /, **variables: Any) -> Markup:
        if not variables:
            return plain(None, message)
        return filled(_safe(catalogue.gettext(message), message), variables)

    def pgettext(context: str, message: str, /, **variables: Any) -> Markup:
        if not variables:
            return plain(context, message)
        return filled(_safe(catalogue.pgettext(context, message), message), variables)

    def ngettext(singular: str, plural: str, number: int, /, **variables: Any) -> Markup:
        form = _safe(catalogue.ngettext(singular, plural, number), singular, plural)
        return filled(form, {"num": number, **variables})

    def npgettext(
        context: str, singular: str, plural: str, number: int, /, **variables: Any
    ) -> Markup:
        form = _safe(catalogue.npgettext(context, singular, plural, number), singular, plural)
        return filled(form, {"num": number, **variables})

    return {
        "_": gettext,
        "gettext": gettext,
        "ngettext": ngettext,
        "pgettext": pgettext,
        "npgettext": npgettext,
    }


@lru_cache(maxsize=4096)
def _safe(form: str, *originals: str) -> str:
    """A translation as HTML: of markup it has what stands so in the original, the template's own.

    Whoever translates need not be trusted with more than words.
    """
    own = {match[0] for each in originals for match in markup(each)}
    parts, position = [], 0
    for match in markup(form) if own else ():
        if match[0] in own:
            parts += [escape(form[position : match.start()]), match[0]]
            position = match.end()
    return "".join([*parts, escape(form[position:])])


def _filled(way: cldr.Direction, form: str, variables: Mapping[str, Any]) -> Markup:
    """The string with its `%(name)s` filled in; "%%" is "%" also where there are none.

    Texts are kept apart from the sentence, which may stand in an attribute: what has markup of its
    own does that itself.
    """
    return Markup(form % {name: _shown(value, way) for name, value in variables.items()})


def _shown(value: Any, way: cldr.Direction) -> Any:
    """Numbers stay numbers, for `%(name)d`."""
    if type(value) is str:
        return _isolated(value, way)
    return value if isinstance(value, int | float) else escape(value)


@lru_cache(maxsize=4096)
def _isolated(text: str, way: cldr.Direction) -> Markup:
    return escape(bidi.isolated(text, way, way))


def _remembered_function() -> Callable[..., Markup]:
    @lru_cache(_REMEMBERED, typed=True)
    def remembered(macro: Macro, *arguments: Any, **options: Any) -> Markup:
        """`macro(…)`, kept for the next page that shows the same.

        Only its arguments and the language make a difference: a macro that could see more, because
        it is defined in the page's own template or imported with context, is another one each time.
        """
        return Markup(macro(*arguments, **options))

    return lambda *arguments, **options: remembered(*arguments, **options)


def _asset_function(frame: Frame) -> Callable[[str], str]:
    addresses = dict(frame.assets)

    def asset(path: str) -> str:
        """`asset("beyan.css")` → the link with the content's hash in its name."""
        if path not in addresses:
            raise MissingAsset(path, nearest(path, addresses))
        return frame.base_path + quoted(addresses[path])

    return asset


def _filters(
    frame: Frame, language: Language, tongues: Mapping[str, Language]
) -> dict[str, Callable[..., Any]]:
    base_path = frame.base_path
    base = frame.origin + base_path

    attributes = {
        (inner.tag, outer.tag): Markup(' lang="{}"').format(inner.tag)
        if inner.direction == outer.direction
        else Markup(' lang="{}" dir="{}"').format(inner.tag, inner.direction)
        for inner in tongues.values()
        for outer in tongues.values()
    }
    unmarked = Markup("")
    directions = {tag: each.direction for tag, each in tongues.items()}

    def bdi(value: Words | str, tag: str | None = None) -> Markup:
        """The text, in <bdi> where a letter of it runs otherwise than its language."""
        if isinstance(value, Words):
            return apart(value.text, directions[value.language])
        return apart(value, directions[tag or frame.language])

    def isolated(value: Words | str) -> str:
        """The text for a place that can have no markup, in a line of the page's language."""
        text, tag = value if isinstance(value, Words) else (value, frame.language)
        said = text.unescape() if isinstance(text, Markup) else text
        shown = bidi.isolated(said, directions[tag], language.direction)
        return text if shown == said else shown

    def words(value: Words, around: str | None = None) -> Markup:
        """The text, in a marked <span> where its language is not the one around it."""
        attributes = lang(value, around)
        if not attributes:
            return bdi(value)
        return Markup("<span{}>{}</span>").format(attributes, bdi(value))

    def lang(value: Words | str, around: str | None = None) -> Markup:
        """` lang="…" dir="…"` for an element in another language than the one around it.

        `around` is the language of the enclosing element; default: the page's.
        """
        tag = value.language if isinstance(value, Words) else value
        outer = around or frame.language
        return unmarked if tag == outer else attributes[tag, outer]

    def alphabetical(items: Iterable[Any], attribute: str | None = None) -> list[Any]:
        def key(item: Any) -> Any:
            value = item
            for name in attribute.split(".") if attribute else ():
                value = getattr(value, name)
            return language.sort_key(letters.without_opening(str(value)))

        return sorted(items, key=key)

    return {
        "url": lambda address: base_path + quoted(address),
        "absolute": lambda address: base + quoted(address),
        "words": words,
        "lang": lang,
        "bdi": bdi,
        "isolated": isolated,
        # A translation that is filled in is safe already, and stays so. Each letter of a `Markup`
        # would be one as well.
        "nested_quotes": lambda text: type(text)(nested_quotes(str(text), language.tag)),
        "date_long": lambda value: language.date_long(_day(value)),
        "date_full": lambda value: language.date_full(_day(value)),
        "date_short": lambda value: language.date_short(_day(value)),
        "date_numeric": lambda value: language.date_numeric(_day(value)),
        "month_year": lambda value: language.month_year(_day(value)),
        "date_range": lambda first, last: language.date_range(_day(first), _day(last)),
        "month_name": lambda value: language.month_name(_day(value)),
        "day_month": lambda value: language.day_month(_day(value)),
        "month_range": lambda first, last: language.month_range(_day(first), _day(last)),
        "time": lambda value: language.time(value.instant if isinstance(value, Moment) else value),
        "iso": _iso,
        "number": language.number,
        "figures": language.figures,
        "percent": language.percent,
        "filesize": language.filesize,
        "list_and": language.list_and,
        "ordinal": language.ordinal,
        "upper": language.upper,
        "lower": language.lower,
        "capitalize": language.capitalize,
        "alphabetical": alphabetical,
        "slug": slugify,
        "tel": _tel,
    }


def _day(value: Moment | date) -> date:
    if isinstance(value, Moment):
        return value.day
    return value.date() if isinstance(value, datetime) else value


def _iso(value: Moment | date) -> str:
    """For `datetime=` of <time>: with the clock time only where the officer gave one."""
    if isinstance(value, Moment):
        when = in_whole_minutes(value.instant)
        return when.isoformat() if value.has_time else value.day.isoformat()
    return (in_whole_minutes(value) if isinstance(value, datetime) else value).isoformat()


def _tel(number: str) -> str:
    """A telephone number as a link; short numbers such as 916 stay as they are."""
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")
