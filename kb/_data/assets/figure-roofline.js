// A step of training on one big device and on ten small ones with its peak in sum: set tokens,
// peaks, bandwidths and links; read times, and whether arithmetic or memory binds.
// The formulas are those of the script beside the claim, and a test compares the two.
(() => {
  const [FLOPS, USES, BYTES, EXCHANGES] = [6, 3, 2, 4]; // as in the script
  const [DEVICES, LAYERS, WIDTH] = [10, 40, 5120];
  const WEIGHTS = 12 * LAYERS * WIDTH ** 2;

  // Seconds of arithmetic and of reading weights, for tokens and the weights that a device holds.
  const alone = (weights, tokens, peak, memory) => ({
    arithmetic: (FLOPS * weights * tokens) / peak,
    memory: (USES * BYTES * weights) / memory,
  });
  const scaledBy = (passes, { arithmetic, memory }) => ({ arithmetic: passes * arithmetic, memory: passes * memory });
  const longer = ({ arithmetic, memory }) => Math.max(arithmetic, memory);
  const ring = (size, link, latency) => 2 * (DEVICES - 1) * (size / DEVICES / link + latency);
  const times = ({ tokens, sharded, each, peak, memory, bigMemory, link, latency }) => {
    const passes = each ? DEVICES : 1;
    const one = scaledBy(passes, alone(WEIGHTS, tokens, peak * DEVICES, memory * bigMemory));
    const ten = sharded
      ? scaledBy(passes, alone(WEIGHTS / DEVICES, tokens, peak, memory))
      : alone(WEIGHTS, (passes * tokens) / DEVICES, peak, memory);
    const wires = sharded
      ? passes * EXCHANGES * LAYERS * ring(BYTES * tokens * WIDTH, link, latency)
      : ring(BYTES * WEIGHTS, link, latency);
    return { one, ten, wires };
  };

  const figure = (place) => {
    const { element, shape, slider, scaled, choices, table, plot, whole, number, metric } = window.kbFigureTools;
    const redraw = () => draw();
    const time = (value) => metric(value, "s");
    const per = (value) => metric(value, "B/s");
    const [LEAST, MOST] = [1, 1e5];
    const sharded = choices("The weights are", [[true, "shared out among the ten"], [false, "copied to each"]], redraw);
    const each = choices("A pass takes", [[false, "all tokens of the step"], [true, "no more than these tokens on a device"]], redraw);
    const tokens = scaled("Tokens", { around: 100, from: LEAST, to: MOST, said: (value) => number(value) }, redraw);
    const peak = scaled("Petaflops of a small one", { around: 1e15, from: 1e13, to: 1e17, said: (value) => number(value / 1e15) }, redraw);
    const memory = scaled("Its memory bandwidth", { around: 3e12, from: 3e10, to: 3e14, said: per }, redraw);
    const bigMemory = slider("The big one's bandwidth", { min: 1, max: 10, step: 0.5, value: 1, said: (value) => (value === 1 ? "the same" : `${number(value)} times`) }, redraw);
    const link = scaled("Bandwidth of a link", { around: 450e9, from: 4.5e9, to: 4.5e13, said: per }, redraw);
    const latency = scaled("Latency of a message", { around: 5e-6, from: 5e-8, to: 5e-4, said: time }, redraw);
    const { picture, frame, wide } = plot(place, "Time of a step against tokens, both on logarithmic axes", { left: 58, right: 92 });
    const told = element("p", { class: "kb-told", role: "status" });
    const { whole: answers, fill } = table("Where the time of a step goes", ["Time", "One big device", "Ten small ones"]);
    const rows = [tokens, peak, memory, bigMemory, link, latency].map((control) => control.row);
    place.append(sharded.group, each.group, picture, told, answers, element("div", { class: "kb-sliders" }, ...rows));

    const settings = () => ({
      sharded: sharded.value(), each: each.value(), bigMemory: Number(bigMemory.input.value),
      tokens: tokens.value(), peak: peak.value(), memory: memory.value(), link: link.value(), latency: latency.value(),
    });
    const binds = (found) => (found.memory > found.arithmetic ? "memory" : "arithmetic");
    const draw = () => {
      const now = settings();
      const { one, ten, wires } = times(now);
      const powers = whole(Math.log10(LEAST), Math.log10(MOST), 0.05);
      const all = powers.map((power) => [power, times({ ...now, tokens: 10 ** power })]);
      const LINES = [
        ["one big", "effect-1", "", (found) => longer(found.one)],
        ["ten, free links", "effect-2", "2 3", (found) => longer(found.ten)],
        ["ten", "effect-2", "7 3", (found) => longer(found.ten) + found.wires],
      ];
      const curves = LINES.map(([short, tone, dashes, takes]) => ({
        short, tone: `var(--kb-fig-${tone})`, dashes, points: all.map(([power, found]) => [power, Math.log10(takes(found))]), here: takes({ one, ten, wires }),
      }));
      const heights = curves.flatMap((curve) => curve.points.map(([, y]) => y));
      const [low, high] = [Math.floor(Math.min(...heights)), Math.ceil(Math.max(...heights) + 0.2)];
      const { across, down, line, marks, labels, bottom } = frame(
        { from: 0, to: Math.log10(MOST), ticks: whole(0, Math.log10(MOST), wide < 450 ? 2 : 1), said: (power) => number(10 ** power), name: "tokens" },
        { from: low, to: high, ticks: whole(low, high), said: (power) => time(10 ** power), name: "time of a step" },
      );
      const at = across(Math.log10(now.tokens));
      picture.replaceChildren(
        ...marks,
        shape("line", { x1: at, x2: at, y1: down(high), y2: bottom, stroke: "var(--kb-fig-ink)" }),
        ...curves.map(({ points, tone, dashes }) => line(points, { stroke: tone, "stroke-width": 2.5, "stroke-dasharray": dashes })),
        ...curves.map(({ here, tone }) => shape("circle", { cx: at, cy: down(Math.log10(here)), r: 4, fill: tone })),
        ...labels(curves.map(({ points, short, tone }) => [points.at(-1)[1], short, tone])),
      );
      const [big, small] = [longer(one), longer(ten)];
      const cell = (value) => [value, time(value)];
      fill([
        ["Arithmetic", cell(one.arithmetic), cell(ten.arithmetic)],
        ["Reading weights", cell(one.memory), cell(ten.memory)],
        ["What binds", binds(one), binds(ten)],
        ["Communication", "none", cell(wires)],
        ["A step", cell(big), cell(small + wires)],
      ]);
      const ratio = (small + wires) / big;
      const waits = (found) => (binds(found) === "memory" ? "waits for memory" : "is held up by arithmetic");
      const ridge = now.tokens * (one.memory / one.arithmetic); // where the two take as long
      told.textContent = `On ${now.each ? "ten times " : ""}${number(now.tokens)} tokens the big device takes ${time(big)} and ${waits(one)}; each of the ten ${waits(ten)}. The ten take ${number(ratio)} times as long, ${number(small / big)} times without communication. The big one stops waiting for memory at ${number(ridge)} tokens${now.each ? " a pass" : ""}. Dotted: if communication were free.`;
    };
    draw();
  };
  window.kbFigures["roofline"] = Object.assign(figure, { times });
})();
