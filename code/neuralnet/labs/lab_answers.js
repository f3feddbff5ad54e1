// The answers of labs, as Python packs them (answer_files.py).

/** @import { LabAnswer } from "./lab_types.d.ts" */

const BRIGHTEST = 15; // GREYS - 1 in answer_files.py
const PIXELS = 784;

/**
 * Unpack a text in base64: the answers, and `image(k)`, the pixels of the k-th image, 0 to 1.
 * @param {string} text
 * @returns {Promise<{answers: LabAnswer[], image: (k: number) => Float32Array}>}
 */
export async function unpackAnswers(text) {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const unpacking = new DecompressionStream("gzip");
  const stream = new Blob([packed]).stream().pipeThrough(unpacking);
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const end = bytes.indexOf(10); // of the line
  const answers = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  const images = bytes.subarray(end + 1);
  return {
    answers,
    image: (k) =>
      Float32Array.from(
        images.subarray(PIXELS * k, PIXELS * (k + 1)),
        (level) => level / BRIGHTEST,
      ),
  };
}

/**
 * The pairs of places, the smaller first, in the order in which Python counts them.
 * @param {number} count
 */
export function pairsOf(count) {
  const pairs = [];
  for (let from = 0; from < count; from++)
    for (let to = from + 1; to < count; to++) pairs.push([from, to]);
  return pairs;
}

/**
 * Which of all answers belongs to the choices `at`, of so many each: the last one changes first.
 * @param {number[]} at
 * @param {number[]} counts
 */
export function placeOf(at, counts) {
  return at.reduce((place, choice, k) => place * counts[k] + choice, 0);
}

/**
 * A share as a percentage with one decimal. What lies halfway goes to the even one, as in Python.
 * @param {number} share
 */
export function percent(share) {
  const value = 100 * share;
  return `${(value % 1 === 0.25 ? value - 0.05 : value).toFixed(1)}%`;
}
