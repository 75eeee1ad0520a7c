// How the volume of near-optimal parameters shrinks: choose a loss, move the tolerance, read
// the volume, its local slope and the exponent that was fitted.  All numbers were measured.
window.kbFigures["volume-scaling"] = (place, { runs }) => {
  const { element, shape, slider, choices, plot, whole, number } = window.kbFigureTools;
  const { picture, frame, wide } = plot(place, "Volume against tolerance, both on logarithmic axes", { left: 58 });
  const volumes = runs.map((run) => {
    const [xs, ys] = run.curves.volume ?? Object.values(run.curves)[0];
    const points = xs.map((x, i) => [Math.log10(x), Math.log10(ys[i])]);
    return points.filter((point) => point.every(Number.isFinite)).sort((p, q) => p[0] - q[0]);
  });
  const every = volumes.flat();
  const [low, high] = [0, 1].map((axis) => Math.floor(Math.min(...every.map((p) => p[axis]))));
  const [right, top] = [0, 1].map((axis) => Math.ceil(Math.max(...every.map((p) => p[axis]))));
  const mean = (values) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const power = (at) => number(10 ** at, 1);
  const { across, down, line, marks, bottom } = frame(
    { from: low, to: right, ticks: whole(low, right, wide < 450 ? 6 : 3), said: power, name: "tolerance" },
    { from: high, to: top, ticks: whole(high, top, 3), said: power, name: "volume" },
  );

  const labels = runs.map((run, index) => [index, `${run.control ? "control: " : ""}${run.label}`]);
  const loss = choices("Loss", labels, () => draw());
  const tolerance = slider(
    "Tolerance", { min: low, max: right, step: 0.1, value: low * 0.6, said: (value) => number(10 ** value, 2) }, () => draw(),
  );
  const told = element("p", { class: "kb-told", role: "status" });
  place.append(loss.group, picture, told, element("div", { class: "kb-sliders" }, tolerance.row));

  // Volume and local slope at a tolerance, between the two measured points around it.
  const read = (points, at) => {
    const after = Math.min(Math.max(points.findIndex(([x]) => x >= at), 1), points.length - 1);
    const [[x0, y0], [x1, y1]] = [points[after - 1], points[after]];
    const slope = (y1 - y0) / (x1 - x0);
    return [y0 + slope * (at - x0), slope];
  };

  const draw = () => {
    const chosen = loss.value();
    const run = runs[chosen];
    const points = volumes[chosen];
    const least = points[0][0], most = points.at(-1)[0];
    const at = Math.min(Math.max(Number(tolerance.input.value), least), most);
    const [volume] = read(points, at);
    const [before] = read(points, Math.max(at - 0.5, least)), [after] = read(points, Math.min(at + 0.5, most));
    const slope = (after - before) / (Math.min(at + 0.5, most) - Math.max(at - 0.5, least));
    const exponents = run.measures.exponent ?? [];
    const fitted = mean(exponents);
    const tone = `var(--kb-fig-${run.control ? "control" : "effect"}-1)`;
    const parts = [...marks];
    volumes.forEach((other, index) => {
      if (index !== chosen) parts.push(line(other, { class: "kb-other" }));
    });
    if (exponents.length) {
      const [x, y] = points[0];
      const end = Math.min(right, x + (top - y) / fitted);
      parts.push(line([[x, y], [end, y + fitted * (end - x)]], { stroke: "var(--kb-fig-ink)", "stroke-width": 1.2, "stroke-dasharray": "2 3" }));
    }
    parts.push(line(points, { stroke: tone, "stroke-width": 2.5 }));
    parts.push(shape("line", { x1: across(at), x2: across(at), y1: down(volume), y2: bottom, stroke: tone }));
    parts.push(shape("circle", { cx: across(at), cy: down(volume), r: 5, fill: tone }));
    picture.replaceChildren(...parts);
    const spread = exponents.length ? ` Fitted over ${exponents.length} seeds, the exponent is ${number(fitted)} (${number(Math.min(...exponents))} to ${number(Math.max(...exponents))}); the dotted line has that slope.` : "";
    const gain = run.measures.log_gain ? ` A logarithm gains ${number(mean(run.measures.log_gain))} in twice the log likelihood.` : "";
    const title = run.label[0].toUpperCase() + run.label.slice(1);
    told.textContent = `${title}: at tolerance ${number(10 ** at, 2)} the volume is ${number(10 ** volume)}, and around it the slope is ${number(slope, 2)}.${spread}${gain}`;
  };
  draw();
};
