// What WindowLab shows: the digit, the window's weights, and where the window has been.

import { decodeNumbers } from "./js/bytes.js";
import { convolve } from "./js/convolution.js";
import { imageAt, SIDE } from "./js/images.js";
import { change } from "./js/model.js";

export const WINDOW = 5; // weights along each side, as in convolution.py
export const PLACES = SIDE - WINDOW + 1; // where it may begin, in a row or in a column
const COUNT = WINDOW * WINDOW;

/** The state of one view. */
export function makeLab(model) {
  const first = { row: model.get("row"), column: model.get("column") };
  const lab = { model, first, visited: new Uint8Array(PLACES * PLACES), redraw: () => {} };
  follow(lab);
  trace(lab);
  return lab;
}

/** Row by row the window has come to where it begins; the reader goes on. */
function trace({ visited, first: { row, column } }) {
  visited.fill(0).fill(1, 0, PLACES * row + column + 1);
}

/** The model has changed. */
export function follow(lab) {
  const { model, shown } = lab;
  const [painted, pixels] = [model.get("painted"), model.get("pixels")];
  const [index, row, column] = ["index", "row", "column"].map((name) => model.get(name));
  lab.visited[PLACES * row + column] = 1;
  lab.at = { row, column };
  if (shown?.painted === painted && shown.pixels === pixels && shown.index === index) return;
  const image = imageAt(pixels, index);
  const weights = decodeNumbers(painted, COUNT);
  const sums = convolve(image, weights, WINDOW);
  const most = sums.reduce((largest, sum) => Math.max(largest, Math.abs(sum)), 0);
  lab.shown = { painted, pixels, index, image, weights, sums, most };
}

/** The 25 pixels that the window shows. */
export function underWindow({ shown: { image }, at: { row, column } }) {
  return Float64Array.from({ length: COUNT }, (_, k) => {
    return image[SIDE * (row + Math.floor(k / WINDOW)) + column + (k % WINDOW)];
  });
}

/** What adds to the window's sum and what takes away. */
export function pullsOf(lab) {
  let [up, down] = [0, 0];
  underWindow(lab).forEach((ink, k) => {
    const product = ink * lab.shown.weights[k];
    if (product > 0) up += product;
    else down += product;
  });
  return { up, down };
}

const clamp = (place) => Math.min(Math.max(Math.round(place), 0), PLACES - 1);

/** Slide the window to where it begins, and mark all places on its way. */
export function slide(lab, row, column) {
  const { model, at, visited } = lab;
  const to = { row: clamp(row), column: clamp(column) };
  if (to.row === at.row && to.column === at.column) return;
  const steps = Math.max(Math.abs(to.row - at.row), Math.abs(to.column - at.column));
  for (let k = 1; k <= steps; k++) {
    const [down, right] = [
      at.row + ((to.row - at.row) * k) / steps,
      at.column + ((to.column - at.column) * k) / steps,
    ];
    visited[PLACES * Math.round(down) + Math.round(right)] = 1;
  }
  lab.at = to; // at once: the next move of the hand goes on from here
  change(model, to);
}

export function forget(lab) {
  trace(lab);
  lab.at = lab.first;
  change(lab.model, { ...lab.first, whole: false });
  lab.redraw();
}

/** Give a weight what the brush holds; places are right and down, in weights. */
export function paintWeight(lab, [right, down]) {
  const inside = (place) => Math.min(Math.max(Math.floor(place), 0), WINDOW - 1);
  const weights = decodeNumbers(lab.model.get("painted"), COUNT);
  weights[WINDOW * inside(down) + inside(right)] = lab.model.get("paint");
  setWeights(lab, weights);
}

function setWeights({ model }, weights) {
  change(model, { painted: new DataView(Float64Array.from(weights).buffer) });
}

// Windows to begin with: three made by hand, then the learned ones.

export const MADE = ["Upper edge", "Left edge", "Line"];

function presetsOf({ model }) {
  const presets = model.get("presets");
  const count = presets.byteLength / 8;
  const numbers = decodeNumbers(presets, count);
  return Array.from({ length: count / COUNT }, (_, k) =>
    numbers.subarray(COUNT * k, COUNT * (k + 1)),
  );
}

/** The number of the preset that the weights are, or -1. */
export function chosen(lab) {
  const { weights } = lab.shown;
  return presetsOf(lab).findIndex((preset) =>
    preset.every((value, k) => Math.abs(value - weights[k]) < 1e-9),
  );
}

export function choose(lab, which) {
  setWeights(lab, presetsOf(lab)[which]);
}

export function countLearned(lab) {
  return presetsOf(lab).length - MADE.length;
}

/** The next of the learned windows: the first one after one that was not learned. */
export function chooseLearned(lab) {
  const place = chosen(lab) - MADE.length;
  choose(lab, MADE.length + ((Math.max(place, -1) + 1) % countLearned(lab)));
}

export function clearWeights(lab) {
  setWeights(lab, new Float64Array(COUNT));
}
