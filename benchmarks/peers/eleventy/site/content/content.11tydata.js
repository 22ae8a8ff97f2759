export default {
  tags: ["release"],
  layout: "release.11ty.js",
  permalink: (data) => `/${data.language}/releases/${data.year}/${data.page.fileSlug}/`,
};
