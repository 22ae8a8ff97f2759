// The same as a JSON Feed.
import { base, office, topics } from "../lib/office.mjs";
import { plan } from "../lib/plan.mjs";
import { once, standalone } from "../lib/text.mjs";

export const data = {
  pagination: { data: "collections.feeds", size: 1, alias: "position" },
  permalink: ({ position }) => (plan.feeds[position] ? `${plan.feeds[position].folder}feed.json` : false),
};

export function render({ position }) {
  const { language, shelf, folder } = plan.feeds[position];
  const name = office[language].name;
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: shelf.title ? `${shelf.title} · ${name}` : name,
    home_page_url: base + shelf.url,
    feed_url: `${base}${folder}feed.json`,
    language,
    authors: [{ name, url: `${base}/` }],
    items: shelf.releases.slice(0, 20).map((item) => entry(item)),
  });
}

const entry = once((item) => {
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
