import assert from "node:assert/strict";
import { test } from "node:test";
import { countNonzero } from "../../code/neuralnet/widgets/js/arrays.js";
import { pythonSays } from "./python.js";

test("counts agree", () => {
  for (const { values, count } of pythonSays("arrays").counts) {
    assert.equal(countNonzero(values), count);
  }
});
