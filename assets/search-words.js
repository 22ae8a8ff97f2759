// Words as the search index knows them: the same as beyan/language/stems.py makes of them, by the
// tables that the page carries. And the dates that stand among them.

const INVISIBLE = /[\u00ad\u200b\u2060]/g;

// How the words of one language are read.
export function reader(rules) {
  const letters = new Map(rules.letters);
  const last = new Map(rules.last);
  const word = new RegExp(`[\\p{L}\\p{N}${rules.marks}${rules.unspaced}]+`, "gu");
  const run = new RegExp(`[${rules.unspaced}]+`, "u");
  const parts = new RegExp(`([${rules.unspaced}]+)`, "u");
  const known = new Map();

  const words = (text) => text.replace(INVISIBLE, "").match(word) ?? [];

  function small(text) {
    const dotted = rules.dotted ? text.replaceAll("İ", "i").replaceAll("I", "ı") : text;
    return dotted.toLowerCase().replaceAll("i\u0307", "i").normalize("NFC");
  }

  function plain(text) {
    if (run.test(text)) return text.normalize("NFKC");
    const bare = text.normalize("NFKD").replace(/\p{M}/gu, "");
    const digits = bare.replace(/\p{Nd}/gu, digit).normalize("NFC");
    return [...digits].map((each) => letters.get(each) ?? each).join("");
  }

  // Without an article and the like before it.
  function bare(text) {
    const found = rules.prefixes.find(
      (prefix) => text.startsWith(prefix) && text.length - prefix.length >= 3,
    );
    return found ? text.slice(found.length) : text;
  }

  function stem(text) {
    let left = bare(text);
    const ends = ([ending, other, least]) => {
      const rest = left.length - ending.length + other.length;
      return left.endsWith(ending) && (least > 0 ? rest >= least : rest === -least);
    };
    for (;;) {
      const isKept = rules.kept.some((ending) => left.endsWith(ending));
      const cut = isKept ? undefined : rules.suffixes.find(ends);
      if (!cut) break;
      left = left.slice(0, left.length - cut[0].length) + cut[1];
    }
    const end = left.at(-1);
    return left.length > 3 ? left.slice(0, -1) + (last.get(end) ?? end) : left;
  }

  function made(text) {
    if (run.test(text)) {
      return text.split(parts).filter(Boolean).flatMap((part) => {
        if (!run.test(part)) return made(part);
        const signs = [...plain(small(part))];
        return signs.map((_, at) => signs.slice(at, at + 2).join(""));
      });
    }
    const own = small(text);
    const stemmed = stem(plain(own));
    const whole = own.slice(0, stemmed.length);
    const changed = own.slice(0, Math.max(stemmed.length - 1, 0)) + stemmed.slice(-1);
    return [[whole, changed].find((each) => plain(each) === stemmed) ?? stemmed];
  }

  // What the index has for a word.
  function terms(text) {
    let found = known.get(text);
    if (!found) known.set(text, (found = made(text)));
    return found;
  }

  const isRun = (text) => run.test(text);
  return { words, small, plain, bare, stem, terms, isRun, pattern: word };
}

// The value of a digit of any script: all have their ten in a row.
function digit(sign) {
  if (sign >= "0" && sign <= "9") return sign;
  let zero = sign.codePointAt(0);
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) {
    zero -= 1;
    value += 1;
  }
  return String(value);
}

const NUMBER = "(?<![\\p{L}\\p{N}]|\\p{N}[./-])";
const END = "(?![\\p{L}\\p{N}]|[./-]\\p{N})";
const NUMERIC = [
  ["(?<day>\\d{1,2})[./-](?<month>\\d{1,2})[./-](?<year>\\d{4}|\\d{2})"],
  ["(?<year>\\d{4})[./-](?<month>\\d{1,2})(?:[./-](?<day>\\d{1,2}))?"],
  ["(?<month>\\d{1,2})[./-](?<year>\\d{4})"],
  ["(?<year>\\d{4})年(?:(?<month>\\d{1,2})月(?:(?<day>\\d{1,2})日)?)?"],
].map(([each]) => new RegExp(NUMBER + each + (each.includes("年") ? "" : END), "u"));

