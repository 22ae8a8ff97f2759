"""The search in a real Chromium, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from beyan.language import stems
from tests.browser.conftest import served
from tests.browser.search_quality import answers
from tests.browser.test_accessibility import LAYOUT, seen_by_axe
from tests.conftest import CONFIG, SampleSite, release
from tests.search_corpus import site
from tests.search_queries import QUERIES

SITE = {
    "content/releases/2025/2025-03-05-muvekkil.az.md": release(
        "Müvəkkilin çağırışı", "2025-03-05", "Hər kəsin azadlıq hüququ var. " + "Söz. " * 90
    ),
    "content/releases/2026/2026-03-05-lodz.az.md": release(
        "İclas",
        "2026-03-05",
        "Qo\u00adnaqlar Łódź şəhərindən gəlib.[^1]\n\n[^1]: <b>Qeyd</b> & şərh.",
    ),
    "content/releases/2026/2026-03-06-office.en.md": release(
        "Offices & <people>", "2026-03-06", "The meetings were open."
    ),
    # Of another part of the index, with a word that begins what is looked for.
    **{
        f"content/releases/2023/2023-01-{day:02}-azad-{day}.az.md": release(
            f"Azad {day}", f"2023-01-{day:02}", "Azad fikir. Zərif qapı."
        )
        for day in range(1, 13)
    },
    "content/releases/2022/2022-03-05-mehrum.az.md": release(
        "Ziyarət", "2022-03-05", "Söhbət azadlıqdan məhrumetmə yerlərindən getdi. " + "Söz. " * 900
    ),
    **{
        f"content/releases/2024/2024-01-{day:02}-gun-{day}.az.md": release(
            f"Gün {day}", f"2024-01-{day:02}", "Gündəlik məlumat."
        )
        for day in range(1, 13)
    },
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site with the words in question is served."""
    made = SampleSite(tmp_path_factory.mktemp("search") / "site")
    made.change({"site_config.yaml": CONFIG.replace("search: false\n", ""), **SITE})
    assert made.build().codes == []
    with served(made.output) as url:
        yield url


def search(page: Page, words: str) -> list[str]:
    """The titles that are found for what is typed."""
    page.get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).not_to_have_text(re.compile(r"^$|…$"))
    return page.locator("#search_results h3").all_inner_texts()


