// BlameFlow: what each neuron is asked when an answer was wrong, handed back link by link.

/** @import { Render } from "@anywidget/types" */

import { furthest, largest } from "./js/arrays.js";
import { fitCanvas, lineLook, paintCells } from "./js/canvas.js";
import { paintSeries } from "./js/chart.js";
import { grey } from "./js/colours.js";
import { choiceGroup, slider } from "./js/controls.js";
import { element, setAttributes } from "./js/element.js";
import { aDigit, signed } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { imageAt, SIDE } from "./js/images.js";
import { change, networkOf } from "./js/model.js";
import { forward, makeNetwork } from "./js/network.js";
import { drawOnChange } from "./js/schedule.js";
import { backpropagate, COSTS } from "./js/training.js";

const FIRST = { digit: 5, into: "outputs", later: 3, earlier: 2, turn: 0 };
const HIGH = 316; // sixteenths of a rem
const STRONGEST = 48; // links of a layer that are drawn

/** @type {Render} */
function render({ model, el }) {
  const set = (values) => change(model, values);
  let spots = null;
  const frame = makeFrame({
    name: "blame-flow",
    ground: "stage",
    title: "Follow the blame back",
    label: "What is asked of each neuron",
    onReset: () => set(FIRST),
  });
  const into = choiceGroup("Blame from", [["outputs", "Outputs"], ["hidden", "Hidden 2"]], (end) => set({ into: end })); // biome-ignore format: one choice
  frame.tools.prepend(into.node);
  const canvas = element("canvas", { role: "img" });
  const make = (label, trait, max) => slider(label, { min: 0, max, step: 1 }, (value) => set({ [trait]: value })); // biome-ignore format: one slider
  const digit = make("Digit", "digit", 9);
  const later = make("From", "later", 15);
  const earlier = make("To", "earlier", 15);
  const turn = slider("Turn its weight", { min: -0.5, max: 0.5, step: 0.05 }, (value) => set({ turn: value })); // biome-ignore format: one slider
  const pair = element("div", { class: "nn-three" }, digit.node, later.node, earlier.node);
  frame.body.append(canvas, pair, turn.node);
  canvas.addEventListener("click", ({ offsetX, offsetY }) => set(nearest(spots, offsetX, offsetY)));
  mount(el, model, frame);
  return drawOnChange(model, [...Object.keys(FIRST), "parameters"], frame.figure, (page) => {
    const now = stateOf(model);
    spots = paintFlow(canvas, page, now);
    const { layer, j, i, slopes, weights } = now;
    const from = layer ? `Output ${j}` : `Neuron ${j + 1}`;
    const why = layer ? `${now.pass.activations[2][j].toFixed(2)} − ${Number(j === now.digit)} = ` : "asked "; // biome-ignore format: one text
    const words = `${from}: ${why}${signed(slopes[layer][j])}. × weight ${signed(weights[layer](j, i))} = ${signed(now.handed(layer, j, i))} to neuron ${i + 1}.`;
    const turned = `Turned by ${signed(now.turn)}, the cost changes by ${signed(now.measured, 3)}. Its slope says ${signed(now.promised, 3)}.`;
    frame.say(now.turn ? turned : words);
    into.show(model.get("into"));
    digit.show(now.digit, `${now.digit}, read as ${largest(now.pass.activations[2])}`);
    later.input.max = String(layer ? 9 : 15);
    later.show(j, from);
    earlier.show(i, `Neuron ${i + 1}`);
    turn.show(now.turn, signed(now.turn));
    const asked = Array.from({ length: 16 }, (_, k) => signed(now.asked[1][k], 1));
    setAttributes(canvas, {
      "aria-label": `${aDigit(now.digit, true)}, read as ${aDigit(largest(now.pass.activations[2]))}. ${words} Of the neurons of hidden 2 is asked, to fall (above 0) or to rise: ${asked.join(", ")}.`,
    });
  }).stop;
}

/** The forward pass of the digit, the slopes, and what is handed back along each link. */
function stateOf(model) {
  const network = networkOf(model);
  const digit = model.get("digit");
  const view = model.get("activations");
  const start = Float64Array.from({ length: 16 }, (_, k) => view.getFloat32(4 * (16 * digit + k), true)); // biome-ignore format: one list
  const target = new Float64Array(10).fill(0);
  target[digit] = 1;
  const pass = forward(network, start);
  const { sizes, hidden, output, parameters } = network;
  const gradient = makeNetwork(sizes, hidden, output, new Float64Array(parameters.length));
  backpropagate(network, pass, target, "cross-entropy", 1, gradient);
  const slopes = gradient.layers.map(({ biases }) => biases); // a bias counts once
  const layer = Number(model.get("into") === "outputs");
  const j = Math.min(model.get("later"), sizes[layer + 1] - 1);
  const i = model.get("earlier");
  const turn = model.get("turn");
  const weights = network.layers.map(
    ({ weights: all }) =>
      (to, from) =>
        all[16 * to + from],
  );
  const handed = (at, to, from) => slopes[at][to] * weights[at](to, from);
  const asked = slopes.map((some, at) =>
    Float64Array.from({ length: 16 }, (_, from) =>
      some.reduce((sum, _slope, to) => sum + handed(at, to, from), 0),
    ),
  );
  const costs = [pass, null].map((known) => {
    if (!known) network.layers[layer].weights[16 * j + i] += turn;
    return COSTS["cross-entropy"](forward(network, start).activations[2], target);
  });
  const promised = gradient.layers[layer].weights[16 * j + i] * turn;
  network.layers[layer].weights[16 * j + i] -= turn;
  return { digit, image: imageAt(model.get("pixels"), digit), pass, slopes, weights, handed, asked, layer, j, i, turn, promised, measured: costs[1] - costs[0] }; // biome-ignore format: one state
}

