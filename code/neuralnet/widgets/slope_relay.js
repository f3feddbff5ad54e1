// SlopeRelay: a message, the slope that a row of neurons hands back.

/** @import { Render } from "@anywidget/types" */

import { makeBoard, paintBoard } from "./js/board.js";
import { paintLine, paintTag } from "./js/chart.js";
import { grey } from "./js/colours.js";
import { choiceGroup, dragHandle, playBar, slider } from "./js/controls.js";
import { element, setAttributes } from "./js/element.js";
import { signed } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";
import { relayOf } from "./js/squashing.js";
import { isStill } from "./js/tween.js";

const STATE = ["function", "x", "weight", "count", "passed"];
const FIRST = { function: "sigmoid", x: 1, weight: 1, count: 12, passed: 12 };
const NAMES = { sigmoid: "Sigmoid", tanh: "tanh", relu: "ReLU", step: "Step", identity: "None" };
const PAUSE = 260; // milliseconds from neuron to neuron
const LEAST = 1e-8; // what the picture shows of a slope
const POWERS = { 1: "1", 0.01: "10⁻²", 0.0001: "10⁻⁴", 0.000001: "10⁻⁶", [LEAST]: "10⁻⁸" };

/** @type {Render} */
function render({ model, el }) {
  const lab = { model, board: null, now: null, timer: 0, redraw: () => {} };
  const parts = makeParts(lab);
  mount(el, model, parts.frame);
  const { redraw, stop } = drawOnChange(model, STATE, parts.frame.figure, (page) => {
    lab.now = stateOf(model);
    lab.board = paintRelay(parts.canvas, page, lab.now);
    describe(lab, parts);
  });
  lab.redraw = redraw;
  return () => {
    clearInterval(lab.timer);
    stop();
  };
}

function stateOf(model) {
  const [name, x, weight, count, asked] = STATE.map((trait) => model.get(trait));
  const passed = Math.min(asked, count);
  const row = relayOf(name, x, weight, count);
  return { ...row, name, x, weight, count, passed, arrived: passed ? row.left[count - passed] : 1 };
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
  const frame = makeFrame({
    name: "slope-relay",
    ground: "paper",
    title: "Hand the message back",
    label: "A row of neurons that hand a message back",
    onReset: () => {
      pause(lab);
      set(FIRST);
    },
  });
  const choice = choiceGroup("Activation function", Object.entries(NAMES), (name) =>
    set({ function: name }),
  );
  frame.tools.prepend(choice.node);
  /** How many have handed it back where a hand has brought it. */
  const passedAt = (place) => {
    const { x } = lab.board;
    const { count } = lab.now;
    return Math.min(Math.max(count - Math.round(x.value(place)), 0), count);
  };
  const token = dragHandle("Handed back", { min: 0, max: 12, step: 1 }, { onDrag: ([x]) => set({ passed: passedAt(x) }), onInput: (passed) => set({ passed }) }); // biome-ignore format: one handle
  const { node, canvas } = makeBoard(token);
  const play = playBar({ play: () => walk(lab), step: () => step(lab), stepLabel: "One neuron" });
  const weight = slider("Weight", { min: -5, max: 5, step: 0.1 }, (value) =>
    set({ weight: value }),
  );
  const input = slider("Input", { min: -6, max: 6, step: 0.1 }, (x) => set({ x }));
  const count = slider("Neurons", { min: 1, max: 12, step: 1 }, (value) =>
    set({ count: value, passed: 12 }),
  );
  const controls = [play.node, weight.node, input.node, count.node];
  frame.body.append(node, element("div", { class: "nn-beside" }, ...controls));
  return { frame, canvas, choice, token, play, weight, input, count };
}

// The picture: the row, and behind each neuron what it has left of the slope.

function paintRelay(canvas, page, now) {
  const { palette, unit } = page;
  const { count, passed, left, factors } = now;
  const board = paintBoard(canvas, page, {
    height: 262,
    left: 44,
    right: 30,
    x: [0, count],
    y: [LEAST, 5e3],
    logY: true,
    ticksX: [],
    ticksY: Object.keys(POWERS).map(Number),
    textY: (tick) => POWERS[tick],
    across: "",
    up: "",
  });
  const { context, x } = board;
  const pitch = x.at(1) - x.at(0);
  const row = board.top + 16 * unit;
  context.textAlign = "center";
  now.activations.forEach((activation, k) => {
    const at = x.at(k + 0.5);
    paintCircle(context, palette, [at, row], Math.min(pitch / 2 - 2, 14 * unit), activation);
    const known = k >= count - passed;
    if (known) paintLeft(board, palette, [x.at(k), pitch], left[k]);
    context.fillStyle = palette.ink;
    if (known && pitch > 44 * unit) {
      context.fillText(`×${short(factors[k])}`, at, row + 26 * unit);
    }
  });
  context.fillStyle = palette.ink2;
  context.fillText("first", x.at(0.5), board.bottom + 14 * unit);
  if (count > 1) context.fillText("last", x.at(count - 0.5), board.bottom + 14 * unit);
  const height = heightOf(board, now.arrived);
  paintTag(context, palette, short(now.arrived), [x.at(count - passed), height - 2 * unit], [board.left + 2, board.right + 28 * unit]); // biome-ignore format: one tag
  return { ...board, token: [x.at(count - passed), height] };
}

/** A neuron, as bright as its activation is large, and the way on to the next. */
function paintCircle(context, palette, [x, y], radius, activation) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = `rgb(${grey(Math.min(Math.abs(activation), 1))})`;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = palette.rule;
  context.stroke();
  paintLine(context, [x - radius - 4, y, x - radius, y]);
}

function heightOf({ y, bottom }, slope) {
  return slope === 0 ? bottom : Math.min(Math.max(y.at(Math.abs(slope)), 0), bottom);
}

/** What is left, as a bar on a scale of powers of ten; orange with a sign where it is below 0. */
function paintLeft(board, palette, [x, wide], slope) {
  const { context, bottom, unit } = board;
  const high = heightOf(board, slope);
  context.fillStyle = slope < 0 ? palette.take : palette.add;
  context.fillRect(x + 2, high, wide - 4, bottom - high);
  if (slope < 0) context.fillText("−", x + wide / 2, high - 8 * unit);
}

function short(value) {
  const size = Math.abs(value);
  const text = size === 0 || (size >= 0.01 && size < 1000) ? value.toFixed(2) : tiny(value);
  return text.replace("-", "−");
}

/** Such as 6·10⁻⁸. */
function tiny(value) {
  const [digits, power] = value.toExponential(0).split("e");
  const raised = [...String(Number(power))].map(
    (sign) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(sign)],
  );
  return `${digits}·10${raised.join("")}`;
}

function describe(lab, { frame, canvas, choice, token, play, weight, input, count }) {
  const { now, board } = lab;
  const last = now.count - now.passed;
  let words = `Of a message of 1 at the end, ${short(now.arrived)} is left after ${now.passed} of ${now.count}.`;
  if (now.passed) words += ` The last step: ×${short(now.factors[last])}.`;
  frame.say(words);
  setAttributes(canvas, {
    "aria-label": `${now.count} neurons in a row (${NAMES[now.name]}). ${words} Behind each, the first one first: ${now.left.map(short).join(", ")}.`,
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
