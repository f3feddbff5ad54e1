// A batch of images on its way through a network: layer by layer, in memory that is kept.

/** @import { InkRow, Network, Passage } from "./types.d.ts" */

import { FUNCTIONS } from "./activations.js";

/**
 * Where batches pass through a network: what becomes of all their images in each layer, and the
 * slopes on the way back. It grows with the largest batch.
 * @param {Network} network
 * @returns {Passage}
 */
export function makePassage(network) {
  return { network, room: 0, activations: [], slopes: [] };
}

/**
 * @param {Passage} passage
 * @param {number} count
 */
function makeRoomFor(passage, count) {
  if (count <= passage.room) return;
  const lists = () =>
    passage.network.layers.map(({ neurons }) => new Float64Array(count * neurons));
  Object.assign(passage, { room: count, activations: lists(), slopes: lists() });
}

/**
 * The outputs of an image of the batch, by its row.
 * @param {Passage} passage
 */
export function outputsOf({ network, activations }) {
  const [all, classes] = [activations.at(-1), network.sizes.at(-1)];
  return (/** @type {number} */ row) => all.subarray(row * classes, (row + 1) * classes);
}

/**
 * Fill the activations of every layer for a batch.
 * @param {Passage} passage
 * @param {InkRow[]} batch
 */
export function passForward(passage, batch) {
  makeRoomFor(passage, batch.length);
  const { network, activations } = passage;
  network.layers.forEach(({ inputs, neurons, activation, weights, biases }, k) => {
    const sums = activations[k];
    if (k === 0) sumInk(batch, network, sums);
    else {
      const values = activations[k - 1];
      for (let row = 0; row < batch.length; row++) {
        const start = row * inputs;
        for (let j = 0; j < neurons; j++) {
          let sum = biases[j];
          for (let i = 0; i < inputs; i++) sum += weights[j * inputs + i] * values[start + i];
          sums[row * neurons + j] = sum;
        }
      }
    }
    if (activation === "softmax") softmaxRows(sums, batch.length, neurons);
    else {
      const bend = FUNCTIONS[activation];
      for (let i = 0; i < batch.length * neurons; i++) sums[i] = bend(sums[i]);
    }
  });
}

/**
 * The first layer's weighted sums: of most pixels nothing comes.
 * @param {InkRow[]} batch
 * @param {Network} network
 * @param {Float64Array} sums
 */
function sumInk(batch, { layers: [{ inputs, neurons, weights, biases }] }, sums) {
  for (let row = 0; row < batch.length; row++) {
    const { ink, place } = batch[row];
    const { places, values } = ink;
    const [from, to] = [ink.starts[place], ink.starts[place + 1]];
    for (let j = 0; j < neurons; j++) {
      let sum = biases[j];
      const start = j * inputs;
      for (let i = from; i < to; i++) sum += weights[start + places[i]] * values[i];
      sums[row * neurons + j] = sum;
    }
  }
}

/**
 * Softmax of each row, in place.
 * @param {Float64Array} sums
 * @param {number} rows
 * @param {number} neurons
 */
function softmaxRows(sums, rows, neurons) {
  for (let start = 0; start < rows * neurons; start += neurons) {
    let most = -Infinity;
    for (let j = start; j < start + neurons; j++) most = Math.max(most, sums[j]);
    let total = 0;
    for (let j = start; j < start + neurons; j++) {
      sums[j] = Math.exp(sums[j] - most);
      total += sums[j];
    }
    for (let j = start; j < start + neurons; j++) sums[j] /= total;
  }
}

/**
 * All of a set of digits, as rows of a batch.
 * @param {import("./types.d.ts").Ink} ink
 * @param {ArrayLike<number>} labels
 * @returns {InkRow[]}
 */
export function rowsOf(ink, labels) {
  return Array.from(labels, (label, place) => ({ ink, place, label }));
}
