// What the figures that answer share: elements, controls, plots, numbers in words, colours.
window.kbFigureTools = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const filled = (made, attributes, children) => {
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };
  const element = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);
  const shape = (tag, attributes = {}, ...children) => filled(document.createElementNS(SVG, tag), attributes, children);

  // A labelled slider with its value beside it; `said` puts the value into words.
  let made = 0;
  const slider = (label, { min, max, step, value, said }, changed) => {
    const id = `kb-slider-${(made += 1)}`;
    const input = element("input", { type: "range", id, min, max, step, value });
    const shown = element("output", { for: id });
    const tell = () => {
      shown.textContent = said(Number(input.value));
      input.setAttribute("aria-valuetext", shown.textContent);
    };
    input.addEventListener("input", () => { tell(); changed(); });
    tell();
    return { row: element("div", { class: "kb-slider" }, element("label", { for: id }, label), input, shown), input };
  };

  // A slider along a logarithm: steps of a tenth of a power of ten around its first value.
  const scaled = (label, { around, from, to, said }, changed) => {
    const reach = (end) => Math.round(10 * Math.log10(end / around));
    const value = (steps) => around * 10 ** (steps / 10);
    const plain = slider(
      label, { min: reach(from), max: reach(to), step: 1, value: 0, said: (steps) => said(value(steps)) }, changed,
    );
    return { row: plain.row, value: () => value(Number(plain.input.value)) };
  };

  // One of several, by radio buttons; `value` tells which.
  const choices = (legend, options, changed) => {
    const group = element("fieldset", { class: "kb-choices" }, element("legend", {}, legend));
    const name = `kb-choice-${(made += 1)}`;
    let chosen = options[0][0];
    options.forEach(([value, label], index) => {
      const input = element("input", { type: "radio", name, ...(index ? {} : { checked: "" }) });
      input.addEventListener("change", () => { chosen = value; changed(); });
      group.append(element("label", {}, input, ` ${label}`));
    });
    return { group, value: () => chosen };
  };

  // A table in which every number can be read exactly: `fill` is given rows of a heading and
  // cells, a cell being text or a number with its words.
  const table = (caption, heads) => {
    const body = element("tbody");
    const head = element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)));
    const cell = (given) =>
      element("td", {}, Array.isArray(given) ? element("data", { value: given[0] }, given[1]) : given);
    const fill = (rows) =>
      body.replaceChildren(...rows.map(([first, ...rest]) =>
        element("tr", {}, element("th", { scope: "row" }, ...[first].flat()), ...rest.map(cell))));
    const whole = element("table", { class: "kb-answers" }, element("caption", {}, caption), element("thead", {}, head), body);
    return { whole, fill };
  };

  // A plot with two axes: `frame` is given where they begin and end, their ticks and names, and
  // gives what places things.  `labels` stand beside the ends of lines, apart from each other.
  const plot = (place, label, { left = 46, right = 18 } = {}) => {
    const WIDE = Math.min(560, Math.max(280, place.clientWidth - 36));
    const HIGH = 320, BELOW = 44, TOP = 14;
    const picture = shape("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", class: "kb-live-plot", "aria-label": label });
    const frame = (x, y) => {
      const across = (at) => left + ((at - x.from) / (x.to - x.from)) * (WIDE - left - right);
      const down = (at) => TOP + ((y.to - at) / (y.to - y.from)) * (HIGH - TOP - BELOW);
      const grid = (x1, x2, y1, y2) => shape("line", { x1, x2, y1, y2, class: "kb-grid" });
      const text = (attributes, said) => shape("text", attributes, said);
      const line = (points, attributes) =>
        shape("polyline", { points: points.map(([p, q]) => `${across(p).toFixed(1)},${down(q).toFixed(1)}`).join(" "), fill: "none", ...attributes });
      const marks = [
        ...x.ticks.flatMap((at) => [
          grid(across(at), across(at), TOP, HIGH - BELOW),
          text({ x: across(at), y: HIGH - BELOW + 18, "text-anchor": "middle" }, x.said(at)),
        ]),
        ...y.ticks.flatMap((at) => [
          grid(left, WIDE - right, down(at), down(at)),
          text({ x: left - 6, y: down(at) + 4, "text-anchor": "end" }, y.said(at)),
        ]),
        text({ x: (left + WIDE - right) / 2, y: HIGH - 6, "text-anchor": "middle" }, x.name),
        text({ x: left + 6, y: TOP + 10 }, y.name),
      ];
      const labels = (ends) => {
        const sorted = ends.map(([at, said, fill]) => ({ y: down(at) + 4, said, fill })).sort((p, q) => p.y - q.y);
        sorted.forEach((one, index) => { if (index) one.y = Math.max(one.y, sorted[index - 1].y + 15); });
        let floor = HIGH - BELOW + 4;
        for (const one of [...sorted].reverse()) floor = (one.y = Math.min(one.y, floor)) - 15;
        return sorted.map((one) => text({ x: WIDE - right + 5, y: one.y, style: `fill: ${one.fill}` }, one.said));
      };
      return { across, down, line, marks, labels, bottom: HIGH - BELOW };
    };
    return { picture, frame, wide: WIDE };
  };
  const whole = (from, to, step = 1) =>
    Array.from({ length: Math.floor(to / step) - Math.ceil(from / step) + 1 }, (_, i) => (Math.ceil(from / step) + i) * step);

  const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  const raised = (power) => (power < 0 ? "⁻" : "") + [...String(Math.abs(power))].map((digit) => RAISED[digit]).join("");
  const number = (value, digits = 3) => {
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-3 || size >= 1e6)) {
      const power = Math.floor(Math.log10(size) + 1e-12);
      const mantissa = (value / 10 ** power).toPrecision(digits);
      return `${Number(mantissa) === 1 ? "" : `${mantissa} × `}10${raised(power)}`.replace("-", "−");
    }
    const plain = String(Number(value.toPrecision(digits))).replace("-", "−");
    return size >= 1e4 ? plain.replace(/\B(?=(\d{3})+$)/g, ",") : plain;
  };

  // An amount with its unit, in thousands: 2 GB, 5 µs; seconds have nothing above them.
  const PREFIXES = { "-9": "n", "-6": "µ", "-3": "m", 0: "", 3: "k", 6: "M", 9: "G", 12: "T", 15: "P" };
  const metric = (value, unit, digits = 3) => {
    if (value === 0) return `0 ${unit}`;
    const rounded = Number(value.toPrecision(digits)); // 999.9 ms is a second
    const power = Math.min(unit === "s" ? 0 : 15, Math.max(-9, 3 * Math.floor(Math.log10(Math.abs(rounded)) / 3 + 1e-12)));
    return `${number(rounded / 10 ** power, digits)} ${PREFIXES[power]}${unit}`;
  };

  // Colours are the page's own; they change with the palette, and so must what is drawn.
  const colour = (place, name) => getComputedStyle(place).getPropertyValue(`--kb-fig-${name}`).trim();
  const onPalette = (drawn) =>
    new MutationObserver(drawn).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });

  return { element, shape, slider, scaled, choices, table, plot, whole, number, metric, colour, onPalette };
})();
