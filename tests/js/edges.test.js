import { test } from "node:test";
import {
  bankOfWindows,
  cleanEdge,
  evened,
  explainedBy,
  mostExplained,
} from "../../code/neuralnet/widgets/js/edges.js";
import { assertClose, assertSame, pythonSays } from "./python.js";

const { calls, edges, digit, shares, bank, windows, most } = pythonSays("edges");

test("edges are Python's, pixel for pixel", () => {
  calls.forEach((call, k) => {
    assertSame(cleanEdge(...call), edges[k]);
  });
});

test("what an edge explains of a digit is Python's", () => {
  const found = edges.map((edge) => explainedBy(digit, edge));
  assertClose(found, shares, { rtol: 1e-9, atol: 1e-12 });
});

test("what is the same everywhere is explained by nothing", () => {
  assertClose([explainedBy(new Float64Array(784), cleanEdge(0, 0, 0, 7))], [0], {});
});

test("edges and bars of 5 by 5 weights, and what they explain, are Python's", () => {
  const found = bankOfWindows();
  assertClose(
    found.flatMap((one) => [...one]),
    bank.flat(),
    { atol: 1e-12 },
  );
  const evenedBank = found.map(evened);
  assertClose(
    windows.map((one) => mostExplained(one, evenedBank)),
    most,
    { rtol: 1e-9 },
  );
});
