// The search page. Every word that it shows stands in templates/search.html; what is found comes
// from the index (search-index.js) for words as that knows them (search-words.js).

const PAGE_SIZE = 10;
const EXCERPT = 32; // words
const BEFORE = 4; // of them before the first that was looked for
const ALL_IN_TITLE = 1.5;
const OF_STANDING_PAGES = 0.6; // which say a little of everything
const FILTERS = ["year", "topic", "participant"];

const form = document.getElementById("search_form");
const status = document.getElementById("search_status");
const notes = document.getElementById("search_notes");
const list = document.getElementById("search_results");
const more = document.getElementById("search_more");
const template = document.getElementById("search_result");
const said = form.dataset;
const title = document.title;

const { lang: language, dataset: { digits } } = document.documentElement;
const tag = digits ? `${language}-u-nu-${digits}` : language;
const number = new Intl.NumberFormat(tag);
const rules = JSON.parse(said.rules);
const months = JSON.parse(said.months);
const synonyms = JSON.parse(said.synonyms);
const others = new Map(JSON.parse(said.other));
const years = [...(form.elements.year?.options ?? [])].map((option) => option.value);

const [{ reader: readerOf, dateIn }, { openIndex, found: foundFor }] = await Promise.all([
  import(said.words),
  import(said.index),
]);
const reader = readerOf(rules);

let index; // the promise of it, once it is asked for
let latest = 0; // the number of the newest search: an older one that ends later shows nothing
let waiting = []; // results that are not shown yet
let shownFor = []; // the words that excerpts mark

function opened() {
  index ??= openIndex(said.parts.split(" ").filter(Boolean), reader).catch((error) => {
    index = undefined;
    throw error;
  });
  return index;
}

// --- what is asked ---------------------------------------------------------------------------

// What the form says, and the date that is among the words.
function asked() {
  const typed = form.elements.q.value.trim();
  const date = literal ? undefined : dateIn(typed, { reader, months, rules, years });
  const filters = {};
  for (const name of FILTERS) {
    const value = form.elements[name]?.value;
    if (value) filters[name] = value;
  }
  const isSmall = (each) => rules.small.includes(reader.plain(reader.small(each)));
  // "In May 2020" looks for nothing but the date.
  const rest = date && !reader.words(date.rest).every(isSmall) ? date.rest : "";
  return { typed, date, words: date ? rest : typed, filters, sort: form.elements.sort.value };
}

let literal = false; // whether dates are words like others

// The words typed, each with what may stand in its place: one alternative, or several words of one.
function units(words) {
  const typed = reader.words(words).map(word);
  const groups = synonyms.map((group) => group.map((each) => reader.words(each).map(word)));
  const found = [];
  for (let at = 0; at < typed.length; ) {
    const known = groups.flatMap((group) =>
      group.filter((each) => begins(typed.slice(at), each)).map((each) => ({ each, group })),
    );
    const longest = Math.max(1, ...known.map(({ each }) => each.length));
    const own = typed.slice(at, at + longest);
    const alike = known.filter(({ each }) => each.length === longest);
    const alternatives = alike.flatMap(({ group }) => group.map((words) => ({ words, isOther: true })));
    found.push({
      text: own.map((each) => each.text).join(" "),
      alternatives: [{ words: own }, ...inOtherLetters(own), ...alternatives],
      isSmall: longest === 1 && rules.small.includes(own[0].plain),
    });
    at += longest;
  }
  // Nearly every text has the small ones.
  const large = found.filter((unit) => !unit.isSmall);
  return large.length ? large : found;
}

function begins(typed, words) {
  return words.length <= typed.length && words.every(({ stem }, at) => stem === typed[at].stem);
}

// In the letters of the page, where its language is written in others as well.
function inOtherLetters(words) {
  if (!others.size) return [];
  const texts = words.map(({ text }) =>
    [...text.toLocaleLowerCase(language)].map((each) => others.get(each) ?? each).join(""),
  );
  return texts.some((text, at) => text !== words[at].text) ? [{ words: texts.map(word) }] : [];
}

function word(text) {
  const small = reader.small(text);
  const plain = reader.plain(small);
  return {
    text, small, plain: reader.bare(plain), stem: reader.stem(plain), isRun: reader.isRun(text),
  };
}

// A word of a language without spaces is every two signs that stand beside each other.
function pieces(each) {
  if (!each.isRun) return [each];
  const terms = reader.terms(each.text);
  const whole = terms.length > 1 ? terms.slice(0, -1) : terms;
  return whole.map((plain) => ({
    text: plain, small: plain, plain, stem: plain, isPart: [...plain].length > 1, isRun: true,
  }));
}

// --- what is found ---------------------------------------------------------------------------

