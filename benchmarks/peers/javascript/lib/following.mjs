// How to be told of new releases, and "not found".
import { base, office, t } from "./office.mjs";
import { topicShelves } from "./lists.mjs";
import { plan } from "./plan.mjs";
import { escape } from "./text.mjs";

const FORMATS = [["atomFeed", "feed.xml"], ["rssFeed", "rss.xml"], ["jsonFeed", "feed.json"]];

const subjects = (language, shelves) => `<ul class="subjects">
${shelves
  .map(
    ({ url, title }) => `<li id="${url.split("/").slice(2, -1).join("_")}">
<a href="${url}">${escape(title)}</a>
<ul class="formats">
${FORMATS.map(([label, file]) => `<li><a href="${url}${file}">${t(language, label)}</a></li>`).join("\n")}
</ul>
</li>`,
  )
  .join("\n")}
</ul>`;

export function feeds({ language }) {
  const home = `/${language}/`;
  const addresses = FORMATS.map(
    ([label, file]) => `<div><dt><a href="${home}${file}">${t(language, label)}</a></dt><dd dir="ltr">${base}${home}${file}</dd></div>`,
  );
  const { compare } = new Intl.Collator(language);
  const people = plan.of(language, "participant").sort((one, other) => compare(one.title, other.title));
  return {
    title: t(language, "getNew"),
    description: t(language, "feedsOf", { name: office[language].name }),
    section: "feeds",
    main: `<header class="page-head">
<h1>${t(language, "getNew")}</h1>
<p class="lead">${t(language, "feedsLead")}</p>
</header>
<div class="how">
<ol>
<li>${t(language, "feedsOne")}</li>
<li>${t(language, "feedsTwo")}</li>
<li>${t(language, "feedsThree")}</li>
</ol>
<p>${t(language, "feedsNote")}</p>
</div>
<section>
<h2 class="month-name">${t(language, "allReleases")}</h2>
<dl class="feed-addresses">
${addresses.join("\n")}
</dl>
</section>
<section>
<h2 class="month-name">${t(language, "byTopic")}</h2>
${subjects(language, topicShelves(language))}
</section>
<section>
<h2 class="month-name">${t(language, "byParticipant")}</h2>
${subjects(language, people)}
</section>`,
  };
}

export function missing({ language }) {
  return {
    title: t(language, "missing"),
    description: t(language, "missing"),
    section: "404",
    main: `<div class="missing">
<section>
<h1>${t(language, "missing")}</h1>
<p>${t(language, "missingText")}</p>
<ul class="buttons">
<li><a href="/${language}/">${t(language, "home")}</a></li>
<li><a href="/${language}/releases/">${t(language, "releases")}</a></li>
</ul>
</section>
</div>`,
  };
}
