// What is asked of a list of numbers, whatever they stand for.

/** @import { Numbers } from "./types.d.ts" */

/**
 * How many of these numbers are not 0.
 * @param {Numbers} values
 * @returns {number}
 */
export function countNonzero(values) {
  return values.reduce((count, value) => count + (value !== 0 ? 1 : 0), 0);
}

/**
 * Where the largest of these numbers stands.
 * @param {Numbers} values
 * @returns {number}
 */
export function largest(values) {
  return values.reduce((best, value, k) => (value > values[best] ? k : best), 0);
}

/**
 * The places of the inputs that are not 0: the others add nothing to any sum.
 * @param {Numbers} values
 * @returns {number[]}
 */
export function nonzeroPlaces(values) {
  const places = [];
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) places.push(i);
  return places;
}
