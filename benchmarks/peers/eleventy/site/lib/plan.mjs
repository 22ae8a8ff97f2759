// Every page and feed beside the releases themselves. Templates are given numbers into these
// arrays, since Eleventy copies what a paginated template is given.
import { people, topics } from "./office.mjs";

const LANGUAGES = ["az", "en"];
const PAGE_SIZE = 20;

class Plan {
  pages = [];
  feeds = [];
  items = [];
  shelves = {};

  numbers(list) {
    return list.map((_, position) => position);
  }

  read(found) {
    this.pages = [];
    this.feeds = [];
    this.items = [];
    for (const language of LANGUAGES) {
      const releases = found.filter((item) => item.data.language === language);
      releases.sort((one, other) => other.date - one.date);
      this.shelves[language] = shelvesOf(language, releases);
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
      { language, kind: "participants", url: `${home}participants/` },
    );
    for (const shelf of shelves.values()) {
      const count = Math.ceil(shelf.releases.length / PAGE_SIZE);
      const at = (number) => (number > 1 ? `${shelf.url}page/${number}/` : shelf.url);
      for (let number = 1; number <= count; number++) {
        const start = (number - 1) * PAGE_SIZE;
        const releases = shelf.releases.slice(start, start + PAGE_SIZE);
        this.pages.push({ language, kind: "list", shelf, number, count, at, url: at(number), releases });
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
  return shelves;
}

export const plan = new Plan();
