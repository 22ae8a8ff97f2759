// Teasers, pagers and the pages that have them.
import { count, number, office, people, t, topics } from "./office.mjs";
import { plan } from "./plan.mjs";
import { capitalised, dateInWords, escape, monthInWords, monthName, once, period, shortDay, time } from "./text.mjs";
import { personNode } from "./people.mjs";

const OTHER = { az: ["en", "English"], en: ["az", "Azərbaycan"] };

// A release stands in a dozen lists, with or without its first topic.
const teaserOf = once((item) => new Map());

// Of the first two topics of a release, a list shows the one that it is not of itself.
function teaser(item, topic) {
  const shown = item.data.topics.slice(0, 2).find((key) => key !== topic);
  const made = teaserOf(item);
  let text = made.get(shown);
  if (text === undefined) made.set(shown, (text = teaserText(item, shown)));
  return text;
}

function teaserText(item, topic) {
  const { language, moment, place, title, summary } = item.data;
  const [tag, name] = OTHER[language];
  return `<li>
<article class="teaser">
<div class="teaser-body">
<p class="dateline">
${time(language, moment)}
<span>${place}</span>
</p>
<h2 class="teaser-title"><a href="${item.url}">${escape(title)}</a></h2>
<p class="teaser-summary">${escape(summary)}</p>
<p class="facts">
${topic ? `<span>${escape(topics[topic][language].name)}</span>\n` : ""}<span lang="${tag}">${name}</span>
</p>
</div>
</article>
</li>`;
}

const teasers = (items, topic) => `<ul class="teasers">
${items.map((item) => teaser(item, topic)).join("\n")}
</ul>`;

function pager(page) {
  const { language, count: last, number: here, at, part, releases } = page;
  if (last < 2) return "";
  const near = [...new Set([1, here - 1, here, here + 1, last])].filter((each) => each >= 1 && each <= last);
  const entries = near.map((each, position) => {
    const gap = position && each > near[position - 1] + 1 ? '<li class="pager-gap">…</li>\n' : "";
    const current = each === here ? ' aria-current="page"' : "";
    return `${gap}<li><a href="${at(each)}" aria-label="${t(language, "page", { number: each })}"${current}>${each}</a></li>`;
  });
  const step = (to, rel, words) =>
    `<a rel="${rel}" href="${at(to)}">${t(language, words)} <span class="count">${period(language, part(to))}</span></a>`;
  return `<nav class="pager" aria-label="${t(language, "pages")}">
${here > 1 ? step(here - 1, "prev", "newerReleases") : ""}
<div>
<p class="page-note">${capitalised(language, period(language, releases))} · ${t(language, "pageOf", { number: here, count: last })}</p>
<ol>
${entries.join("\n")}
</ol>
</div>
${here < last ? step(here + 1, "next", "olderReleases") : ""}
</nav>`;
}

// `current` is a year; the list of all is at `all`.
function yearsMenu(language, shelves, current, all) {
  const entries = shelves.map(
    (shelf) =>
      `<li><a href="${shelf.url}"${shelf.title === current ? ' aria-current="true"' : ""}>${shelf.title} <span class="count">${number(language, shelf.releases.length)}</span></a></li>`,
  );
  return `<nav class="years" aria-label="${t(language, "years")}">
<ul>
<li><a href="${all}"${current ? "" : ' aria-current="true"'}>${t(language, "all")}</a></li>
${entries.join("\n")}
</ul>
</nav>`;
}

const years = once((key) => {
  const [language, year] = key.split(" ");
  return yearsMenu(language, plan.of(language, "year"), year, `/${language}/releases/`);
});

const topicYears = once((shelf) => {
  const topic = shelf.topic ?? shelf;
  return topic.years ? yearsMenu(topic.releases[0].data.language, topic.years, shelf.topic && shelf.title, topic.url) : "";
});

const monthOf = (item) => item.data.moment.slice(0, 7);

// The months of a year: where each begins, and how much it has.
const months = once(({ shelf, language, at, size }) => {
  const found = new Map();
  shelf.releases.forEach((item, place) => {
    const month = monthOf(item);
    if (!found.has(month)) found.set(month, { first: item, on: Math.floor(place / size) + 1, count: 0 });
    found.get(month).count += 1;
  });
  if (found.size < 2) return "";
  const entries = [...found.values()].map(({ first, on, count }) => {
    const name = capitalised(language, monthName(language, first.data.moment));
    const address = `${at(on)}#month_${Number(monthOf(first).slice(5))}`;
    return `<li><a href="${address}">${name} <span class="count">${number(language, count)}</span></a></li>`;
  });
  return `<nav class="months" aria-label="${t(language, "months")}">
<ul>
${entries.join("\n")}
</ul>
</nav>`;
});

