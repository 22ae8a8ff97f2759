// The sitemap: every page with its twin.
import { base } from "./office.mjs";
import { plan } from "./plan.mjs";

export function sitemap() {
  const pages = plan.pages.filter((page) => page.kind !== "404");
  const entries = [
    ...pages.map((page) => entry(page.language, page.url, plan.twin(page))),
    ...plan.items.map((item) => entry(item.data.language, item.url, item.data.twin, item.data.moment)),
  ];
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.join("\n")}
</urlset>
`;
}

function entry(language, url, twin, modified) {
  const [az, en] = language === "az" ? [url, twin] : [twin, url];
  return `<url><loc>${base}${url}</loc>
${modified ? `<lastmod>${modified}</lastmod>\n` : ""}<xhtml:link rel="alternate" hreflang="az" href="${base}${az}"/>
<xhtml:link rel="alternate" hreflang="en" href="${base}${en}"/>
<xhtml:link rel="alternate" hreflang="x-default" href="${base}/"/>
</url>`;
}
