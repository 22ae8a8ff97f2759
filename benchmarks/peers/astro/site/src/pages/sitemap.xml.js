import { sitemap } from "../../lib/sitemap.mjs";
import { ready } from "../site.js";

export async function GET() {
  await ready();
  return new Response(sitemap());
}
