// The whole map: pan, zoom, find, filter, and look around one claim.  Without this file the map
// is a drawing with links.  What is looked at stands in the address, so a view can be shared.
// Loaded by preview.js, and only where there is a map.
const part = document.querySelector("[data-kb-map]");
const svg = part.querySelector(".kb-atlas");
const form = part.querySelector(".kb-tools"), said = part.querySelector(".kb-map-said");
const nodes = [...svg.querySelectorAll(".kb-places a")];
const wires = [...svg.querySelectorAll(".kb-wires path")];
const on = (what, name, act, how) => what.addEventListener(name, act, how);
const numbers = text => text.match(/-?[\d.]+/g).map(Number);
const spots = nodes.map(node => numbers(node.getAttribute("transform")));
const names = nodes.map(node => node.getAttribute("aria-label"));
const ids = nodes.map(node => node.getAttribute("href").split("/").at(-2));
// A line begins and ends where its claims stand, unless it says which it joins.
const standing = new Map(spots.map((spot, i) => [spot.join(), i]));
const ends = wires.map(wire => {
  if (wire.dataset.e) return numbers(wire.dataset.e);
  const [x, y, , , , , , dx, dy] = numbers(wire.getAttribute("d"));
  return [standing.get([x, y].join()), standing.get([x + dx, y + dy].join())];
});
const joined = nodes.map(() => []);
ends.forEach((all, wire) => all.forEach(one => all.forEach(other => {
  if (one !== other) joined[one].push([other, wire]);
})));
const whole = numbers(svg.getAttribute("viewBox"));
const many = svg.classList.contains("kb-many");
const off = new Set();
let at = -1, depth = 1, find = "", view = { x: 0, y: 0, w: 1 }, shown = [], later = 0;

const aspect = () => svg.clientWidth / Math.max(1, svg.clientHeight);
const scale = () => svg.clientWidth / view.w;
const one = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

function place(to) {
  view = to;
  const k = scale(), far = 11 * k < 6;
  svg.setAttribute("viewBox", `${to.x} ${to.y} ${to.w} ${to.w / aspect()}`);
  svg.style.setProperty("--k", k.toFixed(3));
  svg.style.setProperty("--s", Math.min(4, Math.max(1, 0.55 / k)).toFixed(1));
  svg.classList.toggle("kb-far", far);
  if (!far && many) label(inView());
  untangle();
  clearTimeout(later);
  later = setTimeout(write, 200);
}
function fitted([x, y, w, h], most = 1.6) {
  const wide = Math.max(w, h * aspect(), svg.clientWidth / most);
  return { x: x + w / 2 - wide / 2, y: y + h / 2 - wide / aspect() / 2, w: wide };
}
// A narrow window opens on the middle of the map, as large as its height allows.
function opening() {
  const all = fitted(whole), [x, y, w, h] = whole;
  if (svg.clientWidth > 600) return all;
  const wide = Math.min(all.w, Math.max(h * aspect(), svg.clientWidth / 1.6));
  return { x: x + w / 2 - wide / 2, y: y + h / 2 - wide / aspect() / 2, w: wide };
}
function zoom(by, px = svg.clientWidth / 2, py = svg.clientHeight / 2) {
  const w = Math.min(fitted(whole).w * 1.3, Math.max(svg.clientWidth / 2.5, view.w / by)), k = scale();
  const x = view.x + px / k, y = view.y + py / k;
  place({ x: x - (px / svg.clientWidth) * w, y: y - (py / svg.clientWidth) * w, w });
}
const inView = () => nodes.map((_, i) => i).filter(i => {
  const [x, y] = spots[i], h = view.w / aspect();
  return x > view.x - 80 && x < view.x + view.w + 80 && y > view.y - 60 && y < view.y + h + 20;
});