// The documents that have one unit, with their weights, and what was taken for it instead.
async function lookedUp(index, unit) {
  const all = await Promise.all(
    unit.alternatives.map(async ({ words, isOther }) => {
      const each = await Promise.all(words.flatMap(pieces).map((one) => foundFor(index, one, reader)));
      return { each, isOther, isNear: each.some(({ other }) => other) };
    }),
  );
  const exact = all.filter(({ each, isNear }) => !isNear && each.every((one) => one.documents.size));
  // What is like the word counts where neither it nor a synonym is found.
  const taken = exact.length ? exact : all.filter(({ isOther }) => !isOther);
  const documents = new Map();
  for (const { each, isOther } of taken) {
    const [first, ...rest] = each.toSorted((one, two) => one.documents.size - two.documents.size);
    for (const [document, { weight, isInTitle }] of first.documents) {
      const others = rest.map((one) => one.documents.get(document));
      if (!others.every(Boolean)) continue;
      const sum = others.reduce((sum, one) => sum + one.weight, weight) * (isOther ? 0.9 : 1);
      const before = documents.get(document);
      if (before && before.weight >= sum) continue;
      const all = isInTitle && others.every((one) => one.isInTitle);
      documents.set(document, { weight: sum, isInTitle: all });
    }
  }
  return {
    ...unit,
    documents,
    terms: taken.flatMap(({ each }) => each.map(({ terms }) => terms)),
    isNear: !exact.length && documents.size > 0,
  };
}

// Every document with its score: those that have all words, or where none has, those with some.
function scored(index, found) {
  const documents = new Map();
  for (const unit of found) {
    for (const [document, { weight, isInTitle }] of unit.documents) {
      const one = documents.get(document) ?? { score: 0, has: 0, inTitle: 0 };
      one.score += weight;
      one.has += 1;
      one.inTitle += isInTitle ? 1 : 0;
      documents.set(document, one);
    }
  }
  for (const [document, one] of documents) {
    if (one.inTitle === found.length) one.score *= ALL_IN_TITLE;
    else if (!document.day) one.score *= OF_STANDING_PAGES;
  }
  return [...documents].map(([document, one]) => ({ document, ...one, hasAll: one.has === found.length }));
}

function newestFirst({ document: one }, { document: other }) {
  if (one.day !== other.day) return one.day < other.day ? 1 : -1;
  return one.number - other.number;
}

function isOf(document, date) {
  const [year, month, day] = document.day.split("-").map(Number);
  return (
    document.day !== "" &&
    (!date.year || date.year === year) &&
    (!date.month || date.month === month) &&
    (!date.day || date.day === day)
  );
}

const hasFilter = ({ document }, [name, value]) => [document[name]].flat().includes(value);

