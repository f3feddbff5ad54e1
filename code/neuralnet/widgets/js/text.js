// Text as a picture: the same as text.py.

import { SIDE } from "./images.js";

const [SPACE_SYMBOL, OTHER_SYMBOL] = [26, 27]; // after the letters a to z

/** A text as symbols from 0 to 27: as `text.symbols` in Python, which says which. */
export function textSymbols(text) {
  const found = [SPACE_SYMBOL];
  for (const character of text.toLowerCase().normalize("NFC")) {
    const place = character.codePointAt(0) - 97;
    const other = /\p{L}/u.test(character) ? OTHER_SYMBOL : SPACE_SYMBOL;
    const symbol = place >= 0 && place < 26 ? place : other;
    if (symbol !== SPACE_SYMBOL || found.at(-1) !== SPACE_SYMBOL) found.push(symbol);
  }
  if (found.at(-1) !== SPACE_SYMBOL) found.push(SPACE_SYMBOL);
  return found;
}

/** How often each symbol follows each other: as `text.letter_pairs` in Python. */
export function letterPairs(text) {
  const found = textSymbols(text);
  const counts = new Float64Array(SIDE * SIDE);
  for (let k = 1; k < found.length; k++) counts[SIDE * found[k - 1] + found[k]] += 1;
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  return counts.map((count) => Math.fround(Math.sqrt(count / most)));
}
