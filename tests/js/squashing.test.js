import { test } from "node:test";
import { relayOf, sumError, sumOfNeurons } from "../../code/neuralnet/widgets/js/squashing.js";
import { assertClose, pythonSays } from "./python.js";

const { rows, sums, places } = pythonSays("squashing");
const NEAR = { rtol: 1e-9, atol: 1e-12 };

test("a row of neurons hands on and hands back what Python's does", () => {
  for (const { call, is } of rows) {
    const { activations, factors, left } = relayOf(...call);
    [activations, factors, left].forEach((found, k) => assertClose(found, is[k], NEAR));
  }
});

test("sums of neurons, and how far off they are, agree", () => {
  for (const { call, is, error } of sums) {
    const [name, neurons, offset] = call;
    assertClose(
      places.map((x) => sumOfNeurons(name, neurons, offset, x)),
      is,
      NEAR,
    );
    assertClose([sumError(name, neurons, 0)], [error], NEAR);
  }
});
