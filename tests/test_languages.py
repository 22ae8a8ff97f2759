"""Every word of the interface is in the reader's language, whatever that language is.

Three proofs. Real languages: no string of one catalogue stands in the text of another language.
Pseudo-languages: every letter of the interface is replaced by one that nothing else has, so that a
word in plain letters escaped translation. And where a string or a catalogue is missing, nothing is
built.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from babel.messages.pofile import read_po
from lxml import html
from PIL import Image

from beyan.language.catalogue import placeholders, read_catalogue
from beyan.language.letters import initial
from beyan.language.locale import Language
from beyan.language.transliteration import transliterated
from beyan.model.export import FEEDS
from beyan.plan.menu import MOST
from beyan.plan.people_page import SIZE
from beyan.plan.plan import plan_pages
from beyan.render import handover
from beyan.source.settings import load_config
from beyan.source.site import load_site
from tests.conftest import NOW, REPOSITORY, Result, SampleSite, release

Make = Callable[..., SampleSite]

LOCALES = REPOSITORY / "locales"
SEVEN_LANGUAGES = REPOSITORY / "tests/sites/languages"
PO = "LC_MESSAGES/messages.po"

CATALOGUES = {
    "az": LOCALES / "az" / PO,
    "en": LOCALES / "en" / PO,
    "ru": LOCALES / "ru" / PO,
    "ar": SEVEN_LANGUAGES / "locales/ar" / PO,
    "tr": LOCALES / "tr" / PO,
    "zh-Hans": SEVEN_LANGUAGES / "locales/zh-Hans" / PO,
}
# The last has the strings of the first in its own letters.
SEVEN = (*CATALOGUES, "az-Cyrl")


class Wanted(NamedTuple):
    """A string that the templates ask for."""

    context: str | None
    msgid: str
    plural: str | None


def read_template() -> list[Wanted]:
    with (LOCALES / "messages.pot").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    return [
        Wanted(
            message.context, *((message.id, None) if isinstance(message.id, str) else message.id)
        )
        for message in messages
    ]


POT = read_template()

FOUR_CONFIG = """\
name: {az: Nümunə İdarəsi, en: Sample Office, ru: Образцовое бюро, ar: المكتب النموذجي}
base_url: https://press.example.org
languages: [az, en, ru, ar]
timezone: Asia/Baku
search: false
social_cards: false
silence: [summary-missing]
"""


# --- what a page says, and in which language ------------------------------------------------


class Said(NamedTuple):
    """A piece of text; `languages` are those it may be in. Several for want of a mark alone."""

    languages: tuple[str, ...]
    text: str


_READ_ALOUD = ("title", "aria-label", "alt", "placeholder")
# What assets/search.js says.
_SAID_BY_SCRIPT = (
    *("data-searching", "data-found", "data-nothing", "data-broken", "data-try", "data-unfiltered"),
    *("data-literal", "data-instead", "data-some", "data-dated", "data-takeoff"),
)
_DESCRIBING = "description|(og|twitter):(title|description|site_name|image:alt)"
# What schema.org reserves for machines; every other text of structured data is for people.
_VOCABULARY = {
    *("@context", "@id", "@type", "url", "logo", "item", "mainEntityOfPage", "identifier"),
    *("inLanguage", "availableLanguage", "creativeWorkStatus", "contactType", "email", "telephone"),
    *("datePublished", "dateModified", "startDate"),
}


def structured_texts(node: Any) -> Iterator[str]:
    """What a page's structured data says to people, in the order of the document."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for each in node:
            yield from structured_texts(each)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in _VOCABULARY:
                yield from structured_texts(value)