// The date in what is typed, with the words that are left: { day, month, year, rest }, or undefined.
// `years` are those that there are releases of.
export function dateIn(typed, { reader, months, rules, years }) {
  const text = typed.replace(/\p{Nd}/gu, digit);
  const names = months.map((each) => each.map((name) => reader.plain(reader.small(name))));
  const monthOf = (word) => monthNumber(word, names, rules);
  for (const pattern of NUMERIC) {
    const found = text.match(pattern);
    const date = found && valid(found.groups);
    if (date) return { ...date, rest: without(typed, found.index, found[0].length) };
  }
  const words = [...text.matchAll(reader.pattern)].map((found) => ({
    text: found[0], start: found.index, end: found.index + found[0].length,
  }));
  const plain = words.map((each) => reader.plain(reader.small(each.text)));
  const small = new Set(rules.of_years);
  const isYear = (at) => /^\d{4}$/.test(plain[at] ?? "") && +plain[at] >= 1900 && +plain[at] < 2200;
  const dayOf = (at) => {
    const day = (plain[at] ?? "").match(/^(\d{1,2})(?:st|nd|rd|th)?$/)?.[1];
    return day >= 1 && day <= 31 ? +day : undefined;
  };
  const isJoint = (at) => small.has(plain[at]);
  const cut = (from, to) => without(typed, words[from].start, words[to].end - words[from].start);

  for (let at = 0; at < words.length; at += 1) {
    const month = monthOf(plain[at]);
    if (!month) continue;
    let [from, to, day, year] = [at, at];
    let left = at - 1;
    while (isJoint(left)) left -= 1;
    if (dayOf(left)) {
      [day, from] = [dayOf(left), left];
      left -= 1;
      while (isJoint(left)) left -= 1;
    }
    if (isYear(left)) [year, from] = [plain[left], left];
    let right = at + 1;
    while (isJoint(right)) right += 1;
    if (day === undefined && dayOf(right)) {
      [day, to] = [dayOf(right), right];
      right += 1;
      while (isJoint(right)) right += 1;
    }
    if (year === undefined && isYear(right)) {
      [year, to] = [plain[right], right];
      while (isJoint(to + 1)) to += 1;
    } else if (day !== undefined) {
      while (isJoint(to + 1)) to += 1;
    }
    const isAlone = from === to;
    if (isAlone && (plain[at] !== names[month - 1][0] || rules.doubtful.includes(plain[at]))) {
      continue;
    }
    const date = valid({ day, month, year });
    if (date) return { ...date, rest: cut(from, to) };
  }
  for (let at = 0; at < words.length; at += 1) {
    const isOfWord = words[at].start > 0 && /[-\p{L}]/u.test(typed[words[at].start - 1]);
    if (!isYear(at) || isOfWord || !years.includes(plain[at])) continue;
    let to = at;
    while (isJoint(to + 1)) to += 1;
    return { year: +plain[at], rest: cut(at, to) };
  }
  return undefined;
}

// By its name, with an ending, or by three letters that it begins with and no other does.
function monthNumber(text, months, rules) {
  const isEnding = (rest) => rules.suffixes.some(([ending]) => ending === rest);
  const isCalled = (name) =>
    name === text || (text.startsWith(name) && isEnding(text.slice(name.length)));
  const found = months.findIndex((names) => names.some(isCalled));
  if (found >= 0 || text.length < 3) return found + 1;
  const begun = months.flatMap((names, at) => (names[0]?.startsWith(text) ? [at + 1] : []));
  return begun.length === 1 ? begun[0] : 0;
}

function valid({ day, month, year }) {
  let [d, m] = [day && +day, month && +month];
  if (m > 12 && d <= 12) [d, m] = [m, d];
  if (m > 12 || m < 1 || d > 31 || d < 1) return undefined;
  const y = year && (String(year).length === 2 ? 2000 + +year : +year);
  return { day: d, month: m, year: y };
}

function without(text, start, length) {
  const rest = `${text.slice(0, start)} ${text.slice(start + length)}`;
  return rest.replace(/\s+/g, " ").trim();
}
