// Pages work without this file.  Names for parts of the frame that a screen reader would
// otherwise meet unnamed.
const name = (selector, label) => {
  for (const found of document.querySelectorAll(selector)) {
    if (!found.getAttribute("aria-label")) found.setAttribute("aria-label", label);
  }
};
name("[data-md-component=search][role=dialog]", "Search");
// The list of results is reached through its results: without any it would be an empty stop.
document.querySelector(".md-search__scrollwrap")?.setAttribute("tabindex", "-1");

// The frame opens everything that is folded when a page is printed; paper gets what was open.
let printing = false;
addEventListener("beforeprint", () => { printing = true; });
addEventListener("afterprint", () => { setTimeout(() => { printing = false; }, 500); });
for (const part of document.querySelectorAll("details[open]")) part.classList.add("kb-opened");
document.addEventListener("toggle", ({ target }) => {
  if (!printing && !matchMedia("print").matches) target.classList.toggle("kb-opened", target.open);
}, true);

// Links name the file of a page, so that they lead somewhere from a disk too; on a server the
// address shown stays the published one, without it.
if (location.protocol !== "file:" && location.pathname.endsWith("/index.html"))
  history.replaceState(history.state, "", location.pathname.slice(0, -"index.html".length) + location.search + location.hash);

// The gallery of demonstrations shows those that are asked for.
document.querySelector(".kb-filters")?.addEventListener("change", ({ currentTarget: form }) => {
  const asked = [...new FormData(form)].filter(([, value]) => value);
  let left = 0;
  for (const each of form.parentElement.querySelectorAll(".kb-gallery > li")) {
    each.hidden = asked.some(([name, value]) => each.dataset[name] !== value);
    left += !each.hidden;
  }
  form.querySelector("output").textContent = `${left} shown`;
});
