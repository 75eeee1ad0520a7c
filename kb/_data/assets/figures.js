// Figures that answer.  A click loads the file that draws one, once, and hands it the numbers
// that stand on the page; before that nothing is loaded, and without a script the drawn
// figure and its table remain.  Classic scripts, so that a copy on a disk works too.
(() => {
  const here = document.currentScript.src;
  const loading = new Map();
  window.kbFigures = {}; // name -> (place, numbers) => void

  const added = (tag, fields) =>
    new Promise((done, failed) => {
      document.head.append(Object.assign(document.createElement(tag), { onload: done, onerror: failed }, fields));
    });
  const once = (name, start) => {
    if (!loading.has(name)) loading.set(name, start());
    return loading.get(name);
  };
  const file = (name) => new URL(name, here).href;

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-kb-figure]");
    if (!button) return;
    const place = document.getElementById(button.getAttribute("aria-controls"));
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    place.hidden = open;
    if (open || place.childElementCount) return;
    const name = button.dataset.kbFigure;
    try {
      await Promise.all([
        once("tools", () => added("script", { src: file("figure-tools.js") })),
        once("style", () => added("link", { rel: "stylesheet", href: file("figures.css") })),
        once(name, () => added("script", { src: file(`figure-${name}.js`) })),
      ]);
      window.kbFigures[name](place, JSON.parse(button.dataset.kbNumbers));
    } catch {
      place.textContent = "This could not be loaded. The figure above and its table say the same.";
    }
  });
})();
