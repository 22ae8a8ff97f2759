// The list of all release.json of a language.
import { base, office } from "../lib/office.mjs";
import { plan } from "../lib/plan.mjs";

export const data = {
  languages: ["az", "en"],
  pagination: { data: "languages", size: 1, alias: "tag" },
  permalink: ({ tag }) => `/${tag}/releases.json`,
  eleventyImport: { collections: ["pages"] },
};

export function render({ tag }) {
  return JSON.stringify({
    title: office[tag].name,
    language: tag,
    standard: { name: "ninjs", version: "3.1", schema: "https://iptc.org/std/ninjs/ninjs-schema_3.1.json" },
    items: plan.items
      .filter((item) => item.data.language === tag)
      .map((item) => ({
        uri: item.data.identifier,
        href: `${base}${item.url}release.json`,
        page: base + item.url,
        headline: item.data.title,
        contentCreated: item.data.moment,
        versionCreated: item.data.moment,
      })),
  });
}
