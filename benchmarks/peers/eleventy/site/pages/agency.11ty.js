import { agency } from "../lib/agencies.mjs";

export const data = {
  languages: ["az", "en"],
  pagination: { data: "languages", size: 1, alias: "tag" },
  permalink: ({ tag }) => `/${tag}/releases.json`,
  eleventyImport: { collections: ["pages"] },
};

export const render = ({ tag }) => agency(tag);
