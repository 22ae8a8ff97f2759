import { atom } from "../../../lib/feeds.mjs";
import { ready } from "../../site.js";

export async function getStaticPaths() {
  const { feeds } = await ready();
  return feeds.map((feed) => ({ params: { folder: feed.folder.slice(1, -1) }, props: { feed } }));
}

export const GET = ({ props }) => new Response(atom(props.feed));
