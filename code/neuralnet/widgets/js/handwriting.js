// A reader's own handwriting, in its file: the same as handwriting.py.

/** @import { Hand } from "./types.d.ts" */

import { crc32 } from "./bytes.js";
import { SIDE } from "./images.js";

export const FORMAT = "thirteen-thousand-knobs/hands";
const VERSION = 1;
export const LONGEST = 40; // characters of a name
export const MOST_DIGITS = 4_000; // digits in a file
export const FILE_BYTES = 8_000_000; // of it

/** @param {Uint8Array} bytes */
export function toBase64(bytes) {
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

/** @param {string} text */
export function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/**
 * The hands that a text holds, in the form in which `asText` writes it. Throws an Error with a
 * sentence for the reader for anything else.
 * @param {string} text
 * @returns {Hand[]}
 */
export function handsIn(text) {
  if (text.length > FILE_BYTES) {
    throw new Error(`it is larger than ${FILE_BYTES.toLocaleString("en")} characters`);
  }
  /** @type {any} */
  let found = null;
  try {
    found = JSON.parse(text);
  } catch {
    throw new Error("it is no JSON, or was cut off");
  }
  if (found?.format !== FORMAT || !Array.isArray(found.hands)) {
    throw new Error("it was not saved by a figure of this book");
  }
  if (found.version !== VERSION) throw new Error("it was saved by another edition of this book");
  /** @type {Hand[]} */
  const hands = found.hands.map(handOf);
  const names = new Set(hands.map(({ writer }) => writer));
  if (names.size < hands.length) throw new Error("two writers in it have one name");
  const count = hands.reduce((sum, { labels }) => sum + labels.length, 0);
  if (count > MOST_DIGITS)
    throw new Error(`it holds more than ${MOST_DIGITS.toLocaleString("en")} digits`);
  return hands;
}

/**
 * Whether a text holds hands.
 * @param {string} text
 */
export function isHandwriting(text) {
  try {
    handsIn(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether a text holds digits of this writer.
 * @param {string} name
 * @param {string} text
 */
export function isWriterIn(name, text) {
  return Boolean(text) && handsIn(text).some(({ writer }) => writer === name);
}

/**
 * @param {{writer: string, labels: string, drawings: string, sum: number}} entry
 * @returns {Hand}
 */
function handOf(entry) {
  const { writer, labels, drawings, sum } = entry ?? {};
  if (typeof writer !== "string" || writer.length > LONGEST) {
    throw new Error("a writer's name in it is none");
  }
  const who = writer ? `the digits of ${writer}` : "the digits in it";
  if (typeof labels !== "string" || !/^\d*$/.test(labels)) {
    throw new Error(`${who} do not say which they are`);
  }
  /** @type {Uint8Array} */
  let pixels = null;
  try {
    pixels = fromBase64(drawings);
  } catch {}
  if (pixels?.length !== SIDE * SIDE * labels.length || crc32(pixels) !== sum) {
    throw new Error(`${who} are damaged`);
  }
  return { writer, labels: Array.from(labels, Number), drawings: pixels };
}

/**
 * The text that holds hands.
 * @param {Hand[]} hands
 */
export function asText(hands) {
  const entries = hands.map(({ writer, labels, drawings }) => ({
    writer,
    labels: labels.join(""),
    drawings: toBase64(drawings),
    sum: crc32(drawings),
  }));
  return JSON.stringify({ format: FORMAT, version: VERSION, hands: entries }, null, 1);
}

/**
 * A name that is not taken: itself, or with the next number behind it.
 * @param {string} name
 * @param {string[]} taken
 */
export function freeName(name, taken) {
  let [number, free] = [1, name];
  while (taken.includes(free)) {
    number += 1;
    free = `${name.slice(0, LONGEST - 5)} (${number})`;
  }
  return free;
}
