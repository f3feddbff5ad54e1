// The network and its forward pass: the same as network.py.

/** @import { Activation, Layer, Network, Numbers, Pass } from "./types.d.ts" */

import { activate, SLOPES } from "./activations.js";
import { nonzeroPlaces } from "./arrays.js";
import { normal } from "./random.js";

/**
 * @param {number[]} sizes
 * @returns {number}
 */
export function countParameters(sizes) {
  return sizes.slice(1).reduce((count, neurons, k) => count + (sizes[k] + 1) * neurons, 0);
}

/**
 * A network: `parameters`, a Float64Array laid out as in Python, and layers that view it.
 * The weight from input i to neuron j of a layer is `weights[j * inputs + i]`.
 * @param {number[]} sizes
 * @param {Activation} hidden
 * @param {Activation} output
 * @param {Float64Array} parameters
 * @returns {Network}
 */
export function makeNetwork(sizes, hidden, output, parameters) {
  let start = 0;
  const layers = sizes.slice(1).map((neurons, k) => {
    const inputs = sizes[k];
    const middle = start + inputs * neurons;
    const layer = {
      inputs,
      neurons,
      activation: k === sizes.length - 2 ? output : hidden,
      weights: parameters.subarray(start, middle),
      biases: parameters.subarray(middle, middle + neurons),
    };
    start = middle + neurons;
    return layer;
  });
  return { sizes, hidden, output, parameters, layers };
}

/**
 * A new network with random weights, scaled as Python's Network scales them, and biases 0.
 * @param {number[]} sizes
 * @param {Activation} hidden
 * @param {Activation} output
 * @param {() => number} random
 * @returns {Network}
 */
export function newNetwork(sizes, hidden, output, random) {
  const parameters = new Float64Array(countParameters(sizes));
  const network = makeNetwork(sizes, hidden, output, parameters);
  for (const { inputs, weights } of network.layers) {
    const spread = Math.sqrt((hidden === "relu" ? 2 : 1) / inputs);
    for (let k = 0; k < weights.length; k++) weights[k] = spread * normal(random);
  }
  return network;
}

/**
 * A layer's weighted sums: weights times inputs, added up, and the bias.
 * @param {Layer} layer
 * @param {Numbers} values
 * @param {number[]} [places]
 */
function weightedSums({ inputs, weights, biases }, values, places = nonzeroPlaces(values)) {
  return biases.map((bias, j) => {
    let sum = 0;
    for (const i of places) sum += weights[j * inputs + i] * values[i];
    return sum + bias;
  });
}

/**
 * The forward pass. `activations` holds the inputs and every layer's activations;
 * `sums[k]` the weighted sums of layer k; `places` each layer's inputs that are not 0.
 * @param {Network} network
 * @param {Numbers} image
 * @returns {Pass}
 */
export function forward(network, image) {
  /** @type {Pass} */
  const pass = { activations: [image], sums: [], places: [] };
  for (const layer of network.layers) {
    const values = pass.activations.at(-1);
    const places = nonzeroPlaces(values);
    const sums = weightedSums(layer, values, places);
    pass.places.push(places);
    pass.sums.push(sums);
    pass.activations.push(activate(layer.activation, sums));
  }
  return pass;
}

/**
 * How fast one output's weighted sum grows with each input: its derivative with respect to it.
 * @param {Network} network
 * @param {Pass} pass
 * @param {number} output
 * @returns {Float64Array}
 */
export function inputSlopes({ layers }, { activations }, output) {
  let slopes = Float64Array.from({ length: layers.at(-1).neurons }, (_, j) => Number(j === output));
  for (let k = layers.length - 1; k >= 0; k--) {
    const { inputs, neurons, weights } = layers[k];
    const before = new Float64Array(inputs);
    for (let j = 0; j < neurons; j++) {
      if (slopes[j] === 0) continue;
      for (let i = 0; i < inputs; i++) before[i] += slopes[j] * weights[j * inputs + i];
    }
    const { activation } = layers[Math.max(k - 1, 0)];
    slopes = k ? before.map((slope, i) => slope * SLOPES[activation](activations[k][i])) : before;
  }
  return slopes;
}

/**
 * What each input adds to one output's weighted sum, or takes from it: its slope, times the input
 * (gradient times input; Shrikumar et al. 2016).
 * @param {Network} network
 * @param {Pass} pass
 * @param {number} output
 * @returns {Numbers}
 */
export function contributions(network, pass, output) {
  const [image] = pass.activations;
  return inputSlopes(network, pass, output).map((slope, i) => slope * image[i]);
}

/**
 * What adds to a weighted sum, 0 or more, and what takes away from it, 0 or less; without the bias.
 * @param {Numbers} weights
 * @param {Numbers} values
 */
export function pulls(weights, values) {
  let [up, down] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    const term = weights[i] * values[i];
    if (term > 0) up += term;
    else down += term;
  }
  return { up, down };
}
