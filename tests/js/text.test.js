import assert from "node:assert/strict";
import { test } from "node:test";
import { letterPairs, textPairs, textSymbols } from "../../code/neuralnet/widgets/js/text.js";
import { assertSame, pythonSays } from "./python.js";

const { texts } = pythonSays("text");

test("symbols and pairs of letters are Python's", () => {
  for (const { text, symbols, pairs } of texts) {
    assertSame(textSymbols(text), symbols);
    assertSame(letterPairs(text), pairs);
  }
});

test("each pair of letters has its place in the text, in their order", () => {
  for (const { text, symbols } of texts) {
    const found = textPairs(text);
    assertSame(
      found.map(({ pair }) => pair),
      symbols.slice(1).map((symbol, k) => 28 * symbols[k] + symbol),
    );
    for (const { start, end } of found) assert.ok(0 <= start && start <= end && end <= text.length);
  }
});
