// Lessons in one person's handwriting: the same as teaching.py.

/** @import { Numbers, Trainer } from "./types.d.ts" */

import { trainBatch } from "./training.js";

const OWN_IMAGES = 10; // images of a lesson's batch: the person's own,
const OTHER_IMAGES = 30; // and MNIST's beside them

/**
 * Which digits to learn from; the others are for the test. Of each digit the first, the third and
 * so on are learned from.
 * @param {number[]} labels
 */
export function halves(labels) {
  const seen = new Array(10).fill(0);
  return labels.map((label) => seen[label]++ % 2 === 0);
}

/**
 * One step of a lesson. `decks` are the person's own digits and, if they are mixed, MNIST's: each
 * `{ imageAt, labels }`. As one turn of the loop of `teaching.teach`.
 * @param {Trainer} trainer
 * @param {{imageAt: (place: number) => Numbers, labels: ArrayLike<number>}[]} decks
 * @param {() => number} random
 */
export function teachStep(trainer, decks, random) {
  /** @type {Numbers[]} */
  const images = [];
  /** @type {number[]} */
  const labels = [];
  decks.forEach(({ imageAt, labels: all }, deck) => {
    for (let k = 0; k < (deck ? OTHER_IMAGES : OWN_IMAGES); k++) {
      const place = Math.floor(random() * all.length);
      images.push(imageAt(place));
      labels.push(all[place]);
    }
  });
  return trainBatch(trainer, (k) => images[k], labels, [...labels.keys()]);
}
