import { atom } from "../lib/feeds.mjs";
import { plan } from "../lib/plan.mjs";

export const data = {
  pagination: { data: "collections.feeds", size: 1, alias: "position" },
  permalink: ({ position }) => (plan.feeds[position] ? `${plan.feeds[position].folder}feed.xml` : false),
};

export const render = ({ position }) => atom(plan.feeds[position]);
