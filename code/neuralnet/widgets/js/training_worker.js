// Runs in a worker of its own beside TrainingRoom: it learns in short turns, and says between
// them how it goes.

/** @import { Digits, Measured, Network, Trainer } from "./types.d.ts" */

import { imageAt } from "./images.js";
import { makeNetwork } from "./network.js";
import { mulberry32, shuffled } from "./random.js";
import { evaluate, makeTrainer, trainBatch } from "./training.js";

const SPAN = 500; // images whose mean cost is one point of the drawn line
const TEST_EVERY = 2500; // images between two tests; at first, while much changes, SPAN

/** @type {{ train: Digits, test: Digits }} */
let digits;
/** @type {Network} */
let network;
/** @type {Trainer} */
let trainer;
/** @type {{ learningRate: number, momentum: number, batchSize: number }} */
let settings;
/** @type {() => number} */
let random;
/** The images of an epoch in the order in which they come. @type {number[]} */
let order = [];
let [next, seen] = [0, 0]; // how many of them have come, and how many in all
let span = { cost: 0, right: 0, images: 0 };
let timer = 0;
let shown = 0; // when the parameters were last sent

/** @type {(set: Digits) => (place: number) => Float64Array} */
const at = (set) => (place) => imageAt(set.images, place);

/** @param {Network & { seed: number }} message */
function begin(message) {
  clearTimeout(timer);
  const { sizes, hidden, output } = message;
  network = makeNetwork(sizes, hidden, output, message.parameters);
  trainer = makeTrainer(network, { cost: "cross-entropy", learningRate: 0 });
  random = mulberry32(message.seed);
  [order, next, seen] = [[], 0, 0];
  span = { cost: 0, right: 0, images: 0 };
  tell({ begun: true, ...tested() });
}

function tested() {
  const places = [...Array(digits.test.labels.length).keys()];
  const test = evaluate(network, at(digits.test), digits.test.labels, places, "cross-entropy");
  return { test, parameters: network.parameters.slice() };
}

function learnBatch() {
  Object.assign(trainer, settings);
  if (next >= order.length) [order, next] = [shuffled(digits.train.labels.length, random), 0];
  const batch = order.slice(next, next + settings.batchSize);
  next += batch.length;
  const result = trainBatch(trainer, at(digits.train), digits.train.labels, batch);
  const before = seen;
  seen += batch.length;
  span.cost += result.cost * batch.length;
  span.right += result.accuracy * batch.length;
  span.images += batch.length;
  /** @type {Partial<{ point: Measured, test: Measured, parameters: Float64Array }>} */
  const message = {};
  if (span.images >= SPAN) {
    message.point = { cost: span.cost / span.images, accuracy: span.right / span.images };
    span = { cost: 0, right: 0, images: 0 };
  }
  const every = before < TEST_EVERY ? SPAN : TEST_EVERY;
  if (Math.floor(before / every) !== Math.floor(seen / every)) Object.assign(message, tested());
  return { ...message, batch: result };
}

function turn() {
  const end = performance.now() + 40;
  while (performance.now() < end) {
    const message = learnBatch();
    if (!Number.isFinite(message.batch.cost)) return tell({ broken: true });
    if (message.point || message.test) tell(message);
  }
  if (end - shown > 250) {
    shown = end;
    tell({ parameters: network.parameters.slice() });
  }
  timer = setTimeout(turn);
}

/** @param {object} message */
const tell = (message) => self.postMessage({ ...message, seen });

self.onmessage = ({ data: message }) => {
  if (message.settings) settings = message.settings;
  if (message.digits) digits = message.digits;
  if (message.begin) begin(message.begin);
  if (message.run) turn();
  if (message.pause) {
    clearTimeout(timer);
    tell(tested());
  }
  if (message.step) {
    const told = learnBatch();
    if (!Number.isFinite(told.batch.cost)) return tell({ broken: true });
    tell({ ...told, ...tested() });
  }
};
