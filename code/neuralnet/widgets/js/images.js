// Images, arrays of 784 numbers from 0 to 1: what every figure needs of images.py; drawings.js has
// the rest.

/** @import { Ink, Numbers } from "./types.d.ts" */

export const SIDE = 28;

/**
 * A pixel's byte, 0 to 255, as the number that the network sees, 0 to 1.
 * @param {number} byte
 */
export function pixelValue(byte) {
  return byte / 255;
}

/**
 * Image number `index` of many that are held as bytes, one after the other.
 * @param {ArrayBufferView} bytes
 * @param {number} index
 */
export function imageAt(bytes, index) {
  const { buffer, byteOffset } = bytes;
  const size = SIDE * SIDE;
  const pixels = new Uint8Array(buffer, byteOffset + index * size, size);
  const image = new Float64Array(size);
  // Most pixels are 0, as the image is already.
  for (let k = 0; k < size; k++) if (pixels[k]) image[k] = pixelValue(pixels[k]);
  return image;
}

/**
 * The ink of many images, bytes or numbers from 0 to 1, one after the other: `places` and `values`
 * of the pixels that are not 0, those of image k from `starts[k]` on. Most pixels are 0, and add
 * nothing to any sum.
 * @param {Uint8Array | Float64Array} images
 * @returns {Ink}
 */
export function inkOf(images) {
  const size = SIDE * SIDE;
  const count = images.length / size;
  const value = images instanceof Uint8Array ? pixelValue : Number;
  const starts = new Uint32Array(count + 1);
  for (let k = 0; k < images.length; k++) if (images[k]) starts[Math.floor(k / size) + 1] += 1;
  for (let k = 0; k < count; k++) starts[k + 1] += starts[k];
  const places = new Uint16Array(starts[count]);
  const values = new Float64Array(starts[count]);
  let next = 0;
  for (let k = 0; k < images.length; k++) {
    if (!images[k]) continue;
    places[next] = k % size;
    values[next++] = value(images[k]);
  }
  return { starts, places, values };
}

/**
 * The sum of weights times pixels, for each of many images.
 * @param {Numbers} weights
 * @param {Ink} ink
 */
export function inkSums(weights, { starts, places, values }) {
  return Float64Array.from({ length: starts.length - 1 }, (_, image) => {
    let sum = 0;
    for (let k = starts[image]; k < starts[image + 1]; k++) sum += weights[places[k]] * values[k];
    return sum;
  });
}

/**
 * What is shown of a pixel: its value, or, above a threshold of 0, only 0 or 1.
 * @param {number} value
 * @param {number} threshold
 */
export function thresholded(value, threshold) {
  if (threshold <= 0) return value;
  return value >= threshold ? 1 : 0;
}