def said(page: str, languages: tuple[str, ...], *, is_shared: bool = False) -> Iterator[Said]:
    """Every text of the page that somebody may read or hear, with the language it is marked as.

    In a <head> nothing can be marked, so that of a page which speaks to readers of all languages
    (`is_shared`) may be in any of them.
    """
    root = html.document_fromstring(page)
    for element in root.iter("*"):
        (marked,) = element.xpath("ancestor-or-self::*[@lang][1]/@lang")
        in_head = element.getroottree().getpath(element).startswith("/html/head")
        own = languages if is_shared and in_head else (marked,)
        if element.get("type") == "application/ld+json":
            yield from (
                Said(own, text) for text in structured_texts(json.loads(element.text or ""))
            )
        elif element.text:
            yield Said(own, element.text)
        for name in (*_READ_ALOUD, *_SAID_BY_SCRIPT):
            if said := element.get(name):
                yield Said(own, said)
        if re.fullmatch(_DESCRIBING, element.get("name") or element.get("property") or ""):
            yield Said(own, element.get("content") or "")
        if element.tail:
            (around,) = element.xpath("ancestor::*[@lang][1]/@lang") or ("",)
            yield Said((around,), element.tail)


def pages(result: Result, languages: tuple[str, ...]) -> Iterator[tuple[str, list[Said]]]:
    """Every page of the output by its path. Those outside all languages speak to all readers."""
    for path in sorted(result.files):
        if path.endswith(".html"):
            is_shared = path.partition("/")[0] not in languages
            page = (result.output / path).read_text()
            yield path, list(said(page, languages, is_shared=is_shared))


# --- real languages -------------------------------------------------------------------------


def pieces(language: str) -> set[str]:
    """The strings of the language's catalogue, cut where something is filled in."""
    found = set()
    source = "az" if language == "az-Cyrl" else language
    catalogue = read_catalogue([CATALOGUES[source]], source)
    for entry in catalogue if source == language else transliterated(catalogue, language):
        for form in entry.forms:
            for piece in re.split(r"%\(\w+\)s", form):
                if re.search(r"[^\W\d_]", piece):
                    found.add(piece.strip(" ,.:;،«»“”"))
    return found


