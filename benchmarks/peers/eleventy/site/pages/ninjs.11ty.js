import { ninjs } from "../lib/agencies.mjs";
import { plan } from "../lib/plan.mjs";

export const data = {
  pagination: { data: "collections.items", size: 1, alias: "position" },
  permalink: ({ position }) => (plan.items[position] ? `${plan.items[position].url}release.json` : false),
};

export const render = ({ position }) => ninjs(plan.items[position]);
