// A network's parameters as knobs that are counted through, and what can be done to them.

/** @import { Alterations, Knob, Network, Numbers } from "./types.d.ts" */

import { makeNetwork } from "./network.js";
import { mulberry32, normal, shuffled } from "./random.js";

/**
 * Which layer (from 0), neuron and input a knob belongs to; a bias has the input -1.
 * @param {Network} network
 * @param {number} knob
 * @returns {Knob}
 */
export function locateKnob({ layers }, knob) {
  let start = 0;
  for (const [layer, { inputs, neurons }] of layers.entries()) {
    const weights = inputs * neurons;
    const at = knob - start;
    if (at < weights) return { layer, neuron: Math.floor(at / inputs), input: at % inputs };
    if (at < weights + neurons) return { layer, neuron: at - weights, input: -1 };
    start += weights + neurons;
  }
  throw new RangeError(`there is no knob ${knob}`);
}

/**
 * The number of the knob at a layer, a neuron and an input.
 * @param {Network} network
 * @param {Knob} knob
 */
export function knobAt({ layers }, { layer, neuron, input }) {
  let start = 0;
  for (let k = 0; k < layer; k++) start += (layers[k].inputs + 1) * layers[k].neurons;
  const { inputs, neurons } = layers[layer];
  return start + (input < 0 ? inputs * neurons + neuron : neuron * inputs + input);
}

/**
 * How large the weights of each layer are: the root of the mean of their squares.
 * @param {Network} network
 */
export function weightSpreads({ layers }) {
  return layers.map(({ weights }) => {
    let sum = 0;
    for (const weight of weights) sum += weight * weight;
    return Math.sqrt(sum / weights.length);
  });
}

/**
 * What a seed deals: the order in which knobs break, and how noise shifts each.
 * @param {number} seed
 * @param {number} count
 */
export function dealKnobs(seed, count) {
  const random = mulberry32(seed);
  const order = shuffled(count, random);
  return { order, shifts: Float64Array.from({ length: count }, () => normal(random)) };
}

/**
 * The knobs that do nothing any more: a share of all, in the order in which they break, and those
 * under the hammer. As a set.
 * @param {{order: number[]}} dealt
 * @param {number} share
 * @param {Iterable<number>} smashed
 */
export function brokenKnobs({ order }, share, smashed) {
  return new Set([...order.slice(0, Math.round(share * order.length)), ...smashed]);
}

/**
 * The network after all that was done to it: as `KnobWall.current_network` in Python.
 * @param {Network} original
 * @param {{shifts: Numbers}} dealt
 * @param {Alterations} alterations
 * @returns {Network}
 */
export function alteredNetwork(original, { shifts }, { turned, broken, noise, silenced }) {
  const { sizes, hidden, output } = original;
  const network = makeNetwork(sizes, hidden, output, original.parameters.slice());
  const { parameters } = network;
  const spreads = noise ? weightSpreads(original) : [];
  let start = 0;
  original.layers.forEach(({ weights, neurons }, layer) => {
    const end = start + weights.length + neurons;
    const most = noise && noise * spreads[layer];
    for (let k = start; most && k < end; k++) parameters[k] += most * shifts[k];
    start = end;
  });
  for (const [knob, value] of Object.entries(turned)) parameters[Number(knob)] = value;
  for (const knob of broken) parameters[knob] = 0;
  for (const [layer, neuron] of silenced) {
    const { inputs, neurons, weights } = network.layers[layer];
    for (let j = 0; j < neurons; j++) weights[j * inputs + neuron] = 0;
  }
  return network;
}
