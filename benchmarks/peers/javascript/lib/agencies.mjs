// The release for agencies: IPTC ninjs.
import { base, office, topics } from "./office.mjs";
import { peopleOf } from "./people.mjs";
import { plan } from "./plan.mjs";
import { once, plain, standalone } from "./text.mjs";

const SCHEMA = "https://iptc.org/std/ninjs/ninjs-schema_3.1.json";

const issuer = once((language) => {
  const line = { role: "press", lang: language, name: office[language].tagline };
  return {
    name: office[language].name,
    rel: "issuer",
    contactInfo: [
      { type: "call-centre", ...line, value: office.callCentre },
      { type: "phone", ...line, value: office.phone },
      { type: "email", ...line, value: office.email },
      { type: "address", ...line, address: { lines: [office[language].address] } },
    ],
  };
});

const person = once(({ path, name, role, organisation }) => ({
  name,
  rel: "participant",
  uri: path && base + path,
  literal: [role, organisation].filter(Boolean).join(", "),
}));

export function ninjs(item) {
  const { language, identifier, title, moment, summary, place, twin } = item.data;
  const name = office[language].name;
  const html = standalone(item.content);
  const text = plain(html);
  return JSON.stringify({
    standard: { name: "ninjs", version: "3.1", schema: SCHEMA },
    uri: identifier,
    type: "text",
    representationType: "full",
    language,
    pubStatus: "usable",
    firstCreated: moment,
    versionCreated: moment,
    contentCreated: moment,
    by: name,
    copyrightHolder: name,
    headlines: [{ role: "main", contentType: "text/plain", value: title }],
    infoSources: [{ name, role: "originator" }],
    altIds: [{ role: "web", value: base + item.url }],
    organisations: [issuer(language)],
    located: place,
    places: [{ name: place, rel: "dateline" }],
    bodies: [
      { role: "main", contentType: "text/html", charCount: html.length, value: html },
      {
        role: "main",
        contentType: "text/plain",
        charCount: text.length,
        wordCount: text.split(/\s+/).length,
        value: text,
      },
    ],
    descriptions: [{ role: "summary", contentType: "text/plain", value: summary }],
    people: peopleOf(item.data).map((each) => person(each)),
    subjects: item.data.topics.map((key) => {
      const topic = topics[key][language];
      return { name: topic.name, uri: `${base}/${language}/topics/${topic.slug}/` };
    }),
    associations: [
      {
        name: `translation-${language === "az" ? "en" : "az"}`,
        rel: "translation",
        uri: `${base}${twin}release.json`,
        type: "text",
        language: language === "az" ? "en" : "az",
      },
    ],
  });
}

// The list of all release.json of a language.
export function agency(tag) {
  return JSON.stringify({
    title: office[tag].name,
    language: tag,
    standard: { name: "ninjs", version: "3.1", schema: SCHEMA },
    items: plan.items
      .filter((item) => item.data.language === tag)
      .map((item) => ({
        uri: item.data.identifier,
        href: `${base}${item.url}release.json`,
        page: base + item.url,
        headline: item.data.title,
        contentCreated: item.data.moment,
        versionCreated: item.data.moment,
      })),
  });
}
