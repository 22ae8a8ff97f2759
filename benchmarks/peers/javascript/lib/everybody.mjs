// Who stands on the pages of participants: those of the registry, each with a page of their own, and
// who is written in place, a row for each release that has these words.
import { people } from "./office.mjs";

export function everybody(language, releases, shelves) {
  const { compare } = new Intl.Collator(language);
  const rows = shelves.map((shelf) => ({ ...people[shelf.key][language], shelf }));
  for (const item of releases) {
    for (const each of item.data.participants) {
      if (typeof each !== "string") rows.push({ ...each, release: item });
    }
  }
  const words = ({ name, role, organisation = "" }) => `${name}\n${role}\n${organisation}`;
  for (const row of rows) [row.words, row.letter] = [words(row), initial(language, row.name)];
  const order = (one, other) =>
    compare(one.name, other.name) || !one.shelf - !other.shelf || compare(one.words, other.words);
  return rows.sort(order);
}

// A letter of another alphabet stands below the one it is sorted with.
const initial = (language, name) => {
  const letter = name[0].toLocaleUpperCase(language);
  return language === "az" ? letter : letter.normalize("NFD")[0];
};