// Labels that the page left out, in lines no wider than those it would have had.
const pen = document.createElement("canvas").getContext("2d");
const make = (tag, places) => {
  const made = document.createElementNS(svg.namespaceURI, tag);
  for (const [key, value] of Object.entries(places)) made.setAttribute(key, value);
  return made;
};
function label(which) {
  pen.font = `11px ${getComputedStyle(svg).fontFamily}`;
  for (const i of which) {
    if (nodes[i].querySelector("text")) continue;
    const text = make("text", { y: 9 });
    let line = null;
    for (const word of names[i].split(" ")) {
      const longer = line && `${line.textContent}${word} `;
      if (!line || pen.measureText(longer).width > 145) text.append((line = make("tspan", { x: 0, dy: "1.18em" })));
      line.textContent += `${word} `;
    }
    nodes[i].append(text);
  }
}
// Labels of what is looked at keep their size on the screen: where two would meet, the
// nearer claim keeps its own.
function untangle() {
  const taken = [];
  for (const i of shown.slice(0, 80)) {
    nodes[i].classList.remove("kb-mute");
    const box = nodes[i].querySelector("text")?.getBBox();
    if (!box) continue;
    const [x, y] = spots[i];
    const mine = [x + box.x, y + box.y, x + box.x + box.width, y + box.y + box.height];
    if (taken.some(o => mine[0] < o[2] && o[0] < mine[2] && mine[1] < o[3] && o[1] < mine[3]))
      nodes[i].classList.add("kb-mute");
    else taken.push(mine);
  }
}
function light(which, lines) {
  shown.forEach(i => nodes[i].classList.remove("kb-mute"));
  shown = which;
  const hot = new Set(which), hotLines = new Set(lines);
  nodes.forEach((node, i) => node.classList.toggle("kb-hot", hot.has(i)));
  wires.forEach((wire, i) => wire.classList.toggle("kb-hot", hotLines.has(i)));
  nodes.forEach((node, i) => node.classList.toggle("kb-at", i === at));
  svg.classList.toggle("kb-dim", which.length > 0 || find !== "");
  if (many) label(which.slice(0, 80));
  untangle();
}
const hidden = what => what.classList.contains("kb-off");
function around(centre, steps) {
  const found = new Map([[centre, 0]]), lines = new Set();
  for (const [here, far] of found)
    if (far < steps) for (const [there, wire] of joined[here])
      if (!hidden(wires[wire]) && !hidden(nodes[there])) {
        lines.add(wire);
        if (!found.has(there)) found.set(there, far + 1);
      }
  return [[...found.keys()], [...lines]];
}
function bounds(which) {
  const xs = which.map(i => spots[i][0]), ys = which.map(i => spots[i][1]);
  const x = Math.min(...xs), y = Math.min(...ys), w = Math.max(...xs) - x, h = Math.max(...ys) - y;
  return [x - 100 - w / 12, y - 50 - h / 12, w * 7 / 6 + 200, h * 7 / 6 + 140];
}
// What is to be seen follows from what is chosen, sought and switched off.
function look(go = true) {
  for (const box of part.querySelectorAll(".kb-legend input")) box.checked = !off.has(box.value);
  nodes.forEach(node => node.classList.toggle("kb-off", [...node.classList].some(c => off.has(c.slice(2)))));
  wires.forEach((wire, i) => wire.classList.toggle("kb-off", off.has(wire.classList[0].slice(2))
    || ends[i].some(end => hidden(nodes[end]))));
  for (const button of form.querySelectorAll("[data-depth]")) {
    button.disabled = at < 0;
    button.setAttribute("aria-pressed", at >= 0 && Number(button.dataset.depth) === depth);
  }
  form.elements.find.value = find;
  if (at >= 0) {
    const [which, lines] = around(at, depth);
    light(which, lines);
    const link = document.createElement("a");
    link.href = nodes[at].getAttribute("href");
    link.textContent = names[at];
    said.replaceChildren(link, ` (${nodes[at].dataset.said}): ${one(which.length - 1, "claim")} within ${one(depth, "step")}.`);
    rove(at);
    if (go) place(fitted(bounds(which)));
  } else if (find) {
    const found = sought();
    light(found, []);
    said.textContent = `${one(found.length, "claim")} found.`;
    if (go && found.length) place(fitted(bounds(found)));
  } else {
    light([], []);
    said.textContent = off.size ? "Some are not shown." : "";
  }
  write();
}
const sought = () => {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  return names.map((_, i) => i).filter(i => words.every(w => `${names[i].toLowerCase()} ${ids[i]}`.includes(w)));
};

function write() {
  const said = new URLSearchParams();
  if (at >= 0) { said.set("at", ids[at]); said.set("depth", depth); }
  if (find) said.set("find", find);
  if (off.size) said.set("without", [...off].join(","));
  const first = opening();
  if (at < 0 && Math.abs(view.w - first.w) + Math.abs(view.x - first.x) + Math.abs(view.y - first.y) > 3)
    said.set("view", [view.x, view.y, view.w].map(Math.round).join(","));
  const hash = said.toString().replaceAll("%2C", ",");
  if (`#${hash}` !== (location.hash || "#")) history.replaceState(null, "", hash ? `#${hash}` : location.pathname);
}
function readAddress() {
  const told = new URLSearchParams(location.hash.slice(1));
  at = ids.indexOf(told.get("at"));
  depth = Math.min(3, Math.max(1, Number(told.get("depth")) || 1));
  find = told.get("find") ?? "";
  off.clear();
  for (const each of (told.get("without") ?? "").split(",")) if (each) off.add(each);
  const kept = (told.get("view") ?? "").split(",").map(Number);
  place(kept.length === 3 && kept.every(Number.isFinite) && kept[2] > 0 ? { x: kept[0], y: kept[1], w: kept[2] } : opening());
  look(at >= 0 || (find && !told.has("view")));
}

