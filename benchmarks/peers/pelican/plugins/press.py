"""What Pelican has no setting for: neighbours, dates in words, and the files for machines."""

import json
import re
from html import unescape
from pathlib import Path

from pelican import signals

MONTHS = {
    "az": (
        *("yanvar", "fevral", "mart", "aprel", "may", "iyun"),
        *("iyul", "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
SHORT_MONTHS = {
    "az": ["yan", "fev", "mar", "apr", "may", "iyn", "iyl", "avq", "sen", "okt", "noy", "dek"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
ALPHABET = {
    "az": " abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
    "en": " abcdefghijklmnopqrstuvwxyz",
}
PEOPLE_SIZE = 200
SCHEMA = "https://iptc.org/std/ninjs/ninjs-schema_3.1.json"
BLOCK_END = re.compile(r"</(?:p|h\d|li|blockquote)>")
TAG = re.compile(r"<[^>]*>")
BLANK_LINES = re.compile(r"\n\s*\n+")


def date_in_words(moment, language):
    month = MONTHS[language][moment.month - 1]
    if language == "az":
        return f"{moment.day} {month} {moment.year}"
    return f"{month} {moment.day}, {moment.year}"


def clock(moment, language):
    """In English by the clock of twelve hours."""
    if language != "en":
        return f"{moment:%H:%M}"
    return f"{moment.hour % 12 or 12}:{moment:%M} {'AM' if moment.hour < 12 else 'PM'}"


def month_in_words(moment, language):
    return f"{MONTHS[language][moment.month - 1]} {moment.year}"


def month_name(moment, language):
    return MONTHS[language][moment.month - 1]


def short_day(moment, language):
    month = SHORT_MONTHS[language][moment.month - 1]
    return f"{moment.day} {month}" if language == "az" else f"{month} {moment.day}"


def capitalised(text, language):
    first = "İ" if language == "az" and text[0] == "i" else text[0].upper()
    return first + text[1:]


def period(articles, language):
    """The days of articles, the newest first: by the month, and within one by the day."""
    first, last = articles[-1].date, articles[0].date
    if first.year != last.year:
        return f"{month_in_words(first, language)} – {month_in_words(last, language)}"
    if first.month != last.month:
        between = "–" if language == "az" else " – "
        return f"{month_name(first, language)}{between}{month_in_words(last, language)}"
    if first.day == last.day:
        return date_in_words(first, language)
    if language == "az":
        return f"{first.day}–{last.day} {month_in_words(last, language)}"
    return f"{month_name(first, language)} {first.day} – {last.day}, {last.year}"


def alphabetical(language):
    """The key that puts words into the order of the language's alphabet."""
    places = {letter: place for place, letter in enumerate(ALPHABET[language])}

    def key(text):
        lowered = text.replace("I", "ı").replace("İ", "i") if language == "az" else text
        return [places.get(letter, len(places)) for letter in lowered.lower()]

    return key


def number(value, language):
    return f"{value:,}".replace(",", "." if language == "az" else ",")


def as_json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def prepare(generator):
    """After all articles are read, newest first: each learns its neighbours and its people."""
    known = generator.settings["JINJA_GLOBALS"]
    language = known["language"]
    people = {
        key: {**words, "path": f"{language}/participants/{key}/"}
        for key, words in known["people"].items()
    }
    for position, article in enumerate(generator.articles):
        article.newer = generator.articles[position - 1] if position else None
        article.older = (
            generator.articles[position + 1] if position + 1 < len(generator.articles) else None
        )
        article.moment = article.date.isoformat()
        article.participants = [
            people[each] if isinstance(each, str) else each for each in json.loads(article.people)
        ]
    filters = (date_in_words, clock, month_in_words, month_name, short_day, capitalised, period)
    generator.env.filters |= {each.__name__: each for each in (*filters, number)}
    read = [article for article in generator.articles if hasattr(article, "views")]
    read.sort(key=lambda article: -int(article.views))
    generator.context["most_read"] = read[:20]
    generator.context["topic_years"] = {
        tag.name: found
        for tag, articles in generator.tags.items()
        if (found := topic_years(tag, articles))
    }
    by_name = alphabetical(language)
    generator.context["people_by_name"] = sorted(
        generator.authors, key=lambda each: by_name(people[each[0].name]["name"])
    )
    generator.env.globals["remembered"] = Remembered()
    generator.env.globals["structured"] = Structured(generator).script


def topic_years(tag, articles):
    """Years with the articles on a topic that has more than a page of them, and several years."""
    years = {}
    for article in articles:
        years.setdefault(article.date.year, []).append(article)
    if len(articles) <= 20 or len(years) < 2:
        return []
    return [(year, f"{tag.url}{year}/", found) for year, found in years.items()]


class Remembered:
    """What a macro makes of something that stands on many pages, made once."""

    def __init__(self):
        self.made = {}

    def __call__(self, key, macro, *arguments):
        found = self.made.get(key)
        if found is None:
            found = self.made[key] = macro(*arguments)
        return found


class Structured:
    """JSON-LD: the office, what the page is, and the way to it."""

    def __init__(self, generator):
        known = generator.settings["JINJA_GLOBALS"]
        self.language, self.t, self.topics = known["language"], known["t"], known["topic_words"]
        office = known["office"]
        self.base = office["base"]
        # The same on every page, so it is written once.
        self.office = as_json(
            {
                "@type": "Organization",
                "@id": f"{self.base}/#office",
                "name": office["name"],
                "url": f"{self.base}/",
                "logo": f"{self.base}/assets/logo.svg",
                "email": office["email"],
                "telephone": office["phone"],
                "address": office["address"],
                "contactPoint": {
                    "@type": "ContactPoint",
                    "contactType": "customer service",
                    "telephone": office["callCentre"],
                    "availableLanguage": ["az", "en"],
                },
            }
        )

    def script(self, url, title, section, label, modified, article, person):
        publisher = {"@id": f"{self.base}/#office"}
        topic, label = label if isinstance(label, tuple) else (None, label)
        full = f"{self.base}/{url}"
        if article is not None:
            node = self.article(article, full, publisher)
        else:
            node = {
                "@type": "CollectionPage",
                "@id": full,
                "url": full,
                "inLanguage": self.language,
                "publisher": publisher,
            }
            if modified is not None:
                node["dateModified"] = modified
            if section == "home":
                node |= {"@type": ["CollectionPage", "WebPage"], "name": title}
            elif section == "topics" and label is not None:
                node["name"] = label if topic is None else topic[0]
            if person is not None:
                node |= {"@type": "ProfilePage", "mainEntity": self.person(person)}
        graph = [node]
        if section != "home":
            first = f"{self.base}/{self.language}/{section}/"
            home = (self.t["home"], f"{self.base}/{self.language}/")
            # The pages of feeds and of the most read stand in no section.
            steps = [home, (self.t[section], first)] if section in self.t else [home, (title, full)]
            if topic is not None:
                steps.append((topic[0], f"{self.base}/{topic[1]}"))
            if article is not None:
                steps.append((article.category.name, f"{self.base}/{article.category.url}"))
            if label is not None:
                steps.append((label, full))
            graph.append(
                {
                    "@type": "BreadcrumbList",
                    "itemListElement": [
                        {"@type": "ListItem", "position": place, "name": name, "item": item}
                        for place, (name, item) in enumerate(steps, start=1)
                    ],
                }
            )
        text = f'{{"@context":"https://schema.org","@graph":[{self.office},{as_json(graph)[1:]}}}'
        return text.replace("<", "\\u003c")

    def article(self, article, full, publisher):
        place = {"@type": "Place", "name": article.place}
        other = f"{self.base}{article.twin}"
        node = {
            "@type": "NewsArticle",
            "@id": full,
            "identifier": article.identifier,
            "mainEntityOfPage": full,
            "headline": article.title,
            "datePublished": article.moment,
            "dateModified": article.moment,
            "inLanguage": self.language,
            "author": publisher,
            "publisher": publisher,
            "description": article.lead,
            "locationCreated": place,
            "keywords": [self.topics[tag.name][self.language]["name"] for tag in article.tags],
            "about": {
                "@type": "Event",
                "name": article.title,
                "startDate": article.moment[:10],
                "attendee": [self.person(each) for each in article.participants],
                "location": place,
            },
        }
        version = {
            "@type": "NewsArticle",
            "@id": other,
            "url": other,
            "inLanguage": "en" if self.language == "az" else "az",
        }
        if self.language == "az":
            node["workTranslation"] = [version]
        else:
            node["translationOfWork"] = version
        if hasattr(article, "views"):
            node["interactionStatistic"] = {
                "@type": "InteractionCounter",
                "interactionType": {"@type": "ReadAction"},
                "userInteractionCount": int(article.views),
            }
        return node

    def person(self, person):
        node = {"@type": "Person", "name": person["name"], "jobTitle": person["role"]}
        if "organisation" in person:
            node["affiliation"] = {"@type": "Organization", "name": person["organisation"]}
        if "path" in person:
            node["url"] = f"{self.base}/{person['path']}"
        return node


def write_item(generator, content):
    """release.json beside the page that is about to be written."""
    known = generator.settings["JINJA_GLOBALS"]
    path = Path(generator.output_path, content.save_as).with_name("release.json")
    path.parent.mkdir(parents=True, exist_ok=True)
    document = ninjs(content, known, standalone(content, known["office"]["base"]))
    path.write_text(as_json(document))


def ninjs(article, known, html):
    office, language, other = known["office"], known["language"], known["other"]
    base = office["base"]
    text = BLANK_LINES.sub("\n\n", unescape(TAG.sub("", BLOCK_END.sub("\n\n", html)))).strip()
    line = {"role": "press", "lang": language, "name": office["tagline"]}
    return {
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "uri": article.identifier,
        "type": "text",
        "representationType": "full",
        "language": language,
        "pubStatus": "usable",
        "firstCreated": article.moment,
        "versionCreated": article.moment,
        "contentCreated": article.moment,
        "by": office["name"],
        "copyrightHolder": office["name"],
        "headlines": [{"role": "main", "contentType": "text/plain", "value": article.title}],
        "infoSources": [{"name": office["name"], "role": "originator"}],
        "altIds": [{"role": "web", "value": f"{base}/{article.url}"}],
        "organisations": [
            {
                "name": office["name"],
                "rel": "issuer",
                "contactInfo": [
                    {"type": "call-centre", **line, "value": office["callCentre"]},
                    {"type": "phone", **line, "value": office["phone"]},
                    {"type": "email", **line, "value": office["email"]},
                    {"type": "address", **line, "address": {"lines": [office["address"]]}},
                ],
            }
        ],
        "located": article.place,
        "places": [{"name": article.place, "rel": "dateline"}],
        "bodies": [
            {
                "role": "main",
                "contentType": "text/html",
                "charCount": len(html),
                "value": html,
            },
            {
                "role": "main",
                "contentType": "text/plain",
                "charCount": len(text),
                "wordCount": len(text.split()),
                "value": text,
            },
        ],
        "descriptions": [{"role": "summary", "contentType": "text/plain", "value": article.lead}],
        "people": [
            {
                "name": person["name"],
                "rel": "participant",
                **({"uri": f"{base}/{person['path']}"} if "path" in person else {}),
                "literal": ", ".join(
                    person[each] for each in ("role", "organisation") if each in person
                ),
            }
            for person in article.participants
        ],
        "subjects": [
            {"name": known["topic_words"][tag.name][language]["name"], "uri": f"{base}/{tag.url}"}
            for tag in article.tags
        ],
        "associations": [
            {
                "name": f"translation-{other}",
                "rel": "translation",
                "uri": f"{base}{article.twin}release.json",
                "type": "text",
                "language": other,
            }
        ],
    }


def write_more_lists(generator, writer):
    """The years of topics, and the pages of people."""
    known = generator.settings["JINJA_GLOBALS"]
    language = known["language"]
    template = generator.get_template("topic_year")
    for tag in generator.tags:
        for year, url, articles in generator.context["topic_years"].get(tag.name, ()):
            writer.write_file(
                f"{url}index.html",
                template,
                generator.context,
                tag=tag,
                year=year,
                url=url,
                articles=articles,
                paginated={"articles": articles},
                template_name="topic_year",
            )
    rows = people_rows(generator, known["people"], language)
    letters = {}
    for place, row in enumerate(rows):
        letters.setdefault(row["letter"], place // PEOPLE_SIZE + 1)
    last = -(-len(rows) // PEOPLE_SIZE)
    for number in range(1, last + 1):
        folder = f"page/{number}/" if number > 1 else ""
        writer.write_file(
            f"{language}/participants/{folder}index.html",
            generator.get_template("participants"),
            generator.context,
            folder=folder,
            number=number,
            last=last,
            letters=letters,
            groups=grouped(rows[(number - 1) * PEOPLE_SIZE : number * PEOPLE_SIZE]),
        )


def people_rows(generator, people, language):
    """Authors, and a row for each article that names somebody in place."""
    by_name = alphabetical(language)
    rows = [
        {**people[author.name], "url": author.url, "count": len(articles)}
        for author, articles in generator.authors
    ]
    for article in generator.articles:
        for person in article.participants:
            if "path" not in person:
                rows.append({**person, "article": article})
    for row in rows:
        row["words"] = (row["name"], row["role"], row.get("organisation", ""))
        row["letter"] = row["name"][0]
    return sorted(rows, key=lambda row: (by_name(row["name"]), row["words"]))


def grouped(rows):
    """Below their letters, those of the same words in one."""
    groups = {}
    for row in rows:
        own = groups.setdefault(row["letter"], [])
        if "url" in row:
            own.append(row)
        elif own and own[-1]["words"] == row["words"]:
            own[-1]["articles"].append(row["article"])
        else:
            own.append({**row, "articles": [row["article"]]})
    return groups


def write_json_feeds(generator, writer):
    """A JSON feed beside each Atom feed."""
    known = generator.settings["JINJA_GLOBALS"]
    office, language = known["office"], known["language"]
    home = f"{language}/"
    made = {}
    feeds = [(home, f"{home}releases/", office["name"], generator.articles)]
    for tag, articles in generator.tags.items():
        name = known["topic_words"][tag.name][language]["name"]
        feeds.append((tag.url, tag.url, f"{name} · {office['name']}", articles))
    for author, articles in generator.authors:
        name = known["people"][author.name]["name"]
        feeds.append((author.url, author.url, f"{name} · {office['name']}", articles))
    for folder, page, title, articles in feeds:
        document = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": title,
            "home_page_url": f"{office['base']}/{page}",
            "feed_url": f"{office['base']}/{folder}feed.json",
            "language": language,
            "authors": [{"name": office["name"], "url": f"{office['base']}/"}],
            "items": [_feed_item(article, known, made) for article in articles[:20]],
        }
        path = Path(generator.output_path, folder, "feed.json")
        path.write_text(as_json(document))


def _feed_item(article, known, made):
    found = made.get(article.url)
    if found is None:
        base, language = known["office"]["base"], known["language"]
        found = made[article.url] = {
            "id": article.identifier,
            "url": f"{base}/{article.url}",
            "title": article.title,
            "language": language,
            "date_published": article.moment,
            "date_modified": article.moment,
            "content_html": standalone(article, base),
            "summary": article.lead,
            "tags": [known["topic_words"][tag.name][language]["name"] for tag in article.tags],
        }
    return found


def standalone(article, base):
    return article.content.replace('href="/', f'href="{base}/')


def register():
    signals.article_generator_finalized.connect(prepare)
    signals.article_generator_write_article.connect(write_item)
    signals.article_writer_finalized.connect(write_json_feeds)
    signals.article_writer_finalized.connect(write_more_lists)
