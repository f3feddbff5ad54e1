// PixelGrid: one picture as the numbers that it is made of.

/** @import { Render } from "@anywidget/types" */

import { countNonzero } from "./js/arrays.js";
import { paintGrid } from "./js/canvas.js";
import { grey } from "./js/colours.js";
import { announcer, button, slider, toggle } from "./js/controls.js";
import { element } from "./js/element.js";
import { pixelValue, SIDE, thresholded } from "./js/images.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";

const NUMBER_CELL = 24; // CSS pixels: the smallest cell in which a number can be read
const MOST_WIDTH = 420; // leaves room for the controls beside it
const STATE = [
  "pixels",
  "labels",
  "index",
  "row",
  "column",
  "threshold",
  "show_numbers",
  "only_numbers",
];

/** @type {Render} */
function render({ model, el }) {
  const figure = element("div", { class: "nn-figure nn-pixel-grid", role: "group" });
  figure.setAttribute("aria-label", "A handwritten digit, pixel by pixel");

  const canvas = element("canvas", { tabindex: "0", role: "application" });
  const screen = element("div", { class: "nn-screen" }, canvas);
  const readout = announcer("nn-readout");
  const title = element("p", { class: "nn-title" });

  const threshold = slider("Threshold", { min: 0, max: 1, step: 0.05 }, (value) =>
    change(model, { threshold: value }),
  );
  const numbers = toggle("Show the numbers", (on) =>
    change(model, on ? { show_numbers: true } : { show_numbers: false, only_numbers: false }),
  );
  const only = toggle("Hide grey and answer", (on) =>
    change(model, on ? { show_numbers: true, only_numbers: true } : { only_numbers: false }),
  );

  const count = () => model.get("labels").length;
  const step = (by) => change(model, { index: (model.get("index") + by + count()) % count() });
  const showNext = (label) => {
    const labels = model.get("labels");
    const start = model.get("index") + 1;
    for (let k = 0; k < labels.length; k++) {
      const index = (start + k) % labels.length;
      if (labels[index] === label) return change(model, { index });
    }
  };
  const labelButtons = [...Array(10).keys()].map((label) =>
    button(String(label), () => showNext(label), { "aria-label": `Next ${label}` }),
  );

  const kinds = { role: "group", "aria-label": "Go to the next digit of a kind" };
  const controls = element(
    "div",
    { class: "nn-controls" },
    ...readout.nodes,
    element(
      "div",
      { class: "nn-row", role: "group", "aria-label": "Step through the digits" },
      button("◀ Previous", () => step(-1)),
      button("Next ▶", () => step(1)),
    ),
    element(
      "div",
      { class: "nn-classes", ...kinds },
      element("span", { "aria-hidden": "true" }, "Go to the next"),
      ...labelButtons,
    ),
    threshold.node,
    numbers.node,
    only.node,
  );
  const parts = element("div", { class: "nn-parts" }, screen, controls);
  figure.append(title, parts);
  el.replaceChildren(figure);

  // Mathematics.
  function shownValues() {
    const { buffer, byteOffset } = model.get("pixels");
    const size = SIDE * SIDE;
    const bytes = new Uint8Array(buffer, byteOffset + model.get("index") * size, size);
    return Array.from(bytes, (byte) => thresholded(pixelValue(byte), model.get("threshold")));
  }

  // Drawing.
  let cell = 0;
  function draw({ width }) {
    const values = shownValues();
    const alone = model.get("only_numbers");
    const withNumbers = alone || model.get("show_numbers");
    const [row, column] = [model.get("row"), model.get("column")];
    cell = Math.max(4, Math.floor(Math.min(width - 8, MOST_WIDTH) / SIDE));
    if (withNumbers) cell = Math.max(cell, NUMBER_CELL);
    parts.classList.toggle("nn-beside", !withNumbers);
    // With numbers the grid is wider than a phone: let a finger move it sideways.
    canvas.style.touchAction = withNumbers ? "manipulation" : "pan-y pinch-zoom";
    const context = paintGrid(canvas, cell, (k) => grey(alone ? 0 : values[k]));
    if (withNumbers) writeNumbers(context, values, alone);
    drawLines(context);
    outline(context, row, column);
    if (withNumbers) keepInView(column);
    describe(values, row, column);
  }

  function writeNumbers(context, values, alone) {
    context.font = "10px system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    values.forEach((value, place) => {
      const [x, y] = [(place % SIDE) * cell, Math.floor(place / SIDE) * cell];
      context.fillStyle = alone || value < 0.45 ? "#ffffff" : "#000000";
      context.fillText(inCell(value, alone), x + cell / 2, y + cell / 2 + 0.5);
    });
  }

  // Numbers alone are all equally long: else the digit would show in how much is printed.
  function inCell(value, alone) {
    if (!alone && (value === 0 || value === 1)) return String(value);
    return value.toFixed(2).replace(/^0/, "").slice(0, 3);
  }

  function drawLines(context) {
    context.fillStyle = "rgba(128, 128, 128, 0.35)";
    for (let k = 1; k < SIDE; k++) {
      context.fillRect(k * cell - 0.5, 0, 1, SIDE * cell);
      context.fillRect(0, k * cell - 0.5, SIDE * cell, 1);
    }
  }

  // Two rings, one dark and one bright: seen on any grey.
  function outline(context, row, column) {
    const [x, y] = [column * cell, row * cell];
    context.lineWidth = 2;
    context.strokeStyle = "#000000";
    context.strokeRect(x - 3, y - 3, cell + 6, cell + 6);
    context.strokeStyle = "#ffb000";
    context.strokeRect(x - 1, y - 1, cell + 2, cell + 2);
  }

  function keepInView(column) {
    const right = (column + 1) * cell;
    if (right > screen.scrollLeft + screen.clientWidth || right - cell < screen.scrollLeft) {
      screen.scrollLeft = right - screen.clientWidth / 2;
    }
  }

  function describe(values, row, column) {
    const [index, alone] = [model.get("index"), model.get("only_numbers")];
    const label = alone ? null : model.get("labels")[index]; // else the answer is given away
    const value = values[row * SIDE + column];
    const lit = countNonzero(values);
    const limit = model.get("threshold");
    const what = alone ? "which digit is it?" : `somebody wrote a ${label}`;
    const counts = limit > 0 ? `hold at least ${limit.toFixed(2)} and are shown as 1` : "are not 0";
    title.textContent = `Digit ${index + 1} of ${count()}: ${what}`;
    readout.say(
      `Row ${row}, column ${column}: ${value.toFixed(2)}.\n` +
        `Place ${SIDE} × ${row} + ${column} = ${SIDE * row + column}.`,
    );
    threshold.show(limit, limit > 0 ? `${limit.toFixed(2)}: ${lit} of 784 reach it` : "off");
    numbers.show(alone || model.get("show_numbers"));
    only.show(alone);
    canvas.setAttribute(
      "aria-label",
      `The digit's pixels. ${alone ? "Which digit is it?" : `A ${label};`} ` +
        `${lit} of 784 pixels ${counts}. Arrow keys move from pixel to pixel.`,
    );
    labelButtons.forEach((node, k) => {
      node.disabled = !model.get("labels").includes(k);
      if (k === label) node.setAttribute("aria-current", "true");
      else node.removeAttribute("aria-current");
    });
  }

  // Picking a pixel.
  const clamp = (place) => Math.min(SIDE - 1, Math.max(0, place));
  function pick(event) {
    const box = canvas.getBoundingClientRect();
    const row = clamp(Math.floor((event.clientY - box.top) / cell));
    const column = clamp(Math.floor((event.clientX - box.left) / cell));
    if (row !== model.get("row") || column !== model.get("column")) change(model, { row, column });
  }
  canvas.addEventListener("pointerdown", pick);
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse" || event.buttons) pick(event);
  });
  canvas.addEventListener("keydown", (event) => {
    const [row, column] = [model.get("row"), model.get("column")];
    const moves = {
      ArrowUp: { row: clamp(row - 1) },
      ArrowDown: { row: clamp(row + 1) },
      ArrowLeft: { column: clamp(column - 1) },
      ArrowRight: { column: clamp(column + 1) },
      Home: { column: 0 },
      End: { column: SIDE - 1 },
      PageUp: { row: 0 },
      PageDown: { row: SIDE - 1 },
    };
    if (!(event.key in moves) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab has uses of its own for these keys
    change(model, moves[event.key]);
  });

  return drawOnChange(model, STATE, figure, draw).stop;
}

export default { render };