QUARTER = QUERIES[::4]


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a few hundred releases are served, of which queries mean one each."""
    made = SampleSite(tmp_path_factory.mktemp("quality") / "site")
    made.change({"site_config.yaml": CONFIG.replace("search: false\n", ""), **site(300)})
    assert not made.build().report.has_errors
    with served(made.output) as url:
        yield url


def test_queries_as_people_type_them_find_what_they_mean(browser: Browser, quarter: str) -> None:
    """`make search-quality` asks for four times as many, among 2,000 releases."""
    found = answers(browser, quarter, QUARTER)
    assert {words: rank for (_, words), rank in found.ranks.items() if rank != 1} == {}
    assert len(found.ranks) == len(QUARTER) == 20


WORDS = {
    "az": "Azadlığımızın QAÇQINLARIN müvəkkil İstiqlaliyyət Işıq ev evlərinin vətəndaşlar BMT-nin "
    "2024-cü Łódź Straße Əliyevanın gəncədə uşağı rəngi çörəyi XX əsr İİ",
    "tr": "çocuğun kitaplarının İSTANBUL'DA Iğdır hakkı yılında kâğıt",
    "en": "Children's organisations PARTIES cities inspected business press naïve committees z",
    "ru": "переводчиками Ещё ОМБУДСМЕНА й правах объявления",
    "az-Cyrl": "мүвәккилин Азәрбајҹанда ҝөрүшләр ушагларын",
    "ar": "الأطفال والمؤسسات مدرسة ٢٠٢٠ إلى الأَطْفال",
    "zh-Hans": "国际儿童节2026年 A会见 々",
    "th": "สำนักงานรับเรื่องร้องเรียน ๒๕๖๗",
    "ka": "ომბუდსმენის ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ",
}


@pytest.mark.parametrize("language", WORDS)
def test_the_browser_makes_the_same_of_words_as_the_index(
    page: Page, small: str, language: str
) -> None:
    page.goto(f"{small}/en/search/")
    module = page.locator("#search_form").get_attribute("data-words")
    made = page.evaluate(
        """async ([module, rules, text]) => {
            const reader = (await import(module)).reader(JSON.parse(rules));
            return reader.words(text).map((each) => [each, ...reader.terms(each)]);
        }""",
        [module, stems.rules(language), WORDS[language]],
    )
    of = stems.stemmer(language)
    assert made == [[each, *of.terms(each)] for each in stems.words(WORDS[language])]


DATES = {
    "az": {
        "22.05.2020": "22/5/2020 ", "22-05-2020 görüş": "22/5/2020 görüş",
        "görüş 22 may": "22/5/ görüş", "May 2020": "/5/2020 ", "mayın 22-si": "22/5/ ",
        "2020-ci ilin mayında görüş": "/5/2020 görüş", "görüş 2025": "//2025 görüş",
        "2025-ci ildə qəbul": "//2025 qəbul", "noyabr": "/11/ ", "2020-05-22": "22/5/2020 ",
        "05.2020": "/5/2020 ", "4 aprel 2023-cü il": "4/4/2023 ", "2023-cü il 4 aprel": "4/4/2023 ",
        "may": "/5/ ", "may ayında 2025": "/5/2025 ",
        "COVID-2025": "", "44.05.2020": "", "2030 gündəliyi": "", "916": "", "31": "",
    },
    "en": {
        "May 22, 2020": "22/5/2020 ", "22 May 2020": "22/5/2020 ", "05/22/2020": "22/5/2020 ",
        "22nd of May 2020 visit": "22/5/2020 visit", "Sept 2019": "/9/2019 ", "may": "",
        "you may ask": "", "march for rights": "", "November": "/11/ ", "5 march": "5/3/ ",
        "in May 2020": "/5/2020 in", "22.5.20": "22/5/2020 ",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", DATES)
def test_a_date_is_known_in_any_usual_form(page: Page, small: str, language: str) -> None:
    page.goto(f"{small}/{language}/search/")
    made = page.evaluate(
        """async (typed) => {
            const said = document.getElementById("search_form").dataset;
            const { reader, dateIn } = await import(said.words);
            const rules = JSON.parse(said.rules);
            const of = { reader: reader(rules), months: JSON.parse(said.months), rules,
                         years: ["2025", "2026"] };
            return typed.map((each) => {
                const date = dateIn(each, of);
                const parts = date ? [date.day, date.month, date.year].map((n) => n ?? "") : [];
                return date ? `${parts.join("/")} ${date.rest}` : "";
            });
        }""",
        [*DATES[language]],
    )
    assert dict(zip(DATES[language], made, strict=True)) == DATES[language]


def test_a_date_is_a_filter_that_is_seen_and_taken_off(page: Page, small: str) -> None:
    page.goto(f"{small}/az/search/")
    assert search(page, "gundelik 7 yanvar 2024") == ["Gün 7"]
    assert page.title().startswith("gundelik 7 yanvar 2024 – ")
    chip = page.get_by_role("button", name="7 yanvar 2024: bütün tarixlərdə axtar")
    expect(chip).to_contain_text("7 yanvar 2024")
    chip.click()
    # With the words of the date there is no text that has all.
    expect(page.get_by_role("status")).to_have_text("Tapıldı: 13")
    expect(chip).to_have_count(0)
    expect(page).to_have_url(re.compile("dates=off"))
    page.go_back()
    expect(page.locator("#search_results h3")).to_have_text(["Gün 7"])


@pytest.mark.parametrize(
    ("words", "titles", "said"),
    [
        ("muvekil cagiris", ["Müvəkkilin çağırışı"], "nəticələri göstərilir: Müvəkkilin cagiris."),
        ("mvüəkkil", ["Müvəkkilin çağırışı"], "nəticələri göstərilir: Müvəkkilin."),
        ("qonaqlarr", ["İclas"], "nəticələri göstərilir: Qonaqlar."),
        ("məhrumetmə çağırışı", ["Müvəkkilin çağırışı", "Ziyarət"], "Bunlarda bəziləri var."),
    ],
)
def test_what_is_taken_for_what_is_said(
    page: Page, small: str, words: str, titles: list[str], said: str
) -> None:
    page.goto(f"{small}/az/search/")
    assert sorted(search(page, words)) == titles
    expect(page.locator("#search_notes")).to_contain_text(said)


def test_where_nothing_is_found_there_is_what_to_click(page: Page, small: str) -> None:
    page.goto(f"{small}/az/search/?q=azadlıq&year=2024")
    expect(page.get_by_role("status")).to_have_text(re.compile("^Heç nə tapılmadı"))
    page.get_by_role("link", name="Eyni axtarış, süzgəcsiz").click()
    expect(page.get_by_role("status")).to_have_text("Tapıldı: 2")
    page.goto(f"{small}/az/search/?q=xyzzyq")
    page.locator("#search_notes").get_by_role("link", name="Mövzular").click()
    expect(page).to_have_url(f"{small}/az/topics/")


def test_order_more_results_and_other_languages_are_in_the_address(page: Page, small: str) -> None:
    page.goto(f"{small}/az/search/?q=gundelik")
    titles = page.locator("#search_results h3")
    expect(titles).to_have_count(10)
    page.get_by_label("Sıra").select_option("date")
    expect(titles.first).to_have_text("Gün 12")
    page.get_by_role("button", name="Daha çox nəticə").click()
    expect(titles).to_have_count(12)
    expect(page).to_have_url(f"{small}/az/search/?q=gundelik&sort=date&shown=12")
    titles.nth(11).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Gün "))
    page.go_back()
    expect(titles).to_have_count(12)
    page.get_by_role("link", name="English").first.click()
    expect(page).to_have_url(f"{small}/en/search/?q=gundelik&sort=date")
    expect(page.get_by_role("searchbox")).to_have_value("gundelik")


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_where_a_search_is_linked_to(page: Page, small: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => {"
        " for (const each of list.getEntries()) window.moved += each.value;"
        "}).observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(f"{small}/az/search/?q=azadliq 2025")
    expect(page.locator("#search_results h3")).to_have_count(1)
    page.wait_for_timeout(300)
    assert page.evaluate("window.moved") == 0


def test_markup_in_what_is_typed_or_found_stays_text(page: Page, small: str) -> None:
    page.goto(f"{small}/en/search/?q=<img src=x onerror=alert(1)> people")
    expect(page.locator("#search_results h3")).to_have_text(["Offices & <people>"])
    assert page.locator("main img").count() == 0


@pytest.mark.parametrize(
    "words",
    [
        *("muvekkil", "MUVEKKIL", "müvəkkil", "MÜVƏKKİL"),
        *("azadliq", "azadlıq", "AZADLIQ", "cagiris", "çağırış", "ÇAĞIRIŞ", "muvekkilin azadliq"),
    ],
)
def test_an_azerbaijani_word_is_found_however_it_is_typed(
    page: Page, small: str, words: str
) -> None:
    page.goto(f"{small}/az/search/")
    assert search(page, words)[0] == "Müvəkkilin çağırışı"


@pytest.mark.parametrize("words", ["azadliq", "azadlıq", "AZADLIQ"])
def test_what_has_the_beginning_of_a_word_alone_is_not_found(
    page: Page, small: str, words: str
) -> None:
    page.goto(f"{small}/az/search/")
    assert set(search(page, words)) == {"Müvəkkilin çağırışı", "Ziyarət"}
    expect(page.get_by_role("status")).to_have_text("Tapıldı: 2")
    assert page.locator("#search_results mark").all_inner_texts()[1].lower() == "azadlıqdan"


@pytest.mark.parametrize("words", ["Qonaqlar", "qonaq\u00adlar"])
def test_a_soft_hyphen_hides_no_word(page: Page, small: str, words: str) -> None:
    page.goto(f"{small}/az/search/")
    assert search(page, words) == ["İclas"]


def test_a_letter_of_another_language_is_found_by_its_base(page: Page, small: str) -> None:
    page.goto(f"{small}/az/search/")
    assert search(page, "lodz") == ["İclas"]
    assert page.locator("#search_results mark").all_inner_texts() == ["Łódź"]


def test_english_words_are_found_in_their_other_forms(page: Page, small: str) -> None:
    page.goto(f"{small}/en/search/")
    assert search(page, "meeting") == ["Offices & <people>"]
    assert search(page, "OFFICE") == ["Offices & <people>"]
    assert search(page, "müvəkkil") == []


def test_an_excerpt_is_the_text_as_it_was_written(page: Page, small: str) -> None:
    page.goto(f"{small}/az/search/?q=azadliq")
    excerpt = page.locator("#search_results .teaser-summary").first
    expect(excerpt).to_have_text(re.compile(r"^Hər kəsin azadlıq hüququ var\. Söz\..* Söz\. …$"))
    assert excerpt.locator("mark").all_inner_texts() == ["azadlıq"]
    search(page, "lodz")
    assert excerpt.inner_text().startswith("Qonaqlar Łódź şəhərindən gəlib. Qeyd & şərh")
    assert not re.search("[ḛḭ\u0330\u032f↩1]", page.locator("#search_results").inner_text()[30:])


@pytest.mark.parametrize(
    "words",
    [
        *("الأطفال", "الأطف", "أطفال"),  # a word, its beginning, and without the article
        *("الاطفال", "الأَطْفال"),  # without the hamza, and with vowel signs
    ],
)
def test_an_arabic_word_is_found_however_it_is_typed(page: Page, arabic: str, words: str) -> None:
    page.goto(f"{arabic}/ar/search/")
    assert search(page, words) == ["اليوم العالمي للطفل"]
    assert set(page.locator("#search_results mark").all_inner_texts()) == {"الأطفال"}
    assert page.locator("html").get_attribute("dir") == "rtl"


NOWHERE = {"ru": "абракадабра", "zh-Hans": "鲸鱼", "az-Cyrl": "qəzet"}
# Of each language a word of the title, one inside of a sentence, and such as people type.
FOUND = {
    "ru": (
        "Международный день защиты детей",
        {
            "защиты": set(),
            "ОМБУДСМЕН": {"Омбудсмен"},
            "четырех языках": {"четырёх", "языках"},
            "переводчик": {"переводчиков"},
        },
    ),
    "zh-Hans": (
        "国际儿童节",
        {
            "儿童": {"儿童"},
            "投诉": {"投诉"},
            "监察专员": {"监察专员"},
            "四种语言": {"四种语言"},
            "口译员": {"口译员"},
        },
    ),
    "az-Cyrl": (
        "Ушагларын Бејнәлхалг Мүдафиәси Ҝүнү",
        {
            "Мүдафиәси": set(),
            "мудафиеси": set(),  # as on a keyboard without ү and ә
            "дилде": {"дилдә"},
            "дорд дилдә": {"дөрд", "дилдә"},
            "тәрҹүмәчи": {"Тәрҹүмәчиләрин", "Тәрҹүмәчи"},
            "терчумечи": {"Тәрҹүмәчиләрин", "Тәрҹүмәчи"},
            "данишди": {"данышды"},  # и for ы
            "комейи": {"көмәји"},  # й for ј, as two signs
            "uşaqlarla": {"ушагларла"},  # in Latin letters
            "TƏRCÜMƏÇİ": {"Тәрҹүмәчиләрин", "Тәрҹүмәчи"},
        },
    ),
}


@pytest.mark.parametrize("language", FOUND)
def test_words_in_letters_of_every_kind_are_found_and_marked_as_they_are_written(
    page: Page, arabic: str, language: str
) -> None:
    title, queries = FOUND[language]
    page.goto(f"{arabic}/{language}/search/")
    for words, marked in queries.items():
        assert search(page, words)[:1] == [title], words
        excerpt = page.locator("#search_results .teaser-summary").first
        shown = {each.strip() for each in excerpt.locator("mark").all_inner_texts()}
        assert marked <= shown, words
        text = excerpt.inner_text()
        assert not re.search("[\u0330\u032f\u200b]", text)
        assert title not in text
    assert search(page, NOWHERE[language]) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_button_has_one_line_in_a_language_without_spaces(
    page: Page, arabic: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{arabic}/zh-Hans/search/")
    box = page.locator("#search_form button").bounding_box()
    assert box is not None
    assert box["height"] == 44


def test_filters_choose_by_year_topic_and_participant(page: Page, address: str) -> None:
    page.goto(f"{address}/az/search/")
    page.get_by_label("İl", exact=True).select_option("2020")
    page.get_by_role("button", name="Axtar").click()
    title = "Ombudsman QHT-lər və hüquq müdafiəçiləri ilə onlayn görüş keçirdi"
    expect(page.locator("#search_results h3")).to_have_text([title])
    page.get_by_label("İl", exact=True).select_option("")
    # Each choice says how many results it would leave.
    expect(page.get_by_label("Mövzu").locator("option", has_text="cəmiyyəti")).to_have_text(
        "Vətəndaş cəmiyyəti (1)"
    )
    page.get_by_label("Mövzu").select_option(value="vetendas-cemiyyeti")
    page.get_by_label("İştirakçı").select_option(value="sabina-aliyeva")
    assert title in search(page, "gorus")
    expect(page).to_have_url(re.compile("topic=vetendas-cemiyyeti"))
    expect(page).to_have_url(re.compile("participant=sabina-aliyeva"))


def test_the_address_says_what_was_looked_for_and_back_goes_back(page: Page, small: str) -> None:
    page.goto(f"{small}/az/search/?q=cagiris&year=2025")
    titles = page.locator("#search_results h3")
    expect(titles).to_have_text(["Müvəkkilin çağırışı"])
    expect(page.get_by_role("searchbox")).to_have_value("cagiris")
    page.get_by_label("İl", exact=True).select_option("")
    assert search(page, "iclas") == ["İclas"]
    expect(page).to_have_url(f"{small}/az/search/?q=iclas")
    page.go_back()
    expect(titles).to_have_text(["Müvəkkilin çağırışı"])
    expect(page.get_by_label("İl", exact=True)).to_have_value("2025")
    page.goto(f"{small}/az/search/?q=iclas&year=1800&topic=yoxdur")
    expect(titles).to_have_text(["İclas"])


def test_the_keyboard_alone_searches_and_reads_on(page: Page, small: str) -> None:
    page.goto(f"{small}/az/search/")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("gundelik")
    page.keyboard.press("Enter")
    titles = page.locator("#search_results h3")
    # A status is read out; whoever types goes on typing, or walks on to what was found.
    expect(page.get_by_role("status")).to_have_text("Tapıldı: 12")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(titles).to_have_count(10)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Axtar")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("İl", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Sıra")).to_be_focused()
    page.keyboard.press("Tab")
    expect(titles.first.get_by_role("link")).to_be_focused()
    more = page.get_by_role("button", name="Daha çox nəticə")
    more.focus()
    page.keyboard.press("Enter")
    expect(titles).to_have_count(12)
    expect(more).to_be_hidden()
    expect(titles.nth(10).get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Gün "))


def test_what_is_not_found_is_said_and_so_is_an_index_that_cannot_be_loaded(
    page: Page, small: str
) -> None:
    page.goto(f"{small}/en/search/")
    search(page, "xyzzyq")
    expect(page.get_by_role("status")).to_have_text(re.compile("^Nothing was found"))
    page.route("**/search-index/**", lambda route: route.abort())
    page.goto(f"{small}/en/search/?q=meeting")
    expect(page.get_by_role("status")).to_have_text(re.compile("could not be loaded"))


def test_the_field_on_another_page_leads_here(page: Page, small: str) -> None:
    page.goto(f"{small}/az/404.html")
    page.get_by_role("searchbox").fill("muvekkil")
    page.get_by_role("button", name="Axtar").click()
    expect(page).to_have_url(f"{small}/az/search/?q=muvekkil")
    expect(page.locator("#search_results h3")).to_have_text(["Müvəkkilin çağırışı"])


def test_below_a_folder_results_have_its_address(page: Page, tmp_path: Path) -> None:
    made = SampleSite(tmp_path / "site")
    config = CONFIG.replace("search: false\n", "").replace(".org\n", ".org/press\n", 1)
    made.change({"site_config.yaml": config, **SITE}).build()
    made.output.rename(tmp_path / "press")
    with served(tmp_path) as url:
        page.goto(f"{url}/press/az/search/?q=iclas")
        link = page.locator("#search_results h3 a")
        expect(link).to_have_attribute("href", "/press/az/releases/2026/lodz/")


@pytest.mark.parametrize("language", ["az", "en"])
def test_without_javascript_the_page_says_so_and_leads_to_the_archives(
    browser: Browser, address: str, language: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{language}/search/")
    said = page.locator("main .notice p")
    expect(said).to_be_visible()
    assert "JavaScript" in (said.text_content() or "")
    expect(page.get_by_role("searchbox")).to_be_hidden()
    links = page.locator("main a")
    targets = {links.nth(number).get_attribute("href") for number in range(links.count())}
    wanted = {f"/{language}/{part}/" for part in ("releases", "topics", "participants")}
    assert targets >= wanted | {f"/{language}/releases/2020/"}
    context.close()


@pytest.mark.parametrize(
    ("where", "path"),
    [
        ("address", "/az/search/?q=ombudsman&participant=sabina-aliyeva"),
        ("address", "/en/search/?q=ombudsman&topic=civil-society"),
        ("arabic", "/ar/search/?q=المظالم&year=2026"),
    ],
)
def test_axe_finds_no_violation_among_results(
    browser: Browser, request: pytest.FixtureRequest, axe_source: str, where: str, path: str
) -> None:
    page = browser.new_page()
    page.goto(request.getfixturevalue(where) + path)
    expect(page.locator("#search_results li").first).to_be_visible()
    for label in page.locator(".search-filters select").all():
        expect(label).to_be_visible()
    seen_by_axe(page, axe_source)
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate(LAYOUT) == []
    page.close()
