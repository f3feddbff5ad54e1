// The same few weights at every place of an image: the same as convolution.py.

/** @import { Convolution, MapLayer, Numbers } from "./types.d.ts" */

import { softmax } from "./activations.js";
import { SIDE } from "./images.js";

const REACH = 5; // weights along each side, in a network
const CLASSES = 10;

/**
 * The weighted sum at every place of an image of 28 by 28 pixels where `size` by `size` weights
 * fit, row by row; a place is named by its upper left pixel.
 * @param {Numbers} image
 * @param {Numbers} weights
 * @param {number} size
 */
export function convolve(image, weights, size) {
  const across = SIDE - size + 1;
  const sums = new Float64Array(across * across);
  addConvolution(sums, image, SIDE, weights, size);
  return sums;
}

/**
 * Add to `sums` the weighted sum at every place of a map of `side` by `side` numbers.
 * @param {Float64Array} sums
 * @param {Numbers} map
 * @param {number} side
 * @param {Numbers} weights
 * @param {number} size
 */
function addConvolution(sums, map, side, weights, size) {
  const across = side - size + 1;
  for (let k = 0; k < weights.length; k++) {
    const weight = weights[k];
    if (!weight) continue;
    const first = side * Math.floor(k / size) + (k % size);
    for (let row = 0; row < across; row++) {
      const [from, to] = [first + side * row, across * row];
      for (let column = 0; column < across; column++)
        sums[to + column] += weight * map[from + column];
    }
  }
}

/**
 * A convolutional network with so many maps a layer: `parameters` is laid out as in Python.
 * @param {number[]} maps
 * @param {Float64Array} parameters
 * @returns {Convolution}
 */
export function makeConvolution(maps, parameters) {
  let [start, side, before] = [0, SIDE, 1];
  /** @param {number} count */
  const take = (count) => {
    start += count;
    return parameters.subarray(start - count, start);
  };
  const layers = maps.map((count) => {
    const weights = take(count * before * REACH * REACH);
    const layer = { count, before, side, weights, biases: take(count) };
    [side, before] = [(side - REACH + 1) / 2, count];
    return layer;
  });
  const inputs = before * side * side;
  return { layers, inputs, weights: take(CLASSES * inputs), biases: take(CLASSES) };
}

/**
 * The forward pass: the maps of each layer, one after the other, and the outputs.
 * @param {Convolution} network
 * @param {Numbers} image
 * @returns {{maps: Numbers[], outputs: Numbers}}
 */
export function forwardMaps({ layers, inputs, weights, biases }, image) {
  /** @type {Numbers[]} */
  const maps = [];
  let last = image;
  for (const layer of layers) {
    last = mapsOf(layer, last);
    maps.push(last);
  }
  const sums = biases.map((bias, j) => {
    let sum = bias;
    for (let k = 0; k < inputs; k++) sum += weights[j * inputs + k] * last[k];
    return sum;
  });
  return { maps, outputs: softmax(sums) };
}

/**
 * A layer's maps: weighted sums over the maps before, the largest of each 2 by 2, a bias, ReLU.
 * @param {MapLayer} layer
 * @param {Numbers} inputs
 */
function mapsOf({ count, before, side, weights, biases }, inputs) {
  const [across, square, size] = [side - REACH + 1, side * side, REACH * REACH];
  const half = across / 2;
  const [given, sums] = [Float64Array.from(inputs), new Float64Array(across * across)];
  const maps = new Float64Array(count * half * half);
  for (let map = 0; map < count; map++) {
    sums.fill(0);
    for (let k = 0; k < before; k++) {
      const first = (map * before + k) * size;
      const own = weights.subarray(first, first + size);
      addConvolution(sums, given.subarray(k * square, (k + 1) * square), side, own, REACH);
    }
    for (let k = 0; k < half * half; k++) {
      const place = 2 * across * Math.floor(k / half) + 2 * (k % half);
      const below = place + across;
      const most = Math.max(sums[place], sums[place + 1], sums[below], sums[below + 1]);
      maps[map * half * half + k] = Math.max(most + biases[map], 0);
    }
  }
  return maps;
}
