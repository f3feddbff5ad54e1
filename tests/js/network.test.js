import assert from "node:assert/strict";
import { test } from "node:test";
import { inkOf, inkSums, pixelValue } from "../../code/neuralnet/widgets/js/images.js";
import {
  contributions,
  forward,
  makeNetwork,
  pulls,
} from "../../code/neuralnet/widgets/js/network.js";
import { assertClose, pythonSays } from "./python.js";

const { passes, contributions: measured, pulls: pulled } = pythonSays("network");

function made([sizes, hidden, output, parameters]) {
  return makeNetwork(sizes, hidden, output, Float64Array.from(parameters));
}

for (const { network: given, images, activations } of passes) {
  test(`the forward pass agrees: ${given[1]}, ${given[2]}`, () => {
    const network = made(given);
    images.forEach((image, k) => {
      const found = forward(network, Float64Array.from(image)).activations;
      assert.equal(found.length, activations[k].length);
      found.forEach((layer, l) => {
        assertClose(layer, activations[k][l], { rtol: 1e-12, atol: 1e-15 });
      });
    });
  });
}

for (const { network: given, image, output, contributions: python } of measured) {
  test(`what each input adds to an output agrees: ${given[1]}`, () => {
    const network = made(given);
    const found = contributions(network, forward(network, image), output);
    assertClose(found, python, { rtol: 1e-5, atol: 1e-8 });
  });
}

test("what adds to a sum and what takes away agree", () => {
  const { weights, images, up, down } = pulled;
  const found = images.map((bytes) => pulls(weights, bytes.map(pixelValue)));
  const bounds = { rtol: 1e-12 };
  assertClose(
    found.map((pull) => pull.up),
    up,
    bounds,
  );
  assertClose(
    found.map((pull) => pull.down),
    down,
    bounds,
  );
});

test("the sums of many images agree", () => {
  const { weights, images, sums } = pulled;
  assertClose(inkSums(weights, inkOf(Uint8Array.from(images.flat()))), sums, { atol: 1e-12 });
});
