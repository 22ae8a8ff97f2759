// Teasers, pagers and the pages that have them.
import { count, number, office, people, t, topics } from "./office.mjs";
import { plan } from "./plan.mjs";
import { escape, monthInWords, once, time } from "./text.mjs";
import { personNode } from "./people.mjs";

const teaserBody = once((item) => {
  const { language, moment, place, title, summary } = item.data;
  return [
    `<li>
<article class="teaser">
<div class="teaser-body">
<p class="dateline">
${time(language, moment)}
<span>${place}</span>
</p>
`,
    ` class="teaser-title"><a href="${item.url}">${escape(title)}</a>`,
    `
<p class="teaser-summary">${escape(summary)}</p>
</div>
</article>
</li>`,
  ];
});

const teaser = (item, level) => {
  const [before, title, after] = teaserBody(item);
  return `${before}<h${level}${title}</h${level}>${after}`;
};

const teasers = (items, level) => `<ul class="teasers">
${items.map((item) => teaser(item, level)).join("\n")}
</ul>`;

function pager(page) {
  const { language, count: last, number: here, at } = page;
  if (last < 2) return "";
  const near = [...new Set([1, here - 1, here, here + 1, last])].filter((each) => each >= 1 && each <= last);
  const entries = near.map((each, position) => {
    const gap = position && each > near[position - 1] + 1 ? '<li class="pager-gap">…</li>\n' : "";
    const current = each === here ? ' aria-current="page"' : "";
    return `${gap}<li><a href="${at(each)}" aria-label="${t(language, "page", { number: each })}"${current}>${each}</a></li>`;
  });
  return `<nav class="pager" aria-label="${t(language, "pages")}">
${here > 1 ? `<a rel="prev" href="${at(here - 1)}">${t(language, "newerReleases")}</a>` : ""}
<ol>
${entries.join("\n")}
</ol>
${here < last ? `<a rel="next" href="${at(here + 1)}">${t(language, "olderReleases")}</a>` : ""}
</nav>`;
}

const years = once((key) => {
  const [language, year] = key.split(" ");
  const entries = plan.of(language, "year").map(
    (shelf) =>
      `<li><a href="${shelf.url}"${shelf.title === year ? ' aria-current="true"' : ""}>${shelf.title} <span class="count">${number(language, shelf.releases.length)}</span></a></li>`,
  );
  return `<nav class="years" aria-label="${t(language, "years")}">
<ul>
<li><a href="/${language}/releases/"${year ? "" : ' aria-current="true"'}>${t(language, "all")}</a></li>
${entries.join("\n")}
</ul>
</nav>`;
});

function byMonth(page) {
  const months = new Map();
  for (const item of page.releases) {
    const month = item.data.moment.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), item]);
  }
  return [...months.values()]
    .map(
      (items) => `<section class="month">
<h2 class="month-name">${monthInWords(page.language, items[0].data.moment)}</h2>
${teasers(items, 3)}
</section>`,
    )
    .join("\n");
}

// The words of a list page and what stands in it: title, description, section, main.
export function list(page) {
  const { language, shelf, releases } = page;
  const name = office[language].name;
  const note = `<p class="page-note">${count(language, shelf.releases.length)}</p>`;
  const suffix = page.number > 1 ? ` · ${t(language, "pageOf", { number: page.number, count: page.count })}` : "";
  if (shelf.kind === "releases" || shelf.kind === "year") {
    const year = shelf.title;
    const heading = year ? t(language, "releasesOfYear", { year }) : t(language, "releases");
    return {
      title: heading + suffix,
      label: year,
      modified: shelf.releases[0].data.moment,
      description: t(language, year ? "releasesOfInYear" : "releasesOf", { name, year }),
      section: "releases",
      main: `<header class="page-head">
<h1>${heading}</h1>
${note}
${years(`${language} ${year}`)}
</header>
${year ? byMonth(page) : teasers(releases, 2)}
${pager(page)}`,
    };
  }
  const isTopic = shelf.kind === "topic";
  const section = isTopic ? "topics" : "participants";
  const person = isTopic ? {} : people[shelf.key][language];
  return {
    title: shelf.title + suffix,
    description: t(language, isTopic ? "releasesOn" : "releasesWith", { name: shelf.title }),
    section,
    label: shelf.title,
    modified: shelf.releases[0].data.moment,
    type: isTopic ? "website" : "profile",
    feed: shelf.url,
    node: isTopic ? undefined : personNode(language, shelf, page.url),
    main: `<header class="page-head">
<h1>${escape(shelf.title)}</h1>
${person.role ? `<p class="lead">${escape(person.role)}</p>` : ""}
${person.organisation ? `<p>${escape(person.organisation)}</p>` : ""}
<p class="page-note dateline"><span>${count(language, shelf.releases.length)}</span> <a href="${shelf.url}feed.xml">${t(language, "atomFeed")}</a></p>
</header>
${teasers(releases, 2)}
${pager(page)}`,
  };
}

export function home({ language }) {
  const newest = plan.shelves[language].get("releases ").releases.slice(0, 7);
  const entries = topicShelves(language).map(
    (shelf) =>
      `<li><a href="${shelf.url}">${escape(shelf.title)}</a> <span class="count">${number(language, shelf.releases.length)}</span></li>`,
  );
  return {
    title: office[language].name,
    description: t(language, "releasesOf", { name: office[language].name }),
    section: "home",
    modified: newest[0].data.moment,
    main: `<div class="home with-side">
<section>
<h1 class="home-heading">${t(language, "latest")}</h1>
${teasers(newest, 2)}
<p class="more"><a href="/${language}/releases/">${t(language, "allReleases")}</a></p>
</section>
<section class="side">
<h2 class="side-heading">${t(language, "topics")}</h2>
<ul class="index">
${entries.join("\n")}
</ul>
<p class="more"><a href="/${language}/topics/">${t(language, "allTopics")}</a></p>
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

function topicShelves(language) {
  const shelves = plan.shelves[language];
  return Object.keys(topics)
    .map((key) => shelves.get(`topic ${key}`))
    .filter(Boolean);
}
