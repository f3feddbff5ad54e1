// Costs, backpropagation and gradient descent: the same as training.py.

/** @import { Activation, Cost, Measured, Network, Numbers, Pass, Trainer } from "./types.d.ts" */

import { SLOPES } from "./activations.js";
import { largest } from "./arrays.js";
import { forward, makeNetwork } from "./network.js";

/**
 * Costs of one image's outputs; `target` is 1 at the right answer and 0 elsewhere.
 * @type {Record<Cost, (outputs: Numbers, target: Numbers) => number>}
 */
export const COSTS = {
  quadratic: (outputs, target) =>
    0.5 * outputs.reduce((cost, output, k) => cost + (output - target[k]) ** 2, 0),
  "cross-entropy": (outputs, target) =>
    -outputs.reduce((cost, output, k) => cost + target[k] * Math.log(Math.max(output, 1e-300)), 0),
};

/**
 * Slopes along activations, turned into slopes along the weighted sums behind them.
 * @param {Activation} name
 * @param {Numbers} activations
 * @param {Numbers} slopes
 * @returns {Numbers}
 */
function throughActivation(name, activations, slopes) {
  if (name !== "softmax") return slopes.map((slope, j) => slope * SLOPES[name](activations[j]));
  const mean = slopes.reduce((sum, slope, j) => sum + slope * activations[j], 0);
  return slopes.map((slope, j) => activations[j] * (slope - mean));
}

/**
 * Add `share` times the gradient of one image's cost to `gradient`, a network of the same
 * sizes that holds slopes in place of parameters. As `Gradient.add` in training.py.
 * @param {Network} network
 * @param {Pass} pass
 * @param {Numbers} target
 * @param {Cost} cost
 * @param {number} share
 * @param {Network} gradient
 */
export function backpropagate(network, pass, target, cost, share, gradient) {
  const outputs = pass.activations.at(-1);
  /** @type {Numbers} */
  let slopes = Float64Array.from(outputs, (output, j) => (output - target[j]) * share);
  if (cost !== "cross-entropy") slopes = throughActivation(network.output, outputs, slopes);
  for (let k = network.layers.length - 1; k >= 0; k--) {
    const { inputs, neurons, weights } = network.layers[k];
    const { weights: weightSlopes, biases: biasSlopes } = gradient.layers[k];
    const values = pass.activations[k];
    const before = new Float64Array(k > 0 ? inputs : 0);
    for (let j = 0; j < neurons; j++) {
      const slope = slopes[j];
      if (slope === 0) continue;
      const row = j * inputs;
      biasSlopes[j] += slope;
      for (const i of pass.places[k]) weightSlopes[row + i] += slope * values[i];
      for (let i = 0; i < before.length; i++) before[i] += slope * weights[row + i];
    }
    if (k > 0) slopes = throughActivation(network.hidden, values, before);
  }
}

/**
 * What training needs besides the network: its gradient, and the speed of its last step.
 * @param {Network} network
 * @param {{cost: Cost, learningRate: number, momentum?: number}} settings
 * @returns {Trainer}
 */
export function makeTrainer(network, { cost, learningRate, momentum = 0 }) {
  const { sizes, hidden, output, parameters } = network;
  const gradient = makeNetwork(sizes, hidden, output, new Float64Array(parameters.length));
  const velocity = new Float64Array(parameters.length);
  return { network, cost, learningRate, momentum, gradient, velocity };
}

/**
 * Learn from one batch: images and labels at the places that `batch` lists. `imageAt(place)`
 * gives 784 numbers. Returns the batch's mean cost and the share that was read right.
 * @param {Trainer} trainer
 * @param {(place: number) => Numbers} imageAt
 * @param {ArrayLike<number>} labels
 * @param {number[]} batch
 * @returns {Measured}
 */
export function trainBatch(trainer, imageAt, labels, batch) {
  const { network, gradient, velocity, momentum, learningRate } = trainer;
  const target = new Float64Array(network.sizes.at(-1));
  let [cost, right] = [0, 0];
  gradient.parameters.fill(0);
  for (const place of batch) {
    const pass = forward(network, imageAt(place));
    const outputs = pass.activations.at(-1);
    target.fill(0)[labels[place]] = 1;
    cost += COSTS[trainer.cost](outputs, target);
    right += largest(outputs) === labels[place] ? 1 : 0;
    backpropagate(network, pass, target, trainer.cost, 1 / batch.length, gradient);
  }
  for (let k = 0; k < velocity.length; k++) {
    velocity[k] = momentum * velocity[k] + gradient.parameters[k];
    network.parameters[k] -= learningRate * velocity[k];
  }
  return { cost: cost / batch.length, accuracy: right / batch.length };
}

/**
 * Mean cost and accuracy of a network on the images at these places.
 * @param {Network} network
 * @param {(place: number) => Numbers} imageAt
 * @param {ArrayLike<number>} labels
 * @param {number[]} places
 * @param {Cost} costName
 * @returns {Measured}
 */
export function evaluate(network, imageAt, labels, places, costName) {
  const target = new Float64Array(network.sizes.at(-1));
  let [cost, right] = [0, 0];
  for (const place of places) {
    const outputs = forward(network, imageAt(place)).activations.at(-1);
    target.fill(0)[labels[place]] = 1;
    cost += COSTS[costName](outputs, target);
    right += largest(outputs) === labels[place] ? 1 : 0;
  }
  return { cost: cost / places.length, accuracy: right / places.length };
}

/**
 * What a network takes the images at these places for: of each, the number of its largest output.
 * @param {Network} network
 * @param {(place: number) => Numbers} imageAt
 * @param {number[]} places
 */
export function predict(network, imageAt, places) {
  return Uint8Array.from(places, (place) =>
    largest(forward(network, imageAt(place)).activations.at(-1)),
  );
}
