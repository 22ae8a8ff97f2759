// Participants: of a release, of the index, and as structured data.
import { base, count, office, people, t } from "./office.mjs";
import { plan } from "./plan.mjs";
import { dateInWords, escape, once } from "./text.mjs";

const registered = once((key) => {
  const [language, name] = key.split(" ");
  return { ...people[name][language], path: `/${language}/participants/${name}/` };
});

export const peopleOf = (data) =>
  data.participants.map((each) => (typeof each === "string" ? registered(`${data.language} ${each}`) : each));

const said = ({ role, organisation }) =>
  `${role ? `<span>${escape(role)}</span>\n` : ""}${organisation ? `<span>${escape(organisation)}</span>\n` : ""}`;

export const personLine = once((person) => {
  const { path, name } = person;
  return `<li>
${path ? `<a class="person-name" href="${path}">${escape(name)}</a>` : `<span class="person-name">${escape(name)}</span>`}
${said(person)}</li>`;
});

export const attendee = once(({ path, name, role, organisation }) => ({
  "@type": "Person",
  name,
  jobTitle: role,
  affiliation: organisation && { "@type": "Organization", name: organisation },
  url: path && base + path,
}));

export function personNode(language, shelf, url) {
  return {
    "@type": "ProfilePage",
    "@id": base + url,
    url: base + url,
    inLanguage: language,
    publisher: { "@id": `${base}/#office` },
    dateModified: shelf.releases[0].data.moment,
    mainEntity: attendee(registered(`${language} ${shelf.key}`)),
  };
}

const namedIn = (language, releases) => `<ul class="card-releases">
${releases
  .map(
    ({ url, data }) =>
      `<li><time datetime="${data.moment}">${dateInWords(language, data.moment)}</time> <a href="${url}">${escape(data.title)}</a></li>`,
  )
  .join("\n")}
</ul>`;

function card(language, { name, shelf, releases, ...words }) {
  if (shelf) {
    return `<li>
<a href="${shelf.url}">${escape(name)}</a>
${said(words)}<span class="card-note">${count(language, shelf.releases.length)}</span>
</li>`;
  }
  const list = namedIn(language, releases);
  const shown =
    releases.length > 2
      ? `<details class="card-note">
<summary>${count(language, releases.length)}</summary>
${list}
</details>`
      : list;
  return `<li>
<span class="card-name">${escape(name)}</span>
${said(words)}${shown}
</li>`;
}

// The rows of a page below their letters, those of the same words in one.
function grouped(rows) {
  const letters = new Map();
  for (const { release, ...row } of rows) {
    if (!letters.has(row.letter)) letters.set(row.letter, []);
    const own = letters.get(row.letter);
    const last = own.at(-1);
    if (release && last?.releases && last.words === row.words) last.releases.push(release);
    else own.push(release ? { ...row, releases: [release] } : row);
  }
  return letters;
}

// Each letter with the page that it begins on.
const letters = once((language) => {
  const found = new Map();
  plan.people[language].forEach(({ letter }, place) => {
    if (!found.has(letter)) found.set(letter, place);
  });
  return found;
});

export function peopleIndex({ language, rows, number, count: last, at, size }) {
  const all = [...letters(language)];
  const links = all.map(([letter, place], position) => {
    const on = Math.floor(place / size) + 1;
    return `<li><a href="${on === number ? "" : at(on)}#letter_${position + 1}">${letter}</a></li>`;
  });
  const sections = [...grouped(rows)].map(
    ([letter, own]) => `<section class="letter">
<h2 id="letter_${all.findIndex(([each]) => each === letter) + 1}">${letter}</h2>
<ul class="cards">
${own.map((each) => card(language, each)).join("\n")}
</ul>
</section>`,
  );
  const suffix = number > 1 ? ` · ${t(language, "pageOf", { number, count: last })}` : "";
  return {
    title: t(language, "participants") + suffix,
    description: t(language, "peopleOf", { name: office[language].name }),
    section: "participants",
    main: `<header class="page-head">
<h1>${t(language, "participants")}</h1>
<nav class="letters" aria-label="${t(language, "letters")}">
<ul>
${links.join("\n")}
</ul>
</nav>
</header>
${sections.join("\n")}
${steps({ language, number, last, at })}`,
  };
}

function steps({ language, number, last, at }) {
  if (last < 2) return "";
  return `<nav class="pager" aria-label="${t(language, "pages")}">
${number > 1 ? `<a rel="prev" href="${at(number - 1)}">${t(language, "previousPage")}</a>\n` : ""}${number < last ? `<a rel="next" href="${at(number + 1)}">${t(language, "nextPage")}</a>\n` : ""}</nav>`;
}
