import assert from "node:assert/strict";
import { test } from "node:test";
import {
  convolve,
  forwardMaps,
  makeConvolution,
} from "../../code/neuralnet/widgets/js/convolution.js";
import { assertClose, pythonSays } from "./python.js";

const { sums: given, passes } = pythonSays("convolution");
const near = { rtol: 1e-12, atol: 1e-12 };

for (const { image, weights, size, sums } of given) {
  test(`the weighted sums with ${size} by ${size} weights agree`, () => {
    assertClose(convolve(image, weights, size), sums, near);
  });
}

for (const { maps, parameters, image, found, outputs } of passes) {
  test(`maps and outputs agree: ${maps.join(" and ")} maps`, () => {
    const pass = forwardMaps(makeConvolution(maps, Float64Array.from(parameters)), image);
    assert.equal(pass.maps.length, found.length);
    found.forEach((layer, k) => {
      assertClose(pass.maps[k], layer, near);
    });
    assertClose(pass.outputs, outputs, near);
  });
}
