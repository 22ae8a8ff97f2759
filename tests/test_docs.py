"""The documentation says what exists and nothing else, and its examples work as they stand.

A table belongs to the heading above it. A fenced block is a file if the line before it is the
file's path: "`content/pages/about.en.md`:".
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from datetime import time as clock
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args
from urllib.error import URLError
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import click
import pytest
import yaml
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS
from PIL import Image
from pydantic import BaseModel

from beyan.build.report import Report
from beyan.cli import cli
from beyan.cli.usage import COMMON_OPTIONS
from beyan.console.formats import Finding, report_json
from beyan.desk.handbook import FOLDER as HANDBOOK
from beyan.language.locale import Language
from beyan.language.slug import slugify
from beyan.markup.elements import ALLOWED
from beyan.model import kinds
from beyan.model import page as pages
from beyan.model.config import MissingTranslation
from beyan.model.defaults import DEFAULTS
from beyan.model.diagnostic import Span, problem
from beyan.model.look import Look, ShownMark
from beyan.model.messages import ADVICE, MESSAGES, USAGE, WARNINGS
from beyan.model.picture import FORMATS, Picture, Rendition
from beyan.model.release import Moment
from beyan.model.words import Words
from beyan.plan import listing
from beyan.plan.menu import MOST
from beyan.plan.people_page import SIZE
from beyan.plan.plan import plan_pages
from beyan.render.templating import Templates
from beyan.source import edition, glossary, media, registries
from beyan.source.dates import moment
from beyan.source.fields import Form
from beyan.source.interface import load_catalogues
from beyan.source.settings import ConfigForm, load_config
from beyan.source.site import load_site
from tests import conftest, fenced
from tests.browser.webserver import free_port
from tests.conftest import NOW, REPOSITORY, SampleSite
from tests.fenced import Block, without_blocks

DOCS = REPOSITORY / "docs"
PAGES = sorted(DOCS.glob("*.md"))
Make = Callable[..., SampleSite]

# What stands between backticks shows a link and is none.
_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")


def read(name: str) -> str:
    return (DOCS / name).read_text()


def blocks(name: str) -> Iterator[Block]:
    return fenced.blocks(read(name))


def sections(name: str) -> dict[str, str]:
    """What stands below each heading, up to the next one of any level."""
    _, *parts = re.split(r"^#+ (.+)$", without_blocks(read(name)), flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def tables(text: str) -> Iterator[list[list[str]]]:
    """The rows of each table, without its head; `\\|` is a bar inside a cell."""
    for found in re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE):
        _, _, *rows = found.splitlines()
        yield [
            [cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", row[1:-1])]
            for row in rows
        ]


def table(name: str, heading: str) -> list[list[str]]:
    """The one table of the section."""
    (found,) = tables(sections(name)[heading])
    return found


def code(cell: str) -> str:
    """The first thing in backticks."""
    match = re.search(r"`([^`]+)`", cell)
    assert match is not None, f"nothing in backticks: {cell}"
    return match[1]


def column(rows: Iterable[list[str]]) -> list[str]:
    return [code(row[0]) for row in rows]


def anchor(heading: str) -> str:
    """The id that GitHub gives a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


# --- configuration --------------------------------------------------------------------------


def settings(form: type[BaseModel], inside: str = "") -> Iterator[tuple[str, str]]:
    """Each key, with its default as the page writes it."""
    for name, field in form.model_fields.items():
        if field.is_required():
            default = "needed"
        elif isinstance(field.default, bool):
            default = f"`{str(field.default).lower()}`"
        elif not field.default or isinstance(field.default, BaseModel):
            default = "none"
        elif isinstance(field.default, list):
            default = f"`[{', '.join(field.default)}]`"
        else:
            default = f"`{field.default}`"
        yield inside + name, default
        for kind in types_in(field.annotation):
            if issubclass(kind, BaseModel):
                yield from settings(kind, f"{inside}{name}.")


