// The site as Eleventy builds it: Markdown without a template language in front of it, templates
// in JavaScript (the fastest kind it has), and registries read once, outside of the data cascade,
// which would merge them into the data of every page.
import { headingIds } from "./lib/headings.mjs";
import { plan } from "./lib/plan.mjs";

export default function (config) {
  config.setUseGitIgnore(false);
  config.amendLibrary("md", (markdown) => markdown.set({ html: false }).use(headingIds));
  config.addPassthroughCopy({ assets: "assets" });
  // Which collection Eleventy asks for first depends on the templates.
  let isRead = false;
  config.on("eleventy.before", () => (isRead = false));
  for (const kind of ["pages", "feeds", "items"]) {
    config.addCollection(kind, (api) => {
      if (!isRead) plan.read(api.getFilteredByTag("release"));
      isRead = true;
      return plan.numbers(plan[kind]);
    });
  }
}

export const config = {
  dir: { input: ".", includes: "_includes", output: "_site" },
  templateFormats: ["md", "11ty.js"],
  markdownTemplateEngine: false,
  htmlTemplateEngine: false,
};
