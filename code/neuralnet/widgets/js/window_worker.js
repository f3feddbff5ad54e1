// Runs in a worker of its own beside WindowSchool: a network of windows learns in short turns, and
// says between them what has become of its first layer.

/** @import { Digits, InkRow, MapPassage, MapTrainer, Measured } from "./types.d.ts" */

/**
 * A run of training: what learns, from which images, and in what order they still come.
 * @typedef {{ id: number, trainer: MapTrainer, passage: MapPassage, random: () => number,
 *   sets: { train: InkRow[], validation: InkRow[] }, order: number[], seen: number }} Run
 */

import { makeConvolution, newConvolution } from "./convolution.js";
import { evaluateMaps, makeMapPassage, makeMapTrainer, trainMaps } from "./convolution_training.js";
import { inkOf, SIDE } from "./images.js";
import { rowsOf } from "./passage.js";
import { mulberry32, shuffled } from "./random.js";

const MAPS = [8, 16]; // these and the next four as in window_school.py
const BATCH = 50; // images
const SETTINGS = { learningRate: 0.05, momentum: 0.9 };
const MIXED = 9; // the seed of the order of shuffled pixels
const AT_ONCE = 20_000; // images after which it rests
const TEST_EVERY = 1000; // images between two tests
const TURN = 40; // milliseconds until it listens again

/** @type {Record<"train" | "validation", Digits>} */
let digits;
/** @type {Run} */
let run;
let timer = 0;
let goal = 0;

/** @param {Digits} set @param {boolean} mixed */
function listed({ images, labels }, mixed) {
  if (!mixed) return rowsOf(inkOf(images), labels);
  const order = shuffled(SIDE * SIDE, mulberry32(MIXED));
  const moved = new Uint8Array(images.length);
  for (let start = 0; start < images.length; start += order.length) {
    for (let k = 0; k < order.length; k++) moved[start + k] = images[start + order[k]];
  }
  return rowsOf(inkOf(moved), labels);
}

/**
 * Begin a run, or go on with one that has learned from so many images, in a new order.
 * @param {{ id: number, seed: number, mixed: boolean, seen: number, parameters?: Float64Array }} message
 */
function begin({ id, seed, mixed, seen, parameters }) {
  const network = parameters
    ? makeConvolution(MAPS, parameters)
    : newConvolution(MAPS, mulberry32(seed));
  const [train, validation] = [listed(digits.train, mixed), listed(digits.validation, mixed)];
  run = {
    id,
    trainer: makeMapTrainer(network, SETTINGS),
    passage: makeMapPassage(network),
    random: mulberry32(seed + 1 + seen),
    sets: { train, validation },
    order: [],
    seen,
  };
  tell(tested());
}

/** @returns {{ validation: Measured, parameters: Float64Array }} */
function tested() {
  const { passage, sets, trainer } = run;
  return {
    validation: evaluateMaps(passage, sets.validation),
    parameters: trainer.network.parameters.slice(),
  };
}

function learnBatch() {
  const { trainer, sets } = run;
  if (!run.order.length) run.order = shuffled(sets.train.length, run.random);
  const batch = run.order.splice(0, BATCH);
  trainMaps(
    trainer,
    batch.map((place) => sets.train[place]),
  );
  run.seen += batch.length;
}

function turn() {
  const end = performance.now() + TURN;
  while (performance.now() < end && run.seen < goal) {
    learnBatch();
    if (run.seen % TEST_EVERY === 0) {
      tell({ ...tested(), rested: run.seen >= goal });
      break; // so that a reader's word is heard
    }
  }
  if (run.seen % TEST_EVERY !== 0) tell({});
  if (run.seen < goal) timer = setTimeout(turn);
}

/** @param {object} message */
function tell(message) {
  const { trainer, seen, id } = run;
  self.postMessage({ windows: trainer.network.layers[0].weights.slice(), ...message, id, seen });
}

self.onmessage = ({ data: message }) => {
  clearTimeout(timer);
  if (message.digits) digits = message.digits;
  if (message.begin) begin(message.begin);
  if (message.step) learnBatch();
  if (message.step || message.pause) tell({ ...tested(), kept: true });
  if (message.run) {
    goal = run.seen + AT_ONCE;
    turn();
  }
};
