// A small card over a link to a claim: its statement's beginning and the four words.
// Read from the claim's own JSON beside its page, and from a disk, where no file can be fetched,
// from the script that holds all of them.  No card on touch.
(() => {
  const here = new URL(".", document.currentScript.src);
  if (document.querySelector("[data-kb-map]")) {
    const script = document.createElement("script");
    script.src = new URL("map.js", here);
    document.head.append(script);
  }
  const kept = new Map();
  const claims = new URL("../claims/", here).href;
  let card = null, waiting = 0, link = null;
  const close = () => {
    clearTimeout(waiting);
    card?.remove();
    link?.removeAttribute("aria-describedby");
    card = link = null;
  };
  // The file that tells of a link's claim; none for the page that is open, or for its parts.
  const told = a => {
    const target = a.href.baseVal ?? a.href;
    const url = new URL(target, location.href);
    const path = (url.origin === "null" ? url.href : url.origin + url.pathname).split(/[?#]/)[0];
    const found = path.startsWith(claims) && path.slice(claims.length).match(/^([a-z0-9-]+)\/(index\.html)?$/);
    return found && !location.href.startsWith(claims + found[1] + "/") ? `${claims}${found[1]}/claim.json` : "";
  };
  const cards = () => new Promise((done, failed) => {
    const script = document.createElement("script");
    Object.assign(script, { src: `${claims}cards.js`, onload: () => done(window.kbCards), onerror: failed });
    document.head.append(script);
  });
  const read = async file => {
    if (location.protocol !== "file:") return (await fetch(file)).json();
    if (!kept.has("cards")) kept.set("cards", cards());
    return (await kept.get("cards"))[file.split("/").at(-2)];
  };
  const make = (tag, text, style = "") => Object.assign(document.createElement(tag), { textContent: text, className: style });
  function show(a, claim) {
    card = make("div", "", "kb-card");
    card.id = "kb-card";
    card.setAttribute("role", "tooltip");
    card.append(make("strong", claim.plain_title), make("p", claim.beginning));
    for (const [aspect, word] of Object.entries(claim.words)) {
      const chip = make("span", `${word.shape} ${word.value}`, `kb-chip kb-${word.tone}`);
      card.append(make("span", `${aspect} `, "kb-note"), chip, " ");
    }
    document.body.append(card);
    const box = a.getBoundingClientRect(), wide = document.documentElement.clientWidth;
    const under = box.bottom + card.offsetHeight + 12 < innerHeight || box.top < card.offsetHeight + 12;
    card.style.left = `${Math.max(8, Math.min(box.left, wide - card.offsetWidth - 8)) + scrollX}px`;
    card.style.top = `${(under ? box.bottom + 6 : box.top - card.offsetHeight - 6) + scrollY}px`;
    a.setAttribute("aria-describedby", card.id);
  }
  function open(event) {
    const a = event.target.closest?.("a[href]");
    if (!a || a === link || event.pointerType === "touch") return;
    close();
    const file = told(a);
    if (!file) return;
    link = a;
    waiting = setTimeout(async () => {
      try {
        if (!kept.has(file)) kept.set(file, await read(file));
        if (link === a) show(a, kept.get(file));
      } catch { link = null; }
    }, 250);
  }
  document.addEventListener("pointerover", open);
  document.addEventListener("focusin", event => { if (event.target.matches?.(":focus-visible")) open(event); });
  document.addEventListener("pointerout", event => { if (link && !link.contains(event.relatedTarget)) close(); });
  for (const end of ["focusout", "pointerdown", "scroll"]) document.addEventListener(end, close, { passive: true });
  document.addEventListener("keydown", event => { if (event.key === "Escape") close(); });
})();
