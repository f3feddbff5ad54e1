import { test } from "node:test";
import { convolve } from "../../code/neuralnet/widgets/js/convolution.js";
import { assertClose, pythonSays } from "./python.js";

for (const { image, weights, size, sums } of pythonSays("convolution")) {
  test(`the weighted sums with ${size} by ${size} weights agree`, () => {
    assertClose(convolve(image, weights, size), sums, { rtol: 1e-12, atol: 1e-12 });
  });
}
