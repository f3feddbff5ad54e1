// DescentLab: a ball that rolls down a cost, on a curve and on a surface.

/** @import { Render } from "@anywidget/types" */

import { makeLandscapePainter } from "./descent_lab_chart.js";
import { button, choiceGroup, logSlider, playBar, slider } from "./js/controls.js";
import { element } from "./js/element.js";
import { signed } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { LANDSCAPES, roll, stepDownhill } from "./js/landscapes.js";
import { change } from "./js/model.js";
import { claim, isCommand } from "./js/pen.js";
import { drawOnChange } from "./js/schedule.js";
import { between, isStill, tween } from "./js/tween.js";

const STATE = ["landscape", "start", "learning_rate", "momentum", "steps"];
const MOST_STEPS = 200;
const PAUSE = 260; // milliseconds from step to step
const VIEWS = {
  curve: { start: [2.6], limits: [[-3, 3]], words: "a cost of one knob" },
  valley: { start: [-3.6, 1.2], limits: [[-4, 4], [-2, 2]], words: "a cost of two knobs" }, // biome-ignore format: side by side
};

/** @type {Render} */
function render({ model, el }) {
  const lab = makeLab(model);
  const parts = makeParts(lab);
  mount(el, model, parts.frame);
  connectBall(lab, parts);
  const painter = makeLandscapePainter(parts.canvas);
  const { redraw, stop } = drawOnChange(model, STATE, parts.frame.figure, (page) => {
    follow(lab);
    const places = painter.paint(page, lab);
    parts.ball.place(places.ball, lab);
    describe(lab, parts);
  });
  lab.redraw = redraw;
  lab.painter = painter;
  return () => {
    pause(lab);
    lab.stopTween();
    stop();
  };
}

/** The state of one view: where the ball is drawn, which is on its way to where it is. */
function makeLab(model) {
  return { model, timer: 0, key: "", path: [], shown: [], stopTween: () => {}, redraw: () => {} };
}

/** @returns {[number, number]} */
const settings = ({ model }) => [model.get("learning_rate"), model.get("momentum")];
const landscapeOf = ({ model }) => model.get("landscape");
const outside = (place) => place.some((x) => !(Math.abs(x) < 50));

function resting({ path }) {
  const [last, before] = [path.at(-1), path.at(-2)];
  return before && Math.hypot(...last.map((x, k) => x - before[k])) < 1e-4;
}

const hasEnded = (lab) => lab.path.length > MOST_STEPS || outside(lab.path.at(-1)) || resting(lab);

/** The model has changed: a further step is walked, all else is shown at once. */
function follow(lab) {
  const { model } = lab;
  const key = STATE.map((name) => model.get(name)).join();
  if (key === lab.key) return;
  const before = lab.path;
  const { places, velocity } = roll(
    landscapeOf(lab),
    model.get("start"),
    ...settings(lab),
    model.get("steps"),
  );
  Object.assign(lab, { key, path: places, velocity });
  lab.next = stepDownhill(landscapeOf(lab), places.at(-1), velocity, ...settings(lab)).place;
  lab.stopTween();
  lab.shown = places.at(-1);
  const [from, to] = [before.at(-1), places.at(-1)];
  if (before.length + 1 !== places.length || from?.length !== to.length || outside(to)) return;
  lab.shown = from;
  lab.stopTween = tween(200, (share) => {
    lab.shown = share < 1 ? [...between(from, to, share)] : to;
    lab.redraw();
  });
}

// Rolling.

function advance(lab) {
  follow(lab);
  if (hasEnded(lab)) return false;
  change(lab.model, { steps: lab.model.get("steps") + 1 });
  return true;
}

function run(lab) {
  follow(lab);
  if (hasEnded(lab)) change(lab.model, { steps: 0 }); // again, from where it began
  if (isStill()) {
    while (advance(lab));
    return;
  }
  lab.timer = setInterval(() => advance(lab) || pause(lab), PAUSE);
  lab.redraw();
}

function pause(lab) {
  clearInterval(lab.timer);
  lab.timer = 0;
  lab.redraw();
}

function restart(lab, values) {
  pause(lab);
  change(lab.model, { ...values, steps: 0 });
}

/** Put the ball to a place, as far as the landscape reaches. */
function put(lab, place) {
  const { limits } = VIEWS[landscapeOf(lab)];
  const inside = place.map((x, k) => Math.min(Math.max(x, limits[k][0]), limits[k][1]));
  restart(lab, { start: inside.map((x) => Math.round(x * 100) / 100) });
}

// The parts of the figure.