def types_in(annotation: Any) -> Iterator[type]:
    """The types that a field is made of; those in lists and mappings, too."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for each in get_args(annotation):
        yield from types_in(each)


def test_every_setting_is_documented_with_its_default_and_no_other_is() -> None:
    documented = [
        (code(key), default) for key, _, default in table("configuration.md", "Every key")
    ]
    assert documented == list(settings(ConfigForm))


GROUPS = ("contact", "help", "dates", "embargo_audit", "views", "identity", "most_read")


def keys_below(values: object, inside: str) -> Iterator[str]:
    for key, value in values.items() if isinstance(values, dict) else ():
        yield f"{inside}{key}"
        yield from keys_below(value, f"{inside}{key}.")


def test_every_setting_has_an_example() -> None:
    shown = set()
    for block in blocks("configuration.md"):
        if block.kind == "yaml":
            values = yaml.safe_load(block.text)
            shown |= values.keys()
            shown |= {f"{group}.{k}" for group in GROUPS for k in values.get(group, {})}
            shown |= set(keys_below(values.get("theme", {}), "theme."))
            shown |= {
                f"languages.{key}"
                for entry in values.get("languages", [])
                if isinstance(entry, dict)
                for own in entry.values()
                for key in own
            }
            shown |= {
                f"languages.{key}.{inner}"
                for entry in values.get("languages", [])
                if isinstance(entry, dict)
                for own in entry.values()
                for key, value in own.items()
                if isinstance(value, dict)
                for inner in value
            }
    assert shown == {key for key, _ in settings(ConfigForm)}


@pytest.mark.parametrize(
    "block", [block for block in blocks("configuration.md") if block.kind == "yaml"]
)
def test_an_example_of_settings_is_valid(tmp_path: Path, block: Block) -> None:
    """An example that shows some keys only stands for a site whose other keys are right."""
    example = yaml.safe_load(block.text)
    needed = {
        "name": "{az: A, en: B}",
        "base_url": "https://press.example.org",
        "languages": "[az, en]",
        "timezone": "Asia/Baku",
    }
    others = "".join(f"{key}: {value}\n" for key, value in needed.items() if key not in example)
    (tmp_path / "site_config.yaml").write_text(block.text + others)
    config, problems = load_config(tmp_path)
    assert problems == []
    assert config is not None


def test_the_values_of_missing_translation_are_explained() -> None:
    documented = column(table("content.md", "Missing translations"))
    assert sorted(documented) == sorted(MissingTranslation)


# --- content --------------------------------------------------------------------------------

FORMS: dict[type[Form], str] = {
    edition.ReleaseForm: "Every key of a release",
    edition.InlineParticipant: "Participants of a release",
    edition.PhotoForm: "Photos",
    edition.AttachmentForm: "Attachments",
    edition.QuoteForm: "Quotes",
    edition.CorrectionForm: "Corrections",
    edition.WithdrawalForm: "Withdrawn",
    edition.ReleaseContactForm: "Contact",
    edition.OriginalForm: "Translations",
    edition.PageForm: "Standing pages",
    registries.TopicForm: "Topics",
    registries.PersonForm: "Participants",
    registries.EarlierRoleForm: "Earlier roles",
    glossary.TermForm: "The glossary",
}


def test_every_form_of_the_content_has_a_section() -> None:
    declared = {
        each
        for module in (edition, glossary, registries)
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Form) and each.__module__ == module.__name__
    }
    assert declared == FORMS.keys()


@pytest.mark.parametrize(("form", "heading"), FORMS.items(), ids=[f.__name__ for f in FORMS])
def test_every_key_of_a_form_is_documented_and_no_other_is(form: type[Form], heading: str) -> None:
    rows = table("content.md", heading)
    assert sorted(column(rows)) == sorted(form.model_fields)
    needed = {code(row[0]) for row in rows if row[-1] == "needed"}
    assert needed == {name for name, field in form.model_fields.items() if field.is_required()}


def test_the_gate_is_documented_with_all_that_it_looks_at() -> None:
    documented = column(table("content.md", "When a release is seen"))
    assert documented == ["draft", "date", "embargo", "expires"]


def test_the_elements_that_the_sanitiser_keeps_are_listed() -> None:
    text = sections("content.md")["What is removed"]
    (listed,) = re.findall(r"^((?:`\w+`,?\s)+)\n", text, flags=re.MULTILINE)
    assert re.findall(r"`(\w+)`", listed) == sorted(ALLOWED)


def test_the_kinds_of_photos_and_of_refused_attachments_are_listed() -> None:
    listed = {
        heading: set(re.findall(r"`(\.\w+)`", sections("content.md")[heading]))
        for heading in ("Photos", "Attachments")
    }
    assert listed["Photos"] == set(FORMATS)
    assert listed["Attachments"] == {
        *frozenset.union(*kinds.endings().values()) - FORMATS.keys(),
        *media.REFUSED_PICTURES,
    }


def content_files() -> dict[str, str]:
    """The files that content.md shows; one path may be shown once."""
    shown = [block for block in blocks("content.md") if block.file]
    files = {block.file: block.text for block in shown}
    assert len(files) == len(shown)
    return files


def named_files(path: str, text: str) -> dict[str, bytes]:
    """What an edition names as photos and attachments, in its folder."""
    folder = re.sub(r"\.\w+\.md$", "", path)
    return {
        f"{folder}/{name}": _photo() if name.endswith("jpg") else b"%PDF"
        for name in re.findall(r"\bfile: ([\w.-]+)", text)
    }


def _photo() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 3)).save(buffer, "JPEG")
    return buffer.getvalue()


def documented_site(site: Make, more: dict[str, str] | None = None) -> SampleSite:
    """The files of content.md and those of `more`, with the photos and attachments they name."""
    texts = {**content_files(), **(more or {})}
    named = [named_files(path, text) for path, text in texts.items()]
    return site({**texts, **{path: data for files in named for path, data in files.items()}})


def test_the_files_that_the_page_on_content_shows_make_a_site_without_problems(site: Make) -> None:
    result = documented_site(site).build(strict=True)
    assert result.lines == []
    assert "Qəbul şöbəsinin müdiri" in result.html("/az/releases/2026/aciq-qapi-gunu/")
    assert "survey.pdf" in result.html("/en/releases/2026/survey/")


@pytest.mark.parametrize(
    "block",
    [
        block
        for block in blocks("content.md")
        if block.kind in ("yaml", "markdown") and not block.file
    ],
    ids=lambda block: block.text.partition("\n")[0],
)
def test_an_example_of_content_is_valid(site: Make, block: Block) -> None:
    """Front matter gets the keys it needs, and a text stands in an edition, as it is."""
    head = block.text if block.kind == "yaml" else ""
    needed = {"title": "Nümunə", "date": "2026-03-04"}
    stated = yaml.safe_load(head) or {}
    head += "".join(f"{key}: {value}\n" for key, value in needed.items() if key not in stated)
    text = block.text if block.kind == "markdown" else "Mətn."
    language = "en" if block.kind == "markdown" else "az"
    path = f"content/releases/2026/example.{language}.md"
    # Whether a server knows the rules is asked of its office.
    settings = conftest.CONFIG.replace("silence: [", "silence: [alias-by-rule, ")
    made = documented_site(site, {path: f"---\n{head}---\n{text}", "site_config.yaml": settings})
    result = made.at(NOW.replace(year=2027, month=1, day=1)).build(strict=True)
    assert result.lines == []
    assert result.html(f"/{language}/releases/2026/example/")


# --- from other systems ---------------------------------------------------------------------


def test_the_examples_of_other_systems_make_a_site_without_problems(site: Make) -> None:
    texts = {block.file: block.text for block in blocks("migration.md") if block.file}
    files = [named_files(path, text) for path, text in texts.items()]
    # Whether a server knows the rules is asked of its office.
    settings = conftest.CONFIG.replace("silence: [", "silence: [alias-by-rule, ")
    photos = {path: data for each in files for path, data in each.items()}
    result = site({"site_config.yaml": settings, **texts, **photos}).build(strict=True)
    assert result.lines == []
    for old, new in {
        "/news/reading-week/": "/en/releases/2024/reading-week/",
        "/2024/reading/": "/en/releases/2024/reading-week/",
        "/2023/06/01/opening-hours/": "/en/releases/2023/summer-hours/",
        "/rules-az.html": "/az/releases/2024/qaydalar/",
        "/category/visiting/": "/az/topics/kitabxanaya-gelmek/",
    }.items():
        assert f'href="{new}"' in result.html(old)
    rules = (result.output / "redirects.csv").read_text("utf-8")
    assert "/?p=871,https://press.example.org/en/releases/2023/summer-hours/,301" in rules


@pytest.mark.parametrize("system", ["From Hugo", "From WordPress", "From Pelican"])
def test_what_becomes_of_another_system_s_keys_exists(system: str) -> None:
    known = {
        name
        for form in (edition.ReleaseForm, edition.PageForm, edition.PhotoForm, ConfigForm)
        for name in form.model_fields
    }
    keys, *others = tables(sections("migration.md")[system])
    assert others
    cells = [row[-1] for row in keys]
    said = {name for cell in cells for name in re.findall(r"`([a-z_]+)(?:: [^`]*)?`", cell)}
    of_the_others = {"pages", "post", "page", "attachment", "publish", "future", "pending",
                     "private", "trash", "published", "hidden"}  # fmt: skip
    assert said <= known | of_the_others
    assert {"title", "date", "summary", "slug", "topics", "aliases", "embargo", "draft"} <= said


# --- commands -------------------------------------------------------------------------------


def options(command: click.Command) -> dict[str, str]:
    """Each option with what follows it: `--format` → `[text|json|github|gitlab|sarif]`.

    Those of every command are the program's own.
    """
    context = click.Context(command, **command.context_settings)
    common = {*COMMON_OPTIONS, "-h", "--help"} if command is not cli else set()
    found = {}
    for option in command.get_params(context):
        if not isinstance(option, click.Option) or common & {*option.opts}:
            continue
        value = "" if option.is_flag else option.make_metavar(context)
        found["/".join((*option.opts, *option.secondary_opts))] = value
    return found


def documented_options(heading: str) -> dict[str, str]:
    pairs = (entry.partition(" ") for entry in column(table("commands.md", heading)))
    return {name: value for name, _, value in pairs}


def commands(group: click.Group = cli, inside: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its name; one that stands in a group has the group's before its own."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{inside}{name} ")
        else:
            yield inside + name, command


COMMANDS = dict(commands())


def test_the_options_of_every_command_are_documented_and_no_others_are() -> None:
    assert documented_options("Options of every command") == options(cli)


def test_every_command_has_a_section_and_no_other_does() -> None:
    known = {"Options of every command", "Exit codes", "Formats", "Commands"}
    assert sections("commands.md").keys() - known == COMMANDS.keys()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_documented_and_no_other_is(name: str) -> None:
    own = options(COMMANDS[name])
    assert (documented_options(name) if own else {}) == own


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_names_only_commands_and_options_that_exist(path: Path) -> None:
    text = path.read_text()
    known = {
        name
        for command in (cli, *COMMANDS.values())
        for names in options(command)
        for name in names.split("/")
    }
    of_pip = {"--require-hashes", "--no-deps", "--no-build-isolation"}
    of_git = {"--rebase", "--cached"}
    of_podman = {"--build-arg", "--file", "--publish", "--rm", "--tag"}
    of_dask = {"--nthreads", "--nworkers"}
    of_configure = {"--enable-optimizations", "--with-lto"}
    others = of_pip | of_git | of_podman | of_dask | of_configure
    assert set(re.findall(r"(?<![\w!-])--[a-z][a-z-]*", text)) <= known | others
    called = re.findall(
        r"(?:\bbuild\.py|^beyan)(?: --ui-lang \w+)? ([a-z][a-z-]*)", text, re.MULTILINE
    )
    assert set(called) <= cli.commands.keys()


def test_every_field_of_the_report_for_machines_is_documented() -> None:
    documented = [
        re.findall(r"`(\w+)`", cell)
        for row in table("commands.md", "Formats")
        for cell in (row if "`problems`" in row[0] else row[:1])
    ]
    names = [name for found in documented for name in found]
    one = problem("empty-file", Span("content/releases/x.az.md"))
    printed = report_json(Report(), [Finding(one, is_error=True, what="", hint="")])
    assert sorted(names) == sorted([*printed, *printed["problems"][0]])


def test_every_format_is_documented() -> None:
    described = re.findall(r"^\*\*`(\w+)`\*\*", sections("commands.md")["Formats"], re.MULTILINE)
    assert options(cli.commands["build"])["--format"] == f"[{'|'.join(described)}]"


# --- diagnostics ----------------------------------------------------------------------------


def diagnostics() -> dict[str, str]:
    """What the page says of each code, in its order."""
    rows = [row for group in tables(without_blocks(read("diagnostics.md"))) for row in group]
    return {code(row[0]): row[1] for row in rows}


def test_every_code_is_explained_in_its_group_and_no_other_is() -> None:
    assert list(diagnostics()) == list(MESSAGES)


def test_the_groups_are_those_of_the_messages() -> None:
    source = (REPOSITORY / "beyan/model/messages.py").read_text()
    groups = re.findall(r"# --- (.+) ---", source)
    _, *headings = sections("diagnostics.md")
    assert [name.lower() for name in headings] == [name.lower() for name in groups]


def test_warnings_and_the_codes_that_end_with_2_are_marked() -> None:
    explained = diagnostics()
    assert {name for name, what in explained.items() if "**warning**" in what} == WARNINGS
    assert {name for name, what in explained.items() if "**warning** (advice)" in what} == ADVICE
    assert {name for name, what in explained.items() if "exit code 2" in what} == USAGE


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_problem_shown_on_a_page_has_a_code_that_exists(path: Path) -> None:
    assert set(re.findall(r"\b(?:error|warning)\[([\w-]+)\]", path.read_text())) <= MESSAGES.keys()


# --- templates ------------------------------------------------------------------------------


def planned_classes(base: type[Any]) -> Iterator[type[Any]]:
    for each in base.__subclasses__():
        # `slots=True` makes dataclasses twice; the first of the two is no longer in its module.
        if getattr(pages, each.__name__, None) is each:
            yield each
            yield from planned_classes(each)


PAGE_KINDS = {
    each.template: each for each in planned_classes(pages.Page) if "template" in vars(each)
}


def is_named_tuple(each: type[Any]) -> bool:
    return issubclass(each, tuple) and hasattr(each, "_fields")


# What no template gets to see.
_INTERNAL = {pages.CopiedFile, pages.Export, pages.StyleSheet, Picture, Look}
PARTS = {
    each.__name__: each
    for each in [*vars(pages).values(), Rendition, ShownMark, Words, Moment]
    if isinstance(each, type)
    and (is_dataclass(each) or is_named_tuple(each))
    and not issubclass(each, pages.Page)
    and each.__name__ not in ("SourceFile", "Span")
    and each not in _INTERNAL
}


def field_names(of: type[Any]) -> list[str]:
    own = list(of._fields) if is_named_tuple(of) else [field.name for field in fields(of)]
    return own + [name for name, value in vars(of).items() if isinstance(value, property)]


def test_what_every_page_carries_is_documented() -> None:
    assert sorted(column(table("templates.md", "Pages"))) == sorted(
        [*field_names(pages.Page), "template"]
    )


@pytest.mark.parametrize("template", PAGE_KINDS)
def test_what_a_kind_of_page_carries_is_documented_and_nothing_else_is(template: str) -> None:
    own = set(field_names(PAGE_KINDS[template])) - set(field_names(pages.Page))
    documented = column(table("templates.md", f"`{template}`"))
    assert sorted(documented) == sorted(own)
    assert (DEFAULTS / "templates" / template).is_file()


@pytest.mark.parametrize("name", PARTS)
def test_what_a_part_of_a_page_carries_is_documented_and_nothing_else_is(name: str) -> None:
    documented = column(table("templates.md", f"`{name}`"))
    assert sorted(documented) == sorted(field_names(PARTS[name]))


def test_no_kind_of_page_or_part_is_documented_that_does_not_exist() -> None:
    documented = {name.strip("`") for name in sections("templates.md") if name.startswith("`")}
    assert documented == PAGE_KINDS.keys() | PARTS.keys()


@pytest.fixture
def environments(site: Make) -> dict[str, Any]:
    """The Jinja environments of a small site, by language."""
    root = site().root
    config, _ = load_config(root)
    assert config is not None
    catalogues, _ = load_catalogues(root, config.languages)
    plan = plan_pages(load_site(root, config, NOW).site)
    templates = Templates([DEFAULTS / "templates"], plan.frames, catalogues)
    return templates._environments


def test_every_filter_is_documented_and_no_other_is(environments: dict[str, Any]) -> None:
    filters = environments["az"].filters
    own = {name for name, value in filters.items() if FILTERS.get(name) is not value}
    assert sorted(column(table("templates.md", "Filters"))) == sorted(own)
    text = sections("templates.md")["Filters"]
    for name in FILTERS.keys() - filters.keys():
        assert f"`{name}` is\n  taken away" in text or f"`{name}` is taken away" in text


def test_every_function_is_documented_and_no_other_is(environments: dict[str, Any]) -> None:
    own = environments["az"].globals.keys() - DEFAULT_NAMESPACE.keys()
    documented = [
        re.match(r"\w+", name)[0]  # type: ignore[index]  # else the test fails, as it should
        for row in table("templates.md", "What every template gets")
        for name in re.findall(r"`([^`]+)`", row[0])
    ]
    assert sorted(documented) == sorted(
        [*own, "kit_size", "page", "photos", "prose", "structured_data", "trail"]
    )


def test_what_is_known_of_a_language_is_as_documented() -> None:
    rows = table("templates.md", "What every template gets")
    (row,) = (row for row in rows if row[0].startswith("`languages"))
    language = Language("az")
    told = {field.name for field in fields(Language) if not field.name.startswith("_")}
    assert told <= set(re.findall(r"`(\w+)`", row[1]))
    for name, value in re.findall(r"`(\w+)` \(`?([^ )`]+)", row[1]):
        assert str(getattr(language, name)) == value
    assert f'`name_of("en")` ({language.name_of("en")})' in row[1]


@dataclass(frozen=True)
class _Shown:
    """The page that the examples of filters are from."""

    language: str
    date: Moment
    corrections: tuple[Any, ...]


def test_every_example_of_a_filter_gives_what_the_page_says(environments: dict[str, Any]) -> None:
    when = moment((date(2026, 3, 5), clock(14, 30)), ZoneInfo("Asia/Baku"))
    correction = SimpleNamespace(date=date(2026, 3, 9))
    for name, example, *expected in table("templates.md", "Filters"):
        for language, shown in zip(("az", "en"), expected, strict=True):
            template = environments[language].from_string("{{ " + code(example) + " }}")
            result = template.render(page=_Shown(language, when, (correction,)))
            # CLDR puts narrow spaces into times and dates, which nobody can see on a page.
            plain = re.sub(r"\s", " ", result.replace("\u2009", " ")).strip()
            assert (language, name, plain) == (language, name, shown)


@pytest.mark.parametrize("language", ["az", "en"])
def test_the_handbook_names_the_same_filters_and_fields(language: str) -> None:
    text = (HANDBOOK / language / "templates.md").read_text("utf-8")
    shown, carried = tables(text)
    filters = {row[0]: row[1] for row in table("templates.md", "Filters")}
    assert [row[0] for row in shown] == list(filters.values())
    found = {row[0].strip("`"): re.findall(r"`(\w+)`", row[1]) for row in carried}
    (every,) = found.keys() - PAGE_KINDS.keys()
    of_all = set(field_names(pages.Page))
    assert sorted(found[every]) == sorted([*of_all, "template"])
    assert {name: sorted(own) for name, own in found.items() if name != every} == {
        name: sorted(set(field_names(kind)) - of_all) for name, kind in PAGE_KINDS.items()
    }


# --- addresses ------------------------------------------------------------------------------

_PLACEHOLDERS = {
    "lang": "(?:az|en)",
    "n": "[0-9]+",
    "year": "[0-9]{4}",
    "slug": "[a-z0-9-]+",
    "key": "[a-z0-9-]+",
    "file": r"(?![^/]+\.[0-9a-f]{8}\.[0-9]+\.)[^/]+",
    "name": "[^/]+",
    "hash": "[0-9a-f]{8}",
    "width": "[0-9]+",
    "format": "avif|webp|jpg|png",
    "index": "index|[0-9a-f]{10}/(?:terms|texts)-[0-9]+",
}
CONFIG = """\
name: {az: Nümunə İdarəsi, en: Sample Office}
base_url: https://press.example.org
languages: [az, en]
timezone: Asia/Baku
page_size: 1
"""


def test_every_address_of_a_site_is_in_the_table_and_the_table_has_no_other(
    site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "YEAR_SIZE", 1)
    second = """\
