// The preview's part in the browser: reload, swap style sheets, show errors over the page.
"use strict";
(() => {
  const self = document.currentScript.dataset;
  const query = new URLSearchParams({ page: self.address, version: self.version });
  const source = new EventSource(`/_desk/events?${query}`);
  let host = null;
  let hidden = "";

  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  };

  // In a tree of its own, so that the page's style does not reach in.
  const stage = () => {
    if (host) return host.shadowRoot;
    host = make("div");
    host.id = "beyan-preview";
    const root = host.attachShadow({ mode: "open" });
    const style = make("link");
    style.rel = "stylesheet";
    style.href = "/_desk/preview.css";
    root.append(style);
    document.body.append(host);
    return root;
  };

  const clear = () => {
    if (host) host.remove();
    host = null;
  };

  const overlay = (found) => {
    const box = make("section", "overlay");
    box.setAttribute("role", "alert");
    const head = make("header");
    head.append(make("strong", "", found.counts));
    const desk = make("a", "", found.desk);
    desk.href = "/_desk/";
    const hide = make("button", "", found.hide);
    hide.type = "button";
    hide.addEventListener("click", () => {
      hidden = JSON.stringify(found.errors);
      show(found);
    });
    head.append(desk, hide);
    box.append(head);
    for (const error of found.errors) {
      const part = make("article");
      part.append(make("p", "place", error.place), make("h2", "", error.what));
      if (error.excerpt) part.append(make("pre", "", error.excerpt));
      part.append(make("p", "hint", error.hint));
      box.append(part);
    }
    if (found.note) box.append(make("p", "note", found.note));
    return box;
  };

  const badge = (text, kind) => {
    const link = make("a", `badge ${kind}`, text);
    link.href = "/_desk/";
    return link;
  };

  const show = (found) => {
    clear();
    const isHidden = hidden === JSON.stringify(found.errors);
    if (found.errors.length && !isHidden) stage().append(overlay(found));
    else if (found.errors.length) stage().append(badge(found.counts, "bad"));
    else if (found.warnings) stage().append(badge(found.counts, "doubtful"));
    else stage().append(badge(found.desk, "good"));
  };

  const plain = (path) => path.replace(/\.[0-9a-f]{8}(?=\.css$)/, "");

  source.addEventListener("problems", (event) => show(JSON.parse(event.data)));
  source.addEventListener("reload", () => {
    source.close();
    location.reload();
  });
  source.addEventListener("styles", (event) => {
    const fresh = new Map(JSON.parse(event.data).map((path) => [plain(path), path]));
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const to = fresh.get(plain(new URL(link.href).pathname));
      if (!to || link.getAttribute("href") === to) continue;
      // The old one goes when the new one is there: the page is never without.
      const next = link.cloneNode();
      next.href = to;
      next.addEventListener("load", () => link.remove(), { once: true });
      link.after(next);
    }
  });
})();
