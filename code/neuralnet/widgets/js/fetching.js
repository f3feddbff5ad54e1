// Digits that are asked for when they are first needed.

/** @import { AnyModel } from "@anywidget/types" */
/** @import { Digits } from "./types.d.ts" */

import { crc32, unpackDigits } from "./bytes.js";

/** How many there are of each, and the CRC-32 of what Python packs (digit_files.py). */
const DIGITS = {
  train: { count: 10_000, sum: 0x5289e2de },
  validation: { count: 1_000, sum: 0xf066e188 },
  test: { count: 1_000, sum: 0x60dd51ee },
  pair: { count: 500, sum: 0xf5d74223 },
};
const LATE = 60_000; // milliseconds

/** The names of those that were asked for in vain: what came then is not to be kept. */
const missed = new Set();

/**
 * Ask for digits, a name of DIGITS, when they are first needed: a promise of
 * `{ images, labels }`, both bytes. Python sends them, or the published page fetches them. It is
 * rejected with a sentence for the reader if they are late, do not come or are damaged; to ask
 * again is to try again.
 * @param {AnyModel} model
 * @param {keyof typeof DIGITS} name
 * @returns {Promise<Digits>}
 */
export async function fetchDigits(model, name) {
  try {
    const digits = unpackDigits(await bytesOf(await sent(model, name), name), DIGITS[name].count);
    missed.delete(name);
    return digits;
  } catch (error) {
    missed.add(name);
    throw error;
  }
}

/**
 * What comes: bytes, packed.
 * @param {AnyModel} model
 * @param {keyof typeof DIGITS} name
 * @returns {Promise<DataView<ArrayBuffer>>}
 */
function sent(model, name) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      model.off("msg:custom", answer);
      reject(new Error(`The ${name} digits are late: the line is slow, or broken.`));
    }, LATE);
    /** @param {{digits: string}} content @param {DataView<ArrayBuffer>[]} buffers */
    function answer(content, buffers) {
      if (content?.digits !== name) return;
      clearTimeout(timer);
      model.off("msg:custom", answer);
      if (buffers?.length) resolve(buffers[0]);
      else reject(new Error(`The ${name} digits did not come.`));
    }
    model.on("msg:custom", answer);
    model.send({ digits: name, afresh: missed.has(name) });
  });
}

/**
 * What was packed, unpacked and compared: nothing is learned from a damaged file.
 * @param {DataView<ArrayBuffer>} packed
 * @param {keyof typeof DIGITS} name
 */
async function bytesOf(packed, name) {
  if (typeof DecompressionStream === "undefined") {
    throw new Error("This browser is too old to unpack the digits.");
  }
  /** @type {Uint8Array} */
  let bytes = null;
  try {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {} // cut off, or no such file at all
  if (!bytes || crc32(bytes) !== DIGITS[name].sum) {
    throw new Error(`The ${name} digits came damaged.`);
  }
  return bytes;
}