---
title: İkinci
date: 2026-03-03
corrections: [{date: 2026-03-04, text: Tarix.}]
topics: [office-services]
participants: [aysel-mammadova]
aliases: [/old/second.html]
---
Mətn.
"""
    third = second.replace("2026-03-03", "2025-03-03").replace("second", "third")
    # More than the menu has room for, and than one page of people.
    standing = {
        f"content/pages/p{number}.az.md": f"---\ntitle: P{number}\n---\nMətn.\n"
        for number in range(MOST + 1)
    }
    many = ", ".join(f"{{name: Qonaq {number}}}" for number in range(SIZE))
    second = second.replace("aysel-mammadova]", f"aysel-mammadova, {many}]")
    made = documented_site(
        site,
        {
            "content/releases/2026/2026-03-03-second.az.md": second,
            "content/releases/2025/2025-03-03-third.az.md": f"---\nviews: 7\n{third[4:]}",
        }
        | standing,
    )
    result = made.change({"site_config.yaml": CONFIG}).build()
    *rows, alias = table("addresses.md", "What is built where")
    assert alias[0] == "an alias"
    # The pattern with the fewest placeholders counts: /az/topics/ is no standing page.
    patterns = sorted((code(row[0]) for row in rows), key=lambda pattern: pattern.count("<"))
    used = set()
    others = set()
    for file in result.files:
        address = f"/{file}".removesuffix("index.html")
        for pattern in patterns:
            expression = re.sub(r"<(\w+)>", lambda match: f"(?:{_PLACEHOLDERS[match[1]]})", pattern)
            if re.fullmatch(expression, address):
                used.add(pattern)
                break
        else:
            others.add(address)
    assert others == {"/old/second.html", "/old/third.html"}
    assert used == set(patterns)


def test_the_examples_of_slugs_are_right() -> None:
    *_, examples = tables(sections("addresses.md")["How a slug is made"])
    for text, slug in examples:
        assert slugify(text) == code(slug)


# --- the tutorial ---------------------------------------------------------------------------


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder in which `beyan` is a command, as after an installation, and nothing else lies."""
    program = tmp_path / "bin/beyan"
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\nimport sys\n"
        f"sys.path.insert(0, {str(REPOSITORY)!r})\nimport beyan.__main__\n"
    )
    program.chmod(0o755)
    (tmp_path / "office").mkdir()
    return tmp_path / "office"


