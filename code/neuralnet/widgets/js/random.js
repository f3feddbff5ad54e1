// Random numbers that Python draws too (random.py).

/**
 * Random numbers from 0 to 1, the same for the same seed: mulberry32, by Tommy Ettinger (2017).
 * @param {number} seed
 */
export function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * The numbers below `count` in a random order (Fisher and Yates).
 * @param {number} count
 * @param {() => number} random
 */
export function shuffled(count, random) {
  const order = [...Array(count).keys()];
  for (let k = count - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1));
    [order[k], order[other]] = [order[other], order[k]];
  }
  return order;
}

/**
 * One number of a normal distribution, mean 0 and variance 1 (Box and Muller 1958).
 * @param {() => number} random
 */
export function normal(random) {
  const far = Math.sqrt(-2 * Math.log(1 - random()));
  return far * Math.cos(2 * Math.PI * random());
}
