// Costs, backpropagation and gradient descent: the same as training.py.

/** @import { Activation, Cost, InkRow, Measured, Network } from "./types.d.ts" */
/** @import { Numbers, Pass, Passage, Trainer } from "./types.d.ts" */

import { SLOPES } from "./activations.js";
import { largest } from "./arrays.js";
import { makeNetwork } from "./network.js";
import { makePassage, outputsOf, passForward } from "./passage.js";

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
 * A batch's mean cost, and the share of it that is read right; `outputs` gives those of a row.
 * @param {(row: number) => Numbers} outputs
 * @param {InkRow[]} batch
 * @param {Cost} name
 * @returns {Measured}
 */
export function measureOutputs(outputs, batch, name) {
  const target = new Float64Array(outputs(0).length);
  let [cost, right] = [0, 0];
  batch.forEach(({ label }, row) => {
    const found = outputs(row);
    target.fill(0)[label] = 1;
    cost += COSTS[name](found, target);
    right += largest(found) === label ? 1 : 0;
  });
  return { cost: cost / batch.length, accuracy: right / batch.length };
}

/**
 * Add the gradient of a batch's mean cost to `gradient`, layer by layer from the last: as
 * `backpropagate` for each of its images.
 * @param {Passage} passage
 * @param {InkRow[]} batch
 * @param {Cost} cost
 * @param {Network} gradient
 */
function passBack(passage, batch, cost, gradient) {
  const { network, activations, slopes } = passage;
  const last = network.layers.length - 1;
  const outputs = outputsOf(passage);
  const classes = network.sizes.at(-1);
  batch.forEach(({ label }, row) => {
    const found = outputs(row);
    /** @type {Numbers} */
    let along = found.map((output, j) => (output - Number(j === label)) / batch.length);
    if (cost !== "cross-entropy") along = throughActivation(network.output, found, along);
    for (let j = 0; j < classes; j++) slopes[last][row * classes + j] = along[j];
  });
  for (let k = last; k > 0; k--) {
    passLayerBack(network, k, batch.length, activations[k - 1], slopes, gradient);
  }
  addInkSlopes(batch, slopes[0], gradient);
}

/**
 * Through a layer that is not the first: its slopes give its gradient, and those of the layer before.
 * @param {Network} network
 * @param {number} k
 * @param {number} count
 * @param {Float64Array} values
 * @param {Float64Array[]} slopes
 * @param {Network} gradient
 */
function passLayerBack(network, k, count, values, slopes, gradient) {
  const { inputs, neurons, weights } = network.layers[k];
  const { weights: weightSlopes, biases: biasSlopes } = gradient.layers[k];
  const [after, before] = [slopes[k], slopes[k - 1]];
  before.fill(0, 0, count * inputs);
  for (let row = 0; row < count; row++) {
    const start = row * inputs;
    for (let j = 0; j < neurons; j++) {
      const slope = after[row * neurons + j];
      if (slope === 0) continue;
      biasSlopes[j] += slope;
      for (let i = 0; i < inputs; i++) {
        weightSlopes[j * inputs + i] += slope * values[start + i];
        before[start + i] += slope * weights[j * inputs + i];
      }
    }
  }
  const through = SLOPES[network.hidden];
  for (let i = 0; i < count * inputs; i++) before[i] *= through(values[i]);
}

/**
 * The gradient of the first layer: only where there is ink does a weight count.
 * @param {InkRow[]} batch
 * @param {Float64Array} slopes
 * @param {Network} gradient
 */
function addInkSlopes(batch, slopes, gradient) {
  const { inputs, neurons, weights, biases } = gradient.layers[0];
  for (let row = 0; row < batch.length; row++) {
    const { ink, place } = batch[row];
    const { places, values } = ink;
    const [from, to] = [ink.starts[place], ink.starts[place + 1]];
    for (let j = 0; j < neurons; j++) {
      const slope = slopes[row * neurons + j];
      if (slope === 0) continue;
      biases[j] += slope;
      const start = j * inputs;
      for (let i = from; i < to; i++) weights[start + places[i]] += slope * values[i];
    }
  }
}

/**
 * What training needs besides the network: its gradient, the speed of its last step, and where a
 * batch passes through.
 * @param {Network} network
 * @param {{cost: Cost, learningRate: number, momentum?: number}} settings
 * @returns {Trainer}
 */
export function makeTrainer(network, { cost, learningRate, momentum = 0 }) {
  const { sizes, hidden, output, parameters } = network;
  const gradient = makeNetwork(sizes, hidden, output, new Float64Array(parameters.length));
  const velocity = new Float64Array(parameters.length);
  const passage = makePassage(network);
  return { network, cost, learningRate, momentum, gradient, velocity, passage };
}

/**
 * Learn from one batch. Returns its mean cost and the share that was read right.
 * @param {Trainer} trainer
 * @param {InkRow[]} batch
 * @returns {Measured}
 */
export function trainBatch(trainer, batch) {
  const { gradient, passage } = trainer;
  gradient.parameters.fill(0);
  passForward(passage, batch);
  const found = measureOutputs(outputsOf(passage), batch, trainer.cost);
  passBack(passage, batch, trainer.cost, gradient);
  takeStep(trainer);
  return found;
}

/**
 * One step downhill, with momentum.
 * @param {Pick<Trainer, "velocity" | "momentum" | "learningRate"> &
 *   {network: {parameters: Float64Array}, gradient: {parameters: Float64Array}}} trainer
 */
export function takeStep({ network, gradient, velocity, momentum, learningRate }) {
  const { parameters } = network;
  const slopes = gradient.parameters;
  for (let k = 0; k < velocity.length; k++) {
    velocity[k] = momentum * velocity[k] + slopes[k];
    parameters[k] -= learningRate * velocity[k];
  }
}

/**
 * Mean cost and accuracy of a network on labelled images.
 * @param {Network} network
 * @param {InkRow[]} rows
 * @param {Cost} cost
 * @returns {Measured}
 */
export function evaluate(network, rows, cost) {
  const passage = makePassage(network);
  passForward(passage, rows);
  return measureOutputs(outputsOf(passage), rows, cost);
}

/**
 * What a network takes images for: of each, the number of its largest output.
 * @param {Network} network
 * @param {InkRow[]} rows
 */
export function predict(network, rows) {
  const passage = makePassage(network);
  passForward(passage, rows);
  const outputs = outputsOf(passage);
  return Uint8Array.from(rows, (_, row) => largest(outputs(row)));
}
