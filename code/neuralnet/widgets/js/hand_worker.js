// Runs in a worker of its own beside HandLesson: gives a network its lesson, and says after every
// few steps how well it reads.

/** @import { InkRow, Network } from "./types.d.ts" */

import { inkOf } from "./images.js";
import { makeNetwork } from "./network.js";
import { rowsOf } from "./passage.js";
import { mulberry32 } from "./random.js";
import { teachStep } from "./teaching.js";
import { makeTrainer, predict } from "./training.js";

/**
 * Images, as numbers one after the other, and their labels.
 * @typedef {{ images: Float64Array, labels: number[] }} Deck
 */

/** @type {{ train: InkRow[], test: InkRow[] }} */
let digits;
let timer = 0;

/** @param {{ images: Uint8Array | Float64Array, labels: ArrayLike<number> }} set */
const listed = ({ images, labels }) => rowsOf(inkOf(images), labels);

/**
 * Teach a network with so many steps; `every` so many of them it is tested.
 * @param {{ id: number, network: Network, known: Deck, test: Deck, mixed: boolean, steps: number,
 *   every: number, learningRate: number, seed: number }} lesson
 */
function teach({ id, network: given, known, test, mixed, steps, every, learningRate, seed }) {
  const { sizes, hidden, output, parameters } = given;
  const network = makeNetwork(sizes, hidden, output, parameters);
  const trainer = makeTrainer(network, { cost: "cross-entropy", learningRate });
  const random = mulberry32(seed);
  const decks = mixed ? [listed(known), digits.train] : [listed(known)];
  const tested = listed(test);
  let step = 0;
  function tell() {
    const answers = predict(network, tested);
    const read = predict(network, digits.test);
    const mnist = digits.test.filter(({ label }, k) => read[k] === label).length;
    const done = step >= steps;
    self.postMessage({ id, step, answers, mnist, done, parameters: parameters.slice() });
  }
  function turn() {
    for (let k = 0; k < every; k++) teachStep(trainer, decks, random);
    step += every;
    tell();
    if (step < steps) timer = setTimeout(turn);
  }
  tell();
  timer = setTimeout(turn);
}

self.onmessage = ({ data: message }) => {
  clearTimeout(timer);
  if (message.digits) {
    const { train, test } = message.digits;
    digits = { train: listed(train), test: listed(test) };
  }
  if (message.lesson) teach(message.lesson);
};
