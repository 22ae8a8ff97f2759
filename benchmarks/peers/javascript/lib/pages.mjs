// Home, lists, indexes and "not found": whatever the plan has.
import { feeds, missing } from "./following.mjs";
import { frame } from "./frame.mjs";
import { home, list, ranking, topicIndex } from "./lists.mjs";
import { peopleIndex } from "./people.mjs";
import { plan } from "./plan.mjs";

const KINDS = {
  ...{ home, list, feeds, topics: topicIndex, participants: peopleIndex },
  ...{ "most-read": ranking, 404: missing },
};

export function planned(page) {
  const words = KINDS[page.kind](page);
  return frame({ language: page.language, url: page.url, twin: twin(page), ...words }, words.main);
}

// The page "not found" stands for no other: the switcher leads to the other language's home.
const twin = (page) => (page.kind === "404" ? `/${page.language === "az" ? "en" : "az"}/` : plan.twin(page));
