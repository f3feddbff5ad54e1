// Clean edges, and how much of a picture one explains: the same as in features.py.

/** @import { Numbers } from "./types.d.ts" */

import { SIDE } from "./images.js";

/**
 * An edge: a stripe of 1 beside a stripe of −1, and 0 elsewhere. At 0 degrees the bright stripe is
 * below; larger angles turn it clockwise.
 * @param {number} degrees
 * @param {number} right
 * @param {number} down
 * @param {number} length
 * @param {number} [width]
 */
export function cleanEdge(degrees, right, down, length, width = 3) {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return Float64Array.from({ length: SIDE * SIDE }, (_, k) => {
    const row = Math.floor(k / SIDE) - (SIDE - 1) / 2 - down;
    const column = (k % SIDE) - (SIDE - 1) / 2 - right;
    const across = cos * row - sin * column;
    const along = cos * column + sin * row;
    const inside = Math.abs(along) <= length + 1e-9 && Math.abs(across) <= width + 1e-9;
    return inside && Math.abs(across) > 5e-10 ? Math.sign(across) : 0;
  });
}

/**
 * Which share of a picture another one explains, from 0 to 1: their squared correlation.
 * @param {Numbers} picture
 * @param {Numbers} other
 */
export function explainedBy(picture, other) {
  const [one, two] = [evened(picture), evened(other)];
  return one.reduce((sum, value, k) => sum + value * two[k], 0) ** 2;
}

/** @param {Numbers} picture */
function evened(picture) {
  const mean = picture.reduce((sum, value) => sum + value) / picture.length;
  const shifted = picture.map((value) => value - mean);
  const size = Math.sqrt(shifted.reduce((sum, value) => sum + value * value, 0)) || 1;
  return shifted.map((value) => value / size);
}
