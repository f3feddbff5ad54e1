// How far a measured share may be off: the same as chance.py.

/**
 * The natural logarithm of k!, for every k up to `count`.
 * @param {number} count
 */
function logFactorials(count) {
  const logs = [0];
  for (let k = 1; k <= count; k++) logs.push(logs[k - 1] + Math.log(k));
  return logs;
}

/**
 * The accuracy with which `right` or more of `count` come in 25 of 1,000 samples.
 * @param {number} right
 * @param {number} count
 */
function leastAccuracy(right, count) {
  if (!right) return 0;
  const logs = logFactorials(count);
  let [low, high] = [0, 1];
  for (let turn = 0; turn < 50; turn++) {
    const middle = (low + high) / 2;
    const [yes, no] = [Math.log(middle), Math.log1p(-middle)];
    let chance = 0;
    for (let k = right; k <= count; k++) {
      chance += Math.exp(logs[count] - logs[k] - logs[count - k] + k * yes + (count - k) * no);
    }
    if (chance < 0.025) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Between which accuracies, from 0 to 1, a reader lies that reads so many of `count` images right.
 * @param {number} right
 * @param {number} count
 * @returns {[number, number]}
 */
export function exactInterval(right, count) {
  return [leastAccuracy(right, count), 1 - leastAccuracy(count - right, count)];
}