function makeParts(lab) {
  const frame = makeFrame({
    name: "descent-lab",
    ground: "paper",
    title: "Drag the ball, and let it roll",
    label: "A ball that rolls down a cost",
    onReset: () => restart(lab, { start: VIEWS[landscapeOf(lab)].start }),
  });
  const canvas = element("canvas", { role: "img" });
  const ball = makeBall(lab);
  const views = choiceGroup("Landscape", [["curve", "One knob"], ["valley", "Two knobs"]], (name) => restart(lab, { landscape: name, start: VIEWS[name].start })); // biome-ignore format: one choice
  const rate = logSlider("Learning rate", { min: 0.001, max: 2, steps: 132 }, (value) =>
    restart(lab, { learning_rate: value }),
  );
  const momentum = slider("Momentum", { min: 0, max: 0.95, step: 0.05 }, (value) =>
    restart(lab, { momentum: value }),
  );
  const play = playBar({
    play: () => (lab.timer ? pause(lab) : run(lab)),
    step: () => {
      pause(lab);
      advance(lab);
    },
  });
  const back = button("Put it back", () => restart(lab, {}));
  frame.tools.prepend(views.node);
  frame.body.append(
    element("div", { class: "nn-landscape" }, canvas, ball.node),
    element("div", { class: "nn-controls" }, play.node, back, rate.node, momentum.node),
  );
  return { frame, canvas, ball, views, rate, momentum, play, back };
}

/** The ball as something to grab: for a pointer, and as one slider a knob for keys. */
function makeBall(lab) {
  const names = ["Ball: first knob", "Ball: second knob"];
  const inputs = names.map((name) =>
    element("input", { type: "range", step: 0.1, "aria-label": name }),
  );
  inputs.forEach((input, k) => {
    input.addEventListener("input", () => {
      put(
        lab,
        lab.model.get("start").map((x, other) => (other === k ? Number(input.value) : x)),
      );
    });
  });
  const node = element("div", { class: "nn-handle" }, ...inputs);
  return {
    node,
    inputs,
    /** @param {number[]} at */
    place([x, y], { model, path }) {
      node.style.transform = `translate(${x}px, ${y}px)`;
      const { limits } = VIEWS[model.get("landscape")];
      inputs.forEach((input, k) => {
        input.hidden = k >= limits.length;
        if (input.hidden) return;
        [input.min, input.max] = limits[k];
        input.value = path.at(-1)[k];
        input.setAttribute("aria-valuetext", path.at(-1)[k].toFixed(2));
      });
    },
  };
}

const STEPS = {
  ArrowLeft: [-0.1, 0],
  ArrowRight: [0.1, 0],
  ArrowUp: [0, 0.1],
  ArrowDown: [0, -0.1],
};

function connectBall(lab, { canvas, ball }) {
  const place = ({ clientX, clientY }) => {
    const box = canvas.getBoundingClientRect();
    return lab.painter.valueAt([clientX - box.left, clientY - box.top], lab);
  };
  let pointer = null;
  ball.node.addEventListener("pointerdown", (event) => {
    if (pointer !== null || event.button !== 0) return;
    event.preventDefault();
    pointer = event.pointerId;
    ball.node.setPointerCapture(pointer);
    ball.inputs[0].focus({ preventScroll: true });
  });
  ball.node.addEventListener("pointermove", (event) => {
    if (event.pointerId === pointer) put(lab, place(event));
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    ball.node.addEventListener(end, () => {
      pointer = null;
    });
  }
  ball.node.addEventListener("keydown", (event) => {
    if (isCommand(event) || !(event.key in STEPS)) return;
    claim(event);
    follow(lab); // a key may come before the last one is drawn
    const start = lab.path.at(-1).slice(0, VIEWS[landscapeOf(lab)].limits.length);
    put(lab, start.map((x, k) => x + STEPS[event.key][k])); // biome-ignore format: one step
  });
  // A click, and no swipe that scrolls the page, puts the ball there.
  canvas.addEventListener("click", (event) => put(lab, place(event)));
}

// What it says.

const number = (value) =>
  Math.abs(value) < 1000 ? signed(value).replace("+", "") : "over a thousand";

function describe(lab, { frame, canvas, views, rate, momentum, play, back }) {
  const landscape = landscapeOf(lab);
  const { cost, slopes } = LANDSCAPES[landscape];
  const last = lab.path.at(-1);
  const steps = lab.path.length - 1;
  let words =
    `Step ${steps}: knob${last.length > 1 ? "s" : ""} at ${last.map(number).join(", ")}; ` +
    `cost ${number(cost(last))}; slope ${slopes(last).map(number).join(", ")}.`;
  if (outside(last)) {
    words = `Step ${steps}: it is gone. Each step was too long and led higher up than before. Lower the learning rate.`;
  } else if (resting(lab)) words += " It rests.";
  else if (steps >= MOST_STEPS) words += " It has taken 200 steps; enough for today.";
  frame.say(words);
  canvas.setAttribute("aria-label", `A ball on ${VIEWS[landscape].words}. ${words}`);
  const [learningRate, kept] = settings(lab);
  rate.show(learningRate, String(learningRate));
  momentum.show(kept, kept.toFixed(2));
  views.show(landscape);
  play.show(Boolean(lab.timer), hasEnded(lab) ? "Again" : "Run");
  play.one.disabled = hasEnded(lab);
  back.disabled = steps === 0;
}

export default { render };
