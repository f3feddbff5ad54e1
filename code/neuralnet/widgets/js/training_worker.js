// Runs in a worker of its own beside TrainingRoom: it learns in short turns, and says between
// them how it goes. It keeps every run until it is told which to keep, so that the reader can go
// back to the one before.

/** @import { Digits, InkRow, Measured, Network, Trainer } from "./types.d.ts" */

/**
 * A run of training: its network, the images of its epoch in the order in which they come, how
 * many of them have come and how many in all, and what its drawn line sums up next.
 * @typedef {object} Run
 * @property {number} id
 * @property {Network} network
 * @property {Trainer} trainer
 * @property {() => number} random
 * @property {number[]} order
 * @property {number} next
 * @property {number} seen
 * @property {{ cost: number, right: number, images: number }} span
 */

import { inkOf } from "./images.js";
import { makeNetwork } from "./network.js";
import { rowsOf } from "./passage.js";
import { mulberry32, shuffled } from "./random.js";
import { evaluate, makeTrainer, predict, trainBatch } from "./training.js";

const SPAN = 500; // images whose mean cost is one point of the drawn line
const TEST_EVERY = 2500; // images between two tests; at first, while much changes, SPAN
const TURN = 40; // milliseconds until it listens again
const SHOW_EVERY = 250; // milliseconds between two looks at what it reads meanwhile

/** All digits, in the order in which they came. @type {Record<"train" | "validation" | "wall", InkRow[]>} */
let digits;
/** @type {{ learningRate: number, momentum: number, batchSize: number }} */
let settings;
/** @type {Run} */
let run;
let timer = 0;
let goal = Infinity; // images after which it rests
let shown = 0; // when the parameters were last sent
/** All that it keeps. @type {Map<number, Run>} */
const runs = new Map();
/** @param {Record<string, Digits>} sets */
function listed({ train, validation, wall }) {
  const [first, second, third] = [train, validation, wall].map(({ images, labels }) =>
    rowsOf(inkOf(images), labels),
  );
  return { train: first, validation: second, wall: third };
}
const emptySpan = () => ({ cost: 0, right: 0, images: 0 });

/** @param {Network & { id: number, seed: number, seen: number }} message */
function begin({ id, sizes, hidden, output, parameters, seed, seen }) {
  const network = makeNetwork(sizes, hidden, output, parameters);
  run = {
    id,
    network,
    trainer: makeTrainer(network, { cost: "cross-entropy", learningRate: 0 }),
    random: mulberry32(seed + seen),
    order: [],
    next: 0,
    seen,
    span: emptySpan(),
  };
  runs.set(id, run);
  tell(tested());
}

/** What it has come to: its parameters, and its answers to the digits of the wall. */
function state() {
  const { network } = run;
  return {
    parameters: network.parameters.slice(),
    answers: predict(network, digits.wall),
  };
}

function tested() {
  return { validation: evaluate(run.network, digits.validation, "cross-entropy"), ...state() };
}

function learnBatch() {
  const { train } = digits;
  Object.assign(run.trainer, settings);
  if (run.next >= run.order.length) {
    run.order = shuffled(train.length, run.random);
    run.next = 0;
  }
  const batch = run.order.slice(run.next, run.next + settings.batchSize);
  run.next += batch.length;
  const result = trainBatch(
    run.trainer,
    batch.map((place) => train[place]),
  );
  const before = run.seen;
  run.seen += batch.length;
  const message = measured(result, batch.length);
  const every = before < TEST_EVERY ? SPAN : TEST_EVERY;
  if (Math.floor(before / every) !== Math.floor(run.seen / every)) Object.assign(message, tested());
  return { ...message, batch: result };
}

/**
 * The mean over enough images, as soon as there are enough.
 * @param {Measured} result
 * @param {number} images
 * @returns {{ point?: Measured, validation?: Measured }}
 */
function measured(result, images) {
  const { span } = run;
  span.cost += result.cost * images;
  span.right += result.accuracy * images;
  span.images += images;
  if (span.images < SPAN) return {};
  run.span = emptySpan();
  return { point: { cost: span.cost / span.images, accuracy: span.right / span.images } };
}

function turn() {
  const end = performance.now() + TURN;
  while (performance.now() < end) {
    const message = learnBatch();
    if (!Number.isFinite(message.batch.cost)) return tell({ broken: true });
    if (run.seen >= goal) return tell({ ...message, ...tested(), rested: true });
    if (message.point || message.validation) tell(message);
  }
  if (end - shown > SHOW_EVERY) {
    shown = end;
    tell(state());
  }
  timer = setTimeout(turn);
}

/** @param {object} message */
const tell = (message) => self.postMessage({ ...message, id: run.id, seen: run.seen });

/**
 * Rest, and make another run the present one: a new one, or one that it has kept.
 * @param {{ begin?: Network & { id: number, seed: number, seen: number }, back?: number, keep: number[] }} message
 */
function change({ begin: fresh, back, keep }) {
  clearTimeout(timer);
  if (fresh) begin(fresh);
  else {
    run = runs.get(back);
    tell(tested());
  }
  for (const id of runs.keys()) if (!keep.includes(id)) runs.delete(id);
}

self.onmessage = ({ data: message }) => {
  if (message.settings) settings = message.settings;
  if (message.digits) digits = listed(message.digits);
  if (message.keep) change(message);
  if (message.run) {
    clearTimeout(timer);
    const epoch = digits.train.length;
    goal = message.epoch ? (Math.floor(run.seen / epoch) + 1) * epoch : Infinity;
    turn();
  }
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
