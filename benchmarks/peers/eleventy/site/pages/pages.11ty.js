// Home, lists, indexes and "not found": whatever the plan has.
import { frame } from "../lib/frame.mjs";
import { home, list, topicIndex } from "../lib/lists.mjs";
import { t } from "../lib/office.mjs";
import { peopleIndex } from "../lib/people.mjs";
import { plan } from "../lib/plan.mjs";

export const data = {
  pagination: { data: "collections.pages", size: 1, alias: "position" },
  permalink: ({ position }) => plan.pages[position]?.url ?? false,
};

const KINDS = { home, list, topics: topicIndex, participants: peopleIndex, 404: missing };

export function render({ position }) {
  const page = plan.pages[position];
  const words = KINDS[page.kind](page);
  return frame({ language: page.language, url: page.url, twin: twin(page), ...words }, words.main);
}

// The page "not found" stands for no other: the switcher leads to the other language's home.
const twin = (page) => (page.kind === "404" ? `/${page.language === "az" ? "en" : "az"}/` : plan.twin(page));

function missing({ language }) {
  return {
    title: t(language, "missing"),
    description: t(language, "missing"),
    section: "404",
    main: `<div class="missing">
<section>
<h1>${t(language, "missing")}</h1>
<p>${t(language, "missingText")}</p>
<ul class="buttons">
<li><a href="/${language}/">${t(language, "home")}</a></li>
<li><a href="/${language}/releases/">${t(language, "releases")}</a></li>
</ul>
</section>
</div>`,
  };
}