// One claim can be reached with Tab; the arrows lead on from it.
function rove(to) { nodes.forEach((node, i) => node.setAttribute("tabindex", i === to ? 0 : -1)); }
function along(from, dx, dy) {
  const [x, y] = spots[from];
  const best = (which, least) => which.filter(i => !hidden(nodes[i])).map(i => {
    const [a, b] = [spots[i][0] - x, spots[i][1] - y], far = Math.hypot(a, b) || 1;
    return [(a * dx + b * dy) / far, far, i];
  }).filter(([turn, far]) => turn > least && far > 1).sort((p, q) => p[1] / p[0] ** 2 - q[1] / q[0] ** 2)[0];
  const found = best(joined[from].map(([there]) => there), 0.3) ?? best(nodes.map((_, i) => i), 0.6);
  if (!found) return;
  rove(found[2]);
  if (!inView().includes(found[2])) place({ ...view, x: view.x + spots[found[2]][0] - x, y: view.y + spots[found[2]][1] - y });
  nodes[found[2]].focus({ preventScroll: true });
}
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
on(svg, "keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const here = nodes.indexOf(event.target.closest("a")), arrow = ARROWS[event.key];
  if (arrow && event.shiftKey) place({ ...view, x: view.x + arrow[0] * view.w / 8, y: view.y + arrow[1] * view.w / 8 });
  else if (arrow && here >= 0) along(here, ...arrow);
  else if (event.key === "+" || event.key === "=") zoom(1.4);
  else if (event.key === "-") zoom(1 / 1.4);
  else if (event.key === "0") place(fitted(whole));
  else if (event.key.toLowerCase() === "f" && here >= 0) { at = here; look(); }
  else if (event.key === "Escape" && (at >= 0 || find)) clear();
  else return;
  event.preventDefault();
  event.stopPropagation(); // the frame has keys of its own, F among them
});
function clear() { at = -1; find = ""; look(); }

const fingers = new Map();
let dragged = false;
on(svg, "pointerdown", event => {
  if (event.button) return;
  if (!fingers.size) dragged = false;
  fingers.set(event.pointerId, event);
});
on(svg, "pointermove", event => {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  const box = svg.getBoundingClientRect(), dx = event.clientX - before.clientX, dy = event.clientY - before.clientY;
  if (!dragged && Math.hypot(dx, dy) < 4) return;
  if (!dragged) { dragged = true; svg.setPointerCapture(event.pointerId); svg.classList.add("kb-dragged"); }
  const other = [...fingers.values()].find(finger => finger.pointerId !== event.pointerId);
  if (other) {
    const apart = finger => Math.hypot(finger.clientX - other.clientX, finger.clientY - other.clientY) || 1;
    zoom(apart(event) / apart(before), (event.clientX + other.clientX) / 2 - box.left, (event.clientY + other.clientY) / 2 - box.top);
  } else place({ ...view, x: view.x - dx / scale(), y: view.y - dy / scale() });
  fingers.set(event.pointerId, event);
});
for (const end of ["pointerup", "pointercancel"]) on(svg, end, event => {
  fingers.delete(event.pointerId);
  svg.classList.remove("kb-dragged");
});
on(svg, "wheel", event => {
  event.preventDefault();
  const box = svg.getBoundingClientRect(), by = event.deltaMode ? event.deltaY * 20 : event.deltaY;
  zoom(Math.exp(-Math.max(-120, Math.min(120, by)) / 320), event.clientX - box.left, event.clientY - box.top);
}, { passive: false });
on(svg, "dragstart", event => event.preventDefault());
on(svg, "click", event => {
  if (dragged) { event.preventDefault(); dragged = false; return; }
  const here = nodes.indexOf(event.target.closest("a"));
  // A key opens at once; a pointer chooses first, so that a finger can look around too.
  if (here >= 0 && here !== at && event.detail && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    at = here;
    look();
  } else if (event.target.classList.contains("kb-isle")) {
    const box = event.target.getBBox();
    if (svg.classList.contains("kb-far")) place(fitted([box.x, box.y, box.width, box.height]));
    else if (at >= 0) clear();
  }
});
on(form, "submit", event => {
  event.preventDefault();
  const found = sought();
  if (find && found.length) { at = found[(found.indexOf(at) + 1) % found.length]; look(); }
});
on(form.elements.find, "input", event => { at = -1; find = event.target.value.trim(); look(); });
on(form.elements.find, "keydown", event => { if (event.key === "Escape") clear(); });
on(form, "click", event => {
  const { depth: steps, do: what } = event.target.dataset ?? {};
  if (steps) { depth = Number(steps); look(); }
  if (what === "in") zoom(1.5);
  if (what === "out") zoom(1 / 1.5);
  if (what === "all") { at = -1; find = ""; look(false); place(fitted(whole)); }
});
on(part, "change", event => {
  const box = event.target;
  if (box.type !== "checkbox") return;
  if (box.checked) off.delete(box.value); else off.add(box.value);
  look(false);
});
on(window, "hashchange", readAddress);
new ResizeObserver(() => place(view)).observe(svg);

part.classList.add("kb-live");
for (const away of part.querySelectorAll("[hidden]")) away.hidden = false;
nodes.forEach(node => {
  const key = part.querySelector(`[name=standing][value=${node.classList[0].slice(2)}]`);
  node.dataset.said = key?.parentElement.textContent.trim() ?? "";
});
// Whoever comes with Tab begins at the claim with most links.
rove(joined.reduce((most, all, i) => (all.length > joined[most].length ? i : most), 0));
readAddress();
