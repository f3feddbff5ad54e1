// DigitReader: draw a digit, and see every neuron of the network answer.

import { countNonzero, largest } from "./js/arrays.js";
import { fitCanvas, overlay, paintImage, paintSigned, ring, stack } from "./js/canvas.js";
import { grey, NEGATIVE, POSITIVE } from "./js/colours.js";
import { announcer, barLines, button, toggle } from "./js/controls.js";
import { element, setAttributes } from "./js/element.js";
import { signed } from "./js/format.js";
import { imageAt, preprocess, SIDE, stroke } from "./js/images.js";
import { change, networkOf } from "./js/model.js";
import { forward } from "./js/network.js";
import { drawOnChange } from "./js/schedule.js";

const PEN = 2.8; // pixels of 28: what the network learned to read best
const CELL = 9; // CSS pixels of a pixel in which to draw
const [MAP_WIDTH, MAP_HEIGHT] = [400, 372];
const FONT = "14px system-ui, sans-serif";
const LINES = 20; // between two layers, those that carry most
const SVG = "http://www.w3.org/2000/svg";
const SPOKEN = {
  sigmoid: "the sigmoid",
  relu: "ReLU",
  tanh: "tanh",
  identity: "the identity",
  softmax: "softmax",
};
const READER_STATE = ["drawing", "index", "centred", "layer", "neuron", "parameters"];

