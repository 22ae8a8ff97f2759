// The feeds of a language, topic or person, in three formats: the newest 20 with their whole text.
import { base, generator, office, topics } from "./office.mjs";
import { escape, mailDate, once, standalone } from "./text.mjs";

export function atom({ language, shelf, folder }) {
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
<generator>${generator}</generator>
<link rel="self" type="application/atom+xml" href="${base}${folder}feed.xml"/>
<link rel="alternate" type="text/html" hreflang="${language}" href="${base}${shelf.url}"/>
<link rel="related" type="application/feed+json" hreflang="${language}" href="${base}${folder}feed.json"/>
${newest.map((item) => atomEntry(item)).join("\n")}
</feed>
`;
}

const atomEntry = once((item) => {
  const { language, identifier, title, moment, summary, twin } = item.data;
  const categories = item.data.topics.map((key) => topics[key][language]);
  return `<entry xml:lang="${language}">
<id>${identifier}</id>
<title>${escape(title)}</title>
<published>${moment}</published>
<updated>${moment}</updated>
<author>
<name>${office[language].name}</name>
<email>${office.email}</email>
</author>
<link rel="alternate" type="text/html" hreflang="${language}" href="${base}${item.url}"/>
<link rel="related" type="text/html" hreflang="${language === "az" ? "en" : "az"}" href="${base}${twin}"/>
${categories.map(({ slug, name }) => `<category term="${slug}" label="${escape(name)}"/>`).join("\n")}
<summary type="text">${escape(summary)}</summary>
<content type="html" xml:base="${base}${item.url}">${escape(standalone(item.content))}</content>
</entry>`;
});

export function rss({ language, shelf, folder }) {
  const name = office[language].name;
  const newest = shelf.releases.slice(0, 20);
  const title = escape(shelf.title ? `${shelf.title} · ${name}` : name);
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${title}</title>
<link>${base}${shelf.url}</link>
<description>${title}</description>
<language>${language}</language>
<managingEditor>${office.email} (${name})</managingEditor>
<lastBuildDate>${mailDate(newest[0].data.moment)}</lastBuildDate>
<generator>${generator}</generator>
<docs>https://www.rssboard.org/rss-specification</docs>
<atom:link rel="self" type="application/rss+xml" href="${base}${folder}rss.xml"/>
${newest.map((item) => rssItem(item)).join("\n")}
</channel>
</rss>
`;
}

const rssItem = once((item) => {
  const { language, identifier, title, moment, summary, twin } = item.data;
  return `<item>
<title>${escape(title)}</title>
<link>${base}${item.url}</link>
<guid isPermaLink="false">${identifier}</guid>
<pubDate>${mailDate(moment)}</pubDate>
<dc:creator>${office[language].name}</dc:creator>
<atom:link rel="related" type="text/html" hreflang="${language === "az" ? "en" : "az"}" href="${base}${twin}"/>
${item.data.topics.map((key) => `<category>${escape(topics[key][language].name)}</category>`).join("\n")}
<description>${escape(summary)}</description>
<content:encoded>${escape(standalone(item.content))}</content:encoded>
</item>`;
});

export function jsonFeed({ language, shelf, folder }) {
  const name = office[language].name;
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: shelf.title ? `${shelf.title} · ${name}` : name,
    home_page_url: base + shelf.url,
    feed_url: `${base}${folder}feed.json`,
    language,
    authors: [{ name, url: `${base}/` }],
    items: shelf.releases.slice(0, 20).map((item) => jsonItem(item)),
  });
}

const jsonItem = once((item) => {
  const { language, identifier, title, moment, summary } = item.data;
  return {
    id: identifier,
    url: base + item.url,
    title,
    language,
    date_published: moment,
    date_modified: moment,
    content_html: standalone(item.content),
    summary,
    tags: item.data.topics.map((key) => topics[key][language].name),
  };
});
