// NeuronLab: paint the weights of one neuron, and see what it makes of real digits.

/** @import { Render } from "@anywidget/types" */

import { FUNCTIONS } from "./js/activations.js";
import { decodeNumbers } from "./js/bytes.js";
import { overlay, paintImage, paintSigned, ring, stack } from "./js/canvas.js";
import { grey } from "./js/colours.js";
import { announcer, button, slider } from "./js/controls.js";
import { element } from "./js/element.js";
import { fetchDigits } from "./js/fetching.js";
import { signed } from "./js/format.js";
import { distanceToStroke, imageAt, pixelValue, SIDE } from "./js/images.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";

const LAB_CELL = 9; // CSS pixels of a weight in the picture to paint
const LAB_STATE = ["painted", "bias", "steepness", "index", "brush", "paint"];
const PRESETS = ["Edge", "Ring", "Slanted stroke", "The trained neuron"];
const PAINTS = { 1: "+ Positive", "-1": "− Negative", 0: "Erase" };

/** @type {Render} */
function render({ model, el }) {
  const figure = element("div", { class: "nn-figure nn-neuron-lab", role: "group" });
  figure.setAttribute("aria-label", "Paint the weights of one neuron");
  const size = SIDE * SIDE;
  const title = element("p", { class: "nn-title" });
  const pad = element("canvas", { tabindex: "0", role: "application" });
  const [over, mark] = [overlay(LAB_CELL), ring()];
  const digit = element("canvas", { role: "img" });
  const product = element("canvas", { role: "img" });
  const readout = announcer("nn-readout");
  const score = announcer("nn-score");

  const paints = ["1", "-1", "0"].map((value) =>
    button(PAINTS[value], () => change(model, { paint: Number(value) })),
  );
  const brush = slider("Brush", { min: 0.5, max: 4, step: 0.5 }, (value) =>
    change(model, { brush: value }),
  );
  const bias = slider("Bias", { min: -30, max: 30, step: 0.5 }, (value) =>
    change(model, { bias: value }),
  );
  const steepness = slider("Steepness", { min: -1, max: 1, step: 0.1 }, (power) =>
    change(model, { steepness: Math.min(Number((10 ** power).toPrecision(2)), 10) }),
  );
  const presets = PRESETS.map((name, k) =>
    button(name, () => {
      const last = k === PRESETS.length - 1;
      keep(preset(k), { bias: last ? model.get("trained_bias") : 0 });
    }),
  );
  const step = (by) => change(model, { index: (model.get("index") + by + 100) % 100 });
  const picture = (canvas, text) =>
    element("div", { class: "nn-picture" }, canvas, element("p", {}, text));
  const row = (label, ...nodes) =>
    element("div", { class: "nn-row", role: "group", "aria-label": label }, ...nodes);
  figure.append(
    title,
    element(
      "div",
      { class: "nn-parts nn-beside" },
      element(
        "div",
        { class: "nn-controls" },
        element("div", { class: "nn-screen" }, stack(pad, over, mark)),
      ),
      element(
        "div",
        { class: "nn-controls" },
        row("Paint", ...paints),
        row(
          "Weights",
          button("Clear", () => keep(new Float64Array(size), { bias: 0 })),
          ...presets,
        ),
        brush.node,
        bias.node,
        steepness.node,
      ),
    ),
    ...readout.nodes,
    element(
      "div",
      { class: "nn-row nn-looks" },
      picture(digit, "The digit that it looks at"),
      picture(product, "Weight times pixel: what it adds up"),
      row(
        "Digits",
        button("◀ Previous", () => step(-1)),
        button("Next ▶", () => step(1)),
      ),
    ),
    ...score.nodes,
  );
  el.replaceChildren(figure);

  const weights = () => decodeNumbers(model.get("painted"), size);
  function preset(k) {
    const { buffer, byteOffset } = model.get("presets");
    return decodeNumbers(new DataView(buffer, byteOffset + 4 * k * size, 4 * size), size);
  }
  function keep(values, more = {}) {
    change(model, { ...more, painted: new DataView(Float32Array.from(values).buffer) });
  }

  // Painting with a mouse or a finger, and with keys.
  let cursor = null;
  let last = null; // where the brush was, while it is down
  function paintAt(point) {
    const values = weights();
    const [radius, value] = [Math.max(model.get("brush"), 0.71), model.get("paint")];
    for (let k = 0; k < size; k++) {
      if (distanceToStroke(k, last ?? point, point) <= radius) values[k] = value;
    }
    keep(values);
  }
  const place = (event) => {
    const box = pad.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top].map((x) => (x / box.width) * SIDE);
  };
  pad.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    pad.setPointerCapture(event.pointerId);
    cursor = null;
    paintAt(place(event));
    last = place(event);
  });
  pad.addEventListener("pointermove", (event) => {
    if (!last || !pad.hasPointerCapture(event.pointerId)) return;
    paintAt(place(event));
    last = place(event);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    pad.addEventListener(end, () => (last = null));
  }
  pad.addEventListener("keydown", (event) => {
    const moves = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    const chosen = { "+": 1, "-": -1, 0: 0 }[event.key];
    const known = event.key in moves || event.key === " " || chosen !== undefined;
    if (!known || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab has uses of its own for these keys
    cursor ??= [13.5, 13.5];
    if (chosen !== undefined) change(model, { paint: chosen });
    else if (event.key === " ") paintAt(cursor);
    else {
      cursor = cursor.map((x, k) => Math.min(Math.max(x + moves[event.key][k], 0.5), 27.5));
      redraw();
    }
  });
  pad.addEventListener("blur", () => {
    cursor = null;
    redraw();
  });

  // The score, on digits that are fetched when the reader first changes something.
  let digits = null;
  let waiting = false;
  function totals(values) {
    return Float64Array.from(digits.labels, (_, k) => {
      let sum = 0;
      for (let i = 0; i < size; i++) {
        const byte = digits.images[k * size + i];
        if (byte) sum += values[i] * pixelValue(byte);
      }
      return sum;
    });
  }
  function fires(sums, offset) {
    const count = { 1: 0, 7: 0 };
    digits.labels.forEach((label, k) => (count[label] += sums[k] + offset > 0 ? 1 : 0));
    return count;
  }
  let trained = null;
  let scored = {}; // the weights that were last tried on all digits, and their sums
  function showScore(values) {
    if (!digits) return;
    const painted = model.get("painted");
    if (scored.painted !== painted) scored = { painted, sums: totals(values) };
    const mine = fires(scored.sums, model.get("bias"));
    trained ??= fires(totals(preset(PRESETS.length - 1)), model.get("trained_bias"));
    const right = (count) => count[7] + 250 - count[1];
    score.say(
      `Fires for ${mine[7]} of 250 sevens and ${mine[1]} of 250 ones: right on ${right(mine)} of 500. ` +
        `The neuron that training found: ${right(trained)}.`,
    );
  }
  score.say("Challenge: make it fire for a 7 and not for a 1. Change something, and it is scored.");
  function ask() {
    if (digits || waiting) return;
    waiting = true;
    fetchDigits(model, "pair").then(
      (found) => {
        digits = found;
        redraw();
      },
      (error) => {
        waiting = false;
        score.say(`No score: ${error.message}`);
      },
    );
  }
  for (const name of ["painted", "bias"]) model.on(`change:${name}`, ask);

  // Drawing.
  let scoring = 0;
  function draw() {
    const values = weights();
    const image = imageAt(model.get("pixels"), model.get("index"));
    const products = values.map((weight, k) => weight * image[k]);
    paintSigned(pad, LAB_CELL, values, 1);
    over.show(image);
    if (cursor) {
      const radius = Math.max(model.get("brush"), 0.71);
      const [x, y] = cursor.map((at) => (at - radius) * LAB_CELL);
      mark.show(x, y, 2 * radius * LAB_CELL);
    } else mark.hide();
    paintImage(digit, 4, (k) => grey(image[k]));
    paintSigned(product, 4, products, 1);
    describe(values, products);
    clearTimeout(scoring);
    scoring = setTimeout(() => showScore(values)); // 500 digits: after the drawing
  }

  function describe(values, products) {
    const label = model.get("labels")[model.get("index")];
    const total = products.reduce((a, b) => a + b, 0);
    const z = total + model.get("bias");
    const a = FUNCTIONS.sigmoid(model.get("steepness") * z);
    const [above, below] = [values.filter((w) => w > 0).length, values.filter((w) => w < 0).length];
    title.textContent = `One neuron. Positive weights: ${above}; negative: ${below}; ignored: ${size - above - below}`;
    readout.say(
      `It looks at a ${label}: products ${signed(total)}, bias ${signed(model.get("bias"))}, ` +
        `weighted sum ${signed(z)}; activation ${a.toFixed(2)}: it ${z > 0 ? "fires" : "stays quiet"}.`,
    );
    pad.setAttribute(
      "aria-label",
      `The weights: ${above} positive, ${below} negative. Arrow keys move the brush, Space paints; ` +
        "plus, minus and 0 choose what.",
    );
    digit.setAttribute("aria-label", `Test digit ${model.get("index") + 1}: a ${label}.`);
    product.setAttribute("aria-label", `The products add up to ${signed(total)}.`);
    paints.forEach((node, k) =>
      node.setAttribute("aria-current", String([1, -1, 0][k] === model.get("paint"))),
    );
    brush.show(model.get("brush"), `${model.get("brush")} pixels`);
    bias.show(model.get("bias"), signed(model.get("bias"), 1));
    steepness.show(Math.log10(model.get("steepness")), String(model.get("steepness")));
  }

  const { redraw, stop } = drawOnChange(model, LAB_STATE, figure, draw);
  return () => {
    clearTimeout(scoring);
    for (const name of ["painted", "bias"]) model.off(`change:${name}`, ask);
    stop();
  };
}

export default { render };
