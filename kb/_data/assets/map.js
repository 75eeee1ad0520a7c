// The whole map: what search finds is marked, and whoever looks at a claim sees its lines alone.
// Without this file the map is a list with lines.  Loaded by preview.js, where there is a map.
(() => {
  const part = document.querySelector("[data-kb-map]");
  const form = part.querySelector(".kb-tools"), field = form.elements.find, said = part.querySelector(".kb-map-said");
  const links = [...part.querySelectorAll(".kb-rows a")];
  const idOf = address => new URL(address, location.href).pathname.match(/\/claims\/([a-z0-9-]+)\/(index\.html)?$/)?.[1];
  const named = new Set(links.map(a => idOf(a.href)));
  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

  // The claim under the pointer or the focus, its lines, and what these lead to.
  function look(event) {
    const a = event.target.closest(".kb-rows a"), box = a?.closest(".kb-box");
    for (const old of part.querySelectorAll(".kb-dim")) if (old !== box) old.classList.remove("kb-dim");
    for (const old of part.querySelectorAll(".kb-hot")) old.classList.remove("kb-hot");
    if (!box) return;
    const rows = [...box.querySelectorAll("li")], own = String(rows.indexOf(a.parentElement));
    const lines = [...box.querySelectorAll("path[data-e]")].filter(path => path.dataset.e.split(" ").includes(own));
    box.classList.toggle("kb-dim", lines.length > 0);
    for (const line of lines) {
      line.classList.add("kb-hot");
      for (const end of line.dataset.e.split(" ")) rows[end].classList.add("kb-hot");
    }
  }
  for (const moved of ["pointerover", "focusin"]) part.addEventListener(moved, look);

  // The site's own search, which the frame loads when it is first wanted: the same words find the same.
  let asked = "";
  async function find(words) {
    asked = words;
    const hits = words ? (await window.kbFind(words)).items.flat() : [];
    if (asked !== words) return;
    const found = new Map();
    for (const hit of hits) {
      const id = hit.location?.match(/^claims\/([a-z0-9-]+)\//)?.[1];
      if (id && !found.has(id)) found.set(id, hit.title);
    }
    for (const a of links) a.parentElement.classList.toggle("kb-found", found.has(idOf(a.href)));
    part.classList.toggle("kb-finding", found.size > 0);
    const others = [...found].filter(([id]) => !named.has(id)).slice(0, 20);
    said.replaceChildren(words ? count(found.size, "claim") + (others.length ? ", not named on the map: " : ".") : "");
    for (const [id, title] of others) {
      const link = Object.assign(document.createElement("a"), { href: `../claims/${id}/${location.protocol === "file:" ? "index.html" : ""}` });
      link.textContent = new DOMParser().parseFromString(title, "text/html").body.textContent;
      said.append(link, " ");
    }
    history.replaceState(null, "", words ? `#find=${encodeURIComponent(words)}` : location.pathname);
  }
  let later = 0;
  field.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(find, 150, field.value.trim());
  });
  field.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    field.value = "";
    find("");
  });
  form.addEventListener("submit", async event => {
    event.preventDefault();
    clearTimeout(later);
    await find(field.value.trim());
    (part.querySelector(".kb-found a") ?? said.querySelector("a"))?.focus();
  });
  form.hidden = false;
  if (location.hash.startsWith("#find=")) {
    field.value = decodeURIComponent(location.hash.slice(6));
    find(field.value);
  }
})();
