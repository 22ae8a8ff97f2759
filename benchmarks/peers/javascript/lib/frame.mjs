// What stands around every page.
import { base, generator, office, t } from "./office.mjs";
import { escape, json, once } from "./text.mjs";

const OTHER = { az: "en", en: "az" };
const OWN_NAMES = { az: "Azərbaycan", en: "English" };
const LOCALES = { az: "az_AZ", en: "en_US" };

export function frame(page, main) {
  const { language, url, twin, title, description, type = "website", feed, moment, section } = page;
  const name = office[language].name;
  const full = base + url;
  const steps = page.steps ?? stepsTo(`${language} ${section} ${page.label ? "below" : ""} ${page.year ?? ""}`);
  return `<!DOCTYPE html>
<html lang="${language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · ${section === "home" ? office[language].tagline : name}</title>
<meta name="description" content="${escape(description)}">
${section === "404" ? '<meta name="robots" content="noindex">\n' : ""}${common(language)}
<link rel="canonical" href="${full}">
${section === "404" ? "" : alternates(language, url, twin)}
<meta property="og:title" content="${escape(title)}">
<meta property="og:description" content="${escape(description)}">
<meta property="og:type" content="${type}">
<meta property="og:url" content="${full}">
${feed ? feedLinks(title, feed) : ""}${moment ? moments(language, moment) : ""}${section === "404" ? "" : structured(page, steps)}</head>
<body>
<a class="skip" href="#page_main">${t(language, "skip")}</a>
<header class="masthead">
<div class="bar">
<div class="wrap bar-line">
<p class="call-centre"><span>${t(language, "callCentre")}</span> <a class="number" href="tel:916" dir="ltr">916</a></p>
${switcher(language, section === "404" ? `/${language}/` : url, twin)}
</div>
</div>
<div class="wrap masthead-line">
${brand(language)}
${menu(`${language} ${section}`)}
</div>
</header>
${trail(steps, language)}
<main id="page_main" class="wrap" tabindex="-1">
${main}
</main>
${footer(language)}
</body>
</html>
`;
}

const common = once(
  (language) => `<meta name="generator" content="${generator}">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#0d4a57" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#0f2a31" media="(prefers-color-scheme: dark)">
<link rel="icon" type="image/svg+xml" href="/assets/favicon.svg">
<link rel="preload" as="font" type="font/woff2" href="/assets/fonts/sans-latin.woff2" crossorigin>
<link rel="preload" as="font" type="font/woff2" href="/assets/fonts/serif-latin.woff2" crossorigin>
<link rel="stylesheet" href="/assets/beyan.css">
<meta property="og:site_name" content="${office[language].name}">
<meta property="og:locale" content="${LOCALES[language]}">
<meta name="twitter:card" content="summary">
<link rel="alternate" type="application/atom+xml" title="${office[language].name}" href="/${language}/feed.xml">
<link rel="alternate" type="application/rss+xml" title="${office[language].name}" href="/${language}/rss.xml">
<link rel="alternate" type="application/feed+json" title="${office[language].name}" href="/${language}/feed.json">`,
);

function alternates(language, url, twin) {
  const [az, en] = language === "az" ? [url, twin] : [twin, url];
  return `<link rel="alternate" hreflang="az" href="${base}${az}">
<link rel="alternate" hreflang="en" href="${base}${en}">
<link rel="alternate" hreflang="x-default" href="${base}/">
<meta property="og:locale:alternate" content="${LOCALES[OTHER[language]]}">`;
}

const feedLinks = (title, folder) => `<link rel="alternate" type="application/atom+xml" title="${escape(title)}" href="${folder}feed.xml">
<link rel="alternate" type="application/rss+xml" title="${escape(title)}" href="${folder}rss.xml">
<link rel="alternate" type="application/feed+json" title="${escape(title)}" href="${folder}feed.json">
`;

const moments = (language, moment) => `<meta name="author" content="${office[language].name}">
<meta property="article:published_time" content="${moment}">
<meta property="article:modified_time" content="${moment}">
`;

function switcher(language, url, twin) {
  const entry = (tag) =>
    tag === language
      ? `<li><a href="${url}" hreflang="${tag}" aria-current="page">${OWN_NAMES[tag]}</a></li>`
      : `<li><a href="${twin}" hreflang="${tag}" lang="${tag}">${OWN_NAMES[tag]}</a></li>`;
  return `<nav class="switcher" aria-label="${t(language, "languages")}">
<ul>
${entry("az")}
${entry("en")}
</ul>
</nav>`;
}

