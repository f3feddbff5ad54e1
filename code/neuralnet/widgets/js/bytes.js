// Numbers and digits as Python packs them (network_traits.py, digit_files.py).

/** @import { Digits } from "./types.d.ts" */

import { SIDE } from "./images.js";

/**
 * Python sends parameters as the smallest numbers that hold them exactly: 2, 4 or 8 bytes.
 * @type {Record<number, (view: DataView, k: number) => number>}
 */
const READERS = {
  2: (view, k) => halfFloat(view.getUint16(2 * k, true)),
  4: (view, k) => view.getFloat32(4 * k, true),
  8: (view, k) => view.getFloat64(8 * k, true),
};

/**
 * The number that 16 bits stand for (IEEE 754, binary16; infinity is never sent).
 * @param {number} bits
 */
function halfFloat(bits) {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const size = exponent ? 2 ** (exponent - 25) * (1024 + fraction) : 2 ** -24 * fraction;
  return bits & 0x8000 ? -size : size;
}

/**
 * @param {DataView} view
 * @param {number} count
 */
export function decodeNumbers(view, count) {
  const read = READERS[view.byteLength / count];
  const numbers = new Float64Array(count);
  for (let k = 0; k < count; k++) numbers[k] = read(view, k);
  return numbers;
}

/** What each byte does to a CRC-32. @type {Uint32Array} */
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

/**
 * The CRC-32 of bytes: the same as `zlib.crc32`.
 * @param {Uint8Array} bytes
 */
export function crc32(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = CRC[(rest ^ byte) & 255] ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}

/**
 * Digits as Python packs them (digit_files.py): labels, a bit a pixel, the inked pixels.
 * @param {Uint8Array} bytes
 * @param {number} count
 * @returns {Digits}
 */
export function unpackDigits(bytes, count) {
  const pixels = count * SIDE * SIDE;
  const bits = bytes.subarray(count, count + pixels / 8);
  const images = new Uint8Array(pixels);
  let next = count + pixels / 8;
  for (let k = 0; k < pixels; k++) {
    if (bits[k >> 3] & (128 >> (k & 7))) images[k] = bytes[next++];
  }
  return { labels: bytes.subarray(0, count), images };
}
