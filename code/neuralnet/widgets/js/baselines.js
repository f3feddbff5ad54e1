// Ways to read digits that are not networks: the same as baselines.py.

/** @import { Numbers } from "./types.d.ts" */

import { nonzeroPlaces } from "./arrays.js";
import { pixelValue, SIDE } from "./images.js";

/**
 * The sum of the squared pixels of each of many images, bytes one after the other.
 * @param {Uint8Array} images
 */
export function squaredSums(images) {
  const sums = new Float64Array(images.length / (SIDE * SIDE));
  images.forEach((byte, k) => {
    if (byte) sums[Math.floor(k / (SIDE * SIDE))] += pixelValue(byte) ** 2;
  });
  return sums;
}

/**
 * Which of many images, bytes one after the other, is nearest to an image; `sums` are theirs.
 * @param {Numbers} image
 * @param {Uint8Array} images
 * @param {Float64Array} sums
 */
export function nearest(image, images, sums) {
  const places = nonzeroPlaces(image);
  let [best, least] = [0, Infinity];
  for (let k = 0; k < sums.length; k++) {
    let product = 0;
    // (a - b)² = a² - 2ab + b², and a² is the same for all.
    for (const i of places) product += image[i] * images[k * SIDE * SIDE + i];
    const distance = sums[k] - 2 * pixelValue(product);
    if (distance < least) [best, least] = [k, distance];
  }
  return best;
}