// What is found for what was asked: { results, all, found, isPartial, choices }.
async function find(query) {
  const index = await opened();
  const { words, date, filters } = query;
  const found = words ? await Promise.all(units(words).map((unit) => lookedUp(index, unit))) : [];
  const every = words
    ? scored(index, found)
    : index.parts.flatMap((part) =>
        part.documents.map((document) => ({ document, score: 0, hasAll: true })),
      );
  const hits = (date ? every.filter(({ document }) => isOf(document, date)) : every).filter(
    ({ document }) => words || document.day,
  );
  const chosen = Object.entries(filters);
  const isChosen = (hit, but) =>
    chosen.every((filter) => filter[0] === but || hasFilter(hit, filter));
  let isPartial = false;
  let all = hits.filter(({ hasAll }) => hasAll);
  if (!all.some((hit) => isChosen(hit))) {
    // Only where no text has all of them, whatever was chosen.
    const isAnywhere = all.length > 0 || every.some(({ hasAll }) => hasAll);
    if (!isAnywhere && found.length > 1) {
      all = hits;
      isPartial = true;
    }
  }
  const results = all.filter((hit) => isChosen(hit));
  results.sort((one, other) =>
    query.sort === "date" || !words || one.score === other.score
      ? newestFirst(one, other)
      : other.score - one.score,
  );
  const choices = new Map();
  for (const name of FILTERS) {
    const counts = new Map();
    for (const hit of all) {
      if (!isChosen(hit, name)) continue;
      for (const value of new Set([hit.document[name]].flat())) {
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    choices.set(name, counts);
  }
  return { results, found, isPartial: isPartial && results.length > 0, choices, every };
}

// --- what is shown ---------------------------------------------------------------------------

async function search(shown = PAGE_SIZE) {
  const turn = ++latest;
  const query = asked();
  show([]);
  notes.replaceChildren();
  document.title = query.typed ? `${query.typed} – ${title}` : title;
  carryToOtherLanguages();
  if (!query.typed && !Object.keys(query.filters).length) {
    status.textContent = "";
    offerCounts(new Map());
    return;
  }
  status.textContent = said.searching;
  try {
    const answer = await find(query);
    if (turn !== latest) return;
    shownFor = answer.found.flatMap(({ terms }) => terms);
    waiting = answer.results;
    const items = await next(shown);
    if (turn !== latest) return;
    list.replaceChildren(...items);
    offerCounts(answer.choices);
    status.textContent = answer.results.length
      ? said.found.replace("{number}", number.format(answer.results.length))
      : said.nothing;
    explain(query, answer);
  } catch (error) {
    if (turn === latest) status.textContent = said.broken;
    console.error(error);
  }
}

// Above the results: the date that was understood, what was taken for what, what else there is.
function explain({ typed, date, words, filters }, { results, found, isPartial, every }) {
  if (date) notes.append(chip(date));
  const near = found.filter((unit) => unit.isNear);
  if (near.length && results.length) {
    const instead = found.map((unit) => (unit.isNear ? written(unit) : unit.text)).join(" ");
    notes.append(note(said.instead, "{words}", instead));
  }
  if (isPartial) notes.append(note(said.some));
  if (results.length) return;
  const offers = [];
  const count = (hits) => new Set(hits.filter((hit) => hit.hasAll).map((hit) => hit.document)).size;
  const isOnDay = ({ document }) => !date || isOf(document, date);
  const withoutFilters = count(every.filter(isOnDay));
  if (Object.keys(filters).length && withoutFilters) {
    offers.push([said.unfiltered, address({ q: typed }), withoutFilters]);
  }
  if (date && words && count(every)) offers.push([words, address({ q: words }), count(every)]);
  if (date) offers.push([said.literal, address({ q: typed, dates: "off" })]);
  if (found.length > 1) {
    for (const unit of found) {
      if (!unit.documents.size) continue;
      offers.push([unit.text, address({ q: unit.text }), unit.documents.size]);
    }
  }
  for (const link of document.getElementById("search_elsewhere").content.querySelectorAll("a")) {
    offers.push([link.textContent, link.getAttribute("href")]);
  }
  const suggestions = document.createElement("ul");
  suggestions.className = "search-offers";
  suggestions.append(
    ...offers.map(([text, href, many]) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = href;
      link.append(text);
      item.append(link);
      if (many) item.append(` (${number.format(many)})`);
      return item;
    }),
  );
  notes.append(note(said.try), suggestions);
}

function note(text, place, words) {
  const made = document.createElement("p");
  const [before, after] = place ? text.split(place) : [text, ""];
  made.append(before);
  if (place) {
    const strong = document.createElement("strong");
    strong.textContent = words;
    made.append(strong, after);
  }
  return made;
}

// The date with a button that makes words of it.
function chip({ day, month, year }) {
  // No browser knows the months of all languages.
  const name = month && months[month - 1][0];
  const label = name
    ? [day, name, year].filter(Boolean).join(" ")
    : [year, month, day].filter(Boolean).join("-");
  const made = document.createElement("p");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "search-chip";
  const sign = document.createElement("span");
  sign.setAttribute("aria-hidden", "true");
  sign.textContent = "×";
  const shown = document.createElement("bdi");
  shown.textContent = label;
  button.append(shown, " ", sign);
  button.setAttribute("aria-label", said.takeoff.replace("{date}", label));
  button.addEventListener("click", () => {
    literal = true;
    remember();
    search();
    form.elements.q.focus();
  });
  made.append(`${said.dated} `, button);
  return made;
}

// The word as the first results write it.
function written(unit) {
  const terms = new Set(unit.terms.flatMap((each) => [...each]));
  for (const mark of list.querySelectorAll("mark, h3")) {
    const found = reader.words(mark.textContent).find((each) =>
      reader.terms(each).some((term) => terms.has(term)),
    );
    if (found) return found;
  }
  return [...terms][0] ?? unit.text;
}

// How many results each choice would leave.
function offerCounts(choices) {
  for (const name of FILTERS) {
    const counts = choices.get(name);
    for (const option of form.elements[name]?.options ?? []) {
      option.dataset.name ??= option.textContent;
      const many = counts?.get(option.value) ?? 0;
      const isPlain = !option.value || !counts;
      option.textContent = isPlain
        ? option.dataset.name
        : `${option.dataset.name} (${number.format(many)})`;
      option.disabled = !isPlain && !many && !option.selected;
    }
  }
}

function show(results) {
  waiting = results;
  list.replaceChildren();
  more.hidden = true;
}

// The list's next items.
async function next(many = PAGE_SIZE) {
  const part = waiting.slice(0, many);
  waiting = waiting.slice(many);
  const texts = await Promise.all(
    part.map(({ document: { part, number } }) => part.text(number)),
  );
  more.hidden = !waiting.length;
  return part.map(({ document: { day } }, at) => item(day, texts[at]));
}

function item(date, { url, title, day, place, text }) {
  const made = template.content.cloneNode(true);
  const part = (name) => made.querySelector(`[data-fill="${name}"]`);
  part("title").textContent = title;
  part("title").href = said.base + url.slice(1);
  if (date) {
    part("day").textContent = day;
    part("day").dateTime = date;
    const name = document.createElement("bdi");
    name.textContent = place;
    part("place").append(name);
  } else {
    part("dateline").remove();
  }
  part("excerpt").append(...excerpt(text));
  return made;
}

// Some words of the text, from where the first of those stand that were looked for.
function excerpt(text) {
  const words = [...text.matchAll(reader.pattern)].flatMap(signs);
  const marked = words.map((_, at) => shownFor.findIndex((terms) => isOneOf(words, at, terms)));
  const start = bestStart(marked);
  const end = Math.min(start + EXCERPT, words.length);
  const parts = [];
  let at = start ? words[start].start : 0;
  for (let each = start; each < end; each += 1) {
    if (marked[each] < 0) continue;
    let last = each;
    while (last + 1 < end && marked[last + 1] >= 0 && words[last + 1].start === words[last].end) {
      last += 1;
    }
    const mark = document.createElement("mark");
    mark.textContent = text.slice(words[each].start, words[last].end);
    parts.push(text.slice(at, words[each].start), mark);
    at = words[last].end;
    each = last;
  }
  const rest = end < words.length ? text.slice(words[end - 1].end).search(/\s|$/) : text.length;
  parts.push(text.slice(at, (words[end - 1]?.end ?? 0) + rest));
  if (start) parts.unshift("… ");
  if (end < words.length) parts.push(" …");
  return parts;
}

// Signs of languages without spaces are words of their own here.
function signs({ 0: text, index: start }) {
  if (!reader.isRun(text)) return [{ text, start, end: start + text.length }];
  const found = [];
  for (const sign of text) {
    found.push({ text: sign, start, end: start + sign.length, isSign: true });
    start += sign.length;
  }
  return found;
}

function isOneOf(words, at, terms) {
  const { text, isSign } = words[at];
  if (!isSign) return reader.terms(text).some((term) => terms.has(term));
  const [before, after] = [words[at - 1], words[at + 1]];
  return (
    terms.has(reader.plain(text + (after?.isSign ? after.text : ""))) ||
    terms.has(reader.plain((before?.isSign ? before.text : "") + text))
  );
}

// Where most of the words stand together.
function bestStart(marked) {
  let [best, most] = [-1, 0];
  for (let at = 0; at < marked.length; at += 1) {
    if (marked[at] < 0) continue;
    const has = new Set(marked.slice(at, at + EXCERPT - BEFORE).filter((each) => each >= 0)).size;
    if (has > most) [best, most] = [at, has];
  }
  return best <= BEFORE ? 0 : best - BEFORE;
}

// --- the address -----------------------------------------------------------------------------

function address(values) {
  const made = new URL(form.action);
  made.search = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
  return made.href;
}

// What was asked, in the address: "more results" shown, too, for who comes back.
function remember(shown) {
  const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
  const href = address({ ...values, dates: literal ? "off" : "", shown });
  if (href === location.href) return;
  if (shown) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
}

// The same search in another language. Only the topics are called otherwise there.
function carryToOtherLanguages() {
  const choice = form.elements.topic?.selectedOptions[0];
  for (const link of document.querySelectorAll("a[hreflang]")) {
    const to = new URL(link.href);
    if (link.closest("main") || to.origin !== location.origin) continue;
    to.search = location.search;
    to.searchParams.delete("shown");
    if (choice?.value) to.searchParams.set("topic", choice.dataset.key);
    link.href = to.href;
  }
}

function fromAddress() {
  const values = new URLSearchParams(location.search);
  for (const name of ["q", "sort", ...FILTERS]) {
    const field = form.elements[name];
    if (!field) continue;
    field.value = values.get(name) ?? "";
    const byKey = [...(field.options ?? [])].find(({ dataset }) => dataset.key === values.get(name));
    if (byKey) field.value = byKey.value;
    // What is not among the choices is none of them.
    if (field.selectedIndex === -1) field.value = "";
  }
  literal = values.get("dates") === "off";
  search(Math.max(PAGE_SIZE, Math.min(Number(values.get("shown")) || 0, 500)));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  literal = false;
  remember();
  search();
});
form.elements.sort.addEventListener("change", () => {
  remember();
  search();
});
more.addEventListener("click", async () => {
  const items = await next();
  const first = items[0]?.querySelector("a");
  list.append(...items);
  remember(list.children.length);
  first?.focus();
});
addEventListener("popstate", fromAddress);

form.hidden = false;
fromAddress();
