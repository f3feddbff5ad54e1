// Images, arrays of 784 numbers from 0 to 1, and what is done to them: the same as images.py.

/** @import { Ink, Numbers, Point, Spoiling } from "./types.d.ts" */

import { nonzeroPlaces } from "./arrays.js";

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
 * The ink of many images that are held as bytes: `places` and `values` of the pixels that are not
 * 0, those of image k from `starts[k]` on. Most pixels are 0, and add nothing to any sum.
 * @param {Uint8Array} images
 * @returns {Ink}
 */
export function inkOf(images) {
  const size = SIDE * SIDE;
  /** @type {number[][]} */
  const [starts, places, values] = [[0], [], []];
  for (let k = 0; k < images.length; k++) {
    if (images[k]) {
      places.push(k % size);
      values.push(pixelValue(images[k]));
    }
    if ((k + 1) % size === 0) starts.push(places.length);
  }
  return { starts, places: Uint16Array.from(places), values: Float64Array.from(values) };
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

/**
 * A drawing of `height` rows of `width` numbers, made into an image like MNIST's.
 * As `images.preprocess` in Python, which says what is done and why.
 * @param {Numbers} drawing
 * @param {number} [height]
 * @param {number} [width]
 */
export function preprocess(drawing, height = SIDE, width = SIDE) {
  const image = new Float64Array(SIDE * SIDE);
  const place = placement(drawing, height, width);
  if (!place) return image;
  const { top, left, tall, broad, scale } = place;
  const down = averaging(place.down + scale * top, tall, scale);
  const across = averaging(place.right + scale * left, broad, scale);
  for (const { to: row, from: y, part: high } of down) {
    for (const { to: column, from: x, part: wide } of across) {
      image[row * SIDE + column] += high * wide * drawing[(top + y) * width + left + x];
    }
  }
  return image;
}

/**
 * Where `preprocess` puts a drawing: a place x of it comes to `right + scale * x`, a place y to
 * `down + scale * y`; its ink is in the box `top`, `left`, `tall`, `broad`. Null if it is empty.
 * @param {Numbers} drawing
 * @param {number} [height]
 * @param {number} [width]
 */
export function placement(drawing, height = SIDE, width = SIDE) {
  const rowInk = new Float64Array(height);
  const columnInk = new Float64Array(width);
  drawing.forEach((ink, place) => {
    rowInk[Math.floor(place / width)] += ink;
    columnInk[place % width] += ink;
  });
  const rows = nonzeroPlaces(rowInk);
  const columns = nonzeroPlaces(columnInk);
  if (!rows.length) return null;
  const [top, left] = [rows[0], columns[0]];
  const [tall, broad] = [rows.at(-1) + 1 - top, columns.at(-1) + 1 - left];
  const scale = 20 / Math.max(tall, broad);
  const down = centred(rowInk.subarray(top, top + tall), scale) - scale * top;
  const right = centred(columnInk.subarray(left, left + broad), scale) - scale * left;
  return { top, left, tall, broad, scale, down, right };
}

/**
 * Where ink begins whose centre of mass, scaled, comes to the middle, as far as there is room.
 * @param {Numbers} mass
 * @param {number} scale
 */
function centred(mass, scale) {
  const total = mass.reduce((a, b) => a + b);
  const centre = mass.reduce((sum, ink, k) => sum + ink * (k + 0.5), 0) / total;
  return Math.min(Math.max(14.5 - scale * centre, 0), SIDE - scale * mass.length);
}

/**
 * Which part of pixel `to` the pixel `from` comes to cover, scaled.
 * @param {number} start
 * @param {number} length
 * @param {number} scale
 */
function averaging(start, length, scale) {
  const parts = [];
  for (let from = 0; from < length; from++) {
    const [begin, end] = [start + scale * from, start + scale * (from + 1)];
    for (let to = Math.max(Math.floor(begin), 0); to < Math.min(end, SIDE); to++) {
      const part = Math.min(end, to + 1) - Math.max(begin, to);
      if (part > 0) parts.push({ from, to, part });
    }
  }
  return parts;
}

/**
 * How far the middle of a pixel is from a stroke from one point to another (right, down).
 * @param {number} place
 * @param {Point} from
 * @param {Point} to
 */
export function distanceToStroke(place, [x0, y0], [x1, y1]) {
  const [x, y] = [(place % SIDE) + 0.5 - x0, Math.floor(place / SIDE) + 0.5 - y0];
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const along = length ? (x * dx + y * dy) / length : 0;
  const nearest = Math.min(Math.max(along, 0), 1);
  return Math.hypot(x - nearest * dx, y - nearest * dy);
}

/**
 * Draw with a round pen with soft edges, from one point to another (pixels right and down),
 * into `drawing`, 28 by 28 numbers: as `images.trace` in Python.
 * @param {Numbers} drawing
 * @param {Point} from
 * @param {Point} to
 * @param {number} width
 */
export function stroke(drawing, from, to, width) {
  for (let place = 0; place < drawing.length; place++) {
    const ink = width / 2 + 0.5 - distanceToStroke(place, from, to);
    drawing[place] = Math.max(drawing[place], Math.min(Math.max(ink, 0), 1));
  }
}

/**
 * An image turned about its middle, clockwise: as `images.rotate` in Python.
 * @param {Numbers} image
 * @param {number} degrees
 */
export function rotate(image, degrees) {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin, middle] = [Math.cos(angle), Math.sin(angle), (SIDE - 1) / 2];
  /** @type {(row: number, column: number) => number} */
  const at = (row, column) =>
    row >= 0 && row < SIDE && column >= 0 && column < SIDE ? image[row * SIDE + column] : 0;
  return Float64Array.from({ length: SIDE * SIDE }, (_, k) => {
    const [down, right] = [Math.floor(k / SIDE) - middle, (k % SIDE) - middle];
    const [y, x] = [cos * down - sin * right + middle, sin * down + cos * right + middle];
    const [row, column] = [Math.floor(y), Math.floor(x)];
    const [low, far] = [y - row, x - column];
    return (
      at(row, column) * (1 - low) * (1 - far) +
      at(row, column + 1) * (1 - low) * far +
      at(row + 1, column) * low * (1 - far) +
      at(row + 1, column + 1) * low * far
    );
  });
}

/**
 * What ConfidenceLab does to an image; `amount` goes from 0 to 1. As in confidence_lab.py.
 * @type {Record<string, (image: Numbers, amount: number, more: Spoiling) => Numbers>}
 */
export const SPOILERS = {
  noise: (image, amount, { random }) => image.map((a) => (1 - amount) * a + amount * random()),
  blank: (image, amount) => image.map((a) => (1 - amount) * a),
  rotated: (image, amount) => rotate(image, 180 * amount),
  blended: (image, amount, { other }) => image.map((a, k) => (1 - amount) * a + amount * other[k]),
  inverted: (image, amount) => image.map((a) => (1 - amount) * a + amount * (1 - a)),
  moved: (image, amount) => shiftRight(image, Math.round(8 * amount)),
};

/**
 * An image moved to the right by whole pixels, with empty ones moved in: as `images.shift`.
 * @param {Numbers} image
 * @param {number} by
 */
function shiftRight(image, by) {
  return image.map((_, k) => (k % SIDE >= by ? image[k - by] : 0));
}
