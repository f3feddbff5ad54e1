// Runs in a worker of its own beside HandLesson: gives a network its lesson, and says after every
// few steps how well it reads.

/** @import { Digits, Network, Numbers } from "./types.d.ts" */

import { imageAt, SIDE } from "./images.js";
import { makeNetwork } from "./network.js";
import { mulberry32 } from "./random.js";
import { teachStep } from "./teaching.js";
import { makeTrainer, predict } from "./training.js";

/**
 * Images, as numbers one after the other, and their labels.
 * @typedef {{ images: Float64Array, labels: number[] }} Deck
 */

/** @type {{ train: Digits, test: Digits }} */
let digits;
let timer = 0;

/** @type {(deck: Deck) => (place: number) => Numbers} */
const imagesOf =
  ({ images }) =>
  (place) =>
    images.subarray(place * SIDE * SIDE, (place + 1) * SIDE * SIDE);

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
  const decks = [{ imageAt: imagesOf(known), labels: known.labels }];
  if (mixed) {
    const { images, labels } = digits.train;
    decks.push({ imageAt: (place) => imageAt(images, place), labels: Array.from(labels) });
  }
  const { images, labels } = digits.test;
  let step = 0;
  function tell() {
    const answers = predict(network, imagesOf(test), [...test.labels.keys()]);
    const read = predict(network, (place) => imageAt(images, place), [...labels.keys()]);
    const mnist = read.reduce((right, answer, k) => right + Number(answer === labels[k]), 0);
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
  if (message.digits) digits = message.digits;
  if (message.lesson) teach(message.lesson);
};
