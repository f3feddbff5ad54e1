// Landscapes to roll down, and how: the same as landscapes.py.

/** @import { Landscape } from "./types.d.ts" */

/**
 * Two landscapes to roll down, as landscapes.py has them. A place is a list of knobs.
 * @type {Record<Landscape, { cost(place: number[]): number, slopes(place: number[]): number[] }>}
 */
export const LANDSCAPES = {
  curve: {
    cost: ([x]) => 0.1 * x ** 4 - 0.6 * x ** 2 + 0.2 * x + 1.5,
    slopes: ([x]) => [0.4 * x ** 3 - 1.2 * x + 0.2],
  },
  valley: {
    cost: ([x, y]) => 0.5 * (x ** 2 + 12 * y ** 2),
    slopes: ([x, y]) => [x, 12 * y],
  },
};

/**
 * One step downhill: the place after it, and the speed, of which momentum keeps a share.
 * @param {Landscape} landscape
 * @param {number[]} place
 * @param {number[]} velocity
 * @param {number} learningRate
 * @param {number} momentum
 */
export function stepDownhill(landscape, place, velocity, learningRate, momentum) {
  const slopes = LANDSCAPES[landscape].slopes(place);
  const speed = slopes.map((slope, k) => momentum * (velocity[k] ?? 0) + slope);
  return { place: place.map((x, k) => x - learningRate * speed[k]), velocity: speed };
}

/**
 * All places of a roll downhill, the start first, and the velocity at its end: as
 * `landscapes.roll`.
 * @param {Landscape} landscape
 * @param {number[]} start
 * @param {number} learningRate
 * @param {number} momentum
 * @param {number} steps
 */
export function roll(landscape, start, learningRate, momentum, steps) {
  const places = [start];
  /** @type {number[]} */
  let velocity = [];
  for (let k = 0; k < steps; k++) {
    const next = stepDownhill(landscape, places.at(-1), velocity, learningRate, momentum);
    velocity = next.velocity;
    places.push(next.place);
  }
  return { places, velocity };
}
