// An id for each heading, made from its words.
const LETTERS = { ə: "e", ğ: "g", ı: "i", ş: "s", ç: "c", ö: "o", ü: "u", "’": "" };

export function headingIds(markdown) {
  markdown.core.ruler.push("heading_ids", (state) => {
    state.tokens.forEach((token, position) => {
      if (token.type === "heading_open") token.attrSet("id", slug(state.tokens[position + 1].content));
    });
  });
}

export function slug(text) {
  return text
    .replaceAll("İ", "i")
    .toLowerCase()
    .replace(/[əğışçöü’]/g, (letter) => LETTERS[letter])
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
