// The search page. Every word that it shows stands in templates/search.html; what is found comes
// from the index that Pagefind made, a part for each year, merged here in the browser.

const PAGE_SIZE = 10;
const LOOKED_AT = 30; // results, of 2 to 3 kB each
const FILTERS = ["year", "topic", "participant"];

const form = document.getElementById("search_form");
const status = document.getElementById("search_status");
const list = document.getElementById("search_results");
const more = document.getElementById("search_more");
const template = document.getElementById("search_result");
const said = form.dataset;

const { lang: language, dataset: { digits } } = document.documentElement;
const number = new Intl.NumberFormat(digits ? `${language}-u-nu-${digits}` : language);

// Letters that the index has in another form, so that they are found without their marks as well.
const pairs = (text) => new Map(text.split(" ").map((pair) => pair.split("=")));
const letters = pairs(said.letters);
const forms = new Map([...letters].map(([letter, inside]) => [inside, letter]));
const anyOf = (keys) => new RegExp([...keys].sort((a, b) => b.length - a.length).join("|"), "gu");
const [letter, inside] = [anyOf(letters.keys()), anyOf(forms.keys())];
const invisible = /[\u00ad\u200b\u2060]/g;
const asInIndex = (text) =>
  text.normalize("NFC").replace(invisible, "").replace(letter, (each) => letters.get(each));
const asWritten = (text) =>
  text.replace(invisible, "").replace(inside, (each) => forms.get(each));

// The words in the letters of the page, where its language is written in others as well.
const others = said.other ? pairs(said.other) : new Map();
const inLettersOfPage = (text) =>
  [...text.toLocaleLowerCase(language)].map((each) => others.get(each) ?? each).join("");

let index; // the promise of it, once it is asked for
let latest = 0; // the number of the newest search: an older one that ends later shows nothing
let waiting = []; // results that are not shown yet

function opened() {
  index ??= open().catch((error) => {
    index = undefined;
    throw error;
  });
  return index;
}

async function open() {
  const [first, ...others] = said.parts.split(" ");
  // A part without the word offers what is like it: that comes after what has the word itself.
  const ranking = { termSimilarity: 5 };
  const options = { baseUrl: said.base, excerptLength: 30, ranking };
  const pagefind = await import(`${first}pagefind.js`);
  // A worker would have to be allowed to compile WebAssembly as well.
  await pagefind.options({ ...options, basePath: first, noWorker: true });
  await pagefind.init();
  await Promise.all(
    others.map((part) => pagefind.mergeIndex(new URL(part, location.href).href, options)),
  );
  return pagefind;
}

async function search() {
  const turn = ++latest;
  let words = form.elements.q.value.trim();
  const filters = {};
  for (const name of FILTERS) {
    const value = form.elements[name]?.value;
    if (value) filters[name] = [value];
  }
  show([]);
  if (!words && !Object.keys(filters).length) {
    status.textContent = "";
    return;
  }
  status.textContent = said.searching;
  try {
    const pagefind = await opened();
    const sort = words ? {} : { sort: { date: "desc" } };
    const find = () => pagefind.search(words ? asInIndex(words) : null, { filters, ...sort });
    let found = await find();
    if (others.size && words && !found.results.length) {
      words = inLettersOfPage(words);
      found = await find();
    }
    if (turn !== latest) return;
    const results = await inOrder(found.results, words);
    if (turn !== latest) return;
    await show(results, () => turn === latest);
    if (turn !== latest) return;
    status.textContent = results.length
      ? said.found.replace("{number}", number.format(results.length))
      : said.nothing;
  } catch (error) {
    if (turn === latest) status.textContent = said.broken;
    console.error(error);
  }
}

