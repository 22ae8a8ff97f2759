import { ninjs } from "../../../lib/agencies.mjs";
import { ready } from "../../site.js";

export async function getStaticPaths() {
  const { items } = await ready();
  return items.map((item) => ({ params: { folder: item.url.slice(1, -1) }, props: { item } }));
}

export const GET = ({ props }) => new Response(ninjs(props.item));
