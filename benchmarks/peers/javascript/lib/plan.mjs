// Every page and feed beside the releases themselves. Eleventy's templates are given numbers into
// these arrays, since it copies what a paginated template is given.
import { people, topics } from "./office.mjs";
import { everybody } from "./everybody.mjs";
import { forget } from "./text.mjs";

const LANGUAGES = ["az", "en"];
const PAGE_SIZE = 20;
const YEAR_SIZE = 100;
const PEOPLE_SIZE = 200;

class Plan {
  pages = [];
  feeds = [];
  items = [];
  shelves = {};
  people = {};

  numbers(list) {
    return list.map((_, position) => position);
  }

  // The releases of both languages, in any order: with `url`, `data`, `content` and `date`.
  read(found) {
    forget();
    this.pages = [];
    this.feeds = [];
    this.items = [];
    for (const language of LANGUAGES) {
      const releases = found.filter((item) => item.data.language === language);
      releases.sort((one, other) => other.date - one.date);
      this.shelves[language] = shelvesOf(language, releases);
      this.people[language] = everybody(language, releases, this.of(language, "participant"));
      releases.forEach((item, position) => {
        item.data.newer = releases[position - 1];
        item.data.older = releases[position + 1];
      });
      this.items.push(...releases);
    }
    for (const language of LANGUAGES) this.add(language);
  }

  add(language) {
    const shelves = this.shelves[language];
    const home = `/${language}/`;
    this.pages.push(
      { language, kind: "home", url: home },
      { language, kind: "404", url: `${home}404.html` },
      { language, kind: "topics", url: `${home}topics/` },
      { language, kind: "feeds", url: `${home}feeds/` },
      { language, kind: "most-read", url: `${home}most-read/` },
    );
    const people = this.people[language];
    const last = Math.max(1, Math.ceil(people.length / PEOPLE_SIZE));
    for (let number = 1; number <= last; number++) {
      const at = (each) => (each > 1 ? `${home}participants/page/${each}/` : `${home}participants/`);
      const rows = people.slice((number - 1) * PEOPLE_SIZE, number * PEOPLE_SIZE);
      this.pages.push({ language, kind: "participants", number, count: last, at, size: PEOPLE_SIZE, rows, url: at(number) });
    }
    for (const shelf of shelves.values()) {
      const size = shelf.kind === "year" ? YEAR_SIZE : PAGE_SIZE;
      const count = Math.ceil(shelf.releases.length / size);
      const part = (number) => shelf.releases.slice((number - 1) * size, number * size);
      const at = (number) => (number > 1 ? `${shelf.url}page/${number}/` : shelf.url);
      for (let number = 1; number <= count; number++) {
        const releases = part(number);
        this.pages.push({ language, kind: "list", shelf, number, count, at, size, part, url: at(number), releases });
      }
      if (shelf.kind === "releases") this.feeds.push({ language, shelf, folder: home });
      if (shelf.kind === "topic" || shelf.kind === "participant") {
        this.feeds.push({ language, shelf, folder: shelf.url });
      }
    }
  }

  twin(page) {
    const other = page.language === "az" ? "en" : "az";
    if (page.kind !== "list") return page.url.replace(`/${page.language}/`, `/${other}/`);
    const shelf = this.shelves[other].get(page.shelf.id);
    return page.number > 1 ? `${shelf.url}page/${page.number}/` : shelf.url;
  }

  of(language, kind) {
    return [...this.shelves[language].values()].filter((shelf) => shelf.kind === kind);
  }
}

function shelvesOf(language, releases) {
  const shelves = new Map();
  const put = (kind, key, url, title, item) => {
    const id = `${kind} ${key}`;
    let shelf = shelves.get(id);
    if (!shelf) shelves.set(id, (shelf = { id, kind, key, url, title, releases: [] }));
    shelf.releases.push(item);
  };
  for (const item of releases) {
    const { year, topics: keys, participants } = item.data;
    put("releases", "", `/${language}/releases/`, "", item);
    put("year", year, `/${language}/releases/${year}/`, `${year}`, item);
    for (const key of keys) {
      const topic = topics[key][language];
      put("topic", key, `/${language}/topics/${topic.slug}/`, topic.name, item);
    }
    for (const key of participants) {
      if (typeof key === "string") {
        put("participant", key, `/${language}/participants/${key}/`, people[key][language].name, item);
      }
    }
  }
  // A topic of more than a page has lists of its years, if these are several.
  for (const topic of [...shelves.values()].filter((shelf) => shelf.kind === "topic")) {
    const years = [...new Set(topic.releases.map((item) => item.data.year))];
    if (topic.releases.length <= PAGE_SIZE || years.length < 2) continue;
    for (const item of topic.releases) {
      const { year } = item.data;
      put("topic-year", `${topic.key}/${year}`, `${topic.url}${year}/`, `${year}`, item);
    }
    topic.years = years.map((year) => shelves.get(`topic-year ${topic.key}/${year}`));
    for (const shelf of topic.years) shelf.topic = topic;
  }
  return shelves;
}

export const plan = new Plan();
