// Names for parts of the frame that a screen reader would otherwise meet unnamed.
// Pages work without this file.
const name = (selector, label) => {
  for (const found of document.querySelectorAll(selector)) {
    if (!found.getAttribute("aria-label")) found.setAttribute("aria-label", label);
  }
};
name("[data-md-component=search][role=dialog]", "Search");
