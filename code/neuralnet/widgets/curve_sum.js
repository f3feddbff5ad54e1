// CurveSum: a few neurons whose sum is brought to a curve.

/** @import { Render } from "@anywidget/types" */

import { activationOf } from "./js/activations.js";
import { makeBoard, paintBoard, paintInside, pointsOf, within } from "./js/board.js";
import { paintEndLabels, paintSeries } from "./js/chart.js";
import { button, choiceGroup, dragHandle, slider } from "./js/controls.js";
import { element, setAttributes, setText, writeText } from "./js/element.js";
import { signed } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { claim, isCommand } from "./js/pen.js";
import { drawOnChange } from "./js/schedule.js";
import { sumError, wantedCurve } from "./js/squashing.js";

const STATE = ["function", "neurons", "picked", "offset"];
const FIRST = {
  function: "sigmoid",
  neurons: [
    [3, 6, 0.5],
    [3, 0, 0.5],
    [3, -6, 0.5],
  ],
  picked: 0,
  offset: 0,
};
const NAMES = { sigmoid: "Sigmoid", tanh: "tanh", relu: "ReLU", step: "Step", identity: "None" };
const MOST = 6; // neurons
const GOOD = 0.02; // mean squared difference
const FIELD = { height: 250, right: 62, x: [-6, 6], y: [-1.25, 2.25], across: "", up: "" };

/** @type {Render} */
function render({ model, el }) {
  const lab = { model, board: null };
  const parts = makeParts(lab);
  mount(el, model, parts.frame);
  return drawOnChange(model, STATE, parts.frame.figure, (page) => {
    const now = stateOf(model);
    const still = (board) => paintTarget(board, page.palette); // it never moves: painted once
    lab.board = paintBoard(parts.canvas, page, { ...FIELD, still });
    paintSum(lab.board, page.palette, now);
    parts.handles.forEach((handle, k) => placeHandle(handle, k, lab.board, now));
    describe(now, parts);
  }).stop;
}

function stateOf(model) {
  const [name, neurons, picked, offset] = STATE.map((trait) => model.get(trait));
  return { name, neurons, picked, offset };
}

/** Change some of a neuron's three numbers, and pick it. */
function alter({ model }, k, [weight, bias, share]) {
  const neurons = model.get("neurons").map((neuron) => [...neuron]);
  [weight, bias, share].forEach((value, place) => {
    if (value !== undefined) neurons[k][place] = value;
  });
  change(model, { neurons, picked: k });
}

// A neuron's point: where its sum is 1, as high as its part of the sum is there.

const tallOf = (name) => activationOf(name, 1);

function pulled({ model, board }, k, [px, py]) {
  const [weight] = model.get("neurons")[k];
  const x = within(board.x.value(px), -6, 6);
  const share = within(board.y.value(py) / tallOf(model.get("function")), -2, 2);
  alter({ model }, k, [undefined, within(1 - (weight || 1) * x, -40, 40), share]);
}

function placeHandle({ node, input, show }, k, board, { name, neurons, picked }) {
  node.hidden = k >= neurons.length;
  input.disabled = node.hidden;
  if (node.hidden) return;
  const [weight, bias, share] = neurons[k];
  const { x, y, left, right, top, bottom } = board;
  const across = Math.min(Math.max(x.at((1 - bias) / (weight || 1)), left), right);
  const up = Math.min(Math.max(y.at(share * tallOf(name)), top), bottom);
  show(across, up, bias, `bias ${signed(bias, 1)}, share ${signed(share)}`);
  node.toggleAttribute("data-picked", k === picked);
}

