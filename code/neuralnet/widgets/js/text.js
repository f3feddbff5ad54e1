// Text as a picture: the same as text.py.

import { SIDE } from "./images.js";

const [SPACE_SYMBOL, OTHER_SYMBOL] = [26, 27]; // after the letters a to z

/** The symbols' names, in their order: `text.NAMES` in Python. */
export const SYMBOL_NAMES = [..."abcdefghijklmnopqrstuvwxyz␣*"];

/** @param {string} character */
function symbolOf(character) {
  const place = character.codePointAt(0) - 97;
  if (place >= 0 && place < 26) return place;
  return /\p{L}/u.test(character) ? OTHER_SYMBOL : SPACE_SYMBOL;
}

/**
 * A text as symbols from 0 to 27: as `text.symbols` in Python, which says which.
 * @param {string} text
 */
export function textSymbols(text) {
  const found = [SPACE_SYMBOL];
  for (const character of text.toLowerCase().normalize("NFC")) {
    const symbol = symbolOf(character);
    if (symbol !== SPACE_SYMBOL || found.at(-1) !== SPACE_SYMBOL) found.push(symbol);
  }
  if (found.at(-1) !== SPACE_SYMBOL) found.push(SPACE_SYMBOL);
  return found;
}

/**
 * How often each symbol follows each other: as `text.letter_pairs` in Python.
 * @param {string} text
 */
export function letterPairs(text) {
  const found = textSymbols(text);
  const counts = new Float64Array(SIDE * SIDE);
  for (let k = 1; k < found.length; k++) counts[SIDE * found[k - 1] + found[k]] += 1;
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  return counts.map((count) => Math.fround(Math.sqrt(count / most)));
}

/**
 * Where each pair of symbols stands in a text: `{ pair, start, end }`, pairs counted as in the
 * picture. Where small letters take another room than large ones, the places are 0.
 * @param {string} text
 */
export function textPairs(text) {
  const small = text.toLowerCase().normalize("NFC");
  const same = small.length === text.length;
  const spans = [{ symbol: SPACE_SYMBOL, start: 0, end: 0 }];
  let at = 0;
  for (const character of small) {
    const symbol = symbolOf(character);
    const [start, end] = same ? [at, at + character.length] : [0, 0];
    if (symbol === SPACE_SYMBOL && spans.at(-1).symbol === SPACE_SYMBOL) spans.at(-1).end = end;
    else spans.push({ symbol, start, end });
    at += character.length;
  }
  if (spans.at(-1).symbol !== SPACE_SYMBOL) {
    spans.push({ symbol: SPACE_SYMBOL, start: spans.at(-1).end, end: spans.at(-1).end });
  }
  return spans.slice(1).map(({ symbol, end }, k) => ({
    pair: SIDE * spans[k].symbol + symbol,
    start: spans[k].start,
    end,
  }));
}

/**
 * A text's beginnings, the first longer than `from` characters, each with its picture of pairs,
 * but for those that `has(beginning)` knows already.
 * @param {string} text
 * @param {number} from
 * @param {(beginning: string) => boolean} has
 */
export function growingPairs(text, from, has) {
  return Array.from({ length: text.length - from }, (_, k) => {
    const beginning = text.slice(0, from + k + 1);
    return { beginning, image: has(beginning) ? null : letterPairs(beginning) };
  });
}
