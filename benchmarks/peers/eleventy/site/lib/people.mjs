// Participants: of a release, of the index, and as structured data.
import { base, count, office, people, t } from "./office.mjs";
import { plan } from "./plan.mjs";
import { escape, once } from "./text.mjs";

const registered = once((key) => {
  const [language, name] = key.split(" ");
  return { ...people[name][language], path: `/${language}/participants/${name}/` };
});

export const peopleOf = (data) =>
  data.participants.map((each) => (typeof each === "string" ? registered(`${data.language} ${each}`) : each));

export const personLine = once(({ path, name, role, organisation }) => `<li>
${path ? `<a class="person-name" href="${path}">${escape(name)}</a>` : `<span class="person-name">${escape(name)}</span>`}
${role ? `<span>${escape(role)}</span>` : ""}
${organisation ? `<span>${escape(organisation)}</span>` : ""}
</li>`);

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

export function peopleIndex({ language }) {
  const shelves = plan.of(language, "participant");
  const { compare } = new Intl.Collator(language);
  shelves.sort((one, other) => compare(one.title, other.title));
  const letters = new Map();
  for (const shelf of shelves) {
    const letter = shelf.title[0];
    letters.set(letter, [...(letters.get(letter) ?? []), shelf]);
  }
  const sections = [...letters.entries()].map(([letter, own], position) => {
    const cards = own.map((shelf) => {
      const { role, organisation } = people[shelf.key][language];
      return `<li>
<a href="${shelf.url}">${escape(shelf.title)}</a>
${role ? `<span>${escape(role)}</span>` : ""}
${organisation ? `<span>${escape(organisation)}</span>` : ""}
<span class="card-note">${count(language, shelf.releases.length)}</span>
</li>`;
    });
    return `<section class="letter">
<h2 id="letter_${position + 1}">${letter}</h2>
<ul class="cards">
${cards.join("\n")}
</ul>
</section>`;
  });
  const links = [...letters.keys()].map((letter, at) => `<li><a href="#letter_${at + 1}">${letter}</a></li>`);
  return {
    title: t(language, "participants"),
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
${sections.join("\n")}`,
  };
}