function makeHandle(lab, k) {
  const handle = dragHandle(`Neuron ${k + 1}: bias`, { min: -40, max: 40, step: 0.1 }, { onDrag: (point) => pulled(lab, k, point), onInput: (bias) => alter(lab, k, [undefined, bias, undefined]) }); // biome-ignore format: one handle
  handle.input.addEventListener("focus", () => change(lab.model, { picked: k }));
  // Up and down change its share; the input alone would take them for its bias.
  handle.input.addEventListener("keydown", (event) => {
    if (isCommand(event) || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    claim(event);
    const share = lab.model.get("neurons")[k][2] + (event.key === "ArrowUp" ? 0.05 : -0.05);
    alter(lab, k, [undefined, undefined, within(share, -2, 2)]);
  });
  return handle;
}

function makeParts(lab) {
  const { model } = lab;
  const frame = makeFrame({
    name: "curve-sum",
    ground: "paper",
    label: "A sum of neurons, and a curve to be met",
    onReset: () => change(model, FIRST),
  });
  const score = element("strong");
  frame.figure.querySelector(".nn-title").append("Meet the dashes: off by ", score);
  const choice = choiceGroup("Activation function", Object.entries(NAMES), (name) =>
    change(model, { function: name }),
  );
  frame.tools.prepend(choice.node);
  const handles = Array.from({ length: MOST }, (_, k) => makeHandle(lab, k));
  const { node, canvas } = makeBoard(...handles);
  const steep = slider("Weight", { min: -10, max: 10, step: 0.1 }, (weight) => {
    const [before, bias] = model.get("neurons")[model.get("picked")];
    // It turns about its middle: the bias goes with it.
    const moved = before ? within((bias * weight) / before, -40, 40) : bias;
    alter(lab, model.get("picked"), [weight, weight ? moved : bias, undefined]);
  });
  const share = slider("Share", { min: -2, max: 2, step: 0.05 }, (value) =>
    alter(lab, model.get("picked"), [undefined, undefined, value]),
  );
  const offset = slider("Added to all", { min: -2, max: 2, step: 0.05 }, (value) =>
    change(model, { offset: value }),
  );
  const add = button("Add", () => {
    const neurons = model.get("neurons");
    change(model, { neurons: [...neurons, [3, 0, 0.5]], picked: neurons.length });
  });
  const drop = button("Remove", () => {
    const neurons = model.get("neurons").filter((_, k) => k !== model.get("picked"));
    change(model, { picked: 0 });
    change(model, { neurons });
  });
  const sliders = [steep.node, share.node, offset.node];
  const which = element("span", { class: "nn-label" });
  frame.body.append(
    node,
    element("div", { class: "nn-row" }, which, add, drop),
    element("div", { class: "nn-beside" }, ...sliders),
  );
  return { frame, score, choice, canvas, handles, which, steep, share, offset, add, drop };
}

const targetOf = (board) => pointsOf(board, wantedCurve);

function paintTarget(board, palette) {
  const look = { colour: palette.ink, width: 2, dash: [6, 5] };
  paintInside(board, () => paintSeries(board.context, targetOf(board), look));
}

function paintSum(board, palette, { name, neurons, offset, picked }) {
  const { context, x, y, right, bottom, unit } = board;
  const curves = neurons.map(([weight, bias, share]) =>
    pointsOf(board, (at) => share * activationOf(name, weight * at + bias)),
  );
  const target = targetOf(board);
  const over = y.at(offset) - curves.length * y.at(0); // heights add up as what they stand for does
  const sum = target.map(([across], k) => [across, curves.reduce((up, c) => up + c[k][1], over)]);
  paintInside(board, () => {
    paintBetween(context, palette, sum, target, [x.at(-4), x.at(4)]);
    curves.forEach((curve, k) => {
      paintSeries(context, curve, { colour: palette.ink2, width: k === picked ? 2 : 1 });
    });
    paintSeries(context, sum, { colour: palette.ink });
  });
  const ends = [sum, target].map((points) => Math.min(Math.max(points.at(-1)[1], 14), bottom));
  const labels = [
    { text: "the sum", y: ends[0], colour: palette.ink },
    { text: "to meet", y: ends[1], colour: palette.ink2 },
  ];
  paintEndLabels(context, labels, { x: right + 6 * unit, gap: 16 * unit, bottom });
}

/** Shade what lies between two curves where they are compared. */
function paintBetween(context, palette, one, other, [from, to]) {
  const inside = ([x]) => x >= from && x <= to;
  context.beginPath();
  for (const [x, y] of one.filter(inside)) context.lineTo(x, y);
  for (const [x, y] of other.filter(inside).reverse()) context.lineTo(x, y);
  context.closePath();
  context.globalAlpha = 0.25;
  context.fillStyle = palette.take;
  context.fill();
  context.globalAlpha = 1;
}

function describe(now, { frame, score, choice, canvas, which, steep, share, offset, add, drop }) {
  const { name, neurons, picked } = now;
  const error = sumError(name, neurons, now.offset);
  const good = error < GOOD;
  writeText(score, `${error.toFixed(3)}${good ? " ✓" : ""}`);
  score.classList.toggle("nn-is-right", good);
  const [weight, , own] = neurons[picked];
  let words = `Mean squared difference ${error.toFixed(3)}; under ${GOOD} is good.`;
  if (name === "identity") {
    words =
      `Mean squared difference ${error.toFixed(3)}. Without an activation function the sum is ` +
      "a straight line, whatever you do.";
  }
  frame.say(words);
  const parts = neurons.map((neuron) => neuron.map((value) => signed(value)).join(" "));
  setAttributes(canvas, {
    "aria-label": `A sum of ${neurons.length} neurons (${NAMES[name]}) beside a dashed curve to be met. ${words} Each neuron's weight, bias and share: ${parts.join("; ")}.`,
  });
  setText(which, `Neuron ${picked + 1} of ${neurons.length}`);
  choice.show(name);
  steep.show(weight, signed(weight, 1));
  share.show(own, signed(own));
  offset.show(now.offset, signed(now.offset));
  add.disabled = neurons.length >= MOST;
  add.title = add.disabled ? "Six neurons are the most" : "";
  drop.disabled = neurons.length === 1;
  drop.title = drop.disabled ? "One has to stay" : "";
}

export default { render };
