// Numbers that move from where they are to where they should be.

/** @import { Numbers } from "./types.d.ts" */

const STILL = matchMedia("(prefers-reduced-motion: reduce)");

/** Whether the reader has asked for less motion. */
export function isStill() {
  return STILL.matches;
}

/** @param {number} share */
const easeOut = (share) => 1 - (1 - share) ** 3;

/**
 * The numbers between two lists of them, `share` of the way.
 * @param {Numbers} from
 * @param {Numbers} to
 * @param {number} share
 */
export function between(from, to, share) {
  return Float64Array.from(to, (value, k) => from[k] + (value - from[k]) * share);
}

/**
 * Call `show(share)` once a frame while the share of the way goes from 0 to 1 in so many
 * milliseconds, fast first if `ease` is not given; at once with 1 where the reader wants less
 * motion. Returns a function that ends it where it is.
 * @param {number} milliseconds
 * @param {(share: number) => void} show
 * @param {(share: number) => number} [ease]
 */
export function tween(milliseconds, show, ease = easeOut) {
  if (isStill()) {
    show(1);
    return () => {};
  }
  let frame = 0;
  /** @type {number} */
  let start;
  /** @param {number} now */
  function step(now) {
    start ??= now;
    const share = Math.min((now - start) / milliseconds, 1);
    frame = share < 1 ? requestAnimationFrame(step) : 0;
    show(ease(share));
  }
  frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}
