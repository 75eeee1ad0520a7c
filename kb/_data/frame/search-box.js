// The search above every page, and the words by which a page was found, marked on it.  What is
// found, and in which order, is search.js; it is loaded when it is first wanted, as a script, so
// that it works from a disk too.
(() => {
  const here = document.currentScript.src, root = new URL("../", here);
  const find = selector => document.querySelector(selector);
  const MOST = 40, LED = "h"; // shown at once; what an address calls the words that led to it
  const form = find(".kb-search"), input = find(".md-search__input"), output = find(".md-search-result");
  const said = find(".kb-search-said"), list = find(".md-search-result__list");
  const asked = {};
  const script = name => asked[name] ??= new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement("script"), { src: new URL(name, here).href, onload, onerror }));
  });
  let loading = null;
  const loaded = () => loading ??= Promise.all(["search.js", "../search/entries.js"].map(script))
    .then(() => window.kbSearch(window.kbEntries));
  window.kbFind = async words => (await loaded())(words); // for the map, too
  function hit([{ location, title, text, tags = [], ways }]) {
    const item = document.createElement("li"), link = document.createElement("a"), to = new URL(location, root);
    for (const way of ways) to.searchParams.append(LED, way.endsWith(" ") ? way.trim() : `${way.trim()}*`);
    item.className = "md-search-result__item";
    link.href = to.href;
    link.innerHTML = `<span class="kb-hit-title">${title}</span>${tags.map(tag => ` <span class="md-tag">${tag}</span>`).join("")}${text}`;
    item.append(link);
    return item;
  }
  async function search() {
    const query = input.value;
    output.hidden = !query.trim();
    if (output.hidden) return;
    let found;
    try { found = (await window.kbFind(query)).items; } catch { said.textContent = "The search could not be loaded."; return; }
    if (input.value !== query) return; // another key was pressed
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

  // On a page that was reached from the search its words are marked, in the article alone.
  const led = new URLSearchParams(location.search).getAll(LED);
  const LEFT = "script, style, math, svg, select, textarea, .headerlink";
  function mark(ways) {
    const { SPLIT, hits } = window.kbWords, nodes = [];
    const walker = document.createTreeWalker(find("article"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(LEFT)) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const pieces = node.data.split(SPLIT), found = hits(pieces, ways);
      if (found.size) node.replaceWith(...pieces.map((piece, at) => found.has(at) ? Object.assign(document.createElement("mark"), { textContent: piece }) : piece));
    }
  }
  if (led.length) script("search.js").then(() => mark(led.map(way => way.endsWith("*") ? ` ${way.slice(0, -1)}` : ` ${way} `)), () => {});
})();
