// What is remembered of something long, in little room.

/**
 * A list that stays short. When it holds more than `most` (an even number), every other one
 * goes, and of those that come later only every other one is kept: always evenly spaced.
 * @template Item
 * @param {number} most
 */
export function makeHistory(most) {
  let [every, count] = [1, 0];
  return {
    /** @type {Item[]} */
    kept: [],
    /** @param {Item} item */
    add(item) {
      if (count++ % every) return;
      this.kept.push(item);
      if (this.kept.length <= most) return;
      this.kept = this.kept.filter((_, k) => k % 2 === 0);
      every *= 2;
    },
  };
}
