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

/**
 * The colour, as one word of a picture, of a weight from −1 to 1 and the pixel under it, from 0 to 1.
 * Paint shines where there is ink under it, since only there it adds or takes away; ink without
 * paint, which does nothing, stays grey.
 * @param {number} weight
 * @param {number} ink
 */
export function meeting(weight, ink) {
  const size = Math.min(Math.abs(weight), 1) ** 0.7; // so that small ones show
  const tint = weight < 0 ? TAKING : ADDING;
  const paint = size * (0.45 + 0.55 * ink);
  const light = 0.5 * ink * (1 - size);
  let colour = 255;
  for (let part = 2; part >= 0; part--) {
    const ground = DARK[part];
    colour = (colour << 8) | (ground + (tint[part] - ground) * paint + (255 - ground) * light);
  }
  return colour;
}
