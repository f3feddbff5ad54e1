// Lessons in one person's handwriting: the same as teaching.py.

/** @import { InkRow, Trainer } from "./types.d.ts" */

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
 * One step of a lesson. `decks` are the person's own digits and, if they are mixed, MNIST's, all
 * listed. As one turn of the loop of `teaching.teach`.
 * @param {Trainer} trainer
 * @param {InkRow[][]} decks
 * @param {() => number} random
 */
export function teachStep(trainer, decks, random) {
  const batch = decks.flatMap((deck, k) =>
    Array.from(
      { length: k ? OTHER_IMAGES : OWN_IMAGES },
      () => deck[Math.floor(random() * deck.length)],
    ),
  );
  return trainBatch(trainer, batch);
}
