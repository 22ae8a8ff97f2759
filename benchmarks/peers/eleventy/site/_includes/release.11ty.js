import { release } from "../lib/release.mjs";

export const render = (data) => release({ data, content: data.content, url: data.page.url });
