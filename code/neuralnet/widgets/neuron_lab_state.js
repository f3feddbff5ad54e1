// What NeuronLab holds: the painted weights, the digits that they are tried on, what is on its way, and
// what can be undone.

import { decodeNumbers } from "./js/bytes.js";
import { distanceToStroke } from "./js/drawings.js";
import { fetchDigits } from "./js/fetching.js";
import { imageAt, inkOf, inkSums, SIDE } from "./js/images.js";
import { change } from "./js/model.js";
import { between, tween } from "./js/tween.js";

const SIZE = SIDE * SIDE;
const KEPT = ["painted", "bias", "own", "own_bias"]; // what undoing brings back
export const PRESETS = ["Edge", "Ring", "Slanted stroke", "Trained"];
const TRAINED = PRESETS.length - 1;

/**
 * The state of one view. `target` is what the model asks for, `shown` what is on the screen: the same
 * but for a moment after a change that was not under the hand.
 */
export function makeLab(model) {
  const lab = {
    model,
    digits: null, // the 500 that it is scored on: { images, labels, ink, trained }
    problem: "", // why they did not come
    choice: {}, // which weights these are, once it has been found out
    decoded: {}, // bytes, and the weights that they are
    presets: [], // their weights, once they have been asked for
    past: [],
    last: null, // what kind of change was kept last, where many in a row are one
    byHand: false, // whether what changed is under the hand: then it is shown at once
    dragging: false, // while the fence is dragged its axis stays as it is
    seen: [], // what the screen shows already
    stop: () => {},
    redraw: () => {},
  };
  lab.target = read(lab);
  lab.shown = lab.target;
  return lab;
}

function read(lab) {
  const { model, digits, target, dragging } = lab;
  const painted = model.get("painted");
  const bias = model.get("bias");
  const same = target?.painted === painted && target.sums.length === (digits?.labels.length ?? 0);
  const weights = weightsOf(lab, painted);
  const sums = same ? target.sums : digits ? inkSums(weights, digits.ink) : new Float64Array(0);
  const axis = dragging && target ? target.axis : axisFor(sums, bias);
  const looks = `${model.get("index")} ${digits ? model.get("example") : -1}`;
  const image = target?.looks === looks ? target.image : imageOf(lab);
  const count = digits && firing(digits, sums, bias);
  return { painted, weights, sums, bias, axis, looks, image, count };
}

/** Weights as numbers; the last ones are remembered, since each point of a stroke asks for them. */
function weightsOf(lab, bytes) {
  if (lab.decoded.bytes !== bytes) lab.decoded = { bytes, weights: decodeNumbers(bytes, SIZE) };
  return lab.decoded.weights;
}

/** The digit that it looks at: one of the 500, or one of 100 others. */
function imageOf({ model, digits }) {
  const example = model.get("example");
  if (example >= 0 && digits) return imageAt(digits.images, example);
  return imageAt(model.get("pixels"), model.get("index"));
}

export function labelOf({ model, digits }) {
  const example = model.get("example");
  return example >= 0 && digits ? digits.labels[example] : model.get("labels")[model.get("index")];
}

/** From where to where an axis goes that holds all sums and the fence: between round numbers. */
function axisFor(sums, bias) {
  const low = sums.reduce((a, b) => Math.min(a, b), Math.min(-20, -bias));
  const high = sums.reduce((a, b) => Math.max(a, b), Math.max(20, -bias));
  const step = [10, 20, 50].find((size) => high - low <= 10 * size) ?? 100;
  return [Math.floor(low / step) * step, Math.ceil(high / step) * step];
}

/** The model has changed: show what it holds, at once under the hand, else on a short way. */
export function follow(lab) {
  const { shown: from, byHand } = lab;
  const to = read(lab);
  lab.target = to;
  lab.byHand = false;
  lab.stop();
  if (byHand || from.sums.length !== to.sums.length) {
    lab.shown = to;
    return;
  }
  lab.stop = tween(240, (share) => {
    const part = (name) => between(from[name], to[name], share);
    const bias = from.bias + (to.bias - from.bias) * share;
    lab.shown = {
      weights: part("weights"),
      sums: part("sums"),
      image: part("image"),
      axis: part("axis"),
      bias,
    };
    if (share === 1) lab.shown = to;
    lab.redraw();
  });
}

