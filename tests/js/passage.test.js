import { test } from "node:test";
import { inkOf } from "../../code/neuralnet/widgets/js/images.js";
import { forward, makeNetwork } from "../../code/neuralnet/widgets/js/network.js";
import {
  makePassage,
  outputsOf,
  passForward,
  rowsOf,
} from "../../code/neuralnet/widgets/js/passage.js";
import { assertClose, pythonSays } from "./python.js";

const { predictions } = pythonSays("training");

test("a batch passes as each of its images would alone, in memory that is kept", () => {
  for (const { network: given, images } of predictions) {
    const [sizes, hidden, output, parameters] = given;
    const network = makeNetwork(sizes, hidden, output, Float64Array.from(parameters));
    const rows = rowsOf(inkOf(Float64Array.from(images.flat())), new Array(images.length).fill(0));
    const passage = makePassage(network);
    for (const some of [rows.slice(0, 2), rows, rows.slice(-1)]) {
      passForward(passage, some);
      const outputs = outputsOf(passage);
      some.forEach(({ place }, row) => {
        const { activations } = forward(network, Float64Array.from(images[place]));
        assertClose(outputs(row), [...activations.at(-1)], { rtol: 1e-12, atol: 1e-15 });
      });
    }
  }
});
