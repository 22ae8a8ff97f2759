// The plan of the site, read once: from the collection, and the registries beside it.
import { getCollection } from "astro:content";
import { plan } from "../lib/plan.mjs";

let reading;
export const ready = () => (reading ??= read());

async function read() {
  const entries = await getCollection("releases");
  plan.read(entries.map(item));
  return plan;
}

function item({ id, data, rendered }) {
  const slug = id.slice(id.lastIndexOf("/") + 1);
  return {
    url: `/${data.language}/releases/${data.year}/${slug}/`,
    date: data.date,
    data: { ...data },
    content: rendered.html,
  };
}
