// The index, a part for each year, read as far as a search needs it (beyan/publish/search.py).

const SHORTEST = 4; // letters of a word typed that what is like it has to have
const IN_TITLE = 24; // the weight of a word that stands in the title

export function openIndex(parts, reader) {
  return Promise.all(parts.map((address) => openPart(address, reader))).then((opened) => ({
    parts: opened,
    size: opened.reduce((sum, part) => sum + part.documents.length, 0),
  }));
}

async function openPart(address, reader) {
  // It names the other files: an old one may name what is there no more.
  const entry = await json(`${address}index`, { cache: "no-cache" });
  const files = new Map();
  const file = (name) => {
    if (!files.has(name)) files.set(name, json(`${address}${entry.version}/${name}`));
    return files.get(name);
  };
  const year = address.split("/").at(-2);
  const part = {
    address,
    year: /^\d+$/.test(year) ? +year : undefined,
    documents: entry.documents.map(([day, topics, people], number) => ({
      number,
      day,
      year: day.slice(0, 4),
      topic: topics.map((each) => entry.topics[each]),
      participant: people.map((each) => entry.people[each]),
    })),
    // The terms whose plain form begins so; or is that, where it `isWhole`.
    async terms(beginning, isWhole = false) {
      const [first, last] = range(entry.terms, beginning, isWhole);
      const numbers = Array.from({ length: last - first + 1 }, (_, at) => first + at);
      const found = await Promise.all(numbers.map((number) => file(`terms-${number}`)));
      return found.flat().flatMap(([term, ...postings]) => {
        const plain = reader.plain(term);
        return plain.startsWith(beginning) ? [{ term, plain, postings }] : [];
      });
    },
    async text(number) {
      const at = entry.texts.findLastIndex((first) => first <= number);
      const texts = await file(`texts-${at}`);
      const [url, title, day, place, text] = texts[number - entry.texts[at]];
      return { url, title, day, place, text };
    },
  };
  for (const document of part.documents) document.part = part;
  return part;
}

// The files that may have what begins so.
function range(firsts, beginning, isWhole) {
  const first = Math.max(firsts.findLastIndex((each) => each <= beginning), 0);
  let last = first;
  while (!isWhole && firsts[last + 1]?.startsWith(beginning)) last += 1;
  return firsts.length ? [first, last] : [0, -1];
}

async function json(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  const data = new Uint8Array(await answer.arrayBuffer());
  // Some servers say that it is packed, and then the browser has unpacked it.
  if (data[0] !== 0x1f || data[1] !== 0x8b) return JSON.parse(new TextDecoder().decode(data));
  const unpacked = new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(unpacked).json();
}

// What is found for one word: { terms, documents, other }, `documents` with the weight that each
// has, `other` the term that was taken for it where there was none.
export async function found(index, word, reader) {
  const every = await own(index, word);
  if (every.length) return collected(index, every);
  const near = await like(index, word);
  return near.length ? { ...collected(index, near), other: near[0].term } : collected(index, []);
}

// The word with all endings, and others that begin with it.
async function own(index, { small, plain, stem, isPart }) {
  const beginning = stem.length < SHORTEST ? plain : stem;
  const shortest = beginning.length < stem.length ? beginning : stem;
  const isWhole = plain.length < 3 || isPart;
  const asked = await Promise.all(
    index.parts.map(async (part) => ({ part, terms: await part.terms(shortest, isWhole) })),
  );
  return asked.flatMap(({ part, terms }) =>
    terms.flatMap((each) => {
      const isSame = each.plain === stem || each.plain === plain;
      if (!isSame && (isWhole || !each.plain.startsWith(beginning))) return [];
      const isSpelled = small.startsWith(each.term) || each.term.startsWith(small);
      const share = isSame ? 1 : (0.6 * beginning.length) / each.plain.length;
      return [{ ...each, part, share: share * (isSpelled ? 1 : 0.8) }];
    }),
  );
}

// What differs from the word in one letter; else what it begins with, or shares most of.
async function like(index, { plain, stem }) {
  if (stem.length < SHORTEST) return [];
  const [a, b] = stem;
  const beginnings = [a + b, b + a, stem.slice(1, 3), a + stem[2]];
  for (const beginning of [...beginnings.map((each) => [each]), [a]]) {
    const terms = await all(index, beginning[0]);
    const near = terms.filter((each) => isNear(each.plain, stem) || isNear(each.plain, plain));
    if (near.length) return mostCommon(near);
  }
  const shared = plain.slice(0, Math.max(SHORTEST, plain.length - 3));
  if (plain.length <= SHORTEST) return [];
  const terms = await all(index, plain.slice(0, SHORTEST));
  return mostCommon(
    terms.filter(
      (each) =>
        plain.startsWith(each.plain) ||
        (each.plain.startsWith(shared) && each.plain.length <= plain.length + 2),
    ),
  );
}

async function all(index, beginning) {
  const asked = index.parts.map(async (part) => {
    const terms = await part.terms(beginning);
    return terms.map((each) => ({ ...each, part, share: 0.7 }));
  });
  return (await Promise.all(asked)).flat();
}

// Of several words that are as near, the one that most texts have.
function mostCommon(terms) {
  const counts = new Map();
  for (const { plain, postings } of terms) {
    counts.set(plain, (counts.get(plain) ?? 0) + postings.length);
  }
  const best = [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  return terms.filter((each) => each.plain === best[0]?.[0]);
}

// Whether one letter more, less, other, or two that changed places, make one of the other.
function isNear(one, other) {
  if (Math.abs(one.length - other.length) > 1 || Math.min(one.length, other.length) < 3) {
    return false;
  }
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [a, b] = [one.slice(start), other.slice(start)];
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  );
}

function collected(index, terms) {
  const documents = new Map();
  for (const { part, postings, share } of terms) {
    let number = 0;
    for (let at = 0; at < postings.length; at += 2) {
      number += postings[at];
      const document = part.documents[number];
      const weight = postings[at + 1] * share;
      const before = documents.get(document);
      if (!before || before.weight < weight) {
        documents.set(document, { weight, isInTitle: postings[at + 1] >= IN_TITLE });
      }
    }
  }
  const rarity = Math.log(1 + (index.size - documents.size + 0.5) / (documents.size + 0.5));
  for (const each of documents.values()) each.weight *= rarity;
  return { terms: new Set(terms.map((each) => each.term)), documents };
}
