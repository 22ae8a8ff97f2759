import { planned } from "../../../lib/pages.mjs";
import { ready } from "../../site.js";

export async function getStaticPaths() {
  const { pages } = await ready();
  return pages.filter(({ kind }) => kind === "404").map((page) => ({ params: { tag: page.language }, props: { page } }));
}

export const GET = ({ props }) => new Response(planned(props.page));
