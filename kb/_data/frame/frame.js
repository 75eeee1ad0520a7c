// The frame's palette, table of contents and way back to the top.  Pages can be read without it.
(() => {
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

  // The way back to the top is there when somebody far down goes up, and while it is focused.
  const up = find(".md-top");
  let last = scrollY;
  addEventListener("scroll", () => {
    up.hidden = scrollY < innerHeight / 2 || (scrollY > last && document.activeElement !== up);
    last = scrollY;
  }, { passive: true });
  up.addEventListener("click", () => {
    scrollTo({ top: 0 });
    find(".md-logo").focus({ preventScroll: true });
  });
})();
