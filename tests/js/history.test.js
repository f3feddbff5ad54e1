import assert from "node:assert/strict";
import { test } from "node:test";
import { makeHistory } from "../../code/neuralnet/widgets/js/history.js";

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
