// Neurons with one input: in a row, and in a sum. The same as squashing.py.

/** @import { Activation } from "./types.d.ts" */

import { activationOf, slopeOf } from "./activations.js";

/**
 * A number through a row of neurons, all with one weight and no bias: their activations; by what
 * each multiplies a slope that is handed back; and what is left of a slope of 1 that was handed
 * in at the end, behind each neuron.
 * @param {Activation} name
 * @param {number} x
 * @param {number} weight
 * @param {number} count
 */
export function relayOf(name, x, weight, count) {
  const activations = [];
  for (let value = x; activations.length < count; ) {
    value = activationOf(name, weight * value);
    activations.push(value);
  }
  const factors = activations.map((a) => weight * slopeOf(name, a));
  const left = [...factors];
  for (let k = count - 2; k >= 0; k--) left[k] *= left[k + 1];
  return { activations, factors, left };
}

/**
 * A sum of neurons at x: each is [weight, bias, share]. Plus an offset.
 * @param {Activation} name
 * @param {number[][]} neurons
 * @param {number} offset
 * @param {number} x
 */
export function sumOfNeurons(name, neurons, offset, x) {
  return neurons.reduce(
    (sum, [weight, bias, share]) => sum + share * activationOf(name, weight * x + bias),
    offset,
  );
}

/**
 * The curve that the sum is to meet.
 * @param {number} x
 */
export function wantedCurve(x) {
  return 0.75 + 0.5 * Math.sin(1.5 * x);
}

/**
 * The mean squared difference of a sum and the curve to be met, at 81 places from -4 to 4.
 * @param {Activation} name
 * @param {number[][]} neurons
 * @param {number} offset
 */
export function sumError(name, neurons, offset) {
  let sum = 0;
  for (let k = -40; k <= 40; k++) {
    sum += (sumOfNeurons(name, neurons, offset, k / 10) - wantedCurve(k / 10)) ** 2;
  }
  return sum / 81;
}
