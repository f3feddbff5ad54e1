import assert from "node:assert/strict";
import { test } from "node:test";
import { makeHistory, shortened } from "../../code/neuralnet/widgets/js/history.js";

test("a history keeps all until it is full, then every second, then every fourth", () => {
  const history = makeHistory(4);
  const after = [];
  for (let k = 0; k <= 12; k++) {
    history.add(k);
    after[k] = [...history.kept];
  }
  assert.deepEqual(after[3], [0, 1, 2, 3]);
  assert.deepEqual(after[4], [0, 2, 4]);
  assert.deepEqual(after[7], [0, 2, 4, 6]);
  assert.deepEqual(after[8], [0, 4, 8]);
  assert.deepEqual(after[12], [0, 4, 8, 12]);
});

test("a history goes on where another was, as if there had been one", () => {
  const [whole, first] = [makeHistory(4), makeHistory(4)];
  for (let k = 0; k < 10; k++) whole.add(k);
  for (let k = 0; k < 7; k++) first.add(k);
  const second = makeHistory(4, JSON.parse(JSON.stringify(first)));
  for (let k = 7; k < 10; k++) second.add(k);
  assert.deepEqual(second.kept, whole.kept);
});

test("a history is shortened and stays evenly spaced", () => {
  const history = makeHistory(60);
  for (let k = 0; k < 50; k++) history.add(k);
  const short = shortened(history, 12);
  assert.deepEqual(short.kept, [0, 8, 16, 24, 32, 40, 48]);
  assert.equal(history.kept.length, 50);
  const next = makeHistory(60, short);
  for (let k = 50; k < 60; k++) next.add(k);
  assert.deepEqual(next.kept, [0, 8, 16, 24, 32, 40, 48, 56]);
});