/** Three columns of neurons, and the links, as wide as what is handed back along them. */
function paintFlow(canvas, { width, unit, palette }, now) {
  const narrow = width < 620 * unit;
  const wide = width - (narrow ? 32 : 50) * unit;
  const high = HIGH * unit;
  const context = fitCanvas(canvas, wide, high, `${12 * unit}px system-ui, sans-serif`);
  context.clearRect(0, 0, wide, high);
  const cell = (narrow ? 2 : 4) * unit;
  paintCells(context, { x: 0, y: 24 * unit, cell, columns: SIDE, count: SIDE * SIDE }, (k) => grey(now.image[k])); // biome-ignore format: one picture
  const left = SIDE * cell + 24 * unit;
  const [middle, right] = [(left + wide - 72 * unit) / 2, wide - 72 * unit];
  const columns = [left, middle, right].map((x, k) => {
    const count = k === 2 ? 10 : 16;
    return Array.from({ length: count }, (_, n) => [x, 30 * unit + ((n + 0.5) * (high - 34 * unit)) / count]); // biome-ignore format: one column
  });
  context.textBaseline = "middle";
  context.textAlign = "center";
  context.fillStyle = palette.ink2;
  ["hidden 1", "hidden 2", "outputs"].forEach((name, k) => {
    context.fillText(name, columns[k][0][0], 12 * unit);
  });
  for (const layer of [0, 1]) paintLinks(context, palette, columns, now, layer);
  const { layer, j, i } = now;
  paintSeries(context, [columns[layer + 1][j], columns[layer][i]], { colour: palette.hand, width: 2 }); // biome-ignore format: one line
  columns.forEach((column, k) => {
    paintNeurons(context, palette, column, k, now, unit);
  });
  return columns;
}

/** The links of a layer along which most is handed back. */
function paintLinks(context, palette, columns, now, layer) {
  const [starts, ends] = [columns[layer], columns[layer + 1]];
  const sizes = ends.flatMap((_, j) => starts.map((_, i) => now.handed(layer, j, i)));
  const shown = furthest(sizes, STRONGEST);
  const most = Math.abs(sizes[shown.at(-1)] ?? 1);
  for (const k of shown) {
    const share = Math.abs(sizes[k]) / most;
    if (share < 0.04) continue; // too thin to be seen
    const places = [ends[Math.floor(k / starts.length)], starts[k % starts.length]];
    const kind = sizes[k] > 0 ? { colour: palette.take, dash: [6, 4] } : { colour: palette.add };
    const { width, alpha } = lineLook(context, 0.5 + 5.5 * share, 0.35 + 0.6 * share);
    context.globalAlpha = alpha;
    paintSeries(context, places, { ...kind, width });
  }
  context.globalAlpha = 1;
}

/** As bright as its activation; with an arrow up or down where it is asked to rise or to fall. */
function paintNeurons(context, palette, column, k, now, unit) {
  const values = now.pass.activations[k];
  const most = Math.max(...values, 1e-9);
  const asked = k === 2 ? now.slopes[1] : now.asked[k];
  const strongest = Math.max(...asked.map(Math.abs), 1e-9);
  column.forEach(([x, y], n) => {
    context.beginPath();
    context.arc(x, y, 7 * unit, 0, 2 * Math.PI);
    context.fillStyle = `rgb(${grey(values[n] / most)})`;
    context.fill();
    context.lineWidth = n === now.digit && k === 2 ? 3 : 1.5;
    context.strokeStyle = palette.rule;
    context.stroke();
    const share = asked[n] / strongest;
    const at = [x + 12 * unit, y];
    if (Math.abs(share) > 0.1) {
      context.fillStyle = share > 0 ? palette.take : palette.add;
      context.fillText(share > 0 ? "▼" : "▲", at[0] + 2 * unit, at[1]);
    }
    if (k !== 2) return;
    context.fillStyle = palette.ink;
    context.textAlign = "left";
    context.fillText(`${n}: ${values[n].toFixed(2)}`, at[0] + 12 * unit, at[1]);
    context.textAlign = "center";
  });
}

/** The link next to a place: into which layer, from which neuron, to which. */
function nearest(columns, x, y) {
  const layer = x > columns[1][0][0] ? 1 : 0;
  const [ends, starts] = [columns[layer + 1], columns[layer]];
  const along = Math.min(Math.max((x - starts[0][0]) / (ends[0][0] - starts[0][0]), 0), 1);
  let [best, found] = [Infinity, {}];
  ends.forEach(([, below], later) => {
    starts.forEach(([, above], earlier) => {
      const off = Math.abs(above + along * (below - above) - y);
      if (off < best) [best, found] = [off, { later, earlier }];
    });
  });
  return { into: layer ? "outputs" : "hidden", ...found };
}

export default { render };
