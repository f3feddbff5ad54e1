// The colours of pixels and of signs.

/** @import { Colour } from "./types.d.ts" */

// All colours of pixels, made once: a picture of 784 asks for one 784 times.
const LEVELS = [...Array(256).keys()];
const GREYS = LEVELS.map((level) => [level, level, level]);

/**
 * The grey of a number from 0 (dark) to 1 (bright), as red, green, blue: the same in both themes.
 * @param {number} value
 * @returns {Colour}
 */
export function grey(value) {
  return GREYS[Math.round(16 + 239 * value)];
}

/** On the dark stage: the ground of a picture, and the colours of signs, as numbers to mix. */
export const [DARK, ADDING, TAKING] = [
  [22, 26, 31],
  [108, 192, 240],
  [232, 112, 42],
];
/** @param {Colour} colour */
const fromGround = (colour) =>
  LEVELS.map((level) =>
    colour.map((part, k) => Math.round(DARK[k] + ((part - DARK[k]) * level) / 255)),
  );
const [LIGHT_BLUES, LIGHT_ORANGES] = [ADDING, TAKING].map(fromGround);

/**
 * The colour of a weight on the dark stage: blue above 0, orange below, brighter the further off.
 * @param {number} value
 * @param {number} most
 * @returns {Colour}
 */
export function stageSign(value, most) {
  const share = most > 0 ? Math.min(Math.abs(value) / most, 1) : 0;
  return (value > 0 ? LIGHT_BLUES : LIGHT_ORANGES)[Math.round(255 * share)];
}