def interface_words(languages: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
    """For each language, a pattern of the others' interface strings that it does not share.

    Quotations may be in further languages, such as Latin: for "*" every string is another's.
    """
    own = {language: pieces(language) for language in languages}
    patterns = {}
    for language in (*languages, "*"):
        others = set().union(*own.values()) - own.get(language, set())
        longest_first = sorted(map(re.escape, others), key=len, reverse=True)
        patterns[language] = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")
    return patterns


def foreign_words(texts: list[Said], patterns: Mapping[str, re.Pattern[str]]) -> list[str]:
    return [
        f"{word} in {language}: {text.strip()}"
        for (language, *several), text in texts
        if not several
        for word in patterns.get(language, patterns["*"]).findall(_without_addresses(text))
    ]


def _without_addresses(text: str) -> str:
    """An address that stands in a text, as that of a feed, is in no language."""
    return re.sub(r"https?://\S+", "", " ".join(text.split()))


def built(root: Path) -> Result:
    result = SampleSite(root).build()
    # Where there is a page that tells its readers so.
    assert [each for each in result.codes if each != "translation-outdated"] == []
    return result


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The repository's own site; a copy, so that its .cache/ is left alone."""
    root = tmp_path_factory.mktemp("sample")
    shutil.copy(REPOSITORY / "site_config.yaml", root)
    shutil.copytree(REPOSITORY / "content", root / "content")
    return built(root)


@pytest.fixture(scope="module")
def seven(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The golden site in seven languages, of which Azerbaijani stands in two scripts."""
    root = tmp_path_factory.mktemp("seven") / "site"
    shutil.copytree(SEVEN_LANGUAGES, root, ignore=shutil.ignore_patterns("expected"))
    return built(root)


def test_no_page_of_the_sample_site_has_interface_text_of_its_other_language(
    sample: Result,
) -> None:
    languages = ("az", "en")
    patterns = interface_words(languages)
    found = {path: foreign_words(texts, patterns) for path, texts in pages(sample, languages)}
    assert len(found) > 100
    assert {path: words for path, words in found.items() if words} == {}


def test_no_page_in_seven_languages_has_interface_text_of_another(seven: Result) -> None:
    patterns = interface_words(SEVEN)
    found = {path: foreign_words(texts, patterns) for path, texts in pages(seven, SEVEN)}
    assert {path.partition("/")[0] for path in found} == {*SEVEN, "index.html", "404.html"}
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "foreign",
    [
        "<p>Mövzular</p>",
        "<p lang='az'>Mövzular <b lang='en'>Mövzular</b></p>",
        "<p><b lang='az'>Bəyanat</b> 368 dəfə oxunub</p>",
        "<nav aria-label='İllər'></nav>",
        "<a title='Hərflər'></a>",
        "<img alt='Mövzular'>",
        "<i lang='la'>Topics</i>",
    ],
)
def test_interface_text_of_another_language_is_found_wherever_it_stands(foreign: str) -> None:
    page = f"<html lang='en'><head><title>Topics</title></head><body>{foreign}</body></html>"
    found = foreign_words(list(said(page, ("az", "en"))), interface_words(("az", "en")))
    assert len(found) == 1


def test_interface_text_of_another_language_is_found_in_the_head() -> None:
    page = (
        "<html lang='az'><head><title>Topics</title><meta name='description' content='All topics'>"
        "<meta property='og:title' content='Press releases'><script type='application/ld+json'>"
        '{"@type": "Topics", "itemListElement": [{"item": "/Topics/", "name": "Topics"}]}'
        "</script></head><body></body></html>"
    )
    texts = list(said(page, ("az", "en")))
    assert len(foreign_words(texts, interface_words(("az", "en")))) == 4


def test_interface_text_of_another_language_is_right_where_it_is_marked() -> None:
    page = (
        "<html lang='en'><head><title>Topics</title></head>"
        "<body><p>Text in <b lang='az'>Mövzular</b></p></body></html>"
    )
    assert foreign_words(list(said(page, ("az", "en"))), interface_words(("az", "en"))) == []


# --- pseudo-languages -----------------------------------------------------------------------

# Two languages that no site of this project is in. In their catalogues each letter is that of
# another alphabet: full-width for one, mathematical bold for the other.
PSEUDO = {"eo": (0xFF21, 0xFF41), "ia": (0x1D400, 0x1D41A)}
TAGS = tuple(PSEUDO)
_A_TO_Z = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

PSEUDO_CONFIG = """\
out_of_date_note: true
name: {eo: §oficejo, ia: §officio}
tagline: {eo: §gazetara, ia: §pressa}
base_url: https://press.example.org
languages: [eo, ia]
timezone: Asia/Baku
social_cards: false
silence: [summary-missing]
contact:
  name: {eo: §servo, ia: §servicio}
  call_centre: "916"
  phone: +994 12 000 00 00
  email: press@example.org
  address: {eo: §strato 1, ia: §strata 1}
  hours: {eo: §ĉiam, ia: §semper}
missing_translation: notice
page_size: 1
"""


def decorated(text: str, tag: str) -> str:
    """`Page %(number)s` → `⟦Ｐａｇｅ %(number)s⟧`"""
    upper, lower = PSEUDO[tag]
    letters = {ord(letter): upper + n for n, letter in enumerate(_A_TO_Z)}
    letters |= {ord(letter): lower + n for n, letter in enumerate(_A_TO_Z.lower())}
    parts = re.split(r"(%\(\w+\)s|\{\w+\})", text)
    kept = (p if p.startswith(("%(", "{")) else p.translate(letters) for p in parts)
    return "⟦" + "".join(kept) + "⟧"


def pseudo_catalogue(tag: str) -> str:
    def quoted(text: str) -> str:
        return '"' + text.replace("\\", r"\\").replace('"', r"\"") + '"'

    lines = ['msgid ""', 'msgstr ""', r'"Content-Type: text/plain; charset=utf-8\n"']
    lines += [r'"Plural-Forms: nplurals=2; plural=(n != 1);\n"']
    for entry in POT:
        if entry.context is not None:
            lines.append(f"msgctxt {quoted(entry.context)}")
        lines.append(f"msgid {quoted(entry.msgid)}")
        if entry.plural is None:
            lines.append(f"msgstr {quoted(decorated(entry.msgid, tag))}")
            continue
        lines.append(f"msgid_plural {quoted(entry.plural)}")
        lines.append(f"msgstr[0] {quoted(decorated(entry.msgid, tag))}")
        lines.append(f"msgstr[1] {quoted(decorated(entry.plural, tag))}")
    return "\n".join(lines) + "\n"


PSEUDO_LOCALES = {f"locales/{tag}/{PO}": pseudo_catalogue(tag) for tag in TAGS}


def _photo() -> bytes:
    data = BytesIO()
    Image.new("RGB", (4, 3)).save(data, "PNG")
    return data.getvalue()


def pseudo_content() -> dict[str, str | bytes]:
    """Something of everything that a site can have. Each word of it contains §."""
    folder = "content/releases/2026"
    meeting = f"{folder}/2026-03-05-meeting"
    files: dict[str, str | bytes] = {
        "content/topics.yaml": "rights:\n  name: {eo: §rajtoj, ia: §derectos}\n",
        "content/participants.yaml": (
            "anna:\n"
            "  name: {eo: Anna§, ia: Anna§}\n"
            "  role: {eo: §direktoro, ia: §director}\n"
            "  organisation: {eo: §oficejo, ia: §officio}\n"
            "  portrait: anna.png\n"
            "boris:\n"
            "  name: {eo: Boris§, ia: Boris§}\n"
        ),
        "content/participants/anna.png": _photo(),
        "content/pages/about.eo.md": (
            "---\ntitle: §pri §ni\n"
            "translated_from: {edition: ia, digest: 'title:00000000'}\n---\n§teksto\n"
        ),
        "content/pages/about.ia.md": "---\ntitle: §super §nos\n---\n§texto\n",
        # More than the menu shows.
        **{
            f"content/pages/more{number}.eo.md": f"---\ntitle: §paĝo {number}\n---\n§teksto\n"
            for number in range(MOST)
        },
        "content/pages/alone.eo.md": "---\ntitle: §sola\naliases: [/eo/old/]\n---\n§teksto\n",
        f"{meeting}.eo.md": release(
            title="§kunveno",
            date="2026-03-05 14:30",
            place="§urbo",
            views="1",
            summary="§resumo",
            topics="[rights]",
            participants="[anna, {name: {eo: §gasto, ia: §hospite}}]",
            photos=(
                "[{file: a.png, alt: {eo: §bildo, ia: §imagine}, credit: {eo: §mi, ia: §io},"
                " caption: {eo: §kunveno, ia: §incontro}},"
                " {file: b.png, alt: {eo: §bildo, ia: §imagine}}]"
            ),
            attachments="[{file: agenda.pdf, title: {eo: §tagordo, ia: §agenda}}]",
            quotes="[{person: anna, text: {eo: §citaĵo, ia: §citation}}]",
            key_facts="[§fakto]",
            corrections="[{date: 2026-03-06, text: §korekto}]",
            aliases="[/eo/old-meeting/]",
            text="§teksto[^1]\n\n## §titolo\n\n| §a | §b |\n|---|---|\n| §c | 1 |\n\n[^1]: §noto",
        ),
        f"{meeting}.ia.md": release(
            title="§incontro",
            date="2026-03-05 14:30",
            views="5",
            text="§texto[^1]\n\n| §a |\n|---|\n| 1 |\n\n[^1]: §nota",
        ),
        f"{meeting}/a.png": _photo(),
        f"{meeting}/b.png": _photo(),
        f"{meeting}/agenda.pdf": b"%PDF-1.4\n",
        f"{folder}/2026-03-06-withdrawn.eo.md": release(
            title="§reprenita",
            date="2026-03-06",
            topics="[rights]",
            participants="[anna, boris]",
            withdrawn="{date: 2026-03-07, reason: §kialo}",
            text="§teksto",
        ),
        f"{folder}/2026-03-07-other.ia.md": release(
            title="§altere",
            date="2026-03-07",
            contact="{name: §persona, phone: +1, email: press@example.org}",
            text="§texto",
        ),
    }
    # More people than one page of them has, in another month.
    crowd = ", ".join(f"{{name: {{eo: §g{number}, ia: §g{number}}}}}" for number in range(SIZE))
    for tag in TAGS:
        files[f"{folder}/2026-02-05-crowd.{tag}.md"] = release(
            title="§multaj", date="2026-02-05", text="§teksto"
        )
    files[f"{folder}/2026-02-05-crowd.eo.md"] = release(
        title="§multaj", date="2026-02-05", participants=f"[{crowd}]", text="§teksto"
    )
    # Enough pages for a gap in the middle of the pager.
    for year in range(2019, 2025):
        topics = "[rights]" if year > 2022 else "[]"
        path = f"content/releases/{year}/{year}-06-01-annual"
        files[f"{path}.eo.md"] = release(
            title="§jara", date=f"{year}-06-01", topics=topics, text="§teksto"
        )
        files[f"{path}.ia.md"] = release(title="§annual", date=f"{year}-06-01", text="§texto")
    return files


def allowed(tag: str) -> set[str]:
    """Words that are neither interface nor content: what CLDR says, and what files are called."""
    language = Language(tag)
    months = [date(2026, month, 1) for month in range(1, 13)]
    texts = [
        *(language.date_long(month) for month in months),
        *(language.capitalize(language.month_year(month)) for month in months),
        *(language.capitalize(language.month_name(month)) for month in months),
        *(language.month_name(month) for month in months),
        *(language.day_month(month) for month in months),
        *(Language(each).self_name for each in TAGS),
        *(initial(name, tag) for name in ("Anna§", "Boris§", "gasto§", "hospite§")),
        *(language.filesize(size) for size in (9, 2_000)),
        *("PDF", "ZIP"),
        # The names of services and of formats are the same in every language.
        *("WhatsApp", "Telegram", "Facebook"),
        *(each.label for each in FEEDS),
    ]
    return {word for text in texts for word in words(text)}


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def without_content(text: str) -> str:
    text = re.sub(r"https://press\.example\.org\S*|press@example\.org", "", text)
    # And without what a script fills in.
    return re.sub(r"[\w-]*§[\w-]*|\{\w+\}", "", text)


def escaped(texts: list[Said], known: Mapping[str, set[str]]) -> list[str]:
    """The words that are neither content nor, letter by letter, of the right pseudo-language."""
    found = []
    for languages, text in texts:
        for word in words(without_content(text)):
            if any(word in known[tag] or _is_pseudo(word, tag) for tag in languages):
                continue
            found.append(f"{word} in {'/'.join(languages)}: {text.strip()}")
    return found


def _is_pseudo(word: str, tag: str) -> bool:
    upper, lower = PSEUDO[tag]
    letters = {*range(upper, upper + 26), *range(lower, lower + 26)}
    return all(ord(letter) in letters for letter in word)


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> SampleSite:
    root = tmp_path_factory.mktemp("pseudo")
    files = {"site_config.yaml": PSEUDO_CONFIG, **PSEUDO_LOCALES, **pseudo_content()}
    return SampleSite(root).change(files)


@pytest.fixture(scope="module")
def pseudo_pages(
    pseudo: SampleSite, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Said]]:
    """All pages of the site above, and of one without any content."""
    empty = SampleSite(tmp_path_factory.mktemp("empty"))
    empty.change({"site_config.yaml": PSEUDO_CONFIG, **PSEUDO_LOCALES})
    return {
        f"{name}/{path}": texts
        for name, made in (("full", pseudo), ("empty", empty))
        for path, texts in pages(built(made.root), TAGS)
    }


def test_no_interface_text_on_any_page_escaped_translation(
    pseudo_pages: dict[str, list[Said]],
) -> None:
    known = {tag: allowed(tag) for tag in TAGS}
    found = {path: escaped(texts, known) for path, texts in pseudo_pages.items()}
    assert {path: words for path, words in found.items() if words} == {}


def test_a_word_that_escaped_translation_is_found_wherever_it_stands() -> None:
    known = {tag: allowed(tag) for tag in TAGS}
    right = decorated("Topics", "eo")
    page = (
        f"<html lang='eo'><head><title>§a · {right}</title><meta name='description' content='Hi'>"
        f"</head><body><p>{right} §b 12</p><p>Topics</p><p lang='ia'>{right}</p>"
        f"<p>§d <b lang='ia'>{decorated('Topics', 'ia')}</b> and</p><img alt='Photo'>"
        "<nav aria-label='Years'></nav><a title='Back'>§e</a></body></html>"
    )
    found = [each.partition(" in ")[0] for each in escaped(list(said(page, TAGS)), known)]
    assert found == ["Hi", "Topics", words(right)[0], "and", "Photo", "Years", "Back"]


def test_no_interface_text_is_cut(pseudo_pages: dict[str, list[Said]]) -> None:
    for path, texts in pseudo_pages.items():
        whole = "".join(text for _, text in texts)
        assert whole.count("⟦") == whole.count("⟧") > 0, path


def test_the_site_in_pseudo_languages_has_every_kind_of_page(pseudo: SampleSite) -> None:
    config, _ = load_config(pseudo.root)
    assert config is not None
    plan = plan_pages(load_site(pseudo.root, config, NOW).site)
    templates = {path.name for path in (REPOSITORY / "templates").glob("*.html")}
    assert {page.template for page in plan.pages()} == templates - {"base.html", "handover.html"}


# What the switcher says where it leads home; this site has notices, so it never does.
# tests/test_sites.py sees it in the sites without them.
# What is handed over before publication is on no page of the site.
UNREACHABLE = {"home page", *handover.STRINGS}


def test_every_string_of_the_catalogue_is_on_some_page(
    pseudo_pages: dict[str, list[Said]],
) -> None:
    """So that a page in a pseudo-language without plain letters means what it seems to."""
    shown = "\n".join("".join(text for _, text in texts) for texts in pseudo_pages.values())

    def is_shown(entry: Wanted) -> bool:
        forms = [entry.msgid] if entry.plural is None else [entry.msgid, entry.plural]
        patterns = (
            re.sub(r"%\\\(\w+\\\)s", "[^⟦⟧]+?", re.escape(decorated(form, "eo"))) for form in forms
        )
        return any(re.search(pattern, shown) for pattern in patterns)

    assert {entry.msgid for entry in POT if not is_shown(entry)} <= UNREACHABLE


# --- missing translations -------------------------------------------------------------------


def test_a_language_without_a_catalogue_is_an_error_and_nothing_is_built(site: Make) -> None:
    made = site(config=FOUR_CONFIG)
    result = made.build()
    assert result.report.exit_code != 0
    missing = [each for each in result.diagnostics if each.code == "missing-catalogue"]
    assert missing == result.diagnostics
    # Russian comes with the program.
    assert [dict(each.values)["language"] for each in missing] == ["ar"]
    assert not made.output.exists()


@pytest.mark.parametrize("language", ["ar"])
@pytest.mark.parametrize("msgid", ["Topics", "Read %(num)s time", "Searching…"])
def test_a_string_without_a_translation_is_an_error_and_nothing_is_built(
    site: Make, language: str, msgid: str
) -> None:
    files = {f"locales/{tag}/{PO}": CATALOGUES[tag].read_text() for tag in ("ru", "ar")}
    path = f"locales/{language}/{PO}"
    files[path], removed = re.subn(
        rf'^msgid "{re.escape(msgid)}"\n(?:msg.*\n)+', "", files[path], flags=re.MULTILINE
    )
    assert removed == 1
    made = site(files, config=FOUR_CONFIG)
    result = made.build()
    assert result.report.exit_code == 1
    assert result.codes == ["missing-string"]
    assert dict(result.diagnostics[0].values) == {"message": msgid, "language": language}
    assert not made.output.exists()


@pytest.mark.parametrize(
    "path",
    CATALOGUES.values(),
    ids=lambda path: path.relative_to(REPOSITORY).as_posix(),
)
def test_a_catalogue_has_every_string_and_no_other(path: Path) -> None:
    catalogue = list(read_catalogue([path], path.parts[-3]))
    assert {entry.key: entry.plural for entry in catalogue} == {
        (entry.context, entry.msgid): entry.plural for entry in POT
    }
    assert [entry.msgid for entry in catalogue if not entry.is_translated] == []
    for entry in catalogue:
        expected = placeholders(entry.msgid) | placeholders(entry.plural or "")
        # The number of a plural goes without saying in some forms ("one press release").
        least = expected if entry.plural is None else set()
        assert all(least <= placeholders(form) <= expected for form in entry.forms), entry.msgid


# --- plurals and direction ------------------------------------------------------------------

READ = {
    "az": {
        0: "0 dəfə oxunub",
        1: "1 dəfə oxunub",
        368: "368 dəfə oxunub",
        1234: "1.234 dəfə oxunub",
    },
    "en": {
        0: "Read 0 times",
        1: "Read 1 time",
        2: "Read 2 times",
        1234: "Read 1,234 times",
    },
    "ru": {
        1: "Прочитано 1 раз",
        2: "Прочитано 2 раза",
        5: "Прочитано 5 раз",
        11: "Прочитано 11 раз",
        12: "Прочитано 12 раз",
        21: "Прочитано 21 раз",
        22: "Прочитано 22 раза",
        111: "Прочитано 111 раз",
        1234: "Прочитано 1\xa0234 раза",
    },
    "ar": {
        0: "لم يُقرأ بعد",
        1: "قُرئ مرة واحدة",
        2: "قُرئ مرتين",
        3: "قُرئ 3 مرات",
        10: "قُرئ 10 مرات",
        11: "قُرئ 11 مرةً",
        99: "قُرئ 99 مرةً",
        100: "قُرئ 100 مرة",
        102: "قُرئ 102 مرة",
        103: "قُرئ 103 مرات",
    },
}


@pytest.fixture(scope="module")
def read_pages(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A release for each number above, read so many times in the languages that have it."""
    made = SampleSite(tmp_path_factory.mktemp("read"))
    shutil.copytree(SEVEN_LANGUAGES / "locales", made.root / "locales")
    made.change({"site_config.yaml": FOUR_CONFIG})
    for language, numbers in READ.items():
        for number in numbers:
            path = f"content/releases/2026/2026-03-05-read-{number}.{language}.md"
            made.change({path: release(title=f"№ {number}", views=str(number), text="№")})
    return built(made.root)


@pytest.mark.parametrize(
    ("language", "number", "shown"),
    [
        (language, number, shown)
        for language, numbers in READ.items()
        for number, shown in numbers.items()
    ],
)
def test_a_release_says_how_often_it_was_read_in_the_plural_of_its_language(
    read_pages: Result, language: str, number: int, shown: str
) -> None:
    page = html.document_fromstring(read_pages.html(f"/{language}/releases/2026/read-{number}/"))
    assert shown in [element.text for element in page.iterfind("body/main//*")]


def test_every_part_of_a_page_has_the_direction_of_its_language(seven: Result) -> None:
    seen = set()
    for path in sorted(seven.files):
        if not path.endswith(".html"):
            continue
        root = html.document_fromstring((seven.output / path).read_text())
        for element in root.xpath("//*[@lang]"):
            (direction,) = element.xpath("ancestor-or-self::*[@dir][1]/@dir")
            assert direction == Language(element.get("lang")).direction, path
            seen.add((root.get("lang"), element.get("lang"), direction))
        folder = path.partition("/")[0]
        assert root.get("lang") == (folder if folder in SEVEN else "az"), path
    assert {("ar", "ar", "rtl"), ("ar", "az", "ltr"), ("az", "ar", "rtl")} <= seen


def test_a_language_comes_with_its_settings_and_its_catalogue_and_nothing_else() -> None:
    """Neither a template, nor a style sheet, nor code of the site's own."""
    own = {path.name for path in SEVEN_LANGUAGES.iterdir()}
    assert own <= {"site_config.yaml", "content", "locales", "expected"}
