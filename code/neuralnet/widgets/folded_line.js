// FoldedLine: a line through layers, which nothing bends until a ReLU does.

/** @import { Render } from "@anywidget/types" */

import { makeBoard, paintBoard } from "./js/board.js";
import { paintEndLabels, paintSeries } from "./js/chart.js";
import { slider, toggle } from "./js/controls.js";
import { element, setAttributes } from "./js/element.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";

const PLACES = Array.from({ length: 801 }, (_, k) => -4 + k / 100);

/** @type {Render} */
function render({ model, el }) {
  let wasBent = false; // before ReLU has been on, nothing gives away what it does
  const frame = makeFrame({
    name: "folded-line",
    ground: "paper",
    title: "Try to bend the line",
    label: "A line through layers",
    onReset: () => {
      wasBent = false;
      change(model, { count: 3, relu: false });
      redraw();
    },
  });
  const range = { min: 1, max: model.get("layers").length, step: 1 };
  const count = slider("Layers", range, (value) => change(model, { count: value }));
  const relu = toggle("ReLU", (on) => change(model, { relu: on }));
  const { node, canvas } = makeBoard();
  frame.body.append(node, element("div", { class: "nn-beside" }, count.node, relu.node));
  mount(el, model, frame);
  const folded = makeFolds(model.get("layers"));
  const { redraw, stop } = drawOnChange(model, ["count", "relu"], frame.figure, (page) => {
    const layers = model.get("count");
    const on = model.get("relu");
    wasBent ||= on;
    const { values, places, most } = folded(layers, on);
    const board = paintBoard(canvas, page, { height: 230, right: 76, x: [-4, 4], y: [-1.2, 1.2], ticksY: [-1, 0, 1], across: "input →", up: "" }); // biome-ignore format: one board
    const line = (some) => PLACES.map((x, k) => [board.x.at(x), board.y.at(some.values[k] / some.most)]); // biome-ignore format: one line
    const points = line({ values, most });
    const { ink, ink2 } = page.palette;
    const kinds = ["no ReLU", "with ReLU"];
    const labels = [
      { text: wasBent ? kinds[+on] : named(layers), y: points.at(-1)[1], colour: ink },
    ];
    const beside = (text, some, look) => {
      const thin = line(some);
      paintSeries(board.context, thin, { colour: ink2, ...look });
      labels.push({ text, y: thin.at(-1)[1], colour: ink2 });
    };
    const other = folded(layers, !on);
    if (wasBent) beside(kinds[+!on], other, { width: 2, dash: [5, 4] });
    else for (let k = 1; k < layers; k++) beside(named(k), folded(k, false), { width: 1 });
    paintSeries(board.context, points, { colour: ink });
    paintEndLabels(board.context, labels, { x: board.right + 8 * page.unit, bottom: board.bottom });
    board.context.fillStyle = ink;
    for (const k of places) {
      board.context.beginPath();
      board.context.arc(points[k][0], points[k][1], 4 * page.unit, 0, 7);
      board.context.fill();
    }
    const kind = on ? "with ReLU" : "without an activation function";
    const words = `${named(layers)} ${kind}: ${places.length} bend${places.length === 1 ? "" : "s"}.`;
    frame.say(words);
    const dashed = `Dashed, ${on ? "without" : "with"} ReLU: ${other.places.length} bends.`;
    const thin = layers > 1 ? "Thin, fewer layers: straight lines, too." : "";
    setAttributes(canvas, {
      "aria-label": `The output for every input. ${words} ${wasBent ? dashed : thin}`.trim(),
    });
    count.show(layers, String(layers));
    relu.show(on);
  });
  return stop;
}

const named = (count) => `${count} layer${count > 1 ? "s" : ""}`;

/** What comes of so many layers, with ReLU or without, worked out once: a curve and its bends. */
function makeFolds(all) {
  const found = new Map();
  return (count, relu) => {
    const key = `${count} ${relu}`;
    if (!found.has(key)) {
      const values = PLACES.map((x) => through(all.slice(0, count), relu, x));
      const most = Math.max(...values.map(Math.abs)) || 1;
      found.set(key, { values, most, places: bendsOf(values) });
    }
    return found.get(key);
  };
}

/** One number through the layers; of the last, the mean of the neurons, every other one negative. */
function through(layers, relu, x) {
  let values = [x];
  for (const [weights, biases] of layers) {
    values = weights.map((row, k) => {
      const sum = row.reduce((total, weight, j) => total + weight * values[j], biases[k]);
      return relu ? Math.max(sum, 0) : sum;
    });
  }
  return values.reduce((total, value, k) => total + (k % 2 ? -value : value), 0) / values.length;
}

/** Where a curve of equal steps changes its slope; what lies in two steps is one bend. */
function bendsOf(values) {
  const slopes = values.slice(1).map((value, k) => (value - values[k]) * 100);
  const least = 1e-6 * Math.max(...slopes.map(Math.abs), 1e-9);
  const turns = slopes.slice(1).map((slope, k) => Math.abs(slope - slopes[k]) > least);
  return turns.flatMap((turn, k) => (turn && !turns[k - 1] ? [k + 1] : []));
}

export default { render };
