import { test } from "node:test";
import { FUNCTIONS, SLOPES, softmax } from "../../code/neuralnet/widgets/js/activations.js";
import { assertClose, pythonSays } from "./python.js";

const { functions, softmax: layers } = pythonSays("activations");

for (const { name, sums, values, slopes } of functions) {
  test(`${name} and its slope agree`, () => {
    const found = sums.map(FUNCTIONS[name]);
    assertClose(found, values, { rtol: 1e-12, atol: 1e-16 });
    assertClose(found.map(SLOPES[name]), slopes, { rtol: 1e-9, atol: 1e-15 });
  });
}

test("softmax agrees", () => {
  for (const { sums, values } of layers) {
    assertClose(softmax(sums), values, { rtol: 1e-12, atol: 1e-15 });
  }
});
