// ActivationLab: activation functions, alone, in a row, and side by side.

/** @import { Render } from "@anywidget/types" */

import { sumOfNeurons, throughNeurons } from "./js/activations.js";
import { fitCanvas } from "./js/canvas.js";
import { NEGATIVE, POSITIVE } from "./js/colours.js";
import { announcer, button, slider } from "./js/controls.js";
import { element } from "./js/element.js";
import { signed } from "./js/format.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";

const SQUASH_STATE = [
  "view",
  "function",
  "x",
  "weight",
  "bias",
  "count",
  "neurons",
  "picked",
  "offset",
];
const LOOKS = { one: "One neuron", row: "Many in a row", sum: "A sum of neurons" };
const SQUASHES = { sigmoid: "Sigmoid", tanh: "tanh", relu: "ReLU", step: "Step", identity: "None" };
const target = (x) => 0.75 + 0.5 * Math.sin(1.5 * x);

/** @type {Render} */
function render({ model, el }) {
  const figure = element("div", { class: "nn-figure nn-activation-lab", role: "group" });
  figure.setAttribute("aria-label", "Activation functions");
  const title = element("p", { class: "nn-title" });
  const canvas = element("canvas", { role: "img" });
  const readout = announcer("nn-readout");
  const choose = (names, trait, label) => {
    const nodes = Object.entries(names).map(([value, text]) =>
      button(text, () => change(model, { [trait]: value })),
    );
    const show = () =>
      nodes.forEach((node, k) =>
        node.setAttribute("aria-current", String(Object.keys(names)[k] === model.get(trait))),
      );
    return {
      node: element("div", { class: "nn-row", role: "group", "aria-label": label }, ...nodes),
      show,
    };
  };
  const views = choose(LOOKS, "view", "What to look at");
  const squashes = choose(SQUASHES, "function", "Activation function");
  const neurons = () => model.get("neurons").map((neuron) => [...neuron]);
  const inSum = () => model.get("view") === "sum";
  const picked = () => Math.min(model.get("picked"), neurons().length - 1);
  // The sliders move the one neuron, or the one that is picked of the sum.
  function set(place, trait, value) {
    if (!inSum()) return change(model, { [trait]: value });
    const all = neurons();
    all[picked()][place] = value;
    return change(model, { neurons: all });
  }
  const weight = slider("Weight", { min: -5, max: 5, step: 0.1 }, (value) =>
    set(0, "weight", value),
  );
  const bias = slider("Bias", { min: -10, max: 10, step: 0.1 }, (value) => set(1, "bias", value));
  const share = slider("Share in the sum", { min: -2, max: 2, step: 0.05 }, (value) =>
    set(2, "", value),
  );
  const input = slider("Input", { min: -6, max: 6, step: 0.1 }, (x) => change(model, { x }));
  const count = slider("Neurons in the row", { min: 1, max: 12, step: 1 }, (value) =>
    change(model, { count: value }),
  );
  const offset = slider("Added to all", { min: -2, max: 2, step: 0.05 }, (value) =>
    change(model, { offset: value }),
  );
  const which = element("div", { class: "nn-row", role: "group", "aria-label": "Neuron to move" });
  const add = button("Add one", () =>
    change(model, { neurons: [...neurons(), [3, 0, 0.5]], picked: neurons().length }),
  );
  const drop = button("Take one away", () => change(model, { neurons: neurons().slice(0, -1) }));
  figure.append(
    title,
    views.node,
    squashes.node,
    element("div", {}, canvas),
    ...readout.nodes,
    which,
    element(
      "div",
      { class: "nn-pair" },
      weight.node,
      bias.node,
      input.node,
      count.node,
      share.node,
      offset.node,
    ),
  );
  el.replaceChildren(figure);

  // Mathematics.
  function answer(x) {
    const [name, w, b] = ["function", "weight", "bias"].map((trait) => model.get(trait));
    if (inSum()) return sumOfNeurons(name, model.get("neurons"), model.get("offset"), x);
    const many = model.get("view") === "row" ? model.get("count") : 1;
    return throughNeurons(name, x, w, b, many).at(-1).value;
  }
  function error() {
    let sum = 0;
    for (let k = 0; k <= 80; k++) sum += (answer(-4 + k / 10) - target(-4 + k / 10)) ** 2;
    return sum / 81;
  }

  // Drawing.
  function draw({ width: room, ink }) {
    const width = Math.max(Math.min(room - 8, 640), 200);
    const height = 250;
    const context = fitCanvas(canvas, width, height);
    context.clearRect(0, 0, width, height);
    const inRow = model.get("view") === "row";
    const plot = {
      left: 34,
      right: inRow ? width * 0.52 : width - 10,
      top: 12,
      bottom: height - 24,
    };
    drawPlot(context, plot, ink);
    if (inRow) drawRow(context, { ...plot, left: plot.right + 40, right: width - 6 }, ink);
    describe();
  }

  function drawPlot(context, { left, right, top, bottom }, ink) {
    const [low, high] = [-1.25, 2.25];
    const x = (value) => left + ((value + 6) / 12) * (right - left);
    const y = (value) => bottom - ((value - low) / (high - low)) * (bottom - top);
    context.save();
    context.strokeStyle = context.fillStyle = ink;
    context.globalAlpha = 0.4;
    for (const [from, to] of [
      [
        [-6, 0],
        [6, 0],
      ],
      [
        [0, low],
        [0, high],
      ],
    ]) {
      context.beginPath();
      context.moveTo(x(from[0]), y(from[1]));
      context.lineTo(x(to[0]), y(to[1]));
      context.stroke();
    }
    context.globalAlpha = 1;
    for (const tick of [-1, 0, 1, 2]) context.fillText(String(tick), 8, y(tick) + 4);
    context.fillText("input →", right - 52, bottom + 16);
    context.beginPath();
    context.rect(left, top, right - left, bottom - top);
    context.clip();
    const curve = (at, colour, dash) => {
      context.strokeStyle = colour;
      context.lineWidth = 2.5;
      context.setLineDash(dash);
      context.beginPath();
      for (let k = 0; k <= 240; k++) context.lineTo(x(-6 + k / 20), y(at(-6 + k / 20)));
      context.stroke();
    };
    if (inSum()) curve(target, NEGATIVE, [6, 5]);
    curve(answer, POSITIVE, []);
    if (!inSum()) {
      const at = model.get("x");
      const { value, total } = passed().at(-1);
      context.strokeStyle = ink;
      context.lineWidth = 1.5;
      context.setLineDash([5, 4]);
      context.beginPath();
      for (const by of [-1.2, 1.2]) context.lineTo(x(at + by), y(value + by * total));
      context.stroke();
      context.setLineDash([]);
      context.fillStyle = "#ffb000";
      context.beginPath();
      context.arc(x(at), y(value), 7, 0, 7);
      context.fill();
      context.strokeStyle = "#000000";
      context.stroke();
    }
    context.restore();
  }

  const passed = () =>
    throughNeurons(
      model.get("function"),
      model.get("x"),
      model.get("weight"),
      model.get("bias"),
      model.get("view") === "row" ? model.get("count") : 1,
    );

  // How much of the slope is left after each neuron, on a scale of factors of ten.
  function drawRow(context, { left, right, top, bottom }, ink) {
    const all = passed();
    const step = (right - left) / all.length;
    const y = (total) => {
      const power = Math.log10(Math.max(Math.abs(total), 1e-8));
      return bottom - ((Math.min(power, 2) + 8) / 10) * (bottom - top - 16);
    };
    context.fillStyle = ink;
    for (const [power, text] of [
      [1, "1"],
      [1e-4, "10⁻⁴"],
      [1e-8, "10⁻⁸"],
    ]) {
      context.fillText(text, left - context.measureText(text).width - 4, y(power) + 4);
    }
    context.fillText("slope left", left, top + 4);
    context.fillText("neuron →", right - 58, bottom + 16);
    all.forEach(({ total }, k) => {
      context.fillStyle = total < 0 ? NEGATIVE : POSITIVE;
      const tall = y(total);
      context.fillRect(left + k * step + 1, tall, Math.max(step - 3, 2), bottom - tall);
      if (total < 0) {
        context.fillStyle = ink; // the sign, for those who do not see the colour
        context.fillText("−", left + (k + 0.5) * step - 5, tall - 3);
      }
    });
  }

  const fine = (value) => {
    const text =
      Math.abs(value) >= 0.001 || value === 0 ? value.toFixed(3) : value.toExponential(1);
    return text.replaceAll("-", "−");
  };
  function describe() {
    const [view, name] = [model.get("view"), model.get("function")];
    title.textContent = `${LOOKS[view]}: ${name === "identity" ? "no activation function" : SQUASHES[name]}`;
    let words;
    if (inSum()) {
      words = `Meet the dashed curve. Mean squared difference: ${fine(error())}`;
      if (name === "identity")
        words += ". Without an activation function the sum is a straight line, whatever you do";
    } else {
      const { value, total } = passed().at(-1);
      words = `At input ${fine(model.get("x"))} the activation is ${fine(value)}; its slope is ${fine(total)}`;
    }
    readout.say(`${words}.`);
    canvas.setAttribute("aria-label", `${title.textContent}. ${words}.`);
    views.show();
    squashes.show();
    showSliders();
  }

  function showSliders() {
    const sum = inSum();
    const [w, b, s] = sum ? neurons()[picked()] : [model.get("weight"), model.get("bias"), 0];
    weight.show(w, signed(w, 1));
    bias.show(b, signed(b, 1));
    share.show(s, signed(s));
    input.show(model.get("x"), signed(model.get("x"), 1));
    count.show(model.get("count"), String(model.get("count")));
    offset.show(model.get("offset"), signed(model.get("offset")));
    input.node.hidden = sum;
    count.node.hidden = model.get("view") !== "row";
    share.node.hidden = offset.node.hidden = which.hidden = !sum;
    const many = neurons().length;
    if (which.children.length !== many + 2) {
      const nodes = [...Array(many).keys()].map((k) =>
        button(`Neuron ${k + 1}`, () => change(model, { picked: k })),
      );
      which.replaceChildren(...nodes, add, drop);
    }
    [...which.children]
      .slice(0, many)
      .forEach((node, k) => node.setAttribute("aria-current", String(k === picked())));
    add.disabled = many >= 6;
    drop.disabled = many <= 1;
  }

  return drawOnChange(model, SQUASH_STATE, figure, draw).stop;
}

export default { render };
