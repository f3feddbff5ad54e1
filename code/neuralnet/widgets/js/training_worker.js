// Runs in a worker of its own beside TrainingRoom: it learns in short turns, and says between
// them how it goes.

import { imageAt } from "./images.js";
import { makeNetwork } from "./network.js";
import { mulberry32, shuffled } from "./random.js";
import { evaluate, makeTrainer, trainBatch } from "./training.js";

const SPAN = 500; // images whose mean cost is one point of the drawn line
const TEST_EVERY = 2500; // images between two tests; at first, while much changes, SPAN

let digits, network, trainer, settings, random, order, next, seen, span, timer;
let shown = 0; // when the parameters were last sent
const at = (set) => (place) => imageAt(set.images, place);

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
