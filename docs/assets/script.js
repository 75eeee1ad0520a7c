// Pages work without this file.  Names for parts of the frame that a screen reader would
// otherwise meet unnamed.
const name = (selector, label) => {
  for (const found of document.querySelectorAll(selector)) {
    if (!found.getAttribute("aria-label")) found.setAttribute("aria-label", label);
  }
};
name("[data-md-component=search][role=dialog]", "Search");

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
