// What is remembered of something long, in little room.

/**
 * A list that stays short. When it holds more than `most` (an even number), every other one
 * goes, and of those that come later only every other one is kept: always evenly spaced. It may go
 * on `from` where another one was.
 * @template Item
 * @param {number} most
 * @param {{ kept: Item[], every: number, count: number }} from
 */
export function makeHistory(most, from = { kept: [], every: 1, count: 0 }) {
  return {
    ...from,
    /** @param {Item} item */
    add(item) {
      if (this.count++ % this.every) return;
      this.kept.push(item);
      if (this.kept.length > most) Object.assign(this, halved(this));
    },
  };
}

/**
 * A history with at most so many, evenly spaced.
 * @template Item
 * @param {{ kept: Item[], every: number, count: number }} history
 * @param {number} most
 * @returns {{ kept: Item[], every: number, count: number }}
 */
export function shortened({ kept, every, count }, most) {
  return kept.length > most
    ? shortened(halved({ kept, every, count }), most)
    : { kept, every, count };
}

/**
 * @template Item
 * @param {{ kept: Item[], every: number, count: number }} history
 */
function halved({ kept, every, count }) {
  return { kept: kept.filter((_, k) => k % 2 === 0), every: 2 * every, count };
}