const lines = (language, items) => `<ul class="lines">
${items.map((item) => `<li>\n${line(item, shortDay(language, item.data.moment))}\n</li>`).join("\n")}
</ul>`;

const line = (item, day) => `<time datetime="${item.data.moment}">${day}</time>
<div>
<a href="${item.url}">${escape(item.data.title)}</a>
</div>`;

function byMonth({ language, releases }) {
  const found = new Map();
  for (const item of releases) {
    if (!found.has(monthOf(item))) found.set(monthOf(item), []);
    found.get(monthOf(item)).push(item);
  }
  return [...found]
    .map(
      ([month, items]) => `<section class="month">
<h2 class="month-name" id="month_${Number(month.slice(5))}">${capitalised(language, monthInWords(language, items[0].data.moment))}</h2>
${lines(language, items)}
</section>`,
    )
    .join("\n");
}

// How many, since when, and how to be told of new ones.
function followed(language, { releases, url }) {
  const since = dateInWords(language, releases.at(-1).data.moment);
  const first = releases.length > 1 ? `<span>${t(language, "firstOn", { date: since })}</span>\n` : "";
  const subject = url.split("/").slice(2, -1).join("_");
  return `<p class="page-note dateline"><span>${count(language, releases.length)}</span>
${first}<span><a href="/${language}/feeds/#${subject}">${t(language, "getNew")}</a></span></p>`;
}

// The words of a list page and what stands in it: title, description, section, main.
export function list(page) {
  const { language, shelf, releases } = page;
  const suffix = page.number > 1 ? ` · ${t(language, "pageOf", { number: page.number, count: page.count })}` : "";
  const words = KINDS[shelf.kind](page);
  return {
    modified: shelf.releases[0].data.moment,
    ...words,
    title: words.title + suffix,
    main: `<header class="page-head">
<h1>${escape(words.title)}</h1>
${words.head}
</header>
${shelf.kind === "year" ? byMonth(page) : teasers(releases, words.topic)}
${pager(page)}`,
  };
}

const note = (language, shelf) => `<p class="page-note">${count(language, shelf.releases.length)}</p>`;

const KINDS = {
  releases: ({ language, shelf }) => ({
    title: t(language, "releases"),
    description: t(language, "releasesOf", { name: office[language].name }),
    section: "releases",
    head: `${note(language, shelf)}
${years(`${language} `)}`,
  }),
  year: (page) => {
    const { language, shelf } = page;
    const year = shelf.title;
    return {
      title: t(language, "releasesOfYear", { year }),
      label: year,
      description: t(language, "releasesOfInYear", { name: office[language].name, year }),
      section: "releases",
      head: `${note(language, shelf)}
${years(`${language} ${year}`)}
${months(page)}`,
    };
  },
  topic: ({ language, shelf }) => ({
    title: shelf.title,
    label: shelf.title,
    name: shelf.title,
    description: t(language, "releasesOn", { name: shelf.title }),
    section: "topics",
    feed: shelf.url,
    topic: shelf.key,
    head: `${followed(language, shelf)}
${topicYears(shelf)}`,
  }),
  "topic-year": ({ language, shelf }) => ({
    title: `${shelf.topic.title}, ${shelf.title}`,
    label: shelf.title,
    name: shelf.topic.title,
    steps: [
      [t(language, "home"), `/${language}/`],
      [t(language, "topics"), `/${language}/topics/`],
      [shelf.topic.title, shelf.topic.url],
    ],
    description: `${t(language, "releasesOn", { name: shelf.topic.title })}, ${shelf.title}`,
    section: "topics",
    topic: shelf.topic.key,
    head: `${note(language, shelf)}
${topicYears(shelf)}`,
  }),
  participant: ({ language, shelf, url }) => {
    const { role, organisation } = people[shelf.key][language];
    return {
      title: shelf.title,
      label: shelf.title,
      description: t(language, "releasesWith", { name: shelf.title }),
      section: "participants",
      type: "profile",
      feed: shelf.url,
      node: personNode(language, shelf, url),
      head: `${role ? `<p class="lead">${escape(role)}</p>\n` : ""}${organisation ? `<p>${escape(organisation)}</p>\n` : ""}${followed(language, shelf)}`,
    };
  },
};

// Those of the language that were read most, as far as pages show it.
const mostRead = once((language) =>
  [...plan.shelves[language].get("releases ").releases]
    .filter((item) => item.data.views)
    .sort((one, other) => other.data.views - one.data.views)
    .slice(0, 20),
);

