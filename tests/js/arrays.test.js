import assert from "node:assert/strict";
import { test } from "node:test";
import { countNonzero, furthest } from "../../code/neuralnet/widgets/js/arrays.js";
import { pythonSays } from "./python.js";

test("counts agree", () => {
  for (const { values, count } of pythonSays("arrays").counts) {
    assert.equal(countNonzero(values), count);
  }
});

test("those furthest from 0 come last, zeros never, and no more than asked for", () => {
  assert.deepEqual(furthest([0, 3, -5, 0, 1, -2], 3), [5, 1, 2]);
  assert.deepEqual(furthest([0, 2, 0, -1], 9), [3, 1]);
  assert.deepEqual(furthest([1, 1, 1], 2).length, 2);
  assert.deepEqual(furthest([0, 0], 2), []);
});
