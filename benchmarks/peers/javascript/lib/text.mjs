// Escaping, dates, and what is asked for again and again.
import { base } from "./office.mjs";

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escape = (text) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]);

const formatters = {
  az: {
    day: new Intl.DateTimeFormat("az", { dateStyle: "long", timeZone: "UTC" }),
    month: new Intl.DateTimeFormat("az", { month: "long", year: "numeric", timeZone: "UTC" }),
    name: new Intl.DateTimeFormat("az", { month: "long", timeZone: "UTC" }),
    short: new Intl.DateTimeFormat("az", { month: "short", day: "numeric", timeZone: "UTC" }),
  },
  en: {
    day: new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" }),
    month: new Intl.DateTimeFormat("en-US", { month: "long", year: "numeric", timeZone: "UTC" }),
    name: new Intl.DateTimeFormat("en-US", { month: "long", timeZone: "UTC" }),
    short: new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" }),
  },
};

// `moment` is the office's local time with its offset; the clock part is shown as it stands.
const local = (moment) => new Date(`${moment.slice(0, 19)}Z`);
export const dateInWords = (language, moment) => formatters[language].day.format(local(moment));
export const monthInWords = (language, moment) => formatters[language].month.format(local(moment));
export const monthName = (language, moment) => formatters[language].name.format(local(moment));
export const shortDay = (language, moment) => formatters[language].short.format(local(moment));
export const capitalised = (language, text) => text[0].toLocaleUpperCase(language) + text.slice(1);

// The days of some releases, the newest first: by the month, and within one by the day.
export function period(language, releases) {
  const [first, last] = [releases.at(-1).data.moment, releases[0].data.moment];
  const by = first.slice(0, 7) === last.slice(0, 7) ? "day" : "month";
  return formatters[language][by].formatRange(local(first), local(last));
}

// In English by the clock of twelve hours.
function clock(language, moment) {
  if (language !== "en") return moment.slice(11, 16);
  const hour = Number(moment.slice(11, 13));
  return `${hour % 12 || 12}:${moment.slice(14, 16)} ${hour < 12 ? "AM" : "PM"}`;
}

export const time = (language, moment) =>
  `<time datetime="${moment}">${dateInWords(language, moment)}, ${clock(language, moment)}</time>`;

// `Mon, 03 Nov 2025 09:03:00 +0400`
export const mailDate = (moment) =>
  local(moment).toUTCString().replace("GMT", moment.slice(19).replace(":", ""));

export const standalone = (html) => html.replaceAll('href="/', `href="${base}/`);

const plainSigns = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
export const plain = (html) =>
  html
    .replace(/<\/(?:p|h\d|li|blockquote)>/g, "\n\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:lt|gt|quot|#39|amp);/g, (sign) => plainSigns[sign])
    .replace(/\n\s*\n+/g, "\n\n")
    .trim();

// JSON in a <script> must not end it.
export const json = (value) => JSON.stringify(value).replaceAll("<", "\\u003c");

// In the query of an address, with the brackets that encodeURIComponent leaves.
export const encode = (text) =>
  encodeURIComponent(text).replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"));

const memories = [];

export function once(make) {
  const made = new Map();
  memories.push(made);
  return (key, ...rest) => {
    let value = made.get(key);
    if (value === undefined) made.set(key, (value = make(key, ...rest)));
    return value;
  };
}

// Before another build in the same process: what was made of releases may be out of date.
export const forget = () => memories.forEach((made) => made.clear());
