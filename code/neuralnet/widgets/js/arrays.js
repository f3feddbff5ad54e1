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

/**
 * The places of the `count` numbers that are furthest from 0, the largest last.
 * @param {Numbers} values
 * @param {number} count
 */
export function furthest(values, count) {
  /** From the least on; few that come later are larger, so few are moved. @type {number[]} */
  const places = [];
  let least = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]);
    if (size === 0 || (places.length === count && size < least)) continue;
    let at = places.length;
    for (; at > 0 && Math.abs(values[places[at - 1]]) > size; at--) places[at] = places[at - 1];
    places[at] = i;
    if (places.length > count) places.shift();
    least = Math.abs(values[places[0]]);
  }
  return places;
}