function svgElement(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function render({ model, el }) {
  const figure = element("div", { class: "nn-figure nn-digit-reader", role: "group" });
  figure.setAttribute("aria-label", "Draw a digit, and see the network read it");

  // The parts of the figure.
  const title = element("p", { class: "nn-title" });
  const pad = element("canvas", { tabindex: "0", role: "application" });
  pad.setAttribute(
    "aria-label",
    "Drawing area. Arrow keys move the pen, Space puts it down or lifts it, Delete clears.",
  );
  const pen = ring();
  const seen = element("canvas", { role: "img" });
  const readout = announcer("nn-readout");
  const centring = toggle("Centre and resize it first", (on) => change(model, { centred: on }));
  const map = svgElement("svg", { viewBox: `0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`, role: "group" });
  map.setAttribute("aria-label", "The network's neurons. Arrow keys move from one to the next.");
  // Under their rings, what changes with every stroke of the pen, as it is quicker painted.
  const under = element("canvas", { "aria-hidden": "true" });
  const net = element("div", { class: "nn-net" }, under, map);
  const detail = element("div", { class: "nn-detail" });
  const steps = { class: "nn-row", role: "group", "aria-label": "What to read" };
  figure.append(
    title,
    element(
      "div",
      { class: "nn-parts nn-beside" },
      element(
        "div",
        { class: "nn-controls" },
        element("div", { class: "nn-screen" }, stack(pad, pen)),
        element(
          "div",
          steps,
          button("Clear", clear),
          button("◀", () => step(-1), { "aria-label": "Previous test digit" }),
          button("Test digit ▶", () => step(1), { "aria-label": "Next test digit" }),
        ),
        element(
          "div",
          { class: "nn-row" },
          seen,
          element("div", { class: "nn-seen" }, "What the network sees", centring.node),
        ),
      ),
      element(
        "div",
        {},
        ...readout.nodes,
        net,
        element("p", { class: "nn-legend" }, "Lines: what carries most. Blue adds, dashed orange takes away."),
      ),
    ),
    detail,
  );
  el.replaceChildren(figure);

  // The network, and what it makes of the drawing.
  let network = networkOf(model);
  let image = new Float64Array(SIDE * SIDE);
  let pass = forward(network, image);
  const drawing = () => imageAt(model.get("drawing"), 0);

  // What to read.
  function keep(ink, more = {}) {
    const bytes = Uint8Array.from(ink, (value) => Math.round(255 * value));
    change(model, { index: -1, ...more, drawing: new DataView(bytes.buffer) });
  }
  function clear() {
    keep(new Float64Array(SIDE * SIDE));
  }
  function step(by) {
    const count = model.get("labels").length;
    const from = model.get("index") < 0 && by < 0 ? 0 : model.get("index");
    const index = (from + by + count) % count;
    keep(imageAt(model.get("pixels"), index), { index });
  }

  // Drawing with a mouse or a finger, and with keys.
  let last = null; // where the pen was, while it is down
  let cursor = null; // the pen that keys move: right, down, and whether it draws
  function penTo(point) {
    const ink = drawing();
    stroke(ink, last ?? point, point, PEN);
    last = point;
    keep(ink);
  }
  const place = (event) => {
    const box = pad.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top].map((x) => (x / box.width) * SIDE);
  };
  pad.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    pad.setPointerCapture(event.pointerId);
    cursor = null;
    // A new drawing begins where a test digit was.
    if (model.get("index") >= 0) clear();
    penTo(place(event));
  });
  pad.addEventListener("pointermove", (event) => {
    if (last && pad.hasPointerCapture(event.pointerId)) penTo(place(event));
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    pad.addEventListener(end, () => (last = null));
  }
  pad.addEventListener("keydown", (event) => {
    const moves = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    const keys = [...Object.keys(moves), " ", "Delete", "Backspace"];
    if (!keys.includes(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab has uses of its own for these keys
    if (event.key === "Delete" || event.key === "Backspace") return clear();
    cursor ??= { at: [14, 6], draws: false };
    if (event.key === " ") cursor.draws = !cursor.draws;
    const move = moves[event.key] ?? [0, 0];
    const from = cursor.at;
    cursor.at = from.map((x, k) => Math.min(Math.max(x + move[k], 1.5), SIDE - 1.5));
    if (!cursor.draws) {
      redraw();
      return;
    }
    if (model.get("index") >= 0) clear();
    last = from;
    penTo(cursor.at);
    last = null;
  });
  pad.addEventListener("blur", () => {
    cursor = null;
    redraw();
  });

  // The map of neurons. Python may have picked one that this layer has not.
  const picked = () => Math.min(model.get("neuron"), network.sizes[model.get("layer")] - 1);
  let spots, across, down, radius;
  let clicked = false;
  function layMap() {
    map.replaceChildren();
    const { layers } = network;
    across = (k) => 30 + (k * (MAP_WIDTH - 130)) / Math.max(layers.length - 1, 1);
    const middle = 22 + (MAP_HEIGHT - 22) / 2;
    const gap = (k) => Math.min((MAP_HEIGHT - 26) / layers[k].neurons, 34);
    down = (k, j) => middle + (j - (layers[k].neurons - 1) / 2) * gap(k);
    radius = (k) => Math.min(gap(k) / 2 - 1.5, 10);
    spots = layers.map(({ neurons }, k) =>
      [...Array(neurons).keys()].map((j) => {
        const circle = svgElement("circle", { cx: across(k), cy: down(k, j), r: radius(k) });
        const target = svgElement("circle", {
          cx: across(k),
          cy: down(k, j),
          r: Math.max(gap(k) / 2, 4),
          class: "nn-target",
        });
        const resting = { role: "button", class: "nn-neuron", tabindex: "-1", "aria-pressed": "false" };
        const node = svgElement("g", resting, circle, target);
        const pick = () => change(model, { layer: k + 1, neuron: j });
        // A mouse picks what it passes, until it clicks: then the pick stays until the next.
        node.addEventListener("pointerenter", (event) => {
          if (event.pointerType === "mouse" && !clicked) pick();
        });
        node.addEventListener("click", () => {
          clicked = true;
          pick();
        });
        node.addEventListener("focus", pick);
        map.append(node);
        return node;
      }),
    );
    layers.forEach((_, k) => {
      const name = k === layers.length - 1 ? "output" : `hidden ${k + 1}`;
      map.append(svgElement("text", { x: across(k), y: 13, "text-anchor": "middle" }, name));
    });
  }

  map.addEventListener("keydown", (event) => {
    const [layer, neuron] = [model.get("layer"), picked()];
    const moves = {
      ArrowUp: [layer, neuron - 1],
      ArrowDown: [layer, neuron + 1],
      ArrowLeft: [layer - 1, neuron],
      ArrowRight: [layer + 1, neuron],
    };
    const to = moves[event.key];
    if (!to || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const k = Math.min(Math.max(to[0], 1), spots.length);
    const j = Math.min(Math.max(to[1], 0), spots[k - 1].length - 1);
    spots[k - 1][j].focus();
  });

  // Drawing the figure.
  function draw({ width, ink }) {
    const drawn = drawing();
    image = model.get("centred") ? preprocess(drawn) : drawn;
    pass = forward(network, image);
    paintPad(drawn);
    paintImage(seen, 3, (k) => grey(image[k]));
    drawMap(width || MAP_WIDTH, ink);
    describe();
    showDetail();
    centring.show(model.get("centred"));
  }

  function paintPad(drawn) {
    paintImage(pad, CELL, (k) => grey(drawn[k]));
    if (!cursor) return pen.hide();
    const [x, y] = cursor.at.map((at) => (at - PEN / 2) * CELL);
    pen.show(x, y, PEN * CELL);
    pen.node.classList.toggle("nn-lifted", !cursor.draws);
  }

  /** How strongly a neuron is shown, 0 to 1: of its layer's largest where that is over 1. */
  function strength(activations) {
    const most = Math.max(1, ...activations.map(Math.abs));
    return Array.from(activations, (a) => Math.abs(a) / most);
  }

  function drawMap(width, ink) {
    const context = fitCanvas(under, width, (width * MAP_HEIGHT) / MAP_WIDTH, FONT);
    context.scale(width / MAP_WIDTH, width / MAP_WIDTH);
    context.clearRect(0, 0, MAP_WIDTH, MAP_HEIGHT);
    for (let k = 1; k < spots.length; k++) drawLines(context, k);
    context.setLineDash([]);
    context.fillStyle = ink;
    for (let k = 0; k < spots.length; k++) drawNeurons(context, k);
    drawOutputs(context);
    press(spots[model.get("layer") - 1][picked()]);
    clearTimeout(naming);
    naming = setTimeout(nameNeurons); // after the drawing, which does not show it
  }

  let [pressed, naming] = [null, 0];
  function press(node) {
    if (node === pressed) return;
    if (pressed) setAttributes(pressed, { tabindex: "-1", "aria-pressed": "false" });
    setAttributes(node, { tabindex: "0", "aria-pressed": "true" });
    pressed = node;
  }

  function nameNeurons() {
    spots.forEach((nodes, k) =>
      nodes.forEach((node, j) => {
        const activation = pass.activations[k + 1][j].toFixed(2);
        setAttributes(node, { "aria-label": `${name(k + 1, j)}: ${activation}` });
      }),
    );
  }

  function drawLines(context, k) {
    const { inputs, weights } = network.layers[k];
    const values = pass.activations[k];
    const carried = Array.from(weights, (weight, place) => weight * values[place % inputs]);
    const order = carried.map((_, place) => place);
    order.sort((a, b) => Math.abs(carried[b]) - Math.abs(carried[a]));
    const most = Math.abs(carried[order[0]]);
    context.lineWidth = 2.5;
    for (const place of order.slice(0, LINES)) {
      if (Math.abs(carried[place]) <= most / 10) break; // too faint to be seen
      context.globalAlpha = Math.abs(carried[place] / most);
      context.strokeStyle = carried[place] < 0 ? NEGATIVE : POSITIVE;
      context.setLineDash(carried[place] < 0 ? [10, 6] : []);
      context.beginPath();
      context.moveTo(across(k - 1) + 10, down(k - 1, place % inputs));
      context.lineTo(across(k) - 10, down(k, Math.floor(place / inputs)));
      context.stroke();
    }
  }

  function drawNeurons(context, k) {
    strength(pass.activations[k + 1]).forEach((share, j) => {
      context.beginPath();
      context.arc(across(k), down(k, j), radius(k), 0, 7);
      context.globalAlpha = share;
      context.fill();
    });
    context.globalAlpha = 1;
  }

  function drawOutputs(context) {
    const k = spots.length - 1;
    const answers = pass.activations.at(-1);
    const best = largest(answers);
    strength(answers).forEach((share, j) => {
      const mark = j === best ? " ←" : "";
      context.fillText(`${j}  ${answers[j].toFixed(2)}${mark}`, across(k) + 18, down(k, j) + 5);
      context.fillRect(across(k) + 36, down(k, j) + 9, 42 * share, 3);
    });
  }

  function name(layer, neuron) {
    if (layer === network.layers.length) return `Output ${neuron}`;
    return `Hidden layer ${layer}, neuron ${neuron + 1} of ${network.sizes[layer]}`;
  }

  function describe() {
    const [index, answers] = [model.get("index"), pass.activations.at(-1)];
    const best = largest(answers);
    const second = largest(answers.map((value, k) => (k === best ? -Infinity : value)));
    const empty = countNonzero(image) === 0;
    if (index >= 0) {
      title.textContent = `Test digit ${index + 1}: somebody wrote a ${model.get("labels")[index]}`;
    } else {
      title.textContent = empty ? "Draw a digit in the dark square" : "Your drawing";
    }
    const answer = `${best} (${answers[best].toFixed(2)}), then ${second} (${answers[second].toFixed(2)})`;
    readout.say(empty ? `Nothing is drawn. It answers all the same: ${answer}` : `It reads ${answer}`);
    seen.setAttribute(
      "aria-label",
      `What the network sees: ${countNonzero(image)} of 784 pixels are not 0.`,
    );
  }

  // One neuron, term by term.
  let shown = null; // for which kind of neuron the detail is laid out
  let parts = {};
  function showDetail() {
    const [k, neuron] = [model.get("layer") - 1, picked()];
    const layer = network.layers[k];
    const weights = layer.weights.subarray(neuron * layer.inputs, (neuron + 1) * layer.inputs);
    const values = pass.activations[k];
    const terms = weights.map((weight, i) => weight * values[i]);
    const kind = k === 0 ? "pixels" : `terms of ${layer.inputs}`;
    if (shown !== kind) layDetail(kind);
    if (k === 0) showPixels(weights, terms);
    else showTerms(weights, values, terms);
    const sum = terms.reduce((a, b) => a + b, 0);
    const z = pass.sums[k][neuron];
    const a = pass.activations[k + 1][neuron];
    parts.heading.textContent = name(k + 1, neuron);
    parts.formula.textContent =
      `${layer.inputs} terms add up to ${signed(sum)}; bias ${signed(layer.biases[neuron])}; ` +
      `weighted sum ${signed(z)}; ${SPOKEN[layer.activation]} makes it ${a.toFixed(2)}`;
  }

  function layDetail(kind) {
    shown = kind;
    const heading = element("p", { class: "nn-title" });
    const formula = element("p", { class: "nn-formula" });
    parts = { heading, formula };
    if (kind === "pixels") {
      parts.weights = element("canvas", { role: "img" });
      parts.over = overlay(5);
      parts.products = element("canvas", { role: "img" });
      const pictures = [
        [stack(parts.weights, parts.over), "Its weights: blue for +, orange with a dot for −; the drawing in grey"],
        [parts.products, "Weight times pixel: what is added up"],
      ].map(([node, text]) => element("div", { class: "nn-picture" }, node, element("p", {}, text)));
      detail.replaceChildren(heading, formula, element("div", { class: "nn-row" }, ...pictures));
    } else {
      parts.terms = barLines("Activation times weight, for each neuron before it", 8);
      detail.replaceChildren(heading, formula, parts.terms.node);
    }
  }

  function showPixels(weights, terms) {
    const most = (values) => values.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
    const key = [picked(), window.devicePixelRatio].join();
    if (key !== parts.key) paintSigned(parts.weights, 5, weights, most(weights));
    parts.key = key;
    parts.over.show(image);
    paintSigned(parts.products, 5, terms, most(terms));
    const above = terms.reduce((sum, term) => sum + Math.max(term, 0), 0);
    const below = terms.reduce((sum, term) => sum + Math.min(term, 0), 0);
    parts.weights.setAttribute(
      "aria-label",
      `Its 784 weights; ${weights.filter((weight) => weight > 0).length} of them positive.`,
    );
    parts.products.setAttribute(
      "aria-label",
      `Its 784 terms: the positive ones add up to ${signed(above)}, the negative to ${signed(below)}.`,
    );
  }

  function showTerms(weights, values, terms) {
    const most = terms.reduce((most, term) => Math.max(most, Math.abs(term)), 1e-12);
    const lines = Array.from(terms, (term, i) => ({
      text: `${i + 1}: ${values[i].toFixed(2)} × ${signed(weights[i])} = ${signed(term)}`,
      share: Math.abs(term) / most,
      negative: term < 0,
    }));
    parts.terms.show(lines);
  }

  // A network from Python takes the place of the old one.
  const renew = () => {
    network = networkOf(model);
    shown = null;
    layMap();
  };
  model.on("change:parameters", renew);
  layMap();
  const { redraw, stop } = drawOnChange(model, READER_STATE, figure, draw, net);
  return () => {
    clearTimeout(naming);
    model.off("change:parameters", renew);
    stop();
  };
}

export default { render };
