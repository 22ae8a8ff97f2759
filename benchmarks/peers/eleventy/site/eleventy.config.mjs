// The site as Eleventy builds it: Markdown without a template language in front of it, templates
// in JavaScript (the fastest kind it has), and registries read once, outside of the data cascade,
// which would merge them into the data of every page.
import { headingIds } from "./lib/headings.mjs";
import { plan } from "./lib/plan.mjs";

export default function (config) {
  config.setUseGitIgnore(false);
  config.amendLibrary("md", (markdown) => markdown.set({ html: false }).use(headingIds));
  config.addPassthroughCopy({ assets: "assets" });
  config.addCollection("pages", (api) => {
    plan.read(api.getFilteredByTag("release"));
    return plan.numbers(plan.pages);
  });
  config.addCollection("feeds", (api) => plan.numbers(plan.feeds));
  config.addCollection("items", (api) => plan.numbers(plan.items));
}

export const config = {
  dir: { input: ".", includes: "_includes", output: "_site" },
  templateFormats: ["md", "11ty.js"],
  markdownTemplateEngine: false,
  htmlTemplateEngine: false,
};
