import { planned } from "../lib/pages.mjs";
import { plan } from "../lib/plan.mjs";

export const data = {
  pagination: { data: "collections.pages", size: 1, alias: "position" },
  permalink: ({ position }) => plan.pages[position]?.url ?? false,
};

export const render = ({ position }) => planned(plan.pages[position]);
