// ThreeInputs: one neuron with three inputs, whose six numbers are moved.

/** @import { Render } from "@anywidget/types" */

import { activationOf } from "./js/activations.js";
import { fitCanvas, widthOfText } from "./js/canvas.js";
import { paintSeries } from "./js/chart.js";
import { grey } from "./js/colours.js";
import { slider } from "./js/controls.js";
import { element, setAttributes } from "./js/element.js";
import { decimal, signed } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";

const FIRST = { inputs: [1, 0.5, 0.8], weights: [2, 1, -1.5], bias: 0 };
const HIGH = 250; // sixteenths of a rem

/** @type {Render} */
function render({ model, el }) {
  const frame = makeFrame({
    name: "three-inputs",
    ground: "stage",
    title: "Move its numbers",
    label: "A neuron with three inputs",
    onReset: () => change(model, FIRST),
  });
  const put = (trait, k) => (value) => {
    const values = [...model.get(trait)];
    values[k] = value;
    change(model, { [trait]: values });
  };
  const inputs = FIRST.inputs.map((_, k) => slider(`Input ${k + 1}`, { min: 0, max: 1, step: 0.05 }, put("inputs", k))); // biome-ignore format: one slider
  const weights = FIRST.weights.map((_, k) => slider(`Weight ${k + 1}`, { min: -3, max: 3, step: 0.1 }, put("weights", k))); // biome-ignore format: one slider
  const bias = slider("Bias", { min: -3, max: 3, step: 0.1 }, (value) => change(model, { bias: value })); // biome-ignore format: one slider
  const canvas = element("canvas", { role: "img" });
  const pairs = inputs.flatMap(({ node }, k) => [node, weights[k].node]);
  frame.body.append(
    element("div", {}, canvas),
    element("div", {}, element("div", { class: "nn-six" }, ...pairs), bias.node),
  );
  mount(el, model, frame);
  return drawOnChange(model, Object.keys(FIRST), frame.figure, (page) => {
    const now = stateOf(model);
    paintNeuron(canvas, page, now);
    now.inputs.forEach((x, k) => {
      inputs[k].show(x, x.toFixed(2));
      weights[k].show(now.weights[k], signed(now.weights[k], 1));
    });
    bias.show(now.bias, signed(now.bias, 1));
    const inBrackets = (value) => (value < 0 ? `(${decimal(value, 1)})` : decimal(value, 1));
    const terms = now.inputs.map((x, k) => `${x.toFixed(2)}·${inBrackets(now.weights[k])}`);
    const words = `${terms.join(" + ")} + ${inBrackets(now.bias)} = ${decimal(now.sum)}; squashed ${now.activation.toFixed(2)}.`;
    frame.say(words);
    setAttributes(canvas, { "aria-label": `Three inputs lead to one neuron. ${words}` });
  }).stop;
}

function stateOf(model) {
  const [inputs, weights, bias] = Object.keys(FIRST).map((trait) => model.get(trait));
  const sum = inputs.reduce((total, x, k) => total + x * weights[k], bias);
  return { inputs, weights, bias, sum, activation: activationOf("sigmoid", sum) };
}

/** Links as thick as what they carry, blue or orange and dashed; circles as bright as they are. */
function paintNeuron(canvas, { width, unit, palette }, { inputs, weights, sum, activation }) {
  const narrow = width < 620 * unit;
  const wide = narrow ? width - 32 * unit : (width - 74 * unit) / 2;
  const high = (narrow ? HIGH - 80 : HIGH) * unit;
  const context = fitCanvas(canvas, wide, high, `${14 * unit}px system-ui, sans-serif`);
  context.clearRect(0, 0, wide, high);
  context.textBaseline = "middle";
  context.textAlign = "center";
  const radius = 20 * unit;
  const neuron = [wide - 70 * unit, high / 2];
  inputs.forEach((x, k) => {
    const at = [40 * unit, (high * (k + 0.5)) / 3];
    const carried = x * weights[k];
    const look = carried < 0 ? { colour: palette.take, dash: [8, 5] } : { colour: palette.add };
    if (carried) paintSeries(context, [at, neuron], { ...look, width: 1 + 4 * Math.abs(carried) * unit }); // biome-ignore format: one line
    paintCircle(context, palette, at, radius, x);
    const middle = at.map((from, axis) => from + (neuron[axis] - from) * 0.45);
    paintPlate(context, palette, middle, signed(carried), unit);
  });
  paintCircle(context, palette, neuron, 1.4 * radius, activation);
  context.fillStyle = palette.ink;
  context.fillText(`sum ${decimal(sum)}`, neuron[0], neuron[1] + 46 * unit);
}

/** What a link carries, on a ground of its own. */
function paintPlate(context, { paper, ink }, at, text, unit) {
  const [x, y] = at;
  const half = widthOfText(context, text) / 2 + 5 * unit;
  context.fillStyle = paper;
  context.fillRect(x - half, y - 11 * unit, 2 * half, 22 * unit);
  context.fillStyle = ink;
  context.fillText(text, x, y);
}

/** @param {CanvasRenderingContext2D} context @param {any} palette @param {number[]} at @param {number} radius @param {number} value */
function paintCircle(context, palette, [x, y], radius, value) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = `rgb(${grey(value)})`;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = palette.rule;
  context.stroke();
  context.fillStyle = value > 0.5 ? "#0e1216" : "#eef1f5";
  context.fillText(value.toFixed(2), x, y);
}

export default { render };
