// Three correlations: the surface of all that is possible, to turn; two correlations to set;
// the bounds of the third to read.  The surface is (cos u, cos v, cos(u - v)), drawn as glass:
// its far side first, then what lies inside, then its near side.
window.kbFigures["correlation-bounds"] = (place) => {
  const { element, slider, number, colour, onPalette } = window.kbFigureTools;
  const AXES = ["X and Y", "Y and Z", "X and Z"];
  const two = (value) => value.toFixed(2).replace("-", "−");
  const state = { turn: -0.62, tilt: 0.42 };

  const canvas = element("canvas", { role: "img", "aria-label": "The surface in the cube of three correlations" });
  const inset = element("canvas", { role: "img", "aria-label": "The level set: pairs that the third correlation allows" });
  const told = element("p", { class: "kb-told", role: "status" });
  const unit = { min: -1, max: 1, step: 0.01, said: two };
  const draw = () => { measure(); window.requestAnimationFrame(paint); };
  const degrees = (value) => `${value}°`.replace("-", "−");
  const first = slider("Correlation of X and Y", { ...unit, value: 0.6 }, draw);
  const second = slider("Correlation of Y and Z", { ...unit, value: 0.5 }, draw);
  const third = slider("Level: X and Z", { ...unit, value: 0 }, draw);
  const turn = slider("Turn", { min: -180, max: 180, step: 3, value: -36, said: degrees }, draw);
  const tilt = slider("Tilt", { min: -90, max: 90, step: 3, value: 24, said: degrees }, draw);
  place.append(
    element("div", { class: "kb-live-views" }, canvas,
      element("div", { class: "kb-inset" }, inset, element("p", { class: "kb-note" }, "Level set: the pairs allowed at this third correlation"))),
    told,
    element("div", { class: "kb-sliders" }, first.row, second.row, third.row, turn.row, tilt.row),
  );

  const bounds = (a, b) => {
    const half = Math.sqrt(Math.max(0, (1 - a * a) * (1 - b * b)));
    return [a * b - half, a * b + half];
  };
  let a, b, c, low, high;
  const measure = () => {
    [a, b, c] = [first, second, third].map((each) => Number(each.input.value));
    [low, high] = bounds(a, b);
    state.turn = (Number(turn.input.value) * Math.PI) / 180;
    state.tilt = (Number(tilt.input.value) * Math.PI) / 180;
    const sign = low > 0 ? ", so it must be positive" : high < 0 ? ", so it must be negative" : "";
    const possible = c >= low - 1e-9 && c <= high + 1e-9 ? "possible" : "impossible";
    told.textContent = `With ${two(a)} and ${two(b)}, the third correlation lies between ${two(low)} and ${two(high)}${sign}. A third of ${two(c)} is ${possible}.`;
  };

  // Points of the surface by u and v, the normal pointing out of it.
  const STEPS = 30;
  const at = (u, v) => [Math.cos(u), Math.cos(v), Math.cos(u - v)];
  const faces = [];
  for (let i = 0; i < STEPS; i += 1) {
    for (let j = -STEPS; j < STEPS; j += 1) {
      const [u, v, d] = [(i * Math.PI) / STEPS, (j * Math.PI) / STEPS, Math.PI / STEPS];
      const [x, y, z] = at(u + d / 2, v + d / 2);
      const normal = [x - y * z, y - x * z, z - x * y];
      const length = Math.hypot(...normal) || 1;
      faces.push({ corners: [at(u, v), at(u + d, v), at(u + d, v + d), at(u, v + d)], normal: normal.map((n) => n / length) });
    }
  }

  // The third correlation points up; the eye looks along the last coordinate.
  const turned = ([x, y, z]) => {
    const [s, k] = [Math.sin(state.turn), Math.cos(state.turn)];
    const [t, l] = [Math.sin(state.tilt), Math.cos(state.tilt)];
    const [across, away] = [k * x - s * y, s * x + k * y];
    return [across, l * z + t * away, -t * z + l * away];
  };

  const pen = (target, ratio) => {
    const scale = window.devicePixelRatio || 1;
    const width = target.clientWidth;
    target.width = width * scale;
    target.height = width * ratio * scale;
    const drawn = target.getContext("2d");
    drawn.scale(scale, scale);
    drawn.font = `13px ${getComputedStyle(place).fontFamily}`;
    return [drawn, width, width * ratio];
  };

  const paint = () => {
    const tone = Object.fromEntries(["ink", "faint", "effect-1", "effect-2", "control-1"].map((name) => [name, colour(place, name)]));
    const [drawn, width, height] = pen(canvas, 0.86);
    const size = Math.min(width, height) * 0.29;
    const seen = (point) => {
      const [x, y] = turned(point);
      return [width / 2 + x * size, height / 2 - y * size];
    };
    const path = (points, closed = false) => {
      drawn.beginPath();
      points.forEach((point, index) => drawn[index ? "lineTo" : "moveTo"](...seen(point)));
      if (closed) drawn.closePath();
    };
    const stroke = (points, style, wide, closed = false) => {
      path(points, closed);
      Object.assign(drawn, { strokeStyle: style, lineWidth: wide });
      drawn.stroke();
    };
    const dot = (point, style, hollow = false) => {
      drawn.beginPath();
      drawn.arc(...seen(point), 4.5, 0, 7);
      Object.assign(drawn, { fillStyle: style, strokeStyle: style, lineWidth: 2 });
      if (hollow) drawn.stroke(); else drawn.fill();
    };
    const side = (near) => {
      const shown = faces
        .map((face) => ({ ...face, facing: turned(face.normal) }))
        .filter((face) => face.facing[2] < 0 === near);
      for (const face of shown) {
        const light = Math.max(0, -0.35 * face.facing[0] + 0.6 * face.facing[1] - 0.7 * face.facing[2]);
        path(face.corners, true);
        drawn.fillStyle = tone["effect-1"];
        drawn.globalAlpha = near ? 0.14 + 0.3 * (1 - light) : 0.16;
        drawn.fill();
      }
      drawn.globalAlpha = 1;
    };

    for (const axis of [0, 1, 2]) {
      for (const [p, q] of [[-1, -1], [-1, 1], [1, -1], [1, 1]]) {
        const ends = [-1, 1].map((end) => { const point = [p, q]; point.splice(axis, 0, end); return point; });
        stroke(ends, tone.faint, 1);
      }
    }
    side(false);
    const level = Array.from({ length: 97 }, (_, i) => {
      const turnedBy = (i * Math.PI) / 48;
      return [Math.cos(turnedBy), Math.cos(turnedBy + Math.acos(c)), c];
    });
    stroke(level, tone["effect-2"], 2, true);
    stroke([[a, b, -1], [a, b, low]], tone.faint, 1.5);
    stroke([[a, b, high], [a, b, 1]], tone.faint, 1.5);
    stroke([[a, b, low], [a, b, high]], tone["control-1"], 3);
    dot([a, b, low], tone["control-1"]);
    dot([a, b, high], tone["control-1"]);
    side(true);
    dot([a, b, c], tone.ink, true);
    Object.assign(drawn, { fillStyle: tone.ink, textAlign: "center", textBaseline: "middle" });
    AXES.forEach((name, axis) => {
      const end = [-1, -1, -1];
      end[axis] = 0;
      const [x, y] = seen(end.map((value, index) => (index === axis ? value : value * 1.32)));
      drawn.fillText(name, Math.min(Math.max(x, 32), width - 32), y);
      drawn.fillText("1", ...seen(end.map((value, index) => (index === axis ? 1 : value * 1.12))));
    });
    drawn.fillText("−1", ...seen([-1.1, -1.1, -1.1])); // the corner where all three begin
    flat(tone);
  };

  const flat = (tone) => {
    const [drawn, width, height] = pen(inset, 1);
    const half = width / 2 - 20;
    const seen = (x, y) => [width / 2 + x * half, height / 2 - y * half];
    drawn.strokeStyle = tone.faint;
    drawn.strokeRect(...seen(-1, 1), 2 * half, 2 * half);
    drawn.beginPath();
    for (let i = 0; i <= 96; i += 1) {
      const by = (i * Math.PI) / 48;
      drawn[i ? "lineTo" : "moveTo"](...seen(Math.cos(by), Math.cos(by + Math.acos(c))));
    }
    Object.assign(drawn, { strokeStyle: tone["effect-2"], fillStyle: tone["effect-2"], lineWidth: 2, globalAlpha: 0.15 });
    drawn.fill();
    drawn.globalAlpha = 1;
    drawn.stroke();
    drawn.beginPath();
    drawn.arc(...seen(a, b), 4.5, 0, 7);
    Object.assign(drawn, { strokeStyle: tone.ink, fillStyle: tone.ink });
    drawn.stroke();
    Object.assign(drawn, { textAlign: "center", textBaseline: "middle" });
    drawn.fillText("X and Y", width / 2, height - 8);
    drawn.translate(8, height / 2);
    drawn.rotate(-Math.PI / 2);
    drawn.fillText("Y and Z", 0, 0);
  };

  // Dragging turns the sliders, so that both ways say the same.
  canvas.addEventListener("pointerdown", (event) => canvas.setPointerCapture(event.pointerId));
  canvas.addEventListener("pointermove", (event) => {
    if (!event.buttons) return;
    turn.input.value = ((Number(turn.input.value) - event.movementX * 0.6 + 540) % 360) - 180;
    tilt.input.value = Number(tilt.input.value) + event.movementY * 0.6;
    for (const each of [turn, tilt]) each.input.dispatchEvent(new Event("input"));
  });
  onPalette(draw);
  new ResizeObserver(draw).observe(canvas.parentElement);
  draw();
};