// In a part of the index that has no word with the beginning "azadliq", Pagefind takes "azad" for
// it, and may rank that above "azadlıqdan" of another part. So where one of the first results lacks
// a word, more of them are looked at, and those that have every word come first.
async function inOrder(results, words) {
  const parts = ` ${inBaseLetters(asInIndex(words))}`.match(/ [^ ]+/g) ?? [];
  const wanted = parts.map((part) => (unspaced.test(part) ? part.trim() : part));
  const hasAll = async (result) => {
    const { meta, content } = await result.data();
    const text = ` ${inBaseLetters(`${meta.title} ${content}`)}`;
    return wanted.every((beginning) => text.includes(beginning));
  };
  const first = await Promise.all(results.slice(0, PAGE_SIZE).map(hasAll));
  if (first.every(Boolean)) return results;
  const looked = await Promise.all(results.slice(0, LOOKED_AT).map(hasAll));
  return [
    ...results.filter((_, place) => looked[place]),
    ...results.filter((_, place) => !looked[place]),
  ];
}

// Letters of languages that have no spaces between words: a word begins anywhere.
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

// Small letters without marks, and single spaces for all between words.
function inBaseLetters(text) {
  const seen = text.replace(invisible, "");
  const letters = seen.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return letters.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

// The first results in place of those that were there.
async function show(results, isWanted = () => true) {
  waiting = results;
  const items = await next();
  if (!isWanted()) return;
  list.replaceChildren(...items);
}

// The list's next items.
async function next() {
  const part = waiting.slice(0, PAGE_SIZE);
  waiting = waiting.slice(PAGE_SIZE);
  more.hidden = !waiting.length;
  const data = await Promise.all(part.map((result) => result.data()));
  return data.map(item);
}

function item(data) {
  const made = template.content.cloneNode(true);
  const part = (name) => made.querySelector(`[data-fill="${name}"]`);
  const { title, date, day, place } = data.meta;
  part("title").textContent = asWritten(title);
  part("title").href = data.url;
  if (day) {
    part("day").textContent = asWritten(day);
    part("day").dateTime = date;
    const name = document.createElement("bdi");
    name.textContent = asWritten(place ?? "");
    part("place").append(name);
  } else {
    part("dateline").remove();
  }
  part("excerpt").append(...excerpt(data));
  return made;
}

// The length of the title at the beginning of a text, which has it where words have no spaces.
function repeated(title, text) {
  if (!unspaced.test(title) || !text.startsWith(title)) return 0;
  return title.length + text.slice(title.length).search(/[^. ]|$/);
}

// Pagefind gives HTML. Its text is taken, and of its elements <mark> alone.
function excerpt({ excerpt: html, content, meta }) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const own = repeated(asWritten(meta.title), asWritten(content));
  const place = asWritten(content).indexOf(asWritten(body.textContent));
  let skipped = place < 0 ? 0 : Math.max(0, own - place);
  const isFirst = skipped > 0;
  const parts = [...body.childNodes].map((node) => {
    const shown = asWritten(node.textContent).slice(skipped);
    skipped -= asWritten(node.textContent).length - shown.length;
    // Where the number of a footnote stood, Pagefind leaves a space.
    const text = shown.replace(/ (?=[.,])/g, "");
    if (node.nodeName !== "MARK" || !text) return text;
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  });
  const [all, part] = [inBaseLetters(content), inBaseLetters(body.textContent)];
  if (!isFirst && !all.startsWith(part)) parts.unshift("… ");
  if (!all.endsWith(part)) parts.push(" …");
  return parts;
}

function fromAddress() {
  const asked = new URLSearchParams(location.search);
  for (const name of ["q", ...FILTERS]) {
    const field = form.elements[name];
    if (field) field.value = asked.get(name) ?? "";
    // What is not among the choices is none of them.
    if (field && field.selectedIndex === -1) field.value = "";
  }
  search();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const asked = [...new FormData(form)].filter(([, value]) => value.trim());
  const address = new URL(form.action);
  address.search = new URLSearchParams(asked);
  if (address.href !== location.href) history.pushState(null, "", address);
  search();
});
more.addEventListener("click", async () => {
  const items = await next();
  const first = items[0]?.querySelector("a");
  list.append(...items);
  first?.focus();
});
addEventListener("popstate", fromAddress);

form.hidden = false;
fromAddress();
