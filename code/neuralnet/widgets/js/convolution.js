// The same few weights at every place of an image: the same as convolution.py.

/** @import { Numbers } from "./types.d.ts" */

import { SIDE } from "./images.js";

/**
 * The weighted sum at every place of an image of 28 by 28 pixels where `size` by `size` weights
 * fit, row by row; a place is named by its upper left pixel.
 * @param {Numbers} image
 * @param {Numbers} weights
 * @param {number} size
 */
export function convolve(image, weights, size) {
  const across = SIDE - size + 1;
  const sums = new Float64Array(across * across);
  for (let k = 0; k < weights.length; k++) {
    if (!weights[k]) continue;
    const first = SIDE * Math.floor(k / size) + (k % size);
    for (let row = 0; row < across; row++) {
      const [from, to] = [first + SIDE * row, across * row];
      for (let column = 0; column < across; column++)
        sums[to + column] += weights[k] * image[from + column];
    }
  }
  return sums;
}
