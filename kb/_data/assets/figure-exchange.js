// How long machines take to hand in gradients and get new weights: set their number, the size of
// a gradient, the ports and the time of computing; read seconds and shares, scheme by scheme.
// These are the closed forms of the simulation beside the claim, and a test compares the two.
(() => {
  const CHUNKS = 256; // pieces in which a tree passes a message on
  const log = (count) => Math.ceil(Math.log2(count) - 1e-9);
  const down = (nodes, size, port, latency) =>
    ((CHUNKS + log(nodes)) * size) / CHUNKS / port + (log(nodes) + 1) * latency;
  const turns = (nodes, size, port, latency) => (nodes * size) / port + latency; // one by one
  const seconds = {
    star: (...wire) => 2 * turns(...wire),
    broadcast: (...wire) => turns(...wire) + down(...wire),
    binomial: (nodes, size, port, latency) => 2 * log(nodes + 1) * (size / port + latency),
    ring: (nodes, size, port, latency) => 2 * (nodes - 1) * (size / nodes / port + latency),
    tree: (...wire) => 2 * down(...wire),
  };
  const share = (computing, exchange) => computing / (computing + exchange);
  const SCHEMES = [ // as they are called, in the table and beside a line; how they are drawn
    ["tree", "Tree that copies and adds", "tree", "effect-1", ""],
    ["ring", "Ring", "ring", "effect-2", "7 3"],
    ["binomial", "Whole messages passed on", "passed on", "effect-3", "2 3"],
    ["broadcast", "Copied down, back one by one", "one by one", "control-1", "9 3 2 3"],
    ["star", "One port of a server", "one port", "effect-4", ""],
  ];
  const MOST = 512;
  const COUNTS = Array.from({ length: MOST - 1 }, (_, i) => i + 2).filter((count) => count <= 64 || count % 8 < 2 || count === MOST);

  const figure = (place) => {
    const { element, shape, slider, scaled, table, plot, whole, number, metric } = window.kbFigureTools;
    const redraw = () => draw();
    const bytes = (value) => metric(value, "B");
    const time = (value) => metric(value, "s");
    const per = (value) => metric(value, "B/s");
    const percent = (part) => `${number(100 * part, part < 0.1 ? 2 : 3)}%`;
    const count = (power) => Math.round(2 ** power);
    const machines = slider("Machines", { min: 1, max: Math.log2(MOST), step: 0.5, value: 6, said: (power) => number(count(power)) }, redraw);
    const gradient = scaled("Size of a gradient", { around: 2e9, from: 2e6, to: 2e12, said: bytes }, redraw);
    const port = scaled("Bandwidth of a port", { around: 12.5e9, from: 1.25e8, to: 1.25e12, said: per }, redraw);
    const latency = scaled("Latency of a message", { around: 5e-6, from: 5e-8, to: 5e-3, said: time }, redraw);
    const computing = scaled("Computing in a step", { around: 2, from: 2e-3, to: 200, said: time }, redraw);
    const { picture, frame } = plot(place, "Seconds of an exchange against the number of machines, both on logarithmic axes", { left: 58, right: 82 });
    const told = element("p", { class: "kb-told", role: "status" });
    const { whole: answers, fill } = table("An exchange, and the share of a step spent computing", ["How it is carried", "Exchange", "Computing"]);
    place.append(picture, told, answers, element("div", { class: "kb-sliders" }, ...[machines, gradient, port, latency, computing].map((each) => each.row)));

    const sample = (tone, dashes) => // of how a line is drawn
      shape("svg", { width: 28, height: 8, "aria-hidden": "true" },
        shape("line", { x1: 0, x2: 28, y1: 4, y2: 4, stroke: `var(--kb-fig-${tone})`, "stroke-width": 2.5, "stroke-dasharray": dashes }));
    const draw = () => {
      const nodes = count(Number(machines.input.value));
      const rest = [gradient, port, latency].map((each) => each.value());
      const step = computing.value();
      const found = SCHEMES.map(([name, called, short, tone, dashes]) => {
        return { called, short, tone, dashes, takes: seconds[name](nodes, ...rest), points: COUNTS.map((many) => [Math.log2(many), Math.log10(seconds[name](many, ...rest))]) };
      });
      const heights = found.flatMap((each) => each.points.map(([, y]) => y));
      const [low, high] = [Math.floor(Math.min(...heights)), Math.ceil(Math.max(...heights) + 0.2)];
      const { across, down: below, line, marks, labels, bottom } = frame(
        { from: 1, to: Math.log2(MOST), ticks: whole(1, Math.log2(MOST), 2), said: (power) => number(2 ** power), name: "machines" },
        { from: low, to: high, ticks: whole(low, high), said: (power) => time(10 ** power), name: "time of an exchange" },
      );
      const here = across(Math.log2(nodes));
      picture.replaceChildren(
        ...marks,
        shape("line", { x1: here, x2: here, y1: below(high), y2: bottom, stroke: "var(--kb-fig-ink)" }),
        ...found.map(({ points, tone, dashes }) => line(points, { stroke: `var(--kb-fig-${tone})`, "stroke-width": 2.5, "stroke-dasharray": dashes })),
        ...found.map(({ takes, tone }) => shape("circle", { cx: here, cy: below(Math.log10(takes)), r: 4, fill: `var(--kb-fig-${tone})` })),
        ...labels(found.map(({ points, short, tone }) => [points.at(-1)[1], short, `var(--kb-fig-${tone})`])),
      );
      fill(found.map(({ called, tone, dashes, takes }) => {
        const part = share(step, takes);
        return [[sample(tone, dashes), ` ${called}`], [takes, time(takes)], [part, percent(part)]];
      }));
      const sorted = [...found].sort((p, q) => p.takes - q.takes);
      const [first, last] = [sorted[0], sorted.at(-1)];
      const said = ({ called, takes }) => `${called.toLowerCase()}, ${time(takes)} (${percent(share(step, takes))} of a step is computing)`;
      told.textContent = `With ${number(nodes)} machines the quickest is: ${said(first)}. The slowest is: ${said(last)}, ${number(last.takes / first.takes, 2)} times as long.`;
    };
    draw();
  };
  window.kbFigures["exchange"] = Object.assign(figure, { seconds, share });
})();
