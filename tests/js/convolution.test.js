import assert from "node:assert/strict";
import { test } from "node:test";
import {
  carriedTo,
  convolve,
  countWindows,
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

for (const { maps, parameters, image, found, outputs, terms, places } of passes) {
  test(`maps and outputs agree: ${maps.join(" and ")} maps`, () => {
    assert.equal(countWindows(maps), parameters.length);
    const network = makeConvolution(maps, Float64Array.from(parameters));
    const pass = forwardMaps(network, image);
    assert.equal(pass.maps.length, found.length);
    found.forEach((layer, k) => {
      assertClose(pass.maps[k], layer, near);
    });
    assertClose(pass.outputs, outputs, near);
    assert.deepEqual(pass.places, places);
    terms.forEach((layer, k) => {
      const values = k ? pass.maps[k - 1] : image;
      const all = carriedTo(network, values, pass.places[k], k);
      assertClose(all, layer.flat(), near);
      const only = carriedTo(network, values, pass.places[k], k, 1);
      const alone = layer.map((row, j) => row.map((term) => (j === 1 ? term : 0)));
      assertClose(only, alone.flat(), near);
    });
  });
}
