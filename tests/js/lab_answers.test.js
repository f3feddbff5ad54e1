// The places and texts of labs, compared with Python's.

import assert from "node:assert/strict";
import test from "node:test";

import { pairsOf, percent, placeOf } from "../../code/neuralnet/labs/lab_answers.js";
import { pythonSays } from "./python.js";

const python = pythonSays("labs");

test("pairs are those of itertools.combinations, in their order", () => {
  const { count, pairs } = python;
  assert.deepEqual(pairsOf(count), pairs);
});

test("answers are in the order of itertools.product: the last slider changes first", () => {
  const { counts, choices } = python;
  choices.forEach((at, place) => {
    assert.equal(placeOf(at, counts), place);
  });
});

test("shares are written as Python writes them, also halfway between two", () => {
  for (const [share, text] of python.percents) assert.equal(percent(share), text, `${share}`);
});
