// A release: of an item, its front matter (`data`), rendered Markdown (`content`) and address.
import { contact, frame } from "./frame.mjs";
import { base, number, office, t, topics } from "./office.mjs";
import { share } from "./share.mjs";
import { attendee, peopleOf, personLine } from "./people.mjs";
import { escape, time } from "./text.mjs";

export function release({ data, content, url }) {
  const { language, moment, title, summary, place, twin, views } = data;
  const people = peopleOf(data);
  const other = language === "az" ? ["en", "English"] : ["az", "Azərbaycan"];
  const page = {
    ...{ language, url, twin, title, description: summary, type: "article", moment },
    ...{ section: "releases", year: data.year, label: title, node: node(data, url, people) },
  };
  return frame(page, `<article class="release">
<header class="release-head">
<p class="dateline">
${time(language, moment)}
<span>${place}</span>
${views ? `<span>${t(language, "read", { num: number(language, views) })}</span>` : ""}
</p>
<h1>${escape(title)}</h1>
<p class="lead">${escape(summary)}</p>
<aside class="versions">
<span class="label">${t(language, "otherLanguages")}</span>
<a href="${twin}" hreflang="${other[0]}" lang="${other[0]}">${other[1]}</a>
</aside>
</header>
<div class="release-main">
<div class="release-text">
<div class="prose">
${content}
</div>
</div>
<section>
<h2 class="side-heading">${t(language, "participants")}</h2>
<ul class="people">
${people.map(personLine).join("\n")}
</ul>
</section>
</div>
<aside class="release-side">
<div class="release-topics">
<h2 class="side-heading">${t(language, "topics")}</h2>
<ul class="tags">
${data.topics.map((key) => topicLine(language, topics[key][language])).join("\n")}
</ul>
</div>
${share(language, title, moment, base + url)}
<div class="release-contact">
<h2 class="side-heading">${t(language, "contact")}</h2>
<address>
<a rel="author" href="/${language}/">${office[language].name}</a>
<p class="person-name">${office[language].tagline}</p>
${contact(language)}
</address>
</div>
</aside>
</article>
<footer class="release-foot">
<p class="printed-address" dir="ltr">${base}${url}</p>
<nav class="neighbours" aria-label="${t(language, "neighbours")}">
${data.older ? `<a rel="prev" href="${data.older.url}"><span class="label">${t(language, "older")}</span> ${escape(data.older.data.title)}</a>` : ""}
${data.newer ? `<a class="neighbour-newer" rel="next" href="${data.newer.url}"><span class="label">${t(language, "newer")}</span> ${escape(data.newer.data.title)}</a>` : ""}
</nav>
</footer>`);
}

const topicLine = (language, { name, slug }) => `<li><a href="/${language}/topics/${slug}/">${escape(name)}</a></li>`;

function node(data, address, people) {
  const { language, moment, title, summary, twin, views, identifier } = data;
  const url = base + address;
  const office = { "@id": `${base}/#office` };
  const place = { "@type": "Place", name: data.place };
  const version = {
    "@type": "NewsArticle",
    "@id": base + twin,
    url: base + twin,
    inLanguage: language === "az" ? "en" : "az",
  };
  return {
    "@type": "NewsArticle",
    "@id": url,
    identifier,
    mainEntityOfPage: url,
    headline: title,
    datePublished: moment,
    dateModified: moment,
    inLanguage: language,
    author: office,
    publisher: office,
    description: summary,
    locationCreated: place,
    keywords: data.topics.map((key) => topics[key][language].name),
    about: {
      "@type": "Event",
      name: title,
      startDate: moment.slice(0, 10),
      attendee: people.map((each) => attendee(each)),
      location: place,
    },
    interactionStatistic: views && {
      "@type": "InteractionCounter",
      interactionType: { "@type": "ReadAction" },
      userInteractionCount: views,
    },
    ...(language === "az" ? { workTranslation: [version] } : { translationOfWork: version }),
  };
}