export function ranking({ language }) {
  const entries = mostRead(language).map(
    (item) => `<li>
${line(item, dateInWords(language, item.data.moment))}
<span class="count">${t(language, "read", { num: number(language, item.data.views) })}</span>
</li>`,
  );
  return {
    title: t(language, "mostRead"),
    description: t(language, "mostReadOf", { name: office[language].name }),
    section: "most-read",
    main: `<header class="page-head">
<h1>${t(language, "mostRead")}</h1>
<p class="page-note">${t(language, "mostReadNote")}</p>
</header>
<section>
<h2 class="month-name">${t(language, "sinceBeginning")}</h2>
<ol class="ranking">
${entries.join("\n")}
</ol>
</section>`,
  };
}

const tint = (item) => Object.keys(topics).indexOf(item.data.topics[0]) % 6;

function plate({ data: { language, moment } }) {
  const day = Number(moment.slice(8, 10));
  return `<p class="plate" aria-hidden="true"><span class="plate-day">${day}</span> <span class="plate-month">${monthInWords(language, moment)}</span></p>`;
}

const lead = (item) => `<article class="front-lead tint-${tint(item)}">
${plate(item)}
<div class="front-lead-body">
<p class="dateline">
${time(item.data.language, item.data.moment)}
<span>${item.data.place}</span>
</p>
<h2 class="front-title"><a href="${item.url}">${escape(item.data.title)}</a></h2>
<p class="front-summary">${escape(item.data.summary)}</p>
</div>
</article>`;

const tile = (item) => `<li>
<article class="tile tint-${tint(item)}">
${plate(item)}
<div class="tile-body">
<p class="dateline only-heard">
${time(item.data.language, item.data.moment)}
<span>${item.data.place}</span>
</p>
<h3 class="tile-title"><a href="${item.url}">${escape(item.data.title)}</a></h3>
</div>
</article>
</li>`;

const helpPanel = (language) => `<section class="front-help" aria-labelledby="front_help">
<h2 id="front_help">${t(language, "help")}</h2>
<p class="help-number"><span class="label">${t(language, "callCentre")}</span> <a class="number" href="tel:916" dir="ltr">${office.callCentre}</a></p>
</section>`;

export function home({ language }) {
  const newest = plan.shelves[language].get("releases ").releases.slice(0, 7);
  const shown = topicShelves(language).slice(0, 8).map(
    (shelf) =>
      `<li><a href="${shelf.url}">${escape(shelf.title)}</a> <span class="count">${number(language, shelf.releases.length)}</span></li>`,
  );
  const ranks = mostRead(language).slice(0, 5).map((item) => `<li><a href="${item.url}">${escape(item.data.title)}</a></li>`);
  const description = t(language, "releasesOf", { name: office[language].name });
  return {
    title: office[language].name,
    description,
    section: "home",
    modified: newest[0].data.moment,
    main: `<h1 class="only-heard">${description}</h1>
<div class="front">
${lead(newest[0])}
${helpPanel(language)}
<section class="front-latest">
<div class="front-heading">
<h2>${t(language, "latest")}</h2>
<a href="/${language}/releases/">${t(language, "allReleases")}</a>
</div>
<ul class="tiles">
${newest.slice(1).map(tile).join("\n")}
</ul>
</section>
<section class="front-side">
<div class="front-heading">
<h2><a href="/${language}/most-read/">${t(language, "mostRead")}</a></h2>
</div>
<ol class="ranks">
${ranks.join("\n")}
</ol>
</section>
<section class="front-topics">
<div class="front-heading">
<h2>${t(language, "topics")}</h2>
</div>
<ul class="index">
${shown.join("\n")}
<li><a href="/${language}/topics/">${t(language, "allTopics")}</a></li>
</ul>
</section>
</div>`,
  };
}

export function topicIndex({ language }) {
  const entries = topicShelves(language).map(
    (shelf) =>
      `<li><a href="${shelf.url}">${escape(shelf.title)}</a> <span class="card-note">${count(language, shelf.releases.length)}</span></li>`,
  );
  return {
    title: t(language, "topics"),
    description: t(language, "topicsOf", { name: office[language].name }),
    section: "topics",
    main: `<header class="page-head">
<h1>${t(language, "topics")}</h1>
</header>
<ul class="cards">
${entries.join("\n")}
</ul>`,
  };
}

export function topicShelves(language) {
  const shelves = plan.shelves[language];
  return Object.keys(topics)
    .map((key) => shelves.get(`topic ${key}`))
    .filter(Boolean);
}
