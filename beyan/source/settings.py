"""`site_config.yaml` → Config."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from beyan.language.locale import Formats
from beyan.model.config import (
    READING_BUDGET,
    Config,
    Contact,
    Dates,
    Help,
    Identity,
    Logs,
    MissingTranslation,
    MostRead,
    Share,
)
from beyan.model.diagnostic import Diagnostic, Span, nearest, problem
from beyan.model.release import key_of
from beyan.model.words import Translations
from beyan.snapshot.inputs import CONFIG_FILE
from beyan.source.fields import (
    Authority,
    Day,
    Email,
    Form,
    HostName,
    LogFormatText,
    Network,
    PositiveNumber,
    Since,
    SiteAddress,
    SomeTranslationsField,
    Text,
    TranslationsField,
    Truth,
    WarningCode,
    WholeNumber,
)
from beyan.source.files import is_inside, read_text, why_no_file, wrong_kind
from beyan.source.site_languages import (
    LanguageEntry,
    chosen,
    tags_of,
    transliterated_from,
    words_of,
    wrong_choices,
)
from beyan.source.strict_yaml import Document, parse
from beyan.source.theme_form import ThemeForm, colour_problems, look_of, theme_of
from beyan.source.validation import validate
from beyan.source.whereabouts import place_problems
from beyan.source.writing import strange_letters


class ContactForm(Form):
    name: TranslationsField = Translations()
    call_centre: Text = ""
    phone: Text = ""
    email: Email = ""
    address: TranslationsField = Translations()
    hours: TranslationsField = Translations()


class HelpForm(Form):
    page: Text = ""
    text: TranslationsField = Translations()


class DatesForm(Form):
    earliest: Day = Dates().earliest
    ahead_days: WholeNumber = Dates().ahead_days


class EmbargoAuditForm(Form):
    allow: list[Text] = []


class ViewsForm(Form):
    proxies: list[Network] = []
    hosts: list[HostName] = []
    log_formats: list[LogFormatText] = []


class IdentityForm(Form):
    authority: Authority
    since: Since


class MostReadForm(Form):
    months: PositiveNumber = MostRead().months
    count: WholeNumber = MostRead().count


class ConfigForm(Form):
    name: SomeTranslationsField
    tagline: TranslationsField = Translations()
    boilerplate: TranslationsField = Translations()
    base_url: SiteAddress
    languages: Annotated[list[LanguageEntry], Field(min_length=1)]
    timezone: Text
    contact: ContactForm = ContactForm()
    help: HelpForm = HelpForm()
    missing_translation: Annotated[
        MissingTranslation, Field(strict=False), BeforeValidator(lambda value: value)
    ] = MissingTranslation.LINK
    out_of_date_note: Truth = False
    page_size: PositiveNumber = 20
    home_size: PositiveNumber = 7
    feed_size: PositiveNumber = 20
    most_read: MostReadForm = MostReadForm()
    share: list[Annotated[Share, Field(strict=False), BeforeValidator(lambda value: value)]] = [
        Share.EMAIL,
        Share.WHATSAPP,
        Share.TELEGRAM,
        Share.FACEBOOK,
    ]
    search: Truth = True
    social_cards: Truth = True
    theme: ThemeForm = ThemeForm()
    silence: list[WarningCode] = []
    strict: list[WarningCode] = []
    dates: DatesForm = DatesForm()
    reading_budget: PositiveNumber = READING_BUDGET
    embargo_audit: EmbargoAuditForm = EmbargoAuditForm()
    views: ViewsForm = ViewsForm()
    identity: IdentityForm | None = None


def load_config(root: Path, base_url: str | None = None) -> tuple[Config | None, list[Diagnostic]]:
    """The settings of the site in `root`, with what does not keep the site from being read, or
    every problem of the file.

    `base_url` stands in for the one in the file, as when a site is tried out elsewhere.
    """
    reason = why_no_file(root / CONFIG_FILE)
    if reason:
        return None, [wrong_kind(CONFIG_FILE, reason)]
    if not (root / CONFIG_FILE).is_file():
        return None, [problem("missing-config", Span(CONFIG_FILE))]
    if not is_inside(root, CONFIG_FILE):
        return None, [problem("symlink-escapes", Span(CONFIG_FILE), file=CONFIG_FILE)]
    text, characters = read_text(root, CONFIG_FILE)
    if not text:
        return None, characters
    document, problems = parse(text, CONFIG_FILE)
    if problems:
        return None, characters + problems
    form, problems = validate(ConfigForm, document)
    problems += characters
    problems += place_problems(document, base_url)
    if form is not None:
        problems += _language_problems(form, document)
        problems += _repeated(form.share, "share", document)
    colours = list(colour_problems(form.theme, document)) if form is not None else []
    if form is None or problems:
        return None, problems + colours
    address = base_url if base_url is not None else form.base_url
    identity = form.identity
    return (
        Config(
            name=form.name,
            tagline=form.tagline,
            boilerplate=form.boilerplate,
            base_url=address.rstrip("/"),
            languages=tuple(tags_of(form.languages)),
            timezone=form.timezone,
            contact=Contact(
                name=form.contact.name,
                call_centre=form.contact.call_centre,
                phone=form.contact.phone,
                email=form.contact.email,
                address=form.contact.address,
                hours=form.contact.hours,
            ),
            help=Help(page=_page_key(form.help.page), text=form.help.text),
            missing_translation=form.missing_translation,
            out_of_date_note=form.out_of_date_note,
            page_size=form.page_size,
            home_size=form.home_size,
            feed_size=form.feed_size,
            most_read=MostRead(months=form.most_read.months, count=form.most_read.count),
            share=tuple(form.share),
            search=form.search,
            social_cards=form.social_cards,
            look=look_of(form.theme),
            theme=theme_of(form.theme),
            silence=tuple(form.silence),
            strict=frozenset(form.strict),
            dates=Dates(earliest=form.dates.earliest, ahead_days=form.dates.ahead_days),
            reading_budget=form.reading_budget,
            embargo_audit=tuple(form.embargo_audit.allow),
            logs=Logs(
                tuple(form.views.proxies), tuple(form.views.hosts), tuple(form.views.log_formats)
            ),
            identity=Identity(identity.authority, identity.since) if identity else None,
            formats=chosen(form.languages, lambda own: Formats(own.formats, own.digits, own.name)),
            fallbacks=chosen(form.languages, lambda own: tuple(own.fallback)),
            catalogues=chosen(form.languages, lambda own: own.catalogue),
            transliterated=chosen(form.languages, transliterated_from),
            words=chosen(form.languages, words_of),
            card_font=chosen(form.languages, lambda own: own.card_font),
        ),
        [
            *colours,
            *(each for each in strange_letters(text, CONFIG_FILE) if each.code not in form.silence),
        ],
    )


def _page_key(typed: str) -> str:
    """ "complaints", "complaints.az.md" and "pages/complaints" are one page."""
    name = typed.strip("/").removeprefix("content/").removeprefix("pages/")
    return key_of(f"pages/{name}") if name else ""


def _repeated(values: Sequence[str], key: str, document: Document) -> list[Diagnostic]:
    first = {value: position for position, value in reversed(list(enumerate(values)))}
    return [
        problem("duplicate-item", document.span((key, position)), value=value)
        for position, value in enumerate(values)
        if first[value] != position
    ]


def _language_problems(form: ConfigForm, document: Document) -> list[Diagnostic]:
    listed = tags_of(form.languages)
    problems = _repeated(listed, "languages", document)
    languages = list(listed)
    for position, entry in enumerate(form.languages):
        found = wrong_choices(entry, position, listed, document)
        problems += found
        if any(each.code == "bad-language" for each in found):
            languages = [tag for tag in languages if tag not in entry]
    texts: list[tuple[tuple[str, ...], Translations]] = [
        (("name",), form.name),
        (("tagline",), form.tagline),
        (("boilerplate",), form.boilerplate),
        (("contact", "name"), form.contact.name),
        (("contact", "address"), form.contact.address),
        (("contact", "hours"), form.contact.hours),
        (("help", "text"), form.help.text),
    ]
    for location, translations in texts:
        spelled = [tag for tag, _ in translations.pairs]
        unknown = [tag for tag in spelled if tag not in listed]
        problems.extend(
            problem(
                "unknown-language",
                document.key_span((*location, tag)),
                language=tag,
                known=", ".join(languages),
                suggestion=nearest(tag, languages),
            )
            for tag in unknown
        )
        # With an unknown one, which is missing may be what it was meant to be.
        if translations and not unknown:
            problems.extend(
                _missing_words(document, location, tag)
                for tag in dict.fromkeys(languages)
                if tag not in spelled
            )
    return problems


def _missing_words(document: Document, location: tuple[str, ...], tag: str) -> Diagnostic:
    """Where the language stands without words, there is a line for it already."""
    words = document.value(location)
    if isinstance(words, dict) and tag in words:
        return problem("empty-value", document.key_span((*location, tag)), key=tag)
    return problem("missing-in-language", document.span(location), key=location[-1], language=tag)
