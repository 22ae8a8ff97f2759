// What the site says of itself, and the registries.
import { readFileSync } from "node:fs";

// Tools run in the folder of the site, and may put the code of this file elsewhere.
const read = (name) => JSON.parse(readFileSync(`${name}.json`, "utf-8"));

export const office = read("office");
export const topics = read("topics");
export const people = read("participants");
export const strings = read("strings");
export const base = office.base;
export const { generator } = office;

export const t = (language, key, values = {}) =>
  strings[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

const numbers = Object.fromEntries(["az", "en"].map((tag) => [tag, new Intl.NumberFormat(tag)]));
export const number = (language, value) => numbers[language].format(value);

export const count = (language, value) =>
  t(language, value === 1 ? "releaseCountOne" : "releaseCount", { num: number(language, value) });
