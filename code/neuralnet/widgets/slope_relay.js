// SlopeRelay: a message, the slope that a row of neurons hands back.

/** @import { Render } from "@anywidget/types" */

import { choiceGroup, dragHandle, playBar, slider } from "./js/controls.js";
import { element, setAttributes } from "./js/element.js";
import { signed } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";
import { relayOf } from "./js/squashing.js";
import { isStill, tween } from "./js/tween.js";
import { format, LEAST, paintRelay, plain } from "./slope_relay_picture.js";

const STATE = ["function", "x", "weight", "count", "passed"];
const FIRST = { function: "sigmoid", x: 1, weight: 1, count: 12, passed: 0 };
const NAMES = { sigmoid: "Sigmoid", tanh: "tanh", relu: "ReLU", step: "Step", identity: "None" };
const PAUSE = 400; // milliseconds from neuron to neuron

/** @type {Render} */
function render({ model, el }) {
  // `at` is where the message is drawn: how many have handed it back, and part of the next.
  const lab = { model, board: null, now: null, at: null, goal: 0, held: false, timer: 0, redraw: () => {}, stopTween: () => {} }; // biome-ignore format: one lab
  const parts = makeParts(lab);
  mount(el, model, parts.frame);
  const { redraw, stop } = drawOnChange(model, STATE, parts.frame.figure, (page) => {
    lab.now = stateOf(model);
    follow(lab);
    lab.board = paintRelay(parts.canvas, page, lab);
    describe(lab, parts);
  });
  lab.redraw = redraw;
  return () => {
    clearInterval(lab.timer);
    lab.stopTween();
    stop();
  };
}

/** `sent` is the message at each stop, the first one where it comes in: 1, and what each left of it. */
function stateOf(model) {
  const [name, x, weight, count, asked] = STATE.map((trait) => model.get(trait));
  const row = relayOf(name, x, weight, count);
  return { ...row, name, x, weight, count, passed: Math.min(asked, count), sent: [1, ...row.left.toReversed()] }; // biome-ignore format: one state
}

/** The message goes to where the model has it; in the hand it is where the hand is. */
function follow(lab) {
  const { passed, count } = lab.now;
  lab.at = Math.min(lab.at ?? passed, count);
  if (lab.held || lab.goal === passed) return;
  lab.goal = passed;
  lab.stopTween();
  const from = lab.at;
  lab.stopTween = tween(240, (share) => {
    lab.at = from + share * (passed - from);
    lab.redraw();
  });
}

// The walk back.

function walk(lab) {
  if (lab.timer) return pause(lab);
  const { passed, count } = stateOf(lab.model);
  if (isStill()) return change(lab.model, { passed: count });
  if (passed === count) change(lab.model, { passed: 0 });
  lab.timer = setInterval(() => step(lab), PAUSE);
  return lab.redraw();
}

function step(lab) {
  const { passed, count } = stateOf(lab.model);
  if (passed + 1 >= count) pause(lab);
  change(lab.model, { passed: Math.min(passed + 1, count) });
}

function pause(lab) {
  clearInterval(lab.timer);
  lab.timer = 0;
  lab.redraw();
}

function makeParts(lab) {
  const set = (values) => change(lab.model, values);
  const begin = () => {
    pause(lab);
    set(FIRST);
  };
  const frame = makeFrame({ name: "slope-relay", ground: "paper", title: "Hand the message back", label: "A row of neurons that hand a message back", onReset: begin }); // biome-ignore format: one frame
  const choice = choiceGroup("Activation function", Object.entries(NAMES), (name) =>
    set({ function: name }),
  );
  frame.tools.prepend(choice.node);
  const onDrag = (/** @type {number[]} */ point) => carry(lab, point[0]);
  const token = dragHandle("Handed back", { min: 0, max: 12, step: 1 }, { onDrag, onInput: (passed) => set({ passed }) }); // biome-ignore format: one handle
  const canvas = element("canvas", { role: "img" });
  connectHand(lab, canvas, token.node);
  const play = playBar({ play: () => walk(lab), step: () => step(lab), stepLabel: "One neuron" });
  const weight = slider("Weight", { min: -5, max: 5, step: 0.1 }, (value) =>
    set({ weight: value }),
  );
  const input = slider("Input", { min: -6, max: 6, step: 0.1 }, (x) => set({ x }));
  const count = slider("Neurons", { min: 1, max: 12, step: 1 }, (value) => set({ count: value }));
  const controls = [play.node, weight.node, input.node, count.node];
  frame.body.append(
    element("div", { class: "nn-board" }, canvas, token.node),
    element("div", { class: "nn-beside" }, ...controls),
  );
  return { frame, canvas, choice, token, play, weight, input, count };
}

/** The hand has the message at a place of the picture. */
function carry(lab, place) {
  const { count } = lab.now;
  if (lab.timer) pause(lab);
  lab.stopTween();
  lab.held = true;
  lab.at = Math.min(Math.max(count + 0.5 - lab.board.x.value(place), 0), count);
  lab.goal = Math.round(lab.at);
  change(lab.model, { passed: lab.goal });
  lab.redraw();
}

/** The message is taken by its handle or anywhere in the picture, and let go at a neuron. */
function connectHand(lab, canvas, node) {
  const place = (event) => event.clientX - canvas.getBoundingClientRect().left;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button === 0) canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (canvas.hasPointerCapture(event.pointerId)) carry(lab, place(event));
  });
  canvas.addEventListener("click", (event) => {
    carry(lab, place(event));
    letGo(lab);
  });
  for (const part of [canvas, node]) {
    part.addEventListener("lostpointercapture", () => letGo(lab));
  }
}

function letGo(lab) {
  if (!lab.held) return;
  lab.held = false;
  lab.goal = null; // it goes on to the neuron that is nearest
  lab.redraw();
}

// What it says.

function describe(lab, { frame, canvas, choice, token, play, weight, input, count }) {
  const { now, board } = lab;
  const arrived = now.sent[now.passed];
  const size = Math.abs(arrived);
  let words = `A message of 1 waits at the end of ${now.count} neurons. Drag it to the left, or let it walk.`;
  if (now.passed) {
    const part = size && size < LEAST ? `: one part in ${format(1 / size)}` : "";
    words = `${plain(arrived)} of 1 is left after ${now.passed} of ${now.count}${part}. The last step: ×${plain(now.factors[now.count - now.passed])}.`;
  }
  frame.say(words);
  setAttributes(canvas, {
    "aria-label": `${now.count} neurons in a row (${NAMES[now.name]}). ${words} At each neuron, the first one first: ${now.left.map(plain).join(", ")}.`,
  });
  const [x, y] = board.token;
  setAttributes(token.input, { max: String(now.count) });
  token.show(x, y, now.passed, `${now.passed} of ${now.count}`);
  choice.show(now.name);
  play.show(Boolean(lab.timer), now.passed === now.count ? "Again" : "Play");
  play.one.disabled = now.passed === now.count;
  weight.show(now.weight, signed(now.weight, 1));
  input.show(now.x, signed(now.x, 1));
  count.show(now.count, String(now.count));
}

export default { render };
