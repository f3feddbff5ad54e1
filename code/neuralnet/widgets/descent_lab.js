// DescentLab: a ball that rolls down a cost, on a curve and on a surface.

import { fitCanvas } from "./js/canvas.js";
import { NEGATIVE } from "./js/colours.js";
import { announcer, button, slider } from "./js/controls.js";
import { element } from "./js/element.js";
import { signed } from "./js/format.js";
import { LANDSCAPES, stepDownhill } from "./js/landscapes.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";

const DESCENT_STATE = ["landscape", "start", "learning_rate", "momentum", "steps"];
const MOST_STEPS = 200;
const VIEWS = {
  curve: { start: [2.6], x: [-3, 3], y: [-0.4, 4.4], words: "a cost of one knob" },
  valley: { start: [-3.6, 1.2], x: [-4, 4], y: [-2, 2], words: "a cost of two knobs" },
};

function render({ model, el }) {
  const figure = element("div", { class: "nn-figure nn-descent-lab", role: "group" });
  figure.setAttribute("aria-label", "A ball that rolls down a cost");
  const canvas = element("canvas", { tabindex: "0", role: "application" });
  const title = element("p", { class: "nn-title" });
  const readout = announcer("nn-readout");
  const views = Object.keys(VIEWS).map((name) =>
    button(name === "curve" ? "One knob" : "Two knobs", () => show(name)),
  );
  // The slider holds the rate's logarithm: as much room from 0.01 to 0.1 as from 0.1 to 1.
  const rate = slider("Learning rate", { min: -3, max: 0.3, step: 0.025 }, (power) =>
    restart({ learning_rate: Math.min(Number((10 ** power).toPrecision(2)), 2) }),
  );
  const momentum = slider("Momentum", { min: 0, max: 0.95, step: 0.05 }, (value) =>
    restart({ momentum: value }),
  );
  const run = button("Run", () => (timer ? stop() : start()));
  const step = button("One step", () => {
    stop();
    advance();
  });
  const back = button("Put it back", () => restart({}));
  figure.append(
    title,
    element("div", { class: "nn-row", role: "group", "aria-label": "Landscape" }, ...views),
    element("div", { class: "nn-screen" }, canvas),
    ...readout.nodes,
    element("div", { class: "nn-row" }, step, run, back),
    element("div", { class: "nn-pair" }, rate.node, momentum.node),
  );
  el.replaceChildren(figure);

  // Rolling.
  let timer = 0;
  const settings = () => [model.get("learning_rate"), model.get("momentum")];
  const landscape = () => model.get("landscape");
  function path() {
    const places = [model.get("start")];
    let velocity = [];
    for (let k = 0; k < model.get("steps"); k++) {
      const next = stepDownhill(landscape(), places.at(-1), velocity, ...settings());
      velocity = next.velocity;
      places.push(next.place);
    }
    return places;
  }
  const outside = (place) => place.some((x) => !(Math.abs(x) < 50));
  function resting(places) {
    const [last, before] = [places.at(-1), places.at(-2)];
    return before && Math.hypot(...last.map((x, k) => x - before[k])) < 1e-4;
  }
  function advance() {
    const places = path();
    const steps = model.get("steps");
    const ended = steps >= MOST_STEPS || outside(places.at(-1)) || resting(places);
    if (!ended) change(model, { steps: steps + 1 });
    return !ended;
  }
  function start() {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      while (advance());
      return;
    }
    timer = setInterval(() => figure.isConnected && advance() || stop(), 120);
    run.textContent = "Pause";
  }
  function stop() {
    clearInterval(timer);
    timer = 0;
    run.textContent = "Run";
  }
  function restart(values) {
    stop();
    change(model, { ...values, steps: 0 });
  }
  function show(name) {
    if (name !== landscape()) restart({ landscape: name, start: VIEWS[name].start });
  }

  // Where the ball begins: pick a place, or move it with the arrow keys.
  function put(place) {
    const limits = [VIEWS[landscape()].x, [-2, 2]];
    const inside = place.map((x, k) => Math.min(Math.max(x, limits[k][0]), limits[k][1]));
    restart({ start: inside.map((x) => Math.round(x * 100) / 100) });
  }
  canvas.addEventListener("pointerdown", (event) => {
    const box = canvas.getBoundingClientRect();
    const { x, y } = scale();
    const place = [x.at(event.clientX - box.left), y.at(event.clientY - box.top)];
    put(place.slice(0, model.get("start").length));
  });
  canvas.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    put(model.get("start").map((x, k) => x + 0.1 * move[k]));
  });

  // Drawing.
  let [width, height] = [0, 0];
  function scale() {
    const view = VIEWS[landscape()];
    const axis = (from, to, [low, high]) => ({
      of: (value) => from + ((value - low) / (high - low)) * (to - from),
      at: (place) => low + ((place - from) / (to - from)) * (high - low),
    });
    return { x: axis(10, width - 10, view.x), y: axis(height - 24, 10, view.y) };
  }
  let ink = "";
  function draw(room) {
    ink = room.ink;
    width = Math.max(Math.min(room.width - 8, 640), 120);
    height = Math.round(Math.min(width * 0.55, 320));
    const context = fitCanvas(canvas, width, height);
    context.clearRect(0, 0, width, height);
    context.strokeStyle = context.fillStyle = ink;
    const places = path();
    if (landscape() === "curve") drawCurve(context, places);
    else drawValley(context, places);
    describe(places);
  }

  function drawCurve(context, places) {
    const { x, y } = scale();
    const { cost, slopes } = LANDSCAPES.curve;
    context.lineWidth = 2;
    context.beginPath();
    for (let k = 0; k <= 120; k++) {
      const at = -3 + (6 * k) / 120;
      context.lineTo(x.of(at), y.of(cost([at])));
    }
    context.stroke();
    context.fillText("knob →", width - 60, height - 6);
    context.fillText("↑ cost", 8, 14);
    const seen = places.filter(([at]) => Math.abs(at) <= 3.2);
    trail(context, seen.map((place) => [x.of(place[0]), y.of(cost(place))]), places);
    const [last] = places.at(-1);
    if (Math.abs(last) > 3.2) return;
    // The slope at the ball, as a piece of a straight line.
    const [slope] = slopes([last]);
    context.setLineDash([5, 4]);
    context.beginPath();
    for (const by of [-0.7, 0.7]) {
      context.lineTo(x.of(last + by), y.of(cost([last]) + by * slope));
    }
    context.stroke();
    context.setLineDash([]);
  }

  function drawValley(context, places) {
    const { x, y } = scale();
    context.lineWidth = 1;
    for (const level of [0.25, 1, 2, 4, 6, 9, 13, 18, 24, 31]) {
      const [wide, high] = [Math.sqrt(2 * level), Math.sqrt(level / 6)];
      context.globalAlpha = 0.55;
      context.beginPath();
      context.ellipse(x.of(0), y.of(0), x.of(wide) - x.of(0), y.of(0) - y.of(high), 0, 0, 7);
      context.stroke();
      context.globalAlpha = 1;
    }
    context.fillText("lowest", x.of(0) - 18, y.of(0) + 24); // the ball would cover it
    context.fillText("first knob →", width - 90, height - 6);
    context.fillText("↑ second knob", 8, 14);
    const seen = places.filter(([a, b]) => Math.abs(a) <= 5 && Math.abs(b) <= 3);
    trail(context, seen.map(([a, b]) => [x.of(a), y.of(b)]), places);
  }

  function trail(context, points, places) {
    context.lineWidth = 1.5;
    context.strokeStyle = NEGATIVE;
    context.beginPath();
    for (const point of points) context.lineTo(...point);
    context.stroke();
    points.forEach(([px, py], k) => {
      const last = k === places.length - 1;
      context.beginPath();
      context.arc(px, py, last ? 9 : 3, 0, 7);
      context.fillStyle = last ? "#ffb000" : NEGATIVE;
      context.fill();
      if (!last) return;
      context.strokeStyle = "#000000";
      context.stroke();
    });
    context.strokeStyle = context.fillStyle = ink;
  }

  const number = (value) =>
    Math.abs(value) < 1000 ? signed(value).replace("+", "") : "over a thousand";
  function describe(places) {
    const { cost, slopes } = LANDSCAPES[landscape()];
    const last = places.at(-1);
    const steps = model.get("steps");
    title.textContent = `Roll down ${VIEWS[landscape()].words}`;
    let words = `Step ${steps}: knob${last.length > 1 ? "s" : ""} at ${last.map(number).join(", ")}`;
    words += `; cost ${number(cost(last))}; slope ${slopes(last).map(number).join(", ")}.`;
    if (outside(last)) {
      words = `Step ${steps}: it is gone. Each step was too long and led higher up than before. Lower the learning rate.`;
    } else if (resting(places)) words += " It rests.";
    else if (steps >= MOST_STEPS) words += " It has taken 200 steps; enough for today.";
    readout.say(words);
    const [learningRate, kept] = settings();
    rate.show(Math.log10(learningRate), String(learningRate));
    momentum.show(kept, kept.toFixed(2));
    views.forEach((node, k) =>
      node.setAttribute("aria-current", String(Object.keys(VIEWS)[k] === landscape())),
    );
    canvas.setAttribute(
      "aria-label",
      `A ball on ${VIEWS[landscape()].words}. Arrow keys move its start. ${words}`,
    );
  }

  const drawing = drawOnChange(model, DESCENT_STATE, figure, draw);
  return () => {
    stop();
    drawing.stop();
  };
}

export default { render };
