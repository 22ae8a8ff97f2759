// The site as Astro builds it: texts are a collection of content, rendered by Astro's own Markdown,
// and pages come from one template as finished HTML, the fastest kind there is.
export default {
  site: "https://press.ombudsman.example",
  trailingSlash: "always",
  compressHTML: false,
  cacheDir: "./.cache/astro",
  devToolbar: { enabled: false },
  // Bəyan leaves quotation marks as they are typed, and there is no code to colour.
  markdown: { smartypants: false, syntaxHighlight: false },
  vite: { cacheDir: ".cache/vite" },
};
