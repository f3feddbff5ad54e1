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

/** Edges and bars of 5 by 5 weights, in many directions and places: as `window_bank` in Python. */
export function bankOfWindows() {
  /** @type {(degrees: number, middle: number, bend: (across: number) => number) => Numbers} */
  const patternOf = (degrees, middle, bend) => {
    const angle = (degrees * Math.PI) / 180;
    return Float64Array.from({ length: 25 }, (_, k) => {
      const [row, column] = [Math.floor(k / 5) - 2, (k % 5) - 2];
      return bend(Math.cos(angle) * row + Math.sin(angle) * column - middle);
    });
  };
  const bank = [];
  const middles = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5];
  for (let degrees = 0; degrees < 360; degrees += 22.5) {
    for (const middle of middles) {
      bank.push(patternOf(degrees, middle, (across) => Math.min(Math.max(across, -1), 1)));
    }
  }
  for (let degrees = 0; degrees < 180; degrees += 11.25) {
    for (const middle of middles) {
      for (const most of [1, 1.5]) {
        const bar = (/** @type {number} */ across) => most - Math.abs(across);
        bank.push(patternOf(degrees, middle, (across) => Math.min(Math.max(bar(across), 0), 1)));
      }
    }
  }
  return bank;
}

/**
 * Which share of a picture another one explains, from 0 to 1: their squared correlation.
 * @param {Numbers} picture
 * @param {Numbers} other
 */
export function explainedBy(picture, other) {
  return mostExplained(picture, [evened(other)]);
}

/**
 * The same of the one of many that explains most; they are evened already.
 * @param {Numbers} picture
 * @param {Numbers[]} others
 */
export function mostExplained(picture, others) {
  const own = evened(picture);
  let most = 0;
  for (const other of others) {
    let product = 0;
    for (let k = 0; k < own.length; k++) product += own[k] * other[k];
    most = Math.max(most, product ** 2);
  }
  return most;
}

/**
 * A picture with mean 0 and length 1.
 * @param {Numbers} picture
 */
export function evened(picture) {
  const mean = picture.reduce((sum, value) => sum + value) / picture.length;
  const shifted = picture.map((value) => value - mean);
  const size = Math.sqrt(shifted.reduce((sum, value) => sum + value * value, 0)) || 1;
  return shifted.map((value) => value / size);
}
