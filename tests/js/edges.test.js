import { test } from "node:test";
import { cleanEdge, explainedBy } from "../../code/neuralnet/widgets/js/edges.js";
import { assertClose, assertSame, pythonSays } from "./python.js";

const { calls, edges, digit, shares } = pythonSays("edges");

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