const brand = once(
  (language) => `<div class="brand brand-long">
<img class="brand-mark" src="/assets/logo.svg" width="64" height="64" alt="">
<div>
<p class="brand-name"><a href="/${language}/">${office[language].name}</a></p>
<p class="brand-tagline">${office[language].tagline}</p>
</div>
</div>`,
);

const menu = once((key) => {
  const [language, section] = key.split(" ");
  const entries = ["releases", "topics", "participants"].map(
    (each) =>
      `<li><a href="/${language}/${each}/"${each === section ? ' aria-current="true"' : ""}>${t(language, each)}</a></li>`,
  );
  return `<nav class="menu" aria-label="${t(language, "main")}">
<details class="fold fold-menu" name="masthead">
<summary><svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="M2 4h16M2 10h16M2 16h16"/></svg> <span>${t(language, "menu")}</span></summary>
<ul class="fold-body">
${entries.join("\n")}
</ul>
</details>
</nav>`;
});

export const contact = once(
  (language) => `<dl class="contact">
<div><dt>${t(language, "telephone")}</dt><dd><a class="number" href="${office.phoneLink}" dir="ltr">${office.phone}</a></dd></div>
<div><dt>${t(language, "email")}</dt><dd><a href="mailto:${office.email}" dir="ltr">${office.email}</a></dd></div>
<div><dt>${t(language, "address")}</dt><dd>${office[language].address}</dd></div>
<div><dt>${t(language, "callCentre")}</dt><dd><a class="number" href="tel:916" dir="ltr">${office.callCentre}</a></dd></div>
</dl>`,
);

const footer = once(
  (language) => `<footer class="colophon">
<div class="wrap">
<div>
<p class="colophon-name">${office[language].name}</p>
<p>${office[language].tagline}</p>
<p class="colophon-note">${t(language, "noCookies")}</p>
</div>
<div>
${contact(language)}
</div>
<div class="feeds">
<p class="label">${t(language, "follow")}</p>
<p><a href="/${language}/feeds/">${t(language, "getNew")}</a></p>
</div>
</div>
</footer>`,
);

// The pages above a page, from the home page on; the same array for all that stand beside it.
const stepsTo = once((key) => {
  const [language, section, below, year] = key.split(" ");
  if (section === "home" || section === "404") return [];
  const steps = [[t(language, "home"), `/${language}/`]];
  if (below) steps.push([t(language, section), `/${language}/${section}/`]);
  if (year) steps.push([year, `/${language}/${section}/${year}/`]);
  return steps;
});

const trail = once((steps, language) =>
  steps.length
    ? `<nav class="trail wrap" aria-label="${t(language, "youAreHere")}">
<ol>
${steps.map(([name, url]) => `<li><a href="${url}">${name}</a></li>`).join("\n")}
</ol>
</nav>`
    : "",
);

const stepNode = ([name, url], position) => ({ "@type": "ListItem", position: position + 1, name, item: base + url });

// The same on every page of a language, so it is written once.
const officeText = once((language) =>
  json({
    "@type": "Organization",
    "@id": `${base}/#office`,
    name: office[language].name,
    url: `${base}/`,
    logo: `${base}/assets/logo.svg`,
    email: office.email,
    telephone: office.phone,
    address: office[language].address,
    contactPoint: {
      "@type": "ContactPoint",
      contactType: "customer service",
      telephone: office.callCentre,
      availableLanguage: ["az", "en"],
    },
  }),
);

function structured(page, steps) {
  const { language, url, title, label, section, modified, node } = page;
  const full = base + url;
  const graph = [
    node ?? {
      "@type": section === "home" ? ["CollectionPage", "WebPage"] : "CollectionPage",
      "@id": full,
      url: full,
      inLanguage: language,
      publisher: { "@id": `${base}/#office` },
      dateModified: modified,
      name: section === "home" ? title : section === "topics" ? page.name : undefined,
    },
  ];
  if (steps.length) {
    const last = label ? [label, url] : [title, url];
    graph.push({ "@type": "BreadcrumbList", itemListElement: [...steps, last].map(stepNode) });
  }
  return `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[${officeText(language)},${json(graph).slice(1)}}</script>
`;
}
