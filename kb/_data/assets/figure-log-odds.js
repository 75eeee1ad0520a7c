// Two exact solutions: set the penalty, how it grows with the data and the norm of the singular
// solution; read the log posterior odds at a sample size.  The integrals are those of the script
// beside the claim, without noise in the data; what each account says alone is drawn beside them.
window.kbFigures["log-odds"] = (place) => {
  const { element, shape, slider, choices, plot, whole, number } = window.kbFigureTools;
  const { picture, frame } = plot(place, "Log posterior odds of the singular solution against sample size");
  const SIZES = Array.from({ length: 46 }, (_, i) => 30 * 10 ** (i / 10)); // 30 to 949,000
  const ANCHOR = 1000; // where the accounts are made to meet the odds
  const OTHER = 1; // the root of the regular solution, t = 1

  // log of the integral of exp(value) over sorted points, by the trapezoid rule
  const logIntegral = (points, value) => {
    const logs = points.map(value);
    const most = Math.max(...logs);
    let sum = 0;
    for (let i = 1; i < points.length; i += 1) {
      sum += 0.5 * (points[i] - points[i - 1]) * (Math.exp(logs[i] - most) + Math.exp(logs[i - 1] - most));
    }
    return most + Math.log(sum);
  };
  const even = (from, to, count) => Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

  // How well t fits on one side of zero, prior included; the data have no noise.
  const gate = (n, precision, root, side) => {
    const centre = side < 0 ? -root : OTHER;
    const stiffness = n * (root + OTHER) ** 2 + precision;
    const width = 12 / Math.sqrt(stiffness) + (2 * precision * Math.abs(centre)) / stiffness;
    const far = side * (8 / Math.sqrt(Math.min(precision, 1)) + root + OTHER);
    const points = [...even(centre - width, centre + width, 401), ...even(0, far, 801)].filter((t) => side * t >= 0);
    points.sort((a, b) => a - b);
    return logIntegral(points, (t) => -0.5 * n * ((t + root) * (t - OTHER)) ** 2 - 0.5 * precision * t * t);
  };
  const plane = (n, precision) => Math.log(precision / (precision + n)); // two Gaussian integrals
  const product = (n, precision) => {
    const low = -38 + Math.min(0, Math.log(precision) - 0.5 * Math.log(n));
    return logIntegral(even(low, 3.5, 1200), (s) => {
      const square = Math.exp(2 * s); // of one factor, in units of the prior; the other's integral is Gaussian
      return Math.log(2 / Math.sqrt(2 * Math.PI)) + s - square / 2 - 0.5 * Math.log1p((n * square) / precision ** 2);
    });
  };

  const other = choices(
    "The solution of norm 1 is", [[true, "regular"], [false, "control: as singular as the other"]], () => compute(),
  );
  const growths = (value) => (value === 0 ? "fixed" : value === 1 ? "as n" : `as n to the ${number(value, 2)}`);
  const penalty = slider("Penalty at 100 data", { min: Math.log10(0.25), max: Math.log10(20), step: Math.log10(20) / 20, value: Math.log10(5), said: (v) => number(10 ** v, 2) }, () => compute());
  const growth = slider("The penalty grows", { min: 0, max: 1, step: 0.05, value: 0, said: growths }, () => compute());
  const norm = slider("Norm of the singular one", { min: 1, max: 2.5, step: 0.05, value: 1.5, said: (v) => number(v) }, () => compute());
  const sample = slider("Sample size", { min: 1.5, max: 5.9, step: 0.1, value: 4, said: (v) => number(10 ** v, 2) }, () => draw());
  const told = element("p", { class: "kb-told", role: "status" });
  place.append(other.group, picture, told, element("div", { class: "kb-sliders" }, sample.row, penalty.row, growth.row, norm.row));

  const settings = () => {
    const [start, power, root] = [penalty, growth, norm].map((each) => Number(each.input.value));
    return { root, precision: (n) => 10 ** start * (n / 100) ** power };
  };
  const odds = (n) => {
    const { root, precision } = settings();
    const c = precision(n);
    const branches = other.value() ? product(n, c) - plane(n, c) : 0;
    return gate(n, c, root, -1) - gate(n, c, root, 1) + branches;
  };
  const normAlone = (n) => {
    const { root, precision } = settings();
    return -0.5 * precision(n) * (root ** 2 - OTHER ** 2);
  };
  const coefficients = (n) => (other.value() ? 0.5 * Math.log(n) + Math.log(Math.log(n)) : 0);

  let curve = [], accounts = [];
  const compute = () => {
    curve = SIZES.map((n) => [Math.log10(n), odds(n)]);
    const anchored = (account) => {
      const rise = odds(ANCHOR) - account(ANCHOR);
      return SIZES.map((n) => [Math.log10(n), account(n) + rise]);
    };
    accounts = [["the norm alone", anchored(normAlone), "6 4"], ["the coefficients alone", anchored(coefficients), "2 3"]];
    draw();
  };

  const draw = () => {
    const at = 10 ** Number(sample.input.value);
    const here = odds(at);
    const all = curve.map(([, y]) => y);
    const [least, most] = [Math.min(...all, -1), Math.max(...all, 1)];
    const pad = 0.12 * (most - least);
    const [low, high] = [least - pad, most + pad];
    const [from, to] = [Math.log10(SIZES[0]), Math.log10(SIZES.at(-1))];
    const rough = (high - low) / 5, power = 10 ** Math.floor(Math.log10(rough));
    const step = power * ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10);
    const { across, down, line, marks } = frame(
      { from, to, ticks: whole(2, to), said: (x) => number(10 ** x, 1), name: "sample size" },
      { from: low, to: high, ticks: whole(low, high, step), said: (y) => number(Math.abs(y) < step / 2 ? 0 : y), name: "log odds, above 0: singular" },
    );
    const inside = (points) => points.filter(([, y]) => y >= low && y <= high);
    const parts = [...marks, line([[from, 0], [to, 0]], { stroke: "var(--kb-fig-ink)" })];
    const regular = other.value();
    const tone = `var(--kb-fig-${regular ? "effect" : "control"}-1)`;
    for (const [, points, dashes] of accounts) {
      parts.push(line(inside(points), { stroke: "var(--kb-fig-ink)", "stroke-width": 1.2, "stroke-dasharray": dashes }));
    }
    parts.push(line(curve, { stroke: tone, "stroke-width": 2.5 }));
    parts.push(shape("circle", { cx: across(Math.log10(at)), cy: down(here), r: 5, fill: tone }));
    picture.replaceChildren(...parts);
    const times = Math.exp(Math.min(Math.abs(here), 600));
    const ahead = here >= 0 ? "singular" : regular ? "regular" : "smaller";
    const turns = curve.findIndex(([, y], i) => i && y >= 0 !== curve[i - 1][1] >= 0);
    const turned = turns > 0 ? ` They turn at about ${number(10 ** curve[turns][0], 1)}.` : " They keep their sign over the whole range.";
    const slope = (odds(at * 1.2) - odds(at / 1.2)) / (2 * Math.log(1.2));
    told.textContent = `At ${number(at, 2)} data the log odds are ${number(here)}: the ${ahead} solution is ${number(times, 2)} times as probable. Their slope in the log of the sample size is ${number(slope, 2)}.${turned} Dashed: the norm alone; dotted: the learning coefficients alone; both are made to meet the odds at 1000 data.`;
  };
  compute();
};