/** Ask for the 500 digits. */
export function fetchPair(lab) {
  lab.problem = "";
  fetchDigits(lab.model, "pair").then(
    ({ images, labels }) => {
      const ink = inkOf(images);
      lab.digits = { images, labels, ink };
      const trained = firing(
        lab.digits,
        inkSums(presetWeights(lab, TRAINED), ink),
        lab.model.get("trained_bias"),
      );
      lab.digits.trained = trained.right;
      lab.byHand = true;
      follow(lab);
      lab.redraw();
    },
    (error) => {
      lab.problem = error.message;
      lab.redraw();
    },
  );
}

/** For how many sevens and ones it fires, and how many it tells right. */
export function firing({ labels }, sums, bias) {
  let [sevens, ones] = [0, 0];
  labels.forEach((label, k) => {
    if (sums[k] + bias <= 0) return;
    if (label === 7) sevens++;
    else ones++;
  });
  return { sevens, ones, right: sevens + labels.length / 2 - ones };
}

export function isWrong({ digits, target }, k) {
  return target.sums[k] + target.bias > 0 !== (digits.labels[k] === 7);
}

/** The next of the 500 that it gets wrong, after the one that it looks at; -1 if none is. */
export function nextMistake(lab) {
  const count = lab.digits?.labels.length ?? 0;
  const from = lab.model.get("example") + 1;
  for (let k = 0; k < count; k++) if (isWrong(lab, (from + k) % count)) return (from + k) % count;
  return -1;
}

// Presets, and the reader's own painting beside them.

function presetWeights(lab, k) {
  const { buffer, byteOffset } = lab.model.get("presets");
  lab.presets[k] ??= decodeNumbers(new DataView(buffer, byteOffset + 4 * k * SIZE, 4 * SIZE), SIZE);
  return lab.presets[k];
}

const alike = (some, others) => some.every((value, k) => Math.abs(value - others[k]) < 1e-6);

/** Which weights these are: "own", the number of a preset, or null for others that came from Python. */
export function chosen(lab) {
  const { weights, painted } = lab.target;
  const own = lab.model.get("own");
  const { choice } = lab;
  if (choice.painted === painted && choice.own === own) return choice.which;
  const preset = () => PRESETS.findIndex((_, k) => alike(weights, presetWeights(lab, k)));
  const mine = own === painted || alike(weights, decodeNumbers(own, SIZE));
  const k = mine ? -1 : preset();
  lab.choice = { painted, own, which: mine ? "own" : k < 0 ? null : k };
  return lab.choice.which;
}

export function choose(lab, which) {
  const { model } = lab;
  remember(lab);
  const kept =
    chosen(lab) === null ? { own: model.get("painted"), own_bias: model.get("bias") } : {};
  if (which === "own") change(model, { painted: model.get("own"), bias: model.get("own_bias") });
  else {
    const bias = which === TRAINED ? model.get("trained_bias") : 0;
    change(model, { ...kept, painted: asBytes(presetWeights(lab, which)), bias });
  }
}

function asBytes(weights) {
  return new DataView(Float32Array.from(weights).buffer);
}

/** Paint along a stroke: what was there before becomes the reader's own. */
export function paintStroke(lab, from, to) {
  const { model } = lab;
  const weights = weightsOf(lab, model.get("painted")).slice();
  const radius = brushRadius(model);
  for (let k = 0; k < SIZE; k++) {
    if (distanceToStroke(k, from, to) <= radius) weights[k] = model.get("paint");
  }
  keepOwn(lab, weights, model.get("bias"));
}

/** Half of the brush's width; the smallest still reaches a pixel from wherever in it. */
export function brushRadius(model) {
  return Math.max(model.get("brush"), 0.71);
}

export function clear(lab) {
  remember(lab);
  keepOwn(lab, new Float64Array(SIZE), 0);
}

function keepOwn(lab, weights, bias) {
  const painted = asBytes(weights);
  lab.decoded = { bytes: painted, weights };
  lab.byHand = true;
  change(lab.model, { painted, bias, own: painted, own_bias: bias });
}

export function setBias(lab, bias) {
  const rounded = Math.min(Math.max(Math.round(2 * bias) / 2, -100), 100);
  lab.byHand = true;
  change(lab.model, { bias: rounded, ...(chosen(lab) === "own" ? { own_bias: rounded } : {}) });
}

/** Keep what there is, to come back to it; of changes of a `kind` that follow each other, the first. */
export function remember(lab, kind = null) {
  if (kind && kind === lab.last) return;
  lab.last = kind;
  lab.past.push(Object.fromEntries(KEPT.map((name) => [name, lab.model.get(name)])));
  if (lab.past.length > 100) lab.past.shift();
}

export function undo(lab) {
  lab.last = null;
  const before = lab.past.pop();
  if (before) change(lab.model, before);
  lab.redraw();
}
