// Activation functions: the same as activations.py.

/** @import { Activation, Numbers } from "./types.d.ts" */

/**
 * Activation functions of one weighted sum; softmax, of a whole layer, stands apart.
 * @type {Record<string, (z: number) => number>}
 */
export const FUNCTIONS = {
  sigmoid: (z) => 0.5 * (1 + Math.tanh(0.5 * z)),
  tanh: Math.tanh,
  relu: (z) => Math.max(z, 0),
  identity: (z) => z,
};

/**
 * Their slopes where they have the value a.
 * @type {Record<string, (a: number) => number>}
 */
export const SLOPES = {
  sigmoid: (a) => a * (1 - a),
  tanh: (a) => 1 - a * a,
  relu: (a) => (a > 0 ? 1 : 0),
  identity: () => 1,
};

/**
 * @param {Numbers} sums
 * @returns {Numbers}
 */
export function softmax(sums) {
  const most = sums.reduce((a, b) => Math.max(a, b));
  const powers = sums.map((z) => Math.exp(z - most));
  const total = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / total);
}

/**
 * A layer's activations from its weighted sums.
 * @param {Activation} name
 * @param {Numbers} sums
 * @returns {Numbers}
 */
export function activate(name, sums) {
  return name === "softmax" ? softmax(sums) : sums.map(FUNCTIONS[name]);
}

/**
 * An activation function by name, the step (1 from 0 on, else 0) among them.
 * @param {Activation} name
 * @param {number} z
 */
export function activationOf(name, z) {
  return name === "step" ? Number(z >= 0) : FUNCTIONS[name](z);
}

/**
 * Its slope where it has the value a; the step is flat wherever it has a slope.
 * @param {Activation} name
 * @param {number} a
 */
export function slopeOf(name, a) {
  return name === "step" ? 0 : SLOPES[name](a);
}