def _masked(line: str) -> str:
    """Counts and seconds differ from site to site and run to run; places do not."""
    return line if "[facts-differ]" in line else re.sub(r"[0-9]+([.,][0-9]+)?", "0", line)


def _typed_by(language: str, office: Path) -> dict[str, str]:
    """The environment of somebody whose computer speaks the language."""
    path = f"{office.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "HOME": str(office.parent), "LC_ALL": language, "PYTHONUTF8": "1"}


def _run(script: str, folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-e", "-c", script],
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def _serve(script: str, folder: Path, env: dict[str, str]) -> None:
    """Start the tutorial's preview, on a free port, and see that it answers."""
    port = free_port()
    command = ["sh", "-c", f"exec {script.strip()} --port {port}"]
    with subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            for _ in range(300):
                try:
                    with urlopen(f"http://127.0.0.1:{port}/") as answer:
                        assert b'name="generator"' in answer.read()
                    return
                except URLError:
                    time.sleep(0.1)
            pytest.fail("the server never answered")
        finally:
            server.terminate()


@pytest.mark.parametrize(
    ("name", "locale", "held_back", "titles"),
    [
        ("first-release.md", "en_GB.UTF-8", "The library moves to a new building",
         {"Open day", "Açıq qapı günü"}),
        ("first-release.az.md", "az_AZ.UTF-8", "Kitabxana yeni binaya köçür",
         {"Açıq qapı günü", "Open day"}),
    ],
)  # fmt: skip
def test_the_tutorial_works_word_for_word(
    office: Path, name: str, locale: str, held_back: str, titles: set[str]
) -> None:
    env = _typed_by(locale, office)
    folder, steps = office, list(blocks(name))
    written = set()
    for step, after in zip(steps, [*steps[1:], steps[0]], strict=True):
        if step.file:
            target = folder / step.file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(step.text, "utf-8")
            written |= set(re.findall(r"^title: (.+)$", step.text, re.MULTILINE))
            continue
        if step.kind != "sh":
            continue
        if step.text == "beyan serve\n":
            _serve(step.text, folder, env)
            continue
        if step.text.startswith("rm "):
            rehearsed = [*folder.glob("rehearsal/*/releases/2030/*/index.html")]
            lists = [*folder.glob("rehearsal/*/releases/index.html")]
            assert (len(rehearsed), len(lists)) == (1, 2)
            assert all(held_back in page.read_text("utf-8") for page in [*rehearsed, *lists])
        done = _run(step.text, folder, env)
        if step.text.startswith("cd "):
            folder /= step.text[3:].strip()
        expected = after.text.splitlines() if after.kind == "text" else []
        is_wrong = any("[facts-differ]" in line for line in expected)
        assert done.returncode == int(is_wrong), done.stdout
        printed = {_masked(line) for line in done.stdout.splitlines()}
        assert {_masked(line) for line in expected} <= printed

    assert written == {*titles, held_back}
    shown = re.findall(r"<http://localhost:8000(/[^>]*)>", read(name))
    first, second = [address for address in shown if address != "/"]
    built = {each: (folder / f"output{each}index.html").read_text("utf-8") for each in shown}
    for address, twin in ((first, second), (second, first)):
        assert any(f"<h1>{title}</h1>" in built[address] for title in titles)
        assert f'href="{twin}"' in built[address]
        assert f"{address}desk." in built[address]
        assert "participants/leyla-numune/" in built[address]
        assert "Rashad Sample" in built[address] or "Rəşad Nümunə" in built[address]
    assert not (folder / "rehearsal").exists()
    pages = [path.read_text("utf-8") for path in (folder / "output").rglob("*.html")]
    assert not any(held_back in page for page in pages)


def test_both_editions_of_the_tutorial_have_the_same_steps() -> None:
    def steps(name: str) -> list[str]:
        """The kind of each block; of those that are typed, the program and its command."""
        typed = re.compile(r"beyan \S+|\w+")
        found = ((block, typed.match(block.text)) for block in blocks(name))
        return [
            begin[0] if block.kind == "sh" and begin is not None else block.kind
            for block, begin in found
        ]

    assert steps("first-release.md") == steps("first-release.az.md")


# --- the pages themselves -------------------------------------------------------------------


def test_the_links_between_pages_lead_to_pages_and_headings_that_exist() -> None:
    broken = []
    for path in [*PAGES, *sorted(REPOSITORY.glob("*.md"))]:
        text = _SPAN.sub("", without_blocks(path.read_text()))
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, fragment = target.partition("#")
            linked = (path.parent / name).resolve() if name else path
            if not linked.exists():
                broken.append(f"{path.name}: {target}")
            elif fragment:
                headings = re.findall(
                    r"^#+ (.+)$", without_blocks(linked.read_text()), re.MULTILINE
                )
                if fragment not in map(anchor, headings):
                    broken.append(f"{path.name}: {target}")
    assert broken == []


def test_the_pages_that_the_program_points_to_exist() -> None:
    hints = " ".join(message.hint for message in MESSAGES.values())
    named = set(re.findall(r"docs/[\w-]+\.md", hints + (REPOSITORY / "README.md").read_text()))
    assert named
    assert [name for name in named if not (REPOSITORY / name).is_file()] == []


def test_contributors_are_shown_files_targets_and_names_that_exist() -> None:
    text = (REPOSITORY / "CONTRIBUTING.md").read_text()
    paths = set(re.findall(r"\b((?:beyan|templates|docs|tests)/[\w/.-]*\w)", text))
    assert len(paths) > 20
    assert [path for path in sorted(paths) if not (REPOSITORY / path).exists()] == []
    targets = set(re.findall(r"make (\w+)", text))
    makefile = (REPOSITORY / "Makefile").read_text()
    assert [each for each in targets if not re.search(rf"^{each}:", makefile, re.MULTILINE)] == []
    program = "".join(path.read_text() for path in (REPOSITORY / "beyan").rglob("*.py"))
    names = set(re.findall(r"`([A-Z]\w+|check_plan|parts)`", text)) - {"CONTRIBUTING"}
    assert len(names) > 8
    assert [name for name in sorted(names) if not re.search(rf"\b{name}\b", program)] == []
