// The same few weights at every place of an image: the same as convolution.py.

/** @import { Convolution, MapLayer, MapPass, Numbers, Point } from "./types.d.ts" */

import { softmax } from "./activations.js";
import { SIDE } from "./images.js";
import { normal } from "./random.js";

export const REACH = 5; // weights along each side, in a network
export const CLASSES = 10;

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
 * How many weights and biases a convolutional network has.
 * @param {number[]} maps
 */
export function countWindows(maps) {
  let [count, side, before] = [0, SIDE, 1];
  for (const own of maps) {
    count += own * (before * REACH * REACH + 1);
    [side, before] = [(side - REACH + 1) / 2, own];
  }
  return count + CLASSES * (before * side * side + 1);
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
  const [weights, biases] = [take(CLASSES * inputs), take(CLASSES)];
  return { maps, parameters, layers, inputs, weights, biases };
}

/**
 * A new convolutional network with random weights, scaled as Python scales them, and biases 0.
 * @param {number[]} maps
 * @param {() => number} random
 */
export function newConvolution(maps, random) {
  const network = makeConvolution(maps, new Float64Array(countWindows(maps)));
  const { layers, inputs, weights } = network;
  const all = layers.map((layer) => ({ weights: layer.weights, many: layer.before * REACH ** 2 }));
  for (const { weights: own, many } of [...all, { weights, many: inputs }]) {
    for (let k = 0; k < own.length; k++) own[k] = Math.sqrt(2 / many) * normal(random);
  }
  return network;
}

/**
 * The forward pass: the maps of each layer, one after the other, and the outputs. `places` says
 * for each map where the window with its largest sum begins.
 * @param {Convolution} network
 * @param {Numbers} image
 * @returns {MapPass}
 */
export function forwardMaps({ layers, inputs, weights, biases }, image) {
  /** @type {Numbers[]} */
  const maps = [];
  /** @type {Point[][]} */
  const places = [];
  let last = image;
  for (const layer of layers) {
    const found = mapsOf(layer, last);
    last = found.maps;
    maps.push(last);
    places.push(found.places);
  }
  const sums = biases.map((bias, j) => {
    let sum = bias;
    for (let k = 0; k < inputs; k++) sum += weights[j * inputs + k] * last[k];
    return sum;
  });
  return { maps, places, outputs: softmax(sums) };
}

/**
 * A layer's maps: weighted sums over the maps before, the largest of each 2 by 2, a bias, ReLU.
 * And where the window of each map's largest sum begins, a row and a column.
 * @param {MapLayer} layer
 * @param {Numbers} inputs
 */
function mapsOf({ count, before, side, weights, biases }, inputs) {
  const [across, square, size] = [side - REACH + 1, side * side, REACH * REACH];
  const half = across / 2;
  const [given, sums] = [Float64Array.from(inputs), new Float64Array(across * across)];
  const maps = new Float64Array(count * half * half);
  /** @type {Point[]} */
  const places = [];
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
    let best = 0;
    for (let k = 1; k < sums.length; k++) if (sums[k] > sums[best]) best = k;
    places.push([Math.floor(best / across), best % across]);
  }
  return { maps, places };
}

/**
 * What is carried to each map of layer k, from 0, where its sum is largest, or to each output; or
 * to one of them, `only`: as `carried` in Python. `terms[j * inputs + i]` comes from pixel i, or
 * in a later layer from map i.
 * @param {Convolution} network
 * @param {Numbers} values the image, or the maps before
 * @param {Point[]} places of the layer's maps; undefined for the outputs
 * @param {number} k
 * @param {number} [only]
 */
export function carriedTo(network, values, places, k, only) {
  const layer = network.layers[k];
  if (!layer) return carriedToOutputs(network, values, only);
  const { count, before, side, weights } = layer;
  const inputs = k === 0 ? side * side : before;
  const terms = new Float64Array(count * inputs);
  for (let map = only ?? 0; map < (only === undefined ? count : only + 1); map++) {
    const [row, column] = places[map];
    for (let own = 0; own < before; own++) {
      const first = (map * before + own) * REACH * REACH;
      for (let j = 0; j < REACH * REACH; j++) {
        const place = side * (row + Math.floor(j / REACH)) + column + (j % REACH);
        const term = weights[first + j] * values[own * side * side + place];
        terms[map * inputs + (k === 0 ? place : own)] += term;
      }
    }
  }
  return terms;
}

/**
 * @param {Convolution} network
 * @param {Numbers} values
 * @param {number} [only]
 */
function carriedToOutputs({ layers, inputs, weights }, values, only) {
  const { count } = layers.at(-1);
  const terms = new Float64Array(CLASSES * count);
  for (let output = 0; output < CLASSES; output++) {
    if (only !== undefined && output !== only) continue;
    for (let i = 0; i < inputs; i++) {
      const map = Math.floor((i * count) / inputs);
      terms[output * count + map] += weights[output * inputs + i] * values[i];
    }
  }
  return terms;
}
