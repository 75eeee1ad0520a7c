// What the figures that answer share: elements, sliders, numbers in words, colours by name.
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

  // Colours are the page's own; they change with the palette, and so must what is drawn.
  const colour = (place, name) => getComputedStyle(place).getPropertyValue(`--kb-fig-${name}`).trim();
  const onPalette = (drawn) =>
    new MutationObserver(drawn).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });

  return { element, shape, slider, number, colour, onPalette };
})();
