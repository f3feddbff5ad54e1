// CurveSum: a few neurons whose sum is brought to a curve.

/** @import { Render } from "@anywidget/types" */

import { activationOf } from "./js/activations.js";
import { makeBoard, paintBoard, paintInside, pointsOf, within } from "./js/board.js";
import { fitCanvas } from "./js/canvas.js";
import { paintEndLabels, paintLine, paintSeries, straightened } from "./js/chart.js";
import { button, choiceGroup, dragHandle, slider } from "./js/controls.js";
import { element, setAttributes, setText, writeText } from "./js/element.js";
import { signed } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { claim, isCommand } from "./js/pen.js";
import { drawOnChange, makeNews } from "./js/schedule.js";
import { sumError, sumOfNeurons, wantedCurve } from "./js/squashing.js";

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
const FIELD = { height: 250, right: 74, x: [-6, 6], y: [-1.25, 2.25], across: "", up: "" };

/** @type {Render} */
function render({ model, el }) {
  const lab = { model, board: null, grip: null };
  const parts = makeParts(lab);
  mount(el, model, parts.frame);
  const isNew = makeNews();
  return drawOnChange(model, STATE, parts.frame.figure, (page) => {
    const now = stateOf(model);
    lab.board = paintBoard(parts.canvas, page, FIELD);
    if (isNew(page.width, page.palette)) paintTarget(parts.over, lab.board, page.palette);
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

// A neuron's point: where its weighted sum is 1, on the upper side of its layer.

const tallOf = (name) => activationOf(name, 1);

/** @param {any} now */
function pointOf({ name, neurons, offset }, k) {
  const [weight, bias] = neurons[k];
  const x = (1 - bias) / (weight || 1);
  return [x, sumOfNeurons(name, neurons.slice(0, k + 1), offset, x)];
}

/** Sideways its point is where the hand is; up and down its part grows as the hand has moved. */
function pulled({ model, board, grip }, k, [px, py]) {
  const [weight] = model.get("neurons")[k];
  const x = within(board.x.value(px), -6, 6);
  const grown = (board.y.value(py) - board.y.value(grip.y)) / tallOf(model.get("function"));
  const bias = within(1 - (weight || 1) * x, -40, 40);
  alter({ model }, k, [undefined, bias, within(grip.share + grown, -2, 2)]);
}

function placeOf({ x, y, left, right, top, bottom }, now, k) {
  const [across, up] = pointOf(now, k);
  return [Math.min(Math.max(x.at(across), left), right), Math.min(Math.max(y.at(up), top), bottom)];
}

function placeHandle({ node, input, show }, k, board, now) {
  const { neurons, picked } = now;
  node.hidden = k >= neurons.length;
  input.disabled = node.hidden;
  if (node.hidden) return;
  const [, bias, share] = neurons[k];
  const [across, up] = placeOf(board, now, k);
  show(across, up, bias, `bias ${signed(bias, 1)}, share ${signed(share)}`);
  node.toggleAttribute("data-picked", k === picked);
}

function makeHandle(lab, k) {
  const handle = dragHandle(`Neuron ${k + 1}: bias`, { min: -40, max: 40, step: 0.1 }, { onDrag: (point) => pulled(lab, k, point), onInput: (bias) => alter(lab, k, [undefined, bias, undefined]) }); // biome-ignore format: one handle
  handle.node.addEventListener("pointerdown", () => {
    const now = stateOf(lab.model);
    lab.grip = { share: now.neurons[k][2], y: placeOf(lab.board, now, k)[1] };
  });
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
  const over = element("canvas", { "aria-hidden": "true" });
  canvas.after(over);
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
  return { frame, score, choice, canvas, over, handles, which, steep, share, offset, add, drop };
}

/** The curve to be met lies over all else, on a canvas of its own: it never moves. */
function paintTarget(over, board, palette) {
  const { right, bottom } = board;
  const context = fitCanvas(over, right, bottom);
  context.clearRect(0, 0, right, bottom);
  const look = { colour: palette.ink, width: 2.5, dash: [6, 5] };
  paintSeries(context, pointsOf(board, wantedCurve), look);
}

function paintSum(board, palette, now) {
  const { context, x, y, right, bottom, unit } = board;
  const { neurons, picked } = now;
  const places = placesAlong(board, now);
  const stack = stackOf(now, places);
  paintStretch(board, palette);
  const pixels = places.map((place) => x.at(place));
  const sum = stack.at(-1).map((up, k) => [pixels[k], y.at(up)]);
  paintInside(board, () => {
    const edges = neurons.flatMap((_, k) => partsOf(stack[k + 1], stack[k + 2], k === picked));
    const layers = [...partsOf(stack[0], stack[1], false), ...edges];
    for (const layer of layers) paintLayer(board, palette, pixels, layer);
    for (const layer of layers) paintEdge(board, palette, pixels, layer);
    paintGap(board, palette, now);
    paintSeries(context, sum, { colour: palette.ink, width: 3 });
  });
  paintWays(context, palette, placeOf(board, now, picked), unit);
  const ends = [sum.at(-1)[1], y.at(wantedCurve(6))];
  const [own, wanted] = ends.map((end) => Math.min(Math.max(end, 14), bottom));
  const labels = [
    { text: "the sum", y: own, colour: palette.ink },
    { text: "to meet", y: wanted, colour: palette.ink2 },
    ...farthest(board, stack.at(-1), palette.ink),
  ];
  paintEndLabels(context, labels, { x: right + 16 * unit, gap: 16 * unit, bottom });
}

/** Where heights are worked out: each few pixels, and on both sides of every corner or jump. */
function placesAlong({ left, right, unit }, { name, neurons }) {
  const pieces = Math.round((right - left) / (3.5 * unit));
  const places = Array.from({ length: pieces + 1 }, (_, k) => (12 * k) / pieces - 6);
  if (name !== "step" && name !== "relu") return places;
  const corners = neurons.map(([weight, bias]) => -bias / (weight || 1)).filter((at) => Math.abs(at) < 6); // biome-ignore format: one list
  return [...places, ...corners.flatMap((at) => [at - 1e-6, at + 1e-6])].sort((a, b) => a - b);
}

/** The heights of the stack: nothing, what is added to all, and with each neuron's part on top. */
function stackOf({ name, neurons, offset }, places) {
  let below = places.map(() => offset);
  const higher = ([weight, bias, share]) => {
    below = below.map((up, k) => up + share * activationOf(name, weight * places[k] + bias));
    return below;
  };
  return [places.map(() => 0), below, ...neurons.map(higher)];
}

const THIN = 0.004; // a part that nobody would see

/** A layer's parts: where it adds to what is below it, and where it takes away. */
function partsOf(below, above, isPicked) {
  return [1, -1]
    .map((sign) => {
      const edge = above.map((up, k) => (sign * (up - below[k]) > THIN ? up : Number.NaN));
      return { sign, below, edge, isPicked };
    })
    .filter(({ edge }) => edge.some(Number.isFinite));
}

/** What a part adds lies on all before; what it takes away leaves a hole in it. */
function paintLayer({ context, y }, palette, pixels, { sign, below, edge, isPicked }) {
  const on = (/** @type {number[]} */ heights) =>
    straightened(heights.map((up, k) => [pixels[k], y.at(Number.isFinite(up) ? up : below[k])]));
  context.beginPath();
  for (const [px, py] of on(edge)) context.lineTo(px, py);
  for (const [px, py] of on(below).reverse()) context.lineTo(px, py);
  const share = isPicked ? 28 : 12; // calm: their edges tell layers apart
  const colour = sign > 0 ? palette.add : palette.take;
  context.fillStyle = `color-mix(in srgb, ${colour} ${share}%, ${palette.paper})`; // opaque: painted once
  context.fill();
}

function paintEdge({ context, y }, palette, pixels, { sign, edge }) {
  const look = sign > 0 ? { colour: palette.add } : { colour: palette.take, dash: [4, 3] };
  const points = edge.map((up, k) => [pixels[k], y.at(up)]);
  paintSeries(context, points, { ...look, width: 1.5 });
}

/** Along the foot, where the sum and the curve to be met are compared. */
function paintStretch({ context, x, bottom, unit }, palette) {
  const [from, to, y] = [x.at(-4), x.at(4), bottom - 5 * unit];
  context.lineWidth = 1.5;
  context.strokeStyle = context.fillStyle = palette.ink2;
  paintLine(context, [from, y, to, y]);
  for (const at of [from, to]) paintLine(context, [at, y - 4, at, y + 4]);
  context.textAlign = "center";
  context.fillText("compared here", x.at(0), y - 20 * unit);
}

/** How far the sum goes over the top or the foot, to be said beside it. */
function farthest({ y, bottom }, sum, colour) {
  const [most, least] = [Math.max(...sum), Math.min(...sum)];
  const beyond = [];
  if (most > y.domain[1]) beyond.push({ text: `▲ ${signed(most, 1)}`, y: 14, colour });
  if (least < y.domain[0]) beyond.push({ text: `▼ ${signed(least, 1)}`, y: bottom, colour });
  return beyond;
}

/** Faint lines between the sum and the curve to be met, where they are compared. */
function paintGap({ context, x, y, narrow }, palette, { name, neurons, offset }) {
  const step = narrow ? 0.8 : 0.4;
  context.beginPath();
  for (let k = -4 / step; k <= 4 / step; k++) {
    const at = Math.round(x.at(k * step)) + 0.5;
    context.moveTo(at, y.at(sumOfNeurons(name, neurons, offset, k * step)));
    context.lineTo(at, y.at(wantedCurve(k * step)));
  }
  context.lineWidth = 1;
  context.strokeStyle = palette.rule;
  context.stroke();
}

/** Heads of arrows around a point: it can be moved all four ways. */
function paintWays(context, palette, place, unit) {
  const [x, y] = place;
  const [near, far, half] = [16 * unit, 22 * unit, 4.5 * unit];
  context.beginPath();
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ]) {
    // biome-ignore format: four ways
    context.moveTo(x + far * dx, y + far * dy);
    context.lineTo(x + near * dx + half * dy, y + near * dy + half * dx);
    context.lineTo(x + near * dx - half * dy, y + near * dy - half * dx);
  }
  context.fillStyle = palette.ink;
  context.fill();
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
    "aria-label": `A sum of ${neurons.length} neurons (${NAMES[name]}), their parts on top of each other, beside a dashed curve to be met, compared from −4 to 4. ${words} Each neuron's weight, bias and share: ${parts.join("; ")}.`,
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
