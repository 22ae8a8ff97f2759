import { agency } from "../../../lib/agencies.mjs";
import { ready } from "../../site.js";

export async function getStaticPaths() {
  await ready();
  return ["az", "en"].map((tag) => ({ params: { tag } }));
}

export const GET = ({ params }) => new Response(agency(params.tag));
