import { sitemap } from "../lib/sitemap.mjs";

export const data = { permalink: "/sitemap.xml", eleventyImport: { collections: ["pages"] } };

export const render = () => sitemap();
