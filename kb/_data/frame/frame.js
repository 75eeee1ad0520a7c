// The frame's palette, search and table of contents.  Pages can be read without this file.
(() => {
  const here = document.currentScript.src, root = new URL("../", here).href;
  const find = selector => document.querySelector(selector);

  // Colours: as the system's, light or dark; the choice is remembered.
  const NAMES = { auto: "Colours follow the system; switch to light", light: "Colours are light; switch to dark", dark: "Colours are dark; follow the system" };
  const NEXT = { auto: "light", light: "dark", dark: "auto" };
  const system = matchMedia("(prefers-color-scheme: dark)"), button = find(".kb-palette");
  let palette = "auto";
  try { palette = localStorage.getItem("kb-palette") in NEXT ? localStorage.getItem("kb-palette") : "auto"; } catch { /* remembers nothing */ }
  function paint() {
    const dark = palette === "dark" || (palette === "auto" && system.matches);
    document.body.dataset.mdColorScheme = dark ? "slate" : "default";
    button.dataset.palette = palette;
    button.title = NAMES[palette];
    button.setAttribute("aria-label", NAMES[palette]);
  }
  button.addEventListener("click", () => {
    palette = NEXT[palette];
    try { palette === "auto" ? localStorage.removeItem("kb-palette") : localStorage.setItem("kb-palette", palette); } catch { /* for this page only */ }
    paint();
  });
  system.addEventListener("change", paint);
  paint();

  // Search: what is found, and in which order, is search.js; it is loaded when it is first wanted,
  // as a script, so that it works from a disk too.
  const MOST = 40;
  const form = find(".md-search"), input = find(".md-search__input"), output = find(".md-search-result");
  const said = find(".kb-search-said"), list = find(".md-search-result__list");
  let loading = null;
  const script = name => new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement("script"), { src: new URL(name, here).href, onload, onerror }));
  });
  const loaded = () => loading ??= Promise.all(["search.js", "../search/entries.js"].map(script))
    .then(() => window.kbSearch(window.kbEntries));
  window.kbFind = async words => (await loaded())(words); // for the map, too
  function hit([{ location, title, text, tags = [] }]) {
    const item = document.createElement("li"), link = document.createElement("a");
    item.className = "md-search-result__item";
    link.href = root + location;
    link.innerHTML = `<span class="kb-hit-title">${title}</span>${tags.map(tag => ` <span class="md-tag">${tag}</span>`).join("")}${text}`;
    item.append(link);
    return item;
  }
  async function search() {
    const asked = input.value;
    output.hidden = !asked.trim();
    if (output.hidden) return;
    let found;
    try { found = (await window.kbFind(asked)).items; } catch { said.textContent = "The search could not be loaded."; return; }
    if (input.value !== asked) return; // another key was pressed
    list.replaceChildren(...found.slice(0, MOST).map(hit));
    output.scrollTop = 0;
    said.textContent = found.length > MOST ? `${found.length} found, the best ${MOST} shown` : `${found.length || "nothing"} found`;
  }
  input.addEventListener("focus", () => { loaded().catch(() => {}); search(); });
  input.addEventListener("input", search);
  form.addEventListener("submit", async event => {
    event.preventDefault();
    await search();
    list.querySelector("a")?.click();
  });
  form.addEventListener("focusout", ({ relatedTarget }) => { if (!form.contains(relatedTarget)) output.hidden = true; });
  output.addEventListener("mousedown", event => { if (!event.target.closest("a")) event.preventDefault(); });
  form.addEventListener("keydown", event => {
    if (event.key === "Escape") { input.focus(); output.hidden = true; }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || output.hidden) return;
    event.preventDefault();
    const stops = [input, ...list.querySelectorAll("a")];
    stops[Math.max(0, Math.min(stops.length - 1, stops.indexOf(document.activeElement) + step))].focus();
  });
  document.addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    input.focus();
  });

  // What can be scrolled is reached by keyboard.
  for (const code of document.querySelectorAll(".md-typeset pre:not([tabindex])")) code.tabIndex = 0;

  // The section that is read is marked in the table of contents.
  const links = [...document.querySelectorAll(".kb-contents a")];
  const sections = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const mark = () => {
    const past = sections.filter(section => section.getBoundingClientRect().top < 140).length - 1;
    links.forEach((link, at) => link.classList.toggle("md-nav__link--active", at === past));
  };
  if (links.length) {
    addEventListener("scroll", mark, { passive: true });
    mark();
  }
})();
