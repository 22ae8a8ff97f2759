// Links for passing a release on, and its citation.
import { office, t } from "./office.mjs";
import { dateInWords, encode, escape } from "./text.mjs";

export function share(language, title, moment, address) {
  const [words, link] = [encode(title), address.replace(":", "%3A")];
  const date = dateInWords(language, moment);
  return `<div class="release-share">
<h2 class="side-heading">${t(language, "share")}</h2>
<ul class="tags">
<li><a rel="nofollow noreferrer" href="mailto:?subject=${words}&amp;body=${link}">${t(language, "email")}</a></li>
<li><a rel="nofollow noreferrer" href="https://wa.me/?text=${words}%20${link}">WhatsApp</a></li>
<li><a rel="nofollow noreferrer" href="https://t.me/share/url?url=${link}&amp;text=${words}">Telegram</a></li>
<li><a rel="nofollow noreferrer" href="https://www.facebook.com/sharer/sharer.php?u=${link}">Facebook</a></li>
</ul>
<details class="cite">
<summary>${t(language, "citationAndAddress")}</summary>
<p><label for="page_citation">${t(language, "citation")}</label>
<textarea id="page_citation" rows="6" readonly>${escape(t(language, "cited", { office: office[language].name, title, date, address }))}</textarea></p>
<p><label for="page_address">${t(language, "pageAddress")}</label>
<input id="page_address" type="url" value="${address}" dir="ltr" readonly></p>
</details>
</div>`;
}
