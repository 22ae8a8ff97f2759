// The Atom feed of a language, topic or person: the newest 20 with their whole text.
import { base, office, topics } from "../lib/office.mjs";
import { plan } from "../lib/plan.mjs";
import { escape, once, standalone } from "../lib/text.mjs";

export const data = {
  pagination: { data: "collections.feeds", size: 1, alias: "position" },
  permalink: ({ position }) => (plan.feeds[position] ? `${plan.feeds[position].folder}feed.xml` : false),
};

export function render({ position }) {
  const { language, shelf, folder } = plan.feeds[position];
  const name = office[language].name;
  const newest = shelf.releases.slice(0, 20);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${base}${folder}feed.xml</id>
<title>${escape(shelf.title ? `${shelf.title} · ${name}` : name)}</title>
<updated>${newest[0].data.moment}</updated>
<author>
<name>${name}</name>
<email>${office.email}</email>
</author>
<generator>Eleventy</generator>
<link rel="self" type="application/atom+xml" href="${base}${folder}feed.xml"/>
<link rel="alternate" type="text/html" hreflang="${language}" href="${base}${shelf.url}"/>
<link rel="alternate" type="application/feed+json" hreflang="${language}" href="${base}${folder}feed.json"/>
${newest.map((item) => entry(item)).join("\n")}
</feed>
`;
}

const entry = once((item) => {
  const { language, identifier, title, moment, summary, twin } = item.data;
  const categories = item.data.topics.map((key) => topics[key][language]);
  return `<entry xml:lang="${language}">
<id>${identifier}</id>
<title>${escape(title)}</title>
<published>${moment}</published>
<updated>${moment}</updated>
<link rel="alternate" type="text/html" hreflang="${language}" href="${base}${item.url}"/>
<link rel="alternate" type="text/html" hreflang="${language === "az" ? "en" : "az"}" href="${base}${twin}"/>
${categories.map(({ slug, name }) => `<category term="${slug}" label="${escape(name)}"/>`).join("\n")}
<summary type="text">${escape(summary)}</summary>
<content type="html" xml:base="${base}${item.url}">${escape(standalone(item.content))}</content>
</entry>`;
});
